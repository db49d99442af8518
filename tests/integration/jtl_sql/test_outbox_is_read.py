"""JTL reads the documents that wait in the folder."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from tests.integration.jtl_sql.jtl_office import NOW, furnished
from tests.unit.adapters.jtl_xml.documents import a_document

from adapters.jtl_sql.connection import open_jtl
from adapters.jtl_sql.erp_orders import JtlOrders
from adapters.jtl_xml.options import CountryForm, DateForm, XmlOptions
from adapters.jtl_xml.outbox import JtlOrderOutbox
from adapters.jtl_xml.renderer import JtlOrderRenderer
from sandbox.jtl.world import JtlArticle
from temu_core.document import DeliveryWay, ExportBatch
from temu_core.order import OrderNumber


def test_every_form_of_a_document_is_booked(tmp_path: Path) -> None:
    """
    A file is read as bytes: umlauts in Latin-1, everything else as references.
    """
    lamp = JtlArticle(number="LAMP", name="Lampe", stock={1: Decimal(9)})
    moment = [NOW]
    world = furnished(tmp_path, lamp, now=lambda: moment[0])
    german = XmlOptions(country_form=CountryForm.GERMAN_NAME, user=None)
    first = a_document("PO-1", name="Lämpchen €", city="Łódź", country="AT")
    second = a_document("PO-2", street="Große Straße 1")
    orders = (
        *JtlOrderRenderer(german).render([first]),
        *JtlOrderRenderer(XmlOptions(date_form=DateForm.ISO)).render([second]),
    )

    outbox = JtlOrderOutbox(directory=tmp_path / "outbox")
    outbox.deliver(ExportBatch(id="b1", way=DeliveryWay.FILE, orders=orders))
    world.work()
    moment[0] += timedelta(hours=1)
    report = world.work()
    world.close()

    numbers = [OrderNumber("PO-1"), OrderNumber("PO-2")]
    database = open_jtl(f"sqlite:///{tmp_path / 'jtl.sqlite'}")
    assert report.booked == 2
    assert set(JtlOrders(database).presence(numbers)) == set(numbers)
    database.engine.dispose()
