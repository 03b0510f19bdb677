"""Fitting the harm head on the exemplars alone, calibrated on languages it did not see.

No gold reply takes part, so gold replies and pairs measure it honestly.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from sklearn.svm import SVC

from workbench.detect.harm import HARM_ACTS, HarmHead
from workbench.score.examples import Exemplars
from workbench.score.fit_acts import logistic
from workbench.text.encoder import Vectors

Array = npt.NDArray[np.float64]
GAMMA = 8.0
COST = 10.0


def fit_harm(exemplars: Exemplars) -> HarmHead:
    """A support vector machine on all exemplars, calibrated out of language at even odds."""
    harms = np.array([act in HARM_ACTS and does for act, _, does, _ in exemplars.rows])
    languages = np.array([language for _, language, _, _ in exemplars.rows])
    margins = np.zeros(len(harms))
    for language in sorted(set(languages)):
        held = languages == language
        head = _fit(exemplars.vectors[~held], harms[~held])
        margins[held] = head.margins(exemplars.vectors[held])
    odds = harms / harms.sum() + ~harms / (~harms).sum()
    scale, shift = logistic(margins, harms.astype(float), odds * len(harms) / 2)
    return replace(_fit(exemplars.vectors, harms), scale=scale, shift=shift)


def _fit(vectors: Vectors, harms: Array) -> HarmHead:
    machine = SVC(C=COST, gamma=GAMMA, class_weight="balanced").fit(vectors, harms)
    return HarmHead(
        support=vectors[machine.support_].astype(np.float64),
        weights=machine.dual_coef_[0],
        gamma=GAMMA,
        bias=float(machine.intercept_[0]),
        scale=1.0,
        shift=0.0,
    )
