"""What cannot be read is said in a sentence on the page, and stays in the editor."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Story, Visitor
from .test_kept import assert_human
from .visits import Visit

LONG = {
    "en": "We are sorry. " * 7142 + "The end here",
    "cs": "Mrzí nás to 😟. " * 6666 + "Opravdu 😟.",
    "ar": "نعتذر عن الخطأ. " * 6250,
}
OTHER = {
    "en": "Estimada clienta, sentimos mucho que el paquete no haya llegado a tiempo.",
    "cs": "Dear customer, we are very sorry that the book did not arrive in time for the party.",
    "ar": "Sehr geehrte Kundin, es tut uns sehr leid, dass Ihr Paket nicht rechtzeitig ankam.",
}


def refusal(visit: Visit) -> str:
    """The sentence that a check gives instead of a reading."""
    visit.check_button.click()
    expect(visit.alert).to_be_visible()
    expect(visit.alert).to_be_in_viewport()
    expect(visit.page.locator(".wb-feedback")).to_have_count(0)
    assert visit.site.rows("submissions") == []
    sentence = visit.alert.inner_text()
    assert_human(visit, sentence)
    return sentence


@pytest.mark.parametrize("language", ["en", "cs", "ar"])
def test_empty(visitor: Visitor, stories: dict[str, Story], language: str) -> None:
    visit = visitor()
    visit.enter(language)
    visit.start(stories[language].title)
    assert in_language(refusal(visit), language)
    visit.write(" \n\t ")
    assert in_language(refusal(visit), language)
    expect(visit.editor).to_have_value(" \n\t ")


@pytest.mark.parametrize("language", sorted(LONG))
def test_a_hundred_thousand_characters(
    visitor: Visitor, stories: dict[str, Story], language: str
) -> None:
    visit, text = visitor(), LONG[language]
    assert len(text) == 100_000
    visit.enter(language)
    visit.start(stories[language].title)
    visit.editor.focus()
    visit.page.keyboard.insert_text(text)
    sentence = refusal(visit)
    assert "5" in sentence or "٥" in sentence  # names the limit
    assert in_language(sentence, language)
    assert visit.editor.input_value() == text
    visit.page.reload()
    visit.start(stories[language].title)
    assert len(visit.editor.input_value()) == len(text)
    visit.editor.fill(stories[language].middling)
    visit.check()


@pytest.mark.parametrize("language", sorted(OTHER))
def test_another_language(visitor: Visitor, stories: dict[str, Story], language: str) -> None:
    visit = visitor()
    visit.enter(language)
    visit.start(stories[language].title)
    visit.write(OTHER[language])
    assert in_language(refusal(visit), language)
    expect(visit.editor).to_have_value(OTHER[language])


def in_language(sentence: str, language: str) -> bool:
    """Whether the letters of a sentence are those of the interface language."""
    if language == "ar":
        return sum("\u0600" <= letter <= "\u06ff" for letter in sentence) > len(sentence) / 2
    czech = any(letter in "áčďéěíňóřšťúůýž" for letter in sentence.lower())
    return sentence.isprintable() and czech == (language == "cs")
