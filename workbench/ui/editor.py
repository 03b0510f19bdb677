"""The reply editor: a labelled text area with marks behind the text, counter and save state.

The browser keeps every keystroke at once and sends the text with a growing sequence number;
`acknowledged` tells it what the service has kept. Python never writes the text while a
person types: `load` replaces it, when a round opens or an edit is applied.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets


class Editor(anywidget.AnyWidget):  # type: ignore[misc]
    """An editor; `on_typed` and `on_paused` get (text, sequence)."""

    _esm = Path(__file__).parent / "editor.js"
    _css = Path(__file__).parent / "editor.css"

    label = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode("en").tag(sync=True)
    dir = traitlets.Unicode("ltr").tag(sync=True)
    limit = traitlets.Int(500).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    """Messages for the browser: placeholder, counter, saved, saving, unsaved, over."""
    load = traitlets.Dict().tag(sync=True)
    """{"key": attempt, "text": …, "sequence": …, "version": …}: a new version replaces the text."""
    segments = traitlets.List().tag(sync=True)
    """[{"text", "mark", "note"}] for the last text that was read."""
    acknowledged = traitlets.Dict().tag(sync=True)
    """{"sequence": …, "at": ISO time}: the latest draft that the service has kept."""
    enabled = traitlets.Bool(True).tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self._version = 0
        self.latest: tuple[str, int] = ("", 0)
        """The text as the browser last sent it, with its sequence number."""
        self._typed: Any = lambda text, sequence: None
        self._paused: Any = lambda text, sequence: None
        self.on_msg(self._received)

    def on_typed(self, handler: Any) -> None:
        """Call `handler(text, sequence)` shortly after keystrokes."""
        self._typed = handler

    def on_paused(self, handler: Any) -> None:
        """Call `handler(text, sequence)` after half a second without a keystroke."""
        self._paused = handler

    def replace(self, key: str, text: str, sequence: int, *, force: bool = False) -> None:
        """Show `text` for the attempt `key`, unless the browser mirrors a later draft of it.

        With `force` the text counts as typed just now (an applied edit).
        """
        self._version += 1
        self.latest = (text, sequence)
        self.load = {
            "key": key,
            "text": text,
            "sequence": sequence,
            "version": self._version,
            "force": force,
        }

    def _received(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict):
            return
        text, sequence = content.get("text"), content.get("sequence")
        if not isinstance(text, str) or not isinstance(sequence, int):
            return
        self.latest = (text, sequence)
        handler = {"typed": self._typed, "paused": self._paused}.get(content.get("kind", ""))
        if handler is not None:
            handler(text, sequence)
