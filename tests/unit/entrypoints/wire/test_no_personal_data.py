"""What leaves the program never holds a buyer's data."""

import json
from datetime import timedelta
from types import MappingProxyType

import attrs
import pytest
from tests.builders.orders import PLACED, UPDATED, a_line, amounts_for, an_address, an_order

from entrypoints.cli.output import as_plain
from entrypoints.wire.orders import OrderPage, OrderSummary
from entrypoints.wire.raw_answers import MASK, RawAnswerView
from temu_core.confirmation import Acceptance
from temu_core.ledger import Hold, HoldReason, LedgerState, OrderEvent, Remedy
from temu_core.order import OrderLabel, OrderNumber
from temu_core.payload import Call, RawAnswer
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.acceptance import with_acceptance
from temu_core.rules.postal_address import postal_address
from temu_core.rules.remedies import Correction, apply_remedy

#: Every word of the buyer.
PERSONAL = (
    *("Erika", "Beispiel", "Musterweg", "12345", "Musterstadt", "Hessen", "0000000"),
    *("buyer.example", "Corrected"),
)
NUMBER = OrderNumber("PO-076-1")
ADDRESS_ANSWER = {
    "success": True,
    "result": {
        "receiptName": "Erika Beispiel",
        "mobile": "+49 30 0000000",
        "backupMobile": "",
        "mail": "erika@buyer.example",
        "regionName1": "Germany",
        "regionName3": "Musterstadt",
        "addressLineAll": "Musterweg 1",
        "postCode": "12345",
        "somethingNew": ["Musterweg", 12345],
        "addressExtra": {"lastName": "Beispiel"},
        "warning": {"isRestriction": False, "reason": None},
    },
}


def a_held_record() -> OrderRecord:
    listed = an_order(str(NUMBER), labels=frozenset({OrderLabel.PENDING_CANCELLATION}))
    return OrderRecord(
        listed=listed,
        state=LedgerState.HELD,
        held_from=LedgerState.INCOMPLETE,
        address=an_address(),
        amounts=amounts_for(listed),
        hold=Hold(reason=HoldReason.ADDRESS_INCOMPLETE, text="no street", subject="address.street"),
        corrections=MappingProxyType({"address.street": "Corrected Musterweg 2"}),
    )


def written(view: object) -> str:
    return json.dumps(as_plain(view), ensure_ascii=False)


def an_answer(body: object, call: Call = Call.ADDRESS, key: str = NUMBER) -> RawAnswer:
    text = body if isinstance(body, str) else json.dumps(body)
    return RawAnswer(call=call, key=key, received_at=UPDATED, body=text)


def test_a_row_and_a_page_of_an_order_hold_no_personal_data() -> None:
    record = a_held_record()

    text = written([OrderSummary.of(record), OrderPage.of(record, [])])

    assert not [word for word in PERSONAL if word in text]
    assert "address.street" in text


def test_the_old_value_of_a_corrected_address_stays_in_our_books() -> None:
    update = apply_remedy(
        a_held_record(),
        Remedy.CORRECT_TEXT,
        corrections=[
            Correction(field="line.076-1.name", value="Lamp"),
            Correction(field="address.street", value="Corrected Musterweg 3"),
            Correction(field="address.city", value="Corrected Musterstadt"),
        ],
        by="person:ada",
        at=PLACED,
    )
    assert isinstance(update, LedgerUpdate)
    change = update.changes[0]
    assert change.event is not None

    page = OrderPage.of(change.record, [change.event])

    assert "Musterweg" in change.event.text
    assert page.events[0].text == "line.076-1.name, address.street, address.city corrected"


def test_the_reason_for_a_hold_names_the_field_but_not_its_text() -> None:
    hold = postal_address(an_address(street_lines=("Musterweg " + "1" * 300,)), {})
    assert isinstance(hold, Hold)

    text = written(OrderSummary.of(attrs.evolve(a_held_record(), hold=hold)))

    assert "address.street" in text
    assert "Musterweg" not in text


def test_a_pending_request_and_the_decision_on_it_are_shown_apart_from_corrections() -> None:
    record = a_held_record()
    decided = attrs.evolve(
        record, corrections=with_acceptance(record, [Acceptance.DENY_CANCELLATION])
    )

    page = OrderPage.of(decided, [])

    assert page.summary.requests == ("pending_cancellation",)
    assert page.accepted_requests == ("deny_cancellation",)
    assert page.corrected_fields == ("address.street",)


def test_an_event_says_when_why_and_by_whom() -> None:
    event = OrderEvent(
        at=PLACED + timedelta(hours=1),
        from_state=LedgerState.READY,
        to_state=LedgerState.HELD,
        text="no article LAMP-1",
        by="run:1",
    )

    view = OrderPage.of(a_held_record(), [event]).events[0]

    assert (view.from_state, view.to_state, view.text) == ("ready", "held", "no article LAMP-1")


def test_an_address_answer_is_masked_field_by_field_known_or_not() -> None:
    view = RawAnswerView.of(an_answer(ADDRESS_ANSWER), NUMBER)

    assert view is not None
    text = written(view)
    assert not [word for word in PERSONAL if word in text]
    assert "Germany" in text
    assert MASK in text


def test_a_missing_field_can_be_told_from_a_masked_one() -> None:
    view = RawAnswerView.of(an_answer(ADDRESS_ANSWER), NUMBER)

    assert view is not None
    assert isinstance(view.body, dict)
    result = view.body["result"]
    assert isinstance(result, dict)
    assert result["backupMobile"] == ""
    assert result["mobile"] == MASK


def test_personal_data_are_shown_to_whoever_asks_for_them() -> None:
    view = RawAnswerView.of(an_answer(ADDRESS_ANSWER), NUMBER, personal_data=True)

    assert view is not None
    assert view.body == ADDRESS_ANSWER


@pytest.mark.parametrize("body", ["Erika Beispiel, Musterweg 1 <html>", '{"receiptName": "Erika'])
def test_an_answer_that_is_no_json_is_not_repeated(body: str) -> None:
    masked = RawAnswerView.of(an_answer(body), NUMBER)
    shown = RawAnswerView.of(an_answer(body), NUMBER, personal_data=True)

    assert masked is not None
    assert "Erika" not in str(masked.body)
    assert shown is not None
    assert shown.body == body


def test_of_a_page_only_the_order_itself_is_shown() -> None:
    page = {
        "result": {
            "pageItems": [
                {"parentOrderMap": {"parentOrderSn": NUMBER}, "buyerName": "Erika"},
                {"parentOrderMap": {"parentOrderSn": "PO-076-2"}},
            ]
        }
    }

    view = RawAnswerView.of(an_answer(page, Call.ORDERS, "1"), NUMBER)

    assert view is not None
    assert view.body == [{"parentOrderMap": {"parentOrderSn": NUMBER}, "buyerName": MASK}]


def test_of_a_files_rows_only_what_names_nobody_is_shown() -> None:
    row = {"row": 2, "Bestellstatus": "Versandt", "Versandort": "Ort", "New column": "Erika"}

    view = RawAnswerView.of(an_answer({"rows": [row]}, Call.FILE_ROWS), NUMBER)

    assert view is not None
    shown = {"row": 2, "Bestellstatus": "Versandt", "Versandort": MASK, "New column": MASK}
    assert view.body == {"rows": [shown]}


def test_an_answer_about_other_orders_is_left_out() -> None:
    body = {"result": {"pageItems": [{"parentOrderSn": "PO-076-2"}]}}

    assert RawAnswerView.of(an_answer(body, Call.ORDERS, "1"), NUMBER) is None


def test_lines_are_shown_with_their_units() -> None:
    line = a_line("076-1", quantity=2, cancelled=1)
    record = attrs.evolve(a_held_record(), listed=an_order(str(NUMBER), lines=[line]))

    view = OrderPage.of(record, []).lines[0]

    assert (view.quantity, view.ordered, view.cancelled, view.confirmed) == (2, 3, 1, 0)
