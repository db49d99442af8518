"""
The countries JTL-Wawi knows, by ISO code and by German name.
"""

_NAMES = {
    "AT": "Österreich",
    "BE": "Belgien",
    "BG": "Bulgarien",
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
    "SE": "Schweden",
    "SI": "Slowenien",
    "SK": "Slowakei",
    "TR": "Türkei",
    "US": "USA",
}
_CODES = {name.casefold(): code for code, name in _NAMES.items()}


def country(text: str) -> tuple[str, str] | None:
    """
    Return ISO code and German name of a country given either way, or nothing when unknown.
    """
    code = text if text in _NAMES else _CODES.get(text.casefold())
    return (code, _NAMES[code]) if code else None
