"""The HTTP client adapters are given."""

import httpx

#: One client slows down when more requests than this are in flight; use a second one.
MOST_IN_FLIGHT = 16

#: A connection that takes longer than this will not come about.
CONNECT_S = 10.0


def make_client(
    *,
    timeout_s: float = 30.0,
    in_flight: int = MOST_IN_FLIGHT,
    proxy: str | None = None,
    transport: httpx.BaseTransport | None = None,
) -> httpx.Client:
    """
    Return a client that always times out and may be shared by threads.

    It takes nothing from the environment: a stray ``HTTPS_PROXY`` must not
    send a merchant's data elsewhere, so a proxy is named explicitly.  It
    follows no redirects; a signed body belongs to one address.

    Args:
        timeout_s: Time in seconds for each of sending, waiting for the next
            bytes, and getting a free connection.
        in_flight: Most requests at a time; further ones wait for a connection.
        proxy: Address of a proxy, or None.
        transport: Another way to send, for tests.
    """
    if not 1 <= in_flight <= MOST_IN_FLIGHT:
        raise ValueError(f"a client carries 1 to {MOST_IN_FLIGHT} requests at a time")
    return httpx.Client(
        timeout=httpx.Timeout(timeout_s, connect=min(timeout_s, CONNECT_S)),
        limits=httpx.Limits(max_connections=in_flight, max_keepalive_connections=in_flight),
        trust_env=False,
        follow_redirects=False,
        proxy=proxy,
        transport=transport,
    )
