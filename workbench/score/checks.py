"""Playbook checks: habits that a reply keeps, breaks, or that do not apply to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbench.detect.originality import copied_share
from workbench.detect.register import address_of
from workbench.model import Check, SentenceReading, Span
from workbench.playbook import Channel
from workbench.scenarios import Scenario
from workbench.text.analyze import Analysis

SURE = 0.5
COPIED = 0.5
_SIGNED = re.compile(r"\^\s?\w{1,20}")


def checks_of(
    analysis: Analysis,
    readings: Sequence[SentenceReading],
    found: Mapping[str, float],
    channel: Channel,
    scenario: Scenario | None,
) -> dict[str, Check]:
    """Every check by name; acts are not assessed without an encoder."""
    text = analysis.draft.text
    return {
        "channel.switch": _switch(readings, found, channel),
        "channel.sign": _sign(text, scenario),
        "channel.limits": Check(state="pass" if len(text) <= channel.limit else "fail"),
        "culture.register": _register(analysis, readings),
        "solve.follow_up": _act(found, readings, "follow_up"),
        "honest.timeline": _act(found, readings, "gives_time"),
        "honest.reason": _act(found, readings, "explains_reason"),
        "voice.calm": _calm(text, found),
        "voice.thanks": _act(found, readings, "thanks"),
        "originality": _originality(analysis),
    }


def _spans(readings: Sequence[SentenceReading], act: str) -> tuple[Span, ...]:
    return tuple(
        Span(reading.sentence.start, reading.sentence.end)
        for reading in readings
        if reading.acts.get(act, 0.0) >= SURE
    )


def _act(found: Mapping[str, float], readings: Sequence[SentenceReading], act: str) -> Check:
    if f"act.{act}" not in found:
        return Check(state="not_assessed")
    done = found[f"act.{act}"] >= SURE
    return Check(state="pass" if done else "fail", spans=_spans(readings, act) if done else ())


def _switch(
    readings: Sequence[SentenceReading], found: Mapping[str, float], channel: Channel
) -> Check:
    """In public: something of use first, then private for the data."""
    if not channel.public:
        return Check(state="n/a")
    moves = _act(found, readings, "moves_to_private")
    if moves.state != "pass":
        return Check(state="n/a" if moves.state == "fail" else moves.state)
    useful = max(found["act.next_step"], found["act.explains_reason"], found["act.takes_ownership"])
    return Check(state="pass" if useful >= SURE else "fail", spans=moves.spans)


def _sign(text: str, scenario: Scenario | None) -> Check:
    if scenario is None:
        return Check(state="not_assessed")
    signature = scenario.variant.brand.signature
    if not signature.startswith("^"):
        return Check(state="n/a")
    match = _SIGNED.search(text[-40:])
    return Check(state="pass" if match else "fail")


def _register(analysis: Analysis, readings: Sequence[SentenceReading]) -> Check:
    formal, informal = address_of([r.sentence for r in readings], analysis.language)
    if not formal and not informal:
        return Check(state="n/a")
    if analysis.language.code == "en":
        return Check(state="n/a")
    mixed = bool(formal and informal)
    fewer = min(formal, informal, key=len) if mixed else []
    return Check(
        state="fail" if mixed else "pass", spans=tuple(Span(f.start, f.end) for f in fewer)
    )


def _calm(text: str, found: Mapping[str, float]) -> Check:
    if "act.harm" not in found:
        return Check(state="not_assessed")
    shouting = sum(letter.isupper() for letter in text) > 0.5 * sum(map(str.isalpha, text))
    calm = found["act.harm"] < SURE and text.count("!") <= 2 and not shouting
    return Check(state="pass" if calm else "fail")


def _originality(analysis: Analysis) -> Check:
    share = copied_share(analysis.reply.tokens, analysis.customer.tokens)
    return Check(state="fail" if share >= COPIED else "pass")
