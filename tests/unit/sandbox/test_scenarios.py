"""
The scenarios keep their own promises.
"""

import re

import pytest

from sandbox.scenario import small
from sandbox.scenario.large import large_scenario
from sandbox.scenario.script import Scenario
from sandbox.scenario.small import small_scenario

ENDS_AFTER_S = 30 * 3600

#: ERP shipping method → marketplace carrier, as a merchant would map them.
CARRIER_OF = {
    "DHL Paket": "DHL",
    "DPD": "DPD",
    "GLS": "GLS",
    "Hermes": "Hermes",
    "UPS": "UPS",
    "Deutsche Post": "Deutsche Post",
}


@pytest.fixture(params=[small_scenario, lambda: large_scenario(300, 600)], ids=["small", "large"])
def scenario(request: pytest.FixtureRequest) -> Scenario:
    told: Scenario = request.param()
    return told


def test_every_number_is_fictional_and_used_once(scenario: Scenario) -> None:
    numbers = [order.number for order in scenario.orders]

    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"PO-076-0000\d{13}", number) for number in numbers)


def test_every_line_sells_an_offer(scenario: Scenario) -> None:
    skus = {offer.sku_id for offer in scenario.offers}

    assert len(skus) == len(scenario.offers)
    assert {line.sku_id for order in scenario.orders for line in order.lines} <= skus


def test_all_addresses_are_invented(scenario: Scenario) -> None:
    addresses = [order.address for order in scenario.orders if order.address]

    assert addresses
    assert all(address.mail.endswith("@example.invalid") for address in addresses)


def test_the_same_scenario_is_told_every_time(scenario: Scenario) -> None:
    again = small_scenario() if scenario.name == "small" else large_scenario(300, 600)

    assert again == scenario


def test_everything_of_the_small_scenario_happens_in_time() -> None:
    scenario = small_scenario()

    assert all(order.placed_after_s < ENDS_AFTER_S for order in scenario.orders)
    assert all(timed.after_s < ENDS_AFTER_S for order in scenario.orders for timed in order.changes)


def test_the_erps_tracking_numbers_please_their_carriers() -> None:
    scenario = small_scenario()
    patterns = {carrier.name: carrier.pattern for carrier in scenario.carriers}
    parcels = [
        parcel
        for story in scenario.stories.values()
        for parcel in story.parcels or ()
        if parcel.tracking
    ]

    for parcel in parcels:
        assert parcel.method in scenario.shipping_methods
        if parcel.method in CARRIER_OF:
            assert re.fullmatch(patterns[CARRIER_OF[parcel.method]], parcel.tracking), parcel


def test_the_table_tells_every_order_of_the_small_scenario() -> None:
    told = set(re.findall(r"^(\d{3})  ", str(small.__doc__), re.MULTILINE))

    assert told == {order.number[-3:] for order in small_scenario().orders}
    assert {number[-3:] for number in small_scenario().stories} <= told


def test_about_half_of_the_stock_is_out_of_step() -> None:
    """
    Compared with what the ERP could sell: physical minus reserved minus buffer.
    """
    scenario = small_scenario()
    sellable = {
        article.number: max(0, int(sum(article.stock.values()) - article.reserved) - article.buffer)
        for article in scenario.articles
    }

    apart = [offer for offer in scenario.offers if sellable.get(offer.seller_sku) != offer.stock]

    assert 8 <= len(apart) <= 18


def test_the_large_scenario_is_as_large_as_promised() -> None:
    scenario = large_scenario()

    lines = sum(len(order.lines) for order in scenario.orders)

    assert (len(scenario.orders), len(scenario.offers)) == (10_000, 20_000)
    assert 1.9 < lines / len(scenario.orders) < 2.1
    assert not scenario.rate_limit
