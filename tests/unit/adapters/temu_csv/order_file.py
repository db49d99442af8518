"""Order files as a merchant exports them, with what a test spoils."""

from collections.abc import Mapping
from pathlib import Path

from tests.unit.job_core.world import NOON

from adapters.clock import FixedClock
from adapters.temu_csv.order_feed import CsvOrderFeed
from temu_core.shop import OrderPolicy
from temu_core.window import Window

WINDOW = Window(start=NOON, end=NOON)

GERMAN: Mapping[str, str] = {
    "Bestell-ID": "PO-076-1",
    "Bestellstatus": "Unshipped",
    "Bestellartikel-ID": "076-1",
    "Produktname": "Kissen",
    "Variation": "blau",
    "Beitrags-SKU": "KISSEN-1",
    "SKU-ID": "17592200000001",
    "Gekaufte Menge": "2",
    "Name des Empfängers": "Erika Muster",
    "Vorname des Empfängers": "Erika",
    "Nachname des Empfängers": "Muster",
    "Telefonnummer des Empfängers": "+49 30 0000000",
    "Virtuelle E-Mail": "kunde@example.invalid",
    "Versandadresse 1": "Musterweg 3",
    "Versandort": "Musterstadt",
    "Versandbundesland": "Berlin",
    "Versandpostleitzahl (Muss an die folgende Postleitzahl gesendet werden.)": "10115",
    "Versandland": "Germany",
    "Kaufdatum": "27. Jan. 2026, 14:20 Uhr CET(UTC+1)",
    "Aktivitätsbasispreis der Waren": "10,00€",
    "Gesamteinzelhandelspreis": "20,00€",
    "Versandkosten": "2,51€",
}
ENGLISH: Mapping[str, str] = {
    "order id": "PO-076-1",
    "order status": "Unshipped",
    "Order item ID": "076-1",
    "order item status": "Unshipped",
    "contribution sku": "KISSEN-1",
    "sku id": "17592200000001",
    "quantity purchased": "2",
    "quantity shipped": "0",
    "recipient name": "Erika Muster",
    "ship address 1": "Musterweg 3",
    "ship address 2": "Hinterhaus",
    "ship city": "Musterstadt",
    "ship postal code (Must be shipped to the following zip code.)": "10115",
    "ship country ": "Germany",
    "purchase date": "Jan 27, 2026, 2:20 pm CET(UTC+1)",
    "latest shipping time": "Jan 29, 2026, 2:20 pm CET(UTC+1)",
    "virtual email": "kunde@example.invalid",
    "Retail price total after discounts(tax excl.)": "20,00€",
    "Shipping total(tax excl.)": "2,51€",
    "Product Tax": "3,80€",
}


def a_row(language: Mapping[str, str] = GERMAN, **changes: str) -> dict[str, str]:
    """
    Return a boring row; keywords are columns with ``_`` for every odd sign.
    """
    plain = {"".join(c if c.isalnum() else "_" for c in name): name for name in language}
    return {**language, **{plain[name]: text for name, text in changes.items()}}


def written(
    folder: Path,
    *rows: Mapping[str, str],
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
    name: str = "order_export.csv",
) -> Path:
    """
    Write the rows under the header of the first of them.
    """
    lines = [list(rows[0]), *([*row.values()] for row in rows)]
    text = "\r\n".join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in line)
        for line in lines
    )
    path = folder / name
    path.write_bytes((text + "\r\n").encode(encoding))
    return path


def feed_of(path: Path, policy: OrderPolicy | None = None) -> CsvOrderFeed:
    """
    Return the feed of a file; keywords are fields of ``OrderFilePolicy``.
    """
    return CsvOrderFeed(path=path, policy=policy or OrderPolicy(), clock=FixedClock(NOON))
