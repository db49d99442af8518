"""The token that the first start makes."""

import os
from pathlib import Path

import attrs

from job_core.access import Role
from job_core.ports.access_book import AccessBook
from job_core.use_cases.issue_token import IssueToken
from shared_kernel.errors import RejectedError

FIRST_NAME = "first"
_FILE = "first-token"


@attrs.frozen(kw_only=True)
class FirstToken:
    """
    The first token and the file it was written to.
    """

    secret: str = attrs.field(repr=False)
    file: Path


def make_first_token(
    access_book: AccessBook, issue_token: IssueToken, data: Path
) -> FirstToken | None:
    """
    Make an operator's token when there is none at all; None when there is one.

    It is written to a file that only its owner can read, and to no log.
    """
    if access_book.tokens():
        return None
    try:
        secret = issue_token(FIRST_NAME, Role.OPERATOR).secret
    except RejectedError:
        # Another process was started at the same moment and was faster.
        return None
    file = data / _FILE
    _write_private(file, secret + "\n")
    return FirstToken(secret=secret, file=file)


def _write_private(file: Path, text: str) -> None:
    # An older file may be readable by others, or lead elsewhere.
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(text)
