"""What every look at the ERP's tables promises."""

import pytest
from tests.contracts.erp_world import ErpWorld

from shared_kernel.errors import UnavailableError
from temu_core.ports.erp_schema import ErpSchema
from temu_core.rules.erp_changes import missing_columns


class ErpSchemaContract:
    """
    Subclass per adapter and override *world* and *schema*.
    """

    @pytest.fixture
    def world(self) -> ErpWorld:
        raise NotImplementedError

    @pytest.fixture
    def schema(self, world: ErpWorld) -> ErpSchema:
        raise NotImplementedError

    def test_an_erp_of_our_version_has_all_we_need(self, schema: ErpSchema) -> None:
        shape = schema.shape()

        assert shape.needed
        assert missing_columns(shape) == ()

    def test_the_tables_we_write_are_among_those_we_need(self, schema: ErpSchema) -> None:
        shape = schema.shape()

        assert shape.written <= {table for table, _ in shape.needed}

    def test_only_what_concerns_us_is_found(self, schema: ErpSchema) -> None:
        shape = schema.shape()

        found = {(c.table, c.name) for c in shape.found if c.table not in shape.written}
        assert found <= shape.needed

    def test_the_same_erp_looks_the_same(self, schema: ErpSchema) -> None:
        assert schema.shape() == schema.shape()

    def test_an_outage_is_passed_on(self, world: ErpWorld, schema: ErpSchema) -> None:
        world.go_down()

        with pytest.raises(UnavailableError):
            schema.shape()
