"""The form of address: one throughout, and what the finding points at."""

from __future__ import annotations

import pytest

from workbench.bench import Bench
from workbench.detect.register import address_of
from workbench.text.segment import sentences_of

MIXED = {
    "cs": "Dobrý den, posíláme vám nový balík. Napiš nám prosím, jestli ti dorazil.",
    "nl": "Wij sturen u een nieuw pakket. Laat je even weten of jouw pakket er is?",
    "sl": "Pošiljamo vam nov paket. Sporoči nam, ali ga imaš.",
    "es": "Le enviamos su paquete nuevo. Dinos si tienes alguna duda.",
    "de": "Wir schicken Ihnen ein neues Paket. Sag uns, ob du es hast.",
    "fr": "Nous vous envoyons un nouveau colis. Dis-moi si tu le reçois.",
}
FORMAL = {
    "cs": "Dobrý den, posíláme vám nový balík. Napište nám prosím, až dorazí.",
    "nl": "Wij sturen u een nieuw pakket. Laat u even weten of uw pakket er is?",
    "sl": "Pošiljamo vam nov paket. Sporočite nam, ali ga imate.",
    "es": "Le enviamos su paquete nuevo. Escríbanos si hay algo más.",
    "de": "Wir schicken Ihnen ein neues Paket. Sagen Sie uns, ob es da ist.",
    "fr": "Nous vous envoyons un nouveau colis. Veuillez nous écrire à son arrivée.",
}


def state(bench: Bench, text: str, language: str) -> str:
    draft = bench.draft(text, language=language, channel="email")
    return bench.assessor.assess(bench.read(draft)).checks["culture.register"].state


@pytest.mark.parametrize("language", MIXED)
def test_mixed_address_fails(bench: Bench, language: str) -> None:
    assert state(bench, MIXED[language], language) == "fail"


@pytest.mark.parametrize("language", FORMAL)
def test_one_address_passes(bench: Bench, language: str) -> None:
    assert state(bench, FORMAL[language], language) == "pass"


def test_english_and_no_address_do_not_apply(bench: Bench) -> None:
    assert state(bench, "Hi mate, the parcel comes today, sir.", "en") == "n/a"
    assert state(bench, "Das Paket kommt heute.", "de") == "n/a"


def test_findings_point_at_the_words(bench: Bench) -> None:
    text = MIXED["de"]
    formal, informal = address_of(sentences_of(text), bench.rubric.languages["de"])
    assert [text[f.start : f.end] for f in formal] == ["Ihnen"]
    assert [text[f.start : f.end] for f in informal] == ["du", "hast"]


def test_the_rarer_form_is_marked(bench: Bench) -> None:
    text = "Wir schicken Ihnen heute Ihre Ware, dass Sie sie haben. Hast du noch Fragen an uns?"
    draft = bench.draft(text, language="de", channel="email")
    check = bench.assessor.assess(bench.read(draft)).checks["culture.register"]
    assert {span.of(text) for span in check.spans} == {"Hast", "du"}
