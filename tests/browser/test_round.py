"""A whole round in each interface language, on a desk and on a telephone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .conftest import Story, Visitor
from .visits import Visit


def read_and_improve(visit: Visit, story: Story) -> None:
    """A draft that must not be sent: its evidence, an edit, and what the edit changed."""
    page = visit.page
    visit.write(story.gated)
    visit.check(1)
    expect(page.locator(".wb-feedback .wb-notice--alert").first).to_be_visible()
    expect(page.locator(".wb-feedback .wb-band--stop")).to_be_visible()
    expect(page.locator(".wb-scores .wb-score")).to_have_count(3)
    evidence = page.locator(".wb-yourtext mark.wb-mark--harm")
    assert any(story.secret in text for text in evidence.all_text_contents())
    expect(page.locator(".wb-feedback .wb-diff ins").first).not_to_be_empty()
    visit.fits()

    page.locator("button.wb-use").first.click()
    expect(visit.editor).not_to_have_value(story.gated)
    visit.saved()
    edited = visit.editor.input_value()
    visit.check(2)
    expect(page.locator(".wb-scores .wb-change").first).to_be_visible()
    changed = page.locator("details .wb-diff:has(ins)").last
    expect(changed).to_be_visible()
    kept = changed.evaluate(
        "(part) => { part.querySelectorAll('del').forEach((d) => d.remove()); "
        "return part.textContent }"
    )
    assert kept == edited
    visit.fits()


def answer_to_the_end(visit: Visit, story: Story) -> None:
    """The customer asks on after a middling reply; an excellent one ends the conversation."""
    page = visit.page
    visit.write(story.middling)
    visit.check(3)
    visit.send()
    says = [turn.says for turn in story.scenario.variant.turns]
    answer = page.locator(".wb-thread__message--customer").last.inner_text()
    assert any(said.split()[0] in answer for said in says)
    expect(visit.editor).to_have_value("")
    expect(visit.send_button).to_have_count(0)
    expect(page.locator(".wb-end")).to_have_count(0)
    visit.fits()

    visit.write(story.excellent)
    visit.check(1)
    visit.send()
    end = page.locator(".wb-end")
    expect(end).to_be_visible()
    expect(visit.editor).to_have_count(0)
    models = [reply for reply in story.scenario.variant.replies if reply.quality != "weak"]
    expect(end.locator("blockquote")).to_have_count(len(models))
    expect(end.locator("blockquote").first).to_contain_text(models[-1].text.split("\n")[0].strip())
    visit.fits()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["en", "cs", "ar"])
def test_a_round(visitor: Visitor, stories: dict[str, Story], language: str, width: int) -> None:
    visit, story = visitor(width=width), stories[language]
    visit.enter(language)
    direction = "rtl" if language == "ar" else "ltr"
    expect(visit.page.locator("html")).to_have_attribute("dir", direction)
    visit.fits()
    visit.start(story.title)
    expect(visit.page.locator(".wb-thread")).to_contain_text(story.scenario.variant.complaint[:40])
    expect(visit.editor).to_have_attribute("lang", language)
    visit.fits()
    read_and_improve(visit, story)
    answer_to_the_end(visit, story)


def test_only_the_keyboard(visitor: Visitor, stories: dict[str, Story]) -> None:
    visit, story = visitor(), stories["en"]
    page = visit.page
    visit.enter("en")

    def press(target: object, key: str = "Tab", most: int = 60) -> None:
        for _ in range(most):
            if target.evaluate("(part) => part === document.activeElement"):  # type: ignore[attr-defined]
                return
            page.keyboard.press(key)
        raise AssertionError(f"{target} cannot be reached with {key}")

    press(visit.card(story.title))
    page.keyboard.press("Enter")
    expect(page.locator(".wb-roundhead h1")).to_be_focused()
    press(visit.editor)
    page.keyboard.insert_text(story.excellent)
    visit.saved()
    press(visit.check_button)
    page.keyboard.press("Enter")
    expect(page.locator(".wb-feedback h2")).to_be_focused()
    press(visit.send_button, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".wb-end h3").first).to_be_focused()
    press(page.locator(".wb-work .wb-actions button").first)
    page.keyboard.press("Enter")
    expect(visit.card(story.title)).to_be_visible()


def test_dark_mode(visitor: Visitor, stories: dict[str, Story]) -> None:
    visit = visitor(dark=True, width=390)
    visit.enter("en")
    visit.start(stories["en"].title)
    visit.write(stories["en"].gated)
    visit.check()
    assert visit.page.screenshot(full_page=True)[1:4] == b"PNG"
    for selector in (".wb-roundhead h1", ".wb-editor textarea", ".wb-yourtext", ".wb-thread p"):
        assert contrast(visit, selector) >= 4.5, selector
    paper = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in re.findall(r"\d+", paper)[:3]) < 80


def contrast(visit: Visit, selector: str) -> float:
    """WCAG contrast of an element's text with the first painted ground behind it."""
    ink, paper = visit.page.locator(selector).first.evaluate(
        """(part) => {
          const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
          const rgba = (colour) => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
          };
          let ground = part;
          const paper = (found) => getComputedStyle(found).backgroundColor;
          while (ground.parentElement && rgba(paper(ground))[3] < 255)
            ground = ground.parentElement;
          return [rgba(getComputedStyle(part).color), rgba(paper(ground))];
        }"""
    )
    assert ink[3] == 255
    assert paper[3] == 255
    dark, light = sorted((luminance(ink), luminance(paper)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: list[int]) -> float:
    """Relative luminance of WCAG 2.2, 0 to 1."""
    parts = [part / 255 for part in colour[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
