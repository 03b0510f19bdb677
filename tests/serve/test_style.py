"""Promises of the design system that a reader of the style sheet could break unseen."""

from __future__ import annotations

import re

import pytest

from workbench.serve.assets import STATIC, TEMPLATES

SHEET = (STATIC / "workbench.css").read_text("utf-8")
TOKENS = re.compile(r"--wb-([\w-]+): (#[0-9a-f]{6});")
LIGHT = dict(TOKENS.findall(SHEET.partition("@media (prefers-color-scheme: dark)")[0]))
DARK = LIGHT | dict(
    TOKENS.findall(
        SHEET.partition("@media (prefers-color-scheme: dark)")[2].partition("lang(ar)")[0]
    )
)
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-soft", "accent") for ground in ("bg", "surface")),
    ("ink-soft", "sunken"),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("accent", "accent-soft"),
    *((name, f"{name}-soft") for name in ("good", "harm", "term", "hard")),
    *(("ink", f"{name}-soft") for name in ("accent", "good", "harm", "term", "hard")),
    *((name, "surface") for name in ("good", "harm", "term", "hard")),
]
EDGE_PAIRS = [("line-strong", "surface"), ("line-strong", "bg"), ("accent", "sunken")]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(tokens: dict[str, str]) -> None:
    """WCAG 2.2 AA: 4.5 for text (1.4.3), 3 for the edges of controls (1.4.11)."""
    weak = [pair for pair in TEXT_PAIRS if _contrast(tokens, *pair) < 4.5]
    weak += [pair for pair in EDGE_PAIRS if _contrast(tokens, *pair) < 3]
    assert not weak


def test_dark_tokens_were_found() -> None:
    assert LIGHT["bg"] != DARK["bg"]
    assert len(LIGHT) > 15


def test_sides_are_logical() -> None:
    physical = (
        r"(?:margin|padding|border)-(?:left|right)|^\s*(?:left|right):|text-align: (?:left|right)"
    )
    assert not re.findall(physical, SHEET, re.MULTILINE)


def test_nothing_comes_from_elsewhere() -> None:
    files = [*STATIC.glob("*.*"), *TEMPLATES.rglob("*.*")]
    foreign = re.compile(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//")
    assert files
    assert not [file.name for file in files if foreign.search(file.read_text("utf-8"))]


def test_fonts_lie_beside_their_licences() -> None:
    fonts = {file.stem for file in (STATIC / "fonts").glob("*.woff2")}
    assert fonts == {"inter-latin", "inter-latin-ext", "noto-naskh-arabic"}
    for licence in (STATIC / "fonts").glob("*.LICENSE.txt"):
        assert "SIL OPEN FONT LICENSE" in licence.read_text("utf-8")
        assert any(font.startswith(licence.name.partition(".")[0]) for font in fonts)


def _contrast(tokens: dict[str, str], one: str, other: str) -> float:
    light, dark = sorted((_luminance(tokens[one]), _luminance(tokens[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
