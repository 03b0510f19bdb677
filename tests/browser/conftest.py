"""One server and one browser for this folder; a visitor with an empty browser per test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from bench.chromium import chromium
from workbench.bench import Bench
from workbench.practice.branching import next_turn
from workbench.scenarios import OPENING, Scenario
from workbench.text.segment import sentences_of

from .visits import PATIENT, Idle, Site, Visit, new_visit, served

Visitor = Callable[..., Visit]


@dataclass(frozen=True)
class Story:
    """A round with everything in it, made from an incident's own sample replies."""

    scenario: Scenario
    gated: str
    """Says the `secret` in public."""
    secret: str
    middling: str
    """The customer answers and asks on."""
    excellent: str

    @property
    def title(self) -> str:
        return self.scenario.variant.title


def beginnings(scenario: Scenario) -> Iterator[str]:
    """The good replies broken off after each of their sentences."""
    for reply in scenario.variant.replies:
        if reply.quality != "weak":
            for sentence in sentences_of(reply.text):
                yield reply.text[: sentence.end].strip()


def tell(bench: Bench, language: str) -> Story:
    """The story of the first incident in which a reply can be middling."""
    for scenario in bench.scenarios.values():
        variant = scenario.variant
        if variant.language != language or variant.channel != "public_post":
            continue
        replies = {reply.quality: reply.text.strip() for reply in variant.replies}
        for text in (*(reply.text.strip() for reply in variant.replies), *beginnings(scenario)):
            assessment = bench.assess(text, scenario=scenario.id, advice=False)
            fired = any(gate.state == "fired" for gate in assessment.gates.values())
            turn = next_turn(scenario, OPENING, assessment)
            if turn.ending is None and not fired:
                secret = variant.case.secrets[0]
                gated = f"{replies['weak']} {secret}"
                return Story(scenario, gated, secret, text, replies["excellent"])
    raise LookupError(f"no public post with a middling reply in {language}")


@pytest.fixture(scope="session")
def stories(bench: Bench) -> dict[str, Story]:
    return {language: tell(bench, language) for language in ("en", "cs", "ar")}


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Ended with this folder: Playwright knows one driver at a time."""
    with chromium() as browser:
        expect.set_options(timeout=PATIENT)
        yield browser
        expect.set_options(timeout=None)


@pytest.fixture(scope="package", autouse=True)
def idle(site: Site, browser: Browser) -> Iterator[Idle]:
    """A page that stays open through all other tests, so that its own test waits for little."""
    idle = Idle(new_visit(browser, site))
    idle.visit.enter("en")
    yield idle
    idle.visit.page.context.close()


@pytest.fixture
def visitor(site: Site, browser: Browser) -> Iterator[Visitor]:
    """Makes visitors; afterwards none may have asked another host, and quiet ones said no error."""
    visits: list[Visit] = []

    def come(**options: object) -> Visit:
        visits.append(new_visit(browser, site, **options))
        return visits[-1]

    yield come
    for visit in visits:
        visit.page.context.close()
    site.forget()
    for visit in visits:
        assert visit.foreign == []
        assert not visit.quiet or visit.problems == []
