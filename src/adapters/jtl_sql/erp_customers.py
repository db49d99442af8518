"""JTL's customers."""

from collections.abc import Collection, Mapping

import attrs

from adapters.jtl_sql.connection import JtlDatabase
from adapters.jtl_sql.statements import customers
from temu_core.ports.erp_customers import ErpCustomers


@attrs.frozen
class JtlCustomers(ErpCustomers):
    """
    ``Kunde.lvKunde`` by mail address, in which letter case does not count.
    """

    database: JtlDatabase

    def numbers_by_mail(self, mails: Collection[str]) -> Mapping[str, str]:
        """
        Return the number of the newest customer with each address; an empty address has none.
        """
        given = {mail: mail.strip() for mail in mails if mail.strip()}
        rows = self.database.rows_for_texts(given.values(), customers)
        numbers = {row.asked: row.cKundenNr for row in rows}
        return {mail: numbers[text] for mail, text in given.items() if text in numbers}
