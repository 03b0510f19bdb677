"""What was measured, for people: the page docs/validity.md."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.feedback.messages import DIMENSION_TITLES
from workbench.model import DIMENSIONS

NAMES = {
    "all": "all languages",
    "cs": "Czech",
    "nl": "Dutch",
    "sl": "Slovenian",
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "de": "German",
    "fr": "French",
    "first set": "first set of replies",
    "second set": "second set, written to mislead",
}
_INTRODUCTION = """# How far the scores agree with readers

Made by `workbench evaluate --write`; do not edit.

{note}

**No person has read these replies yet.** Every reader here is a language model and is called so.
A score that agrees with such a panel is marked "model panel" on the page; "validated" is kept for
human readers; everything else is a "hint".

How to read the tables: **ρ** is Spearman's rank correlation between our score and the mean
reading (1 = same order), with its 95 % bootstrap interval; **κ** is quadratic-weighted agreement
on the five levels; **error** is the mean distance in rating points (levels are one point apart);
**readers** is Krippendorff's α among the readers, **with us** the same with our score as one more
reader; **length** and **TextBlob** are what reply length and English polarity alone would give:
baselines.

With 90 replies per language the intervals are wide. A language shares the pool's state only while
its own ρ is at least .70. The second set of replies was written so that what lies on the surface
misleads: warm words without an answer, short tidy sentences that contradict each other, office
language that helps.
"""


def validity_page(agreement: pd.DataFrame, pairs: pd.DataFrame, note: str) -> str:
    """The page in Markdown."""
    parts = [_INTRODUCTION.format(note=note)]
    for name in DIMENSIONS:
        parts.append(f"## {DIMENSION_TITLES[name]}\n\n{_table(agreement, name)}")
    parts.append("## Criteria, all languages together\n\n" + _criteria(agreement))
    if len(pairs):
        parts.append("## Pairs\n\n" + _pairs(pairs))
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.to_dict("records")
    return found


def _table(agreement: pd.DataFrame, name: str) -> str:
    lines = [
        "| language | n | ρ | 95 % | κ | error | readers | with us | length | TextBlob |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in _records(agreement[agreement["score"] == name]):
        figures = [row[key] for key in ("kappa", "error", "alpha_readers", "alpha_with_us")]
        baselines = [row["length"], row["textblob"]]
        written = " | ".join(_figure(value) for value in [*figures, *baselines])
        interval = f"{_figure(row['low'])} to {_figure(row['high'])}"
        lines.append(
            f"| {NAMES[row['language']]} | {row['n']} | {_figure(row['rho'])} | {interval}"
            f" | {written} |"
        )
    return "\n".join(lines)


def _criteria(agreement: pd.DataFrame) -> str:
    lines = ["| criterion | n | ρ | 95 % | lowest language |", "|---|---|---|---|---|"]
    for name in sorted({row["score"] for row in _records(agreement)} - set(DIMENSIONS)):
        rows = _records(agreement[agreement["score"] == name])
        pool = next(row for row in rows if row["language"] == "all")
        lowest = min((row for row in rows if len(row["language"]) == 2), key=lambda row: row["rho"])
        lines.append(
            f"| {name} | {pool['n']} | {_figure(pool['rho'])} | {_figure(pool['low'])} to"
            f" {_figure(pool['high'])} | {NAMES[lowest['language']]} {_figure(lowest['rho'])} |"
        )
    return "\n".join(lines)


def _pairs(pairs: pd.DataFrame) -> str:
    lines = ["Share of pairs in which the better reply scores higher.", ""]
    lines += ["| dimension | kind | n | right |", "|---|---|---|---|"]
    for row in _records(pairs):
        lines.append(f"| {row['score']} | {row['kind']} | {row['n']} | {_figure(row['right'])} |")
    return "\n".join(lines)


def _figure(value: float) -> str:
    return "–" if value != value else f"{value:.2f}"  # NaN is not equal to itself
