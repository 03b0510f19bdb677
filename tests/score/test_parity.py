"""The same reply in eight languages scores about the same.

``tests/data/parity.jsonl``: 20 replies, each written by eight natives at equal quality (same
content, strengths and flaws, natural words and courtesy). Never fitted on.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from places import DATA, LANGUAGES

from workbench.bench import Bench
from workbench.gold import read_rows
from workbench.model import DIMENSIONS, Draft

OFFSET, SPREAD = 4.0, 6.0
"""Points: mean offset of a language, and mean spread over the languages, that we aim for."""
HELD = {"empathy": (7.0, 9.5), "clarity": (4.5, 8.0), "jargon": (4.0, 5.0)}
"""The same as it holds today: never more."""


@pytest.fixture(scope="module")
def table(bench: Bench) -> Any:
    """Scores, shape (languages, replies, dimensions)."""
    rows = list(read_rows(DATA / "parity.jsonl"))
    found = []
    for code in LANGUAGES:
        own = [row for row in rows if row["language"] == code]
        drafts = [
            Draft(
                text=row["reply"], language=code, channel=row["channel"], customer=row["customer"]
            )
            for row in own
        ]
        scores = [bench.read(draft).scores.dimensions for draft in drafts]
        found.append([[score[name] for name in DIMENSIONS] for score in scores])
    return np.array(found)


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_parity(table: Any, dimension: str) -> None:
    scores = table[:, :, list(DIMENSIONS).index(dimension)]
    assert scores.shape == (len(LANGUAGES), 20)
    offsets = (scores - scores.mean(axis=0)).mean(axis=1)
    spread = scores.std(axis=0).mean()
    each = dict(zip(LANGUAGES, offsets.round(1).tolist(), strict=True))
    print(f"{dimension}: {each}, spread {spread:.1f} (aims: {OFFSET:.0f}, {SPREAD:.0f})")
    most_offset, most_spread = HELD[dimension]
    assert np.abs(offsets).max() <= most_offset
    assert spread <= most_spread
