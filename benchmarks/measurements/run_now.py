"""Taking a wish for a run: ours is in the database before the answer, against a list."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.measurement import Measurement, Once, WrongResultError
from benchmarks.requests_at_once import CALLERS, time_requests
from benchmarks.two_servers import Comparison, Server, two_servers

#: Both servers know this job.
_PATH = "/api/jobs/temu_orders_sync/run-now"


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    with two_servers(folder) as (ours, seeds):

        def work(server: Server) -> float:
            return _ask_for_runs(server, size, ours=server is ours)

        yield Comparison(ours, seeds, work, size)


def _ask_for_runs(server: Server, size: int, *, ours: bool) -> float:
    body = {"queue_behind": True} if ours else None
    runs: list[str] = []

    def ask(client: httpx.Client) -> httpx.Response:
        answer = client.post(_PATH, json=body)
        runs.append(str(answer.json()["run_id"]))
        return answer

    seconds = time_requests(server, size, ask, 202 if ours else 200)
    if len(set(runs)) != size:
        raise WrongResultError(f"{len(set(runs))} runs for {size} answers")
    if ours:
        _check_that_it_waits(server, runs[-1])
    return seconds


def _check_that_it_waits(server: Server, run: str) -> None:
    url = f"http://127.0.0.1:{server.port}/api/runs/{run}"
    state = httpx.get(url, headers=server.headers, timeout=60, trust_env=False).text
    if '"queued"' not in state:
        raise WrongResultError(f"the run is not queued: {state}")


MEASUREMENTS = (
    Measurement(
        name="run_now",
        what=f"POST run-now by {CALLERS} callers, runs accepted only, both ways",
        unit="answers",
        sizes=(200,),
        tiny=8,
        prepare=_prepare,
    ),
)
