"""The run log in our database."""

from collections.abc import Sequence
from types import MappingProxyType

import attrs
import msgspec
import sqlalchemy as sa

from adapters.own_database.rows import Stored
from adapters.own_database.tables.runs import log_position, scheduler_logs
from adapters.sql.transaction import reading, writing
from adapters.sql.upsert import Columns, upsert
from job_core.ports.run_log import RunLog
from job_core.run import LogLine
from shared_kernel.run_context import Fact, Level

_ENCODER = msgspec.json.Encoder(order="deterministic")
_FACTS = msgspec.json.Decoder(dict[str, Fact])


@attrs.frozen
class SqlRunLog(RunLog):
    """
    Lines whose positions are in the order of their commits: none appears behind a reader's back.
    """

    engine: sa.Engine

    def append(self, lines: Sequence[LogLine]) -> None:
        """
        Take as many positions as there are lines, and store them.
        """
        if not lines:
            return
        with writing(self.engine) as connection:
            first = _take_positions(connection, len(lines))
            rows = [
                {
                    "position": position,
                    "run_id": line.run_id,
                    "shop": line.shop,
                    "job": line.job,
                    "step": line.step,
                    "level": line.level.value,
                    "at": line.at,
                    "text": line.text,
                    "facts": _ENCODER.encode(dict(line.facts)).decode(),
                }
                for position, line in enumerate(lines, start=first)
            ]
            connection.execute(sa.insert(scheduler_logs), rows)

    def of_run(
        self, run_id: str, *, after: int = 0, limit: int = 500
    ) -> Sequence[tuple[int, LogLine]]:
        """
        Read lines by position.
        """
        query = (
            sa.select(scheduler_logs)
            .where(scheduler_logs.c.run_id == run_id, scheduler_logs.c.position > after)
            .order_by(scheduler_logs.c.position)
            .limit(limit)
        )
        with reading(self.engine) as connection:
            return [(row.position, _line_of(row)) for row in connection.execute(query)]


def _take_positions(connection: sa.Connection, count: int) -> int:
    """
    Return the first of *count* positions; the counter's row stays locked until the commit.
    """

    def add(stored: Columns, incoming: Columns) -> dict[str, object]:
        return {"last": stored["last"] + incoming["last"]}

    upsert(connection, log_position, [{"id": 1, "last": count}], key=("id",), changes=add)
    last = connection.execute(sa.select(log_position.c.last)).scalar_one()
    return int(last) - count + 1


def _line_of(row: Stored) -> LogLine:
    return LogLine(
        run_id=row.run_id,
        shop=row.shop,
        job=row.job,
        step=row.step,
        level=Level(row.level),
        at=row.at,
        text=row.text,
        facts=MappingProxyType(_FACTS.decode(row.facts)),
    )
