"""Measures of agreement between scores and readings.

Spearman's ρ with a bootstrap interval (percentile, resampled by reply), quadratic-weighted
κ on levels, Krippendorff's ordinal α, and mean absolute error in rating points.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.stats import spearmanr

Array = npt.NDArray[np.float64]
RESAMPLES = 1_000
SEED = 20_26


def rho(scores: Array, ratings: Array) -> float:
    """Spearman's rank correlation; NaN where one side does not vary."""
    if len(scores) < 3 or np.ptp(scores) == 0 or np.ptp(ratings) == 0:
        return float("nan")
    return float(spearmanr(scores, ratings).statistic)


def rho_interval(scores: Array, ratings: Array) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval of `rho`."""
    random = np.random.default_rng(SEED)
    draws = [
        rho(scores[rows], ratings[rows])
        for rows in random.integers(0, len(scores), (RESAMPLES, len(scores)))
    ]
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    return float(low), float(high)


def kappa(scores: Array, ratings: Array) -> float:
    """Quadratic-weighted κ between our levels and the rounded ratings (1–5)."""
    from sklearn.metrics import cohen_kappa_score

    ours = np.clip(np.floor(1 + scores / 25 + 0.5), 1, 5).astype(int)
    theirs = np.clip(np.floor(ratings + 0.5), 1, 5).astype(int)
    return float(cohen_kappa_score(ours, theirs, weights="quadratic", labels=[1, 2, 3, 4, 5]))


def alpha(readers: Sequence[Sequence[float]]) -> float:
    """Krippendorff's ordinal α of readers × replies on half-point ratings; NaN = missing."""
    table = np.array(readers, float)
    values = np.unique(table[~np.isnan(table)])
    if len(values) < 2 or len(table) < 2:
        return float("nan")
    counts = np.array([[np.sum(column == value) for value in values] for column in table.T], float)
    counts = counts[counts.sum(axis=1) >= 2]
    totals = counts.sum(axis=1)
    coincidence = np.zeros((len(values), len(values)))
    for row, total in zip(counts, totals, strict=True):
        coincidence += (np.outer(row, row) - np.diag(row)) / (total - 1)
    marginal = coincidence.sum(axis=0)
    cumulative = np.cumsum(marginal) - marginal / 2
    distance = (cumulative[:, None] - cumulative[None, :]) ** 2
    expected = (np.outer(marginal, marginal) * distance).sum() / (marginal.sum() - 1)
    observed = (coincidence * distance).sum()
    return float(1 - observed / expected)


def mean_error(scores: Array, ratings: Array) -> float:
    """Mean absolute difference in rating points (rating = 1 + score / 25)."""
    return float(np.abs(1 + scores / 25 - ratings).mean())
