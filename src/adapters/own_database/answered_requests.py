"""Answers under idempotency keys in our database."""

import hashlib
from datetime import datetime

import attrs
import sqlalchemy as sa

from adapters.own_database.tables.access import idempotency_keys
from adapters.sql.insert_if_absent import insert_if_absent
from adapters.sql.transaction import reading, writing
from job_core.ports.answered_requests import Answered, AnsweredRequests, KeptAnswers


@attrs.frozen
class SqlAnsweredRequests(AnsweredRequests):
    """
    One row per token and key; keys may be of any length.

    No fence is asked for: requests belong to no run.
    """

    engine: sa.Engine

    def find(self, token: str, key: str) -> Answered | None:
        """
        Read the answer.
        """
        query = sa.select(idempotency_keys).where(
            idempotency_keys.c.token == token, idempotency_keys.c.key_hash == _hash(key)
        )
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return Answered(request_hash=row.request_hash, status=row.status, body=row.body)

    def keep(self, token: str, key: str, answer: Answered, at: datetime) -> bool:
        """
        Insert the row.
        """
        row = {
            "token": token,
            "key_hash": _hash(key),
            "request_hash": answer.request_hash,
            "status": answer.status,
            "body": answer.body,
            "kept_at": at,
        }
        return insert_if_absent(self.engine, idempotency_keys, row, key=("token", "key_hash"))

    def kept(self, before: datetime) -> tuple[KeptAnswers, KeptAnswers]:
        """
        Count them in one statement.
        """
        kept_at = idempotency_keys.c.kept_at
        old = sa.case((kept_at < before, 1), else_=0).label("old")
        found = sa.select(old, kept_at).subquery("found")
        oldest = sa.func.min(found.c.kept_at, type_=kept_at.type)
        query = sa.select(found.c.old, sa.func.count(), oldest).group_by(found.c.old)
        with reading(self.engine) as connection:
            counts = {
                row[0]: KeptAnswers(count=row[1], oldest=row[2])
                for row in connection.execute(query)
            }
        none = KeptAnswers(count=0, oldest=None)
        return counts.get(1, none), counts.get(0, none)

    def forget_before(self, moment: datetime) -> int:
        """
        Delete what is older.
        """
        older = sa.delete(idempotency_keys).where(idempotency_keys.c.kept_at < moment)
        with writing(self.engine) as connection:
            return connection.execute(older).rowcount


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
