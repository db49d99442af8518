"""JTL's order inbox: a table from which its worker takes documents."""

import html
from collections.abc import Collection, Mapping

import attrs
import sqlalchemy as sa
from attrs import validators

from adapters.jtl_sql.connection import SYSTEM, JtlDatabase, served
from adapters.jtl_sql.statements import LIKE_ESCAPE, put_in_inbox, waiting
from shared_kernel.errors import (
    CorruptReplyError,
    OutcomeUnknownError,
    Problem,
    UnavailableError,
)
from temu_core.document import ExportBatch, RenderedOrder
from temu_core.order import OrderNumber
from temu_core.ports.order_handover import Handover, OrderHandover

# The encoding is nominal here: the column holds characters, and JTL wants the prolog all the same.
_ENCODING = "ISO-8859-1"
_START = f'<?xml version="1.0" encoding="{_ENCODING}"?>\n<tBestellungen>\n'
_END = "\n</tBestellungen>\n"


@attrs.frozen(kw_only=True)
class JtlInbox(OrderHandover):
    """
    ``dbo.tXMLBestellImport``: one row per order, removed by JTL when it took it.

    Each order is a transaction of its own, so that a lost answer concerns one
    order only.
    """

    database: JtlDatabase
    #: ``nPlattform`` and ``nRechnung`` of the rows; their meaning is JTL's secret.
    platform: int = attrs.field(default=5, validator=[validators.ge(0), validators.le(255)])
    invoice: int = attrs.field(default=0, validator=[validators.ge(0), validators.le(255)])

    def waiting(self, numbers: Collection[OrderNumber]) -> frozenset[OrderNumber]:
        """
        Return which orders stand in any waiting document, whoever put it there.

        Raises:
            UnavailableError: JTL did not answer; nothing is known.
        """
        patterns = {_pattern(number): number for number in numbers}
        rows = self.database.rows_for_texts(patterns, waiting)
        return frozenset(patterns[row.asked] for row in rows)

    def deliver(self, batch: ExportBatch) -> Mapping[OrderNumber, Handover | Problem]:
        """
        Insert the orders one after the other; stop at the first that JTL does not take.

        The rest is answered as not written, since the next would fare no better.
        """
        answers: dict[OrderNumber, Handover | Problem] = {}
        for order in batch.orders:
            try:
                answers[order.number] = self._put(order)
            except (UnavailableError, OutcomeUnknownError) as e:
                if not answers and isinstance(e, UnavailableError):
                    raise
                answers[order.number] = Problem.of(e)
                break
        rest = Problem.of(UnavailableError(f"{SYSTEM} stopped taking orders before this one"))
        return {order.number: answers.get(order.number, rest) for order in batch.orders}

    def archive(self, batch: ExportBatch) -> None:
        """
        Do nothing: JTL removes its rows itself.
        """

    def erase(self, batch_id: str) -> None:
        """
        Do nothing: there is nothing of ours that was put away.
        """

    def _put(self, order: RenderedOrder) -> Handover | Problem:
        with self.database.writing() as connection:
            inserted = self._insert(connection, order)
            if inserted not in (0, 1):
                connection.rollback()
                return Problem.of(CorruptReplyError(f"{SYSTEM} counts {inserted} rows for one"))
            try:
                connection.commit()
            except sa.exc.DBAPIError as e:
                raise OutcomeUnknownError(f"{SYSTEM} did not confirm the order") from e
        return Handover.DELIVERED if inserted else Handover.ALREADY_WAITING

    def _insert(self, connection: sa.Connection, order: RenderedOrder) -> int:
        values = {
            "text": f"{_START}{order.body.decode(_ENCODING)}{_END}",
            "platform": self.platform,
            "invoice": self.invoice,
            "pattern": _pattern(order.number),
            "number": order.number,
        }
        counting = connection.execution_options(preserve_rowcount=True)
        with served():
            try:
                return counting.execute(put_in_inbox(), values).rowcount
            except sa.exc.DBAPIError as e:
                if e.connection_invalidated:
                    raise OutcomeUnknownError(f"{SYSTEM} was lost while it took the order") from e
                # It answered no, and what was done is rolled back with the connection.
                raise


def _pattern(number: OrderNumber) -> str:
    """
    Return the LIKE pattern of a document that holds the order, whatever its number is made of.
    """
    text = html.escape(number, quote=False)
    written = text.encode(_ENCODING, "xmlcharrefreplace").decode(_ENCODING)
    for wildcard in (LIKE_ESCAPE, "%", "_", "["):
        written = written.replace(wildcard, LIKE_ESCAPE + wildcard)
    return f"%<cExterneBestellNr>{written}</cExterneBestellNr>%"
