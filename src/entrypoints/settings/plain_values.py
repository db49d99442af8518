"""Reading single values without bending one of them."""

import enum
import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from entrypoints.settings.environment import EnvText
from entrypoints.settings.wrong_setting import WrongSettingError

_TRUTHS = {"true": True, "false": False}
_NONE = "none"


def text(value: object, _hint: object) -> str:
    """
    Return a text; a number is none.
    """
    given = _raw(value)
    if not isinstance(given, str):
        raise WrongSettingError("a text in quotes")
    return given.strip()


def whole_number(value: object, _hint: object) -> int:
    """
    Return a whole number; neither ``true`` nor ``"5"`` is one.
    """
    given = _raw(value)
    if isinstance(value, EnvText) and re.fullmatch(r"[+-]?[0-9]{1,18}", value.text.strip()):
        return int(value.text)
    if isinstance(given, bool) or not isinstance(given, int):
        raise WrongSettingError("a whole number without quotes")
    return given


def truth(value: object, _hint: object) -> bool:
    """
    Return true or false; 1 and "yes" are neither.
    """
    if isinstance(value, EnvText) and value.text.strip().lower() in _TRUTHS:
        return _TRUTHS[value.text.strip().lower()]
    if not isinstance(value, bool):
        raise WrongSettingError("true or false, without quotes")
    return value


def decimal(value: object, _hint: object) -> Decimal:
    """
    Return exactly the number that was written, in quotes or not.
    """
    given = _raw(value)
    if isinstance(given, bool) or not isinstance(given, int | str | Decimal):
        raise WrongSettingError('a number such as 19 or "5.5"')
    try:
        number = Decimal(given.strip() if isinstance(given, str) else given)
    except InvalidOperation:
        raise WrongSettingError('a number such as 19 or "5.5"') from None
    return number


def number(value: object, hint: object) -> float:
    """
    Return a number; a text is none unless the environment gave it.
    """
    if isinstance(value, str):
        raise WrongSettingError("a number without quotes")
    exact = decimal(value, hint)
    if not exact.is_finite():
        raise WrongSettingError("a number")
    return float(exact)


def moment(value: object, _hint: object) -> date:
    """
    Return a day, or a day and time with or without its offset.
    """
    if isinstance(value, EnvText):
        written = value.text.strip()
        try:
            return (
                datetime.fromisoformat(written) if ":" in written else date.fromisoformat(written)
            )
        except ValueError:
            raise WrongSettingError("a day such as 2026-12-01") from None
    if not isinstance(value, date):
        raise WrongSettingError("a day without quotes, such as 2026-12-01")
    return value


def path(value: object, hint: object) -> Path:
    """
    Return a path as it was written.
    """
    written = text(value, hint)
    if not written or "\0" in written:
        raise WrongSettingError("a path in quotes")
    return Path(written)


def word(value: object, hint: Any) -> object:
    """
    Return the member of the enumeration, or the literal, that *value* spells.
    """
    members = isinstance(hint, type) and issubclass(hint, enum.Enum)
    known = {m.value: m for m in hint} if members else {w: w for w in get_args(hint)}
    given = _raw(value)
    if not isinstance(given, str) or given.strip() not in known:
        raise WrongSettingError("one of " + ", ".join(f'"{name}"' for name in known))
    return known[given.strip()]


def is_nothing(value: object) -> bool:
    """
    Return whether *value* says that there is none; TOML has no word of its own for it.
    """
    return _raw(value) == _NONE


def listed(value: object) -> list[object]:
    """
    Return the items of a list; the environment separates them by commas.
    """
    if isinstance(value, EnvText):
        items = [item.strip() for item in value.text.split(",")]
        return [EnvText(item, value.variable) for item in items if item]
    if not isinstance(value, list):
        raise WrongSettingError("a list in square brackets")
    return value


def _raw(value: object) -> object:
    return value.text if isinstance(value, EnvText) else value
