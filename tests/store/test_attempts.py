"""Attempts on SQLite and PostgreSQL: written once, in order, and only by their owner."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from workbench.errors import StoreError
from workbench.store import tables
from workbench.store.attempts import Attempt, Attempts

ASSESSED = {
    "overall": 61.5,
    "assessment": '{"overall": 61.5}',
    "rubric_sha256": "r" * 64,
    "model_sha256": "m" * 64,
}


def opened(attempts: Attempts, person: str = "ann", *, fresh: bool = False) -> Attempt:
    return attempts.open(
        person=person,
        scenario="core/late_parcel/en",
        sha256="s" * 64,
        body="{}",
        turn="opening",
        fresh=fresh,
    )


def submitted(
    attempts: Attempts, attempt: str, key: str, text: str = "Sorry", overall: float = 61.5
) -> Attempt:
    return attempts.submit(
        attempt, "ann", text=text, key=key, assessed=ASSESSED | {"overall": overall}
    )


def count(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        wanted = select(func.count()).select_from(tables.metadata.tables[table])
        return connection.execute(wanted).scalar_one()


def test_an_unfinished_attempt_is_opened_again(attempts: Attempts, engine: Engine) -> None:
    first = opened(attempts)
    assert opened(attempts).id == first.id
    assert (first.turn, first.ending, first.draft, first.sequence) == ("opening", None, "", 0)
    assert opened(attempts, "bob").id != first.id
    again = opened(attempts, fresh=True)
    assert again.id != first.id
    assert opened(attempts).id == again.id
    assert count(engine, "people") == 2
    assert count(engine, "content") == 1
    assert attempts.body("s" * 64) == "{}"
    assert attempts.body("x" * 64) is None


def test_drafts_keep_the_latest_sequence(attempts: Attempts) -> None:
    attempt = opened(attempts).id
    attempts.save_draft(attempt, "ann", "second", 2)
    attempts.save_draft(attempt, "ann", "first, late", 1)
    assert attempts.get(attempt, "ann").draft == "second"
    attempts.save_draft(attempt, "ann", "second again", 2)
    assert attempts.get(attempt, "ann").draft == "second"
    attempts.save_draft(attempt, "ann", "third", 3)
    found = attempts.get(attempt, "ann")
    assert (found.draft, found.sequence) == ("third", 3)


def test_a_stale_draft_tells_when_the_kept_one_was_saved(engine: Engine) -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    attempts = Attempts(engine, clock=lambda: moment)
    attempt = opened(attempts).id
    assert attempts.save_draft(attempt, "ann", "new", 5) == moment
    later = Attempts(engine, clock=lambda: moment + timedelta(hours=1))
    kept = later.save_draft(attempt, "ann", "old", 4)
    assert kept.replace(tzinfo=UTC) == moment
    assert kept.tzinfo is not None


def test_sequences_of_milliseconds_fit(attempts: Attempts) -> None:
    attempt = opened(attempts).id
    attempts.save_draft(attempt, "ann", "now", 1_800_000_000_000)
    assert attempts.get(attempt, "ann").sequence == 1_800_000_000_000


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back(attempts: Attempts, text: str) -> None:
    attempt = opened(attempts, fresh=True).id
    attempts.save_draft(attempt, "ann", text, 1)
    assert attempts.get(attempt, "ann").draft == text
    assert submitted(attempts, attempt, "k", text).submissions[0].text == text


def test_a_nul_byte_in_a_draft_loses_nothing(attempts: Attempts) -> None:
    """PostgreSQL cannot keep a NUL; what was typed around it must still be kept."""
    attempt = opened(attempts).id
    attempts.save_draft(attempt, "ann", "before\0after", 1)
    kept = attempts.get(attempt, "ann").draft
    assert kept.startswith("before")
    assert kept.endswith("after")
    assert submitted(attempts, attempt, "k", "a\0b").submissions[0].text.endswith("b")


def test_the_same_key_twice_is_one_submission(attempts: Attempts, engine: Engine) -> None:
    attempt = opened(attempts).id
    first = submitted(attempts, attempt, "key-1")
    again = submitted(attempts, attempt, "key-1", "another text")
    assert first == again
    assert count(engine, "submissions") == 1
    both = submitted(attempts, attempt, "key-2", "Better")
    assert [(s.number, s.text, s.sent) for s in both.submissions] == [
        (1, "Sorry", False),
        (2, "Better", False),
    ]


def test_the_same_key_of_another_attempt_is_its_own(attempts: Attempts) -> None:
    one, other = opened(attempts), opened(attempts, fresh=True)
    submitted(attempts, one.id, "key")
    assert len(submitted(attempts, other.id, "key").submissions) == 1


def test_many_clicks_at_once_are_one_submission(attempts: Attempts, engine: Engine) -> None:
    attempt = opened(attempts).id
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: submitted(attempts, attempt, "key"), range(12)))
    assert count(engine, "submissions") == 1
    assert {len(one.submissions) for one in found} == {1}


def test_two_different_replies_at_once_are_both_kept(attempts: Attempts, engine: Engine) -> None:
    attempt = opened(attempts).id
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda key: submitted(attempts, attempt, key), ["a", "b", "c", "d"]))
    kept = attempts.get(attempt, "ann").submissions
    assert [one.number for one in kept] == [1, 2, 3, 4]


def test_sending_moves_on_once(attempts: Attempts) -> None:
    attempt = opened(attempts).id
    attempts.save_draft(attempt, "ann", "typed", 9)
    (submission,) = submitted(attempts, attempt, "key").submissions
    moved = attempts.send(attempt, "ann", submission=submission.id, turn="unsure", ending=None)
    assert (moved.turn, moved.ending, moved.draft) == ("unsure", None, "")
    assert moved.submissions[0].sent
    twice = attempts.send(attempt, "ann", submission=submission.id, turn="gone", ending="lost")
    assert (twice.turn, twice.ending) == ("unsure", None)


def test_an_ended_attempt_is_not_opened_again(attempts: Attempts) -> None:
    first = opened(attempts)
    (submission,) = submitted(attempts, first.id, "key").submissions
    attempts.send(first.id, "ann", submission=submission.id, turn="end", ending="resolved")
    assert opened(attempts).id != first.id


def test_best_scores_count_only_what_was_sent(attempts: Attempts) -> None:
    attempt = opened(attempts).id
    submitted(attempts, attempt, "a", overall=80.0)
    assert attempts.finished("ann") == {}
    found = submitted(attempts, attempt, "b", overall=70.0)
    attempts.send(attempt, "ann", submission=found.submissions[1].id, turn="end", ending="resolved")
    assert attempts.finished("ann") == {"core/late_parcel/en": 70.0}
    assert attempts.finished("bob") == {}


Step = Callable[[Attempts, str], object]


@pytest.mark.parametrize(
    "step",
    [
        lambda a, attempt: a.get(attempt, "bob"),
        lambda a, attempt: a.save_draft(attempt, "bob", "mine", 9),
        lambda a, attempt: a.submit(attempt, "bob", text="x", key="k", assessed=ASSESSED),
        lambda a, attempt: a.send(attempt, "bob", submission="x", turn="t", ending=None),
    ],
)
def test_another_persons_attempt_is_refused(attempts: Attempts, step: Step) -> None:
    attempt = opened(attempts).id
    opened(attempts, "bob")
    before = attempts.get(attempt, "ann")
    with pytest.raises(StoreError, match="There is no such attempt of yours"):
        step(attempts, attempt)
    assert attempts.get(attempt, "ann") == before
    with pytest.raises(StoreError):
        step(attempts, "no-such-attempt")


def test_two_stores_on_one_database_see_each_other(url: str, attempts: Attempts) -> None:
    from workbench.store.database import open_store

    attempt = opened(attempts).id
    attempts.save_draft(attempt, "ann", "before the restart", 1)
    restarted = open_store(url)
    assert opened(Attempts(restarted)).draft == "before the restart"
    restarted.dispose()
