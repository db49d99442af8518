"""The ERP's customers, in memory."""

from collections.abc import Collection, Mapping

import attrs

from adapters.memory.erp import MemoryErp
from temu_core.ports.erp_customers import ErpCustomers


@attrs.frozen
class MemoryErpCustomers(ErpCustomers):
    """
    Looks for customers in a memory ERP; letter case does not count.
    """

    erp: MemoryErp

    def numbers_by_mail(self, mails: Collection[str]) -> Mapping[str, str]:
        self.erp.demand_up()
        with self.erp.lock:
            newest = {mail.casefold(): number for mail, number in self.erp.customers}
        return {mail: newest[mail.casefold()] for mail in mails if mail.casefold() in newest}
