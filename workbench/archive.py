"""Assessments as rows: the output contract of ``workbench score``, and what the store keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.model import Assessment


def assessment_row(assessment: Assessment, *, id: str | None = None) -> dict[str, Any]:
    """The row that ``workbench score`` writes; offsets count code points of the reply."""
    head = {} if id is None else {"id": id}
    return (
        head
        | {
            "language": assessment.language,
            "overall": _rounded(assessment.overall),
            "sendable": assessment.sendable,
            **{name: _score(score) for name, score in assessment.dimensions.items()},
            "criteria": {name: _score(score) for name, score in assessment.criteria.items()},
            "sentences": [
                {
                    "start": sentence.start,
                    "end": sentence.end,
                    "difficulty": _rounded(sentence.difficulty),
                    "acts": _all_rounded(sentence.acts),
                    "effect": _all_rounded(sentence.effect),
                }
                for sentence in assessment.sentences
            ],
            "terms": [
                {
                    "start": term.start,
                    "end": term.end,
                    "difficulty": _rounded(term.difficulty),
                    "plain": term.plain,
                }
                for term in assessment.terms
            ],
            "gates": {
                name: {
                    "state": gate.state,
                    "spans": [[span.start, span.end] for span in gate.spans],
                    "reason": gate.reason,
                }
                for name, gate in assessment.gates.items()
            },
            "checks": {
                name: {
                    "state": check.state,
                    "spans": [[span.start, span.end] for span in check.spans],
                }
                for name, check in assessment.checks.items()
            },
            "advice": [
                {
                    "criterion": advice.criterion,
                    "missing": advice.missing,
                    "start": advice.start,
                    "end": advice.end,
                    "replacement": advice.replacement,
                    "new_text": advice.new_text,
                }
                for advice in assessment.advice
            ],
            "rubric_hash": assessment.rubric_hash,
            "model_hash": assessment.model_hash,
        }
        | ({"reason": assessment.reason} if assessment.reason else {})
    )


def _score(score: Any) -> dict[str, Any]:
    row: dict[str, Any] = score.as_row()
    row["score"] = _rounded(row["score"])
    return row


def _all_rounded(values: Mapping[str, float]) -> dict[str, float | None]:
    return {name: _rounded(value) for name, value in values.items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)
