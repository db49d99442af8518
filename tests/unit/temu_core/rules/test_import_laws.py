from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.orders import UPDATED, a_line, a_record, amounts_for, an_address, an_order
from tests.unit.temu_core.rules.import_desk import NOTHING, shown

from shared_kernel.errors import Family, Problem
from temu_core.details import Details
from temu_core.ledger import ClosedWhy, Hold, HoldReason, LedgerState
from temu_core.order import (
    Fulfilment,
    ListedOrder,
    MarketplaceStatus,
    OrderLabel,
    Payment,
    ShippingMethod,
    Unknown,
)
from temu_core.record import OrderRecord
from temu_core.rules.ledger import TRANSITIONS
from temu_core.shop import OrderPolicy

UNKNOWN = Unknown(field="field", value="?")
POLICIES = st.sampled_from(
    [OrderPolicy(), OrderPolicy(allow_cash_on_delivery=True, start_from=UPDATED)]
)
problems = st.sampled_from(
    [
        Problem(family=Family.TRY_LATER, text="away"),
        Problem(family=Family.FIX_DATA, text="no", code="no_permission"),
    ]
)


def _some(*likely: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(likely)


lines = st.builds(
    a_line,
    st.just("A"),
    quantity=st.integers(0, 2),
    status=_some(*MarketplaceStatus, UNKNOWN),
    fulfilment=_some(Fulfilment.BY_SELLER, *Fulfilment, UNKNOWN),
    products=_some(1, 1, 2),
    seller_sku=_some("LAMP-1", "LAMP-1", ""),
)
orders = st.builds(
    lambda second, other, **fields: an_order(
        lines=[a_line("B", quantity=other), *second], **fields
    ),
    st.lists(lines, max_size=1),
    st.integers(0, 1),
    status=_some(*MarketplaceStatus, UNKNOWN),
    updated_at=st.integers(0, 3).map(lambda m: UPDATED + timedelta(minutes=m)),
    payment=_some(Payment.PREPAID, *Payment, UNKNOWN),
    shipping_method=_some(ShippingMethod.STANDARD, *ShippingMethod),
    labels=st.frozensets(st.sampled_from(OrderLabel), max_size=1),
    address_changed=st.booleans(),
)


@st.composite
def seen(draw: st.DrawFn) -> tuple[ListedOrder, Details]:
    listed = draw(orders)
    address = draw(_some(None, an_address(), an_address(city=""), an_address(city="Neustadt")))
    amounts = draw(_some(None, amounts_for(listed), amounts_for(listed, rate=11)))
    return listed, Details(
        address=address or draw(st.none() | problems), amounts=amounts or draw(problems)
    )


@st.composite
def records(draw: st.DrawFn) -> OrderRecord | None:
    state = draw(st.none() | st.sampled_from(LedgerState))
    if state is None:
        return None
    changes: dict[str, Any] = {}
    if state is LedgerState.HELD:
        changes["hold"] = Hold(reason=HoldReason.BAD_ANSWER, text="unreadable")
        sources = [s for s in LedgerState if LedgerState.HELD in TRANSITIONS[s]]
        changes["held_from"] = draw(st.sampled_from(sources))
    if state is LedgerState.CLOSED_ELSEWHERE:
        changes["closed_why"] = ClosedWhy.DONE_BY_HAND
    return a_record(draw(orders), state=state, **changes)


@settings(max_examples=150)
@given(known=records(), answers=st.lists(seen(), min_size=1, max_size=6), policy=POLICIES)
def test_the_ledger_never_leaves_its_table(
    known: OrderRecord | None, answers: list[tuple[ListedOrder, Details]], policy: OrderPolicy
) -> None:
    for listed, details in answers:
        for change in shown(listed, known, details=details, policy=policy).changes:
            before = known.state if known else None
            after = change.record.state
            if change.event is None:
                assert after is before
            else:
                assert (change.event.from_state, change.event.to_state) == (before, after)
                assert before is None or after in TRANSITIONS[before]
            assert (change.record.hold is not None) == (after is LedgerState.HELD)
            assert (change.record.held_from is not None) == (after is LedgerState.HELD)
            assert (change.record.closed_why is None) or after is LedgerState.CLOSED_ELSEWHERE
            known = change.record


@settings(max_examples=150)
@given(known=records(), answer=seen(), policy=POLICIES)
def test_importing_the_same_answer_twice_changes_nothing(
    known: OrderRecord | None, answer: tuple[ListedOrder, Details], policy: OrderPolicy
) -> None:
    listed, details = answer
    reopening = known is not None and known.state is LedgerState.CANCELLED
    # A reopened order takes two steps, because the ledger has no way straight to ready.
    for _ in range(2 if reopening else 1):
        for change in shown(listed, known, details=details, policy=policy).changes:
            known = change.record

    assert shown(listed, known, details=details, policy=policy) == NOTHING


@settings(max_examples=100)
@given(answers=st.lists(seen(), min_size=1, max_size=5))
def test_what_is_ready_is_what_the_youngest_answer_says(
    answers: list[tuple[ListedOrder, Details]],
) -> None:
    known: OrderRecord | None = None
    for listed, details in answers:
        for change in shown(listed, known, details=details).changes:
            known = change.record

    assert known is not None
    youngest = max(listed.updated_at for listed, _ in answers)
    assert known.listed.updated_at == youngest
    if known.state is LedgerState.READY:
        assert known.listed.status is MarketplaceStatus.UNSHIPPED
        assert not known.listed.labels
