"""The clock of our database's server."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import attrs
import sqlalchemy as sa

from adapters.own_database.tables.columns import UtcDateTime
from adapters.sql.transaction import reading
from job_core.ports.shared_clock import SharedClock
from shared_kernel.clock import Clock

#: How a server is asked; SQLite is a file on this machine.
_NOW: Mapping[str, sa.ColumnElement[datetime]] = {
    "postgresql": sa.func.clock_timestamp(type_=UtcDateTime()),
    "mssql": sa.func.sysutcdatetime(type_=UtcDateTime()),
}


@attrs.frozen
class SqlSharedClock(SharedClock):
    """
    Asks the server in one statement; the time that the answer takes counts for nobody.
    """

    engine: sa.Engine
    #: Never one that a demonstration moves: machines are compared.
    machine: Clock

    def ahead(self) -> timedelta | None:
        """
        Return the least difference that explains what the server said meanwhile.
        """
        now = _NOW.get(self.engine.dialect.name)
        if now is None:
            return None
        with reading(self.engine) as connection:
            asked = self.machine.now()
            there: datetime = connection.execute(sa.select(now)).scalar_one()
            answered = self.machine.now()
        if there < asked:
            return there - asked
        return max(there - answered, timedelta(0))
