"""Which marketplace carrier stands for an ERP shipping method."""

from collections.abc import Iterable, Mapping, Sequence

from temu_core.package import Carrier, CarrierId, CarrierMapping


def carrier_for(shipping_method: str, mappings: Mapping[str, CarrierId | None]) -> CarrierId | None:
    """
    Return the carrier a merchant mapped to this very method, or None.

    Blanks around it and letter case do not count; nothing else is forgiven.
    There is no default: a parcel reported with a wrong carrier cannot be
    tracked by the buyer.  Two entries that contradict each other map nothing.
    """
    wanted = _folded(shipping_method)
    found = {carrier for method, carrier in mappings.items() if _folded(method) == wanted}
    return found.pop() if wanted and len(found) == 1 else None


def propose_mappings(
    methods: Iterable[str], carriers: Sequence[Carrier]
) -> tuple[CarrierMapping, ...]:
    """
    Return a mapping per method, filled in where the carrier's name leaves no doubt.

    A carrier fits a method of the same name, or one that begins with the
    carrier's name as its first word: "DHL Paket" is DHL's, "USPS Ground" is
    not UPS's.  Where none or several fit, the mapping stays empty for a
    person to fill in.  Ordered by method, each method once.
    """
    by_name: dict[str, set[CarrierId]] = {}
    for carrier in carriers:
        by_name.setdefault(_folded(carrier.name), set()).add(carrier.id)
    distinct: dict[str, str] = {}
    for method in sorted(methods):
        if method.strip():
            distinct.setdefault(_folded(method), method.strip())
    return tuple(
        CarrierMapping(shipping_method=distinct[folded], carrier=_fitting(folded, by_name))
        for folded in sorted(distinct)
    )


def _fitting(method: str, by_name: Mapping[str, set[CarrierId]]) -> CarrierId | None:
    words = method.split()
    if method in by_name:
        found = by_name[method]
    elif words[0] in by_name:
        # With "DHL" and "DHL Express" on the list, "DHL Express 12" fits both.
        beginnings = (" ".join(words[:count]) for count in range(1, len(words) + 1))
        found = set().union(*(by_name.get(beginning, set()) for beginning in beginnings))
    else:
        return None
    return next(iter(found)) if len(found) == 1 else None


def _folded(name: str) -> str:
    return name.strip().casefold()
