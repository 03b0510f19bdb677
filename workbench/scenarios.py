"""Scenarios: incidents and their variants, one file per language, read strictly."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from workbench.conditions import Condition
from workbench.errors import ContentError, Problem
from workbench.files import Places, place_of, read_placed, read_yaml
from workbench.languages import ELEMENTS
from workbench.model import LANGUAGES
from workbench.practices import PRACTICES

Texts = tuple[str, ...]
Ending = Literal["resolved", "escalated", "lost"]
OPENING = "opening"
OTHERWISE = "otherwise"
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """``incident.yml``: what the variants of one incident share."""

    __pydantic_config__ = _STRICT

    incident: str
    title: str
    version: int
    author: str
    difficulty: Annotated[int, Field(ge=1, le=3)]
    money_at_stake: bool
    escalation: str
    practices: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """The fictional company: name, how it talks, how its replies are signed."""

    __pydantic_config__ = _STRICT

    name: str
    voice: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """The customer; `address` is how to address them in a reply."""

    __pydantic_config__ = _STRICT

    name: str
    address: str
    gender: Literal["female", "male", "unknown"]
    age: str
    mood: str
    second_language: bool
    earlier_contacts: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The case file: what may be said, promised and not be said in public."""

    __pydantic_config__ = _STRICT

    facts: Texts
    allowed: Texts
    forbidden: Texts
    unknown: Texts
    secrets: Texts
    amounts: Texts
    dates: Texts
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReply:
    """A reply that shows a quality, with a sentence on why."""

    __pydantic_config__ = _STRICT

    quality: Literal["weak", "good", "excellent"]
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What the customer says next when `when` holds after a reply to `after`."""

    __pydantic_config__ = _STRICT

    id: str
    after: str
    when: str
    says: str
    ending: Ending | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """``<language>.yml``: the incident as it happens in one country."""

    __pydantic_config__ = _STRICT

    language: Literal["cs", "nl", "sl", "ar", "en", "es", "de", "fr"]
    title: Annotated[str, Field(max_length=60)]
    version: int
    author: str
    reviewed_by: Texts
    channel: Literal["public_post", "direct_message", "email", "chat", "review"]
    brand: Brand
    persona: Persona
    complaint: str
    target_minutes: Annotated[int, Field(ge=1)]
    case: Case
    hints: Annotated[Texts, Field(min_length=3, max_length=3)]
    edits: dict[str, str]
    replies: Annotated[tuple[SampleReply, ...], Field(min_length=3)]
    turns: Annotated[tuple[Turn, ...], Field(min_length=2)]
    debrief: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One variant of one incident, with the id ``pack/incident/language``."""

    id: str
    incident: Incident
    variant: Variant
    digest: str
    """SHA-256 of both files: an attempt names the very text it was made with."""
    conditions: Mapping[str, Condition | None] = field(default_factory=dict)
    """Turn id → parsed condition; None for ``otherwise``."""

    @property
    def twin(self) -> str:
        """``pack/incident``: what the variants in other languages share."""
        return self.id.rpartition("/")[0]


def read_scenarios(root: Path) -> dict[str, Scenario]:
    """Every scenario below `root` by id; `ContentError` names all problems of all files."""
    scenarios: dict[str, Scenario] = {}
    problems: list[Problem] = []
    for path in sorted(root.glob("*/*/incident.yml")):
        try:
            incident = _incident(path)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        for file in sorted(path.parent.glob("*.yml")):
            if file.name == "incident.yml":
                continue
            try:
                scenario = read_scenario(path, incident, file)
                scenarios[scenario.id] = scenario
            except ContentError as error:
                problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    return scenarios


def _incident(path: Path) -> Incident:
    incident = read_yaml(path, Incident)
    wrong = [
        Problem(path, 1, 1, f"unknown practice “{name}”; see docs/practices.md")
        for name in incident.practices
        if name not in PRACTICES
    ]
    if incident.incident != path.parent.name:
        wrong.append(Problem(path, 1, 1, f"is named “{incident.incident}” in another folder"))
    if wrong:
        raise ContentError(wrong)
    return incident


def read_scenario(shared: Path, incident: Incident, path: Path) -> Scenario:
    """Read one variant file and check what a schema cannot say."""
    variant, places = read_placed(path, Variant)
    conditions: dict[str, Condition | None] = {}
    problems = [
        *_variant_problems(path, variant, places),
        *_turns(path, variant, places, conditions),
    ]
    if problems:
        raise ContentError(problems)
    digest = hashlib.sha256(shared.read_bytes() + b"\0" + path.read_bytes()).hexdigest()
    name = f"{path.parent.parent.name}/{path.parent.name}/{path.stem}"
    return Scenario(
        id=name, incident=incident, variant=variant, digest=digest, conditions=conditions
    )


def _variant_problems(path: Path, variant: Variant, places: Places) -> Iterator[Problem]:
    def problem(message: str, *where: int | str) -> Problem:
        line, column = place_of(where, places)
        return Problem(path, line, column, message)

    if variant.language != path.stem:
        known = ", ".join(LANGUAGES)
        yield problem(f"is written for {variant.language}; the file is for {path.stem} ({known})")
    for element in variant.edits:
        if element not in ELEMENTS:
            message = f"unknown element “{element}”; allowed: {', '.join(ELEMENTS)}"
            yield problem(message, "edits", element)
    for secret in variant.case.secrets:
        if secret in variant.complaint:
            yield problem(f"the complaint gives away the secret “{secret}”", "complaint")
    qualities = [reply.quality for reply in variant.replies]
    for quality in ("weak", "good", "excellent"):
        if quality not in qualities:
            yield problem(f"needs a reply of quality {quality}", "replies")


def _turns(
    path: Path, variant: Variant, places: Places, conditions: dict[str, Condition | None]
) -> Iterator[Problem]:
    def problem(message: str, place: int, key: str) -> Problem:
        line, column = place_of(("turns", place, key), places)
        return Problem(path, line, column, message)

    open_turns = {OPENING} | {turn.id for turn in variant.turns if turn.ending is None}
    last: dict[str, int] = {}
    for place, turn in enumerate(variant.turns):
        if turn.id in conditions or turn.id == OPENING:
            yield problem(f"the turn “{turn.id}” stands here a second time", place, "id")
        if turn.after not in open_turns:
            allowed = ", ".join(sorted(open_turns))
            yield problem(
                f"nothing is open after “{turn.after}”; allowed: {allowed}", place, "after"
            )
        conditions[turn.id] = None
        if turn.when != OTHERWISE:
            try:
                conditions[turn.id] = Condition.parse(turn.when)
            except ValueError as error:
                yield problem(str(error), place, "when")
        last[turn.after] = place
    for name in sorted(open_turns):
        if name not in last:
            place = next((i for i, t in enumerate(variant.turns) if t.id == name), 0)
            yield problem(f"no turn follows “{name}”; give it an ending or a turn", place, "id")
        elif variant.turns[last[name]].when != OTHERWISE:
            yield problem(
                f"the last turn after “{name}” must say when: otherwise", last[name], "when"
            )
