"""The envelope around everything Temu answers."""

from collections.abc import Callable
from datetime import datetime

import attrs

from adapters.temu_http.json_numbers import parse
from shared_kernel.errors import CorruptReplyError

#: Temu's code of a call that went well.
SUCCESS = 1000000


@attrs.frozen(kw_only=True)
class Envelope:
    """
    The gateway's verdict with what it wraps.
    """

    success: bool
    code: int
    message: str
    #: What Temu's support asks for; may be empty.
    request_id: str
    result: object = attrs.field(repr=False)

    @classmethod
    def of(cls, text: str, redact: Callable[[str], str] = str) -> "Envelope":
        """
        Return the envelope in *text*, its message without secrets.

        Raises:
            CorruptReplyError: It is no JSON object with a verdict.
        """
        try:
            value = parse(text)
        except ValueError as error:
            raise CorruptReplyError("Temu's answer is not JSON", code="unreadable") from error
        if not isinstance(value, dict) or not isinstance(value.get("success"), bool):
            raise CorruptReplyError(
                "Temu's answer has no verdict", code="unreadable", field="success"
            )
        success = value["success"]
        code = value.get("errorCode", SUCCESS if success else None)
        if isinstance(code, bool) or not isinstance(code, int):
            raise CorruptReplyError(
                "Temu's answer has no error code", code="unreadable", field="errorCode"
            )
        return cls(
            success=success,
            code=code,
            message=redact(str(value.get("errorMsg") or ""))[:300],
            request_id=str(value.get("requestId") or ""),
            result=value.get("result"),
        )


@attrs.frozen(kw_only=True)
class Answer:
    """
    One answer that could be read as an envelope.
    """

    operation: str
    envelope: Envelope
    #: The body as it came.
    text: str = attrs.field(repr=False)
    received_at: datetime
    #: The gateway's own clock; None when it did not say.
    server_time: datetime | None = None
