"""The VAT rates each country's law knows, and since when."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

# Per country the rates in percent, standard first; a date starts the next set.  Sources:
# the European Commission's "Taxes in Europe" database and the national tax offices.
# Zero rates are left out on purpose: an amount without tax must not pass as explained.
# A merchant who sells zero-rated goods adds 0 as an extra rate.
_TABLE: Mapping[str, str] = {
    "AT": "20 13 10",
    "BE": "21 12 6",
    "BG": "20 9",
    "CH": "7.7 3.7 2.5 | 2024-01-01: 8.1 3.8 2.6",
    "CY": "19 9 5 3",
    "CZ": "21 15 10 | 2024-01-01: 21 12",
    "DE": "19 7",
    "DK": "25",
    "EE": "20 9 5 | 2024-01-01: 22 9 5 | 2025-01-01: 22 13 9 5 | 2025-07-01: 24 13 9 5",
    "ES": "21 10 4",
    "FI": "24 14 10 | 2024-09-01: 25.5 14 10 | 2026-01-01: 25.5 13.5 10",
    "FR": "20 10 5.5 2.1",
    "GB": "20 5",
    "GR": "24 13 6",
    "HR": "25 13 5",
    "HU": "27 18 5",
    "IE": "23 13.5 9 4.8",
    "IT": "22 10 5 4",
    "LT": "21 9 5 | 2026-01-01: 21 12 5",
    "LU": "17 14 8 3 | 2023-01-01: 16 13 7 3 | 2024-01-01: 17 14 8 3",
    "LV": "21 12 5",
    "MT": "18 12 7 5",
    "NL": "21 9",
    "NO": "25 15 12",
    "PL": "23 8 5",
    "PT": "23 13 6",
    "RO": "19 9 5 | 2025-08-01: 21 11",
    "SE": "25 12 6",
    "SI": "22 9.5 5",
    "SK": "20 10 5 | 2025-01-01: 23 19 5",
}

_Rates = tuple[Decimal, ...]


def _dated(row: str) -> tuple[tuple[date, _Rates], ...]:
    sets = []
    for part in row.split("|"):
        since, _, rates = part.rpartition(":")
        start = date.fromisoformat(since.strip()) if since else date.min
        sets.append((start, tuple(Decimal(rate) for rate in rates.split())))
    return tuple(reversed(sets))


_RATES: Mapping[str, tuple[tuple[date, _Rates], ...]] = MappingProxyType(
    {country: _dated(row) for country, row in _TABLE.items()}
)


def legal_rates(country: str, on: date) -> tuple[Decimal, ...]:
    """
    Return a country's VAT rates on that day in percent, the standard rate first.

    Covers the EU, the United Kingdom, Switzerland and Norway; empty for any other.
    """
    return next((rates for start, rates in _RATES.get(country, ()) if start <= on), ())
