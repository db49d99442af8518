"""Days of the week in cron expressions."""

_NAMES = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


def weekday_names(field: str) -> str:
    """
    Return a cron expression's last field with names for numbers: 0 and 7 are Sunday.

    APScheduler 3 counts from Monday, so numbers must not reach it.

    Raises:
        ValueError: The field is no list of days.
    """
    if field == "*":
        return field
    days = sorted({day % 7 for part in field.split(",") for day in _days(part)})
    return ",".join(_NAMES[day] for day in days)


def _days(part: str) -> range:
    span, slash, step = part.partition("/")
    first, dash, last = ("0", "-", "6") if span == "*" else span.partition("-")
    begin, end = _number(first), _number(last) if dash else _number(first)
    if end == 0 < begin:
        end = 7
    if end < begin or (slash and not (step.isdecimal() and int(step))):
        raise ValueError(f"{part!r} is no span of weekdays")
    return range(begin, end + 1, int(step) if slash else 1)


def _number(day: str) -> int:
    if day.isdecimal() and int(day) <= 7:
        return int(day)
    if day.lower() in _NAMES:
        return _NAMES.index(day.lower())
    raise ValueError(f"{day!r} is no day of the week")
