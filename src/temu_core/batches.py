"""Cutting long sequences into bounded batches."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

#: Between two checkpoints at most so many items are worked on.
BATCH = 100


def in_batches(items: Iterable[T], size: int = BATCH) -> Iterator[tuple[T, ...]]:
    """
    Yield *items* in order, at most *size* at a time.
    """
    iterator = iter(items)
    while batch := tuple(islice(iterator, size)):
        yield batch
