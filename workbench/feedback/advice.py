"""The smallest edit for each criterion, proved on the edited draft before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from workbench.feedback.edits import Change, Edit, insertions, removals, replacements, splits
from workbench.model import Advice, SentenceReading
from workbench.score.assess import Assessor, Reading
from workbench.score.criteria import Scores
from workbench.score.features import harm_of

GOOD_ENOUGH = 85.0
"""A criterion at this score needs no advice."""
PRESENT = 0.5
WORTH = 1.5
"""Points by which an edit must lift its criterion to be offered."""
HARMFUL = 0.3
LAST = frozenset({"shorter"})
"""Edits that only take away are shown after those that add what is missing."""

Readings = tuple[SentenceReading, ...]
ReadTexts = Callable[[Reading, Sequence[str]], list[Readings]]


def advise(assessor: Assessor, reading: Reading, read_texts: ReadTexts) -> tuple[Advice, ...]:
    """One proved edit per criterion that has room, the one that gains most overall first."""
    room = {name: score for name, score in reading.scores.criteria.items() if score < GOOD_ENOUGH}
    candidates = {name: list(_candidates(assessor, reading, name)) for name in room}
    every = [edit for edits in candidates.values() for edit in edits]
    after = _rescored(assessor, reading, every, read_texts)
    found = []
    for criterion, edits in candidates.items():
        gains = [
            after[edit.change].criteria.get(criterion, 0.0) - room[criterion] for edit in edits
        ]
        best = max(range(len(edits)), key=lambda place: gains[place], default=None)
        if best is not None and gains[best] >= WORTH:
            edit = edits[best]
            found.append(_advice(assessor, reading, criterion, edit, after[edit.change]))
    return tuple(sorted(found, key=lambda advice: (advice.missing in LAST, -advice.gain)))


def _candidates(assessor: Assessor, reading: Reading, criterion: str) -> Iterator[Edit]:
    rubric = assessor.rubric.criteria[criterion]
    harm = [i for i, sentence in enumerate(reading.sentences) if harm_of(sentence) >= HARMFUL]
    if criterion.startswith("empathy.") and harm:
        # Nothing that is added makes up for it: first it has to go.
        yield from removals(reading, harm, "without_harm")
        return
    for element, feature in rubric.elements.items():
        if reading.features.get(feature, 0.0) < PRESENT:
            yield from insertions(reading, element)
    if criterion in ("jargon.terms", "clarity.easy_to_read"):
        yield from replacements(reading, criterion, ("jargon", "code"))
    if criterion in ("jargon.officialese", "clarity.easy_to_read"):
        yield from replacements(reading, criterion, ("officialese",))
    if criterion == "jargon.idiom":
        yield from replacements(reading, criterion, ("idiom",))
    if criterion in ("clarity.easy_to_read", "jargon.officialese"):
        yield from splits(reading)
    if criterion in ("clarity.fits_channel", "clarity.main_point", "jargon.officialese"):
        hard = sorted(
            range(len(reading.sentences)), key=lambda place: -reading.sentences[place].difficulty
        )
        yield from removals(reading, hard[:2], "shorter")


def _rescored(
    assessor: Assessor, reading: Reading, edits: Sequence[Edit], read_texts: ReadTexts
) -> dict[Change, Scores]:
    """Scores after each change; every new sentence is read once, and all in one go."""
    texts = list(dict.fromkeys(text for edit in edits for text in edit.texts))
    fresh = dict(zip(texts, read_texts(reading, texts), strict=True)) if texts else {}
    changes = list(dict.fromkeys(edit.change for edit in edits))
    drafts = [
        reading.sentences[:first]
        + tuple(chain.from_iterable(fresh[text] for text in new))
        + reading.sentences[last:]
        for first, last, new in changes
    ]
    return dict(zip(changes, assessor.variants(reading, drafts), strict=True))


def _advice(
    assessor: Assessor, reading: Reading, criterion: str, edit: Edit, after: Scores
) -> Advice:
    weights = assessor.rubric.weights.overall
    gain = sum(
        weight * (after.dimensions.get(name, 0.0) - reading.scores.dimensions.get(name, 0.0))
        for name, weight in weights.items()
    )
    return Advice(
        criterion=criterion,
        missing=edit.missing,
        start=edit.start,
        end=edit.end,
        replacement=edit.replacement,
        new_text=edit.apply(reading.analysis.draft.text),
        gain=gain,
        to_fill=edit.to_fill,
    )
