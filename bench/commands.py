"""How long the command line and the package keep a person waiting."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure

TIMES = 9


def figures() -> Iterator[Figure]:
    """Help and import, medians of new processes after one that warms the disk."""
    command = Path(sys.executable).with_name("workbench")
    yield Figure(
        name=f"workbench --help, wall, median of {TIMES}",
        measured=_median([str(command), "--help"]),
        unit="s",
        target=0.3,
    )
    bare = _median([sys.executable, "-c", "pass"])
    whole = _median([sys.executable, "-c", "import workbench"])
    yield Figure(
        name=f"import workbench, wall, median of {TIMES}, without Python itself",
        measured=max(whole - bare, 0.0),
        unit="s",
        target=0.1,
    )


def _median(command: list[str]) -> float:
    def once() -> float:
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    once()
    return statistics.median(once() for _ in range(TIMES))
