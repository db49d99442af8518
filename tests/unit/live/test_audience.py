"""Who hears which lines, and what that costs."""

import asyncio
import json
from collections import UserDict
from collections.abc import KeysView

from tests.contracts.job_examples import a_line

from entrypoints.live.audience import Audience
from entrypoints.live.client import Client
from job_core.ports.run_log import LogFilter
from job_core.run import StoredLine
from shared_kernel.run_context import Fact

ALL = LogFilter()


class CountedFacts(UserDict[str, Fact]):
    """
    Facts that count how often somebody goes through them.
    """

    times = 0

    def keys(self) -> KeysView[str]:
        """
        Count, and go on.
        """
        self.times += 1
        return super().keys()


def stored(first: int, last: int, text: str = "line") -> list[StoredLine]:
    """
    Return lines with positions from *first* to *last*.
    """
    return [StoredLine(position=n, line=a_line(f"{text} {n}")) for n in range(first, last + 1)]


def heard(client: Client) -> list[int]:
    """
    Take all that waits for a client; return the positions.
    """
    positions: list[int] = []
    while frame := client.next_frame():
        positions += [line["position"] for line in json.loads(frame.text)["lines"]]
        client.sent(frame)
    return positions


async def a_client(most_waiting: int = 1_000) -> Client:
    """
    Return a client of the running loop.
    """
    return Client(most_waiting=most_waiting)


def test_who_joins_hears_recent_lines_and_then_new_ones() -> None:
    async def play() -> list[int]:
        audience, client = Audience(), await a_client()
        audience.tell(stored(1, 10))
        audience.join(client, ALL, after=7)
        audience.tell(stored(11, 12))
        return heard(client)

    assert asyncio.run(play()) == [8, 9, 10, 11, 12]


def test_lines_that_were_told_are_not_told_again() -> None:
    async def play() -> list[int]:
        audience, client = Audience(), await a_client()
        audience.join(client, ALL, after=0)
        audience.tell(stored(1, 3))
        audience.tell(stored(2, 4))
        return heard(client)

    assert asyncio.run(play()) == [1, 2, 3, 4]


def test_only_recent_lines_are_remembered() -> None:
    audience = Audience(most_recent=3)

    audience.tell(stored(1, 10))

    assert audience.remembers_after(7)
    assert not audience.remembers_after(6)


def test_an_audience_that_begins_anew_remembers_nothing_older() -> None:
    audience = Audience()
    audience.tell(stored(1, 10))

    audience.begin(20)

    assert audience.remembers_after(20)
    assert not audience.remembers_after(19)


def test_a_client_whose_queue_is_full_is_sent_away_and_others_hear_on() -> None:
    async def play() -> tuple[bool, list[int], list[int]]:
        audience, slow, quick = Audience(), await a_client(5), await a_client(5)
        for client in (slow, quick):
            audience.join(client, ALL, after=0)
        audience.tell(stored(1, 4))
        first = heard(quick)
        audience.tell(stored(5, 8))
        return slow.ended.result().too_slow, heard(slow), first + heard(quick)

    too_slow, slow, quick = asyncio.run(play())

    assert too_slow
    assert slow == [1, 2, 3, 4]
    assert quick == list(range(1, 9))


def test_many_lines_come_in_messages_of_five_hundred() -> None:
    async def play() -> list[int]:
        audience, client = Audience(), await a_client(2_000)
        audience.join(client, ALL, after=0)
        audience.tell(stored(1, 1_200))
        sizes = []
        while frame := client.next_frame():
            sizes.append(frame.lines)
            client.sent(frame)
        return sizes

    assert asyncio.run(play()) == [500, 500, 200]


def test_clients_that_want_the_same_share_one_message() -> None:
    async def play() -> list[object]:
        audience, clients = Audience(), [await a_client() for _ in range(3)]
        for client in clients:
            audience.join(client, LogFilter(text="LINE"), after=0)
        audience.tell(stored(1, 2))
        return [client.next_frame() for client in clients]

    first, *others = asyncio.run(play())

    assert first is not None
    assert all(frame is first for frame in others)


def test_a_line_is_encoded_once_whatever_clients_want() -> None:
    async def play(line: StoredLine) -> list[list[int]]:
        audience, clients = Audience(), [await a_client() for _ in range(4)]
        for n, client in enumerate(clients):
            audience.join(client, LogFilter(text="line"[:n]), after=0)
        audience.tell([line])
        return [heard(client) for client in clients]

    facts = CountedFacts(orders=3)

    positions = asyncio.run(play(StoredLine(position=1, line=a_line("a line", facts=facts))))

    assert positions == [[1]] * 4
    assert facts.times == 1
