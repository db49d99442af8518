"""Settings of the connection to Temu."""

from typing import ClassVar, Literal

import attrs

from entrypoints.settings.check import between, filled, safe_address, seconds
from entrypoints.settings.secret import Secret

#: Source: Temu's developer guide, shops of the European Union and the United Kingdom.
EU_ROUTER = "https://openapi-b-eu.temu.com/openapi/router"


@attrs.frozen(kw_only=True)
class TemuSettings:
    """
    How Temu is called for one shop.
    """

    #: What may be left out when another setting says so: (names, when this, says that).
    NEEDLESS_WITH: ClassVar[tuple[tuple[tuple[str, ...], str, str], ...]] = (
        (("app_key", "app_secret", "access_token"), "access", "files"),
    )

    #: "files": the shop has no access to Temu's API, orders come as exported files.
    access: Literal["api", "files"] = "api"
    #: Where Temu is; another region has another address.
    base_url: str = attrs.field(default=EU_ROUTER, validator=safe_address())
    #: Key of the application in Temu's Seller Center.
    app_key: Secret = attrs.field(
        repr=False, validator=filled("the key of your application from Temu's Seller Center")
    )
    #: Secret of the application.
    app_secret: Secret = attrs.field(
        repr=False, validator=filled("the secret of your application from Temu's Seller Center")
    )
    #: Token of the shop; a change of its permissions makes a new one.
    access_token: Secret = attrs.field(
        repr=False, validator=filled("the shop's access token from Temu's Seller Center")
    )
    #: Whose carriers are listed; 76 is Germany.
    region_id: int = attrs.field(default=76, validator=between(1, 9999))
    #: How calls are signed; Temu checks "md5".
    signature: Literal["md5", "hmac-sha256"] = "md5"
    #: Calls per second, shared by the shops of one application; 0: no limit of ours.
    requests_per_second: int = attrs.field(default=20, validator=between(0, 1000))
    #: Calls in flight at a time.
    concurrency: int = attrs.field(default=16, validator=between(1, 16))
    #: When a call is given up, in seconds.
    timeout_s: float = attrs.field(default=30.0, validator=seconds(300))
    #: Which call gives the buyer's address.
    address_api: Literal["shippinginfo", "decrypt"] = "shippinginfo"
