"""Word lists of a language in one table, matched in one pass over a sentence's tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.model import Token
from workbench.text.arabic import without_particles
from workbench.text.segment import tokens_of

Match = tuple[int, int, str]
"""(first token, past last token, entry of the list)"""
Matches = Mapping[str, Sequence[Match]]
"""List name → its matches from left to right; lists that match nothing are absent."""
_Entry = tuple[str, tuple[str, ...], str]
_STEM = 3


class Phrases:
    """Lists of word sequences by name.

    ``*`` at the end of a word stands for any ending. Words match with and without
    diacritics. In Arabic, attached particles (و ف ب ل ك ال) before a word are looked
    through.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]], *, language: str = "") -> None:
        self._arabic = language == "ar"
        self._exact: dict[str, list[_Entry]] = {}
        self._stems: dict[str, list[_Entry]] = {}
        for name, entries in lists.items():
            for entry in entries:
                words = tuple(_pattern(entry))
                if not words:
                    continue
                first = words[0]
                if first.endswith("*"):
                    self._stems.setdefault(first[:-1][:_STEM], []).append((name, words, entry))
                else:
                    self._exact.setdefault(first, []).append((name, words, entry))

    def find(self, tokens: Sequence[Token]) -> Matches:
        """Per list the longest matches from left to right, without overlaps."""
        forms = [self._forms(token.folded) for token in tokens]
        found: dict[str, list[Match]] = {}
        for place in range(len(tokens)):
            for name, (length, entry) in self._longest(forms, place).items():
                mine = found.setdefault(name, [])
                if not mine or mine[-1][1] <= place:
                    mine.append((place, place + length, entry))
        return found

    def _longest(self, forms: Sequence[Sequence[str]], place: int) -> dict[str, tuple[int, str]]:
        best: dict[str, tuple[int, str]] = {}
        for form in forms[place]:
            for table, start in ((self._exact, form), (self._stems, form[:_STEM])):
                for name, words, entry in table.get(start, ()):
                    longer = name not in best or len(words) > best[name][0]
                    if longer and _fits(words, form, forms, place):
                        best[name] = (len(words), entry)
        return best

    def _forms(self, form: str) -> tuple[str, ...]:
        return (form, *without_particles(form)) if self._arabic else (form,)


def _fits(words: tuple[str, ...], first: str, forms: Sequence[Sequence[str]], place: int) -> bool:
    if place + len(words) > len(forms) or not _matches(words[0], first):
        return False
    rest = zip(words[1:], forms[place + 1 :], strict=False)
    return all(any(_matches(word, form) for form in token) for word, token in rest)


def _pattern(entry: str) -> Iterator[str]:
    for part in entry.split():
        tokens = tokens_of(part)
        for i, token in enumerate(tokens):
            star = part.endswith("*") and i == len(tokens) - 1
            yield token.folded + ("*" if star else "")


def _matches(word: str, form: str) -> bool:
    return form.startswith(word[:-1]) if word.endswith("*") else form == word
