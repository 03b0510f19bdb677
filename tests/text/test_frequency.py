"""The frequency tables: common words are common, unknown ones are unknown, not zero."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import LANGUAGES, RUBRIC

from workbench.text.frequency import STEPS, Frequency, key

COMMON = {
    "cs": ["děkuji", "zítra"],
    "nl": ["bedankt", "morgen"],
    "sl": ["hvala", "jutri"],
    "ar": ["شكرا", "غدا"],
    "en": ["thanks", "tomorrow"],
    "es": ["gracias", "mañana"],
    "de": ["danke", "morgen"],
    "fr": ["merci", "demain"],
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_common_and_unknown_words(code: str) -> None:
    table = Frequency.read(RUBRIC / "languages" / code / "frequency.npz")
    assert len(table) > 10_000
    common = table.zipf(COMMON[code])
    assert (common > 4).all()
    assert (common < 8).all()
    assert np.isnan(table.zipf(["qxzzvkw", "wqqqx"])).all()


@pytest.mark.parametrize("code", LANGUAGES)
def test_keys_are_sorted_and_unique(code: str) -> None:
    with np.load(RUBRIC / "languages" / code / "frequency.npz") as stored:
        assert (np.diff(stored["keys"].astype(np.int64)) > 0).all()


def test_missing_table_knows_nothing(tmp_path: Path) -> None:
    table = Frequency.read(tmp_path / "frequency.npz")
    assert len(table) == 0
    assert np.isnan(table.zipf(["any"])).all()


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.integers(0, 160), max_size=30))
def test_what_was_put_in_comes_out(words: dict[str, int]) -> None:
    by_key = dict(sorted((key(word), zipf) for word, zipf in words.items()))
    table = Frequency(np.array(list(by_key), np.uint32), np.array(list(by_key.values()), np.uint8))
    found = table.zipf(list(words))
    assert [round(value * STEPS) for value in found] == [by_key[key(word)] for word in words]


@given(st.text())
def test_any_word_has_a_key(word: str) -> None:
    assert 0 <= key(word) < 2**32


def test_lone_surrogates_have_a_key() -> None:
    assert key("\ud800") == key("?")
