"""What a text must be like for the ERP to take it unchanged."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from temu_core.ledger import Hold, HoldReason

#: JTL-Wawi's columns: Verkauf.tAuftrag, tAuftragAdresse, tAuftragPosition; in UTF-16 units.
LIMITS: Mapping[str, int] = MappingProxyType(
    {
        "number": 50,
        "customer_number": 30,
        "first_name": 255,
        "last_name": 255,
        "street": 255,
        "supplement": 255,
        "post_code": 24,
        "city": 255,
        "state": 255,
        "phone": 30,
        "mail": 255,
        "article": 100,
        "item_name": 255,
    }
)

# XML 1.0 knows none of the first group; NEL and its neighbours are invisible junk.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BREAKS = re.compile("[\t\n\r\u2028\u2029]+")
# https://www.w3.org/TR/xml/#charsets; U+FFFD stands for a character that was already lost.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """
    Return *text* on one line, without control characters and outer blanks.
    """
    return _CONTROL.sub("", _BREAKS.sub(" ", text)).strip()


def encodable(text: str) -> bool:
    """
    Tell whether an XML document can carry *text*.
    """
    return _FORBIDDEN.search(text) is None


def length(text: str) -> int:
    """
    Return how much room *text* takes in an ``nvarchar`` column, which counts UTF-16 units.
    """
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check(field: str, text: str, limit: int) -> Hold | None:
    """
    Return why *text* cannot be handed over unchanged, or None.

    The text itself is not repeated: it may be personal data.
    """
    if not encodable(text):
        return Hold(
            reason=HoldReason.TEXT_NOT_ENCODABLE,
            text=f"{field} has characters the ERP cannot read",
            subject=field,
        )
    if (long := length(text)) > limit:
        return Hold(
            reason=HoldReason.TEXT_TOO_LONG,
            text=f"{field} has {long} characters, the ERP takes {limit}",
            subject=field,
        )
    return None
