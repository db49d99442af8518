"""A shop knows by which mark of its ERP its targets were computed, and from what."""

import sqlalchemy as sa
from alembic import op

from adapters.own_database.tables import columns

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """
    Add the table, and the inputs that targets did not keep.
    """
    op.add_column("stock", sa.Column("erp_buffer", sa.BigInteger(), nullable=True))
    op.add_column("stock", sa.Column("managed", sa.Boolean(), nullable=True))
    op.create_table(
        "stock_readings",
        sa.Column("shop", columns.SHOP, nullable=False),
        sa.Column("mark", columns.LongText(), nullable=False),
        sa.Column("read_at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("shop", name=op.f("pk_stock_readings")),
    )


def downgrade() -> None:
    """
    Remove them; the stock is read whole each time.
    """
    op.drop_table("stock_readings")
    with op.batch_alter_table("stock") as stock:
        stock.drop_column("managed")
        stock.drop_column("erp_buffer")
