"""The one converter that turns tables into settings."""

import enum
import types
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

from entrypoints.settings import plain_values
from entrypoints.settings.check import Check
from entrypoints.settings.environment import EnvText
from entrypoints.settings.secret import FILE_SUFFIX, Secret, is_secret, read_secret
from entrypoints.settings.wrong_setting import Unusable, WrongSettingError

#: Stands where a setting was left out because nobody asks for it.
_NEEDLESS = "not needed"

Hook: TypeAlias = Callable[[object, Any], object]


def strict_converter(base: Path) -> cattrs.Converter:
    """
    Return a converter that bends nothing, refuses unknown names and finds all faults at once.

    Args:
        base: The folder that relative paths of secret files count from.
    """
    converter = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)
    scalars: Mapping[type, Hook] = {
        str: plain_values.text,
        int: plain_values.whole_number,
        float: plain_values.number,
        bool: plain_values.truth,
        Decimal: plain_values.decimal,
        date: plain_values.moment,
        Path: plain_values.path,
    }
    for kind, hook in scalars.items():
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook_func(_is_word, plain_values.word)
    converter.register_structure_hook_func(lambda hint: hint == Secret, plain_values.text)
    converter.register_structure_hook_func(_is_name, _name)
    converter.register_structure_hook_factory(_is_list, _list_hook)
    converter.register_structure_hook_factory(_is_optional, _optional_hook)
    converter.register_structure_hook_factory(_is_mapping, _mapping_hook)
    converter.register_structure_hook_factory(
        attrs.has, lambda cls, inner: _table_hook(cls, inner, base)
    )
    return converter


def _table_hook(cls: type[Any], converter: cattrs.Converter, base: Path) -> Hook:
    fields = attrs.fields(cls)
    hooks: dict[str, Any] = {
        field.name: override(struct_hook=_field_hook(field, converter)) for field in fields
    }
    structure = make_dict_structure_fn(
        cls,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=True,
        **hooks,
    )

    def hook(value: object, _hint: Any) -> object:
        given = dict(_table(value))
        for field in fields:
            if is_secret(field):
                _take_from_file(given, field.name, base)
            elif attrs.has(field.type or object):
                # So that what is missing inside is named, not just the table.
                given.setdefault(field.name, {})
        for needed, other, word, unusable in getattr(cls, "NEEDED_WITH", ()):
            if _written(given.get(other)) == word and not _written(given.get(needed)):
                given[needed] = unusable
        for names, other, word in getattr(cls, "NEEDLESS_WITH", ()):
            if _written(given.get(other)) == word:
                given = dict.fromkeys(names, _NEEDLESS) | given
        return structure(given, cls)

    return hook


def _field_hook(field: "attrs.Attribute[Any]", converter: cattrs.Converter) -> Hook:
    hidden = "given, but never shown" if is_secret(field) else None
    kind: Any = field.type

    def hook(value: object, _hint: Any) -> object:
        if isinstance(value, Unusable):
            raise value.error()
        try:
            read = converter.structure(value, kind)
            if field.validator is not None:
                field.validator(None, field, read)
        except WrongSettingError as error:
            expected = field.validator.expected if isinstance(field.validator, Check) else ""
            raise WrongSettingError(
                expected or error.expected, todo=error.todo, given=hidden or error.given
            ) from None
        return read

    return hook


def _take_from_file(given: dict[str, object], name: str, base: Path) -> None:
    if (pointer := given.pop(name + FILE_SUFFIX, None)) is None:
        return
    if name in given:
        given[name] = Unusable(
            expected="only one of the two",
            given=f"{name} and {name}{FILE_SUFFIX} are both given",
            todo=f"remove {name} or {name}{FILE_SUFFIX}",
        )
    elif written := _written(pointer):
        given[name] = read_secret(base / written, name)
    else:
        given[name] = Unusable(
            expected="the path of a file in quotes",
            given="given something else",
            todo="name the file that holds the secret",
            name=name + FILE_SUFFIX,
        )


def _written(value: object) -> str:
    text = value.text if isinstance(value, EnvText) else value
    return text.strip() if isinstance(text, str) else ""


def _table(value: object) -> Mapping[str, object]:
    if isinstance(value, Unusable):
        raise value.error()
    if not isinstance(value, Mapping):
        # What stands here may be a secret in the wrong place.
        raise WrongSettingError("a table of settings", given="given a single value")
    return value


def _name(value: object, hint: Any) -> str:
    check: Check = hint.__metadata__[0]
    if not isinstance(value, str) or not check.holds(value):
        raise WrongSettingError(check.expected, given="given this name")
    return value


def _list_hook(hint: Any, converter: cattrs.Converter) -> Hook:
    build: type = get_origin(hint)
    items: Any = types.GenericAlias(list, get_args(hint)[:1])

    def hook(value: object, _hint: Any) -> object:
        return build(converter.structure(plain_values.listed(value), items))

    return hook


def _optional_hook(hint: Any, converter: cattrs.Converter) -> Hook:
    (inner,) = [arg for arg in get_args(hint) if arg is not type(None)]

    def hook(value: object, _hint: Any) -> object:
        return None if plain_values.is_nothing(value) else converter.structure(value, inner)

    return hook


def _mapping_hook(hint: Any, converter: cattrs.Converter) -> Hook:
    name, item = get_args(hint)
    names: Any = types.GenericAlias(dict, (name, bool))
    items: Any = types.GenericAlias(dict, (str, item))

    def hook(value: object, _hint: Any) -> object:
        table = _table(value)
        read: object = {}
        faults: list[Exception] = []
        # A name is checked apart from what stands under it: both may be wrong.
        for part, kind in ((dict.fromkeys(table, True), names), (table, items)):
            try:
                read = converter.structure(part, kind)
            except IterableValidationError as error:
                faults.extend(error.exceptions)
        if faults:
            raise IterableValidationError("wrong settings", faults, hint)
        return read

    return hook


def _is_word(hint: Any) -> bool:
    return get_origin(hint) is Literal or (isinstance(hint, type) and issubclass(hint, enum.Enum))


def _is_name(hint: Any) -> bool:
    return get_origin(hint) is Annotated and isinstance(hint.__metadata__[0], Check)


def _is_list(hint: Any) -> bool:
    return get_origin(hint) in (tuple, frozenset)


def _is_mapping(hint: Any) -> bool:
    return get_origin(hint) is Mapping


def _is_optional(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)
