"""What a single setting must be."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import attrs
import sqlalchemy as sa

from entrypoints.settings.wrong_setting import WrongSettingError

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@attrs.frozen
class Check:
    """
    A validator that can say in words what it expects.

    Used twice: while reading, where it also words "nothing given", and by
    attrs when a settings object is made by hand.
    """

    expected: str
    holds: Callable[[Any], bool]

    def __call__(self, _instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not self.holds(value):
            raise WrongSettingError(self.expected, name=attribute.name)


def between(least: int, most: int, *, or_none: bool = False) -> Check:
    """
    Expect a whole number in a range, both ends included.
    """
    text = f"a whole number from {least} to {most}" + (' or "none"' if or_none else "")
    return Check(text, lambda value: (or_none and value is None) or least <= value <= most)


def share() -> Check:
    """
    Expect a part of a whole.
    """
    return Check("a number from 0 to 1", lambda value: 0 <= value <= 1)


def factor() -> Check:
    """
    Expect how many times over something changes; 0 switches off what looks at it.
    """
    return Check("0, or a number from 1 to 1000", lambda value: value == 0 or 1 <= value <= 1000)


def seconds(most: int) -> Check:
    """
    Expect a duration that ends.
    """
    return Check(f"seconds, more than 0 and at most {most}", lambda value: 0 < value <= most)


def matching(pattern: str, expected: str) -> Check:
    """
    Expect a text of a certain form.
    """
    return Check(expected, lambda value: re.fullmatch(pattern, value) is not None)


def filled(expected: str = "a text that is not empty") -> Check:
    """
    Expect a text with something in it.
    """
    return Check(expected, lambda value: bool(str(value).strip()))


def folder(expected: str) -> Check:
    """
    Expect a folder that can be meant: ``"C:\\temu"`` in double quotes holds a tab.
    """
    return Check(expected, lambda path: bool(str(path).strip()) and str(path).isprintable())


def each(pattern: str, expected: str) -> Check:
    """
    Expect at least one text, all of a certain form.
    """
    return Check(expected, lambda values: bool(values) and all(_fits(pattern, v) for v in values))


def numbers(expected: str) -> Check:
    """
    Expect keys of a database table, each named once.
    """
    return Check(expected, lambda keys: len(set(keys)) == len(keys) and all(k > 0 for k in keys))


def likely_day() -> Check:
    """
    Expect a day of this century, or none; another one is a slip.
    """
    return Check(
        "a day such as 2026-12-01, without quotes",
        lambda day: day is None or 2000 <= day.year < 2100,
    )


def vat_rates() -> Check:
    """
    Expect rates in percent per country.
    """
    return Check(
        'rates in percent per country, such as DE = ["19", "7"]',
        lambda rates: all(_is_rate(rate) for listed in rates.values() for rate in listed),
    )


def vat_rate(*, or_none: bool = False) -> Check:
    """
    Expect one rate in percent.
    """
    text = 'a rate in percent such as "19"' + (' or "none"' if or_none else "")
    return Check(text, lambda rate: (or_none and rate is None) or _is_rate(rate))


def zone() -> Check:
    """
    Expect a time zone this machine knows.
    """
    return Check('a time zone such as "Europe/Berlin"', _is_zone)


def safe_address() -> Check:
    """
    Expect an address that secrets may be sent to.
    """
    return Check(
        "an address that begins with https:// (http:// only on this machine), without user name",
        _is_safe,
    )


def database(expected: str, *, or_empty: bool = False) -> Check:
    """
    Expect the URL of a database.
    """
    return Check(expected, lambda url: (or_empty and url == "") or _is_database(url))


def _fits(pattern: str, value: str) -> bool:
    return re.fullmatch(pattern, value) is not None


def _is_rate(rate: Decimal) -> bool:
    return rate.is_finite() and 0 <= rate < 100


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # "Europe" is a folder, "../x" leaves it: neither is merely not found.
        return False
    return True


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or "@" in parts.netloc or parts.query or parts.fragment:
        return False
    # Key and token travel in the body, so nothing but this machine is called in clear.
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)


def _is_database(url: str) -> bool:
    try:
        return bool(sa.make_url(url).drivername)
    except (sa.exc.ArgumentError, ValueError):
        return False
