"""temu-jtl stop, resume, accept-erp: what a person decides about writing outside."""

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.person import person_at_terminal, person_name
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import RunContext


def stop(*, common: Common | None = None) -> int:
    """
    Stop all outside writes of a shop; reading goes on.
    """
    common = common or Common()
    with common.opened() as shop:

        def switch(run: RunContext) -> bool:
            at = shop.adapters.clock().now()
            shop.adapters.shop_register().stop(run.fence, by=person_name(), at=at)
            return True

        shop.by_person(switch, by=person_at_terminal(), what="stop")
    common.output.say(
        f"{shop.shop} is stopped: nothing is written outside until temu-jtl resume{common.again}"
    )
    return ExitCode.OK


def resume(*, common: Common | None = None) -> int:
    """
    Allow outside writes of a shop again.
    """
    common = common or Common()
    with common.opened() as shop:

        def switch(run: RunContext) -> bool:
            at = shop.adapters.clock().now()
            shop.adapters.shop_register().resume(run.fence, by=person_name(), at=at)
            return True

        shop.by_person(switch, by=person_at_terminal(), what="resume")
    common.output.say(f"{shop.shop} writes outside again.")
    return ExitCode.OK


def accept_erp(*, common: Common | None = None) -> int:
    """
    Accept how JTL-Wawi changed since the shop worked with it; it writes outside again.

    Look first whether orders and stock are right: temu-jtl sync orders --dry-run.
    """
    common = common or Common()
    with common.opened() as shop:
        change = shop.adapters.shop_register().switches(shop.shop).erp_change
        if not change:
            raise RejectedError("JTL-Wawi has not changed; nothing waits", code="nothing_waits")
        accept = shop.use_cases.accept_erp()
        shop.by_person(
            lambda run: accept(run, change, by=person_name()),
            by=person_at_terminal(),
            what="accept-erp",
        )
    common.output.say(f"accepted: {change}. The next sync of {shop.shop} writes outside again.")
    return ExitCode.OK
