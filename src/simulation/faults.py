"""What can go wrong with a call, and with which."""

import enum
from functools import cache

import attrs


class System(enum.Enum):
    """
    With whom a call speaks.
    """

    MARKETPLACE = "marketplace"
    ERP = "ERP"
    DATABASE = "database"
    DISK = "disk"


@attrs.frozen(kw_only=True)
class Call:
    """
    One method of one port, and what is to be known about it.
    """

    port: str
    method: str
    system: System
    #: It changes something on the other side.
    writes: bool
    #: Its answer is a page of a list.
    lists: bool = False

    @property
    def writes_outside(self) -> bool:
        """
        It changes something that is not ours.
        """
        return self.writes and self.system in (System.MARKETPLACE, System.ERP)

    def __str__(self) -> str:
        return f"{self.port}.{self.method}"


class Fault(enum.Enum):
    """
    One thing that goes wrong at one call.
    """

    CRASH_BEFORE = "crash before the call"
    CRASH_AFTER = "crash after the effect"
    LOST_ANSWER = "lost answer"
    TIME_OUT = "time-out"
    RATE_LIMIT = "rate limit"
    SERVER_ERROR = "5xx"
    HTML = "HTML for an answer"
    TOKEN_EXPIRED = "token expired"  # noqa: S105 - a kind of fault, no password
    PARTIAL_ANSWER = "partial answer"
    PARTIAL_PAGE = "partial page"
    REPEATED_PAGE = "repeated page"
    REORDERED_PAGE = "reordered page"
    UPDATED_WHILE_PAGING = "order updated while paging"
    VISIBLE_LATE = "order visible late"
    CLOCK_STEP = "clock step"
    DEADLOCK = "database deadlock"
    LOST_CONNECTION = "lost connection"
    DISK_FULL = "disk full"
    ERP_EMPTY = "ERP empty"
    JTL_SLOW = "JTL slow"
    JTL_REFUSES = "JTL refuses"
    JTL_BOOKS_TWICE = "JTL books twice"
    FROZEN = "runner frozen past its lease"
    TWO_RUNNERS = "two runners at once"


@attrs.frozen
class Struck:
    """
    A fault with the number that decides about its details.
    """

    fault: Fault
    number: int = 0


_F = Fault

#: What may go wrong at any call, whoever is called.
_ANYWHERE = (
    _F.CRASH_BEFORE,
    _F.CRASH_AFTER,
    _F.FROZEN,
    _F.TWO_RUNNERS,
    _F.TWO_RUNNERS,
    _F.CLOCK_STEP,
)
#: Moods of the world that begin at some moment.
_MOODS = (_F.VISIBLE_LATE, _F.JTL_SLOW, _F.JTL_REFUSES, _F.JTL_BOOKS_TWICE)
_WEB = (_F.TIME_OUT, _F.RATE_LIMIT, _F.SERVER_ERROR, _F.HTML, _F.TOKEN_EXPIRED)
_PAGES = (_F.PARTIAL_PAGE, _F.REPEATED_PAGE, _F.REORDERED_PAGE, _F.UPDATED_WHILE_PAGING)


@cache
def possible(call: Call) -> tuple[Fault, ...]:
    """
    Return what can go wrong with *call*; what is named twice happens twice as often.
    """
    if call.system is System.DATABASE:
        full = (_F.DISK_FULL,) if call.writes else ()
        return (*_ANYWHERE, _F.DEADLOCK, _F.LOST_CONNECTION, *full)
    if call.system is System.DISK:
        return (*_ANYWHERE, _F.DISK_FULL, _F.DISK_FULL)
    if call.writes:
        lost = (*([_F.LOST_ANSWER] * 5), _F.TIME_OUT, _F.TIME_OUT, _F.PARTIAL_ANSWER)
        if call.system is System.ERP:
            return (*_ANYWHERE, *lost, _F.DEADLOCK, _F.LOST_CONNECTION)
        return (*_ANYWHERE, *lost, *_WEB)
    if call.system is System.ERP:
        reads = (_F.ERP_EMPTY, _F.ERP_EMPTY, _F.TIME_OUT, _F.DEADLOCK, _F.LOST_CONNECTION)
        return (*_ANYWHERE, *_MOODS, *reads)
    return (*_ANYWHERE, *_MOODS, *_WEB, *(_PAGES * 2 if call.lists else ()))
