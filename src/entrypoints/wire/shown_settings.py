"""What is set, as other programs see it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from entrypoints.settings.redacted import redacted, secret_paths
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
    secret: bool


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
        secrets = secret_paths(settings)
        return cls(
            demo=demo,
            items=[
                SettingView(path=path, value=_value(value), secret=path in secrets)
                for path, value in _flat(redacted(settings))
            ],
        )


def _flat(table: Mapping[str, object], path: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


def _value(value: object) -> Value:
    if isinstance(value, list):
        return [str(item) for item in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)
