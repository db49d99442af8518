"""
Files a merchant imports by hand.
"""

from tests.unit.sandbox_jtl.conftest import ARTICLES, Office
from tests.unit.sandbox_jtl.order_document import a_document, an_order

from sandbox.jtl.world import JtlSetup


def put(office: Office, name: str, text: str) -> None:
    (office.folder / "outbox" / name).write_bytes(text.encode("latin-1"))


def test_a_file_is_taken_once_and_left_where_it_is(office: Office) -> None:
    put(office, "a.xml", a_document(an_order("PO-1"), an_order("PO-2")))

    office.world.work()
    office.pass_time(300)
    office.pass_time(300)

    assert office.book("documents") == {"PO-1": 1, "PO-2": 1}
    assert len(office.book("booked")) == 2
    assert (office.folder / "outbox" / "a.xml").exists()


def test_a_file_is_not_taken_again_after_a_restart(office: Office) -> None:
    put(office, "a.xml", a_document())
    office.world.work()
    office.world.close()

    office.open()
    office.world.work()

    assert office.book("documents") == {"PO-1": 1}


def test_the_same_file_under_another_name_is_imported_again(office: Office) -> None:
    put(office, "a.xml", a_document())
    put(office, "b.xml", a_document())

    office.world.work()

    assert office.book("documents") == {"PO-1": 2}


def test_a_file_overwritten_with_other_orders_is_imported(office: Office) -> None:
    put(office, "a.xml", a_document(an_order("PO-1")))
    office.world.work()

    put(office, "a.xml", a_document(an_order("PO-22")))
    office.world.work()

    assert office.book("documents") == {"PO-1": 1, "PO-22": 1}


def test_taken_files_can_be_moved_away(office: Office) -> None:
    office.world.close()
    office.setup = JtlSetup(articles=ARTICLES, move_taken_files=True)
    office.open()
    put(office, "a.xml", a_document())

    office.world.work()

    assert not (office.folder / "outbox" / "a.xml").exists()
    assert (office.folder / "outbox" / "taken" / "a.xml").exists()


def test_other_files_are_left_alone(office: Office) -> None:
    put(office, "a.xml.part", a_document())
    put(office, ".b.xml", a_document())

    office.world.work()

    assert office.book("documents") == {}
