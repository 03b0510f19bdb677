"""How a reply is typed must not move its scores: the same words, another keyboard."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import numpy as np
import pytest

from workbench.bench import Bench
from workbench.gold import GoldReply
from workbench.model import DIMENSIONS, Draft
from workbench.text.segment import sentences_of

WANTED = 8.0
"""Points that a dimension may move at the 90th percentile: what we aim for."""
EVERY = 18
"""Every so many gold replies are retyped."""


def without_diacritics(row: GoldReply) -> str:
    parts = unicodedata.normalize("NFD", row.reply)
    return "".join(part for part in parts if not unicodedata.combining(part))


def decomposed(row: GoldReply) -> str:
    return unicodedata.normalize("NFD", row.reply)


def shouted(row: GoldReply) -> str:
    return row.reply.upper()


def mistyped(row: GoldReply) -> str:
    """Two letters in a hundred changed places with the next."""
    dice = random.Random(row.id)
    letters = list(row.reply)
    places = [i for i in range(1, len(letters) - 2) if (letters[i] + letters[i + 1]).isalpha()]
    for place in dice.sample(places, max(1, len(places) // 50)):
        letters[place], letters[place + 1] = letters[place + 1], letters[place]
    return "".join(letters)


def with_emoji(row: GoldReply) -> str:
    return f"🙏 {row.reply} 😊"


def broken_lines(row: GoldReply) -> str:
    return "\n".join(sentence.raw for sentence in sentences_of(row.reply))


def quoting(row: GoldReply) -> str:
    """The customer's message quoted above, as mail programs do."""
    quoted = "\n".join(f"> {line}" for line in row.customer.splitlines())
    return f"{quoted}\n\n{row.reply}"


def signed(row: GoldReply) -> str:
    return f"{row.reply}\n\n--\nA. Novak\n+386 1 555 01 23 | a.novak@example.com"


TYPED: dict[Callable[[GoldReply], str], float] = {
    without_diacritics: 9.5,
    decomposed: 0.5,
    shouted: 12.0,
    mistyped: 13.0,
    with_emoji: 8.0,
    broken_lines: 1.0,
    quoting: 1.0,
    signed: 9.0,
}
"""How a reply is retyped, and what it moves at most today, at the 90th percentile."""


def scores(bench: Bench, row: GoldReply, text: str) -> list[float]:
    draft = Draft(text=text, language=row.language, channel=row.channel, customer=row.customer)
    found = bench.read(draft).scores.dimensions
    return [found[name] for name in DIMENSIONS]


@pytest.mark.parametrize("retyped", TYPED, ids=lambda retyped: retyped.__name__)
def test_retyping_moves_little(
    bench: Bench, gold: tuple[GoldReply, ...], retyped: Callable[[GoldReply], str]
) -> None:
    chosen = gold[::EVERY]
    changed = [row for row in chosen if retyped(row) != row.reply]
    assert len(changed) >= len(chosen) / 4
    moved = np.array(
        [
            np.abs(np.subtract(scores(bench, row, retyped(row)), scores(bench, row, row.reply)))
            for row in changed
        ]
    )
    most = np.quantile(moved, 0.9, axis=0)
    each = dict(zip(DIMENSIONS, most.round(1).tolist(), strict=True))
    print(f"{retyped.__name__}: {each} points at the 90th percentile (aim: {WANTED:.0f})")
    assert most.max() <= TYPED[retyped]
