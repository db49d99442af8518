"""I8, before a person agreed: nothing is written outside."""

from collections.abc import Mapping
from typing import Any

from simulation.faults import Call
from simulation.promises.promise import Promise, Scene
from simulation.witness import Runner
from temu_core.erp_shape import ErpColumn


class NothingUnasked(Promise):
    """
    Nothing is written outside before a person approved the shop's first plan, where that is wanted.

    Nor by a run to which the ERP showed itself otherwise than the shop knew it then,
    until a person accepted exactly that.
    """

    name = "I8"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self._approved = not self.policies.first_plan_needs_approval
        #: How a changed ERP looks that waits for a person.
        self._held: frozenset[ErpColumn] | None = None

    def answered(self, call: Call, args: Mapping[str, Any], answer: Any, runner: Runner) -> None:
        if call.port == "plans" and call.method == "approve" and answer:
            self._approved = True
        elif call.port != "shop_register":
            return
        elif call.method == "know_erp" and answer:
            known = self.witness.erp_known
            if known is not None and runner.erp_found != known:
                self.broken("a changed ERP counts as known, and no person accepted it")
            self.witness.erp_known = runner.erp_found
        elif call.method == "hold_erp":
            self._held = runner.erp_found
        elif call.method == "accept_erp" and answer:
            self.witness.counted["changed_erps_accepted"] += 1
            self.witness.erp_known = self._held

    def requested(self, call: Call, args: Mapping[str, Any], runner: Runner) -> None:
        if not self._approved:
            self.broken(f"{call} before a person approved anything")
        if not runner.erp_was_known and runner.erp_found != self.witness.erp_known:
            self.broken(f"{call} while nobody accepted how the ERP changed")
