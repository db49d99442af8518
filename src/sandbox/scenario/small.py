"""
The scenario ``small``.
"""

from decimal import Decimal

from sandbox.jtl.setup import JtlArticle
from sandbox.scenario.catalogue import Offer
from sandbox.scenario.orders import Address, LineScript, OrderScript
from sandbox.scenario.script import Scenario


def small_scenario() -> Scenario:
    """
    Return the scenario.
    """
    offers = tuple(
        Offer(
            goods_id=601099500000001 + n // 2,
            sku_id=17592200000001 + n,
            seller_sku=f"KISSEN-{n}",
            name="Beispiel-Kissen",
            stock=10,
        )
        for n in range(4)
    )
    return Scenario(
        name="small",
        offers=offers,
        articles=tuple(
            JtlArticle(number=o.seller_sku, name=o.name, stock={1: Decimal(12)}) for o in offers
        ),
        orders=tuple(
            OrderScript(
                number=f"PO-076-{100 + n:017d}",
                placed_after_s=-3600 - n,
                lines=(LineScript(sku_id=offers[n % 4].sku_id, quantity=2, gross=4760),),
                address=Address(
                    first_name="Erika",
                    last_name="Muster",
                    line1="Musterweg 3",
                    post_code="10115",
                    city="Musterstadt",
                ),
                shipping_gross=299,
            )
            for n in range(5)
        ),
    )
