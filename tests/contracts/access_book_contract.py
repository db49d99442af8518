"""What every record of tokens and sessions does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import attrs
import pytest
from tests.contracts.books import NOW, Books
from tests.contracts.job_examples import a_session, a_token

from job_core.access import Role
from job_core.ports.access_book import AccessBook

HOUR = timedelta(hours=1)


class AccessBookContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def book(self, books: Books) -> AccessBook:
        """
        The record under test.
        """
        return books.access_book

    def test_tokens_are_found_by_name_and_by_hash(self, book: AccessBook) -> None:
        phone, desk = a_token("phone"), a_token("desk", role=Role.OPERATOR)

        added = [book.add_token(token) for token in (phone, desk)]

        assert added == [True, True]
        assert list(book.tokens()) == [desk, phone]
        assert book.token_by_hash(desk.secret_hash) == desk
        assert book.token_by_hash("unknown") is None

    def test_a_name_is_given_once(self, book: AccessBook) -> None:
        book.add_token(a_token())

        again = book.add_token(a_token(secret_hash="another"))

        assert not again
        assert list(book.tokens()) == [a_token()]

    def test_of_many_who_want_a_name_one_gets_it(self, book: AccessBook) -> None:
        def add(who: int) -> bool:
            return book.add_token(a_token(secret_hash=f"hash {who}"))

        with ThreadPoolExecutor(4) as crowd:
            assert sum(crowd.map(add, range(8))) == 1

    def test_a_revoked_token_stays_known_and_keeps_its_name(self, book: AccessBook) -> None:
        book.add_token(a_token())

        revoked = [book.revoke_token("phone", NOW + n * HOUR) for n in (1, 2)]

        gone = a_token(revoked_at=NOW + HOUR)
        assert revoked == [True, False]
        assert list(book.tokens()) == [gone]
        assert book.token_by_hash(gone.secret_hash) == gone
        assert not book.add_token(a_token(secret_hash="another"))

    def test_nobody_revokes_what_is_not_there(self, book: AccessBook) -> None:
        assert not book.revoke_token("phone", NOW)

    def test_a_session_lasts_until_it_is_ended(self, book: AccessBook) -> None:
        book.add_token(a_token())
        book.add_session(a_session())
        before = book.session("cookie")

        for _ in range(2):
            book.end_session("cookie")

        assert before == a_session()
        assert book.session("cookie") is None

    def test_a_tokens_sessions_end_with_it(self, book: AccessBook) -> None:
        """
        Also one that is opened while its token is being revoked.
        """
        other = attrs.evolve(a_session("other"), token_name="desk")
        for token in (a_token("phone"), a_token("desk")):
            book.add_token(token)
        for session in (a_session("early"), other):
            book.add_session(session)

        book.revoke_token("phone", NOW)
        book.add_session(a_session("late"))

        found = [book.session(name) for name in ("early", "late", "other")]
        assert found == [None, None, other]

    def test_sessions_that_ended_by_themselves_are_forgotten(self, book: AccessBook) -> None:
        book.add_token(a_token())
        for name, lasting in (("over", HOUR), ("just over", 2 * HOUR), ("valid", 3 * HOUR)):
            book.add_session(a_session(name, expires_at=NOW + lasting))
        known = book.session("over")

        forgotten = book.forget_expired(NOW + 2 * HOUR)

        assert known is not None
        assert forgotten == 2
        assert book.session("just over") is None
        assert book.session("valid") is not None
