"""Whether the stock read last time is still the ERP's, so that it need not be read again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from shared_kernel.sku import Sku
from temu_core.shop import StockPolicy
from temu_core.stock import Availability, StockLevel
from temu_core.stock_mark import StockMark, StockReading


def why_read_all(
    last: StockReading | None, mark: StockMark | None, now: datetime, policy: StockPolicy
) -> str | None:
    """
    Return why the stock of every article is read, or None: nothing changed since the last time.

    Nothing changed when every table has as many rows as then and none with a
    higher version.  A row that was written has one, a row that was deleted is
    missing, and :func:`is_covered` saw to it that no version below was still to
    come.  However sure that is, the stock is read whole once in a set time.

    Args:
        last: What :func:`is_covered` by its mark, and was stored completely.
        mark: The present one; None: this ERP has none.
    """
    if not policy.read_all_every:
        return "the settings want it read whole each time"
    if mark is None:
        return "the ERP does not say whether it changed"
    if last is None:
        return "no earlier reading is known to be whole"
    if not timedelta(0) <= now - last.at < policy.read_all_every:
        return "the last whole reading is too long ago"
    if mark.tables != last.mark.tables:
        return "the ERP's stock changed"
    if mark.lowest_active < last.mark.lowest_active:
        # Versions only grow; the ERP was put back to an older copy of itself.
        return "the ERP's versions went back"
    return None


def is_covered(mark: StockMark, levels: Iterable[StockLevel]) -> bool:
    """
    Tell whether an equal mark later on means that these levels still hold.

    It does when each row they came from is older than all that was being
    written as the mark was taken.  A row written after it could vanish again,
    and the mark would be as before.  A table without rows is a database being
    moved or restored far more often than an ERP without articles.
    """
    below = mark.lowest_active
    return all(table.rows > 0 and table.newest < below for table in mark.tables) and all(
        level.version is not None and level.version < below for level in levels
    )


def kept_level(of: Availability) -> StockLevel | None:
    """
    Return the level from which an availability was computed; None when it does not tell.
    """
    if of.erp_buffer is None or of.managed is None:
        return None
    return StockLevel(
        sku=of.sku,
        sellable=of.sellable,
        physical=of.physical,
        erp_buffer=of.erp_buffer,
        managed=of.managed,
    )


def kept_levels(computed: Iterable[tuple[Sku, Availability]]) -> dict[Sku, StockLevel]:
    """
    Return the levels behind the last targets, by article; only what all offers agree on.

    Args:
        computed: The article of an offer now, and what its target came from.
    """
    kept: dict[Sku, StockLevel] = {}
    doubtful: set[Sku] = set()
    for article, availability in computed:
        level = kept_level(availability)
        if level is None or level.sku != article or kept.setdefault(article, level) != level:
            doubtful.add(article)
    return {article: level for article, level in kept.items() if article not in doubtful}
