"""What every store of alerts does."""

from datetime import timedelta

import attrs
import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books
from tests.contracts.order_examples import an_alert

from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence
from temu_core.alert import AlertKind
from temu_core.ports.alerts import Alerts

LATER = NOW + timedelta(minutes=5)


class AlertsContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def alerts(self, books: Books) -> Alerts:
        """
        The store under test.
        """
        return books.alerts

    @pytest.fixture
    def fence(self, books: Books) -> Fence:
        """
        A valid fence.
        """
        return books.fence()

    def test_an_alert_is_open_until_somebody_puts_it_away(
        self, alerts: Alerts, fence: Fence
    ) -> None:
        alerts.raise_all(fence, [an_alert()])
        (stored,) = alerts.open(SHOP)

        closed = [alerts.close(fence, stored.id, by="Kim", at=LATER) for _ in range(2)]

        assert (stored.alert, stored.times, stored.closed_at) == (an_alert(), 1, None)
        assert closed == [True, False]
        assert not alerts.open(SHOP)

    def test_the_same_alert_counts_up_and_says_the_newest_text(
        self, alerts: Alerts, fence: Fence
    ) -> None:
        again = attrs.evolve(an_alert(text="Look again."), raised_at=LATER)
        alerts.raise_all(fence, [an_alert(), an_alert()])

        alerts.raise_all(fence, [again])

        (stored,) = alerts.open(SHOP)
        assert (stored.times, stored.last_raised_at) == (3, LATER)
        assert stored.alert == an_alert(text="Look again.")

    def test_an_alert_put_away_is_raised_anew(self, alerts: Alerts, fence: Fence) -> None:
        for _ in range(2):
            alerts.raise_all(fence, [an_alert()])
            alerts.close(fence, alerts.open(SHOP)[0].id, by="Kim", at=LATER)

        alerts.raise_all(fence, [an_alert()])

        assert [stored.times for stored in alerts.open(SHOP)] == [1]

    def test_the_newest_come_first(self, alerts: Alerts, fence: Fence) -> None:
        later = [attrs.evolve(an_alert(subject), raised_at=LATER) for subject in ("B", "C")]
        alerts.raise_all(fence, [an_alert("A"), *later])

        found = [stored.alert.subject for stored in alerts.open(SHOP)]

        assert found == ["C", "B", "A"]
        assert len(alerts.open(SHOP, limit=2)) == 2

    def test_all_that_was_ever_said_about_one_thing_is_found(
        self, alerts: Alerts, fence: Fence
    ) -> None:
        other = attrs.evolve(an_alert("A"), kind=AlertKind.GUARD, raised_at=LATER)
        alerts.raise_all(fence, [an_alert("A"), an_alert("B")])
        alerts.close(fence, alerts.about(SHOP, "A")[0].id, by="Kim", at=LATER)
        alerts.raise_all(fence, [other])

        found = alerts.about(SHOP, "A")

        assert [(s.alert.kind, s.closed_by) for s in found] == [
            (AlertKind.GUARD, ""),
            (an_alert().kind, "Kim"),
        ]
        assert not alerts.about(OTHER_SHOP, "A")
        assert len(alerts.about(SHOP, "A", limit=1)) == 1

    def test_alerts_end_when_their_cause_does(self, alerts: Alerts, fence: Fence) -> None:
        other = attrs.evolve(an_alert("A"), kind=AlertKind.GUARD)
        alerts.raise_all(fence, [an_alert("A"), an_alert("B"), other])
        kind = an_alert().kind

        ended = alerts.close_all_but(fence, kind, ["B"], by="run:1", at=LATER)

        left = {(s.alert.kind, s.alert.subject) for s in alerts.open(SHOP)}
        assert (ended, left) == (1, {(kind, "B"), (AlertKind.GUARD, "A")})

    def test_another_shops_alerts_are_its_own(
        self, books: Books, alerts: Alerts, fence: Fence
    ) -> None:
        other = books.fence(shop=OTHER_SHOP)
        alerts.raise_all(fence, [an_alert()])
        (stored,) = alerts.open(SHOP)

        closed = alerts.close(other, stored.id, by="Kim", at=LATER)

        assert not closed
        assert not alerts.open(OTHER_SHOP)

    def test_a_lost_fence_raises_and_closes_nothing(
        self, books: Books, alerts: Alerts, fence: Fence
    ) -> None:
        lost = books.lost_fence("tracking")
        alerts.raise_all(fence, [an_alert()])
        (stored,) = alerts.open(SHOP)

        with pytest.raises(StoppedError):
            alerts.raise_all(lost, [an_alert("B")])
        with pytest.raises(StoppedError):
            alerts.close(lost, stored.id, by="Kim", at=LATER)

        assert alerts.open(SHOP) == [stored]
