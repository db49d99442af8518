"""Texts as they may stand in a JTL order document."""

import html
import re

ENCODING = "ISO-8859-1"

#: What a text must be cleaned of or escaped for; most texts have none of it.
_SPECIAL = re.compile("[^ -%'-;=?-~\xa0-\xff]")
_SPACING = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
#: JTL refuses a document for these; the last row is what XML itself forbids.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """
    Return *text* escaped and without control characters; line breaks become a blank.
    """
    if not _SPECIAL.search(text):
        return text

    cleaned = _CONTROL.sub("", _SPACING.sub(" ", text))
    return html.escape(cleaned, quote=False)


def encoded(markup: str) -> bytes:
    """
    Return *markup* in Latin-1, every other character as a numeric reference.
    """
    return markup.encode(ENCODING, "xmlcharrefreplace")
