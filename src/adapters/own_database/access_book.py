"""Tokens and sessions in our database."""

from collections.abc import Sequence
from datetime import datetime

import attrs
import sqlalchemy as sa

from adapters.own_database.rows import Stored
from adapters.own_database.tables.access import sessions, tokens
from adapters.sql.insert_if_absent import insert_if_absent
from adapters.sql.transaction import reading, writing
from job_core.access import Role, Session, Token
from job_core.ports.access_book import AccessBook


@attrs.frozen
class SqlAccessBook(AccessBook):
    """
    One row per token and per session; secrets are there as hashes only.

    No fence is asked for: access is given and taken by people, not by runs.
    """

    engine: sa.Engine

    def add_token(self, token: Token) -> bool:
        """
        Insert the row.
        """
        row = {
            "name": token.name,
            "role": token.role.value,
            "secret_hash": token.secret_hash,
            "created_at": token.created_at,
            "revoked_at": token.revoked_at,
        }
        return insert_if_absent(self.engine, tokens, row, key=("name",))

    def tokens(self) -> Sequence[Token]:
        """
        Read all tokens.
        """
        with reading(self.engine) as connection:
            rows = connection.execute(sa.select(tokens).order_by(tokens.c.name))
            return [_token_of(row) for row in rows]

    def token_by_hash(self, secret_hash: str) -> Token | None:
        """
        Read one token.
        """
        query = sa.select(tokens).where(tokens.c.secret_hash == secret_hash)
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _token_of(row)

    def revoke_token(self, name: str, at: datetime) -> bool:
        """
        Mark the token and delete its sessions.
        """
        revoke = (
            sa.update(tokens)
            .where(tokens.c.name == name, tokens.c.revoked_at.is_(None))
            .values(revoked_at=at)
        )
        with writing(self.engine) as connection:
            revoked = connection.execute(revoke).rowcount == 1
            if revoked:
                connection.execute(sa.delete(sessions).where(sessions.c.token_name == name))
        return revoked

    def add_session(self, session: Session) -> None:
        """
        Insert the row.
        """
        row = {
            "id_hash": session.id_hash,
            "token_name": session.token_name,
            "role": session.role.value,
            "created_at": session.created_at,
            "expires_at": session.expires_at,
        }
        with writing(self.engine) as connection:
            connection.execute(sa.insert(sessions).values(row))

    def session(self, id_hash: str) -> Session | None:
        """
        Read one session, unless its token was revoked.
        """
        # A session may be opened while its token is being revoked, and then nobody deletes it.
        revoked = sa.exists().where(
            tokens.c.name == sessions.c.token_name, tokens.c.revoked_at.is_not(None)
        )
        query = sa.select(sessions).where(sessions.c.id_hash == id_hash, ~revoked)
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _session_of(row)

    def end_session(self, id_hash: str) -> None:
        """
        Delete the row.
        """
        with writing(self.engine) as connection:
            connection.execute(sa.delete(sessions).where(sessions.c.id_hash == id_hash))

    def forget_expired(self, now: datetime) -> int:
        """
        Delete what is over.
        """
        over = sa.delete(sessions).where(sessions.c.expires_at <= now)
        with writing(self.engine) as connection:
            return connection.execute(over).rowcount


def _token_of(row: Stored) -> Token:
    return Token(
        name=row.name,
        role=Role(row.role),
        secret_hash=row.secret_hash,
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )


def _session_of(row: Stored) -> Session:
    return Session(
        id_hash=row.id_hash,
        token_name=row.token_name,
        role=Role(row.role),
        created_at=row.created_at,
        expires_at=row.expires_at,
    )
