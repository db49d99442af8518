"""How the jobs stand: from our database, against a dictionary."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measurement import Measurement, Once
from benchmarks.requests_at_once import CALLERS, time_requests
from benchmarks.two_servers import Comparison, Server, two_servers


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    def work(server: Server) -> float:
        return time_requests(server, size, lambda client: client.get("/api/jobs/status"), 200)

    with two_servers(folder) as (ours, seeds):
        yield Comparison(ours, seeds, work, size)


MEASUREMENTS = (
    Measurement(
        name="job_status",
        what=f"GET /api/jobs/status by {CALLERS} callers, ours and the first documents' way",
        unit="requests",
        sizes=(500,),
        tiny=8,
        prepare=_prepare,
    ),
)
