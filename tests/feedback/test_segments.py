"""What the trainee sees: segments that join to the draft, and views that hold together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SCENARIO_IDS

from workbench.bench import Bench
from workbench.feedback.view import cut, feedback_view
from workbench.i18n import INTERFACES, translator
from workbench.practice.highlight import lexical_marks
from workbench.score.assess import unassessed

KINDS = ("gate", "harm", "term", "hard", "good")
TEXTS = st.text(min_size=1, max_size=60)
MESSY = "Hi 👩‍👩‍👧\0 Gemma, the SLA \ud800 ends soon. C\u030ceka\u0301te? أهلًا <img onerror=x>"


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str, str]]]:
    """A text and any marks on it, also overlapping and nested."""
    text = draw(TEXTS)
    marks = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        marks.append((start, end, draw(st.sampled_from(KINDS)), draw(st.sampled_from("ab"))))
    return text, marks


@given(marked())
def test_segments_join_to_the_text(found: tuple[str, list[tuple[int, int, str, str]]]) -> None:
    text, marks = found
    parts = cut(text, marks)
    assert "".join(part.text for part in parts) == text
    assert all(part.text for part in parts)
    assert all((a.mark, a.note) != (b.mark, b.note) for a, b in pairwise(parts))
    shown = [part.mark for part in parts for _ in part.text]
    for place, mark in enumerate(shown):
        over = {kind for start, end, kind, _ in marks if start <= place < end}
        assert mark == min(over, key=KINDS.index, default="")


def test_an_empty_text_has_no_segments() -> None:
    assert cut("", []) == ()


@pytest.mark.parametrize("name", SCENARIO_IDS)
@pytest.mark.parametrize("interface", INTERFACES)
def test_views_of_sample_replies(bench: Bench, name: str, interface: str) -> None:
    for reply in bench.scenarios[name].variant.replies:
        assessment = bench.assess(reply.text, scenario=name, advice=False)
        view = feedback_view(assessment, reply.text, bench.rubric, interface=interface)
        assert view.assessable
        assert "".join(part.text for part in view.segments) == reply.text
        assert [item.name for item in view.dimensions] == ["empathy", "clarity", "jargon"]
        assert {item.name for item in view.criteria} <= set(bench.rubric.criteria)
        for item in view.criteria:
            assert item.level is not None
            assert item.title
            assert item.anchor
            assert bool(item.next_anchor) == (item.level < 5)
            assert all(part.text in reply.text and part.note for part in item.evidence)
        assert view.band


@pytest.mark.parametrize("text", [MESSY, MESSY * 3, "ok " + "a" * 900])
def test_messy_drafts(bench: Bench, text: str) -> None:
    assessment = bench.assess(text, language="en", channel="public_post")
    view = feedback_view(assessment, text, bench.rubric, interface="en")
    assert "".join(part.text for part in view.segments) == text


@given(st.text(max_size=120))
def test_lexical_marks_lie_in_any_text(bench: Bench, text: str) -> None:
    draft = bench.draft(text, language="en", channel="public_post")
    marks = lexical_marks(draft, bench.rubric.languages["en"], translator("en"), public=True)
    assert all(0 <= start < end <= len(text) for start, end, _, _ in marks)
    assert "".join(part.text for part in cut(text, marks)) == text


def test_a_view_of_nothing(bench: Bench) -> None:
    view = feedback_view(unassessed(bench.rubric, "why"), "x", bench.rubric, interface="en")
    assert not view.assessable
    assert view.reason == "why"
    assert view.overall is None
    assert view.band == ""
    assert all(item.score is None and item.level is None for item in view.dimensions)
    assert [part.text for part in view.segments] == ["x"]


@pytest.mark.parametrize(
    ("overall", "band"), [(0.0, "Not yet"), (39.9, "Not yet"), (100.0, "Excellent")]
)
def test_bands(bench: Bench, overall: float, band: str) -> None:
    from dataclasses import replace

    found = replace(unassessed(bench.rubric, ""), overall=overall)
    assert feedback_view(found, "x", bench.rubric, interface="en").band == band
