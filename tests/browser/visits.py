"""The served workbench and a visitor of it: how these tests start, ask and look."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, Locator, Page, expect

PATIENT = 20_000
"""Milliseconds for what a slow machine may need; a healthy page needs a tenth of it."""
UNSET = ("WORKBENCH_HOME", "WORKBENCH_DATABASE_URL", "WORKBENCH_SERVICE", "WORKBENCH_TOKEN")
PRACTICE = "/voila/render/practice.ipynb"
STICKS_OUT = """() => [...document.querySelectorAll("#rendered_cells *")]
  .filter((part) => part.checkVisibility() && !part.closest(".wb-hidden"))
  .filter((part) => {
    const { left, right, width } = part.getBoundingClientRect();
    return width > 0 && (left < -1 || right > document.documentElement.clientWidth + 1);
  })
  .map((part) => `${part.tagName}.${part.className}`)"""


@dataclass(frozen=True)
class Site:
    """A running `workbench serve`: address, data folder, process."""

    url: str
    data: Path
    process: subprocess.Popen[str]

    def child(self, word: str) -> psutil.Process:
        """The one child process with `word` in its command line."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        (found,) = (child for child in family if word in " ".join(_command(child)))
        return found

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """All rows of a table of the store."""
        with closing(sqlite3.connect(self.data / "workbench.db")) as store:
            return store.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()

    def forget(self) -> None:
        """Remove all attempts: every visitor of a loopback server is the same person."""
        with closing(sqlite3.connect(self.data / "workbench.db", timeout=20)) as store, store:
            for table in ("drafts", "submissions", "attempts"):
                store.execute(f"DELETE FROM {table}")


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


@contextmanager
def served(data: Path) -> Iterator[Site]:
    """`workbench serve` on a free port with a data folder of its own."""
    environment = {name: text for name, text in os.environ.items() if name not in UNSET}
    with (data / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "workbench", "serve", "--port", "0"],
            env=environment | {"WORKBENCH_DATA": str(data)},
            text=True,
            stdout=subprocess.PIPE,
            stderr=log,
        )
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            links = [word.rstrip("/") for word in line.split() if word.startswith("http")]
            assert links, f"no link: {line} {(data / 'serve.log').read_text()}"
            yield Site(links[0], data, process)
        finally:
            process.terminate()
            process.wait(timeout=20)


@dataclass
class Visit:
    """A page of the site in a browser of its own, with everything that it said and asked for."""

    site: Site
    page: Page
    quiet: bool = True
    problems: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENT)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda socket: self.asked.append(socket.url))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", self._said)

    def _said(self, message: Any) -> None:
        # A page that is left may just be asking for its kernel, which is gone by then.
        farewell = "/api/kernels/" in message.location["url"] and "404" in message.text
        if message.type == "error" and not farewell:
            self.problems.append(f"{message.text} {message.location}")

    @property
    def foreign(self) -> list[str]:
        """Addresses outside the site that the page asked for."""
        host = self.site.url.removeprefix("http://")
        home = (f"http://{host}/", f"ws://{host}/", "data:", f"blob:http://{host}/")
        return [url for url in self.asked if not url.startswith(home)]

    # --- parts of the page ----------------------------------------------------------------

    @property
    def editor(self) -> Locator:
        return self.page.locator(".wb-editor textarea")

    @property
    def check_button(self) -> Locator:
        return self.page.locator("button.wb-check")

    @property
    def send_button(self) -> Locator:
        return self.page.locator("button.wb-send")

    @property
    def alert(self) -> Locator:
        """What the room says when something cannot be done."""
        return self.page.locator(".wb-room .wb-notice--alert[role=alert]")

    @property
    def kernel(self) -> str:
        """The id of the kernel behind the page."""
        return str(json.loads(self.page.locator("#jupyter-config-data").text_content())["kernelId"])

    def card(self, title: str) -> Locator:
        """The start button of an exercise."""
        return self.page.locator(".wb-card").filter(has_text=title).get_by_role("button")

    # --- what a person does ---------------------------------------------------------------

    def enter(self, language: str) -> None:
        """Open the practice room and choose a language."""
        self.page.goto(self.site.url + PRACTICE)
        chosen = self.page.locator(".wb-languages .wb-chosen")
        expect(chosen).to_be_visible()
        if f"wb-lang-{language}" not in (chosen.get_attribute("class") or ""):
            self.page.locator(f".wb-lang-{language}").click()
        expect(self.page.locator(f".wb-lang-{language}.wb-chosen")).to_be_visible()
        expect(self.page.locator("html")).to_have_attribute("lang", language)

    def start(self, title: str) -> None:
        """Open an exercise; its heading takes the focus when it is ready."""
        self.card(title).click()
        expect(self.page.locator(".wb-roundhead h1")).to_be_focused()

    def write(self, text: str) -> None:
        """Replace the draft and wait until the service has kept it."""
        self.editor.fill(text)
        self.saved()

    def saved(self) -> None:
        """Wait until the editor says at what time the draft was kept."""
        expect(self.page.locator(".wb-editor__status")).to_have_text(has_time())

    def check(self, reading: int = 1) -> None:
        """Ask for a reading of the draft and wait for the one with this number."""
        self.check_button.click()
        expect(self.page.locator(".wb-feedback h2")).to_contain_text(digits(reading))

    def send(self) -> None:
        """Send the reply and wait for the customer's answer."""
        before = self.page.locator(".wb-thread__message").count()
        self.send_button.click()
        expect(self.page.locator(".wb-thread__message")).to_have_count(before + 2)

    # --- what must hold -------------------------------------------------------------------

    def fits(self) -> None:
        """Nothing scrolls sideways and nothing is cut off at the side."""
        wide, room = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert (wide - room, self.page.evaluate(STICKS_OUT)) == (0, [])


class Idle:
    """A page that nobody touches, and when its connections were closed."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.closed: list[str] = []
        self._since = time.monotonic()
        visit.page.on("websocket", lambda socket: socket.on("close", self._lost))

    def _lost(self, socket: Any) -> None:
        self.closed.append(f"{socket.url} after {self.age:.0f} s")

    @property
    def age(self) -> float:
        """Seconds since the page was opened."""
        return time.monotonic() - self._since


def has_time() -> re.Pattern[str]:
    """A pattern for a time of day in any of the three languages' digits."""
    return re.compile(r"[\d٠-٩]{1,2}[:٫.][\d٠-٩]{2}")


def digits(number: int) -> re.Pattern[str]:
    """A pattern for a number in Latin or Arabic digits."""
    return re.compile(f"{number}|{chr(ord('٠') + number)}")


def new_visit(browser: Browser, site: Site, **options: Any) -> Visit:
    """A visitor with an empty browser; `width`, `dark` and `quiet` may be given."""
    width = options.pop("width", 1280)
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if options.pop("dark", False) else "light",
        locale="en-GB",
        is_mobile=width < 500,
        has_touch=width < 500,
    )
    return Visit(site, context.new_page(), **options)
