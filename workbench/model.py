"""The nouns of the workbench, as frozen values.

Draft → Analysis → Reading → Assessment. A span is a pair of code-point offsets into the
trainee's own text, half-open; whoever matched the words made the span.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

DIMENSIONS = ("empathy", "clarity", "jargon")
CHANNELS = ("public_post", "direct_message", "email", "chat", "review")
GATES = ("privacy", "promise", "blame", "escalation", "language")
LANGUAGES = ("cs", "nl", "sl", "ar", "en", "es", "de", "fr")
MAX_DRAFT = 5_000

State = Literal["validated", "model_panel", "hint", "not_assessed"]
GateState = Literal["clear", "fired", "not_assessed"]
CheckState = Literal["pass", "fail", "n/a", "not_assessed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply as a person typed it, with what is known about where it goes.

    `language` is the language that was asked for, or None when it is to be detected;
    `customer` is the message that it answers ("" when unknown); `scenario` is the id
    ``pack/incident/language`` whose case facts apply.
    """

    text: str
    language: str | None = None
    channel: str | None = None
    customer: str = ""
    scenario: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``start`` up to, not including, ``end`` of the draft."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Token:
    """A word token: its span, and its composed, case-folded form for looking up."""

    start: int
    end: int
    form: str
    folded: str
    """`form` without diacritics, as people type Czech and Slovenian on a phone."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span, its text, and its word tokens."""

    start: int
    end: int
    raw: str
    """As typed, but for control characters; one code point is one code point of the draft."""
    text: str
    """Composed and with single spaces, for the encoder."""
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word that costs the reader something: difficulty 0–1, list it stands in, plain wording."""

    start: int
    end: int
    difficulty: float
    kind: Literal["word", "jargon", "officialese", "idiom", "code"] = "word"
    plain: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence: what was found (`kind`, `name`), where, and how surely (0–1)."""

    kind: str
    name: str
    start: int
    end: int
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """Everything that was found in one sentence, independent of its neighbours.

    `acts` maps act → probability; `leaning` maps dimension → learned leaning of the
    sentence's vector (rating points, 0 = typical), empty without an encoder.
    """

    sentence: Sentence
    acts: Mapping[str, float]
    leaning: Mapping[str, float]
    difficulty: float
    terms: tuple[Term, ...]
    signals: tuple[Finding, ...]
    """Lexical signals with their spans, for example ``time`` or ``hedge``."""
    words: Mapping[str, float]
    """The signals added up: name → strength."""
    relevance: float
    """How closely the sentence speaks about what the customer wrote, 0–1."""
    answers: float
    """How closely it speaks about what the customer asked, or wrote last, 0–1."""
    copied: float = 0.0
    """Share of its words that stand in the customer's message word for word, 0–1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """0–100 with its level 1–5; both None when `state` is ``not_assessed``."""

    score: float | None
    state: State
    reason: str = ""

    @property
    def level(self) -> int | None:
        """The rounded rating 1 + score/25, halves up."""
        return None if self.score is None else min(5, int(1 + self.score / 25 + 0.5))

    def as_row(self) -> dict[str, Any]:
        """The score as it is written to a result row."""
        row: dict[str, Any] = {"score": self.score, "level": self.level, "state": self.state}
        return row | ({"reason": self.reason} if self.reason else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A reason not to send the reply, whatever it scores."""

    state: GateState
    spans: tuple[Span, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A playbook habit that passes, fails or does not apply."""

    state: CheckState
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The smallest edit that lifts `criterion`: replace ``[start, end)`` by `replacement`.

    `missing` names the element that is absent; `new_text` is the whole draft after the edit;
    `gain` is what the edit adds to the overall score, computed on `new_text`.
    """

    criterion: str
    missing: str
    start: int
    end: int
    replacement: str
    new_text: str
    gain: float = 0.0
    to_fill: bool = False
    """The replacement has a gap in square brackets that only the writer can fill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedSentence:
    """A sentence in the result: difficulty and acts 0–1, effect in points per dimension."""

    start: int
    end: int
    difficulty: float | None
    acts: Mapping[str, float]
    effect: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What was found in one draft: scores, gates, checks and the evidence for them."""

    language: str | None
    overall: float | None
    sendable: bool | None
    dimensions: Mapping[str, Score]
    criteria: Mapping[str, Score]
    sentences: tuple[AssessedSentence, ...] = ()
    terms: tuple[Term, ...] = ()
    gates: Mapping[str, Gate] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    advice: tuple[Advice, ...] = ()
    evidence: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """Per criterion, the findings in the text that earned or cost it, strongest first."""
    reason: str = ""
    rubric_hash: str = ""
    model_hash: str = ""
