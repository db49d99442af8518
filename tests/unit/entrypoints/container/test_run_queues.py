"""The settings decide who does runs; nothing is asked of a broker yet."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.entrypoints.container.test_rate_limits import NOWHERE, THREE
from tests.unit.entrypoints.settings.written import loaded

from adapters.in_process.thread_run_queue import ThreadRunQueue
from entrypoints.container.database import upgrade_database
from entrypoints.open_jobs import open_jobs
from entrypoints.open_shop import database_url


def test_without_a_broker_threads_of_this_process_do_runs(tmp_path: Path) -> None:
    settings = loaded(tmp_path, THREE)
    upgrade_database(database_url(settings))

    with open_jobs(settings) as jobs:
        assert isinstance(jobs.workers, ThreadRunQueue)
        assert (jobs.has_broker, jobs.works_here) == (False, True)
        assert jobs.dead_messages.newest() == []


@pytest.mark.parametrize(
    ("more", "worker", "works"),
    [("", False, False), ("work_in_server = true\n", False, True), ("", True, True)],
)
def test_with_a_broker_workers_do_and_servers_only_when_told(
    tmp_path: Path, more: str, worker: bool, works: bool
) -> None:
    settings = loaded(tmp_path, THREE + NOWHERE + more)
    upgrade_database(database_url(settings))

    with open_jobs(settings, worker=worker) as jobs:
        assert type(jobs.workers).__name__ == "DramatiqRunQueue"
        assert (jobs.has_broker, jobs.works_here) == (True, works)


def test_nothing_of_the_queue_is_imported_until_a_broker_is_configured(tmp_path: Path) -> None:
    """
    The packages are an optional extra.
    """
    names = ["dramatiq", "redis", "adapters.dramatiq_queue.run_queue", "entrypoints.cli.main"]
    program = f"""
import json, sys
import entrypoints.cli.main, entrypoints.server
print(json.dumps([name in sys.modules for name in {names}]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert json.loads(done.stdout) == [False, False, False, True]
