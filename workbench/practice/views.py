"""What the practice service hands to a page: catalogue cards and the state of a round.

Nothing here is secret: model replies and the debrief are filled in only once they are earned.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.feedback.values import FeedbackView, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A scenario in the catalogue; `best` is the person's best overall score so far."""

    scenario: str
    title: str
    channel: str
    brand: str
    difficulty: int
    best: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of the conversation; `author` is customer or agent."""

    author: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a trainee may know about the case."""

    title: str
    brand: str
    voice: str
    signature: str
    customer: str
    mood: str
    earlier_contacts: tuple[str, ...]
    facts: tuple[str, ...]
    allowed: tuple[str, ...]
    forbidden: tuple[str, ...]
    unknown: tuple[str, ...]
    target_minutes: int
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a criterion or dimension moved from one submission to the next."""

    name: str
    title: str
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A scored reply: its feedback, and what changed since the one before it."""

    number: int
    text: str
    sent: bool
    feedback: FeedbackView
    changes: tuple[Change, ...] = ()
    difference: tuple[Segment, ...] = ()
    """The text word by word: marks ``ins`` and ``del`` against the previous submission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReply:
    """A sample reply, shown after the end, with why it is good."""

    quality: str
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The whole state of one attempt, as its page shows it."""

    attempt: str
    scenario: str
    language: str
    direction: str
    channel: str
    limit: int
    brief: Brief
    thread: tuple[Message, ...]
    draft: str
    sequence: int
    submitted: Submitted | None
    """The latest reply to the customer's latest message, if one was scored."""
    ending: str
    debrief: str
    models: tuple[ModelReply, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A kept draft: its sequence number and when it was kept, UTC, ISO 8601."""

    sequence: int
    at: str
