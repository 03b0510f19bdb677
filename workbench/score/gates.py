"""Gates: reasons not to send a reply, whatever it scores."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.detect.case import wrong_amounts
from workbench.detect.privacy import personal_data, requests, secrets_in
from workbench.model import Gate, SentenceReading, Span
from workbench.playbook import Channel
from workbench.scenarios import Scenario
from workbench.score.context import placeholders
from workbench.score.features import harm_of
from workbench.text.analyze import Analysis

HARMFUL = 0.85
"""Probability of harm (even odds) from which a sentence fires the blame gate."""


def gates_of(
    analysis: Analysis,
    readings: Sequence[SentenceReading],
    channel: Channel,
    scenario: Scenario | None,
) -> dict[str, Gate]:
    """Every gate by name."""
    return {
        "privacy": _privacy(analysis, readings, channel, scenario),
        "promise": _promise(analysis, scenario),
        "blame": _blame(readings),
        "escalation": _escalation(scenario),
        "language": _language(analysis),
    }


def _fired(spans: Sequence[Span], reason: str) -> Gate:
    return Gate(
        state="fired", spans=tuple(sorted(spans, key=lambda span: span.start)), reason=reason
    )


CLEAR = Gate(state="clear")


def _privacy(
    analysis: Analysis,
    readings: Sequence[SentenceReading],
    channel: Channel,
    scenario: Scenario | None,
) -> Gate:
    draft = analysis.draft
    if draft.channel is None:
        return Gate(state="not_assessed", reason="the channel is not known")
    if not channel.public:
        return CLEAR
    asked = [Span(f.start, f.end) for f in requests(readings)]
    if asked:
        return _fired(asked, "asks_in_public")
    told = [Span(f.start, f.end) for f in personal_data(draft.text) if _customers(f.name)]
    if scenario is not None:
        told += secrets_in(draft.text, scenario.variant.case.secrets)
    return _fired(told, "tells_in_public") if told else CLEAR


def _customers(name: str) -> bool:
    """Phone and e-mail may be the company's own; the rest can only be the customer's."""
    return name not in {"phone", "email"}


def _promise(analysis: Analysis, scenario: Scenario | None) -> Gate:
    if scenario is None:
        return Gate(state="not_assessed", reason="the case is not known")
    case = scenario.variant.case
    wrong = wrong_amounts(analysis.draft.text, case.amounts, analysis.draft.customer)
    spans = [Span(finding.start, finding.end) for finding in wrong]
    return _fired(spans, "amount_not_in_case") if spans else CLEAR


def _blame(readings: Sequence[SentenceReading]) -> Gate:
    if readings and not readings[0].acts:
        return Gate(state="not_assessed", reason="no sentence encoder here")
    spans = [
        Span(reading.sentence.start, reading.sentence.end)
        for reading in readings
        if harm_of(reading) >= HARMFUL
    ]
    return _fired(spans, "blames_or_mocks") if spans else CLEAR


def _escalation(scenario: Scenario | None) -> Gate:
    if scenario is None:
        return Gate(state="not_assessed", reason="the case is not known")
    if not scenario.incident.escalation:
        return CLEAR
    return Gate(state="not_assessed", reason="escalation is read by the trainer")


def _language(analysis: Analysis) -> Gate:
    """Gaps left from a template; a text in another language is refused before it is read."""
    gaps = [Span(start, end) for start, end in placeholders(analysis)]
    if gaps:
        return _fired(gaps, "placeholder_left")
    return CLEAR
