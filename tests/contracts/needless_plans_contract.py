"""What every store of plans does with plans nobody needs to decide about any more."""

import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books
from tests.contracts.plans_contract import LATER, NEXT_DAY, a_plan

from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence
from temu_core.plan import PlanKind, PlanState
from temu_core.ports.plans import Plans


class NeedlessPlansContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def plans(self, books: Books) -> Plans:
        """
        The store under test.
        """
        return books.plans

    @pytest.fixture
    def fence(self, books: Books) -> Fence:
        """
        The fence of a run of the shop.
        """
        return books.fence()

    def test_a_plan_put_away_waits_no_more_and_is_known(self, plans: Plans, fence: Fence) -> None:
        stored = plans.store(fence, a_plan(), NOW)

        assert plans.put_away(fence, PlanKind.STOCK, LATER) == 1
        assert plans.put_away(fence, PlanKind.STOCK, LATER) == 0

        known = plans.get(SHOP, stored.id)
        assert known is not None
        assert (known.state, known.plan.writes) == (PlanState.NEEDLESS, stored.plan.writes)
        assert list(plans.waiting(SHOP)) == []
        assert not plans.approve(fence, stored.id, by="erika", at=LATER)

    def test_only_what_waits_of_that_kind_is_put_away(self, plans: Plans, fence: Fence) -> None:
        other = plans.store(fence, a_plan(kind=PlanKind.EXPORT), NOW)
        approved = plans.store(fence, a_plan(), NOW)
        plans.approve(fence, approved.id, by="erika", at=NOW)

        assert plans.put_away(fence, PlanKind.STOCK, LATER) == 0

        assert {stored.id for stored in plans.waiting(SHOP)} == {other.id, approved.id}

    def test_the_same_plan_waits_anew(self, plans: Plans, fence: Fence) -> None:
        plans.store(fence, a_plan(), NOW)
        plans.put_away(fence, PlanKind.STOCK, LATER)

        again = plans.store(fence, a_plan(), NEXT_DAY)

        assert (again.state, again.stored_at) == (PlanState.WAITING, NEXT_DAY)
        assert [stored.id for stored in plans.waiting(SHOP)] == [again.id]

    def test_no_plan_gets_the_id_of_one_put_away(self, plans: Plans, fence: Fence) -> None:
        """
        Whoever still has it before their eyes must not approve another one.
        """
        first = plans.store(fence, a_plan(), NOW)
        plans.put_away(fence, PlanKind.STOCK, LATER)

        second = plans.store(fence, a_plan("second"), LATER)

        assert second.id != first.id
        assert plans.get(SHOP, first.id) is None

    def test_another_shops_plans_stay(self, plans: Plans, fence: Fence, books: Books) -> None:
        stored = plans.store(fence, a_plan(), NOW)

        assert plans.put_away(books.fence(shop=OTHER_SHOP), PlanKind.STOCK, LATER) == 0
        assert [waiting.id for waiting in plans.waiting(SHOP)] == [stored.id]

    def test_a_run_that_lost_its_lease_puts_nothing_away(
        self, plans: Plans, fence: Fence, books: Books
    ) -> None:
        stored = plans.store(fence, a_plan(), NOW)

        with pytest.raises(StoppedError):
            plans.put_away(books.lost_fence(job="stock"), PlanKind.STOCK, LATER)

        assert [waiting.id for waiting in plans.waiting(SHOP)] == [stored.id]
