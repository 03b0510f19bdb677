"""``workbench check``: everything that people edit, all problems at once."""

from __future__ import annotations

import sys

from workbench.bench import Bench
from workbench.content import read_content
from workbench.errors import ContentError
from workbench.scenarios import Scenario
from workbench.settings import settings
from workbench.text.encoder import open_encoder

ORDER = ("weak", "good", "excellent")


def check(*, replies: bool) -> int:
    """Print every problem as path:line:column; with `replies` also where their order fails."""
    try:
        content = read_content(settings())
    except ContentError as error:
        print(error)
        print(f"{len(error.problems)} problems", file=sys.stderr)
        return 1
    if replies:
        return _check_replies(Bench.assemble(content, open_encoder()))
    print("All content is in order.")
    return 0


def _check_replies(bench: Bench) -> int:
    right = total = 0
    for scenario in bench.scenarios.values():
        for worse, better, holds in compared(bench, scenario):
            total += 1
            right += holds
            if not holds:
                print(f"{scenario.id}: {better} does not score above {worse}")
    print(f"{right} of {total} comparisons of sample replies are in order")
    return 0 if right == total else 1


def compared(bench: Bench, scenario: Scenario) -> list[tuple[str, str, bool]]:
    """(worse, better, whether better scores higher overall) for all pairs of unlike quality."""
    scored = []
    for number, reply in enumerate(scenario.variant.replies, start=1):
        assessment = bench.assess(reply.text, scenario=scenario.id, advice=False)
        rank = ORDER.index(reply.quality)
        scored.append((rank, f"{reply.quality} {number}", assessment.overall or 0.0))
    return [
        (worse[1], better[1], better[2] > worse[2])
        for worse in scored
        for better in scored
        if worse[0] < better[0]
    ]
