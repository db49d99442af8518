"""POST /api/orders/{number}/confirm."""

from litestar.params import JSONBody

from entrypoints.known_order import known_order
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import TextPath
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import changing
from entrypoints.wire.answers import MendedView
from entrypoints.wire.requests import ConfirmRequest
from temu_core.order import OrderNumber


@changing("/api/orders/{number:str}/confirm")
def confirm_order(
    number: TextPath, data: JSONBody[ConfirmRequest], person: Given[PersonDesk]
) -> MendedView:
    """
    Ship although a request of the buyer is pending, which refuses it; the next sync confirms.
    """
    known_order(person.shop, number)
    mended = person.do(
        lambda run: person.shop.use_cases.accept_requests()(
            run, OrderNumber(number), data.refused(), person=person.caller.by
        ),
        order=number,
        deny=" ".join(sorted(data.deny)),
    )
    return MendedView.of(mended)


ROUTES = (confirm_order,)
