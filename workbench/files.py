"""Strict reading of the files that people edit.

YAML is composed into nodes, not into Python objects: every scalar stays text until the
schema says what it should be, so a bare ``no`` or ``on`` is a word and not a truth value.
Every value keeps its line and column, so a schema error can name its place. Duplicate
keys, tags, anchors and oversized files are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from workbench.errors import ContentError, Problem

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
_IMPLICIT = frozenset(
    ["null", "bool", "int", "float", "timestamp", "merge", "value", "str", "seq", "map"]
)
"""Tags that YAML itself gives to a value without a written one."""
Location = tuple[int | str, ...]
Places = dict[Location, tuple[int, int]]
Schema = TypeVar("Schema")

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(path: Path) -> str:
    """The file as UTF-8 text; a `ContentError` names a missing, huge or wrongly encoded file."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError([Problem(path, 1, 1, f"cannot be read: {error.strerror}")]) from error
    if len(raw) > MAX_BYTES:
        message = f"is {len(raw):,} bytes; at most {MAX_BYTES:,} are read"
        raise ContentError([Problem(path, 1, 1, message)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8 (byte {raw[error.start]:#04x}); save the file as UTF-8"
        raise ContentError([Problem(path, line, 1, message)]) from error


def read_yaml(path: Path, schema: type[Schema]) -> Schema:
    """The file checked against `schema` (a dataclass or any type pydantic knows).

    Raises `ContentError` with every problem of the file, each as path:line:column.
    """
    return read_placed(path, schema)[0]


def read_placed(path: Path, schema: type[Schema]) -> tuple[Schema, Places]:
    """As `read_yaml`, with the (line, column) of every value for checks of one's own."""
    value, places = _read_nodes(path)
    try:
        return TypeAdapter(schema).validate_python(value), places
    except ValidationError as error:
        raise ContentError(_problems(path, error, places)) from error


def _read_nodes(path: Path) -> tuple[Any, Places]:
    """The file as text scalars, lists and dicts, with the (line, column) of every value."""
    text = read_text(path)
    try:
        anchored = [
            event.start_mark
            for event in yaml.parse(text, Loader=_Loader)
            if getattr(event, "anchor", None) is not None
        ]
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = error.problem or "is not valid YAML"
        raise ContentError([Problem(path, line, column, message)]) from error
    except yaml.YAMLError as error:
        raise ContentError([Problem(path, 1, 1, f"is not valid YAML: {error}")]) from error
    if anchored:
        message = "anchors and aliases are not allowed"
        raise ContentError(Problem(path, m.line + 1, m.column + 1, message) for m in anchored)
    if node is None:
        raise ContentError([Problem(path, 1, 1, "is empty")])
    builder = _Builder(path)
    value = builder.build(node, ())
    if builder.problems:
        raise ContentError(builder.problems)
    return value, builder.places


class _Builder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.places: Places = {}
        self.problems: list[Problem] = []

    def build(self, node: yaml.Node, where: Location) -> Any:
        self.places[where] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if len(where) > MAX_DEPTH:
            self._refuse(node, "very deep nesting is not allowed")
            return None
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _IMPLICIT:
            self._refuse(node, f"the tag {node.tag} is not allowed")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*where, i)) for i, item in enumerate(node.value)]
        plain = not node.style  # libyaml says "", the pure Python loader None
        return None if plain and node.value in {"", "~", "null"} else node.value

    def _mapping(self, node: yaml.MappingNode, where: Location) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str):
                self._refuse(key_node, "a key must be a plain word")
            elif key in built:
                self._refuse(key_node, f"the key “{key}” stands here a second time")
            else:
                built[key] = self.build(value_node, (*where, key))
                self.places[(*where, key, "key")] = (
                    key_node.start_mark.line + 1,
                    key_node.start_mark.column + 1,
                )
        return built

    def _refuse(self, node: yaml.Node, message: str) -> None:
        mark = node.start_mark
        self.problems.append(Problem(self.path, mark.line + 1, mark.column + 1, message))


def _problems(path: Path, error: ValidationError, places: Places) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        where = tuple(part for part in detail["loc"])
        line, column = place_of(where, places)
        if detail["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
            message = f"unknown key “{where[-1]}”"
        elif detail["type"] in {"missing", "missing_argument"}:
            message = f"the key “{where[-1]}” is missing"
        else:
            message = f"{_name(where)}: {detail['msg']}, not {_short(detail['input'])}"
        yield Problem(path, line, column, message)


def place_of(where: Location, places: Mapping[Location, tuple[int, int]]) -> tuple[int, int]:
    """The (line, column) of the value at `where`, or of the nearest value around it."""
    exact = places.get((*where, "key")) or places.get(where)
    while exact is None and where:
        where = where[:-1]
        exact = places.get(where)
    return exact or (1, 1)


def _name(where: Location) -> str:
    return ".".join(str(part) for part in where) or "the file"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…'"


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """(line number, text) of every entry of a word list; ``#`` starts a comment."""
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        entry = line.split("#", 1)[0].strip()
        if entry:
            yield number, entry


def read_pairs(path: Path) -> dict[str, str]:
    """A word list of ``term → plain wording`` lines, in the order of the file."""
    pairs: dict[str, str] = {}
    problems: list[Problem] = []
    for number, entry in read_lines(path):
        term, arrow, plain = (part.strip() for part in entry.partition("→"))
        if not (term and arrow and plain):
            problems.append(Problem(path, number, 1, f"“{entry}” is not “term → plain wording”"))
        elif term in pairs:
            problems.append(Problem(path, number, 1, f"“{term}” stands here a second time"))
        else:
            pairs[term] = plain
    if problems:
        raise ContentError(problems)
    return pairs
