"""The desk: one round of an exercise, from the complaint to looking back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial

import ipywidgets
from markupsafe import Markup

from workbench.i18n import Translate, direction
from workbench.practice.protocol import Practice
from workbench.practice.views import Round
from workbench.ui import feedback, thread
from workbench.ui.buttons import Guard, button
from workbench.ui.editor import Editor
from workbench.ui.markup import tag
from workbench.ui.page import Page

MOST_ADVICE = 3
"""Edits shown at once; nobody reads more."""


class Desk:
    """Shows rounds in `widget` and carries out what the person does with them."""

    def __init__(self, practice: Practice, page: Page, guard: Guard) -> None:
        self._practice = practice
        self._page = page
        self._guard = guard
        self._say: Translate = str
        self._language = "en"
        self._leave: Callable[[], None] = lambda: None
        self._round: Round | None = None
        self._live = ipywidgets.HTML()
        self.editor = Editor()
        self.editor.on_typed(guard(self._typed, clears=False))
        self.editor.on_paused(guard(self._paused, clears=False))
        self.widget = ipywidgets.VBox()

    def open(
        self,
        scenario: str,
        language: str,
        say: Translate,
        *,
        leave: Callable[[], None],
        fresh: bool = False,
    ) -> Round:
        """Open an attempt at a scenario and show it; `leave` goes back to the catalogue."""
        self._say, self._language, self._leave = say, language, leave
        view = self._practice.open(scenario, language, fresh)
        self._show(view)
        return view

    def close(self) -> None:
        """Forget the round; late messages of its editor are ignored from now on."""
        self._round = None

    # --- showing --------------------------------------------------------------------------

    def _show(self, view: Round) -> None:
        say = self._say
        previous, self._round = self._round, view
        self._live.value = ""
        arrow = "→" if direction(self._language) == "rtl" else "←"
        label = f"{arrow} {say('All exercises')}"
        back = button(label, self._leave, self._guard, "wb-quiet")
        title = tag("h1", tag("bdi", view.brief.title))
        head = ipywidgets.HTML(tag("div", title, self._steps(view), class_="wb-roundhead"))
        talk = ipywidgets.HTML(thread.thread(view, say))
        talk.add_class("wb-talk")
        aside = ipywidgets.HTML(thread.case_file(view, say) + thread.hints(view, say))
        aside.add_class("wb-aside")
        work = ipywidgets.VBox(self._ended(view) if view.ending else self._writing(view))
        work.add_class("wb-work")
        columns = ipywidgets.Box([talk, aside, work])
        columns.add_class("wb-columns")
        self.widget.children = (back, head, columns)
        if not view.ending:
            self._prepare_editor(view, previous)

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

    def _prepare_editor(self, view: Round, previous: Round | None) -> None:
        say = self._say
        editor = self.editor
        editor.label = say("Your reply")
        editor.lang, editor.dir, editor.limit = view.language, view.direction, view.limit
        editor.words = {
            "placeholder": say("Write as you would to this customer."),
            "counter": say("{count} of {limit} characters"),
            "over": say("too long for this channel"),
            "saved": say("Saved {time}"),
            "saving": say("Saving …"),
            "unsaved": say("Not saved yet; kept on this device, trying again."),
        }
        if previous is None or editor.load.get("key") != _place(view):
            editor.segments, editor.acknowledged = [], {}
            text = view.draft or (view.submitted.text if view.submitted else "")
            editor.replace(_place(view), text, view.sequence)

    def _writing(self, view: Round) -> list[ipywidgets.Widget]:
        say, guard = self._say, self._guard
        row = [button(say("Check my reply"), self._submit, guard, "wb-primary", "wb-check")]
        if view.submitted is not None:
            row.append(button(say("Send to the customer"), self._send, guard, "wb-send"))
        actions = ipywidgets.HBox(row)
        actions.add_class("wb-actions")
        desk = ipywidgets.VBox([self.editor, self._live, actions])
        desk.add_class("wb-desk")
        return [desk, *self._feedback(view)]

    def _feedback(self, view: Round) -> list[ipywidgets.Widget]:
        submitted = view.submitted
        if submitted is None:
            return []
        say = self._say
        title = tag("h2", say("Reading {number}").format(number=submitted.number))
        box = ipywidgets.VBox(
            [
                ipywidgets.HTML(title + feedback.summary(submitted, say)),
                *self._advice(view),
                ipywidgets.HTML(feedback.your_text(submitted, view, say)),
                ipywidgets.HTML(feedback.criteria(submitted, say)),
            ]
        )
        box.add_class("wb-feedback")
        return [box]

    def _advice(self, view: Round) -> list[ipywidgets.Widget]:
        if view.submitted is None or view.ending:
            return []
        say = self._say
        shown: list[ipywidgets.Widget] = []
        seen: set[str] = set()
        for item in view.submitted.feedback.criteria:
            if item.advice is None or item.advice.new_text in seen or len(shown) >= MOST_ADVICE:
                continue
            seen.add(item.advice.new_text)
            use = button(
                say("Use this"), partial(self._apply, item.advice.new_text), self._guard, "wb-use"
            )
            card = ipywidgets.VBox([ipywidgets.HTML(feedback.advice(item, view, say)), use])
            card.add_class("wb-advice")
            shown.append(card)
        if not shown:
            return []
        return [ipywidgets.HTML(tag("h3", say("The smallest edits that lift it"))), *shown]

    def _ended(self, view: Round) -> list[ipywidgets.Widget]:
        say, guard = self._say, self._guard
        again = button(say("Practise this once more"), self._again, guard)
        other = button(say("All exercises"), self._leave, guard, "wb-primary")
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
        if self._round is None or not text.strip():
            self._live.value = ""
            return
        view = self._practice.read(self._round.attempt, text, self._language)
        self._live.value = feedback.live(view, self._say)

    def _submit(self) -> None:
        if self._round is None:
            return
        text, _ = self.editor.latest
        same = hashlib.sha256(f"{_place(self._round)}:{text}".encode("utf-8", "replace"))
        view = self._practice.submit(
            self._round.attempt, text, same.hexdigest()[:32], self._language
        )
        self._show(view)
        self._page.show("wb-feedback")
        if view.submitted is not None:
            self._page.announce(feedback.spoken(view.submitted))

    def _send(self) -> None:
        if self._round is None:
            return
        view = self._practice.send(self._round.attempt, self._language)
        self._show(view)
        self._page.show("wb-end" if view.ending else "wb-talk")
        self._page.announce(view.thread[-1].text)

    def _apply(self, text: str) -> None:
        if self._round is not None:
            self.editor.replace(_place(self._round), text, self.editor.latest[1], force=True)

    def _again(self) -> None:
        if self._round is not None:
            scenario = self._round.scenario
            self._round = None
            self.open(scenario, self._language, self._say, leave=self._leave, fresh=True)
            self._page.show("wb-roundhead")


def _place(view: Round) -> str:
    """Which message of which attempt is being answered: the key of a draft in the browser."""
    return f"{view.attempt}:{len(view.thread)}"
