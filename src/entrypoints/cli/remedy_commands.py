"""What to type for each remedy."""

import re
import shlex

from entrypoints.wire.orders import HoldView
from temu_core.ledger import Remedy

_PLAIN = re.compile(r"[\w.,:/@%+=-]+")
_SPECIAL = re.compile(r"[\"$`\\!]")

_MEANS = {
    Remedy.TRY_AGAIN: "try again",
    Remedy.MAP_SKU: "say which article it is",
    Remedy.MAP_CARRIER: "say which carrier it is (see: temu-jtl map carriers)",
    Remedy.CORRECT_TEXT: "correct the text",
    Remedy.ALLOW_ONCE: "allow it once",
    Remedy.DELIVER_AGAIN: "hand it over again",
    Remedy.DONE_BY_HAND: "you did it by hand: nothing more happens",
}


def remedy_commands(number: str, hold: HoldView, options: str = "") -> list[tuple[str, str]]:
    """
    Return what each remedy means and the command for it, the most helpful first.

    Words in capital letters are for the merchant to replace.

    Args:
        options: What must follow every command, such as `` --demo``.
    """
    return [
        (_MEANS[remedy], f"temu-jtl {_command(remedy, number, hold)}{options}")
        for remedy in map(Remedy, hold.remedies)
    ]


def _command(remedy: Remedy, number: str, hold: HoldView) -> str:
    if remedy is Remedy.MAP_SKU:
        return f"map sku {quoted(hold.subject or 'SKU')} ARTICLE"
    if remedy is Remedy.MAP_CARRIER:
        return f"map carrier {quoted(hold.subject or 'METHOD')} CARRIER"
    if remedy is Remedy.CORRECT_TEXT:
        return f'orders correct {number} {quoted(hold.subject or "FIELD")} "NEW TEXT"'
    verb = {
        Remedy.TRY_AGAIN: "retry",
        Remedy.ALLOW_ONCE: "allow",
        Remedy.DELIVER_AGAIN: "deliver",
        Remedy.DONE_BY_HAND: "done",
    }[remedy]
    return f"orders {verb} {number}"


def quoted(word: str) -> str:
    """
    Return *word* as it is typed; double quotes also work in Windows' shells.
    """
    if _PLAIN.fullmatch(word):
        return word
    return shlex.quote(word) if _SPECIAL.search(word) else f'"{word}"'
