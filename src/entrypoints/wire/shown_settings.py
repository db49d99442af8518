"""What is set, as other programs see it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from entrypoints.settings.redacted import redacted
from entrypoints.settings.settings import Settings

Value: TypeAlias = "str | int | float | bool | list[str] | None"


@attrs.frozen(kw_only=True)
class SettingView:
    """
    One setting by its path in the settings file.
    """

    path: str
    #: Of a secret ``"set"`` or ``"missing"``.
    value: Value


@attrs.frozen(kw_only=True)
class SettingsView:
    """
    All settings in the order of their tables.
    """

    demo: bool
    items: Sequence[SettingView]

    @classmethod
    def of(cls, settings: Settings, *, demo: bool) -> "SettingsView":
        """
        Return *settings* as they may be shown.
        """
        return cls(demo=demo, items=list(_flat(redacted(settings))))


def _flat(table: Mapping[str, object], path: str = "") -> Iterator[SettingView]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{name}.")
        elif isinstance(value, list):
            yield SettingView(path=f"{path}{name}", value=[str(item) for item in value])
        elif value is None or isinstance(value, str | int | float):
            yield SettingView(path=f"{path}{name}", value=value)
        else:
            yield SettingView(path=f"{path}{name}", value=str(value))
