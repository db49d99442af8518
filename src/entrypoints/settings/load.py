"""Reading the settings, once, as a whole."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import attrs
from cattrs.errors import BaseValidationError

from entrypoints.settings.converter import strict_converter
from entrypoints.settings.environment import FILE_VARIABLE, overlaid, own_variables
from entrypoints.settings.locate import FILE_NAME, SYSTEM_FILE
from entrypoints.settings.report import Report
from entrypoints.settings.settings import Settings
from shared_kernel.errors import RejectedError

_CODE = "settings"


def load_settings(file: Path | None, env: Mapping[str, str]) -> Settings:
    """
    Return the settings of *file* with the variables of *env* written over them.

    Relative paths count from the file's folder, so that it does not matter
    where the program was started; without a file, from the working folder.

    Raises:
        RejectedError: Every wrong setting on a line of its own; no line holds
            the value of a secret.
    """
    variables = own_variables(env)
    if file is None and not variables:
        raise RejectedError(_how_to_start(), code=_CODE)
    base = (file.parent if file else Path()).absolute()
    tree = overlaid(_read(file) if file else {}, variables)
    try:
        settings = strict_converter(base).structure(tree, Settings)
    except BaseValidationError as error:
        faults = Report(cls=Settings, tree=tree, file=file).faults(error)
    else:
        return attrs.evolve(settings, data=base / settings.data, server=settings.server.under(base))
    # Raised out here: a chained error would carry the values, secrets among them.
    raise RejectedError("\n".join(map(str, faults)), code=_CODE, field=faults[0].path)


def _read(file: Path) -> dict[str, object]:
    try:
        # Editors on Windows put a byte order mark in front.
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise RejectedError(
            f"there is no settings file {file}; create it after docs/settings.example.toml, "
            "or try everything with --demo",
            code=_CODE,
        ) from None
    except UnicodeDecodeError:
        raise RejectedError(f"{file} is not UTF-8; save it again as UTF-8", code=_CODE) from None
    except OSError as error:
        raise RejectedError(
            f"{file} cannot be read ({error.strerror}); check who owns it", code=_CODE
        ) from None
    try:
        # Decimal keeps numbers as they were written; 5.5 % stays 5.5 %.
        return tomllib.loads(text, parse_float=Decimal)
    except ValueError as error:
        reason = str(error)
    raise RejectedError(
        f"{file} is not valid TOML: {reason}; texts stand in quotes, Windows paths in single "
        "quotes, and each name and [table] occurs once",
        code=_CODE,
    )


def _how_to_start() -> str:
    return (
        "there are no settings yet; to try everything without any, add --demo; to work with "
        "your shop, copy docs/settings.example.toml and fill it in. Looked for: --settings FILE, "
        f"{FILE_VARIABLE}, ./{FILE_NAME}, {SYSTEM_FILE}"
    )
