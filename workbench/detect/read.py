"""Analysis → one reading per sentence: acts, learned leanings, difficulty, terms, words."""

from __future__ import annotations

import numpy as np

from workbench.detect.originality import copied_shares
from workbench.detect.terms import terms_of
from workbench.detect.words import signals, strengths
from workbench.model import SentenceReading
from workbench.score.heads import Heads
from workbench.text.analyze import Analysis, Message
from workbench.text.encoder import Vectors


def read(analysis: Analysis, heads: Heads | None, *, idioms: bool) -> tuple[SentenceReading, ...]:
    """A reading for every sentence of the reply, in order.

    Without vectors or fitted heads the acts and leanings are empty: the lexical evidence
    still stands, and what needs the rest is "not assessed".
    """
    reply, language = analysis.reply, analysis.language
    names: tuple[str, ...] = ()
    acts = np.zeros((len(reply.sentences), 0))
    leanings: dict[str, np.ndarray] = {}
    difficulty = np.zeros(len(reply.sentences))
    if heads is not None:
        difficulty = heads.difficulty.difficulties(reply.sentences, reply.vectors, language)
        if reply.vectors is not None and len(reply.sentences):
            names = heads.names
            placed = heads.placing.placed(reply.vectors, language.code)
            acts = heads.probabilities(placed)
            leanings = heads.leanings(placed)
    known = {token.folded for token in analysis.customer.tokens}
    relevance = _closeness(reply, analysis.customer.vectors)
    answers = _closeness(reply, _asked(analysis.customer))
    matches = [language.phrases.find(sentence.tokens) for sentence in reply.sentences]
    found = [
        tuple(signals(sentence, some))
        for sentence, some in zip(reply.sentences, matches, strict=True)
    ]
    copied = copied_shares(analysis.draft.text, reply.sentences, analysis.customer.sentences)
    return tuple(
        SentenceReading(
            sentence=sentence,
            acts=dict(zip(names, map(float, acts[i]), strict=True)),
            leaning={name: float(values[i]) for name, values in leanings.items()},
            difficulty=float(difficulty[i]),
            terms=terms_of(sentence, language, matches[i], known, idioms=idioms),
            signals=found[i],
            words=strengths(found[i]),
            relevance=float(relevance[i]),
            answers=float(answers[i]),
            copied=copied[i],
        )
        for i, sentence in enumerate(reply.sentences)
    )


_FAR, _NEAR = 0.80, 0.93
"""Cosines at which two sentences of one language are unrelated, and about the same matter."""


def _asked(customer: Message) -> Vectors | None:
    """Vectors of the customer's questions; of the last two sentences where nothing is asked."""
    if customer.vectors is None:
        return None
    asks = [any(mark in sentence.raw for mark in "?؟") for sentence in customer.sentences]
    return customer.vectors[np.array(asks)] if any(asks) else customer.vectors[-2:]


def _closeness(reply: Message, others: Vectors | None) -> np.ndarray:
    """How close each sentence of the reply comes to one of the others, 0–1."""
    if reply.vectors is None or others is None or not len(others):
        return np.zeros(len(reply.sentences))
    nearest = (reply.vectors @ others.T).max(axis=1)
    return np.asarray(np.clip((nearest - _FAR) / (_NEAR - _FAR), 0, 1))
