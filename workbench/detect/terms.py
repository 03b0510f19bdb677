"""Words that cost the reader: list terms, codes and abbreviations, and rare words.

Every word token gets a difficulty between 0 and 1; those from a list carry their plain
wording. Words that the customer used first are not terms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from workbench.languages import Language
from workbench.model import Sentence, Term, Token
from workbench.phrases import Matches
from workbench.text.arabic import stems

LISTED = {"jargon": 0.9, "officialese": 0.75, "idioms": 0.6}
CODE = 0.85
_KIND = {"jargon": "jargon", "officialese": "officialese", "idioms": "idiom"}
_EASY, _HARD = 4.6, 1.6
"""Zipf frequencies at which a word costs nothing, and as much as a word can by being rare."""


def terms_of(
    sentence: Sentence,
    language: Language,
    matches: Matches,
    known: Collection[str],
    *,
    idioms: bool = True,
) -> tuple[Term, ...]:
    """A `Term` for every word token, in order; list terms cover all their words at once.

    `matches` are the language's phrases in the sentence; `known` holds the folded forms of
    words that the customer used.
    """
    tokens = sentence.tokens
    covered: dict[int, Term] = {}
    for kind in LISTED:
        if kind == "idioms" and not idioms:
            continue
        for first, last, entry in matches.get(kind, ()):
            words = tokens[first:last]
            if any(place in covered for place in range(first, last)) or not _same_case(
                entry, sentence, words
            ):
                continue
            if all(token.folded in known for token in words):
                continue
            term = Term(
                words[0].start,
                words[-1].end,
                LISTED[kind],
                _KIND[kind],  # type: ignore[arg-type]
                getattr(language, kind)[entry],
            )
            covered.update(dict.fromkeys(range(first, last), term))
    return tuple(_in_order(sentence, language, known, covered))


def _in_order(
    sentence: Sentence, language: Language, known: Collection[str], covered: dict[int, Term]
) -> Iterator[Term]:
    tokens = sentence.tokens
    rarity = word_difficulty(tokens, language)
    last: Term | None = None
    for place, token in enumerate(tokens):
        term = covered.get(place)
        if term is None:
            code = looks_like_code(_typed(sentence, token)) and token.folded not in known
            difficulty = max(CODE, float(rarity[place])) if code else float(rarity[place])
            yield Term(token.start, token.end, difficulty, "code" if code else "word")
        elif term is not last:
            yield term
        last = term


def _typed(sentence: Sentence, token: Token) -> str:
    """The token in the writer's capitals (the sentence's text is composed, so by position)."""
    offset = token.start - sentence.start
    return sentence.raw[offset : token.end - sentence.start]


def _same_case(entry: str, sentence: Sentence, words: Sequence[Token]) -> bool:
    """An abbreviation of the list counts only in capitals, unless all is in capitals or none."""
    if not (entry.isupper() and len(entry) <= 5):
        return True
    if sentence.raw.isupper() or sentence.raw.islower():
        return len(entry) > 3
    return all(_typed(sentence, token).isupper() for token in words)


def looks_like_code(word: str) -> bool:
    """Capitals-only abbreviations and letter-digit codes such as ``SLA`` or ``CX-2219``."""
    letters = [letter for letter in word if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    digits = any(character.isdigit() for character in word)
    if len(word) < 2 or not letters or "@" in word or "." in word.strip("."):
        return False
    if digits:
        return capitals >= 1 and len(word) >= 4
    return capitals >= 2 and capitals == len(letters) and len(word) <= 6


def word_difficulty(tokens: Sequence[Token], language: Language) -> np.ndarray:
    """Difficulty 0–1 of each token from how rare and how long it is; numbers cost nothing."""
    if not tokens:
        return np.zeros(0)
    zipf = best_zipf(tokens, language)
    rare = np.clip((_EASY - zipf) / (_EASY - _HARD), 0, 1)
    length = np.array([min(len(token.form), 20) for token in tokens])
    long = np.clip((length - 8) / 10, 0, 1)
    words = np.array([any(letter.isalpha() for letter in token.form) for token in tokens])
    return np.where(words, np.clip(0.8 * rare + 0.2 * long, 0, 1), 0.0)


def best_zipf(tokens: Sequence[Token], language: Language) -> np.ndarray:
    """Zipf frequency of each token; of its bare form or, in Arabic, of a stem if that is higher."""
    exact = language.frequency.zipf([token.form for token in tokens])
    bare = language.frequency.zipf([token.folded for token in tokens])
    zipf = np.fmax(exact, bare)
    if language.code == "ar":
        for place, token in enumerate(tokens):
            known = language.frequency.zipf(sorted(stems(token.folded)))
            zipf[place] = np.nanmax([zipf[place], *known, 0])
    return np.where(np.isnan(zipf), 1.0, zipf)
