"""Analysis → Assessment: everything that is said about one draft, with its evidence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.detect.read import read
from workbench.model import (
    DIMENSIONS,
    GATES,
    AssessedSentence,
    Assessment,
    Finding,
    Gate,
    Score,
    SentenceReading,
)
from workbench.playbook import Channel
from workbench.rubric import Rubric
from workbench.scenarios import Scenario
from workbench.score.checks import checks_of
from workbench.score.context import context_of
from workbench.score.criteria import NEED_MESSAGE, Scores, overall
from workbench.score.evidence import evidence_of
from workbench.score.features import Context
from workbench.score.gates import gates_of
from workbench.score.heads import Heads
from workbench.score.reply import Readings, reply_features, score_replies
from workbench.score.validity import Validity
from workbench.text.analyze import Analysis

NO_HEADS = "no sentence encoder on this machine"
NO_MESSAGE = "the customer's message is not known"
NO_CHANNEL = "the channel is not known"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """A draft as far as it has been read: enough to score it with any sentence changed."""

    analysis: Analysis
    channel: Channel
    scenario: Scenario | None
    sentences: tuple[SentenceReading, ...]
    context: Context
    features: Mapping[str, float]
    scores: Scores

    @property
    def second_language(self) -> bool:
        """Whether the customer writes in a second language."""
        return self.scenario is not None and self.scenario.variant.persona.second_language


@dataclass(frozen=True, slots=True, eq=False)
class Assessor:
    """Scores analyses with one rubric and one set of heads."""

    rubric: Rubric
    heads: Heads | None
    validity: Validity
    weights: str = field(init=False)
    """Digest of the rubric's weights: agreement is measured for these and no others."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", digest_of_weights(self.rubric))

    def read(self, analysis: Analysis, channel: Channel, scenario: Scenario | None) -> Reading:
        """Read every sentence and score the whole."""
        second = scenario is not None and scenario.variant.persona.second_language
        sentences = read(analysis, self.heads, idioms=second)
        address = scenario.variant.persona.address if scenario else ""
        context = context_of(analysis, channel, address)
        return Reading(
            analysis=analysis,
            channel=channel,
            scenario=scenario,
            sentences=sentences,
            context=context,
            features=reply_features(self.rubric.signs(), sentences, context),
            scores=self.scores([sentences], context, second_language=second)[0],
        )

    def scores(
        self, drafts: Sequence[Readings], context: Context, *, second_language: bool
    ) -> list[Scores]:
        """Scores of each of the drafts of one reply; empty without heads."""
        if self.heads is None:
            return [Scores({}, {}) for _ in drafts]
        return score_replies(
            self.rubric, self.heads, drafts, context, second_language=second_language
        )

    def variants(self, reading: Reading, drafts: Sequence[Readings]) -> list[Scores]:
        """Scores of the same reply with other sentences, for each of the `drafts`."""
        return self.scores(drafts, reading.context, second_language=reading.second_language)

    def without(self, reading: Reading) -> list[Scores]:
        """For each sentence, the scores that are left when it is removed."""
        whole = reading.sentences
        return self.variants(reading, [whole[:i] + whole[i + 1 :] for i in range(len(whole))])

    def assess(self, reading: Reading) -> Assessment:
        """The whole assessment of a reading, without advice."""
        gates = gates_of(reading.analysis, reading.sentences, reading.channel, reading.scenario)
        fired = any(gate.state == "fired" for gate in gates.values())
        scores = reading.scores
        return Assessment(
            language=reading.analysis.language.code,
            overall=overall(self.rubric, scores.dimensions, gated=fired),
            sendable=_sendable(gates, reading.scenario),
            dimensions={name: self._score(reading, name) for name in DIMENSIONS},
            criteria={name: self._score(reading, name) for name in self.rubric.criteria},
            sentences=tuple(self._sentences(reading)),
            terms=tuple(term for sentence in reading.sentences for term in sentence.terms),
            gates=gates,
            checks=checks_of(
                reading.analysis,
                reading.sentences,
                reading.features,
                reading.channel,
                reading.scenario,
            ),
            evidence=self._evidence(reading),
            rubric_hash=self.rubric.digest,
            model_hash=self.heads.digest if self.heads else "",
        )

    def _score(self, reading: Reading, name: str) -> Score:
        scores = reading.scores
        value = scores.dimensions.get(name, scores.criteria.get(name))
        if value is None:
            reason = self._why_not(reading, name)
            return Score(score=None, state="not_assessed", reason=reason)
        code = reading.analysis.language.code
        state, reason = self.validity.state(code, name, self.weights)
        return Score(score=value, state=state, reason=reason)

    def _why_not(self, reading: Reading, name: str) -> str:
        if name == "jargon.idiom" and not reading.second_language:
            return "the customer writes in the mother tongue"
        if self.heads is None or not reading.sentences[0].acts:
            return NO_HEADS
        return NO_MESSAGE if name in NEED_MESSAGE else NO_CHANNEL

    def _sentences(self, reading: Reading) -> Sequence[AssessedSentence]:
        whole = reading.scores.dimensions
        alone = len(reading.sentences) == 1
        rests = [Scores({}, {})] if alone else self.without(reading)
        return [
            AssessedSentence(
                start=sentence.sentence.start,
                end=sentence.sentence.end,
                difficulty=sentence.difficulty if self.heads else None,
                acts=sentence.acts,
                effect={
                    name: value - rest.dimensions.get(name, 0.0) for name, value in whole.items()
                },
            )
            for sentence, rest in zip(reading.sentences, rests, strict=True)
        ]

    def _evidence(self, reading: Reading) -> dict[str, tuple[Finding, ...]]:
        if self.heads is None:
            return {}
        calibrations = self.heads.criteria if reading.sentences[0].acts else self.heads.lexical
        return {
            name: evidence_of(part, reading.features, reading.sentences)
            for name, part in calibrations.items()
        }


def _sendable(gates: Mapping[str, Gate], scenario: Scenario | None) -> bool | None:
    """False when a gate fired; null when the case is not known and none did."""
    if any(gate.state == "fired" for gate in gates.values()):
        return False
    return None if scenario is None else True


def digest_of_weights(rubric: Rubric) -> str:
    """Short digest of the weights that a trainer can change."""
    weights = [rubric.weights.dimensions, rubric.weights.overall]
    return hashlib.sha256(json.dumps(weights, sort_keys=True).encode()).hexdigest()[:16]


def unassessed(
    rubric: Rubric, reason: str, *, language: str | None = None, other_language: bool = False
) -> Assessment:
    """The assessment of a text that cannot be read: nothing is zero, all is not assessed."""
    nothing = Score(score=None, state="not_assessed", reason=reason)
    unknown = Gate(state="not_assessed", reason=reason)
    wrong = Gate(state="fired", reason="other_language")
    return Assessment(
        language=language,
        overall=None,
        sendable=False if other_language else None,
        dimensions=dict.fromkeys(DIMENSIONS, nothing),
        criteria=dict.fromkeys(rubric.criteria, nothing),
        gates=dict.fromkeys(GATES, unknown) | ({"language": wrong} if other_language else {}),
        reason=reason,
        rubric_hash=rubric.digest,
    )
