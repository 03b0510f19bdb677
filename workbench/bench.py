"""The bench: rubric, playbook, scenarios and encoder put together, ready to assess drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from workbench.content import Content, read_content
from workbench.detect.read import read
from workbench.errors import DraftError, OtherLanguageError
from workbench.feedback.advice import Readings, advise
from workbench.i18n import N_
from workbench.model import Assessment, Draft
from workbench.playbook import Playbook
from workbench.rubric import Rubric
from workbench.scenarios import Scenario
from workbench.score.assess import Assessor, Reading, unassessed
from workbench.score.heads import read_heads
from workbench.score.validity import Validity
from workbench.settings import Settings, settings
from workbench.text.analyze import Analysis, Analyzer, Message
from workbench.text.encoder import Remembering, open_encoder
from workbench.text.language import LanguageDetector, certainty
from workbench.text.segment import sentences_of
from workbench.vectors import read_vectors

OTHER_LANGUAGE = 3.0
"""Decimal orders of magnitude by which another language must lead to refuse the asked one."""


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """Assesses drafts; `load` makes one from the settings' folders."""

    rubric: Rubric
    playbook: Playbook
    scenarios: Mapping[str, Scenario]
    encoder: Remembering | None
    analyzer: Analyzer
    assessor: Assessor

    @classmethod
    def load(cls, paths: Settings | None = None) -> Bench:
        """Read all content; raises `ContentError` naming every problem of every file."""
        return cls.assemble(read_content(paths or settings()), open_encoder())

    @classmethod
    def assemble(
        cls,
        content: Content,
        encoder: Remembering | None,
    ) -> Bench:
        """A bench from content that was read; `encoder` None leaves the lexical criteria."""
        rubric = content.rubric
        folder: Path = rubric.root / "heads"
        if encoder is not None:
            encoder.learn(read_vectors(folder / "vectors.npz", encoder.fingerprint))
        tables = {code: language.frequency for code, language in rubric.languages.items()}
        detector = LanguageDetector.read(rubric.root / "languages", tables)
        heads = read_heads(folder, encoder.fingerprint if encoder else None)
        validity = Validity.read(rubric.root / "validity.json")
        analyzer = Analyzer(rubric.languages, detector, encoder)
        return cls(
            rubric=rubric,
            playbook=content.playbook,
            scenarios=content.scenarios,
            encoder=encoder,
            analyzer=analyzer,
            assessor=Assessor(rubric, heads, validity),
        )

    def assess(
        self,
        text: str,
        *,
        language: str | None = None,
        channel: str | None = None,
        customer: str = "",
        scenario: str | None = None,
        advice: bool = True,
    ) -> Assessment:
        """Assess a reply.

        `language` is one of `workbench.model.LANGUAGES` or None to detect it; `channel` one
        of `CHANNELS`; `scenario` an id ``pack/incident/language`` that also supplies
        language, channel and complaint where they are not given. A text that cannot be
        read (empty, over 5,000 characters, another language) gives an assessment in which
        everything is ``not_assessed`` and `reason` says why; nothing is raised for a text.
        """
        draft = self.draft(
            text, language=language, channel=channel, customer=customer, scenario=scenario
        )
        return self.assess_draft(draft, advice=advice)

    def assess_draft(self, draft: Draft, *, advice: bool = True) -> Assessment:
        """As `assess`, for a draft that is complete."""
        try:
            reading = self.read(draft)
        except DraftError as error:
            other = isinstance(error, OtherLanguageError)
            return unassessed(
                self.rubric, str(error), language=draft.language, other_language=other
            )
        return self.judge(reading, advice=advice)

    def judge(self, reading: Reading, *, advice: bool = True) -> Assessment:
        """The assessment of a draft that was read."""
        assessment = self.assessor.assess(reading)
        if not advice or not self.encoder:
            return assessment
        return replace(assessment, advice=advise(self.assessor, reading, self.read_texts))

    def draft(
        self,
        text: str,
        *,
        language: str | None = None,
        channel: str | None = None,
        customer: str = "",
        scenario: str | None = None,
    ) -> Draft:
        """A draft, completed from its scenario; `DraftError` names an unknown scenario."""
        if scenario is None:
            return Draft(text=text, language=language, channel=channel, customer=customer)
        if scenario not in self.scenarios:
            raise DraftError(
                N_("There is no scenario “{name}”; these exist: {known}."),
                name=scenario,
                known=", ".join(sorted(self.scenarios)),
            )
        variant = self.scenarios[scenario].variant
        return Draft(
            text=text,
            language=language or variant.language,
            channel=channel or variant.channel,
            customer=customer or variant.complaint,
            scenario=scenario,
        )

    def read(self, draft: Draft) -> Reading:
        """Analyse and read a draft; `DraftError` if it cannot be assessed at all."""
        analysis = self.analyzer.analyze(draft)
        _refuse_other_language(analysis)
        scenario = self.scenarios.get(draft.scenario) if draft.scenario else None
        return self.assessor.read(analysis, self.playbook.channel(draft.channel), scenario)

    def read_texts(self, reading: Reading, texts: Sequence[str]) -> list[Readings]:
        """For each text that an edit would put into the draft, readings of its sentences."""
        language = reading.analysis.language
        cut = [sentences_of(text, language.abbreviations) for text in texts]
        sentences = tuple(chain.from_iterable(cut))
        vectors = self.encoder.encode([s.text for s in sentences]) if self.encoder else None
        message = Message(text=" ".join(texts), sentences=sentences, vectors=vectors)
        changed = replace(reading.analysis, reply=message)
        found = iter(read(changed, self.assessor.heads, idioms=reading.second_language))
        return [tuple(islice(found, len(part))) for part in cut]


def _refuse_other_language(analysis: Analysis) -> None:
    asked, guess = analysis.language.code, analysis.guess
    if guess.language not in (None, asked) and certainty(guess, asked) >= OTHER_LANGUAGE:
        raise OtherLanguageError(
            N_("This seems to be in another language ({found}), not in “{asked}”."),
            found=guess.language,
            asked=asked,
        )
