"""GET /api/orders/{number}/raw."""

from typing import Annotated

from litestar.params import QueryParameter

from entrypoints.kept_answers import kept_answers
from entrypoints.open_shop import OpenShop
from entrypoints.rest.caller import OPERATORS, Caller
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import TextPath
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import reading
from entrypoints.wire.raw_answers import RawAnswerList
from shared_kernel.run_context import Level, RunContext
from temu_core.order import OrderNumber

Reveal = Annotated[
    bool, QueryParameter(description="Show the buyer's data too; who asked is recorded.")
]


@reading("/api/orders/{number:str}/raw", allowed=OPERATORS)
def raw_answers(
    number: TextPath,
    opened: Given[OpenShop],
    caller: Given[Caller],
    reveal: Reveal = False,
) -> RawAnswerList:
    """
    Show what the marketplace answered about an order; personal data are masked unless revealed.
    """
    wanted = OrderNumber(number)
    if not reveal:
        return RawAnswerList(items=kept_answers(opened, wanted, personal_data=False))

    def revealed(run: RunContext) -> RawAnswerList:
        found = kept_answers(opened, wanted, personal_data=True)
        run.note(Level.INFO, f"answers about an order shown to {caller.by}", order=wanted)
        return RawAnswerList(items=found)

    return PersonDesk(opened, caller).do(revealed, what="answers revealed", order=wanted)


ROUTES = (raw_answers,)
