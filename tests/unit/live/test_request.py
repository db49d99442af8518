"""What a client may say."""

import pytest

from entrypoints.live.client import Ending
from entrypoints.live.request import NotOursError, read_request
from job_core.ports.run_log import LogFilter
from shared_kernel.run_context import Level


def test_a_subscription_names_a_position_and_what_is_wanted() -> None:
    request = read_request(
        '{"type": "subscribe", "after": 7, "filter": '
        '{"shop": "north", "job": "j", "run_id": "r", "levels": ["error"], "text": "t"}}'
    )

    assert request.after == 7
    assert request.wanted == LogFilter(
        shop="north", job="j", run_id="r", levels=frozenset({Level.ERROR}), text="t"
    )


@pytest.mark.parametrize("text", ['{"type":"subscribe"}', '{"type":"subscribe","after":null}'])
def test_everything_may_be_left_out(text: str) -> None:
    request = read_request(text)

    assert request.after is None
    assert request.wanted == LogFilter()


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "null",
        "{}",
        '{"type": "unsubscribe"}',
        '{"type": "subscribe", "after": 1.5}',
        '{"type": "subscribe", "after": 9007199254740993}',
        '{"type": "subscribe", "filter": null}',
        '{"type": "subscribe", "filter": {"text": "' + "x" * 201 + '"}}',
        '{"type": "subscribe", "filter": {"text": "\ud800"}}',
    ],
)
def test_anything_else_is_not_ours(text: str | None) -> None:
    with pytest.raises(NotOursError):
        read_request(text)


def test_a_reason_fits_into_a_close_frame() -> None:
    ending = Ending(1008, "ü" * 200)

    assert ending.short_reason == "ü" * 61
