"""Every notebook runs from top to bottom, and lies in the repository without outputs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "notebooks").rglob("*.ipynb")
    if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
)
UNSET = ("WORKBENCH_HOME", "WORKBENCH_DATABASE_URL", "WORKBENCH_SERVICE", "WORKBENCH_TOKEN")


def test_there_are_notebooks() -> None:
    assert "notebooks/practice.ipynb" in NOTEBOOKS
    assert any(name.startswith("notebooks/lessons/") for name in NOTEBOOKS)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_runs(name: str, tmp_path: Path) -> None:
    cells = [cell for cell in read(name).cells if cell.cell_type == "code"]
    assert cells
    environment = {key: text for key, text in os.environ.items() if key not in UNSET}
    options = ["--nbval-lax", "--nbval-cell-timeout=120", "-p", "no:cacheprovider", "-q"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-c", os.devnull, str(ROOT / name)],
        env=environment | {"WORKBENCH_DATA": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    counts = {kind: int(n) for n, kind in re.findall(r"(\d+) (\w+)", run.stdout.splitlines()[-1])}
    counts = {kind: n for kind, n in counts.items() if kind not in {"warning", "warnings"}}
    assert counts == {"passed": len(cells)}, run.stdout + run.stderr
    assert run.returncode == 0


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_is_clean(name: str) -> None:
    notebook = read(name)
    nbformat.validate(notebook)
    written = json.loads((ROOT / name).read_text("utf-8"))["cells"]
    ids = [cell.get("id") for cell in written]  # in the file: reading would make some up
    assert len(set(ids)) == len(ids)
    assert all(ids)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
            assert not {"execution", "collapsed", "ExecuteTime"} & set(cell.metadata)
    assert "widgets" not in notebook.metadata
    text = (ROOT / name).read_text("utf-8")
    assert '"version"' not in text.split('"language_info"')[-1], "says whose Python it was"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_nbstripout_changes_nothing(name: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ipynb"
    copy.write_bytes((ROOT / name).read_bytes())
    strip = [sys.executable, "-m", "nbstripout", "--keep-id", str(copy)]
    subprocess.run(strip, check=True, timeout=60)
    assert copy.read_bytes() == (ROOT / name).read_bytes()


def read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / name, as_version=nbformat.NO_CONVERT)
