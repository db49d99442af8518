"""Every reading command on the first day of a shop, for people and for programs."""

from pathlib import Path

import pytest
from tests.unit.entrypoints.cli.shell import Shell, a_settings_file

from entrypoints.open_shop import open_shop
from entrypoints.settings.load import load_settings
from shared_kernel.run_context import RunContext


@pytest.fixture
def settings(shell: Shell, tmp_path: Path) -> str:
    file = a_settings_file(tmp_path)
    assert shell.type("db", "upgrade", "--settings", file).code == 0
    return file


@pytest.mark.parametrize(
    "line",
    [
        *("status", "orders list", "orders list --newest", "orders list --held", "alerts list"),
        *("plans list", "stock list", "stock list lamp --only out_of_step"),
    ],
)
def test_an_empty_shop_is_shown_as_empty(shell: Shell, settings: str, line: str) -> None:
    answer = shell.type(*line.split(), "--settings", settings)

    assert answer.code == 0
    assert answer.out
    assert answer.err == ""


@pytest.mark.parametrize(
    "line",
    [
        *("status", "orders list", "alerts list", "plans list", "runs list", "stock status"),
        *("db status", "db upgrade", "orders allow PO-1", "orders retry --reason sku_unknown"),
    ],
)
def test_json_is_one_document_and_nothing_else(shell: Shell, settings: str, line: str) -> None:
    answer = shell.type(*line.split(), "--json", "--settings", settings)

    assert answer.document is not None
    assert answer.err == ""


def test_the_overview_says_that_nothing_is_written_before_a_person_approved(
    shell: Shell, settings: str
) -> None:
    shown = shell.type("status", "--settings", settings).out
    view = shell.type("status", "--json", "--settings", settings).document

    assert "the first plan must be approved once" in shown
    assert view["writes"]["state"] == "waits_for_approval"
    assert view["shop"] == "north"
    assert not view["demo"]
    assert view["orders_known_until"] is None


def test_a_stopped_shop_says_so_until_it_goes_on(shell: Shell, settings: str) -> None:
    assert shell.type("stop", "--settings", settings).code == 0
    stopped = shell.type("status", "--json", "--settings", settings).document
    assert shell.type("resume", "--settings", settings).code == 0
    resumed = shell.type("status", "--json", "--settings", settings).document

    assert stopped["writes"]["state"] == "stopped"
    assert stopped["writes"]["stopped_by"]
    assert resumed["writes"]["state"] != "stopped"


def test_a_changed_erp_is_accepted_once(shell: Shell, settings: str) -> None:
    change = "dbo.tXMLBestellImport has a new column cUpdate1"
    with open_shop(load_settings(Path(settings), {}), None) as shop:

        def hold(run: RunContext) -> bool:
            shop.adapters.shop_register().hold_erp(run.fence, [], change)
            return True

        shop.by_person(hold)

    shown = shell.type("status", "--settings", settings).out
    accepted = shell.type("accept-erp", "--settings", settings)
    after = shell.type("status", "--json", "--settings", settings).document
    again = shell.type("accept-erp", "--settings", settings)

    assert change in " ".join(shown.split())
    assert "temu-jtl accept-erp" in " ".join(shown.split())
    assert (accepted.code, accepted.err) == (0, "")
    assert f"accepted: {change}" in " ".join(accepted.out.split())
    assert after["writes"]["erp_change"] == ""
    assert (again.code, again.out) == (2, "")
    assert "nothing waits" in again.err


@pytest.mark.parametrize(
    "line",
    [
        "orders show PO-1",
        "orders raw PO-1",
        "runs show no-such-run",
        "plans show 7",
        "plans approve 7",
        "alerts close 7",
        "stock explain LAMP-1",
        "sync orders --from-run no-such-run",
    ],
)
def test_what_does_not_exist_is_a_wrong_line(shell: Shell, settings: str, line: str) -> None:
    answer = shell.type(*line.split(), "--settings", settings)

    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.rstrip().splitlines()


@pytest.mark.parametrize("verb", ["allow", "retry", "deliver", "done"])
def test_a_remedy_that_helped_nobody_fails_and_says_why(
    shell: Shell, settings: str, verb: str
) -> None:
    answer = shell.type("orders", verb, "PO-1", "--settings", settings)

    assert answer.code == 1
    assert "There is no order PO-1." in answer.out


def test_retrying_a_reason_nobody_is_held_for_says_so(shell: Shell, settings: str) -> None:
    answer = shell.type("orders", "retry", "--reason", "sku_unknown", "--settings", settings)

    assert answer.code == 0
    assert "No order is held for this." in answer.out


def test_commands_that_are_named_keep_the_settings_file(shell: Shell, settings: str) -> None:
    answer = shell.type("stop", "--settings", settings)

    assert f"temu-jtl resume --settings {settings}" in answer.out


def test_the_help_names_the_exit_codes_and_where_errors_go(shell: Shell) -> None:
    assert "3 finished and some orders are held" in " ".join(shell.type("--help").out.split())
    assert "errors and log lines stay text" in shell.type("status", "--help").out


def test_reasons_can_be_typed_as_they_are_printed_in_json(shell: Shell, settings: str) -> None:
    for reason in ("sku_unknown", "sku-unknown"):
        line = ("orders", "list", "--reason", reason, "--settings", settings)
        assert shell.type(*line).code == 0
