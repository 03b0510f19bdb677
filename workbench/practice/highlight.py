"""Marks that need no encoder: list terms, vague times, blurred statements, personal data."""

from __future__ import annotations

from workbench.detect.privacy import personal_data
from workbench.detect.terms import terms_of
from workbench.detect.words import signals
from workbench.i18n import N_, Translate
from workbench.languages import Language
from workbench.model import Draft
from workbench.text.segment import clean, sentences_of, tokens_of

SHOWN = {
    "time_vague": N_("a vague time"),
    "formula": N_("a set phrase"),
}
Mark = tuple[int, int, str, str]


def lexical_marks(draft: Draft, language: Language, say: Translate, *, public: bool) -> list[Mark]:
    """(start, end, kind, note) of everything that the word lists find in the draft.

    `public` says whether everyone can read the channel.
    """
    known = {token.folded for token in tokens_of(clean(draft.customer))}
    marks: list[Mark] = []
    for sentence in sentences_of(draft.text, language.abbreviations):
        matches = language.phrases.find(sentence.tokens)
        for term in terms_of(sentence, language, matches, known, idioms=False):
            if term.kind != "word":
                note = (
                    f"{say('Insider word')} → {term.plain}" if term.plain else say("Insider word")
                )
                marks.append((term.start, term.end, "term", note))
        for finding in signals(sentence, matches):
            if finding.name in SHOWN:
                marks.append((finding.start, finding.end, "hard", say(SHOWN[finding.name])))
    if public:
        note = say("This shows personal data where everyone can read it.")
        for finding in personal_data(draft.text):
            marks.append((finding.start, finding.end, "gate", note))
    return marks
