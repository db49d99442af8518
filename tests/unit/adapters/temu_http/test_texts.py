"""Texts that no database and no document can carry."""

import json

import attrs
import pytest

from adapters.temu_http.wire.strict import structure


@attrs.frozen
class _Line:
    name: str


@pytest.mark.parametrize("lost", ["\\u0000", "\\ud83d", "\\udc00"], ids=["NUL", "high", "low"])
def test_an_unreadable_character_stays_visible(lost: str) -> None:
    """
    It is not dropped: the order is held because of it, and the rest is stored.
    """
    answer = json.loads(f'{{"name": "Lam{lost}pe"}}')

    line = structure(answer, _Line)

    assert line.name == "Lam\ufffdpe"


def test_a_whole_surrogate_pair_is_one_character() -> None:
    """
    An emoji is a good text.
    """
    line = structure(json.loads('{"name": "\\ud83d\\ude00"}'), _Line)

    assert line.name == "😀"
