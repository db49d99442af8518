"""What the last look at the marketplace found: orders shown, and when its token ends."""

import sqlalchemy as sa
from alembic import op

from adapters.own_database.tables import columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """
    Create the table and add the column.
    """
    op.create_table(
        "reconciliations",
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("at", columns.UtcDateTime, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("shown", sa.Integer, nullable=False),
        sa.Column("stored", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("shop", name="pk_reconciliations"),
    )
    op.add_column("shops", sa.Column("token_ends_at", columns.UtcDateTime, nullable=True))


def downgrade() -> None:
    """
    Remove both.
    """
    with op.batch_alter_table("shops") as shops:
        shops.drop_column("token_ends_at")
    op.drop_table("reconciliations")
