"""Assessment → FeedbackView: messages in the interface language, the draft in segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from workbench.detect.tone import Tone
from workbench.feedback.messages import (
    BANDS,
    CHECKS,
    DIMENSION_TITLES,
    EVIDENCE,
    GATE_REASONS,
    GATE_TITLES,
    MISSING,
    STATE_MEANINGS,
    STATES,
    TONES,
)
from workbench.feedback.values import AdviceView, FeedbackView, NoteView, ScoreView, Segment
from workbench.i18n import Translate, localised, translator
from workbench.model import DIMENSIONS, Advice, Assessment, Finding, Score, Term
from workbench.rubric import Rubric


def feedback_view(
    assessment: Assessment,
    text: str,
    rubric: Rubric,
    *,
    interface: str,
    tone: Tone | None = None,
) -> FeedbackView:
    """The view of one assessment in the interface language."""
    say = translator(interface)
    advice = {item.criterion: item for item in assessment.advice}
    order = {item.criterion: place for place, item in enumerate(assessment.advice)}
    criteria = sorted(
        (name for name, score in assessment.criteria.items() if _applies(name, score)),
        key=lambda name: order.get(name, len(order)),
    )
    return FeedbackView(
        assessable=assessment.overall is not None
        or any(score.score is not None for score in assessment.criteria.values()),
        reason=assessment.reason,
        overall=assessment.overall,
        band=_band(assessment.overall, rubric, say),
        sendable=assessment.sendable,
        dimensions=tuple(
            _score(name, assessment.dimensions[name], say, title=say(DIMENSION_TITLES[name]))
            for name in DIMENSIONS
        ),
        criteria=tuple(
            _criterion(name, assessment, rubric, text, interface, advice.get(name))
            for name in criteria
        ),
        gates=tuple(_gates(assessment, say)),
        checks=tuple(_checks(assessment, say)),
        segments=segments(text, assessment, say),
        tone=say(TONES[tone.name]) if tone else "",
    )


def _applies(name: str, score: Score) -> bool:
    return score.score is not None or name != "jargon.idiom"


def _band(overall: float | None, rubric: Rubric, say: Translate) -> str:
    if overall is None:
        return ""
    reached = [name for name, bound in rubric.weights.bands.items() if overall >= bound]
    return say(BANDS[reached[-1]])


def _score(name: str, score: Score, say: Translate, *, title: str) -> ScoreView:
    return ScoreView(
        name=name,
        title=title,
        score=score.score,
        level=score.level,
        state=score.state,
        state_title=say(STATES[score.state]),
        meaning=say(STATE_MEANINGS[score.state]),
        reason=say(score.reason) if score.reason else "",
    )


def _criterion(
    name: str,
    assessment: Assessment,
    rubric: Rubric,
    text: str,
    interface: str,
    advice: Advice | None,
) -> ScoreView:
    say = translator(interface)
    criterion = rubric.criteria[name]
    score = assessment.criteria[name]
    anchors = [localised(anchor, interface) for anchor in criterion.anchors]
    level = score.level
    view = _score(name, score, say, title=localised(criterion.title, interface))
    return ScoreView(
        name=view.name,
        title=view.title,
        score=view.score,
        level=level,
        state=view.state,
        state_title=view.state_title,
        meaning=view.meaning,
        reason=view.reason,
        anchor=anchors[level - 1] if level else "",
        next_anchor=anchors[level] if level and level < 5 else "",
        evidence=tuple(
            Segment(
                text=text[finding.start : finding.end],
                mark="good" if finding.strength > 0 else "harm",
                note=evidence_note(finding, say),
            )
            for finding in assessment.evidence.get(name, ())
        ),
        advice=_advice(advice, text, say) if advice else None,
    )


def _advice(advice: Advice, text: str, say: Translate) -> AdviceView:
    return AdviceView(
        missing=say(MISSING[advice.missing]),
        replacement=advice.replacement.strip(),
        replaced=text[advice.start : advice.end],
        new_text=advice.new_text,
        to_fill=advice.to_fill,
    )


def evidence_note(finding: Finding, say: Translate) -> str:
    """What a finding is, in words."""
    message = EVIDENCE.get(f"{finding.kind}.{finding.name}") or EVIDENCE.get(finding.name)
    return say(message) if message else ""


def _gates(assessment: Assessment, say: Translate) -> Sequence[NoteView]:
    return [
        NoteView(
            name=name,
            title=say(GATE_TITLES[name]),
            state="fired",
            text=say(GATE_REASONS[gate.reason]),
        )
        for name, gate in assessment.gates.items()
        if gate.state == "fired"
    ]


def _checks(assessment: Assessment, say: Translate) -> Sequence[NoteView]:
    return [
        NoteView(name=name, title=say(CHECKS[name]), state=check.state)
        for name, check in assessment.checks.items()
        if check.state in ("pass", "fail")
    ]


_PRIORITY = ("gate", "harm", "term", "hard", "good")


def segments(text: str, assessment: Assessment, say: Translate) -> tuple[Segment, ...]:
    """The draft cut where marks begin and end; the weightiest mark wins where two overlap."""
    marks: list[tuple[int, int, str, str]] = []
    for gate in assessment.gates.values():
        if gate.state == "fired":
            note = say(GATE_REASONS[gate.reason])
            marks += [(span.start, span.end, "gate", note) for span in gate.spans]
    marks += _evidence_marks(assessment.evidence, say)
    marks += [_term_mark(term, say) for term in assessment.terms if term.kind != "word"]
    return cut(text, marks)


def _evidence_marks(
    evidence: Mapping[str, Sequence[Finding]], say: Translate
) -> list[tuple[int, int, str, str]]:
    found = []
    for findings in evidence.values():
        for finding in findings:
            if finding.kind in ("act", "share") and finding.name not in ("plain", "hard"):
                kind = "good" if finding.strength > 0 else "harm"
            elif finding.kind in ("difficulty", "long"):
                kind = "hard"
            else:
                continue
            found.append((finding.start, finding.end, kind, evidence_note(finding, say)))
    return found


def _term_mark(term: Term, say: Translate) -> tuple[int, int, str, str]:
    note = say("Insider word") if term.kind != "idiom" else say("Idiom")
    return term.start, term.end, "term", f"{note} → {term.plain}" if term.plain else note


def cut(text: str, marks: Sequence[tuple[int, int, str, str]]) -> tuple[Segment, ...]:
    """Segments of `text` for marks (start, end, kind, note); together they are the text."""
    edges = sorted({0, len(text), *(edge for mark in marks for edge in mark[:2])})
    built: list[Segment] = []
    for start, end in pairwise(edges):
        over = [mark for mark in marks if mark[0] <= start and mark[1] >= end]
        best = min(
            over, key=lambda mark: (_PRIORITY.index(mark[2]), mark[1] - mark[0]), default=None
        )
        kind, note = (best[2], best[3]) if best else ("", "")
        last = built[-1] if built else None
        if last is not None and (last.mark, last.note) == (kind, note):
            built[-1] = Segment(text=last.text + text[start:end], mark=kind, note=note)
        else:
            built.append(Segment(text=text[start:end], mark=kind, note=note))
    return tuple(built)
