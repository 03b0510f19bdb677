"""Fitting the sentence difficulty head on human ratings of German sentences.

TextComplexityDE (498 sentences, MIT licence) is the one set that is both rated by people
and free to fit on. The lexical measures are standardised per language, so what is learned
in German reads the other languages too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.detect.difficulty import VECTOR_SCALE, DifficultyHead, measures
from workbench.languages import Language
from workbench.model import Sentence
from workbench.score.examples import Exemplars
from workbench.text.encoder import Encoder
from workbench.text.segment import whole

Array = npt.NDArray[np.float64]
LEXICAL_PENALTY = 10.0
PENALTY = 60.0
LANGUAGE = "de"
OFFICE = ("hard",)
OFFICE_PENALTY = 3.0
OFFICE_SHARE = 0.3
"""Spreads of difficulty that one spread of office language adds: a second, independent kind of
evidence, learned in eight languages, which helps where the German ratings carry over least."""
SPREAD = 1.4
"""Slope of the logistic curve that turns standardised difficulty into 0–1."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A sentence with its human difficulty rating."""

    text: str
    difficulty: float


def fit_difficulty(
    rated: Sequence[Rated],
    typical: Mapping[str, Sequence[Sentence]],
    languages: Mapping[str, Language],
    exemplars: Exemplars,
    encoder: Encoder,
) -> DifficultyHead:
    """Fit on `rated` German sentences and on `exemplars` of office language.

    `typical` sentences set each language's scale.
    """
    mean, spread = {}, {}
    for code, sentences in typical.items():
        table = np.array([measures(sentence, languages[code]) for sentence in sentences])
        mean[code], spread[code] = table.mean(axis=0), table.std(axis=0) + 1e-6
    sentences = [whole(item.text) for item in rated]
    table = np.array([measures(sentence, languages[LANGUAGE]) for sentence in sentences])
    table = (table - mean[LANGUAGE]) / spread[LANGUAGE]
    vectors = encoder.encode([sentence.text for sentence in sentences]).astype(np.float64)
    centre = vectors.mean(axis=0)
    target = np.array([item.difficulty for item in rated])
    target = (target - target.mean()) / target.std()
    alone = _ridge(table, target, LEXICAL_PENALTY)
    both = _ridge(np.hstack([table, (vectors - centre) * VECTOR_SCALE]), target, PENALTY)
    cut = table.shape[1]
    return DifficultyHead(
        mean=mean,
        spread=spread,
        lexical_alone=alone,
        lexical=both[:cut],
        learned=both[cut:] * VECTOR_SCALE + OFFICE_SHARE * _office(exemplars),
        centre=centre,
        scale=SPREAD,
        shift=0.0,
    )


def _office(exemplars: Exemplars) -> Array:
    """Direction from all other exemplars to those of office language, one spread long."""
    does = np.array([act in OFFICE and done for act, _, done, _ in exemplars.rows], float)
    vectors = exemplars.vectors.astype(np.float64)
    direction = _ridge(vectors, does, OFFICE_PENALTY)
    return np.asarray(direction / (vectors @ direction).std())


def _ridge(table: Array, target: Array, penalty: float) -> Array:
    moved = table - table.mean(axis=0)
    gram = moved.T @ moved + penalty * np.eye(table.shape[1])
    return np.asarray(np.linalg.solve(gram, moved.T @ (target - target.mean())))
