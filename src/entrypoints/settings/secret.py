"""Settings that are never shown, and reading them from files of their own."""

import os
import stat
from pathlib import Path
from typing import Annotated, Any, Final, TypeAlias, get_args, get_origin

import attrs

from entrypoints.settings.wrong_setting import Unusable

_MARK: Final = "secret"

#: A text that is never shown, logged or printed, and may come from a file.
Secret: TypeAlias = Annotated[str, _MARK]

#: Ends the name of the setting that names the file instead.
FILE_SUFFIX: Final = "_file"

#: Who may read the file besides its owner.
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def is_secret(field: "attrs.Attribute[Any]") -> bool:
    """
    Return whether the field's value must never be shown.
    """
    return get_origin(field.type) is Annotated and _MARK in get_args(field.type)


def read_secret(path: Path, name: str) -> str | Unusable:
    """
    Return the one line in the file at *path* that the setting *name* points to.

    A file that others can read is refused: it is no longer a secret.
    """
    try:
        if problem := _problem_of(path, name):
            return problem
        text = path.read_text(encoding="utf-8-sig").strip()
    except UnicodeDecodeError:
        return _unusable(path, name, "is no UTF-8 text", "save it again as plain text")
    except OSError as error:
        why = f"cannot be read ({error.strerror})"
        return _unusable(path, name, why, "check the path and who owns the file")
    if not text:
        return _unusable(path, name, "is empty", "write the secret into it")
    if len(text.splitlines()) > 1:
        return _unusable(path, name, "has several lines", "keep nothing but the secret in it")
    return text


def _problem_of(path: Path, name: str) -> Unusable | None:
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        return _unusable(path, name, "is no file", "name a file")
    # Windows keeps rights elsewhere; its mode bits say nothing.
    if os.name == "posix" and mode & _OTHERS:
        return _unusable(
            path,
            name,
            f"can be read by others (mode {stat.S_IMODE(mode):04o})",
            f"run: chmod 600 {path} (in a container: give the secret mode 0400)",
        )
    return None


def _unusable(path: Path, name: str, why: str, todo: str) -> Unusable:
    return Unusable(
        expected="a file that holds the secret and only its owner can read",
        given=f"given {path}, which {why}",
        todo=todo,
        name=name + FILE_SUFFIX,
    )
