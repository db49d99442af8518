"""What must be true of both worlds and our books at any moment, whatever happened."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection
from contextlib import closing

from tests.integration.workflows.harness import Play

from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber
from temu_core.rules.reserved_units import OPEN_STATES

#: Stopped with a reason a person sees; its parcel may wait.
_STOPPED = frozenset(
    {
        LedgerState.HELD,
        LedgerState.CANCELLED_AFTER_EXPORT,
        LedgerState.CANCELLED_IN_ERP,
        LedgerState.CLOSED_ELSEWHERE,
    }
)


def assert_nothing_is_lost(play: Play) -> None:
    """
    Every order the marketplace showed is in our books.
    """
    assert set(play.temu()["orders_shown"]) <= set(play.records())


def assert_nothing_is_doubled(play: Play, by_erp: Collection[str] = ()) -> None:
    """
    No order reached the ERP twice, and no parcel number was told twice.

    Orders *by_erp* reached it once, but it booked them twice by itself.
    """
    jtl, temu = play.jtl(), play.temu()
    assert {n: times for n, times in jtl["documents"].items() if times > 1} == {}
    doubled = {n: keys for n, keys in jtl["booked"].items() if len(keys) > 1}
    assert {n: keys for n, keys in doubled.items() if n not in by_erp} == {}
    assert {pair: times for pair, times in _told(temu).items() if times > 1} == {}


def assert_parcels_are_told_or_held(play: Play) -> None:
    """
    Every parcel that left with a number is confirmed once, or its order is stopped.
    """
    told, records = _told(play.temu()), play.records()
    for number, parcels in play.jtl()["parcels"].items():
        for parcel in parcels:
            if parcel["shipped_at"] and parcel["tracking"]:
                times = told[number, parcel["tracking"]]
                assert times == 1 or records[OrderNumber(number)].state in _STOPPED, number


def assert_nothing_is_oversold(play: Play) -> None:
    """
    Per article the marketplace sells no more than the ERP has left for orders it does not know.
    """
    jtl = play.jtl()
    assert jtl["oversold"] == {}
    reserved = Counter[str]()
    for record in play.records().values():
        if record.state in OPEN_STATES and record.number not in jtl["booked"]:
            for line in record.listed.lines:
                reserved[line.seller_sku] += line.quantity
    shown: dict[str, int] = defaultdict(int)
    for offer in play.world.shop.offers.values():
        shown[offer.seller_sku] += offer.stock if offer.on_sale else 0
    for article, units in _available(play).items():
        assert shown[article] <= max(0, units - reserved[article]), article


def assert_nothing_is_open(play: Play) -> None:
    """
    No outside write is without a known outcome.
    """
    assert play.read(lambda shop: shop.adapters.outside_writes().open(shop.shop)) == []


def _told(temu: dict[str, object]) -> Counter[tuple[str, str]]:
    confirmed = temu["confirmed"]
    assert isinstance(confirmed, dict)
    return Counter(
        (number, parcel["trackingNumber"])
        for number, parcels in confirmed.items()
        for parcel in parcels
    )


def _available(play: Play) -> dict[str, int]:
    """
    Return what the ERP can still sell of each article it counts.
    """
    place = f"{play.world.jtl_database.as_uri()}?mode=ro"
    with closing(sqlite3.connect(place, uri=True)) as jtl:
        rows = jtl.execute(
            """SELECT a.cArtNr, b.fVerfuegbar FROM tArtikel a
                JOIN tlagerbestand b ON b.kArtikel = a.kArtikel
                WHERE a.cLagerAktiv = 'Y' AND a.cLagerKleinerNull = 'N'"""
        ).fetchall()
    return {number: max(0, int(units)) for number, units in rows}
