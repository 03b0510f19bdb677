"""The practice room: the catalogue and the desk, in the visitor's language."""

from __future__ import annotations

import os
from typing import Any

import ipywidgets

from workbench.i18n import INTERFACES, Translate, direction, translator
from workbench.practice.client import connect
from workbench.practice.protocol import Practice
from workbench.ui.catalogue import catalogue
from workbench.ui.desk import Desk
from workbench.ui.guard import guarded
from workbench.ui.markup import tag
from workbench.ui.page import Page


class Room:
    """Shows the catalogue or a round. `only` limits the catalogue to one incident's twins.

    It owns widgets and is none: a widget's namespace is full of names that a subclass breaks.
    """

    def __init__(
        self, practice: Practice | None = None, *, language: str = "", only: str | None = None
    ) -> None:
        self._practice = practice or connect()
        self._only = only
        wished = language or os.environ.get("WORKBENCH_LANGUAGE", "")
        self._language = wished if wished in INTERFACES else "en"
        self._guard = guarded(self._tell, lambda: self._say)
        self._notice = ipywidgets.HTML()
        self._body = ipywidgets.VBox()
        self.page = Page()
        self.desk = Desk(self._practice, self.page, self._guard)
        self.widget = ipywidgets.VBox([self.page, self._notice, self._body])
        self.widget.add_class("wb-room")
        self._guard(self._show_catalogue)()

    def _repr_mimebundle_(self, **options: Any) -> Any:
        return self.widget._repr_mimebundle_(**options)

    @property
    def _say(self) -> Translate:
        return translator(self._language)

    def _tell(self, text: str) -> None:
        """Show a sentence above everything else; an empty one takes the last away."""
        notice = tag("div", tag("p", text), class_="wb-notice wb-notice--alert", role="alert")
        self._notice.value = notice if text else ""

    def _dress(self, title: str) -> None:
        say = self._say
        self.page.lang = self._language
        self.page.dir = direction(self._language)
        self.page.title = f"{title} · Reply Workbench"
        self.page.frame = {
            "ended": say("This session has ended. Your text is saved. Reload the page to go on."),
            "away": say("The connection is lost. Your text is kept here. Wait a moment."),
            "stuck": say("This page could not be prepared. Reload the page."),
            "reload": say("Reload the page"),
            "home": say("Home"),
            "practice": say("Practice"),
            "footer": say("Scores are there to learn from. They are not a rating of people."),
        }

    def _choose(self, language: str) -> None:
        self._language = language
        self.page.chosen = {"language": language}
        self._show_catalogue()

    def _show_catalogue(self) -> None:
        self.desk.close()
        say = self._say
        self._dress(say("Practice room"))
        cards = self._practice.catalogue(self._language)
        self._body.children = catalogue(
            [card for card in cards if self._only in (None, card.scenario.split("/")[1])],
            say,
            self._guard,
            language=self._language,
            choose=self._choose,
            start=self._start,
        )

    def _start(self, scenario: str) -> None:
        view = self.desk.open(scenario, self._language, self._say, leave=self._show_catalogue)
        self._dress(view.brief.title)
        self._body.children = (self.desk.widget,)
        self.page.show("wb-roundhead")
