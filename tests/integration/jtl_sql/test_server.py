"""What JTL's SQL Server is asked before it is used, and how that decides what follows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.jtl_sql.jtl_office import JtlOffice, sql_server_jtl
from tests.integration.sql_server.stand_in import StandIn

from adapters.jtl_sql.erp_customers import JtlCustomers
from adapters.jtl_sql.erp_stock import JtlStock
from shared_kernel.errors import UnavailableError
from shared_kernel.sku import Sku


@pytest.fixture
def server(tmp_path: Path) -> Iterator[JtlOffice]:
    """
    A JTL-Wawi on a SQL Server.
    """
    office = JtlOffice(tmp_path, on_sql_server=True)
    yield office
    office.engine.dispose()


def _sent(driver: StandIn, words: str) -> dict[str, int]:
    return {sql: most for sql, most in driver.statements.items() if words in sql}


def test_a_list_is_one_parameter(server: JtlOffice) -> None:
    server.add_article("LAMP", sellable=4)
    skus = [Sku("LAMP"), *(Sku(f"SKU-{n}") for n in range(2_500))]

    known = JtlStock(database=server.database).known(skus)

    assert set(known) == {Sku("LAMP")}
    assert list(_sent(server.driver, "OPENJSON(?)").values()) == [1]


def test_a_server_without_openjson_gets_chunks_of_a_thousand(server: JtlOffice) -> None:
    server.driver.has_open_json = False
    server.add_article("LAMP", sellable=4)
    skus = [Sku("LAMP"), *(Sku(f"SKU-{n:04}") for n in range(2_499))]

    known = JtlStock(database=server.database).known(skus)

    assert set(known) == {Sku("LAMP")}
    assert not _sent(server.driver, "OPENJSON(?)")
    assert sorted(_sent(server.driver, "VALUES").values()) == [500, 1000]


def test_it_is_asked_once(server: JtlOffice) -> None:
    asked = {id(server.database.server()) for _ in range(3)}

    assert len(asked) == 1


def test_a_database_that_is_not_there_is_named(server: JtlOffice) -> None:
    server.driver.answers["DATABASEPROPERTYEX"] = None

    with pytest.raises(UnavailableError, match="eazybusiness is not there, or we may not see it"):
        JtlStock(database=server.database).known([Sku("LAMP")])


def test_what_a_server_answers_is_never_put_into_a_statement_unseen(server: JtlOffice) -> None:
    server.driver.answers["DATABASEPROPERTYEX"] = "x; DROP TABLE dbo.tArtikel"

    with pytest.raises(UnavailableError, match="a collation without a name"):
        JtlStock(database=server.database).known([Sku("LAMP")])


def test_jtls_collation_is_named_in_every_comparison(server: JtlOffice) -> None:
    JtlStock(database=server.database).known([Sku("LAMP")])

    (sql,) = _sent(server.driver, "OPENJSON(?)")
    assert "COLLATE Latin1_General_CI_AS AS value" in sql


def test_each_spelling_of_a_mail_address_has_its_answer(server: JtlOffice) -> None:
    """
    The server takes both for one; who asked for two gets two answers.
    """
    number = server.add_customer("erika@buyer.example")

    found = JtlCustomers(server.database).numbers_by_mail(
        ["erika@buyer.example", "Erika@Buyer.example"]
    )

    assert found == {"erika@buyer.example": number, "Erika@Buyer.example": number}


def test_an_empty_list_asks_nothing(tmp_path: Path) -> None:
    driver = StandIn(tmp_path / "nowhere.sqlite")

    assert JtlStock(database=sql_server_jtl(driver)).known([]) == {}
    assert driver.statements == {}
