"""A named piece of work that can be run for a shop."""

import enum
from collections.abc import Callable, Mapping
from datetime import timedelta

import attrs
from attrs import validators

from shared_kernel.run_context import Fact


class ParameterKind(enum.Enum):
    """
    What a parameter's value is.
    """

    WHOLE_NUMBER = "whole_number"
    CHOICE = "choice"
    SWITCH = "switch"
    TEXT = "text"
    #: Names with blanks or commas between them, at most 1,000.
    NAMES = "names"
    #: ``2026-12-01``
    DAY = "day"


@attrs.frozen(kw_only=True)
class Parameter:
    """
    One thing a caller may choose about a run.
    """

    name: str
    kind: ParameterKind
    description: str
    default: Fact = None
    #: For CHOICE.
    choices: tuple[str, ...] = ()
    #: For WHOLE_NUMBER, both included.
    least: int = 0
    most: int = 0


@attrs.frozen(kw_only=True)
class RetryPolicy:
    """
    How often and after what time a failed run is tried again.
    """

    #: Attempts in all.
    most: int = attrs.field(default=3, validator=validators.ge(1))
    base: timedelta = timedelta(seconds=30)


def _agree(_chosen: Mapping[str, Fact]) -> tuple[str, str] | None:
    """
    Find nothing wrong.
    """
    return None


@attrs.frozen(kw_only=True)
class Job:
    """
    A piece of work by name, with what may be chosen and how long it may take.
    """

    id: str
    description: str
    parameters: tuple[Parameter, ...]
    deadline: timedelta
    #: What is wrong with choices that are right one by one: field and sentence; None: nothing.
    together: Callable[[Mapping[str, Fact]], tuple[str, str] | None] = attrs.field(
        default=_agree, repr=False, eq=False
    )
    retry: RetryPolicy = attrs.field(factory=RetryPolicy)
