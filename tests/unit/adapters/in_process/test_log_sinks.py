"""How log lines reach the run log and its readers."""

import asyncio
import threading
from collections.abc import Iterator, Sequence

import attrs
import pytest
from tests.contracts.job_examples import a_line

from adapters.in_process.buffered_log_sink import BufferedLogSink
from adapters.in_process.direct_log_sink import DirectLogSink
from adapters.in_process.log_hub import LogHub
from adapters.memory.run_log import MemoryRunLog
from adapters.memory.store import MemoryStore
from job_core.ports.run_log import LogFilter
from job_core.run import LogLine, StoredLine
from shared_kernel.errors import UnavailableError


@attrs.define
class GroupedLog(MemoryRunLog):
    """
    Remembers how many lines came at once.
    """

    groups: list[int] = attrs.field(factory=list)

    def append(self, lines: Sequence[LogLine]) -> Sequence[StoredLine]:
        stored = super().append(lines)
        self.groups.append(len(stored))
        return stored


@attrs.define
class Ear(LogHub):
    """
    A hub that remembers what it was told.
    """

    heard: list[StoredLine] = attrs.field(factory=list)
    stored_then: list[int] = attrs.field(factory=list)
    log: MemoryRunLog | None = None

    def tell(self, lines: Sequence[StoredLine]) -> None:
        self.heard.extend(lines)
        assert self.log is not None
        self.stored_then.extend(self.log.last_position() for _ in lines)


def texts(log: MemoryRunLog) -> list[str]:
    return [stored.line.text for stored in log.after(0, LogFilter(), limit=100_000)]


@pytest.fixture
def log() -> GroupedLog:
    """
    An empty run log.
    """
    return GroupedLog(MemoryStore())


@pytest.fixture
def ear(log: GroupedLog) -> Ear:
    """
    A hub that listens itself.
    """
    return Ear(log=log)


@pytest.fixture
def sink(log: GroupedLog, ear: Ear) -> Iterator[BufferedLogSink]:
    """
    A sink whose groups are complete after 10 ms.
    """
    sink = BufferedLogSink(run_log=log, hub=ear, group_s=0.01, pause_s=0.01, patience_s=5)
    yield sink
    sink.close()


def test_lines_of_a_command_are_stored_in_groups_and_at_the_end(log: GroupedLog) -> None:
    sink = DirectLogSink(log)
    for number in range(120):
        sink.put(a_line(str(number)))
    before = len(texts(log))
    sink.flush()

    assert before == 100
    assert texts(log) == [str(number) for number in range(120)]


def test_a_direct_sink_keeps_what_could_not_be_stored(log: GroupedLog) -> None:
    sink = DirectLogSink(log)
    sink.put(a_line("one"))
    log.store.down = True
    with pytest.raises(UnavailableError):
        sink.flush()
    log.store.down = False
    sink.flush()

    assert texts(log) == ["one"]


def test_many_lines_are_stored_in_few_groups_in_their_order(
    sink: BufferedLogSink, log: GroupedLog
) -> None:
    for number in range(2000):
        sink.put(a_line(str(number)))
    sink.flush()

    assert texts(log) == [str(number) for number in range(2000)]
    assert max(log.groups) <= 500
    assert len(log.groups) < 500


def test_nobody_hears_of_a_line_before_it_is_stored(sink: BufferedLogSink, ear: Ear) -> None:
    for number in range(300):
        sink.put(a_line(str(number)))
        if number % 50 == 0:
            sink.flush()
    sink.flush()

    positions = [stored.position for stored in ear.heard]
    assert positions == list(range(1, 301))
    assert all(told <= stored for told, stored in zip(positions, ear.stored_then, strict=True))


def test_lines_of_many_threads_are_all_stored(sink: BufferedLogSink, log: GroupedLog) -> None:
    def say(who: int) -> None:
        for number in range(200):
            sink.put(a_line(f"{who} {number}"))

    threads = [threading.Thread(target=say, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sink.flush()

    for who in range(4):
        of_one = [text for text in texts(log) if text.startswith(f"{who} ")]
        assert of_one == [f"{who} {number}" for number in range(200)]


def test_lines_outlive_a_database_that_is_away(log: GroupedLog, ear: Ear) -> None:
    sink = BufferedLogSink(run_log=log, hub=ear, group_s=0.001, pause_s=0.001, patience_s=0.02)
    log.store.down = True
    sink.put(a_line("one"))
    with pytest.raises(UnavailableError):
        sink.flush()
    log.store.down = False
    sink.put(a_line("two"))
    sink.close()

    assert texts(log) == ["one", "two"]


def test_a_full_buffer_makes_the_speaker_wait(log: GroupedLog, ear: Ear) -> None:
    sink = BufferedLogSink(run_log=log, hub=ear, group_s=0.001, pause_s=0.001, most_waiting=10)
    log.store.down = True

    def say() -> None:
        for number in range(30):
            sink.put(a_line(str(number)))

    speaker = threading.Thread(target=say)
    speaker.start()
    speaker.join(0.03)
    waits = speaker.is_alive()
    log.store.down = False
    speaker.join(5)
    sink.close()

    assert waits
    assert texts(log) == [str(number) for number in range(30)]


def test_closing_stores_the_rest(log: GroupedLog, ear: Ear) -> None:
    sink = BufferedLogSink(run_log=log, hub=ear, group_s=60)
    sink.put(a_line("last words"))
    sink.close()

    assert texts(log) == ["last words"]


def test_listeners_hear_in_their_own_loop_until_they_leave() -> None:
    hub, heard = LogHub(), list[tuple[int, int]]()

    async def listen() -> None:
        loop = asyncio.get_running_loop()
        here = threading.get_ident()
        enough = asyncio.Event()

        def take(lines: Sequence[StoredLine]) -> None:
            heard.extend((line.position, threading.get_ident() == here) for line in lines)
            enough.set()

        subscription = hub.subscribe(loop, take)
        lines = [StoredLine(position=n, line=a_line()) for n in (1, 2)]
        await asyncio.to_thread(hub.tell, lines)
        await asyncio.wait_for(enough.wait(), 5)
        hub.unsubscribe(subscription)
        await asyncio.to_thread(hub.tell, lines)
        await asyncio.sleep(0)

    asyncio.run(listen())

    assert heard == [(1, True), (2, True)]


def test_a_loop_that_is_gone_disturbs_nobody() -> None:
    hub, loop = LogHub(), asyncio.new_event_loop()
    hub.subscribe(loop, lambda lines: None)
    loop.close()

    hub.tell([StoredLine(position=1, line=a_line())])
    hub.tell([StoredLine(position=2, line=a_line())])
