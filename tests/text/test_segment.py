"""Spans that stay true to the draft, and sentences that end where a reader's do."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.bench import Bench
from workbench.text.segment import (
    MAX_SENTENCE,
    clean,
    folded,
    form_of,
    sentences_of,
    tokens_of,
    whole,
)

PIECES = [
    "Dobrý den.",
    "Dobry\u0301 den",
    "čeká",
    "c\u030cekáme!",
    "👩‍👩‍👧‍👦",
    "🙏🏽",
    "\0",
    "\ud800",
    "\udfff",
    "أهلًا وسهلًا،",
    "شكرًا؟",
    "\u202eabc\u202c",
    "e.g.",
    "14. 9.",
    "3.50",
    "...",
    "…",
    "?!",
    "\n",
    "\r\n",
    "\t",
    " ",
    "a" * 60,
    "ﬁ",
    "İ",
    "ẞ",
    "-",
    "@x",
    "«Da»",
    "\u200f",
    "\ufeff",
]
DRAFTS = st.one_of(
    st.text(st.characters(), max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)
HARD = "Hi 👩‍👩‍👧‍👦!\0Promiňte\ud800, c\u030ceka\u0301me. أهلًا وسهلًا؟ ok"
LONG = "slovo, " * 5_000


@given(DRAFTS)
@example(HARD)
@example(LONG)
@example("")
@example("\0" * 30)
def test_cleaning_keeps_every_place(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert "\0" not in cleaned
    cleaned.encode("utf-8")


@given(DRAFTS)
@example(HARD)
@example(LONG)
@example("👩‍👩‍👧‍👦" * 400)
def test_sentence_spans(text: str) -> None:
    last = 0
    for sentence in sentences_of(text):
        assert last <= sentence.start < sentence.end <= len(text)
        last = sentence.end
        piece = clean(text[sentence.start : sentence.end])
        assert sentence.raw == piece[:MAX_SENTENCE]
        assert not piece[0].isspace()
        assert not piece[-1].isspace()
        assert sentence.text == unicodedata.normalize("NFC", " ".join(sentence.text.split()))
        sentence.text.encode("utf-8")


@given(DRAFTS)
@example(HARD)
@example(LONG)
def test_token_spans(text: str) -> None:
    for sentence in sentences_of(text):
        last = sentence.start
        for token in sentence.tokens:
            assert last <= token.start < token.end <= sentence.end
            last = token.end
            assert form_of(text[token.start : token.end]) == token.form
            assert folded(text[token.start : token.end]) == token.folded


@given(DRAFTS)
@example(HARD)
def test_nothing_readable_falls_between_sentences(text: str) -> None:
    cleaned = clean(text)
    kept = set()
    for sentence in sentences_of(text):
        kept |= set(range(sentence.start, sentence.end))
    assert not [i for i, letter in enumerate(cleaned) if not letter.isspace() and i not in kept]


@given(st.text(st.sampled_from("aábčďeéěžÄÖÅñçأإةى ."), max_size=80))
def test_decomposed_text_has_the_same_words(text: str) -> None:
    composed = [token.folded for token in tokens_of(unicodedata.normalize("NFC", text))]
    decomposed = [token.folded for token in tokens_of(unicodedata.normalize("NFD", text))]
    assert composed == decomposed


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    for token in tokens_of(clean(text)):
        assert folded(token.form) == token.folded
        assert form_of(token.form) == token.form


def test_a_long_sentence_is_looked_at_in_part_but_spans_whole() -> None:
    text = "slovo " * 400
    (sentence,) = sentences_of(text)
    assert (sentence.start, sentence.end) == (0, len(text) - 1)
    assert len(sentence.raw) == MAX_SENTENCE
    assert whole(text).end == len(text)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Čeká", "ceka"),
        ("C\u030cEKA\u0301", "ceka"),
        ("Straße", "strasse"),
        ("أَهْلًا", "اهلا"),
        ("إلى", "الي"),
        ("شكوة", "شكوه"),
        ("l’équipe", "l'equipe"),
        ("Đoković", "dokovic"),
    ],
)
def test_folding(typed: str, wanted: str) -> None:
    (token,) = tokens_of(typed)
    assert token.folded == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Call 020-7946 or write to me@shop.co.uk.", ["call", "020-7946", "or", "write", "to"]),
        ("Don't wait", ["don't", "wait"]),
        ("R&D/IT", ["r&d/it"]),
        ("at 10:30", ["at", "10:30"]),
        ("— so…", ["so"]),
    ],
)
def test_words(text: str, wanted: list[str]) -> None:
    assert [token.form for token in tokens_of(text)][: len(wanted)] == wanted


SENTENCES = {
    "cs": [
        ["Balík přijde 14. 9. mezi 8. a 10. hodinou.", "Ozveme se."],
        ["Volal jsem p. Novákovi, tj. majiteli.", "Děkuji!"],
        ["Zítra, např. ráno, přijede J. Svoboda.", "Počkejte prosím."],
        ["No… tak uvidíme, co dál.", "Napište nám."],
        ["Částku 1.250 Kč vrátíme do 5. října.", "Peníze máte v pátek."],
        ["dobry den", "napiste nam prosim"],
    ],
    "nl": [
        ["Dhr. De Vries komt op 3 mei om 9.30 uur.", "Tot dan!"],
        ["U krijgt bijv. een bon, d.w.z. tegoed.", "Goed?"],
    ],
    "sl": [
        ["Paket pride 14. 9. do 15. ure.", "Oglasimo se."],
        ["Ga. Novak in g. Kos, npr. danes.", "Hvala."],
        ["Dostavimo v sredo, 3. junija.", "Lep dan!"],
    ],
    "ar": [
        ["وصلت رسالتك، شكرًا لك.", "هل الطلب معك الآن؟", "نعود إليك غدًا."],
        ["سيتصل بك د. أحمد غدًا.", "شكرًا."],
    ],
    "en": [
        ["Mr. Lewis called at 3 p.m. today.", "He is cross."],
        ["It costs £3.50, e.g. for a stamp.", "Fine?"],
        ["J. R. Smith will ring you.", "Is that all right?"],
        ["Well... it is late.", "Sorry!"],
        ["Really?!", "Yes."],
        ["“Where is it?”", "she asked twice."],
        ["hi there.", "your parcel is on its way.", "it comes on friday."],
        ["Thanks 🙏", "See you."],
        ["Read www.shop.example/help first.", "Then write."],
    ],
    "es": [
        ["Le escribe la Sra. López del dpto. de envíos.", "¿Le parece bien?"],
        ["¡Vaya!", "Llega el 14.9.2026 por la tarde."],
    ],
    "de": [
        ["Das Paket kommt am 14. September, ca. 9 Uhr.", "Reicht das?"],
        ["Es ist z. B. die Nr. 5.", "Danke."],
        ["Hr. Dr. Kern ruft am 3. 10. an.", "Bis bald!"],
        ["Das steht in Art. 33 der Ordnung.", "Alles klar."],
    ],
    "fr": [
        ["Mme. Roux passe le 14 sept. à 9 h.", "Cela vous va ?"],
        ["« C’est tout ? »", "Oui, c’est tout."],
        ["Eh bien… on verra.", "Merci."],
    ],
}
CASES = [
    (language, joint.join(sentences), sentences)
    for language, texts in SENTENCES.items()
    for sentences in texts
    for joint in ((" ", "\n\n") if sentences[0][-1] in ".!?؟" else ("\n\n",))
]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_sentences(bench: Bench, language: str, text: str, wanted: list[str]) -> None:
    abbreviations = bench.rubric.languages[language].abbreviations
    found = [text[s.start : s.end] for s in sentences_of(text, abbreviations)]
    assert found == wanted


def test_every_language_has_sentence_cases(bench: Bench) -> None:
    assert set(SENTENCES) == set(bench.rubric.languages)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Přijedeme v pátek\nmezi osmou a desátou.", 1),
        ("Dobrý den,\nděkuji za zprávu.", 2),
        ("Přijedeme v pátek.\nPočkejte.", 2),
        ("Jedna.\n\n\n\nDvě.", 2),
        ("\n \n", 0),
        ("...", 1),
    ],
)
def test_lines(text: str, wanted: int) -> None:
    assert len(sentences_of(text)) == wanted
