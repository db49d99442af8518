"""Carriers are known, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from temu_core.package import Carrier, CarrierId
from temu_core.rules.carriers import carrier_for, propose_mappings

DHL, UPS, USPS, EXPRESS = CarrierId(1), CarrierId(2), CarrierId(3), CarrierId(4)
CARRIERS = [
    Carrier(id=DHL, name="DHL"),
    Carrier(id=UPS, name="UPS"),
    Carrier(id=USPS, name="USPS"),
]


def proposed(method: str, carriers: list[Carrier] | None = None) -> CarrierId | None:
    (mapping,) = propose_mappings([method], CARRIERS if carriers is None else carriers)
    return mapping.carrier


@pytest.mark.parametrize("method", ["DHL Paket", " dhl paket ", "DHL PAKET"])
def test_blanks_and_case_do_not_count(method: str) -> None:
    assert carrier_for(method, {"DHL Paket": DHL, "UPS": UPS}) == DHL


@pytest.mark.parametrize("method", ["DHL", "DHL Paket 2", "DHL-Paket", "Hermes", ""])
def test_another_method_has_no_carrier(method: str) -> None:
    assert carrier_for(method, {"DHL Paket": DHL}) is None


def test_a_method_seen_but_not_mapped_has_no_carrier() -> None:
    assert carrier_for("DHL Paket", {"DHL Paket": None}) is None


def test_a_contradiction_maps_nothing() -> None:
    assert carrier_for("DHL", {"DHL": DHL, "dhl": UPS}) is None


@pytest.mark.parametrize(
    ("method", "carrier"),
    [
        ("DHL", DHL),
        ("dhl", DHL),
        ("DHL Paket", DHL),
        ("UPS Standard", UPS),
        ("USPS Ground", USPS),
        ("UPSX", None),
        ("Paket DHL", None),
        ("Hermes", None),
    ],
)
def test_a_carrier_is_proposed_when_its_name_leaves_no_doubt(
    method: str, carrier: CarrierId | None
) -> None:
    assert proposed(method) == carrier


def test_ups_is_never_proposed_for_usps() -> None:
    assert proposed("USPS Ground", [Carrier(id=UPS, name="UPS")]) is None
    assert proposed("UPS Ground", [Carrier(id=USPS, name="USPS")]) is None


def test_two_carriers_of_one_name_are_left_to_a_person() -> None:
    carriers = [Carrier(id=DHL, name="DHL"), Carrier(id=EXPRESS, name="dhl")]

    assert proposed("DHL", carriers) is None
    assert proposed("DHL Paket", carriers) is None


def test_a_method_that_fits_a_longer_name_too_is_left_to_a_person() -> None:
    carriers = [Carrier(id=DHL, name="DHL"), Carrier(id=EXPRESS, name="DHL Express")]

    assert proposed("DHL Express 12", carriers) is None
    assert proposed("DHL Express", carriers) == EXPRESS
    assert proposed("DHL Paket", carriers) == DHL


def test_each_method_is_proposed_once() -> None:
    mappings = propose_mappings(["UPS", "DHL Paket", "dhl paket ", "  "], CARRIERS)

    assert [(m.shipping_method, m.carrier) for m in mappings] == [("DHL Paket", DHL), ("UPS", UPS)]


@given(method=st.text(alphabet="DHLUPS -", max_size=8), name=st.text(alphabet="DHLUPS", min_size=1))
def test_a_proposal_always_begins_with_the_carriers_name(method: str, name: str) -> None:
    for mapping in propose_mappings([method], [Carrier(id=DHL, name=name)]):
        if mapping.carrier is not None:
            assert mapping.shipping_method.split()[0] == name
