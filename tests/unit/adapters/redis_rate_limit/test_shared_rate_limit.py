"""A shared rate while Redis comes and goes; time passes only while somebody sleeps."""

import attrs
import pytest
import redis

from adapters.redis_rate_limit.shared_rate_limit import (
    ASK_AGAIN_S,
    SharedRateLimit,
    own_share,
)
from shared_kernel.errors import UnavailableError


@attrs.define
class Time:
    seconds: float = 100.0

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@attrs.define
class Turns:
    """
    As many turns as anybody wants, unless Redis is away.
    """

    away: bool = False
    asked: int = 0

    def take(self) -> float:
        self.asked += 1
        if self.away:
            raise redis.ConnectionError("nobody there")
        return 0.0


@attrs.define
class Desk:
    """
    A limit of 20 calls per second that four processes share.
    """

    time: Time = attrs.field(factory=Time)
    turns: Turns = attrs.field(factory=Turns)
    warnings: list[str] = attrs.field(factory=list)
    limit: SharedRateLimit = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.limit = SharedRateLimit(
            turns=self.turns,
            own=own_share(20, 4, sleep=self.time.sleep, now=self.time.now),
            warn=self.warnings.append,
            sleep=self.time.sleep,
            now=self.time.now,
        )

    def calls(self, count: int) -> list[float]:
        """
        Return when so many calls were let through, in seconds from now.
        """
        begun, moments = self.time.now(), []
        for _ in range(count):
            self.limit.wait()
            moments.append(round(self.time.now() - begun, 2))
        return moments


@pytest.fixture
def desk() -> Desk:
    """
    Redis answers.
    """
    return Desk()


def in_any_second(moments: list[float]) -> int:
    return max(sum(1 for m in moments if s <= m < s + 1) for s in moments)


def test_with_redis_only_its_turns_count(desk: Desk) -> None:
    assert desk.calls(50) == [0.0] * 50
    assert desk.warnings == []


def test_without_redis_each_keeps_to_its_share_after_a_pause(desk: Desk) -> None:
    """
    In the second before, Redis may have let all 20 through.
    """
    desk.calls(1)
    desk.turns.away = True
    moments = desk.calls(20)

    assert moments[0] >= 1.05
    assert in_any_second(moments) == 5
    assert len(desk.warnings) == 1
    assert "own share" in desk.warnings[0]


def test_the_pause_is_for_every_thread(desk: Desk) -> None:
    desk.turns.away = True
    first, second = desk.limit.take(), desk.limit.take()
    desk.time.sleep(1.06)

    assert first == pytest.approx(1.05)
    assert second == pytest.approx(1.05)
    assert desk.limit.take() == 0


def test_a_redis_that_is_away_is_asked_now_and_then(desk: Desk) -> None:
    desk.turns.away = True
    moments = desk.calls(100)

    assert desk.turns.asked <= 2 + moments[-1] / ASK_AGAIN_S
    assert len(desk.warnings) == 1


def test_when_redis_is_back_turns_count_twice_until_all_have_noticed(desk: Desk) -> None:
    desk.turns.away = True
    desk.calls(10)
    desk.turns.away = False
    moments = desk.calls(200)

    careful = [moment for moment in moments if moment < 2 * ASK_AGAIN_S]
    assert in_any_second(careful) == 5
    assert in_any_second(moments) > 20, "from then on the share does not count"
    assert desk.warnings[1:] == ["the Redis of the shared rate limit answers again"]


def test_threads_that_were_asking_when_redis_went_get_no_turn_for_nothing(desk: Desk) -> None:
    """
    The second failure comes from a thread that began to ask before the first was known.
    """
    desk.turns.away = True

    class Late(Turns):
        def take(self) -> float:
            # While this one waits for an answer, another thread finds out.
            desk.limit.turns = desk.turns
            desk.limit.take()
            raise redis.TimeoutError("no answer")

    desk.limit.turns = Late()

    assert desk.limit.take() > 0
    assert len(desk.warnings) == 1


def test_a_share_below_one_call_per_second_is_one_call_in_some_seconds() -> None:
    time = Time()
    share = own_share(2, 8, sleep=time.sleep, now=time.now)
    moments = []
    for _ in range(3):
        share.wait()
        moments.append(time.now())

    assert moments[1] - moments[0] >= 4


def test_waiting_for_a_share_ends_too(desk: Desk) -> None:
    desk.turns.away = True
    desk.limit.longest_wait_s = 0.5

    with pytest.raises(UnavailableError):
        desk.limit.wait()
