"""What every store of raw answers does."""

from datetime import timedelta

import attrs
import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books

from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence
from temu_core.order import OrderNumber
from temu_core.payload import Call, RawAnswer
from temu_core.ports.raw_answers import RawAnswers

BODY = '{"name": "J\\u00f6rg",  "zahl": 1.50}'


def an_answer(key: str, call: Call = Call.ADDRESS) -> RawAnswer:
    """
    Return an answer received at :data:`NOW`.
    """
    return RawAnswer(call=call, key=key, received_at=NOW, body=BODY)


class RawAnswersContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def answers(self, books: Books) -> RawAnswers:
        """
        The store under test.
        """
        return books.raw_answers

    @pytest.fixture
    def fence(self, books: Books) -> Fence:
        """
        A valid fence.
        """
        return books.fence()

    def test_answers_come_back_unchanged_and_in_order(
        self, answers: RawAnswers, fence: Fence
    ) -> None:
        first, second, third = an_answer("PO-2"), an_answer("PO-1"), an_answer("PO-2")
        answers.append(fence, "run 1", [first, an_answer("1", Call.ORDERS), second])
        answers.append(fence, "run 1", [third])
        answers.append(fence, "run 2", [an_answer("PO-3")])

        found = list(answers.of_run(SHOP, "run 1", Call.ADDRESS))

        assert found == [first, second, third]
        assert not list(answers.of_run(OTHER_SHOP, "run 1", Call.ADDRESS))

    def test_all_about_an_order_is_found(self, answers: RawAnswers, fence: Fence) -> None:
        address, amounts = an_answer("PO-1"), an_answer("PO-1", Call.AMOUNTS)
        answers.append(fence, "run 1", [address, an_answer("PO-2")])
        answers.append(fence, "run 2", [amounts])

        assert list(answers.of_order(SHOP, OrderNumber("PO-1"))) == [address, amounts]

    def test_the_newest_runs_come_first(self, answers: RawAnswers, fence: Fence) -> None:
        for run_id in ("run 1", "run 3", "run 2"):
            answers.append(fence, run_id, [an_answer("PO-1"), an_answer("PO-2")])

        assert list(answers.runs(SHOP)) == ["run 2", "run 3", "run 1"]
        assert list(answers.runs(SHOP, limit=1)) == ["run 2"]

    def test_old_answers_are_erased(self, books: Books, answers: RawAnswers, fence: Fence) -> None:
        old = attrs.evolve(an_answer("PO-1"), received_at=NOW - timedelta(days=31))
        answers.append(fence, "run 1", [old, an_answer("PO-1")])
        answers.append(books.fence(shop=OTHER_SHOP), "run 1", [old])

        erased = answers.erase_before(fence, NOW - timedelta(days=30))

        assert erased == 1
        assert list(answers.of_order(SHOP, OrderNumber("PO-1"))) == [an_answer("PO-1")]
        assert list(answers.of_order(OTHER_SHOP, OrderNumber("PO-1"))) == [old]

    def test_a_lost_fence_keeps_and_erases_nothing(
        self, books: Books, answers: RawAnswers, fence: Fence
    ) -> None:
        lost = books.lost_fence("tracking")
        answers.append(fence, "run 1", [an_answer("PO-1")])

        with pytest.raises(StoppedError):
            answers.append(lost, "run 2", [an_answer("PO-1")])
        with pytest.raises(StoppedError):
            answers.erase_before(lost, NOW + timedelta(days=1))

        assert list(answers.of_order(SHOP, OrderNumber("PO-1"))) == [an_answer("PO-1")]
