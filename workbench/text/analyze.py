"""Draft → Analysis: its language, its sentences and their vectors, and those of the customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.errors import DraftError
from workbench.i18n import N_
from workbench.languages import Language
from workbench.model import MAX_DRAFT, Draft, Sentence, Token
from workbench.text.encoder import Encoder, Vectors
from workbench.text.language import Guess, LanguageDetector
from workbench.text.segment import calmed, clean, sentences_of, tokens_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Message:
    """A text as sentences, with one vector a sentence where there is an encoder."""

    text: str
    sentences: tuple[Sentence, ...]
    vectors: Vectors | None

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All word tokens, in order."""
        return tuple(token for sentence in self.sentences for token in sentence.tokens)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis:
    """What is known about a draft before anything is looked for in it."""

    draft: Draft
    language: Language
    guess: Guess
    reply: Message
    customer: Message


def check_length(text: str) -> None:
    """Raise `DraftError` for a draft that is empty or longer than is read."""
    if len(text) > MAX_DRAFT:
        raise DraftError(
            N_("The draft has {count} characters; at most {most} are read. Shorten it."),
            count=len(text),
            most=MAX_DRAFT,
        )
    if not text.strip():
        raise DraftError(N_("The draft is empty. Write a reply first."))
    if not any(map(str.isalpha, text)):
        raise DraftError(N_("The draft has no words yet. Write a reply first."))


NAME_WORDS = 2
"""Words beside a greeting or closing that may still be nothing but a name."""


def check_content(reply: Message, language: Language) -> None:
    """Raise `DraftError` for a reply that so far only greets or signs."""
    if len(reply.sentences) > 3 or len(reply.tokens) > 12:
        return
    polite, others = 0, 0
    for sentence in reply.sentences:
        matches = language.phrases.find(sentence.tokens)
        spans = [*matches.get("greetings", ()), *matches.get("closings", ())]
        covered = {place for first, last, _ in spans for place in range(first, last)}
        polite += len(covered)
        others += len(sentence.tokens) - len(covered)
    if polite and others <= NAME_WORDS:
        raise DraftError(N_("So far this only greets. Write what you want to tell the customer."))


class Analyzer:
    """Turns drafts into analyses with one set of languages and one encoder."""

    def __init__(
        self,
        languages: Mapping[str, Language],
        detector: LanguageDetector,
        encoder: Encoder | None,
    ) -> None:
        self._languages = languages
        self._detector = detector
        self._encoder = encoder

    def analyze(self, draft: Draft) -> Analysis:
        """Raises `DraftError` for a text that is empty, too long or in no known language."""
        check_length(draft.text)
        guess = self._detector.guess(tokens_of(clean(draft.text)), draft.text)
        language = self._language(draft, guess)
        reply = self._message(draft.text, language)
        check_content(reply, language)
        return Analysis(
            draft=draft,
            language=language,
            guess=guess,
            reply=reply,
            customer=self._message(draft.customer[:MAX_DRAFT], language),
        )

    def _language(self, draft: Draft, guess: Guess) -> Language:
        code = draft.language or guess.language
        if code is None:
            raise DraftError(
                N_("The language cannot be told from so few words. Name the language.")
            )
        if code not in self._languages:
            raise DraftError(
                N_("The language “{code}” is not assessed; these are: {known}."),
                code=code,
                known=", ".join(sorted(self._languages)),
            )
        return self._languages[code]

    def _message(self, text: str, language: Language) -> Message:
        sentences = sentences_of(calmed(text), language.abbreviations)
        vectors = None
        if self._encoder is not None:
            vectors = self._encoder.encode([sentence.text for sentence in sentences])
        return Message(text=text, sentences=sentences, vectors=vectors)
