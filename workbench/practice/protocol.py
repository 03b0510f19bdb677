"""What a page can ask for: the interface between page kernels and the practice.

Light enough for a page kernel: values and signatures, no model, no store.
"""

from __future__ import annotations

from typing import Protocol

from workbench.feedback.values import FeedbackView, Segment
from workbench.practice.views import Card, Round, Saved


class Practice(Protocol):
    """What a page can ask for; `person` is known from the connection, never from the page."""

    def catalogue(self, language: str) -> tuple[Card, ...]:
        """The scenarios of one language, easiest first."""

    def open(self, scenario: str, interface: str, fresh: bool) -> Round:
        """The person's unfinished attempt, or a new one; `fresh` starts anew."""

    def save(self, attempt: str, text: str, sequence: int) -> Saved:
        """Keep a draft; an older `sequence` than the kept one changes nothing."""

    def highlight(self, attempt: str, text: str, interface: str) -> tuple[Segment, ...]:
        """Lexical marks only: cheap enough for every key."""

    def read(self, attempt: str, text: str, interface: str) -> FeedbackView:
        """The full reading of a draft; nothing is stored."""

    def submit(self, attempt: str, text: str, key: str, interface: str) -> Round:
        """Score and keep a reply; the same `key` twice changes nothing."""

    def send(self, attempt: str, interface: str) -> Round:
        """Send the latest scored reply; the customer answers."""
