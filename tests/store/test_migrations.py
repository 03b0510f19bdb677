"""Migrations: the schema is what the tables say, and every old dump can be brought up to date."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, func, inspect, make_url, select, text

from workbench.errors import StoreError
from workbench.store import tables
from workbench.store.attempts import Attempts
from workbench.store.database import migrations, open_store, upgrade

DUMPS = sorted((Path(__file__).parent / "dumps").glob("*.sql"))


def script() -> ScriptDirectory:
    return ScriptDirectory.from_config(migrations())


def head(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_the_schema_is_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    names = set(inspect(engine).get_table_names())
    upgrade(engine)
    assert set(inspect(engine).get_table_names()) == names
    assert names == {*tables.metadata.tables, "alembic_version"}


def test_revisions_are_one_line() -> None:
    assert len(script().get_heads()) == 1
    assert [one.revision for one in script().walk_revisions()][-1] == "0001"


def test_every_version_has_its_dump() -> None:
    """The newest version may still be without: it gets its dump before the next one is written."""
    versions = [one.revision for one in script().walk_revisions()]
    assert versions[-1] in {path.stem for path in DUMPS}
    assert set(versions[1:]) <= {path.stem for path in DUMPS} <= set(versions)


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)
def test_upgrade_from_a_dump(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as database:
        database.executescript(dump.read_text("utf-8"))
    engine = open_store(f"sqlite:///{path}")
    assert head(engine) == script().get_current_head()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
        for name, table in tables.metadata.tables.items():
            rows = connection.execute(select(func.count()).select_from(table)).scalar_one()
            assert rows >= 1, name
    attempts = Attempts(engine)
    kept = attempts.get("t1", "ann")
    assert kept.draft.endswith("Čeká to na nás 🙏; -- it's 50 %")
    assert [one.overall for one in kept.submissions] == [61.5, None]
    attempts.save_draft("t1", "ann", "after the upgrade", kept.sequence + 1)
    assert attempts.get("t1", "ann").draft == "after the upgrade"


INSERT = re.compile(r'^INSERT INTO "?(\w+)"? VALUES\(', re.MULTILINE)


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)
def test_a_dump_holds_every_table(dump: Path) -> None:
    body = dump.read_text("utf-8")
    created = set(re.findall(r'^CREATE TABLE "?(\w+)"?', body, re.MULTILINE))
    assert created == set(INSERT.findall(body))


def test_sqlite_settings(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'x.db'}")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar_one() == 5000


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"cannot be opened: .*WORKBENCH_DATA"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'x.db'}")


def test_a_broken_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"this is no database, " * 100)
    with pytest.raises(StoreError, match="cannot be opened: file is not a database"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"this is no database")


def test_a_password_is_never_shown(url: str) -> None:
    if make_url(url).get_backend_name() == "sqlite":
        with pytest.raises(StoreError):
            open_store("sqlite:////dev/null/x.db")
        return
    wrong = make_url(url).set(password="s3cret", database="nowhere")
    with pytest.raises(StoreError) as caught:
        open_store(wrong.render_as_string(hide_password=False))
    assert "s3cret" not in str(caught.value)
    assert "nowhere" in str(caught.value)


def test_foreign_keys_hold(engine: Engine) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(
            tables.drafts.insert().values(
                attempt_id="none", text="x", sequence=1, saved_at=func.current_timestamp()
            )
        )


def test_nothing_deletes_or_changes_judgements() -> None:
    """Readings, overrides and disputes are append-only."""
    folder = Path(tables.__file__).parent
    code = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    for name in ("readings", "overrides", "disputes"):
        assert not re.search(rf"(update|delete)\(tables\.{name}|{name}\.(update|delete)\(", code)
    assert create_engine("sqlite://").dialect.name == "sqlite"
