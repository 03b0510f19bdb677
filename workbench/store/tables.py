"""The tables, as SQLAlchemy Core. Times are UTC; ids are opaque; bodies are JSON text.

Readings, overrides and disputes are append-only: nothing in the package updates or deletes
their rows.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = String(64)

content = Table(
    "content",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", ID, primary_key=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("title", String(200), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("session_id", ForeignKey("sessions.id"), nullable=True),
    Column("scenario", String(200), nullable=False),
    Column("scenario_sha256", ForeignKey("content.sha256"), nullable=False),
    Column("turn", String(64), nullable=False),
    Column("ending", String(32), nullable=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Index(None, "person_id", "scenario"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("attempt_id", ForeignKey("attempts.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("turn", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("idempotency_key", String(64), nullable=False),
    Column("overall", Float, nullable=True),
    Column("assessment", Text, nullable=False),
    Column("rubric_sha256", String(64), nullable=False),
    Column("model_sha256", String(64), nullable=False),
    Column("sent_at", DateTime(timezone=True), nullable=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("attempt_id", "idempotency_key"),
    UniqueConstraint("attempt_id", "number"),
)


def _appended(name: str, *columns: Column[str]) -> Table:
    return Table(
        name,
        metadata,
        Column("id", ID, primary_key=True),
        Column("submission_id", ForeignKey("submissions.id"), nullable=False, index=True),
        Column("person_id", ForeignKey("people.id"), nullable=False),
        *columns,
        Column("body", Text, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False),
    )


readings = _appended("readings", Column("kind", String(32), nullable=False))
overrides = _appended("overrides")
disputes = _appended("disputes")
