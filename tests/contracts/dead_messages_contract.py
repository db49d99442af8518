"""What every keeper of dead messages promises."""

from abc import ABC, abstractmethod
from datetime import UTC, datetime, timedelta

import pytest

from job_core.ports.dead_messages import DeadMessages

#: Machines measure deaths in milliseconds.
MOMENT = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Graveyard(ABC):
    """
    A keeper, and a way to lay messages there.
    """

    dead: DeadMessages

    @abstractmethod
    def lay(self, message_id: str, died_at: datetime) -> None:
        """
        Let a message of run ``run of <id>`` be dead.
        """

    @abstractmethod
    def handed_out(self) -> list[str]:
        """
        Return the runs whose messages wait for a worker, in order.
        """


class DeadMessagesContract:
    """
    Subclass per adapter and override the *yard* fixture.
    """

    @pytest.fixture
    def yard(self) -> Graveyard:
        raise NotImplementedError

    @pytest.fixture
    def three(self, yard: Graveyard) -> DeadMessages:
        """
        Three messages that died a minute apart.
        """
        for minute, message_id in enumerate("abc"):
            yard.lay(message_id, MOMENT + timedelta(minutes=minute))
        return yard.dead

    def test_the_last_that_died_comes_first(self, three: DeadMessages) -> None:
        newest = three.newest(limit=2)

        assert [(message.id, message.run_id) for message in newest] == [
            ("c", "run of c"),
            ("b", "run of b"),
        ]
        assert (newest[0].shop, newest[0].job) == ("north", "orders")
        assert newest[0].died_at == MOMENT + timedelta(minutes=2)
        assert newest[0].why == "it broke"

    def test_figures_count_them(self, three: DeadMessages) -> None:
        figures = three.figures()

        assert (figures.waiting, figures.delayed, figures.dead, figures.workers) == (0, 0, 3, 0)

    def test_what_is_sent_again_waits_for_a_worker_and_is_dead_no_more(
        self, yard: Graveyard, three: DeadMessages
    ) -> None:
        sent = three.send_again(["a", "nobody", "c"])

        assert list(sent) == ["a", "c"]
        assert yard.handed_out() == ["run of a", "run of c"]
        assert [message.id for message in three.newest()] == ["b"]
        assert three.figures().waiting == 2

    def test_a_message_is_sent_again_once(self, yard: Graveyard, three: DeadMessages) -> None:
        three.send_again(["a"])

        assert list(three.send_again(["a"])) == []
        assert yard.handed_out() == ["run of a"]

    def test_what_is_put_away_is_forgotten(self, yard: Graveyard, three: DeadMessages) -> None:
        assert list(three.put_away(["b", "nobody"])) == ["b"]
        assert list(three.put_away(["b"])) == []
        assert yard.handed_out() == []
        assert [message.id for message in three.newest()] == ["c", "a"]

    def test_old_ones_are_found_the_oldest_first(self, three: DeadMessages) -> None:
        before = MOMENT + timedelta(minutes=2)

        assert list(three.older_than(before)) == ["a", "b"]
        assert list(three.older_than(before, limit=1)) == ["a"]

    def test_nothing_is_done_about_nothing(self, three: DeadMessages) -> None:
        assert list(three.send_again([])) == list(three.put_away([])) == []
        assert three.figures().dead == 3
