"""What Temu says about each offer of a stock edit."""

from adapters.temu_http.envelope import Envelope
from adapters.temu_http.verdicts import RETRYABLE
from adapters.temu_http.wire.offers import StockEditResult, StockEditStatus
from adapters.temu_http.wire.strict import WireError, structure
from shared_kernel.errors import Family, Problem
from temu_core.offer import SkuId
from temu_core.ports.marketplace_stock import StockCall


def verdicts(call: StockCall, envelope: Envelope) -> dict[SkuId, Problem | None]:
    """
    Return what became of each update of *call*; None means accepted.

    Temu answers twice: for the call and per offer.  An offer counts as set
    only when it is named as set; when the call as a whole failed, some offer
    must be named as refused, or nothing said about the others is believed.
    """
    try:
        result = structure(envelope.result, StockEditResult)
    except WireError as wrong:
        unknown = _unknown(f"Temu's answer cannot be read: {wrong}", envelope, wrong.path)
        return {update.sku_id: unknown for update in call.updates}
    named = {SkuId(row.sku_id): row for row in result.sku_stock_edit_status_info_list or ()}
    believed = result.operate_result or any(not row.stock_edit_status for row in named.values())
    silent = _unknown(
        f"Temu does not say what became of this offer ({result.msg or 'no reason'})", envelope
    )
    return {
        update.sku_id: _verdict(named[update.sku_id], envelope, silent if not believed else None)
        if update.sku_id in named
        else silent
        for update in call.updates
    }


def _verdict(row: StockEditStatus, envelope: Envelope, doubt: Problem | None) -> Problem | None:
    if row.stock_edit_status:
        return doubt
    code = row.error_code or 0
    text = (
        f"Temu refuses the stock of this offer"
        f" (Temu {code}: {row.error_msg or 'no reason'}; request {envelope.request_id})"
    )
    # Refused by name, so surely not done, whatever the code.
    family = Family.TRY_LATER if code in RETRYABLE else Family.FIX_DATA
    return Problem(family=family, text=text, code=str(code), field="stockTarget")


def _unknown(text: str, envelope: Envelope, field: str = "") -> Problem:
    told = f"{text} (request {envelope.request_id})"
    return Problem(family=Family.OUTCOME_UNKNOWN, text=told, field=field)
