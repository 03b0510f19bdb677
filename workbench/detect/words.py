"""Lexical signals of a sentence, from the word lists of its language.

Each signal is a finding with its span; strengths are added up per sentence. They work
without an encoder and are what the page shows while a person types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.detect.case import amounts_in
from workbench.model import Finding, Sentence, Token
from workbench.phrases import Matches

_SIGNALS = {
    "time_vague": "time_vague",
    "time_words": "time",
    "hedges": "hedge",
    "first_person": "first_person",
    "feelings": "feeling",
    "apologies": "apology",
    "formula": "formula",
    "greetings": "greeting",
    "closings": "closing",
    "contrast": "contrast",
    "personal_data": "personal_data",
    "asks_for": "asks_for",
    "in_private": "in_private",
}
_CLOCK = re.compile(r"^\d{1,2}[:.]\d{2}$|^\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?$|^\d{1,2}h\d{0,2}$")


def signals(sentence: Sentence, matches: Matches) -> Iterator[Finding]:
    """Every lexical signal among the sentence's `matches`.

    A vague time hides the concrete words in it.
    """
    hidden: set[int] = set()
    for name, signal in _SIGNALS.items():
        for first, last, _ in matches.get(name, ()):
            if signal == "time" and hidden & set(range(first, last)):
                continue
            if signal in {"time_vague", "greeting", "closing"}:
                hidden |= set(range(first, last))
            yield _finding(signal, sentence.tokens, first, last)
    prices = [(start, end) for _, start, end in amounts_in(sentence.raw)]
    for place, token in enumerate(sentence.tokens):
        at = token.start - sentence.start
        if _CLOCK.match(token.form) and not any(start <= at < end for start, end in prices):
            yield _finding("time", sentence.tokens, place, place + 1)


def _finding(name: str, tokens: Sequence[Token], first: int, last: int) -> Finding:
    return Finding("word", name, tokens[first].start, tokens[last - 1].end)


def strengths(findings: Sequence[Finding]) -> dict[str, float]:
    """Signal → how often it was found."""
    counts: dict[str, float] = {}
    for finding in findings:
        counts[finding.name] = counts.get(finding.name, 0.0) + finding.strength
    return counts
