"""``workbench score``: replies from a file, one result row each, nothing lost.

A row in: ``id, language, channel, customer, reply, scenario``; only ``reply`` is required.
A row that cannot be scored gives a row with ``error`` and makes the exit code 1.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench import load
from workbench.archive import assessment_row
from workbench.bench import Bench
from workbench.errors import ContentError, Problem, WorkbenchError

COLUMNS = ("id", "language", "channel", "customer", "reply", "scenario")
_KINDS = (".jsonl", ".csv", ".parquet")


def score_file(source: Path, target: Path, *, engine: str, scheduler: str | None) -> int:
    """Score every row of `source` into `target`; 1 if a row could not be scored, else 0."""
    if engine != "local":
        raise WorkbenchError("The engine “dask” is not built yet; use --engine local.")
    if scheduler:
        raise WorkbenchError("--scheduler goes with --engine dask.")
    for path in (source, target):
        if path.suffix not in _KINDS:
            raise WorkbenchError(f"{path}: the ending must be one of {', '.join(_KINDS)}")
    rows = list(read_rows(source))
    results = list(_with_progress(score_rows(load(), rows), len(rows)))
    write_rows(target, results)
    errors = sum("error" in result for result in results)
    print(f"{len(results) - errors} scored, {errors} with an error → {target}", file=sys.stderr)
    return 1 if errors else 0


def score_rows(bench: Bench, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """A result row for every input row, in order."""
    for number, row in enumerate(rows, start=1):
        name = str(row.get("id") or number)
        try:
            yield assessment_row(_assess(bench, row), id=name)
        except Exception as error:  # whatever one row does, the others are still scored
            yield {"id": name, "error": f"{type(error).__name__}: {error}"}


def _assess(bench: Bench, row: Mapping[str, Any]) -> Any:
    if "_problem" in row:
        raise WorkbenchError(str(row["_problem"]))
    reply = row.get("reply")
    if not isinstance(reply, str):
        raise WorkbenchError("the field “reply” is missing or is not text")
    options = {name: row.get(name) or None for name in ("language", "channel", "scenario")}
    for name, value in options.items():
        if value is not None and not isinstance(value, str):
            raise WorkbenchError(f"the field “{name}” is not text")
    return bench.assess(reply, customer=str(row.get("customer") or ""), **options)  # type: ignore[arg-type]


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON-lines, CSV or Parquet file; a broken line becomes a problem row."""
    if not path.is_file():
        raise ContentError([Problem(path, 1, 1, "there is no such file")])
    if path.suffix == ".jsonl":
        yield from _json_rows(path)
        return
    import pandas as pd

    if path.suffix == ".csv":
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    else:
        table = pd.read_parquet(path)
    for row in table.to_dict("records"):
        yield {str(name): _present(value) for name, value in row.items()}


def _json_rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                yield {
                    "id": f"line {number}",
                    "_problem": f"line {number} is not JSON: {error.msg}",
                }
                continue
            if isinstance(row, dict):
                yield row
            else:
                yield {"id": f"line {number}", "_problem": f"line {number} is not an object"}


def _present(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


def write_rows(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write result rows; in CSV and Parquet nested values are JSON text."""
    if path.suffix == ".jsonl":
        with path.open("w", encoding="utf-8") as out:
            for row in rows:
                out.write(_json(row) + "\n")
        return
    import pandas as pd

    flat = pd.DataFrame([{name: _cell(value) for name, value in row.items()} for row in rows])
    if path.suffix == ".csv":
        flat.to_csv(path, index=False)
    else:
        flat.to_parquet(path, index=False)


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        return _json(value)
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def _json(value: Any) -> str:
    # Lone surrogates cannot be written as UTF-8; JSON escapes them.
    text = json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode()


def _with_progress(results: Iterator[dict[str, Any]], total: int) -> Iterator[dict[str, Any]]:
    shown = sys.stderr.isatty()
    for done, result in enumerate(results, start=1):
        if shown and (done % 10 == 0 or done == total):
            print(f"\r{done} of {total}", end="\n" if done == total else "", file=sys.stderr)
        yield result
