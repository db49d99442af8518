"""One order on the terminal."""

from entrypoints.cli.held_orders import print_hold
from entrypoints.cli.output import Output
from entrypoints.cli.sentences import sentence, words
from entrypoints.wire.orders import OrderPage, OrderSummary

_DENIED = {
    "pending_cancellation": "cancellation",
    "pending_address_change": "address-change",
    "risk_alert": "risk-alert",
}


def print_order(output: Output, page: OrderPage, options: str) -> None:
    """
    Print an order with lines, parcels and events.

    Args:
        options: What must follow every command.
    """
    summary = page.summary
    output.say(f"{summary.number}   {words(summary.state)}", style="bold")
    if summary.hold is not None:
        output.say(f"held: {words(summary.hold.reason)}", style="yellow")
        print_hold(output, summary.number, summary.hold, options)
        output.say("")
    output.facts(_facts(page), indent=0)
    if summary.requests:
        _print_requests(output, page, options)
    output.table(
        "\nlines",
        ("line", "SKU", "name", "units", "ordered", "cancelled", "confirmed"),
        (
            (x.number, x.seller_sku, x.name, x.quantity, x.ordered, x.cancelled, x.confirmed)
            for x in page.lines
        ),
        empty="\nno lines could be read",
        whole=("line", "units", "ordered", "cancelled", "confirmed"),
    )
    output.table(
        "\nparcels",
        ("number", "method", "shipped (UTC)", "units", "state", "the marketplace says"),
        (
            (p.tracking_number, p.shipping_method, p.shipped_at, p.units, p.state, p.refusal)
            for p in page.packages
        ),
        empty="\nno parcels yet",
        whole=("number",),
    )
    output.table(
        "\nwhat happened",
        ("when (UTC)", "to", "why", "by"),
        ((e.at, words(e.to_state), sentence(e.text), e.by) for e in page.events),
        empty="",
        whole=("when (UTC)",),
    )


def _facts(page: OrderPage) -> list[tuple[str, object]]:
    summary = page.summary
    facts: list[tuple[str, object]] = [
        ("on the marketplace", words(summary.marketplace_status)),
        ("placed", f"{summary.placed_at:%Y-%m-%d %H:%M} UTC"),
    ]
    if summary.ship_by:
        facts.append(("ship by", f"{summary.ship_by:%Y-%m-%d %H:%M} UTC"))
    if summary.waiting_for:
        facts.append(("waits for", summary.waiting_for))
    if summary.closed_why:
        facts.append(("closed", words(summary.closed_why)))
    if page.goods_gross_cents is not None:
        facts.append(
            (
                f"amounts in {page.currency}",
                f"goods {_money(page.goods_gross_cents)}, "
                f"shipping {_money(page.shipping_gross_cents)}, "
                f"seller's discount {_money(page.seller_discount_cents)}",
            )
        )
    if summary.erp_number:
        facts.append(("in the ERP", summary.erp_number))
    if page.corrected_fields:
        facts.append(("corrected", ", ".join(page.corrected_fields)))
    if page.allowed:
        facts.append(("allowed once", ", ".join(map(words, page.allowed))))
    return facts


def _print_requests(output: Output, page: OrderPage, options: str) -> None:
    summary: OrderSummary = page.summary
    asked = ", ".join(words(request) for request in summary.requests)
    output.say(f"the marketplace shows: {asked}", style="yellow")
    if page.accepted_requests:
        output.say(f"  decided: {', '.join(map(words, page.accepted_requests))}")
        return
    denials = " ".join(f"--deny {_DENIED[request]}" for request in summary.requests)
    output.say("  Decide on it in the Seller Center. If the parcel has left, ship it anyway:")
    output.say(f"    temu-jtl orders confirm {summary.number} {denials}{options}", whole=True)


def _money(cents: int | None) -> str:
    return "–" if cents is None else f"{cents // 100}.{cents % 100:02d}"
