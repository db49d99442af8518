"""Who the token belongs to, and how the connection is set up."""

import json
from datetime import UTC, datetime

import httpx
import pytest
from tests.unit.adapters.temu_http.gateway import CREDENTIALS, NOW, Gateway, html, ok, refused

from adapters.clock import FixedClock
from adapters.temu_http.connect import connect_temu
from adapters.temu_http.credentials import TemuCredentials
from adapters.temu_http.options import REGIONS, TemuOptions
from adapters.temu_http.seller_accounts import TemuSellerAccounts
from shared_kernel.errors import CorruptReplyError, RejectedError, UnavailableError

INFO = "bg.open.accesstoken.info.get"
RESULT = {
    "mallId": 100000000001,
    "mallType": 100,
    "regionId": 76,
    "semiUniqueId": None,
    "expiredTime": 1798761600,
    "apiScopeList": ["bg.order.list.v2.get"],
}


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def accounts(gateway: Gateway) -> TemuSellerAccounts:
    return TemuSellerAccounts(gateway.router())


def test_the_account_is_described(gateway: Gateway, accounts: TemuSellerAccounts) -> None:
    reply = ok(RESULT)
    reply.headers["Date"] = "Thu, 01 Jan 2026 00:00:42 GMT"
    gateway.on(INFO, reply)

    account = accounts.describe()

    assert (account.mall_id, account.region_id, account.local_seller) == (100000000001, 76, True)
    assert account.token_expires_at == datetime.fromtimestamp(1798761600, UTC)
    assert account.scopes == {"bg.order.list.v2.get"}
    assert account.marketplace_time == datetime(2026, 1, 1, 0, 0, 42, tzinfo=UTC)


@pytest.mark.parametrize("date", ["", "yesterday", "Thu, 99 Jan 2026 00:00:42 GMT"])
def test_without_a_date_our_own_clock_stands_in(
    gateway: Gateway, accounts: TemuSellerAccounts, date: str
) -> None:
    reply = ok(RESULT)
    reply.headers["Date"] = date
    gateway.on(INFO, reply)

    assert accounts.describe().marketplace_time == NOW


def test_a_semi_managed_shop_is_told_apart(gateway: Gateway, accounts: TemuSellerAccounts) -> None:
    gateway.on(INFO, ok(RESULT | {"mallType": 1}))

    assert not accounts.describe().local_seller


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (refused(3000031), RejectedError),
        (html(502), UnavailableError),
        (ok({"mallId": 1}), CorruptReplyError),
    ],
)
def test_a_failure_says_what_to_do(
    gateway: Gateway,
    accounts: TemuSellerAccounts,
    reply: httpx.Response,
    error: type[Exception],
) -> None:
    gateway.on(INFO, reply)

    with pytest.raises(error):
        accounts.describe()


@pytest.mark.parametrize("name", ["app_key", "app_secret", "access_token"])
def test_an_empty_credential_is_named(name: str) -> None:
    given = {"app_key": "a", "app_secret": "b", "access_token": "c"} | {name: "  "}

    with pytest.raises(RejectedError) as caught:
        TemuCredentials(**given)

    assert caught.value.field == f"temu.{name}"


@pytest.mark.parametrize(
    "address", ["http://temu.example", "ftp://temu.example", "temu.example", "https://", "::"]
)
def test_an_address_in_clear_is_refused(address: str) -> None:
    with pytest.raises(RejectedError) as caught:
        TemuOptions(base_url=address)

    assert caught.value.field == "temu.base_url"


@pytest.mark.parametrize(
    "address",
    [REGIONS["eu"], f"{REGIONS['eu']}/", f"{REGIONS['eu']}/openapi/router"],
)
def test_the_router_is_below_the_address(address: str) -> None:
    options = TemuOptions(base_url=address)

    assert options.router_url == "https://openapi-b-eu.temu.com/openapi/router"


def test_a_sandbox_on_this_machine_may_be_called_in_clear() -> None:
    assert TemuOptions(base_url="http://127.0.0.1:8099").router_url.startswith("http://127")


def test_a_write_is_over_before_a_lease_may_pass_on() -> None:
    options = TemuOptions(timeout_s=30)

    assert options.longest_write_s >= 30 + options.retry.total_s + 10 + 3 * 30


def test_a_connection_is_whole() -> None:
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return ok(RESULT)

    temu = connect_temu(
        CREDENTIALS,
        TemuOptions(signature="hmac_sha256", region_id=98),
        FixedClock(NOW),
        transport=httpx.MockTransport(handle),
    )
    temu.accounts.describe()
    temu.close()

    assert str(seen[0].url) == TemuOptions().router_url
    assert len(json.loads(seen[0].content)["sign"]) == 64
    assert temu.shipments.region_id == 98
    assert temu.orders.router is temu.stock.router is temu.offers.router
