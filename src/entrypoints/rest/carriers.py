"""GET and POST /api/carriers."""

from litestar.params import JSONBody

from entrypoints.carrier_page import carrier_views
from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import changing, reading
from entrypoints.wire.answers import MendedView
from entrypoints.wire.lists import CarrierPage, KnownCarrier
from entrypoints.wire.requests import CarrierRequest
from shared_kernel.errors import ConnectorError
from temu_core.package import CarrierId


@reading("/api/carriers")
def list_carriers(opened: Given[OpenShop]) -> CarrierPage:
    """
    List the carrier map and the marketplace's carriers.
    """
    known, problem = _known(opened)
    return CarrierPage(mapped=carrier_views(opened), known=known, problem=problem)


@changing("/api/carriers")
def map_carrier(data: JSONBody[CarrierRequest], person: Given[PersonDesk]) -> MendedView:
    """
    Say which carrier a shipping method is; orders held for it go on.
    """
    mended = person.do(
        lambda run: person.shop.use_cases.map_carrier()(
            run, data.shipping_method, CarrierId(data.carrier), person=person.caller.by
        ),
        shipping_method=data.shipping_method,
        carrier=data.carrier,
    )
    return MendedView.of(mended)


def _known(opened: OpenShop) -> tuple[list[KnownCarrier], str]:
    try:
        carriers = opened.adapters.shipment_desk().carriers()
    except ConnectorError as error:
        # Our own map can be shown all the same.
        return [], error.text
    known = [KnownCarrier(id=carrier.id, name=carrier.name) for carrier in carriers]
    return sorted(known, key=lambda carrier: carrier.name.casefold()), ""


ROUTES = (list_carriers, map_carrier)
