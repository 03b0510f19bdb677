"""Fitting the harm head on the exemplars and on annotated gold sentences.

Exemplars show harm in many settings; gold sentences show what only sounds like it in a
reply ("You waited three days for nothing"). Both are needed: on exemplars alone the head
tells harm in replies from empathy that names hardship with an AUC of .67 only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from sklearn.svm import SVC

from workbench.detect.harm import HARM_ACTS, HarmHead
from workbench.score.examples import Example, Exemplars
from workbench.score.fit_acts import logistic
from workbench.text.encoder import Vectors

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
GAMMA = 6.0
COST = 1.0


def fit_harm(exemplars: Exemplars, examples: Sequence[Example]) -> tuple[HarmHead, list[Array]]:
    """The head, and for each example probabilities by a head that never saw its situation.

    Situations are dealt into two halves; each half is read by a head fitted on the other.
    Calibrated on those readings at even odds. Sentences that nobody read are not learned from.
    """
    shown = np.array([act in HARM_ACTS and does for act, _, does, _ in exemplars.rows])
    vectors = np.vstack([example.vectors for example in examples])
    seen = np.concatenate([_harms(example) for example in examples])
    folds = np.concatenate([[example.fold] * len(example.readings) for example in examples])
    known = np.array([bool(ex.gold.acts) for ex in examples for _ in ex.readings])
    margins = np.zeros(len(seen))
    for half in _halves(folds):
        other = ~half & known
        head = _fit(np.vstack([exemplars.vectors, vectors[other]]), np.append(shown, seen[other]))
        margins[half] = head.margins(vectors[half])
    read = seen[known]
    odds = read / read.sum() + ~read / (~read).sum()
    scale, shift = logistic(margins[known], read.astype(float), odds * len(read) / 2)
    head = _fit(np.vstack([exemplars.vectors, vectors[known]]), np.append(shown, read))
    unseen = 1 / (1 + np.exp(-(scale * margins + shift)))
    ends = np.cumsum([len(example.readings) for example in examples])[:-1]
    return replace(head, scale=scale, shift=shift), np.split(unseen, ends)


def _harms(example: Example) -> Flags:
    """Whether at least half of the readers saw harm in each sentence."""
    shares = [example.gold.acts.get(r.sentence.text, {}) for r in example.readings]
    most = [max((share.get(name, 0.0) for name in HARM_ACTS), default=0.0) for share in shares]
    return np.array(most) >= 0.5


def _halves(folds: npt.NDArray[np.str_]) -> list[Flags]:
    names = sorted(set(folds))
    return [np.isin(folds, names[::2]), np.isin(folds, names[1::2])]


def _fit(vectors: Vectors, harms: Flags) -> HarmHead:
    machine = SVC(C=COST, gamma=GAMMA, class_weight="balanced").fit(vectors, harms)
    return HarmHead(
        support=vectors[machine.support_].astype(np.float32),
        weights=machine.dual_coef_[0],
        gamma=GAMMA,
        bias=float(machine.intercept_[0]),
        scale=1.0,
        shift=0.0,
    )
