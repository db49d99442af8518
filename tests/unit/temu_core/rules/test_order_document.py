from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.orders import (
    a_line,
    a_record,
    amounts_for,
    amounts_of,
    an_address,
    an_order,
    line_amounts,
)

from shared_kernel.sku import Sku
from temu_core.document import OrderDocument, PositionKind
from temu_core.ledger import Hold, HoldReason
from temu_core.order import Fulfilment, LineNumber, MarketplaceStatus
from temu_core.record import OrderRecord
from temu_core.rules.order_document import order_document
from temu_core.shop import CustomerNumbers, LongItemNames, OrderPolicy

POLICY = OrderPolicy()


def _articles(record: OrderRecord) -> Mapping[LineNumber, Sku]:
    return {line.number: Sku("LAMP-1") for line in record.listed.lines}


def _document(record: OrderRecord, policy: OrderPolicy = POLICY) -> OrderDocument:
    document = order_document(record, _articles(record), policy)
    assert isinstance(document, OrderDocument), document
    return document


def _hold(record: OrderRecord, policy: OrderPolicy = POLICY) -> Hold:
    hold = order_document(record, _articles(record), policy)
    assert isinstance(hold, Hold)
    return hold


def _paying(*amounts: Any, allowed: HoldReason | None = None, **line: Any) -> OrderRecord:
    return a_record(
        an_order(lines=[a_line(**line)]),
        amounts=amounts_of(*amounts),
        allowed=frozenset({allowed} if allowed else ()),
    )


def test_a_boring_order_becomes_one_position() -> None:
    document = _document(a_record())

    (position,) = document.positions
    assert (position.article, position.units, position.unit_gross) == ("LAMP-1", 1, 1990)
    assert (position.vat_rate, position.unit_net) == (Decimal(19), Decimal("16.72269"))
    assert document.placed_on == date(2026, 3, 2)
    assert document.customer_number == ""


def test_the_day_is_the_erps_day() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)

    assert _document(a_record(an_order(placed_at=late))).placed_on == date(2026, 3, 3)


def test_a_sold_unit_of_several_pieces_is_told_in_the_erps_units() -> None:
    record = _paying(line_amounts(quantity=3, goods=1000), quantity=3, sold_factor=2)

    document = _document(record)

    assert [(p.units, p.unit_gross) for p in document.positions] == [(2, 166), (4, 167)]
    assert document.total_gross == 1000


def test_the_sellers_discount_is_taken_off_but_not_the_marketplaces() -> None:
    record = _paying(line_amounts(seller_discount=200, marketplace_discount=90))

    assert _document(record).total_gross == 1790


def test_the_marketplaces_discount_is_taken_off_by_setting() -> None:
    record = _paying(line_amounts(seller_discount=200, marketplace_discount=90))

    assert _document(record, OrderPolicy(deduct_marketplace_discount=True)).total_gross == 1700


def test_discounts_above_the_price_are_held() -> None:
    record = _paying(line_amounts(seller_discount=1000, marketplace_discount=1000))

    hold = _hold(record, OrderPolicy(deduct_marketplace_discount=True))

    assert hold.reason is HoldReason.TOTALS_MISMATCH


def test_another_currency_is_held_unless_allowed() -> None:
    foreign = attrs.evolve(a_record(), amounts=amounts_for(an_order(), currency="PLN"))
    allowed = attrs.evolve(foreign, allowed=frozenset({HoldReason.CURRENCY_NOT_ALLOWED}))

    assert _hold(foreign).reason is HoldReason.CURRENCY_NOT_ALLOWED
    assert _document(allowed).currency == "PLN"


def test_wrong_totals_are_held_unless_the_lines_are_said_to_be_right() -> None:
    wrong = attrs.evolve(amounts_for(an_order()), goods_gross=2000)
    record = a_record(amounts=wrong)

    assert _hold(record).reason is HoldReason.TOTALS_MISMATCH
    allowed = attrs.evolve(record, allowed=frozenset({HoldReason.TOTALS_MISMATCH}))
    assert _document(allowed).total_gross == 1990


def test_a_line_without_amounts_is_never_exported_at_nothing() -> None:
    record = a_record(
        an_order(lines=[a_line("A"), a_line("B")]),
        amounts=amounts_of(line_amounts("A")),
        allowed=frozenset({HoldReason.TOTALS_MISMATCH}),
    )

    assert _hold(record).reason is HoldReason.TOTALS_MISMATCH


def test_a_rate_the_law_does_not_know_is_held() -> None:
    hold = _hold(_paying(line_amounts(rate=11)))

    assert (hold.reason, hold.subject) == (HoldReason.VAT_UNCLEAR, "076-1")


def test_a_rate_the_law_does_not_know_can_be_allowed_once() -> None:
    document = _document(_paying(line_amounts(rate=11), allowed=HoldReason.VAT_UNCLEAR))

    assert document.positions[0].vat_rate == Decimal(11)


def test_a_merchant_can_add_rates() -> None:
    policy = OrderPolicy(extra_vat_rates={"DE": frozenset({Decimal(11)})})

    assert _document(_paying(line_amounts(rate=11)), policy).positions[0].vat_rate == Decimal(11)


def test_the_destination_decides_about_the_rate() -> None:
    record = attrs.evolve(
        _paying(line_amounts(rate=Decimal("25.5"))), address=an_address(country_name="Finland")
    )

    assert _document(record).positions[0].vat_rate == Decimal("25.5")


def test_a_line_without_an_article_is_held_by_its_sku_id() -> None:
    hold = order_document(a_record(), {}, POLICY)

    assert isinstance(hold, Hold)
    assert (hold.reason, hold.subject) == (HoldReason.SKU_MISSING, "17")


@pytest.mark.parametrize(
    "changes",
    [
        {"quantity": 0, "cancelled": 1},
        {"status": MarketplaceStatus.CANCELLED},
        {"fulfilment": Fulfilment.BY_MARKETPLACE},
        {"status": MarketplaceStatus.SHIPPED},
    ],
)
def test_a_line_that_is_not_due_is_left_out(changes: dict[str, Any]) -> None:
    listed = an_order(lines=[a_line("A"), a_line("B", **changes)])
    record = a_record(listed, amounts=amounts_of(line_amounts("A"), line_amounts("B", goods=500)))

    assert _document(record).total_gross == 1990


def test_an_order_with_nothing_due_is_held() -> None:
    nothing = _paying(line_amounts(), quantity=0, cancelled=1)

    assert _hold(nothing).reason is HoldReason.QUANTITY_CHANGED


def test_a_price_that_divides_is_shared_out_over_what_is_left() -> None:
    record = _paying(line_amounts(quantity=3, goods=3000), quantity=2, cancelled=1)

    assert _document(record).total_gross == 2000


def test_a_price_that_does_not_divide_is_held_unless_allowed() -> None:
    amounts = line_amounts(quantity=3, goods=1000)

    assert _hold(_paying(amounts, quantity=2, cancelled=1)).reason is HoldReason.QUANTITY_CHANGED
    allowed = _paying(amounts, quantity=2, cancelled=1, allowed=HoldReason.QUANTITY_CHANGED)
    assert _document(allowed).total_gross == 666


def test_more_units_than_were_paid_are_held() -> None:
    assert _hold(_paying(line_amounts(), quantity=2)).reason is HoldReason.QUANTITY_CHANGED


def test_shipping_stands_beside_the_articles() -> None:
    document = _document(_paying(line_amounts(shipping=299)))

    assert document.positions[-1].kind is PositionKind.SHIPPING
    assert document.positions[-1].name == "Versandkosten"
    assert document.total_gross == 2289


def test_the_name_carries_the_variation() -> None:
    record = _paying(line_amounts(), name="Desk\tlamp ", variation="red")

    assert _document(record).positions[0].name == "Desk lamp, red"


def test_a_corrected_name_wins() -> None:
    record = attrs.evolve(a_record(), corrections={"line.076-1.name": "Tischlampe"})

    assert _document(record).positions[0].name == "Tischlampe"


def test_a_long_name_is_held_or_shortened_as_set() -> None:
    record = _paying(line_amounts(), name="L" * 81)
    shorten = OrderPolicy(item_name_limit=80, long_item_names=LongItemNames.SHORTEN)

    hold = _hold(record, OrderPolicy(item_name_limit=80))

    assert (hold.reason, hold.subject) == (HoldReason.TEXT_TOO_LONG, "line.076-1.name")
    assert _document(record, shorten).positions[0].name == "L" * 80


def test_a_number_the_erp_has_no_room_for_is_held() -> None:
    hold = _hold(a_record(an_order("P" * 51)))

    assert (hold.reason, hold.subject) == (HoldReason.TEXT_TOO_LONG, "number")


def test_a_bad_address_is_held() -> None:
    assert _hold(a_record(address=an_address(city=""))).reason is HoldReason.ADDRESS_INCOMPLETE


def test_the_collective_customer_is_used_when_set() -> None:
    policy = OrderPolicy(customer_numbers=CustomerNumbers.COLLECTIVE, collective_customer="C-1")

    assert _document(a_record(), policy).customer_number == "C-1"


def test_an_order_without_amounts_is_no_document() -> None:
    with pytest.raises(ValueError, match="no amounts"):
        order_document(a_record(amounts=None), {}, POLICY)


@st.composite
def _orders(draw: st.DrawFn) -> OrderRecord:
    lines, amounts = [], []
    for index in range(draw(st.integers(1, 4))):
        units = draw(st.integers(1, 1200))
        goods = draw(st.integers(0, 1_000_000))
        factor = draw(st.integers(1, 3))
        lines.append(a_line(f"L-{index}", quantity=units, sold_factor=factor))
        amounts.append(
            line_amounts(
                f"L-{index}",
                quantity=units,
                goods=goods,
                shipping=draw(st.integers(0, 5000)),
                rate=draw(st.sampled_from([19, 7])),
                seller_discount=draw(st.integers(0, goods)),
                marketplace_discount=draw(st.integers(0, 100)),
            )
        )
    return a_record(an_order(lines=lines), amounts=amounts_of(*amounts))


@given(record=_orders())
def test_exported_positions_sum_to_what_the_marketplace_says(record: OrderRecord) -> None:
    amounts = record.amounts
    assert amounts is not None

    document = _document(record)

    total = amounts.goods_gross + amounts.shipping_gross - amounts.seller_discount
    assert document.total_gross == total
