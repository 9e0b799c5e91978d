"""Alembic migrations, shipped in the package and run when an older programme is opened."""
