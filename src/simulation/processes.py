"""The connector's processes: each run is one of its own, and each may die."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs

from job_core.ports.heartbeat import NoHeartbeat
from job_core.run import RunState
from job_core.use_cases.execute_run import ExecuteRun, Work
from shared_kernel.errors import ConnectorError
from shared_kernel.run_context import RunContext
from simulation.outcomes import ProcessDiedError
from simulation.ports import SHOP
from simulation.promises.promise import BrokenPromiseError
from simulation.switchboard import Switchboard
from simulation.witness import Runner
from simulation.world import World
from temu_core.use_cases.sync_orders import SyncResult

#: What went wrong when no promise has a name for it.
UNFORESEEN = "unforeseen"


@attrs.define
class Processes:
    """
    Does runs one after the other, or one inside a call of another.
    """

    world: World
    board: Switchboard
    execute_run: ExecuteRun
    #: How many there were.
    runs: int = 0

    @property
    def at_work(self) -> int:
        """
        How many processes there are now; all but the last wait inside a call.
        """
        return len(self.board.runners)

    def run(
        self,
        job: str,
        work: Callable[[RunContext], Any],
        *,
        deadline: timedelta,
        incomplete: Callable[[Any], str] | None = None,
        only_some: bool = False,
        only_looks: bool = False,
    ) -> Any:
        """
        Do a run in a process of its own; whatever becomes of it, the day goes on.

        Args:
            only_some: It is told which orders to take, so it knows nothing of the others.
            only_looks: It stores no order.

        Returns:
            What the work came to; None unless it was a full success.
        """
        board = self.board
        runner = Runner(
            job=job, only_some=only_some, only_looks=only_looks, began_with=self.world.tables
        )
        board.runners.append(runner)
        # One thread: whoever sleeps here sleeps with all of its process, its heartbeat included.
        execute = attrs.evolve(
            self.execute_run, new_run_id=self._new_run_id, heartbeat=NoHeartbeat()
        )
        try:
            execution = execute(
                SHOP,
                Work(job=job, run=work, parameters={}, deadline=deadline, incomplete=incomplete),
            )
            if isinstance(execution.result, SyncResult):
                runner.plans = execution.result.plans
            ended = execution.run
            error = f": {ended.error}" if ended.error else ""
            board.tell(f"{job} {ended.id} ends as {ended.state.value}{error}")
            for look in board.watchmen.ended:
                look(runner, ended)
            return execution.result if ended.state is RunState.SUCCESS else None
        except ProcessDiedError:
            board.tell(f"{job} {runner.run_id} is dead")
        except ConnectorError as error:
            board.tell(f"{job} {runner.run_id}: {error.text}")
        except Exception as error:
            # Whatever it is, no fault of ours may lead to it: the day ends with it as its finding.
            raise BrokenPromiseError(UNFORESEEN, f"{type(error).__name__}: {error}") from error
        finally:
            board.runners.pop()
        return None

    def _new_run_id(self) -> str:
        self.runs += 1
        run_id = f"run-{self.runs:03d}"
        self.board.runners[-1].run_id = run_id
        return run_id
