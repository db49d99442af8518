"""temu-jtl privacy: what is held of buyers, and erasing it."""

from cyclopts import App

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.panels import HOUSE
from entrypoints.cli.person import person_at_terminal
from entrypoints.cli.sentences import words
from entrypoints.wire.privacy import BuyersForgotten, HeldDataView, PrivacyView

app = App(name="privacy", help="See and erase what is held of buyers.", group=HOUSE)

_OF_PROGRAMS = "answered_requests"
_WHY = {
    "open": "somebody still works on it",
    "within_days": "finished, and its days are not over",
    "due": "the next order sync erases it",
}
_WHY_ANSWERED = {
    "within_days": "repeated to a program that asks again; of all shops",
    "due": "the scheduler or db maintain erases it; of all shops",
}


@app.command(name="report")
def report(*, common: Common | None = None) -> int:
    """
    Show what is held of buyers, how much of it, and why.
    """
    common = common or Common()
    with common.opened() as shop:
        found, at = shop.held_personal_data()
        view = PrivacyView.of(found, shop.setup.retention, at)
    if common.json:
        common.output.document(view)
        return ExitCode.OK
    common.output.table(
        "",
        ("what", "how many", "oldest (UTC)", "why"),
        ((words(i.kind), i.count, i.oldest, _why(i)) for i in view.items),
        empty="nothing is held of any buyer",
    )
    common.output.say(
        f"\nkept: answers {view.raw_answers_days} days, finished orders "
        f"{view.finished_orders_days}, plans {view.plans_days} (retention in the settings), "
        f"answers to programs {view.answered_requests_days}"
    )
    return ExitCode.OK


def _why(item: HeldDataView) -> str:
    reasons = _WHY_ANSWERED if item.kind == _OF_PROGRAMS else _WHY
    return reasons[item.why]


@app.command(name="erase")
def erase(*, common: Common | None = None) -> int:
    """
    Erase now what was kept long enough; every order sync does it too.
    """
    common = common or Common()
    with common.opened() as shop:
        orders = shop.forget_buyers(by=person_at_terminal())
    if common.json:
        common.output.document(BuyersForgotten(orders=orders))
    else:
        common.output.say(f"the buyers of {orders} orders were forgotten.")
    return ExitCode.OK
