"""The steps of an exercise: open, save, highlight, read, submit, send.

`PracticeRoom` implements `workbench.practice.protocol.Practice`. It runs inside the practice
service for pages, and in-process in JupyterLab, the CLI and tests.
"""

from __future__ import annotations

import json

from workbench.archive import assessment_row
from workbench.bench import Bench
from workbench.detect.tone import tone_of
from workbench.errors import DraftError
from workbench.feedback.values import FeedbackView, Segment
from workbench.feedback.view import cut, feedback_view
from workbench.i18n import direction, translator
from workbench.model import MAX_DRAFT, Assessment, Draft
from workbench.practice.branching import next_turn, said
from workbench.practice.difference import difference
from workbench.practice.highlight import lexical_marks
from workbench.practice.views import (
    Brief,
    Card,
    Change,
    Message,
    ModelReply,
    Round,
    Saved,
    Submitted,
)
from workbench.scenarios import OPENING, Scenario
from workbench.score.assess import unassessed
from workbench.store.attempts import Attempt, Attempts, Submission

MODEL_QUALITIES = ("good", "excellent")


class PracticeRoom:
    """The practice of one person, on one bench and one store."""

    def __init__(self, bench: Bench, attempts: Attempts, person: str) -> None:
        self._bench = bench
        self._attempts = attempts
        self._person = person

    def catalogue(self, language: str) -> tuple[Card, ...]:
        """See `Practice.catalogue`."""
        best = self._attempts.finished(self._person)
        cards = [
            Card(
                scenario=scenario.id,
                title=scenario.variant.title,
                channel=scenario.variant.channel,
                brand=scenario.variant.brand.name,
                difficulty=scenario.incident.difficulty,
                best=best.get(scenario.id),
            )
            for scenario in self._bench.scenarios.values()
            if scenario.variant.language == language
        ]
        return tuple(sorted(cards, key=lambda card: (card.difficulty, card.scenario)))

    def open(self, scenario: str, interface: str, fresh: bool = False) -> Round:
        """See `Practice.open`; `DraftError` for a scenario that does not exist."""
        found = self._scenario(scenario)
        attempt = self._attempts.open(
            person=self._person,
            scenario=scenario,
            sha256=found.digest,
            body=json.dumps({"id": found.id, "complaint": found.variant.complaint}),
            turn=OPENING,
            fresh=fresh,
        )
        return self._round(attempt, interface)

    def save(self, attempt: str, text: str, sequence: int) -> Saved:
        """See `Practice.save`."""
        kept = text.encode("utf-8", "replace").decode()[:KEPT]
        at = self._attempts.save_draft(attempt, self._person, kept, sequence)
        return Saved(sequence=sequence, at=at.isoformat())

    def highlight(self, attempt: str, text: str, interface: str) -> tuple[Segment, ...]:
        """See `Practice.highlight`."""
        if len(text) > MAX_DRAFT:
            return cut(text, [])  # it will be refused; marks would only cost everyone's time
        draft = self._draft(self._attempts.get(attempt, self._person), text)
        language = self._bench.rubric.languages[draft.language or "en"]
        public = self._bench.playbook.channel(draft.channel).public
        return cut(text, lexical_marks(draft, language, translator(interface), public=public))

    def read(self, attempt: str, text: str, interface: str) -> FeedbackView:
        """See `Practice.read`."""
        draft = self._draft(self._attempts.get(attempt, self._person), text)
        return self._view(draft, interface)

    def submit(self, attempt: str, text: str, key: str, interface: str) -> Round:
        """See `Practice.submit`; `DraftError` for a text that cannot be read at all."""
        found = self._attempts.get(attempt, self._person)
        draft = self._draft(found, text.encode("utf-8", "replace").decode())
        # A text that cannot be read raises here, before anything is stored.
        assessment = self._bench.judge(self._bench.read(draft))
        stored = self._attempts.submit(
            attempt,
            self._person,
            text=draft.text,
            key=key,
            assessed={
                "overall": assessment.overall,
                "assessment": json.dumps(assessment_row(assessment)),
                "rubric_sha256": assessment.rubric_hash,
                "model_sha256": assessment.model_hash,
            },
        )
        latest = _latest(stored)
        # A repeated key keeps the text that it first came with.
        same = latest is not None and latest.text == draft.text
        view = self._shown(assessment, draft, interface) if same else None
        return self._round(stored, interface, view)

    def send(self, attempt: str, interface: str) -> Round:
        """See `Practice.send`; `DraftError` if nothing was scored yet."""
        found = self._attempts.get(attempt, self._person)
        latest = _latest(found)
        if latest is None:
            return self._round(found, interface)
        scenario = self._scenario(found.scenario)
        assessment = self._bench.assess_draft(self._draft(found, latest.text), advice=False)
        turn = next_turn(scenario, found.turn, assessment)
        sent = self._attempts.send(
            attempt, self._person, submission=latest.id, turn=turn.id, ending=turn.ending
        )
        return self._round(sent, interface)

    # --- inside --------------------------------------------------------------------------

    def _scenario(self, name: str) -> Scenario:
        self._bench.draft("", scenario=name)
        return self._bench.scenarios[name]

    def _draft(self, attempt: Attempt, text: str) -> Draft:
        """The draft as an answer to the customer's latest message."""
        scenario = self._scenario(attempt.scenario)
        customer = scenario.variant.complaint
        if attempt.turn != OPENING:
            customer = f"{customer}\n\n{said(scenario, attempt.turn)}"
        return self._bench.draft(text, customer=customer, scenario=attempt.scenario)

    def _view(self, draft: Draft, interface: str) -> FeedbackView:
        rubric = self._bench.rubric
        try:
            reading = self._bench.read(draft)
        except DraftError as error:
            reason = translator(interface)(error.template).format(**error.values)
            nothing = unassessed(rubric, reason, language=draft.language)
            return feedback_view(nothing, draft.text, rubric, interface=interface)
        return self._shown(self._bench.judge(reading), draft, interface)

    def _shown(self, assessment: Assessment, draft: Draft, interface: str) -> FeedbackView:
        tone = tone_of(draft.text) if assessment.language == "en" else None
        rubric = self._bench.rubric
        return feedback_view(assessment, draft.text, rubric, interface=interface, tone=tone)

    def _round(self, attempt: Attempt, interface: str, latest: FeedbackView | None = None) -> Round:
        """The round as a page shows it; `latest` is the view of the latest submission, if known."""
        scenario = self._scenario(attempt.scenario)
        variant = scenario.variant
        ended = attempt.ending is not None
        return Round(
            attempt=attempt.id,
            scenario=scenario.id,
            language=variant.language,
            direction=direction(variant.language),
            channel=variant.channel,
            limit=self._bench.playbook.channel(variant.channel).limit,
            brief=_brief(scenario),
            thread=tuple(_thread(scenario, attempt)),
            draft=attempt.draft,
            sequence=attempt.sequence,
            submitted=self._submitted(attempt, interface, latest),
            ending=attempt.ending or "",
            debrief=variant.debrief if ended else "",
            models=_models(scenario) if ended else (),
        )

    def _submitted(
        self, attempt: Attempt, interface: str, view: FeedbackView | None
    ) -> Submitted | None:
        latest = _latest(attempt)
        if latest is None:
            return None
        same = [s for s in attempt.submissions if s.turn == latest.turn and s is not latest]
        changes: tuple[Change, ...] = ()
        words: tuple[Segment, ...] = ()
        if view is None:
            view = self._view(self._draft(attempt, latest.text), interface)
        if same:
            before = self._view(self._draft(attempt, same[-1].text), interface)
            changes = _changes(before, view)
            words = difference(same[-1].text, latest.text)
        return Submitted(
            number=len(same) + 1,
            text=latest.text,
            sent=latest.sent,
            feedback=view,
            changes=changes,
            difference=words,
        )


KEPT = 20_000
"""Characters of an unsent draft that are kept; scoring has its own, lower limit."""


def _latest(attempt: Attempt) -> Submission | None:
    """The latest submission for the customer's latest message."""
    mine = [submission for submission in attempt.submissions if submission.turn == attempt.turn]
    return mine[-1] if mine else None


def _brief(scenario: Scenario) -> Brief:
    variant = scenario.variant
    return Brief(
        title=variant.title,
        brand=variant.brand.name,
        voice=variant.brand.voice,
        signature=variant.brand.signature,
        customer=variant.persona.name,
        mood=variant.persona.mood,
        earlier_contacts=variant.persona.earlier_contacts,
        facts=variant.case.facts,
        allowed=variant.case.allowed,
        forbidden=variant.case.forbidden,
        unknown=variant.case.unknown,
        target_minutes=variant.target_minutes,
        hints=variant.hints,
    )


def _thread(scenario: Scenario, attempt: Attempt) -> list[Message]:
    """The conversation so far: the complaint, and every reply that was sent with its answer."""
    variant = scenario.variant
    customer, brand = variant.persona.name, variant.brand.name
    sent = [submission for submission in attempt.submissions if submission.sent]
    answers = [*(submission.turn for submission in sent[1:]), attempt.turn]
    thread = [Message(author="customer", name=customer, text=variant.complaint)]
    for submission, answer in zip(sent, answers, strict=False):
        thread.append(Message(author="agent", name=brand, text=submission.text))
        thread.append(Message(author="customer", name=customer, text=said(scenario, answer)))
    return thread


def _models(scenario: Scenario) -> tuple[ModelReply, ...]:
    return tuple(
        ModelReply(quality=reply.quality, text=reply.text, why=reply.why)
        for reply in scenario.variant.replies
        if reply.quality in MODEL_QUALITIES
    )


def _changes(before: FeedbackView, after: FeedbackView) -> tuple[Change, ...]:
    old = {item.name: item.score for item in (*before.dimensions, *before.criteria)}
    return tuple(
        Change(name=item.name, title=item.title, before=earlier, after=item.score)
        for item in (*after.dimensions, *after.criteria)
        if item.score is not None and (earlier := old.get(item.name)) is not None
    )
