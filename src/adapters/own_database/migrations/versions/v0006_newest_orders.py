"""An index for the orders that were placed last."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NAME = "ix_orders_shop_placed_at_number"


def upgrade() -> None:
    """
    Create it.
    """
    op.create_index(_NAME, "orders", ["shop", "placed_at", "number"], unique=False)


def downgrade() -> None:
    """
    Drop it.
    """
    op.drop_index(_NAME, table_name="orders")
