"""Numbers, prices and moments the way the Seller Center writes them for people."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType

import attrs

_CURRENCIES: Mapping[str, str] = MappingProxyType(
    {"€": "EUR", "£": "GBP", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "US$": "USD"}
)
_PRICE = re.compile(
    r"(?P<before>[^\d\s.,-]*)\s*(?P<number>-?\d[\d.,\s']*)\s*(?P<after>[^\d\s.,-]*)"
)
_DECIMALS = re.compile(
    r"-?(?P<whole>\d{1,3}(?:(?P<group>[.,'\s])\d{3})*|\d+)(?:[.,](?P<cents>\d{1,2}))?"
)

_MONTHS: Mapping[str, int] = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                ("jan", "january", "januar"),
                ("feb", "february", "februar"),
                ("mar", "march", "mär", "märz"),
                ("apr", "april"),
                ("may", "mai"),
                ("jun", "june", "juni"),
                ("jul", "july", "juli"),
                ("aug", "august"),
                ("sep", "sept", "september"),
                ("oct", "october", "okt", "oktober"),
                ("nov", "november"),
                ("dec", "december", "dez", "dezember"),
            ),
            start=1,
        )
        for name in names
    }
)
_ZONE = (
    r"\s*(?P<zone>[A-Z]{2,5})?\s*\(UTC(?P<sign>[+-])(?P<hours>\d{1,2})(?::(?P<minutes>\d{2}))?\)"
)
#: ``27. Jan. 2026, 14:20 Uhr CET(UTC+1)``
_GERMAN = re.compile(
    r"(?P<day>\d{1,2})\. (?P<month>[^\W\d]+)\.? (?P<year>\d{4}), "
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?: Uhr)?" + _ZONE
)
#: ``Jan 27, 2026, 2:20 pm CET(UTC+1)``
_ENGLISH = re.compile(
    r"(?P<month>[^\W\d]+)\.? (?P<day>\d{1,2}), (?P<year>\d{4}), "
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2}) (?P<half>am|pm)" + _ZONE,
    re.IGNORECASE,
)


@attrs.frozen
class Price:
    """
    An amount in cents; the currency is empty where the text names none.
    """

    cents: int
    currency: str


def read_price(text: str) -> Price:
    """
    Return ``15,00€``, ``€ 1,234.50`` or ``EUR 12`` in cents.

    Raises:
        ValueError: It is no price, or could be two different ones; says why.
    """
    found = _PRICE.fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueError(f"{text!r} is no price")
    written = found["before"] or found["after"]
    if (found["before"] and found["after"]) or _currency(written) is None:
        raise ValueError(f"{text!r} names no currency we know")
    return Price(_cents(found["number"].strip(), text), _currency(written) or "")


def read_count(text: str) -> int:
    """
    Return a whole number, 0 or more.

    Raises:
        ValueError: It is none.
    """
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise ValueError(f"{text!r} is no whole number")
    return int(text)


def read_moment(text: str) -> datetime:
    """
    Return a German or English date with its time and zone, in UTC.

    The offset decides; the zone's name is for people.

    Raises:
        ValueError: It is no such date, or names no offset from UTC.
    """
    plain = " ".join(text.split())
    found = _GERMAN.fullmatch(plain) or _ENGLISH.fullmatch(plain)
    if found is None:
        raise ValueError(
            f"{text!r} is no date such as '27. Jan. 2026, 14:20 Uhr CET(UTC+1)' "
            "or 'Jan 27, 2026, 2:20 pm CET(UTC+1)'"
        )
    parts = found.groupdict()
    month = _MONTHS.get(parts["month"].casefold())
    if month is None:
        raise ValueError(f"{text!r} names a month we do not know")
    try:
        offset = timedelta(hours=int(parts["hours"]), minutes=int(parts["minutes"] or 0))
        return datetime(
            int(parts["year"]),
            month,
            int(parts["day"]),
            _hour(int(parts["hour"]), parts.get("half")),
            int(parts["minute"]),
            tzinfo=timezone(offset if parts["sign"] == "+" else -offset),
        ).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is no moment there ever is: {error}") from None


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("a clock of twelve hours shows 1 to 12")
    return hour % 12 + (12 if half.lower() == "pm" else 0)


def _currency(written: str) -> str | None:
    if not written or re.fullmatch(r"[A-Z]{3}", written):
        return written
    return _CURRENCIES.get(written)


def _cents(number: str, text: str) -> int:
    found = _DECIMALS.fullmatch(number)
    if found is None:
        raise ValueError(f"{text!r} is no price")
    separators = set(re.findall(r"[.,]", found["whole"]))
    if len(separators) > 1:
        raise ValueError(f"{text!r} is no price")
    if found["cents"] is None and separators:
        # 1.234 is a thousand in one language and one in another.
        raise ValueError(f"{text!r} could be two prices; it must show its cents")
    if found["cents"] is not None and number[-len(found["cents"]) - 1] in separators:
        raise ValueError(f"{text!r} is no price")
    whole = int(re.sub(r"\D", "", found["whole"]))
    cents = whole * 100 + int((found["cents"] or "0").ljust(2, "0"))
    return -cents if number.startswith("-") else cents
