"""What cannot be assessed says so, with a reason, and is never 0."""

from __future__ import annotations

import pytest

from workbench.bench import Bench
from workbench.errors import DraftError
from workbench.model import CHANNELS, DIMENSIONS, GATES, Assessment, Draft

REPLY = "I'm so sorry, Gemma. Nadia will send you the pages within 30 minutes."


def nothing_is_scored(assessment: Assessment) -> None:
    assert assessment.overall is None
    assert assessment.reason
    for found in (*assessment.dimensions.values(), *assessment.criteria.values()):
        assert (found.score, found.level, found.state) == (None, None, "not_assessed")
        assert found.reason == assessment.reason
    assert set(assessment.dimensions) == set(DIMENSIONS)
    assert set(assessment.gates) == set(GATES)
    assert not assessment.advice
    assert not assessment.sentences


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "The draft is empty"),
        (" \n\t ", "The draft is empty"),
        ("🙏🙏 !!!", "The draft has no words yet"),
        ("\0\0\0", "The draft "),
        ("\ud800", "The draft has no words yet"),
        ("word " * 20_000, "The draft has 100000 characters; at most 5000 are read"),
        ("12345 67", "The draft has no words yet"),
        ("Hi there", "So far this only greets"),
        ("Dobrý den, paní Marešová,", "So far this only greets"),
        ("مرحبا", "So far this only greets"),
        ("qwrtzx plmkzz", "The language cannot be told from so few words"),
        ("Dobrý deň, veľmi nás mrzí, že zásielka ešte neprišla.", "The language “sk”"),
    ],
)
def test_texts_that_cannot_be_read(bench: Bench, text: str, reason: str) -> None:
    assessment = bench.assess(text)
    nothing_is_scored(assessment)
    assert assessment.reason.startswith(reason)
    assert assessment.sendable is None


@pytest.mark.parametrize("text", ["Hi, it comes tomorrow.", "Sorry.", "Thanks, we will call you."])
def test_short_is_not_nothing(bench: Bench, text: str) -> None:
    assert bench.assess(text, language="en").overall is not None


def test_a_line_without_words_is_not_hard(bench: Bench) -> None:
    assessment = bench.assess("We are sorry about the late parcel.\n^\n👍", language="en")
    first, *rest = [sentence.difficulty for sentence in assessment.sentences]
    assert first
    assert rest
    assert not any(rest)


def test_another_language_than_asked(bench: Bench) -> None:
    assessment = bench.assess("Es tut uns sehr leid, das Paket kommt morgen an.", language="en")
    nothing_is_scored(assessment)
    assert assessment.sendable is False
    assert assessment.gates["language"].reason == "other_language"
    assert assessment.reason == "This seems to be in another language (de), not in “en”."


def test_unknown_names(bench: Bench) -> None:
    with pytest.raises(DraftError, match="There is no scenario “no/such/en”; these exist: core/"):
        bench.assess(REPLY, scenario="no/such/en")
    nothing_is_scored(bench.assess(REPLY, language="xx"))
    assert bench.assess(REPLY, channel="pigeon", advice=False).overall is not None


@pytest.mark.parametrize("channel", [*CHANNELS, None])
def test_every_channel(bench: Bench, channel: str | None) -> None:
    assessment = bench.assess(REPLY, channel=channel, advice=False)
    assert assessment.overall is not None
    assert 0 < assessment.overall < 100


def test_html_is_text(bench: Bench) -> None:
    text = f"<img src=x onerror=alert(1)> {REPLY}"
    assessment = bench.assess(text, language="en")
    assert assessment.overall is not None
    assert [text[s.start : s.end] for s in assessment.sentences][-1].startswith("Nadia")


def test_nul_and_surrogates_do_not_hide_what_follows(bench: Bench) -> None:
    plain = bench.assess(REPLY, language="en", advice=False)
    dirty = bench.assess(REPLY.replace(" ", "\0", 1) + "\ud800", language="en", advice=False)
    for name in DIMENSIONS:
        assert dirty.dimensions[name].score == pytest.approx(plain.dimensions[name].score, abs=3)


def test_idioms_are_not_assessed_for_native_speakers(bench: Bench) -> None:
    found = bench.assess(REPLY, language="en").criteria["jargon.idiom"]
    assert found.score is None
    assert found.reason == "the customer writes in the mother tongue"


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_without_an_encoder_the_lexical_criteria_are_scored(bare: Bench, language: str) -> None:
    scenario = f"core/late_parcel/{language}"
    replies = bare.scenarios[scenario].variant.replies
    assessment = bare.assess(replies[-1].text, scenario=scenario)
    scored = {name for name, found in assessment.criteria.items() if found.score is not None}
    assert {"jargon.terms", "jargon.officialese", "clarity.fits_channel"} <= scored
    assert not [name for name in scored if name.startswith("empathy.")]
    assert assessment.dimensions["jargon"].score is not None
    assert assessment.dimensions["empathy"].score is None
    assert assessment.dimensions["empathy"].reason == "no sentence encoder on this machine"
    assert assessment.overall is None
    assert assessment.gates["blame"].state == "not_assessed"
    assert assessment.checks["voice.thanks"].state == "not_assessed"
    assert assessment.terms


def test_without_an_encoder_insider_words_still_cost(bare: Bench) -> None:
    def points(text: str) -> float:
        found = bare.assess(text, language="en", channel="email").criteria["jargon.terms"].score
        assert found is not None
        return found

    plain = "We have your parcel and bring it to your door on Friday morning."
    insider = "The RMA for SKU CX-2219 breached its SLA and was escalated to L2 via the CRM."
    assert points(plain) > points(insider) + 20


def test_an_overall_that_is_gated_is_capped(bench: Bench) -> None:
    cap = bench.rubric.weights.gate_cap
    text = f"{REPLY} Your order MB-482917 goes out today."
    public = bench.assess(text, language="en", channel="public_post", advice=False)
    private = bench.assess(text, language="en", channel="direct_message", advice=False)
    assert public.sendable is False
    assert public.overall is not None
    assert public.overall <= cap < (private.overall or 0)
    assert private.sendable is None


def test_reading_twice_gives_the_same(bench: Bench) -> None:
    draft = Draft(text=REPLY, language="en", channel="email")
    assert bench.assess_draft(draft) == bench.assess_draft(draft)
