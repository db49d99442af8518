"""A shop that is not the one the settings mean is refused before anything is written."""

from typing import Any

import pytest
from tests.integration.workflows.harness import NORTH, Play
from tests.integration.workflows.lamp_shop import sell

from job_core.run import Run, RunState
from temu_core.order import OrderNumber

CONFIRM = "bg.logistics.shipment.v2.confirm"
LIST = "bg.order.list.v2.get"
SECRETS = ("demo-secret", "demo-token", "wrong-secret-4711", "wrong-token-4711")


def _assert_refused(play: Play, run: Run, setting: str) -> None:
    assert run.state is RunState.FAILED
    assert setting in f"{run.error} {play.log()}"
    assert play.temu()["writes"] == 0
    assert play.jtl()["documents"] == {}


def _assert_no_secret_is_shown(play: Play, run: Run) -> None:
    told = f"{run.error} {play.log()} {run.parameters}"
    kept = b"".join(
        path.read_bytes() for path in play.folder.joinpath("data").rglob("*") if path.is_file()
    )
    for secret in SECRETS:
        assert secret not in told
        assert secret.encode() not in kept


@pytest.mark.parametrize(
    ("wrong", "setting", "code"),
    [
        ({"TEMU__APP_SECRET": "wrong-secret-4711"}, "temu.app_secret", "3000001"),
        ({"TEMU__ACCESS_TOKEN": "wrong-token-4711"}, "temu.access_token", "3000031"),
        ({"TEMU__APP_KEY": "nobody"}, "temu.app_key", "3000026"),
    ],
)
def test_a_wrong_setting_is_named_with_temus_own_words(
    play: Play, wrong: dict[str, str], setting: str, code: str
) -> None:
    sell(play)
    wrong_play = play.with_settings(**wrong)

    runs = [wrong_play.sync_orders(), wrong_play.sync_inventory()]

    for run in runs:
        _assert_refused(wrong_play, run, setting)
        assert f"Temu {code}: " in run.error
        assert "request eu-" in run.error
        assert run.error in wrong_play.log()
        _assert_no_secret_is_shown(wrong_play, run)


@pytest.mark.parametrize(
    ("fault", "setting", "words"),
    [
        ({"token_expired": True}, "temu.access_token", "Temu 3000034: "),
        ({"missing_scopes": [CONFIRM]}, "temu.access_token", CONFIRM),
        ({"missing_scopes": [LIST]}, "temu.access_token", LIST),
        ({"wrong_region": True}, "temu.region_id", "region 211"),
        ({"semi_managed": True}, "temu.access_token", "semi-managed"),
    ],
)
def test_a_shop_we_may_not_work_for_is_refused_before_any_write(
    play: Play, fault: dict[str, Any], setting: str, words: str
) -> None:
    sell(play)
    play.world.switches.update(**fault)

    run = play.sync_orders()

    _assert_refused(play, run, setting)
    assert words in run.error
    _assert_no_secret_is_shown(play, run)


def test_nothing_is_lost_by_a_refusal(play: Play) -> None:
    number = sell(play)
    play.world.switches.update(token_expired=True)
    play.sync_orders()
    play.world.switches.reset()
    play.advance(days=3)

    play.sync_orders()

    assert play.jtl()["documents"] == {}
    play.advance(minutes=10)
    assert list(play.jtl()["booked"]) == [number]


def test_secrets_are_not_kept_when_all_goes_well_either(play: Play) -> None:
    sell(play)

    run = play.sync_orders()

    assert run.state is RunState.SUCCESS
    _assert_no_secret_is_shown(play, run)


def test_the_books_of_another_shop_are_refused_with_what_to_do(play: Play) -> None:
    play.sync_orders()
    number = sell(play)
    play.world.switches.update(mall_id=100000000999)

    run = play.sync_orders()

    assert run.state is RunState.FAILED
    assert NORTH in run.error
    assert "100000000001" in run.error
    assert "100000000999" in run.error
    assert "data" in run.error
    assert OrderNumber(number) not in play.records()
    assert play.temu()["writes"] == 0
