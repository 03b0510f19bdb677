"""The served page beside a bare Voila page: time, weight, memory."""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil
from playwright.sync_api import Browser, Page

from bench.chromium import chromium
from bench.figures import Figure

TIMES = 5
MEGABYTE = 1_000_000
MEBIBYTE = 2**20
PRACTICE = "/voila/render/practice.ipynb"
CARD = ".wb-card button"
BARE_BUTTON = "button.jupyter-button"
BARE = """
import ipywidgets
ipywidgets.Button(description="Press me")
"""
DRAFTS = {
    "en": "Thank you for your message. We are sorry for the delay. We will look into it.",
    "cs": "Děkujeme za zprávu. Omlouváme se za zpoždění. Podíváme se na to.",
    "ar": "شكرًا على رسالتك. نعتذر عن التأخير. سوف ننظر في الأمر.",
}


def figures(folder: Path) -> Iterator[Figure]:
    """Everything that needs a server and a browser."""
    with (
        _served(folder) as (process, ours),
        _bare(folder) as bare,
        chromium() as browser,
    ):
        for warm, button in ((ours + PRACTICE, CARD), (bare, BARE_BUTTON)):
            _interactive(browser, warm, button)
        mine, stock = [], []
        for _ in range(TIMES):  # alternating: what disturbs the machine disturbs both
            mine.append(_interactive(browser, ours + PRACTICE, CARD))
            stock.append(_interactive(browser, bare, BARE_BUTTON))
        own, other = statistics.median(mine), statistics.median(stock)
        yield Figure(
            name=f"time to interactive, practice page, median of {TIMES}", measured=own, unit="s"
        )
        yield Figure(name="time to interactive, bare Voila page", measured=other, unit="s")
        yield Figure(
            name="time to interactive, ours over bare", measured=own / other, unit="×", target=1.3
        )
        yield Figure(
            name="first load, compressed transfer",
            measured=_weight(browser, ours) / MEGABYTE,
            unit="MB",
            target=1.7,
        )
        yield from _memory(browser, process, ours)


def _interactive(browser: Browser, address: str, button: str) -> float:
    """Seconds from the address to a button that takes a click, in an empty browser."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.locator(button).first.click(trial=True, timeout=60_000)
        return time.perf_counter() - start


def _weight(browser: Browser, ours: str) -> int:
    sizes: list[int] = []
    with browser.new_context() as context:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", lambda end: sizes.append(end["encodedDataLength"]))
        page.goto(ours + PRACTICE)
        page.locator(CARD).first.click(trial=True, timeout=60_000)
        page.wait_for_load_state("networkidle")
    return sum(sizes)


def _memory(browser: Browser, process: psutil.Process, ours: str) -> Iterator[Figure]:
    kernels = []
    for language, text in DRAFTS.items():
        with browser.new_context() as context:
            page = context.new_page()
            page.set_default_timeout(60_000)
            page.goto(ours + PRACTICE)
            _score(page, language, text)
            kernels.append(_proportional(_child(process, _kernel(page))))
    yield Figure(
        name="page kernel after a scored draft, PSS, largest of 3",
        measured=max(kernels),
        unit="MiB",
        target=60,
    )
    service = _child(process, "workbench.practice.service")
    yield Figure(
        name="practice service, en + cs + ar in use, RSS",
        measured=service.memory_info().rss / MEBIBYTE,
        unit="MiB",
        target=300,
    )


def _score(page: Page, language: str, text: str) -> None:
    chosen = page.locator(".wb-languages .wb-chosen")
    chosen.wait_for()
    if f"wb-lang-{language}" not in (chosen.get_attribute("class") or ""):
        page.locator(f".wb-lang-{language}").click()
    page.locator(f"html[lang={language}]").wait_for(state="attached")
    page.locator(f".wb-lang-{language}.wb-chosen").wait_for()
    page.locator(CARD).first.click()
    page.locator(".wb-editor textarea").fill(text)
    saved = page.locator(".wb-editor__status").get_by_text(re.compile(r"[\d٠-٩]{1,2}[:٫.]"))
    saved.wait_for()
    page.locator(".wb-check").click()
    page.locator(".wb-scores").wait_for()


def _kernel(page: Page) -> str:
    told = page.locator("#jupyter-config-data").text_content() or ""
    found = re.search(r'"kernelId": *"([\w-]+)"', told)
    assert found, "the page names no kernel"
    return f"kernel-{found[1]}"


def _child(process: psutil.Process, word: str) -> psutil.Process:
    family = process.children(recursive=True)
    return next(child for child in family if word in " ".join(child.cmdline()))


def _proportional(process: psutil.Process) -> float:
    """Proportional set size in MiB: shared pages are split among those who share them."""
    rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss: +(\d+) kB", rollup, re.MULTILINE)
    assert found
    return int(found[1]) / 1024


@contextmanager
def _served(folder: Path) -> Iterator[tuple[psutil.Process, str]]:
    with (folder / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "workbench", "serve", "--port", "0"],
            env=os.environ | {"WORKBENCH_DATA": str(folder / "data")},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            assert process.stdout is not None
            words = process.stdout.readline().split()
            link = next(word for word in words if word.startswith("http"))
            yield psutil.Process(process.pid), link.rstrip("/")
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def _bare(folder: Path) -> Iterator[str]:
    """Voila as it comes, with one notebook that shows one button."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BARE)])
    path = folder / "bare" / "bare.ipynb"
    path.parent.mkdir()
    nbformat.write(notebook, path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--no-browser", "--Voila.ip=127.0.0.1", f"--port={port}", "--token="]
    with (folder / "bare.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "voila", *options, str(path)], stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait(f"{address}voila/static/voila.js", process)
            yield address
        finally:
            process.terminate()
            process.wait(30)


def _wait(address: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the bare Voila page did not start")
