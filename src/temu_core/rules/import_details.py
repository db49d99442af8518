"""What is asked about an order besides the list, and what the answers lead to."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import attrs

from shared_kernel.errors import Family, Problem
from temu_core.address import BuyerAddress
from temu_core.alert import Alert, AlertKind
from temu_core.amounts import OrderAmounts
from temu_core.details import NO_PERMISSION, Details, Needs
from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import LineNumber, ListedOrder, MarketplaceStatus
from temu_core.record import OrderRecord
from temu_core.rules.due_lines import lines_gone
from temu_core.rules.import_checks import gone, stopped
from temu_core.rules.ledger import BEFORE_EXPORT, FINAL
from temu_core.rules.verdict import Verdict
from temu_core.shop import OrderPolicy

#: As the order feed names it; rules know no ports.
_ADDRESS, _AMOUNTS = "the delivery address", "the amounts"


def details_needed(listed: ListedOrder, known: OrderRecord | None, policy: OrderPolicy) -> Needs:
    """
    Return what is missing to decide about an order; nothing once it is decided without.
    """
    listed = newest(listed, known)
    if known is not None and not before_export(known):
        # Only to tell a person; once shipped, the marketplace hides the address anyway.
        unshipped = listed.status is MarketplaceStatus.UNSHIPPED and known.state not in FINAL
        return Needs(address=unshipped and address_outdated(listed, known))
    allowed = known.allowed if known is not None else frozenset()
    if gone(listed, policy) or stopped(listed, allowed, policy):
        return Needs()
    if known is None:
        return Needs(address=True, amounts=True)
    return Needs(
        address=known.address is None or address_outdated(listed, known),
        amounts=known.amounts is None or _quantities(listed) != _quantities(known.listed),
    )


def newest(listed: ListedOrder, known: OrderRecord | None) -> ListedOrder:
    """
    Return the younger of two views of an order: pages come late, twice and out of order.
    """
    if known is not None and listed.updated_at < known.listed.updated_at:
        return known.listed
    return listed


def before_export(known: OrderRecord) -> bool:
    """
    Tell whether an order can still be kept from the ERP; a cancelled one may open again.
    """
    state = known.held_from if known.state is LedgerState.HELD else known.state
    return state in BEFORE_EXPORT or state is LedgerState.CANCELLED


def with_details(record: OrderRecord, listed: ListedOrder, details: Details) -> OrderRecord:
    """
    Return *record* as the list and the answers show it now.

    What has left by now is not exported (only orders before export come here).  An
    address that may have changed is forgotten unless it was read anew.  Answers that
    cannot be read are counted; one that can starts the count again.
    """
    address, amounts = record.address, record.amounts
    if address_outdated(listed, record):
        address = None
    if isinstance(details.address, BuyerAddress):
        address = details.address
    if isinstance(details.amounts, OrderAmounts):
        amounts = details.amounts
    changed = attrs.evolve(
        record,
        listed=listed,
        address=address,
        amounts=amounts,
        shipped_before=lines_gone(listed),
        erased_at=record.erased_at if address is None else None,
    )
    problems = [problem for _, problem in _problems(changed, details)]
    if any(map(unreadable, problems)):
        return attrs.evolve(changed, bad_answers=record.bad_answers + 1)
    return changed if problems else attrs.evolve(changed, bad_answers=0)


def missing(record: OrderRecord, details: Details, policy: OrderPolicy) -> Verdict | None:
    """
    Return what the order waits for, or that its answers were unreadable too often.
    """
    problems = dict(_problems(record, details))
    for what, problem in problems.items():
        if unreadable(problem):
            return bad_answer(what, problem, record.bad_answers, policy)
    for what, problem in problems.items():
        if problem.code == NO_PERMISSION:
            return Verdict.waits(
                f"the permission to read {what}; ask your Temu account manager for it"
            )
        return Verdict.waits(f"{what} ({problem.text})")
    if record.address is None:
        return Verdict.waits(_ADDRESS)
    if record.amounts is None:
        return Verdict.waits(_AMOUNTS)
    return None


def bad_answer(what: str, problem: Problem, times: int, policy: OrderPolicy) -> Verdict:
    """
    Let the order wait for a readable answer, and hold it when there is none for long.
    """
    field = problem.field or what
    if times >= policy.bad_answers_before_hold:
        text = f"{what} could not be read {times} times in a row ({field}: {problem.text})"
        return Verdict.held(HoldReason.BAD_ANSWER, text, problem.field)
    return Verdict.waits(f"a readable answer about {what} ({field}: {problem.text})")


def unreadable(problem: Problem) -> bool:
    """
    Tell whether asking again later would hardly help by itself.
    """
    return problem.family is not Family.TRY_LATER and problem.code != NO_PERMISSION


def permission_alerts(record: OrderRecord, details: Details, at: datetime) -> tuple[Alert, ...]:
    """
    Return one alert per permission that is missing, the same for all orders.
    """
    return tuple(
        Alert(
            kind=AlertKind.AMOUNTS_PERMISSION,
            subject=what,
            text=f"The marketplace does not let us read {what}, so orders wait; "
            "ask your Temu account manager for the permission.",
            raised_at=at,
        )
        for what, problem in _problems(record, details)
        if problem.code == NO_PERMISSION
    )


def _problems(record: OrderRecord, details: Details) -> Iterator[tuple[str, Problem]]:
    # A failed second reading of what we have is no obstacle.
    if record.address is None and isinstance(details.address, Problem):
        yield _ADDRESS, details.address
    if record.amounts is None and isinstance(details.amounts, Problem):
        yield _AMOUNTS, details.amounts


def address_outdated(listed: ListedOrder, known: OrderRecord) -> bool:
    """
    Tell whether the buyer's address may be another one than we know.
    """
    # The flag stays once it is set, so every later update may bring another address.
    return listed.address_changed and (
        not known.listed.address_changed or listed.updated_at > known.listed.updated_at
    )


def _quantities(listed: ListedOrder) -> Mapping[LineNumber, int]:
    return {line.number: line.quantity for line in listed.lines}
