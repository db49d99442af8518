"""Which hosts and pages are ours."""

import pytest

from entrypoints.rest.sites import Site, Sites
from entrypoints.settings.server import ServerSettings

PUBLIC = ServerSettings(public_url="https://shop.example")


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8787", "localhost:8787", "LOCALHOST:8787", "[::1]:8787"]
)
def test_this_machines_names_are_ours(host: str) -> None:
    assert Sites.of(ServerSettings()).at_host(host)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost.evil.example:8787",
        "user@127.0.0.1:8787",
        "127.0.0.1:8787/",
        "127.0.0.1:8787#",
        "",
        "[",
        "127.0.0.1:99999",
    ],
)
def test_other_names_are_not(host: str) -> None:
    assert not Sites.of(ServerSettings()).at_host(host)


def test_the_public_address_is_ours_with_and_without_its_port() -> None:
    sites = Sites.of(PUBLIC)

    assert sites.at_host("shop.example") == sites.at_host("shop.example:443")
    assert sites.at_host("shop.example") == {Site("https", "shop.example", 443)}
    assert sites.https


@pytest.mark.parametrize(
    "origin",
    ["http://shop.example", "https://shop.example:8443", "https://a.shop.example", "null", "x"],
)
def test_scheme_host_and_port_all_count(origin: str) -> None:
    assert Site.of(origin) not in Sites.of(PUBLIC).at_host("shop.example")
