"""How texts of the core are shown: as whole sentences."""

import re

_COMMAND_AT_END = re.compile(r"\btemu-jtl [^.;]*$")
_PATH_AT_END = re.compile(r"[/\\]\S*$")
_WORDS = {
    "in_erp": "in the ERP",
    "cancelled_in_erp": "cancelled in the ERP",
    "duplicate_in_erp": "duplicate in the ERP",
    "not_taken_by_erp": "not taken by the ERP",
    "sku_missing": "SKU missing",
    "sku_unknown": "SKU unknown",
}


def sentence(text: str) -> str:
    """
    Return *text* with a capital letter and a full stop.

    Numbers and names at its beginning stay as they are; so does a command or a
    path at its end, which somebody may copy.  Several lines are left alone.
    """
    if not text or "\n" in text:
        return text
    first = text.split(maxsplit=1)[0].rstrip(",:;") if text.strip() else ""
    if first.replace("'", "").isalpha() and first.islower():
        text = text[0].upper() + text[1:]
    ended = text[-1] in ".!?…" or _COMMAND_AT_END.search(text) or _PATH_AT_END.search(text)
    return text if ended else f"{text}."


def words(name: str) -> str:
    """
    Return the name of a state, a reason or a kind in plain words.
    """
    return _WORDS.get(name, name.replace("_", " "))
