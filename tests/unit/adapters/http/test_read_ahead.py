"""One page is read ahead, given once, and never old."""

import contextvars
import threading

import pytest

from adapters.http.read_ahead import ReadAhead
from shared_kernel.errors import UnavailableError

_run = contextvars.ContextVar("run", default="nobody's")


def _never() -> str:
    raise AssertionError("it was read ahead")


def test_what_was_read_ahead_is_not_asked_again() -> None:
    ahead: ReadAhead[int, str] = ReadAhead()
    ahead.begin(2, lambda: "page 2")

    assert ahead.take(2, _never) == "page 2"
    assert ahead.take(2, lambda: "page 2, anew") == "page 2, anew"


def test_it_is_read_while_the_caller_works() -> None:
    ahead: ReadAhead[int, str] = ReadAhead()
    asked, work_done = threading.Event(), threading.Event()

    def ask() -> str:
        asked.set()
        assert work_done.wait(10)
        return "page 2"

    ahead.begin(2, ask)
    assert asked.wait(10)
    work_done.set()

    assert ahead.take(2, _never) == "page 2"


def test_a_page_somebody_comes_back_to_is_read_anew() -> None:
    ahead: ReadAhead[int, str] = ReadAhead()
    ahead.begin(2, lambda: "page 2, old")

    assert ahead.take(1, lambda: "page 1") == "page 1"
    assert ahead.take(2, lambda: "page 2, new") == "page 2, new"


def test_a_failure_meets_whoever_takes_the_page() -> None:
    ahead: ReadAhead[int, str] = ReadAhead()

    def fail() -> str:
        raise UnavailableError("no answer")

    ahead.begin(2, fail)

    with pytest.raises(UnavailableError, match="no answer"):
        ahead.take(2, _never)
    assert ahead.take(2, lambda: "page 2") == "page 2"


def test_a_failure_nobody_waits_for_harms_nobody() -> None:
    ahead: ReadAhead[int, str] = ReadAhead()

    def fail() -> str:
        raise UnavailableError("no answer")

    ahead.begin(2, fail)

    assert ahead.take(1, lambda: "page 1") == "page 1"


def test_it_is_read_in_the_callers_context() -> None:
    ahead: ReadAhead[int, str] = ReadAhead()
    token = _run.set("run 7")
    try:
        ahead.begin(2, _run.get)
    finally:
        _run.reset(token)

    assert ahead.take(2, _never) == "run 7"
