"""Order documents of two lines, always the same."""

from datetime import date
from decimal import Decimal

from temu_core.address import PostalAddress
from temu_core.document import DocumentPosition, OrderDocument, PositionKind
from temu_core.order import OrderNumber


def two_line_orders(count: int) -> list[OrderDocument]:
    """
    Return *count* documents of two articles each, to different buyers.
    """
    return [_document(n) for n in range(count)]


def _document(n: int) -> OrderDocument:
    return OrderDocument(
        number=OrderNumber(f"PO-076-{n:017d}"),
        currency="EUR",
        placed_on=date(2026, 3, 2),
        address=PostalAddress(
            first_name="Jörg",
            last_name=f"Muster & Söhne {n}",
            street=f"Musterstraße {1 + n % 200}",
            supplement="",
            post_code=f"{10000 + n % 80000:05d}",
            city="Musterstadt",
            state="",
            country="DE",
            phone="+49 30 0000000",
            mail=f"kunde-{n}@example.invalid",
        ),
        customer_number="",
        positions=(_position(n), _position(n + 1)),
    )


def _position(n: int) -> DocumentPosition:
    gross = 499 + n % 4000
    return DocumentPosition(
        kind=PositionKind.ARTICLE,
        name=f"Beispielartikel {n % 500}, Ausführung grün",
        article=f"LAGER-{n % 500:05d}",
        units=1 + n % 3,
        unit_net=(Decimal(gross) / Decimal(119)).quantize(Decimal("0.00001")),
        unit_gross=gross,
        vat_rate=Decimal("19.00"),
    )
