"""Requests from a few threads, each over a connection that is kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import httpx

from benchmarks.measurement import Stopwatch, WrongResultError
from benchmarks.two_servers import Server

#: Callers at a time.
CALLERS = 4


def time_requests(
    server: Server, count: int, ask: Callable[[httpx.Client], httpx.Response], expected: int
) -> float:
    """
    Return the seconds that *count* requests took; connecting is not timed.

    Raises:
        WrongResultError: An answer had another status than *expected*.
    """
    shares = [count // CALLERS + (caller < count % CALLERS) for caller in range(CALLERS)]
    with ExitStack() as stack:
        clients = [
            stack.enter_context(
                httpx.Client(
                    base_url=f"http://127.0.0.1:{server.port}",
                    headers=server.headers,
                    timeout=60,
                    trust_env=False,
                )
            )
            for _ in shares
        ]
        callers = stack.enter_context(ThreadPoolExecutor(CALLERS))
        list(callers.map(lambda client: client.get("/livez"), clients))

        def call(client: httpx.Client, times: int) -> list[int]:
            return [ask(client).status_code for _ in range(times)]

        with Stopwatch() as watch:
            answered = [code for codes in callers.map(call, clients, shares) for code in codes]
    if answered != [expected] * count:
        raise WrongResultError(f"answers other than {expected}: {set(answered)}")
    return watch.seconds
