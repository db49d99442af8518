"""Buyers are forgotten: when, and the hashes of what orders were exported with."""

import hashlib

import sqlalchemy as sa
from alembic import context, op

from adapters.own_database.tables import columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

#: Documents in memory at a time.
_AT_ONCE = 500

_SHOP, _BATCH, _NUMBER = columns.key_text(64), columns.key_text(128), columns.key_text(64)
_DOCUMENTS = sa.table(
    "export_documents",
    sa.column("shop", _SHOP),
    sa.column("batch_id", _BATCH),
    sa.column("order_number", _NUMBER),
    sa.column("body", sa.LargeBinary),
    sa.column("body_hash", columns.HASH),
)
_BATCHES = sa.table("export_batches", sa.column("file_erased", sa.Boolean))


def upgrade() -> None:
    """
    Add the columns, and hash the documents that are there.
    """
    op.add_column("orders", sa.Column("erased_at", columns.UtcDateTime(), nullable=True))
    op.add_column("export_batches", sa.Column("file_erased", sa.Boolean, nullable=True))
    op.execute(sa.update(_BATCHES).values(file_erased=op.inline_literal(False, type_=sa.Boolean())))
    with op.batch_alter_table("export_batches") as batches:
        batches.alter_column("file_erased", existing_type=sa.Boolean(), nullable=False)
    op.add_column("export_documents", sa.Column("body_hash", columns.HASH, nullable=True))
    if context.is_offline_mode():
        op.execute(f"UPDATE export_documents SET body_hash = {_hash_in_words()}")
    else:
        _hash_documents(op.get_bind())
    with op.batch_alter_table("export_documents") as documents:
        documents.alter_column("body_hash", existing_type=columns.HASH, nullable=False)


def downgrade() -> None:
    """
    Remove the columns; what was erased stays erased.
    """
    with op.batch_alter_table("export_documents") as documents:
        documents.drop_column("body_hash")
    with op.batch_alter_table("export_batches") as batches:
        batches.drop_column("file_erased")
    with op.batch_alter_table("orders") as orders:
        orders.drop_column("erased_at")


def _hash_in_words() -> str:
    """
    Return the hash as the database says it itself: nobody reads rows there.
    """
    return {
        "postgresql": "encode(sha256(body), 'hex')",
        "mssql": "LOWER(CONVERT(VARCHAR(64), HASHBYTES('SHA2_256', body), 2))",
        # It has no such function.  What is empty was exported before hashes were kept.
        "sqlite": "''",
    }[op.get_context().dialect.name]


def _hash_documents(connection: sa.Connection) -> None:
    key = ("shop", "batch_id", "order_number")
    page = sa.select(_DOCUMENTS).where(_DOCUMENTS.c.body_hash.is_(None)).limit(_AT_ONCE)
    update = (
        sa.update(_DOCUMENTS)
        .where(*(_DOCUMENTS.c[name] == sa.bindparam(f"key_{name}") for name in key))
        .values(body_hash=sa.bindparam("hashed"))
    )
    while rows := connection.execute(page).all():
        connection.execute(
            update,
            [
                {
                    **{f"key_{name}": getattr(row, name) for name in key},
                    "hashed": hashlib.sha256(bytes(row.body)).hexdigest(),
                }
                for row in rows
            ],
        )
