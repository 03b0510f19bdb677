"""What the heads are fitted on: gold replies and act exemplars, with their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.gold import GoldReply
from workbench.model import SentenceReading
from workbench.score.features import Context
from workbench.text.encoder import Vectors


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Example:
    """A gold reply, read as far as nothing fitted is needed, with its sentence vectors."""

    gold: GoldReply
    readings: tuple[SentenceReading, ...]
    vectors: Vectors
    context: Context

    @property
    def fold(self) -> str:
        """The situation without its language: twins of one situation stay in one fold."""
        return self.gold.situation.partition("-")[2] or self.gold.situation


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exemplars:
    """The act exemplars with their vectors, rows as `Rubric.exemplars` gives them."""

    rows: Sequence[tuple[str, str, bool, str]]
    vectors: Vectors
