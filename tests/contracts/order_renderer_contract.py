"""What every order renderer promises."""

from datetime import date
from decimal import Decimal

import attrs
import pytest

from temu_core.address import PostalAddress
from temu_core.document import DocumentPosition, OrderDocument, PositionKind
from temu_core.order import OrderNumber
from temu_core.ports.order_renderer import OrderRenderer

FIRST = OrderDocument(
    number=OrderNumber("PO-076-1"),
    currency="EUR",
    placed_on=date(2026, 11, 23),
    address=PostalAddress(
        first_name="Erika",
        last_name="Müßig & Söhne",
        street="Musterstraße 12",
        supplement="",
        post_code="10115",
        city="Berlin",
        state="",
        country="DE",
        phone="",
        mail="erika@mail.example",
    ),
    customer_number="",
    positions=(
        DocumentPosition(
            kind=PositionKind.ARTICLE,
            name="Lampe <groß>",
            article="LAMP",
            units=2,
            unit_net=Decimal("20.00000"),
            unit_gross=2380,
            vat_rate=Decimal("19"),
        ),
    ),
)
SECOND = attrs.evolve(FIRST, number=OrderNumber("PO-076-2"))


class OrderRendererContract:
    """
    Subclass per adapter and override *renderer*.
    """

    @pytest.fixture
    def renderer(self) -> OrderRenderer:
        raise NotImplementedError

    def test_each_order_has_its_own_bytes(self, renderer: OrderRenderer) -> None:
        first, second = renderer.render([FIRST, SECOND])

        assert (first.number, second.number) == (FIRST.number, SECOND.number)
        assert FIRST.number.encode() in first.body
        assert FIRST.number.encode() not in second.body

    def test_the_same_document_gives_the_same_bytes(self, renderer: OrderRenderer) -> None:
        alone = renderer.render([FIRST])
        together = renderer.render([SECOND, FIRST])

        assert alone[0] == together[1]

    def test_another_content_gives_other_bytes(self, renderer: OrderRenderer) -> None:
        dearer = attrs.evolve(FIRST.positions[0], unit_gross=2381)

        before, after = renderer.render([FIRST, attrs.evolve(FIRST, positions=(dearer,))])

        assert before.body != after.body

    def test_no_order_gives_nothing(self, renderer: OrderRenderer) -> None:
        assert list(renderer.render([])) == []
