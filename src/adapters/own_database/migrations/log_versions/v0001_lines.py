"""The run log in a SQLite file of its own."""

import sqlalchemy as sa
from alembic import op

from adapters.own_database.tables import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_WORD, _TEXT = columns.key_text(40), columns.LongText()
_SHOP, _RUN = columns.key_text(64), columns.key_text(64)


def upgrade() -> None:
    """
    Create the lines and their counter, as they are in every other database.
    """
    op.create_table(
        "log_position",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log_position"),
    )
    op.create_table(
        "scheduler_logs",
        sa.Column("position", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("run_id", _RUN, nullable=False),
        sa.Column("shop", _SHOP, nullable=False),
        sa.Column("job", _WORD, nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("level", _WORD, nullable=False),
        sa.Column("at", columns.UtcDateTime, nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("text_folded", _TEXT, nullable=False),
        sa.Column("facts", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_scheduler_logs"),
    )
    for names in (("run_id", "position"), ("shop", "position"), ("at",)):
        op.create_index(f"ix_scheduler_logs_{'_'.join(names)}", "scheduler_logs", list(names))


def downgrade() -> None:
    """
    Remove the tables with everything in them.
    """
    op.drop_table("scheduler_logs")
    op.drop_table("log_position")
