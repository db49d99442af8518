"""Plans are known by what they write."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from temu_core.plan import PlanKind, PlannedWrite
from temu_core.rules.plan_hash import plan

writes = st.lists(
    st.builds(PlannedWrite, subject=st.text(), before=st.text(), after=st.text()), max_size=4
)
LAMP = PlannedWrite(subject="LAMP-1", before="5", after="4")
VASE = PlannedWrite(subject="VASE-1", before="1", after="0")


def test_the_hash_is_the_same_on_every_machine() -> None:
    assert plan(PlanKind.STOCK, [LAMP]).hash == (
        "42ce989b076dd0256ee21d2824156708a3032f72909ac68ac3ba4ff548906504"
    )


def test_the_reason_to_approve_is_kept_but_not_hashed() -> None:
    asked = plan(PlanKind.STOCK, [LAMP], "the first run of a shop")

    assert asked.approval_reason == "the first run of a shop"
    assert asked.hash == plan(PlanKind.STOCK, [LAMP]).hash


def test_what_is_there_now_is_kept_but_not_hashed() -> None:
    """
    Who approves "0 units" means it whether 5 or 4 are on sale at that moment.
    """
    sold_one = plan(PlanKind.STOCK, [attrs.evolve(LAMP, before="4")])

    assert sold_one.writes[0].before == "4"
    assert sold_one.hash == plan(PlanKind.STOCK, [LAMP]).hash


def test_kind_and_order_make_another_plan() -> None:
    hashes = {
        plan(PlanKind.STOCK, [LAMP, VASE]).hash,
        plan(PlanKind.STOCK, [VASE, LAMP]).hash,
        plan(PlanKind.CONFIRM, [LAMP, VASE]).hash,
        plan(PlanKind.STOCK, [LAMP]).hash,
    }

    assert len(hashes) == 4


@given(one=writes, other=writes)
def test_the_same_hash_means_the_same_writes(
    one: list[PlannedWrite], other: list[PlannedWrite]
) -> None:
    same_hash = plan(PlanKind.STOCK, one).hash == plan(PlanKind.STOCK, other).hash

    then = [[(write.subject, write.after) for write in some] for some in (one, other)]
    assert same_hash == (then[0] == then[1])
