"""The one exception tree of the project.

::

    WorkbenchError
    ├── ContentError        files that people edit: every problem, with its place
    ├── DraftError          a text that cannot be scored as it is
    │   └── OtherLanguageError
    ├── EncoderError        no encoder here, or one whose vectors do not fit the heads
    ├── ServiceError        the practice service cannot be reached or refused a message
    └── StoreError          the database cannot be read or written

The text of every error says what is wrong, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


class WorkbenchError(Exception):
    """Base of all errors that are meant to be read by a person."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one place of one file. Line and column count from 1."""

    path: Path
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class ContentError(WorkbenchError):
    """One or more problems in files that people edit, all reported at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class DraftError(WorkbenchError):
    """A text that cannot be scored as it is.

    `template` is the English message with named gaps, so that a page can show it in the
    interface language; `values` fill the gaps.
    """

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))


class OtherLanguageError(DraftError):
    """A draft in another language than the one that was asked for."""


class EncoderError(WorkbenchError):
    """No sentence encoder on this platform, or one that does not fit the fitted heads."""


class ServiceError(WorkbenchError):
    """The practice service is away or refused a message."""


class StoreError(WorkbenchError):
    """The store cannot be read or written; nothing was lost that had been confirmed."""
