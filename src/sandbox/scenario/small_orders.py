"""
The orders of the scenario ``small``; the table in ``small.py`` tells their stories.
"""

from sandbox.scenario.orders import LineScript, OrderChange, OrderScript, ShippedParcel
from sandbox.scenario.small_builder import MINUTE_S, after, line, order
from sandbox.scenario.small_catalogue import sku_id
from sandbox.scenario.small_people import (
    ATLANTEAN,
    AUSTRIAN,
    ERIKA,
    FRENCH,
    MOVED,
    POLISH,
    SWISS,
    UMLAUT,
)
from sandbox.scenario.small_stories import HOUR_S
from sandbox.temu.state import ADDRESS_CHANGE, CANCELLATION, RISK_ALERT


def money() -> tuple[OrderScript, ...]:
    """
    Return prices, rates and discounts.
    """
    return (
        order(101, line("KISSEN-BLAU-M", 4760, 2), address=ERIKA, shipping_gross=299),
        order(102, line("KISSEN-BLAU-L", 2380), line("KERZE-ROT", 1998, 2), line("BECHER-01", 899)),
        order(103, line("TEE-500", 1605, 3, vat=700)),
        order(
            104,
            line("HEFT-A5", 1070, 2, vat=700),
            line("LAMPE-KLEIN", 2999),
            shipping_gross=499,
        ),
        order(105, line("PFANNE-24", 3499, seller_discount=350)),
        order(106, line("SOCKEN-39", 1598, 2, temu_discount=200)),
        order(107, line("KERZE-ROT", 1000, 3), shipping_gross=199),
        order(108, line("MATTE-60", 2599), address=UMLAUT),
    )


def countries() -> tuple[OrderScript, ...]:
    """
    Return other countries and currencies.
    """
    return (
        order(109, line("SCHAL-ROT", 2400, vat=2000), address=AUSTRIAN, region_id=13, site_id=143),
        order(
            110,
            line("BECHER-01", 1798, 2, vat=2000),
            address=FRENCH,
            region_id=69,
            site_id=106,
            shipping_gross=399,
        ),
        order(
            111,
            line("SOCKEN-43", 4999, vat=2300),
            address=POLISH,
            region_id=162,
            site_id=112,
            currency="PLN",
        ),
        order(
            112,
            line("TEE-250", 1290, vat=260),
            address=SWISS,
            region_id=192,
            site_id=114,
            currency="CHF",
        ),
        order(144, line("BECHER-01", 899), address=ATLANTEAN),
    )


def life() -> tuple[OrderScript, ...]:
    """
    Return orders that change while they live.
    """
    cancel = OrderChange(cancel=True)
    two = (line("HEFT-A4", 599), line("KERZE-ROT", 999))
    return (
        order(
            113,
            line("MATTE-80", 3199),
            status=1,
            placed_after_s=-300,
            changes=after(HOUR_S, OrderChange(status=2)),
        ),
        order(114, line("HEFT-A5", 535, vat=700), status=1, changes=after(30 * MINUTE_S, cancel)),
        order(115, line("HEFT-A5", 535, cancelled=1, vat=700), status=3),
        order(116, line("KISSEN-BLAU-M", 2380), changes=after(6 * HOUR_S, cancel)),
        order(117, *two, changes=after(20 * HOUR_S, OrderChange(cancel_lines={2: -1}))),
        order(118, *two, changes=after(6 * HOUR_S, OrderChange(cancel_lines={2: -1}))),
        order(119, line("BECHER-01", 899), address=None),
        order(
            120,
            line("LAMPE-GROSS", 5999),
            address=ERIKA,
            labels=(ADDRESS_CHANGE,),
            changes=after(
                2 * HOUR_S,
                OrderChange(
                    labels={ADDRESS_CHANGE: False},
                    warnings=("CONFIRMED_CHANGED_ADDRESS",),
                    address=MOVED,
                ),
            ),
        ),
        order(128, line("SOCKEN-39", 799), labels=(CANCELLATION,), placed_after_s=-HOUR_S),
        order(132, line("MATTE-60", 2599), placed_after_s=-60, amounts_after_s=21 * MINUTE_S),
        order(
            143,
            line("BECHER-01", 899),
            changes=after(4 * HOUR_S, OrderChange(labels={ADDRESS_CHANGE: True})),
        ),
        order(
            148,
            line("KERZE-ROT", 999),
            labels=(RISK_ALERT,),
            changes=after(3 * HOUR_S, OrderChange(labels={RISK_ALERT: False})),
        ),
    )


def shipping() -> tuple[OrderScript, ...]:
    """
    Return parcels of every kind.
    """
    return (
        order(121, line("KERZE-ROT", 2997, 3), line("BECHER-01", 899)),
        order(122, line("LAMPE-KLEIN", 2999), line("SOCKEN-39", 1598, 2)),
        order(123, line("HEFT-A4", 599), address=UMLAUT, group="one parcel"),
        order(124, line("HEFT-A5", 535, vat=700), address=UMLAUT, group="one parcel"),
        order(125, line("BECHER-01", 899)),
        order(126, line("BECHER-01", 899)),
        order(127, line("PFANNE-24", 3499)),
        order(
            129,
            line("KISSEN-BLAU-M", 2380),
            parcel=ShippedParcel(carrier_id=141252268, tracking_number="00340434000000000129"),
        ),
        order(138, line("KERZE-ROT", 999)),
        order(139, line("KERZE-ROT", 999)),
        order(140, line("KERZE-ROT", 999)),
        order(141, line("KERZE-ROT", 999)),
    )


def trouble() -> tuple[OrderScript, ...]:
    """
    Return orders somebody must look at.
    """
    return (
        order(130, line("BECHER-01", 899)),
        order(131, line("MATTE-80", 3199)),
        order(133, line("REGAL-UNBEKANNT", 8999)),
        order(134, line("KISSEN-BLAU-L", 2380), totals_off=1),
        order(135, line("LAMPE-KLEIN", 2999), payment="COD"),
        order(136, line("LAMPE-KLEIN", 2999), fulfillment="fulfillByCooperativeWarehouse"),
        order(137, line("HEFT-A4", 599, cancelled=1), line("SOCKEN-39", 799)),
        order(142, line("SOCKEN-43", 799)),
        order(145, line("PFANNE-24", 3499), shipping_method=3),
        order(
            146,
            LineScript(sku_id=sku_id("TEE-500"), gross=1605, vat=700, second_product="BECHER-01"),
        ),
        order(147, LineScript(sku_id=sku_id("SCHAL-ROT"), gross=2400, shows_ext_code=False)),
        order(151, line("BECHER-01", 899), warnings=("RESTRICT_SELF_SHIPPING",)),
        order(152, line("AUFKLEBER-10", 499), line("ROLLE-XL", 2998, 2)),
    )


def later() -> tuple[OrderScript, ...]:
    """
    Return orders placed after the start.
    """
    vases = (sku_id("VASE-01", 11), sku_id("VASE-01", 12))
    return (
        order(149, line("SEIL-METER", 1497, 3), placed_after_s=2 * HOUR_S),
        order(
            150,
            *(LineScript(sku_id=vase, gross=1999) for vase in vases),
            placed_after_s=3 * HOUR_S,
        ),
    )
