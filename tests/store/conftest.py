"""Both databases through one fixture: every test of the store runs on each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster import cluster, new_database
from sqlalchemy import Engine

from workbench.store.attempts import Attempts
from workbench.store.database import open_store


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a private PostgreSQL."""
    with cluster() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store' / 'workbench.db'}"
    return new_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """An open store with the newest schema."""
    engine = open_store(url)
    yield engine
    engine.dispose()


@pytest.fixture
def attempts(engine: Engine) -> Attempts:
    """The attempts of that store."""
    return Attempts(engine)
