"""``workbench score``: the rows of the contract, in order, and nothing lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from workbench import batch, cli
from workbench.batch import score_file, score_rows
from workbench.bench import Bench
from workbench.errors import ContentError, WorkbenchError
from workbench.model import DIMENSIONS, GATES, LANGUAGES

GOOD = "I'm so sorry, Gemma. We put the wrong label on it. The RMA is on Friday by noon."
ROWS: list[dict[str, Any]] = [
    {"id": "full", "language": "en", "channel": "email", "customer": "Where is it?", "reply": GOOD},
    {"id": "case", "scenario": "core/late_parcel/en", "reply": GOOD},
    {"reply": "Dobrý den, moc se omlouváme, balík vám přivezeme zítra do devíti."},
    {"id": "empty", "reply": ""},
    {"id": "surrogate", "language": "en", "reply": f"\ud800 {GOOD}"},
    {"id": "nul", "language": "en", "reply": f"\0{GOOD}"},
    {"id": "other", "language": "en", "reply": "Es tut uns leid, das Paket kommt morgen an."},
]
BAD = [
    {"id": "no reply", "language": "en"},
    {"id": "number", "reply": 5},
    {"id": "list", "reply": ["x"]},
    {"id": "language", "reply": GOOD, "language": 5},
    {"id": "scenario", "reply": GOOD, "scenario": "no/such/one"},
]
ROW = {
    "id", "language", "overall", "sendable", "empathy", "clarity", "jargon", "criteria",
    "sentences", "terms", "gates", "checks", "advice", "rubric_hash", "model_hash",
}  # fmt: skip
STATES = {"validated", "model_panel", "hint", "not_assessed"}


@pytest.fixture(autouse=True)
def _same_bench(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the bench once for all runs."""
    monkeypatch.setattr(batch, "load", lambda: bench)


@pytest.fixture(scope="module")
def results(bench: Bench) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in score_rows(bench, ROWS)}


def scored(found: Mapping[str, Any]) -> bool:
    """Whether a score is as the contract says, and has a value."""
    assert {"score", "level", "state"} <= set(found) <= {"score", "level", "state", "reason"}
    assert found["state"] in STATES
    if found["state"] == "not_assessed":
        assert found["score"] is None
        assert found["level"] is None
        assert found["reason"]
        return False
    assert isinstance(found["score"], float)
    assert 0 <= found["score"] <= 100
    assert found["level"] in (1, 2, 3, 4, 5)
    return True


def test_order_and_names(results: dict[str, dict[str, Any]]) -> None:
    assert list(results) == ["full", "case", "3", "empty", "surrogate", "nul", "other"]


def test_rows_follow_the_contract(bench: Bench, results: dict[str, dict[str, Any]]) -> None:
    for row, source in zip(results.values(), ROWS, strict=True):
        assert ROW <= set(row) <= ROW | {"reason"}
        text = source["reply"]
        assert row["language"] in (*LANGUAGES, None)
        assert row["sendable"] in (True, False, None)
        assert set(row["criteria"]) == set(bench.rubric.criteria)
        values = [scored(row[name]) for name in DIMENSIONS]
        values += [scored(found) for found in row["criteria"].values()]
        assert any(values) == (row["overall"] is not None)
        assert set(row["gates"]) == set(GATES)
        for gate in row["gates"].values():
            assert set(gate) == {"state", "spans", "reason"}
            assert gate["state"] in {"clear", "fired", "not_assessed"}
            assert all(0 <= start < end <= len(text) for start, end in gate["spans"])
        for check in row["checks"].values():
            assert set(check) == {"state", "spans"}
            assert check["state"] in {"pass", "fail", "n/a", "not_assessed"}
        for sentence in row["sentences"]:
            assert set(sentence) == {"start", "end", "difficulty", "acts", "effect"}
            assert 0 <= sentence["difficulty"] <= 1
            assert set(sentence["effect"]) == set(DIMENSIONS)
            assert all(0 <= value <= 1 for value in sentence["acts"].values())
        for term in row["terms"]:
            assert set(term) == {"start", "end", "difficulty", "plain"}
            assert 0 <= term["difficulty"] <= 1
        for advice in row["advice"]:
            assert set(advice) == {
                "criterion", "missing", "start", "end", "replacement", "new_text"
            }  # fmt: skip
        json.dumps(row)


def test_offsets_are_code_points_of_the_reply(results: dict[str, dict[str, Any]]) -> None:
    for row, source in zip(results.values(), ROWS, strict=True):
        text = source["reply"]
        words = [text[term["start"] : term["end"]] for term in row["terms"]]
        if row["id"] == "full":
            assert words[:4] == ["I'm", "so", "sorry", "Gemma"]
            assert "RMA" in words
            assert [t["plain"] for t in row["terms"] if t["plain"]]
            ends = [text[s["start"] : s["end"]][-1] for s in row["sentences"]]
            assert ends == [".", ".", "."]


def test_what_is_known_decides_sendable(results: dict[str, dict[str, Any]]) -> None:
    assert results["full"]["sendable"] is None
    assert results["case"]["sendable"] in (True, False)
    assert results["other"]["sendable"] is False
    assert results["empty"]["sendable"] is None
    assert results["3"]["language"] == "cs"


def test_unreadable_replies_are_no_errors_and_no_zeros(
    results: dict[str, dict[str, Any]],
) -> None:
    for name in ("empty", "other"):
        assert results[name]["overall"] is None
        assert results[name]["reason"]
    assert results["surrogate"]["overall"] is not None
    assert results["nul"]["overall"] == pytest.approx(results["full"]["overall"], abs=15)


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_json_lines(tmp_path: Path, results: dict[str, dict[str, Any]]) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    write(source, ROWS)
    assert score_file(source, target, engine="local", scheduler=None) == 0
    assert read(target) == json.loads(json.dumps(list(results.values())))


def test_bad_rows_give_error_rows_and_exit_1(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    write(source, [ROWS[0], *BAD, ROWS[2]])
    with source.open("a", encoding="utf-8") as file:
        file.write('{broken\n\n[1, 2]\n"text"\n')
    assert cli.main(["score", str(source), "--out", str(target)]) == 1
    found = read(target)
    assert [row["id"] for row in found[1:6]] == [row["id"] for row in BAD]
    assert len(found) == len(BAD) + 5
    errors = {row["id"]: row["error"] for row in found if "error" in row}
    assert set(errors) == {row["id"] for row in BAD} | {"line 8", "line 10", "line 11"}
    assert errors["no reply"].endswith("the field “reply” is missing or is not text")
    assert errors["scenario"].startswith("DraftError: There is no scenario “no/such/one”")
    assert "line 8 is not JSON" in errors["line 8"]
    assert all(set(row) == {"id", "error"} for row in found if "error" in row)
    assert "error" not in found[0]
    assert "error" not in found[6]


def test_one_row_that_fails_does_not_stop_the_others(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def assess(self: Bench, text: str, **_: object) -> object:
        if text == "boom":
            raise ZeroDivisionError("here")
        return real(bench, text)

    real = Bench.assess
    monkeypatch.setattr(Bench, "assess", assess)
    found = list(score_rows(bench, [{"reply": "boom"}, {"reply": GOOD}]))
    assert found[0] == {"id": "1", "error": "ZeroDivisionError: here"}
    assert found[1]["overall"] is not None


TABLE = [
    {"id": "a", "language": "en", "channel": "email", "customer": "Where?", "reply": GOOD},
    {"id": "b", "language": "", "channel": "", "customer": "", "reply": "Sorry, it comes today."},
    {"id": "c", "language": "en", "channel": "", "customer": "", "reply": "NA"},
    {"id": "d", "language": "en", "channel": "", "customer": "", "reply": 'He said "no",\nbye 🙏.'},
]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("out", ["csv", "parquet", "jsonl"])
def test_tables(bench: Bench, tmp_path: Path, kind: str, out: str) -> None:
    source, target = tmp_path / f"in.{kind}", tmp_path / f"out.{out}"
    frame = pd.DataFrame(TABLE)
    if kind == "csv":
        frame.to_csv(source, index=False)
    else:
        frame.to_parquet(source, index=False)
    assert score_file(source, target, engine="local", scheduler=None) == 0
    wanted = json.loads(json.dumps(list(score_rows(bench, TABLE))))
    if out == "jsonl":
        assert read(target) == wanted
        return
    table = pd.read_csv(target) if out == "csv" else pd.read_parquet(target)
    assert list(table["id"]) == ["a", "b", "c", "d"]
    assert list(table["overall"]) == pytest.approx([row["overall"] for row in wanted])
    for column in ("empathy", "criteria", "sentences", "terms", "gates", "checks", "advice"):
        assert [json.loads(value) for value in table[column]] == [row[column] for row in wanted]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_missing_cells(tmp_path: Path, kind: str) -> None:
    source, target = tmp_path / f"in.{kind}", tmp_path / "out.jsonl"
    frame = pd.DataFrame({"id": ["x", None], "reply": [None, GOOD], "scenario": [None, None]})
    if kind == "csv":
        frame.to_csv(source, index=False)
    else:
        frame.to_parquet(source, index=False)
    score_file(source, target, engine="local", scheduler=None)
    first, second = read(target)
    assert first["id"] == "x"
    assert first.get("overall") is None
    assert second["id"] == "2"
    assert second["overall"] is not None


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_lone_surrogates_are_written(bench: Bench, tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"out.{kind}"
    rows = list(score_rows(bench, [{"id": "\ud800", "language": "en", "reply": f"{GOOD} \udfff"}]))
    batch.write_rows(target, rows)
    assert target.stat().st_size > 500
    if kind == "jsonl":
        (back,) = read(target)
        assert back["id"] == "\ud800"
        assert back["overall"] == rows[0]["overall"]


def test_no_rows(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n", "utf-8")
    assert score_file(source, target, engine="local", scheduler=None) == 0
    assert target.read_text("utf-8") == ""


def test_wrong_use(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("", "utf-8")
    with pytest.raises(WorkbenchError, match="the ending must be one of"):
        score_file(source, tmp_path / "out.xlsx", engine="local", scheduler=None)
    with pytest.raises(ContentError, match="there is no such file"):
        score_file(tmp_path / "none.csv", target, engine="local", scheduler=None)
    with pytest.raises(WorkbenchError, match="--scheduler goes with"):
        score_file(source, target, engine="local", scheduler="tcp://x")
