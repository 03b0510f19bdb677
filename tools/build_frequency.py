"""Make the compact frequency tables from the wordfreq data (a development dependency).

Run ``python tools/build_frequency.py``; needs about a minute and 700 MB once. Writes
``rubric/languages/<code>/frequency.npz`` for the languages that are scored and
``rubric/languages/neighbours.npz`` for those that are only told apart from them.
Source: wordfreq 3.1 (Robyn Speer), data CC BY-SA 4.0; the tables inherit that licence.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import wordfreq

from workbench.model import LANGUAGES
from workbench.text.frequency import STEPS, key
from workbench.text.segment import folded, form_of

SCORED_WORDS = 90_000
NEIGHBOUR_WORDS = 12_000
NEIGHBOURS = [
    "sk",
    "sh",
    "pl",
    "it",
    "pt",
    "ca",
    "ro",
    "hu",
    "da",
    "nb",
    "sv",
    "fi",
    "tr",
    "fa",
    "ur",
    "ru",
    "uk",
    "bg",
    "mk",
    "id",
    "vi",
    "lt",
    "lv",
    "el",
    "he",
]
ROOT = Path(__file__).resolve().parent.parent / "rubric" / "languages"


def table(language: str, size: int) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
    """Sorted keys and Zipf steps of the `size` most frequent words and their folded forms."""
    wordlist = "large" if language in wordfreq.available_languages("large") else "small"
    frequencies = wordfreq.get_frequency_dict(language, wordlist)
    most = sorted(frequencies.items(), key=lambda item: -item[1])[:size]
    best: dict[int, int] = {}
    for word, frequency in most:
        step = round(STEPS * (np.log10(frequency) + 9))
        for form in {form_of(word), folded(word)}:
            best[key(form)] = max(step, best.get(key(form), 0))
    keys = np.fromiter(sorted(best), np.uint32, len(best))
    return keys, np.fromiter((best[int(k)] for k in keys), np.uint8, len(best))


def main() -> None:
    """Write all tables and say how large they are."""
    for language in LANGUAGES:
        keys, zipf = table(language, SCORED_WORDS)
        path = ROOT / language / "frequency.npz"
        np.savez_compressed(path, keys=keys, zipf=zipf)
        print(f"{language}: {len(keys):,} forms, {path.stat().st_size / 1e3:.0f} kB")
    stored = {}
    for language in NEIGHBOURS:
        stored[f"{language}_keys"], stored[f"{language}_zipf"] = table(language, NEIGHBOUR_WORDS)
    path = ROOT / "neighbours.npz"
    np.savez_compressed(path, **stored)
    print(f"{len(NEIGHBOURS)} neighbours, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
