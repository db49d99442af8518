"""Foreign hosts and pages, sessions, guesses, and what every answer carries."""

from collections.abc import Iterator

import pytest
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import HERE, SHOP, Counter

from entrypoints.rest.front_door import MOST_BODY_BYTES
from entrypoints.settings.server import ServerSettings
from job_core.access import Role
from temu_core.ports.shop_register import ShopSwitches

PUBLIC = "https://shop.example"
STOP = f"/api/shops/{SHOP}/stop"


def _switches(counter: Counter) -> ShopSwitches:
    shop = counter.services.shops.named(None)
    found: ShopSwitches = shop.adapters.shop_register().switches(shop.shop)
    return found


def _log_in(counter: Counter, role: Role = Role.OPERATOR, **options: object) -> None:
    answer = counter.post("/api/session", {"token": counter.tokens[role]}, role=None, **options)
    assert answer.status_code == 201


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9999", "127.0.0.1", ""])
@pytest.mark.parametrize("path", ["/livez", "/api/orders", "/nope"])
def test_another_host_is_refused(quiet_counter: Counter, host: str, path: str) -> None:
    """
    A name that is pointed at us would let its pages read our answers.
    """
    answer = quiet_counter.get(path, headers={"host": host})

    assert (answer.status_code, answer.json()["type"]) == (421, "urn:temu-jtl:foreign_host")


def test_another_host_changes_nothing(quiet_counter: Counter) -> None:
    answer = quiet_counter.post(STOP, headers={"host": "evil.example"})

    assert answer.status_code == 421
    assert not _switches(quiet_counter).stopped


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://127.0.0.1:9999", "https://127.0.0.1:8787", "null", ""],
)
def test_a_foreign_page_changes_nothing(quiet_counter: Counter, origin: str) -> None:
    answer = quiet_counter.post(STOP, headers={"origin": origin})

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:temu-jtl:foreign_origin")
    assert not _switches(quiet_counter).stopped


def test_our_own_page_may_use_its_session(counter: Counter) -> None:
    _log_in(counter)

    answer = counter.post(STOP, role=None, headers={"origin": HERE})

    assert answer.status_code == 200
    assert _switches(counter).stopped_by == "rest:the operator"


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}])
def test_a_session_alone_is_no_proof_of_our_page(counter: Counter, headers: dict[str, str]) -> None:
    """
    The browser sends the cookie for whoever asks.
    """
    _log_in(counter)

    answer = counter.post(STOP, role=None, headers=headers)

    assert answer.status_code == 403
    assert not _switches(counter).stopped


def test_a_session_may_read_and_says_who_it_is(counter: Counter) -> None:
    _log_in(counter, Role.VIEWER)

    assert counter.get("/api/orders", role=None).status_code == 200
    assert counter.get("/api/session", role=None).json()["name"] == "the viewer"


def test_the_cookie_is_out_of_reach(quiet_counter: Counter) -> None:
    answer = quiet_counter.post(
        "/api/session", {"token": quiet_counter.tokens[Role.VIEWER]}, role=None
    )

    quiet_counter.client.cookies.clear()
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("temu_jtl_session=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert quiet_counter.tokens[Role.VIEWER] not in cookie + answer.text


def test_under_https_the_cookie_is_for_this_host_and_https_only(
    open_counter: OpenCounter,
) -> None:
    counter = open_counter(server=ServerSettings(public_url=PUBLIC), at=PUBLIC)

    answer = counter.post("/api/session", {"token": counter.tokens[Role.VIEWER]}, role=None)

    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-temu_jtl_session=")
    assert "Secure" in cookie.split("; ")
    assert "strict-transport-security" in answer.headers
    assert counter.get("/api/orders", role=None).status_code == 200


def test_logging_out_ends_the_session_everywhere(counter: Counter) -> None:
    _log_in(counter)
    stolen = dict(counter.client.cookies)

    answer = counter.ask("DELETE", "/api/session", role=None, headers={"origin": HERE})
    counter.client.cookies.update(stolen)

    assert answer.status_code == 204
    assert "cookies" in answer.headers["clear-site-data"]
    assert counter.get("/api/orders", role=None).status_code == 401


def test_a_revoked_token_ends_with_its_sessions(counter: Counter) -> None:
    _log_in(counter)

    counter.jobs.use_cases.revoke_token()("the operator")

    assert counter.get("/api/orders").status_code == 401
    assert counter.get("/api/orders", role=None).status_code == 401


@pytest.mark.parametrize("value", ["Bearer wrong", "Bearer ", "Basic dXNlcjpwdw==", "wrong"])
def test_a_wrong_token_opens_nothing(quiet_counter: Counter, value: str) -> None:
    answer = quiet_counter.get("/api/orders", role=None, headers={"authorization": value})

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("way", ["login", "bearer"])
def test_who_guesses_waits(counter: Counter, way: str) -> None:
    """
    Also with the right token, until the time is over; others go on.
    """

    def knock(token: str) -> int:
        if way == "login":
            return counter.post("/api/session", {"token": token}, role=None).status_code
        header = {"authorization": f"Bearer {token}"}
        return counter.get("/api/orders", role=None, headers=header).status_code

    codes = [knock(f"guess {number}") for number in range(6)]

    assert codes == [401] * 4 + [429] * 2
    assert knock(counter.tokens[Role.OPERATOR]) == 429
    counter.play.advance(seconds=61)
    assert knock(counter.tokens[Role.OPERATOR]) in (200, 201)


def test_a_body_may_not_be_too_large(quiet_counter: Counter) -> None:
    path, text = "/api/jobs/temu_orders_sync/run-now", b" " * (MOST_BODY_BYTES + 1)

    def in_parts() -> Iterator[bytes]:
        yield from (text[:40_000], text[40_000:])

    codes = [
        quiet_counter.ask("POST", path, content=text).status_code,
        quiet_counter.ask("POST", path, content=in_parts()).status_code,
        quiet_counter.ask(
            "POST", path, content=in_parts(), headers={"idempotency-key": "a"}
        ).status_code,
    ]

    assert codes == [413, 413, 413]


@pytest.mark.parametrize("path", ["/livez", "/api/orders", "/api/nope", "/schema"])
@pytest.mark.parametrize("role", [None, Role.VIEWER])
def test_every_answer_is_guarded(quiet_counter: Counter, path: str, role: Role | None) -> None:
    headers = quiet_counter.ask("GET", path, role=role).headers

    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


def test_other_sites_may_not_read_our_answers(quiet_counter: Counter) -> None:
    answer = quiet_counter.get("/api/orders", headers={"origin": "https://tools.example"})

    assert "access-control-allow-origin" not in answer.headers


def test_a_friend_may_call_with_a_token_but_not_with_a_session(
    open_counter: OpenCounter,
) -> None:
    friend = "https://tools.example"
    counter = open_counter(server=ServerSettings(cors_origins=(friend,)))
    preflight = counter.ask(
        "OPTIONS",
        STOP,
        role=None,
        headers={
            "origin": friend,
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization",
        },
    )

    with_token = counter.post(STOP, headers={"origin": friend})
    _log_in(counter)
    with_session = counter.post(STOP, role=None, headers={"origin": friend})

    assert preflight.headers["access-control-allow-origin"] == friend
    assert "access-control-allow-credentials" not in preflight.headers
    assert with_token.headers["access-control-allow-origin"] == friend
    assert (with_token.status_code, with_session.status_code) == (200, 403)
