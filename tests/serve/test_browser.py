"""The page in a real browser."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from served import Server

FIRST_LOAD = 1_700_000
"""Bytes that a first visit may move, compressed."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        yield context.new_page()


def test_first_load_asks_nobody_else_and_is_light(server: Server, page: Page) -> None:
    asked: list[str] = []
    sizes: list[int] = []
    problems: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda end: sizes.append(end["encodedDataLength"]))

    page.goto(server.url + "/")
    page.get_by_role("link", name="Start practising").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    page.get_by_role("button", name="Say thank you").click()
    expect(page.get_by_text("Thank you", exact=True)).to_be_visible()

    expect(page.get_by_text("Drawn by a module")).to_be_visible()
    expect(page.locator("#wb-skeleton")).to_have_count(0)
    assert page.title() == "Practice room · Reply Workbench"
    assert not [url for url in asked if not url.startswith((server.url, "data:", "blob:"))]
    assert sum(sizes) < FIRST_LOAD
    assert not problems
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_dead_kernel_is_told(server: Server, page: Page) -> None:
    page.goto(server.url + "/voila/render/practice.ipynb")
    marker = page.locator("[data-pid]")
    marker.wait_for(state="attached")
    notice = page.get_by_role("alert")
    expect(notice).to_be_hidden()
    os.kill(int(marker.get_attribute("data-pid") or 0), signal.SIGKILL)
    expect(notice).to_contain_text("This session has ended. Your text is saved.", timeout=10_000)
    expect(notice).not_to_contain_text("The connection is lost", use_inner_text=True)
    page.get_by_role("button", name="Reload the page").click()
    page.get_by_role("button", name="Say thank you").wait_for()
    expect(notice).to_be_hidden()


def test_lost_connection_is_told_and_taken_back(server: Server, page: Page) -> None:
    page.goto(server.url + "/voila/render/lessons/01_thank.ipynb")
    page.context.set_offline(True)
    expect(page.get_by_role("alert")).to_contain_text("The connection is lost.")
    page.context.set_offline(False)
    expect(page.get_by_role("alert")).to_be_hidden(timeout=10_000)


def test_page_turns_right_to_left(server: Server, page: Page) -> None:
    page.goto(server.url + "/voila/render/lessons/02_rtl.ipynb")
    button = page.get_by_role("button", name="Say thank you")
    button.wait_for()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    box = button.bounding_box()
    brand = page.locator(".wb-brand").bounding_box()
    assert box
    assert box["x"] + box["width"] > 300
    page.locator(".wb-nav a").last.focus()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    expect(button).to_have_css("box-shadow", re.compile(r" 0px 0px 0px 5px"))  # our focus ring
    assert brand
    assert brand["x"] + brand["width"] > 300
    assert page.evaluate("document.documentElement.scrollWidth") == 390
