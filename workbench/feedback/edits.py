"""Candidate edits: a sentence to insert, a word to replace, a sentence to split or drop.

An edit is (start, end, replacement) in the draft plus the sentences it leaves behind, so
that it can be scored without reading the whole draft again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from workbench.languages import Language
from workbench.model import SentenceReading, Term
from workbench.score.assess import Reading

FIRST = ("personal.name",)
EARLY = (
    "main_point.first",
    "acknowledge.problem",
    "acknowledge.consequence",
    "feeling.named",
    "ownership.apology",
)
_GAP = regex.compile(r"\[[^\]]{2,80}\]")
_JOINT = regex.compile(r"[;:—–]\s|,\s")
MIN_PART = 5
"""Words that each half of a split sentence must have."""

Change = tuple[int, int, tuple[str, ...]]
"""Sentences ``[first, last)`` give way to these texts."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``[start, end)`` by `replacement`; sentences ``[first, last)`` become `texts`."""

    missing: str
    start: int
    end: int
    replacement: str
    first: int
    last: int
    texts: tuple[str, ...]

    @property
    def change(self) -> Change:
        """What the edit does to the sentences; edits that do the same score the same."""
        return self.first, self.last, self.texts

    def apply(self, text: str) -> str:
        """The draft after the edit."""
        return text[: self.start] + self.replacement + text[self.end :]

    @property
    def to_fill(self) -> bool:
        """Whether the writer has to fill a gap in square brackets."""
        return _GAP.search(self.replacement) is not None


def insertions(reading: Reading, element: str) -> Iterator[Edit]:
    """The suggested sentences for a missing element, put where such a sentence belongs."""
    place = _place(reading, element)
    text = reading.analysis.draft.text
    sentences = reading.sentences
    for sentence in suggestions(reading, element):
        if place < len(sentences):
            at = sentences[place].sentence.start
            gap = "\n\n" if element in FIRST and "\n" in text else " "
            yield Edit(element, at, at, sentence + gap, place, place, (sentence,))
        else:
            at = sentences[-1].sentence.end
            yield Edit(element, at, at, " " + sentence, place, place, (sentence,))


def suggestions(reading: Reading, element: str) -> Iterator[str]:
    """The case's own sentence for the element, else the language's wordings without their slots."""
    scenario = reading.scenario
    if scenario is not None and element in scenario.variant.edits:
        yield scenario.variant.edits[element]
        return
    for wording in reading.analysis.language.wording[element]:
        if "{" not in wording:
            yield wording


def _place(reading: Reading, element: str) -> int:
    """Index of the sentence before which the suggestion goes."""
    sentences = reading.sentences
    if element in FIRST:
        return 0
    opening = next(
        (
            i
            for i, reading_ in enumerate(sentences)
            if not ("greeting" in reading_.words and len(reading_.sentence.tokens) <= 6)
        ),
        0,
    )
    if element in EARLY:
        return opening
    last = len(sentences)
    while last > opening + 1 and _closes(sentences[last - 1]):
        last -= 1
    return last


def _closes(reading: SentenceReading) -> bool:
    short = len(reading.sentence.tokens) <= 5
    return (
        short and ("closing" in reading.words or reading.sentence.raw.strip()[:1] in "^–-—")
    ) or (len(reading.sentence.tokens) <= 3)


def replacements(reading: Reading, criterion: str, kinds: tuple[str, ...]) -> Iterator[Edit]:
    """For the sentence with the costliest listed terms: all of them in plain words."""
    text = reading.analysis.draft.text
    for place, sentence in enumerate(reading.sentences):
        terms = [term for term in sentence.terms if term.kind in kinds and term.plain]
        if not terms:
            continue
        start, end = terms[0].start, terms[-1].end
        replacement = _plain(text, terms, start, end)
        bounds = sentence.sentence
        changed = text[bounds.start : start] + replacement + text[end : bounds.end]
        missing = f"{criterion.partition('.')[2]}.plain"
        yield Edit(missing, start, end, replacement, place, place + 1, (changed,))


def _plain(text: str, terms: list[Term], start: int, end: int) -> str:
    built, at = "", start
    for term in terms:
        plain = term.plain or ""
        if text[term.start].isupper() and not text[term.start : term.end].isupper():
            plain = plain[:1].upper() + plain[1:]
        built += text[at : term.start] + plain
        at = term.end
    return built + text[at:end]


def splits(reading: Reading) -> Iterator[Edit]:
    """The hardest long sentence cut at its middle joint."""
    text = reading.analysis.draft.text
    order = sorted(
        range(len(reading.sentences)), key=lambda place: -reading.sentences[place].difficulty
    )
    for place in order[:2]:
        bounds = reading.sentences[place].sentence
        middle = (bounds.start + bounds.end) / 2
        joints = [
            match
            for match in _JOINT.finditer(text, bounds.start, bounds.end)
            if _words(text[bounds.start : match.start()]) >= MIN_PART
            and _words(text[match.end() : bounds.end]) >= MIN_PART
        ]
        for joint in sorted(joints, key=lambda match: abs(match.start() - middle))[:1]:
            letter = text[joint.end()]
            left = text[bounds.start : joint.start()] + "."
            right = letter.upper() + text[joint.end() + 1 : bounds.end]
            replacement = ". " + letter.upper()
            yield Edit(
                "easy_to_read.split",
                joint.start(),
                joint.end() + 1,
                replacement,
                place,
                place + 1,
                (left, right),
            )


def _words(text: str) -> int:
    return len(text.split())


def removals(reading: Reading, places: list[int], missing: str) -> Iterator[Edit]:
    """Each of the sentences at `places` dropped, with the space before it."""
    text = reading.analysis.draft.text
    for place in places:
        if len(reading.sentences) == 1:
            return
        bounds = reading.sentences[place].sentence
        start = bounds.start
        end = bounds.end
        while end < len(text) and text[end] in " \t":
            end += 1
        if end == len(text):
            while start > 0 and text[start - 1].isspace():
                start -= 1
        yield Edit(missing, start, end, "", place, place + 1, ())


def wording_texts(languages: dict[str, Language]) -> Iterator[str]:
    """Every suggested sentence without slots, so that its vector can be computed beforehand."""
    for language in languages.values():
        for wordings in language.wording.values():
            yield from (wording for wording in wordings if "{" not in wording)
