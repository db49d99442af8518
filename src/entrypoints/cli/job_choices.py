"""What is chosen about a run, as words of a command line."""

from collections.abc import Mapping, Sequence

from job_core.job import Job, Parameter, ParameterKind
from job_core.ports.job_catalogue import JobCatalogue
from job_core.use_cases.known_job import job_named
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Fact

_SWITCH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def chosen(catalogue: JobCatalogue, job: str, words: Sequence[str]) -> Mapping[str, Fact]:
    """
    Return words such as ``days_back=7`` as choices; whether they are allowed is asked later.

    Raises:
        RejectedError: A word is no choice; code ``wrong_parameter``.
    """
    known = job_named(catalogue, job)
    return dict(_choice(known, word) for word in words)


def _choice(job: Job | None, word: str) -> tuple[str, Fact]:
    name, equals, value = word.partition("=")
    if not equals:
        raise RejectedError(
            f"{word!r} is no choice; write it as name=value", code="wrong_parameter", field=name
        )
    parameters = job.parameters if job else ()
    parameter = next((one for one in parameters if one.name == name), None)
    return name, value if parameter is None else _value(parameter, value)


def _value(parameter: Parameter, word: str) -> Fact:
    if parameter.kind is ParameterKind.SWITCH:
        return _SWITCH.get(word.lower(), word)
    if parameter.kind is ParameterKind.WHOLE_NUMBER and word.isdecimal():
        return int(word)
    return word
