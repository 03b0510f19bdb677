"""A child that dies comes back; one that cannot live does not burn the machine."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from workbench.serve import supervise
from workbench.serve.supervise import Supervisor

Result = TypeVar("Result")
PATIENT = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(); time.sleep(60)"


def test_killed_child_is_back_within_a_second() -> None:
    with Supervisor(PATIENT, os.environ) as supervisor:
        first = _eventually(lambda: supervisor.pid)
        os.kill(first, signal.SIGKILL)
        second = _eventually(lambda: supervisor.pid if supervisor.pid != first else None, 1.0)
        assert second != first
    assert supervisor.pid is None
    assert not _runs(second)


def test_pauses_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    mark = tmp_path / "starts"
    command = [
        sys.executable,
        "-c",
        f"open({str(mark)!r}, 'a').write('x'); raise SystemExit(3)",
    ]
    supervisor = Supervisor(command, os.environ)

    def wait(seconds: float | None = None) -> bool:
        waited.append(seconds or 0)
        if len(waited) == 4:
            supervisor._stopping.set()
        return False

    monkeypatch.setattr(supervisor._stopping, "wait", wait)
    supervisor._watch()
    assert waited == [0.1, 0.2, 0.4, 0.8]
    assert mark.read_text() == "xxxx"


def test_missing_command_is_tried_again_not_raised(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with Supervisor(["/nonexistent/service"], os.environ):
        _eventually(lambda: "could not be started" in caplog.text)


def test_child_that_ignores_the_request_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervise, "PATIENCE", 0.3)
    with Supervisor([sys.executable, "-c", DEAF], os.environ) as supervisor:
        child = _eventually(lambda: supervisor.pid)
        time.sleep(0.3)
    assert not _runs(child)


def _eventually(look: Callable[[], Result | None], seconds: float = 5.0) -> Result:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.01)
    raise AssertionError(f"nothing within {seconds} s")


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
