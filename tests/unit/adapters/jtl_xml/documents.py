"""Boring order documents; a test names only what matters."""

from datetime import date
from decimal import Decimal

import attrs

from temu_core.address import PostalAddress
from temu_core.document import DocumentPosition, OrderDocument, PositionKind
from temu_core.order import OrderNumber

ADDRESS = PostalAddress(
    first_name="Mara",
    last_name="Musterfeld",
    street="Erfundener Weg 12",
    supplement="Hinterhaus",
    post_code="00000",
    city="Nirgendwo",
    state="",
    country="DE",
    phone="",
    mail="kunde-1@example.invalid",
)

LAMP = DocumentPosition(
    kind=PositionKind.ARTICLE,
    name="Beispiel-Lampe",
    article="LAMP",
    units=2,
    unit_net=Decimal("21.00000"),
    unit_gross=2499,
    vat_rate=Decimal(19),
)

SHIPPING = DocumentPosition(
    kind=PositionKind.SHIPPING,
    name="Versandkosten",
    article="",
    units=1,
    unit_net=Decimal("4.19328"),
    unit_gross=499,
    vat_rate=Decimal("19.00"),
)


def a_document(number: str = "PO-1", *, name: str = LAMP.name, **address: str) -> OrderDocument:
    """
    Return an order of two lamps with shipping costs.
    """
    return OrderDocument(
        number=OrderNumber(number),
        currency="EUR",
        placed_on=date(2026, 3, 7),
        address=attrs.evolve(ADDRESS, **address),
        customer_number="",
        positions=(attrs.evolve(LAMP, name=name), SHIPPING),
    )
