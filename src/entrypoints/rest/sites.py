"""The addresses under which we may be spoken to."""

import re
from collections.abc import Iterable

import attrs

from entrypoints.settings.server import ServerSettings

_PORTS = {"http": 80, "https": 443}
#: As browsers write it: nothing after the port, no user before the host.
_ORIGIN = re.compile(r"(https?)://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?")
_LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")


@attrs.frozen
class Site:
    """
    Scheme, host and port; the same thing however it is written.
    """

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, origin: str) -> "Site | None":
        """
        Return the site *origin* names; None when it names none.
        """
        found = _ORIGIN.fullmatch(origin)
        if found is None:
            return None
        scheme, host, port = found.groups()
        return cls(scheme, host.lower(), int(port) if port else _PORTS[scheme])


@attrs.frozen
class Sites:
    """
    Which Host and which Origin belong to us.
    """

    ours: frozenset[Site]
    #: Sites whose pages may call with a token, never with a cookie.
    friends: frozenset[Site] = frozenset()
    #: True: browsers know us by HTTPS.
    https: bool = False

    @classmethod
    def of(cls, settings: ServerSettings) -> "Sites":
        """
        Return the sites of a server: its public address, and this machine's own names.
        """
        scheme = "https" if settings.speaks_https else "http"
        named = [f"{scheme}://{name}:{settings.port}" for name in _LOCAL_NAMES]
        if settings.public_url:
            named.append(settings.public_url.rstrip("/"))
        return cls(
            ours=_known(named),
            friends=_known(origin.rstrip("/") for origin in settings.cors_origins),
            https=settings.public_url.startswith("https:") or settings.speaks_https,
        )

    def at_host(self, host: str) -> frozenset[Site]:
        """
        Return our sites a Host header may mean; none when it is foreign.
        """
        return frozenset(site for site in self.ours if Site.of(f"{site.scheme}://{host}") == site)

    def is_friend(self, origin: str) -> bool:
        """
        Tell whether pages of *origin* may call with a token.
        """
        return Site.of(origin) in self.friends


def _known(origins: Iterable[str]) -> frozenset[Site]:
    sites = (Site.of(origin) for origin in origins)
    return frozenset(site for site in sites if site is not None)
