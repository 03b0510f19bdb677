"""HTML from parts in which every text is escaped: `tag("p", text)` cannot run anything."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from workbench.feedback.values import Segment


def tag(name: str, *children: object, **attributes: str | None) -> Markup:
    """An element; children are escaped unless they are markup, ``_`` in names becomes ``-``.

    A trailing underscore is dropped (``class_``); an attribute that is None is left out.
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), written, join(children))


def join(parts: Iterable[object]) -> Markup:
    """Parts in a row, escaped unless they are markup."""
    return Markup("").join(escape(part) for part in parts)


def paragraphs(text: str) -> Markup:
    """Text as paragraphs: blank lines part them, single line breaks stay."""
    blocks = [block for block in text.strip().split("\n\n") if block.strip()]
    return join(
        tag("p", Markup("<br>").join(escape(line) for line in block.strip().split("\n")))
        for block in blocks
    )


def bullets(items: Iterable[object]) -> Markup:
    """A list of items."""
    return tag("ul", *(tag("li", item) for item in items))


def marked(segments: Iterable[Segment]) -> Markup:
    """Segments of a text with their marks; the note is a tooltip and read aloud."""
    return join(
        tag(
            "mark",
            segment.text,
            tag("span", f" ({segment.note})", class_="wb-hidden") if segment.note else "",
            class_=f"wb-mark wb-mark--{'harm' if segment.mark == 'gate' else segment.mark}",
            title=segment.note or None,
        )
        if segment.mark
        else segment.text
        for segment in segments
    )


def compared(segments: Iterable[Segment]) -> Markup:
    """A word-level difference: ``ins`` and ``del`` elements."""
    return join(
        tag(segment.mark, segment.text) if segment.mark in ("ins", "del") else segment.text
        for segment in segments
    )
