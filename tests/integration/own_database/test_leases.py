"""Leases and fences in our database."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from tests.contracts.books import NOW, SHOP, Books
from tests.contracts.leases_contract import LeasesContract

from adapters.own_database.fence import fenced, prolong
from adapters.own_database.leases import SqlLeases
from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence

HOUR = timedelta(hours=1)


class TestSqlLeases(LeasesContract):
    pass


@pytest.fixture
def leases(engine: sa.Engine) -> SqlLeases:
    return SqlLeases(engine)


def _take(leases: SqlLeases) -> Fence:
    fence = leases.acquire(SHOP, "orders", holder="a", now=NOW, span=HOUR)
    assert fence is not None
    return fence


def _write(engine: sa.Engine, fence: Fence) -> None:
    with fenced(engine, fence):
        pass


def test_the_holder_may_write(engine: sa.Engine, leases: SqlLeases) -> None:
    _write(engine, _take(leases))


def test_nobody_writes_without_a_lease(engine: sa.Engine) -> None:
    with pytest.raises(StoppedError):
        _write(engine, Fence(shop=SHOP, job="orders", number=1))


def test_nobody_writes_after_giving_the_lease_back(engine: sa.Engine, leases: SqlLeases) -> None:
    fence = _take(leases)
    leases.release(fence)

    with pytest.raises(StoppedError):
        _write(engine, fence)


def test_nobody_writes_after_a_successor_came(engine: sa.Engine, leases: SqlLeases) -> None:
    fence = _take(leases)
    leases.acquire(SHOP, "orders", holder="b", now=NOW + 2 * HOUR, span=HOUR)

    with pytest.raises(StoppedError):
        _write(engine, fence)


def test_a_transaction_may_prolong_the_lease(engine: sa.Engine, leases: SqlLeases) -> None:
    fence = _take(leases)

    with fenced(engine, fence, answer_by=NOW + 3 * HOUR) as connection:
        prolong(connection, fence, NOW + 2 * HOUR)

    assert leases.holder(SHOP, "orders", now=NOW + 2.5 * HOUR) == "a"
    assert leases.holder(SHOP, "orders", now=NOW + 3 * HOUR) is None


def test_what_is_undone_prolongs_nothing(
    engine: sa.Engine, leases: SqlLeases, books: Books
) -> None:
    fence = _take(leases)

    with pytest.raises(ZeroDivisionError), fenced(engine, fence, answer_by=NOW + 3 * HOUR):
        raise ZeroDivisionError

    assert leases.holder(SHOP, "orders", now=NOW + 2 * HOUR) is None
