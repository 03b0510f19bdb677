"""How common a word is, from compact tables made once from the wordfreq data.

A table holds, for each of a language's most frequent words, a 32-bit hash and its Zipf
frequency in twentieths (Zipf 3 = once in a million words). Tables are a few hundred
kilobytes instead of wordfreq's 22–112 MB a language. Source: wordfreq 3.1 (Robyn Speer),
data CC BY-SA 4.0; `tools/build_frequency.py` makes them.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

STEPS = 20


def key(word: str) -> int:
    """The 32-bit key of a case-folded word (CRC-32 of its UTF-8 bytes)."""
    return zlib.crc32(word.encode("utf-8", "replace"))


class Frequency:
    """The words of one language with their Zipf frequencies (0–8)."""

    def __init__(self, keys: npt.NDArray[np.uint32], zipf: npt.NDArray[np.uint8]) -> None:
        self._keys = keys
        self._zipf = zipf

    @classmethod
    def read(cls, path: Path) -> Frequency:
        """Read ``frequency.npz``; a missing file gives an empty table (nothing is known)."""
        if not path.is_file():
            return cls(np.empty(0, np.uint32), np.empty(0, np.uint8))
        with np.load(path) as stored:
            return cls(stored["keys"], stored["zipf"])

    def __len__(self) -> int:
        return len(self._keys)

    def zipf(self, words: Sequence[str]) -> npt.NDArray[np.float64]:
        """Zipf frequencies of case-folded words, shape (n,); NaN where the table has none."""
        wanted = np.fromiter((key(word) for word in words), np.uint32, len(words))
        return self.zipf_of_keys(wanted)

    def zipf_of_keys(self, wanted: npt.NDArray[np.uint32]) -> npt.NDArray[np.float64]:
        """As `zipf`, for keys that were computed before."""
        if not len(self._keys):
            return np.full(len(wanted), np.nan)
        places = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        found = self._keys[places] == wanted
        return np.where(found, self._zipf[places] / STEPS, np.nan)
