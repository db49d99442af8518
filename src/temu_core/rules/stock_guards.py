"""Checks that stop stock updates which look wrong."""

from collections.abc import Iterable
from decimal import Decimal

from temu_core.shop import StockPolicy
from temu_core.stock import StockUpdate


def erp_answer_looks_whole(found: int, known: int, policy: StockPolicy) -> str | None:
    """
    Return why the ERP's stock answer cannot be trusted, or None when it can.

    An empty or sharply shrunken answer means a broken read far more often
    than an emptied warehouse, so nothing is sent on its strength.

    Args:
        found: Articles the ERP answered now.
        known: Articles that matched an offer last time; 0 before the first
            run, which has nothing to compare with.
    """
    if known > 0 and found == 0:
        return f"The ERP answered no stock at all; last time it knew {known} articles."
    if found < known * _share(policy.erp_answer_share):
        return f"The ERP answered the stock of only {found} articles; last time of {known}."
    return None


def mass_zero(
    updates: Iterable[StockUpdate], offers_on_sale: int, policy: StockPolicy
) -> str | None:
    """
    Return why a person must look before so many offers are sold out, or None.

    Args:
        updates: What would be set.
        offers_on_sale: Offers that show at least one unit now.
    """
    zeros = sum(1 for update in updates if update.units == 0)
    allowed = offers_on_sale * _share(policy.mass_zero_share)
    if zeros < policy.mass_zero_least or zeros <= allowed:
        return None
    return (
        f"{zeros} of {offers_on_sale} offers on sale would be set to 0, "
        f"more than {_share(policy.mass_zero_share):.0%}."
    )


def sold_out_apart(
    updates: Iterable[StockUpdate],
) -> tuple[tuple[StockUpdate, ...], tuple[StockUpdate, ...]]:
    """
    Return the updates to some units and those to 0, each in their order.
    """
    every = tuple(updates)
    return tuple(u for u in every if u.units), tuple(u for u in every if not u.units)


def _share(share: float) -> Decimal:
    # As the merchant wrote it: 0.1 is a tenth here, not 0.1000000000000000055.
    return Decimal(str(share))
