"""Vectors computed beforehand for texts that ship: exemplars, suggested sentences, case edits.

Keyed by a hash of the text and bound to one encoder, so that a changed text or another
encoder simply finds nothing and is encoded afresh.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.text.encoder import Encoder, Vectors


def key_of(text: str) -> int:
    """A 64-bit key of a text."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:8], "big")


class KnownVectors(Mapping[str, Vectors]):
    """Stored vectors by text."""

    def __init__(self, keys: npt.NDArray[np.uint64], vectors: npt.NDArray[np.float16]) -> None:
        self._place = {int(key): place for place, key in enumerate(keys)}
        self._vectors = vectors

    def __getitem__(self, text: str) -> Vectors:
        vector = self._vectors[self._place[key_of(text)]].astype(np.float32)
        unit: Vectors = vector / np.linalg.norm(vector)
        return unit

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and key_of(text) in self._place

    def __len__(self) -> int:
        return len(self._place)

    def __iter__(self):  # type: ignore[no-untyped-def]
        raise TypeError("only hashes of the texts are stored")


def read_vectors(path: Path, fingerprint: str) -> Mapping[str, Vectors]:
    """The stored vectors, or none if the file is missing or made by another encoder."""
    if not path.is_file():
        return {}
    with np.load(path) as stored:
        if str(stored["encoder"]) != fingerprint:
            return {}
        return KnownVectors(stored["keys"], stored["vectors"])


def write_vectors(path: Path, texts: Sequence[str], encoder: Encoder) -> None:
    """Encode and store the vectors of `texts`."""
    ordered = sorted(set(texts))
    keys = np.array([key_of(text) for text in ordered], np.uint64)
    vectors = encoder.encode(ordered).astype(np.float16)
    np.savez(path, keys=keys, vectors=vectors, encoder=np.array(encoder.fingerprint))
