"""The account is asked for once in a while."""

from datetime import UTC, datetime, timedelta

import attrs

from adapters.clock import FixedClock
from adapters.temu_http.remembered_account import RememberedAccount
from temu_core.ports.seller_accounts import SellerAccounts
from temu_core.shop import SellerAccount

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
AHEAD = timedelta(seconds=7)


@attrs.define
class Counted(SellerAccounts):
    """
    An account whose marketplace's clock is a little ahead of ours.
    """

    clock: FixedClock
    asked: int = 0

    def describe(self) -> SellerAccount:
        self.asked += 1
        return SellerAccount(
            mall_id=1,
            region_id=76,
            local_seller=True,
            token_expires_at=NOON + timedelta(days=self.asked),
            scopes=frozenset(),
            marketplace_time=self.clock.now() + AHEAD,
        )


def test_within_ten_minutes_the_latest_answer_is_given_with_the_time_moved_on() -> None:
    clock = FixedClock(NOON)
    accounts = Counted(clock)
    remembered = RememberedAccount(accounts, clock)
    remembered.describe()

    clock.advance(timedelta(minutes=9))
    again = remembered.describe()

    assert accounts.asked == 1
    assert again.marketplace_time == clock.now() + AHEAD


def test_after_ten_minutes_and_when_the_clock_was_set_back_it_is_asked_again() -> None:
    clock = FixedClock(NOON)
    accounts = Counted(clock)
    remembered = RememberedAccount(accounts, clock)
    remembered.describe()

    clock.advance(timedelta(minutes=10))
    remembered.describe()
    clock.advance(timedelta(minutes=-1))
    last = remembered.describe()

    assert accounts.asked == 3
    assert last.token_expires_at == NOON + timedelta(days=3)
