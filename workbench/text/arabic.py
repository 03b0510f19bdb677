"""Arabic words without what is written onto them: particles in front, endings behind."""

from __future__ import annotations

from collections.abc import Iterator

_PARTICLES = ("ال", "و", "ف", "ب", "ل", "ك", "وال", "بال", "فال", "كال", "لل", "ولل", "وب")
_ENDINGS = (
    *("ها", "هم", "هن", "نا", "كم", "ك", "ه", "ي", "ات", "ون", "ين", "ان", "وا", "ت", "ا"),
    *("يه", "تين", "تها", "ته", "وه"),
)
_FEMININE = "ه"
"""Folded ة: what a word may end in once its ending is gone."""
_SHORTEST = 3


def without_particles(form: str) -> Iterator[str]:
    """The word without each of the particles that it may begin with."""
    for particle in _PARTICLES:
        if form.startswith(particle) and len(form) - len(particle) >= _SHORTEST:
            yield form[len(particle) :]


def stems(form: str) -> set[str]:
    """Words of the dictionary that a folded form may come from, itself among them."""
    found = {form, *without_particles(form)}
    for word in tuple(found):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                stem = word[: -len(ending)]
                found |= {stem, stem + _FEMININE}
    return found
