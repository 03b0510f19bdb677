"""Advice: the edit applied is the new text, and it really lifts its criterion."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from places import SCENARIO_IDS

from workbench.bench import Bench
from workbench.feedback.advice import GOOD_ENOUGH
from workbench.feedback.messages import MISSING
from workbench.model import Advice

LIFTED = 0.95
"""Share of edits that must lift their criterion when the new text is assessed afresh."""


@dataclass(frozen=True)
class Tried:
    """One advice, the text it was given for, and its criterion before and after."""

    scenario: str
    text: str
    advice: Advice
    before: float
    after: float


@pytest.fixture(scope="module")
def tried(bench: Bench) -> list[Tried]:
    """Every advice on the weak and good sample replies, assessed afresh."""
    found = []
    for name in SCENARIO_IDS:
        for reply in bench.scenarios[name].variant.replies:
            if reply.quality == "excellent":
                continue
            assessment = bench.assess(reply.text, scenario=name)
            for advice in assessment.advice:
                before = assessment.criteria[advice.criterion].score
                fresh = bench.assess(advice.new_text, scenario=name, advice=False)
                after = fresh.criteria[advice.criterion].score
                assert before is not None
                assert after is not None
                found.append(Tried(name, reply.text, advice, before, after))
    return found


def test_there_is_advice_for_every_weak_reply(tried: list[Tried]) -> None:
    assert {one.scenario for one in tried} == set(SCENARIO_IDS)
    assert len(tried) >= 10 * len(SCENARIO_IDS)


def test_the_new_text_is_the_edit_applied(tried: list[Tried]) -> None:
    for one in tried:
        advice = one.advice
        assert 0 <= advice.start <= advice.end <= len(one.text)
        applied = one.text[: advice.start] + advice.replacement + one.text[advice.end :]
        assert advice.new_text == applied
        assert advice.new_text != one.text
        assert advice.missing in MISSING


def test_edits_lift_their_criterion(tried: list[Tried]) -> None:
    lifted = [one.after > one.before for one in tried]
    assert sum(lifted) / len(lifted) >= LIFTED


def test_no_edit_opens_a_gap_or_repeats_itself(tried: list[Tried]) -> None:
    for one in tried:
        assert one.advice.to_fill == ("[" in one.advice.replacement)
        assert "{" not in one.advice.replacement
        added = one.advice.replacement.strip()
        assert not added or one.advice.new_text.count(added) > one.text.count(added)


def test_one_advice_for_a_criterion_that_has_room(bench: Bench) -> None:
    for name in SCENARIO_IDS:
        weak = bench.scenarios[name].variant.replies[0].text
        assessment = bench.assess(weak, scenario=name)
        criteria = [advice.criterion for advice in assessment.advice]
        assert len(criteria) == len(set(criteria))
        for criterion in criteria:
            assert (assessment.criteria[criterion].score or 0) < GOOD_ENOUGH


def test_words_are_replaced_where_they_stand(bench: Bench) -> None:
    text = "We are sorry. The RMA for your parcel is with L2. We will call you on Friday at noon."
    assessment = bench.assess(text, language="en", channel="email")
    (advice,) = [one for one in assessment.advice if one.criterion == "jargon.terms"]
    plain = bench.rubric.languages["en"].jargon["RMA"]
    assert text[advice.start : advice.end].startswith("RMA")
    assert advice.replacement.lower().startswith(plain.lower())
    assert advice.new_text.startswith("We are sorry. The ")


def test_harm_is_to_be_left_out(bench: Bench) -> None:
    blame = "You've brought this entirely on yourself, so don't complain to us."
    text = f"We have looked into it. {blame} The parcel comes on Friday."
    customer = "Where is my parcel? It was promised for Monday."
    assessment = bench.assess(text, language="en", channel="email", customer=customer)
    found = [one for one in assessment.advice if one.missing == "without_harm"]
    assert found
    assert found[0].new_text == "We have looked into it. The parcel comes on Friday."


def test_without_an_encoder_there_is_no_advice(bare: Bench) -> None:
    name = SCENARIO_IDS[0]
    reply = bare.scenarios[name].variant.replies[0].text
    assert bare.assess(reply, scenario=name).advice == ()
