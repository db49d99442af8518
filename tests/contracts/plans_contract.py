"""What every store of plans does."""

from datetime import datetime, timedelta

import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books

from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence
from temu_core.plan import ApprovalUse, Plan, PlanKind, PlannedWrite, PlanState
from temu_core.ports.plans import Plans
from temu_core.record import LedgerUpdate
from temu_core.rules.plan_hash import plan

LATER = NOW + timedelta(minutes=5)
NEXT_DAY = NOW + timedelta(hours=24)


def a_plan(content: str = "first", kind: PlanKind = PlanKind.STOCK) -> Plan:
    """
    Return a plan of two writes that must be approved; another *content* is another hash.
    """
    return Plan(
        kind=kind,
        hash=content,
        writes=(
            PlannedWrite(
                subject="LAMP-1",
                before="4",
                after="0",
                details=("3 × Büro", "a customer"),
                basis="what it follows from",
                keys=("17", "18"),
                group="goods 1",
            ),
            PlannedWrite(subject="BÜCHER-1", before="", after="2"),
        ),
        approval_reason="many offers would fall to 0",
    )


def selling_out(*subjects: str, before: str = "4") -> Plan:
    """
    Return a plan that sets these offers to 0.
    """
    writes = [PlannedWrite(subject=subject, before=before, after="0") for subject in subjects]
    return plan(PlanKind.STOCK, writes, "many offers would fall to 0")


def use(
    books: Books, fence: Fence, plan_id: int, begun: Plan, at: datetime, *, last: bool = True
) -> None:
    """
    Begin the writes of *begun* on the strength of an approval.
    """
    approval = ApprovalUse(plan_id=plan_id, writes=begun.writes, at=at, last=last)
    books.order_book.change(fence, [], lambda _: LedgerUpdate(approval=approval))


class PlansContract:
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

    def test_a_stored_plan_waits_whole(self, plans: Plans, fence: Fence) -> None:
        stored = plans.store(fence, a_plan(), NOW)

        assert stored.plan == a_plan()
        assert (stored.state, stored.stored_at) == (PlanState.WAITING, NOW)
        assert plans.get(SHOP, stored.id) == stored
        assert list(plans.waiting(SHOP)) == [stored]

    def test_the_same_plan_is_stored_once(self, plans: Plans, fence: Fence) -> None:
        stored = plans.store(fence, a_plan(), NOW)
        plans.approve(fence, stored.id, by="erika", at=NOW)

        again = plans.store(fence, a_plan(), LATER)

        assert (again.id, again.stored_at) == (stored.id, NOW)
        assert again.state is PlanState.APPROVED

    def test_a_newer_plan_removes_a_waiting_one_of_its_kind(
        self, plans: Plans, fence: Fence
    ) -> None:
        old = plans.store(fence, a_plan("old"), NOW)
        other_kind = plans.store(fence, a_plan("old", PlanKind.EXPORT), NOW)

        new = plans.store(fence, a_plan("new"), LATER)

        assert plans.get(SHOP, old.id) is None
        assert list(plans.waiting(SHOP)) == [new, other_kind]

    def test_another_plan_takes_back_the_approval_of_an_older_one(
        self, plans: Plans, fence: Fence
    ) -> None:
        old = plans.store(fence, selling_out("LAMP-1", "VASE-1"), NOW)
        plans.approve(fence, old.id, by="erika", at=NOW)

        new = plans.store(fence, selling_out("LAMP-1", "CUP-1"), LATER)
        again = plans.store(fence, selling_out("LAMP-1", "VASE-1"), LATER)

        assert (new.state, again.state) == (PlanState.WAITING, PlanState.WAITING)
        assert plans.get(SHOP, old.id) is None
        assert list(plans.waiting(SHOP)) == [again]

    def test_no_plan_gets_the_id_of_a_removed_one(self, plans: Plans, fence: Fence) -> None:
        """
        Whoever approves by an id approves what was shown under it.
        """
        stored = [
            plans.store(fence, selling_out(name), NOW) for name in ("A", "B", "A", "C", "B", "D")
        ]

        contents = {plan.id: plan.plan.hash for plan in stored}
        assert all(contents[plan.id] == plan.plan.hash for plan in stored)

    def test_no_plan_gets_the_id_of_one_that_gave_way_to_an_applied_one(
        self, plans: Plans, fence: Fence, books: Books
    ) -> None:
        first = plans.store(fence, selling_out("A"), NOW)
        plans.approve(fence, first.id, by="erika", at=NOW)
        use(books, fence, first.id, first.plan, NOW)
        removed = plans.store(fence, selling_out("B"), NOW)

        plans.store(fence, selling_out("A"), LATER)
        newest = plans.store(fence, selling_out("C"), LATER)

        assert newest.id != removed.id

    def test_an_approval_covers_what_is_left_of_its_plan(self, plans: Plans, fence: Fence) -> None:
        whole = plans.store(fence, selling_out("LAMP-1", "VASE-1"), NOW)
        plans.approve(fence, whole.id, by="erika", at=NOW)

        left = plans.store(fence, selling_out("VASE-1", before="3"), LATER)

        assert (left.id, left.state) == (whole.id, PlanState.APPROVED)

    def test_an_approval_is_for_one_kind_of_plan(self, plans: Plans, fence: Fence) -> None:
        stored = plans.store(fence, a_plan(), NOW)
        plans.approve(fence, stored.id, by="erika", at=NOW)

        other = plans.store(fence, a_plan(kind=PlanKind.EXPORT), LATER)

        assert other.state is PlanState.WAITING
        assert plans.store(fence, a_plan(), LATER).state is PlanState.APPROVED

    def test_an_approval_lasts_a_day(self, plans: Plans, fence: Fence) -> None:
        stored = plans.store(fence, a_plan(), NOW - timedelta(days=3))
        plans.approve(fence, stored.id, by="erika", at=NOW)

        states = [
            plans.store(fence, a_plan(), at).state
            for at in (NEXT_DAY - timedelta(seconds=1), NEXT_DAY)
        ]

        assert states == [PlanState.APPROVED, PlanState.WAITING]
        (again,) = plans.waiting(SHOP)
        assert (again.stored_at, again.decided_by, again.decided_at) == (NEXT_DAY, "", None)

    def test_an_applied_plan_covers_nothing_more(
        self, plans: Plans, fence: Fence, books: Books
    ) -> None:
        whole = plans.store(fence, selling_out("LAMP-1", "VASE-1"), NOW)
        plans.approve(fence, whole.id, by="erika", at=NOW)
        use(books, fence, whole.id, selling_out("LAMP-1"), NOW)

        part = plans.store(fence, selling_out("VASE-1"), LATER)

        assert part.state is PlanState.WAITING

    def test_an_approval_covers_no_write_that_was_begun(
        self, plans: Plans, fence: Fence, books: Books
    ) -> None:
        whole = plans.store(fence, selling_out("A", "B", "C"), NOW)
        plans.approve(fence, whole.id, by="erika", at=NOW)

        use(books, fence, whole.id, selling_out("A"), LATER, last=False)

        left = plans.store(fence, selling_out("B", "C"), LATER)
        assert (left.id, left.state, left.decided_by) == (whole.id, PlanState.APPROVED, "erika")
        assert left.allows(selling_out("B"), LATER)
        assert not left.allows(selling_out("A"), LATER)
        assert plans.get(SHOP, whole.id) == left
        assert list(plans.waiting(SHOP)) == [left]

    def test_a_write_that_was_begun_takes_the_whole_plan_back_to_a_person(
        self, plans: Plans, fence: Fence, books: Books
    ) -> None:
        whole = plans.store(fence, selling_out("A", "B"), NOW)
        plans.approve(fence, whole.id, by="erika", at=NOW)
        use(books, fence, whole.id, selling_out("A"), LATER, last=False)

        again = plans.store(fence, selling_out("A", "B"), LATER)

        assert (again.state, again.decided_by) == (PlanState.WAITING, "")
        assert plans.store(fence, selling_out("B"), LATER).state is PlanState.WAITING

    def test_an_approval_given_anew_covers_everything_again(
        self, plans: Plans, fence: Fence, books: Books
    ) -> None:
        for _ in range(2):
            stored = plans.store(fence, selling_out("A", "B"), NOW)
            assert plans.approve(fence, stored.id, by="erika", at=NOW)
            use(books, fence, stored.id, selling_out("A"), NOW, last=False)

        assert plans.store(fence, selling_out("B"), NOW).state is PlanState.APPROVED

    def test_a_run_that_lost_its_lease_uses_no_approval(
        self, plans: Plans, fence: Fence, books: Books
    ) -> None:
        stored = plans.store(fence, selling_out("A"), NOW)
        plans.approve(fence, stored.id, by="erika", at=NOW)

        with pytest.raises(StoppedError):
            use(books, books.lost_fence("another"), stored.id, stored.plan, NOW)

        assert plans.store(fence, selling_out("A"), NOW).state is PlanState.APPROVED

    def test_another_shop_uses_no_approval(self, plans: Plans, fence: Fence, books: Books) -> None:
        stored = plans.store(fence, selling_out("A"), NOW)
        plans.approve(fence, stored.id, by="erika", at=NOW)
        other = books.fence(shop=OTHER_SHOP)

        use(books, other, stored.id, stored.plan, NOW, last=False)
        use(books, other, stored.id, stored.plan, NOW)

        assert plans.store(fence, selling_out("A"), NOW).state is PlanState.APPROVED

    def test_only_a_waiting_plan_is_approved(self, plans: Plans, fence: Fence) -> None:
        stored = plans.store(fence, a_plan(), NOW)

        answers = [plans.approve(fence, stored.id, by=who, at=NOW) for who in ("erika", "max")]

        approved = plans.get(SHOP, stored.id)
        assert answers == [True, False]
        assert not plans.approve(fence, stored.id + 1, by="erika", at=NOW)
        assert approved is not None
        assert (approved.state, approved.decided_by) == (PlanState.APPROVED, "erika")
        assert approved.decided_at == NOW
        assert list(plans.waiting(SHOP)) == [approved]

    def test_an_applied_plan_waits_no_more(self, plans: Plans, fence: Fence, books: Books) -> None:
        stored = plans.store(fence, a_plan(), NOW)
        plans.approve(fence, stored.id, by="erika", at=NOW)

        use(books, fence, stored.id, stored.plan, LATER)

        applied = plans.get(SHOP, stored.id)
        assert applied is not None
        assert applied.state is PlanState.APPLIED
        assert list(plans.waiting(SHOP)) == []

    def test_a_plan_nobody_approved_is_not_applied(
        self, plans: Plans, fence: Fence, books: Books
    ) -> None:
        stored = plans.store(fence, a_plan(), NOW)

        use(books, fence, stored.id, stored.plan, LATER)

        assert list(plans.waiting(SHOP)) == [stored]

    def test_a_plan_applied_before_waits_anew(
        self, plans: Plans, fence: Fence, books: Books
    ) -> None:
        stored = plans.store(fence, a_plan(), NOW)
        plans.approve(fence, stored.id, by="erika", at=NOW)
        use(books, fence, stored.id, stored.plan, NOW)

        again = plans.store(fence, a_plan(), LATER)

        assert (again.state, again.stored_at) == (PlanState.WAITING, LATER)
        assert again.decided_by == ""
        assert list(plans.waiting(SHOP)) == [again]

    def test_another_shops_plans_are_out_of_reach(
        self, plans: Plans, fence: Fence, books: Books
    ) -> None:
        stored = plans.store(fence, a_plan(), NOW)
        other = books.fence(shop=OTHER_SHOP)

        assert plans.get(OTHER_SHOP, stored.id) is None
        assert list(plans.waiting(OTHER_SHOP)) == []
        assert not plans.approve(other, stored.id, by="erika", at=NOW)

    def test_a_run_that_lost_its_lease_stores_nothing(self, plans: Plans, books: Books) -> None:
        lost = books.lost_fence()

        with pytest.raises(StoppedError):
            plans.store(lost, a_plan(), NOW)

        assert list(plans.waiting(SHOP)) == []
