"""Our orders and customers in JTL's database."""

import pytest
import sqlalchemy as sa
from tests.contracts.erp_customers_contract import ErpCustomersContract
from tests.contracts.erp_orders_contract import ErpOrdersContract
from tests.integration.jtl_sql.jtl_office import JtlOffice

from adapters.jtl_sql.connection import JtlDatabase
from adapters.jtl_sql.erp_customers import JtlCustomers
from adapters.jtl_sql.erp_orders import JtlOrders
from shared_kernel.errors import UnavailableError
from temu_core.order import OrderNumber

FIRST = OrderNumber("PO-1")


class TestJtlOrders(ErpOrdersContract):
    @pytest.fixture
    def world(self, office: JtlOffice) -> JtlOffice:
        return office

    @pytest.fixture
    def orders(self, office: JtlOffice) -> JtlOrders:
        return JtlOrders(office.database)

    def test_an_offer_is_no_order(self, office: JtlOffice, orders: JtlOrders) -> None:
        """
        JTL keeps offers and transfers in the same table under other types.
        """
        office.book_order(FIRST, kind=0)

        assert orders.presence([FIRST]) == {}

    def test_more_numbers_than_one_statement_carries(
        self, office: JtlOffice, orders: JtlOrders
    ) -> None:
        office.book_order(FIRST)
        office.book_order(OrderNumber("ZZ-1"))
        many = [OrderNumber(f"Q-{n}") for n in range(12_000)]

        assert set(orders.presence([FIRST, *many, OrderNumber("ZZ-1")])) == {FIRST, "ZZ-1"}

    def test_a_missing_right_is_an_outage(self, office: JtlOffice, orders: JtlOrders) -> None:
        """
        Whatever keeps us from reading: no answer must never look like an empty one.
        """
        office.run("DROP VIEW lvLieferschein")
        office.run("ALTER TABLE tAuftrag RENAME TO tAuftragAlt")

        with pytest.raises(UnavailableError, match="tAuftrag"):
            orders.presence([FIRST])


class TestJtlCustomers(ErpCustomersContract):
    @pytest.fixture
    def world(self, office: JtlOffice) -> JtlOffice:
        return office

    @pytest.fixture
    def customers(self, office: JtlOffice) -> JtlCustomers:
        return JtlCustomers(office.database)

    def test_a_customer_without_a_number_does_not_count(
        self, office: JtlOffice, customers: JtlCustomers
    ) -> None:
        number = office.add_customer("mara@mail.example")
        office.add_customer("mara@mail.example")
        office.run("UPDATE tkunde SET cKundenNr = '' WHERE cKundenNr <> ?", number)

        assert customers.numbers_by_mail(["mara@mail.example"]) == {"mara@mail.example": number}

    def test_an_empty_mail_finds_nobody(self, office: JtlOffice, customers: JtlCustomers) -> None:
        office.add_customer("")

        assert customers.numbers_by_mail(["", " "]) == {}


def test_a_catalog_name_cannot_break_out() -> None:
    engine = sa.create_engine("sqlite://")

    with pytest.raises(ValueError, match="catalog"):
        JtlDatabase(engine, "x].[dbo].[y")
