"""Features of a whole reply, each between 0 and 1, from the readings of its sentences.

Good acts count only in sentences that do no harm: a warm word does not make up for blame in
the same breath. The names are those that ``rubric/criteria/*.yml`` may list.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.detect.kinds import EMPTY, HARM
from workbench.model import SentenceReading

DOUBT = 0.4
"""Probability of harm, at even odds, up to which a sentence is given the benefit of doubt."""
SOME = 1.5
"""Sentences that do an act by which its sum has come two thirds of the way."""
MOST_HARM = 4.0
"""Harmful sentences up to which each further one counts."""
LOW = -1.2
"""Leaning (in spreads of the ratings) towards which a harmful sentence pulls empathy."""
ANSWERS = ("next_step", "gives_time", "reassurance", "explains_reason", "takes_ownership")
ANSWERING = "answering"
"""Feature: 1 if the message that is answered is known. Without it, nobody can tell whether the
reply comes to the point, or whether its next step is the one that is needed."""
IN_CHANNEL = "in_channel"
"""Feature: 1 if the channel is known. Without it, no length or form can be called right."""
LONG_SENTENCE = 24
"""Words from which a sentence begins to count as long; at twice that it counts fully."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What surrounds the reply: length habits of the channel, the customer's words and name."""

    customer_stems: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    usual_length: tuple[int, int] = (120, 700)
    """Characters within which a reply in this channel usually lies."""
    placeholders: int = 0
    answering: bool = True
    """Whether the message that the reply answers is known."""
    in_channel: bool = True
    """Whether the channel is known."""


def harm_of(reading: SentenceReading) -> float:
    """How surely the sentence blames, dismisses or mocks, 0–1; doubtful cases count as 0."""
    return max(0.0, (reading.acts.get(HARM, 0.0) - DOUBT) / (1 - DOUBT))


def credit_of(reading: SentenceReading) -> float:
    """How much of what the sentence does well counts: the less, the likelier it harms."""
    return 1 - harm_of(reading)


def stem(folded: str) -> str:
    """The first letters of a folded word: enough to meet its inflected forms again."""
    return folded[: max(4, len(folded) - 3)][:7]


def features(readings: Sequence[SentenceReading], context: Context) -> dict[str, float]:
    """All features of a reply; deterministic and cheap, so that effects can be computed."""
    found: dict[str, float] = {}
    _acts(readings, found)
    _words(readings, found)
    _reading_ease(readings, found)
    _customer(readings, context, found)
    _length(readings, context, found)
    _learned(readings, found)
    found[ANSWERING] = float(context.answering)
    found[IN_CHANNEL] = float(context.in_channel)
    return found


def _acts(readings: Sequence[SentenceReading], found: dict[str, float]) -> None:
    if not readings or not readings[0].acts:
        return
    harms = [harm_of(reading) for reading in readings]
    kind = [1 - harm for harm in harms]
    for name in readings[0].acts:
        if name == EMPTY:
            continue  # what says nothing is set aside, not counted
        counts = [
            reading.acts[name] * (1.0 if name in COSTS else good)
            for reading, good in zip(readings, kind, strict=True)
        ]
        found[f"act.{name}"] = max(counts)
        found[f"share.{name}"] = sum(counts) / len(counts)
        # Unlike a share, a sum cannot be watered down by adding sentences.
        found[f"sum.{name}"] = 1 - math.exp(-sum(counts) / SOME)
    found["act.harm"] = 1 - math.prod(kind)
    found["share.harm"] = sum(harms) / len(harms)
    # Every further harm counts, so that taking any of them away helps.
    found["sum.harm"] = min(1.0, sum(harms) / MOST_HARM)
    found["early.answer"] = _early(readings, kind)
    found["step.timed"] = _timed(readings, kind)


def _timed(readings: Sequence[SentenceReading], kind: Sequence[float]) -> float:
    """How surely an action and its time stand together, in one sentence or side by side."""
    steps = [r.acts.get("next_step", 0.0) * good for r, good in zip(readings, kind, strict=True)]
    times = [r.acts.get("gives_time", 0.0) * good for r, good in zip(readings, kind, strict=True)]
    return max(step * max(times[max(0, i - 1) : i + 2]) for i, step in enumerate(steps))


COSTS = frozenset(
    [
        "apology_formula",
        "canned",
        "overclaims",
        "vague_promise",
        "asks_personal_data",
        "blames",
        "dismisses",
        "sarcasm",
        "policy_quote",
        "passing_on",
        "contradiction",
        "hard",
    ]
)


def _early(readings: Sequence[SentenceReading], kind: Sequence[float]) -> float:
    """How early the reply says something that answers: 1 in the first sentence, 0 at the end."""
    content = [
        (reading, good)
        for reading, good in zip(readings, kind, strict=True)
        if len(reading.sentence.tokens) > 3
    ]
    best = 0.0
    for place, (reading, good) in enumerate(content):
        answer = max(reading.acts.get(name, 0.0) for name in ANSWERS)
        best = max(best, answer * good * (1 - place / max(len(content), 3)))
    return best


def _words(readings: Sequence[SentenceReading], found: dict[str, float]) -> None:
    total: dict[str, float] = {}
    for reading in readings:
        good = credit_of(reading)
        for name, strength in reading.words.items():
            weight = good if name in _GOOD_SIGNALS else 1.0
            total[name] = total.get(name, 0.0) + weight * strength
    for name in _SIGNALS:
        found[f"word.{name}"] = 1 - math.exp(-total.get(name, 0.0) / 1.5)


_GOOD_SIGNALS = frozenset({"time", "first_person", "feeling", "apology", "greeting", "closing"})
_SIGNALS = [
    "time",
    "time_vague",
    "hedge",
    "first_person",
    "feeling",
    "apology",
    "formula",
    "greeting",
    "closing",
    "contrast",
]


def _reading_ease(readings: Sequence[SentenceReading], found: dict[str, float]) -> None:
    if not readings:
        return
    words = [len(reading.sentence.tokens) for reading in readings]
    total = max(1, sum(words))
    weighted = sum(r.difficulty * n for r, n in zip(readings, words, strict=True))
    found["difficulty.mean"] = weighted / total
    found["difficulty.max"] = max(reading.difficulty for reading in readings)
    long = sum(n * min(1, max(0, n - LONG_SENTENCE) / LONG_SENTENCE) for n in words)
    found["long"] = long / total
    cost = dict.fromkeys(("jargon", "code", "officialese", "idiom", "word"), 0.0)
    for reading in readings:
        for term in reading.terms:
            cost[term.kind] += term.difficulty
    for kind in ("jargon", "code", "officialese", "idiom"):
        found[f"terms.{kind}"] = 1 - math.exp(-2.5 * cost[kind] / max(6.0, total**0.75))
    found["terms.any"] = 1 - math.exp(
        -2.5 * (cost["jargon"] + cost["code"]) / max(6.0, total**0.75)
    )
    found["terms.rare"] = min(1.0, 4 * cost["word"] / total)


def _customer(
    readings: Sequence[SentenceReading], context: Context, found: dict[str, float]
) -> None:
    relevance = [reading.relevance * credit_of(reading) for reading in readings]
    found["relevance.max"] = max(relevance, default=0.0)
    found["relevance.mean"] = sum(relevance) / max(1, len(relevance))
    kindest: dict[str, float] = {}
    for reading in readings:
        good = credit_of(reading)
        for token in reading.sentence.tokens:
            word = stem(token.folded)
            kindest[word] = max(good, kindest.get(word, 0.0))
    found["answer.max"] = max((r.answers * credit_of(r) for r in readings), default=0.0)
    shared = sum(good for word, good in kindest.items() if word in context.customer_stems)
    found["detail"] = 1 - math.exp(-shared / 3)
    found["name"] = max((kindest.get(name, 0.0) for name in context.names), default=0.0)
    found["placeholder"] = min(1.0, float(context.placeholders))


def _length(readings: Sequence[SentenceReading], context: Context, found: dict[str, float]) -> None:
    length = sum(reading.sentence.end - reading.sentence.start for reading in readings)
    short, long = context.usual_length
    found["length.short"] = min(1.0, max(0.0, (short - length) / short))
    found["length.long"] = min(1.0, max(0.0, (length - long) / long))


def _learned(readings: Sequence[SentenceReading], found: dict[str, float]) -> None:
    if not readings or not readings[0].leaning:
        return
    for name in readings[0].leaning:
        if name.startswith("empathy"):
            found[f"learned.{name}"] = _best_and_worst([_leaning(r, name) for r in readings])
        else:
            found[f"learned.{name}"] = _mean(readings, name)


def _best_and_worst(leanings: Sequence[float]) -> float:
    """Empathy is made by the two best sentences and unmade by every bad one.

    A mean would let any neutral sentence water down what hurts.
    """
    best = sorted(leanings, reverse=True)[:2]
    bad = sum(max(0.0, -leaning) for leaning in leanings)
    return 1 / (1 + math.exp(-(0.72 * sum(best) / len(best) - 0.18 * bad)))


def _mean(readings: Sequence[SentenceReading], name: str) -> float:
    weights = [max(1, len(reading.sentence.tokens)) ** 0.5 for reading in readings]
    pairs = zip(weights, readings, strict=True)
    mean = sum(weight * reading.leaning[name] for weight, reading in pairs) / sum(weights)
    return 1 / (1 + math.exp(-2 * mean))


def _leaning(reading: SentenceReading, name: str) -> float:
    """A sentence's leaning; one that harms leans low in empathy, whatever else it says."""
    leaning, harm = reading.leaning[name], harm_of(reading)
    return (1 - harm) * leaning + harm * min(leaning, LOW)
