"""
A whole order document: which orders it holds, and why some of them are refused.
"""

import re

import attrs

from sandbox.jtl.bookable_order import BookableOrder
from sandbox.jtl.format_a import RefusedOrderError
from sandbox.jtl.order_rules import Catalogue, read_order
from sandbox.jtl.xml_tree import BrokenDocumentError, Node, read_file, read_text


@attrs.frozen
class ReadOrder:
    """
    One order of a document, or why it was refused.
    """

    number: str
    verdict: BookableOrder | str


def read_document(content: str | bytes, catalogue: Catalogue) -> tuple[ReadOrder, ...]:
    """
    Read the text of an inbox row or the bytes of a file.

    A document that cannot be read as a whole loses all its orders; the numbers that can still be
    made out are reported, or one empty number when there is none.
    """
    try:
        root = read_text(content) if isinstance(content, str) else read_file(content)
        _check_root(root)
    except BrokenDocumentError as e:
        text = content if isinstance(content, str) else content.decode("latin-1")
        numbers = re.findall(r"<cExterneBestellNr>([^<]*)</cExterneBestellNr>", text)
        return tuple(ReadOrder(number, str(e)) for number in numbers or [""])
    return tuple(_read(node, catalogue) for node in root.children)


def _check_root(root: Node) -> None:
    if root.tag != "tBestellungen":
        raise BrokenDocumentError(f"root {root.tag}")
    if root.attributes or root.text.strip():
        raise BrokenDocumentError("the root holds more than orders")
    if not root.children:
        raise BrokenDocumentError("no order")
    if wrong := {child.tag for child in root.children} - {"tBestellung"}:
        raise BrokenDocumentError(f"the root holds {sorted(wrong)}")


def _read(node: Node, catalogue: Catalogue) -> ReadOrder:
    number = node.value("cExterneBestellNr")
    try:
        return ReadOrder(number, read_order(node, catalogue))
    except RefusedOrderError as e:
        return ReadOrder(number, str(e))
