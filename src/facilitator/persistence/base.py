"""The declarative base: naming of constraints, column types, the random key of every row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Annotated, Any
from uuid import UUID, uuid4

from sqlalchemy import DateTime, MetaData, String, Text, TypeDecorator, Uuid
from sqlalchemy import Enum as EnumType
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

CONSTRAINT_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

CONFIDENTIAL = {"confidential": True}
"""Column info: the value is undoable within the sitting but never written to the change log."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; naive times are refused, since nobody could say what they mean."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=UTC)


def _values(enum: type[Enum]) -> Iterable[str]:
    return [str(member.value) for member in enum]


ENUM_BY_VALUE = EnumType(
    StrEnum, values_callable=_values, native_enum=False, length=40, create_constraint=False
)


class Base(DeclarativeBase):
    """Base of all mapped classes. Every table has a random UUID key, so that copies can be merged."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own class attribute
        StrEnum: ENUM_BY_VALUE,
        datetime: UtcDateTime,
        UUID: Uuid,
        str: Text,
    }

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4, sort_order=-1)


Line = Annotated[str, mapped_column(String(400))]
"""A line of text; the limit that people meet is set by the rules, not by the column."""
