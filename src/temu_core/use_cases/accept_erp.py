"""Let a person say that a changed ERP may be worked with."""

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Level, RunContext
from temu_core.alert import AlertKind
from temu_core.ports.alerts import Alerts
from temu_core.ports.shop_register import ShopRegister


@attrs.frozen(kw_only=True)
class AcceptErp:
    """
    Make the ERP as the last run found it the one the shop knows.

    Writes nothing outside; the next sync writes again.
    """

    register: ShopRegister
    alerts: Alerts
    clock: Clock

    def __call__(self, run: RunContext, change: str, *, by: str) -> str:
        """
        Accept exactly what was shown as *change*, and return it.

        Raises:
            RejectedError: ``erp_change_outdated``: nothing waits, or something else does.
        """
        if not self.register.accept_erp(run.fence, change):
            raise RejectedError(
                "no such change of the ERP waits any more; look again, another one may wait",
                code="erp_change_outdated",
                field="change",
            )
        self.alerts.close_all_but(run.fence, AlertKind.ERP_CHANGED, [], by=by, at=self.clock.now())
        run.note(Level.INFO, f"{by} accepted a changed ERP: {change}")
        return change
