"""I8: one run of a job at a time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs

from adapters.memory.tables import Tables
from shared_kernel.run_context import Fence
from simulation.faults import Call
from simulation.ports import SHOP
from simulation.promises.promise import Promise
from simulation.witness import Grant, Runner


class OneRunnerPerJob(Promise):
    """
    At most one run of a job holds a valid lease, and only it writes.

    Before an outside write its intent is stored, and the lease outlives the
    call.  Nothing is sent once the time for its answer is over.  At rest no
    outside write is without a known outcome.
    """

    name = "I8"

    def answered(self, call: Call, args: Mapping[str, Any], answer: Any, runner: Runner) -> None:
        if call.port == "leases":
            self._lease(call, args, answer, runner)
        elif call.writes and isinstance(fence := args.get("fence"), Fence):
            grant = self.witness.grants.get(fence.job)
            if grant is None or grant.number != fence.number or grant.released:
                self.broken(f"a run without its lease stored something: {call}")

    def requested(self, call: Call, args: Mapping[str, Any], runner: Runner) -> None:
        now = self.world.machine.now()
        until = {
            write.intent.subject: write.intent.answer_by
            for write in self.world.tables.writes.values()
            if write.intent.run_id == runner.run_id and write.outcome is None
        }
        for subject in _subjects(call, args):
            answer_by = until.get(subject)
            if answer_by is None:
                self.broken(f"{subject} was written outside without a stored intent")
            if now > answer_by:
                self.broken(
                    f"{subject} was written outside at {now:%H:%M:%S}, after the time for its "
                    f"answer was over at {answer_by:%H:%M:%S}"
                )
            lease = self.world.tables.leases.get((SHOP, runner.job))
            if lease is None or lease.until < answer_by:
                self.broken(f"the lease does not outlive the call about {subject}")

    def stored(self, before: Tables, after: Tables, runner: Runner) -> None:
        if before.leases is after.leases or runner.fence is None:
            return
        grant = self.witness.grants.get(runner.job)
        row = after.leases.get((SHOP, runner.job))
        if grant is not None and row is not None and row.number == grant.number:
            self.witness.grants[runner.job] = attrs.evolve(grant, until=row.until)

    def settled(self) -> None:
        left = self.world.books.outside_writes.open(SHOP)
        if left:
            self.broken(f"nobody knows what became of {left[0].intent.subject}")

    def _lease(self, call: Call, args: Mapping[str, Any], answer: Any, runner: Runner) -> None:
        if call.method == "acquire" and isinstance(answer, Fence):
            # A lease is asked for by the time that was read before the call.
            self._acquired(answer, runner.asked_at)
            runner.fence = answer
            until = runner.asked_at + args["span"]
            self.witness.grants[answer.job] = Grant(number=answer.number, until=until)
        elif call.method == "release":
            grant = self.witness.grants.get(args["fence"].job)
            if grant is not None and grant.number == args["fence"].number:
                self.witness.grants[args["fence"].job] = attrs.evolve(grant, released=True)
        elif call.method == "renew" and answer:
            grant = self.witness.grants.get(args["fence"].job)
            if grant is None or grant.number != args["fence"].number:
                self.broken("a lease was renewed that somebody else had taken over")

    def _acquired(self, fence: Fence, now: datetime) -> None:
        grant = self.witness.grants.get(fence.job)
        if grant is None or grant.released:
            return
        if grant.until > now:
            self.broken(f"two runs of {fence.job} hold a lease at the same time")
        if grant.number >= fence.number:
            self.broken(f"the lease on {fence.job} was taken over under the same number")


def _subjects(call: Call, args: Mapping[str, Any]) -> list[str]:
    """
    Return whom an outside write concerns, in the words of its intent.
    """
    if call.method == "deliver":
        return [order.number for order in args["batch"].orders]
    if call.method == "confirm":
        return [", ".join(sorted(one.packages)) for one in args["confirmations"]]
    return [f"goods {one.goods_id}" for one in args["calls"]]
