"""Amounts of the case, copied runs of words, and the tone of English wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.bench import Bench
from workbench.detect.case import amounts_in, wrong_amounts
from workbench.detect.originality import RUN, copied_share
from workbench.detect.tone import tone_of
from workbench.text.segment import tokens_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We refund £6.95 today", [(6.95, "£6.95")]),
        ("vrátíme 1 250 Kč", [(1250.0, "1 250 Kč")]),
        ("vrátíme 1.250,50 Kč", [(1250.5, "1.250,50 Kč")]),
        ("12.990,- Kč", [(12990.0, "12.990,- Kč")]),
        ("1 250 Kč zpět", [(1250.0, "1 250 Kč")]),
        ("€ 48 oder 48 Euro", [(48.0, "€ 48"), (48.0, "48 Euro")]),
        ("$1,299.99", [(1299.99, "$1,299.99")]),
        ("خصم 250 جنيه", [(250.0, "250 جنيه")]),
        ("48 eur", [(48.0, "48 eur")]),
        ("dne 14. 9. v 10:30, 3 kusy", []),
        ("room 48, 30 minutes, 50 %", []),
    ],
)
def test_amounts(text: str, wanted: list[tuple[float, str]]) -> None:
    found = [(value, text[start:end].strip()) for value, start, end in amounts_in(text)]
    assert found == wanted


@pytest.mark.parametrize(
    ("reply", "wrong"),
    [
        ("We refund £6.95 and the book, £48.00.", []),
        ("We refund £6.95 and £20 on top.", ["£20"]),
        ("You said £15 was charged.", []),
        ("It takes 30 minutes.", []),
    ],
)
def test_amounts_that_nobody_mentioned(reply: str, wrong: list[str]) -> None:
    found = wrong_amounts(reply, ["£6.95", "£48"], "I was charged £15!")
    assert [reply[f.start : f.end] for f in found] == wrong


def test_without_known_amounts_none_is_wrong() -> None:
    assert not list(wrong_amounts("We refund £20.", [], "Where is it?"))


def test_the_promise_gate(bench: Bench) -> None:
    name = next(iter(sorted(bench.scenarios)))
    variant = bench.scenarios[name].variant
    good = next(r.text for r in variant.replies if r.quality == "excellent")

    def gate(text: str) -> str:
        return (
            bench.assessor.assess(bench.read(bench.draft(text, scenario=name)))
            .gates["promise"]
            .state
        )

    assert gate(good) == "clear"
    assert gate(f"{good} 98765 €") == "fired"


@given(st.lists(st.sampled_from("abcdefg"), max_size=20), st.integers(0, 3))
def test_copied_share_is_a_share(words: list[str], drop: int) -> None:
    tokens = tokens_of(" ".join(words))
    assert 0 <= copied_share(tokens, tokens[drop:]) <= 1
    assert copied_share(tokens, tokens) == (1.0 if len(tokens) >= RUN else 0.0)


def test_copied_share() -> None:
    source = tokens_of("Já jsem si objednala dort na křest vnučky a nic")
    copied = tokens_of("Píšete: JA JSEM SI OBJEDNALA DORT NA krest, a to nás mrzí")
    assert copied_share(copied, source) == pytest.approx(7 / len(copied))
    assert copied_share(tokens_of("na křest vnučky a nic"), source) == 0
    assert copied_share((), source) == copied_share(source, ()) == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("That is wonderful, I am happy to help.", "positive"),
        ("This is awful and disgusting.", "negative"),
        ("The parcel comes on Monday.", "neutral"),
    ],
)
def test_tone(text: str, name: str) -> None:
    tone = tone_of(text)
    assert tone.name == name
    assert -1 <= tone.polarity <= 1


def test_tone_is_no_empathy() -> None:
    """Why it is shown as wording only: a sincere apology sounds negative."""
    tone = tone_of("I am so sorry for the terrible delay")
    assert tone.name == "negative"
    assert "terrible" in dict(tone.words)
