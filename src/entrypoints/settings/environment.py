"""Environment variables as settings."""

import re
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Final

import attrs

from entrypoints.settings.wrong_setting import Unusable

PREFIX: Final = "TEMU_JTL_"
#: Names the settings file; no setting itself.
FILE_VARIABLE: Final = "TEMU_JTL_SETTINGS"
#: Read by the test suite only.
_TEST_PREFIX = "TEMU_JTL_TEST_"
_LEVEL = "__"


@attrs.frozen
class EnvText:
    """
    A value from the environment: always text, to be read as the setting's type asks.
    """

    text: str = attrs.field(repr=False)
    variable: str


def own_variables(env: Mapping[str, str]) -> dict[str, str]:
    """
    Return the variables that are settings.
    """
    return {
        name: text
        for name, text in env.items()
        if name.startswith(PREFIX) and name != FILE_VARIABLE and not name.startswith(_TEST_PREFIX)
    }


def variable_for(path: tuple[str, ...]) -> str:
    """
    Return the variable that sets the setting at *path*.
    """
    return PREFIX + _LEVEL.join(re.sub(r"[^A-Z0-9]", "_", step.upper()) for step in path)


def overlaid(tree: Mapping[str, object], variables: Mapping[str, str]) -> dict[str, object]:
    """
    Return *tree* with *variables* written over it.

    Names compare without regard to case, and ``-`` equals ``_``, since a
    variable's name cannot hold a dash.
    """
    merged = _copy(tree)
    # Shorter names first: a value and a setting below it then meet in this order only.
    for variable in sorted(variables):
        steps = variable.removeprefix(PREFIX).lower().split(_LEVEL)
        _put(merged, steps, EnvText(variables[variable], variable))
    return merged


def variables_in(value: object) -> Iterator[str]:
    """
    Return the variables that *value* came from.
    """
    if isinstance(value, EnvText):
        yield value.variable
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from variables_in(inner)


def _copy(tree: Mapping[str, object]) -> dict[str, object]:
    return {
        name: _copy(value) if isinstance(value, Mapping) else value for name, value in tree.items()
    }


def _put(tree: MutableMapping[str, object], steps: list[str], value: EnvText) -> None:
    table, parent = tree, ""
    for step in steps[:-1]:
        name = _name_in(table, step, parent)
        inner = table.setdefault(name, {})
        if not isinstance(inner, dict):
            table[name] = _unusable(f"unset {value.variable} or what stands above it")
            return
        table, parent = inner, name
    name = _name_in(table, steps[-1], parent)
    earlier = table.get(name)
    if isinstance(earlier, EnvText):
        table[name] = _unusable(f"{earlier.variable} and {value.variable} mean the same: keep one")
    else:
        table[name] = value


def _name_in(table: Mapping[str, object], step: str, parent: str) -> str:
    for name in table:
        if _folded(name) == _folded(step):
            return name
    if parent == "shops":
        return step.replace("_", "-")
    return step.upper() if parent == "extra_vat_rates" else step


def _folded(name: str) -> str:
    return name.lower().replace("-", "_")


def _unusable(todo: str) -> Unusable:
    return Unusable(expected="one value", given="given in two ways", todo=todo)
