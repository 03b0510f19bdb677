"""Features between 0 and 1, scores that are bounded and monotone, effects that add up."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.bench import Bench
from workbench.gold import GoldReply
from workbench.model import DIMENSIONS, Draft, Score, Sentence, SentenceReading, Term, Token
from workbench.score.criteria import score
from workbench.score.features import Context, features, harm_of, stem
from workbench.score.heads import Calibration, bounded
from workbench.score.validity import BOUND, ENOUGH, Validity, state_for

PART = st.floats(0, 1)
ACTS = ("harm", "blames", "next_step", "gives_time", "reassurance")
ACTS += ("explains_reason", "takes_ownership", "hard", "warmth")
KINDS = ("word", "jargon", "officialese", "idiom", "code")


@st.composite
def readings(draw: st.DrawFn) -> SentenceReading:
    """A sentence with any findings."""
    count = draw(st.integers(0, 60))
    start = draw(st.integers(0, 50))
    tokens = tuple(Token(start + 2 * i, start + 2 * i + 1, "a", "a") for i in range(count))
    end = start + max(1, 2 * count)
    return SentenceReading(
        sentence=Sentence(start, end, "a " * count, "a " * count, tokens),
        acts={name: draw(PART) for name in ACTS},
        leaning={"empathy": draw(st.floats(-9, 9))},
        difficulty=draw(PART),
        terms=tuple(
            Term(start, end, draw(PART), draw(st.sampled_from(KINDS)))
            for _ in range(draw(st.integers(0, 3)))
        ),
        signals=(),
        words={"time": draw(st.floats(0, 5)), "hedge": draw(st.floats(0, 5))},
        relevance=draw(PART),
        answers=draw(PART),
    )


@given(st.lists(readings(), max_size=6), st.integers(0, 3), st.booleans())
def test_features_are_bounded(found: list[SentenceReading], gaps: int, named: bool) -> None:
    context = Context(
        customer_stems=frozenset({"a"}), names=frozenset({"a"} if named else ()), placeholders=gaps
    )
    values = features(found, context)
    assert all(0 <= value <= 1 for value in values.values())
    assert all(math.isfinite(value) for value in values.values())
    assert ("act.harm" in values) == bool(found)


@given(st.lists(readings(), min_size=1, max_size=4))
def test_without_acts_there_are_no_act_features(found: list[SentenceReading]) -> None:
    bare = [replace(reading, acts={}, leaning={}) for reading in found]
    values = features(bare, Context())
    assert not [name for name in values if name.startswith(("act.", "share.", "learned."))]


@given(readings(), PART)
def test_warm_words_do_not_make_up_for_blame_in_one_breath(
    reading: SentenceReading, blame: float
) -> None:
    kind = replace(reading, acts=dict(reading.acts) | {"harm": 0.0})
    harmful = replace(kind, acts=dict(kind.acts) | {"harm": blame})
    before, after = features([kind], Context()), features([harmful], Context())
    assert after["act.warmth"] <= before["act.warmth"]
    assert after["early.answer"] <= before["early.answer"]
    assert after["act.harm"] == pytest.approx(harm_of(harmful))
    assert 0 <= harm_of(kind) <= harm_of(harmful) <= 1


@given(st.lists(readings(), min_size=1, max_size=5), readings())
def test_every_further_harm_counts(found: list[SentenceReading], more: SentenceReading) -> None:
    before, after = features(found, Context()), features([*found, more], Context())
    assert after["act.harm"] >= before["act.harm"] - 1e-9


@given(st.lists(readings(), min_size=1, max_size=4))
def test_scores_are_bounded_and_harm_only_costs(bench: Bench, found: list[SentenceReading]) -> None:
    heads = bench.assessor.heads
    assert heads is not None
    values = features(found, Context())
    scored = score(bench.rubric, heads, values, second_language=True)
    every = [*scored.criteria.values(), *scored.dimensions.values()]
    assert all(0 <= value <= 100 for value in every)
    harm = {"act.harm": 1.0, "share.harm": 1.0, "sum.harm": 1.0}
    worse = score(bench.rubric, heads, values | harm)
    assert worse.dimensions["empathy"] <= scored.dimensions["empathy"] + 1e-9


@given(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))
def test_bounded_is_monotone(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= bounded(low) <= bounded(high) <= 100


@given(st.floats(-150, 250), st.floats(0.01, 50))
def test_bounded_keeps_ranks(value: float, more: float) -> None:
    assert bounded(value) < bounded(value + more)


@pytest.mark.parametrize("value", [12.0, 50.0, 88.0])
def test_bounded_changes_nothing_in_the_middle(value: float) -> None:
    assert bounded(value) == pytest.approx(value)
    assert bounded(value + 1e-9) == pytest.approx(bounded(value - 1e-9))


@given(st.floats(0, 100))
def test_level_is_the_rounded_rating(value: float) -> None:
    level = Score(score=value, state="hint").level
    assert level is not None
    assert 1 <= level <= 5
    assert abs(level - (1 + value / 25)) <= 0.5


@pytest.mark.parametrize(
    ("value", "level"),
    [(0, 1), (12.49, 1), (12.5, 2), (37.5, 3), (62.5, 4), (87.49, 4), (87.5, 5), (100, 5)],
)
def test_level_rounds_halves_up(value: float, level: int) -> None:
    assert Score(score=value, state="hint").level == level


def test_not_assessed_has_no_level() -> None:
    row = Score(score=None, state="not_assessed", reason="why").as_row()
    assert row == {"score": None, "level": None, "state": "not_assessed", "reason": "why"}


def test_calibration() -> None:
    part = Calibration(base=50, weights={"a": 10, "b": -20})
    assert part.raw({"a": 1, "b": 0.5, "c": 9}) == 50
    assert part.score({"a": 1}) == 60
    assert part.score({}) == 50


def test_signs_of_the_fit_are_those_of_the_rubric(bench: Bench) -> None:
    heads = bench.assessor.heads
    assert heads is not None
    for name, criterion in bench.rubric.criteria.items():
        if name not in heads.criteria:
            continue
        for feature, weight in heads.criteria[name].weights.items():
            lifts = feature in criterion.lifts or feature.startswith("learned.")
            assert (weight >= 0) if lifts else (weight <= 0), (name, feature)
            assert lifts or feature in criterion.lowers, (name, feature)


def test_stems_meet_inflected_forms() -> None:
    assert stem("novakova") == stem("novakove")
    assert stem("balik") == stem("baliku")
    assert stem("dort") != stem("domu")


@pytest.mark.parametrize("place", range(0, 240, 17))
def test_effects_are_what_removal_costs(
    bench: Bench, gold: tuple[GoldReply, ...], place: int
) -> None:
    """The effect of a sentence is computed: it agrees with scoring the reply without it."""
    row = gold[place]
    draft = Draft(text=row.reply, language=row.language, channel=row.channel, customer=row.customer)
    reading = bench.read(draft)
    assessment = bench.assessor.assess(reading)
    whole = {name: assessment.dimensions[name].score for name in DIMENSIONS}
    rests = bench.assessor.without(reading)
    for at, sentence in enumerate(assessment.sentences):
        assert set(sentence.effect) == set(DIMENSIONS)
        rest = rests[at].dimensions
        for name in DIMENSIONS:
            kept = rest.get(name, 0.0) if len(reading.sentences) > 1 else 0.0
            assert sentence.effect[name] == pytest.approx((whole[name] or 0) - kept)
            assert -100 <= sentence.effect[name] <= 100


def test_effect_agrees_with_assessing_the_shorter_text_afresh(bench: Bench) -> None:
    kept = ["I'm so sorry your parcel is late.", "It will reach you on Friday by noon."]
    blame = "You should have read the instructions before you ordered."
    text = " ".join([kept[0], blame, kept[1]])
    options = {"language": "en", "channel": "email", "customer": "My parcel is late!"}
    whole = bench.assess(text, advice=False, **options)  # type: ignore[arg-type]
    rest = bench.assess(" ".join(kept), advice=False, **options)  # type: ignore[arg-type]
    for name in DIMENSIONS:
        lost = (whole.dimensions[name].score or 0) - (rest.dimensions[name].score or 0)
        assert whole.sentences[1].effect[name] == pytest.approx(lost, abs=0.5)
    assert whole.sentences[1].effect["empathy"] < -3
    assert whole.sentences[0].effect["empathy"] > 0
    assert whole.sentences[2].effect["clarity"] > 0


@pytest.mark.parametrize(
    ("kind", "count", "lower", "state"),
    [
        ("human", ENOUGH, BOUND, "validated"),
        ("human", ENOUGH - 1, 1.0, "hint"),
        ("human", ENOUGH, BOUND - 0.01, "hint"),
        ("language_model", ENOUGH, BOUND, "model_panel"),
        ("language_model", 10_000, math.nan, "hint"),
    ],
)
def test_states(kind: str, count: int, lower: float, state: str) -> None:
    assert state_for(kind, count, lower) == state


def test_a_changed_rubric_was_never_measured(bench: Bench) -> None:
    own = bench.assessor.weights
    validity = bench.assessor.validity
    assert validity.state("en", "empathy", own)[0] != "validated"
    assert validity.state("en", "empathy", "other") == (
        "hint",
        "custom rubric, agreement not measured",
    )
    assert validity.state("xx", "empathy", own) == ("hint", "agreement not measured")
    assert Validity({}, None).state("en", "empathy", own) == ("hint", "agreement not measured")
