"""Settings of the server that people and programs talk to."""

import ipaddress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import attrs

from entrypoints.settings.check import Check, between, matching
from entrypoints.settings.wrong_setting import WrongSettingError

#: Hosts that only this machine reaches.
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})

_NO_PATH = Path()


def is_origin(text: str) -> bool:
    """
    Tell whether *text* is scheme, host and perhaps a port, and nothing more.
    """
    try:
        parts = urlsplit(text)
        _port = parts.port
    except ValueError:
        return False
    bare = not (parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and bare


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


@attrs.frozen(kw_only=True)
class ServerSettings:
    """
    Where ``temu-jtl serve`` listens, and who may come in from where.
    """

    #: Address to listen on; another than this machine's own needs public_url.
    host: str = attrs.field(
        default="127.0.0.1",
        validator=matching(r"[0-9A-Za-z.:-]{1,253}", 'an address such as "127.0.0.1" or "0.0.0.0"'),
    )
    #: Port to listen on.
    port: int = attrs.field(default=8787, validator=between(1, 65535))
    #: How people reach the server: scheme, host and port, such as "https://shop.example".
    public_url: str = attrs.field(
        default="",
        validator=Check(
            'an address such as "https://shop.example", without a path',
            lambda url: url == "" or is_origin(url),
        ),
    )
    #: Certificate and key (PEM) when the server itself speaks HTTPS.
    certificate: Path = _NO_PATH
    certificate_key: Path = _NO_PATH
    #: A proxy in front speaks HTTPS and passes requests on.
    behind_proxy: bool = False
    #: Addresses or networks of such proxies; only they are believed whom they speak for.
    trusted_proxies: tuple[str, ...] = attrs.field(
        default=(),
        validator=Check(
            'addresses or networks such as ["10.0.0.2", "10.1.0.0/16"]',
            lambda networks: all(_is_network(network) for network in networks),
        ),
    )
    #: Other sites whose pages may call with a token; empty: none.
    cors_origins: tuple[str, ...] = attrs.field(
        default=(),
        validator=Check(
            'addresses such as ["https://tools.example"], without a path',
            lambda origins: all(is_origin(origin) for origin in origins),
        ),
    )

    def __attrs_post_init__(self) -> None:
        fault = self._fault()
        if fault is not None:
            raise fault

    @property
    def speaks_https(self) -> bool:
        """
        True when this program itself speaks HTTPS.
        """
        return self.certificate != _NO_PATH

    @property
    def local_only(self) -> bool:
        """
        True when only this machine can reach the server.
        """
        return self.host in LOOPBACK

    def under(self, base: Path) -> "ServerSettings":
        """
        Return the same settings with relative paths counted from *base*.
        """
        if not self.speaks_https:
            return self
        return attrs.evolve(
            self,
            certificate=base / self.certificate,
            certificate_key=base / self.certificate_key,
        )

    def _fault(self) -> WrongSettingError | None:
        """
        Return what is wrong between settings that are right each for itself.
        """
        if self.speaks_https != (self.certificate_key != _NO_PATH):
            return _needed("certificate_key", "both certificate and certificate_key, or neither")
        if self.behind_proxy and not self.trusted_proxies:
            return _needed("trusted_proxies", "the proxy's address, since behind_proxy is true")
        if self.local_only:
            return None
        if not self.public_url:
            return _needed(
                "public_url",
                f'the address people use, since host is "{self.host}" and not "127.0.0.1"',
            )
        if self.behind_proxy:
            return None
        if not (self.public_url.startswith("https:") and self.speaks_https):
            return _needed(
                "certificate",
                f"an https public_url with certificate and certificate_key, since host is "
                f'"{self.host}"; or behind_proxy = true with trusted_proxies',
            )
        return None


def _needed(name: str, expected: str) -> WrongSettingError:
    return WrongSettingError(expected, given="not so", todo="change it under [server]", below=name)
