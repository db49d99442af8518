"""Runs migrations on the connection it is given, or writes down what they would say."""

from alembic import context

given = context.config.attributes
context.configure(
    connection=given["connection"],
    # Without a connection they are only written down.
    dialect_name=given.get("dialect_name"),
    dialect_opts=given.get("dialect_opts", {}),
    target_metadata=given["metadata"],
    # SQLite changes tables by copying them.
    render_as_batch=True,
    # Ours begins real transactions in SQLite too: a failed upgrade leaves nothing behind.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
