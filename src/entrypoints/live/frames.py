"""What the live log says to its clients."""

from collections.abc import Sequence
from datetime import datetime

import attrs
import msgspec

from entrypoints.wire.logs import LogLineView
from job_core.run import LogLine, StoredLine

#: Lines in one message.
LINES_AT_ONCE = 500

_ENCODER = msgspec.json.Encoder()


@attrs.frozen
class EncodedLine:
    """
    A stored line, made into JSON once for all who want it.
    """

    position: int
    line: LogLine
    json: str

    @classmethod
    def of(cls, stored: StoredLine) -> "EncodedLine":
        return cls(stored.position, stored.line, _json(LogLineView.of(stored)))


@attrs.frozen
class Frame:
    """
    A message with lines; shared by all clients that want the same ones.
    """

    text: str
    lines: int
    #: Who has this message has all wanted lines up to here.
    position: int


def lines_frame(lines: Sequence[EncodedLine], *, position: int) -> Frame:
    """
    Return the message with these lines.
    """
    listed = ",".join(line.json for line in lines)
    return Frame(f'{{"type":"lines","lines":[{listed}]}}', len(lines), position)


def subscribed(position: int) -> str:
    """
    Return the answer to a subscription: wanted lines beyond *position* follow.
    """
    return _json({"type": "subscribed", "position": position})


def heartbeat(position: int, at: datetime) -> str:
    """
    Return the sign of life: all wanted lines up to *position* were sent.
    """
    return _json({"type": "heartbeat", "position": position, "at": at})


def too_slow(position: int) -> str:
    """
    Return the farewell to a slow client, which may come back with *position*.
    """
    return _json({"type": "too_slow", "position": position})


def _json(content: object) -> str:
    return _ENCODER.encode(content).decode()
