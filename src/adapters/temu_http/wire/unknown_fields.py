"""Which fields of an answer nobody has told us of."""

from collections import Counter
from typing import Any, TypeAlias, get_args

import attrs

from adapters.temu_http.wire.strict import wire_name

#: All names of a class that are read or left unread, and those that hold a class, with it.
Known: TypeAlias = tuple[frozenset[str], tuple[tuple[str, type[Any]], ...]]

#: Filled as classes are met; two threads would write the same.
_KNOWN: dict[type[Any], Known] = {}


def unknown_fields(value: object, cls: type[Any], path: str = "") -> Counter[str]:
    """
    Count the fields of *value* that neither *cls* nor its ``UNREAD`` names know.
    """
    found: Counter[str] = Counter()
    _count_unknown(value, cls, path, found)
    return found


def _count_unknown(value: object, cls: type[Any], path: str, found: Counter[str]) -> None:
    """
    Add to *found*: one counter for all levels, because adding counters up costs more than looking.
    """
    if not isinstance(value, dict):
        return
    known, nested = _known(cls)
    # One look at all names: nearly always nothing is unknown.
    for name in sorted(value.keys() - known):
        found[f"{path}.{name}" if path else str(name)] += 1
    for name, inner_class in nested:
        inner = value.get(name)
        at = f"{path}.{name}" if path else name
        for item in inner if isinstance(inner, list) else (inner,):
            _count_unknown(item, inner_class, at, found)


def _known(cls: type[Any]) -> Known:
    """
    Return the names *cls* reads or leaves unread, and those that hold a class, with it.
    """
    if cls in _KNOWN:
        return _KNOWN[cls]
    fields = {wire_name(field): _nested(field.type) for field in attrs.fields(cls)}
    nested = tuple((name, inner) for name, inner in fields.items() if inner is not None)
    _KNOWN[cls] = frozenset(fields) | getattr(cls, "UNREAD", frozenset()), nested
    return _KNOWN[cls]


def _nested(hint: Any) -> type[Any] | None:
    if isinstance(hint, type) and attrs.has(hint):
        return hint
    return next((cls for arg in get_args(hint) if (cls := _nested(arg)) is not None), None)
