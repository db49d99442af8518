"""Facts by name as they are stored."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from shared_kernel.run_context import Fact

_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(dict[str, Fact])


def facts_json(facts: Mapping[str, Fact]) -> str:
    """
    Return *facts* as a JSON object.
    """
    return _ENCODER.encode(dict(facts)).decode()


def facts_of(stored: str) -> Mapping[str, Fact]:
    """
    Return what :func:`facts_json` wrote.
    """
    return MappingProxyType(_DECODER.decode(stored))
