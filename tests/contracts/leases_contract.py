"""What every lease register does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books

from job_core.ports.leases import Leases
from shared_kernel.run_context import Fence

HOUR = timedelta(hours=1)


class LeasesContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def leases(self, books: Books) -> Leases:
        """
        The register under test.
        """
        return books.leases

    def test_a_free_lease_is_taken(self, leases: Leases) -> None:
        fence = leases.acquire(SHOP, "orders", holder="a", now=NOW, span=HOUR)

        assert fence == Fence(shop=SHOP, job="orders", number=1)
        assert leases.holder(SHOP, "orders", now=NOW) == "a"

    def test_nobody_takes_a_valid_lease_not_even_its_holder(self, leases: Leases) -> None:
        leases.acquire(SHOP, "orders", holder="a", now=NOW, span=HOUR)

        again = [
            leases.acquire(SHOP, "orders", holder=who, now=NOW + HOUR / 2, span=HOUR)
            for who in ("a", "b")
        ]

        assert again == [None, None]

    def test_other_jobs_and_shops_have_their_own(self, leases: Leases) -> None:
        leases.acquire(SHOP, "orders", holder="a", now=NOW, span=HOUR)

        others = [
            leases.acquire(shop, job, holder="b", now=NOW, span=HOUR)
            for shop, job in ((SHOP, "stock"), (OTHER_SHOP, "orders"))
        ]

        assert None not in others

    def test_a_lease_that_ran_out_goes_on_with_a_higher_fence(self, leases: Leases) -> None:
        leases.acquire(SHOP, "orders", holder="a", now=NOW, span=HOUR)

        fence = leases.acquire(SHOP, "orders", holder="b", now=NOW + HOUR, span=HOUR)

        assert fence == Fence(shop=SHOP, job="orders", number=2)

    def test_a_lease_given_back_is_free_at_once(self, leases: Leases) -> None:
        first = leases.acquire(SHOP, "orders", holder="a", now=NOW, span=HOUR)
        assert first is not None

        leases.release(first)

        assert leases.holder(SHOP, "orders", now=NOW) is None
        second = leases.acquire(SHOP, "orders", holder="b", now=NOW, span=HOUR)
        assert second is not None
        assert second.number > first.number

    def test_an_old_fence_gives_nothing_back(self, books: Books) -> None:
        lost = books.lost_fence()

        books.leases.release(lost)

        assert books.leases.holder(SHOP, "orders", now=NOW) == "another"

    def test_a_renewed_lease_lasts_longer(self, leases: Leases, books: Books) -> None:
        fence = books.fence()

        renewed = leases.renew(fence, until=NOW + 3 * HOUR)

        assert renewed
        assert leases.acquire(SHOP, "orders", holder="b", now=NOW + 2 * HOUR, span=HOUR) is None

    def test_renewing_never_shortens(self, leases: Leases, books: Books) -> None:
        fence = books.fence()

        leases.renew(fence, until=NOW)

        assert leases.holder(SHOP, "orders", now=NOW + HOUR / 2) == "a test"

    def test_a_lost_or_returned_lease_is_not_renewed(self, leases: Leases, books: Books) -> None:
        lost = books.lost_fence("orders")
        returned = books.fence("stock")
        leases.release(returned)

        renewed = [leases.renew(fence, until=NOW + 9 * HOUR) for fence in (lost, returned)]

        assert renewed == [False, False]

    def test_of_many_who_try_at_once_one_gets_it(self, leases: Leases) -> None:
        def take(who: int) -> Fence | None:
            return leases.acquire(SHOP, "orders", holder=str(who), now=NOW, span=HOUR)

        with ThreadPoolExecutor(4) as crowd:
            fences = list(crowd.map(take, range(8)))

        assert sum(fence is not None for fence in fences) == 1
