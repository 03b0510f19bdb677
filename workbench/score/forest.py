"""A forest of regression trees over the features of a reply: what no weighted sum can say.

Trees were grown so that a feature the rubric calls good never lowers the value and one that
it calls bad never raises it (`workbench.score.fit_forest`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forest:
    """Trees laid out in flat arrays, one entry per node; the value is the mean of all trees.

    A reply goes `left` where its feature is at most the `threshold`, else `right`. A leaf
    points at itself, so that every reply can take `depth` steps.
    """

    names: tuple[str, ...]
    roots: Places
    depth: int
    feature: Places
    threshold: npt.NDArray[np.float32]
    left: Places
    right: Places
    value: npt.NDArray[np.float32]

    def values(self, rows: Sequence[Mapping[str, float]]) -> Array:
        """The value of each reply's features, shape (len(rows),)."""
        if not rows:
            return np.zeros(0)
        # Compared in single precision, as the trees were grown.
        table = np.array([[row.get(name, 0.0) for name in self.names] for row in rows], np.float32)
        reply = np.arange(len(rows))[:, None]
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            low = table[reply, self.feature[node]] <= self.threshold[node]
            node = np.where(low, self.left[node], self.right[node])
        return np.asarray(self.value[node].mean(axis=1), np.float64)
