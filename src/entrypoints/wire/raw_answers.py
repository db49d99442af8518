"""The marketplace's kept answers as other programs see them."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

import attrs

from temu_core.order import OrderNumber
from temu_core.payload import Call, RawAnswer

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

#: Stands for a text that was there; an empty one stays empty, for that may be the fault.
MASK = "•••"

#: All that may be seen of an address answer: whatever else comes, now or later, is masked.
_OPEN_IN_ADDRESS = frozenset(
    {
        *("success", "requestId", "errorCode", "errorMsg"),
        *("regionName1", "isRestriction", "reason", "contactlessDropPoint"),
    }
)
#: All that may be seen of a row of an order file, in either language.
_OPEN_IN_ROW = frozenset(
    {
        *("row", "bestell-id", "bestellstatus", "bestellartikel-id", "produktname", "variation"),
        *("beitrags-sku", "sku-id", "gekaufte menge", "kaufdatum", "versandland"),
        *("gesamteinzelhandelspreis", "versandkosten", "order id", "order status"),
        *("order item id", "order item status", "fulfillment mode", "product name", "sku id"),
        *("contribution sku", "quantity purchased", "quantity shipped", "ship country"),
        *("purchase date", "latest shipping time", "retail price total", "shipping cost"),
        *("retail price total after discounts(tax excl.)", "shipping total(tax excl.)"),
        "product tax",
    }
)
_STRICT = {Call.ADDRESS: _OPEN_IN_ADDRESS, Call.FILE_ROWS: _OPEN_IN_ROW}
_PERSONAL = (
    *("receipt", "mobile", "phone", "mail", "address", "postcode", "firstname", "lastname"),
    *("taxcode", "buyername", "customername", "personalization"),
)


@attrs.frozen(kw_only=True)
class RawAnswerView:
    """
    One answer as it came, personal data masked unless asked for.
    """

    call: str
    received_at: datetime
    #: The JSON; a text where the answer was none.
    body: Json

    @classmethod
    def of(
        cls, answer: RawAnswer, number: OrderNumber, *, personal_data: bool = False
    ) -> "RawAnswerView | None":
        """
        Return what *answer* says about order *number*; None when it says nothing.
        """
        if number not in (answer.key,) and number not in answer.body:
            return None
        try:
            body: Json = json.loads(answer.body)
        except ValueError:
            words = f"{len(answer.body)} characters that are no JSON"
            body = answer.body if personal_data else words
        else:
            if answer.call is Call.ORDERS:
                body = list(_about(body, number))
            if not personal_data:
                body = _masked(body, "", only=_STRICT.get(answer.call))
        return cls(call=answer.call.value, received_at=answer.received_at, body=body)


@attrs.frozen(kw_only=True)
class RawAnswerList:
    """
    What the marketplace answered about an order, oldest first.
    """

    items: Sequence[RawAnswerView]


def _about(value: Json, number: OrderNumber) -> Iterator[Json]:
    """
    Yield the items of lists that name the order; a page holds a hundred others.
    """
    if isinstance(value, dict):
        for inner in value.values():
            yield from _about(inner, number)
    elif isinstance(value, list):
        for item in value:
            if number in json.dumps(item, ensure_ascii=False):
                yield item


def _masked(value: Json, name: str, *, only: frozenset[str] | None) -> Json:
    if isinstance(value, dict):
        return {key: _masked(inner, key, only=only) for key, inner in value.items()}
    if isinstance(value, list):
        return [_masked(item, name, only=only) for item in value]
    if value in ("", None) or isinstance(value, bool):
        return value
    if only is not None:
        hidden = name not in only and name.lower() not in only
    else:
        hidden = any(part in name.lower() for part in _PERSONAL)
    return MASK if hidden else value
