"""What a position is called."""

from collections.abc import Mapping

import attrs

from shared_kernel.sku import Sku
from temu_core.ledger import Hold
from temu_core.order import ListedLine
from temu_core.rules.texts import LIMITS, check, clean, length
from temu_core.shop import LongItemNames, OrderPolicy


@attrs.frozen(kw_only=True)
class PositionTexts:
    """
    The texts of one position; they fit and can be encoded.
    """

    name: str
    article: str


def name_path(line: ListedLine) -> str:
    """
    Return the field path under which the line's name is corrected.
    """
    return f"line.{line.number}.name"


def line_name(line: ListedLine, corrections: Mapping[str, str]) -> str:
    """
    Return the offer's name with its variation, or as corrected; may be empty.
    """
    parts = (clean(line.name), clean(line.variation))
    return clean(corrections.get(name_path(line), "")) or ", ".join(part for part in parts if part)


def position_texts(
    line: ListedLine, article: Sku, corrections: Mapping[str, str], policy: OrderPolicy
) -> PositionTexts | Hold:
    """
    Return what a line is called: the offer's name with its variation, or as corrected.

    A name the ERP has no room for is held or shortened, as the merchant set it.
    """
    path = name_path(line)
    name = line_name(line, corrections) or article.text
    limit = min(policy.item_name_limit, LIMITS["item_name"])
    if policy.long_item_names is LongItemNames.SHORTEN:
        name = _shortened(name, limit)
    hold = check(path, name, limit) or check(
        f"line.{line.number}.article", article.text, LIMITS["article"]
    )
    return hold or PositionTexts(name=name, article=article.text)


def _shortened(name: str, limit: int) -> str:
    name = name[:limit]
    while length(name) > limit:
        name = name[:-1]
    return name.rstrip()
