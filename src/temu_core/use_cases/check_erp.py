"""Make sure that the ERP is made as we know it before anything is asked of it."""

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Level, RunContext
from temu_core.alert import Alert, AlertKind
from temu_core.erp_shape import ErpColumn
from temu_core.order import ShopId
from temu_core.ports.alerts import Alerts
from temu_core.ports.erp_schema import ErpSchema
from temu_core.ports.shop_register import ShopRegister
from temu_core.rules.erp_changes import (
    columns_to_know,
    erp_changes,
    in_one_sentence,
    missing_columns,
    not_ours,
)


@attrs.frozen(kw_only=True)
class CheckErp:
    """
    Compare the ERP's tables with those the shop worked with so far.

    The first look is remembered.  A change of what we read makes the shop's
    outside writes wait until a person accepted it; reading goes on.  Writes
    nothing outside; safe at any time.
    """

    schema: ErpSchema
    register: ShopRegister
    alerts: Alerts
    clock: Clock

    def __call__(self, run: RunContext) -> None:
        """
        Raise when something we need is missing; remember what is new.

        Raises:
            RejectedError: ``erp_columns_missing``: this version of the ERP is not ours.
            UnavailableError: The ERP did not answer.
        """
        # First what we know, then the ERP: who looked later has the last word.
        shop = ShopId(run.fence.shop)
        known = self.register.erp_columns(shop)
        waits = self.register.switches(shop).erp_change
        shape = self.schema.shape()
        if missing := missing_columns(shape):
            raise RejectedError(
                not_ours(missing),
                code="erp_columns_missing",
                field="erp",
            )
        columns = columns_to_know(known, shape)
        if changes := erp_changes(known, shape):
            self._hold(run, columns, in_one_sentence(changes))
        elif columns != known or waits:
            by, now = f"run:{run.run_id}", self.clock.now()
            self.alerts.close_all_but(run.fence, AlertKind.ERP_CHANGED, [], by=by, at=now)
            taken = self.register.know_erp(run.fence, columns, known=known, change=waits)
            later = "" if taken else self.register.switches(shop).erp_change
            if later:
                # Another run asked after us; its warning is not ours to close.
                self._warn(run, later)

    def _hold(self, run: RunContext, columns: frozenset[ErpColumn], change: str) -> None:
        self.register.hold_erp(run.fence, columns, change)
        self._warn(run, change)

    def _warn(self, run: RunContext, change: str) -> None:
        text = (
            f"the ERP is not made as it was: {change}; nothing is written outside until "
            "a person looked and accepted it"
        )
        run.note(Level.WARNING, text)
        self.alerts.raise_all(
            run.fence,
            [
                Alert(
                    kind=AlertKind.ERP_CHANGED,
                    subject=run.fence.shop,
                    text=text,
                    raised_at=self.clock.now(),
                )
            ],
        )
