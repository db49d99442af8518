"""Spans of time the marketplace is asked about."""

from datetime import datetime

import attrs


@attrs.frozen(kw_only=True)
class Window:
    """
    A span of time, both ends included, aware and in UTC.
    """

    start: datetime
    end: datetime

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a window ends before it starts")
