"""``python -m bench.run``: every figure beside its target, in one run on this machine.

Misses are said loudly, but the exit code is 0: a busy machine is no broken build. The same
figures go to ``bench-results/latest.json``.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from bench import commands, pages, reading
from bench.figures import Figure

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "bench-results" / "latest.json"


def main() -> int:
    """Measure, print, write."""
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    started = time.time()
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["WORKBENCH_DATA"] = folder
        for figure in _all(Path(folder)):
            print(figure.line(), flush=True)
            found.append(figure)
    _write(found, started)
    missed = [figure for figure in found if figure.ok is False]
    if missed:
        print(f"\n!!! {len(missed)} of {len(found)} FIGURES MISS THEIR TARGET:")
        print("\n".join(f"!!! {figure.name}: {figure.measured_text}" for figure in missed))
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        print(
            f"\nThis machine is busy (load {os.getloadavg()[0]:.1f}); measure again when it rests."
        )
    return 0


def _all(folder: Path) -> Iterator[Figure]:
    print(Figure.head())
    yield from commands.figures()
    yield from reading.figures()
    yield from pages.figures(folder)


def _write(found: list[Figure], started: float) -> None:
    OUT.parent.mkdir(exist_ok=True)
    content = {
        "measured": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(started)),
        "seconds": round(time.time() - started),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "figures": [asdict(figure) | {"ok": figure.ok} for figure in found],
    }
    OUT.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
