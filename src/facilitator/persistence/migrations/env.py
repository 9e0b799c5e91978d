"""Alembic's entry: runs on the connection that `upgrade` hands over."""

from alembic import context

from facilitator.persistence import models
from facilitator.persistence.base import Base

assert models  # noqa: S101 - importing the package registers every table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
