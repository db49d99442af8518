import pytest
from tests.builders.orders import an_address

from temu_core.address import BuyerAddress, PostalAddress
from temu_core.ledger import Hold, HoldReason
from temu_core.rules.postal_address import postal_address


def _good(address: BuyerAddress, **corrections: str) -> PostalAddress:
    result = postal_address(address, {f"address.{k}": v for k, v in corrections.items()})
    assert isinstance(result, PostalAddress)
    return result


def _hold(address: BuyerAddress) -> Hold:
    result = postal_address(address, {})
    assert isinstance(result, Hold)
    return result


def test_a_complete_address_is_split() -> None:
    address = _good(an_address())

    assert (address.first_name, address.last_name) == ("Erika", "Beispiel")
    assert (address.street, address.supplement) == ("Musterweg 1", "")
    assert address.country == "DE"


@pytest.mark.parametrize(
    ("full_name", "names"),
    [
        ("Erika Maria Beispiel", ("Erika Maria", "Beispiel")),
        ("Beispiel", ("", "Beispiel")),
    ],
)
def test_a_full_name_is_split_at_its_last_blank(full_name: str, names: tuple[str, str]) -> None:
    address = _good(an_address(first_name="", last_name="", full_name=full_name))

    assert (address.first_name, address.last_name) == names


def test_further_lines_and_the_second_name_are_the_supplement() -> None:
    address = _good(
        an_address(
            street_lines=("Musterweg 1", "Hinterhaus", " 3. Stock "), additional_name="Firma X"
        )
    )

    assert address.supplement == "Hinterhaus, 3. Stock, Firma X"


@pytest.mark.parametrize(
    ("changes", "subject"),
    [
        ({"first_name": "", "last_name": "", "full_name": ""}, "address.last_name"),
        ({"street_lines": ()}, "address.street"),
        ({"street_lines": ("M***", "Hinterhaus")}, "address.street"),
        ({"post_code": " "}, "address.post_code"),
        ({"city": "***"}, "address.city"),
        ({"country_name": ""}, "address.country"),
    ],
)
def test_a_missing_or_hidden_field_is_held(changes: dict[str, object], subject: str) -> None:
    hold = _hold(an_address(**changes))

    assert (hold.reason, hold.subject) == (HoldReason.ADDRESS_INCOMPLETE, subject)


def test_an_unknown_country_is_held_and_never_germany() -> None:
    hold = _hold(an_address(country_name="Atlantis"))

    assert (hold.reason, hold.subject) == (HoldReason.COUNTRY_UNKNOWN, "address.country")


def test_a_correction_wins() -> None:
    address = _good(
        an_address(country_name="Atlantis", street_lines=()), country="at", street="Neuweg 2"
    )

    assert (address.country, address.street) == ("AT", "Neuweg 2")


def test_a_long_street_is_held_not_cut() -> None:
    hold = _hold(an_address(street_lines=("S" * 256,)))

    assert (hold.reason, hold.subject) == (HoldReason.TEXT_TOO_LONG, "address.street")


def test_a_hidden_phone_is_left_out() -> None:
    assert _good(an_address(phone="+49 ***")).phone == ""
