"""The words for everything that the code can find: nothing reaches the page without a message."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from places import PACKAGE

from workbench.bench import Bench
from workbench.feedback import messages
from workbench.feedback.view import evidence_note
from workbench.model import DIMENSIONS, GATES, Finding
from workbench.score.evidence import _SPANS


def calls(module: str, name: str) -> Iterator[ast.Call]:
    """Every call of `name` in a module of the package."""
    tree = ast.parse((PACKAGE / module).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
            yield node


def texts(node: ast.AST) -> set[str]:
    """Literal strings inside a node."""
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def test_gates(bench: Bench) -> None:
    assert set(messages.GATE_TITLES) == set(GATES)


def test_every_reason_of_a_fired_gate_has_a_message() -> None:
    reasons = {text for call in calls("score/gates.py", "_fired") for text in texts(call.args[1])}
    for module in ("score/gates.py", "score/assess.py"):
        for call in calls(module, "Gate"):
            words = {key.arg: texts(key.value) for key in call.keywords}
            if words.get("state") == {"fired"}:
                reasons |= words.get("reason", set())
    assert len(reasons) >= 5
    assert reasons == set(messages.GATE_REASONS)


def test_every_check_has_a_title(bench: Bench) -> None:
    reading = bench.read(bench.draft("We are sorry.", language="en"))
    assert set(bench.assessor.assess(reading).checks) == set(messages.CHECKS)


def test_every_state_and_dimension_has_words(bench: Bench) -> None:
    states = {"validated", "model_panel", "hint", "not_assessed"}
    assert set(messages.STATES) == set(messages.STATE_MEANINGS) == states
    assert set(messages.DIMENSION_TITLES) == set(DIMENSIONS)
    assert list(messages.BANDS) == list(bench.rubric.weights.bands)


def test_every_reason_of_a_score_has_a_message() -> None:
    code = (PACKAGE / "score" / "validity.py").read_text("utf-8")
    code += (PACKAGE / "score" / "assess.py").read_text("utf-8")
    for reason in messages.REASONS:
        assert f'"{reason}"' in code, reason
    returned = set(re.findall(r'return "hint", "([^"]+)"', code))
    assert returned <= set(messages.REASONS)


def test_every_missing_element_has_words(bench: Bench) -> None:
    """What `edits` and `advice` can name: elements of the rubric, removals, splits, plain words."""
    wanted = {"without_harm", "shorter", "easy_to_read.split"}
    for name, criterion in bench.rubric.criteria.items():
        wanted |= set(criterion.elements)
        if name in ("jargon.terms", "jargon.officialese", "jargon.idiom", "clarity.easy_to_read"):
            wanted.add(f"{name.partition('.')[2]}.plain")
    assert wanted <= set(messages.MISSING)
    assert set(messages.MISSING) <= wanted | set(messages.MISSING) & {"follow_up"}


def evidence_names(bench: Bench) -> set[str]:
    """Every feature that a calibration may show as evidence."""
    heads = bench.assessor.heads
    assert heads is not None
    found = set()
    for calibrations in (heads.criteria, heads.lexical):
        for part in calibrations.values():
            found |= {name for name in part.weights if name.partition(".")[0] in _SPANS}
    for criterion in bench.rubric.criteria.values():
        lifted = (*criterion.lifts, *criterion.lowers)
        found |= {name for name in lifted if name.partition(".")[0] in _SPANS}
    return found


def test_every_evidence_has_words(bench: Bench) -> None:
    names = evidence_names(bench)
    assert len(names) > 20
    silent = []
    for name in names:
        kind, _, rest = name.partition(".")
        if not evidence_note(Finding(kind, rest or kind, 0, 1), str):
            silent.append(name)
    assert not silent


def test_unknown_evidence_is_silent() -> None:
    assert evidence_note(Finding("act", "unheard", 0, 1), str) == ""


@pytest.mark.parametrize("name", [n for n in vars(messages) if n.isupper() and n != "N_"])
def test_messages_are_sentences_without_stray_space(name: str) -> None:
    values = getattr(messages, name)
    for text in values.values() if isinstance(values, dict) else values:
        assert text == text.strip()
        assert "  " not in text
        assert text
