"""Every refusal of the gateway leads to something a merchant can do."""

import pytest

from adapters.temu_http.envelope import Envelope
from adapters.temu_http.verdicts import NoPermissionError, SettingsError, refusal
from shared_kernel.errors import (
    ConnectorError,
    CorruptReplyError,
    RejectedError,
    UnavailableError,
)
from temu_core.details import NO_PERMISSION

OPERATION = "bg.order.amount.query"


def _refusal(code: int, message: str = "no") -> ConnectorError:
    envelope = Envelope(success=False, code=code, message=message, request_id="eu-9", result=None)
    error = refusal(envelope, OPERATION)
    assert error is not None
    return error


@pytest.mark.parametrize(
    ("code", "setting"),
    [
        (3000001, "temu.app_secret"),
        (3000011, "clock"),
        (3000012, "clock"),
        (3000019, "temu.app_key"),
        (3000026, "temu.app_key"),
        (3000028, "temu.app_key"),
        (3000030, "temu.access_token"),
        (3000031, "temu.access_token"),
        (3000033, "temu.access_token"),
        (3000034, "temu.access_token"),
        (5000000, "temu.access_token"),
        (5000003, "temu.app_key"),
        (6000001, "temu.base_url"),
        (120011072, "temu.base_url"),
        (140020001, "temu.access_token"),
    ],
)
def test_a_wrong_setting_is_named(code: int, setting: str) -> None:
    error = _refusal(code)

    assert isinstance(error, SettingsError)
    assert error.field == setting
    assert error.code == str(code)


@pytest.mark.parametrize("code", [3000021, 3000027, 3000032])
def test_a_missing_right_names_what_may_not_be_asked(code: int) -> None:
    error = _refusal(code)

    assert isinstance(error, NoPermissionError)
    assert error.code == NO_PERMISSION
    assert error.field == OPERATION
    assert OPERATION in error.text


@pytest.mark.parametrize(
    "code",
    [
        *(2000000, 4000000, 4000004, 7000000, 120014006, 120020001, 130010000),
        *(140020008, 140020009, 140040003, 150010002, 150010005),
    ],
)
def test_what_may_go_away_is_for_later(code: int) -> None:
    assert isinstance(_refusal(code), UnavailableError)


def test_an_unknown_key_that_looks_like_an_outage_is_a_setting() -> None:
    error = _refusal(4000000, "The application information query is abnormal")

    assert isinstance(error, SettingsError)
    assert error.field == "temu.app_key"


@pytest.mark.parametrize("code", [3000000, 140020002, 99999999])
def test_everything_else_is_data_to_mend(code: int) -> None:
    error = _refusal(code)

    assert isinstance(error, RejectedError)
    assert not isinstance(error, SettingsError)


def test_temus_own_words_and_request_are_told() -> None:
    error = _refusal(3000034, "access_token is expired")

    assert "Temu 3000034: access_token is expired; request eu-9" in error.text


def test_success_refuses_nothing() -> None:
    envelope = Envelope(success=True, code=1000000, message="", request_id="", result=None)

    assert refusal(envelope, OPERATION) is None


@pytest.mark.parametrize(
    "text",
    [
        "<html/>",
        "[]",
        '{"success": true, "result": NaN}',
        '{"success": "true"}',
        '{"success": false}',
        '{"success": 1',
        "[" * 100_000,
    ],
)
def test_what_is_no_envelope_is_not_believed(text: str) -> None:
    with pytest.raises(CorruptReplyError):
        Envelope.of(text)
