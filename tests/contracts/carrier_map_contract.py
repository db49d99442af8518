"""What every carrier map does."""

import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books

from shared_kernel.errors import StoppedError
from temu_core.package import CarrierId, CarrierMapping
from temu_core.ports.mappings import CarrierMap

DHL, UPS = CarrierId(141252268), CarrierId(314439762)


class CarrierMapContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def carrier_map(self, books: Books) -> CarrierMap:
        """
        The map under test.
        """
        return books.carrier_map

    def test_proposals_are_listed_by_method(self, carrier_map: CarrierMap, books: Books) -> None:
        carrier_map.propose(books.fence(), [_map("UPS", UPS), _map("DHL Paket", DHL)], NOW)

        assert list(carrier_map.read(SHOP)) == [_map("DHL Paket", DHL), _map("UPS", UPS)]

    def test_a_method_may_be_known_without_a_carrier(
        self, carrier_map: CarrierMap, books: Books
    ) -> None:
        carrier_map.propose(books.fence(), [_map("Kurier", None)], NOW)

        assert list(carrier_map.read(SHOP)) == [_map("Kurier", None)]

    def test_a_proposal_changes_no_known_method(
        self, carrier_map: CarrierMap, books: Books
    ) -> None:
        fence = books.fence()
        carrier_map.put(fence, _map("Paket", None), by="erika", at=NOW)

        carrier_map.propose(fence, [_map("PAKET", DHL), _map("UPS", UPS)], NOW)

        assert list(carrier_map.read(SHOP)) == [_map("Paket", None), _map("UPS", UPS)]

    def test_a_method_proposed_twice_is_one(self, carrier_map: CarrierMap, books: Books) -> None:
        carrier_map.propose(books.fence(), [_map("Paket", DHL), _map("paket", UPS)], NOW)

        assert list(carrier_map.read(SHOP)) == [_map("Paket", DHL)]

    def test_a_person_replaces_a_mapping(self, carrier_map: CarrierMap, books: Books) -> None:
        fence = books.fence()
        carrier_map.propose(fence, [_map("Paket", None)], NOW)

        carrier_map.put(fence, _map("paket", DHL), by="erika", at=NOW)

        assert list(carrier_map.read(SHOP)) == [_map("paket", DHL)]

    def test_shops_have_their_own(self, carrier_map: CarrierMap, books: Books) -> None:
        carrier_map.put(books.fence(), _map("Paket", DHL), by="erika", at=NOW)

        assert list(carrier_map.read(OTHER_SHOP)) == []

    def test_a_run_that_lost_its_lease_maps_nothing(
        self, carrier_map: CarrierMap, books: Books
    ) -> None:
        lost = books.lost_fence()

        with pytest.raises(StoppedError):
            carrier_map.propose(lost, [_map("Paket", DHL)], NOW)
        with pytest.raises(StoppedError):
            carrier_map.put(lost, _map("Paket", DHL), by="erika", at=NOW)

        assert list(carrier_map.read(SHOP)) == []


def _map(method: str, carrier: CarrierId | None) -> CarrierMapping:
    return CarrierMapping(shipping_method=method, carrier=carrier)
