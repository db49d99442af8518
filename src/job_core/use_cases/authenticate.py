"""Tell who somebody is."""

import attrs

from job_core.access import Role
from job_core.ports.access_book import AccessBook
from job_core.rules.secret_hash import secret_hash
from shared_kernel.clock import Clock


@attrs.frozen(kw_only=True)
class Identity:
    """
    Whose request it is, and what it may do.
    """

    token_name: str
    role: Role


@attrs.frozen(kw_only=True)
class Authenticate:
    """
    Know tokens and sessions by the hashes of their secrets.

    A look-up by hash leaks nothing through its duration: who does not know the
    secret cannot choose a hash that is close to it.
    """

    access_book: AccessBook
    clock: Clock

    def by_token(self, secret: str) -> Identity | None:
        """
        Return whose token it is; None when unknown or revoked.
        """
        token = self.access_book.token_by_hash(secret_hash(secret))
        if token is None or token.revoked_at is not None:
            return None
        return Identity(token_name=token.name, role=token.role)

    def by_session(self, secret: str) -> Identity | None:
        """
        Return whose session it is; None when unknown, ended or expired.
        """
        session = self.access_book.session(secret_hash(secret))
        if session is None or session.expires_at <= self.clock.now():
            return None
        return Identity(token_name=session.token_name, role=session.role)
