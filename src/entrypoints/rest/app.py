"""The application: routes, doors and errors put together."""

from collections.abc import Sequence
from importlib.metadata import version

from litestar import Litestar
from litestar.config.cors import CORSConfig
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from entrypoints.open_shop import OpenShop
from entrypoints.rest import (
    alerts,
    carriers,
    connection_tests,
    health,
    held,
    jobs,
    logs,
    metrics,
    order_files,
    orders,
    overview,
    pending_requests,
    plans,
    privacy,
    queue,
    raw_answers,
    reconciliation,
    remedies,
    run_now,
    runs,
    schedules,
    session,
    shown_settings,
    skus,
    stock,
    switches,
    tokens,
)
from entrypoints.rest.authentication import Authentication, Doorman
from entrypoints.rest.caller import Caller, provide_caller
from entrypoints.rest.client_address import ClientAddress
from entrypoints.rest.errors import EXCEPTION_HANDLERS
from entrypoints.rest.failed_logins import FailedLogins
from entrypoints.rest.front_door import MOST_BODY_BYTES, FrontDoor
from entrypoints.rest.given import Given
from entrypoints.rest.idempotency import Idempotency
from entrypoints.rest.known_parameters import KnownParameters
from entrypoints.rest.one_path import OnePathRouter
from entrypoints.rest.openapi import openapi_config
from entrypoints.rest.parameters import ShopQuery
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.services import Services
from entrypoints.rest.sites import Sites
from entrypoints.rest.strict_request import StrictRequest

_RESOURCES = (
    alerts,
    carriers,
    connection_tests,
    health,
    held,
    jobs,
    logs,
    metrics,
    order_files,
    orders,
    overview,
    pending_requests,
    plans,
    privacy,
    queue,
    raw_answers,
    reconciliation,
    remedies,
    run_now,
    runs,
    schedules,
    session,
    shown_settings,
    skus,
    stock,
    switches,
    tokens,
)


def doorman_of(services: Services) -> Doorman:
    """
    Return who knows the callers of *services*.
    """
    return Doorman(
        authenticate=services.access.authenticate,
        failed_logins=FailedLogins(clock=services.clock),
        client_address=ClientAddress(services.server.trusted_proxies),
        https=Sites.of(services.server).https,
    )


def create_app(
    services: Services,
    routes: Sequence[ControllerRouterHandler] = (),
    *,
    doorman: Doorman | None = None,
) -> Litestar:
    """
    Return the REST interface over *services*.

    Args:
        routes: Of others: the live log, the web app.  They say in ``opt`` whom
            they serve (see ``caller``) and find the caller in ``scope["user"]``.
        doorman: The one that *routes* ask too; left out: a new one.
    """
    doorman = doorman or doorman_of(services)
    app = Litestar(
        [OnePathRouter("/", route_handlers=_routes()), *routes],
        dependencies=_dependencies(services, doorman),
        middleware=[
            Authentication(doorman),
            Idempotency(answered=services.access.answered_requests, clock=services.clock),
        ],
        exception_handlers=EXCEPTION_HANDLERS,
        request_class=StrictRequest,
        before_request=KnownParameters(),
        request_max_body_size=MOST_BODY_BYTES,
        cors_config=_cors(services),
        openapi_config=openapi_config(version("temu-jtl")),
        logging_config=None,
    )
    app.asgi_handler = FrontDoor(app.asgi_handler, Sites.of(services.server))
    return app


def _routes() -> Sequence[ControllerRouterHandler]:
    return [route for resource in _RESOURCES for route in resource.ROUTES]


def _cors(services: Services) -> CORSConfig | None:
    origins = [origin.rstrip("/") for origin in services.server.cors_origins]
    if not origins:
        return None
    return CORSConfig(
        allow_origins=origins,
        allow_headers=["authorization", "content-type", "idempotency-key"],
        allow_credentials=False,
    )


def _dependencies(services: Services, doorman: Doorman) -> dict[str, Provide]:
    def all_services() -> Services:
        return services

    def the_doorman() -> Doorman:
        return doorman

    return {
        "services": Provide(all_services, sync_to_thread=False),
        "doorman": Provide(the_doorman, sync_to_thread=False),
        "jobs": Provide(lambda: services.jobs, sync_to_thread=False),
        "caller": Provide(provide_caller, sync_to_thread=False),
        "opened": Provide(_opened, sync_to_thread=False),
        "person": Provide(_person, sync_to_thread=False),
    }


def _opened(services: Given[Services], shop: ShopQuery = None) -> OpenShop:
    return services.shops.named(shop)


def _person(opened: Given[OpenShop], caller: Given[Caller]) -> PersonDesk:
    return PersonDesk(opened, caller)
