"""Whether English wording sounds negative or positive: TextBlob, shown as just that.

It is no measure of empathy: "I am so sorry for the terrible delay" sounds negative. Only
English has a lexicon, so other languages get no tone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

CLEARLY = 0.15
_OPTIONAL = ("sklearn", "scipy", "pandas", "matplotlib")


@dataclass(frozen=True, slots=True)
class Tone:
    """Polarity −1 (negative) to 1 (positive), and the words that carry it."""

    polarity: float
    words: tuple[tuple[str, float], ...]

    @property
    def name(self) -> str:
        """``negative``, ``neutral`` or ``positive``."""
        if abs(self.polarity) < CLEARLY:
            return "neutral"
        return "positive" if self.polarity > 0 else "negative"


def tone_of(text: str) -> Tone:
    """The tone of an English text."""
    found = _textblob()(text).sentiment_assessments
    words = tuple((" ".join(item[0]), float(item[1])) for item in found.assessments if item[1])
    return Tone(float(found.polarity), words)


@cache
def _textblob() -> Any:
    with _without(_OPTIONAL):
        from textblob import TextBlob
    return TextBlob


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    """Hide packages that nltk would import if it could, and that cost 140 MB for nothing here."""
    hidden = {name: sys.modules.get(name) for name in names}
    absent = [name for name in names if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in absent:
            if hidden[name] is None:
                del sys.modules[name]
