"""The app's icons, which we draw ourselves."""

import json
import struct

import pytest

from entrypoints.pwa.draw_icons import png, svg
from entrypoints.pwa.web_files import FOLDER

ICONS = FOLDER / "icons"


def _size(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_the_committed_drawing_is_the_scripts() -> None:
    assert (ICONS / "icon.svg").read_text(encoding="utf-8") == svg()


def test_the_script_draws_the_committed_picture() -> None:
    assert (ICONS / "icon-192.png").read_bytes() == png(192)


@pytest.mark.parametrize("name", [path.name for path in sorted(ICONS.glob("*.png"))])
def test_a_picture_has_the_size_in_its_name(name: str) -> None:
    side = int(name.removesuffix(".png").split("-")[1])

    assert _size((ICONS / name).read_bytes()) == (side, side)


def test_the_manifest_names_icons_that_exist_in_every_size_and_kind_wanted() -> None:
    manifest = json.loads((FOLDER / "manifest.webmanifest").read_text(encoding="utf-8"))
    icons = manifest["icons"]

    assert all((FOLDER / icon["src"].lstrip("/")).is_file() for icon in icons)
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in icons}
    assert "maskable" in {icon["purpose"] for icon in icons}
