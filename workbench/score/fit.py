"""Fitting: from exemplars, gold readings and public difficulty ratings to `Heads`.

Every step is closed-form, convex or seeded, so the same data give the same heads.
What a later step learns from an earlier one is always computed out of fold: act
probabilities by language, learned leanings by situation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls

from workbench.detect.kinds import EMPTY, HARM
from workbench.detect.placing import Placing, fit_placing
from workbench.gold import GoldReply
from workbench.model import DIMENSIONS, SentenceReading
from workbench.rubric import Rubric
from workbench.score.examples import Example, Exemplars
from workbench.score.fit_acts import fit_acts
from workbench.score.fit_forest import fit_forest
from workbench.score.fit_kernel import fit_empty, fit_harm
from workbench.score.heads import Calibration, Heads
from workbench.score.reply import harmless, reply_features

Array = npt.NDArray[np.float64]
LEANING_PENALTY = 0.5
SHRINKAGE = 100.0
"""Weight of the prior, in replies."""
PRIOR = 3.0
"""Points that one spread of a named feature is worth before any reply was read.

The rubric names it because it matters everywhere; readings of complaints alone would drop
what matters elsewhere (a stranger's warmth) and keep what is usual only here.
"""
HARM_COST = {"sum.harm": -32.0}
"""Points that the most harmful sentences that are counted take from a criterion of empathy. Not
fitted: in gold, harm comes with so much else that a fit gives the blame to the company it keeps."""
WHOLE = 20.0
"""Points that a whole feature (from absent to certain) is worth before any reply was read."""
LEAST_SPREAD = 0.08
"""What hardly ever occurs in gold has hardly any spread: without a floor, its whole would weigh
hundreds of points where it does occur."""
LEARNED_SHRINKAGE = 5.0
"""How much harder a learned leaning is held back: it knows only what the gold is about."""
READ_ENOUGH = 40
"""Replies with a reading from which a criterion or leaning is fitted."""
IDIOM = "jargon.idiom"
"""Counted, not fitted: too few customers in gold write in a second language."""
LEXICAL = ("clarity.easy_to_read", "clarity.fits_channel", "jargon.terms", "jargon.officialese")


def fit(
    rubric: Rubric,
    exemplars: Exemplars,
    examples: Sequence[Example],
    given: Heads,
) -> Heads:
    """Fit on `examples` all but the difficulty head, which is `given`."""
    placing = fit_placing(exemplars.vectors, np.array([row[1] for row in exemplars.rows]))
    exemplars = _placed_exemplars(placing, exemplars)
    examples = [_placed(placing, example) for example in examples]
    acts, probabilities = fit_acts(tuple(rubric.acts), exemplars, examples)
    harm, harms = fit_harm(exemplars, examples)
    empty, blanks = fit_empty(exemplars, examples)
    leaning, leanings = _fit_leanings(examples, [*rubric.criteria, *DIMENSIONS])
    heads = replace(
        given, placing=placing, acts=acts, kinds={HARM: harm, EMPTY: empty}, leaning=leaning
    )
    read = [
        _read(example, heads.names, np.column_stack(columns), lean)
        for example, lean, *columns in zip(
            examples, leanings, probabilities, harms, blanks, strict=True
        )
    ]
    signs = rubric.signs()
    table = [
        reply_features(signs, readings, example.context)
        for readings, example in zip(read, examples, strict=True)
    ]
    calm = [
        reply_features(signs, harmless(readings), example.context)
        for readings, example in zip(read, examples, strict=True)
    ]
    criteria = {
        name: _fit_criterion(rubric, name, table, examples)
        for name in rubric.criteria
        if name != IDIOM and _read_enough(name, examples)
    }
    lexical = {name: _fit_lexical(rubric, name, table, examples) for name in LEXICAL}
    heads = replace(heads, criteria=criteria, lexical=lexical)
    return _fit_dimensions(rubric, heads, table, calm, examples)


def _placed(placing: Placing, example: Example) -> Example:
    return replace(example, vectors=placing.placed(example.vectors, example.gold.language))


def _placed_exemplars(placing: Placing, exemplars: Exemplars) -> Exemplars:
    rows = zip(exemplars.rows, exemplars.vectors, strict=True)
    moved = [placing.placed(vector[None], row[1])[0] for row, vector in rows]
    return replace(exemplars, vectors=np.array(moved))


def _read_enough(name: str, examples: Sequence[Example]) -> bool:
    return sum(name in example.gold.criteria for example in examples) >= READ_ENOUGH


def read_with(heads: Heads, example: Example) -> list[SentenceReading]:
    """The example's sentences as read with fitted heads."""
    placed = heads.placing.placed(example.vectors, example.gold.language)
    return _read(example, heads.names, heads.probabilities(placed), heads.leanings(placed))


def _read(
    example: Example, names: Sequence[str], table: Array, leanings: Mapping[str, Array]
) -> list[SentenceReading]:
    return [
        replace(
            reading,
            acts=dict(zip(names, map(float, table[i]), strict=True)),
            leaning={name: float(values[i]) for name, values in leanings.items()},
        )
        for i, reading in enumerate(example.readings)
    ]


# --- learned leanings ------------------------------------------------------------------------


def _fit_leanings(
    examples: Sequence[Example], names: Sequence[str]
) -> tuple[dict[str, Array], list[dict[str, Array]]]:
    """A ridge head per criterion and dimension on mean sentence vectors, and out-of-fold values."""
    means = np.array([_mean_vector(example) for example in examples])
    folds = np.array([example.fold for example in examples])
    heads: dict[str, Array] = {}
    values: list[dict[str, Array]] = [{} for _ in examples]
    for name in names:
        target = np.array([_mark(example.gold, name) for example in examples])
        known = ~np.isnan(target)
        if known.sum() < READ_ENOUGH:
            continue
        heads[name] = _ridge(means[known], target[known])
        for fold in sorted(set(folds)):
            held = folds == fold
            head = _ridge(means[known & ~held], target[known & ~held])
            for place, example in enumerate(examples):
                if held[place]:
                    values[place][name] = example.vectors @ head[:-1] + head[-1]
    return heads, values


def _mean_vector(example: Example) -> Array:
    weights = np.array([max(1, len(r.sentence.tokens)) ** 0.5 for r in example.readings])
    return np.asarray(weights @ example.vectors / weights.sum())


def _mark(gold: GoldReply, name: str) -> float:
    marks = gold.ratings if name in DIMENSIONS else gold.criteria
    return float(marks.get(name, np.nan))


def _ridge(vectors: Array, target: Array) -> Array:
    """Weights and bias for the standardised target."""
    centre, middle, spread = vectors.mean(axis=0), target.mean(), target.std() or 1.0
    moved = vectors - centre
    gram = moved.T @ moved + LEANING_PENALTY * np.eye(vectors.shape[1])
    weights = np.linalg.solve(gram, moved.T @ ((target - middle) / spread))
    return np.append(weights, -centre @ weights)


# --- criteria and dimensions -----------------------------------------------------------------


def _fit_criterion(
    rubric: Rubric, name: str, table: Sequence[Mapping[str, float]], examples: Sequence[Example]
) -> Calibration:
    criterion = rubric.criteria[name]
    signs = dict.fromkeys(criterion.lifts, 1.0) | dict.fromkeys(criterion.lowers, -1.0)
    signs[f"learned.{name}"] = 1.0
    harms = signs.pop("sum.harm", 0.0) < 0
    target = np.array([_mark(example.gold, name) for example in examples])
    return fit_signed(table, signs, (target - 1) * 25, given=HARM_COST if harms else {})


def _fit_lexical(
    rubric: Rubric, name: str, table: Sequence[Mapping[str, float]], examples: Sequence[Example]
) -> Calibration:
    criterion = rubric.criteria[name]
    signs = dict.fromkeys(criterion.lifts, 1.0) | dict.fromkeys(criterion.lowers, -1.0)
    lexical = {n: s for n, s in signs.items() if n.split(".")[0] in {"terms", "long", "length"}}
    target = np.array([_mark(example.gold, name) for example in examples])
    return fit_signed(table, lexical, (target - 1) * 25)


def fit_signed(
    table: Sequence[Mapping[str, float]],
    signs: Mapping[str, float],
    target: Array,
    given: Mapping[str, float] = MappingProxyType({}),
) -> Calibration:
    """Ridge regression whose weights keep their signs; NaN targets are left out.

    Features that have a `given` weight are not fitted: the others explain what is left.
    """
    known = ~np.isnan(target)
    costs = [sum(w * row.get(name, 0.0) for name, w in given.items()) for row in table]
    target = target - np.array(costs)
    names = list(signs)
    values = np.array([[row.get(name, 0.0) for name in names] for row in table])[known]
    values = values * np.array([signs[name] for name in names])
    spread = values.std(axis=0)
    spread = np.maximum(spread, LEAST_SPREAD)
    moved = (values - values.mean(axis=0)) / spread
    learned = np.array([name.startswith("learned.") for name in names])
    pull = np.sqrt(SHRINKAGE * np.where(learned, LEARNED_SHRINKAGE, 1.0))
    padded = np.vstack([moved, np.diag(pull)])
    middle = float(target[known].mean())
    prior = pull * np.where(learned, 0.0, np.minimum(PRIOR, WHOLE * spread))
    found, _ = nnls(padded, np.append(target[known] - middle, prior))
    found *= _stretch(target[known] - middle, moved @ found)
    weights = found / spread * np.array([signs[name] for name in names])
    base = middle - float(np.array([signs[n] for n in names]) * values.mean(axis=0) @ weights)
    kept = {name: float(w) for name, w in zip(names, weights, strict=True) if abs(w) > 1e-6}
    return Calibration(base=base, weights=kept | dict(given))


def _stretch(target: Array, fitted: Array) -> float:
    """Factor by which fitted values are drawn apart: shrinkage crowds them around the mean,
    while readers use the whole scale. The one with the smallest mean error, at most 1.5."""
    factors = np.arange(1.0, 1.51, 0.05)
    errors = [np.abs(target - factor * fitted).mean() for factor in factors]
    return float(factors[int(np.argmin(errors))])


def _fit_dimensions(
    rubric: Rubric,
    heads: Heads,
    table: Sequence[Mapping[str, float]],
    calm: Sequence[Mapping[str, float]],
    examples: Sequence[Example],
) -> Heads:
    """Residuals, fitted on what the weighted criteria leave over.

    `calm` are the features of the replies without their sentences that harm.
    """
    residual = {}
    for dimension in DIMENSIONS:
        target = (np.array([_mark(example.gold, dimension) for example in examples]) - 1) * 25
        left = target - [weighted(rubric, heads.criteria, dimension, row) for row in table]
        residual[dimension] = fit_forest(calm, left, rubric.signs(dimension))
    return replace(heads, residual=residual)


def weighted(
    rubric: Rubric,
    criteria: Mapping[str, Calibration],
    dimension: str,
    row: Mapping[str, float],
) -> float:
    """Weighted mean of the dimension's criteria; the weight of one without head is shared out."""
    parts = {n: w for n, w in rubric.criteria_of(dimension).items() if n in criteria}
    total = sum(parts.values())
    return sum(w * criteria[n].score(row) for n, w in parts.items()) / total if total else 0.0
