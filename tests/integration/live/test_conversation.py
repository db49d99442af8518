"""What clients and the live log say to each other."""

import asyncio
import json
import threading
from collections.abc import Sequence

import attrs
import pytest
import sqlalchemy as sa
from tests.contracts.books import NOW, OTHER_SHOP
from tests.contracts.job_examples import a_line
from tests.integration.live.listener import Listener, listening
from tests.integration.live.live_server import LiveServer, live_server
from tests.integration.own_database.processes import append_groups, two_processes, url_of

from adapters.own_database.run_log import SqlRunLog
from job_core.ports.run_log import LogFilter
from job_core.run import StoredLine
from shared_kernel.errors import UnavailableError
from shared_kernel.run_context import Level


@attrs.frozen
class InterruptedLog(SqlRunLog):
    """
    A run log that cannot be read for a while.
    """

    away: threading.Event = attrs.field(factory=threading.Event)

    def after(self, position: int, wanted: LogFilter, *, limit: int = 500) -> Sequence[StoredLine]:
        """
        Read, unless it is away.
        """
        if self.away.is_set():
            raise UnavailableError("the database is away")
        return super().after(position, wanted, limit=limit)


def test_a_line_is_told_as_it_is_stored(server: LiveServer) -> None:
    async def listen() -> tuple[int, list[dict[str, object]]]:
        async with listening(server) as listener:
            position = await listener.subscribe()
            server.sink.put(a_line("Überverkauf", step=3))
            return position, await listener.lines(1)

    position, lines = asyncio.run(listen())

    assert position == 0
    assert lines == [
        {
            "position": 1,
            "run_id": "run 1",
            "shop": "north",
            "job": "orders",
            "step": 3,
            "level": "warning",
            "at": NOW.isoformat().replace("+00:00", "Z"),
            "text": "Überverkauf",
            "facts": {"orders": 3, "share": 0.5, "shop": "Süd", "dry": True},
        }
    ]


def test_missed_lines_come_first(server: LiveServer) -> None:
    server.books.run_log.append([a_line(str(n)) for n in range(1, 1201)])

    async def listen() -> tuple[int, list[dict[str, object]]]:
        async with listening(server) as listener:
            position = await listener.subscribe(after=7)
            missed = await listener.lines(1193)
            server.sink.put(a_line("live"))
            return position, missed + await listener.lines(1)

    position, lines = asyncio.run(listen())

    assert position == 7
    assert [line["position"] for line in lines] == list(range(8, 1202))
    assert lines[-1]["text"] == "live"


def test_a_filter_holds_for_missed_and_for_live_lines(server: LiveServer) -> None:
    mixed = [
        a_line("EINS"),
        a_line("eins", level=Level.DEBUG),
        a_line("eins", shop=OTHER_SHOP),
        a_line("eins", job="stock"),
        a_line("eins", run_id="run 2"),
        a_line("zwei"),
    ]
    wanted = {
        "shop": "north",
        "job": "orders",
        "run_id": "run 1",
        "levels": ["warning", "error"],
        "text": "Eins",
    }
    server.books.run_log.append(mixed)

    async def listen() -> list[dict[str, object]]:
        async with listening(server) as listener:
            await listener.subscribe(after=0, **wanted)
            missed = await listener.lines(1)
            for line in [*mixed, a_line("eins, last")]:
                server.sink.put(line)
            return missed + await listener.lines(2)

    lines = asyncio.run(listen())

    assert [(line["position"], line["text"]) for line in lines] == [
        (1, "EINS"),
        (7, "EINS"),
        (13, "eins, last"),
    ]


def test_nothing_is_missed_or_doubled_while_others_write(
    server: LiveServer, engine: sa.Engine
) -> None:
    """
    Two processes, this one's sink and clients that come in the middle of it.
    """
    foreign, own = 60, 300

    async def come(after: int, delay: float) -> list[int]:
        await asyncio.sleep(delay)
        async with listening(server) as listener:
            start = await listener.subscribe(after=after)
            lines = await listener.lines(2 * 3 * foreign + own - start)
            return [line["position"] for line in lines]

    async def write() -> None:
        for n in range(own):
            server.sink.put(a_line(str(n)))
            await asyncio.sleep(0.001)

    async def listen() -> list[list[int]]:
        clients = [asyncio.create_task(come(50 * (n % 3), 0.015 * n)) for n in range(12)]
        await write()
        return await asyncio.gather(*clients)

    server.books.run_log.append([a_line("before")])
    with two_processes() as pool:
        writers = [pool.submit(append_groups, url_of(engine), who, foreign) for who in "ab"]
        heard = asyncio.run(listen())
        for writer in writers:
            writer.result()

    last = server.books.run_log.last_position()
    assert last == 1 + 2 * 3 * foreign + own
    for positions in heard:
        assert positions == list(range(positions[0], positions[0] + len(positions)))


def test_lines_of_another_process_arrive(server: LiveServer, engine: sa.Engine) -> None:
    async def listen() -> list[str]:
        async with listening(server) as listener:
            await listener.subscribe()
            with two_processes() as pool:
                writing = [pool.submit(append_groups, url_of(engine), who, 1) for who in "ab"]
                texts = await listener.texts(6)
                assert all(writer.result() for writer in writing)
            return texts

    texts = asyncio.run(listen())

    assert sorted(texts) == ["a 0", "a 1", "a 2", "b 0", "b 1", "b 2"]


def test_a_client_may_want_something_else(server: LiveServer) -> None:
    server.books.run_log.append([a_line("one"), a_line("two"), a_line("three")])

    async def listen() -> tuple[list[str], list[str]]:
        async with listening(server) as listener:
            await listener.subscribe(after=2)
            first = await listener.texts(1)
            await listener.subscribe(after=0, text="o")
            second = await listener.texts(2)
            server.sink.put(a_line("four"))
            return first, second + await listener.texts(1)

    first, second = asyncio.run(listen())

    assert first == ["three"]
    assert second == ["one", "two", "four"]


def test_a_position_from_before_the_log_began_anew_is_taken_back(server: LiveServer) -> None:
    server.books.run_log.append([a_line("one"), a_line("two")])

    async def listen() -> tuple[int, list[str]]:
        async with listening(server) as listener:
            position = await listener.subscribe(after=900)
            server.sink.put(a_line("three"))
            return position, await listener.texts(1)

    assert asyncio.run(listen()) == (2, ["three"])


def test_a_heartbeat_tells_how_far_the_log_is(engine: sa.Engine) -> None:
    """
    Also when nothing of it was wanted: the client may come back with that position.
    """

    async def listen(server: LiveServer) -> list[object]:
        async with listening(server) as listener:
            await listener.subscribe(text="nowhere")
            server.sink.put(a_line("one"))
            server.sink.flush()
            while (message := await listener.hear())["position"] == 0:
                assert message["type"] == "heartbeat"
            return [message["type"], message["position"], message["at"][-1]]

    with live_server(engine, heartbeat_s=0.02) as server:
        assert asyncio.run(listen(server)) == ["heartbeat", 1, "Z"]


@pytest.mark.parametrize(
    ("message", "why"),
    [
        pytest.param("hello", "malformed", id="no JSON"),
        pytest.param(b"\x00", "text", id="binary"),
        pytest.param("[]", "object", id="no object"),
        pytest.param('{"after": 1}', "type", id="no type"),
        pytest.param('{"type": "publish"}', "publish", id="another type"),
        pytest.param('{"type": "subscribe", "since": 1}', "since", id="unknown field"),
        pytest.param('{"type": "subscribe", "filter": {"x": 1}}', "`x`", id="unknown filter"),
        pytest.param('{"type": "subscribe", "after": -1}', "after", id="negative position"),
        pytest.param('{"type": "subscribe", "after": "1"}', "after", id="position as text"),
        pytest.param(
            '{"type": "subscribe", "filter": {"levels": ["loud"]}}', "loud", id="unknown level"
        ),
        pytest.param(json.dumps({"type": "x" * 5000}), "4096", id="too long"),
    ],
)
def test_a_message_that_is_not_ours_closes_with_a_reason(
    server: LiveServer, message: str | bytes, why: str
) -> None:
    async def listen() -> tuple[int, str]:
        async with listening(server) as listener:
            await listener.subscribe()
            await listener.connection.send(message)
            return await listener.farewell()

    code, reason = asyncio.run(listen())

    assert code == 1008
    assert why in reason


def test_who_says_nothing_is_sent_away(engine: sa.Engine) -> None:
    async def listen(server: LiveServer) -> tuple[int, str]:
        async with listening(server) as listener:
            return await listener.farewell()

    with live_server(engine, subscribe_within_s=0.02) as server:
        code, _ = asyncio.run(listen(server))

    assert code == 1008


def test_one_client_too_many_is_asked_to_come_later(engine: sa.Engine) -> None:
    async def listen(server: LiveServer) -> tuple[int, int]:
        async with listening(server) as first:
            await first.subscribe()
            async with listening(server) as second:
                code, _ = await second.farewell()
        async with listening(server) as third:
            return code, await third.subscribe()

    with live_server(engine, most_clients=1) as server:
        assert asyncio.run(listen(server)) == (1013, 0)


def test_a_database_that_is_away_sends_new_clients_away_until_it_is_back(
    engine: sa.Engine,
) -> None:
    log = InterruptedLog(engine)

    async def listen(server: LiveServer) -> tuple[int, list[str]]:
        async with listening(server) as early:
            await early.subscribe()
            log.away.set()
            async with listening(server) as late:
                await late.say(type="subscribe", after=0)
                code, _ = await late.farewell()
            log.append([a_line("new")])
            log.away.clear()
            return code, await early.texts(1)

    log.append([a_line("old")])

    with live_server(engine, run_log=log, poll_s=0.01) as server:
        assert asyncio.run(listen(server)) == (1013, ["new"])


def test_a_server_that_stops_says_so(server: LiveServer) -> None:
    async def listen() -> list[tuple[int, str]]:
        async with listening(server) as idle, listening(server) as silent:
            await idle.subscribe()
            server.stop()
            return [await idle.farewell(), await silent.farewell()]

    farewells = asyncio.run(listen())

    assert [code for code, _ in farewells] == [1001, 1001]
    assert server.has_stopped()


def test_a_server_that_stops_waits_for_no_client_that_does_not_read(engine: sa.Engine) -> None:
    """
    What is left to be read is given up after a while.
    """

    async def listen(server: LiveServer) -> None:
        async with listening(server, max_queue=1, close_timeout=0.1) as deaf:
            await deaf.say(type="subscribe")
            await _subscribed(deaf)
            for _ in range(300):
                server.sink.put(a_line("x" * 60_000))
            server.sink.flush()
            server.stop()
            assert await asyncio.to_thread(server.has_stopped)

    with live_server(engine, last_words_s=0.2) as server:
        asyncio.run(listen(server))


async def _subscribed(listener: Listener) -> None:
    assert (await listener.hear())["type"] == "subscribed"
