"""Trade a token for a session."""

from datetime import timedelta

import attrs

from job_core.access import Session
from job_core.ports.access_book import AccessBook
from job_core.ports.secrets import Secrets
from job_core.rules.secret_hash import secret_hash
from job_core.use_cases.authenticate import Authenticate
from shared_kernel.clock import Clock


@attrs.frozen(kw_only=True)
class Opened:
    """
    A session with the secret for its cookie, which is known here and now only.
    """

    session: Session
    secret: str = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class OpenSession:
    """
    Open a session of its own, random secret for whoever knows a token.
    """

    access_book: AccessBook
    authenticate: Authenticate
    secrets: Secrets
    clock: Clock
    span: timedelta = timedelta(days=30)

    def __call__(self, token_secret: str) -> Opened | None:
        """
        Return the session; None when the token is unknown or revoked.
        """
        identity = self.authenticate.by_token(token_secret)
        if identity is None:
            return None
        now, secret = self.clock.now(), self.secrets.new()
        session = Session(
            id_hash=secret_hash(secret),
            token_name=identity.token_name,
            role=identity.role,
            created_at=now,
            expires_at=now + self.span,
        )
        self.access_book.forget_expired(now)
        self.access_book.add_session(session)
        return Opened(session=session, secret=secret)
