"""One order on the terminal."""

from entrypoints.cli.output import Output
from entrypoints.wire.orders import OrderPage


def print_order(output: Output, page: OrderPage) -> None:
    """
    Print an order with lines, parcels and events.
    """
    summary = page.summary
    output.say(f"{summary.number}  {summary.state}", style="bold")
    if summary.hold is not None:
        output.say(f"held for {summary.hold.reason}: {summary.hold.text}", style="yellow")
        output.say(f"{summary.hold.advice} Remedies: {', '.join(summary.hold.remedies)}")
    if summary.waiting_for:
        output.say(f"waiting for {summary.waiting_for}")
    if page.goods_gross_cents is not None:
        output.say(
            f"goods {_money(page.goods_gross_cents)}, "
            f"shipping {_money(page.shipping_gross_cents)}, "
            f"seller's discount {_money(page.seller_discount_cents)} {page.currency}"
        )
    output.table(
        "\nlines",
        ("line", "SKU", "name", "units", "ordered", "cancelled", "confirmed"),
        (
            (x.number, x.seller_sku, x.name, x.quantity, x.ordered, x.cancelled, x.confirmed)
            for x in page.lines
        ),
        empty="no lines could be read",
    )
    output.table(
        "\nparcels",
        ("number", "method", "shipped (UTC)", "units", "state", ""),
        (
            (p.tracking_number, p.shipping_method, p.shipped_at, p.units, p.state, p.refusal)
            for p in page.packages
        ),
        empty="\nno parcels yet",
    )
    output.table(
        "\nwhat happened (UTC)",
        ("when", "to", "why", "by"),
        ((event.at, event.to_state, event.text, event.by) for event in page.events),
        empty="",
    )


def _money(cents: int | None) -> str:
    return "–" if cents is None else f"{cents // 100}.{cents % 100:02d}"
