"""Whole reports of reconciliations, not their figures alone."""

import sqlalchemy as sa
from alembic import op

from adapters.own_database.tables import columns

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLE = sa.table("reconciliations")


def upgrade() -> None:
    """
    Add the columns; the figures alone are forgotten, since the next report has them too.
    """
    op.execute(sa.delete(_TABLE))
    with op.batch_alter_table("reconciliations") as reconciliations:
        reconciliations.add_column(sa.Column("gaps", sa.Integer, nullable=True))
        reconciliations.add_column(sa.Column("body", columns.LongText(), nullable=True))
    with op.batch_alter_table("reconciliations") as reconciliations:
        reconciliations.alter_column("gaps", existing_type=sa.Integer(), nullable=False)
        reconciliations.alter_column("body", existing_type=columns.LongText(), nullable=False)


def downgrade() -> None:
    """
    Remove the columns; the figures stay.
    """
    with op.batch_alter_table("reconciliations") as reconciliations:
        reconciliations.drop_column("body")
        reconciliations.drop_column("gaps")
