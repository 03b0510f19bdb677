"""A real server on loopback with a small folder of notebooks, and a real browser."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from served import (
    BUTTON,
    RTL,
    STUB,
    Server,
    link,
    start,
    write_notebook,
    write_other_jupyter,
)

from bench.chromium import chromium


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Content with a page of every kind, in a folder that tries to loosen the settings."""
    home = tmp_path_factory.mktemp("home")
    notebooks = home / "notebooks"
    write_notebook(notebooks / "practice.ipynb", "# Practice room\n\nAnswer one complaint.", BUTTON)
    write_notebook(notebooks / "lessons/01_thank.ipynb", "# Say <b>thanks</b>\n\nA first step.")
    write_notebook(notebooks / "lessons/02_rtl.ipynb", "# درس", RTL, BUTTON)
    write_notebook(notebooks / "lessons/03_error.ipynb", "# Broken", "1 / 0")
    dump = "import json, os; print(json.dumps(dict(os.environ)))"
    write_notebook(notebooks / "environment.ipynb", "# Environment", dump)
    write_notebook(notebooks / "trainer/author.ipynb", "# Trainers only")
    write_notebook(home / "outside.ipynb", "# Outside")
    (notebooks / "notes.txt").write_text("not for the web")
    (home / "voila.json").write_text('{"VoilaConfiguration": {"template": "lab"}}')
    write_other_jupyter(home / "jupyter")
    return home


@pytest.fixture(scope="session")
def server(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("data")
    process = start(home, port=0, data=str(data), service=[sys.executable, "-c", STUB])
    assert process.stdout is not None
    line = process.stdout.readline()
    assert "http://127.0.0.1:" in line, process.communicate()
    yield Server(link(line), data, process)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
