"""What surrounds a reply, gathered once per assessment."""

from __future__ import annotations

from workbench.languages import Language
from workbench.model import Token
from workbench.playbook import Channel
from workbench.score.features import Context, stem
from workbench.text.analyze import Analysis, Message
from workbench.text.segment import folded, tokens_of

_COMMON = 5.6
"""Zipf frequency from which a word says nothing about this customer's case."""


def context_of(analysis: Analysis, channel: Channel, address: str = "") -> Context:
    """The context of a reply; `address` is how the customer is addressed, if the case says so."""
    language = analysis.language
    return Context(
        customer_stems=frozenset(
            stem(token.folded) for token in analysis.customer.tokens if _telling(token, language)
        ),
        names=names_of(analysis.customer, address),
        usual_length=channel.usual,
        placeholders=len(placeholders(analysis)),
        answering=bool(analysis.customer.sentences),
        in_channel=analysis.draft.channel is not None,
    )


def _telling(token: Token, language: Language) -> bool:
    if len(token.folded) < 3 and not token.folded.isdigit():
        return False
    zipf = language.frequency.zipf([token.form])[0]
    return not zipf >= _COMMON  # unknown words (NaN) are telling


def names_of(customer: Message, address: str) -> frozenset[str]:
    """Stems of the words by which the customer is addressed: from the case, else the signature."""
    words = [token.folded for token in tokens_of(address)]
    if not words and customer.sentences:
        last = customer.sentences[-1]
        if len(last.tokens) <= 4 and last.raw[:1].isupper():
            words = [token.folded for token in last.tokens]
    return frozenset(stem(word) for word in words if len(word) >= 3)


def placeholders(analysis: Analysis) -> list[tuple[int, int]]:
    """Spans of template gaps that were left in the reply: ``{name}``, ``[DATE]``, ``xxx``."""
    text = analysis.draft.text
    spans = []
    bare = _same_length(text)
    for entry in analysis.language.pack.placeholders:
        gap = _same_length(entry)
        start = bare.find(gap)
        while start != -1:
            end = start + len(gap)
            if _stands_alone(bare, start, end):
                spans.append((start, end))
            start = bare.find(gap, end)
    return sorted(set(spans))


def _same_length(text: str) -> str:
    """Folded text in which every code point stands where it stood."""
    return "".join(folded(character)[:1] or " " for character in text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    letters = text[start].isalnum() and before.isalnum()
    return not (letters or (text[end - 1].isalnum() and after.isalnum()))
