"""Country names the way JTL-Wawi lists them."""

from collections.abc import Mapping
from types import MappingProxyType

GERMAN_COUNTRIES: Mapping[str, str] = MappingProxyType(
    {
        "AD": "Andorra",
        "AT": "Österreich",
        "AU": "Australien",
        "BA": "Bosnien und Herzegowina",
        "BE": "Belgien",
        "BG": "Bulgarien",
        "CA": "Kanada",
        "CH": "Schweiz",
        "CY": "Zypern",
        "CZ": "Tschechien",
        "DE": "Deutschland",
        "DK": "Dänemark",
        "EE": "Estland",
        "ES": "Spanien",
        "FI": "Finnland",
        "FR": "Frankreich",
        "GB": "Großbritannien",
        "GR": "Griechenland",
        "HR": "Kroatien",
        "HU": "Ungarn",
        "IE": "Irland",
        "IS": "Island",
        "IT": "Italien",
        "LI": "Liechtenstein",
        "LT": "Litauen",
        "LU": "Luxemburg",
        "LV": "Lettland",
        "MC": "Monaco",
        "MT": "Malta",
        "NL": "Niederlande",
        "NO": "Norwegen",
        "PL": "Polen",
        "PT": "Portugal",
        "RO": "Rumänien",
        "RS": "Serbien",
        "SE": "Schweden",
        "SI": "Slowenien",
        "SK": "Slowakei",
        "SM": "San Marino",
        "TR": "Türkei",
        "UA": "Ukraine",
        "US": "USA",
    }
)


def german_country(code: str) -> str:
    """
    Return the German name of an ISO 3166-1 alpha-2 code; an unlisted code is returned itself.
    """
    return GERMAN_COUNTRIES.get(code, code)
