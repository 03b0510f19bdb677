"""Conditions of branching: every operator and name, what is unknown, and hostile input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.conditions import MAX_LENGTH, Condition
from workbench.model import DIMENSIONS, GATES, Assessment, Check, Gate, Score

ASSESSMENT = Assessment(
    language="en",
    overall=61.5,
    sendable=False,
    dimensions={
        "empathy": Score(score=50.0, state="hint"),
        "clarity": Score(score=80.0, state="hint"),
        "jargon": Score(score=None, state="not_assessed"),
    },
    criteria={
        "clarity.next_step": Score(score=20.0, state="hint"),
        "jargon.idiom": Score(score=None, state="not_assessed"),
    },
    gates={"privacy": Gate(state="fired"), "blame": Gate(state="clear")},
    checks={
        "channel.switch": Check(state="pass"),
        "voice.calm": Check(state="fail"),
        "channel.sign": Check(state="n/a"),
        "originality": Check(state="not_assessed"),
    },
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("empathy.level == 3", True),
        ("empathy.level != 3", False),
        ("empathy.score < 50.1", True),
        ("empathy.score <= 50", True),
        ("empathy.score > 50", False),
        ("empathy.score >= 50.0", True),
        ("3 <= empathy.level", True),
        ("2 < empathy.level < 4", True),
        ("2 < empathy.level < 3", False),
        ("clarity.next_step.level >= 2", True),
        ("clarity.next_step.score >= 21", False),
        ("overall.score > 61", True),
        ("empathy.level < clarity.level", True),
        ("gate.privacy.fired", True),
        ("gate.blame.fired", False),
        ("gate.promise.fired", False),
        ("not gate.blame.fired", True),
        ("check.channel.switch.passed", True),
        ("check.channel.switch.failed", False),
        ("check.voice.calm.failed", True),
        ("gate.blame.fired or empathy.level == 3", True),
        ("gate.privacy.fired and empathy.level == 4", False),
        ("not (gate.blame.fired or empathy.level == 4)", True),
        ("gate.blame.fired or gate.privacy.fired and empathy.level == 3", True),
        ("  gate.privacy.fired  ", True),
    ],
)
def test_operators_and_names(text: str, wanted: bool) -> None:
    assert Condition.parse(text).holds(ASSESSMENT) is wanted


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize(
    "name", ["jargon.level", "jargon.score", "jargon.idiom.score", "clarity.unheard.level"]
)
def test_a_score_that_is_not_assessed_makes_every_comparison_false(
    operator: str, name: str
) -> None:
    assert not Condition.parse(f"{name} {operator} 3").holds(ASSESSMENT)
    assert not Condition.parse(f"3 {operator} {name}").holds(ASSESSMENT)


@pytest.mark.parametrize("check", ["channel.sign", "originality", "unheard"])
def test_a_check_that_does_not_apply_neither_passes_nor_fails(check: str) -> None:
    assert not Condition.parse(f"check.{check}.passed").holds(ASSESSMENT)
    assert not Condition.parse(f"check.{check}.failed").holds(ASSESSMENT)


@pytest.mark.parametrize("gate", GATES)
def test_every_gate_is_known(gate: str) -> None:
    assert isinstance(Condition.parse(f"gate.{gate}.fired").holds(ASSESSMENT), bool)


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("end", ["score", "level"])
def test_every_dimension_is_known(dimension: str, end: str) -> None:
    assert isinstance(Condition.parse(f"{dimension}.{end} > 0").holds(ASSESSMENT), bool)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not a condition"),
        ("otherwise", "must end in"),
        ("empathy", "must end in"),
        ("empathy.level", "must end in .fired or .passed or .failed"),
        ("empathy.levl > 3", "must end in .score or .level"),
        ("sympathy.level > 3", "is not known"),
        ("overall.level > 3", "is not known"),
        ("gate.unheard.fired", "is not known"),
        ("check.fired", "is not known"),
        ("check.passed", "is not known"),
        ("gate.privacy.fired > 1", "must end in .score or .level"),
        ("empathy.level is 3", "only == != < <= > >= compare"),
        ("empathy.level in [3]", "is not allowed"),
        ("empathy.level + 1 > 3", "is not allowed"),
        ("-empathy.level > 3", "is not allowed"),
        ("empathy.level > '3'", "is not allowed"),
        ("empathy.level > True", "is not allowed"),
        ("True", "is not allowed"),
        ("1", "is not allowed"),
        ("empathy.level > 3; gate.blame.fired", "is not a condition"),
        ("empathy.level > 3 if True else False", "is not allowed"),
        ("lambda: 1", "is not allowed"),
        ("__import__('os').system('true')", "is not allowed"),
        ("().__class__.__bases__", "is not allowed"),
        ("empathy.__class__.level > 1 and print(1)", "is not allowed"),
        ("gate.privacy.fired()", "is not allowed"),
        ("(x := gate.privacy.fired)", "is not allowed"),
        ("[gate.privacy.fired for x in y]", "is not allowed"),
        ("f'{empathy.level}' == 1", "is not allowed"),
        ("gate['privacy'].fired", "is not allowed"),
        ("gate.privacy.fired\0", "is not a condition"),
        ("(" * 300 + "gate.privacy.fired" + ")" * 80, "is not a condition"),
        ("not " * 99 + "x", "must end in"),
        ("gate.privacy.fired and " * 30 + "gate.privacy.fired", "is longer than"),
    ],
)
def test_refused_with_a_reason(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says.replace(".", r"\.")):
        Condition.parse(text)


WORDS = st.sampled_from(
    [
        "and",
        "or",
        "not",
        "(",
        ")",
        "==",
        "<",
        ">=",
        "empathy",
        ".level",
        ".score",
        "gate.privacy.fired",
        "3",
        "4.5",
        "overall.score",
        "check.voice.calm.failed",
        "import",
        "lambda",
        "[",
        "]",
        "{",
        "}",
        ":",
        "=",
        ";",
        "'",
        '"',
        "\\",
        "#",
        ".",
        ",",
        "eval",
        "open",
        "*",
        "**",
        "@",
    ]
)


@given(st.one_of(st.lists(WORDS, max_size=14).map(" ".join), st.text(max_size=MAX_LENGTH + 20)))
def test_any_text_is_a_condition_or_refused(text: str) -> None:
    try:
        condition = Condition.parse(text)
    except ValueError as error:
        condition, reason = None, str(error)
    else:
        reason = ""
    assert bool(reason) != isinstance(condition and condition.holds(ASSESSMENT), bool)
