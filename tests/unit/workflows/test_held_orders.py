"""Held orders name their reason, stop no others, and go on once a person mended them."""

from decimal import Decimal
from typing import Any

import attrs
import pytest
from tests.builders.orders import (
    a_line,
    amounts_for,
    amounts_of,
    an_address,
    an_order,
    line_amounts,
)
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NOON, NORTH, ShopWorld

from temu_core.address import BuyerAddress
from temu_core.ledger import HoldReason, LedgerState, Remedy
from temu_core.order import Payment, ShippingMethod, Unknown


@pytest.mark.parametrize("field", ["status", "payment", "shipping_method"])
def test_a_value_nobody_knows_holds_the_order_and_no_other(world: ShopWorld, field: str) -> None:
    unknown: dict[str, Any] = {field: Unknown(field=field, value="77")}
    strange, good = world.sell("PO-1", **unknown), world.sell("PO-2")

    world.sync_orders()

    hold = world.record(strange).hold
    assert hold is not None
    assert (hold.reason, hold.subject) == (HoldReason.UNKNOWN_VALUE, f"{field}=77")
    assert list(world.erp.inbox) == [good]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"payment": Payment.CASH_ON_DELIVERY}, HoldReason.CASH_ON_DELIVERY, id="cash"),
        pytest.param({"shipping_method": ShippingMethod.PICK_UP}, HoldReason.PICK_UP, id="pick up"),
        pytest.param(
            {"own_shipping_restricted": True}, HoldReason.OWN_SHIPPING_RESTRICTED, id="label"
        ),
        pytest.param(
            {"lines": [a_line(products=2)]}, HoldReason.SEVERAL_PRODUCTS, id="several products"
        ),
    ],
)
def test_an_unusual_order_is_exported_once_somebody_allowed_it(
    world: ShopWorld, ada: Person, changes: dict[str, Any], reason: HoldReason
) -> None:
    number = world.sell(**changes)
    world.sync_orders()
    assert world.held(number) is reason

    ada.mend(number, Remedy.ALLOW_ONCE)
    world.sync_orders()

    assert list(world.erp.inbox) == [number]


def test_an_article_the_erp_does_not_know_holds_its_order_only(
    world: ShopWorld, ada: Person
) -> None:
    strange = world.sell("PO-1", lines=[a_line(seller_sku="LAMP-OLD")])
    good = world.sell("PO-2")
    world.sync_orders()
    hold = world.record(strange).hold
    assert hold is not None
    assert (hold.reason, hold.subject) == (HoldReason.SKU_UNKNOWN, "LAMP-OLD")
    assert list(world.erp.inbox) == [good]

    assert ada.map_sku("lamp-old", "LAMP-1").orders == (strange,)
    world.sync_orders()

    assert world.document(strange)["positions"][0]["article"] == "LAMP-1"


def test_an_article_created_in_the_erp_afterwards_needs_another_try_only(
    world: ShopWorld, ada: Person
) -> None:
    number = world.sell(lines=[a_line(seller_sku="NEW-1")])
    world.sync_orders()

    world.erp.article("NEW-1", 3)
    ada.mend(number, Remedy.TRY_AGAIN)
    world.sync_orders()

    assert list(world.erp.inbox) == [number]


def test_a_line_without_an_article_number_goes_on_once_its_offer_is_mapped(
    world: ShopWorld, ada: Person
) -> None:
    number = world.sell(lines=[a_line(seller_sku="", sku_id=99)])
    world.sync_orders()
    assert world.held(number) is HoldReason.SKU_MISSING

    ada.map_sku("99", "LAMP-1")
    world.sync_orders()

    assert world.document(number)["positions"][0]["article"] == "LAMP-1"


def test_totals_that_differ_from_the_lines_are_exported_once_allowed(
    world: ShopWorld, ada: Person
) -> None:
    order = an_order("PO-1", placed_at=NOON, updated_at=NOON)
    wrong = attrs.evolve(amounts_for(order), goods_gross=1995)
    world.sell(order, amounts=wrong)
    world.sync_orders()
    assert world.held(order.number) is HoldReason.TOTALS_MISMATCH

    ada.mend(order.number, Remedy.ALLOW_ONCE)
    world.sync_orders()

    assert world.document(order.number)["positions"][0]["unit_gross"] == 1990


def test_amounts_that_were_put_right_are_read_again_when_tried_again(
    world: ShopWorld, ada: Person
) -> None:
    order = an_order("PO-1", placed_at=NOON, updated_at=NOON)
    world.sell(order, amounts=attrs.evolve(amounts_for(order), goods_gross=1995))
    world.sync_orders()

    world.marketplace.show(order, amounts=amounts_for(order))
    ada.mend(order.number, Remedy.TRY_AGAIN)
    world.sync_orders()

    assert list(world.erp.inbox) == [order.number]


def test_a_rate_no_law_knows_is_exported_once_allowed(world: ShopWorld, ada: Person) -> None:
    """
    Defect 10 of the original: the rate was fixed, whatever the amounts said.
    """
    number = world.sell(amounts=amounts_of(line_amounts(rate=Decimal("11.5"))))
    world.sync_orders()
    assert world.held(number) is HoldReason.VAT_UNCLEAR

    ada.mend(number, Remedy.ALLOW_ONCE)
    world.sync_orders()

    assert Decimal(world.document(number)["positions"][0]["vat_rate"]) not in {7, 19}


@pytest.mark.parametrize(
    ("address", "reason", "field", "value"),
    [
        pytest.param(
            an_address(country_name="Atlantis"),
            HoldReason.COUNTRY_UNKNOWN,
            "address.country",
            "AT",
            id="unknown country",
        ),
        pytest.param(
            an_address(city="X" * 300),
            HoldReason.TEXT_TOO_LONG,
            "address.city",
            "Musterstadt",
            id="too long",
        ),
        pytest.param(
            an_address(street_lines=("*** 1",)),
            HoldReason.ADDRESS_INCOMPLETE,
            "address.street",
            "Musterweg 1",
            id="hidden",
        ),
    ],
)
def test_a_text_that_cannot_be_exported_goes_on_once_corrected(
    world: ShopWorld,
    ada: Person,
    address: BuyerAddress,
    reason: HoldReason,
    field: str,
    value: str,
) -> None:
    """
    Defect 10 of the original: an unknown country became Germany.
    """
    number = world.sell(address=address, amounts=amounts_of(line_amounts(rate=20)))
    if reason is not HoldReason.COUNTRY_UNKNOWN:
        number = world.sell(address=address)
    world.sync_orders()
    assert world.held(number) is reason

    ada.mend(number, Remedy.CORRECT_TEXT, field=field, value=value)
    world.sync_orders()

    assert world.document(number)["address"][field.removeprefix("address.")] == value


def test_a_remedy_that_cannot_help_is_refused_and_changes_nothing(
    world: ShopWorld, ada: Person
) -> None:
    number = world.sell(payment=Payment.CASH_ON_DELIVERY)
    world.sync_orders()
    before = world.record(number)

    mended = ada.mend(number, Remedy.DELIVER_AGAIN)

    assert "does not help" in mended.refused[number]
    assert world.record(number) == before


def test_an_order_done_by_hand_is_closed_and_its_history_says_by_whom(
    world: ShopWorld, ada: Person
) -> None:
    number = world.sell(payment=Payment.CASH_ON_DELIVERY)
    world.sync_orders()

    ada.mend(number, Remedy.DONE_BY_HAND)
    world.sync_orders()

    assert world.state(number) is LedgerState.CLOSED_ELSEWHERE
    assert world.erp.inbox == {}
    assert world.books.order_book.events(NORTH, number)[-1].by == "person:ada"


def test_a_held_order_that_is_cancelled_is_over(world: ShopWorld) -> None:
    number = world.sell(payment=Payment.CASH_ON_DELIVERY)
    world.sync_orders()
    world.later(minutes=5)

    world.marketplace.cancel(number)
    world.sync_orders()

    assert world.state(number) is LedgerState.CANCELLED
