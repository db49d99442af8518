"""Trying a read again."""

from collections.abc import Callable
from typing import TypeVar

import attrs
import stamina
from attrs import validators

from shared_kernel.errors import ConnectorError, UnavailableError

Result = TypeVar("Result")


@attrs.frozen(kw_only=True)
class RetryPolicy:
    """
    How often and how patiently something harmless is tried again.

    Only for what may be done twice: reads, and writes that surely did not happen.
    """

    attempts: int = attrs.field(default=4, validator=[validators.ge(1), validators.le(4)])
    #: Seconds after which no further attempt begins.
    total_s: float = 45.0
    first_wait_s: float = 0.5
    #: Also the longest ``retry_after_s`` that is waited for here; jobs wait longer.
    longest_wait_s: float = 8.0
    jitter_s: float = 0.5

    def __call__(
        self, work: Callable[[], Result], *, worth: Callable[[ConnectorError], bool]
    ) -> Result:
        """
        Return what *work* returns, trying again after failures that are *worth* it.

        Raises:
            ConnectorError: The last failure.
        """

        def decide(error: Exception) -> bool | float:
            if not isinstance(error, ConnectorError) or not worth(error):
                return False
            wait_s = error.retry_after_s if isinstance(error, UnavailableError) else None
            if wait_s is None:
                return True
            return wait_s if wait_s <= self.longest_wait_s else False

        again = stamina.RetryingCaller(
            attempts=self.attempts,
            timeout=self.total_s,
            wait_initial=self.first_wait_s,
            wait_max=self.longest_wait_s,
            wait_jitter=self.jitter_s,
        )
        return again(decide, work)
