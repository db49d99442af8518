"""Orders as readable JSON, for an ERP in memory."""

import json
from collections.abc import Sequence

import attrs

from temu_core.document import DocumentPosition, OrderDocument, RenderedOrder
from temu_core.ports.order_renderer import OrderRenderer


@attrs.frozen
class MemoryOrderRenderer(OrderRenderer):
    """
    Writes an order the way ``MemoryErp`` reads it: JSON with sorted keys.
    """

    def render(self, documents: Sequence[OrderDocument]) -> Sequence[RenderedOrder]:
        return [
            RenderedOrder(number=document.number, body=_body(document)) for document in documents
        ]


def _body(document: OrderDocument) -> bytes:
    content = {
        "number": document.number,
        "currency": document.currency,
        "placed_on": document.placed_on.isoformat(),
        "address": attrs.asdict(document.address),
        "customer_number": document.customer_number,
        "positions": [_position(position) for position in document.positions],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _position(position: DocumentPosition) -> dict[str, str | int]:
    return {
        "kind": position.kind.value,
        "name": position.name,
        "article": position.article,
        "units": position.units,
        "unit_net": str(position.unit_net),
        "unit_gross": position.unit_gross,
        "vat_rate": str(position.vat_rate),
    }
