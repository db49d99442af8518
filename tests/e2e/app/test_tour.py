"""A tour of all pages: what the browser, a checker and a curious finder see."""

import re
from typing import Final

import pytest
from tests.e2e.app.accessibility import serious_findings
from tests.e2e.app.conftest import Visit
from tests.e2e.app.kept_in_browser import (
    NOTHING,
    cached,
    everything_kept,
    kept_elsewhere,
    worker_is_ready,
)
from tests.e2e.app.server_process import ServerProcess
from tests.e2e.app.tour import tour
from tests.e2e.app.visitor import DESKTOP, PHONE, Scheme

from entrypoints.pwa.web_files import FOLDER
from job_core.access import Role
from sandbox.scenario import small_people
from sandbox.scenario.orders import Address
from sandbox.scenario.small_catalogue import offers

_TOO_WIDE: Final = "document.documentElement.scrollWidth - innerWidth"
#: Shorter words are found everywhere.
_SHORTEST: Final = 4


@pytest.mark.timeout(300)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_page_fails_anybody_by_day_or_by_night(
    visit: Visit, shop: ServerProcess, size: tuple[int, int], scheme: Scheme
) -> None:
    """
    No serious finding, nothing wider than the screen, nothing in the console, nothing refused.
    """
    visitor = visit(shop, size=size, scheme=scheme)
    # The colours are all that differs by night.
    rules = ["color-contrast"] if scheme == "dark" else []
    found, too_wide = [], {}
    for path in tour(visitor, shop):
        found += serious_findings(visitor.page, path, rules=rules)
        too_wide[path] = visitor.page.evaluate(_TOO_WIDE)

    assert found == []
    assert {path: by for path, by in too_wide.items() if by > 0} == {}
    assert visitor.refused == []
    assert visitor.complaints == []


def test_a_tour_leaves_nothing_personal_in_the_browser_and_log_out_leaves_nothing(
    visit: Visit, shop: ServerProcess
) -> None:
    visitor = visit(shop, worker=True)
    worker_is_ready(visitor.page)
    # What was shown before the worker came would not be kept.
    visitor.page.reload()
    visitor.see_overview()
    seen = ""
    for _path in tour(visitor, shop):
        seen += visitor.page.locator("main").inner_text()
    visitor.go("/overview")
    kept, answers = everything_kept(visitor.page), cached(visitor.page)

    visitor.log_out()

    personal = _personal(shop)
    # The tour came past such words at all.
    assert len(_found(personal, seen)) > 50
    assert _found(personal, kept) == []
    assert {path for path in answers if path.startswith("/api")} == {"/api/overview"}
    assert cached(visitor.page) == {}
    assert kept_elsewhere(visitor.page) == NOTHING
    assert visitor.context.cookies() == []


def test_a_viewer_finds_no_button_that_changes_something(visit: Visit, shop: ServerProcess) -> None:
    visitor = visit(shop, Role.VIEWER)
    harmless = re.compile(
        "|".join(
            (
                "Warum .*",
                "Weitere zeigen",
                "Zum Anfang",
                "Anhalten",
                "Herunterladen",
                r"\d+ weitere zeigen",
                "Verbinden",
                "Senden",
                "Trennen",
                "Nochmal prüfen",
            )
        )
    )

    offered = {
        path: [text for text in texts if not harmless.fullmatch(text)]
        for path in tour(visitor, shop)
        if (texts := visitor.page.locator("main button:visible").all_inner_texts())
    }

    assert {path: texts for path, texts in offered.items() if texts} == {}
    assert visitor.refused == []


def _personal(shop: ServerProcess) -> frozenset[str]:
    """
    Return what a finder must not learn: the token, buyers, order numbers, articles.
    """
    orders = shop.get("/api/orders?limit=1000")["items"]
    people = [one for one in vars(small_people).values() if isinstance(one, Address)]
    people += [small_people.neighbour(number) for number in range(100, 200)]
    words = {
        word
        for one in people
        for word in (
            *(one.first_name, one.last_name, one.line1, one.line2, one.line3),
            *(one.post_code, one.city, one.mail, one.mobile),
        )
    }
    words |= {order["number"] for order in orders}
    words |= {offer.seller_sku for offer in offers()} | {offer.name for offer in offers()}
    # The app's own files, the same for everybody, and the name of the shop's zone.
    harmless = "Europe/Berlin" + "".join(file.read_text("utf-8") for file in FOLDER.rglob("*.js"))
    telling = {word for word in words if len(word) >= _SHORTEST and word not in harmless}
    return frozenset(telling | {shop.token})


def _found(words: frozenset[str], text: str) -> list[str]:
    return sorted(word for word in words if re.search(rf"\b{re.escape(word)}", text))
