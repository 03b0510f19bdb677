"""Buttons whose handlers are guarded and run once per click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets

Action = Callable[..., Any]
Guard = Callable[..., Action]


def button(label: str, action: Action, guard: Guard, *classes: str) -> ipywidgets.Button:
    """A button; while its action runs it is off, so that a double click is one click."""
    made = ipywidgets.Button(description=label)
    for name in classes:
        made.add_class(name)

    def act(*_: Any) -> None:
        made.disabled = True
        try:
            action()
        finally:
            made.disabled = False

    made.on_click(guard(act))
    return made
