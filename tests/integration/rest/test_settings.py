"""What is set, whether everything answers, and who may come in."""

import threading

import pytest
from dependency_injector import providers
from tests.builders.orders import a_record, an_order
from tests.integration.rest.counter import SHOP, Counter

from entrypoints.rest import connection_tests
from job_core.access import Role
from shared_kernel.errors import UnavailableError
from shared_kernel.run_context import RunContext
from temu_core.ledger import Hold, HoldReason, LedgerState
from temu_core.package import CarrierId, CarrierMapping
from temu_core.record import LedgerUpdate, OrderChange, OrderRecord
from temu_core.shop import SellerAccount


def test_settings_are_shown_without_secrets(quiet_counter: Counter) -> None:
    answer = quiet_counter.get("/api/settings")

    items = {item["path"]: item["value"] for item in answer.json()["items"]}
    hidden = {item["path"] for item in answer.json()["items"] if item["secret"]}
    shop = quiet_counter.services.shops.named(None)
    secrets = shop.adapters.settings().shops[SHOP].temu
    assert items["erp.zone"] == "Europe/Berlin"
    assert items[f"shops.{SHOP}.temu.app_secret"] == "set"
    assert {"database_url", "erp.url", f"shops.{SHOP}.temu.app_secret"} <= hidden
    assert {items[path] for path in hidden} <= {"set", "missing"}
    assert secrets.app_secret not in answer.text
    assert secrets.access_token not in answer.text


def test_every_connection_is_tried(quiet_counter: Counter) -> None:
    page = quiet_counter.post("/api/connection-tests").json()

    targets = {test["target"] for test in page["tests"]}
    assert page["ok"], page
    assert targets == {"data", "database", "erp", "marketplace", "queue"}
    assert {"marketplace: permissions", "clock"} <= {test["name"] for test in page["tests"]}


def test_only_what_is_asked_for_is_tried(quiet_counter: Counter) -> None:
    page = quiet_counter.post("/api/connection-tests", {"targets": ["queue", "database"]}).json()

    assert [test["name"] for test in page["tests"]] == ["own database", "queue"]


class _AwayAccounts:
    def describe(self) -> SellerAccount:
        raise UnavailableError("the marketplace is away")


class _SilentAccounts:
    """
    Answers when the test is over.
    """

    def __init__(self) -> None:
        self.over = threading.Event()

    def describe(self) -> SellerAccount:
        self.over.wait(10)
        raise UnavailableError("too late")


def test_what_is_away_is_told_beside_what_answers(counter: Counter) -> None:
    shop = counter.services.shops.named(None)
    with shop.adapters.seller_accounts.override(providers.Object(_AwayAccounts())):
        page = counter.post("/api/connection-tests").json()

    wrong = [(test["target"], test["text"]) for test in page["tests"] if not test["ok"]]
    assert not page["ok"]
    assert wrong == [("marketplace", "the marketplace is away")]


def test_who_does_not_answer_counts_as_away_and_a_second_test_waits(
    counter: Counter,
) -> None:
    silent, shop = _SilentAccounts(), counter.services.shops.named(None)
    body = {"targets": ["marketplace"]}
    answers = []
    with shop.adapters.seller_accounts.override(providers.Object(silent)):
        first = threading.Thread(
            target=lambda: answers.append(counter.post("/api/connection-tests", body))
        )
        first.start()
        while not connection_tests._TURN.locked():
            pass
        second = counter.post("/api/connection-tests", body)
        first.join()
        silent.over.set()

    (test,) = answers[0].json()["tests"]
    assert second.status_code == 503
    assert test["text"] == "no answer within 10 s"


def test_a_token_is_shown_once_and_recorded_without_its_secret(counter: Counter) -> None:
    made = counter.post("/api/tokens", {"name": "Küche", "role": "viewer"})

    secret = made.json()["secret"]
    headers = {"authorization": f"Bearer {secret}"}
    listed = counter.get("/api/tokens")
    run = counter.get("/api/runs?job=person&limit=1")
    assert made.status_code == 201
    assert counter.ask("GET", "/api/orders", role=None, headers=headers).status_code == 200
    assert "Küche" in [token["name"] for token in listed.json()["items"]]
    parameters = run.json()["items"][0]["parameters"]
    assert parameters == {"what": "token added", "token": "Küche", "role": "viewer"}
    assert secret not in listed.text + run.text + counter.get("/api/logs").text


def test_a_revoked_token_lets_nobody_in(counter: Counter) -> None:
    secret = counter.post("/api/tokens", {"name": "old phone", "role": "viewer"}).json()["secret"]

    codes = [counter.post("/api/tokens/old phone/revoke").status_code for _ in range(2)]

    headers = {"authorization": f"Bearer {secret}"}
    assert codes == [200, 404]
    assert counter.ask("GET", "/api/orders", role=None, headers=headers).status_code == 401


def test_nobody_locks_themselves_out(counter: Counter) -> None:
    answer = counter.post("/api/tokens/the operator/revoke")

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:temu-jtl:own_token")
    assert counter.get("/api/tokens").status_code == 200


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [("the viewer", 409, "name_taken"), ("x" * 41, 422, "wrong_parameter")],
)
def test_a_wrong_name_is_told_at_its_field(
    quiet_counter: Counter, name: str, status: int, code: str
) -> None:
    answer = quiet_counter.post("/api/tokens", {"name": name, "role": "viewer"})

    assert answer.status_code == status
    assert (answer.json()["type"], answer.json()["field"]) == (f"urn:temu-jtl:{code}", "name")


def test_shops_say_whether_they_are_written_to(counter: Counter) -> None:
    counter.post(f"/api/shops/{SHOP}/stop")

    (shop,) = counter.ask("GET", "/api/shops", role=Role.VIEWER).json()["items"]

    assert (shop["name"], shop["zone"]) == (SHOP, "Europe/Berlin")
    assert shop["writes"]["state"] == "stopped"
    assert "the operator" in shop["writes"]["stopped_by"]


def test_unmapped_carriers_come_first_with_the_orders_that_wait(counter: Counter) -> None:
    shop = counter.services.shops.named(None)
    held = [_held_for_carrier(f"PO-{n}", "kurier blitz ") for n in (1, 2)]

    def prepare(run: RunContext) -> bool:
        at = shop.adapters.clock().now()
        methods = {"Kurier Blitz": None, "Aaa": None, "DHL": CarrierId(1)}
        shop.adapters.carrier_map().propose(
            run.fence,
            [CarrierMapping(shipping_method=m, carrier=c) for m, c in methods.items()],
            at,
        )
        update = LedgerUpdate(changes=tuple(OrderChange(record=record) for record in held))
        shop.adapters.order_book().change(run.fence, [r.number for r in held], lambda _: update)
        return True

    shop.by_person(prepare)

    mapped = counter.get("/api/carriers").json()["mapped"]

    assert [(view["shipping_method"], view["orders_waiting"]) for view in mapped] == [
        ("Kurier Blitz", 2),
        ("Aaa", 0),
        ("DHL", 0),
    ]


def _held_for_carrier(number: str, method: str) -> OrderRecord:
    return a_record(
        an_order(number),
        state=LedgerState.HELD,
        held_from=LedgerState.IN_ERP,
        hold=Hold(reason=HoldReason.CARRIER_UNKNOWN, text="A sentence.", subject=method),
    )
