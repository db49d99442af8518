"""Runs that wait, a log to search, schedules, and who may ask for what."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.types import TypeEngine

from adapters.own_database.tables import columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

#: Lines in memory at a time.
_AT_ONCE = 1000

_WORD, _TEXT, _MOMENT = columns.key_text(40), columns.LongText(), columns.UtcDateTime()
_SHOP, _NAME, _HASH = columns.key_text(64), columns.key_text(255), columns.key_text(64)

_RUNS = sa.table(
    "runs",
    sa.column("requested_at", _MOMENT),
    sa.column("requested_by", _TEXT),
    sa.column("started_at", _MOMENT),
    sa.column("attempt", sa.Integer),
    sa.column("waiting_why", _TEXT),
    sa.column("cancel_requested", sa.Boolean),
    sa.column("version", sa.BigInteger),
)
_LOGS = sa.table(
    "scheduler_logs",
    sa.column("position", sa.BigInteger),
    sa.column("text", _TEXT),
    sa.column("text_folded", _TEXT),
)
_NEW_RUN_INDEXES: Sequence[Sequence[str]] = (
    ("shop", "requested_at", "id"),
    ("shop", "job", "requested_at", "id"),
    ("shop", "state", "requested_at", "id"),
    ("state", "requested_at", "id"),
    ("shop", "job", "finished_at", "id"),
)
_OLD_RUN_INDEXES: Sequence[Sequence[str]] = (("shop", "started_at"), ("shop", "job", "started_at"))


def upgrade() -> None:
    """
    Extend runs and log, keeping what is in them, and create the other tables.
    """
    _extend_runs()
    _extend_logs()
    _create_schedules()
    _create_access()


def downgrade() -> None:
    """
    Remove the new tables; runs and log keep what the older version knows.
    """
    for table in ("idempotency_keys", "sessions", "tokens", "ticks", "schedules"):
        op.drop_table(table)
    op.drop_index("ix_scheduler_logs_at", "scheduler_logs")
    op.drop_index("ix_scheduler_logs_shop_position", "scheduler_logs")
    with op.batch_alter_table("scheduler_logs") as logs:
        logs.drop_column("text_folded")
    for key in _NEW_RUN_INDEXES:
        op.drop_index(f"ix_runs_{'_'.join(key)}", "runs")
    # A run that never began was unknown to the older version.
    unbegun = sa.update(_RUNS).where(_RUNS.c.started_at.is_(None))
    op.execute(unbegun.values(started_at=_RUNS.c.requested_at))
    with op.batch_alter_table("runs") as runs:
        runs.alter_column("started_at", existing_type=_MOMENT, nullable=False)
        for name in ("version", "cancel_requested", "waiting_why", "waiting_until"):
            runs.drop_column(name)
        for name in ("attempt", "requested_by", "requested_at"):
            runs.drop_column(name)
    for key in _OLD_RUN_INDEXES:
        op.create_index(f"ix_runs_{'_'.join(key)}", "runs", list(key), unique=False)


def _extend_runs() -> None:
    for key in _OLD_RUN_INDEXES:
        op.drop_index(f"ix_runs_{'_'.join(key)}", "runs")
    filled: dict[str, TypeEngine[Any]] = {
        "requested_at": _MOMENT,
        "requested_by": _TEXT,
        "attempt": sa.Integer(),
        "waiting_why": _TEXT,
        "cancel_requested": sa.Boolean(),
        "version": sa.BigInteger(),
    }
    for name, kind in filled.items():
        op.add_column("runs", sa.Column(name, kind, nullable=True))
    op.add_column("runs", sa.Column("waiting_until", _MOMENT, nullable=True))
    # Until now a run began when it was asked for.
    op.execute(
        sa.update(_RUNS).values(
            requested_at=_RUNS.c.started_at,
            # Literally, so that the statement can be written down too.
            requested_by=op.inline_literal(""),
            attempt=op.inline_literal(1),
            waiting_why=op.inline_literal(""),
            cancel_requested=op.inline_literal(False, type_=sa.Boolean()),
            version=op.inline_literal(1),
        )
    )
    with op.batch_alter_table("runs") as runs:
        runs.alter_column("started_at", existing_type=_MOMENT, nullable=True)
        for name, kind in filled.items():
            runs.alter_column(name, existing_type=kind, nullable=False)
    for key in _NEW_RUN_INDEXES:
        op.create_index(f"ix_runs_{'_'.join(key)}", "runs", list(key), unique=False)


def _extend_logs() -> None:
    op.add_column("scheduler_logs", sa.Column("text_folded", _TEXT, nullable=True))
    if context.is_offline_mode():
        # Nobody reads rows there; it folds what letters the database knows.
        op.execute(sa.update(_LOGS).values(text_folded=sa.func.lower(_LOGS.c.text)))
    else:
        _fold_texts(op.get_bind())
    with op.batch_alter_table("scheduler_logs") as logs:
        logs.alter_column("text_folded", existing_type=_TEXT, nullable=False)
    op.create_index(
        "ix_scheduler_logs_shop_position", "scheduler_logs", ["shop", "position"], unique=False
    )
    op.create_index("ix_scheduler_logs_at", "scheduler_logs", ["at"], unique=False)


def _fold_texts(connection: sa.Connection) -> None:
    page = (
        sa.select(_LOGS.c.position, _LOGS.c.text)
        .where(_LOGS.c.position > sa.bindparam("after"))
        .order_by(_LOGS.c.position)
        .limit(_AT_ONCE)
    )
    update = (
        sa.update(_LOGS)
        .where(_LOGS.c.position == sa.bindparam("line"))
        .values(text_folded=sa.bindparam("folded"))
    )
    last = 0
    while lines := connection.execute(page, {"after": last}).all():
        folded = [{"line": line.position, "folded": line.text.casefold()} for line in lines]
        connection.execute(update, folded)
        last = lines[-1].position


def _create_schedules() -> None:
    op.create_table(
        "schedules",
        sa.Column("shop", _SHOP, nullable=False),
        sa.Column("job", _WORD, nullable=False),
        sa.Column("name", _WORD, nullable=False),
        sa.Column("timing", _TEXT, nullable=False),
        sa.Column("parameters", _TEXT, nullable=False),
        sa.Column("zone", _NAME, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("paused_until", _MOMENT, nullable=True),
        sa.Column("changed_by", _TEXT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("shop", "job", "name", name="pk_schedules"),
    )
    op.create_table(
        "ticks",
        sa.Column("shop", _SHOP, nullable=False),
        sa.Column("job", _WORD, nullable=False),
        sa.Column("name", _WORD, nullable=False),
        sa.Column("due", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("shop", "job", "name", "due", name="pk_ticks"),
    )


def _create_access() -> None:
    op.create_table(
        "tokens",
        sa.Column("name", _NAME, nullable=False),
        sa.Column("role", _WORD, nullable=False),
        sa.Column("secret_hash", _HASH, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_tokens"),
        sa.UniqueConstraint("secret_hash", name="uq_tokens_secret_hash"),
    )
    op.create_table(
        "sessions",
        sa.Column("id_hash", _HASH, nullable=False),
        sa.Column("token_name", _NAME, nullable=False),
        sa.Column("role", _WORD, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_token_name", "sessions", ["token_name"], unique=False)
    op.create_index("ix_sessions_expires_at", "sessions", ["expires_at"], unique=False)
    op.create_table(
        "idempotency_keys",
        sa.Column("token", _NAME, nullable=False),
        sa.Column("key_hash", _HASH, nullable=False),
        sa.Column("request_hash", _HASH, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("body", _TEXT, nullable=False),
        sa.Column("kept_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("token", "key_hash", name="pk_idempotency_keys"),
    )
    op.create_index("ix_idempotency_keys_kept_at", "idempotency_keys", ["kept_at"], unique=False)
