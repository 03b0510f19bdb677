"""How far scores agree with people, per language: read from ``rubric/validity.json``.

`workbench evaluate --write` makes the file. A score whose agreement was never measured, or
whose rubric was changed since, is shown as a hint.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.model import State

ENOUGH = 100
BOUND = 0.70


def state_for(kind: str, count: int, lower: float) -> State:
    """The state that `count` readings of `kind` with this lower 95 % bound of ρ deserve."""
    if count < ENOUGH or not lower >= BOUND:
        return "hint"
    return "validated" if kind == "human" else "model_panel"


@dataclass(frozen=True, slots=True)
class Validity:
    """Measured agreement, by language ("all" for the pool) and dimension or criterion."""

    measured: Mapping[str, Mapping[str, Mapping[str, Any]]]
    rubric: str | None
    """Digest of the weights that were measured."""

    @classmethod
    def read(cls, path: Path) -> Validity:
        """Read the file; without one, nothing has been measured."""
        if not path.is_file():
            return cls({}, None)
        stored = json.loads(path.read_text("utf-8"))
        return cls(stored["languages"], stored["weights"])

    def state(self, language: str, name: str, weights: str) -> tuple[State, str]:
        """State and reason of a score in one language under the rubric's present weights."""
        if self.rubric is not None and self.rubric != weights:
            return "hint", "custom rubric, agreement not measured"
        own = self.measured.get(language, {}).get(name)
        pooled = self.measured.get("all", {}).get(name)
        if own is None or pooled is None:
            return "hint", "agreement not measured"
        # A language has too few readings of its own so far: it shares the pool's state as
        # long as its own agreement is not visibly worse.
        state = state_for(own["kind"], own["n"], own["low"])
        if state == "hint" and own["high"] >= BOUND and own["rho"] >= BOUND:
            state = state_for(pooled["kind"], pooled["n"], pooled["low"])
        return state, "" if state != "hint" else "agreement too low or too few readings"
