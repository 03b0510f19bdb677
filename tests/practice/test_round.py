"""The steps of an exercise, in-process, for every scenario."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from places import SCENARIO_IDS

from workbench.bench import Bench
from workbench.errors import DraftError, StoreError
from workbench.practice.round import KEPT, PracticeRoom
from workbench.practice.views import Round
from workbench.scenarios import Scenario
from workbench.store.attempts import Attempts
from workbench.store.database import open_store

GERMAN = "Es tut uns sehr leid, das Paket kommt morgen an."


@pytest.fixture(scope="module")
def attempts(tmp_path_factory: pytest.TempPathFactory) -> Attempts:
    path: Path = tmp_path_factory.mktemp("store") / "workbench.db"
    return Attempts(open_store(f"sqlite:///{path}"))


@pytest.fixture
def room(bench: Bench, attempts: Attempts, request: pytest.FixtureRequest) -> PracticeRoom:
    """The room of a person whom no other test knows."""
    return PracticeRoom(bench, attempts, person=request.node.name[:60])


def reply(scenario: Scenario, quality: str) -> str:
    return next(r.text for r in scenario.variant.replies if r.quality == quality)


def sent(room: PracticeRoom, round_: Round, text: str, key: str) -> Round:
    room.submit(round_.attempt, text, key, "en")
    return room.send(round_.attempt, "en")


@pytest.mark.parametrize("name", SCENARIO_IDS)
def test_from_first_reading_to_a_better_second_draft(
    bench: Bench, room: PracticeRoom, name: str
) -> None:
    scenario = bench.scenarios[name]
    weak, excellent = reply(scenario, "weak"), reply(scenario, "excellent")
    first = room.open(name, "en", fresh=False)
    assert (first.language, first.submitted, first.ending) == (name[-2:], None, "")
    assert [message.text for message in first.thread] == [scenario.variant.complaint]
    assert first.direction == ("rtl" if name.endswith("ar") else "ltr")

    saved = room.save(first.attempt, weak, 1)
    assert saved.sequence == 1
    assert room.open(name, "en", fresh=False).draft == weak

    live = room.read(first.attempt, weak, "en")
    assert live.assessable
    assert "".join(part.text for part in live.segments) == weak
    assert room.open(name, "en", fresh=False).submitted is None

    marked = room.submit(first.attempt, weak, "key-1", "en")
    assert marked.submitted is not None
    assert marked.submitted.number == 1
    assert marked.submitted.difference == marked.submitted.changes == ()
    assert room.submit(first.attempt, weak, "key-1", "en") == marked

    better = room.submit(first.attempt, excellent, "key-2", "en")
    assert better.submitted is not None
    assert better.submitted.number == 2
    pieces = better.submitted.difference
    assert "".join(p.text for p in pieces if p.mark != "del") == excellent
    assert "".join(p.text for p in pieces if p.mark != "ins") == weak
    moved = {change.name: change for change in better.submitted.changes}
    assert {"empathy", "clarity", "jargon"} <= set(moved)
    assert (better.submitted.feedback.overall or 0) > (marked.submitted.feedback.overall or 0)

    end = room.send(first.attempt, "en")
    assert end.ending == "resolved"
    assert [message.author for message in end.thread] == ["customer", "agent", "customer"]
    assert end.thread[1].text == excellent
    assert end.debrief == scenario.variant.debrief
    assert {model.quality for model in end.models} == {"good", "excellent"}
    again = room.open(name, "en", fresh=False)
    assert again.attempt != first.attempt
    best = {card.scenario: card.best for card in room.catalogue(name[-2:])}[name]
    assert best == pytest.approx(better.submitted.feedback.overall)


@pytest.mark.parametrize("name", SCENARIO_IDS)
def test_a_weak_reply_does_not_end_well(bench: Bench, room: PracticeRoom, name: str) -> None:
    scenario = bench.scenarios[name]
    round_ = room.open(name, "en", fresh=True)
    for turn in range(6):
        round_ = sent(room, round_, reply(scenario, "weak"), f"key-{turn}")
        if round_.ending:
            break
        assert round_.submitted is None
        assert round_.debrief == ""
    assert round_.ending in {"lost", "escalated"}


@pytest.mark.parametrize("name", SCENARIO_IDS)
def test_nothing_is_given_away_before_the_end(bench: Bench, room: PracticeRoom, name: str) -> None:
    scenario = bench.scenarios[name]
    round_ = room.open(name, "en", fresh=True)
    round_ = room.submit(round_.attempt, reply(scenario, "weak"), "key", "en")
    assert round_.models == ()
    assert round_.debrief == ""
    shown = repr(round_)
    for quality in ("good", "excellent"):
        assert reply(scenario, quality).strip()[:60] not in shown
    later = [turn.says for turn in scenario.variant.turns]
    assert not [says for says in later if says[:60] in shown]
    # A made-up order number is what a reply must not tell; the case file does not need it.
    assert not [secret for secret in scenario.variant.case.secrets if secret in shown]


def test_a_second_turn_is_an_answer_to_the_second_message(bench: Bench, room: PracticeRoom) -> None:
    name = "core/late_parcel/en"
    scenario = bench.scenarios[name]
    round_ = room.open(name, "en", fresh=True)
    middling = "Hi Gemma, it's with the courier and should be with you shortly. ^TB"
    round_ = sent(room, round_, middling, "key-1")
    assert round_.ending == ""
    assert round_.thread[-1].author == "customer"
    assert round_.submitted is None
    assert round_.draft == ""
    unsent = room.send(round_.attempt, "en")
    assert unsent == round_
    done = sent(room, round_, reply(scenario, "excellent"), "key-2")
    assert done.ending == "resolved"
    assert len(done.thread) == 5


def test_the_catalogue_is_in_order(bench: Bench, room: PracticeRoom) -> None:
    for language in ("en", "cs", "ar"):
        cards = room.catalogue(language)
        assert [card.difficulty for card in cards] == sorted(card.difficulty for card in cards)
        wanted = {n for n, s in bench.scenarios.items() if s.variant.language == language}
        assert {card.scenario for card in cards} == wanted
        assert all(card.best is None for card in cards)
    assert room.catalogue("fi") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The draft is empty"),
        ("🙏", "no words yet"),
        ("word " * 1_100, "at most 5000"),
        (GERMAN, "another language"),
    ],
)
def test_an_unreadable_text_is_said_and_not_stored(
    room: PracticeRoom, text: str, says: str
) -> None:
    round_ = room.open("core/late_parcel/en", "en", fresh=True)
    view = room.read(round_.attempt, text, "en")
    assert not view.assessable
    assert says in view.reason
    assert all(item.score is None for item in (*view.dimensions, *view.criteria))
    with pytest.raises(DraftError, match=says):
        room.submit(round_.attempt, text, "key", "en")
    assert room.open("core/late_parcel/en", "en", fresh=False).submitted is None


@pytest.mark.parametrize("interface", ["cs", "ar"])
def test_messages_come_in_the_language_of_the_interface(room: PracticeRoom, interface: str) -> None:
    round_ = room.open("core/late_parcel/en", interface, fresh=True)
    english = room.read(round_.attempt, "", "en").reason
    assert room.read(round_.attempt, "", interface).reason != english


@pytest.mark.parametrize(
    "text", ["", "a\0b \ud800", "<img onerror=x>", "x" * 60_000, "SLA 🙏 soon"]
)
def test_any_draft_is_kept_and_highlighted(room: PracticeRoom, text: str) -> None:
    round_ = room.open("core/late_parcel/en", "en", fresh=True)
    room.save(round_.attempt, text, 1)
    kept = room.open("core/late_parcel/en", "en", fresh=False).draft
    assert len(kept) == min(len(text), KEPT)
    assert kept.replace("\0", " ") == text.replace("\ud800", "?").replace("\0", " ")[:KEPT]
    marks = room.highlight(round_.attempt, text, "en")
    assert "".join(part.text for part in marks) == text


def test_highlights_without_the_encoder(room: PracticeRoom) -> None:
    round_ = room.open("core/late_parcel/en", "en", fresh=True)
    text = "The SLA ends soon. Your IBAN is DE89 3704 0044 0532 0130 00."
    marks = {part.text: part.mark for part in room.highlight(round_.attempt, text, "en")}
    assert marks["SLA"] == "term"
    assert marks["soon"] == "hard"
    assert marks["DE89 3704 0044 0532 0130 00"] == "gate"


def test_an_older_draft_changes_nothing(room: PracticeRoom) -> None:
    round_ = room.open("core/late_parcel/en", "en", fresh=True)
    room.save(round_.attempt, "new", 5)
    room.save(round_.attempt, "old", 4)
    assert room.open("core/late_parcel/en", "en", fresh=False).draft == "new"


def test_times_name_their_zone(room: PracticeRoom) -> None:
    round_ = room.open("core/late_parcel/en", "en", fresh=True)
    first = room.save(round_.attempt, "new", 5).at
    stale = room.save(round_.attempt, "old", 4).at
    zone = re.compile(r"\+00:00$")
    assert zone.search(first)
    assert zone.search(stale)


def test_another_persons_attempt(bench: Bench, attempts: Attempts, room: PracticeRoom) -> None:
    round_ = room.open("core/late_parcel/en", "en", fresh=True)
    other = PracticeRoom(bench, attempts, person="someone else")
    for step in (
        lambda: other.save(round_.attempt, "x", 9),
        lambda: other.read(round_.attempt, "x", "en"),
        lambda: other.highlight(round_.attempt, "x", "en"),
        lambda: other.submit(round_.attempt, "Sorry, Gemma.", "k", "en"),
        lambda: other.send(round_.attempt, "en"),
    ):
        with pytest.raises(StoreError):
            step()
    assert other.open("core/late_parcel/en", "en", fresh=False).attempt != round_.attempt


def test_an_unknown_scenario(room: PracticeRoom) -> None:
    with pytest.raises(DraftError, match="There is no scenario"):
        room.open("core/none/en", "en", fresh=False)
