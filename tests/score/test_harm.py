"""Blame costs empathy: taking an added blaming sentence out again raises it.

The sentences of ``tests/data/harm.*.txt`` were written for these tests and never fitted on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from places import LANGUAGES, Harm, harm_sentences

from workbench.bench import Bench
from workbench.detect.kinds import HARM
from workbench.gold import GoldReply
from workbench.model import Draft
from workbench.text.segment import sentences_of

WANTED = 0.95
"""What we aim for; not reached yet, see docs/validity.md."""
HELD = 0.89
HELD_EACH = 0.78
"""What holds today over all trials, and in every language and position: never less."""
TOLD = 0.62
"""Share of pairs of a harmful and a harmless sentence, read alone, that are in order."""
POSITIONS = ("start", "middle", "end")


@dataclass(frozen=True)
class Trial:
    """One sentence added to one gold reply; `loss` = points of empathy that it cost."""

    language: str
    kind: str
    position: str
    loss: float


def share(trials: list[Trial], least: float = 0.0) -> float:
    """Share of trials in which the added sentence cost more than `least` points."""
    return sum(trial.loss > least for trial in trials) / len(trials)


def added(bench: Bench, row: GoldReply, sentence: str, position: str) -> str:
    """The reply with `sentence` at its start, in its middle or at its end."""
    spans = sentences_of(row.reply, bench.rubric.languages[row.language].abbreviations)
    middle = spans[len(spans) // 2].start
    at = {"start": 0, "middle": middle, "end": len(row.reply)}[position]
    return f"{row.reply[:at]} {sentence} {row.reply[at:]}".strip()


def empathy(bench: Bench, row: GoldReply, text: str) -> float:
    draft = Draft(text=text, language=row.language, channel=row.channel, customer=row.customer)
    return bench.read(draft).scores.dimensions["empathy"]


def trials_of(bench: Bench, gold: tuple[GoldReply, ...], kind: str) -> Iterator[Trial]:
    """Every gold reply with one sentence of `kind` per position, in turn through the list."""
    turns: dict[str, int] = defaultdict(int)
    for row in gold:
        sentences = [harm for harm in harm_sentences(row.language) if harm.kind == kind]
        before = empathy(bench, row, row.reply)
        for position in POSITIONS:
            sentence = sentences[turns[row.language] % len(sentences)].text
            turns[row.language] += 1
            after = empathy(bench, row, added(bench, row, sentence, position))
            yield Trial(row.language, kind, position, before - after)


def readable(bench: Bench, row: GoldReply) -> bool:
    """One gold reply is by a Slovak who writes Czech, and refused as Slovak."""
    return bench.assess(row.reply, language=row.language, advice=False).overall is not None


@pytest.fixture(scope="module")
def blamed(bench: Bench, gold: tuple[GoldReply, ...]) -> list[Trial]:
    """Trials on the first set of gold replies and on a third of the second."""
    first = [row for row in gold if not row.style]
    second = [row for row in gold if row.style][::3]
    chosen = tuple(row for row in (*first, *second) if readable(bench, row))
    return list(trials_of(bench, chosen, "blames"))


def test_removing_blame_raises_empathy(blamed: list[Trial]) -> None:
    assert len(blamed) >= 390 * len(POSITIONS)
    reached = share(blamed)
    print(f"removing blame raises empathy in {reached:.1%} (aim: {WANTED:.0%})")
    assert reached >= HELD


@pytest.mark.parametrize("code", LANGUAGES)
def test_removing_blame_raises_empathy_in_every_language(blamed: list[Trial], code: str) -> None:
    assert share([trial for trial in blamed if trial.language == code]) >= HELD_EACH


@pytest.mark.parametrize("position", POSITIONS)
def test_removing_blame_raises_empathy_wherever_it_stood(
    blamed: list[Trial], position: str
) -> None:
    assert share([trial for trial in blamed if trial.position == position]) >= HELD_EACH


@pytest.mark.parametrize("code", LANGUAGES)
def test_harm_sentences(code: str) -> None:
    kinds = [harm.kind for harm in harm_sentences(code)]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "blames": 14,
        "dismisses": 6,
        "sarcasm": 4,
        "harmless": 12,
    }


def judged(bench: Bench, harm: Harm) -> float:
    """How surely the sentence harms, read alone."""
    (reading,) = bench.read(Draft(text=harm.text, language=harm.language)).sentences[:1]
    return reading.acts[HARM]


@pytest.mark.parametrize("code", LANGUAGES)
def test_harmless_sentences_are_told_from_harmful_ones(bench: Bench, code: str) -> None:
    scored = [(harm.kind != "harmless", judged(bench, harm)) for harm in harm_sentences(code)]
    yes = [value for harms, value in scored if harms]
    no = [value for harms, value in scored if not harms]
    ordered = sum(one > other for one in yes for other in no) / (len(yes) * len(no))
    assert ordered >= TOLD
