"""What the ERP in memory does besides its ports."""

import pytest
from tests.contracts.order_renderer_contract import FIRST
from tests.unit.adapters.memory.erp import an_erp

from adapters.memory.erp import MemoryErp
from adapters.memory.erp_orders import MemoryErpOrders
from adapters.memory.order_handover import MemoryOrderHandover
from adapters.memory.order_renderer import MemoryOrderRenderer
from shared_kernel.errors import Family, Problem
from shared_kernel.sku import Sku
from temu_core.document import DeliveryWay, ExportBatch
from temu_core.ports.order_handover import Handover

LAMP = Sku("LAMP")


@pytest.fixture
def erp() -> MemoryErp:
    erp = an_erp()
    erp.article("LAMP", 5, physical=5)
    return erp


@pytest.fixture
def batch() -> ExportBatch:
    orders = tuple(MemoryOrderRenderer().render([FIRST]))
    return ExportBatch(id="one", way=DeliveryWay.INBOX, orders=orders)


def test_waiting_documents_become_orders_that_reserve_stock(
    erp: MemoryErp, batch: ExportBatch
) -> None:
    MemoryOrderHandover(erp).deliver(batch)

    booked = erp.book_waiting()

    assert booked == 1
    assert MemoryErpOrders(erp).presence([FIRST.number])[FIRST.number].numbers == ("AU-00001",)
    assert erp.inbox == {}
    assert erp.articles[LAMP].sellable == 3


def test_a_cancelled_order_frees_its_stock(erp: MemoryErp, batch: ExportBatch) -> None:
    MemoryOrderHandover(erp).deliver(batch)
    erp.book_waiting()

    erp.cancel(FIRST.number)

    assert erp.articles[LAMP].sellable == 5


def test_a_parcel_that_left_lowers_the_shelf(erp: MemoryErp) -> None:
    erp.pack(FIRST.number, {LAMP: 1}, tracking_number="1", left=False)
    erp.pack(FIRST.number, {LAMP: 2}, tracking_number="2")

    assert erp.articles[LAMP].physical == 3


def test_a_dropped_order_vanishes_without_a_word(erp: MemoryErp, batch: ExportBatch) -> None:
    erp.moods.drops.add(FIRST.number)
    MemoryOrderHandover(erp).deliver(batch)

    booked = erp.book_waiting()

    assert booked == 0
    assert (erp.inbox, erp.orders) == ({}, [])


@pytest.mark.parametrize(("mood", "arrives"), [("loses_answers", True), ("loses_requests", False)])
def test_a_lost_answer_looks_the_same_whether_it_arrived(
    erp: MemoryErp, batch: ExportBatch, mood: str, arrives: bool
) -> None:
    setattr(erp.moods, mood, True)

    answer = MemoryOrderHandover(erp).deliver(batch)[FIRST.number]

    assert isinstance(answer, Problem)
    assert answer.family is Family.OUTCOME_UNKNOWN
    assert (FIRST.number in erp.inbox) is arrives


def test_a_refused_order_is_tried_again(erp: MemoryErp, batch: ExportBatch) -> None:
    handover = MemoryOrderHandover(erp)
    erp.moods.refuses = {FIRST.number: "no room"}
    handover.deliver(batch)
    erp.moods.refuses = {}

    answer = handover.deliver(batch)

    assert answer == {FIRST.number: Handover.DELIVERED}
