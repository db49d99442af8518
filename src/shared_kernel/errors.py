"""
Errors by what to do next.

    ConnectorError
    ├── RejectedError        the data is wrong: mend it, then try again
    ├── UnavailableError     the other side is away: try later, after ``retry_after_s``
    ├── OutcomeUnknownError  a write whose answer was lost: look before writing again
    ├── CorruptReplyError    an answer nobody understands: a human must look
    └── StoppedError         this run must end; only the executor catches it
"""

import enum
from typing import ClassVar

import attrs


class Family(enum.Enum):
    """
    What to do about a failure.
    """

    FIX_DATA = "fix_data"
    TRY_LATER = "try_later"
    OUTCOME_UNKNOWN = "outcome_unknown"
    HUMAN = "human"
    STOPPED = "stopped"


class ConnectorError(Exception):
    """
    The root of all failures the connector names.

    Args:
        text: One sentence a merchant understands.
        code: The other side's own code, or ours; empty when there is none.
        field: The path of the field or the name of the setting at fault.
    """

    family: ClassVar[Family] = Family.HUMAN

    def __init__(self, text: str, *, code: str = "", field: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.code = code
        self.field = field


class RejectedError(ConnectorError):
    """
    The data is wrong; sending it again unchanged fails again.
    """

    family = Family.FIX_DATA


class UnavailableError(ConnectorError):
    """
    The other side did not serve us and nothing was changed there.
    """

    family = Family.TRY_LATER

    def __init__(
        self, text: str, *, code: str = "", field: str = "", retry_after_s: float | None = None
    ) -> None:
        super().__init__(text, code=code, field=field)
        self.retry_after_s = retry_after_s


class OutcomeUnknownError(ConnectorError):
    """
    A write was sent and its answer was lost; it may or may not have happened.
    """

    family = Family.OUTCOME_UNKNOWN


class CorruptReplyError(ConnectorError):
    """
    The other side answered something that cannot be what it meant.
    """

    family = Family.HUMAN


class StoppedError(ConnectorError):
    """
    The run was cancelled, ran past its deadline or lost its lease.
    """

    family = Family.STOPPED


@attrs.frozen(kw_only=True)
class Problem:
    """
    Why one item of a batch has no answer, as a value.
    """

    family: Family
    text: str
    code: str = ""
    field: str = ""

    @classmethod
    def of(cls, error: ConnectorError) -> "Problem":
        """
        Return *error* as a value, without its traceback.
        """
        return cls(family=error.family, text=error.text, code=error.code, field=error.field)
