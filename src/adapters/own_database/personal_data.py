"""What we hold of buyers, in our database."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs
import sqlalchemy as sa

from adapters.own_database.fence import fenced
from adapters.own_database.tables.exports import export_batches, export_documents
from adapters.own_database.tables.orders import order_events, orders
from adapters.own_database.tables.raw import raw_answers
from adapters.own_database.tables.settings import plans
from adapters.sql.like import contains
from adapters.sql.list_parameter import among_texts
from adapters.sql.transaction import reading
from shared_kernel.run_context import Fence
from temu_core.document import DeliveryWay
from temu_core.order import OrderNumber, ShopId
from temu_core.plan import PlanState
from temu_core.ports.personal_data import PersonalData, Traces
from temu_core.privacy import FINISHED, CutOffs, Held, HeldKind, HeldWhy
from temu_core.rules.erasure import without_buyer

_FINISHED = sorted(state.value for state in FINISHED)
#: Plans of which nobody needs anything any more.
_OVER = (PlanState.APPLIED.value, PlanState.NEEDLESS.value)


@attrs.frozen
class SqlPersonalData(PersonalData):
    """
    Set-based counts and erasures over several tables.
    """

    engine: sa.Engine

    def due_orders(self, shop: ShopId, before: datetime, limit: int = 100) -> Sequence[OrderNumber]:
        """
        Read finished orders without a late transition.
        """
        query = (
            sa.select(orders.c.number)
            .where(orders.c.shop == shop, orders.c.erased_at.is_(None), _past(before))
            .order_by(orders.c.number)
            .limit(limit)
        )
        with reading(self.engine) as connection:
            return [OrderNumber(number) for number in connection.scalars(query)]

    def erase_traces(self, fence: Fence, words: Mapping[OrderNumber, Collection[str]]) -> Traces:
        """
        Empty documents, delete answers, rewrite what history says of a buyer.
        """
        if not words:
            return Traces(documents=0, answers=0)
        dialect, numbers = self.engine.dialect.name, set(words)
        empty = (
            sa.update(export_documents)
            .where(
                export_documents.c.shop == fence.shop,
                export_documents.c.body != b"",
                among_texts(dialect, export_documents.c.order_number, numbers),
            )
            .values(body=b"")
        )
        kept_under = sa.delete(raw_answers).where(
            raw_answers.c.shop == fence.shop, among_texts(dialect, raw_answers.c.key, numbers)
        )
        with fenced(self.engine, fence) as connection:
            _rewrite_history(connection, fence.shop, words, dialect)
            return Traces(
                documents=connection.execute(empty).rowcount,
                answers=connection.execute(kept_under).rowcount,
            )

    def erase_plans(self, fence: Fence, before: datetime) -> int:
        """
        Delete what was applied or needless before.
        """
        old = sa.delete(plans).where(
            plans.c.shop == fence.shop, plans.c.state.in_(_OVER), plans.c.applied_at < before
        )
        with fenced(self.engine, fence) as connection:
            return connection.execute(old).rowcount

    def held(self, shop: ShopId, cut_offs: CutOffs) -> Sequence[Held]:
        """
        Count each kind by its reason, a statement each.
        """
        with reading(self.engine) as connection:
            return [
                Held(kind=kind, why=HeldWhy(why), count=count, oldest=oldest)
                for kind, query in _counts(shop, cut_offs)
                for why, count, oldest in sorted(connection.execute(query), key=_place)
            ]


def _past(before: datetime) -> sa.ColumnElement[bool]:
    late = (
        sa.select(sa.literal(1))
        .select_from(order_events)
        .where(
            order_events.c.shop == orders.c.shop,
            order_events.c.order_number == orders.c.number,
            order_events.c.at >= before,
        )
    )
    return sa.and_(
        orders.c.state.in_(_FINISHED),
        orders.c.updated_at < before,
        ~sa.exists(late.correlate(orders)),
    )


def _rewrite_history(
    connection: sa.Connection,
    shop: str,
    words: Mapping[OrderNumber, Collection[str]],
    dialect: str,
) -> None:
    query = sa.select(order_events.c.id, order_events.c.order_number, order_events.c.text).where(
        order_events.c.shop == shop, among_texts(dialect, order_events.c.order_number, set(words))
    )
    changed = [
        {"event": row.id, "left": left}
        for row in connection.execute(query)
        if (left := without_buyer(row.text, words[row.order_number])) != row.text
    ]
    if changed:
        update = sa.update(order_events).where(order_events.c.id == sa.bindparam("event"))
        connection.execute(update.values(text=sa.bindparam("left")), changed)


def _counts(shop: ShopId, cut_offs: CutOffs) -> Iterator[tuple[HeldKind, sa.Select[Any]]]:
    of_order = sa.case(
        (orders.c.state.not_in(_FINISHED), HeldWhy.OPEN.value),
        (_past(cut_offs.finished_orders), HeldWhy.DUE.value),
        else_=HeldWhy.WITHIN_DAYS.value,
    )
    # The key of the address in the document; "address_changed" is another one.
    with_address = contains(orders.c.rest, '"address":')
    yield (
        HeldKind.ADDRESSES,
        _grouped(
            sa.select(of_order.label("why"), orders.c.placed_at.label("since")).where(
                orders.c.shop == shop, with_address
            )
        ),
    )
    yield (
        HeldKind.DOCUMENTS,
        _grouped(
            sa.select(of_order.label("why"), orders.c.placed_at.label("since"))
            .select_from(orders)
            .join(
                export_documents,
                sa.and_(
                    export_documents.c.shop == orders.c.shop,
                    export_documents.c.order_number == orders.c.number,
                ),
            )
            .where(orders.c.shop == shop, export_documents.c.body != b"")
        ),
    )
    yield HeldKind.ARCHIVED_FILES, _grouped(_files(shop))
    yield (
        HeldKind.RAW_ANSWERS,
        _grouped(
            sa.select(
                _by_age(raw_answers.c.received_at, cut_offs.raw_answers).label("why"),
                raw_answers.c.received_at.label("since"),
            ).where(raw_answers.c.shop == shop)
        ),
    )
    of_plan = sa.case(
        (plans.c.state.not_in(_OVER), HeldWhy.OPEN.value),
        (plans.c.applied_at < cut_offs.plans, HeldWhy.DUE.value),
        else_=HeldWhy.WITHIN_DAYS.value,
    )
    yield (
        HeldKind.PLANS,
        _grouped(
            sa.select(of_plan.label("why"), plans.c.stored_at.label("since")).where(
                plans.c.shop == shop
            )
        ),
    )


def _files(shop: ShopId) -> sa.Select[Any]:
    whole = (
        sa.select(sa.literal(1))
        .select_from(export_documents)
        .where(
            export_documents.c.shop == export_batches.c.shop,
            export_documents.c.batch_id == export_batches.c.batch_id,
            export_documents.c.body != b"",
        )
    )
    why = sa.case(
        (sa.exists(whole.correlate(export_batches)), HeldWhy.OPEN.value),
        else_=HeldWhy.DUE.value,
    )
    # Nobody noted when a batch was put away.
    unknown = sa.cast(sa.null(), orders.c.placed_at.type)
    return sa.select(why.label("why"), unknown.label("since")).where(
        export_batches.c.shop == shop,
        export_batches.c.way == DeliveryWay.FILE.value,
        export_batches.c.archived == sa.true(),
        export_batches.c.file_erased == sa.false(),
    )


def _by_age(moment: sa.ColumnElement[Any], before: datetime) -> sa.ColumnElement[str]:
    return sa.case((moment < before, HeldWhy.DUE.value), else_=HeldWhy.WITHIN_DAYS.value)


def _grouped(rows: sa.Select[Any]) -> sa.Select[Any]:
    found = rows.subquery("found")
    oldest = sa.func.min(found.c.since, type_=orders.c.placed_at.type)
    return sa.select(found.c.why, sa.func.count(), oldest).group_by(found.c.why)


def _place(row: Sequence[Any]) -> int:
    return [why.value for why in HeldWhy].index(row[0])
