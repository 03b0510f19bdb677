"""Which language a text is in, among those that are scored and their neighbours.

People type Czech and Slovenian without diacritics, and write replies of five words; the
ready-made detectors that were tried call both Croatian then. So a text is judged by how
common its words are in each language, with and without diacritics: naive Bayes over the
frequency tables. Neighbours (Slovak, Croatian, Persian …) take part so that they can be
refused instead of being taken for the language next door.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.model import LANGUAGES, Token
from workbench.text.frequency import Frequency, key

_FLOOR = 3.4
"""Zipf frequency below which no table is complete; rarer and unknown words all count so."""
_DECISIVE = 1.2
"""Decimal orders of magnitude by which the best language must lead to be called sure."""
_SCRIPTS = ("LATIN", "ARABIC")


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest language, whether the lead is decisive, and the score of every language."""

    language: str | None
    sure: bool
    scores: Mapping[str, float]

    @property
    def supported(self) -> bool:
        """Whether the guess is a language that is scored."""
        return self.language in LANGUAGES


class LanguageDetector:
    """Tells languages apart by the frequency of their words."""

    def __init__(self, tables: Mapping[str, Frequency]) -> None:
        self._tables = tables

    @classmethod
    def read(cls, root: Path, tables: Mapping[str, Frequency]) -> LanguageDetector:
        """Scored languages from `tables`, neighbours from ``root/neighbours.npz``."""
        everything = dict(tables)
        path = root / "neighbours.npz"
        if path.is_file():
            with np.load(path) as stored:
                names = {name.partition("_")[0] for name in stored.files}
                for name in names:
                    everything[name] = Frequency(stored[f"{name}_keys"], stored[f"{name}_zipf"])
        return cls(everything)

    def guess(self, tokens: Sequence[Token], text: str = "") -> Guess:
        """The language of a text's word tokens; None when there is nothing to go by."""
        words = [token for token in tokens if token.form.isalpha()]
        if not words:
            return Guess(None, False, {})
        if _script(text or " ".join(word.form for word in words)) not in _SCRIPTS:
            return Guess("und", True, {})
        forms = np.fromiter((key(word.form) for word in words), np.uint32, len(words))
        bare = np.fromiter((key(word.folded) for word in words), np.uint32, len(words))
        scores = {
            language: _evidence(table, forms, bare)
            for language, table in self._tables.items()
            if len(table)
        }
        ranked = sorted(scores, key=lambda language: -scores[language])
        if not ranked or scores[ranked[0]] <= 0:
            return Guess(None, False, scores)
        lead = scores[ranked[0]] - (scores[ranked[1]] if len(ranked) > 1 else 0.0)
        return Guess(ranked[0], lead >= _DECISIVE, scores)


def _evidence(
    table: Frequency, forms: npt.NDArray[np.uint32], bare: npt.NDArray[np.uint32]
) -> float:
    exact = table.zipf_of_keys(forms)
    known = np.where(np.isnan(exact), table.zipf_of_keys(bare), exact)
    return float(np.sum(np.maximum(np.nan_to_num(known), _FLOOR) - _FLOOR))


def _script(text: str) -> str:
    counts: dict[str, int] = {}
    for character in text[:2_000]:
        if character.isalpha():
            script = unicodedata.name(character, "UNKNOWN").split(" ", 1)[0]
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda name: counts[name], default="UNKNOWN")


def certainty(guess: Guess, language: str) -> float:
    """How sure the guess is against `language`: decimal orders of magnitude, ≤ 0 if it leads."""
    if not guess.scores:
        return math.inf if guess.language not in (None, language) else 0.0
    return max(guess.scores.values()) - guess.scores.get(language, 0.0)
