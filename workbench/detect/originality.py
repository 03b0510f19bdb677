"""How much of a reply was pasted: from the customer's own text, or from a known reply."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model import Sentence, Token

RUN = 6
"""Words in a row that two people do not write the same by chance."""


def copied_share(tokens: Sequence[Token], source: Sequence[Token]) -> float:
    """Share (0–1) of the words that stand in runs of `RUN` words of the source."""
    if len(tokens) < RUN or len(source) < RUN:
        return 0.0
    words = [token.folded for token in tokens]
    other = [token.folded for token in source]
    runs = {tuple(other[i : i + RUN]) for i in range(len(other) - RUN + 1)}
    copied = [False] * len(words)
    for i in range(len(words) - RUN + 1):
        if tuple(words[i : i + RUN]) in runs:
            copied[i : i + RUN] = [True] * RUN
    return sum(copied) / len(words)


def copied_shares(text: str, reply: Sequence[Sentence], source: Sequence[Sentence]) -> list[float]:
    """Of each sentence of the reply `text`, the share of its words that are the customer's.

    A line that begins with ``>`` quotes, whatever it says.
    """
    whole = [token for sentence in source for token in sentence.tokens]
    said = {_words(sentence) for sentence in source}
    return [
        1.0
        if _quoted(text, sentence.start) or (sentence.tokens and _words(sentence) in said)
        else copied_share(sentence.tokens, whole)
        for sentence in reply
    ]


def _quoted(text: str, place: int) -> bool:
    line = text.rfind("\n", 0, place + 1) + 1
    return text[line : place + 1].lstrip().startswith(">")


def _words(sentence: Sentence) -> tuple[str, ...]:
    return tuple(token.folded for token in sentence.tokens)
