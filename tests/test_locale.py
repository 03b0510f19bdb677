"""The catalogues: complete, with the same placeholders, compiled, and up to date with the code."""

from __future__ import annotations

import io
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from places import PACKAGE, ROOT

from workbench.feedback.messages import MISSING
from workbench.i18n import INTERFACES, N_, direction, localised, translator

LOCALE = PACKAGE / "locale"
TRANSLATED = [code for code in INTERFACES if code != "en"]


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def gaps(text: str) -> list[str]:
    """The named placeholders of a message, in order of their names."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def configuration() -> tuple[list[tuple[str, str]], dict[str, dict[str, str]]]:
    """Methods and options of ``babel.cfg``."""
    methods: list[tuple[str, str]] = []
    options: dict[str, dict[str, str]] = {}
    for line in (ROOT / "babel.cfg").read_text("utf-8").splitlines():
        section = re.fullmatch(r"\[(\w+): (.+)\]", line.strip())
        if section:
            methods.append((section[2], section[1]))
            options[section[2]] = {}
        elif "=" in line:
            name, _, value = line.partition("=")
            options[methods[-1][0]][name.strip()] = value.strip()
    return methods, options


def extracted() -> set[str]:
    """Every message that the code marks, as babel finds it."""
    methods, options = configuration()
    named = re.findall(r"-k (\w+)", (ROOT / "Makefile").read_text("utf-8"))
    keywords = DEFAULT_KEYWORDS | dict.fromkeys(named)
    messages = extract_from_dir(ROOT, method_map=methods, options_map=options, keywords=keywords)
    return {message for _, _, message, _, _ in messages if isinstance(message, str)}


def test_there_are_catalogues() -> None:
    assert sorted(path.name for path in LOCALE.iterdir() if path.is_dir()) == sorted(TRANSLATED)


def test_the_template_is_up_to_date() -> None:
    template = {message.id for message in catalogue(LOCALE / "workbench.pot") if message.id}
    marked = extracted()
    assert len(marked) > 100
    assert template == marked


@pytest.mark.parametrize("code", TRANSLATED)
def test_complete(code: str) -> None:
    template = {message.id for message in catalogue(LOCALE / "workbench.pot") if message.id}
    messages = catalogue(LOCALE / code / "LC_MESSAGES" / "workbench.po")
    translated = {m.id for m in messages if m.id and m.string and not m.fuzzy}
    assert template - translated == set()


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_and_edges_are_equal(code: str) -> None:
    for message in catalogue(LOCALE / code / "LC_MESSAGES" / "workbench.po"):
        if message.id and message.string:
            assert gaps(message.string) == gaps(message.id), message.id
            assert message.string == message.string.strip(), message.id
            assert ("%" in message.id) == ("%" in message.string) or "٪" in message.string


@pytest.mark.parametrize("code", TRANSLATED)
def test_compiled(code: str) -> None:
    folder = LOCALE / code / "LC_MESSAGES"
    written = io.BytesIO()
    write_mo(written, catalogue(folder / "workbench.po"))
    with (folder / "workbench.mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    written.seek(0)
    fresh = {message.id: message.string for message in read_mo(written) if message.id}
    assert compiled == fresh


@pytest.mark.parametrize("code", TRANSLATED)
def test_what_a_trainee_sees_is_translated(code: str) -> None:
    say = translator(code)
    same = [message for message in MISSING.values() if say(message) == message]
    assert not same


def test_english_is_the_source() -> None:
    assert translator("en")("Empathy") == N_("Empathy") == "Empathy"
    assert translator("xx")("Empathy") == "Empathy"


def test_a_missing_text_is_visibly_english() -> None:
    assert localised({"en": "Easy", "cs": "Snadné"}, "cs") == "Snadné"
    assert localised({"en": "Easy"}, "ar") == "Easy (en)"


def test_direction() -> None:
    assert [direction(code) for code in INTERFACES] == ["ltr", "ltr", "rtl"]
