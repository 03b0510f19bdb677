"""Where the content lies that tests find by scanning, and the harm sentences made for tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "workbench"
DATA = ROOT / "tests" / "data"
RUBRIC = ROOT / "rubric"
SCENARIOS = ROOT / "scenarios"
LANGUAGES = sorted(path.name for path in (RUBRIC / "languages").iterdir() if path.is_dir())
ACTS = sorted(path.stem for path in (RUBRIC / "acts").glob("*.yml"))
SCENARIO_IDS = sorted(
    path.relative_to(SCENARIOS).with_suffix("").as_posix()
    for path in SCENARIOS.glob("*/*/*.yml")
    if path.name != "incident.yml"
)
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "content" not in path.parts)


class Harm(NamedTuple):
    """A sentence that harms (`kind` names how) or is harmless."""

    language: str
    kind: str
    text: str


def harm_sentences(language: str) -> Iterator[Harm]:
    """The sentences of ``data/harm.<language>.txt``, written for tests and never fitted on."""
    path = DATA / f"harm.{language}.txt"
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, text = line.partition(": ")
            yield Harm(language, kind, text)
