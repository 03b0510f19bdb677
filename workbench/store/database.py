"""Opening the store: SQLite in the user's data folder, or what WORKBENCH_DATABASE_URL names."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from workbench.errors import StoreError

BUSY_MILLISECONDS = 5_000


def open_store(url: str) -> Engine:
    """Connect, bring the schema up to date, and return the engine.

    Raises `StoreError` with the folder and what to do when the database cannot be opened.
    """
    parsed = make_url(url)
    sqlite = parsed.get_backend_name() == "sqlite"
    place = parsed.database if sqlite else parsed.render_as_string(hide_password=True)
    try:
        if sqlite and parsed.database not in (None, "", ":memory:"):
            Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, pool_pre_ping=not sqlite)
        if sqlite:
            event.listen(engine, "connect", _prepare_sqlite)
        upgrade(engine)
    except (OSError, SQLAlchemyError) as error:
        raise StoreError(
            f"The store {place} cannot be opened: {_cause(error)}. Check that the folder can be"
            " written and has free space, or set WORKBENCH_DATA to another folder."
        ) from error
    return engine


def _prepare_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.close()


def _cause(error: BaseException) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]


def migrations() -> Config:
    """Alembic's configuration, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(files("workbench.store") / "migrations"))
    return config


def upgrade(engine: Engine) -> None:
    """Bring the schema to the newest version."""
    config = migrations()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
