"""What it means that the marketplace shows, or does not show, a parcel."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs

from shared_kernel.errors import Problem
from temu_core.confirmation import KnownShipment
from temu_core.intent import IntentOutcome, Outcome
from temu_core.order import LineNumber, OrderNumber
from temu_core.package import Package, PackageState
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.confirmation_records import not_told, packages_settled

#: Packages whose confirmation has no known outcome.
OPEN_PACKAGES = frozenset({PackageState.SENDING, PackageState.UNKNOWN})

Shown = Mapping[tuple[OrderNumber, LineNumber], Sequence[KnownShipment] | Problem]


def is_shown(shown: Shown, order: OrderNumber, line: LineNumber, number: str) -> bool | None:
    """
    Return whether the marketplace shows this number for this line; None when it did not say.
    """
    answer = shown.get((order, line))
    if answer is None or isinstance(answer, Problem):
        return None
    return any(known.tracking_number.casefold() == number.casefold() for known in answer)


def read_back(record: OrderRecord, shown: Shown, *, by: str, at: datetime) -> LedgerUpdate:
    """
    A parcel shown for all its lines was accepted; one not shown was never told.

    A parcel about which the marketplace did not answer stays open.
    """
    outcomes: dict[str, IntentOutcome] = {}
    packages: list[Package] = []
    for package in record.packages:
        outcome = _outcome(record, package, shown)
        if outcome is None:
            packages.append(package)
            continue
        accepted = outcome is Outcome.ACCEPTED
        state = PackageState.ACCEPTED if accepted else not_told(record)
        packages.append(attrs.evolve(package, state=state))
        outcomes[package.intent_id] = IntentOutcome(
            intent_id=package.intent_id,
            outcome=outcome,
            evidence="the marketplace shows it" if accepted else "the marketplace does not show it",
            at=at,
        )
    if not outcomes:
        return LedgerUpdate()
    settled = packages_settled(record, tuple(packages), by=by, at=at)
    return attrs.evolve(settled, outcomes=tuple(outcomes.values()))


def _outcome(record: OrderRecord, package: Package, shown: Shown) -> Outcome | None:
    if package.state not in OPEN_PACKAGES:
        return None
    answers = [
        is_shown(shown, record.number, item.line, package.tracking_number) for item in package.items
    ]
    if all(answers):
        return Outcome.ACCEPTED
    return None if None in answers else Outcome.NOT_SENT
