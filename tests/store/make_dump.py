"""Writes ``dumps/<version>.sql``: the schema of this version, with a row or two in every table.

Run ``python tests/store/make_dump.py`` once per schema version, before the next migration is
written, and commit the file: upgrades are tested from every dump.
"""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from workbench.store import tables
from workbench.store.database import open_store

FOLDER = Path(__file__).with_name("dumps")
MOMENT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
SCENARIO, TEXT = "a" * 64, "Hello Gemma, I'm so sorry. Čeká to na nás 🙏; -- it's 50 %"
ROWS = {
    "content": [{"sha256": SCENARIO, "kind": "scenario", "body": '{"complaint": "Where?"}'}],
    "people": [{"id": "ann"}, {"id": "bob"}],
    "sessions": [{"id": "s1", "title": "Monday"}],
    "attempts": [
        {"id": "t1", "person_id": "ann", "turn": "unsure", "session_id": "s1"},
        {"id": "t2", "person_id": "bob", "turn": "settled", "ending": "resolved"},
    ],
    "drafts": [{"attempt_id": "t1", "text": TEXT, "sequence": 1_800_000_000_000}],
    "submissions": [
        {"id": "u1", "attempt_id": "t1", "number": 1, "idempotency_key": "k1", "overall": 61.5},
        {"id": "u2", "attempt_id": "t1", "number": 2, "idempotency_key": "k2", "overall": None},
        {"id": "u3", "attempt_id": "t2", "number": 1, "idempotency_key": "k1", "overall": 88.0},
    ],
    "readings": [{"id": "r1", "submission_id": "u1", "person_id": "bob", "kind": "human"}],
    "overrides": [{"id": "o1", "submission_id": "u1", "person_id": "bob"}],
    "disputes": [{"id": "d1", "submission_id": "u2", "person_id": "ann"}],
}
USUAL = {
    "attempts": {
        "scenario": "core/late_parcel/en",
        "scenario_sha256": SCENARIO,
        "updated_at": MOMENT,
    },
    "drafts": {"saved_at": MOMENT},
    "submissions": {
        "turn": "opening",
        "text": TEXT,
        "assessment": '{"overall": 61.5}',
        "rubric_sha256": "b" * 64,
        "model_sha256": "c" * 64,
    },
    "readings": {"body": '{"empathy": 4}'},
    "overrides": {"body": '{"empathy": 4}'},
    "disputes": {"body": '{"why": "too low"}'},
}


def main() -> None:
    """Fill a fresh SQLite store and write it down as SQL."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        engine = open_store(f"sqlite:///{path}")
        with engine.begin() as connection:
            for name, rows in ROWS.items():
                table = tables.metadata.tables[name]
                for row in rows:
                    values = {"created_at": MOMENT} if "created_at" in table.c else {}
                    values |= USUAL.get(name, {}) | row
                    connection.execute(insert(table).values(**values))
            wanted = "SELECT version_num FROM alembic_version"
            version = connection.exec_driver_sql(wanted).scalar_one()
        engine.dispose()
        with sqlite3.connect(path) as database:
            lines = list(database.iterdump())
    FOLDER.mkdir(exist_ok=True)
    target = FOLDER / f"{version}.sql"
    target.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"wrote {target.name}")


if __name__ == "__main__":
    main()
