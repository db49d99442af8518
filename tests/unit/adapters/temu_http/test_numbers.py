"""Numbers no database holds make one item unreadable, not a run fail."""

import attrs
import pytest

from adapters.temu_http.wire.strict import Units, WireError, WireId, WireNumber, structure


@attrs.frozen
class _Item:
    amount: int
    units: Units
    sku_id: WireId
    order_sn: WireNumber


GOOD = {"amount": 2**63 - 1, "units": 1_000_000_000, "skuId": 2**63 - 1, "orderSn": "076-1"}


@pytest.mark.parametrize(
    "wire",
    [
        pytest.param({"amount": 2**63}, id="amount"),
        pytest.param({"units": 1_000_000_001}, id="units"),
        pytest.param({"units": -1}, id="negative units"),
        pytest.param({"skuId": 2**63}, id="id"),
        pytest.param({"skuId": "9" * 30}, id="id as text"),
        pytest.param({"orderSn": "0" * 65}, id="order number"),
        pytest.param({"orderSn": ""}, id="empty order number"),
    ],
)
def test_an_absurd_number_is_refused_where_it_stands(wire: dict[str, object]) -> None:
    with pytest.raises(WireError):
        structure({**GOOD, **wire}, _Item)


def test_the_largest_sane_numbers_pass() -> None:
    item = structure(GOOD, _Item)

    assert item.sku_id == 2**63 - 1
