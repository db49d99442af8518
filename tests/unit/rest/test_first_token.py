"""The token that the first start makes."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.clock import FixedClock
from adapters.memory.access_book import MemoryAccessBook
from adapters.memory.store import MemoryStore
from adapters.random_secrets import RandomSecrets
from entrypoints.first_token import FirstToken, make_first_token
from job_core.access import Role
from job_core.rules.secret_hash import secret_hash
from job_core.use_cases.issue_token import IssueToken


@pytest.fixture
def issue_token() -> IssueToken:
    clock = FixedClock(datetime(2026, 3, 2, 12, tzinfo=UTC))
    return IssueToken(
        access_book=MemoryAccessBook(MemoryStore()), secrets=RandomSecrets(), clock=clock
    )


def _make(issue_token: IssueToken, data: Path) -> FirstToken | None:
    return make_first_token(issue_token.access_book, issue_token, data)


def test_it_is_an_operators_and_only_the_owner_can_read_it(
    issue_token: IssueToken, tmp_path: Path
) -> None:
    made = _make(issue_token, tmp_path)

    assert made is not None
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    known = issue_token.access_book.token_by_hash(secret_hash(made.file.read_text().strip()))
    assert known is not None
    assert known.role is Role.OPERATOR
    assert made.secret not in repr(made)


def test_there_is_no_second_first_token(issue_token: IssueToken, tmp_path: Path) -> None:
    """
    Not even when the first was revoked: that was somebody's decision.
    """
    _make(issue_token, tmp_path)
    issue_token.access_book.revoke_token("first", issue_token.clock.now())

    assert _make(issue_token, tmp_path) is None


def test_what_lies_in_the_files_place_is_not_written_through(
    issue_token: IssueToken, tmp_path: Path
) -> None:
    """
    A link or an open file there would show the secret to others.
    """
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("")
    elsewhere.chmod(0o644)
    (tmp_path / "first-token").symlink_to(elsewhere)

    made = _make(issue_token, tmp_path)

    assert elsewhere.read_text() == ""
    assert made is not None
    assert not made.file.is_symlink()
