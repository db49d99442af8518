"""Everything we wrote outside, in our database."""

from collections.abc import Sequence

import attrs
import sqlalchemy as sa

from adapters.own_database.rows import Stored
from adapters.own_database.tables.writes import outside_writes
from adapters.sql.row_counts import expect_count, insert_rows, update_rows
from adapters.sql.transaction import reading
from temu_core.intent import Intent, IntentKind, IntentOutcome, Outcome, OutsideWrite
from temu_core.order import ShopId
from temu_core.ports.outside_writes import OutsideWrites, RecordedBeforeError, WriteCount

_THIS_INTENT = {"shop": "key_shop", "intent_id": "key_intent_id"}
_SETTLED = {name: name for name in ("outcome", "evidence", "settled_at")}


@attrs.frozen
class SqlOutsideWrites(OutsideWrites):
    """
    One row per intent; its outcome is filled in later.
    """

    engine: sa.Engine

    def of_run(self, shop: ShopId, run_id: str, limit: int = 1000) -> Sequence[OutsideWrite]:
        """
        Read a run's intents in the order they were recorded.
        """
        return self._read(shop, outside_writes.c.run_id == run_id, limit)

    def counts_of_run(self, shop: ShopId, run_id: str) -> Sequence[WriteCount]:
        """
        Count a run's intents in one statement.
        """
        kind, outcome = outside_writes.c.kind, outside_writes.c.outcome
        query = (
            sa.select(kind, outcome, sa.func.count().label("number"))
            .where(outside_writes.c.shop == shop, outside_writes.c.run_id == run_id)
            .group_by(kind, outcome)
            # Databases disagree where nulls come.
            .order_by(kind, sa.case((outcome.is_(None), ""), else_=outcome))
        )
        with reading(self.engine) as connection:
            return [
                WriteCount(
                    kind=IntentKind(row.kind),
                    outcome=None if row.outcome is None else Outcome(row.outcome),
                    count=row.number,
                )
                for row in connection.execute(query)
            ]

    def open(self, shop: ShopId, limit: int = 1000) -> Sequence[OutsideWrite]:
        """
        Read the intents nobody knows the end of.
        """
        outcome = outside_writes.c.outcome
        unsettled = sa.or_(outcome.is_(None), outcome == Outcome.UNKNOWN.value)
        return self._read(shop, unsettled, limit)

    def _read(
        self, shop: ShopId, condition: sa.ColumnElement[bool], limit: int
    ) -> list[OutsideWrite]:
        query = (
            sa.select(outside_writes)
            .where(outside_writes.c.shop == shop, condition)
            .order_by(outside_writes.c.id)
            .limit(limit)
        )
        with reading(self.engine) as connection:
            return [_write_of(row) for row in connection.execute(query)]


def record_intents(connection: sa.Connection, shop: str, intents: Sequence[Intent]) -> None:
    """
    Record what is about to be sent.

    Raises:
        RecordedBeforeError: One of them is there already; the transaction must end.
    """
    rows = [
        {
            "shop": shop,
            "intent_id": intent.id,
            "kind": intent.kind.value,
            "subject": intent.subject,
            "summary": intent.summary,
            "run_id": intent.run_id,
            "recorded_at": intent.recorded_at,
            "answer_by": intent.answer_by,
        }
        for intent in intents
    ]
    try:
        insert_rows(connection, outside_writes, rows)
    except sa.exc.IntegrityError as e:
        # The table has one rule that rows of whole intents can break: a shop's ids are unique.
        raise RecordedBeforeError(f"of {len(rows)} intents one was recorded before") from e


def record_outcomes(
    connection: sa.Connection, shop: str, outcomes: Sequence[IntentOutcome]
) -> None:
    """
    Record what became of intents; a later outcome replaces an earlier one.

    Raises:
        RowCountError: There is no such intent.
    """
    rows = [
        {
            "key_shop": shop,
            "key_intent_id": outcome.intent_id,
            "outcome": outcome.outcome.value,
            "evidence": outcome.evidence,
            "settled_at": outcome.at,
        }
        for outcome in outcomes
    ]
    settled = update_rows(connection, outside_writes, rows, where=_THIS_INTENT, values=_SETTLED)
    expect_count(settled, len(rows))


def _write_of(row: Stored) -> OutsideWrite:
    intent = Intent(
        id=row.intent_id,
        kind=IntentKind(row.kind),
        subject=row.subject,
        summary=row.summary,
        run_id=row.run_id,
        recorded_at=row.recorded_at,
        answer_by=row.answer_by,
    )
    if row.outcome is None:
        return OutsideWrite(intent=intent, outcome=None)
    outcome = IntentOutcome(
        intent_id=row.intent_id,
        outcome=Outcome(row.outcome),
        evidence=row.evidence,
        at=row.settled_at,
    )
    return OutsideWrite(intent=intent, outcome=outcome)
