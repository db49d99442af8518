"""Finding the offers that show another number than they should."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path

from benchmarks.measurement import (
    Measurement,
    NotHereError,
    Once,
    Sample,
    Stopwatch,
    WrongResultError,
)
from benchmarks.resident import resident_mib
from shared_kernel.sku import Sku
from temu_core.offer import GoodsId, SkuId
from temu_core.rules.stock_delta import stock_delta
from temu_core.stock import Availability, OfferState, StockTarget

_GOODS = 601099600000000
_SKUS = 17592300000000
_SKUS_PER_GOODS = 4
#: One offer in so many differs.
_ONE_IN = 10


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:  # noqa: ARG001 - needs no files
    # Targets are shared: what matters is the number of offers, not of texts in memory.
    targets = [_target(units) for units in range(50)]
    offers = [_offer(n, targets[n % len(targets)]) for n in range(size)]

    def once() -> Sample:
        with Stopwatch() as watch:
            delta = stock_delta(offers)
        if len(delta) != -(-size // _ONE_IN):
            raise WrongResultError(f"{len(delta)} offers differ")
        facts: dict[str, int] = {}
        with suppress(NotHereError):
            facts["process MiB"] = round(resident_mib())
        return watch.sample(differing=len(delta), **facts)

    yield once


def _target(units: int) -> StockTarget:
    return StockTarget(
        goods_id=GoodsId(_GOODS),
        sku_id=SkuId(_SKUS),
        units=units,
        availability=Availability(
            sku=Sku("LAGER-1"),
            units=units,
            sellable=Decimal(units),
            physical=None,
            reserved=0,
            buffer=0,
        ),
        sharing="alone",
    )


def _offer(n: int, target: StockTarget) -> OfferState:
    return OfferState(
        goods_id=GoodsId(_GOODS + n // _SKUS_PER_GOODS),
        sku_id=SkuId(_SKUS + n),
        seller_sku="LAGER-1",
        name="Beispielartikel",
        marketplace_units=target.units + (n % _ONE_IN == 0),
        target=target,
        computed_at=None,
        intent_id="",
        refusal="",
    )


MEASUREMENTS = (
    Measurement(
        name="stock_delta",
        what="the delta of offers in memory, one in ten differing",
        unit="offers",
        sizes=(100_000, 1_000_000),
        tiny=1_000,
        prepare=_prepare,
        memory=True,
    ),
)
