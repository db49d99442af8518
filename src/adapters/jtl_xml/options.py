"""What a merchant sets about order documents."""

import enum

import attrs
from attrs import validators


class DateForm(enum.Enum):
    """
    How days are written; which one an installation reads must be tried there.
    """

    GERMAN = "DD.MM.YYYY"
    ISO = "YYYY-MM-DD"


class CountryForm(enum.Enum):
    """
    How countries are written.
    """

    ISO = "iso"
    GERMAN_NAME = "german_name"


@attrs.frozen(kw_only=True)
class XmlOptions:
    """
    What stands in every document besides the order itself.

    The method names must be ones the ERP has, letter for letter.
    """

    #: ``tfirma.kFirma`` and ``tBenutzer.kBenutzer``; None leaves the attribute out.
    company: int | None = 1
    user: int | None = 1
    shipping_method: str = attrs.field(default="TEMU", validator=validators.min_len(1))
    payment_method: str = attrs.field(default="TEMU", validator=validators.min_len(1))
    #: Where a new customer comes from.
    origin: str = "TEMU"
    language: str = attrs.field(default="ger", validator=validators.matches_re(r"[a-z]{3}"))
    #: The sales unit of every article position; empty: the ERP's own.
    unit: str = ""
    date_form: DateForm = DateForm.GERMAN
    country_form: CountryForm = CountryForm.ISO
