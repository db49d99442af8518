"""Standing between the connector and every port, by the ports' own Protocols."""

import inspect
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, Protocol, get_type_hints

import attrs

from simulation.faults import Call, System
from simulation.ports import Ports

#: With whom each port speaks.  Ports that are not named are pure and never fail.
SYSTEMS: Mapping[str, System] = {
    **dict.fromkeys(
        ("order_feed", "listing_feed", "offer_feed", "marketplace_stock"), System.MARKETPLACE
    ),
    **dict.fromkeys(("shipment_desk", "seller_accounts"), System.MARKETPLACE),
    **dict.fromkeys(("erp_orders", "erp_stock", "erp_packages", "erp_customers"), System.ERP),
    "erp_schema": System.ERP,
    "order_handover": System.ERP,
    "payload_archive": System.DISK,
    **dict.fromkeys(("leases", "run_book", "order_book", "export_book"), System.DATABASE),
    **dict.fromkeys(("raw_answers", "outside_writes", "alerts", "offer_book"), System.DATABASE),
    **dict.fromkeys(("watermarks", "sku_map", "carrier_map", "plans"), System.DATABASE),
    **dict.fromkeys(("shop_register", "personal_data", "reconciliations"), System.DATABASE),
}
PURE = frozenset({"clock", "order_renderer", "log_sink"})

_OUTSIDE_WRITES = frozenset({"deliver", "confirm", "set_units"})
#: What writes to our database without a fence.
_UNFENCED_WRITES = frozenset({"acquire", "renew", "release", "add", "change"})


class Handler(Protocol):
    """
    Whoever decides what becomes of a call.
    """

    def __call__(self, call: Call, do: Callable[[], Any], args: Mapping[str, Any]) -> Any:
        """
        Return the answer of *do*, or of whatever happens in its place.
        """


def intercepted(ports: Ports, handler: Handler) -> Ports:
    """
    Return *ports* with every call of theirs handed to *handler*.
    """
    protocols = _protocols()
    return attrs.evolve(
        ports,
        **{
            name: _between(name, protocols[name])(getattr(ports, name), handler) for name in SYSTEMS
        },
    )


@cache
def calls_of(name: str) -> Mapping[str, Call]:
    """
    Return every call that the port of this name takes, by method.
    """
    protocol = _protocols()[name]
    return {
        method: _call(name, protocol, method) for method in sorted(protocol.__abstractmethods__)
    }


def _call(port: str, protocol: type, method: str) -> Call:
    system = SYSTEMS[port]
    parameters = inspect.signature(getattr(protocol, method)).parameters
    stores = "fence" in parameters or method in _UNFENCED_WRITES
    return Call(
        port=port,
        method=method,
        system=system,
        writes=stores if system is System.DATABASE else method in _OUTSIDE_WRITES,
        lists=method in {"page", "by_number"},
    )


@cache
def _protocols() -> Mapping[str, Any]:
    return get_type_hints(Ports)


@cache
def _between(name: str, protocol: Any) -> Callable[[object, Handler], Any]:
    """
    Return a class that implements *protocol* by asking the handler first.
    """

    def remember(self: Any, real: object, handler: Handler) -> None:
        self.real, self.handler = real, handler

    methods: dict[str, Any] = {
        method: _method(call, inspect.signature(getattr(protocol, method)))
        for method, call in calls_of(name).items()
    }
    return type(f"Intercepted{protocol.__name__}", (protocol,), {"__init__": remember, **methods})


def _method(call: Call, signature: inspect.Signature) -> Callable[..., Any]:
    names = [name for name in signature.parameters if name != "self"]

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        real = getattr(self.real, call.method)
        named = dict(zip(names, args, strict=False)) | kwargs
        return self.handler(call, partial(real, *args, **kwargs), named)

    return method
