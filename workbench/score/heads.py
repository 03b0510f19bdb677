"""Fitted weights: acts, learned leanings, difficulty, criteria and residuals.

`workbench.score.fit` writes them to ``rubric/heads``; they name the encoder whose vectors
they were fitted on and refuse any other.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.detect.acts import ActHeads
from workbench.detect.difficulty import DifficultyHead
from workbench.detect.kernel import KernelHead
from workbench.detect.kinds import EMPTY, HARM
from workbench.detect.placing import Placing
from workbench.errors import EncoderError
from workbench.score.forest import Forest
from workbench.text.encoder import Vectors

Array = npt.NDArray[np.float64]


_EDGE = 12.0
NODES = ("roots", "feature", "threshold", "left", "right", "value")
"""The arrays of a forest."""


def bounded(value: float) -> float:
    """`value` bent softly between 0 and 100: strictly increasing, so that ranks survive."""
    if value > 100 - _EDGE:
        return 100 - _EDGE * math.exp(-(value - (100 - _EDGE)) / _EDGE)
    if value < _EDGE:
        return _EDGE * math.exp((value - _EDGE) / _EDGE)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """score = base + Σ weight · feature, kept within 0–100; the signs are those of the rubric."""

    base: float
    weights: Mapping[str, float]

    def raw(self, features: Mapping[str, float]) -> float:
        """The calibrated value before it is fitted between 0 and 100."""
        return self.base + sum(w * features.get(n, 0.0) for n, w in self.weights.items())

    def score(self, features: Mapping[str, float]) -> float:
        """The calibrated score of a reply's features, 0–100."""
        return bounded(self.raw(features))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heads:
    """Everything that was fitted."""

    encoder: str
    placing: Placing
    acts: ActHeads
    kinds: Mapping[str, KernelHead]
    """`HARM` and `EMPTY` → how surely a sentence is of that kind."""
    difficulty: DifficultyHead
    leaning: Mapping[str, Array]
    """Criterion or dimension → weights, shape (dimensions + 1,), last entry the bias."""
    criteria: Mapping[str, Calibration]
    lexical: Mapping[str, Calibration]
    """The criteria that can be judged by words alone, for a machine without an encoder."""
    residual: Mapping[str, Forest]
    """Dimension → points that the features say beyond the criteria, cut to the residual cap."""
    digest: str

    @property
    def names(self) -> tuple[str, ...]:
        """What `probabilities` tells of each sentence: the acts, and the two kinds."""
        return (*self.acts.names, *self.kinds)

    def probabilities(self, placed: Vectors) -> Array:
        """Shape (sentences, `names`), each 0–1; `placed` are vectors moved by `placing`."""
        kinds = [head.probabilities(placed) for head in self.kinds.values()]
        return np.column_stack([self.acts.probabilities(placed), *kinds])

    def leanings(self, placed: Vectors) -> dict[str, Array]:
        """Leaning of each sentence per criterion, in spreads of the ratings (0 = typical)."""
        return {name: placed @ head[:-1] + head[-1] for name, head in self.leaning.items()}


def read_heads(folder: Path, fingerprint: str | None) -> Heads:
    """Read the fitted heads; `EncoderError` if they were fitted on another encoder.

    `fingerprint` None means that there is no encoder: only the lexical parts will be used.
    """
    stored = json.loads((folder / "heads.json").read_text("utf-8"))
    if fingerprint is not None and stored["encoder"] != fingerprint:
        raise EncoderError(
            f"The heads in {folder} were fitted on {stored['encoder']}, not on {fingerprint}."
            " Run “make fit” with this encoder."
        )
    with np.load(folder / "heads.npz") as arrays:
        return _assembled(stored, {name: arrays[name] for name in arrays.files}, folder)


def _assembled(stored: dict, arrays: dict[str, Array], folder: Path) -> Heads:  # type: ignore[type-arg]
    digest = hashlib.sha256((folder / "heads.json").read_bytes())
    digest.update((folder / "heads.npz").read_bytes())
    languages = stored["difficulty"]["languages"]
    return Heads(
        encoder=stored["encoder"],
        acts=ActHeads(
            names=tuple(stored["acts"]),
            weights=arrays["acts.weights"],
            scale=arrays["acts.scale"],
            shift=arrays["acts.shift"],
        ),
        placing=Placing(
            offsets=dict(zip(stored["placing"], arrays["placing"].astype(np.float32), strict=True))
        ),
        kinds={
            name: KernelHead(
                support=arrays[f"{name}.support"].astype(np.float32),
                weights=arrays[f"{name}.weights"],
                **stored[name],
            )
            for name in (HARM, EMPTY)
        },
        difficulty=DifficultyHead(
            mean=dict(zip(languages, arrays["difficulty.mean"], strict=True)),
            spread=dict(zip(languages, arrays["difficulty.spread"], strict=True)),
            lexical_alone=arrays["difficulty.lexical_alone"],
            lexical=arrays["difficulty.lexical"],
            learned=arrays["difficulty.learned"],
            centre=arrays["difficulty.centre"],
            scale=stored["difficulty"]["scale"],
            shift=stored["difficulty"]["shift"],
        ),
        leaning=dict(zip(stored["leaning"], arrays["leaning"], strict=True)),
        criteria={name: Calibration(**part) for name, part in stored["criteria"].items()},
        lexical={name: Calibration(**part) for name, part in stored["lexical"].items()},
        residual={
            name: Forest(
                names=tuple(part["names"]),
                depth=part["depth"],
                **_nodes(arrays, name),
            )
            for name, part in stored["residual"].items()
        },
        digest=digest.hexdigest(),
    )


def _nodes(arrays: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {field: arrays[f"{name}.{field}"] for field in NODES}


def write_heads(folder: Path, heads: Heads, card: str) -> None:
    """Write ``heads.json``, ``heads.npz`` and the model card."""
    folder.mkdir(parents=True, exist_ok=True)
    languages = list(heads.difficulty.mean)
    stored = {
        "encoder": heads.encoder,
        "acts": list(heads.acts.names),
        "leaning": list(heads.leaning),
        "criteria": {name: _plain(part) for name, part in heads.criteria.items()},
        "lexical": {name: _plain(part) for name, part in heads.lexical.items()},
        "residual": {
            name: {"names": forest.names, "depth": forest.depth}
            for name, forest in heads.residual.items()
        },
        "placing": list(heads.placing.offsets),
    }
    stored |= {
        name: {
            "gamma": head.gamma,
            "bias": round(head.bias, 6),
            "scale": round(head.scale, 6),
            "shift": round(head.shift, 6),
        }
        for name, head in heads.kinds.items()
    }
    stored |= {
        "difficulty": {
            "languages": languages,
            "scale": round(heads.difficulty.scale, 6),
            "shift": round(heads.difficulty.shift, 6),
        },
    }
    text = json.dumps(stored, indent=1, ensure_ascii=False) + "\n"
    (folder / "heads.json").write_text(text, "utf-8")
    arrays: dict[str, npt.NDArray[np.floating]] = {
        "acts.weights": heads.acts.weights,
        "acts.scale": heads.acts.scale,
        "acts.shift": heads.acts.shift,
        "placing": np.array(list(heads.placing.offsets.values())),
        "leaning": np.array(list(heads.leaning.values())),
        "difficulty.mean": np.array([heads.difficulty.mean[code] for code in languages]),
        "difficulty.spread": np.array([heads.difficulty.spread[code] for code in languages]),
        "difficulty.lexical_alone": heads.difficulty.lexical_alone,
        "difficulty.lexical": heads.difficulty.lexical,
        "difficulty.learned": heads.difficulty.learned,
        "difficulty.centre": heads.difficulty.centre,
    }
    arrays |= {f"{name}.weights": head.weights for name, head in heads.kinds.items()}
    stacked: dict[str, npt.NDArray[np.generic]] = {
        name: values.astype(np.float32) for name, values in arrays.items()
    }
    # Half precision is enough to be near an exemplar, and the file is mostly these.
    stacked |= {
        f"{name}.support": head.support.astype(np.float16) for name, head in heads.kinds.items()
    }
    for name, forest in heads.residual.items():
        stacked |= {f"{name}.{field}": getattr(forest, field) for field in NODES}
    np.savez(folder / "heads.npz", **stacked)  # type: ignore[arg-type]
    (folder / "card.md").write_text(card, "utf-8")


def _plain(part: Calibration) -> dict[str, object]:
    return {
        "base": round(part.base, 4),
        "weights": {name: round(weight, 4) for name, weight in part.weights.items()},
    }
