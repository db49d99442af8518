"""The conditional update with which every one of our transactions begins."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from adapters.own_database.tables.columns import UtcDateTime
from adapters.own_database.tables.runs import leases
from adapters.sql.transaction import writing
from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence

_MOMENT = sa.bindparam("moment", type_=UtcDateTime())
_OURS = sa.and_(
    leases.c.shop == sa.bindparam("fence_shop"),
    leases.c.job == sa.bindparam("fence_job"),
    leases.c.number == sa.bindparam("fence_number"),
    leases.c.holder != "",
)
# Sets what is there already: the row is locked, so no successor can take it before we commit.
_CHECK = sa.update(leases).where(_OURS).values(number=leases.c.number)
_PROLONG = (
    sa.update(leases)
    .where(_OURS)
    .values(expires_at=sa.case((leases.c.expires_at < _MOMENT, _MOMENT), else_=leases.c.expires_at))
)


@contextmanager
def fenced(
    engine: sa.Engine, fence: Fence, answer_by: datetime | None = None
) -> Iterator[sa.Connection]:
    """
    Open a transaction of a run; commit at the end, roll back on any error.

    Args:
        engine: Of our database.
        fence: Of the run's lease.
        answer_by: The lease is made to last at least until then.

    Raises:
        StoppedError: The fence is no longer the lease's.
        UnavailableError: The database did not serve us; nothing was stored.
    """
    with writing(engine) as connection:
        if answer_by is None:
            _demand(connection.execute(_CHECK, _named(fence)).rowcount == 1, fence)
        else:
            prolong(connection, fence, answer_by)
        yield connection


def prolong(connection: sa.Connection, fence: Fence, until: datetime) -> None:
    """
    Make the lease last at least until *until*, in the transaction of *connection*.

    Raises:
        StoppedError: The fence is no longer the lease's.
    """
    _demand(try_prolong(connection, fence, until), fence)


def try_prolong(connection: sa.Connection, fence: Fence, until: datetime) -> bool:
    """
    Do what :func:`prolong` does; return False where it would raise.
    """
    result = connection.execute(_PROLONG, {**_named(fence), "moment": until})
    return result.rowcount == 1


def _named(fence: Fence) -> dict[str, object]:
    return {"fence_shop": fence.shop, "fence_job": fence.job, "fence_number": fence.number}


def _demand(held: bool, fence: Fence) -> None:
    if not held:
        raise StoppedError(f"the lease on {fence.job} of {fence.shop} is no longer this run's")
