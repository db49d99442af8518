"""Whether the choices for a run are ones its job knows."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from job_core.job import Job, Parameter, ParameterKind
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Fact

_LONGEST_TEXT = 500
_LONGEST_NAME = 64
_MOST_NAMES = 1000


def checked(job: Job, given: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """
    Return every parameter of the job, those not given (or None) with their defaults.

    Raises:
        RejectedError: Unknown or not allowed; code ``wrong_parameter``, field is its name.
    """
    known = {parameter.name: parameter for parameter in job.parameters}
    for name in given:
        if name not in known:
            names = ", ".join(known) or "none"
            raise _wrong(name, f"{job.id} has no parameter {name!r}; it has: {names}")
    choices = MappingProxyType(
        {
            name: _checked(parameter, given[name])
            if given.get(name) is not None
            else parameter.default
            for name, parameter in known.items()
        }
    )
    if wrong := job.together(choices):
        raise _wrong(*wrong)
    return choices


def names_in(text: str) -> tuple[str, ...]:
    """
    Return the names of a NAMES parameter, each once, as they come.
    """
    return tuple(dict.fromkeys(text.replace(",", " ").split()))


def _checked(parameter: Parameter, value: Fact) -> Fact:
    wanted = _complaint(parameter, value)
    if wanted:
        raise _wrong(parameter.name, f"{parameter.name} must be {wanted}, not {value!r}")
    return value


def _complaint(parameter: Parameter, value: Fact) -> str:
    """
    Return what the value should have been; empty when it is right.
    """
    match parameter.kind:
        case ParameterKind.WHOLE_NUMBER:
            # bool is a kind of int in Python, but True is no number of days.
            whole = isinstance(value, int) and not isinstance(value, bool)
            fits = whole and parameter.least <= value <= parameter.most  # type: ignore[operator]  # whole says it is an int
            wanted = f"a whole number from {parameter.least} to {parameter.most}"
        case ParameterKind.CHOICE:
            fits = isinstance(value, str) and value in parameter.choices
            wanted = f"one of {', '.join(parameter.choices)}"
        case ParameterKind.SWITCH:
            fits, wanted = isinstance(value, bool), "true or false"
        case ParameterKind.TEXT:
            fits = isinstance(value, str) and len(value) <= _LONGEST_TEXT
            wanted = f"a text of at most {_LONGEST_TEXT} characters"
        case ParameterKind.NAMES:
            fits = isinstance(value, str) and _are_names(value)
            wanted = f"1 to {_MOST_NAMES} names with blanks between them"
        case ParameterKind.DAY:
            fits, wanted = isinstance(value, str) and _is_day(value), "a day such as 2026-12-01"
    return "" if fits else wanted


def _are_names(text: str) -> bool:
    names = names_in(text)
    return 0 < len(names) <= _MOST_NAMES and all(
        len(name) <= _LONGEST_NAME and name.isprintable() for name in names
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _wrong(name: str, text: str) -> RejectedError:
    return RejectedError(text, code="wrong_parameter", field=name)
