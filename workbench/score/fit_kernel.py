"""Fitting the two kernel heads: harm and emptiness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from sklearn.svm import SVC

from workbench.detect.kernel import KernelHead
from workbench.detect.kinds import EMPTY_ACTS, FORMULAS, HARM_ACTS
from workbench.score.examples import Example, Exemplars
from workbench.score.fit_acts import logistic
from workbench.text.encoder import Vectors

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
GAMMA = 6.0
COST = 1.0


def fit_harm(exemplars: Exemplars, examples: Sequence[Example]) -> tuple[KernelHead, list[Array]]:
    """The head of harm, and for each example probabilities by one that never saw its situation.

    Exemplars show harm in many settings; gold sentences show what only sounds like it in a
    reply ("You waited three days for nothing"). On exemplars alone the head tells harm in
    replies from empathy that names hardship with an AUC of .67 only. Situations are dealt into
    two halves; each is read by a head fitted on the other. Calibrated on those readings at
    even odds: a missed reproach costs a trainee more than one too many shown. Sentences that
    nobody read are not learned from.
    """
    shown = _shown(exemplars, HARM_ACTS)
    vectors, known = _gold(examples)
    seen = np.concatenate([_seen(example, HARM_ACTS) for example in examples])
    folds = np.concatenate([[example.fold] * len(example.readings) for example in examples])
    margins = np.zeros(len(seen))
    for half in _halves(folds):
        other = ~half & known
        head = _fit(np.vstack([exemplars.vectors, vectors[other]]), np.append(shown, seen[other]))
        margins[half] = head.margins(vectors[half])
    head = _fit(np.vstack([exemplars.vectors, vectors[known]]), np.append(shown, seen[known]))
    return _calibrated(head, margins[known], seen[known], margins, examples)


def fit_empty(exemplars: Exemplars, examples: Sequence[Example]) -> tuple[KernelHead, list[Array]]:
    """The head of emptiness, and for each example probabilities by one that never saw its
    language.

    Filler is shown by exemplars only; the sentences of gold replies show what is none, except
    those that readers saw as formulas, which may be either.
    """
    shown = _shown(exemplars, EMPTY_ACTS)
    formula = _shown(exemplars, FORMULAS)
    vectors, read = _gold(examples)
    known = read & ~np.concatenate([_seen(example, FORMULAS) for example in examples])
    every = np.vstack([exemplars.vectors, vectors])
    empty = np.append(shown, np.zeros(len(vectors), bool))
    taught = np.append(~formula, known)
    languages = np.array(
        [row[1] for row in exemplars.rows]
        + [example.gold.language for example in examples for _ in example.readings]
    )
    margins = np.zeros(len(every))
    for half in _halves(languages):
        margins[half] = _fit(every[~half & taught], empty[~half & taught]).margins(every[half])
    head = _fit(every[taught], empty[taught])
    return _calibrated(head, margins[taught], empty[taught], margins[len(shown) :], examples)


def _shown(exemplars: Exemplars, acts: Iterable[str]) -> Flags:
    return np.array([act in acts and does for act, _, does, _ in exemplars.rows])


def _gold(examples: Sequence[Example]) -> tuple[Vectors, Flags]:
    """All sentence vectors, and whether somebody read what each sentence does."""
    known = np.array([bool(ex.gold.acts) for ex in examples for _ in ex.readings])
    return np.vstack([example.vectors for example in examples]), known


def _seen(example: Example, acts: Iterable[str]) -> Flags:
    """Whether at least half of the readers saw one of the acts in each sentence."""
    shares = [example.gold.acts.get(r.sentence.text, {}) for r in example.readings]
    most = [max((share.get(name, 0.0) for name in acts), default=0.0) for share in shares]
    return np.array(most) >= 0.5


def _halves(folds: npt.NDArray[np.str_]) -> list[Flags]:
    names = sorted(set(folds))
    return [np.isin(folds, names[::2]), np.isin(folds, names[1::2])]


def _fit(vectors: Vectors, flags: Flags) -> KernelHead:
    machine = SVC(C=COST, gamma=GAMMA, class_weight="balanced").fit(vectors, flags)
    return KernelHead(
        support=vectors[machine.support_].astype(np.float32),
        weights=machine.dual_coef_[0],
        gamma=GAMMA,
        bias=float(machine.intercept_[0]),
        scale=1.0,
        shift=0.0,
    )


def _calibrated(
    head: KernelHead, margins: Array, flags: Flags, unseen: Array, examples: Sequence[Example]
) -> tuple[KernelHead, list[Array]]:
    """The head calibrated at even odds on held-out `margins`; `unseen` by example, calibrated."""
    odds = flags / flags.sum() + ~flags / (~flags).sum()
    scale, shift = logistic(margins, flags.astype(float), odds * len(flags) / 2)
    found = 1 / (1 + np.exp(-(scale * unseen + shift)))
    ends = np.cumsum([len(example.readings) for example in examples])[:-1]
    return replace(head, scale=scale, shift=shift), np.split(found, ends)
