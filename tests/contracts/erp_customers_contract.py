"""What every look for the ERP's customers promises."""

import pytest
from tests.contracts.erp_world import ErpWorld

from shared_kernel.errors import UnavailableError
from temu_core.ports.erp_customers import ErpCustomers


class ErpCustomersContract:
    """
    Subclass per adapter and override *world* and *customers*.
    """

    @pytest.fixture
    def world(self) -> ErpWorld:
        raise NotImplementedError

    @pytest.fixture
    def customers(self, world: ErpWorld) -> ErpCustomers:
        raise NotImplementedError

    def test_a_customer_is_found_by_mail(self, world: ErpWorld, customers: ErpCustomers) -> None:
        number = world.add_customer("erika@mail.example")

        found = customers.numbers_by_mail(["erika@mail.example", "nobody@mail.example"])

        assert found == {"erika@mail.example": number}

    def test_the_newest_of_several_counts(self, world: ErpWorld, customers: ErpCustomers) -> None:
        world.add_customer("erika@mail.example")
        newest = world.add_customer("erika@mail.example")

        found = customers.numbers_by_mail(["erika@mail.example"])

        assert found == {"erika@mail.example": newest}

    def test_the_answer_keeps_the_spelling_asked_for(
        self, world: ErpWorld, customers: ErpCustomers
    ) -> None:
        number = world.add_customer("erika@mail.example")

        found = customers.numbers_by_mail(["Erika@Mail.example"])

        assert found == {"Erika@Mail.example": number}

    def test_an_outage_is_passed_on(self, world: ErpWorld, customers: ErpCustomers) -> None:
        world.go_down()

        with pytest.raises(UnavailableError):
            customers.numbers_by_mail(["erika@mail.example"])
