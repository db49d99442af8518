"""What the rows of a file mean."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from tests.unit.adapters.temu_csv.order_file import ENGLISH, GERMAN, WINDOW, a_row, feed_of, written

from shared_kernel.errors import Family, Problem
from temu_core.address import BuyerAddress
from temu_core.amounts import OrderAmounts
from temu_core.details import Details, Needs
from temu_core.order import (
    Fulfilment,
    ListedOrder,
    MarketplaceStatus,
    OrderNumber,
    Unknown,
)
from temu_core.payload import Call
from temu_core.shop import FilePrices, OrderFilePolicy, OrderPolicy

ONE = OrderNumber("PO-076-1")
BOTH = Needs(address=True, amounts=True)


def policy(**fields: Any) -> OrderPolicy:
    return OrderPolicy(file=OrderFilePolicy(**fields))


def listed(path: Path, wanted: OrderPolicy | None = None) -> ListedOrder:
    order = feed_of(path, wanted).page(WINDOW, 1).orders[ONE]
    assert isinstance(order, ListedOrder), order
    return order


def details(path: Path, wanted: OrderPolicy | None = None) -> Details:
    feed = feed_of(path, wanted)
    feed.page(WINDOW, 1)
    return feed.details({ONE: BOTH}).orders[ONE]


def why_not(path: Path) -> Problem:
    order = feed_of(path).page(WINDOW, 1).orders[ONE]
    assert isinstance(order, Problem)
    return order


@pytest.mark.parametrize("language", [GERMAN, ENGLISH], ids=["German", "English"])
def test_a_row_is_an_order_with_its_line(tmp_path: Path, language: Mapping[str, str]) -> None:
    order = listed(written(tmp_path, language))

    assert order.status is MarketplaceStatus.UNSHIPPED
    assert order.placed_at == datetime(2026, 1, 27, 13, 20, tzinfo=UTC)
    (line,) = order.lines
    assert (line.number, line.quantity, line.seller_sku) == ("076-1", 2, "KISSEN-1")
    assert line.sku_id == 17592200000001
    assert line.fulfilment is Fulfilment.BY_SELLER


def test_the_address_is_taken_over(tmp_path: Path) -> None:
    address = details(written(tmp_path, ENGLISH)).address

    assert address == BuyerAddress(
        full_name="Erika Muster",
        street_lines=("Musterweg 3", "Hinterhaus"),
        post_code="10115",
        city="Musterstadt",
        country_name="Germany",
        mail="kunde@example.invalid",
    )


def test_several_rows_are_one_order_even_when_others_stand_between(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        a_row(),
        a_row(Bestell_ID="PO-076-2", Bestellartikel_ID="076-2"),
        a_row(Bestellartikel_ID="076-3"),
    )

    page = feed_of(path).page(WINDOW, 1)

    order = page.orders[ONE]
    assert isinstance(order, ListedOrder)
    assert [line.number for line in order.lines] == ["076-1", "076-3"]
    assert page.total == len(page.orders) == 2


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Pending", MarketplaceStatus.PENDING),
        ("Shipped", MarketplaceStatus.SHIPPED),
        ("VERSANDT", MarketplaceStatus.SHIPPED),
        ("Zugestellt", MarketplaceStatus.DELIVERED),
        ("Storniert", MarketplaceStatus.CANCELLED),
        ("Canceled", MarketplaceStatus.CANCELLED),
        ("Nicht versandt", Unknown(field="Bestellstatus", value="Nicht versandt")),
        ("", Unknown(field="Bestellstatus", value="")),
    ],
)
def test_a_status_is_known_or_stays_unknown(
    tmp_path: Path, word: str, status: MarketplaceStatus | Unknown
) -> None:
    assert listed(written(tmp_path, a_row(Bestellstatus=word))).status == status


def test_a_merchant_may_teach_a_word(tmp_path: Path) -> None:
    words = MappingProxyType({"nicht versandt": "unshipped", "own": "by_seller"})
    path = written(tmp_path, a_row(Bestellstatus="Nicht versandt") | {"Fulfillment mode": "Own"})

    order = listed(path, policy(words=words))

    assert order.status is MarketplaceStatus.UNSHIPPED
    assert order.lines[0].fulfilment is Fulfilment.BY_SELLER


def test_who_ships_is_never_guessed(tmp_path: Path) -> None:
    path = written(tmp_path, a_row() | {"Fulfillment mode": "Somebody"})

    assert listed(path).lines[0].fulfilment == Unknown(field="Fulfillment mode", value="Somebody")


@pytest.mark.parametrize(
    ("status", "shipped", "expected", "left"),
    [
        ("Unshipped", "0", MarketplaceStatus.UNSHIPPED, 2),
        ("Unshipped", "1", MarketplaceStatus.PARTIALLY_SHIPPED, 2),
        ("Unshipped", "2", MarketplaceStatus.SHIPPED, 2),
        ("Canceled", "0", MarketplaceStatus.CANCELLED, 0),
    ],
)
def test_a_line_stands_where_its_own_row_says(
    tmp_path: Path, status: str, shipped: str, expected: MarketplaceStatus, left: int
) -> None:
    row = a_row(ENGLISH, order_item_status=status, quantity_shipped=shipped)

    (line,) = listed(written(tmp_path, row)).lines

    assert (line.status, line.quantity, line.ordered) == (expected, left, 2)


def test_stated_vat_is_taken_as_it_is(tmp_path: Path) -> None:
    amounts = details(written(tmp_path, ENGLISH)).amounts

    assert isinstance(amounts, OrderAmounts)
    assert amounts.currency == "EUR"
    assert (amounts.goods_gross, amounts.goods_tax) == (2380, 380)
    assert (amounts.shipping_gross, amounts.shipping_tax) == (299, 48)


def test_prices_without_stated_vat_wait_for_the_merchants_word(tmp_path: Path) -> None:
    path = written(tmp_path, GERMAN)

    unsaid = details(path).amounts
    net = details(path, policy(prices=FilePrices.NET)).amounts
    gross = details(path, policy(prices=FilePrices.GROSS)).amounts

    assert isinstance(unsaid, Problem)
    assert unsaid.family is Family.TRY_LATER
    assert "order_file.prices" in unsaid.text
    assert isinstance(net, OrderAmounts)
    assert isinstance(gross, OrderAmounts)
    assert (net.goods_gross, net.goods_tax, net.shipping_gross) == (2380, 380, 299)
    assert (gross.goods_gross, gross.goods_tax, gross.shipping_gross) == (2000, 319, 251)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        pytest.param(
            [a_row(Gekaufte_Menge="zwei")], ["row 2", "Gekaufte Menge", "zwei"], id="count"
        ),
        pytest.param([a_row(Kaufdatum="gestern")], ["row 2", "Kaufdatum", "gestern"], id="moment"),
        pytest.param(
            [a_row(Gesamteinzelhandelspreis="1.234€")],
            ["row 2", "Gesamteinzelhandelspreis", "two prices"],
            id="unclear price",
        ),
        pytest.param(
            [a_row(Gesamteinzelhandelspreis="12,00")],
            ["row 2", "Gesamteinzelhandelspreis", "no currency"],
            id="no currency",
        ),
        pytest.param(
            [a_row(Versandkosten="£2.51")], ["row 2", "Versandkosten", "GBP"], id="two currencies"
        ),
        pytest.param(
            [a_row(SKU_ID="1,75922E+13")],
            ["row 2", "SKU-ID", "rounded"],
            id="a spreadsheet's number",
        ),
        pytest.param([a_row(), a_row()], ["row 3", "Bestellartikel-ID", "twice"], id="line twice"),
        pytest.param(
            [a_row(), a_row(Bestellartikel_ID="076-2", Versandort="Anderswo")],
            ["row 3", "Versandort", "row 2"],
            id="two addresses",
        ),
    ],
)
def test_a_cell_that_cannot_be_right_stops_its_order_alone(
    tmp_path: Path, rows: list[dict[str, str]], words: list[str]
) -> None:
    good = a_row(Bestell_ID="PO-076-2", Bestellartikel_ID="076-9")
    path = written(tmp_path, *rows, good)

    problem = why_not(path)

    assert problem.family is Family.TRY_LATER
    assert [word for word in words if word not in problem.text] == []
    assert isinstance(feed_of(path).page(WINDOW, 1).orders[OrderNumber("PO-076-2")], ListedOrder)


def test_rows_are_kept_as_they_came_under_the_number_of_their_order(tmp_path: Path) -> None:
    path = written(tmp_path, a_row(), a_row(Bestellartikel_ID="076-2"))

    (kept,) = feed_of(path).page(WINDOW, 1).raw

    assert (kept.call, kept.key) == (Call.FILE_ROWS, ONE)
    assert '"row": 3' in kept.body
    assert '"Gesamteinzelhandelspreis": "20,00€"' in kept.body


def test_pages_follow_each_other_and_the_first_comes_again_without_its_rows(
    tmp_path: Path,
) -> None:
    rows = [a_row(Bestell_ID=f"PO-{n}", Bestellartikel_ID=f"076-{n}") for n in range(250)]
    feed = feed_of(written(tmp_path, *rows))

    pages = [feed.page(WINDOW, number) for number in (1, 2, 3, 1)]

    assert [len(page.orders) for page in pages] == [100, 100, 50, 100]
    assert [len(page.raw) for page in pages] == [100, 100, 50, 0]
    assert {page.total for page in pages} == {250}
    assert pages[3].orders == pages[0].orders
    with pytest.raises(ValueError, match="page 2"):
        feed.page(WINDOW, 2)
