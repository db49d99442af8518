"""Orders with their lines, parcels and transitions."""

import sqlalchemy as sa

from adapters.own_database.tables.columns import (
    INTENT_ID,
    LINE_NUMBER,
    NAME,
    ORDER_NUMBER,
    RUN_ID,
    SHOP,
    WORD,
    Counted,
    LongText,
    UtcDateTime,
    key_text,
    metadata,
)

orders = sa.Table(
    "orders",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    sa.Column("number", ORDER_NUMBER, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("state", WORD, nullable=False),
    sa.Column("placed_at", UtcDateTime, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
    sa.Column("ship_by", UtcDateTime),
    # Held: why, in whose words, and where the order returns to.
    sa.Column("hold_reason", WORD),
    sa.Column("hold_text", LongText),
    sa.Column("hold_subject", LongText),
    sa.Column("held_from", WORD),
    sa.Column("closed_why", WORD),
    sa.Column("waiting_for", LongText, nullable=False),
    # The handing over to the ERP.
    sa.Column("batch_id", key_text(128)),
    sa.Column("delivery_state", WORD),
    sa.Column("delivery_intent_id", INTENT_ID),
    sa.Column("delivery_run_id", RUN_ID),
    sa.Column("delivered_at", UtcDateTime),
    sa.Column("empty_look_at", UtcDateTime),
    sa.Column("erp_number", key_text(64), nullable=False),
    # When the buyer was forgotten.
    sa.Column("erased_at", UtcDateTime),
    # Case-folded number, seller SKUs and buyer's names, one a line.
    sa.Column("sought", LongText, nullable=False),
    # JSON: what nobody looks for (``order_rest.py``).
    sa.Column("rest", LongText, nullable=False),
    sa.Index(None, "shop", "state", "number"),
    # Who looks for orders wants the latest.
    sa.Index(None, "shop", "placed_at", "number"),
)

order_lines = sa.Table(
    "order_lines",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    sa.Column("order_number", ORDER_NUMBER, primary_key=True),
    # The place in its order, so that one odd answer cannot stop a whole batch.
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("line_number", LINE_NUMBER, nullable=False),
    sa.Column("status", LongText, nullable=False),
    sa.Column("quantity", sa.Integer, nullable=False),
    sa.Column("ordered", sa.Integer, nullable=False),
    sa.Column("cancelled", sa.Integer, nullable=False),
    sa.Column("goods_id", sa.BigInteger, nullable=False),
    sa.Column("sku_id", sa.BigInteger, nullable=False),
    sa.Column("seller_sku", LongText, nullable=False),
    sa.Column("products", sa.Integer, nullable=False),
    sa.Column("sold_factor", sa.Integer, nullable=False),
    sa.Column("name", LongText, nullable=False),
    sa.Column("variation", LongText, nullable=False),
    sa.Column("fulfilment", LongText, nullable=False),
    # In cents, for reports; the connector itself reads the order's ``rest``.
    sa.Column("goods_gross", sa.BigInteger),
    sa.Column("goods_tax", sa.BigInteger),
    sa.Column("shipping_gross", sa.BigInteger),
    sa.Column("shipping_tax", sa.BigInteger),
    sa.Column("seller_discount", sa.BigInteger),
    sa.Column("marketplace_discount", sa.BigInteger),
    sa.ForeignKeyConstraint(["shop", "order_number"], ["orders.shop", "orders.number"]),
)

packages = sa.Table(
    "packages",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    sa.Column("order_number", ORDER_NUMBER, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("package_key", NAME, nullable=False),
    sa.Column("tracking_number", NAME, nullable=False),
    sa.Column("shipping_method", LongText, nullable=False),
    sa.Column("shipped_at", UtcDateTime, nullable=False),
    sa.Column("state", WORD, nullable=False),
    sa.Column("intent_id", INTENT_ID, nullable=False),
    sa.Column("refusal", LongText, nullable=False),
    # JSON: [[line number, units], …]
    sa.Column("items", LongText, nullable=False),
    sa.ForeignKeyConstraint(["shop", "order_number"], ["orders.shop", "orders.number"]),
    sa.Index(None, "shop", "state", "order_number"),
    sa.Index(None, "shop", "tracking_number"),
)

order_events = sa.Table(
    "order_events",
    metadata,
    sa.Column("id", Counted, primary_key=True, autoincrement=True),
    sa.Column("shop", SHOP, nullable=False),
    sa.Column("order_number", ORDER_NUMBER, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("from_state", WORD),
    sa.Column("to_state", WORD, nullable=False),
    sa.Column("text", LongText, nullable=False),
    sa.Column("by", NAME, nullable=False),
    sa.ForeignKeyConstraint(["shop", "order_number"], ["orders.shop", "orders.number"]),
    sa.Index(None, "shop", "order_number", "id"),
)
