"""
The offers and articles of the scenario ``small``.

Each row: seller SKU → goods, stock at the marketplace, the ERP's stock per
warehouse, reserved units, buffer.  About half of the offers are out of step
with what the ERP could sell.
"""

from decimal import Decimal

import attrs

from sandbox.jtl.setup import JtlArticle
from sandbox.scenario.catalogue import Offer

FIRST_GOODS = 601099500000000
FIRST_SKU = 17592200000000


@attrs.frozen
class _Row:
    """
    One seller SKU in both worlds; no ERP stock means no article.
    """

    seller_sku: str
    goods: int
    name: str
    variant: str
    stock: int
    main: str | None
    shipping: str = "0"
    reserved: int = 0
    buffer: int = 0


_ROWS = (
    _Row("KISSEN-BLAU-M", 1, "Beispiel-Kissen", "Blau, M", 28, "20", "10", 0, 2),
    _Row("KISSEN-BLAU-L", 1, "Beispiel-Kissen", "Blau, L", 15, "8", "4", 0, 2),
    _Row("KISSEN-GRÜN-M", 1, "Beispiel-Kissen", "Grün, M", 0, "12", "0", 0, 2),
    _Row("LAMPE-KLEIN", 2, "Beispiel-Lampe", "klein", 18, "15", "5", 2, 0),
    _Row("LAMPE-GROSS", 2, "Beispiel-Lampe", "groß", 9, "6", "0", 4, 1),
    _Row("TEE-500", 3, "Grüner Tee <500 g> & Sieb", "500 g", 40, "30", "10"),
    _Row("TEE-250", 3, "Grüner Tee <250 g>", "250 g", 25, "60", "0", 0, 5),
    _Row("KERZE-ROT", 4, "Beispiel-Kerze", "Rot", 50, "30", "20"),
    _Row("KERZE-WEISS", 4, "Beispiel-Kerze", "Weiß", 20, "3", "0", 3, 0),
    _Row("BECHER-01", 5, "Beispiel-Becher", "", 30, "25", "5"),
    _Row("MATTE-60", 6, "Beispiel-Matte", "60 cm", 14, "7", "7"),
    _Row("MATTE-80", 6, "Beispiel-Matte", "80 cm", 2, "11", "0", 1, 0),
    _Row("SCHAL-ROT", 7, "Beispiel-Schal", "Rot", 12, "12", "0"),
    _Row("SEIL-METER", 8, "Beispiel-Seil", "Meterware", 20, "12.7", "0", 0, 1),
    _Row("AUFKLEBER-10", 9, "Beispiel-Aufkleber", "10 Stück", 10, "0"),
    _Row("REGAL-UNBEKANNT", 10, "Beispiel-Regal", "Eiche", 6, None),
    _Row("VASE-01", 11, "Beispiel-Vase", "Glas", 7, "9", "0"),
    _Row("VASE-01", 12, "Beispiel-Vase im Geschenkkarton", "Glas", 7, None),
    _Row("HEFT-A5", 13, "Beispiel-Heft", "A5", 80, "50", "30"),
    _Row("HEFT-A4", 13, "Beispiel-Heft", "A4", 60, "55", "0"),
    _Row("PFANNE-24", 14, "Beispiel-Pfanne", "24 cm", 10, "10", "2", 0, 2),
    _Row("PFANNE-28", 14, "Beispiel-Pfanne", "28 cm", 10, "4", "0", 0, 6),
    _Row("SOCKEN-39", 15, "Beispiel-Socken", "39–42", 33, "30", "3"),
    _Row("SOCKEN-43", 15, "Beispiel-Socken", "43–46", 5, "41", "0"),
    _Row("ROLLE-XL", 16, "Beispiel-Rolle", "XL", 3, "1"),
    _Row("UHR-ALT", 17, "Beispiel-Uhr", "Auslaufmodell", 4, "0"),
)


def offers() -> tuple[Offer, ...]:
    """
    Return the offers; SKU ids count the rows from 1.
    """
    return tuple(
        Offer(
            goods_id=FIRST_GOODS + row.goods,
            sku_id=FIRST_SKU + position,
            seller_sku=row.seller_sku,
            name=row.name,
            variant=row.variant,
            stock=row.stock,
            on_sale=row.seller_sku != "UHR-ALT",
        )
        for position, row in enumerate(_ROWS, start=1)
    )


def articles() -> tuple[JtlArticle, ...]:
    """
    Return the ERP's articles; the vase is one article for two offers.
    """
    return tuple(
        JtlArticle(
            number=row.seller_sku,
            name=row.name if not row.variant else f"{row.name} {row.variant}",
            stock={1: Decimal(row.main), 2: Decimal(row.shipping)},
            reserved=Decimal(row.reserved),
            buffer=row.buffer,
            stock_managed=row.seller_sku != "AUFKLEBER-10",
            overselling=row.seller_sku == "ROLLE-XL",
            divisible=row.seller_sku == "SEIL-METER",
        )
        for row in _ROWS
        if row.main is not None
    )


def sku_id(seller_sku: str, goods: int | None = None) -> int:
    """
    Return the marketplace's id of a seller SKU, of one goods where two share it.
    """
    return next(
        FIRST_SKU + position
        for position, row in enumerate(_ROWS, start=1)
        if row.seller_sku == seller_sku and goods in {None, row.goods}
    )
