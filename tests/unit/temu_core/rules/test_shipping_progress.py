"""How far shipping an order is."""

import pytest
from tests.builders.orders import a_line, a_record, an_order
from tests.builders.packages import a_package, a_shipped_order

from temu_core.ledger import LedgerState
from temu_core.order import Fulfilment, LineNumber
from temu_core.package import Package, PackageState
from temu_core.rules.booking import progress, shipping_state

FOUND, ACCEPTED = PackageState.FOUND, PackageState.ACCEPTED


def part(line: str, units: int, state: PackageState = FOUND) -> Package:
    return a_package(f"{line}-{units}-{state.value}", items={line: units}, state=state)


@pytest.mark.parametrize(
    ("packages", "state"),
    [
        pytest.param([], LedgerState.IN_ERP, id="no parcel"),
        pytest.param([part("1", 1)], LedgerState.PARTIALLY_SHIPPED, id="a part of a line"),
        pytest.param([part("1", 2)], LedgerState.PARTIALLY_SHIPPED, id="a line of two"),
        pytest.param([part("1", 2), part("2", 1)], LedgerState.SHIPPED, id="every unit"),
        pytest.param(
            [part("1", 2, ACCEPTED), part("2", 1)], LedgerState.SHIPPED, id="not all accepted"
        ),
        pytest.param([part("1", 2, ACCEPTED)], LedgerState.PARTIALLY_SHIPPED, id="a part accepted"),
        pytest.param(
            [part("1", 2, ACCEPTED), part("2", 1, ACCEPTED)],
            LedgerState.CONFIRMED,
            id="every unit accepted",
        ),
        pytest.param(
            [part("1", 2, ACCEPTED), part("2", 1, PackageState.UNKNOWN)],
            LedgerState.SHIPPED,
            id="unknown is not accepted",
        ),
        pytest.param(
            [part("1", 2), part("2", 1, PackageState.SUPERSEDED)],
            LedgerState.PARTIALLY_SHIPPED,
            id="superseded does not count",
        ),
    ],
)
def test_the_state_follows_from_the_units_in_parcels(
    packages: list[Package], state: LedgerState
) -> None:
    record = a_shipped_order(*packages, lines={"1": 2, "2": 1})

    assert shipping_state(record) is state


def test_lines_that_are_not_the_sellers_to_ship_do_not_matter() -> None:
    lines = [
        a_line("1"),
        a_line("2", quantity=0, cancelled=1),
        a_line("3", fulfilment=Fulfilment.BY_MARKETPLACE),
    ]
    record = a_record(an_order(lines=lines), packages=(part("1", 1),))

    assert shipping_state(record) is LedgerState.SHIPPED


def test_an_order_with_nothing_to_ship_is_never_complete() -> None:
    record = a_record(an_order(lines=[a_line(quantity=0, cancelled=1)]))

    assert not progress(record).complete
    assert shipping_state(record) is LedgerState.IN_ERP


def test_progress_counts_units_per_line() -> None:
    record = a_shipped_order(part("1", 1), part("1", 1, ACCEPTED), lines={"1": 2, "2": 1})

    so_far = progress(record)

    assert so_far.shipped == {LineNumber("1"): 2}
    assert (so_far.any, so_far.complete) == (True, False)
