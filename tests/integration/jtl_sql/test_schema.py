"""Of what JTL's tables are made."""

from pathlib import Path

import pytest
from tests.contracts.erp_schema_contract import ErpSchemaContract
from tests.integration.jtl_sql.jtl_office import JtlOffice

from adapters.jtl_sql.connection import open_jtl
from adapters.jtl_sql.erp_schema import JtlSchema
from shared_kernel.errors import UnavailableError
from temu_core.rules.erp_changes import erp_changes, missing_columns


class TestJtlSchema(ErpSchemaContract):
    @pytest.fixture
    def world(self, office: JtlOffice) -> JtlOffice:
        return office

    @pytest.fixture
    def schema(self, office: JtlOffice) -> JtlSchema:
        return _schema(office)

    def test_a_column_that_is_gone_is_missed(self, office: JtlOffice, schema: JtlSchema) -> None:
        office.run("DROP VIEW vLagerbestandProLager")
        office.run("ALTER TABLE tArtikel RENAME COLUMN nPuffer TO nPufferNeu")

        assert missing_columns(schema.shape()) == (
            "dbo.tArtikel.nPuffer",
            "dbo.vLagerbestandProLager",
        )

    def test_a_new_column_of_the_inbox_is_a_change(
        self, office: JtlOffice, schema: JtlSchema
    ) -> None:
        before = schema.shape().found
        office.run("ALTER TABLE tXMLBestellImport ADD COLUMN kFirma INT")

        changes = erp_changes(before, schema.shape())

        assert changes == ("dbo.tXMLBestellImport has a new column kFirma",)

    def test_a_new_column_elsewhere_is_none(self, office: JtlOffice, schema: JtlSchema) -> None:
        before = schema.shape()
        office.run("ALTER TABLE tArtikel ADD COLUMN cNeu TEXT")

        assert schema.shape() == before

    def test_what_a_shop_does_not_use_may_be_missing(self, office: JtlOffice) -> None:
        """
        Nobody must open the inbox to a login that never looks into it.
        """
        for statement in (
            "DROP VIEW lvKunde",
            "DROP VIEW vLagerbestandProLager",
            "ALTER TABLE tXMLBestellImport RENAME TO tXMLAnders",
        ):
            office.run(statement)

        assert missing_columns(_schema(office, used=False).shape()) == ()
        assert missing_columns(_schema(office).shape()) == (
            "Kunde.lvKunde",
            "dbo.tXMLBestellImport",
            "dbo.vLagerbestandProLager",
        )

    def test_a_database_without_any_of_its_tables_is_not_there(self, tmp_path: Path) -> None:
        """
        It is being moved or restored, or the settings name another one: no unknown version.
        """
        nothing = JtlSchema(
            database=open_jtl(f"sqlite:///{tmp_path / 'empty.sqlite'}"),
            inbox=True,
            warehouses=True,
            customers=True,
        )

        with pytest.raises(UnavailableError, match="JTL-Wawi"):
            nothing.shape()


def _schema(office: JtlOffice, *, used: bool = True) -> JtlSchema:
    return JtlSchema(database=office.database, inbox=used, warehouses=used, customers=used)
