"""A full disk gives a clear sentence and loses nothing that was confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from workbench.errors import StoreError
from workbench.store.attempts import Attempts
from workbench.store.database import open_store

SPARE = 8
"""Pages that are left when the disk "is full"."""


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Engine]:
    """A store that may grow by a few pages only."""
    engine = open_store(f"sqlite:///{tmp_path / 'x.db'}")
    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    engine.dispose()

    def limit(connection: object, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages + SPARE}")  # type: ignore[attr-defined]

    event.listen(engine, "connect", limit)
    yield engine
    engine.dispose()


def test_full_disk(full: Engine) -> None:
    attempts = Attempts(full)
    attempt = attempts.open(
        person="ann", scenario="a/b/en", sha256="s", body="{}", turn="opening", fresh=False
    ).id
    attempts.save_draft(attempt, "ann", "confirmed", 1)
    with pytest.raises(StoreError) as caught:
        attempts.save_draft(attempt, "ann", "x" * 200_000, 2)
    assert "database or disk is full" in str(caught.value)
    assert "What you typed is still on this page" in str(caught.value)
    kept = attempts.get(attempt, "ann")
    assert (kept.draft, kept.sequence) == ("confirmed", 1)
    attempts.save_draft(attempt, "ann", "smaller", 3)
    assert attempts.get(attempt, "ann").draft == "smaller"


def test_full_disk_while_submitting(full: Engine) -> None:
    attempts = Attempts(full)
    attempt = attempts.open(
        person="ann", scenario="a/b/en", sha256="s", body="{}", turn="opening", fresh=False
    ).id
    assessed = {
        "overall": 50.0,
        "assessment": "x" * 200_000,
        "rubric_sha256": "",
        "model_sha256": "",
    }
    with pytest.raises(StoreError, match="free some disk space"):
        attempts.submit(attempt, "ann", text="Sorry", key="k", assessed=assessed)
    assert attempts.get(attempt, "ann").submissions == ()
    assessed["assessment"] = "{}"
    again = attempts.submit(attempt, "ann", text="Sorry", key="k", assessed=assessed)
    assert [one.text for one in again.submissions] == ["Sorry"]
