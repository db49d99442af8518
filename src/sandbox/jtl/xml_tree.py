"""
A strict reader of order documents into plain element trees.
"""

from xml.parsers import expat

import attrs

PROLOG_ENCODING = "ISO-8859-1"


class BrokenDocumentError(Exception):
    """
    The document as a whole cannot be read; every order in it is lost.
    """


@attrs.define
class Node:
    """
    One element: its name, attributes, own text and children in document order.
    """

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: list["Node"] = attrs.field(factory=list)

    def child(self, tag: str) -> "Node":
        """
        Return the first child of that name.
        """
        return next(child for child in self.children if child.tag == tag)

    def value(self, tag: str) -> str:
        """
        Return the text of the first child of that name; empty when there is none.
        """
        return next((child.text for child in self.children if child.tag == tag), "")


def read_text(text: str) -> Node:
    """
    Read a document from an inbox row, where the prolog's encoding is nominal.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as e:
        raise BrokenDocumentError("the text holds half a character") from e
    return _Reader(prolog_needed=False).read(data)


def read_file(data: bytes) -> Node:
    """
    Read a document from a file, whose bytes must be what its prolog says.
    """
    if not data.isascii() and _is_utf8(data):
        raise BrokenDocumentError("the prolog says ISO-8859-1, the bytes are UTF-8")
    return _Reader(prolog_needed=True).read(data.decode("latin-1").encode("utf-8"))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Reader:
    def __init__(self, *, prolog_needed: bool) -> None:
        self._prolog_needed = prolog_needed
        self._encoding: str | None = None
        self._top = Node("", {})
        self._open = [self._top]

    def read(self, data: bytes) -> Node:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._prolog
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(data, True)
        except expat.ExpatError as e:
            raise BrokenDocumentError(f"broken XML: {e}") from e
        if self._prolog_needed and self._encoding is None:
            raise BrokenDocumentError("the prolog names no encoding")
        return self._top.children[0]

    def _prolog(self, version: str, encoding: str | None, standalone: int) -> None:
        del standalone
        if version != "1.0":
            raise BrokenDocumentError(f"XML version {version}")
        if encoding is not None and encoding.upper() != PROLOG_ENCODING:
            raise BrokenDocumentError(f"the prolog says {encoding}, not {PROLOG_ENCODING}")
        self._encoding = encoding

    def _doctype(self, name: str, *_: object) -> None:
        raise BrokenDocumentError(f"document type {name}")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        node = Node(tag, attributes)
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, tag: str) -> None:
        del tag
        self._open.pop()

    def _characters(self, text: str) -> None:
        self._open[-1].text += text
