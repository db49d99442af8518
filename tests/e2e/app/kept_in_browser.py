"""What the app leaves behind in a browser."""

import json
from typing import Any, Final

from playwright.sync_api import Page
from tests.e2e.app.visitor import until

_WORKER_CONTROLS: Final = "navigator.serviceWorker.controller !== null"
_CACHED: Final = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      const head = JSON.stringify([...answer.headers]);
      found[new URL(request.url).pathname] = head + await answer.text();
    }
  }
  return found;
}"""
_ELSEWHERE: Final = """async () => ({
  local: { ...localStorage },
  session: { ...sessionStorage },
  databases: (await indexedDB.databases()).map(one => one.name),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookies: document.cookie,
})"""
#: What ``kept_elsewhere`` says of a browser that knows nothing of us.
NOTHING: Final = {"local": {}, "session": {}, "databases": [], "workers": 0, "cookies": ""}


def worker_is_ready(page: Page) -> None:
    """
    Wait until the service worker has everything and answers for this page.
    """
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    until(page, _WORKER_CONTROLS)


def cached(page: Page) -> dict[str, str]:
    """
    Return head and body of every answer in Cache Storage, by path.
    """
    found: dict[str, str] = page.evaluate(_CACHED)
    return found


def kept_elsewhere(page: Page) -> dict[str, Any]:
    """
    Return what is in local and session storage and IndexedDB, the workers, and readable cookies.
    """
    found: dict[str, Any] = page.evaluate(_ELSEWHERE)
    return found


def everything_kept(page: Page) -> str:
    """
    Return all of that as one text, to look for words in.
    """
    return json.dumps([cached(page), kept_elsewhere(page)], ensure_ascii=False)
