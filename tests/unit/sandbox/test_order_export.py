"""
The sandbox's order export keeps to the file that was described.
"""

import csv
import io

import pytest
from tests.unit.sandbox.shops import Opened, script

from sandbox.scenario.orders import LineScript, OrderChange
from sandbox.temu.order_export import LANGUAGES, order_export


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_there_is_one_row_per_order_item_and_the_order_part_repeats(
    opened: Opened, language: str
) -> None:
    lines = (LineScript(sku_id=1001, gross=1190), LineScript(sku_id=1002, gross=2380))
    shop = opened(script(1, *lines), script(2)).shop

    content = b"".join(order_export(shop, language))

    found = rows(content)
    number = "Bestell-ID" if language == "de" else "order id"
    assert content.startswith(b"\xef\xbb\xbf")
    assert [row[number][-1] for row in found] == ["1", "1", "2"]


def test_prices_and_moments_are_texts_for_people(opened: Opened) -> None:
    shop = opened(script(1, LineScript(sku_id=1001, gross=1_190_000))).shop

    (german,) = rows(b"".join(order_export(shop, "de")))
    (english,) = rows(b"".join(order_export(shop, "en")))

    assert german["Gesamteinzelhandelspreis"] == "10.000,00€"
    assert german["Kaufdatum"] == "1. Jan. 2026, 00:58 Uhr CET(UTC+1)"
    assert english["purchase date"] == "Jan 1, 2026, 12:58 am CET(UTC+1)"
    assert german["Versandland "] == "Germany"


def test_an_order_that_is_over_shows_no_address(opened: Opened) -> None:
    fixture = opened(script(1))
    fixture.shop.change_order(
        fixture.shop.orders[script(1).number], OrderChange(cancel=True), fixture.shop.now()
    )

    (row,) = rows(b"".join(order_export(fixture.shop, "de")))

    assert row["Bestellstatus"] == "Storniert"
    assert row["Versandadresse 1"] == ""
