import pytest

from temu_core.ledger import HoldReason
from temu_core.rules.texts import check, clean, encodable


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Musterweg 1 ", "Musterweg 1"),
        ("one\r\ntwo\tthree", "one two three"),
        ("a\x00b\x0bc\x1fd\x7fe\x85f\x9f", "abcdef"),
        ("Österreich – 日本", "Österreich – 日本"),
    ],
)
def test_a_text_is_one_line_without_control_characters(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("text", ["\ud800", "a\udfff", "\ufffe", "\uffff", "\x00"])
def test_what_xml_forbids_cannot_be_encoded(text: str) -> None:
    assert not encodable(text)


def test_every_real_script_can_be_encoded() -> None:
    assert encodable("Größe 日本 \U0001f600 é")


def test_a_text_that_just_fits_passes() -> None:
    assert check("address.phone", "0" * 30, 30) is None


def test_a_long_text_is_held_without_repeating_it() -> None:
    hold = check("address.phone", "0" * 31, 30)

    assert hold is not None
    assert (hold.reason, hold.subject) == (HoldReason.TEXT_TOO_LONG, "address.phone")
    assert "000" not in hold.text


def test_characters_beyond_the_basic_plane_take_two_places() -> None:
    assert check("address.city", "\U0001f600" * 2, 3) is not None


def test_a_broken_character_is_held() -> None:
    hold = check("address.city", "M\ud800", 255)

    assert hold is not None
    assert hold.reason is HoldReason.TEXT_NOT_ENCODABLE
