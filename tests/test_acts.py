"""Every act file: exemplars and near misses in every language, each sentence once."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from places import ACTS, LANGUAGES, RUBRIC

from workbench.bench import Bench
from workbench.errors import ContentError
from workbench.rubric import read_rubric

EXEMPLARS, NEAR_MISSES = 5, 3
OPPOSITE = {"hard": "plain", "plain": "hard"}
"""Two acts whose near misses are the exemplars of the other."""


def near_misses(bench: Bench, act: str) -> dict[str, tuple[str, ...]]:
    acts = bench.rubric.acts
    return acts[OPPOSITE[act]].exemplars if act in OPPOSITE else acts[act].near_misses


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_exemplars_and_near_misses(bench: Bench, act: str, code: str) -> None:
    found = bench.rubric.acts[act]
    assert len(found.exemplars.get(code, ())) >= EXEMPLARS
    assert len(near_misses(bench, act).get(code, ())) >= NEAR_MISSES
    assert found.title
    assert found.source


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sentence_is_exemplar_and_near_miss_of_one_act(bench: Bench, code: str) -> None:
    for act in bench.rubric.acts.values():
        assert not set(act.exemplars[code]) & set(near_misses(bench, act.act)[code]), act.act


@pytest.mark.parametrize("code", LANGUAGES)
def test_exemplars_are_unique(bench: Bench, code: str) -> None:
    counts = Counter(
        text.casefold()
        for _, language, does, text in bench.rubric.exemplars()
        if does and language == code
    )
    assert not [text for text, count in counts.items() if count > 1]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_exemplar_is_a_test_sentence(bench: Bench, code: str) -> None:
    """What tests measure with was never fitted on."""
    lines = (RUBRIC.parent / "tests" / "data" / f"harm.{code}.txt").read_text("utf-8")
    tested = {line.partition(": ")[2] for line in lines.splitlines()}
    assert not tested & {text for *_, text in bench.rubric.exemplars()}


def test_every_act_has_a_head(bench: Bench) -> None:
    stored = json.loads((RUBRIC / "heads" / "heads.json").read_text("utf-8"))
    assert stored["acts"] == ACTS == sorted(bench.rubric.acts)


def auc_of(bench: Bench, act: str) -> float:
    """Share of (exemplar, near miss) pairs that the head of `act` puts in order."""
    assert bench.encoder is not None
    assert bench.assessor.heads is not None
    heads = bench.assessor.heads.acts
    scores = []
    for sentences in (bench.rubric.acts[act].exemplars, near_misses(bench, act)):
        texts = [text for some in sentences.values() for text in some]
        vectors = bench.encoder.encode(texts)
        scores.append(heads.probabilities(vectors)[:, heads.names.index(act)])
    yes, no = scores
    return float((yes[:, None] > no[None, :]).mean())


BETWEEN = {"contradiction"}
"""Acts that readers see between sentences; the head of one sentence alone cannot tell them."""


def test_heads_tell_exemplars_from_near_misses(bench: Bench) -> None:
    """Fitted on both, so this guards the heads that ship, not what they can generalise."""
    found = {act: auc_of(bench, act) for act in ACTS if act not in BETWEEN}
    assert min(found.values()) >= 0.7, found
    assert np.mean(list(found.values())) >= 0.9, found


def copied(tmp_path: Path) -> Path:
    root = tmp_path / "rubric"
    shutil.copytree(RUBRIC, root, ignore=shutil.ignore_patterns("*.npz", "gold"))
    return root


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_all_problems_of_the_rubric_at_once(tmp_path: Path) -> None:
    root = copied(tmp_path)
    replace_in(root / "acts" / "thanks.yml", "act: thanks", "act: thank")
    replace_in(root / "acts" / "advice.yml", "  cs:", "  xx:")
    replace_in(root / "criteria" / "jargon.idiom.yml", "basis:", "base:")
    replace_in(root / "rubric.yml", "gate_cap:", "gate_cup:")
    with pytest.raises(ContentError) as caught:
        read_rubric(root)
    text = str(caught.value)
    assert "thanks.yml:1:1: is named “thanks” but describes “thank”" in text
    assert "unknown language “xx”" in text
    assert "unknown key “base”" in text
    assert "unknown key “gate_cup”" in text


def test_weights_must_sum_to_one_and_name_criteria(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "criteria" / "jargon.idiom.yml").unlink()
    with pytest.raises(ContentError, match=r"jargon\.idiom has no file in criteria"):
        read_rubric(root)


def test_an_act_needs_exemplars(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "acts" / "thanks.yml").write_text(
        "act: thanks\ntitle: t\nsource: s\nexemplars: {}\nnear_misses: {}\n", "utf-8"
    )
    with pytest.raises(ContentError, match=r"thanks\.yml:1:1: needs exemplars"):
        read_rubric(root)


def test_the_digest_follows_the_content(bench: Bench, tmp_path: Path) -> None:
    root = copied(tmp_path)
    same = read_rubric(root)
    assert same.digest == bench.rubric.digest
    replace_in(root / "languages" / "en" / "jargon.txt", "→", "→ really")
    assert read_rubric(root).digest != same.digest


def test_features_that_criteria_name_exist(bench: Bench) -> None:
    """A misspelt feature would silently count for nothing."""
    reading = bench.read(bench.draft("We are sorry. We will call you today.", language="en"))
    known = set(reading.features)
    for criterion in bench.rubric.criteria.values():
        wanted = {*criterion.lifts, *criterion.lowers, *criterion.elements.values()}
        assert not wanted - known, criterion.criterion
