"""Says which part of an answer nobody understands."""

from adapters.temu_http.wire.strict import WireError
from shared_kernel.errors import CorruptReplyError, Family, Problem

_CODE = "unreadable"


def problem(subject: str, error: WireError) -> Problem:
    """
    Return why *subject* has no answer although Temu gave one.
    """
    text = f"Temu's answer about {subject} cannot be read: {error}"
    return Problem(family=Family.HUMAN, text=text, code=_CODE, field=error.path)


def corrupt(subject: str, error: WireError) -> CorruptReplyError:
    """
    Return the failure of an answer of which nothing can be used.
    """
    text = f"Temu's answer about {subject} cannot be read: {error}"
    return CorruptReplyError(text, code=_CODE, field=error.path)
