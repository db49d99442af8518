"""What a client of the live log may say."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from job_core.ports.run_log import LogFilter
from shared_kernel.run_context import Level

#: In characters; a subscription of full length is shorter.
_LONGEST = 4_096
#: Whole numbers beyond this are not exact in a browser.
_MOST = 2**53 - 1

_Word = Annotated[str, Meta(max_length=200)]


class NotOursError(Exception):
    """
    A message that the live log does not know; says why.
    """


class _Filter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    shop: _Word = ""
    job: _Word = ""
    run_id: _Word = ""
    levels: Annotated[tuple[Level, ...], Meta(max_length=10)] = ()
    text: _Word = ""


class Subscribe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """
    Wish for the lines beyond a position, or from now on when none is given.
    """

    type: Literal["subscribe"]
    after: Annotated[int, Meta(ge=0, le=_MOST)] | None = None
    filter: _Filter = _Filter()

    @property
    def wanted(self) -> LogFilter:
        """
        Which lines are wanted.
        """
        return LogFilter(
            shop=self.filter.shop,
            job=self.filter.job,
            run_id=self.filter.run_id,
            levels=frozenset(self.filter.levels),
            text=self.filter.text,
        )


_DECODER = msgspec.json.Decoder(Subscribe)


def read_request(text: str | None) -> Subscribe:
    """
    Return what a client wants.

    Args:
        text: The message; None when it was binary.

    Raises:
        NotOursError: It is anything but a subscription.
    """
    if text is None:
        raise NotOursError("messages are text")
    if len(text) > _LONGEST:
        raise NotOursError(f"a message has at most {_LONGEST} characters")
    try:
        return _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise NotOursError(str(error)) from error
