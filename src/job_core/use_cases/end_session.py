"""Log out."""

import attrs

from job_core.ports.access_book import AccessBook
from job_core.rules.secret_hash import secret_hash


@attrs.frozen(kw_only=True)
class EndSession:
    """
    End a session; nothing happens when it has ended.
    """

    access_book: AccessBook

    def __call__(self, secret: str) -> None:
        """
        End the session behind a cookie's secret.
        """
        self.access_book.end_session(secret_hash(secret))
