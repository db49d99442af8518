"""GET /, /app/{version}/…, /icons/{filename}, /manifest.webmanifest, /service-worker.js."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.exceptions.http_exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from entrypoints.pwa.web_files import WebFile, WebFiles
from entrypoints.rest.caller import ALLOWED, ANYONE, UNASKED

Asked: TypeAlias = Request[None, None, State]

#: The address changes with the content.
_FOREVER: Final = "public, max-age=31536000, immutable"
#: May be kept, and is asked about each time; 304 when it is the same.
_ASK_AGAIN: Final = "no-cache"
_OPTIONS: Final[dict[str, Any]] = {
    "opt": {ALLOWED: ANYONE, UNASKED: True},
    "include_in_schema": False,
    "sync_to_thread": False,
}


def web_app_routes(files: WebFiles) -> Sequence[HTTPRouteHandler]:
    """
    Return the routes of the web app; all are open, for the files hold no secret.
    """

    @get("/", **_OPTIONS)
    def start(request: Asked) -> Response[bytes]:
        return _answer(request, files.by_path["index.html"], _ASK_AGAIN)

    @get("/service-worker.js", **_OPTIONS)
    def service_worker(request: Asked) -> Response[bytes]:
        return _answer(request, files.by_path["service-worker.js"], _ASK_AGAIN)

    @get("/manifest.webmanifest", **_OPTIONS)
    def manifest(request: Asked) -> Response[bytes]:
        return _answer(request, files.by_path["manifest.webmanifest"], _ASK_AGAIN)

    @get("/icons/{filename:str}", **_OPTIONS)
    def icon(request: Asked, filename: FromPath[str]) -> Response[bytes]:
        return _answer(request, _known(files, f"icons/{filename}"), _ASK_AGAIN)

    @get("/app/{version:str}/{path:path}", **_OPTIONS)
    def part(request: Asked, version: FromPath[str], path: FromPath[str]) -> Response[bytes]:
        # A page of an older version must not be completed with files of this one.
        if version != files.version:
            raise NotFoundException
        return _answer(request, _known(files, path.lstrip("/")), _FOREVER)

    return (start, service_worker, manifest, icon, part)


def _known(files: WebFiles, path: str) -> WebFile:
    found = files.by_path.get(path)
    if found is None:
        raise NotFoundException
    return found


def _answer(request: Asked, file: WebFile, keep: str) -> Response[bytes]:
    packed = bool(file.packed) and "gzip" in request.headers.get("accept-encoding", "")
    etag = f'"{file.etag}{"-gz" if packed else ""}"'
    headers = {"cache-control": keep, "etag": etag, "vary": "accept-encoding"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(
        file.packed if packed else file.content, media_type=file.media_type, headers=headers
    )
