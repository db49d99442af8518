"""POST /api/orders/remedies."""

from litestar.params import JSONBody

from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import changing
from entrypoints.wire.answers import MendedView
from entrypoints.wire.requests import RemedyRequest
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import RunContext
from temu_core.ledger import LedgerState, Remedy
from temu_core.order import OrderNumber
from temu_core.rules.remedies import Correction
from temu_core.use_cases.mend_orders import Mended

#: As many as a request may name.
_MOST = 1000


@changing("/api/orders/remedies")
def mend_orders(data: JSONBody[RemedyRequest], person: Given[PersonDesk]) -> MendedView:
    """
    Apply one remedy to held orders; says of each number what became of it.
    """
    numbers = _numbers(person.shop, data)
    mended = person.do(
        lambda run: _mended(run, person, data, numbers),
        remedy=data.remedy.value,
        orders=len(numbers),
    )
    return MendedView.of(mended)


def _numbers(opened: OpenShop, wanted: RemedyRequest) -> list[OrderNumber]:
    if bool(wanted.numbers) == (wanted.reason is not None):
        raise RejectedError("name either orders or a reason", code="invalid", field="numbers")
    if wanted.reason is None:
        return list(dict.fromkeys(OrderNumber(number) for number in wanted.numbers))
    if wanted.remedy is not Remedy.TRY_AGAIN:
        raise RejectedError(
            "all orders of a reason can only be tried again", code="invalid", field="reason"
        )
    held = opened.adapters.order_book().search(
        opened.shop, states=[LedgerState.HELD], reasons=[wanted.reason], limit=_MOST
    )
    return [record.number for record in held]


def _mended(
    run: RunContext, person: PersonDesk, wanted: RemedyRequest, numbers: list[OrderNumber]
) -> Mended:
    mended: Mended = person.shop.use_cases.mend_orders()(
        run,
        numbers,
        wanted.remedy,
        person=person.caller.by,
        corrections=[Correction(field=c.field, value=c.value) for c in wanted.corrections],
    )
    return mended


ROUTES = (mend_orders,)
