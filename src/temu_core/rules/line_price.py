"""What one line is exported at."""

from collections.abc import Sequence
from decimal import Decimal

import attrs

from shared_kernel.money import Money
from temu_core.amounts import LineAmounts
from temu_core.ledger import Hold, HoldReason
from temu_core.order import ListedLine
from temu_core.rules.vat import shown_rate, vat_rate


@attrs.frozen(kw_only=True)
class LinePricing:
    """
    What holds for the prices of all lines of one order.
    """

    currency: str
    #: The destination's VAT rates in percent, the standard rate first.
    rates: Sequence[Decimal]
    deduct_marketplace_discount: bool
    #: Reasons a person allowed once for this order.
    allowed: frozenset[HoldReason]

    def goods_gross(self, line: ListedLine, paid: LineAmounts) -> int | Hold:
        """
        Return the price of the units still due: retail less discounts, in cents with VAT.

        When some units were cancelled, the price is shared out if it divides exactly;
        allowed once, each unit's share is rounded down.
        """
        price = paid.goods_gross - paid.seller_discount
        if self.deduct_marketplace_discount:
            price -= paid.marketplace_discount
        if price < 0:
            return Hold(
                reason=HoldReason.TOTALS_MISMATCH,
                text=f"line {line.number}: the discounts exceed the price",
                subject=line.number,
            )
        if line.quantity == paid.quantity:
            return price
        if paid.quantity > 0:
            unit_price, rest = divmod(price, paid.quantity)
            fewer = line.quantity < paid.quantity and rest == 0
            if fewer or HoldReason.QUANTITY_CHANGED in self.allowed:
                return unit_price * line.quantity
        return Hold(
            reason=HoldReason.QUANTITY_CHANGED,
            text=f"line {line.number}: {line.quantity} units are due, "
            f"the amounts stand for {paid.quantity}",
            subject=line.number,
        )

    def rate(
        self, line: ListedLine, gross: int, tax: int, prefer: Decimal | None = None
    ) -> Decimal | Hold:
        """
        Return the legal VAT rate that explains *tax*; a rate nobody knows must be allowed once.
        """
        rate = vat_rate(gross, tax, self.rates, prefer=prefer)
        if rate is None and HoldReason.VAT_UNCLEAR in self.allowed:
            rate = shown_rate(gross, tax)
        if rate is not None:
            return rate
        if gross == 0:
            return prefer if prefer is not None else Decimal(0)
        known = ", ".join(f"{legal} %" for legal in self.rates) or "none known"
        return Hold(
            reason=HoldReason.VAT_UNCLEAR,
            text=f"line {line.number}: {Money(tax, self.currency)} VAT in "
            f"{Money(gross, self.currency)} fits no rate of the destination ({known})",
            subject=line.number,
        )
