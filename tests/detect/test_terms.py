"""Terms: every word token once, list terms with their plain wording, case rules, codes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import LANGUAGES

from workbench.bench import Bench
from workbench.detect.terms import looks_like_code, terms_of, word_difficulty
from workbench.detect.words import signals, strengths
from workbench.languages import Language
from workbench.model import Finding, Sentence, Term
from workbench.text.segment import folded, sentences_of, tokens_of, whole


def found(text: str, language: Language, *, known: str = "", idioms: bool = True) -> list[Term]:
    words = {token.folded for token in tokens_of(known)}
    return list(_terms(whole(text), language, words, idioms=idioms))


def _terms(
    sentence: Sentence, language: Language, known: set[str], *, idioms: bool = True
) -> tuple[Term, ...]:
    matches = language.phrases.find(sentence.tokens)
    return terms_of(sentence, language, matches, known, idioms=idioms)


def _signals(sentence: Sentence, language: Language) -> list[Finding]:
    return list(signals(sentence, language.phrases.find(sentence.tokens)))


def kinds(text: str, language: Language, **options: object) -> dict[str, str]:
    """Covered words → kind, of everything that is more than a word."""
    return {
        text[term.start : term.end]: term.kind
        for term in found(text, language, **options)  # type: ignore[arg-type]
        if term.kind != "word"
    }


@pytest.fixture(scope="module")
def english(bench: Bench) -> Language:
    return bench.rubric.languages["en"]


@given(st.text(max_size=150))
def test_every_word_token_lies_in_one_term(english: Language, text: str) -> None:
    for sentence in sentences_of(text):
        terms = _terms(sentence, english, set())
        assert all(0 <= term.difficulty <= 1 for term in terms)
        for token in sentence.tokens:
            over = [t for t in terms if t.start <= token.start and token.end <= t.end]
            assert len(over) == 1
        ends = [(term.start, term.end) for term in terms]
        assert ends == sorted(ends)
        assert all(a[1] <= b[0] for a, b in pairwise(ends))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "kind"), [("jargon", "jargon"), ("officialese", "officialese"), ("idioms", "idiom")]
)
def test_every_list_entry_is_found_with_a_plain_wording(
    bench: Bench, code: str, name: str, kind: str
) -> None:
    language = bench.rubric.languages[code]
    lost = []
    for entry in getattr(language, name):
        text = f"so {entry.replace('*', '')} 34"
        listed = [term for term in found(text, language) if term.plain]
        covered = bool(listed) and (listed[0].start, listed[-1].end) == (3, len(text) - 3)
        words = len(tokens_of(entry))
        if not covered and words > 0:
            lost.append(entry)
        elif listed and not any(term.kind == kind for term in listed):
            other = {term.kind for term in listed}
            if not other & {"jargon", "officialese"}:
                lost.append(entry)
    assert len(lost) <= 0.02 * len(getattr(language, name)), lost


def test_case_rules(english: Language) -> None:
    """A short abbreviation counts in capitals only; a mere word of the same letters does not."""
    entries = [e for e in english.jargon if e.isupper() and len(e) <= 3 and e.isalpha()]
    assert entries
    for entry in entries:
        assert kinds(f"The {entry} is late.", english) == {entry: "jargon"}
        assert kinds(f"The {entry.lower()} is late.", english) == {}
        assert kinds(f"THE {entry} IS LATE.", english).get(entry) != "jargon"


def test_words_of_the_customer_are_no_terms(english: Language) -> None:
    entry = next(e for e in english.jargon if e.isupper() and len(e) == 3 and e.isalpha())
    assert kinds(f"Your {entry} is late.", english, known=f"where is my {entry}?") == {}
    assert kinds("Ticket CX-2219 is open.", english) == {"CX-2219": "code"}
    assert kinds("Ticket CX-2219 is open.", english, known="cx-2219 is mine") == {}


def test_idioms_count_only_for_second_language_readers(english: Language) -> None:
    idiom = next(entry for entry in english.idioms if "*" not in entry)
    assert "idiom" in kinds(f"So {idiom} now", english).values()
    assert "idiom" not in kinds(f"So {idiom} now", english, idioms=False).values()


@pytest.mark.parametrize("word", ["SLA", "CX-2219", "QZX", "A1B2", "L2-900", "RMA77"])
def test_codes(word: str) -> None:
    assert looks_like_code(word)


@pytest.mark.parametrize(
    "word",
    [
        "I", "A", "Sla", "sla", "OK!"[:1], "2026", "48", "me@shop.UK", "U.S.", "SOMEWHERE",
        "iPhone", "4th", "3pm", "čau", "شكرا", "5G", "",
    ],
)  # fmt: skip
def test_no_codes(word: str) -> None:
    assert not looks_like_code(word)


@pytest.mark.parametrize("code", LANGUAGES)
def test_rare_words_cost_more_and_numbers_nothing(bench: Bench, code: str) -> None:
    language = bench.rubric.languages[code]
    common = language.wording["ownership.apology"][0]
    tokens = tokens_of(common)
    rare = word_difficulty(tokens_of("xqzvkkwxq"), language)[0]
    assert word_difficulty(tokens, language).mean() < 0.4
    assert rare > 0.7
    assert word_difficulty(tokens_of("2026 48 12:30"), language).tolist() == [0, 0, 0]
    assert word_difficulty((), language).size == 0


@given(st.text(max_size=100))
def test_signals_lie_in_the_sentence(english: Language, text: str) -> None:
    for sentence in sentences_of(text):
        every = _signals(sentence, english)
        for finding in every:
            assert sentence.start <= finding.start < finding.end <= sentence.end
        assert sum(strengths(every).values()) == len(every)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We will call you at 10:30.", {"time", "first_person"}),
        ("It comes on 14/9.", {"time"}),
        ("It comes in the coming days.", {"time_vague"}),
        ("It costs £3.50.", set()),
        ("It costs 12.30 €.", set()),
        ("Perhaps it might.", {"hedge"}),
        ("Hello!", {"greeting"}),
    ],
)
def test_signals(english: Language, text: str, wanted: set[str]) -> None:
    names = {finding.name for finding in _signals(whole(text), english)}
    assert names == wanted, names


def test_a_vague_time_hides_the_concrete_word_in_it(english: Language) -> None:
    names = [f.name for f in _signals(whole("It comes in the coming weeks."), english)]
    assert names == ["time_vague"]
    assert folded("WEEKS") == "weeks"
