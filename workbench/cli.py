"""The command ``workbench``. Imports stay inside the commands, so that help comes at once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (0 done, 1 problems found, 2 wrong use)."""
    options = _parser().parse_args(arguments)
    from workbench.errors import WorkbenchError

    try:
        return int(_COMMANDS[options.command](options))
    except WorkbenchError as error:
        print(f"workbench {options.command}: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench",
        description="Practise answering complaints well, with scores that show their evidence.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    score = commands.add_parser("score", help="score replies from a file, one result a row")
    score.add_argument("input", type=Path, help="IN.jsonl, IN.csv or IN.parquet")
    score.add_argument("--out", type=Path, required=True, help="OUT.jsonl, OUT.csv or OUT.parquet")
    score.add_argument("--engine", choices=["local", "dask"], default="local")
    score.add_argument("--scheduler", help="address of a Dask scheduler")

    evaluate = commands.add_parser("evaluate", help="measure how far scores agree with readings")
    evaluate.add_argument("files", type=Path, nargs="*", help="gold rows (default: rubric/gold)")
    evaluate.add_argument("--write", action="store_true", help="update rubric/validity.json")

    check = commands.add_parser("check", help="check scenarios, rubric and playbook")
    check.add_argument("--replies", action="store_true", help="also score the sample replies")

    serve = commands.add_parser("serve", help="serve the exercises as a web app")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on")
    serve.add_argument("--port", type=int, help="port (default: 8866, or the next free one)")
    serve.add_argument("--open", action="store_true", help="open the page in a browser")

    commands.add_parser("lab", help="open the notebooks in JupyterLab")
    commands.add_parser("doctor", help="say what is missing on this machine")
    return parser


def _score(options: argparse.Namespace) -> int:
    from workbench.batch import score_file

    return score_file(
        options.input, options.out, engine=options.engine, scheduler=options.scheduler
    )


def _evaluate(options: argparse.Namespace) -> int:
    from workbench import load
    from workbench.evaluate import evaluate_files, evaluate_gold, write_validity

    bench = load()
    report = evaluate_files(bench, options.files) if options.files else evaluate_gold(bench)
    print(report.text())
    if options.write:
        print(f"wrote {write_validity(report, bench)}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from workbench.check import check

    return check(replies=options.replies)


def _serve(options: argparse.Namespace) -> int:
    from workbench.serve.main import serve

    return serve(host=options.host, port=options.port, open_browser=options.open)


def _lab(_: argparse.Namespace) -> int:
    import subprocess

    from workbench.settings import settings

    notebooks = settings().content("notebooks")
    return subprocess.call([sys.executable, "-m", "jupyterlab", f"--notebook-dir={notebooks}"])


def _doctor(_: argparse.Namespace) -> int:
    from workbench.doctor import doctor

    return doctor()


_COMMANDS = {
    "score": _score,
    "evaluate": _evaluate,
    "check": _check,
    "serve": _serve,
    "lab": _lab,
    "doctor": _doctor,
}


if __name__ == "__main__":
    sys.exit(main())
