"""The smallest edit for each criterion, proved on the edited draft before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbench.feedback.edits import Edit, insertions, removals, replacements, splits
from workbench.model import Advice, SentenceReading
from workbench.score.assess import Assessor, Reading
from workbench.score.criteria import Scores
from workbench.score.features import features, harm_of

GOOD_ENOUGH = 85.0
"""A criterion at this score needs no advice."""
PRESENT = 0.5
WORTH = 1.5
"""Points by which an edit must lift its criterion to be offered."""
HARMFUL = 0.3
LAST = frozenset({"shorter"})
"""Edits that only take away are shown after those that add what is missing."""

ReadSentences = Callable[[Reading, tuple[str, ...]], tuple[SentenceReading, ...]]


def advise(assessor: Assessor, reading: Reading, read_texts: ReadSentences) -> tuple[Advice, ...]:
    """One proved edit per criterion that has room, the one that gains most overall first."""
    found = []
    for criterion, value in reading.scores.criteria.items():
        if value >= GOOD_ENOUGH:
            continue
        best: tuple[float, Edit, Scores] | None = None
        for edit in _candidates(assessor, reading, criterion):
            scores = rescored(assessor, reading, edit, read_texts)
            gain = scores.criteria.get(criterion, 0.0) - value
            if gain >= WORTH and (best is None or gain > best[0]):
                best = (gain, edit, scores)
        if best is not None:
            found.append(_advice(assessor, reading, best[1], best[2]))
    return tuple(sorted(found, key=lambda advice: (advice.missing in LAST, -advice.gain)))


def _candidates(assessor: Assessor, reading: Reading, criterion: str) -> Iterator[Edit]:
    rubric = assessor.rubric.criteria[criterion]
    harm = [i for i, sentence in enumerate(reading.sentences) if harm_of(sentence) >= HARMFUL]
    if criterion.startswith("empathy.") and harm:
        # Nothing that is added makes up for it: first it has to go.
        yield from removals(reading, criterion, harm, "without_harm")
        return
    for element, feature in rubric.elements.items():
        if reading.features.get(feature, 0.0) < PRESENT:
            yield from insertions(reading, criterion, element)
    if criterion in ("jargon.terms", "clarity.easy_to_read"):
        yield from replacements(reading, criterion, ("jargon", "code"))
    if criterion in ("jargon.officialese", "clarity.easy_to_read"):
        yield from replacements(reading, criterion, ("officialese",))
    if criterion == "jargon.idiom":
        yield from replacements(reading, criterion, ("idiom",))
    if criterion in ("clarity.easy_to_read", "jargon.officialese"):
        yield from splits(reading, criterion)
    if criterion in ("clarity.fits_channel", "clarity.main_point", "jargon.officialese"):
        hard = sorted(
            range(len(reading.sentences)), key=lambda place: -reading.sentences[place].difficulty
        )
        yield from removals(reading, criterion, hard[:2], "shorter")


def rescored(assessor: Assessor, reading: Reading, edit: Edit, read_texts: ReadSentences) -> Scores:
    """Scores after an edit, reading only the sentences that it changes."""
    fresh = read_texts(reading, edit.texts)
    sentences = reading.sentences[: edit.first] + fresh + reading.sentences[edit.last :]
    return assessor.score(
        features(sentences, reading.context), second_language=reading.second_language
    )


def _advice(assessor: Assessor, reading: Reading, edit: Edit, after: Scores) -> Advice:
    weights = assessor.rubric.weights.overall
    gain = sum(
        weight * (after.dimensions.get(name, 0.0) - reading.scores.dimensions.get(name, 0.0))
        for name, weight in weights.items()
    )
    return Advice(
        criterion=edit.criterion,
        missing=edit.missing,
        start=edit.start,
        end=edit.end,
        replacement=edit.replacement,
        new_text=edit.apply(reading.analysis.draft.text),
        gain=gain,
        to_fill=edit.to_fill,
    )
