"""Settings of the ERP."""

from typing import Literal

import attrs

from entrypoints.settings.check import between, database, filled, matching, numbers, zone
from entrypoints.settings.secret import Secret


@attrs.frozen(kw_only=True)
class XmlSettings:
    """
    What stands in every order document besides the order itself.
    """

    #: Shipping method of the orders; must exist in JTL-Wawi, letter for letter.
    shipping_method: str = attrs.field(default="TEMU", validator=filled())
    #: Payment method of the orders; must exist in JTL-Wawi, letter for letter.
    payment_method: str = attrs.field(default="TEMU", validator=filled())
    #: Where new customers come from, as noted on them.
    origin: str = "TEMU"
    #: Company the orders are booked on (``tfirma.kFirma``); "none" leaves it to JTL-Wawi.
    company: int | None = attrs.field(default=1, validator=between(1, 2**31 - 1, or_none=True))
    #: User the orders are booked by (``tBenutzer.kBenutzer``); "none" leaves it to JTL-Wawi.
    user: int | None = attrs.field(default=1, validator=between(1, 2**31 - 1, or_none=True))
    #: How days are written; which form an installation reads must be tried there.
    date_format: Literal["DD.MM.YYYY", "YYYY-MM-DD"] = "DD.MM.YYYY"
    #: How countries are written: "DE" or "Deutschland".
    country_form: Literal["iso", "german_name"] = "iso"
    #: Language of the orders, three letters.
    language: str = attrs.field(
        default="ger", validator=matching("[a-z]{3}", 'three small letters such as "ger"')
    )
    #: ``nPlattform`` of the rows in JTL-Wawi's inbox.
    inbox_platform: int = attrs.field(default=5, validator=between(0, 255))
    #: ``nRechnung`` of the rows in JTL-Wawi's inbox.
    inbox_invoice: int = attrs.field(default=0, validator=between(0, 255))


@attrs.frozen(kw_only=True)
class ErpSettings:
    """
    Where JTL-Wawi is and how it is read.
    """

    #: Address of JTL-Wawi's SQL Server with user and password; never shown.
    url: Secret = attrs.field(
        repr=False,
        validator=database(
            'the address of JTL\'s database, such as "mssql+pyodbc://user:password@server/?driver=…"'
        ),
    )
    #: Name of JTL-Wawi's database on that server.
    database: str = attrs.field(
        default="eazybusiness",
        validator=matching(r"[^\[\]]{1,128}", "the name of a database, without brackets"),
    )
    #: Time zone JTL-Wawi's dates are meant in.
    zone: str = attrs.field(default="Europe/Berlin", validator=zone())
    #: Warehouses whose stock may be sold (``kWarenLager``); empty: all of them.
    warehouses: tuple[int, ...] = attrs.field(
        default=(), validator=numbers("warehouse keys such as [1, 4], each once")
    )
    xml: XmlSettings = attrs.field(factory=XmlSettings)
