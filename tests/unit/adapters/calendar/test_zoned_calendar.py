"""When triggers fire, change days included."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.calendar.zoned_calendar import ZonedCalendar
from job_core.schedule import Cron, Interval, Trigger
from shared_kernel.errors import RejectedError

BERLIN = "Europe/Berlin"
CALENDAR = ZonedCalendar()

#: Summer time begins on 29 March 2026 at 01:00 UTC: 02:00 becomes 03:00.
BEFORE_SPRING = datetime(2026, 3, 28, 12, tzinfo=UTC)
#: It ends on 25 October 2026 at 01:00 UTC: 03:00 becomes 02:00.
BEFORE_AUTUMN = datetime(2026, 10, 24, 12, tzinfo=UTC)


def utc(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_half_past_two_comes_an_hour_later_on_the_day_that_skips_it() -> None:
    """
    Once, at half past three by the new time.
    """
    times = CALENDAR.next_times(Cron("30 2 * * *"), BERLIN, BEFORE_SPRING, 3)

    assert times == [
        utc(3, 29, 1, 30),
        utc(3, 30, 0, 30),
        utc(3, 31, 0, 30),
    ]


def test_half_past_two_counts_once_on_the_day_that_has_it_twice() -> None:
    times = CALENDAR.next_times(Cron("30 2 * * *"), BERLIN, BEFORE_AUTUMN, 3)

    assert times == [
        utc(10, 25, 0, 30),
        utc(10, 26, 1, 30),
        utc(10, 27, 1, 30),
    ]


def test_a_scheduler_started_between_the_two_does_not_run_the_second() -> None:
    between = utc(10, 25, 1, 10)

    times = CALENDAR.next_times(Cron("30 2 * * *"), BERLIN, between, 1)

    assert times == [utc(10, 26, 1, 30)]


@pytest.mark.parametrize("after", [BEFORE_SPRING, BEFORE_AUTUMN])
@pytest.mark.parametrize("expression", ["*/30 * * * *", "0,30 */1 * * *"])
def test_every_half_hour_means_it_on_both_days(after: datetime, expression: str) -> None:
    times = CALENDAR.next_times(Cron(expression), BERLIN, after, 60)

    assert times == [after + n * timedelta(minutes=30) for n in range(1, 61)]


@given(
    seconds=st.integers(60, 366 * 86_400),
    after=st.integers(0, 2**31).map(lambda s: datetime.fromtimestamp(s, UTC)),
    asleep=st.integers(0, 10_000),
)
def test_an_interval_is_the_same_whenever_it_is_asked(
    seconds: int, after: datetime, asleep: int
) -> None:
    """
    Restarts change nothing: any two askers see the same moments.
    """
    every, moment = Interval(timedelta(seconds=seconds)), after

    first, second = CALENDAR.next_times(every, BERLIN, moment, 2)
    later = CALENDAR.next_times(every, BERLIN, moment + timedelta(seconds=asleep), 1)[0]

    assert moment < first <= moment + every.every
    assert second - first == every.every
    assert (later - first) % every.every == timedelta(0)


@given(
    expression=st.sampled_from(["0 3 * * *", "30 2 * * *", "*/7 * * * *", "15 2,14 * * 1-5"]),
    after=st.integers(1_767_225_600, 1_798_761_600).map(lambda s: datetime.fromtimestamp(s, UTC)),
)
def test_due_times_go_on_from_one_another(expression: str, after: datetime) -> None:
    """
    Who asks in steps sees what who asks at once sees; none twice, none missing.
    """
    at_once = CALENDAR.next_times(Cron(expression), BERLIN, after, 5)

    in_steps, moment = [], after
    for _ in range(5):
        moment = CALENDAR.next_times(Cron(expression), BERLIN, moment, 1)[0]
        in_steps.append(moment)

    assert in_steps == at_once
    assert at_once == sorted(set(at_once))


@pytest.mark.parametrize(
    ("trigger", "zone", "field"),
    [
        (Interval(timedelta(seconds=59)), BERLIN, "every"),
        (Interval(timedelta(seconds=-900)), BERLIN, "every"),
        (Interval(timedelta(days=367)), BERLIN, "every"),
        (Cron(""), BERLIN, "cron"),
        (Cron("@daily"), BERLIN, "cron"),
        (Cron("* * * * * *"), BERLIN, "cron"),
        (Cron("60 * * * *"), BERLIN, "cron"),
        (Cron("0 3 * * someday"), BERLIN, "cron"),
        (Cron("0 3 * * 8"), BERLIN, "cron"),
        (Cron("0 3 * * 5-1"), BERLIN, "cron"),
        (Cron("0 3 * * 1/0"), BERLIN, "cron"),
        (Cron("0 3 1 * 1"), BERLIN, "cron"),
        (Cron("0 3 * * *"), "", "zone"),
        (Cron("0 3 * * *"), "Europe/Atlantis", "zone"),
        (Cron("0 3 * * *"), "../../etc/passwd", "zone"),
    ],
)
def test_a_bad_schedule_is_refused_by_field(trigger: Trigger, zone: str, field: str) -> None:
    with pytest.raises(RejectedError) as refused:
        CALENDAR.next_times(trigger, zone, BEFORE_SPRING, 1)

    assert (refused.value.code, refused.value.field) == ("bad_schedule", field)


@pytest.mark.parametrize(
    ("weekdays", "days"),
    [
        ("0", [1, 8]),
        ("7", [1, 8]),
        ("sun", [1, 8]),
        ("1", [2, 9]),
        ("MON-wed", [2, 3, 4, 9]),
        ("5-7", [1, 6, 7, 8]),
        ("fri-sun", [1, 6, 7, 8]),
        ("0-1,6", [1, 2, 7, 8]),
        ("*/2", [1, 3, 5, 7, 8]),
        ("1-5/2", [2, 4, 6, 9]),
    ],
)
def test_weekdays_are_counted_as_cron_does(weekdays: str, days: list[int]) -> None:
    """
    Sunday is 0 and 7; the first of March 2026 was one.
    """
    times = CALENDAR.next_times(
        Cron(f"0 12 * * {weekdays}"), "UTC", datetime(2026, 3, 1, tzinfo=UTC), len(days)
    )

    assert [moment.day for moment in times] == days


def test_a_day_that_never_comes_has_no_times() -> None:
    assert CALENDAR.next_times(Cron("0 3 31 2 *"), BERLIN, BEFORE_SPRING, 5) == []
