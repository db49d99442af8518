"""Draws the app's icons: ``python -m entrypoints.pwa.draw_icons`` writes them anew.

Two arrows that pass each other, on a square; the SVG and the PNG files are
made of the same numbers.
"""

import math
import struct
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeAlias

from entrypoints.pwa.web_files import FOLDER

Point: TypeAlias = tuple[float, float]

#: On a square of 64 by 64.
_SIDE: Final = 64.0
_ARROWS: Final[Sequence[Sequence[Point]]] = (
    ((14, 25), (43, 25), (36, 17)),
    ((50, 39), (21, 39), (28, 47)),
)
_STROKE: Final = 6.0
_CORNER: Final = 14.0
_GROUND: Final = (0x2F, 0x56, 0xC5)
_INK: Final = (0xFF, 0xFF, 0xFF)
#: Systems cut maskable icons to shapes of their own; what matters stays within 80 %.
_MASKABLE_SCALE: Final = 0.8


def svg() -> str:
    """
    Return the drawing for any size.
    """
    path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in arrow) for arrow in _ARROWS)
    ground, ink = (f"#{r:02x}{g:02x}{b:02x}" for r, g, b in (_GROUND, _INK))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE:g} {_SIDE:g}">'
        f'<rect width="{_SIDE:g}" height="{_SIDE:g}" rx="{_CORNER:g}" fill="{ground}"/>'
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{_STROKE:g}" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>\n'
    )


def png(pixels: int, *, maskable: bool = False) -> bytes:
    """
    Return the drawing as a square PNG; a maskable one fills its corners.
    """
    rows = bytearray()
    for y in range(pixels):
        rows.append(0)
        for x in range(pixels):
            rows += bytes(_pixel((x + 0.5) / pixels, (y + 0.5) / pixels, pixels, maskable))
    header = struct.pack(">IIBBBBB", pixels, pixels, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 9))
        + _chunk(b"IEND", b"")
    )


def draw(folder: Path) -> None:
    """
    Write all icons into *folder*.
    """
    (folder / "icon.svg").write_text(svg(), encoding="utf-8")
    for pixels in (192, 512):
        (folder / f"icon-{pixels}.png").write_bytes(png(pixels))
    (folder / "maskable-512.png").write_bytes(png(512, maskable=True))


def _pixel(x: float, y: float, pixels: int, maskable: bool) -> tuple[int, int, int, int]:
    scale = _MASKABLE_SCALE if maskable else 1.0
    at = tuple((value - 0.5) / scale * _SIDE + _SIDE / 2 for value in (x, y))
    smallest = _SIDE / pixels / scale
    ink = _covered(_to_arrows(at[0], at[1]) - _STROKE / 2, smallest)
    ground = 1.0 if maskable else _covered(_to_square(at[0], at[1]), smallest)
    red, green, blue = (
        round(paper + (pen - paper) * ink) for paper, pen in zip(_GROUND, _INK, strict=True)
    )
    return red, green, blue, round(255 * ground)


def _covered(distance: float, pixel: float) -> float:
    """
    Return how much of a pixel lies inside, by the distance of its middle from the edge.
    """
    return min(1.0, max(0.0, 0.5 - distance / pixel))


def _to_arrows(x: float, y: float) -> float:
    return min(_to_segment(x, y, begin, end) for arrow in _ARROWS for begin, end in pairwise(arrow))


def _to_segment(x: float, y: float, begin: Point, end: Point) -> float:
    width, height = end[0] - begin[0], end[1] - begin[1]
    along = ((x - begin[0]) * width + (y - begin[1]) * height) / (width**2 + height**2)
    along = min(1.0, max(0.0, along))
    return math.hypot(x - begin[0] - along * width, y - begin[1] - along * height)


def _to_square(x: float, y: float) -> float:
    half = _SIDE / 2
    beyond = [max(0.0, abs(value - half) - half + _CORNER) for value in (x, y)]
    return math.hypot(*beyond) - _CORNER


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


if __name__ == "__main__":
    draw(FOLDER / "icons")
