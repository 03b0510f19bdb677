"""Runs migrations on the connection that `workbench.store.database.upgrade` hands over."""

from alembic import context

from workbench.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
