"""All content that people edit, read at once: every problem of every file together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from workbench.errors import ContentError, Problem
from workbench.playbook import Playbook, read_playbook
from workbench.rubric import Rubric, read_rubric
from workbench.scenarios import Scenario, read_scenarios
from workbench.settings import Settings

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Content:
    """Rubric, playbook and scenarios, checked."""

    rubric: Rubric
    playbook: Playbook
    scenarios: Mapping[str, Scenario]


def read_content(paths: Settings) -> Content:
    """Read everything; `ContentError` names every problem of every file."""
    problems: list[Problem] = []

    def part(folder: str, reader: Callable[[Path], Part]) -> Part | None:
        try:
            return reader(paths.content(folder))
        except ContentError as error:
            problems.extend(error.problems)
            return None

    rubric = part("rubric", read_rubric)
    playbook = part("playbook", read_playbook)
    scenarios = part("scenarios", read_scenarios)
    if problems or rubric is None or playbook is None or scenarios is None:
        raise ContentError(problems)
    return Content(rubric, playbook, scenarios)
