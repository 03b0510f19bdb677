"""Starting and stopping: addresses, ports, secrets, exit codes."""

from __future__ import annotations

import signal
import socket
import stat
import sys
from pathlib import Path

import psutil
import pytest
from served import Server, link, start

from workbench.serve import main
from workbench.serve.main import serve


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "example.org", "::"])
def test_other_hosts_are_refused(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(host=host) == 2
    said = capsys.readouterr()
    assert host in said.err
    assert "127.0.0.1" in said.err
    assert not said.out


def test_port_that_was_asked_for_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert serve(port=port) == 2
    assert f"Port {port} is taken" in capsys.readouterr().err


def test_next_free_port_is_taken_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setattr(main, "PORT", port)
        sockets = main._bind("127.0.0.1", None)
    assert sockets[0].getsockname()[1] > port
    for bound in sockets:
        bound.close()


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(main.StartError, match="WORKBENCH_HOME"):
        main._existing(tmp_path / "none")


def test_cookie_secret_stays_and_is_private(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    first = main._cookie_secret(data)
    file = data / main.COOKIE_SECRET
    assert len(first) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)
    assert main._cookie_secret(data) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_one_line_and_a_clean_end(home: Path, server: Server, tmp_path: Path) -> None:
    service = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    process = start(home, port=0, data=str(tmp_path), service=service)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert "Ctrl+C" in line
    second = Server(link(line), tmp_path, process)
    assert second.ask("/voila/render/lessons/01_thank.ipynb").status == 200
    family = psutil.Process(process.pid).children(recursive=True)
    assert len(family) >= 2  # the service and a kernel
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert rest == ""
    assert not [child for child in family if child.is_running() and child.status() != "zombie"]
