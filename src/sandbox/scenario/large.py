"""
The scenario ``large``: 10,000 plain open orders and 20,000 offers, always the same.

For measuring: no rule is touched but size, and the rate limit is off.
"""

from decimal import Decimal

from sandbox.jtl.setup import JtlArticle
from sandbox.scenario.catalogue import Offer
from sandbox.scenario.orders import Address, LineScript, OrderScript
from sandbox.scenario.script import Scenario

ORDERS = 10_000
OFFERS = 20_000
_SKUS_PER_GOODS = 4
_FIRST_SKU = 17592300000000
_FIRST_GOODS = 601099600000000

#: The orders were placed over the last six days, so a first run of a week finds all.
_SPREAD_S = 6 * 86_400


def large_scenario(orders: int = ORDERS, offers: int = OFFERS) -> Scenario:
    """
    Return the scenario, by default in its full size.
    """
    return Scenario(
        name="large",
        offers=tuple(_offer(n) for n in range(offers)),
        articles=tuple(_article(n) for n in range(offers)),
        orders=tuple(_order(n, orders, offers) for n in range(orders)),
        rate_limit=False,
    )


def _seller_sku(n: int) -> str:
    return f"LAGER-{n:05d}"


def _offer(n: int) -> Offer:
    return Offer(
        goods_id=_FIRST_GOODS + n // _SKUS_PER_GOODS,
        sku_id=_FIRST_SKU + n,
        seller_sku=_seller_sku(n),
        name=f"Beispielartikel {n // _SKUS_PER_GOODS}",
        variant=f"Ausführung {n % _SKUS_PER_GOODS}",
        stock=n % 50,
    )


def _article(n: int) -> JtlArticle:
    return JtlArticle(
        number=_seller_sku(n),
        name=f"Beispielartikel {n // _SKUS_PER_GOODS}",
        stock={1: Decimal(n % 60), 2: Decimal(n % 7)},
        buffer=n % 3,
    )


def _order(n: int, orders: int, offers: int) -> OrderScript:
    lines = tuple(
        LineScript(
            sku_id=_FIRST_SKU + (n * 7 + position * 13) % offers,
            quantity=1 + (n + position) % 3,
            gross=(499 + (n * 31 + position * 17) % 4000) * (1 + (n + position) % 3),
            vat=700 if (n + position) % 5 == 0 else 1900,
        )
        for position in range(1 + n % 3)
    )
    return OrderScript(
        number=f"PO-076-{1_000_000 + n:017d}",
        lines=lines,
        address=Address(
            first_name="Erika",
            last_name=f"Muster {n}",
            line1=f"Musterweg {1 + n % 200}",
            post_code=f"{10000 + n % 80000:05d}",
            city="Musterstadt",
            mail=f"kunde-{n}@example.invalid",
        ),
        placed_after_s=-600 - n * _SPREAD_S // orders,
        shipping_gross=299 if n % 4 == 0 else 0,
    )
