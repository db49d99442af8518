"""temu-jtl stop, resume: the switches of a shop."""

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.person import person_at_terminal, person_name
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
