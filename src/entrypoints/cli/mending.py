"""temu-jtl orders retry, allow, correct, deliver, done, confirm: a person's decisions."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.order_numbers import order_numbers
from entrypoints.cli.person import person_at_terminal, person_name
from entrypoints.cli.sentences import sentence
from shared_kernel.errors import RejectedError
from temu_core.confirmation import Acceptance
from temu_core.ledger import HoldReason, LedgerState, Remedy
from temu_core.order import OrderNumber
from temu_core.rules.remedies import Correction
from temu_core.use_cases.mend_orders import Mended

_DENIALS = {
    "cancellation": Acceptance.DENY_CANCELLATION,
    "address-change": Acceptance.DENY_ADDRESS_CHANGE,
    "risk-alert": Acceptance.DENY_RISK_ALERT,
}


def retry(
    *numbers: str,
    reason: HoldReason | None = None,
    file: Path | None = None,
    common: Common | None = None,
) -> int:
    """
    Try held orders again: named ones, or all that are held for one reason.

    Parameters
    ----------
    numbers
        Order numbers.
    reason
        All orders held for this reason (at most 1,000).
    file
        A file with an order number a line, at most 1,000; - is standard input.
    """
    return _mend(common, order_numbers(numbers, file), Remedy.TRY_AGAIN, reason=reason)


def allow(*numbers: str, common: Common | None = None) -> int:
    """
    Allow once what these orders are held for (cash on delivery, VAT, totals …).

    Parameters
    ----------
    numbers
        Order numbers.
    """
    return _mend(common, numbers, Remedy.ALLOW_ONCE)


def correct(number: str, field: str, value: str, *more: str, common: Common | None = None) -> int:
    """
    Correct texts of a held order; the old values are kept.

    Parameters
    ----------
    number
        The order number.
    field
        What is corrected: address.street, address.post_code, address.country, line.LINE.name …
    value
        The new text.
    more
        Further fields, each followed by its new text.
    """
    given = (field, value, *more)
    if len(given) % 2:
        raise RejectedError(f"say what {given[-1]} is to be", field="value")
    corrections = [
        Correction(field=path, value=text)
        for path, text in zip(given[::2], given[1::2], strict=True)
    ]
    return _mend(common, (number,), Remedy.CORRECT_TEXT, corrections=corrections)


def deliver(*numbers: str, common: Common | None = None) -> int:
    """
    Hand orders the ERP never took over again, with the same content.

    Look in the ERP first: it does not protect itself against the same order twice.

    Parameters
    ----------
    numbers
        Order numbers.
    """
    return _mend(common, numbers, Remedy.DELIVER_AGAIN)


def done(*numbers: str, common: Common | None = None) -> int:
    """
    Say that stopped orders were dealt with by hand; nothing more happens to them.

    Parameters
    ----------
    numbers
        Order numbers.
    """
    return _mend(common, numbers, Remedy.DONE_BY_HAND)


def confirm(
    number: str,
    *,
    deny: Annotated[
        list[Literal["cancellation", "address-change", "risk-alert"]], Parameter(negative="")
    ],
    common: Common | None = None,
) -> int:
    """
    Ship although a request of the buyer is pending; that refuses the request.

    The next sync confirms the order's parcels. Once confirmed, it cannot be undone.

    Parameters
    ----------
    number
        The order number.
    deny
        Which pending request is refused by shipping; may be given several times.
    """
    common = common or Common()
    refused = [_DENIALS[word] for word in deny]
    with common.opened() as shop:
        mended: Mended = shop.by_person(
            lambda run: shop.use_cases.accept_requests()(
                run, OrderNumber(number), refused, person=person_name()
            ),
            by=person_at_terminal(),
            order=number,
            deny=" ".join(deny),
        )
    return print_mended(common, mended)


def _mend(
    common: Common | None,
    numbers: tuple[str, ...],
    remedy: Remedy,
    *,
    reason: HoldReason | None = None,
    corrections: Sequence[Correction] = (),
) -> int:
    common = common or Common()
    wanted = [OrderNumber(number) for number in numbers]
    if not wanted and reason is None:
        raise RejectedError("name at least one order", field="numbers")
    with common.opened() as shop:
        if reason is not None:
            held = shop.adapters.order_book().search(
                shop.shop, states=[LedgerState.HELD], reasons=[reason], limit=1000
            )
            wanted.extend(record.number for record in held)
        mended: Mended = shop.by_person(
            lambda run: shop.use_cases.mend_orders()(
                run, wanted, remedy, person=person_name(), corrections=corrections
            ),
            by=person_at_terminal(),
            remedy=remedy.value,
            orders=len(wanted),
        )
    return print_mended(common, mended)


def print_mended(common: Common, mended: Mended) -> int:
    """
    Print which orders go on and why others do not; 1 when one does not.
    """
    if common.json:
        common.output.document(mended)
    for number in mended.orders:
        common.output.say(f"{number} goes on with the next sync.")
    for why in mended.refused.values():
        common.output.say(sentence(why), style="yellow")
    if not mended.orders and not mended.refused:
        common.output.say("No order is held for this.")
    return ExitCode.FAILED if mended.refused else ExitCode.OK
