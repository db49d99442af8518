"""What a planned write is in detail, in lines a merchant reads."""

from shared_kernel.money import Money
from temu_core.confirmation import ShipmentConfirmation
from temu_core.document import DocumentPosition, OrderDocument


def document_lines(document: OrderDocument) -> tuple[str, ...]:
    """
    Return an order's positions with amounts, and which customer it is booked on.

    Without the buyer's name and address: a plan is shown to everybody who may look.
    """
    customer = document.customer_number or "a new one"
    return (
        *(_position(position, document.currency) for position in document.positions),
        f"customer: {customer}, {document.address.country}",
    )


def parcel_lines(call: ShipmentConfirmation) -> tuple[str, ...]:
    """
    Return the parcels of a confirmation: number, carrier, and what is in it for which order.
    """
    return tuple(
        f"parcel {parcel.tracking_number}, carrier {parcel.carrier}: "
        f"{item.units} of line {item.line} of {item.order}"
        for parcel in call.parcels
        for item in parcel.items
    )


def _position(position: DocumentPosition, currency: str) -> str:
    what = " ".join(filter(None, (position.article, position.name)))
    each = Money(position.unit_gross, currency)
    return f"{position.units} × {what}, {each} each, {position.vat_rate} % VAT"
