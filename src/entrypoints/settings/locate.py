"""Finding the settings file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from entrypoints.settings.environment import FILE_VARIABLE

FILE_NAME: Final = "temu-jtl.toml"
SYSTEM_FILE: Final = Path("/etc/temu-jtl/settings.toml")


def locate(
    given: Path | None, env: Mapping[str, str], cwd: Path, *, system_file: Path = SYSTEM_FILE
) -> Path | None:
    """
    Return the settings file to read; None when there is none.

    The first wins: *given*, the file named by ``TEMU_JTL_SETTINGS``,
    ``temu-jtl.toml`` in *cwd*, the file of the system.  A file somebody named
    is returned even if it is missing: reading another one instead would be a
    surprise.
    """
    if given is not None:
        return cwd / given
    if named := env.get(FILE_VARIABLE, "").strip():
        return cwd / named
    return next((file for file in (cwd / FILE_NAME, system_file) if file.is_file()), None)
