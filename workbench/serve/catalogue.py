"""Which notebooks a visitor may open, and what their cards say.

A page is opened only if it is in this list: the address a browser asks for is compared
with known names and never joined to a folder, so there is no path to escape from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LESSONS = "lessons"
PRACTICE = "practice.ipynb"
TRAINER = "trainer"
"""Folder inside ``notebooks/`` that is for JupyterLab only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A notebook that may be shown: its path inside ``notebooks/``, its title and first words."""

    path: str
    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All pages of a content folder, in the order in which a trainee meets them."""

    practice: Page | None = None
    lessons: tuple[Page, ...] = ()
    others: tuple[Page, ...] = ()

    def find(self, path: str) -> Page | None:
        """The page with exactly this path, or None."""
        known = (
            *([self.practice] if self.practice else []),
            *self.lessons,
            *self.others,
        )
        return next((page for page in known if page.path == path), None)


def read_catalogue(notebooks: Path) -> Catalogue:
    """List the pages of `notebooks`; read afresh, so that an edited lesson shows at once."""
    pages = {path: _page(notebooks, path) for path in _open_to_visitors(notebooks)}
    practice = pages.pop(PRACTICE, None)
    lessons = tuple(page for path, page in pages.items() if path.startswith(f"{LESSONS}/"))
    others = tuple(page for page in pages.values() if page not in lessons)
    return Catalogue(practice=practice, lessons=lessons, others=others)


def _open_to_visitors(notebooks: Path) -> Iterator[str]:
    root = notebooks.resolve()
    for file in sorted(notebooks.rglob("*.ipynb")):
        inside = file.relative_to(notebooks)
        target = file.resolve()
        if not target.is_relative_to(root) or not target.is_file():
            continue
        if _is_closed(inside) or _is_closed(target.relative_to(root)):
            continue
        yield inside.as_posix()


def _is_closed(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return hidden or path.parts[0].casefold() == TRAINER


def _page(notebooks: Path, path: str) -> Page:
    title, summary = _opening(_markdown(notebooks / path))
    return Page(path=path, title=title or _spoken(path), summary=summary)


def _markdown(file: Path) -> Iterator[str]:
    try:
        cells = json.loads(file.read_bytes())["cells"]
        for cell in cells:
            if cell["cell_type"] == "markdown":
                yield "".join(cell["source"])
    except (OSError, ValueError, KeyError, TypeError):
        return  # an unreadable notebook keeps its card; opening it says what is wrong


def _opening(cells: Iterator[str]) -> tuple[str, str]:
    """First heading, and the first line of running text under it."""
    title = ""
    for line in (line.strip() for cell in cells for line in cell.splitlines()):
        if line.startswith("#"):
            if title:
                break
            title = line.lstrip("#").strip()
        elif title and line[:1].isalpha():
            return title, line
    return title, ""


def _spoken(path: str) -> str:
    words = Path(path).stem.lstrip("0123456789_- ").replace("_", " ").replace("-", " ")
    return words.capitalize() or Path(path).stem
