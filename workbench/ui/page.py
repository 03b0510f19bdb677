"""The page around the widgets: language and direction, title, announcements, focus."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets


class Page(anywidget.AnyWidget):  # type: ignore[misc]
    """Sets the document's lang and dir, and speaks to screen readers; shows nothing itself."""

    _esm = Path(__file__).parent / "page.js"
    _css = Path(__file__).parent / "page.css"

    lang = traitlets.Unicode("en").tag(sync=True)
    dir = traitlets.Unicode("ltr").tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    """Texts around the widgets, for a change of language: navigation, footer, lost session."""
    chosen = traitlets.Dict().tag(sync=True)
    """What the browser remembers for this person: the language. Kept in the browser only."""

    def announce(self, text: str) -> None:
        """Say `text` to screen readers, politely."""
        self.send({"kind": "announce", "text": text})

    def show(self, name: str) -> None:
        """Move focus to the element of class `name` and bring it into view."""
        self.send({"kind": "show", "name": name})
