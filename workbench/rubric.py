"""The rubric as data: weights, criteria with their anchors, acts with exemplars.

Trainers own these files. Reading is strict: unknown keys, criteria without five anchors,
weights that do not sum to one and acts that no registry knows are all reported at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import ConfigDict, Field

from workbench.errors import ContentError, Problem
from workbench.files import read_yaml
from workbench.languages import Language, read_languages
from workbench.model import DIMENSIONS, LANGUAGES

Value = TypeVar("Value")
Weight = Annotated[float, Field(ge=0, le=1)]
Sentences = dict[str, tuple[str, ...]]
Localised = dict[str, str]
Anchors = Annotated[tuple[Localised, ...], Field(min_length=5, max_length=5)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """``rubric.yml``: how criteria make dimensions and dimensions make the overall score."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    version: int
    dimensions: dict[str, dict[str, Weight]]
    overall: dict[str, Weight]
    bands: dict[str, Weight | int]
    gate_cap: Annotated[float, Field(ge=0, le=100)]
    residual_cap: Annotated[float, Field(ge=0, le=25)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion: its name ``<dimension>.<name>``, titles and anchors per language.

    `lifts` and `lowers` name features (`workbench.score.features`) that may raise and that
    may cost the score; how much each counts is fitted, its sign is not. `elements` maps what
    can be missing to the feature that shows it is there.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    criterion: str
    title: Localised
    anchors: Anchors
    basis: str
    practices: tuple[str, ...]
    lifts: tuple[str, ...]
    lowers: tuple[str, ...]
    elements: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something a sentence does, shown by exemplars and near misses per language."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    act: str
    title: str
    source: str
    exemplars: Sentences
    near_misses: Sentences


@dataclass(frozen=True, slots=True)
class Rubric:
    """Everything below ``rubric/`` that people own, checked and ready to use."""

    root: Path
    weights: Weights
    criteria: Mapping[str, Criterion]
    acts: Mapping[str, Act]
    languages: Mapping[str, Language]
    digest: str
    """SHA-256 of the weights, criteria, acts and language files."""

    def signs(self, dimension: str | None = None) -> dict[str, float]:
        """1 for every feature that only lifts criteria, −1 for every one that only lowers them.

        Of all criteria, or of those of one dimension.
        """
        names = self.criteria if dimension is None else self.criteria_of(dimension)
        lifts = {feature for name in names for feature in self.criteria[name].lifts}
        lowers = {feature for name in names for feature in self.criteria[name].lowers}
        return dict.fromkeys(lifts - lowers, 1.0) | dict.fromkeys(lowers - lifts, -1.0)

    def criteria_of(self, dimension: str) -> dict[str, float]:
        """Criterion → weight of one dimension, in the order of the file."""
        return {
            f"{dimension}.{name}": weight
            for name, weight in self.weights.dimensions[dimension].items()
        }

    def exemplars(self) -> Iterator[tuple[str, str, bool, str]]:
        """(act, language, whether it does the act, sentence) of every exemplar and near miss."""
        for act in self.acts.values():
            for does, sentences in ((True, act.exemplars), (False, act.near_misses)):
                for language, texts in sentences.items():
                    for text in texts:
                        yield act.act, language, does, text


def read_rubric(root: Path) -> Rubric:
    """Read the folder ``rubric/``; `ContentError` names every problem of every file."""
    problems: list[Problem] = []
    weights = _collect(problems, partial(read_yaml, root / "rubric.yml", Weights))
    criteria = _folder(problems, root / "criteria", Criterion, lambda one: one.criterion)
    acts = _folder(problems, root / "acts", Act, lambda one: one.act)
    languages = _collect(problems, partial(read_languages, root / "languages")) or {}
    if weights is not None:
        problems += _weights_problems(root / "rubric.yml", weights, set(criteria))
    for name, act in acts.items():
        problems += _act_problems(root / "acts" / f"{name}.yml", act)
    if problems or weights is None:
        raise ContentError(problems)
    return Rubric(root, weights, criteria, acts, languages, _digest(root))


def _collect(problems: list[Problem], read: Callable[[], Value]) -> Value | None:
    try:
        return read()
    except ContentError as error:
        problems.extend(error.problems)
        return None


def _folder(
    problems: list[Problem], folder: Path, schema: type[Value], name_of: Callable[[Value], str]
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for path in sorted(folder.glob("*.yml")):
        value = _collect(problems, partial(read_yaml, path, schema))
        if value is None:
            continue
        name = name_of(value)
        if name != path.stem:
            problems.append(Problem(path, 1, 1, f"is named “{path.stem}” but describes “{name}”"))
        found[name] = value
    return found


def _weights_problems(path: Path, weights: Weights, known: set[str]) -> Iterator[Problem]:
    if set(weights.dimensions) != set(DIMENSIONS):
        yield Problem(path, 1, 1, f"dimensions must be exactly {', '.join(DIMENSIONS)}")
        return
    named = {f"{dim}.{name}" for dim, names in weights.dimensions.items() for name in names}
    for name in sorted(named ^ known):
        where = "has no file in criteria/" if name in named else "has no weight"
        yield Problem(path, 1, 1, f"the criterion {name} {where}")
    for dimension, parts in weights.dimensions.items():
        if abs(sum(parts.values()) - 1) > 0.001:
            yield Problem(path, 1, 1, f"the weights of {dimension} sum to {sum(parts.values()):g}")


def _act_problems(path: Path, act: Act) -> Iterator[Problem]:
    for language in sorted({*act.exemplars, *act.near_misses} - set(LANGUAGES)):
        yield Problem(path, 1, 1, f"unknown language “{language}”; allowed: {', '.join(LANGUAGES)}")
    if not any(act.exemplars.values()):
        yield Problem(path, 1, 1, "needs exemplars")


def _digest(root: Path) -> str:
    total = hashlib.sha256()
    paths = [
        root / "rubric.yml",
        *(root / "criteria").glob("*.yml"),
        *(root / "acts").glob("*.yml"),
    ]
    paths += [*(root / "languages").rglob("*.yml"), *(root / "languages").rglob("*.txt")]
    for path in sorted(paths):
        total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
