"""Which pending requests of the buyer a person decided to refuse by shipping."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from temu_core.confirmation import Acceptance
from temu_core.record import OrderRecord

#: Where the decision is kept among an order's corrections.
FIELD = "shipment.acceptance"


def acceptance_of(record: OrderRecord) -> frozenset[Acceptance]:
    """
    Return what a person accepted to refuse for this order; usually nothing.
    """
    words = record.corrections.get(FIELD, "").split()
    return frozenset(Acceptance(word) for word in words)


def with_acceptance(record: OrderRecord, acceptance: Collection[Acceptance]) -> Mapping[str, str]:
    """
    Return the order's corrections with this decision among them.
    """
    words = " ".join(sorted(item.value for item in acceptance))
    return MappingProxyType({**record.corrections, FIELD: words})
