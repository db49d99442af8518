"""Where an order goes."""

import attrs


@attrs.frozen(kw_only=True)
class BuyerAddress:
    """
    The address as the marketplace answers it; any field may be empty.
    """

    full_name: str = ""
    first_name: str = ""
    last_name: str = ""
    additional_name: str = ""
    #: Street lines in order, without empty ones.
    street_lines: tuple[str, ...] = ()
    post_code: str = ""
    city: str = ""
    state: str = ""
    #: The country as an English name.
    country_name: str = ""
    phone: str = ""
    mail: str = ""


@attrs.frozen(kw_only=True)
class PostalAddress:
    """
    An address that a parcel can be sent to, split the way an ERP wants it.
    """

    first_name: str
    last_name: str
    street: str
    #: Everything that is not the street: further lines, second name.
    supplement: str
    post_code: str
    city: str
    state: str
    #: ISO 3166-1 alpha-2.
    country: str
    phone: str
    mail: str
