"""POST /api/orders/remedies."""

from litestar.params import JSONBody

from entrypoints.rest.given import Given
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import changing
from entrypoints.wire.answers import MendedView
from entrypoints.wire.requests import RemedyRequest
from shared_kernel.run_context import RunContext
from temu_core.order import OrderNumber
from temu_core.rules.remedies import Correction
from temu_core.use_cases.mend_orders import Mended


@changing("/api/orders/remedies")
def mend_orders(data: JSONBody[RemedyRequest], person: Given[PersonDesk]) -> MendedView:
    """
    Apply one remedy to held orders; says of each number what became of it.
    """
    mended = person.do(
        lambda run: _mended(run, person, data), remedy=data.remedy.value, orders=len(data.numbers)
    )
    return MendedView.of(mended)


def _mended(run: RunContext, person: PersonDesk, wanted: RemedyRequest) -> Mended:
    given = wanted.correction
    numbers = list(dict.fromkeys(OrderNumber(number) for number in wanted.numbers))
    mended: Mended = person.shop.use_cases.mend_orders()(
        run,
        numbers,
        wanted.remedy,
        person=person.caller.by,
        correction=Correction(field=given.field, value=given.value) if given else None,
    )
    return mended


ROUTES = (mend_orders,)
