"""Take a token back."""

import attrs

from job_core.ports.access_book import AccessBook
from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError


@attrs.frozen(kw_only=True)
class RevokeToken:
    """
    End a token and all sessions that were opened with it, from the next request on.
    """

    access_book: AccessBook
    clock: Clock

    def __call__(self, name: str) -> None:
        """
        Revoke the token.

        Raises:
            RejectedError: There is no such valid token; code ``unknown_token``.
        """
        if not self.access_book.revoke_token(name, self.clock.now()):
            raise RejectedError(
                f'there is no valid token "{name}"', code="unknown_token", field="name"
            )
