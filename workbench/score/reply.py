"""Readings of a reply's sentences → features and scores, with what says nothing set aside.

A reply is looked at as it stands, and without the sentences that say nothing to this
customer; of every feature the worse of the two counts. So piled-up keywords, orders to the
scorer, the customer's own words and sorry upon sorry cost what they cost, and neither help
nor water down what is wrong elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.detect.kinds import EMPTY, HARM
from workbench.model import SentenceReading
from workbench.rubric import Rubric
from workbench.score.criteria import Scores, score_all
from workbench.score.features import COSTS, Context, features, harm_of, stem
from workbench.score.heads import Heads

Readings = Sequence[SentenceReading]
HARMFUL = 0.25
"""Harm (0–1) from which the residual does not look at a sentence."""
BLANK = 0.8
"""Probability of saying nothing, at even odds, from which a sentence is set aside."""
CANNED = 0.5
"""Probability from which a line is canned."""
SURELY_BLANK = 0.95
"""The same for a sentence that takes up what the customer said."""
BARE = 8
"""Words up to which an apology may be bare."""
FRAGMENT = 3
"""Words up to which a sentence may be a mere keyword."""
RUN = 4
"""Such sentences in a row from which they are."""
COPIED = 0.8
"""Share of the customer's own words from which a sentence is theirs."""
APOLOGIES = ("apology_sincere", "apology_formula")
CONTENT = (
    "takes_ownership",
    "names_consequence",
    "names_feeling",
    "acknowledges_problem",
    "explains_reason",
    "restates",
    "next_step",
    "gives_time",
    "reassurance",
)
"""Acts of which one makes an apology more than bare words."""


def score_replies(
    rubric: Rubric,
    heads: Heads,
    replies: Sequence[Readings],
    context: Context,
    *,
    second_language: bool = False,
) -> list[Scores]:
    """Scores of each of several replies to one customer."""
    signs = rubric.signs()
    rows = [reply_features(signs, readings, context) for readings in replies]
    calm = [harmless(readings) for readings in replies]
    others = [
        row if len(rest) == len(readings) else reply_features(signs, rest, context)
        for row, rest, readings in zip(rows, calm, replies, strict=True)
    ]
    return score_all(rubric, heads, rows, others, second_language=second_language)


def harmless(readings: Readings) -> Readings:
    """The sentences that do no harm; all of them where every one harms."""
    return [reading for reading in readings if harm_of(reading) < HARMFUL] or readings


def reply_features(
    signs: Mapping[str, float], readings: Readings, context: Context
) -> dict[str, float]:
    """The features by which a reply is scored; `signs` are those of `Rubric.signs`."""
    # What the customer wrote is not the writer's, for good or ill.
    readings = [r for r in readings if r.copied < COPIED] or readings
    whole = features(readings, context)
    told = telling(readings, context)
    dense = [reading for reading in told if not _courtesy(reading, context)]
    if len(dense) == len(readings):
        return whole
    rest = whole if len(told) == len(readings) else features(told, context)
    core = rest if len(dense) == len(told) else features(dense, context)
    return {
        name: _counting(signs.get(name), value, rest.get(name), core.get(name))
        if not name.startswith("learned.")
        else min(value, rest.get(name, value), core.get(name, value))
        for name, value in whole.items()
    }


def _counting(sign: float | None, whole: float, rest: float | None, core: float | None) -> float:
    """Of a feature of the whole reply, of what is left of it, and of that without courtesies,
    the one that counts. Courtesies have their own worth, but water nothing down."""
    if sign is None:
        return next(value for value in (core, rest, whole) if value is not None)
    if sign > 0:
        return min(whole, rest or 0.0)
    return max(whole, rest or 0.0, core or 0.0)


def telling(readings: Readings, context: Context) -> tuple[SentenceReading, ...]:
    """The sentences that say something to this customer, in order.

    Saying sorry once needs no more words; twice without any, once counts; three times or
    more without any, none does.
    """
    bare = [place for place, reading in enumerate(readings) if _bare_apology(reading, context)]
    spent = bare[1:] if len(bare) == 2 else bare if len(bare) > 2 else []
    aside = {*spent, *_fragments(readings)}
    return tuple(
        reading
        for place, reading in enumerate(readings)
        if place not in aside and not _empty(reading, context)
    )


def _empty(reading: SentenceReading, context: Context) -> bool:
    bound = SURELY_BLANK if _takes_up(reading, context) else BLANK
    return reading.acts.get(EMPTY, 0.0) >= bound


def _bare_apology(reading: SentenceReading, context: Context) -> bool:
    """Whether a sentence says sorry and nothing else."""
    if len(reading.sentence.tokens) > BARE or _takes_up(reading, context):
        return False
    acts = max((reading.acts.get(name, 0.0) for name in APOLOGIES), default=0.0)
    sorry = acts >= 0.5 or "apology" in reading.words or "formula" in reading.words
    return sorry and all(reading.acts.get(name, 0.0) < 0.5 for name in CONTENT)


def _takes_up(reading: SentenceReading, context: Context) -> bool:
    """Whether a sentence uses the customer's own telling words: then it is for this customer."""
    return any(stem(token.folded) in context.customer_stems for token in reading.sentence.tokens)


def _courtesy(reading: SentenceReading, context: Context) -> bool:
    """Whether a sentence is only there to be polite: it neither does nor costs anything."""
    acts = reading.acts
    if acts.get("canned", 0.0) >= CANNED:
        return True
    listed = any(term.kind != "word" for term in reading.terms)
    if not acts or listed or _takes_up(reading, context):
        return False
    if any(character.isdigit() for character in reading.sentence.text):
        return False
    return all(acts.get(name, 0.0) < 0.5 for name in (*CONTENT, *COSTS, HARM))


def _fragments(readings: Readings) -> list[int]:
    """Places of keywords set one after another like sentences: no message is cut up so."""
    found: list[int] = []
    run: list[int] = []
    for place, reading in enumerate(readings):
        words = [token for token in reading.sentence.tokens if token.form.isalpha()]
        if len(words) <= FRAGMENT and len(words) == len(reading.sentence.tokens):
            run.append(place)
            continue
        found += run if len(run) >= RUN else []
        run = []
    return found + (run if len(run) >= RUN else [])
