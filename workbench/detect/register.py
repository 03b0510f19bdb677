"""The form of address: formal or informal, and whether a reply mixes the two.

German says *Sie* with a capital and *sie* (she, they) without, so there only capitals in
mid-sentence count as formal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.languages import Language
from workbench.model import Finding, Sentence
from workbench.phrases import Matches


def address_of(sentences: Sequence[Sentence], language: Language) -> tuple[list[Finding], ...]:
    """(formal, informal) findings over all sentences."""
    formal: list[Finding] = []
    informal: list[Finding] = []
    for sentence in sentences:
        matches = language.phrases.find(sentence.tokens)
        formal += _found(sentence, language, "formal_address", matches)
        informal += _found(sentence, language, "informal_address", matches)
    return formal, informal


def _found(
    sentence: Sentence, language: Language, name: str, matches: Matches
) -> Iterator[Finding]:
    for first, last, _ in matches.get(name, ()):
        token = sentence.tokens[first]
        typed = sentence.raw[token.start - sentence.start : token.end - sentence.start]
        if language.code == "de" and name == "formal_address":
            opens = first == 0
            if opens or not typed[:1].isupper():
                continue
        yield Finding("register", name, token.start, sentence.tokens[last - 1].end)
