"""Orders, their exports and everything written outside."""

import sqlalchemy as sa
from alembic import op

from adapters.own_database.tables import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """
    Create the tables and their indexes.
    """
    op.create_table(
        "export_batches",
        sa.Column("id", columns.Counted, autoincrement=True, nullable=False),
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("batch_id", columns.key_text(128), nullable=False),
        sa.Column("way", columns.key_text(40), nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_export_batches"),
        sa.UniqueConstraint("shop", "batch_id", name="uq_export_batches_shop_batch_id"),
    )
    op.create_index(
        "ix_export_batches_shop_archived_id",
        "export_batches",
        ["shop", "archived", "id"],
        unique=False,
    )

    op.create_table(
        "orders",
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("number", columns.key_text(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", columns.key_text(40), nullable=False),
        sa.Column("placed_at", columns.UtcDateTime, nullable=False),
        sa.Column("updated_at", columns.UtcDateTime, nullable=False),
        sa.Column("ship_by", columns.UtcDateTime, nullable=True),
        sa.Column("hold_reason", columns.key_text(40), nullable=True),
        sa.Column("hold_text", columns.LongText, nullable=True),
        sa.Column("hold_subject", columns.LongText, nullable=True),
        sa.Column("held_from", columns.key_text(40), nullable=True),
        sa.Column("closed_why", columns.key_text(40), nullable=True),
        sa.Column("waiting_for", columns.LongText, nullable=False),
        sa.Column("batch_id", columns.key_text(128), nullable=True),
        sa.Column("delivery_state", columns.key_text(40), nullable=True),
        sa.Column("delivery_intent_id", columns.key_text(200), nullable=True),
        sa.Column("delivery_run_id", columns.key_text(64), nullable=True),
        sa.Column("delivered_at", columns.UtcDateTime, nullable=True),
        sa.Column("empty_look_at", columns.UtcDateTime, nullable=True),
        sa.Column("erp_number", columns.key_text(64), nullable=False),
        sa.Column("sought", columns.LongText, nullable=False),
        sa.Column("rest", columns.LongText, nullable=False),
        sa.PrimaryKeyConstraint("shop", "number", name="pk_orders"),
    )
    op.create_index(
        "ix_orders_shop_state_number", "orders", ["shop", "state", "number"], unique=False
    )

    op.create_table(
        "outside_writes",
        sa.Column("id", columns.Counted, autoincrement=True, nullable=False),
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("intent_id", columns.key_text(200), nullable=False),
        sa.Column("kind", columns.key_text(40), nullable=False),
        sa.Column("subject", columns.LongText, nullable=False),
        sa.Column("summary", columns.LongText, nullable=False),
        sa.Column("run_id", columns.key_text(64), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime, nullable=False),
        sa.Column("answer_by", columns.UtcDateTime, nullable=False),
        sa.Column("outcome", columns.key_text(40), nullable=True),
        sa.Column("evidence", columns.LongText, nullable=True),
        sa.Column("settled_at", columns.UtcDateTime, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outside_writes"),
        sa.UniqueConstraint("shop", "intent_id", name="uq_outside_writes_shop_intent_id"),
    )
    op.create_index(
        "ix_outside_writes_shop_outcome_id",
        "outside_writes",
        ["shop", "outcome", "id"],
        unique=False,
    )
    op.create_index(
        "ix_outside_writes_shop_run_id_id", "outside_writes", ["shop", "run_id", "id"], unique=False
    )

    op.create_table(
        "export_documents",
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("batch_id", columns.key_text(128), nullable=False),
        sa.Column("order_number", columns.key_text(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(
            ["shop", "batch_id"],
            ["export_batches.shop", "export_batches.batch_id"],
            name="fk_export_documents_export_batches",
        ),
        sa.PrimaryKeyConstraint("shop", "batch_id", "order_number", name="pk_export_documents"),
    )
    op.create_index(
        "ix_export_documents_shop_order_number",
        "export_documents",
        ["shop", "order_number"],
        unique=False,
    )

    op.create_table(
        "order_events",
        sa.Column("id", columns.Counted, autoincrement=True, nullable=False),
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("order_number", columns.key_text(64), nullable=False),
        sa.Column("at", columns.UtcDateTime, nullable=False),
        sa.Column("from_state", columns.key_text(40), nullable=True),
        sa.Column("to_state", columns.key_text(40), nullable=False),
        sa.Column("text", columns.LongText, nullable=False),
        sa.Column("by", columns.key_text(255), nullable=False),
        sa.ForeignKeyConstraint(
            ["shop", "order_number"],
            ["orders.shop", "orders.number"],
            name="fk_order_events_orders",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_order_events"),
    )
    op.create_index(
        "ix_order_events_shop_order_number_id",
        "order_events",
        ["shop", "order_number", "id"],
        unique=False,
    )

    op.create_table(
        "order_lines",
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("order_number", columns.key_text(64), nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("line_number", columns.key_text(64), nullable=False),
        sa.Column("status", columns.LongText, nullable=False),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.Column("ordered", sa.Integer, nullable=False),
        sa.Column("cancelled", sa.Integer, nullable=False),
        sa.Column("goods_id", sa.BigInteger, nullable=False),
        sa.Column("sku_id", sa.BigInteger, nullable=False),
        sa.Column("seller_sku", columns.LongText, nullable=False),
        sa.Column("products", sa.Integer, nullable=False),
        sa.Column("sold_factor", sa.Integer, nullable=False),
        sa.Column("name", columns.LongText, nullable=False),
        sa.Column("variation", columns.LongText, nullable=False),
        sa.Column("fulfilment", columns.LongText, nullable=False),
        sa.Column("goods_gross", sa.BigInteger, nullable=True),
        sa.Column("goods_tax", sa.BigInteger, nullable=True),
        sa.Column("shipping_gross", sa.BigInteger, nullable=True),
        sa.Column("shipping_tax", sa.BigInteger, nullable=True),
        sa.Column("seller_discount", sa.BigInteger, nullable=True),
        sa.Column("marketplace_discount", sa.BigInteger, nullable=True),
        sa.ForeignKeyConstraint(
            ["shop", "order_number"], ["orders.shop", "orders.number"], name="fk_order_lines_orders"
        ),
        sa.PrimaryKeyConstraint("shop", "order_number", "position", name="pk_order_lines"),
    )

    op.create_table(
        "packages",
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("order_number", columns.key_text(64), nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("package_key", columns.key_text(255), nullable=False),
        sa.Column("tracking_number", columns.key_text(255), nullable=False),
        sa.Column("shipping_method", columns.LongText, nullable=False),
        sa.Column("shipped_at", columns.UtcDateTime, nullable=False),
        sa.Column("state", columns.key_text(40), nullable=False),
        sa.Column("intent_id", columns.key_text(200), nullable=False),
        sa.Column("refusal", columns.LongText, nullable=False),
        sa.Column("items", columns.LongText, nullable=False),
        sa.ForeignKeyConstraint(
            ["shop", "order_number"], ["orders.shop", "orders.number"], name="fk_packages_orders"
        ),
        sa.PrimaryKeyConstraint("shop", "order_number", "position", name="pk_packages"),
    )
    op.create_index(
        "ix_packages_shop_state_order_number",
        "packages",
        ["shop", "state", "order_number"],
        unique=False,
    )
    op.create_index(
        "ix_packages_shop_tracking_number", "packages", ["shop", "tracking_number"], unique=False
    )


def downgrade() -> None:
    """
    Remove the tables with everything in them.
    """
    op.drop_table("packages")
    op.drop_table("order_lines")
    op.drop_table("order_events")
    op.drop_table("export_documents")
    op.drop_table("outside_writes")
    op.drop_table("orders")
    op.drop_table("export_batches")
