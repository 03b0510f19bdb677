"""``workbench evaluate``: how far the scores agree with readings, per language.

On the project's own gold data the heads are fitted anew for every group of situations, without
any reply to those in any language; on other files the heads that ship are used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from workbench.agreement import (
    alpha,
    kappa,
    mean_error,
    rho,
    rho_interval,
)
from workbench.bench import Bench
from workbench.detect.tone import tone_of
from workbench.gold import (
    GoldPair,
    GoldReply,
    gold_reply,
    read_elsewhere,
    read_gold,
    read_pairs,
    read_rows,
)
from workbench.model import DIMENSIONS, Draft
from workbench.report import validity_page
from workbench.score.assess import Reading, digest_of_weights
from workbench.score.examples import Example
from workbench.score.fit import fit, read_with
from workbench.score.heads import Heads
from workbench.score.reply import score_replies
from workbench.train import examples_of, exemplars_of, given_heads

Scores = list[Mapping[str, float]]
GROUPS = 6
SETS = {"first set": False, "second set": True}
"""The gold replies by make: the first has no styles; the second was written so that length,
warmth of tone and tidy sentences mislead."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured, as tables ready to print."""

    agreement: pd.DataFrame
    pairs: pd.DataFrame
    note: str

    def text(self) -> str:
        """The report as plain text."""
        parts = [self.note, self.agreement.to_string(index=False, float_format=_figure)]
        if len(self.pairs):
            parts.append(self.pairs.to_string(index=False, float_format=_figure))
        return "\n\n".join(parts)


def _figure(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.2f}"


def evaluate_gold(bench: Bench) -> Report:
    """Cross-validated agreement on ``rubric/gold`` and accuracy on its pairs."""
    folder = bench.rubric.root / "gold"
    gold = read_gold(folder)
    scores = cross_validated(bench, gold)
    pairs = read_pairs(folder / "pairs.jsonl")
    note = (
        f"{len(gold)} gold replies, cross-validated by situation over all languages; read by"
        " language-model readers. Pairs were never fitted on."
    )
    return Report(agreement_table(gold, scores), pairs_table(bench, pairs), note)


def evaluate_files(bench: Bench, paths: Sequence[Path]) -> Report:
    """Agreement of the shipped heads with the readings in other files."""
    gold = tuple(gold_reply(row, {}) for path in paths for row in read_rows(path))
    scores: Scores = [_scores_of(bench, row) for row in gold]
    names = ", ".join(path.name for path in paths)
    empty = pd.DataFrame()
    return Report(agreement_table(gold, scores), empty, f"{len(gold)} replies from {names}")


def _scores_of(bench: Bench, row: GoldReply) -> Mapping[str, float]:
    reading = _read(bench, row.reply, row.language, row.channel, row.customer)
    return {**reading.scores.criteria, **reading.scores.dimensions}


def _read(bench: Bench, text: str, language: str, channel: str, customer: str) -> Reading:
    draft = Draft(text=text, language=language, channel=channel or None, customer=customer)
    return bench.read(draft)


def cross_validated(bench: Bench, gold: Sequence[GoldReply]) -> Scores:
    """Scores of every gold reply by heads fitted without its situation, in any language.

    Situations are dealt into `GROUPS` groups, each of which is held out once.
    """
    if bench.encoder is None or bench.assessor.heads is None:
        raise RuntimeError("evaluating needs a sentence encoder")
    shipped = bench.assessor.heads
    given = given_heads(shipped.difficulty, shipped.encoder)
    examples = examples_of(bench.rubric, bench.playbook, bench.analyzer, given, gold)
    others = read_elsewhere(bench.rubric.root / "gold")
    elsewhere = examples_of(bench.rubric, bench.playbook, bench.analyzer, given, others)
    exemplars = exemplars_of(bench.rubric, bench.encoder)
    found: Scores = [{} for _ in examples]
    situations = sorted({example.fold for example in examples})
    for group in range(GROUPS):
        held = set(situations[group::GROUPS])
        kept = [example for example in examples if example.fold not in held]
        heads = fit(bench.rubric, exemplars, [*kept, *elsewhere], given)
        for place, example in enumerate(examples):
            if example.fold in held:
                found[place] = _scored(bench, heads, example)
    return found


def _scored(bench: Bench, heads: Heads, example: Example) -> dict[str, float]:
    readings = read_with(heads, example)
    (scores,) = score_replies(bench.rubric, heads, [readings], example.context)
    return {**scores.criteria, **scores.dimensions}


def agreement_table(gold: Sequence[GoldReply], scores: Scores) -> pd.DataFrame:
    """One row per language ("all" for the pool) and dimension or criterion with readings."""
    rows = []
    languages = ["all", *dict.fromkeys(row.language for row in gold)]
    if len({bool(row.style) for row in gold}) > 1:
        languages += SETS
    names = [*DIMENSIONS, *sorted({name for row in gold for name in row.criteria})]
    for name in names:
        for language in languages:
            chosen = [
                (row, found)
                for row, found in zip(gold, scores, strict=True)
                if _within(row, language) and name in found and _marked(row, name)
            ]
            if len(chosen) >= 10:
                rows.append(_agreement(name, language, chosen))
    return pd.DataFrame(rows)


def _within(row: GoldReply, group: str) -> bool:
    if group in SETS:
        return SETS[group] == bool(row.style)
    return group in ("all", row.language)


def _marked(row: GoldReply, name: str) -> bool:
    return name in (row.ratings if name in DIMENSIONS else row.criteria)


def _agreement(
    name: str, language: str, chosen: Sequence[tuple[GoldReply, Mapping[str, float]]]
) -> dict[str, Any]:
    ours = np.array([found[name] for _, found in chosen])
    theirs = np.array(
        [(row.ratings if name in DIMENSIONS else row.criteria)[name] for row, _ in chosen]
    )
    low, high = rho_interval(ours, theirs)
    readers = _readers([row for row, _ in chosen], name)
    return {
        "score": name,
        "language": language,
        "n": len(chosen),
        "kind": _kind([row for row, _ in chosen]),
        "rho": rho(ours, theirs),
        "low": low,
        "high": high,
        "kappa": kappa(ours, theirs),
        "error": mean_error(ours, theirs),
        "alpha_readers": alpha(readers),
        "alpha_with_us": alpha([*readers, list(np.round(2 * (1 + ours / 25)) / 2)]),
        "length": rho(np.array([float(len(row.reply)) for row, _ in chosen]), theirs),
        "textblob": _textblob(language, [row for row, _ in chosen], theirs),
    }


def _readers(rows: Sequence[GoldReply], name: str) -> list[list[float]]:
    """Readers × replies; only readings of the dimension or criterion itself."""
    names = sorted({reading["reader"] for row in rows for reading in row.readings})
    table = []
    for reader in names:
        marks = []
        for row in rows:
            own = next((r for r in row.readings if r["reader"] == reader), {})
            mark = own.get(name, own.get("criteria", {}).get(name))
            marks.append(float("nan") if mark is None else float(mark))
        if not np.isnan(marks).all():
            table.append(marks)
    return table


def _kind(rows: Sequence[GoldReply]) -> str:
    kinds = {reading["kind"] for row in rows for reading in row.readings}
    return "human" if kinds == {"human"} else "language_model"


def _textblob(language: str, rows: Sequence[GoldReply], ratings: Any) -> float:
    """ρ of TextBlob's polarity with the ratings: the baseline, for English only."""
    if language != "en":
        return float("nan")
    return rho(np.array([tone_of(row.reply).polarity for row in rows]), ratings)


def pairs_table(bench: Bench, pairs: Sequence[GoldPair]) -> pd.DataFrame:
    """Share of pairs in the right order, per dimension and kind."""
    rows = [
        {
            "score": pair.criterion,
            "kind": pair.kind,
            "right": float(_pair(bench, pair, pair.better) > _pair(bench, pair, pair.worse)),
        }
        for pair in pairs
    ]
    if not rows:
        return pd.DataFrame()
    table = pd.DataFrame(rows)
    grouped = table.groupby(["score", "kind"])["right"].agg(["size", "mean"]).reset_index()
    total = table.groupby("score")["right"].agg(["size", "mean"]).reset_index()
    total["kind"] = "all"
    joined = pd.concat([grouped, total[grouped.columns]])
    return joined.rename(columns={"size": "n", "mean": "right"})


def _pair(bench: Bench, pair: GoldPair, text: str) -> float:
    reading = _read(bench, text, pair.language, "", pair.customer)
    return reading.scores.dimensions[pair.criterion]


def validity_of(report: Report, bench: Bench) -> dict[str, Any]:
    """What ``rubric/validity.json`` keeps of a report."""
    languages: dict[str, dict[str, Any]] = {}
    for row in _rows(report.agreement):
        kept = {key: row[key] for key in ("n", "kind", "rho", "low", "high", "kappa", "error")}
        if row["language"] in SETS:
            continue
        languages.setdefault(row["language"], {})[row["score"]] = {
            key: round(value, 3) if isinstance(value, float) else value
            for key, value in kept.items()
        }
    return {"weights": digest_of_weights(bench.rubric), "languages": languages}


def _rows(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    yield from table.to_dict("records")


def write_validity(report: Report, bench: Bench) -> Path:
    """Write ``rubric/validity.json`` and, beside the rubric, ``docs/validity.md``."""
    path = bench.rubric.root / "validity.json"
    text = json.dumps(validity_of(report, bench), indent=1, ensure_ascii=False, sort_keys=True)
    path.write_text(text + "\n", "utf-8")
    docs = bench.rubric.root.parent / "docs"
    if docs.is_dir():
        page = validity_page(report.agreement, report.pairs, report.note)
        (docs / "validity.md").write_text(page, "utf-8")
    return path
