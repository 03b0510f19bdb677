"""A page that somebody leaves open and comes back to."""

from __future__ import annotations

from playwright.sync_api import expect

from .visits import Idle

MOST = 35.0
"""Seconds after which every connection has been asked at least once whether it lives."""


def test_idle_page_keeps_its_connection(idle: Idle) -> None:
    page = idle.visit.page
    page.wait_for_timeout(max(0.0, MOST - idle.age) * 1000)
    assert idle.closed == []
    page.locator(".wb-lang-ar").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert idle.closed == []
