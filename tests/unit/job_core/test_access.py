"""Tokens and sessions."""

from datetime import timedelta
from itertools import count

import attrs
import pytest
from tests.unit.job_core.world import NOON

from adapters.clock import FixedClock
from adapters.memory.access_book import MemoryAccessBook
from adapters.memory.store import MemoryStore
from adapters.random_secrets import RandomSecrets
from job_core.access import Role
from job_core.ports.secrets import Secrets
from job_core.use_cases.authenticate import Authenticate, Identity
from job_core.use_cases.end_session import EndSession
from job_core.use_cases.issue_token import IssueToken
from job_core.use_cases.open_session import OpenSession
from job_core.use_cases.revoke_token import RevokeToken
from shared_kernel.errors import RejectedError

ADA = Identity(token_name="ada", role=Role.OPERATOR)


@attrs.frozen
class Counting(Secrets):
    """
    Makes secrets that a test can guess.
    """

    numbers: "count[int]" = attrs.field(factory=count)

    def new(self) -> str:
        return f"secret {next(self.numbers)}"


@attrs.frozen
class Door:
    """
    Everything that decides who comes in.
    """

    clock: FixedClock = attrs.field(factory=lambda: FixedClock(NOON))
    book: MemoryAccessBook = attrs.field(factory=lambda: MemoryAccessBook(MemoryStore()))
    secrets: Counting = attrs.field(factory=Counting)

    def issue(self, name: str = "ada", role: Role = Role.OPERATOR) -> str:
        issue = IssueToken(access_book=self.book, secrets=self.secrets, clock=self.clock)
        return issue(name, role).secret

    def revoke(self, name: str = "ada") -> None:
        RevokeToken(access_book=self.book, clock=self.clock)(name)

    @property
    def authenticate(self) -> Authenticate:
        return Authenticate(access_book=self.book, clock=self.clock)

    @property
    def open_session(self) -> OpenSession:
        return OpenSession(
            access_book=self.book,
            authenticate=self.authenticate,
            secrets=self.secrets,
            clock=self.clock,
            span=timedelta(days=1),
        )


@pytest.fixture
def door() -> Door:
    """
    A door without tokens.
    """
    return Door()


def test_a_token_is_known_by_its_secret_only(door: Door) -> None:
    secret = door.issue()

    assert door.authenticate.by_token(secret) == ADA
    assert door.authenticate.by_token("ada") is None
    assert door.authenticate.by_session(secret) is None
    assert secret not in repr(door.book.tokens())
    assert secret not in {token.secret_hash for token in door.book.tokens()}


def test_a_name_is_given_once(door: Door) -> None:
    door.issue()
    door.revoke()

    with pytest.raises(RejectedError) as refused:
        door.issue()

    assert (refused.value.code, refused.value.field) == ("name_taken", "name")


@pytest.mark.parametrize("name", ["", "x" * 41, "a\nb"])
def test_a_name_can_be_printed(door: Door, name: str) -> None:
    with pytest.raises(RejectedError) as refused:
        door.issue(name)

    assert refused.value.field == "name"


def test_a_session_is_known_until_it_ends(door: Door) -> None:
    opened = door.open_session(door.issue())
    assert opened is not None
    before = door.authenticate.by_session(opened.secret)

    EndSession(access_book=door.book)(opened.secret)

    assert before == ADA
    assert door.authenticate.by_session(opened.secret) is None
    assert opened.secret not in repr(opened)


def test_a_session_ends_by_itself(door: Door) -> None:
    opened = door.open_session(door.issue())
    assert opened is not None

    door.clock.advance(timedelta(days=1))

    assert door.authenticate.by_session(opened.secret) is None


def test_a_revoked_token_opens_nothing_any_more(door: Door) -> None:
    secret = door.issue()
    opened = door.open_session(secret)
    assert opened is not None

    door.revoke()

    assert door.authenticate.by_token(secret) is None
    assert door.authenticate.by_session(opened.secret) is None
    assert door.open_session(secret) is None


def test_only_a_valid_token_can_be_revoked(door: Door) -> None:
    with pytest.raises(RejectedError) as refused:
        door.revoke("nobody")

    assert refused.value.code == "unknown_token"


def test_real_secrets_are_long_and_never_the_same() -> None:
    made = {RandomSecrets().new() for _ in range(100)}

    assert len(made) == 100
    assert all(len(secret) >= 43 and secret.isascii() for secret in made)
