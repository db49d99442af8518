"""Runs migrations on the connection it is given; there is no other way to call it."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    # SQLite changes tables by copying them.
    render_as_batch=True,
    # Ours begins real transactions in SQLite too: a failed upgrade leaves nothing behind.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
