"""A whole document of many orders."""

from collections.abc import Iterable, Iterator

from temu_core.document import RenderedOrder

PROLOG = b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<tBestellungen>\n'
END = b"</tBestellungen>\n"


def document_parts(orders: Iterable[RenderedOrder]) -> Iterator[bytes]:
    """
    Yield a document piece by piece: prolog and root, one order per line, the end.

    The orders' bytes go in unchanged, and no more than one is held at a time.
    """
    yield PROLOG
    for order in orders:
        yield order.body
        yield b"\n"
    yield END
