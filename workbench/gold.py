"""Gold data: replies with readings of their dimensions, criteria and sentence acts.

Every reading names its reader and kind; readings by language models are never called human.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.errors import ContentError, Problem
from workbench.files import read_text
from workbench.model import DIMENSIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReply:
    """A reply with its readings; ratings are 1–5, 5 = best, of the dimensions that were read."""

    id: str
    language: str
    situation: str
    channel: str
    customer: str
    reply: str
    ratings: Mapping[str, float]
    style: str = ""
    """How it was to be written; empty in the first set of replies."""
    readings: Sequence[Mapping[str, Any]] = ()
    criteria: Mapping[str, float] = field(default_factory=dict)
    """Mean reading of each criterion that any reader found to apply."""
    acts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Sentence text → act → share of readers who saw it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPair:
    """Two replies to one customer, of which one is better on one dimension."""

    id: str
    language: str
    criterion: str
    kind: str
    customer: str
    better: str
    worse: str
    note: str = ""


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON-lines file; a `ContentError` names the first broken line."""
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            message = f"is not JSON: {error.msg}"
            raise ContentError([Problem(path, number, error.colno, message)]) from error
        if not isinstance(row, dict):
            raise ContentError([Problem(path, number, 1, "is not a JSON object")])
        yield row


def read_gold(folder: Path) -> tuple[GoldReply, ...]:
    """``replies.jsonl`` joined with ``criteria.jsonl`` where that exists."""
    closer = {}
    if (folder / "criteria.jsonl").is_file():
        closer = {row["id"]: row for row in read_rows(folder / "criteria.jsonl")}
    return tuple(
        gold_reply(row, closer.get(row["id"], {})) for row in read_rows(folder / "replies.jsonl")
    )


def read_elsewhere(folder: Path) -> tuple[GoldReply, ...]:
    """``elsewhere.jsonl``: texts of other domains, read for empathy only.

    Fitted on beside the replies, so that what counts is not only what is usual in complaints.
    """
    path = folder / "elsewhere.jsonl"
    return tuple(gold_reply(row, {}) for row in read_rows(path)) if path.is_file() else ()


def gold_reply(row: Mapping[str, Any], closer: Mapping[str, Any]) -> GoldReply:
    """One gold row, with the closer readings of its criteria and sentences if there are any."""
    close = closer.get("readings", [])
    return GoldReply(
        id=row["id"],
        language=row["language"],
        situation=row.get("situation", row["id"]),
        channel=row.get("channel", ""),
        customer=row.get("customer", ""),
        reply=row["reply"],
        style=row.get("style", ""),
        ratings={n: float(row["ratings"][n]) for n in DIMENSIONS if n in row["ratings"]},
        readings=row.get("readings", ()),
        criteria=_mean_criteria([*close, *row.get("readings", ())]),
        acts=_acts(closer.get("sentences", []), close),
    )


def _mean_criteria(readings: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    marks: dict[str, list[float]] = {}
    for reading in readings:
        for name, mark in reading.get("criteria", {}).items():
            if mark is not None:
                marks.setdefault(name, []).append(float(mark))
    return {name: sum(values) / len(values) for name, values in marks.items()}


def _acts(
    sentences: Sequence[str], readings: Sequence[Mapping[str, Any]]
) -> dict[str, dict[str, float]]:
    seen: dict[str, dict[str, float]] = {}
    for place, sentence in enumerate(sentences):
        shares: dict[str, float] = {}
        for reading in readings:
            for act in reading["acts"][place]:
                shares[act] = shares.get(act, 0.0) + 1 / len(readings)
        if readings:
            seen[sentence] = shares
    return seen


def read_pairs(path: Path) -> tuple[GoldPair, ...]:
    """The rows of ``pairs.jsonl``."""
    return tuple(GoldPair(**row) for row in read_rows(path))
