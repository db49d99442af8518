"""The one form in which parameters are both signed and sent."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs

#: No floats: decimals travel as text.
Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"


@attrs.frozen
class Parameter:
    """
    One parameter, serialised once.
    """

    name: str
    #: Goes into the signature.
    signed: str = attrs.field(repr=False)
    #: Goes over the wire.
    sent: str = attrs.field(repr=False)


def parameters(values: Mapping[str, Json]) -> tuple[Parameter, ...]:
    """
    Return *values* serialised, in their order, without those that are None.

    Strings are signed without their quotes, everything else exactly as sent:
    compact, umlauts and slashes unescaped, nested keys in the order given.
    """
    return tuple(
        Parameter(name, value if isinstance(value, str) else _compact(value), _compact(value))
        for name, value in values.items()
        if value is not None
    )


def base_text(given: Iterable[Parameter]) -> str:
    """
    Return the names and values of *given*, sorted by name, without separators.
    """
    return "".join(p.name + p.signed for p in sorted(given, key=lambda p: p.name))


def body(given: Iterable[Parameter]) -> bytes:
    """
    Return the JSON object of *given*, made of the very texts that were signed.
    """
    return ("{" + ",".join(f"{_compact(p.name)}:{p.sent}" for p in given) + "}").encode()


def _compact(value: Json) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
