"""Conditions on an assessment, such as ``empathy.level >= 4 and not gate.privacy.fired``.

A condition is parsed by Python's own parser and walked with a whitelist; nothing is ever
evaluated as code. Allowed: ``and or not``, the comparisons ``== != < <= > >=``, numbers,
parentheses and these names:

* ``overall.score``; ``<dimension>.score`` and ``<dimension>.level``
* ``<dimension>.<criterion>.score`` and ``.level``
* ``gate.<name>.fired``
* ``check.<name>.passed`` and ``check.<name>.failed`` (``check.channel.switch.passed``)

A score that is not assessed makes its comparison false; so does a check that does not apply.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from dataclasses import dataclass

from workbench.model import DIMENSIONS, GATES, Assessment

MAX_LENGTH = 400
_COMPARE: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A checked condition; `holds` tells whether it is true of an assessment."""

    text: str
    tree: ast.expr

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Parse and check; `ValueError` says which part is not allowed and what is."""
        if len(text) > MAX_LENGTH:
            raise ValueError(f"the condition is longer than {MAX_LENGTH} characters")
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise ValueError(f"“{text}” is not a condition") from error
        _check(tree)
        return cls(text, tree)

    def holds(self, assessment: Assessment) -> bool:
        """Whether the condition is true of this assessment."""
        return _truth(self.tree, assessment)


def _check(node: ast.expr) -> None:
    if isinstance(node, ast.BoolOp):
        for part in node.values:
            _check(part)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        _check(node.operand)
    elif isinstance(node, ast.Compare):
        for side in (node.left, *node.comparators):
            if not _is_number(side):
                _check_name(_name(side), ("score", "level"))
        for op in node.ops:
            if type(op) not in _COMPARE:
                raise ValueError("only == != < <= > >= compare")
    else:
        _check_name(_name(node), ("fired", "passed", "failed"))


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _name(node: ast.expr) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        raise ValueError(f"“{ast.unparse(node)}” is not allowed in a condition")
    return ".".join([node.id, *reversed(parts)])


def _check_name(name: str, allowed: tuple[str, ...]) -> None:
    subject, _, last = name.rpartition(".")
    if last not in allowed:
        raise ValueError(f"“{name}” must end in {' or '.join('.' + end for end in allowed)}")
    first, _, rest = subject.partition(".")
    if last == "fired":
        known = first == "gate" and rest in GATES
    elif last in ("passed", "failed"):
        known = first == "check" and bool(rest)
    else:
        known = first in DIMENSIONS or (subject == "overall" and last == "score")
    if not known:
        raise ValueError(f"“{name}” is not known in a condition")


def _truth(node: ast.expr, assessment: Assessment) -> bool:
    if isinstance(node, ast.BoolOp):
        truths = (_truth(part, assessment) for part in node.values)
        return all(truths) if isinstance(node.op, ast.And) else any(truths)
    if isinstance(node, ast.UnaryOp):
        return not _truth(node.operand, assessment)
    if isinstance(node, ast.Compare):
        sides = [_number(side, assessment) for side in (node.left, *node.comparators)]
        pairs = zip(node.ops, sides, sides[1:], strict=False)
        return all(
            left is not None and right is not None and _COMPARE[type(op)](left, right)
            for op, left, right in pairs
        )
    subject, _, last = _name(node).rpartition(".")
    name = subject.partition(".")[2]
    if last == "fired":
        gate = assessment.gates.get(name)
        return gate is not None and gate.state == "fired"
    check = assessment.checks.get(name)
    return check is not None and check.state == ("pass" if last == "passed" else "fail")


def _number(node: ast.expr, assessment: Assessment) -> float | None:
    if isinstance(node, ast.Constant):
        return float(node.value)  # type: ignore[arg-type]
    subject, _, last = _name(node).rpartition(".")
    if subject == "overall":
        return assessment.overall
    score = assessment.dimensions.get(subject) or assessment.criteria.get(subject)
    if score is None:
        return None
    return score.score if last == "score" else score.level
