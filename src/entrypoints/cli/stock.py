"""temu-jtl stock: why an offer shows so many units."""

from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.panels import MEND
from entrypoints.cli.sentences import sentence
from entrypoints.stock_search import Only, found_offers
from entrypoints.wire.shop import StockView
from shared_kernel.errors import RejectedError
from shared_kernel.sku import Sku

app = App(name="stock", help="See what may be sold, and why.", group=MEND)


@app.command(name="list")
def list_offers(
    text: str = "",
    *,
    only: Only | None = None,
    limit: Annotated[int, Parameter(validator=Number(gte=1, lte=1000))] = 100,
    common: Common | None = None,
) -> int:
    """
    List active offers with their stock on both sides.

    Parameters
    ----------
    text
        Part of a SKU, a name, an article number or an id.
    only
        Those that are out of step, without an article, or refused by the marketplace.
    limit
        At most so many.
    """
    common = common or Common()
    with common.opened() as shop:
        offers = [
            StockView.of(offer) for offer in found_offers(shop, text=text, only=only, limit=limit)
        ]
    if common.json:
        common.output.document(offers)
        return ExitCode.OK
    common.output.table(
        "",
        ("SKU", "name", "marketplace", "target", "ERP", "reserved", "buffer", "share"),
        (_row(offer) for offer in offers),
        empty="no such offers",
        whole=("SKU",),
    )
    if len(offers) == limit:
        common.output.say("there may be more; narrow the search, or raise --limit")
    return ExitCode.OK


def _row(offer: StockView) -> tuple[object, ...]:
    given = offer.inputs
    inputs = (given.sellable, given.reserved, given.buffer, given.sharing) if given else ()
    shown = "unknown" if offer.marketplace_units is None else offer.marketplace_units
    target = "no article" if offer.target_units is None else offer.target_units
    return (
        offer.seller_sku or offer.sku_id,
        offer.name,
        shown,
        target,
        *(inputs or ("", "", "", "")),
    )


@app.command(name="explain")
def explain(sku: str, *, common: Common | None = None) -> int:
    """
    Say why the offers of an article show so many units, as of the last inventory sync.

    Parameters
    ----------
    sku
        The seller SKU of an offer, or the ERP's article number.
    """
    common = common or Common()
    with common.opened() as shop:
        found = shop.adapters.offer_book().find(shop.shop, Sku(sku))
    offers = [StockView.of(offer) for offer in found]
    if not offers:
        raise RejectedError(
            f"no active offer has the SKU {sku}; run: temu-jtl sync inventory{common.again}",
            field="sku",
        )
    if common.json:
        common.output.document(offers)
        return ExitCode.OK
    for offer in offers:
        shown = "unknown" if offer.marketplace_units is None else offer.marketplace_units
        common.output.say(
            f"offer {offer.sku_id} ({offer.seller_sku}): the marketplace shows {shown}"
        )
        common.output.say(f"  {sentence(offer.explanation)}")
        if offer.refusal:
            common.output.say(
                f"  the marketplace refused: {sentence(offer.refusal)}", style="yellow"
            )
    return ExitCode.OK


@app.command(name="status")
def status(*, common: Common | None = None) -> int:
    """
    Count offers: active, with an article, out of step, refused.
    """
    common = common or Common()
    with common.opened() as shop:
        counts = shop.adapters.offer_book().counts(shop.shop)
    if common.json:
        common.output.document(counts)
        return ExitCode.OK
    common.output.say(
        f"{counts.active} active offers, {counts.matched} with an article, "
        f"{counts.out_of_step} out of step, {counts.refused} refused."
    )
    return ExitCode.OK
