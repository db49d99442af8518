"""Who is at the other end, also through proxies."""

import ipaddress
from collections.abc import Sequence

import attrs

_UNKNOWN = "unknown"


@attrs.frozen
class ClientAddress:
    """
    Finds the address a request came from; only trusted proxies are believed.
    """

    #: Addresses or networks of proxies.
    trusted: Sequence[str] = ()

    def of(self, peer: str, forwarded_for: str) -> str:
        """
        Return the last address on the way that is no proxy of ours.

        IPv6 addresses of one network count as one: a household has billions.

        Args:
            peer: The other end of the connection.
            forwarded_for: The header ``X-Forwarded-For``; anybody can write anything there.
        """
        way = [part.strip() for part in forwarded_for.split(",") if part.strip()]
        at = peer
        while way and self._is_proxy(at):
            at = way.pop()
        return _network_of(at)

    def _is_proxy(self, address: str) -> bool:
        known = _address(address)
        return known is not None and any(
            known in ipaddress.ip_network(network) for network in self.trusted
        )


def _network_of(address: str) -> str:
    known = _address(address)
    if known is None:
        return _UNKNOWN
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None
