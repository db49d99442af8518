"""
The faults a test can turn on.
"""

from tests.unit.sandbox_jtl.conftest import Office
from tests.unit.sandbox_jtl.order_document import a_document, an_order

from sandbox.jtl.schema_worker import INBOX


def test_a_worker_that_never_runs_leaves_the_inbox_alone(office: Office) -> None:
    office.world.switches.never_runs = True
    office.deliver(a_document())

    office.pass_time(100_000)
    untouched = office.world.books()
    office.world.switches.never_runs = False
    office.world.work()
    office.pass_time(300)

    assert untouched["inbox_rows_seen"] == 0
    assert untouched["inbox_rows_waiting"] == 1
    assert list(office.book("booked")) == ["PO-1"]


def test_a_worker_that_stops_after_seeing_a_row_books_nothing(office: Office) -> None:
    office.deliver(a_document())
    office.world.switches.never_runs = True

    office.pass_time(100_000)

    assert office.book("booked") == {}
    assert office.rows("SELECT count(*) FROM tXMLBestellImport") == [(1,)]


def test_a_slow_worker_books_later(office: Office) -> None:
    office.world.switches.slow_s = 3600
    office.deliver(a_document())

    office.pass_time(3899)
    early = office.book("booked")
    office.pass_time(1)

    assert early == {}
    assert list(office.book("booked")) == ["PO-1"]


def test_the_next_order_can_be_refused(office: Office) -> None:
    office.world.switches.refuse_next = 1
    office.deliver(a_document(an_order("PO-1")), a_document(an_order("PO-2")))

    office.pass_time(300)

    assert office.refusals() == [("PO-1", "the switch says so")]
    assert list(office.book("booked")) == ["PO-2"]


def test_the_next_order_can_be_booked_twice(office: Office) -> None:
    office.world.switches.book_twice_next = 1
    office.deliver(a_document(an_order("PO-1")), a_document(an_order("PO-2")))

    office.pass_time(300)

    booked = office.book("booked")
    assert {number: len(list(orders)) for number, orders in _lists(booked)} == {
        "PO-1": 2,
        "PO-2": 1,
    }


def test_a_row_can_be_taken_long_before_its_order_shows(office: Office) -> None:
    """
    Neither inbox nor orders show the number meanwhile: looking once proves nothing.
    """
    office.world.switches.take_row_book_later_s = 600
    office.deliver(a_document())

    office.pass_time(899)
    hidden = (
        office.rows("SELECT count(*) FROM tXMLBestellImport"),
        office.rows("SELECT count(*) FROM tAuftrag"),
    )
    office.pass_time(1)

    assert hidden == ([(0,)], [(0,)])
    assert list(office.book("booked")) == ["PO-1"]


def _lists(booked: object) -> list[tuple[str, list[str]]]:
    assert isinstance(booked, dict)
    return list(booked.items())


def test_an_update_gives_the_inbox_a_column_more_and_the_worker_goes_on(office: Office) -> None:
    new = [office.world.update(), office.world.update()]
    office.deliver(a_document())
    office.pass_time(300)

    columns = [row[0] for row in office.rows("SELECT name FROM pragma_table_info(?)", INBOX)]
    assert new == ["cUpdate1", "cUpdate2"]
    assert columns[-2:] == new
    assert list(office.book("booked")) == ["PO-1"]
