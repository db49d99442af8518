"""
What the router checks before it looks at the business, and in which order.
"""

import json
from email.utils import parsedate_to_datetime

import httpx
import pytest
from tests.integration.sandbox.caller import Caller, Json

from sandbox.temu.signature import sign
from sandbox.world import World

INFO = "bg.open.accesstoken.info.get"


def _body(world: World, **changes: object) -> Json:
    body: Json = {
        "app_key": "demo-key",
        "access_token": "demo-token",
        "timestamp": world.clock.seconds(),
        "data_type": "JSON",
        "type": INFO,
    }
    return {name: value for name, value in (body | changes).items() if value is not None}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"app_key": None}, 3000025),
        ({"app_key": "other"}, 3000026),
        ({"sign": ""}, 3000040),
        ({"sign": "0" * 32}, 3000001),
        ({"timestamp": None}, 3000010),
        ({"data_type": None}, 3000013),
        ({"data_type": "XML"}, 3000014),
        ({"access_token": None}, 3000030),
        ({"access_token": "other"}, 3000031),
        ({"type": None}, 3000002),
        ({"type": "bg.unknown"}, 3000003),
        ({"app_key": "other", "sign": "", "type": None}, 3000026),
    ],
)
def test_a_wrong_call_is_refused_with_http_200(
    world: World, temu: Caller, changes: Json, code: int
) -> None:
    answer = temu.post(_body(world, **changes))

    assert answer.status_code == 200
    assert answer.json()["success"] is False
    assert answer.json()["errorCode"] == code
    assert answer.json()["requestId"].startswith("eu-")


@pytest.mark.parametrize(("away", "code"), [(310, 3000011), (-310, 3000012), (290, 1000000)])
def test_a_clock_may_be_five_minutes_off(world: World, temu: Caller, away: int, code: int) -> None:
    body = _body(world, timestamp=world.clock.seconds() + away)

    assert temu.post(body).json()["errorCode"] == code


def test_the_date_header_is_the_marketplaces_clock(world: World, temu: Caller) -> None:
    world.advance(86_400)

    date = parsedate_to_datetime(temu.send(INFO).headers["date"])

    assert abs((date - world.clock.now()).total_seconds()) < 2


def test_only_the_twenty_first_calls_of_a_second_pass(world: World, temu: Caller) -> None:
    world.switches.update(rate_limit=True)

    codes = [temu.code(INFO) for _ in range(21)]

    assert codes.count(4000004) == 1
    assert world.traffic.rate_limited == 1


def test_a_missing_permission_is_told_and_taken_from_the_token(world: World, temu: Caller) -> None:
    world.switches.update(amounts_scope_missing=True)

    code = temu.code("bg.order.amount.query", parentOrderSn="PO-076-0")

    assert code == 3000032
    assert "bg.order.amount.query" not in str(temu.call(INFO)["apiScopeList"])


def test_a_proxy_page_is_no_envelope_and_has_no_effect(world: World, temu: Caller) -> None:
    world.switches.update(html_502_next={"n": 1, "for_type": INFO})

    answer = temu.send(INFO)

    assert answer.status_code == 502
    assert "<html>" in answer.text
    assert temu.code(INFO) == 1000000


def test_half_an_answer_is_not_counted_as_shown(world: World, temu: Caller) -> None:
    world.switches.update(truncated_json_next=1)

    answer = temu.send("bg.order.list.v2.get")

    assert answer.status_code == 200
    assert not answer.text.endswith("}")
    assert not world.shop.shown


def test_other_methods_and_paths_do_not_exist(client: httpx.Client) -> None:
    assert client.get("/openapi/router").status_code == 405
    assert client.post("/openapi/other").status_code == 404


def test_an_escaped_umlaut_on_the_wire_signs_like_the_letter(
    world: World, client: httpx.Client
) -> None:
    """
    The base string is rebuilt from the parsed body, not from its bytes.
    """
    body = _body(world, note="Grüner Tee")

    answer = client.post("/openapi/router", json=body | {"sign": sign(body, "demo-secret")})

    assert answer.json()["success"] is True


def test_a_parameter_named_twice_is_refused(world: World, client: httpx.Client) -> None:
    body = json.dumps(_body(world))

    answer = client.post("/openapi/router", content=body[:-1] + ', "sign": "A", "sign": "B"}')

    assert answer.json()["errorCode"] == 3000000
