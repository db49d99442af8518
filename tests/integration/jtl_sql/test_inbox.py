"""Handing orders to JTL's inbox."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import attrs
import pytest
import sqlalchemy as sa
from tests.contracts.order_handover_contract import OrderHandoverContract
from tests.integration.jtl_sql.jtl_office import NOW, JtlOffice, furnished
from tests.unit.adapters.jtl_xml.documents import a_document

from adapters.jtl_sql.connection import JtlDatabase
from adapters.jtl_sql.erp_orders import JtlOrders
from adapters.jtl_sql.inbox import JtlInbox
from adapters.jtl_xml.renderer import JtlOrderRenderer
from sandbox.jtl.world import JtlArticle
from shared_kernel.errors import Family, Problem, UnavailableError
from temu_core.document import DeliveryWay, ExportBatch, RenderedOrder
from temu_core.order import OrderNumber
from temu_core.ports.order_handover import Handover

ONE, TWO, THREE = OrderNumber("PO-1"), OrderNumber("PO-2"), OrderNumber("PO-3")


class TestJtlInbox(OrderHandoverContract):
    @pytest.fixture
    def way(self) -> DeliveryWay:
        return DeliveryWay.INBOX

    @pytest.fixture
    def world(self, office: JtlOffice) -> JtlOffice:
        return office

    @pytest.fixture
    def handover(self, office: JtlOffice) -> JtlInbox:
        return JtlInbox(database=office.database)


@pytest.fixture
def inbox(database: JtlDatabase) -> JtlInbox:
    return JtlInbox(database=database)


def rendered(*numbers: str, **changes: str) -> ExportBatch:
    documents = [a_document(number, **changes) for number in numbers]
    return batch_of(*JtlOrderRenderer().render(documents))


def batch_of(*orders: RenderedOrder) -> ExportBatch:
    return ExportBatch(id="b1", way=DeliveryWay.INBOX, orders=orders)


class FailingConnection(sqlite3.Connection):
    """
    A connection on which the order PO-2 goes wrong.
    """

    def cursor(self, *_: object) -> sqlite3.Cursor:  # type: ignore[override]  # as we call it
        return WatchingCursor(self)

    def executing(self, parameters: object) -> None:
        """
        Learn what is about to be executed.
        """


class WatchingCursor(sqlite3.Cursor):
    """
    Tells its connection what it executes.
    """

    def execute(self, sql: str, parameters: object = ()) -> sqlite3.Cursor:  # type: ignore[override]
        if isinstance(self.connection, FailingConnection):
            self.connection.executing(parameters)
        return super().execute(sql, parameters)  # type: ignore[arg-type]  # passed on


class LostAfterCommit(FailingConnection):
    """
    The commit arrives, its answer does not.
    """

    at_second = False

    def executing(self, parameters: object) -> None:
        self.at_second = "PO-2" in str(parameters)

    def commit(self) -> None:
        super().commit()
        if self.at_second:
            self.at_second = False
            raise sqlite3.OperationalError("the server went away")


class LostInInsert(FailingConnection):
    """
    The connection breaks while the order is on its way.
    """

    def executing(self, parameters: object) -> None:
        if "PO-2" in str(parameters):
            raise sqlite3.ProgrammingError("Cannot operate on a closed database.")


class RefusedInInsert(FailingConnection):
    """
    The server says no.
    """

    def executing(self, parameters: object) -> None:
        if "PO-2" in str(parameters):
            raise sqlite3.OperationalError("the table is locked by the ERP")


def inbox_over(office: JtlOffice, connection: type[FailingConnection]) -> JtlInbox:
    engine = sa.create_engine(
        f"sqlite:///{office.path}", connect_args={"factory": connection}, poolclass=sa.NullPool
    )
    return JtlInbox(database=JtlDatabase(engine))


@pytest.mark.parametrize(
    ("connection", "family", "arrived"),
    [
        pytest.param(LostAfterCommit, Family.OUTCOME_UNKNOWN, 1, id="answer lost"),
        pytest.param(LostInInsert, Family.OUTCOME_UNKNOWN, 0, id="connection lost"),
        pytest.param(RefusedInInsert, Family.TRY_LATER, 0, id="refused"),
    ],
)
def test_a_failure_concerns_one_order_and_the_rest_is_not_sent(
    office: JtlOffice, connection: type[FailingConnection], family: Family, arrived: int
) -> None:
    """
    Unknown is only what may be there; everything after it surely is not.
    """
    answers = inbox_over(office, connection).deliver(rendered("PO-1", "PO-2", "PO-3"))

    assert answers[ONE] is Handover.DELIVERED
    families = [answer.family for answer in answers.values() if isinstance(answer, Problem)]
    assert families == [family, Family.TRY_LATER]
    assert office.times_waiting(TWO) == arrived
    assert office.times_waiting(THREE) == 0


def test_a_lost_order_is_found_by_looking(office: JtlOffice, inbox: JtlInbox) -> None:
    batch = rendered("PO-2")
    inbox_over(office, LostAfterCommit).deliver(batch)

    assert inbox.waiting([TWO]) == {TWO}
    assert inbox.deliver(batch) == {TWO: Handover.ALREADY_WAITING}
    assert office.times_waiting(TWO) == 1


def test_a_first_order_that_is_refused_is_an_outage(office: JtlOffice) -> None:
    with pytest.raises(UnavailableError):
        inbox_over(office, RefusedInInsert).deliver(rendered("PO-2", "PO-3"))

    assert office.times_waiting(TWO) == 0


def test_a_row_is_a_whole_document_with_its_marks(office: JtlOffice) -> None:
    batch = rendered("PO-1", city="Łódź-Süd")

    JtlInbox(database=office.database, platform=8, invoice=1).deliver(batch)

    with office.engine.connect() as connection:
        text, platform, invoice = connection.exec_driver_sql(
            "SELECT cText, nPlattform, nRechnung FROM tXMLBestellImport"
        ).one()
    assert text.startswith('<?xml version="1.0" encoding="ISO-8859-1"?>\n<tBestellungen>')
    assert batch.orders[0].body.decode("latin-1") in text
    assert "&#321;ód&#378;-Süd" in text
    assert text.rstrip().endswith("</tBestellungen>")
    assert (platform, invoice) == (8, 1)


@pytest.mark.parametrize("number", ["PO_1", "PO%1", "PO[1]", "PO~1", "PO <&> Łódź"])
def test_a_number_stands_for_itself_only(inbox: JtlInbox, number: str) -> None:
    """
    In LIKE, ``_`` and ``%`` would match the numbers of other orders.
    """
    inbox.deliver(rendered("POX1", "POYY1"))

    assert inbox.waiting([OrderNumber(number)]) == frozenset()
    assert inbox.deliver(rendered(number)) == {number: Handover.DELIVERED}
    assert inbox.waiting([OrderNumber(number)]) == {number}


def test_an_order_in_anybodys_document_waits(office: JtlOffice, inbox: JtlInbox) -> None:
    office.run(
        "INSERT INTO tXMLBestellImport (cText) VALUES (?)",
        "<tBestellungen>"
        "<tBestellung><cExterneBestellNr>PO-9</cExterneBestellNr></tBestellung>"
        "<tBestellung><cExterneBestellNr>PO-1</cExterneBestellNr></tBestellung>"
        "</tBestellungen>",
    )

    assert inbox.waiting([ONE, TWO]) == {ONE}
    assert inbox.deliver(rendered("PO-1")) == {ONE: Handover.ALREADY_WAITING}


def without(tag: str) -> Callable[[bytes], bytes]:
    return lambda body: body.replace(f"<{tag}/>".encode(), b"", 1)


def customer_first(body: bytes) -> bytes:
    start, end = body.index(b"<tkunde>"), body.index(b"</tkunde>") + len(b"</tkunde>")
    rest = body[:start] + body[end:]
    at = rest.index(b"<twarenkorbpos>")
    return rest[:at] + body[start:end] + rest[at:]


@pytest.mark.parametrize(
    ("change", "books"),
    [
        pytest.param(lambda body: body, True, id="as rendered"),
        pytest.param(without("cBarcode"), False, id="an element is missing"),
        pytest.param(customer_first, False, id="customer before positions"),
        pytest.param(lambda b: b.replace(b">LAMP<", b">LOMP<"), False, id="unknown article"),
        pytest.param(
            lambda b: b.replace(b"<cVersandartName>TEMU", b"<cVersandartName>Taube"),
            False,
            id="unknown shipping method",
        ),
    ],
)
def test_jtl_books_what_we_render_and_nothing_else(
    office: JtlOffice, change: Callable[[bytes], bytes], books: bool
) -> None:
    """
    The other side reads with its own parser, by its own rules.
    """
    office.engine.dispose()
    office.path.unlink()
    lamp = JtlArticle(number="LAMP", name="Lampe", stock={1: Decimal(9)})
    moment = [NOW]
    world = furnished(office.folder, lamp, now=lambda: moment[0])
    batch = rendered("PO-1", name="Lampe – grün & „fein“ 💡", city="Łódź")
    (order,) = batch.orders
    changed = batch_of(attrs.evolve(order, body=change(order.body)))

    JtlInbox(database=office.database).deliver(changed)
    world.work()
    moment[0] += timedelta(hours=1)
    report = world.work()
    world.close()

    assert (report.booked, report.refused) == ((1, 0) if books else (0, 1))
    assert set(JtlOrders(office.database).presence([ONE])) == ({ONE} if books else set())
