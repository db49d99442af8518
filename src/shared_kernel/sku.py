"""The number by which both sides know an article."""

import attrs

from shared_kernel.errors import RejectedError


def _stripped(text: str) -> str:
    return text.strip()


def _given(_instance: object, _attribute: object, text: str) -> None:
    if not text:
        raise RejectedError("an article number is empty", field="sku")


@attrs.frozen
class Sku:
    """
    A seller's article number; blanks around it and letter case do not count.

    JTL's collation ignores case, so ``lamp-1`` and ``LAMP-1`` are one article
    there and must be one here.
    """

    text: str = attrs.field(converter=_stripped, validator=_given, eq=str.casefold)

    def __str__(self) -> str:
        return self.text
