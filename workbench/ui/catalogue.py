"""The catalogue: choose a language, then an exercise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import ipywidgets

from workbench.i18n import INTERFACES, Translate
from workbench.practice.views import Card
from workbench.ui.buttons import Guard, button
from workbench.ui.markup import join, tag
from workbench.ui.thread import CHANNEL_TITLES

NAMES = {"en": "English", "cs": "Čeština", "ar": "العربية"}


def catalogue(
    cards: Sequence[Card],
    say: Translate,
    guard: Guard,
    *,
    language: str,
    choose: Callable[[str], None],
    start: Callable[[str], None],
) -> tuple[ipywidgets.Widget, ...]:
    """Language buttons, heading and one card per exercise, or a clear empty state."""
    head = tag(
        "div",
        tag("h1", say("Answer a complaint")),
        tag(
            "p",
            say("Read it, write your reply, see what works and why, and make it better."),
            class_="wb-lead",
        ),
        class_="wb-roomhead",
    )
    return (
        _languages(guard, language, choose),
        ipywidgets.HTML(head),
        _grid(cards, say, guard, start),
    )


def _languages(guard: Guard, language: str, choose: Callable[[str], None]) -> ipywidgets.Widget:
    row = ipywidgets.HBox(
        [
            button(
                NAMES[code],
                partial(choose, code),
                guard,
                "wb-quiet",
                f"wb-lang-{code}",
                *(["wb-chosen"] if code == language else []),
            )
            for code in INTERFACES
        ]
    )
    row.add_class("wb-languages")
    return row


def _grid(
    cards: Sequence[Card], say: Translate, guard: Guard, start: Callable[[str], None]
) -> ipywidgets.Widget:
    if not cards:
        empty = tag("p", say("No exercises in this language yet."))
        return ipywidgets.HTML(tag("div", empty, class_="wb-empty"))
    grid = ipywidgets.Box([_card(card, say, guard, start) for card in cards])
    grid.add_class("wb-card-grid")
    return grid


def _card(
    card: Card, say: Translate, guard: Guard, start: Callable[[str], None]
) -> ipywidgets.Widget:
    channel = say(CHANNEL_TITLES[card.channel])
    dots = "●" * card.difficulty + "○" * (3 - card.difficulty)
    level = say("difficulty {level} of 3").format(level=card.difficulty)
    best = say("Best so far: {score} of 100").format(score=round(card.best or 0))
    text = join(
        [
            tag("p", channel, " · ", tag("bdi", card.brand), class_="wb-small"),
            tag("h3", card.title),
            tag("p", tag("span", dots, aria_hidden="true"), " ", level, class_="wb-small"),
            tag("p", best, class_="wb-small wb-best") if card.best is not None else "",
        ]
    )
    label = say("Practise again") if card.best is not None else say("Start")
    begin = button(label, partial(start, card.scenario), guard, "wb-primary")
    begin.tooltip = f"{label}: {card.title}"
    box = ipywidgets.VBox([ipywidgets.HTML(text), begin])
    box.add_class("wb-card")
    return box
