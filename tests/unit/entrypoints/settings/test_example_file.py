"""The example file shows every setting as it is."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
from tests.unit.entrypoints.settings.written import COMPLETE, a_file, loaded

from entrypoints.settings.load import load_settings
from entrypoints.settings.redacted import redacted
from entrypoints.settings.secret import FILE_SUFFIX, is_secret
from entrypoints.settings.settings import Settings, ShopSettings

EXAMPLE = Path(__file__).parents[4] / "docs" / "settings.example.toml"


def everything_switched_on() -> str:
    """
    Return the example with its commented settings in force, files of secrets aside.
    """
    text = re.sub(r"(?m)^# (?=\w+ = )", "", EXAMPLE.read_text(encoding="utf-8"))
    return re.sub(rf"(?m)^\w+{FILE_SUFFIX} = .*$", "", text)


def leaves(tree: Mapping[str, object], path: str = "") -> Iterator[str]:
    for name, value in tree.items():
        at = f"{path}.{name}" if path else name
        if isinstance(value, Mapping) and name not in ("extra_vat_rates", "words"):
            yield from leaves(value, at)
        else:
            yield at


def fields(cls: type[Any], path: str = "") -> Iterator[tuple[str, "attrs.Attribute[Any]"]]:
    for field in attrs.fields(cls):
        if field.name == "shops":
            yield from fields(ShopSettings, "shops.temu-de.")
        elif isinstance(field.type, type) and attrs.has(field.type):
            yield from fields(field.type, f"{path}{field.name}.")
        else:
            yield path + field.name, field


def test_the_example_shows_every_setting() -> None:
    shown = set(leaves(tomllib.loads(everything_switched_on())))

    assert shown == {path for path, _field in fields(Settings)}


def test_the_example_shows_the_file_of_every_secret() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")

    secrets = [field.name for _path, field in fields(Settings) if is_secret(field)]

    assert len(secrets) == 6
    assert not [name for name in secrets if f"\n# {name}{FILE_SUFFIX} = " not in text]


def test_the_example_loads_and_shows_the_defaults(tmp_path: Path) -> None:
    example = redacted(load_settings(EXAMPLE, {}))
    plain = redacted(loaded(tmp_path, COMPLETE))

    example["data"] = plain["data"]
    assert example == plain


def test_every_setting_of_the_example_loads(tmp_path: Path) -> None:
    settings = load_settings(a_file(tmp_path, everything_switched_on()), {})

    assert settings.shops["temu-de"].orders.start_from is not None
    assert settings.shops["temu-de"].orders.extra_vat_rates.keys() == {"DE"}
