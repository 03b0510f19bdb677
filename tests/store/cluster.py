"""A private PostgreSQL in a temporary folder, for tests only."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import create_engine, text

PLACES = "/usr/lib/postgresql"
OWNER = "postgres"
"""The account that runs the cluster when the tests run as root, which PostgreSQL refuses."""


def binary(name: str) -> str:
    """The newest installed PostgreSQL program of this name."""
    found = sorted(Path(PLACES).glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    wanted = str(found[-1]) if found else shutil.which(name)
    if wanted is None:
        raise RuntimeError(f"{name} is missing; apt-get install postgresql brings it")
    return wanted


def account() -> Mapping[str, int]:
    """Who runs the cluster: this user, or the postgres account for root."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(OWNER)
    return {"user": entry.pw_uid, "group": entry.pw_gid}


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster without a TCP port; yields the SQLAlchemy address of its database."""
    folder = Path(mkdtemp(prefix="pg"))
    who = account()
    if who:
        os.chown(folder, who["user"], who["group"])
    data = folder / "data"

    def run(*command: str) -> None:
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=60,
            **who,  # type: ignore[call-overload]
        )
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        run(binary("initdb"), "-D", str(data), "-U", "tests", "-A", "trust", "-E", "UTF8", "-N")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        control = (binary("pg_ctl"), "-D", str(data), "-w")
        run(*control, "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://tests@/postgres?host={folder}"
        finally:
            run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(address: str) -> str:
    """The address of a fresh, empty database in the cluster."""
    name = f"t{secrets.token_hex(6)}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return address.replace("/postgres?", f"/{name}?")
