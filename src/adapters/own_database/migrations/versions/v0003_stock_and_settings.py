"""Offers with their stock, and what people taught us."""

import sqlalchemy as sa
from alembic import op

from adapters.own_database.tables import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """
    Create the tables and their indexes.
    """
    op.create_table(
        "carrier_map",
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("method_key", columns.key_text(255), nullable=False),
        sa.Column("method", columns.LongText, nullable=False),
        sa.Column("carrier_id", sa.BigInteger, nullable=True),
        sa.Column("changed_by", columns.key_text(255), nullable=False),
        sa.Column("changed_at", columns.UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("shop", "method_key", name="pk_carrier_map"),
    )

    op.create_table(
        "offers",
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("sku_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("goods_id", sa.BigInteger, nullable=False),
        sa.Column("seller_sku", columns.LongText, nullable=False),
        sa.Column("sku_key", columns.key_text(255), nullable=False),
        sa.Column("name", columns.LongText, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("listed_at", columns.UtcDateTime, nullable=False),
        sa.Column("marketplace_units", sa.BigInteger, nullable=True),
        sa.Column("intent_id", columns.key_text(200), nullable=False),
        sa.Column("refusal", columns.LongText, nullable=False),
        sa.PrimaryKeyConstraint("shop", "sku_id", name="pk_offers"),
    )
    op.create_index(
        "ix_offers_shop_active_goods_id_sku_id",
        "offers",
        ["shop", "active", "goods_id", "sku_id"],
        unique=False,
    )
    op.create_index("ix_offers_shop_sku_key", "offers", ["shop", "sku_key"], unique=False)

    op.create_table(
        "plans",
        sa.Column("id", columns.Counted, autoincrement=True, nullable=False),
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("kind", columns.key_text(40), nullable=False),
        sa.Column("hash", columns.key_text(255), nullable=False),
        sa.Column("body", columns.LongText, nullable=False),
        sa.Column("state", columns.key_text(40), nullable=False),
        sa.Column("stored_at", columns.UtcDateTime, nullable=False),
        sa.Column("decided_by", columns.key_text(255), nullable=False),
        sa.Column("decided_at", columns.UtcDateTime, nullable=True),
        sa.Column("applied_at", columns.UtcDateTime, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_plans"),
        sa.UniqueConstraint("shop", "kind", "hash", name="uq_plans_shop_kind_hash"),
    )
    op.create_index("ix_plans_shop_state_id", "plans", ["shop", "state", "id"], unique=False)

    op.create_table(
        "shops",
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("marketplace", columns.LongText, nullable=True),
        sa.Column("erp", columns.LongText, nullable=True),
        sa.Column("stopped", sa.Boolean, nullable=False),
        sa.Column("stopped_by", columns.key_text(255), nullable=False),
        sa.Column("stopped_at", columns.UtcDateTime, nullable=True),
        sa.Column("approved_at", columns.UtcDateTime, nullable=True),
        sa.Column("approved_by", columns.key_text(255), nullable=False),
        sa.PrimaryKeyConstraint("shop", name="pk_shops"),
    )

    op.create_table(
        "sku_map",
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("sku_key", columns.key_text(255), nullable=False),
        sa.Column("sku", columns.LongText, nullable=False),
        sa.Column("article", columns.LongText, nullable=False),
        sa.Column("changed_by", columns.key_text(255), nullable=False),
        sa.Column("changed_at", columns.UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("shop", "sku_key", name="pk_sku_map"),
    )

    op.create_table(
        "watermarks",
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("feed", columns.key_text(40), nullable=False),
        sa.Column("moment", columns.UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("shop", "feed", name="pk_watermarks"),
    )

    op.create_table(
        "stock",
        sa.Column("shop", columns.key_text(64), nullable=False),
        sa.Column("sku_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("units", sa.BigInteger, nullable=False),
        sa.Column("sharing", columns.LongText, nullable=False),
        sa.Column("computed_at", columns.UtcDateTime, nullable=False),
        sa.Column("article", columns.LongText, nullable=False),
        sa.Column("article_key", columns.key_text(255), nullable=False),
        sa.Column("available", sa.BigInteger, nullable=False),
        sa.Column("sellable", columns.Quantity, nullable=False),
        sa.Column("physical", columns.Quantity, nullable=True),
        sa.Column("reserved", sa.BigInteger, nullable=False),
        sa.Column("buffer", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["shop", "sku_id"], ["offers.shop", "offers.sku_id"], name="fk_stock_offers"
        ),
        sa.PrimaryKeyConstraint("shop", "sku_id", name="pk_stock"),
    )
    op.create_index("ix_stock_shop_article_key", "stock", ["shop", "article_key"], unique=False)


def downgrade() -> None:
    """
    Remove the tables with everything in them.
    """
    op.drop_table("stock")
    op.drop_table("watermarks")
    op.drop_table("sku_map")
    op.drop_table("shops")
    op.drop_table("plans")
    op.drop_table("offers")
    op.drop_table("carrier_map")
