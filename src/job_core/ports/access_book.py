"""The record of tokens and sessions."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from job_core.access import Session, Token


class AccessBook(Protocol):
    """
    Tokens by name, sessions by hash.
    """

    @abstractmethod
    def add_token(self, token: Token) -> bool:
        """
        Store a token; False when the name is taken (a revoked name stays taken).
        """

    @abstractmethod
    def tokens(self) -> Sequence[Token]:
        """
        Return all tokens by name, revoked ones included.
        """

    @abstractmethod
    def token_by_hash(self, secret_hash: str) -> Token | None:
        """
        Return the token with this secret's hash, revoked or not.
        """

    @abstractmethod
    def revoke_token(self, name: str, at: datetime) -> bool:
        """
        Revoke a token and end its sessions; False when there is no such valid token.
        """

    @abstractmethod
    def add_session(self, session: Session) -> None:
        """
        Store a session.
        """

    @abstractmethod
    def session(self, id_hash: str) -> Session | None:
        """
        Return a session that was not ended, expired or not.

        One that was opened while its token was being revoked counts as ended.
        """

    @abstractmethod
    def end_session(self, id_hash: str) -> None:
        """
        End a session.  Idempotent.
        """

    @abstractmethod
    def forget_expired(self, now: datetime) -> int:
        """
        Erase sessions that ended by themselves; return how many.
        """
