"""One bad order is held with its own reason and a way out; the others go on."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from tests.integration.workflows.harness import Play, order_number
from tests.integration.workflows.lamp_shop import GHOST_SKU, lamps, sell

from sandbox.scenario.orders import Address
from sandbox.scenario.small_people import ATLANTEAN, ERIKA
from shared_kernel.sku import Sku
from temu_core.ledger import HoldReason, Remedy
from temu_core.order import OrderNumber
from temu_core.rules.holds import REMEDIES, advice

LONG = "x" * 256
BAD, GOOD = order_number(1), order_number(2)


def _erika(**changes: str) -> dict[str, Address]:
    return {"address": attrs.evolve(ERIKA, **changes)}


@attrs.frozen
class Case:
    """
    What is wrong with an order, why it is held, and what a person does about it.
    """

    spoil: Callable[[Play], OrderNumber]
    reason: HoldReason
    mend: Callable[[Play], object]


def _spoiled(*lines: Any, **special: Any) -> Callable[[Play], OrderNumber]:
    return lambda play: sell(play, 1, *lines, **special)


def _corrected(field: str, value: str) -> Callable[[Play], object]:
    return lambda play: play.mend(BAD, Remedy.CORRECT_TEXT, field=field, value=value)


def _allowed(play: Play) -> object:
    return play.mend(BAD, Remedy.ALLOW_ONCE)


def _article_mapped(play: Play) -> object:
    return play.by_person(
        lambda shop, run: shop.use_cases.map_sku()(run, Sku("GHOST-1"), Sku("LAMP-1"), person="ada")
    )


CASES = {
    "totals do not add up": Case(_spoiled(totals_off=1), HoldReason.TOTALS_MISMATCH, _allowed),
    "VAT unclear": Case(_spoiled(lamps(5, vat=1300)), HoldReason.VAT_UNCLEAR, _allowed),
    "unknown country": Case(
        _spoiled(address=ATLANTEAN),
        HoldReason.COUNTRY_UNKNOWN,
        _corrected("address.country", "DE"),
    ),
    "SKU without article": Case(
        _spoiled(lamps(sku_id=GHOST_SKU)), HoldReason.SKU_UNKNOWN, _article_mapped
    ),
    "text too long": Case(
        _spoiled(**_erika(last_name=LONG)),
        HoldReason.TEXT_TOO_LONG,
        _corrected("address.last_name", "Muster"),
    ),
    "text not encodable": Case(
        _spoiled(**_erika(city="Berlin\uffff")),
        HoldReason.TEXT_NOT_ENCODABLE,
        _corrected("address.city", "Berlin"),
    ),
    "no street": Case(
        _spoiled(**_erika(line1="")),
        HoldReason.ADDRESS_INCOMPLETE,
        _corrected("address.street", "Musterweg 3"),
    ),
    "cash on delivery": Case(_spoiled(payment="COD"), HoldReason.CASH_ON_DELIVERY, _allowed),
    "foreign currency": Case(_spoiled(currency="CHF"), HoldReason.CURRENCY_NOT_ALLOWED, _allowed),
}

_each_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())


@_each_case
def test_a_bad_order_is_held_with_its_reason_and_a_remedy(play: Play, case: Case) -> None:
    case.spoil(play)
    sell(play, 2)

    for _ in range(2):
        run = play.sync_orders()
        play.advance(hours=3)
        assert run.error == ""

    assert play.held(BAD) is case.reason
    assert REMEDIES[case.reason]
    assert advice(case.reason)
    assert list(play.jtl()["booked"]) == [GOOD]


@_each_case
def test_the_remedy_brings_the_order_into_the_erp_once(play: Play, case: Case) -> None:
    case.spoil(play)
    play.sync_orders()

    case.mend(play)
    play.sync_orders()
    play.advance(minutes=10)
    play.sync_orders()

    assert play.jtl()["refused"] == []
    assert {number: len(keys) for number, keys in play.jtl()["booked"].items()} == {BAD: 1}


def test_a_hold_says_what_is_wrong_without_the_buyers_data(play: Play) -> None:
    sell(play, 1, address=attrs.evolve(ERIKA, last_name=LONG))

    play.sync_orders()

    hold = play.record(BAD).hold
    assert hold is not None
    assert hold.subject == "address.last_name"
    assert LONG not in hold.text
    assert LONG not in play.log()
