"""A shop knows of what its ERP is made."""

import sqlalchemy as sa
from alembic import op

from adapters.own_database.tables import columns

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NAMES = ("erp_columns", "erp_waiting", "erp_change")


def upgrade() -> None:
    """
    Add the columns.
    """
    for name in _NAMES:
        op.add_column("shops", sa.Column(name, columns.LongText(), nullable=True))


def downgrade() -> None:
    """
    Remove them; the next run looks anew.
    """
    with op.batch_alter_table("shops") as shops:
        for name in reversed(_NAMES):
            shops.drop_column(name)
