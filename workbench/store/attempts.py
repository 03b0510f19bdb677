"""Attempts, drafts and submissions: written once, found again after any crash."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from workbench.errors import StoreError
from workbench.store import tables

TRIES = 20
Clock = Callable[[], datetime]


def now() -> datetime:
    """The present time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A reply that was scored; `sent` once it went to the customer."""

    id: str
    number: int
    turn: str
    text: str
    overall: float | None
    assessment: str
    sent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One person's work on one scenario, with its autosaved draft and its submissions."""

    id: str
    person: str
    scenario: str
    scenario_sha256: str
    turn: str
    ending: str | None
    draft: str
    sequence: int
    submissions: tuple[Submission, ...]


class Attempts:
    """The store of attempts; every method is one transaction."""

    def __init__(self, engine: Engine, *, clock: Clock = now) -> None:
        self._engine = engine
        self._clock = clock

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            cause = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise StoreError(
                f"The store could not be written ({cause}). What you typed is still on this"
                " page; free some disk space or check the folder, then try again."
            ) from error

    def open(
        self, *, person: str, scenario: str, sha256: str, body: str, turn: str, fresh: bool
    ) -> Attempt:
        """The person's unfinished attempt at a scenario, or a new one.

        `sha256` and `body` pin the scenario's text; `fresh` starts anew in any case.
        """
        with self._transaction() as connection:
            self._person(connection, person)
            found = None if fresh else self._unfinished(connection, person, scenario)
            if found is None:
                self._content(connection, sha256, "scenario", body)
                found = uuid.uuid4().hex
                moment = self._clock()
                connection.execute(
                    insert(tables.attempts).values(
                        id=found,
                        person_id=person,
                        scenario=scenario,
                        scenario_sha256=sha256,
                        turn=turn,
                        created_at=moment,
                        updated_at=moment,
                    )
                )
            return self._attempt(connection, found, person)

    def get(self, attempt: str, person: str) -> Attempt:
        """An attempt of this person; `StoreError` if there is none such."""
        with self._transaction() as connection:
            return self._attempt(connection, attempt, person)

    def body(self, sha256: str) -> str | None:
        """The content that is kept under a hash."""
        with self._transaction() as connection:
            wanted = select(tables.content.c.body).where(tables.content.c.sha256 == sha256)
            return connection.execute(wanted).scalar_one_or_none()

    def save_draft(self, attempt: str, person: str, text: str, sequence: int) -> datetime:
        """Keep a draft unless a later one is already kept; returns when the kept one was saved."""
        with self._transaction() as connection:
            self._attempt(connection, attempt, person)
            row = connection.execute(
                select(tables.drafts.c.sequence, tables.drafts.c.saved_at).where(
                    tables.drafts.c.attempt_id == attempt
                )
            ).one_or_none()
            moment = self._clock()
            values = {"text": _storable(text), "sequence": sequence, "saved_at": moment}
            if row is None:
                connection.execute(insert(tables.drafts).values(attempt_id=attempt, **values))
            elif sequence > row.sequence:
                connection.execute(
                    update(tables.drafts)
                    .where(tables.drafts.c.attempt_id == attempt)
                    .values(**values)
                )
            else:
                kept: datetime = row.saved_at  # SQLite gives it back without its zone
                return kept if kept.tzinfo else kept.replace(tzinfo=UTC)
            return moment

    def submit(
        self, attempt: str, person: str, *, text: str, key: str, assessed: Mapping[str, Any]
    ) -> Attempt:
        """Keep a scored reply; the same `key` a second time changes nothing.

        `assessed` holds overall, assessment (JSON), rubric_sha256 and model_sha256.
        """
        for _ in range(TRIES):
            # Another process may take the key or the number between our look and our insert.
            with suppress(IntegrityError), self._transaction() as connection:
                found = self._attempt(connection, attempt, person)
                if not self._known(connection, attempt, key):
                    moment = self._clock()
                    connection.execute(
                        insert(tables.submissions).values(
                            id=uuid.uuid4().hex,
                            attempt_id=attempt,
                            number=len(found.submissions) + 1,
                            turn=found.turn,
                            text=_storable(text),
                            idempotency_key=key,
                            created_at=moment,
                            **assessed,
                        )
                    )
                    self._touch(connection, attempt, {})
                return self._attempt(connection, attempt, person)
        raise StoreError("The reply could not be stored, too many came at once. Try again.")

    def send(
        self, attempt: str, person: str, *, submission: str, turn: str, ending: str | None
    ) -> Attempt:
        """Mark a submission as sent and move the attempt to the customer's next turn."""
        with self._transaction() as connection:
            self._attempt(connection, attempt, person)
            done = connection.execute(
                update(tables.submissions)
                .where(tables.submissions.c.id == submission)
                .where(tables.submissions.c.attempt_id == attempt)
                .where(tables.submissions.c.sent_at.is_(None))
                .values(sent_at=self._clock())
            )
            if done.rowcount == 1:
                self._touch(connection, attempt, {"turn": turn, "ending": ending})
                connection.execute(
                    tables.drafts.delete().where(tables.drafts.c.attempt_id == attempt)
                )
            return self._attempt(connection, attempt, person)

    def finished(self, person: str) -> dict[str, float]:
        """Scenario → best overall score of a sent reply of this person."""
        with self._transaction() as connection:
            rows = connection.execute(
                select(tables.attempts.c.scenario, tables.submissions.c.overall)
                .join(tables.submissions)
                .where(tables.attempts.c.person_id == person)
                .where(tables.submissions.c.sent_at.is_not(None))
                .where(tables.submissions.c.overall.is_not(None))
            )
            best: dict[str, float] = {}
            for scenario, overall in rows:
                best[scenario] = max(overall, best.get(scenario, 0.0))
            return best

    def _person(self, connection: Connection, person: str) -> None:
        known = select(tables.people.c.id).where(tables.people.c.id == person)
        if connection.execute(known).first() is None:
            connection.execute(insert(tables.people).values(id=person, created_at=self._clock()))

    def _content(self, connection: Connection, sha256: str, kind: str, body: str) -> None:
        known = select(tables.content.c.sha256).where(tables.content.c.sha256 == sha256)
        if connection.execute(known).first() is None:
            connection.execute(
                insert(tables.content).values(
                    sha256=sha256, kind=kind, body=body, created_at=self._clock()
                )
            )

    def _unfinished(self, connection: Connection, person: str, scenario: str) -> str | None:
        wanted = (
            select(tables.attempts.c.id)
            .where(tables.attempts.c.person_id == person)
            .where(tables.attempts.c.scenario == scenario)
            .where(tables.attempts.c.ending.is_(None))
            .order_by(tables.attempts.c.created_at.desc())
            .limit(1)
        )
        return connection.execute(wanted).scalar_one_or_none()

    def _known(self, connection: Connection, attempt: str, key: str) -> bool:
        wanted = (
            select(tables.submissions.c.id)
            .where(tables.submissions.c.attempt_id == attempt)
            .where(tables.submissions.c.idempotency_key == key)
        )
        return connection.execute(wanted).first() is not None

    def _touch(self, connection: Connection, attempt: str, values: Mapping[str, Any]) -> None:
        connection.execute(
            update(tables.attempts)
            .where(tables.attempts.c.id == attempt)
            .values(updated_at=self._clock(), **values)
        )

    def _attempt(self, connection: Connection, attempt: str, person: str) -> Attempt:
        row = connection.execute(
            select(tables.attempts).where(tables.attempts.c.id == attempt)
        ).one_or_none()
        if row is None or row.person_id != person:
            raise StoreError("There is no such attempt of yours. Open the exercise again.")
        draft = connection.execute(
            select(tables.drafts).where(tables.drafts.c.attempt_id == attempt)
        ).one_or_none()
        submitted = connection.execute(
            select(tables.submissions)
            .where(tables.submissions.c.attempt_id == attempt)
            .order_by(tables.submissions.c.number)
        )
        return Attempt(
            id=row.id,
            person=row.person_id,
            scenario=row.scenario,
            scenario_sha256=row.scenario_sha256,
            turn=row.turn,
            ending=row.ending,
            draft=draft.text if draft else "",
            sequence=draft.sequence if draft else 0,
            submissions=tuple(_submission(found) for found in submitted),
        )


def _storable(text: str) -> str:
    """The text with NUL as a space, which PostgreSQL cannot keep."""
    return text.replace("\0", " ")


def _submission(row: Any) -> Submission:
    return Submission(
        id=row.id,
        number=row.number,
        turn=row.turn,
        text=row.text,
        overall=row.overall,
        assessment=row.assessment,
        sent=row.sent_at is not None,
    )
