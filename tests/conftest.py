"""What every test may use: a data folder of its own, and the bench, loaded once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from workbench import load
from workbench.bench import Bench
from workbench.content import Content
from workbench.gold import GoldReply, read_gold

settings.register_profile("workbench", deadline=None, max_examples=60, print_blob=True)
settings.load_profile("workbench")

FOREIGN = ("HOME", "DATABASE_URL", "SERVICE", "TOKEN", "SECRET", "LANGUAGE")
"""Settings of the person who runs the tests; none of them may change a result."""


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of this run; nobody's own store is touched."""
    folder = tmp_path_factory.mktemp("workbench")
    with pytest.MonkeyPatch.context() as patch:
        for name in FOREIGN:
            patch.delenv(f"WORKBENCH_{name}", raising=False)
        patch.setenv("WORKBENCH_DATA", str(folder))
        yield folder


@pytest.fixture(scope="session")
def bench(data_folder: Path) -> Bench:
    """The bench as `workbench.load` makes it."""
    return load()


@pytest.fixture(scope="session")
def bare(bench: Bench) -> Bench:
    """A bench on a machine without a sentence encoder."""
    return Bench.assemble(Content(bench.rubric, bench.playbook, bench.scenarios), None)


@pytest.fixture(scope="session")
def gold(bench: Bench) -> tuple[GoldReply, ...]:
    """The gold replies, eight languages."""
    return read_gold(bench.rubric.root / "gold")
