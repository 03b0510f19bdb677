"""Features → criteria → dimensions → overall: the scoring model, without any text.

A dimension is the weighted mean of its criteria plus a learned residual of at most the
rubric's residual cap; harm only subtracts.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    encoded = any(name.startswith("act.") for name in features)
    unjudged = _unjudged(features)
    calibrations = heads.criteria if encoded else heads.lexical
    criteria = {
        name: part.score(features) for name, part in calibrations.items() if name not in unjudged
    }
    if second_language:
        criteria["jargon.idiom"] = 100.0 * (1 - features.get("terms.idiom", 0.0))
    dimensions = {}
    for dimension in DIMENSIONS:
        parts = {n: w for n, w in rubric.criteria_of(dimension).items() if n in criteria}
        optional = unjudged | {"jargon.idiom"}
        wanted = sum(w for n, w in rubric.criteria_of(dimension).items() if n not in optional)
        if sum(parts.values()) < wanted - 1e-9:
            continue  # half a dimension is no dimension
        value = sum(w * criteria[n] for n, w in parts.items()) / sum(parts.values())
        if encoded and not unjudged & set(rubric.criteria_of(dimension)):
            value += _residual(rubric, heads, dimension, features)
        dimensions[dimension] = bounded(value)
    return Scores(criteria, dimensions)


def _unjudged(features: Mapping[str, float]) -> frozenset[str]:
    """Criteria that cannot be judged because what surrounds the reply is not known."""
    message = frozenset() if features.get(ANSWERING, 1.0) else NEED_MESSAGE
    return message if features.get(IN_CHANNEL, 1.0) else message | NEED_CHANNEL


def _residual(rubric: Rubric, heads: Heads, dimension: str, features: Mapping[str, float]) -> float:
    cap = rubric.weights.residual_cap
    return min(cap, max(-cap, heads.residual[dimension].raw(features)))


def overall(rubric: Rubric, dimensions: Mapping[str, float], *, gated: bool) -> float | None:
    """Weighted mean of the dimensions, capped when a gate fired; None if one is missing."""
    weights = rubric.weights.overall
    if any(name not in dimensions for name in weights):
        return None
    value = sum(weight * dimensions[name] for name, weight in weights.items())
    return min(value, rubric.weights.gate_cap) if gated else value
