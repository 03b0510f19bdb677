"""Language data: one folder per language in ``rubric/languages``, data only.

The loader checks every file strictly and turns word lists into phrase tables that match
word tokens, so that ``čeká`` and Arabic words match and spans come from the match itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from workbench.errors import ContentError, Problem
from workbench.files import read_pairs, read_yaml
from workbench.model import Token
from workbench.text.frequency import Frequency
from workbench.text.segment import tokens_of

Words = Annotated[tuple[str, ...], Field(min_length=1)]

ELEMENTS = (
    "acknowledge.problem",
    "acknowledge.consequence",
    "feeling.named",
    "ownership.apology",
    "ownership.owner",
    "personal.name",
    "main_point.first",
    "next_step.action",
    "next_step.owner",
    "next_step.time",
    "follow_up",
)
"""The elements of a good reply for which a sentence can be suggested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """``pack.yml`` as it is written."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    language: str
    name: str
    country: str
    direction: Literal["ltr", "rtl"]
    sentence_end: Words
    abbreviations: Words
    formal_address: Words
    informal_address: Words
    address_notes: str
    greetings: Words
    closings: Words
    time_words: Words
    time_vague: Words
    hedges: Words
    first_person: Words
    feelings: Words
    apologies: Words
    formula: Words
    placeholders: Words
    channel_notes: str


class Phrases:
    """A table of word sequences; matching returns (first token, past last token, entry).

    ``*`` at the end of a word stands for any ending. Words match with and without
    diacritics. In Arabic, attached particles (و ف ب ل ك ال) before the first word are
    looked through.
    """

    def __init__(self, entries: Iterable[str], *, language: str = "") -> None:
        self._arabic = language == "ar"
        self._exact: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for entry in entries:
            words = tuple(_pattern(entry))
            if not words:
                continue
            first = words[0]
            if first.endswith("*"):
                self._stems.setdefault(first[:-1][:3], []).append((words, entry))
            else:
                self._exact.setdefault(first, []).append((words, entry))

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
        """Longest matches from left to right, without overlaps."""
        place = 0
        while place < len(tokens):
            entry, length = self._longest(tokens, place)
            if entry is not None:
                yield place, place + length, entry
            place += max(length, 1)

    def _longest(self, tokens: Sequence[Token], place: int) -> tuple[str | None, int]:
        best: tuple[str | None, int] = (None, 0)
        for form in self._forms(tokens[place].folded):
            candidates = [*self._exact.get(form, ()), *self._stems.get(form[:3], ())]
            for words, entry in candidates:
                if len(words) > best[1] and self._fits(words, form, tokens, place):
                    best = (entry, len(words))
        return best

    def _fits(
        self, words: tuple[str, ...], first: str, tokens: Sequence[Token], place: int
    ) -> bool:
        if place + len(words) > len(tokens) or not _matches(words[0], first):
            return False
        rest = zip(words[1:], tokens[place + 1 :], strict=False)
        return all(
            any(_matches(word, form) for form in self._forms(token.folded)) for word, token in rest
        )

    def _forms(self, form: str) -> Iterator[str]:
        yield form
        if self._arabic:
            yield from without_particles(form)


def without_particles(form: str) -> Iterator[str]:
    """An Arabic word without the particles written onto its front."""
    for prefix in ("ال", "و", "ف", "ب", "ل", "ك", "وال", "بال", "فال", "كال", "لل", "ولل", "وب"):
        if form.startswith(prefix) and len(form) - len(prefix) >= 3:
            yield form[len(prefix) :]


def _pattern(entry: str) -> Iterator[str]:
    for part in entry.split():
        tokens = tokens_of(part)
        for i, token in enumerate(tokens):
            star = part.endswith("*") and i == len(tokens) - 1
            yield token.folded + ("*" if star else "")


def _matches(word: str, form: str) -> bool:
    return form.startswith(word[:-1]) if word.endswith("*") else form == word


@dataclass(frozen=True, slots=True)
class Language:
    """Everything that is known about one language, ready to use."""

    code: str
    pack: PackFile
    frequency: Frequency
    jargon: Mapping[str, str]
    officialese: Mapping[str, str]
    idioms: Mapping[str, str]
    wording: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, Phrases]
    """Phrase tables: jargon, officialese, idioms and every word list of the pack."""

    @property
    def abbreviations(self) -> frozenset[str]:
        """Lower-case abbreviations with their dots."""
        return frozenset(self.pack.abbreviations)


_LISTS = [
    "formal_address",
    "informal_address",
    "greetings",
    "closings",
    "time_words",
    "time_vague",
    "hedges",
    "first_person",
    "feelings",
    "apologies",
    "formula",
]


def read_language(folder: Path) -> Language:
    """Read one language folder; `ContentError` names every problem in it."""
    problems: list[Problem] = []
    parts: dict[str, Any] = {}
    for name, reader in _READERS.items():
        try:
            parts[name] = reader(folder / name)
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    pack: PackFile = parts["pack.yml"]
    pairs = {kind: parts[f"{kind}.txt"] for kind in ("jargon", "officialese", "idioms")}
    entries: dict[str, Iterable[str]] = {name: getattr(pack, name) for name in _LISTS}
    lists = {
        name: Phrases(words, language=pack.language) for name, words in (entries | pairs).items()
    }
    return Language(
        code=pack.language,
        pack=pack,
        frequency=Frequency.read(folder / "frequency.npz"),
        wording=parts["wording.yml"],
        lists=lists,
        **pairs,
    )


def _wording(path: Path) -> dict[str, tuple[str, ...]]:
    wording = read_yaml(path, dict[str, tuple[str, ...]])
    wrong = [
        Problem(path, 1, 1, f"{name} is not an element; allowed: {', '.join(ELEMENTS)}")
        for name in wording
        if name not in ELEMENTS
    ]
    wrong += [
        Problem(path, 1, 1, f"the element “{name}” has no suggested sentence")
        for name in ELEMENTS
        if not wording.get(name)
    ]
    if wrong:
        raise ContentError(wrong)
    return wording


_READERS = {
    "pack.yml": lambda path: read_yaml(path, PackFile),
    "jargon.txt": read_pairs,
    "officialese.txt": read_pairs,
    "idioms.txt": read_pairs,
    "wording.yml": _wording,
}


def read_languages(root: Path) -> dict[str, Language]:
    """Every language folder below `root`, by code; all problems of all folders at once."""
    languages: dict[str, Language] = {}
    problems: list[Problem] = []
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        try:
            languages[folder.name] = read_language(folder)
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    return languages
