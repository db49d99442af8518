"""Give somebody a token."""

import attrs

from job_core.access import Role, Token
from job_core.ports.access_book import AccessBook
from job_core.ports.secrets import Secrets
from job_core.rules.secret_hash import secret_hash
from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError

_LONGEST_NAME = 40


@attrs.frozen(kw_only=True)
class Issued:
    """
    A token with its secret, which is known here and now only.
    """

    token: Token
    secret: str = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class IssueToken:
    """
    Make a named token; only the hash of its secret is stored.
    """

    access_book: AccessBook
    secrets: Secrets
    clock: Clock

    def __call__(self, name: str, role: Role) -> Issued:
        """
        Return the token and its secret.

        Raises:
            RejectedError: ``wrong_parameter`` or ``name_taken``; field ``name``.
        """
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            raise RejectedError(
                f"a token's name has 1 to {_LONGEST_NAME} printable characters",
                code="wrong_parameter",
                field="name",
            )
        secret = self.secrets.new()
        token = Token(
            name=name,
            role=role,
            secret_hash=secret_hash(secret),
            created_at=self.clock.now(),
        )
        if not self.access_book.add_token(token):
            raise RejectedError(
                f'there is a token "{name}" already; a revoked name stays taken',
                code="name_taken",
                field="name",
            )
        return Issued(token=token, secret=secret)
