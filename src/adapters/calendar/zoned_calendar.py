"""When triggers fire, in zones with change days."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import attrs
from apscheduler.triggers.cron import CronTrigger

from adapters.calendar.weekdays import weekday_names
from job_core.ports.calendar import Calendar
from job_core.schedule import Cron, Interval, Trigger
from shared_kernel.errors import RejectedError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LEAST = timedelta(seconds=60)
_MOST = timedelta(days=366)
_FIELDS = 5
_MOMENT = timedelta(microseconds=1)
#: No zone moves its clock by more at once.
_LONGEST_SHIFT = timedelta(hours=2)


@attrs.frozen
class ZonedCalendar(Calendar):
    """
    Reads cron expressions with APScheduler; intervals are counted from 1970.
    """

    def next_times(
        self, trigger: Trigger, zone: str, after: datetime, count: int
    ) -> Sequence[datetime]:
        """
        Return the next moments; see the port for change days.
        """
        # An interval needs none, yet what is stored beside it must make sense.
        known_zone = _zone(zone)
        match trigger:
            case Interval(every=every):
                times = _every(every, after)
            case Cron(expression=expression):
                times = _cron(expression, known_zone, after)
        return list(islice(times, count))


def _every(every: timedelta, after: datetime) -> Iterator[datetime]:
    if not _LEAST <= every <= _MOST:
        raise _bad("an interval lasts at least 60 seconds and at most a year", "every")
    number = (after - _EPOCH) // every
    while True:
        number += 1
        yield _EPOCH + number * every


def _cron(expression: str, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    # "Every hour" means both hours of the autumn night; a named hour counts once.
    both = "".join(expression.split()[1:2]).startswith("*")
    last = after
    for moment in _in_order(_walls(expression, zone, after), zone, both=both):
        # The hour that spring skips is the next hour's twin.
        if moment > last:
            last = moment
            yield moment


def _in_order(walls: Iterator[datetime], zone: ZoneInfo, *, both: bool) -> Iterator[datetime]:
    """
    Yield the moments at which a clock on the wall shows these times.
    """
    second_hour: list[datetime] = []
    for wall in walls:
        first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
        if second_hour and first >= second_hour[0]:
            yield from second_hour
            second_hour.clear()
        yield first
        if both and second > first:
            second_hour.append(second)
    yield from second_hour


def _walls(expression: str, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """
    Yield what the clock on the wall shows when the expression fires, from before *after* on.

    APScheduler is given a clock that knows no change days: across one, its
    arithmetic in a zone repeats or never ends.
    """
    trigger = _trigger(expression)
    shown = after.astimezone(zone).replace(tzinfo=UTC) - _LONGEST_SHIFT
    while (fires := trigger.get_next_fire_time(None, shown)) is not None:
        yield fires.replace(tzinfo=None)
        shown = fires + _MOMENT


def _trigger(expression: str) -> CronTrigger:
    fields = expression.split()
    if len(fields) != _FIELDS:
        raise _bad(
            "a cron expression has five fields (minute hour day month weekday), "
            f'not "{expression}"',
            "cron",
        )
    minute, hour, day, month, weekday = fields
    if day != "*" and weekday != "*":
        # Cron means either, APScheduler means both; nobody can tell what was meant.
        raise _bad("name days of the month or days of the week, not both", "cron")
    try:
        return CronTrigger(
            minute=minute,
            hour=hour,
            day=day,
            month=month,
            day_of_week=weekday_names(weekday),
            timezone=UTC,
        )
    except (ValueError, KeyError) as e:
        raise _bad(f'the cron expression "{expression}" is wrong: {e}', "cron") from e


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as e:
        raise _bad(f'there is no time zone "{name}"', "zone") from e


def _bad(text: str, field: str) -> RejectedError:
    return RejectedError(text, code="bad_schedule", field=field)
