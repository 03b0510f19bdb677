"""Fitting the act heads on exemplars and annotated gold sentences, and calibrating them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from workbench.detect.acts import ActHeads, answers_of, fit_margins, with_bias
from workbench.score.examples import Example, Exemplars

Array = npt.NDArray[np.float64]
GOLD_CARE = 1.0
"""Weight of a gold sentence beside an exemplar's."""
ENOUGH = 12
"""Positive gold sentences from which an act is calibrated on gold alone."""


def fit_acts(
    names: Sequence[str], exemplars: Exemplars, examples: Sequence[Example]
) -> tuple[ActHeads, list[Array]]:
    """The act heads, and for each example probabilities by heads that never saw its language."""
    does, care = answers_of(exemplars.rows, names)
    gold_vectors = np.vstack([example.vectors for example in examples])
    gold_does = np.vstack([_seen(example, names) for example in examples])
    known = np.array(
        [reading.sentence.text in ex.gold.acts for ex in examples for reading in ex.readings]
    )
    # An act that no reading names was not on the readers' list: nothing is known about it.
    looked_for = gold_does.any(axis=0)
    vectors = np.vstack([exemplars.vectors, gold_vectors])
    answers = np.vstack([does, gold_does])
    cares = np.vstack([care, GOLD_CARE * np.outer(known, looked_for)])
    languages = np.array(
        [row[1] for row in exemplars.rows]
        + [example.gold.language for example in examples for _ in example.readings]
    )
    margins = np.zeros_like(answers)
    for language in sorted(set(languages)):
        held = languages == language
        weights = fit_margins(vectors[~held], answers[~held], cares[~held])
        margins[held] = with_bias(vectors[held]) @ weights
    scale, shift = _calibrate_acts(margins, answers, cares, len(does))
    weights = fit_margins(vectors, answers, cares)
    heads = ActHeads(names=tuple(names), weights=weights, scale=scale, shift=shift)
    unseen = 1 / (1 + np.exp(-(margins[len(does) :] * scale + shift)))
    ends = np.cumsum([len(example.readings) for example in examples])[:-1]
    return heads, np.split(unseen, ends)


def _seen(example: Example, names: Sequence[str]) -> Array:
    rows = []
    for reading in example.readings:
        shares = example.gold.acts.get(reading.sentence.text, {})
        rows.append([shares.get(name, 0.0) for name in names])
    return np.array(rows).reshape(-1, len(names))


def _calibrate_acts(
    margins: Array, answers: Array, cares: Array, exemplar_count: int
) -> tuple[Array, Array]:
    scale, shift = [], []
    gold = np.arange(len(margins)) >= exemplar_count
    for act in range(margins.shape[1]):
        rows = (cares[:, act] > 0) & gold
        if answers[rows, act].sum() < ENOUGH:
            rows = cares[:, act] > 0
        yes = answers[rows, act]
        slope, offset = logistic(margins[rows, act], yes, np.ones(len(yes)))
        scale.append(slope)
        shift.append(offset)
    return np.array(scale), np.array(shift)


def logistic(margins: Array, answers: Array, weights: Array) -> tuple[float, float]:
    """Slope (positive) and offset of a logistic curve, with a weak pull towards slope 3."""

    def loss(point: Array) -> float:
        logits = np.exp(point[0]) * margins + point[1]
        cost = np.logaddexp(0, logits) - answers * logits
        return float(weights @ cost + 0.5 * (point[0] - np.log(3)) ** 2)

    best = minimize(loss, np.array([np.log(3.0), -1.0]), method="BFGS").x
    return float(np.exp(best[0])), float(best[1])
