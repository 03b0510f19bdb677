"""Every language folder: complete, matching its own entries, and not more than those."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from places import LANGUAGES, RUBRIC

from workbench.bench import Bench
from workbench.detect.register import address_of
from workbench.errors import ContentError
from workbench.languages import ELEMENTS, read_language, read_languages
from workbench.model import LANGUAGES as NAMES
from workbench.phrases import Phrases
from workbench.text.segment import sentences_of, tokens_of

LEAST = {"jargon": 60, "officialese": 60, "idioms": 40}
LEAST_WORDS = {
    "abbreviations": 20,
    "formal_address": 5,
    "informal_address": 10,
    "greetings": 5,
    "closings": 5,
    "time_words": 30,
    "time_vague": 10,
    "hedges": 15,
    "first_person": 10,
    "feelings": 30,
    "apologies": 4,
    "formula": 15,
    "placeholders": 10,
}
UNMATCHED = {"abbreviations", "placeholders"}
"""Lists that are found by their characters, not word by word."""


def test_folders_are_the_languages() -> None:
    assert set(LANGUAGES) == set(NAMES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_word_lists_are_long_enough(bench: Bench, code: str) -> None:
    language = bench.rubric.languages[code]
    short = [name for name, least in LEAST.items() if len(getattr(language, name)) < least]
    short += [n for n, least in LEAST_WORDS.items() if len(getattr(language.pack, n)) < least]
    assert not short


@pytest.mark.parametrize("code", LANGUAGES)
def test_pack(bench: Bench, code: str) -> None:
    language = bench.rubric.languages[code]
    assert language.code == language.pack.language == code
    assert (language.pack.direction == "rtl") == (code == "ar")
    assert not [e for e in language.abbreviations if e != e.lower() or "." not in e]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_stands_twice_in_a_list(bench: Bench, code: str) -> None:
    pack = bench.rubric.languages[code].pack
    for name in LEAST_WORDS:
        entries = getattr(pack, name)
        assert sorted(set(entries)) == sorted(entries), name


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_entry_matches_itself(bench: Bench, code: str) -> None:
    language = bench.rubric.languages[code]
    lost = []
    for name in (*LEAST, *(name for name in LEAST_WORDS if name not in UNMATCHED)):
        entries = getattr(language, name, None) or getattr(language.pack, name)
        for entry in entries:
            tokens = tokens_of(entry.replace("*", ""))
            found = language.phrases.find(tokens).get(name, ())
            if not (found and found[0][0] == 0 and found[-1][1] == len(tokens)):
                lost.append((name, entry))
    assert not lost


@pytest.mark.parametrize("code", LANGUAGES)
def test_plain_wording_is_no_term_itself(bench: Bench, code: str) -> None:
    language = bench.rubric.languages[code]
    same = [
        (name, term)
        for name in LEAST
        for term, plain in getattr(language, name).items()
        if term.casefold() == plain.casefold()
    ]
    assert not same


@pytest.mark.parametrize("code", LANGUAGES)
def test_wording(bench: Bench, code: str) -> None:
    """Only sentences without slots can be suggested where the case is not known."""
    wording = bench.rubric.languages[code].wording
    assert set(wording) == set(ELEMENTS)
    ready = [name for name in ELEMENTS if any("{" not in text for text in wording[name])]
    assert len(ready) >= 6
    assert {"feeling.named", "ownership.apology", "next_step.action"} <= set(ready)


def test_words_match_with_and_without_diacritics() -> None:
    phrases = Phrases({"sorry": ["mrzí nás"], "feeling": ["zklam*"]})
    for text in ("Mrzí nás to", "mrzi nas to", "MRZÍ NÁS TO"):
        assert phrases.find(tokens_of(text)) == {"sorry": [(0, 2, "mrzí nás")]}
    assert phrases.find(tokens_of("Jste zklamaná")) == {"feeling": [(1, 2, "zklam*")]}
    assert not phrases.find(tokens_of("mrzí to nás, klam, nezklamat"))


def test_the_longest_entry_wins_and_matches_do_not_overlap() -> None:
    phrases = Phrases({"vague": ["as soon as", "as soon as possible", "possible"]})
    found = phrases.find(tokens_of("as soon as possible, possible"))
    assert found == {"vague": [(0, 4, "as soon as possible"), (4, 5, "possible")]}


def test_lists_do_not_hide_each_other() -> None:
    phrases = Phrases({"vague": ["as soon as possible"], "word": ["soon", "possible"]})
    found = phrases.find(tokens_of("as soon as possible"))
    assert found == {
        "vague": [(0, 4, "as soon as possible")],
        "word": [(1, 2, "soon"), (3, 4, "possible")],
    }


def test_arabic_particles_are_looked_through() -> None:
    phrases = Phrases({"bill": ["حساب"]}, language="ar")
    for word in ("حساب", "الحساب", "وحساب", "بالحساب", "للحساب"):
        assert phrases.find(tokens_of(word)), word
    assert not phrases.find(tokens_of("حسابات"))
    assert not Phrases({"bill": ["حساب"]}).find(tokens_of("الحساب"))


@pytest.mark.parametrize(
    ("text", "formal", "informal"),
    [
        ("Wir rufen Sie morgen an.", 1, 0),
        ("Ich schicke Ihnen Ihre Rechnung.", 2, 0),
        ("Sie kommt morgen.", 0, 0),
        ("Die Kollegin sagt, dass sie ihre Tasche sucht.", 0, 0),
        ("Ihr Paket ist da.", 0, 0),
        ("Wir helfen dir gern.", 0, 1),
        ("Hast du deine Rechnung?", 0, 3),
    ],
)
def test_german_capital_sie(bench: Bench, text: str, formal: int, informal: int) -> None:
    german = bench.rubric.languages["de"]
    found = address_of(sentences_of(text, german.abbreviations), german)
    assert tuple(map(len, found)) == (formal, informal)


def test_problems_of_all_folders_at_once(tmp_path: Path) -> None:
    for code in ("cs", "en"):
        shutil.copytree(RUBRIC / "languages" / code, tmp_path / code)
    (tmp_path / "cs" / "jargon.txt").write_text("bez šipky\n", "utf-8")
    (tmp_path / "cs" / "pack.yml").unlink()
    text = (tmp_path / "en" / "wording.yml").read_text("utf-8")
    (tmp_path / "en" / "wording.yml").write_text(text.replace("follow_up:", "follow:"), "utf-8")
    with pytest.raises(ContentError) as caught:
        read_languages(tmp_path)
    named = [(problem.path.parent.name, problem.path.name) for problem in caught.value.problems]
    assert named == [
        ("cs", "jargon.txt"),
        ("cs", "pack.yml"),
        ("en", "wording.yml"),
        ("en", "wording.yml"),
    ]


def test_a_language_without_frequencies_still_reads(tmp_path: Path) -> None:
    shutil.copytree(RUBRIC / "languages" / "en", tmp_path / "en")
    (tmp_path / "en" / "frequency.npz").unlink()
    assert len(read_language(tmp_path / "en").frequency) == 0


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_placeholder_is_seen(bench: Bench, code: str) -> None:
    """A gap of a template fires the language gate, whatever its form."""
    unseen = []
    opening = bench.rubric.languages[code].wording["ownership.owner"][-1].replace("{", "")
    for gap in bench.rubric.languages[code].pack.placeholders:
        text = f"{opening} {gap} {opening}"
        gate = bench.assessor.assess(
            bench.read(bench.draft(text, language=code, channel="email"))
        ).gates["language"]
        covered = any(gap.strip() in text[s.start - 1 : s.end + 1] for s in gate.spans)
        if gate.state != "fired" or not covered:
            unseen.append(gap)
    assert not unseen


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Hello Rexxxon, the parcel (item 3) <and> its label are on their way to you."),
        ("cs", "Dobrý den, paní Nováková, xylofon je na cestě a přijde zítra."),
        ("en", "Dear customers of ours wrote to us; here is what they said about it."),
        ("de", "Guten Tag, das Paket der Größe XXXL ist unterwegs und kommt morgen an."),
    ],
)
def test_near_misses_of_placeholders(bench: Bench, code: str, text: str) -> None:
    reading = bench.read(bench.draft(text, language=code, channel="email"))
    assert bench.assessor.assess(reading).gates["language"].state == "clear"
