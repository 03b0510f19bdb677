"""Personal data in a text, and requests for it: what must stay out of a public channel.

Patterns find data by form (e-mail, phone, IBAN, card, order number); a check digit is
verified where there is one, so that a price or a date is not taken for an account.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.model import Finding, SentenceReading, Span
from workbench.text.segment import folded

_PATTERNS = {
    "email": re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"),
    "iban": re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"),
    "card": re.compile(r"\b\d(?:[ -]?\d){12,18}\b"),
    "phone": re.compile(r"(?<![\w.,])(?:\+|00)?\d[\d ()/.-]{7,17}\d(?![\w])"),
    "order": re.compile(r"\b[A-Z]{1,4}[-‑–/ ]?\d{4,}(?:[-‑/]\w+)*\b|#\d{4,}\b|\b\d{6,12}\b"),
    "birth": re.compile(
        r"\b(?:0?[1-9]|[12]\d|3[01])[./ ]{1,2}(?:0?[1-9]|1[0-2])[./ ]{1,2}19\d\d\b"
    ),
}
_DATE = re.compile(r"(?:\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}|\d{4}-\d{2}-\d{2}).*")
ASKING = 0.5
"""Probability of the act asks_personal_data from which a sentence counts as asking."""
HINTED = 0.05
"""The same for a sentence whose words ask for personal data as well."""
MANY = 3
"""Kinds of personal data that nobody lists in a sentence without asking for them."""


def personal_data(text: str) -> Iterator[Finding]:
    """Every piece of personal data in `text`, by form; the first pattern that fits wins."""
    taken: list[tuple[int, int]] = []
    for name, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            if _plausible(name, match.group()):
                taken.append((start, end))
                yield Finding("privacy", name, start, end)


def _plausible(name: str, match: str) -> bool:
    digits = [int(character) for character in match if character.isdigit()]
    if name == "card":
        return 13 <= len(digits) <= 19 and _luhn(digits)
    if name == "iban":
        return _mod97(match.replace(" ", ""))
    if name == "phone":
        return 9 <= len(digits) <= 15 and not _DATE.fullmatch(match)
    return True


def _luhn(digits: Sequence[int]) -> bool:
    doubled = [d * 2 - 9 * (d > 4) if i % 2 else d for i, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def _mod97(iban: str) -> bool:
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def secrets_in(text: str, secrets: Sequence[str]) -> Iterator[Span]:
    """Where the case's secrets stand in the text, whatever their case and diacritics."""
    bare = "".join(folded(character)[:1] or " " for character in text)
    for secret in secrets:
        wanted = "".join(folded(character)[:1] or " " for character in secret)
        start = bare.find(wanted)
        while wanted and start != -1:
            yield Span(start, start + len(wanted))
            start = bare.find(wanted, start + 1)


def requests(readings: Sequence[SentenceReading]) -> Iterator[Finding]:
    """Sentences that ask the reader to state personal data, unless they move to private first."""
    for reading in readings:
        asking = reading.acts.get("asks_personal_data", 0.0)
        private = reading.acts.get("moves_to_private", 0.0)
        if "in_private" in reading.words:
            continue
        data = reading.words.get("personal_data", 0.0)
        worded = data >= MANY or (data and "asks_for" in reading.words)
        if (worded and asking >= HINTED) or (asking >= ASKING and asking > private):
            sentence = reading.sentence
            yield Finding("act", "asks_personal_data", sentence.start, sentence.end, asking)
