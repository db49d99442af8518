"""Address and amounts of one order."""

from typing import ClassVar

import attrs

from adapters.temu_http.wire.strict import Units, WireNumber


@attrs.frozen(kw_only=True)
class AddressExtra:
    """
    The name in its parts.
    """

    UNREAD: ClassVar = frozenset(
        {"additionalFirstName", "additionalLastName", "contactlessDropPoint"}
    )

    first_name: str | None = None
    last_name: str | None = None


@attrs.frozen(kw_only=True)
class ShippingInfo:
    """
    The address; an order that is not open has an empty one.
    """

    UNREAD: ClassVar = frozenset(
        {"regionName4", "taxCode", "taxCodeType", "nationalAddress", "warning"}
    )

    receipt_name: str | None = None
    receipt_additional_name: str | None = None
    mobile: str | None = None
    backup_mobile: str | None = None
    mail: str | None = None
    region_name1: str | None = None
    region_name2: str | None = None
    region_name3: str | None = None
    address_line1: str | None = None
    address_line2: str | None = None
    address_line3: str | None = None
    address_line_all: str | None = None
    post_code: str | None = None
    address_extra: AddressExtra | None = None


@attrs.frozen(kw_only=True)
class Amount:
    """
    Integer cents of a currency.
    """

    amount: int
    currency: str


@attrs.frozen(kw_only=True)
class ParentAmounts:
    """
    The money of the whole order, by its European names.
    """

    UNREAD: ClassVar = frozenset(
        {
            *("basePriceTotal", "shippingAmountTotal", "taxTotal", "taxTotalAfterDiscount"),
            *("totalDiscount", "refundsTotal", "estimatedRevenueDeduction", "estimatedRevenue"),
            *("customerPaid", "retailPriceTotal", "retailPriceTotalTaxExcl", "temuTaxTotal"),
            "signOnDelivery",
        }
    )

    parent_order_sn: WireNumber
    retail_price_total_tax_incl: Amount
    product_tax_amount: Amount
    ship_amount_total_tax_incl: Amount
    ship_tax_amount: Amount
    discount_from_seller: Amount | None = None
    discount_from_temu: Amount | None = attrs.field(
        default=None, metadata={"wire": "discountFromTEMU"}
    )


@attrs.frozen(kw_only=True)
class LineMoney:
    """
    The money of one line, for all units originally ordered.
    """

    UNREAD: ClassVar = frozenset(
        {
            *("basePrice", "unitBasePrice", "unitRetailPrice", "unitRetailPriceVatIncl"),
            *("unitRetailPriceVatExcl", "productTaxRate", "shipTaxRate", "shipAmountTotal"),
        }
    )

    order_sn: WireNumber
    quantity: Units
    retail_price_total_tax_incl: Amount
    product_tax_amount: Amount
    ship_amount_total_tax_incl: Amount
    ship_tax_amount: Amount
    discount_from_seller: Amount | None = None
    discount_from_temu: Amount | None = attrs.field(
        default=None, metadata={"wire": "discountFromTEMU"}
    )


@attrs.frozen(kw_only=True)
class AmountsResult:
    """
    What ``bg.order.amount.query`` answers.
    """

    UNREAD: ClassVar = frozenset({"warning"})

    parent_order_map: ParentAmounts
    order_list: tuple[LineMoney, ...]
