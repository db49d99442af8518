"""An address a parcel can be sent to, made of what the marketplace answered."""

from collections.abc import Mapping

from temu_core.address import BuyerAddress, PostalAddress
from temu_core.ledger import Hold, HoldReason
from temu_core.rules.country import iso_country
from temu_core.rules.texts import LIMITS, check, clean

#: Temu masks names and streets of some sellers.
_MASK = "***"

_REQUIRED = (
    ("last_name", "the buyer's name"),
    ("street", "the street"),
    ("post_code", "the post code"),
    ("city", "the city"),
    ("country", "the country"),
)


def postal_address(address: BuyerAddress, corrections: Mapping[str, str]) -> PostalAddress | Hold:
    """
    Return the address split the way an ERP wants it, or what is wrong with it.

    Corrections by field path (``address.street``) win; nothing is guessed or cut.
    """
    fields = address_fields(address, corrections)
    for field, name in _REQUIRED:
        if not fields[field]:
            return Hold(
                reason=HoldReason.ADDRESS_INCOMPLETE,
                text=f"{name} is missing or hidden",
                subject=f"address.{field}",
            )
    country = iso_country(fields["country"])
    if country is None:
        return Hold(
            reason=HoldReason.COUNTRY_UNKNOWN,
            text=f"no country is known by the name {fields['country']!r}",
            subject="address.country",
        )
    del fields["country"]
    for field, text in fields.items():
        if hold := check(f"address.{field}", text, LIMITS[field]):
            return hold
    return PostalAddress(country=country, **fields)


def address_fields(address: BuyerAddress, corrections: Mapping[str, str]) -> dict[str, str]:
    """
    Return the parts of the address by name, as corrected; what is hidden is empty.
    """
    fields = _fields(address)
    for field in fields:
        path = f"address.{field}"
        if path in corrections:
            fields[field] = _seen(corrections[path])
    return fields


def _fields(address: BuyerAddress) -> dict[str, str]:
    first_name, last_name = _name(address)
    streets = [line for line in map(clean, address.street_lines) if line]
    more = [_seen(text) for text in (*streets[1:], address.additional_name)]
    return {
        "first_name": first_name,
        "last_name": last_name,
        # A hidden first line is missing; the second one is no street.
        "street": _seen(streets[0]) if streets else "",
        "supplement": ", ".join(text for text in more if text),
        "post_code": _seen(address.post_code),
        "city": _seen(address.city),
        "state": _seen(address.state),
        "country": _seen(address.country_name),
        "phone": _seen(address.phone),
        "mail": _seen(address.mail),
    }


def _name(address: BuyerAddress) -> tuple[str, str]:
    first, last = _seen(address.first_name), _seen(address.last_name)
    if last:
        return first, last
    first, _, last = _seen(address.full_name).rpartition(" ")
    return first.strip(), last


def _seen(text: str) -> str:
    return "" if _MASK in text else clean(text)
