"""Tokens and sessions in memory."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from job_core.access import Session, Token
from job_core.ports.access_book import AccessBook


@attrs.frozen
class MemoryAccessBook(AccessBook):
    """
    Tokens and sessions in a memory store.
    """

    store: MemoryStore

    def add_token(self, token: Token) -> bool:
        with self.store.unfenced() as tables:
            if token.name in tables.tokens:
                return False
            tables.tokens[token.name] = token
            return True

    def tokens(self) -> Sequence[Token]:
        return [token for _, token in sorted(self.store.read().tokens.items())]

    def token_by_hash(self, secret_hash: str) -> Token | None:
        tokens = self.store.read().tokens.values()
        return next((token for token in tokens if token.secret_hash == secret_hash), None)

    def revoke_token(self, name: str, at: datetime) -> bool:
        with self.store.unfenced() as tables:
            token = tables.tokens.get(name)
            if token is None or token.revoked_at is not None:
                return False
            tables.tokens[name] = attrs.evolve(token, revoked_at=at)
            return True

    def add_session(self, session: Session) -> None:
        with self.store.unfenced() as tables:
            tables.sessions[session.id_hash] = session

    def session(self, id_hash: str) -> Session | None:
        tables = self.store.read()
        session = tables.sessions.get(id_hash)
        token = tables.tokens.get(session.token_name) if session else None
        # A session that was opened while its token was being revoked ends with it too.
        return session if token is not None and token.revoked_at is None else None

    def end_session(self, id_hash: str) -> None:
        with self.store.unfenced() as tables:
            tables.sessions.pop(id_hash, None)

    def forget_expired(self, now: datetime) -> int:
        with self.store.unfenced() as tables:
            over = [key for key, session in tables.sessions.items() if session.expires_at <= now]
            for key in over:
                del tables.sessions[key]
            return len(over)
