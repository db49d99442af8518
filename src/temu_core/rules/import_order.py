"""What to do with an order the marketplace shows."""

from collections.abc import Mapping
from datetime import UTC, datetime

import attrs

from shared_kernel.errors import Problem
from shared_kernel.sku import Sku
from temu_core.alert import Alert
from temu_core.details import Details
from temu_core.ledger import Hold, LedgerState
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber, Unknown
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.after_export import follow
from temu_core.rules.article_match import line_sku
from temu_core.rules.due_lines import due_lines
from temu_core.rules.import_checks import gone, stopped
from temu_core.rules.import_details import (
    bad_answer,
    before_export,
    details_needed,
    missing,
    newest,
    permission_alerts,
    unreadable,
    with_details,
)
from temu_core.rules.ledger import BEFORE_EXPORT, FINAL, first, keep, move
from temu_core.rules.order_document import order_document
from temu_core.rules.unforeseen import or_held
from temu_core.rules.verdict import Verdict
from temu_core.shop import OrderPolicy

__all__ = ["details_needed", "import_order", "import_unreadable"]

_ENTRY = "the order's entry in the list"
#: Older than any answer, so that the first readable one replaces it.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def import_order(
    listed: ListedOrder,
    details: Details,
    known: OrderRecord | None,
    *,
    policy: OrderPolicy,
    offer_skus: Mapping[int, str],
    sku_map: Mapping[Sku, Sku],
    by: str,
    at: datetime,
) -> LedgerUpdate:
    """
    Return what changes in our books because the marketplace shows an order like this.

    Empty when nothing differs, so the same answer may come any number of times; an
    older answer never overwrites a younger one.  An order no rule fits is held.

    Args:
        details: What was asked about the order besides the list.
        known: The order as our books have it; None: never seen.
        offer_skus: The seller's number of each offer, by sku id.
        sku_map: The merchant's map from marketplace numbers to the ERP's.
    """
    listed = newest(listed, known)
    # What was shown is stored even so: it may be a cancellation.
    shown = attrs.evolve(known or _never_seen(listed), listed=listed)

    def work() -> LedgerUpdate:
        return _imported(listed, details, known, policy, offer_skus, sku_map, by=by, at=at)

    return or_held(shown, work, by=by, at=at)


def _imported(
    listed: ListedOrder,
    details: Details,
    known: OrderRecord | None,
    policy: OrderPolicy,
    offer_skus: Mapping[int, str],
    sku_map: Mapping[Sku, Sku],
    *,
    by: str,
    at: datetime,
) -> LedgerUpdate:
    previous = known
    if known is not None and known.state in FINAL:
        return _kept(known, attrs.evolve(known, listed=listed))
    if known is not None and not before_export(known):
        return follow(known, listed, details, by=by, at=at)

    known = known or _never_seen(listed)
    record = with_details(known, listed, details)
    if known.state is LedgerState.CANCELLED:
        return _reopened(known, record, policy, by=by, at=at)
    verdict = gone(listed, policy)
    if known.state is LedgerState.HELD and verdict is None:
        return _kept(known, record)
    verdict = (
        verdict
        or stopped(listed, record.allowed, policy)
        or missing(record, details, policy)
        or _exportable(record, policy, offer_skus, sku_map)
    )
    alerts = permission_alerts(record, details, at)
    return _settled(previous, record, verdict, alerts, by=by, at=at)


def import_unreadable(
    number: OrderNumber,
    problem: Problem,
    known: OrderRecord | None,
    *,
    policy: OrderPolicy,
    by: str,
    at: datetime,
) -> LedgerUpdate:
    """
    Return what changes because an order was shown in words nobody could read.

    It is stored all the same.  One that was ready waits: what could not be read may be
    a cancellation.  Orders the ERP has, and held or closed ones, stay as they are.
    """
    if known is not None and known.state not in BEFORE_EXPORT:
        return LedgerUpdate()

    record = known or _nameless(number, problem, at)
    if unreadable(problem):
        record = attrs.evolve(record, bad_answers=record.bad_answers + 1)
        verdict = bad_answer(_ENTRY, problem, record.bad_answers, policy)
    else:
        verdict = Verdict.waits(f"{_ENTRY} ({problem.text})")
    return _settled(known, record, verdict, (), by=by, at=at)


def _never_seen(listed: ListedOrder) -> OrderRecord:
    return OrderRecord(listed=listed, state=LedgerState.INCOMPLETE)


def _nameless(number: OrderNumber, problem: Problem, at: datetime) -> OrderRecord:
    unknown = Unknown(field=problem.field or "order", value="")
    listed = ListedOrder(
        number=number,
        status=unknown,
        placed_at=at,
        updated_at=_NEVER,
        ship_by=None,
        region_id=0,
        payment=unknown,
        shipping_method=unknown,
        lines=(),
    )
    return _never_seen(listed)


def _exportable(
    record: OrderRecord,
    policy: OrderPolicy,
    offer_skus: Mapping[int, str],
    sku_map: Mapping[Sku, Sku],
) -> Verdict:
    articles = {
        line.number: sku
        for line in due_lines(record.listed)
        if (sku := line_sku(line, offer_skus, sku_map)) is not None
    }
    document = order_document(record, articles, policy)
    if isinstance(document, Hold):
        return Verdict.of_hold(document)
    return Verdict(state=LedgerState.READY, text="complete and checked")


def _reopened(
    known: OrderRecord, record: OrderRecord, policy: OrderPolicy, *, by: str, at: datetime
) -> LedgerUpdate:
    # Within the same second the cancellation counts: better late than wrong.
    if record.listed.updated_at <= known.listed.updated_at:
        return LedgerUpdate()
    if gone(record.listed, policy):
        return _kept(known, record)
    pending = record.listed.status is MarketplaceStatus.PENDING
    verdict = Verdict.waits(
        "another look: the marketplace shows it open again",
        LedgerState.PENDING if pending else LedgerState.INCOMPLETE,
    )
    return _settled(known, record, verdict, (), by=by, at=at)


def _settled(
    known: OrderRecord | None,
    record: OrderRecord,
    verdict: Verdict,
    alerts: tuple[Alert, ...],
    *,
    by: str,
    at: datetime,
) -> LedgerUpdate:
    if known is None:
        new = attrs.evolve(
            record,
            state=verdict.state,
            hold=verdict.hold,
            closed_why=verdict.closed_why,
            waiting_for=verdict.waiting_for,
        )
        return LedgerUpdate(changes=(first(new, text=verdict.text, by=by, at=at),), alerts=alerts)
    if verdict.state is known.state:
        return _kept(known, attrs.evolve(record, waiting_for=verdict.waiting_for), alerts)
    change = move(
        record,
        verdict.state,
        text=verdict.text,
        by=by,
        at=at,
        hold=verdict.hold,
        closed_why=verdict.closed_why,
        waiting_for=verdict.waiting_for,
    )
    return LedgerUpdate(changes=(change,), alerts=alerts)


def _kept(known: OrderRecord, record: OrderRecord, alerts: tuple[Alert, ...] = ()) -> LedgerUpdate:
    if record == known:
        return LedgerUpdate()
    return LedgerUpdate(changes=(keep(record),), alerts=alerts)
