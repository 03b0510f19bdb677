"""Which words earned or cost a criterion: the largest contributions, with their spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from workbench.model import Finding, SentenceReading
from workbench.score.features import LONG_SENTENCE, harm_of
from workbench.score.heads import Calibration

MOST = 4
"""Findings shown for one criterion."""
LEAST = 2.0
"""Points from which a contribution is worth showing."""
SEEN = 0.35


def evidence_of(
    calibration: Calibration,
    features: Mapping[str, float],
    readings: Sequence[SentenceReading],
) -> tuple[Finding, ...]:
    """The findings behind a criterion, strongest first; `strength` in points, below 0 = cost."""
    points = {
        name: weight * features.get(name, 0.0)
        for name, weight in calibration.weights.items()
        if not name.startswith("learned.")
    }
    found: list[Finding] = []
    for name in sorted(points, key=lambda name: -abs(points[name])):
        if abs(points[name]) < LEAST or len(found) >= MOST:
            break
        kind, _, rest = name.partition(".")
        for start, end in _SPANS.get(kind, _nowhere)(rest, readings):
            if not any((start, end) == (other.start, other.end) for other in found):
                found.append(Finding(kind, rest or kind, start, end, points[name]))
    return tuple(found[:MOST])


Spans = Iterator[tuple[int, int]]


def _acts(act: str, readings: Sequence[SentenceReading]) -> Spans:
    if act == "harm":
        chosen = [(harm_of(reading), reading) for reading in readings]
    else:
        chosen = [(reading.acts.get(act, 0.0), reading) for reading in readings]
    best = max((probability for probability, _ in chosen), default=0.0)
    for probability, reading in chosen:
        if probability >= max(SEEN, 0.8 * best):
            yield reading.sentence.start, reading.sentence.end


def _terms(kind: str, readings: Sequence[SentenceReading]) -> Spans:
    kinds = {"jargon", "code"} if kind == "any" else {"word"} if kind == "rare" else {kind}
    terms = [term for reading in readings for term in reading.terms if term.kind in kinds]
    for term in sorted(terms, key=lambda term: -term.difficulty):
        if term.kind != "word" or term.difficulty >= 0.6:
            yield term.start, term.end


def _words(name: str, readings: Sequence[SentenceReading]) -> Spans:
    for reading in readings:
        for finding in reading.signals:
            if finding.name == name:
                yield finding.start, finding.end


def _hardest(_: str, readings: Sequence[SentenceReading]) -> Spans:
    hardest = max(readings, key=lambda reading: reading.difficulty)
    yield hardest.sentence.start, hardest.sentence.end


def _long(_: str, readings: Sequence[SentenceReading]) -> Spans:
    for reading in readings:
        if len(reading.sentence.tokens) > LONG_SENTENCE:
            yield reading.sentence.start, reading.sentence.end


def _relevant(_: str, readings: Sequence[SentenceReading]) -> Spans:
    nearest = max(readings, key=lambda reading: reading.relevance)
    if nearest.relevance > 0:
        yield nearest.sentence.start, nearest.sentence.end


def _answer(_: str, readings: Sequence[SentenceReading]) -> Spans:
    yield from _acts("next_step", readings)


def _asked(_: str, readings: Sequence[SentenceReading]) -> Spans:
    nearest = max(readings, key=lambda reading: reading.answers)
    if nearest.answers > 0:
        yield nearest.sentence.start, nearest.sentence.end


def _nowhere(_: str, __: Sequence[SentenceReading]) -> Spans:
    yield from ()


_SPANS: dict[str, Callable[[str, Sequence[SentenceReading]], Spans]] = {
    "act": _acts,
    "share": _acts,
    "sum": _acts,
    "terms": _terms,
    "word": _words,
    "difficulty": _hardest,
    "long": _long,
    "relevance": _relevant,
    "early": _answer,
    "step": _answer,
    "answer": _asked,
}
