"""The command: help for every command at once, wrong use and problems as exit codes."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

from workbench import cli


def commands() -> list[str]:
    """The commands that the parser knows."""
    parser = cli._parser()
    (action,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return list(action.choices)


def test_commands() -> None:
    assert {"score", "evaluate", "check", "serve", "lab", "doctor"} <= set(commands())
    assert set(commands()) == set(cli._COMMANDS)


@pytest.mark.parametrize("command", commands())
def test_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main([command, "--help"])
    assert caught.value.code == 0
    assert f"workbench {command}" in capsys.readouterr().out


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    shown = capsys.readouterr().out
    assert all(command in shown for command in commands())


@pytest.mark.parametrize("arguments", [[], ["unheard"], ["score"], ["serve", "--port", "x"]])
def test_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    assert "usage: workbench" in capsys.readouterr().err


def test_help_imports_nothing_of_the_core() -> None:
    code = (
        "import sys\n"
        "from workbench.cli import main\n"
        "try:\n    main(['score', '--help'])\nexcept SystemExit:\n    pass\n"
        "names = [n for n in sys.modules if n.startswith('workbench.')]\n"
        "print(sorted(names), 'numpy' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "['workbench.cli'] False"


def test_the_module_runs_as_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "check", "--help"], capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "--replies" in done.stdout


def test_an_error_is_one_readable_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "none.jsonl"
    assert cli.main(["score", str(source), "--out", str(tmp_path / "out.jsonl")]) == 1
    assert capsys.readouterr().err == f"workbench score: {source}:1:1: there is no such file\n"


def test_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 0
    assert "All content is in order." in capsys.readouterr().out


def test_check_reports_all_problems_with_their_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("scenarios", "playbook"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for path, old in (
        (tmp_path / "playbook" / "channels.yml", "public: true"),
        (tmp_path / "scenarios" / "core" / "late_parcel" / "cs.yml", "debrief:"),
    ):
        path.write_text(path.read_text("utf-8").replace(old, f"x{old}", 1), "utf-8")
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path))
    assert cli.main(["check"]) == 1
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert any("channels.yml:" in line and "unknown key “xpublic”" in line for line in lines)
    assert any("cs.yml:" in line and "unknown key “xdebrief”" in line for line in lines)
    assert f"{len(lines)} problems" in shown.err


def test_doctor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path / "data"))
    cli.main(["doctor"])
    shown = capsys.readouterr().out
    assert "Python 3." in shown
    assert "sentence encoder" in shown
    assert f"data folder {tmp_path / 'data'}" in shown
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path / "file"))
    assert cli.main(["doctor"]) == 1
    assert "MISSING data folder" in capsys.readouterr().out
