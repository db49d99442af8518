"""Which place a parcel is said to come from."""

from temu_core.ledger import Hold, HoldReason
from temu_core.package import Warehouse, WarehouseId
from temu_core.rules.warehouses import choose_warehouse


def a_place(name: str, *, is_default: bool = False) -> Warehouse:
    return Warehouse(id=WarehouseId(f"WH-{name}"), name=name, is_default=is_default)


def test_the_merchants_choice_wins() -> None:
    assert choose_warehouse("WH-9", [a_place("1", is_default=True)]) == "WH-9"


def test_the_default_is_taken_before_others() -> None:
    assert choose_warehouse("", [a_place("1"), a_place("2", is_default=True)]) == "WH-2"


def test_the_only_one_needs_no_mark() -> None:
    assert choose_warehouse("", [a_place("1")]) == "WH-1"


def test_a_shop_without_warehouses_needs_none() -> None:
    assert choose_warehouse("", []) is None


def test_several_without_a_default_need_a_person() -> None:
    chosen = choose_warehouse("", [a_place("1"), a_place("2")])

    assert isinstance(chosen, Hold)
    assert chosen.reason is HoldReason.WAREHOUSE_UNKNOWN
    assert "WH-1" in chosen.text
    assert "WH-2" in chosen.text
