"""Word-level difference between two drafts, as segments to show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from workbench.feedback.values import Segment

_WORD = re.compile(r"\s+|[^\s]+")


def difference(before: str, after: str) -> tuple[Segment, ...]:
    """Kept, inserted (``ins``) and deleted (``del``) pieces, in reading order."""
    return tuple(_pieces(_WORD.findall(before), _WORD.findall(after)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Segment]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Segment(text="".join(new[c:d]))
            continue
        if b > a:
            yield Segment(text="".join(old[a:b]), mark="del")
        if d > c:
            yield Segment(text="".join(new[c:d]), mark="ins")
