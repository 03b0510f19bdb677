"""What the customer says next: the first turn whose condition holds."""

from __future__ import annotations

from workbench.model import Assessment
from workbench.scenarios import Scenario, Turn


def next_turn(scenario: Scenario, after: str, assessment: Assessment) -> Turn:
    """The turn that follows a reply to `after`; every open turn ends in ``otherwise``."""
    for turn in scenario.variant.turns:
        if turn.after != after:
            continue
        condition = scenario.conditions[turn.id]
        if condition is None or condition.holds(assessment):
            return turn
    raise LookupError(f"{scenario.id} has no turn after {after}")  # the loader prevents it


def said(scenario: Scenario, turn: str) -> str:
    """What the customer says at a turn; the complaint at the opening."""
    for candidate in scenario.variant.turns:
        if candidate.id == turn:
            return candidate.says
    return scenario.variant.complaint
