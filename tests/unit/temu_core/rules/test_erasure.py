"""What is left of an order once its buyer is forgotten."""

from datetime import timedelta
from types import MappingProxyType

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.orders import UPDATED, a_record, an_address
from tests.contracts.order_examples import a_full_record

from temu_core.ledger import LedgerState
from temu_core.privacy import FINISHED
from temu_core.rules.erasure import erased, may_be_erased, personal_words, without_buyer

LATER = UPDATED + timedelta(days=90)


def test_state_lines_amounts_and_parcels_stay() -> None:
    record = a_record(state=LedgerState.CONFIRMED)

    left = erased(record, LATER)

    assert (left.address, left.erased_at) == (None, LATER)
    assert attrs.evolve(left, address=record.address, erased_at=None) == record


def test_a_corrected_address_goes_and_a_corrected_name_of_an_article_stays() -> None:
    corrections = {"address.street": "Neuer Weg 2", "line.076-1.name": "Lampe"}
    record = a_record(corrections=MappingProxyType(corrections))

    assert dict(erased(record, LATER).corrections) == {"line.076-1.name": "Lampe"}


def test_erased_twice_is_erased_once() -> None:
    once = erased(a_full_record(), LATER)

    assert erased(once, LATER + timedelta(days=1)) == once


@pytest.mark.parametrize("state", list(LedgerState))
def test_an_open_order_is_never_erased(state: LedgerState) -> None:
    assert may_be_erased(a_record(state=state), LATER) is (state in FINISHED)


def test_an_order_that_changed_lately_is_not_erased() -> None:
    assert not may_be_erased(a_record(state=LedgerState.CONFIRMED), UPDATED)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Erika Beispiel is too long", "… is too long"),
        ("exported in batch 3", "exported in batch 3"),
        (
            "address.street corrected (before: Alter Weg 1 (Hof); another)",
            "address.street corrected",
        ),
    ],
)
def test_a_sentence_keeps_what_is_not_the_buyers(text: str, left: str) -> None:
    assert without_buyer(text, personal_words(a_record())) == left


@given(st.text(), st.text(min_size=3).filter(str.strip))
def test_no_word_of_the_buyer_is_left(text: str, street: str) -> None:
    record = a_record(address=an_address(street_lines=(street,)))
    words = personal_words(record)

    left = without_buyer(f"{text} {street}", words)

    assert street not in left or len(street.strip()) < 3 or "…" in street
