"""POST /api/orders/csv."""

from litestar.concurrency import sync_to_thread
from litestar.params import FromQuery
from litestar.status_codes import HTTP_202_ACCEPTED

from entrypoints.jobs import ORDERS_JOB
from entrypoints.open_shop import OpenShop
from entrypoints.rest.caller import Caller
from entrypoints.rest.front_door import MOST_FILE_BYTES, ORDER_FILES_PATH
from entrypoints.rest.given import Given
from entrypoints.rest.routes import changing
from entrypoints.rest.run_now import Wait, awaited
from entrypoints.rest.services import Services
from entrypoints.rest.strict_request import StrictRequest
from entrypoints.wire.runs import RunView
from job_core.run import Run


@changing(
    ORDER_FILES_PATH,
    status=HTTP_202_ACCEPTED,
    # The same file twice changes nothing, and the key's store is no place for addresses.
    idempotent=False,
    request_max_body_size=MOST_FILE_BYTES,
)
async def take_order_file(
    request: StrictRequest,
    services: Given[Services],
    opened: Given[OpenShop],
    caller: Given[Caller],
    wait: Wait = 0,
    dry_run: FromQuery[bool] = False,
) -> RunView:
    """
    Take the orders of a file that was exported in the Seller Center; the body is the file.

    It is kept for its owner only until the run has read it.
    """
    name = await _received(request, opened)
    run = await sync_to_thread(_requested, services, opened, caller, name, dry_run=dry_run)
    return RunView.of(await awaited(services.jobs, run, wait, services.stopping))


async def _received(request: StrictRequest, opened: OpenShop) -> str:
    with opened.adapters.order_files().receiving() as receipt:
        async for part in request.stream():
            await sync_to_thread(receipt.add, part)
    return str(receipt.name)


def _requested(
    services: Services, opened: OpenShop, caller: Caller, name: str, *, dry_run: bool
) -> Run:
    return services.jobs.request_run(
        opened.shop,
        ORDERS_JOB,
        {"csv": name, "dry_run": dry_run},
        by=caller.by,
        queue_behind=True,
    )


ROUTES = (take_order_file,)
