"""What is left of an order once its buyer is forgotten."""

import re
from collections.abc import Collection
from datetime import datetime
from types import MappingProxyType

import attrs

from temu_core.privacy import FINISHED
from temu_core.record import OrderRecord

#: Shorter words stand in too many others to be cut out of a sentence.
_SHORTEST = 3
_GONE = "…"
_BEFORE = re.compile(r" corrected \(before: .*\)\Z", re.DOTALL)


def may_be_erased(record: OrderRecord, before: datetime) -> bool:
    """
    Tell whether nothing happens to an order any more, and nothing has since *before*.
    """
    return record.state in FINISHED and record.listed.updated_at < before


def erased(record: OrderRecord, at: datetime) -> OrderRecord:
    """
    Return the order without its buyer: state, lines, amounts and parcels stay.

    Erased twice is erased once.
    """
    corrections = {
        field: text
        for field, text in record.corrections.items()
        if not field.startswith("address.")
    }
    return attrs.evolve(
        record,
        address=None,
        corrections=MappingProxyType(corrections),
        erased_at=record.erased_at or at,
    )


def personal_words(record: OrderRecord) -> frozenset[str]:
    """
    Return every text of the buyer that an order holds.
    """
    words: set[str] = {
        text for field, text in record.corrections.items() if field.startswith("address.")
    }
    if record.address is not None:
        for value in attrs.astuple(record.address, recurse=False):
            words.update((value,) if isinstance(value, str) else value)
    words.discard(record.address.country_name if record.address is not None else "")
    return frozenset(word for word in words if len(word.strip()) >= _SHORTEST)


def without_buyer(text: str, words: Collection[str]) -> str:
    """
    Return a sentence of an order's history without what it says of the buyer.

    The old value of a correction goes too: nothing else remembers it.
    """
    text = _BEFORE.sub(" corrected", text)
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, _GONE)
    return text
