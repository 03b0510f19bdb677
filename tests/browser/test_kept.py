"""Nothing that was typed is lost: reload, another device, a killed kernel, a killed service."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from workbench.i18n import translator

from .conftest import Story, Visitor
from .visits import Visit

ENDED = "This session has ended. Your text is saved. Reload the page to go on."
BEGUN = {
    "en": "Dear Gemma 👩‍👧, I am so sor",
    "cs": "Dobrý den, paní Marešová, mrzí na\u0301s to a zítra Vá",
    "ar": "أهلًا بحضرتك، نعتذر عن الت",
}
LANGUAGES = sorted(BEGUN)
SERVICE_IS_BACK = 13_000
"""Milliseconds: the page gives up after twelve seconds."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_reload_in_mid_sentence(visitor: Visitor, stories: dict[str, Story], language: str) -> None:
    visit = visitor()
    visit.enter(language)
    visit.start(stories[language].title)
    visit.editor.press_sequentially(BEGUN[language][:-1])
    visit.page.keyboard.insert_text(BEGUN[language][-1])
    visit.page.reload()  # at once: the last keys have not left the browser
    visit.start(stories[language].title)
    expect(visit.editor).to_have_value(BEGUN[language])


def test_another_device(visitor: Visitor, stories: dict[str, Story]) -> None:
    desk = visitor()
    desk.enter("en")
    desk.start(stories["en"].title)
    desk.write(BEGUN["en"])
    telephone = visitor(width=390)
    telephone.enter("en")
    telephone.start(stories["en"].title)
    expect(telephone.editor).to_have_value(BEGUN["en"])


def test_scored_reply_after_a_reload(visitor: Visitor, stories: dict[str, Story]) -> None:
    visit, story = visitor(), stories["en"]
    visit.enter("en")
    visit.start(story.title)
    visit.write(story.middling)
    visit.check()
    scores = visit.page.locator(".wb-scores").inner_text()
    visit.page.reload()
    visit.start(story.title)
    expect(visit.editor).to_have_value(story.middling)
    assert visit.page.locator(".wb-scores").inner_text() == scores


def test_first_keys_of_a_fast_writer(visitor: Visitor, stories: dict[str, Story]) -> None:
    """Whoever writes at once keeps the focus: the heading does not take it away."""
    visit = visitor()
    visit.enter("en")
    visit.card(stories["en"].title).click()
    visit.editor.press_sequentially(BEGUN["en"], delay=20)
    expect(visit.editor).to_have_value(BEGUN["en"])


def test_check_reads_the_last_key(visitor: Visitor, stories: dict[str, Story]) -> None:
    """Check right after a paste reads what is on the page, not what was there before."""
    visit, story = visitor(), stories["en"]
    visit.enter("en")
    visit.start(story.title)
    visit.editor.fill(story.middling)
    visit.check()
    expect(visit.page.locator(".wb-yourtext")).to_contain_text(story.middling[-20:-5])


@pytest.mark.parametrize("language", LANGUAGES)
def test_killed_kernel(visitor: Visitor, stories: dict[str, Story], language: str) -> None:
    visit = visitor(quiet=False)
    page = visit.page
    say = translator(language)
    visit.enter(language)
    visit.start(stories[language].title)
    visit.write(BEGUN[language])
    notice = page.locator("#wb-session")
    expect(notice).to_be_hidden()
    visit.site.child(f"kernel-{visit.kernel}").kill()
    expect(notice).to_be_visible()
    expect(notice).to_contain_text(say(ENDED))
    assert (say(ENDED) == ENDED) == (language == "en"), "not translated"
    visit.editor.press_sequentially(" 22")  # the person has not looked up yet
    notice.get_by_role("button").click()
    visit.start(stories[language].title)
    expect(visit.editor).to_have_value(BEGUN[language] + " 22")
    visit.check_button.click()
    expect(page.locator(".wb-feedback h2")).to_be_visible()


def test_killed_service(visitor: Visitor, stories: dict[str, Story]) -> None:
    visit, story = visitor(), stories["en"]
    visit.enter("en")
    visit.start(story.title)
    visit.write(story.middling)
    visit.site.child("workbench.practice.service").kill()
    visit.check_button.click()
    answer = visit.page.locator(".wb-feedback h2").or_(visit.alert)
    expect(answer.first).to_be_visible(timeout=SERVICE_IS_BACK)
    expect(visit.editor).to_have_value(story.middling)
    if visit.alert.is_visible():
        assert_human(visit, visit.alert.inner_text())
        visit.check_button.click()
    expect(visit.page.locator(".wb-feedback h2")).to_be_visible()
    assert [row[4] for row in visit.site.rows("submissions")] == [story.middling]


def assert_human(visit: Visit, sentence: str) -> None:
    """A sentence for people: begins and ends as one, names no program part."""
    assert sentence.strip()[-1] in ".؟!?…"
    assert not any(word in sentence for word in ("Error", "Traceback", "None", "{", "zmq"))
    assert visit.editor.is_enabled()
