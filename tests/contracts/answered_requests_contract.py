"""What every store of answered requests does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from tests.contracts.books import NOW, Books

from job_core.ports.answered_requests import Answered, AnsweredRequests, KeptAnswers

ANSWER = Answered(request_hash="a" * 64, status=202, body='{"run": "Süd"}')
OTHER = Answered(request_hash="b" * 64, status=409, body="")


class AnsweredRequestsContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def answers(self, books: Books) -> AnsweredRequests:
        """
        The store under test.
        """
        return books.answered_requests

    def test_an_answer_is_found_under_its_token_and_key(self, answers: AnsweredRequests) -> None:
        kept = [
            answers.keep("phone", "key 1", ANSWER, NOW),
            answers.keep("desk", "key 1", OTHER, NOW),
        ]

        assert kept == [True, True]
        assert answers.find("phone", "key 1") == ANSWER
        assert answers.find("desk", "key 1") == OTHER
        assert answers.find("phone", "KEY 1") is None

    def test_the_first_answer_stays(self, answers: AnsweredRequests) -> None:
        answers.keep("phone", "key 1", ANSWER, NOW)

        again = answers.keep("phone", "key 1", OTHER, NOW)

        assert not again
        assert answers.find("phone", "key 1") == ANSWER

    def test_a_key_may_be_of_any_length(self, answers: AnsweredRequests) -> None:
        long = "k" * 5000

        answers.keep("phone", long, ANSWER, NOW)

        assert answers.find("phone", long) == ANSWER
        assert answers.find("phone", f"{long}k") is None

    def test_of_many_answers_to_one_key_one_is_kept(self, answers: AnsweredRequests) -> None:
        def keep(_: int) -> bool:
            return answers.keep("phone", "key 1", ANSWER, NOW)

        with ThreadPoolExecutor(4) as crowd:
            assert sum(crowd.map(keep, range(8))) == 1

    def test_what_would_be_forgotten_is_counted_apart(self, answers: AnsweredRequests) -> None:
        hour = timedelta(hours=1)
        for hours in (3, 1, 2):
            answers.keep("phone", f"key {hours}", ANSWER, NOW + hours * hour)

        old, fresh = answers.kept(before=NOW + 2 * hour)

        assert old == KeptAnswers(count=1, oldest=NOW + hour)
        assert fresh == KeptAnswers(count=2, oldest=NOW + 2 * hour)

    def test_of_no_answers_none_is_the_oldest(self, answers: AnsweredRequests) -> None:
        nothing = KeptAnswers(count=0, oldest=None)

        assert answers.kept(before=NOW) == (nothing, nothing)

    def test_older_answers_are_forgotten(self, answers: AnsweredRequests) -> None:
        hour = timedelta(hours=1)
        for hours in (1, 2, 3):
            answers.keep("phone", f"key {hours}", ANSWER, NOW + hours * hour)

        forgotten = answers.forget_before(NOW + 2 * hour)

        assert forgotten == 1
        assert answers.find("phone", "key 1") is None
        assert answers.find("phone", "key 2") == ANSWER
