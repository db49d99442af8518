"""The demonstration from one command, then every remedy through the command line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from lxml import etree
from tests.e2e.terminal import Answer, temu_jtl, typed

ORDER_STEPS, INVENTORY_STEPS = {1, 2, 3, 4, 5}, {1, 2, 3, 4}
DHL = "141252268"


def order(number: int) -> str:
    """
    Return the sandbox's whole order number.
    """
    return f"PO-076-{number:017d}"


@attrs.frozen
class Demo:
    """
    The folder of a demonstration and what its two days said.
    """

    folder: Path
    first: Answer
    second: Answer

    def type(self, *words: str) -> Answer:
        """
        Return what the program answers about this demonstration, as JSON.
        """
        return typed(*words, "--demo", "--data", str(self.folder / "demo"), "--json")

    def states(self) -> Mapping[str, Any]:
        """
        Return each order as the list shows it, by the end of its number.
        """
        listed = self.type("orders", "list", "--limit", "1000").document
        return {row["number"][-3:]: row for row in listed}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("merchant")
    first = temu_jtl("demo", "--data", "demo", "--json", folder=folder)
    return Demo(folder, first, typed("demo", "--data", str(folder / "demo"), "--json"))


def test_a_day_ends_well_and_every_step_happened(demo: Demo) -> None:
    runs = demo.first.document["runs"]

    assert demo.first.code == 0
    assert {run["state"] for run in runs} == {"success"}
    worked = {(run["job"], step["number"]) for run in runs for step in run["steps"]}
    assert worked == {("temu_orders_sync", n) for n in ORDER_STEPS} | {
        ("temu_inventory_sync", n) for n in INVENTORY_STEPS
    }
    did = {
        (run["job"], step["number"])
        for run in runs
        for step in run["steps"]
        if any(step["counts"].values())
    }
    assert did == worked


def test_every_held_order_says_why_and_what_to_do(demo: Demo) -> None:
    held = demo.first.document["held"]

    assert held
    for row in held:
        assert row["hold"]["reason"]
        assert row["hold"]["text"]
        assert row["hold"]["advice"].endswith(".")
        assert row["hold"]["remedies"]


def test_the_marketplaces_orders_are_all_in_the_books(demo: Demo) -> None:
    report = demo.first.document["reconciliation"]

    assert report["agrees"]
    assert report["shown"] == report["stored"] == sum(report["by_state"].values())
    assert report["missing"] == []


def test_the_order_documents_are_there_and_can_be_read(demo: Demo) -> None:
    files = sorted((demo.folder / "demo" / "sandbox").rglob("*.xml"))

    orders = [o for f in files for o in etree.parse(str(f)).getroot().iter("tBestellung")]

    assert files
    # One may lie in the archive and wait in the outbox; none is told by nobody.
    assert len(orders) >= 37


def test_the_marketplaces_answers_are_there_for_people(demo: Demo) -> None:
    names = {file.name for file in (demo.folder / "demo").rglob("*.json")}

    assert {
        *("api_response_orders.json", "api_response_shipping_all.json"),
        *("api_response_amount_all.json", "temu_sku_status2.json", "temu_sku_status3.json"),
    } <= names


def test_a_second_day_on_the_same_data_changes_nothing_outside(demo: Demo) -> None:
    second = demo.second.document

    assert demo.second.code == 0
    assert demo.first.document["outside_writes"] > 0
    assert second["outside_writes"] == 0
    assert second["reconciliation"]["by_state"] == demo.first.document["reconciliation"]["by_state"]


def test_the_doctor_is_content_and_shows_no_secret(demo: Demo) -> None:
    answer = demo.type("doctor")

    assert answer.code == 0
    assert answer.document["ok"]
    assert len(answer.document["checks"]) == 12
    assert "demo-secret" not in answer.out
    assert "demo-token" not in answer.out


def test_raw_answers_are_shown_with_and_without_the_buyer(demo: Demo) -> None:
    masked = demo.type("orders", "raw", order(133))
    whole = demo.type("orders", "raw", order(133), "--personal-data")

    assert {answer["call"] for answer in masked.document} == {"orders", "address", "amounts"}
    assert "kunde-133@example.invalid" not in masked.out
    assert "kunde-133@example.invalid" in whole.out


def test_every_remedy_helps_and_the_next_sync_goes_on(demo: Demo) -> None:
    """
    One story, as a merchant would work through the list of held orders.
    """
    assert demo.type("map", "sku", "REGAL-UNBEKANNT", "MATTE-80").document["orders"] == [order(133)]
    assert demo.type("map", "carrier", "Kurier Blitz", DHL).document["orders"] == [order(127)]
    for words in (
        ("allow", order(134), order(135)),
        ("correct", order(119), "address.last_name", "Beispiel"),
        ("correct", order(144), "address.country", "DE"),
        ("deliver", order(130)),
        ("done", order(151)),
        ("retry", "--reason", "several_products"),
    ):
        answer = demo.type("orders", *words)
        assert answer.code == 0, (words, answer.out, answer.err)

    assert demo.type("stop").code == 0
    stopped = demo.type("sync", "orders")
    meanwhile = demo.states()
    assert meanwhile["127"]["state"] == "shipped"
    assert meanwhile["133"]["state"] == "ready"
    assert meanwhile["119"]["hold"]["subject"] == "address.street"
    assert demo.type("resume").code == 0
    assert stopped.document["run"]["state"] == "success"

    synced = demo.type("sync", "orders")
    assert synced.code == 3, synced.err
    after = demo.states()
    # The sandbox knows no carrier with such numbers: its words are what is shown now.
    assert after["127"]["hold"]["reason"] == "shipment_refused"
    assert "BLITZ000127" in after["127"]["hold"]["text"]
    assert after["146"]["hold"]["reason"] == "several_products"
    assert after["151"]["closed_why"] == "done_by_hand"
    for number in ("130", "133", "134", "135", "144"):
        assert after[number]["state"] == "exported", number

    alerts = demo.type("alerts", "list").document
    assert demo.type("alerts", "close", str(alerts[0]["id"])).code == 0
    left = demo.type("alerts", "list").document
    assert [a["id"] for a in left] == [a["id"] for a in alerts[1:]]

    overview = demo.type("status").document
    assert overview["demo"]
    assert overview["writes"]["state"] == "on"
    assert sum(overview["held_by_reason"].values()) == synced.document["held"]
    assert demo.type("reconcile").document["agrees"]
