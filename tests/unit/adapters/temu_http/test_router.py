"""What becomes of answers that are late, lost, cut or no answers at all."""

import logging
from datetime import timedelta
from typing import Any

import attrs
import httpx
import pytest
from tests.unit.adapters.temu_http.gateway import (
    CREDENTIALS,
    NOW,
    SECRET,
    TOKEN,
    Gateway,
    html,
    ok,
    refused,
    truncated,
)

from adapters.clock import FixedClock
from adapters.temu_http.canonical import Json, parameters
from adapters.temu_http.router import TemuRouter
from adapters.temu_http.signature import Md5Signature
from shared_kernel.errors import (
    ConnectorError,
    CorruptReplyError,
    OutcomeUnknownError,
    RejectedError,
    UnavailableError,
)

READ, WRITE = "bg.order.list.v2.get", "bg.local.goods.stock.edit"


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def router(gateway: Gateway) -> TemuRouter:
    return gateway.router()


def test_the_very_bytes_that_were_signed_are_sent(gateway: Gateway, router: TemuRouter) -> None:
    gateway.on(WRITE, ok({}))
    params: dict[str, Json] = {"note": "Grüße", "list": [{"b": 1, "a": "Größe"}]}

    router.write(WRITE, params)

    (sent,) = gateway.raw
    body: dict[str, Any] = gateway.bodies[0]
    signed = parameters({name: value for name, value in body.items() if name != "sign"})
    assert body["sign"] == Md5Signature().sign(signed, SECRET)
    assert '"list":[{"b":1,"a":"Größe"}]'.encode() in sent
    assert body["timestamp"] == int(NOW.timestamp())
    assert (body["data_type"], body["app_key"]) == ("JSON", "demo-key")


@pytest.mark.parametrize(
    "loss",
    [
        pytest.param(html(502), id="HTML"),
        pytest.param(html(500), id="server error"),
        pytest.param(truncated(), id="half an answer"),
        pytest.param(httpx.ReadTimeout("late"), id="time-out"),
        pytest.param(httpx.RemoteProtocolError("cut"), id="cut"),
        pytest.param(httpx.WriteError("cut"), id="cut while sending"),
        pytest.param(refused(4000000), id="system error"),
        pytest.param(refused(2000000), id="internal call failed"),
        pytest.param(refused(120014006), id="retry later"),
        pytest.param(httpx.Response(200, text='{"ok": 1}'), id="no envelope"),
        pytest.param(html(403), id="a proxy's refusal"),
    ],
)
def test_a_write_whose_answer_is_lost_is_sent_once_and_unknown(
    gateway: Gateway, router: TemuRouter, loss: httpx.Response | Exception
) -> None:
    gateway.on(WRITE, loss)

    with pytest.raises(OutcomeUnknownError):
        router.write(WRITE, {})

    assert len(gateway.bodies) == 1


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("no"), httpx.ConnectTimeout("no"), httpx.PoolTimeout("no")]
)
def test_a_write_that_never_left_was_surely_not_done(
    gateway: Gateway, router: TemuRouter, failure: Exception
) -> None:
    gateway.on(WRITE, failure)

    with pytest.raises(UnavailableError):
        router.write(WRITE, {})


def test_a_write_kept_out_by_the_rate_limit_is_sent_again(
    gateway: Gateway, router: TemuRouter
) -> None:
    gateway.on(WRITE, refused(4000004), refused(4000004), ok({"done": True}))

    answer = router.write(WRITE, {})

    assert answer.envelope.result == {"done": True}
    assert len(gateway.bodies) == 3


def test_a_write_that_stays_kept_out_was_surely_not_done(
    gateway: Gateway, router: TemuRouter
) -> None:
    gateway.on(WRITE, refused(4000004))

    with pytest.raises(UnavailableError):
        router.write(WRITE, {})

    assert len(gateway.bodies) == 4


@pytest.mark.parametrize(
    "loss",
    [html(502), truncated(), httpx.ReadTimeout("late"), httpx.ConnectError("no"), refused(4000000)],
)
def test_a_read_is_asked_again(
    gateway: Gateway, router: TemuRouter, loss: httpx.Response | Exception
) -> None:
    gateway.on(READ, loss, ok({"n": 1}))

    assert router.read(READ, {}).envelope.result == {"n": 1}


@pytest.mark.parametrize(
    ("loss", "error"),
    [
        (html(502), UnavailableError),
        (httpx.ReadTimeout("late"), UnavailableError),
        (refused(4000000), UnavailableError),
        (truncated(), CorruptReplyError),
    ],
)
def test_a_read_that_keeps_failing_says_so_after_four_attempts(
    gateway: Gateway,
    router: TemuRouter,
    loss: httpx.Response | Exception,
    error: type[ConnectorError],
) -> None:
    gateway.on(READ, loss)

    with pytest.raises(error):
        router.read(READ, {})

    assert len(gateway.bodies) == 4


def test_what_only_time_computes_is_not_asked_again_at_once(
    gateway: Gateway, router: TemuRouter
) -> None:
    gateway.on(READ, refused(140020008))

    with pytest.raises(UnavailableError):
        router.read(READ, {})

    assert len(gateway.bodies) == 1


def test_a_wrong_address_names_the_setting(gateway: Gateway, router: TemuRouter) -> None:
    gateway.on(READ, html(404))

    with pytest.raises(RejectedError) as caught:
        router.read(READ, {})

    assert caught.value.field == "temu.base_url"


def test_a_proxys_wish_to_wait_is_passed_on(gateway: Gateway, router: TemuRouter) -> None:
    gateway.on(WRITE, httpx.Response(429, headers={"Retry-After": "60"}))

    with pytest.raises(UnavailableError) as caught:
        router.write(WRITE, {})

    assert caught.value.retry_after_s == 60


def test_each_attempt_carries_a_fresh_signature() -> None:
    """
    A signature older than five minutes is refused, so retries must not repeat it.
    """
    clock = FixedClock(NOW)
    gateway = Gateway()
    router = _router(gateway, clock)

    def late(_: object) -> httpx.Response:
        clock.advance(timedelta(minutes=1))
        return refused(4000004)

    gateway.on(READ, late, ok({}))

    router.read(READ, {})

    first, second = gateway.bodies
    assert second["timestamp"] - first["timestamp"] == 60
    assert second["sign"] != first["sign"]


def test_ids_are_exact_beyond_what_a_float_can_hold(gateway: Gateway, router: TemuRouter) -> None:
    gateway.on(READ, ok({"id": 9007199254740993}))

    assert router.read(READ, {}).envelope.result == {"id": 9007199254740993}


def test_no_secret_is_in_any_text(
    gateway: Gateway, router: TemuRouter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    gateway.on(READ, refused(3000031, f"token {TOKEN} of {SECRET} is unknown"))

    with pytest.raises(RejectedError) as caught:
        router.read(READ, {})

    texts = [repr(router), repr(CREDENTIALS), str(caught.value), repr(caught.value), caplog.text]
    assert not any(secret in text for text in texts for secret in (SECRET, TOKEN))


def _router(gateway: Gateway, clock: FixedClock) -> TemuRouter:
    router = gateway.router()
    return attrs.evolve(router, clock=clock)
