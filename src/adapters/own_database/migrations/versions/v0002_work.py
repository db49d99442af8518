"""Leases, runs, what they said and what they kept."""

import sqlalchemy as sa
from alembic import op

from adapters.own_database.tables import columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """
    Create the tables and their indexes.
    """
    op.create_table(
        "alerts",
        sa.Column("id", columns.Counted, autoincrement=True, nullable=False),
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("kind", columns.key_text(40), nullable=False),
        sa.Column("subject", columns.key_text(255), nullable=False),
        sa.Column("slot", sa.BigInteger, nullable=False),
        sa.Column("text", columns.LongText, nullable=False),
        sa.Column("raised_at", columns.UtcDateTime, nullable=False),
        sa.Column("last_raised_at", columns.UtcDateTime, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("closed_at", columns.UtcDateTime, nullable=True),
        sa.Column("closed_by", columns.key_text(255), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
        sa.UniqueConstraint(
            "shop", "kind", "subject", "slot", name="uq_alerts_shop_kind_subject_slot"
        ),
    )
    op.create_index(
        "ix_alerts_shop_slot_last_raised_at",
        "alerts",
        ["shop", "slot", "last_raised_at"],
        unique=False,
    )

    op.create_table(
        "leases",
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("job", columns.key_text(40), nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("holder", columns.key_text(255), nullable=False),
        sa.Column("expires_at", columns.UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("shop", "job", name="pk_leases"),
    )

    op.create_table(
        "log_position",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log_position"),
    )

    op.create_table(
        "raw_answers",
        sa.Column("id", columns.Counted, autoincrement=True, nullable=False),
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("run_id", columns.key_text(64), nullable=False),
        sa.Column("call", columns.key_text(40), nullable=False),
        sa.Column("key", columns.key_text(255), nullable=False),
        sa.Column("received_at", columns.UtcDateTime, nullable=False),
        sa.Column("body", columns.LongText, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_raw_answers"),
    )
    op.create_index(
        "ix_raw_answers_shop_key_id", "raw_answers", ["shop", "key", "id"], unique=False
    )
    op.create_index(
        "ix_raw_answers_shop_received_at", "raw_answers", ["shop", "received_at"], unique=False
    )
    op.create_index(
        "ix_raw_answers_shop_run_id_call_id",
        "raw_answers",
        ["shop", "run_id", "call", "id"],
        unique=False,
    )

    op.create_table(
        "runs",
        sa.Column("id", columns.key_text(64), nullable=False),
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("job", columns.key_text(40), nullable=False),
        sa.Column("parameters", columns.LongText, nullable=False),
        sa.Column("state", columns.key_text(40), nullable=False),
        sa.Column("started_at", columns.UtcDateTime, nullable=False),
        sa.Column("finished_at", columns.UtcDateTime, nullable=True),
        sa.Column("steps", columns.LongText, nullable=False),
        sa.Column("error", columns.LongText, nullable=False),
        sa.Column("error_code", columns.LongText, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_index(
        "ix_runs_shop_job_started_at", "runs", ["shop", "job", "started_at"], unique=False
    )
    op.create_index("ix_runs_shop_started_at", "runs", ["shop", "started_at"], unique=False)

    op.create_table(
        "scheduler_logs",
        sa.Column("position", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("run_id", columns.key_text(64), nullable=False),
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("job", columns.key_text(40), nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("level", columns.key_text(40), nullable=False),
        sa.Column("at", columns.UtcDateTime, nullable=False),
        sa.Column("text", columns.LongText, nullable=False),
        sa.Column("facts", columns.LongText, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_scheduler_logs"),
    )
    op.create_index(
        "ix_scheduler_logs_run_id_position", "scheduler_logs", ["run_id", "position"], unique=False
    )


def downgrade() -> None:
    """
    Remove the tables with everything in them.
    """
    op.drop_table("scheduler_logs")
    op.drop_table("runs")
    op.drop_table("raw_answers")
    op.drop_table("log_position")
    op.drop_table("leases")
    op.drop_table("alerts")
