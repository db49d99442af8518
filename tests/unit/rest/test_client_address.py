"""Whose request it is when proxies pass it on."""

import pytest

from entrypoints.rest.client_address import ClientAddress


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "address"),
    [
        pytest.param("203.0.113.9", "", "203.0.113.9", id="straight"),
        pytest.param("203.0.113.9", "198.51.100.1", "203.0.113.9", id="a stranger claims"),
        pytest.param("10.0.0.2", "198.51.100.1", "198.51.100.1", id="our proxy says"),
        pytest.param("10.0.0.2", "1.1.1.1, 198.51.100.1", "198.51.100.1", id="claims before it"),
        pytest.param("10.0.0.2", "198.51.100.1, 10.0.0.3", "198.51.100.1", id="two proxies"),
        pytest.param("10.0.0.2", "", "10.0.0.2", id="the proxy itself"),
        pytest.param("10.0.0.2", "nonsense", "unknown", id="nonsense"),
        pytest.param("::ffff:203.0.113.9", "", "203.0.113.9", id="mapped"),
    ],
)
def test_only_our_proxies_are_believed(peer: str, forwarded_for: str, address: str) -> None:
    known = ClientAddress(["10.0.0.0/8"])

    assert known.of(peer, forwarded_for) == address


def test_a_household_of_ipv6_counts_as_one() -> None:
    known = ClientAddress()

    assert known.of("2001:db8::1", "") == known.of("2001:db8::ffff", "")
    assert known.of("2001:db8::1", "") != known.of("2001:db8:1::1", "")
