"""What the store in memory keeps together."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from adapters.memory.books import MemoryBooks
from adapters.memory.store import MemoryStore
from shared_kernel.errors import StoppedError, UnavailableError
from shared_kernel.run_context import Fence

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_transaction_that_fails_changes_nothing() -> None:
    store = MemoryStore()

    with pytest.raises(LookupError):
        _set_and_fail(store)

    assert store.read().watermarks == {}


def test_what_was_read_never_changes() -> None:
    store = MemoryStore()
    before = store.read()

    with store.unfenced() as tables:
        tables.watermarks["north", "orders"] = NOW

    assert before.watermarks == {}
    assert store.read().watermarks == {("north", "orders"): NOW}


def test_a_transaction_inside_another_is_a_mistake() -> None:
    store = MemoryStore()

    with pytest.raises(RuntimeError, match="inside another"), store.unfenced(), store.unfenced():
        pass


def test_no_transaction_begins_without_a_lease() -> None:
    store = MemoryStore()

    with (
        pytest.raises(StoppedError),
        store.fenced(Fence(shop="north", job="orders", number=1)),
    ):
        pass


def test_threads_wait_for_one_another() -> None:
    store = MemoryStore()

    def count_up() -> None:
        for _ in range(50):
            with store.unfenced() as tables:
                tables.next_id()

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.read().last_id == 200


def test_a_store_that_is_down_serves_nobody() -> None:
    books = MemoryBooks.empty()
    books.store.down = True

    with pytest.raises(UnavailableError):
        books.leases.acquire("north", "orders", holder="a", now=NOW, span=timedelta(hours=1))
    with pytest.raises(UnavailableError):
        books.run_book.get("1")


def _set_and_fail(store: MemoryStore) -> None:
    with store.unfenced() as tables:
        tables.watermarks["north", "orders"] = NOW
        raise LookupError


def test_a_table_nobody_touches_stays_the_same_object() -> None:
    """
    So that whoever watches the store sees at a glance what a transaction changed.
    """
    store = MemoryStore()
    before = store.read()

    with store.unfenced() as tables:
        tables.watermarks["north", "orders"] = NOW

    assert store.read().orders is before.orders
    assert store.read().watermarks is not before.watermarks
