"""Checks that stop stock updates which look wrong."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import attrs

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


def stock_jumps(updates: Iterable[StockUpdate], policy: StockPolicy) -> tuple[StockUpdate, ...]:
    """
    Return the updates that change a number so sharply that it looks like a mistake.

    That is by at least a set number of units and at least a set factor, up or
    down, against what the marketplace has.  What falls to 0 is not among them:
    an article sells out every day, and a mass of them has its own guard.
    """
    if not policy.jump_factor:
        return ()
    return tuple(update for update in updates if _jumps(update, policy))


@attrs.frozen(kw_only=True)
class StockDoubts:
    """
    Updates apart by whether a person must look at them first.
    """

    beyond_doubt: tuple[StockUpdate, ...]
    doubtful: tuple[StockUpdate, ...]
    #: Why a person must look; empty when nothing is doubtful.
    reason: str


def stock_doubts(
    updates: Iterable[StockUpdate], offers_on_sale: int, policy: StockPolicy
) -> StockDoubts:
    """
    Keep apart what a guard objects to; the rest need not wait for it.

    Args:
        offers_on_sale: Offers that show at least one unit now.
    """
    every = tuple(updates)
    zeros = mass_zero(every, offers_on_sale, policy)
    jumps = stock_jumps(every, policy)
    reasons = [reason for reason in (zeros, _jump_words(jumps, policy)) if reason]
    jumping = {update.sku_id for update in jumps}
    doubtful = [u for u in every if u.sku_id in jumping or (zeros is not None and not u.units)]
    stopped = {update.sku_id for update in doubtful}
    return StockDoubts(
        beyond_doubt=tuple(update for update in every if update.sku_id not in stopped),
        doubtful=tuple(doubtful),
        reason=" ".join(reasons),
    )


def _jumps(update: StockUpdate, policy: StockPolicy) -> bool:
    if update.before is None or not update.units:
        return False
    low, high = sorted((update.before, update.units))
    by_number = high - low >= policy.jump_least
    return by_number and high >= max(low, 1) * Decimal(str(policy.jump_factor))


def _jump_words(jumps: Sequence[StockUpdate], policy: StockPolicy) -> str:
    if not jumps:
        return ""
    first = jumps[0]
    name = first.seller_sku or f"offer {first.sku_id}"
    return (
        f"{len(jumps)} offers would change by {policy.jump_least} units or more and "
        f"{policy.jump_factor:g} times, {name} from {first.before} to {first.units}."
    )


def _share(share: float) -> Decimal:
    # As the merchant wrote it: 0.1 is a tenth here, not 0.1000000000000000055.
    return Decimal(str(share))
