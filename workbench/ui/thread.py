"""The conversation in the form of its channel: post, chat, e-mail, review, direct message."""

from __future__ import annotations

from markupsafe import Markup

from workbench.i18n import N_, Translate
from workbench.practice.views import Brief, Message, Round
from workbench.ui.markup import bullets, join, paragraphs, tag

CHANNEL_TITLES = {
    "public_post": N_("Public post"),
    "direct_message": N_("Direct message"),
    "email": N_("E-mail"),
    "chat": N_("Chat"),
    "review": N_("Review"),
}


def thread(view: Round, say: Translate) -> Markup:
    """The messages so far; the customer's words keep their own language and direction."""
    channel = say(CHANNEL_TITLES[view.channel])
    head = tag(
        "header",
        tag("span", view.brief.customer[:1], class_="wb-thread__avatar", aria_hidden="true"),
        tag("span", tag("bdi", view.brief.customer), class_="wb-thread__who"),
        tag("span", f"{channel} · ", tag("bdi", view.brief.brand), class_="wb-thread__meta"),
        class_="wb-thread__head",
    )
    messages = [_message(message, view, say) for message in view.thread]
    return tag(
        "article",
        head,
        *messages,
        class_=f"wb-thread wb-thread--{view.channel}",
        aria_label=say("The conversation"),
    )


def _message(message: Message, view: Round, say: Translate) -> Markup:
    reply = message.author == "agent"
    who = tag("strong", say("You"), class_="wb-thread__you") if reply else ""
    return tag(
        "div",
        who,
        tag("div", paragraphs(message.text), lang=view.language, dir=view.direction),
        class_=f"wb-thread__message wb-thread__message--{'reply' if reply else 'customer'}",
    )


def case_file(view: Round, say: Translate) -> Markup:
    """What the trainee may know about the case, folded but for the facts."""
    brief = view.brief
    parts = [
        (say("What we know"), brief.facts),
        (say("You may"), brief.allowed),
        (say("You must not"), brief.forbidden),
        (say("Nobody knows yet"), brief.unknown),
    ]
    listed = join(
        tag("section", tag("h4", title), bullets(items), class_=f"wb-case__part wb-case__part--{i}")
        for i, (title, items) in enumerate(parts)
        if items
    )
    content = tag(
        "div", _about(brief, say), listed, lang=view.language, dir=view.direction, class_="wb-case"
    )
    return tag(
        "details",
        tag("summary", say("Case file")),
        content,
        class_="wb-fold",
        open="",
        data_fold="",
    )


def _about(brief: Brief, say: Translate) -> Markup:
    rows = [
        (say("Customer"), f"{brief.customer} – {brief.mood}"),
        (say("How the brand talks"), brief.voice),
        (say("Signature"), brief.signature),
        *((say("Earlier contact"), contact) for contact in brief.earlier_contacts),
    ]
    return tag(
        "dl",
        *(join([tag("dt", title), tag("dd", value)]) for title, value in rows),
        class_="wb-facts",
    )


def hints(view: Round, say: Translate) -> Markup:
    """Three hints, each folded: they cost nothing."""
    return tag(
        "div",
        *(
            tag(
                "details",
                tag("summary", say("Hint {number}").format(number=number)),
                tag("p", hint, lang=view.language, dir=view.direction),
                class_="wb-fold wb-fold--quiet",
            )
            for number, hint in enumerate(view.brief.hints, start=1)
        ),
        class_="wb-hints",
    )
