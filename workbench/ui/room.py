"""The practice room: catalogue, one round after the other, in the person's language.

The room holds widgets and the last `Round` it was given; every decision is the practice's.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from typing import Any

import ipywidgets
from markupsafe import Markup

from workbench.i18n import INTERFACES, Translate, direction, translator
from workbench.practice.client import connect
from workbench.practice.protocol import Practice
from workbench.practice.views import Card, Round
from workbench.ui import feedback, thread
from workbench.ui.editor import Editor
from workbench.ui.guard import guarded
from workbench.ui.markup import join, tag
from workbench.ui.page import Page

NAMES = {"en": "English", "cs": "Čeština", "ar": "العربية"}
MOST_ADVICE = 3


class Room:
    """Shows the catalogue or a round. `only` limits the catalogue to one incident's twins.

    It owns widgets and is none: a widget's namespace is full of names that a subclass breaks.
    """

    def __init__(
        self, practice: Practice | None = None, *, language: str = "", only: str | None = None
    ) -> None:
        self._practice = practice or connect()
        self._only = only
        self._language = language or os.environ.get("WORKBENCH_LANGUAGE", "en")
        self._round: Round | None = None
        self.page = Page()
        self.editor = Editor()
        self._notice = ipywidgets.HTML()
        self._live = ipywidgets.HTML()
        self._body = ipywidgets.VBox()
        self.widget = ipywidgets.VBox([self.page, self._notice, self._body])
        self.widget.add_class("wb-room")
        self._guard = guarded(self._tell, lambda: self._say)
        self.editor.on_typed(self._guard(self._typed))
        self.editor.on_paused(self._guard(self._paused))
        self._guard(self._show_catalogue)()

    def _repr_mimebundle_(self, **options: Any) -> Any:
        return self.widget._repr_mimebundle_(**options)

    @property
    def _say(self) -> Translate:
        return translator(self._language)

    # --- frame ----------------------------------------------------------------------------

    def _tell(self, text: str) -> None:
        self._notice.value = tag(
            "div", tag("p", text), class_="wb-notice wb-notice--alert", role="alert"
        )

    def _dress(self, title: str) -> None:
        say = self._say
        self._notice.value = ""
        self.page.lang = self._language
        self.page.dir = direction(self._language)
        self.page.title = f"{title} · Reply Workbench"
        self.page.session = {
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

    # --- catalogue ------------------------------------------------------------------------

    def _show_catalogue(self, *_: Any) -> None:
        self._round = None
        say = self._say
        cards = [card for card in self._practice.catalogue(self._language) if self._wanted(card)]
        self._dress(say("Practice room"))
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
        grid = ipywidgets.Box([self._card(card) for card in cards])
        grid.add_class("wb-card-grid")
        empty = tag("div", tag("p", say("No exercises in this language yet.")), class_="wb-empty")
        self._body.children = (
            self._languages(),
            ipywidgets.HTML(head),
            grid if cards else ipywidgets.HTML(empty),
        )

    def _wanted(self, card: Card) -> bool:
        return self._only is None or card.scenario.split("/")[1] == self._only

    def _languages(self) -> ipywidgets.Widget:
        buttons = []
        for code in INTERFACES:
            button = self._button(NAMES[code], lambda *_, code=code: self._choose(code), "wb-quiet")
            button.add_class(f"wb-lang-{code}")
            if code == self._language:
                button.add_class("wb-chosen")
            buttons.append(button)
        row = ipywidgets.HBox(buttons)
        row.add_class("wb-languages")
        return row

    def _card(self, card: Card) -> ipywidgets.Widget:
        say = self._say
        stars = "●" * card.difficulty + "○" * (3 - card.difficulty)
        best = say("Best so far: {score} of 100").format(score=round(card.best or 0))
        text = join(
            [
                tag(
                    "p",
                    say(thread.CHANNEL_TITLES[card.channel]),
                    " · ",
                    tag("bdi", card.brand),
                    class_="wb-small",
                ),
                tag("h3", card.title),
                tag(
                    "p",
                    tag("span", stars, aria_hidden="true"),
                    " ",
                    say("difficulty {level} of 3").format(level=card.difficulty),
                    class_="wb-small",
                ),
                tag("p", best, class_="wb-small wb-best") if card.best is not None else "",
            ]
        )
        label = say("Practise again") if card.best is not None else say("Start")
        start = self._button(label, lambda *_: self._open(card.scenario), "wb-primary")
        start.tooltip = f"{label}: {card.title}"
        box = ipywidgets.VBox([ipywidgets.HTML(text), start])
        box.add_class("wb-card")
        return box

    # --- a round --------------------------------------------------------------------------

    def _open(self, scenario: str, *, fresh: bool = False) -> None:
        view = self._practice.open(scenario, self._language, fresh)
        self._show_round(view)
        self.page.show("wb-roundhead")

    def _show_round(self, view: Round) -> None:
        say = self._say
        previous, self._round = self._round, view
        self._dress(view.brief.title)
        self._live.value = ""
        back = self._button("← " + say("All exercises"), self._show_catalogue, "wb-quiet")
        head = ipywidgets.HTML(
            tag(
                "div",
                tag("h1", tag("bdi", view.brief.title)),
                self._steps(view),
                class_="wb-roundhead",
            )
        )
        talk = ipywidgets.HTML(thread.thread(view, say))
        talk.add_class("wb-talk")
        aside = ipywidgets.HTML(thread.case_file(view, say) + thread.hints(view, say))
        aside.add_class("wb-aside")
        main = ipywidgets.VBox(self._ended(view) if view.ending else self._writing(view))
        main.add_class("wb-work")
        columns = ipywidgets.Box([talk, aside, main])
        columns.add_class("wb-columns")
        self._body.children = (back, head, columns)
        if not view.ending:
            self._fill_editor(view, previous)

    def _steps(self, view: Round) -> Markup:
        say = self._say
        names = [say("Read"), say("Write"), say("Improve"), say("Look back")]
        at = 3 if view.ending else 2 if view.submitted else 1
        return tag(
            "ol",
            *(
                tag(
                    "li",
                    name,
                    class_="wb-done" if place < at else None,
                    aria_current="step" if place == at else None,
                )
                for place, name in enumerate(names)
            ),
            class_="wb-steps",
        )

    def _fill_editor(self, view: Round, previous: Round | None) -> None:
        say = self._say
        self.editor.label = say("Your reply")
        self.editor.lang, self.editor.dir = view.language, view.direction
        self.editor.limit = view.limit
        self.editor.words = {
            "placeholder": say("Write as you would to this customer."),
            "counter": say("{count} of {limit} characters"),
            "over": say("too long for this channel"),
            "saved": say("Saved {time}"),
            "saving": say("Saving …"),
            "unsaved": say("Not saved yet; kept on this device, trying again."),
        }
        key = f"{view.attempt}:{len(view.thread)}"
        same = previous is not None and self.editor.load.get("key") == key
        if not same:
            self.editor.segments = []
            self.editor.acknowledged = {}
            text = view.draft or (view.submitted.text if view.submitted else "")
            self.editor.replace(key, text, view.sequence)

    def _writing(self, view: Round) -> list[ipywidgets.Widget]:
        say = self._say
        check = self._button(say("Check my reply"), self._submit, "wb-primary")
        check.add_class("wb-check")
        row = [check]
        if view.submitted is not None:
            send = self._button(say("Send to the customer"), self._send, "")
            send.add_class("wb-send")
            row.append(send)
        buttons = ipywidgets.HBox(row)
        buttons.add_class("wb-actions")
        desk = ipywidgets.VBox([self.editor, self._live, buttons])
        desk.add_class("wb-desk")
        return [desk, *self._feedback(view)]

    def _feedback(self, view: Round) -> list[ipywidgets.Widget]:
        submitted = view.submitted
        if submitted is None:
            return []
        say = self._say
        title = say("Reading {number}").format(number=submitted.number)
        parts: list[ipywidgets.Widget] = [
            ipywidgets.HTML(
                tag("h2", title, class_="wb-reading") + feedback.summary(submitted, say)
            )
        ]
        parts += self._advice(view)
        parts.append(ipywidgets.HTML(feedback.your_text(submitted, view, say)))
        parts.append(ipywidgets.HTML(feedback.criteria(submitted, say)))
        box = ipywidgets.VBox(parts)
        box.add_class("wb-feedback")
        return [box]

    def _advice(self, view: Round) -> list[ipywidgets.Widget]:
        submitted = view.submitted
        assert submitted is not None
        say = self._say
        shown: list[ipywidgets.Widget] = []
        seen: set[str] = set()
        for item in submitted.feedback.criteria:
            if item.advice is None or item.advice.new_text in seen or len(shown) >= MOST_ADVICE:
                continue
            seen.add(item.advice.new_text)
            text = item.advice.new_text
            use = self._button(say("Use this"), lambda *_, text=text: self._apply(text), "")
            use.add_class("wb-use")
            card = ipywidgets.VBox([ipywidgets.HTML(feedback.advice(item, view, say)), use])
            card.add_class("wb-advice")
            shown.append(card)
        if shown:
            heading = tag("h3", say("The smallest edits that lift it"))
            return [ipywidgets.HTML(heading), *shown]
        return []

    def _ended(self, view: Round) -> list[ipywidgets.Widget]:
        say = self._say
        again = self._button(
            say("Practise this once more"), lambda *_: self._open(view.scenario, fresh=True), ""
        )
        other = self._button(say("All exercises"), self._show_catalogue, "wb-primary")
        row = ipywidgets.HBox([other, again])
        row.add_class("wb-actions")
        end = ipywidgets.HTML(feedback.ending(view, say))
        end.add_class("wb-end")
        return [end, row, *self._feedback(view)]

    # --- what the person does ---------------------------------------------------------------

    def _typed(self, text: str, sequence: int) -> None:
        if self._round is None:
            return
        saved = self._practice.save(self._round.attempt, text, sequence)
        self.editor.acknowledged = {"sequence": saved.sequence, "at": saved.at}
        marks = self._practice.highlight(self._round.attempt, text, self._language)
        self.editor.segments = [
            {"text": part.text, "mark": part.mark.replace("gate", "harm"), "note": part.note}
            for part in marks
        ]

    def _paused(self, text: str, _: int) -> None:
        if self._round is None:
            return
        if not text.strip():
            self._live.value = ""
            return
        view = self._practice.read(self._round.attempt, text, self._language)
        self._live.value = feedback.live(view, self._say)

    def _submit(self, *_args: Any) -> None:
        assert self._round is not None
        text, _ = self.editor.latest
        turn = f"{self._round.attempt}:{len(self._round.thread)}:{text}"
        key = hashlib.sha256(turn.encode("utf-8", "replace")).hexdigest()[:32]
        view = self._practice.submit(self._round.attempt, text, key, self._language)
        self._show_round(view)
        self.page.show("wb-feedback")
        if view.submitted is not None:
            self.page.announce(self._spoken(view))

    def _spoken(self, view: Round) -> str:
        assert view.submitted is not None
        return " · ".join(
            f"{item.title} {item.level or '–'}" for item in view.submitted.feedback.dimensions
        )

    def _send(self, *_: Any) -> None:
        assert self._round is not None
        view = self._practice.send(self._round.attempt, self._language)
        self._show_round(view)
        self.page.show("wb-end" if view.ending else "wb-thread")
        self.page.announce(view.thread[-1].text)

    def _apply(self, text: str) -> None:
        assert self._round is not None
        key = f"{self._round.attempt}:{len(self._round.thread)}"
        self.editor.replace(key, text, self.editor.latest[1], force=True)

    def _button(
        self, label: str, action: Callable[..., None], kind: str
    ) -> ipywidgets.Button:
        button = ipywidgets.Button(description=label)
        if kind:
            button.add_class(kind)
        button.on_click(self._guard(self._once(button, action)))
        return button

    def _once(
        self, button: ipywidgets.Button, action: Callable[..., None]
    ) -> Callable[..., None]:
        """The action with its button off while it runs: a double click is one click."""

        def act(*arguments: Any) -> None:
            button.disabled = True
            try:
                action(*arguments)
            finally:
                button.disabled = False

        return act

