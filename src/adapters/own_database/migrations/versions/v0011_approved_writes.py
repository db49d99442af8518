"""An approval is lost write by write."""

import sqlalchemy as sa
from alembic import op

from adapters.own_database.tables import columns

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_PLANS = sa.table(
    "plans",
    sa.column("state", columns.WORD),
    sa.column("decided_by", columns.NAME),
    sa.column("decided_at", columns.UtcDateTime()),
)


def upgrade() -> None:
    """
    Add the table; nobody knows what was begun of older approvals, so those plans wait again.
    """
    op.create_table(
        "approved_writes",
        sa.Column("shop", columns.SHOP, nullable=False),
        sa.Column("plan_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("fingerprint", columns.HASH, nullable=False),
        sa.PrimaryKeyConstraint("shop", "plan_id", "fingerprint", name=op.f("pk_approved_writes")),
    )
    _wait_again()


def downgrade() -> None:
    """
    Remove it; an older program would take what was begun for approved.
    """
    _wait_again()
    op.drop_table("approved_writes")


def _wait_again() -> None:
    word = columns.WORD
    op.execute(
        sa.update(_PLANS)
        .where(_PLANS.c.state == op.inline_literal("approved", type_=word))
        .values(
            state=op.inline_literal("waiting", type_=word),
            decided_by=op.inline_literal("", type_=columns.NAME),
            decided_at=sa.null(),
        )
    )
