"""What an earlier version stored is still read."""

from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mssql
from sqlalchemy.schema import CreateIndex, CreateTable
from tests.contracts.books import NOW

from adapters.own_database.order_rest import read_rest
from adapters.own_database.tables.columns import Quantity, UtcDateTime, metadata

#: As written by the first version; never change it, add another.
FIRST_VERSION = """
{"address":{"additional_name":"","city":"Musterstadt","country_name":"Germany",
"first_name":"Erika","full_name":"Erika Beispiel","last_name":"Beispiel",
"mail":"erika@buyer.example","phone":"","post_code":"12345","state":"",
"street_lines":["Musterweg 1","Hof"]},"allowed":["sku_unknown"],
"amounts":{"currency":"EUR","goods_gross":1990,"goods_tax":318,"lines":[{"goods_gross":1990,
"goods_tax":318,"line":"076-1","marketplace_discount":0,"quantity":1,"seller_discount":0,
"shipping_gross":0,"shipping_tax":0}],"marketplace_discount":0,"seller_discount":0,
"shipping_gross":0,"shipping_tax":0},"confirmed":{"076-1":1},
"corrections":{"address.street":"Neue Straße 2"},"labels":["risk_alert"],"payment":"prepaid",
"region_id":76,"shipping_method":{"field":"method","value":"drone"},"status":"unshipped"}
"""


def test_an_order_of_the_first_version_is_read() -> None:
    rest = read_rest(FIRST_VERSION)

    assert rest.address is not None
    assert rest.amounts is not None
    assert rest.address.street_lines == ("Musterweg 1", "Hof")
    assert rest.amounts.lines[0].goods_tax == 318
    assert rest.confirmed_units() == {"076-1": 1}
    assert (rest.reported, rest.shipped_before) == ((), ())


def test_a_time_without_a_zone_is_refused(engine: sa.Engine) -> None:
    with pytest.raises(ValueError, match="no zone"):
        UtcDateTime().process_bind_param(NOW.replace(tzinfo=None), engine.dialect)


@pytest.mark.parametrize("number", ["0", "10", "-3.0625", "0.0000000000001"])
def test_a_quantity_is_exact_and_readable(engine: sa.Engine, number: str) -> None:
    query = sa.select(sa.bindparam("units", Decimal(number), type_=Quantity()))

    with engine.connect() as connection:
        found = connection.execute(query).scalar_one()

    assert found == Decimal(number)
    assert f"{found:f}" == number


def test_every_table_can_be_written_for_sql_server() -> None:
    dialect = mssql.dialect()  # type: ignore[no-untyped-call]  # untyped there

    statements = [
        str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables
    ]
    statements += [
        str(CreateIndex(index).compile(dialect=dialect))
        for table in metadata.sorted_tables
        for index in table.indexes
    ]

    assert not any(" TEXT" in statement or "DATETIME " in statement for statement in statements)
    assert any("DATETIME2(6)" in statement for statement in statements)
