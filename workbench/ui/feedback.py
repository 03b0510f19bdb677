"""Feedback as the trainee reads it: what earned it, what is missing, the smallest edit."""

from __future__ import annotations

from markupsafe import Markup

from workbench.feedback.values import FeedbackView, ScoreView
from workbench.i18n import Translate
from workbench.practice.views import Change, Round, Submitted
from workbench.ui.markup import compared, join, marked, paragraphs, tag

GOOD = 70.0
"""Overall score from which the headline is shown as good news."""


def summary(submitted: Submitted, say: Translate) -> Markup:
    """Overall band, gates, and the three dimensions with their change."""
    view = submitted.feedback
    if not view.assessable:
        return tag("div", tag("p", view.reason), class_="wb-notice wb-notice--alert")
    changes = {change.name: change for change in submitted.changes}
    return join(
        [
            _headline(view, say),
            *(
                tag(
                    "div",
                    tag("p", tag("strong", gate.title), " · ", gate.text),
                    class_="wb-notice wb-notice--alert",
                )
                for gate in view.gates
            ),
            tag(
                "div",
                *(
                    tag("div", score(item, say, changes.get(item.name)), class_="wb-card")
                    for item in view.dimensions
                ),
                class_="wb-card-grid wb-scores",
            ),
        ]
    )


def spoken(submitted: Submitted) -> str:
    """The three levels in one line, for screen readers."""
    return " · ".join(f"{item.title} {item.level or '–'}" for item in submitted.feedback.dimensions)


def _headline(view: FeedbackView, say: Translate) -> Markup:
    if view.overall is None:
        return tag("h3", say("Some of it could be read"))
    if view.gates:
        return tag("h3", say("Not to be sent like this"), class_="wb-band wb-band--stop")
    reached = view.overall >= GOOD
    return tag("h3", view.band, class_="wb-band wb-band--good" if reached else "wb-band")


def score(item: ScoreView, say: Translate, change: Change | None = None) -> Markup:
    """A bar with level and state; the bar is a picture, the level says the same in words."""
    if item.score is None or item.level is None:
        return tag(
            "div",
            tag("span", item.title, class_="wb-score__name"),
            tag("span", tag("b", "–"), class_="wb-score__level"),
            tag("span", class_="wb-score__bar"),
            tag("div", _state(item), class_="wb-score__note"),
            class_="wb-score wb-score--none",
        )
    level = say("{level} of 5").format(level=item.level)
    width = f"inline-size:{item.score:.0f}%"
    return tag(
        "div",
        tag("span", item.title, class_="wb-score__name"),
        tag("span", tag("b", level), class_="wb-score__level"),
        tag("span", tag("span", style=width), class_="wb-score__bar", aria_hidden="true"),
        tag("div", _change(change, say), _state(item), class_="wb-score__note"),
        class_="wb-score",
    )


def _change(change: Change | None, say: Translate) -> Markup:
    if change is None:
        return Markup("")
    points = round(change.after) - round(change.before)
    if points == 0:
        return tag("span", say("unchanged"), " ", class_="wb-change")
    kind = "up" if points > 0 else "down"
    arrow = "▲" if points > 0 else "▼"
    text = say("{points} points").format(points=f"{points:+d}")
    return tag("span", f"{arrow} {text} ", class_=f"wb-change wb-change--{kind}")


def _state(item: ScoreView) -> Markup:
    why = f"{item.meaning} {item.reason}".strip()
    badge = tag("span", item.state_title, class_=f"wb-state wb-state--{item.state}")
    return tag("details", tag("summary", badge), tag("p", why), class_="wb-why")


def your_text(submitted: Submitted, view: Round, say: Translate) -> Markup:
    """The reply with the evidence in it, or with what changed since the last one."""
    shown = tag(
        "div",
        marked(submitted.feedback.segments),
        lang=view.language,
        dir=view.direction,
        class_="wb-yourtext",
    )
    tone = submitted.feedback.tone
    parts = [
        tag("h3", say("Your reply, read closely")),
        shown,
        _legend(submitted, say),
        tag("p", say("Tone (TextBlob): {tone}.").format(tone=tone), class_="wb-small")
        if tone
        else "",
    ]
    if submitted.difference:
        difference = tag(
            "div",
            compared(submitted.difference),
            lang=view.language,
            dir=view.direction,
            class_="wb-diff",
        )
        parts.append(
            tag(
                "details",
                tag("summary", say("What you changed")),
                difference,
                class_="wb-fold",
                open="",
            )
        )
    return join(parts)


def _legend(submitted: Submitted, say: Translate) -> Markup:
    names = {
        "good": say("helps"),
        "harm": say("hurts"),
        "term": say("insider word"),
        "hard": say("hard to read"),
    }
    used = {"harm" if s.mark == "gate" else s.mark for s in submitted.feedback.segments}
    return tag(
        "p",
        *(
            join([tag("mark", title, class_=f"wb-mark wb-mark--{name}"), " "])
            for name, title in names.items()
            if name in used
        ),
        class_="wb-legend wb-small",
    )


def advice(item: ScoreView, view: Round, say: Translate) -> Markup:
    """One criterion with room: what is missing and the smallest edit that lifts it."""
    edit = item.advice
    assert edit is not None
    old = tag("del", edit.replaced) if edit.replaced else ""
    new = tag("ins", edit.replacement) if edit.replacement else ""
    return tag(
        "section",
        tag("h4", edit.missing),
        tag(
            "p",
            f"{item.title} · ",
            say("now: {anchor}").format(anchor=item.anchor),
            class_="wb-small",
        ),
        tag(
            "div",
            old,
            " " if old and new else "",
            new,
            lang=view.language,
            dir=view.direction,
            class_="wb-diff",
        ),
        tag("p", say("Fill the gap in square brackets with what only you know."), class_="wb-small")
        if edit.to_fill
        else "",
        class_="wb-advice__body",
    )


def criteria(submitted: Submitted, say: Translate) -> Markup:
    """Every criterion: level, anchor, the next anchor, the words behind it."""
    rows = [_criterion(item, say) for item in submitted.feedback.criteria]
    return tag(
        "details",
        tag("summary", say("All criteria")),
        *rows,
        _checks(submitted.feedback, say),
        tag(
            "p",
            say("Scores are advice about the text, for learning; they do not rate people."),
            class_="wb-small",
        ),
        class_="wb-fold",
    )


def _criterion(item: ScoreView, say: Translate) -> Markup:
    evidence = [
        tag(
            "li",
            tag("span", "+" if piece.mark == "good" else "–", aria_hidden="true"),
            " ",
            piece.note,
            ": ",
            tag("bdi", tag("q", _short(piece.text))),
        )
        for piece in item.evidence
        if piece.note
    ]
    level = say("{level} of 5").format(level=item.level) if item.level else "–"
    following = say("Next level: {anchor}").format(anchor=item.next_anchor)
    return tag(
        "section",
        tag("h4", item.title, " ", tag("small", level)),
        tag("p", item.anchor or item.reason, class_="wb-anchor"),
        tag("p", following, class_="wb-small") if item.next_anchor else "",
        tag("ul", *evidence, class_="wb-evidence") if evidence else "",
        class_="wb-criterion",
    )


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:88]}…"


def _checks(view: FeedbackView, say: Translate) -> Markup:
    signs = {"pass": "✓", "fail": "○"}
    words = {"pass": say("yes"), "fail": say("not yet")}
    return tag(
        "section",
        tag("h4", say("Playbook habits")),
        tag(
            "ul",
            *(
                tag("li", f"{signs[check.state]} {check.title} ", tag("small", words[check.state]))
                for check in view.checks
            ),
            class_="wb-checks",
        ),
        class_="wb-criterion",
    )


def live(view: FeedbackView, say: Translate) -> Markup:
    """One line while the person writes: three levels, and what must not be sent."""
    if not view.assessable:
        return tag("p", view.reason, class_="wb-live")
    levels = [
        tag("span", f"{item.title} ", tag("b", str(item.level or "–")), class_="wb-live__item")
        for item in view.dimensions
    ]
    gates = [tag("span", gate.text, class_="wb-live__stop") for gate in view.gates]
    return tag("div", tag("span", say("So far")), *levels, *gates, class_="wb-live")


def ending(view: Round, say: Translate) -> Markup:
    """After the end: how it went, the debrief, and replies to compare with."""
    titles = {
        "resolved": say("Resolved: the customer is content"),
        "escalated": say("Escalated: the customer went further"),
        "lost": say("Lost: the customer has left"),
    }
    kind = "good" if view.ending == "resolved" else "alert"
    models = [
        tag(
            "section",
            tag(
                "h4", say("An excellent reply") if m.quality == "excellent" else say("A good reply")
            ),
            tag("blockquote", paragraphs(m.text), lang=view.language, dir=view.direction),
            tag("p", m.why, lang=view.language, dir=view.direction),
            class_="wb-card",
        )
        for m in reversed(view.models)
    ]
    return join(
        [
            tag(
                "div",
                tag("p", tag("strong", titles[view.ending])),
                class_=f"wb-notice wb-notice--{kind}",
            ),
            tag("h3", say("Looking back")),
            tag("div", paragraphs(view.debrief), lang=view.language, dir=view.direction),
            tag("h3", say("Replies to compare with")),
            tag("div", *models, class_="wb-models"),
        ]
    )
