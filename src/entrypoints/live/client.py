"""One listener of the live log."""

import asyncio
from collections import deque

import attrs

from entrypoints.live.frames import Frame
from entrypoints.live.request import Subscribe

_LONGEST_REASON_BYTES = 123


@attrs.frozen
class Ending:
    """
    Why a conversation ends: a WebSocket close code and one sentence.
    """

    code: int
    reason: str
    too_slow: bool = False

    @property
    def short_reason(self) -> str:
        """
        As much of the sentence as a close frame holds.
        """
        return self.reason.encode()[:_LONGEST_REASON_BYTES].decode(errors="ignore")


GONE = Ending(1005, "the client went")
STOPPING = Ending(1001, "the server stops")
TOO_SLOW = Ending(1013, "too slow; come back with the position", too_slow=True)


@attrs.define(eq=False, kw_only=True)
class Client:
    """
    What waits for one client.  Used in one event loop only; nothing here waits.
    """

    most_waiting: int
    #: All wanted lines up to here were handed to the socket.
    position: int = 0
    #: Set when there is something to do for this client.
    wake: asyncio.Event = attrs.field(factory=asyncio.Event, init=False)
    #: Done when others decide that the conversation ends.
    ended: asyncio.Future[Ending] = attrs.field(init=False)
    _request: Subscribe | None = attrs.field(default=None, init=False)
    _frames: deque[Frame] = attrs.field(factory=deque, init=False)
    _waiting: int = attrs.field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        self.ended = asyncio.get_running_loop().create_future()

    def ask(self, request: Subscribe) -> None:
        """
        Remember what the client wants; the newest wish counts.
        """
        self._request = request
        self.wake.set()

    @property
    def asked(self) -> bool:
        """
        Whether the client wants something new.
        """
        return self._request is not None

    def take_request(self) -> Subscribe | None:
        """
        Return what the client wants anew, once; forget what waited for its old wish.
        """
        request, self._request = self._request, None
        if request is not None:
            self._frames.clear()
            self._waiting = 0
        return request

    def hand(self, frame: Frame) -> bool:
        """
        Put a message in the queue; False when it is full and the client is sent away.
        """
        if self._waiting + frame.lines > self.most_waiting:
            self.end(TOO_SLOW)
            return False
        self._frames.append(frame)
        self._waiting += frame.lines
        self.wake.set()
        return True

    def next_frame(self) -> Frame | None:
        """
        Return the oldest waiting message, which stays until ``sent``.
        """
        return self._frames[0] if self._frames else None

    def sent(self, frame: Frame) -> None:
        """
        Take a message from the queue that the socket has.
        """
        self.position = frame.position
        if self._frames and self._frames[0] is frame:
            self._frames.popleft()
            self._waiting -= frame.lines

    def end(self, ending: Ending) -> None:
        """
        Have the conversation end; the first reason counts.
        """
        if not self.ended.done():
            self.ended.set_result(ending)
