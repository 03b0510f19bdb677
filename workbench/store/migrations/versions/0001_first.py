"""The first schema: content, people, sessions, attempts, drafts, submissions, judgements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables as they stood in version 0001."""
    op.create_table(
        "content",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_content"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("session_id", sa.String(64), nullable=True),
        sa.Column("scenario", sa.String(200), nullable=False),
        sa.Column("scenario_sha256", sa.String(64), nullable=False),
        sa.Column("turn", sa.String(64), nullable=False),
        sa.Column("ending", sa.String(32), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_attempts_person_id_people"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_attempts_session_id_sessions"
        ),
        sa.ForeignKeyConstraint(
            ["scenario_sha256"], ["content.sha256"], name="fk_attempts_scenario_sha256_content"
        ),
    )
    op.create_index("ix_attempts_person_id_scenario", "attempts", ["person_id", "scenario"])
    op.create_table(
        "drafts",
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("saved_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_drafts"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name="fk_drafts_attempt_id_attempts"
        ),
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("turn", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("idempotency_key", sa.String(64), nullable=False),
        sa.Column("overall", sa.Float(), nullable=True),
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("rubric_sha256", sa.String(64), nullable=False),
        sa.Column("model_sha256", sa.String(64), nullable=False),
        sa.Column("sent_at", TIME, nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name="fk_submissions_attempt_id_attempts"
        ),
        sa.UniqueConstraint(
            "attempt_id", "idempotency_key", name="uq_submissions_attempt_id_idempotency_key"
        ),
        sa.UniqueConstraint("attempt_id", "number", name="uq_submissions_attempt_id_number"),
    )
    for name, extra in (
        ("readings", [sa.Column("kind", sa.String(32), nullable=False)]),
        ("overrides", []),
        ("disputes", []),
    ):
        _appended(name, extra)


def _appended(name: str, extra: list[sa.Column[str]]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("submission_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        *extra,
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=f"fk_{name}_submission_id_submissions"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=f"fk_{name}_person_id_people"),
    )
    op.create_index(f"ix_{name}_submission_id", name, ["submission_id"])
