"""What a person types stays text everywhere, and no other host is asked for anything."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from .conftest import Story, Visitor

MARKUP = [
    '<img src=x onerror="window.__pwned = 1">',
    "<script>window.__pwned = 1</script>",
    '"><svg onload=window.__pwned=1><a href="javascript:window.__pwned=1">click</a>',
]


def test_markup_stays_text(visitor: Visitor, stories: dict[str, Story]) -> None:
    visit, story, markup = visitor(), stories["en"], " ".join(MARKUP)
    page = visit.page
    first = f"{story.middling} {markup}"
    second = f"{markup} {story.middling} You {markup} there."
    visit.enter("en")
    visit.start(story.title)
    visit.write(first)
    visit.check(1)
    shown(page.locator(".wb-yourtext"))
    visit.write(second)
    visit.check(2)
    shown(page.locator(".wb-yourtext"))
    shown(page.locator("details .wb-diff").last)
    expect(page.locator(".wb-editor__marks")).to_contain_text(markup)
    visit.send()
    expect(page.locator(".wb-thread__message--reply")).to_contain_text(markup)
    page.reload()
    visit.start(story.title)
    expect(page.locator(".wb-thread__message--reply")).to_contain_text(markup)
    assert page.evaluate("window.__pwned") is None
    room = page.locator(".wb-room")
    assert room.locator("img, script, svg, [onerror], [onload], a[href^=javascript]").count() == 0


def shown(place: Locator) -> None:
    """Each piece of markup is there to read, in whatever pieces the evidence cuts it into."""
    for markup in MARKUP:
        expect(place).to_contain_text(markup[:14])


def test_whoever_would_run_markup_is_noticed(visitor: Visitor) -> None:
    """The sign that the test above looks for does appear where markup is run."""
    visit = visitor(quiet=False)
    visit.enter("en")
    insert = "(markup) => document.body.insertAdjacentHTML('beforeend', markup)"
    visit.page.evaluate(insert, MARKUP[0])
    visit.page.wait_for_function("window.__pwned === 1")


def test_no_other_host_is_asked(visitor: Visitor, stories: dict[str, Story]) -> None:
    visit = visitor()
    visit.page.goto(visit.site.url + "/")
    visit.enter("ar")
    visit.start(stories["ar"].title)
    visit.write(stories["ar"].middling)
    visit.check()
    assert len(visit.asked) > 10
    assert visit.foreign == []
    visit.asked.append("https://example.org/pixel.gif")
    assert visit.foreign == ["https://example.org/pixel.gif"]
    visit.asked.pop()
