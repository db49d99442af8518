"""
Structures answers without bending a single value.

Fields are named like Temu's, in snake case; a name that cannot be derived is
in the field's metadata under ``wire``.  ``UNREAD`` names what is documented but
not needed; everything else on the wire is counted by ``unknown_fields``.
"""

import re
import types
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NewType, TypeVar, Union, get_args, get_origin

import attrs
import cattrs

T = TypeVar("T")

#: A 64-bit id: an integer, or its digits as text as newer operations send it.
WireId = NewType("WireId", int)
#: The number of an order or a line.
WireNumber = NewType("WireNumber", str)
#: A number of units, never negative.
Units = NewType("Units", int)

#: UNIX seconds of 2015 and 2100: outside them something else was meant, mostly milliseconds.
_FIRST_SECOND, _LAST_SECOND = 1_420_070_400, 4_102_444_800


#: What a database's largest integer holds; beyond it is no id and no amount.
_LARGEST = 2**63 - 1
#: Temu's numbers have 24 characters; the keys of our tables 64.
_LONGEST_NUMBER = 64
_MISSING = object()
#: Temu's own limit of a stock is a thousandth of it.
_MOST_UNITS = 1_000_000_000
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


class WireError(ValueError):
    """
    A field holds something else than it should; says where and what was wanted.
    """

    def __init__(self, wanted: str, path: str = "") -> None:
        super().__init__(f"{path or 'the answer'}: {wanted} expected")
        self.wanted = wanted
        self.path = path

    def within(self, step: str) -> "WireError":
        """
        Return this error as seen from one level further out.
        """
        dot = "" if not self.path or self.path.startswith("[") else "."
        return WireError(self.wanted, f"{step}{dot}{self.path}")


def structure(value: object, cls: type[T], path: str = "") -> T:
    """
    Return *value* as a *cls*; fields it does not know are passed over.

    Raises:
        WireError: With the path of the first field that is wrong.
    """
    try:
        return _CONVERTER.structure(value, cls)
    except WireError as error:
        raise (error.within(path) if path else error) from None


def wire_name(field: "attrs.Attribute[Any]") -> str:
    """
    Return how Temu writes *field*.
    """
    first, *rest = field.name.split("_")
    return str(field.metadata.get("wire") or first + "".join(word.capitalize() for word in rest))


def _integer(value: object, _type: object) -> int:
    # Not an instance of int: true and false are, and JSON knows no other kind of integer.
    if type(value) is not int:
        raise WireError("an integer")
    if not -_LARGEST <= value <= _LARGEST:
        raise WireError("an integer of 64 bits")
    return value


def _units(value: object, _type: object) -> int:
    if not 0 <= (units := _integer(value, int)) <= _MOST_UNITS:
        raise WireError("a number of units")
    return units


def _id(value: object, _type: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return _integer(int(value), int)
    return _integer(value, int)


def _text(value: object, _type: object) -> str:
    if not isinstance(value, str):
        raise WireError("a text")
    # No database stores a NUL or half a surrogate pair; the sign for an unreadable
    # character keeps it visible, and a text that matters is held because of it.
    if value.isascii() and "\x00" not in value:
        return value
    return _UNREADABLE.sub("\ufffd", value)


def is_number(text: str) -> bool:
    """
    Tell whether *text* can be the number of an order or a line: short and without odd signs.
    """
    return 0 < len(text) <= _LONGEST_NUMBER and text.isprintable()


def _number(value: object, _type: object) -> str:
    if not is_number(text := _text(value, str)):
        raise WireError("a number")
    return text


def _truth(value: object, _type: object) -> bool:
    if not isinstance(value, bool):
        raise WireError("true or false")
    return value


def _moment(value: object, _type: object) -> datetime:
    if not _FIRST_SECOND <= _integer(value, int) <= _LAST_SECOND:
        raise WireError("UNIX seconds")
    return datetime.fromtimestamp(_integer(value, int), UTC)


def _object_hook(cls: type[Any], converter: cattrs.Converter) -> Callable[[object, object], object]:
    # Looked up once per class: a page holds thousands of fields.
    fields = [
        (
            str(field.alias),
            wire_name(field),
            field.type,
            converter.get_structure_hook(field.type),
            field.default is attrs.NOTHING,
        )
        for field in attrs.fields(cls)
    ]

    def hook(value: object, _type: object) -> object:
        # JSON makes dicts; asking for any Mapping takes twenty times as long.
        if not isinstance(value, dict):
            raise WireError("an object")
        given: dict[str, object] = {}
        for alias, name, kind, read, required in fields:
            if (inner := value.get(name, _MISSING)) is _MISSING:
                if required:
                    raise WireError("a value", name)
                continue
            try:
                given[alias] = read(inner, kind)
            except WireError as error:
                raise error.within(name) from None
        return cls(**given)

    return hook


def _list_hook(hint: Any, converter: cattrs.Converter) -> Callable[[object, object], object]:
    item_type = get_args(hint)[0]
    read = converter.get_structure_hook(item_type)

    def hook(value: object, _type: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise WireError("a list")
        items = []
        for position, item in enumerate(value):
            try:
                items.append(read(item, item_type))
            except WireError as error:
                raise error.within(f"[{position}]") from None
        return tuple(items)

    return hook


def _is_list(hint: Any) -> bool:
    return get_origin(hint) is tuple


def _is_optional(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)


def _optional_hook(hint: Any, converter: cattrs.Converter) -> Callable[[object, object], object]:
    (inner,) = [arg for arg in get_args(hint) if arg is not type(None)]
    read = converter.get_structure_hook(inner)

    def hook(value: object, _type: object) -> object:
        return None if value is None else read(value, inner)

    return hook


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=False)
    converter.register_structure_hook(int, _integer)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(datetime, _moment)
    converter.register_structure_hook_func(lambda hint: hint is object, lambda value, _: value)
    converter.register_structure_hook_func(lambda hint: hint is WireId, _id)
    converter.register_structure_hook_func(lambda hint: hint is Units, _units)
    converter.register_structure_hook_func(lambda hint: hint is WireNumber, _number)
    converter.register_structure_hook_factory(attrs.has, _object_hook)
    converter.register_structure_hook_factory(_is_list, _list_hook)
    converter.register_structure_hook_factory(_is_optional, _optional_hook)
    return converter


_CONVERTER = _make_converter()
