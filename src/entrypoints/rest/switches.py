"""GET /api/shops; POST /api/shops/{shop}/stop, /resume, /accept-erp."""

from litestar.params import JSONBody

from entrypoints.rest.caller import Caller
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import TextPath
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import changing, reading
from entrypoints.rest.services import Services
from entrypoints.wire.answers import WritingView
from entrypoints.wire.overview import ShopList, ShopView
from entrypoints.wire.requests import AcceptErpRequest
from shared_kernel.run_context import RunContext


@reading("/api/shops")
def list_shops(services: Given[Services]) -> ShopList:
    """
    List the shops of this server by name, and whether each is written to outside.
    """
    opened = services.shops.opened
    return ShopList(items=[ShopView.of(opened[name]) for name in sorted(opened)])


@changing("/api/shops/{name:str}/stop")
def stop_shop(name: TextPath, services: Given[Services], caller: Given[Caller]) -> WritingView:
    """
    Stop all outside writes of a shop; reading goes on.
    """
    person = PersonDesk(services.shops.named(name), caller)
    person.do(lambda run: _switch(run, person, stopped=True), what="stop")
    return WritingView(shop=name, writing="stopped")


@changing("/api/shops/{name:str}/resume")
def resume_shop(name: TextPath, services: Given[Services], caller: Given[Caller]) -> WritingView:
    """
    Allow outside writes of a shop again.
    """
    person = PersonDesk(services.shops.named(name), caller)
    person.do(lambda run: _switch(run, person, stopped=False), what="resume")
    return WritingView(shop=name, writing="on")


@changing("/api/shops/{name:str}/accept-erp")
def accept_erp(
    name: TextPath,
    data: JSONBody[AcceptErpRequest],
    services: Given[Services],
    caller: Given[Caller],
) -> ShopView:
    """
    Accept how the ERP changed; refused when it changed again since it was shown.
    """
    person = PersonDesk(services.shops.named(name), caller)
    accept = person.shop.use_cases.accept_erp()
    person.do(lambda run: accept(run, data.change, by=caller.by), what="accept-erp")
    return ShopView.of(person.shop)


def _switch(run: RunContext, person: PersonDesk, *, stopped: bool) -> bool:
    adapters = person.shop.adapters
    register = adapters.shop_register()
    switch = register.stop if stopped else register.resume
    switch(run.fence, by=person.caller.by, at=adapters.clock().now())
    return True


ROUTES = (list_shops, stop_shop, resume_shop, accept_erp)
