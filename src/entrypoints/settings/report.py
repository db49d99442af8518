"""Saying what is wrong in the settings, one line per setting."""

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import attrs
from cattrs.errors import (
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from entrypoints.settings.check import Check
from entrypoints.settings.environment import EnvText, variable_for, variables_in
from entrypoints.settings.secret import FILE_SUFFIX, is_secret
from entrypoints.settings.wrong_setting import WrongSettingError

Step: TypeAlias = str | int

_LONGEST = 60


@attrs.frozen(kw_only=True)
class Fault:
    """
    One wrong setting, in words.
    """

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


@attrs.frozen(kw_only=True)
class Report:
    """
    Words the faults found in *tree*, which was read from *file* and the environment.
    """

    cls: type[Any]
    tree: Mapping[str, object] = attrs.field(repr=False)
    file: Path | None

    def faults(self, error: BaseValidationError) -> list[Fault]:
        """
        Return every fault, in the order of the settings.
        """
        return list(self._walk(error, (), self.cls))

    def _walk(self, error: Exception, path: tuple[Step, ...], cls: type[Any]) -> Iterator[Fault]:
        if isinstance(error, ClassValidationError | IterableValidationError):
            owner = error.cl if isinstance(error, ClassValidationError) else cls
            noted, bare = error.group_exceptions()
            for inner, note in noted:
                step: Step = note.index if isinstance(note, IterableValidationNote) else note.name
                yield from self._walk(inner, (*path, step), owner)
            for inner in bare:
                yield from self._walk(inner, path, owner)
        elif isinstance(error, ForbiddenExtraKeysError):
            for name in sorted(error.extra_fields):
                yield self._unknown((*path, name), cls)
        elif isinstance(error, KeyError):
            yield self._missing(path, cls)
        elif isinstance(error, WrongSettingError):
            yield self._wrong(path, error)
        else:
            raise error

    def _unknown(self, path: tuple[Step, ...], cls: type[Any]) -> Fault:
        name, known = str(path[-1]), _names(cls)
        near = difflib.get_close_matches(name.lower(), known, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(known)}"
        variables = ", ".join(variables_in(self._given(path)))
        where = f"unset or rename {variables}" if variables else f"rename or remove it{self._in()}"
        return Fault(path=_dotted(path), sentence=f"no such setting; {hint}; {where}")

    def _missing(self, path: tuple[Step, ...], cls: type[Any]) -> Fault:
        field = next(f for f in attrs.fields(cls) if f.name == path[-1])
        expected = field.validator.expected if isinstance(field.validator, Check) else "a value"
        names = tuple(str(step) for step in path)
        table = f" under [{'.'.join(names[:-1])}]" if names[:-1] else ""
        other = f" or {names[-1]}{FILE_SUFFIX}" if is_secret(field) else ""
        # Without a file the variables are the nearer way; a table has no variable of its own.
        todo = f"add {names[-1]}{other}{table}{self._in()}"
        if isinstance(field.type, type) or is_secret(field):
            todo += f", or set {variable_for(names)}"
        return Fault(path=_dotted(path), sentence=f"nothing given; expected {expected}; {todo}")

    def _wrong(self, path: tuple[Step, ...], error: WrongSettingError) -> Fault:
        value = self._given(path)
        given = error.given if error.given is not None else f"given {_shown(value)}"
        variables = ", ".join(variables_in(value)) if not isinstance(value, Mapping) else ""
        if variables:
            given += f" by {variables}"
        todo = error.todo or (f"change {variables}" if variables else f"change it{self._in()}")
        if error.name:
            path = (*path[:-1], error.name)
        if error.below:
            path = (*path, error.below)
        return Fault(path=_dotted(path), sentence=f"{given}; expected {error.expected}; {todo}")

    def _in(self) -> str:
        return f" in {self.file}" if self.file else " in a settings file"

    def _given(self, path: tuple[Step, ...]) -> object:
        value: object = self.tree
        for step in path:
            if isinstance(value, EnvText):
                # An item of a comma list; the whole list is what was given.
                return value
            if isinstance(value, list) and isinstance(step, int):
                value = value[step]
            else:
                value = value.get(step) if isinstance(value, Mapping) else None
        return value


def _names(cls: type[Any]) -> list[str]:
    names = [field.name for field in attrs.fields(cls)]
    return names + [f.name + FILE_SUFFIX for f in attrs.fields(cls) if is_secret(f)]


def _dotted(path: tuple[Step, ...]) -> str:
    text = ""
    for step in path:
        # A quoted name may hold line breaks, and each fault keeps to its line.
        name = str(step) if re.fullmatch(r"[\w-]+", str(step)) else json.dumps(step)
        text += f"[{step}]" if isinstance(step, int) else ("." if text else "") + name
    return text


def _shown(value: object) -> str:
    if isinstance(value, EnvText):
        value = value.text
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        # A password in an address must not show, whatever setting it was written to.
        masked = re.sub(r"//[^/\s]*@", "//…@", value)
        cut = masked if len(masked) <= _LONGEST else masked[:_LONGEST] + "…"
        return json.dumps(cut, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return str(value) if isinstance(value, int | Decimal | date) else "something else"
