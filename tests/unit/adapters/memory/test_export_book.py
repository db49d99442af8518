"""The export book in memory, held to its contract."""

from tests.contracts.export_book_contract import ExportBookContract


class TestMemoryExportBook(ExportBookContract):
    pass
