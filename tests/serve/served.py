"""How these tests start a server, what its folder holds, and how they ask it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
STUB = """
import os, pathlib, sys
pathlib.Path(os.environ["WORKBENCH_DATA"], "secret").write_text(os.environ["WORKBENCH_SECRET"])
sys.stdin.read()
"""
SERVE = """
import json, sys
from pathlib import Path
from workbench.serve.main import serve
options = json.loads(sys.argv[1])
if "data" in options:
    options["data"] = Path(options["data"])
raise SystemExit(serve(**options))
"""
BUTTON = """
import os
import anywidget
import ipywidgets
class Drawn(anywidget.AnyWidget):
    _esm = "export default { render({ el }) { el.textContent = 'Drawn by a module' } }"
heard = ipywidgets.HTML("<p>Not yet</p>")
button = ipywidgets.Button(description="Say thank you")
button.add_class("wb-primary")
button.on_click(lambda _: setattr(heard, "value", "<p>Thank you</p>"))
ipywidgets.VBox([button, heard, Drawn(), ipywidgets.HTML(f"<p data-pid='{os.getpid()}'></p>")])
"""
RTL = """
from IPython.display import HTML
root = "document.documentElement"
HTML(f"<script>{root}.lang = 'ar'; {root}.dir = 'rtl'</script>")
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Server:
    url: str
    data: Path
    process: subprocess.Popen[str]

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        request = urllib.request.Request(self.url + path, method=method, headers=named)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())


def write_notebook(path: Path, *cells: str) -> None:
    """Cells that start with ``#`` and a blank are markdown, all others code."""
    notebook = nbformat.v4.new_notebook()
    for source in cells:
        new = nbformat.v4.new_markdown_cell if source[:2] == "# " else nbformat.v4.new_code_cell
        notebook.cells.append(new(source))
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def link(line: str) -> str:
    """The address in the one line that the server prints, without its last slash."""
    return next(word.rstrip("/") for word in line.split() if word.startswith("http"))


def start(home: Path, **options: object) -> subprocess.Popen[str]:
    """The server as its own process; its environment holds things a page must not see."""
    jupyter = home / "jupyter"
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(jupyter / "config"),
        "JUPYTER_PATH": str(jupyter / "data"),
        "PYTHONPATH": str(ROOT),
        "WORKBENCH_HOME": str(home),
        "WORKBENCH_DATABASE_URL": "postgresql://someone:hunter2@db/workbench",
        "AWS_SECRET_ACCESS_KEY": "hunter2",
        "SMTP_PASSWORD": "hunter2",
    }
    command = [sys.executable, "-c", SERVE, json.dumps(options)]
    return subprocess.Popen(
        command,
        env=environment,
        cwd=home,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def write_other_jupyter(folder: Path) -> None:
    """What a machine may have: a widget switched off, another version of it, other extensions."""
    off = {
        "disabledExtensions": {
            "anywidget": True,
            "@jupyter-widgets/jupyterlab-manager": True,
        }
    }
    files = {
        "config/labconfig/page_config.json": off,
        "config/voila.json": {"VoilaConfiguration": {"template": "lab", "show_tracebacks": True}},
        "data/kernels/python3/kernel.json": {
            "argv": ["/bin/false"],
            "language": "python",
        },
    }
    for name in ("anywidget", "elsewhere"):
        built = {"load": "static/none.js", "extension": "./extension"}
        package = {"name": name, "version": "0.0.1", "jupyterlab": {"_build": built}}
        files[f"data/labextensions/{name}/package.json"] = package
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(json.dumps(content))
