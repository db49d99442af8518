"""How Temu is to be called."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import attrs
import httpx
from attrs import validators

from adapters.http.client import CONNECT_S, MOST_IN_FLIGHT
from adapters.http.rate_limit import LONGEST_WAIT_S
from adapters.http.retry import RetryPolicy
from adapters.temu_http.signature import HmacSha256Signature, Md5Signature, Signature
from shared_kernel.errors import RejectedError

#: The address per region.  Source: Temu's developer guide.
REGIONS: Mapping[str, str] = MappingProxyType(
    {
        "eu": "https://openapi-b-eu.temu.com",
        "us": "https://openapi-b-us.temu.com",
        "global": "https://openapi-b-global.temu.com",
    }
)
_ROUTER = "/openapi/router"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

AddressCall = Literal["bg.order.shippinginfo.v2.get", "bg.order.decryptshippinginfo.get"]


def _reachable(_instance: object, _attribute: object, value: str) -> None:
    try:
        url = httpx.URL(value)
    except httpx.InvalidURL as error:
        raise _bad_address(value) from error
    # The token travels in the body, so nothing but this machine may be called in clear.
    if not url.host or not (
        url.scheme == "https" or (url.scheme == "http" and url.host in _LOOPBACK)
    ):
        raise _bad_address(value)


def _bad_address(value: str) -> RejectedError:
    text = f"temu.base_url must be an https address such as {REGIONS['eu']}, not {value!r}"
    return RejectedError(text, field="temu.base_url")


def _without_router(value: str) -> str:
    return value.strip().rstrip("/").removesuffix(_ROUTER)


@attrs.frozen(kw_only=True)
class TemuOptions:
    """
    Everything about the connection that is no secret.
    """

    base_url: str = attrs.field(
        default=REGIONS["eu"], converter=_without_router, validator=_reachable
    )
    signature: Literal["md5", "hmac_sha256"] = attrs.field(
        default="md5", validator=validators.in_(("md5", "hmac_sha256"))
    )
    #: Requests in flight at a time.
    concurrency: int = attrs.field(
        default=MOST_IN_FLIGHT, validator=[validators.ge(1), validators.le(MOST_IN_FLIGHT)]
    )
    #: Per application key, shared by its shops; None: no limit of ours.
    requests_per_second: int | None = 20
    timeout_s: float = attrs.field(default=30.0, validator=validators.gt(0))
    proxy: str | None = attrs.field(default=None, repr=False)
    #: Whose carriers are listed; 76 is Germany.
    region_id: int = 76
    address_call: AddressCall = "bg.order.shippinginfo.v2.get"
    retry: RetryPolicy = attrs.field(factory=RetryPolicy)

    @property
    def router_url(self) -> str:
        """
        The address every call is posted to.
        """
        return self.base_url + _ROUTER

    @property
    def longest_write_s(self) -> float:
        """
        Seconds after which a single write is surely over, as leases need to know.

        Waiting for its turn, attempts that the rate limit kept out, and the
        last one's connecting, sending and waiting.
        """
        return LONGEST_WAIT_S + self.retry.total_s + CONNECT_S + 3 * self.timeout_s

    def signer(self) -> Signature:
        """
        Return the chosen way to sign.
        """
        return HmacSha256Signature() if self.signature == "hmac_sha256" else Md5Signature()
