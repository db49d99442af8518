"""Alerts, stock and reports as other programs see them."""

from datetime import datetime

import attrs

from temu_core.alert import StoredAlert
from temu_core.package import CarrierMapping
from temu_core.rules.availability import explain, is_counted, plain
from temu_core.stock import OfferState, StockTarget


@attrs.frozen(kw_only=True)
class AlertView:
    """
    One alert.
    """

    id: int
    kind: str
    subject: str
    text: str
    raised_at: datetime
    last_raised_at: datetime
    times: int
    #: None while it is open.
    closed_at: datetime | None
    closed_by: str

    @classmethod
    def of(cls, stored: StoredAlert) -> "AlertView":
        return cls(
            last_raised_at=stored.last_raised_at,
            closed_at=stored.closed_at,
            closed_by=stored.closed_by,
            id=stored.id,
            kind=stored.alert.kind.value,
            subject=stored.alert.subject,
            text=stored.alert.text,
            raised_at=stored.alert.raised_at,
            times=stored.times,
        )


@attrs.frozen(kw_only=True)
class StockInputs:
    """
    The numbers of the last inventory sync from which an offer's target follows.

    ``available = max(0, floor(min(sellable, in_warehouses)) - reserved - buffer)``, of
    which the offer gets its share.  Numbers that may have decimals are texts.
    """

    article: str
    #: What the ERP itself would still sell.
    sellable: str
    #: In the chosen warehouses; None when none is chosen.
    in_warehouses: str | None
    #: Sold on a marketplace and not in the ERP yet.
    reserved: int
    buffer: int
    available: int
    #: ``alone``, ``pool``, or ``split 1 of 2``.
    sharing: str
    #: False: the ERP keeps no count, and the number comes from the settings.
    counted: bool
    computed_at: datetime | None

    @classmethod
    def of(cls, target: StockTarget, computed_at: datetime | None) -> "StockInputs":
        of = target.availability
        return cls(
            article=of.sku.text,
            sellable=plain(of.sellable),
            in_warehouses=None if of.physical is None else plain(of.physical),
            reserved=of.reserved,
            buffer=of.buffer,
            available=of.units,
            sharing=target.sharing,
            counted=is_counted(of),
            computed_at=computed_at,
        )


@attrs.frozen(kw_only=True)
class StockView:
    """
    Why an offer shows so many units.
    """

    goods_id: int
    sku_id: int
    seller_sku: str
    name: str
    marketplace_units: int | None
    target_units: int | None
    in_step: bool
    #: An update is on its way, and its answer is not known yet.
    under_way: bool
    explanation: str
    #: What the target was computed from; None for an offer without an article.
    inputs: StockInputs | None
    refusal: str

    @classmethod
    def of(cls, offer: OfferState) -> "StockView":
        target = offer.target
        words = "no article of this number in the ERP: the offer is left alone"
        return cls(
            goods_id=offer.goods_id,
            sku_id=offer.sku_id,
            seller_sku=offer.seller_sku,
            name=offer.name,
            marketplace_units=offer.marketplace_units,
            target_units=target.units if target else None,
            in_step=target is not None and target.units == offer.marketplace_units,
            under_way=bool(offer.intent_id),
            explanation=explain(target) if target else words,
            inputs=StockInputs.of(target, offer.computed_at) if target else None,
            refusal=offer.refusal,
        )


@attrs.frozen(kw_only=True)
class CarrierView:
    """
    One entry of the carrier map; carrier None: not mapped yet.
    """

    shipping_method: str
    carrier: int | None
    #: How many orders are held until it is mapped.
    orders_waiting: int

    @classmethod
    def of(cls, mapping: CarrierMapping, orders_waiting: int = 0) -> "CarrierView":
        return cls(
            shipping_method=mapping.shipping_method,
            carrier=mapping.carrier,
            orders_waiting=orders_waiting,
        )
