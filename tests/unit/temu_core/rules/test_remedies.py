"""What a person can do about a stopped order."""

from types import MappingProxyType

import pytest
from tests.builders.orders import PLACED, a_line, a_record, an_address, an_order

from temu_core.ledger import Hold, HoldReason, LedgerState, Remedy
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.holds import REMEDIES
from temu_core.rules.present_texts import is_personal, present_texts, room_for
from temu_core.rules.remedies import Correction, apply_remedy, correctable, offered


def held(reason: HoldReason, subject: str = "") -> OrderRecord:
    return a_record(
        an_order(lines=[a_line("L1", name="Desk lamp", variation="blue")]),
        address=an_address(street_lines=("***", "Hinterhaus"), city="Musterstadt"),
        state=LedgerState.HELD,
        held_from=LedgerState.INCOMPLETE,
        hold=Hold(reason=reason, text="A sentence.", subject=subject),
        corrections=MappingProxyType({"address.post_code": "54321"}),
    )


@pytest.mark.parametrize("reason", list(HoldReason))
def test_every_reason_offers_its_remedies(reason: HoldReason) -> None:
    subject = "address.street" if Remedy.CORRECT_TEXT in REMEDIES[reason] else "LAMP-1"

    assert offered(held(reason, subject)) == REMEDIES[reason]


def test_a_text_nobody_may_change_is_not_offered_for_correction() -> None:
    remedies = offered(held(HoldReason.TEXT_TOO_LONG, "line.L1.article"))

    assert remedies == (Remedy.TRY_AGAIN, Remedy.DONE_BY_HAND)


@pytest.mark.parametrize(
    ("state", "remedies"),
    [
        (LedgerState.CANCELLED_IN_ERP, (Remedy.DONE_BY_HAND,)),
        (LedgerState.CANCELLED_AFTER_EXPORT, (Remedy.DONE_BY_HAND,)),
        (LedgerState.READY, ()),
        (LedgerState.CONFIRMED, ()),
    ],
)
def test_an_order_that_is_not_held_offers_at_most_to_be_done_by_hand(
    state: LedgerState, remedies: tuple[Remedy, ...]
) -> None:
    assert offered(a_record(state=state)) == remedies


def test_several_parts_of_an_address_are_corrected_at_once() -> None:
    record = held(HoldReason.ADDRESS_INCOMPLETE, "address.street")
    corrections = [
        Correction(field="address.street", value="Musterweg 1"),
        Correction(field="address.post_code", value="12345"),
    ]

    update = apply_remedy(
        record, Remedy.CORRECT_TEXT, corrections=corrections, by="person:ada", at=PLACED
    )

    assert isinstance(update, LedgerUpdate)
    change = update.changes[0]
    assert change.event is not None
    assert change.record.corrections == {
        "address.street": "Musterweg 1",
        "address.post_code": "12345",
    }
    assert change.event.text == (
        "address.street, address.post_code corrected (before: as the marketplace has it; 54321)"
    )


def test_one_wrong_correction_corrects_nothing() -> None:
    corrections = [
        Correction(field="address.street", value="Musterweg 1"),
        Correction(field="address.city", value=" "),
    ]

    why = apply_remedy(
        held(HoldReason.ADDRESS_INCOMPLETE, "address.street"),
        Remedy.CORRECT_TEXT,
        corrections=corrections,
        by="person:ada",
        at=PLACED,
    )

    assert why == "the new text for address.city is empty"


def test_the_present_texts_are_those_the_erp_would_be_told() -> None:
    texts = present_texts(held(HoldReason.ADDRESS_INCOMPLETE, "address.street"))

    assert texts["address.street"] == ""  # The marketplace hides it.
    assert texts["address.supplement"] == "Hinterhaus"
    assert texts["address.post_code"] == "54321"
    assert texts["line.L1.name"] == "Desk lamp, blue"


def test_every_present_text_can_be_corrected_and_has_room() -> None:
    record = held(HoldReason.ADDRESS_INCOMPLETE, "address.street")

    texts = present_texts(record)

    assert set(texts) == correctable(record)
    assert {path for path in texts if not is_personal(path)} == {"line.L1.name"}
    assert room_for("line.L1.name", 60) == 60
    assert all(room_for(path, 255) >= 24 for path in texts)
