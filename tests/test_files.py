"""Strict reading: what is refused, with path:line:column, and everything at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict, Field

from workbench.errors import ContentError, Problem
from workbench.files import MAX_BYTES, read_lines, read_pairs, read_placed, read_text, read_yaml


@dataclass(frozen=True)
class Pet:
    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    legs: Annotated[int, Field(ge=0, le=8)]
    words: tuple[str, ...] = ()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pet.yml"


def problems_of(path: Path, text: str | bytes, schema: type = Pet) -> list[str]:
    """Every problem of a file as ``line:column: message``."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ContentError) as caught:
        read_yaml(path, schema)
    for problem in caught.value.problems:
        assert str(problem).startswith(f"{path}:{problem.line}:{problem.column}: ")
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


def test_a_good_file(path: Path) -> None:
    path.write_text("name: no\nlegs: 4\nwords: [no, on, yes, off, 'null', 1, 1.5, 2026-01-01]\n")
    pet = read_yaml(path, Pet)
    assert pet == Pet("no", 4, ("no", "on", "yes", "off", "null", "1", "1.5", "2026-01-01"))


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_a_value_left_out_is_no_text(path: Path, nothing: str) -> None:
    """A template line that was never filled in must not pass as an empty text."""
    (problem,) = problems_of(path, f"name: {nothing}\nlegs: 4\n")
    assert problem.startswith("1:1: name: Input should be a valid string")


def test_byte_order_mark_and_windows_line_ends(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbfname: Rex\r\nlegs: 4\r\n")
    assert read_yaml(path, Pet) == Pet("Rex", 4)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("name: Rex\nlegs: 4\nname: Max\n", "3:1: the key “name” stands here a second time"),
        ("name: &a Rex\nlegs: 4\nwords: [*a]\n", "1:7: anchors"),
        ("name: !!python/name:os.system Rex\nlegs: 4\n", "1:7: the tag"),
        ("name: &a Rex\nlegs: 4\n", ": anchors"),
        ("name: !thing Rex\nlegs: 4\n", "1:7: the tag !thing is not allowed"),
        ("name: Rex\nlegs: 4\nfur: red\n", "3:1: unknown key “fur”"),
        ("name: Rex\n", "1:1: the key “legs” is missing"),
        ("name: Rex\nlegs: nine\n", "2:1: legs: "),
        ("name: Rex\nlegs: 9\n", "2:1: legs: Input should be less than or equal to 8, not '9'"),
        ("name: Rex\nlegs: 4\nwords:\n  - a\n  - [b]\n", "5:5: words.1: "),
        ("name: Rex\nlegs: 4\n? [a, b]\n: c\n", "3:3: a key must be a plain word"),
        ("name: Rex\n  legs: 4\n", "2:7: "),
        ("name: 'Rex\nlegs: 4\n", "3:1: "),
        ("- Rex\n- 4\n", "1:1: the file: "),
        ("name: Rex\n---\nname: Max\n", "2:1: "),
        ("", "1:1: is empty"),
        ("# only a comment\n", "1:1: is empty"),
        ("a: " + "[" * 60 + "]" * 60, "very deep nesting"),
    ],
)
def test_refused(path: Path, text: str, wanted: str) -> None:
    found = problems_of(path, text)
    assert any(problem.startswith(wanted) or wanted in problem for problem in found), found


def test_line_and_column_are_exact(path: Path) -> None:
    text = "# čtyřnohý\nname: Rex\nlegs: 4\nwords:\n  - žluťoučký\n  - {kůň: 1}\n"
    (problem,) = problems_of(path, text)
    assert problem.startswith("6:5: words.1: ")


def test_all_problems_at_once(path: Path) -> None:
    found = problems_of(path, "nam: Rex\nlegs: nine\nwords: []\ntail: 1\n")
    assert [problem.split(" ")[0] for problem in found] == ["1:1:", "1:1:", "2:1:", "4:1:"]
    twice = problems_of(path, "name: a\nname: b\nlegs: !x 4\nlegs: 5\n")
    assert len(twice) == 3


def test_a_bomb_of_aliases_is_refused(path: Path) -> None:
    lines = ["a: &a [x, x, x, x]"]
    for one, two in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{two}: &{two} [*{one}, *{one}, *{one}, *{one}]")
    found = problems_of(path, "\n".join(lines))
    assert all("anchors" in problem for problem in found)


def test_wrong_encoding_names_the_line(path: Path) -> None:
    (problem,) = problems_of(path, "name: Rex\n# čau\nlegs: 4\n".encode("cp1250"))
    assert problem == "2:1: is not UTF-8 (byte 0xe8); save the file as UTF-8"


def test_a_huge_file_is_not_parsed(path: Path) -> None:
    (problem,) = problems_of(path, "#" * (MAX_BYTES + 1))
    assert problem.startswith("1:1: is 2,000,001 bytes; at most 2,000,000")


def test_control_characters(path: Path) -> None:
    (problem,) = problems_of(path, "name: Rex\nlegs: \0 4\n")
    assert "1:1: is not valid YAML" in problem


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"none\.yml:1:1: cannot be read: No such file"):
        read_text(tmp_path / "none.yml")
    with pytest.raises(ContentError, match="cannot be read"):
        read_text(tmp_path)


def test_nothing_becomes_another_type(path: Path) -> None:
    path.write_text("a: yes\nb: 0x1f\nc: 1e3\nd: ~\ne: '~'\nf: 12:30\ng: =\nh: <<\n", "utf-8")
    value, places = read_placed(path, Any)
    assert value == {
        "a": "yes",
        "b": "0x1f",
        "c": "1e3",
        "d": None,
        "e": "~",
        "f": "12:30",
        "g": "=",
        "h": "<<",
    }
    assert places[("f",)] == (6, 4)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_is_read_or_refused_with_a_place(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yml"
    path.write_text(text, "utf-8", newline="")
    problems: tuple[Problem, ...] = ()
    try:
        read_placed(path, Any)
    except ContentError as error:
        problems = error.problems
    lines = text.count("\n") + text.count("\r") + text.count("\u2028") + text.count("\u2029") + 2
    assert all(1 <= problem.line <= lines + text.count("\x85") for problem in problems)
    assert all(1 <= problem.column <= len(text) + 2 for problem in problems)


def test_word_lists(path: Path) -> None:
    path.write_text("# list\n\n SLA → agreed time # why\nETA→arrival\n", "utf-8")
    assert list(read_lines(path)) == [(3, "SLA → agreed time"), (4, "ETA→arrival")]
    assert read_pairs(path) == {"SLA": "agreed time", "ETA": "arrival"}


def test_word_list_problems(path: Path) -> None:
    path.write_text("SLA → a\nno arrow\nSLA → b\nETA →\n→ x\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        read_pairs(path)
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4, 5]
