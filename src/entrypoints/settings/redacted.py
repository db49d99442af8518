"""Settings as they may be shown."""

import enum
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import attrs

from entrypoints.settings.secret import is_secret
from entrypoints.settings.settings import Settings


def redacted(settings: Settings) -> dict[str, object]:
    """
    Return *settings* as nested dictionaries that can be printed or written as JSON.

    A secret is ``"set"`` or ``"missing"``, never more.
    """
    return _table(settings)


def secret_paths(settings: Settings) -> frozenset[str]:
    """
    Return which paths of ``redacted`` are secrets: ``erp.url``, ``shops.x.temu.app_secret`` …
    """
    return frozenset(_secret_paths(settings, ""))


def _secret_paths(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _secret_paths(inner, f"{path}{name}.")
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if is_secret(field):
                yield f"{path}{field.name}"
            else:
                yield from _secret_paths(getattr(value, field.name), f"{path}{field.name}.")


def _table(value: Any) -> dict[str, object]:
    return {
        field.name: _secret(inner) if is_secret(field) else _plain(inner)
        for field in attrs.fields(type(value))
        for inner in [getattr(value, field.name)]
    }


def _secret(value: str) -> str:
    return "set" if value else "missing"


def _plain(value: object) -> object:
    if attrs.has(type(value)):
        return _table(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(str(_plain(item)) for item in value)
    return str(value) if isinstance(value, PurePath | Decimal) else value
