"""The web app as a browser is served it."""

import gzip
import re
from collections.abc import Iterator
from contextlib import ExitStack

import attrs
import pytest
from litestar.testing import TestClient
from tests.integration.rest.counter import HERE, Counter, counter_at

from entrypoints.pwa.routes import web_app_routes
from entrypoints.pwa.web_files import WebFiles
from entrypoints.rest.app import create_app

FILES = WebFiles.read()
STATIC = [
    "/",
    "/service-worker.js",
    "/manifest.webmanifest",
    "/icons/icon.svg",
    f"/app/{FILES.version}/app.js",
    f"/app/{FILES.version}/app.css",
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """
    Return a counter whose interface serves the web app too.
    """
    with ExitStack() as stack:
        opened = counter_at(stack, tmp_path_factory.mktemp("app"))
        served = create_app(opened.services, web_app_routes(FILES))
        client = TestClient(served, base_url=HERE, raise_server_exceptions=False)
        yield attrs.evolve(opened, app=served, client=client)


@pytest.mark.parametrize("path", STATIC)
def test_strangers_get_the_app_guarded_like_everything(app: Counter, path: str) -> None:
    answer = app.get(path, role=None)

    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_page_may_be_opened_with_whatever_an_address_carries(app: Counter) -> None:
    """
    Links in mails get parameters on their way.
    """
    assert app.get("/?from=mail", role=None).status_code == 200


@pytest.mark.parametrize("path", STATIC)
def test_what_was_not_changed_is_not_sent_again(app: Counter, path: str) -> None:
    etag = app.get(path, role=None).headers["etag"]

    again = app.get(path, role=None, headers={"if-none-match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_parts_may_be_kept_for_ever_and_the_start_page_not(app: Counter) -> None:
    assert "immutable" in app.get(STATIC[-1], role=None).headers["cache-control"]
    assert app.get("/", role=None).headers["cache-control"] == "no-cache"


def test_an_older_version_is_not_completed_with_newer_parts(app: Counter) -> None:
    assert app.get("/app/0123456789abcdef/app.js", role=None).status_code == 404


@pytest.mark.parametrize("path", ["/icons/nothing.png", "/icons/..%2Findex.html", "/app/x/../y"])
def test_nothing_else_is_served(app: Counter, path: str) -> None:
    assert app.get(path, role=None).status_code == 404


def test_texts_are_sent_compressed_to_whom_it_suits(app: Counter) -> None:
    plain = app.get(STATIC[-1], role=None, headers={"accept-encoding": "identity"})
    packed = app.get(STATIC[-1], role=None, headers={"accept-encoding": "gzip"})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert len(gzip.compress(plain.content)) < len(plain.content) / 3


def test_the_app_comes_while_the_database_is_away(app: Counter) -> None:
    """
    Whoever has a cookie is not looked up for a file.
    """
    app.client.cookies.set("temu_jtl_session", "unknown")
    app.jobs.adapters.engine().dispose()

    assert app.get("/", role=None).status_code == 200


def test_the_start_page_names_parts_that_exist(app: Counter) -> None:
    named = re.findall(r'(?:href|src)="(/[^"]+)"', app.get("/", role=None).text)

    assert len(named) > 5
    assert {app.get(path, role=None).status_code for path in named} == {200}
