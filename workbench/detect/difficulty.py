"""How hard a sentence is to read: length, rare and long words, and what its vector says.

The lexical measures are standardised per language, so that a long German word is not held
against German. The learned part was fitted on human difficulty ratings of German sentences
(TextComplexityDE) and carries over to languages it never saw; the model card says how far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.detect.terms import best_zipf
from workbench.languages import Language
from workbench.model import Sentence
from workbench.text.encoder import Vectors

Array = npt.NDArray[np.float64]
MEASURES = (
    "log_words",
    "log_characters",
    "mean_zipf",
    "rare_quarter",
    "rarest",
    "mean_length",
    "long_share",
    "commas",
    "rare_words",
)
_PAUSES = frozenset(",;:،؛–—(")
_LONG = 8
_RARE = 3.0
VECTOR_SCALE = 10.0
"""Unit vectors differ by tenths between sentences; scaled to stand beside the measures."""


def measures(sentence: Sentence, language: Language) -> Array:
    """The lexical measures of a sentence, shape (len(MEASURES),), before standardising."""
    words = [token for token in sentence.tokens if any(map(str.isalpha, token.form))]
    count = max(1, len(sentence.tokens))
    if words:
        zipf = np.sort(best_zipf(words, language))
        lengths = np.array([len(token.form) for token in words])
    else:
        zipf, lengths = np.array([5.0]), np.array([1])
    pauses = sum(character in _PAUSES for character in sentence.text)
    return np.array(
        [
            np.log(count),
            np.log(len(sentence.text) + 1),
            zipf.mean(),
            zipf[: max(1, len(zipf) // 4)].mean(),
            zipf[0],
            lengths.mean(),
            (lengths >= _LONG).mean(),
            pauses / count,
            float((zipf < _RARE).sum()),
        ]
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DifficultyHead:
    """Difficulty = logistic(scale · (measures · lexical [+ vector · learned]) + shift).

    The measures are standardised by each language's `mean` and `spread` over typical
    sentences.
    """

    mean: dict[str, Array]
    spread: dict[str, Array]
    lexical_alone: Array
    lexical: Array
    learned: Array
    centre: Array
    scale: float
    shift: float

    def difficulties(
        self, sentences: Sequence[Sentence], vectors: Vectors | None, language: Language
    ) -> Array:
        """Difficulty 0–1 of each sentence; without vectors from the measures alone."""
        if not sentences:
            return np.zeros(0)
        code = language.code if language.code in self.mean else "en"
        table = np.array([measures(sentence, language) for sentence in sentences])
        table = (table - self.mean[code]) / self.spread[code]
        if vectors is None:
            raw = table @ self.lexical_alone
        else:
            raw = table @ self.lexical + (vectors - self.centre) @ self.learned
        difficulty = 1.0 / (1.0 + np.exp(-(self.scale * raw + self.shift)))
        worded = [any(map(str.isalpha, sentence.text)) for sentence in sentences]
        return np.where(worded, difficulty, 0.0)  # a lone “^” or “👍” is not hard
