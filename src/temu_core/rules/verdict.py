"""Where an order should stand, and why."""

import attrs

from temu_core.ledger import ClosedWhy, Hold, HoldReason, LedgerState


@attrs.frozen(kw_only=True)
class Verdict:
    """
    The state an order should be in, with the sentence for its history.
    """

    state: LedgerState
    text: str
    hold: Hold | None = None
    closed_why: ClosedWhy | None = None
    waiting_for: str = ""

    @classmethod
    def held(cls, reason: HoldReason, text: str, subject: str = "") -> "Verdict":
        """
        Stop the order for *reason*.
        """
        return cls.of_hold(Hold(reason=reason, text=text, subject=subject))

    @classmethod
    def of_hold(cls, hold: Hold) -> "Verdict":
        """
        Stop the order for the reason in *hold*.
        """
        return cls(state=LedgerState.HELD, text=hold.text, hold=hold)

    @classmethod
    def closed(cls, why: ClosedWhy, text: str) -> "Verdict":
        """
        Say that the order is none of our business.
        """
        return cls(state=LedgerState.CLOSED_ELSEWHERE, text=text, closed_why=why)

    @classmethod
    def waits(cls, what: str, state: LedgerState = LedgerState.INCOMPLETE) -> "Verdict":
        """
        Let the order wait for *what*.
        """
        return cls(state=state, text=f"waits for {what}", waiting_for=what)
