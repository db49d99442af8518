"""Held orders on the terminal: why each was stopped, and what to type."""

from collections.abc import Sequence

from entrypoints.cli.output import Output
from entrypoints.cli.remedy_commands import remedy_commands
from entrypoints.cli.sentences import sentence, words
from entrypoints.wire.orders import HoldView, OrderSummary


def print_held(output: Output, orders: Sequence[OrderSummary], options: str) -> None:
    """
    Print each held order as a block; orders that are not held are left out.

    Args:
        options: What must follow every command.
    """
    held = [order for order in orders if order.hold is not None]
    for number, order in enumerate(held):
        if number:
            output.say("")
        by = f"   ship by {order.ship_by:%Y-%m-%d %H:%M} UTC" if order.ship_by else ""
        if order.hold is not None:
            output.say(f"{order.number}   {words(order.hold.reason)}{by}", style="bold")
            print_hold(output, order.number, order.hold, options, most=1)
    if held:
        output.say(f"\nall ways out of an order: temu-jtl orders show NUMBER{options}")


def print_hold(
    output: Output, number: str, hold: HoldView, options: str, *, most: int | None = None
) -> None:
    """
    Print why an order is held, what to do, and the commands for it.

    Args:
        most: Show so many commands; None: all, each with its meaning.
    """
    output.facts([("why ", sentence(hold.text)), ("do", sentence(hold.advice))])
    for meaning, command in remedy_commands(number, hold, options)[:most]:
        if most is None:
            output.say(f"  {meaning}:")
            output.say(f"    {command}", whole=True)
        else:
            output.say(f"  type  {command}", whole=True)
