"""Texts that only try to look good: added to a poor reply, they must not raise its scores.

The 200 texts of ``tests/data/attacks.jsonl`` were written natively for these tests, five of
each kind in every language, and never fitted on. Each is added to the end of one of the
poorest gold replies of its language and to the beginning of another; and in the same way
the customer's own message is pasted back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from places import DATA, LANGUAGES

from workbench.bench import Bench
from workbench.gold import GoldReply, read_rows
from workbench.model import DIMENSIONS, Draft

POINTS = 2.0
"""A rise by more than this counts."""
WANTED = 0.05
"""Share of attacks that may raise a dimension: what we aim for."""
HELD = {
    "stuffing": 0.33,
    "apology_spam": 0.42,
    "template": 0.45,
    "order": 0.20,
    "praise": 0.31,
    "pasted": 0.12,
}
"""Share, by kind, in which any one dimension rises today: never more."""
POOREST = 10


@dataclass(frozen=True)
class Attack:
    """One attack on one reply and what each dimension gained by it, in points."""

    language: str
    kind: str
    gains: tuple[float, ...]


def scores(bench: Bench, row: GoldReply, text: str) -> tuple[float, ...]:
    draft = Draft(text=text, language=row.language, channel=row.channel, customer=row.customer)
    found = bench.read(draft).scores.dimensions
    return tuple(found[name] for name in DIMENSIONS)


def attacks_of(bench: Bench, gold: tuple[GoldReply, ...]) -> Iterator[Attack]:
    texts = list(read_rows(DATA / "attacks.jsonl"))
    for code in LANGUAGES:
        own = [row for row in gold if row.language == code and not row.style]
        poor = sorted(own, key=lambda row: sum(row.ratings.values()))[:POOREST]
        before = {row.id: scores(bench, row, row.reply) for row in poor}
        mine = [(text["kind"], text["text"]) for text in texts if text["language"] == code]
        for place, (kind, text) in enumerate(mine):
            ended, begun = poor[place % POOREST], poor[(3 * place + 5) % POOREST]
            yield attack(bench, ended, kind, f"{ended.reply.rstrip()} {text}", before[ended.id])
            yield attack(bench, begun, kind, f"{text} {begun.reply}", before[begun.id])
        for row in poor:
            text = f"{row.customer}\n\n{row.reply}"
            yield attack(bench, row, "pasted", text, before[row.id])


def attack(bench: Bench, row: GoldReply, kind: str, text: str, before: tuple[float, ...]) -> Attack:
    after = scores(bench, row, text)
    gains = tuple(new - old for new, old in zip(after, before, strict=True))
    return Attack(row.language, kind, gains)


def raised(attacks: list[Attack], dimension: int | None = None) -> float:
    """Share of attacks that raised a dimension, or any."""
    chosen = slice(None) if dimension is None else slice(dimension, dimension + 1)
    return sum(max(one.gains[chosen]) > POINTS for one in attacks) / len(attacks)


@pytest.fixture(scope="module")
def attacks(bench: Bench, gold: tuple[GoldReply, ...]) -> list[Attack]:
    return list(attacks_of(bench, gold))


@pytest.mark.parametrize("kind", HELD)
def test_attacks_raise_nothing(attacks: list[Attack], kind: str) -> None:
    own = [one for one in attacks if one.kind == kind]
    assert {one.language for one in own} == set(LANGUAGES)
    each = {name: f"{raised(own, place):.0%}" for place, name in enumerate(DIMENSIONS)}
    print(f"{kind}: {len(own)} attacks raise any {raised(own):.0%}, {each} (aim: {WANTED:.0%})")
    assert raised(own) <= HELD[kind]


def test_attacks_pay_on_average_in_no_dimension(attacks: list[Attack]) -> None:
    for place, name in enumerate(DIMENSIONS):
        mean = sum(one.gains[place] for one in attacks) / len(attacks)
        print(f"{name}: {mean:+.1f} points on average")
        assert mean <= 0.5
