"""What the core is told."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from tests.unit.entrypoints.settings.written import COMPLETE, loaded

from temu_core.shop import (
    CustomerNumbers,
    FilePrices,
    ListingPolicy,
    OrderFilePolicy,
    OrderPolicy,
    ShipmentPolicy,
    StockPolicy,
)


def test_the_defaults_are_those_of_the_core(tmp_path: Path) -> None:
    shop = loaded(tmp_path).shops["temu-de"]

    assert shop.order_policy("Europe/Berlin") == OrderPolicy()
    assert shop.listing_policy() == ListingPolicy()
    assert shop.shipment_policy() == ShipmentPolicy()
    assert shop.stock_policy() == StockPolicy()


def test_what_is_set_reaches_the_core(tmp_path: Path) -> None:
    text = COMPLETE + (
        '[shops.temu-de.orders]\ncustomer_numbers = "collective"\ncollective_customer = "10001"\n'
        'extra_vat_rates = { FR = [5.5, "2.1"] }\nnot_taken_after_minutes = 60\ndays_back = 30\n'
        '[shops.temu-de.shipments]\npartial_delivery = "early"\nship_by_alert_hours = 24\n'
        "[shops.temu-de.stock]\nunmanaged_units = 0\nerp_answer_share = 0.75\n"
        "read_all_every_minutes = 0\n"
    )
    shop = loaded(tmp_path, text).shops["temu-de"]

    orders = shop.order_policy("Europe/Vienna")

    assert orders.customer_numbers is CustomerNumbers.COLLECTIVE
    assert orders.collective_customer == "10001"
    assert orders.extra_vat_rates == {"FR": {Decimal("5.5"), Decimal("2.1")}}
    assert orders.not_taken_after == timedelta(hours=1)
    assert orders.erp_zone == "Europe/Vienna"
    assert shop.listing_policy().days_back == 30
    assert shop.shipment_policy().partial_delivery.value == "early"
    assert shop.shipment_policy().ship_by_alert == timedelta(days=1)
    assert shop.stock_policy().unmanaged_units == 0
    assert shop.stock_policy().erp_answer_share == 0.75
    assert shop.stock_policy().read_all_every == timedelta(0)


def test_the_words_of_an_order_file_are_known_in_any_case(tmp_path: Path) -> None:
    text = COMPLETE + (
        '[shops.temu-de.order_file]\nprices = "gross"\nvat_rate = 7\n'
        'words = { "Nicht  Versandt" = "unshipped" }\n'
    )

    file = loaded(tmp_path, text).shops["temu-de"].order_policy("Europe/Berlin").file

    assert file == OrderFilePolicy(
        prices=FilePrices.GROSS, vat_rate=Decimal(7), words={"nicht versandt": "unshipped"}
    )


def test_a_shop_without_access_needs_no_keys(tmp_path: Path) -> None:
    keys = ("app_key", "app_secret", "access_token")
    kept = [line for line in COMPLETE.splitlines() if not line.startswith(keys)]
    text = "\n".join(kept).replace("[shops.temu-de.temu]", '[shops.temu-de.temu]\naccess = "files"')

    assert loaded(tmp_path, text + "\n").shops["temu-de"].temu.access == "files"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        pytest.param("2026-07-01", datetime(2026, 6, 30, 22, tzinfo=UTC), id="day"),
        pytest.param("2026-12-01T08:00:00", datetime(2026, 12, 1, 7, tzinfo=UTC), id="local"),
        pytest.param("2026-12-01T08:00:00Z", datetime(2026, 12, 1, 8, tzinfo=UTC), id="offset"),
        # The hour that comes twice is the first of the two.
        pytest.param("2026-10-25T02:30:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), id="double"),
    ],
)
def test_a_start_counts_in_the_zone_of_the_erp(
    tmp_path: Path, written: str, moment: datetime
) -> None:
    text = COMPLETE + f"[shops.temu-de.orders]\nstart_from = {written}\n"

    policy = loaded(tmp_path, text).shops["temu-de"].order_policy("Europe/Berlin")

    assert policy.start_from == moment
    assert policy.start_from is not None
    assert policy.start_from.tzinfo is UTC
