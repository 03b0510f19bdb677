"""Sentences and word tokens with spans that stay true to the draft.

Every cleaning step replaces one code point by one code point, so that an offset into the
cleaned text is an offset into what the person typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import regex

from workbench.model import Sentence, Token

MAX_SENTENCE = 1_000
"""Code points of one sentence that are looked at; encoding time grows with length."""

SHOUT_LETTERS, SHOUT_SHARE = 20, 0.7
"""Letters from which, and share of capitals from which, a text is shouted."""

_INNER = r"['’ʼ‘\-‑–_./@:&+]"
_WORD = regex.compile(rf"[\p{{L}}\p{{M}}\p{{N}}]+(?:{_INNER}?[\p{{L}}\p{{M}}\p{{N}}]+)*")
_CONTROL = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}--[\n\t\r]]", regex.V1)
_CLOSERS = r"(?:[\p{Pe}\p{Pf}\"'”’»]|[ \u00a0\u202f]»)*"
_STOP = regex.compile(
    rf"[.!?…؟۔⁉‼]+{_CLOSERS}(?=\s|$|\p{{Extended_Pictographic}})|[!?؟]+{_CLOSERS}"
)
_SENTENCE_START = regex.compile(r"(?:^|[.!?…]\s+|\n)\p{Ll}")
_TATWEEL_AND_MARKS = regex.compile(r"[\u0640\u064B-\u0652\u0670]")
_LETTER_FORMS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
    | {"ß": "s", "ł": "l", "đ": "d", "ø": "o", "æ": "a", "œ": "o", "’": "'", "ʼ": "'", "‘": "'"}
)


def clean(text: str) -> str:
    """The text with NUL, other control characters and lone surrogates as spaces, same length."""
    return str(_CONTROL.sub(" ", text))


def calmed(text: str) -> str:
    """A text in capitals as it would be written without shouting, same length; else unchanged.

    Encoder and word lists know hardly any words in capitals; that somebody shouts is a matter
    of the check ``voice.calm``.
    """
    letters = [letter for letter in text if letter.upper() != letter.lower()]
    capitals = sum(letter.isupper() for letter in letters)
    if len(letters) < SHOUT_LETTERS or capitals < SHOUT_SHARE * len(letters):
        return text
    lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return str(
        _SENTENCE_START.sub(lambda match: match.group().upper()[: len(match.group())], lower)
    )


@lru_cache(maxsize=50_000)
def form_of(word: str) -> str:
    """A word's form for looking up: composed, case-folded, without Arabic vowel marks."""
    return str(_TATWEEL_AND_MARKS.sub("", unicodedata.normalize("NFC", word))).casefold()


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """`form_of` without diacritics and with Arabic letter variants merged."""
    bare = form_of(word).translate(_LETTER_FORMS)
    parts = unicodedata.normalize("NFD", bare)
    return "".join(part for part in parts if not unicodedata.combining(part))


def tokens_of(text: str, offset: int = 0) -> tuple[Token, ...]:
    """The word tokens of `text`, spans shifted by `offset` code points."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        found.append(
            Token(match.start() + offset, match.end() + offset, form_of(word), folded(word))
        )
    return tuple(found)


def sentences_of(text: str, abbreviations: frozenset[str] = frozenset()) -> tuple[Sentence, ...]:
    """The sentences of `text`, without the white space around them.

    `abbreviations` are lower-case forms with their dots (``např.``) after which no sentence
    ends. A line break ends a sentence unless the next line goes on in lower case.
    """
    cleaned = clean(text)
    return tuple(_sentence(cleaned, start, end) for start, end in _spans(cleaned, abbreviations))


def _sentence(cleaned: str, start: int, end: int) -> Sentence:
    seen = cleaned[start : min(end, start + MAX_SENTENCE)]
    encodable = " ".join(unicodedata.normalize("NFC", seen).split())
    return Sentence(start, end, seen, encodable, tokens_of(seen, start))


def _spans(text: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [*_ends(text, abbreviations), len(text)]:
        first, last = start, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if last > first:
            yield first, last
        start = end


def _ends(text: str, abbreviations: frozenset[str]) -> list[int]:
    casual = next((letter.islower() for letter in text if letter.isalpha()), False)
    ends = {
        match.end()
        for match in _STOP.finditer(text)
        if _closes(text, match, abbreviations, casual=casual)
    }
    position = text.find("\n")
    while position != -1:
        if _line_ends(text, position):
            ends.add(position)
        position = text.find("\n", position + 1)
    return sorted(ends)


def _closes(
    text: str, match: regex.Match[str], abbreviations: frozenset[str], *, casual: bool
) -> bool:
    """Whether a stop ends a sentence; `casual` texts begin sentences in lower case."""
    stop = match.group()
    following = text[match.end() : match.end() + 40].lstrip(" \t")
    if stop.strip("\"'”’»)]") != ".":
        # “...” and “…” in mid-sentence go on in lower case.
        return not (stop[0] in ".…" and following[:1].islower())
    before = text[max(0, match.start() - 20) : match.start()]
    word = regex.search(r"[\p{L}\p{M}\p{N}.]*$", before)
    last = form_of(word.group()) if word else ""
    if f"{last}." in abbreviations or f"{last.rpartition('.')[2]}." in abbreviations:
        return not following
    counted = word is not None and regex.search(r"\p{N}\s*$", before[: word.start()])
    if len(last) == 1 and last.isalpha() and following and not counted:
        return following.startswith("\n")  # an initial: “J. Novák”
    if last.isdigit() and len(last) <= 2:
        return not (following[:1].islower() or following[:1].isdigit() or _month(following))
    if following[:1].isdigit() and len(last) <= 3:
        return False  # an abbreviation that no list has: “Art. 33”, “Abt. 4”
    return not following[:1].islower() or (casual and len(last) > 2)


_MONTH_LIKE = regex.compile(
    r"(?:jan|jän|feb|mär|mar|apr|mai|maj|jun|jul|aug|sep|okt|oct|nov|dez|dec)\p{L}*\b",
    regex.IGNORECASE,
)


def _month(following: str) -> bool:
    return _MONTH_LIKE.match(following) is not None


def _line_ends(text: str, position: int) -> bool:
    following = text[position + 1 : position + 80].lstrip(" \t\r")
    before = text[max(0, position - 3) : position].rstrip()
    return not following[:1].islower() or before.endswith((".", "!", "?", ":", ","))


def whole(text: str) -> Sentence:
    """The whole of a short text as one sentence."""
    return _sentence(clean(text), 0, len(text))
