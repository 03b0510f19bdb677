"""What a trainee sees: scores with their words, advice in order, the draft in segments.

A view is ready to show: every message is in the interface language, every segment is a
piece of the draft with the marks that lie on it. The page computes no offsets.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of the draft; `mark` is "" or a kind of mark, `note` what the mark means."""

    text: str
    mark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceView:
    """The smallest edit: what is missing, the words to put in, the draft after it."""

    missing: str
    replacement: str
    replaced: str
    new_text: str
    to_fill: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreView:
    """A dimension or criterion: level 1–5 with its anchor and what stands next."""

    name: str
    title: str
    score: float | None
    level: int | None
    state: str
    state_title: str
    meaning: str = ""
    reason: str = ""
    anchor: str = ""
    next_anchor: str = ""
    evidence: tuple[Segment, ...] = ()
    advice: AdviceView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A gate or check in words: `state` fired, pass or fail."""

    name: str
    title: str
    state: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackView:
    """Everything the page shows about one reply. `assessable` is False with a `reason`."""

    assessable: bool
    reason: str
    overall: float | None
    band: str
    sendable: bool | None
    dimensions: tuple[ScoreView, ...]
    criteria: tuple[ScoreView, ...]
    gates: tuple[NoteView, ...]
    checks: tuple[NoteView, ...]
    segments: tuple[Segment, ...]
    tone: str = ""
