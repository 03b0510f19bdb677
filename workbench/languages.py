"""Language data: one folder per language in ``rubric/languages``, data only.

The loader checks every file strictly and turns word lists into phrase tables that match
word tokens, so that ``čeká`` and Arabic words match and spans come from the match itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from workbench.errors import ContentError, Problem
from workbench.files import read_pairs, read_yaml
from workbench.phrases import Phrases
from workbench.text.frequency import Frequency

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
    personal_data: Words
    asks_for: Words
    in_private: Words
    contrast: Words
    channel_notes: str


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
    phrases: Phrases
    """Every list at once: jargon, officialese, idioms and the word lists of the pack."""

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
    "personal_data",
    "asks_for",
    "in_private",
    "contrast",
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
    return Language(
        code=pack.language,
        pack=pack,
        frequency=Frequency.read(folder / "frequency.npz"),
        wording=parts["wording.yml"],
        phrases=Phrases(entries | pairs, language=pack.language),
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
