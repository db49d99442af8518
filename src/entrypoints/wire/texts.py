"""The buyer's own words, for those who may see them."""

from collections.abc import Mapping

import attrs

from temu_core.record import OrderRecord
from temu_core.rules.present_texts import present_texts


@attrs.frozen(kw_only=True)
class OrderTexts:
    """
    Every text of an order that can be corrected, by its path; holds personal data.
    """

    number: str
    texts: Mapping[str, str] = attrs.field(repr=False)

    @classmethod
    def of(cls, record: OrderRecord) -> "OrderTexts":
        """
        Return the texts of *record* as they stand now.
        """
        return cls(number=record.number, texts=present_texts(record))
