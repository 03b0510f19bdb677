"""How much of a reply was pasted: from the customer's own text, or from a known reply."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model import Token

RUN = 6
"""Words in a row that two people do not write the same by chance."""


def copied_share(tokens: Sequence[Token], source: Sequence[Token]) -> float:
    """Share (0–1) of the reply's words that stand in runs of `RUN` words of the source."""
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
