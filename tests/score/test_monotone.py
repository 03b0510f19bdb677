"""What must never cost: taking harm away, explaining a term, splitting a tangled sentence.

What holds today is not yet “never” for the first and the last.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from workbench.bench import Bench
from workbench.feedback.edits import Edit, removals, replacements, splits
from workbench.gold import GoldReply
from workbench.model import Draft
from workbench.score.assess import Reading
from workbench.score.criteria import Scores
from workbench.score.features import harm_of

EVERY = 8
"""Every so many gold replies are tried."""
ROUNDING = 0.05
"""Points by which a score may fall and still count as unchanged."""
HARMFUL = 0.3


@pytest.fixture(scope="module")
def readings(bench: Bench, gold: tuple[GoldReply, ...]) -> list[Reading]:
    found = []
    for row in gold[::EVERY]:
        draft = Draft(
            text=row.reply, language=row.language, channel=row.channel, customer=row.customer
        )
        found.append(bench.read(draft))
    return found


def edited(bench: Bench, reading: Reading, edit: Edit) -> Scores:
    draft = reading.analysis.draft
    text = edit.apply(draft.text)
    code = reading.analysis.language.code
    again = Draft(text=text, language=code, channel=draft.channel, customer=draft.customer)
    return bench.read(again).scores


def without_harm(reading: Reading) -> Iterator[Edit]:
    harms = [harm_of(sentence) for sentence in reading.sentences]
    yield from removals(reading, [i for i, harm in enumerate(harms) if harm >= HARMFUL], "harm")


def explained(reading: Reading) -> Iterator[Edit]:
    yield from replacements(reading, "jargon.terms", ("jargon", "code"))


def split(reading: Reading) -> Iterator[Edit]:
    yield from splits(reading)


@pytest.mark.parametrize(
    ("edits", "name", "held"),
    [
        (without_harm, "empathy", 0.85),
        (explained, "jargon.terms", 0.95),
        (split, "clarity.easy_to_read", 0.86),
    ],
    ids=["without_harm", "explained", "split"],
)
def test_never_lowers(bench: Bench, readings: list[Reading], edits, name: str, held: float) -> None:
    kept, fell = 0, []
    for reading in readings:
        before = {**reading.scores.dimensions, **reading.scores.criteria}
        for edit in edits(reading):
            scores = edited(bench, reading, edit)
            after = {**scores.dimensions, **scores.criteria}
            if after[name] >= before[name] - ROUNDING:
                kept += 1
            else:
                fell.append(after[name] - before[name])
    share = kept / (kept + len(fell))
    print(f"{name}: not lowered in {share:.1%} of {kept + len(fell)}; worst {min(fell, default=0)}")
    assert kept + len(fell) >= 20
    assert share >= held
