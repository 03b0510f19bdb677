"""The practice in-process, for JupyterLab, the CLI and tests: one local person, one store."""

from __future__ import annotations

from functools import cache

from workbench import load
from workbench.practice.protocol import Practice
from workbench.practice.round import PracticeRoom
from workbench.settings import settings
from workbench.store.attempts import Attempts
from workbench.store.database import open_store

LOCAL = "local"
"""The one person of a workbench that runs for a single user on this machine."""


@cache
def local_practice() -> Practice:
    """The practice of the local person."""
    return PracticeRoom(load(), Attempts(open_store(settings().database_url)), LOCAL)
