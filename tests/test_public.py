"""The public surface: short, pinned, and described."""

from __future__ import annotations

import ast
import importlib.metadata
import inspect
import tomllib

import pytest
from places import MODULES, PACKAGE, ROOT

import workbench
from workbench.bench import Bench
from workbench.model import CHANNELS, DIMENSIONS, GATES, LANGUAGES


def test_names() -> None:
    assert workbench.__all__ == ["__version__", "load"]


def test_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert workbench.__version__ == project["version"]
    assert importlib.metadata.version("reply-workbench") == project["version"]
    assert project["scripts"] == {"workbench": "workbench.cli:main"}


def test_assess() -> None:
    parameters = inspect.signature(Bench.assess).parameters
    assert list(parameters)[:6] == [
        "self",
        "text",
        "language",
        "channel",
        "customer",
        "scenario",
    ]
    assert all(
        parameter.kind is inspect.Parameter.KEYWORD_ONLY
        for name, parameter in parameters.items()
        if name not in ("self", "text")
    )


def test_words_of_the_contract() -> None:
    assert DIMENSIONS == ("empathy", "clarity", "jargon")
    assert set(LANGUAGES) == {"cs", "nl", "sl", "ar", "en", "es", "de", "fr"}
    assert set(CHANNELS) == {"public_post", "direct_message", "email", "chat", "review"}
    assert set(GATES) == {"privacy", "promise", "blame", "escalation", "language"}


def undescribed(tree: ast.Module) -> list[str]:
    """Public functions, classes and methods without a docstring, and without a parent that has."""
    missing = [] if ast.get_docstring(tree) else ["the module"]
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            missing += [] if ast.get_docstring(node) else [node.name]
            missing += [
                f"{node.name}.{part.name}"
                for part in node.body
                if isinstance(part, ast.FunctionDef)
                and not part.name.startswith("_")
                and not ast.get_docstring(part)
            ]
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            missing += [] if ast.get_docstring(node) else [node.name]
    return missing


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_public_name_is_described(path: object) -> None:
    assert path in MODULES
    text = path.read_text("utf-8")  # type: ignore[attr-defined]
    if text.strip():
        assert not undescribed(ast.parse(text))


def test_the_check_sees_what_is_missing() -> None:
    tree = ast.parse("def a(): ...\nclass B:\n    'd'\n    def c(self): ...\n    def _d(self): ...")
    assert undescribed(tree) == ["the module", "a", "B.c"]
