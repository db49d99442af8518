"""What Temu's error codes mean for whoever must act."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from adapters.temu_http.envelope import Envelope
from shared_kernel.errors import (
    ConnectorError,
    CorruptReplyError,
    OutcomeUnknownError,
    RejectedError,
    UnavailableError,
)
from temu_core.details import NO_PERMISSION

RATE_LIMITED = 4000004
_SYSTEM = 4000000

#: Said again soon, these may go away.  Source: the marketplace's guides on retrying.
RETRYABLE = frozenset(
    {
        *(2000000, _SYSTEM, RATE_LIMITED, 7000000, 120014006, 120020001, 130010000),
        *(140040003, 150010002, 150010005),
    }
)
#: Still being computed.  Takes longer than a retry within one call may: the next run asks.
NOT_READY = frozenset({140020008, 140020009})


class SettingsError(RejectedError):
    """
    A setting or a right is wrong, so every call of the shop fails alike.
    """


class NoPermissionError(SettingsError):
    """
    The token or the application may not use this operation.
    """


class OutageError(UnavailableError):
    """
    Temu did not serve this call, whatever it was about.
    """


class LostAnswerError(OutageError):
    """
    The call may have reached Temu, but no answer came back that could be read.
    """

    def __init__(self, text: str, *, status: int = 0, corrupt: bool = False) -> None:
        super().__init__(text, code=str(status) if status else "")
        self.status = status
        self.corrupt = corrupt


@attrs.frozen
class _Fault:
    """
    A setting that is wrong, and the sentence that says so.
    """

    text: str
    setting: str


_SECRET, _TOKEN, _KEY = "temu.app_secret", "temu.access_token", "temu.app_key"
_URL, _CLOCK = "temu.base_url", "clock"
_NEWER = "Temu does not offer this operation (any more); update temu-jtl"
_NO_KEY = "Temu does not know the application; check temu.app_key and temu.base_url"
_SUSPENDED = "Temu has suspended the application behind temu.app_key"
_NO_TOKEN = "Temu does not know the token; copy temu.access_token again from Seller Center"  # noqa: S105
_OLD_TOKEN = (
    "the token has expired or was replaced; authorise the app again and set temu.access_token"  # noqa: S105
)
_LATE = "the clock of this machine is more than 5 minutes off; set it by a time server"
_WRONG_HOST = "the shop belongs to another region's address; check temu.base_url (temu.region)"

_FAULTS: Mapping[int, _Fault] = MappingProxyType(
    {
        3000001: _Fault("Temu refuses the signature; check temu.app_secret", _SECRET),
        3000002: _Fault(_NEWER, "type"),
        3000003: _Fault(_NEWER, "type"),
        3000004: _Fault(_NEWER, "type"),
        3000010: _Fault(_LATE, _CLOCK),
        3000011: _Fault(_LATE, _CLOCK),
        3000012: _Fault(_LATE, _CLOCK),
        3000019: _Fault(_NO_KEY, _KEY),
        3000020: _Fault(_NO_KEY, _KEY),
        3000022: _Fault(_SUSPENDED, _KEY),
        3000025: _Fault(_NO_KEY, _KEY),
        3000026: _Fault(_NO_KEY, _KEY),
        3000028: _Fault(_SUSPENDED, _KEY),
        3000030: _Fault(_NO_TOKEN, _TOKEN),
        3000031: _Fault(_NO_TOKEN, _TOKEN),
        3000033: _Fault(
            "temu.access_token was issued for another application than temu.app_key", _TOKEN
        ),
        3000034: _Fault(_OLD_TOKEN, _TOKEN),
        3000037: _Fault(_NEWER, "type"),
        5000000: _Fault("the merchant has not authorised the app; set temu.access_token", _TOKEN),
        5000001: _Fault(_WRONG_HOST, _URL),
        5000002: _Fault(_WRONG_HOST, _URL),
        5000003: _Fault(
            "this server's address is not on the app's IP list in Temu's partner portal", _KEY
        ),
        6000001: _Fault(_WRONG_HOST, _URL),
        120011072: _Fault(_WRONG_HOST, _URL),
        140020001: _Fault("Temu does not serve this kind of shop; check temu.access_token", _TOKEN),
    }
)

_NO_RIGHT: Mapping[int, str] = MappingProxyType(
    {
        3000021: "the application behind temu.app_key may not use {}; ask for it in the portal",
        3000027: "the application behind temu.app_key may not use {}; ask for it in the portal",
        3000032: (
            "the token may not use {}; let the Temu account manager allow it, authorise the app"
            " again and set the new temu.access_token"
        ),
    }
)


def refusal(envelope: Envelope, operation: str) -> ConnectorError | None:
    """
    Return what *envelope* refuses, as the error to act on; None when it refuses nothing.

    Every text ends with Temu's own code, words and request id.
    """
    if envelope.success:
        return None
    told = _told(envelope)
    code = envelope.code
    if code in _NO_RIGHT:
        text = f"{_NO_RIGHT[code].format(operation)} ({told})"
        return NoPermissionError(text, code=NO_PERMISSION, field=operation)
    if code in _FAULTS:
        fault = _FAULTS[code]
        return SettingsError(f"{fault.text} ({told})", code=str(code), field=fault.setting)
    # Seen live instead of 3000026: an unknown key is reported as a system error.
    if code == _SYSTEM and "application information" in envelope.message.casefold():
        return SettingsError(f"{_NO_KEY} ({told})", code=str(code), field=_KEY)
    if code in RETRYABLE:
        return OutageError(f"Temu is busy, try later ({told})", code=str(code))
    if code in NOT_READY:
        return UnavailableError(f"Temu is still computing this ({told})", code=str(code))
    return RejectedError(f"Temu refuses {operation} ({told})", code=str(code))


def after_write(error: ConnectorError) -> ConnectorError:
    """
    Return what *error* means when it answers a write.

    Only the rate limit and what failed before sending surely changed nothing.
    "Try again later" says nothing about what was already done, so it counts as
    unknown: looking costs one read, writing twice costs a parcel number.
    """
    if isinstance(error, LostAnswerError):
        return OutcomeUnknownError(error.text, code=error.code)
    if isinstance(error, OutageError) and error.code and error.code != str(RATE_LIMITED):
        return OutcomeUnknownError(error.text, code=error.code)
    return error


def concerns_the_shop(error: ConnectorError) -> bool:
    """
    Return whether *error* says nothing about the one item that was asked about.
    """
    return isinstance(error, SettingsError | OutageError | CorruptReplyError)


def _told(envelope: Envelope) -> str:
    words = f": {envelope.message}" if envelope.message else ""
    request = f"; request {envelope.request_id}" if envelope.request_id else ""
    return f"Temu {envelope.code}{words}{request}"
