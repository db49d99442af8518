"""Leases in our database."""

from datetime import datetime, timedelta

import attrs
import sqlalchemy as sa

from adapters.own_database.fence import try_prolong
from adapters.own_database.tables.runs import leases
from adapters.sql.transaction import reading, writing
from job_core.ports.leases import Leases
from shared_kernel.run_context import Fence


@attrs.frozen
class SqlLeases(Leases):
    """
    One row per shop and job; whoever raises its number from the one seen has the lease.
    """

    engine: sa.Engine

    def acquire(
        self, shop: str, job: str, *, holder: str, now: datetime, span: timedelta
    ) -> Fence | None:
        """
        Take the lease by compare-and-set on its number.
        """
        seen = self._row(shop, job)
        values = {"holder": holder, "expires_at": now + span}
        if seen is None:
            taken = self._first(shop, job, values)
            return Fence(shop=shop, job=job, number=1) if taken else None
        if seen.holder and seen.expires_at > now:
            return None
        # The holder may have prolonged it since: then it is not free any more.
        free = sa.or_(leases.c.holder == "", leases.c.expires_at <= now)
        update = (
            sa.update(leases)
            .where(leases.c.shop == shop, leases.c.job == job)
            .where(leases.c.number == seen.number, free)
            .values(number=seen.number + 1, **values)
        )
        with writing(self.engine) as connection:
            taken = connection.execute(update).rowcount == 1
        return Fence(shop=shop, job=job, number=seen.number + 1) if taken else None

    def renew(self, fence: Fence, *, until: datetime) -> bool:
        """
        Prolong the lease if its number is still the fence's.
        """
        with writing(self.engine) as connection:
            return try_prolong(connection, fence, until)

    def release(self, fence: Fence) -> None:
        """
        Empty the holder; the number stays, so the next fence is higher.
        """
        update = (
            sa.update(leases)
            .where(leases.c.shop == fence.shop, leases.c.job == fence.job)
            .where(leases.c.number == fence.number)
            .values(holder="")
        )
        with writing(self.engine) as connection:
            connection.execute(update)

    def holder(self, shop: str, job: str, *, now: datetime) -> str | None:
        """
        Read the row; one that ran out or was given back has no holder.
        """
        row = self._row(shop, job)
        if row is None or not row.holder or row.expires_at <= now:
            return None
        return str(row.holder)

    def _row(self, shop: str, job: str) -> sa.Row[int, str, datetime] | None:
        query = sa.select(leases.c.number, leases.c.holder, leases.c.expires_at).where(
            leases.c.shop == shop, leases.c.job == job
        )
        with reading(self.engine) as connection:
            return connection.execute(query).one_or_none()

    def _first(self, shop: str, job: str, values: dict[str, object]) -> bool:
        insert = sa.insert(leases).values(shop=shop, job=job, number=1, **values)
        try:
            with writing(self.engine) as connection:
                connection.execute(insert)
        except sa.exc.IntegrityError:
            # Somebody else was the first.
            return False
        return True
