"""pyproject.toml, requirements.lock and environment.yml say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from rattler import MatchSpec
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONDA = YAML(typ="safe").load(ROOT / "environment.yml")
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINS = re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", LOCK, re.MULTILINE)
DEPENDENCIES = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
CONDA_LINES = [line for line in CONDA["dependencies"] if isinstance(line, str)]
PIP_LINES = next(part["pip"] for part in CONDA["dependencies"] if isinstance(part, dict))
UNLOCKED = {"python", "pip"}


def pinned(name: str) -> list[str]:
    return [version for found, version in PINS if canonicalize_name(found) == name]


def conda_spec(line: str) -> MatchSpec:
    return MatchSpec(line, strict=False)


@pytest.mark.parametrize("line", CONDA_LINES)
def test_every_conda_line_parses_and_admits_the_lock(line: str) -> None:
    spec = conda_spec(line)
    name = spec.name.normalized
    if name in UNLOCKED:
        return
    versions = pinned(canonicalize_name(name))
    assert versions, f"{name} is not in requirements.lock"
    wanted = Requirement(re.sub(r"\s+", "", line)).specifier
    assert all(wanted.contains(Version(version)) for version in versions)


@pytest.mark.parametrize("line", PIP_LINES)
def test_every_pip_line_parses_and_admits_the_lock(line: str) -> None:
    requirement = Requirement(line)
    versions = pinned(canonicalize_name(requirement.name))
    assert versions
    assert all(requirement.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("requirement", DEPENDENCIES, ids=str)
def test_every_dependency_has_the_same_range_everywhere(requirement: Requirement) -> None:
    assert all(
        requirement.specifier.contains(v) for v in pinned(canonicalize_name(requirement.name))
    )
    elsewhere = [Requirement(re.sub(r"\s+", "", line)) for line in CONDA_LINES]
    elsewhere += [Requirement(line) for line in PIP_LINES]
    twins = [
        r for r in elsewhere if canonicalize_name(r.name) == canonicalize_name(requirement.name)
    ]
    assert [twin.specifier for twin in twins] == [requirement.specifier]


def test_the_lock_has_hashes_and_names_no_host() -> None:
    assert "://" not in LOCK
    blocks = re.split(r"\n(?=[A-Za-z0-9])", LOCK.strip())
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_required_packages_are_there() -> None:
    named = {canonicalize_name(conda_spec(line).name.normalized) for line in CONDA_LINES}
    assert {"jupyterlab", "ipywidgets", "pandas", "textblob", "nbval", "voila"} <= named
