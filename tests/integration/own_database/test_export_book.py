"""The contract of ExportBook in our database."""

from tests.contracts.export_book_contract import ExportBookContract


class TestSqlExportBook(ExportBookContract):
    pass
