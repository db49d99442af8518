"""GET /api/logs."""

from typing import Annotated

from litestar.params import QueryParameter

from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import Limit
from entrypoints.rest.routes import reading
from entrypoints.rest.runs import JobFilter
from entrypoints.rest.services import JobDesk
from entrypoints.wire.logs import LogLineView, LogPage
from job_core.ports.run_log import LogFilter
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Level

_MOST = 2**53 - 1

Position = Annotated[int | None, QueryParameter(ge=0, le=_MOST)]
RunFilter = Annotated[str, QueryParameter(name="run_id", max_length=64)]
LevelFilter = Annotated[list[Level] | None, QueryParameter(max_items=4)]
TextFilter = Annotated[
    str, QueryParameter(name="text", max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")
]


@reading("/api/logs")
def list_logs(
    opened: Given[OpenShop],
    jobs: Given[JobDesk],
    after: Position = None,
    before: Position = None,
    job: JobFilter = "",
    run_id: RunFilter = "",
    level: LevelFilter = None,
    text: TextFilter = "",
    limit: Limit = 100,
) -> LogPage:
    """
    List log lines: after a position, before one, or the last ones.
    """
    if after is not None and before is not None:
        raise RejectedError("give after or before, not both", code="invalid", field="before")
    wanted = LogFilter(
        shop=opened.shop, job=job, run_id=run_id, levels=frozenset(level or ()), text=text
    )
    return _page(jobs, wanted, after, before, limit)


def _page(
    jobs: JobDesk, wanted: LogFilter, after: int | None, before: int | None, limit: int
) -> LogPage:
    log = jobs.run_log
    if after is not None:
        found, end = log.after(after, wanted, limit=limit), after
    else:
        # Asked first: a line stored meanwhile comes with the next "after".
        end = log.last_position() if before is None else max(0, before - 1)
        found = log.before(end, wanted, limit=limit)
    return LogPage(
        items=[LogLineView.of(line) for line in found],
        after=found[-1].position if found else end,
        before=found[0].position if found else end,
    )


ROUTES = (list_logs,)
