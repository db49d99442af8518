"""The web app's files as they are sent: read once, named by their content, compressed."""

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

import attrs

FOLDER: Final = Path(__file__).parent / "web"

#: One sheet, because each file is a request; layers make the order of the parts harmless.
STYLE_SHEET: Final = "app.css"
_STYLES: Final = "styles"
#: Say which version of the app they belong to.
_TEMPLATES: Final = frozenset({"index.html", "service-worker.js"})
_MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}


@attrs.frozen(kw_only=True)
class WebFile:
    """
    A file in both forms it is sent in.
    """

    media_type: str
    content: bytes = attrs.field(repr=False)
    #: gzip; empty when that makes it no smaller.
    packed: bytes = attrs.field(repr=False)
    etag: str

    @classmethod
    def of(cls, name: str, content: bytes) -> Self:
        """
        Return the file as it is sent.
        """
        packed = gzip.compress(content, mtime=0)
        return cls(
            media_type=_MEDIA_TYPES[Path(name).suffix],
            content=content,
            packed=packed if len(packed) < len(content) else b"",
            etag=_digest(content),
        )


@attrs.frozen(kw_only=True)
class WebFiles:
    """
    All files by their path below the folder; the version changes with any of them.
    """

    version: str
    by_path: Mapping[str, WebFile] = attrs.field(repr=False)

    @classmethod
    def read(cls, folder: Path = FOLDER) -> Self:
        """
        Read the folder; some hundred kilobytes stay in memory.
        """
        sources = _sources(folder)
        version = _digest(
            *(part for path in sorted(sources) for part in (path.encode(), sources[path]))
        )
        shell = [
            path for path in sorted(sources) if path not in _TEMPLATES and "icons/" not in path
        ]
        words = {b"{{version}}": version.encode(), b"{{files}}": json.dumps(shell).encode()}
        for path in _TEMPLATES & sources.keys():
            sources[path] = _filled(sources[path], words)
        return cls(
            version=version,
            by_path={path: WebFile.of(path, content) for path, content in sources.items()},
        )


def _sources(folder: Path) -> dict[str, bytes]:
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in _MEDIA_TYPES
    }
    styles = [path for path in found if path.startswith(f"{_STYLES}/")]
    found[STYLE_SHEET] = b"\n".join(found.pop(path) for path in styles)
    return found


def _filled(text: bytes, words: Mapping[bytes, bytes]) -> bytes:
    for name, word in words.items():
        text = text.replace(name, word)
    return text


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]
