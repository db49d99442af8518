"""Runs, log lines, schedules and tokens for tests: valid and boring."""

from datetime import timedelta
from types import MappingProxyType
from typing import Any

import attrs
from tests.contracts.books import NOW, SHOP

from job_core.access import Role, Session, Token
from job_core.run import LogLine, Run, RunState
from job_core.schedule import Interval, ScheduleEntry
from shared_kernel.run_context import Level


def a_run(run_id: str = "run 1", **changes: Any) -> Run:
    """
    Return a run that was just asked for; keywords are fields of ``Run``.
    """
    run = Run(
        id=run_id,
        shop=SHOP,
        job="orders",
        parameters=MappingProxyType({"mode": "full", "days": 7, "dry": False, "only": None}),
        state=RunState.QUEUED,
        requested_at=NOW,
        requested_by="cli:kim",
    )
    return attrs.evolve(run, **changes)


def a_line(text: str = "Something happened.", run_id: str = "run 1", **changes: Any) -> LogLine:
    """
    Return a line of the run log; keywords are fields of ``LogLine``.
    """
    line = LogLine(
        run_id=run_id,
        shop=SHOP,
        job="orders",
        step=1,
        level=Level.WARNING,
        at=NOW,
        text=text,
        facts=MappingProxyType({"orders": 3, "share": 0.5, "shop": "Süd", "dry": True}),
    )
    return attrs.evolve(line, **changes)


def an_entry(name: str = "full", **changes: Any) -> ScheduleEntry:
    """
    Return a schedule entry; keywords are fields of ``ScheduleEntry``.
    """
    entry = ScheduleEntry(
        shop=SHOP, job="orders", name=name, trigger=Interval(timedelta(minutes=15))
    )
    return attrs.evolve(entry, **changes)


def a_token(name: str = "phone", **changes: Any) -> Token:
    """
    Return a valid token; keywords are fields of ``Token``.
    """
    token = Token(name=name, role=Role.VIEWER, secret_hash=f"hash of {name}", created_at=NOW)
    return attrs.evolve(token, **changes)


def a_session(id_hash: str = "cookie", **changes: Any) -> Session:
    """
    Return a session of an hour; keywords are fields of ``Session``.
    """
    session = Session(
        id_hash=id_hash,
        token_name="phone",
        role=Role.VIEWER,
        created_at=NOW,
        expires_at=NOW + timedelta(hours=1),
    )
    return attrs.evolve(session, **changes)
