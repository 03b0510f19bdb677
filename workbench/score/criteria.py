"""Features → criteria → dimensions → overall: the scoring model, without any text.

A dimension is the weighted mean of its criteria plus a learned residual of at most the
rubric's residual cap; harm only subtracts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.model import DIMENSIONS
from workbench.rubric import Rubric
from workbench.score.features import ANSWERING, IN_CHANNEL
from workbench.score.heads import Heads, bounded

NEED_MESSAGE = frozenset(
    {"empathy.acknowledge", "empathy.ownership", "clarity.main_point", "clarity.next_step"}
)
"""Criteria that cannot be judged without the message that is answered."""
NEED_CHANNEL = frozenset({"clarity.fits_channel"})


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores 0–100 by criterion and by dimension; what cannot be scored is absent."""

    criteria: Mapping[str, float]
    dimensions: Mapping[str, float]


def score(
    rubric: Rubric, heads: Heads, features: Mapping[str, float], *, second_language: bool = False
) -> Scores:
    """Score a reply's features; without acts among them only the lexical criteria are scored."""
    (scores,) = score_all(rubric, heads, [features], [features], second_language=second_language)
    return scores


def score_all(
    rubric: Rubric,
    heads: Heads,
    rows: Sequence[Mapping[str, float]],
    harmless: Sequence[Mapping[str, float]],
    *,
    second_language: bool = False,
) -> list[Scores]:
    """As `score`, for several replies in one go: much cheaper than one by one.

    `harmless` are the features of each reply without its sentences that harm. The residual
    sees only these: what harm costs is said by the criteria, and nothing makes up for it.
    """
    criteria = [_criteria(heads, row, second_language) for row in rows]
    dimensions: list[dict[str, float]] = [{} for _ in rows]
    for dimension in DIMENSIONS:
        weights = rubric.criteria_of(dimension)
        residuals = _residuals(heads, dimension, harmless)
        for place, row in enumerate(rows):
            parts = {n: w for n, w in weights.items() if n in criteria[place]}
            unjudged = _unjudged(row)
            optional = unjudged | {"jargon.idiom"}
            wanted = sum(w for n, w in weights.items() if n not in optional)
            if not parts or sum(parts.values()) < wanted - 1e-9:
                continue  # half a dimension is no dimension
            value = sum(w * criteria[place][n] for n, w in parts.items()) / sum(parts.values())
            if residuals is not None and _encoded(row) and not unjudged & set(weights):
                cap = rubric.weights.residual_cap
                value += min(cap, max(-cap, residuals[place]))
            dimensions[place][dimension] = bounded(value)
    return [Scores(one, other) for one, other in zip(criteria, dimensions, strict=True)]


def _criteria(
    heads: Heads, features: Mapping[str, float], second_language: bool
) -> dict[str, float]:
    unjudged = _unjudged(features)
    calibrations = heads.criteria if _encoded(features) else heads.lexical
    criteria = {
        name: part.score(features) for name, part in calibrations.items() if name not in unjudged
    }
    if second_language:
        criteria["jargon.idiom"] = 100.0 * (1 - features.get("terms.idiom", 0.0))
    return criteria


def _residuals(
    heads: Heads, dimension: str, harmless: Sequence[Mapping[str, float]]
) -> list[float] | None:
    forest = heads.residual.get(dimension)
    return None if forest is None else [float(value) for value in forest.values(harmless)]


def _encoded(features: Mapping[str, float]) -> bool:
    return any(name.startswith("act.") for name in features)


def _unjudged(features: Mapping[str, float]) -> frozenset[str]:
    """Criteria that cannot be judged because what surrounds the reply is not known."""
    message = frozenset() if features.get(ANSWERING, 1.0) else NEED_MESSAGE
    return message if features.get(IN_CHANNEL, 1.0) else message | NEED_CHANNEL


def overall(rubric: Rubric, dimensions: Mapping[str, float], *, gated: bool) -> float | None:
    """Weighted mean of the dimensions, capped when a gate fired; None if one is missing."""
    weights = rubric.weights.overall
    if any(name not in dimensions for name in weights):
        return None
    value = sum(weight * dimensions[name] for name, weight in weights.items())
    return min(value, rubric.weights.gate_cap) if gated else value
