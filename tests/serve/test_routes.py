"""What a visitor gets, and above all what a visitor does not get."""

from __future__ import annotations

import re

import pytest
from served import Server

from workbench.serve.assets import EXTENSIONS

REFUSED = (
    "/voila/tree",
    "/voila/tree/lessons",
    "/voila/api/contents",
    "/voila/api/contents/practice.ipynb",
    "/api/contents",
    "/api/kernels",
    "/api/sessions",
    "/api/terminals",
    "/voila/files/practice.ipynb",
    "/voila/files/notes.txt",
    "/voila/templates/lab/static/index.css",
    "/voila/api/themes/@jupyterlab/theme-dark-extension/index.css",
    "/voila/query/aaaa-bb-cc-dd-ee",
    "/voila/execution/aaaa-bb-cc-dd-ee",
    "/login",
    "/voila/render/",
    "/voila/render/notes.txt",
    "/voila/render/lessons",
    "/voila/render/trainer/author.ipynb",
    "/voila/render/Trainer/author.ipynb",
    "/voila/render/lessons/../trainer/author.ipynb",
    "/voila/render/lessons/%2e%2e/trainer/author.ipynb",
    "/voila/render/../outside.ipynb",
    "/voila/render/%2e%2e%2foutside.ipynb",
    "/voila/render//etc/passwd",
    "/voila/labextensions/@jupyter-widgets/jupyterlab-manager/package.json",
    "/voila/labextensions/jupyterlab_pygments/package.json",
    "/voila/labextensions/anywidget/static/../package.json",
    "/voila/labextensions/anywidget/static/%2e%2e/package.json",
)


@pytest.mark.parametrize("path", REFUSED)
def test_refused(server: Server, path: str) -> None:
    answer = server.ask(path)
    assert answer.status == 404
    assert "Trainers only" not in answer.text
    assert "Outside" not in answer.text


@pytest.mark.parametrize("inside", ["../app.py", "%2e%2e/app.py", "fonts/../../main.py"])
def test_own_files_stay_in_their_folder(server: Server, inside: str) -> None:
    folder = _style_sheet(server).rpartition("/")[0]
    assert server.ask(f"{folder}/{inside}").status in (403, 404)
    voila = folder.replace("/static/", "/voila/static/")
    assert server.ask(f"{voila}/{inside}").status in (403, 404)


def test_missing_page_speaks_like_a_person(server: Server) -> None:
    text = server.ask("/nothing-here").text
    assert "There is no such page" in text
    assert "Go to the start page" in text
    assert "debug" not in text
    assert "Traceback" not in text


def test_failing_cell_shows_no_traceback(server: Server) -> None:
    text = server.ask("/voila/render/lessons/03_error.ipynb").text
    assert "Something on this page did not work" in text
    assert "ZeroDivisionError" not in text
    assert "--debug" not in text


def test_home_lists_the_pages(server: Server) -> None:
    text = server.ask("/").text
    assert 'href="/voila/render/practice.ipynb"' in text
    assert "Say &lt;b&gt;thanks&lt;/b&gt;" in text
    assert "A first step." in text
    assert "Trainers only" not in text


@pytest.mark.parametrize("override", ["template=lab", "template=nosuch", "theme=dark"])
def test_template_and_theme_are_fixed(server: Server, override: str) -> None:
    text = server.ask(f"/voila/render/lessons/01_thank.ipynb?{override}").text
    assert "workbench.css" in text
    assert '"jupyterLabTheme": "light"' in text


def test_answers_are_compressed_and_kept(server: Server) -> None:
    plain = server.ask(_style_sheet(server))
    packed = server.ask(_style_sheet(server), Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 2
    assert "immutable" in packed.headers["Cache-Control"]
    page = server.ask("/voila/render/lessons/01_thank.ipynb", Accept_Encoding="gzip")
    assert page.headers["Content-Encoding"] == "gzip"
    assert "no-store" in page.headers["Cache-Control"]


def test_only_loopback_names_are_answered(server: Server) -> None:
    assert server.ask("/", Host="rebound.example:8866").status == 403
    assert server.ask("/", Host="localhost:8866").status == 200


def test_a_page_cannot_delete_kernels(server: Server) -> None:
    text = server.ask("/voila/render/lessons/01_thank.ipynb").text
    found = re.search(r'"kernelId": "([\w-]+)"', text)
    assert found
    kernel = f"/api/kernels/{found[1]}"
    assert server.ask(kernel).status == 200
    assert server.ask(kernel, method="DELETE").status == 405
    closing = f"/voila/api/shutdown/{found[1]}"
    foreign = server.ask(closing, method="POST", Origin="http://elsewhere.example")
    assert foreign.status == 404
    assert server.ask(kernel).status == 200
    assert server.ask(closing, method="POST").status == 204
    assert server.ask(kernel).status == 404
    assert server.ask(closing, method="POST").status == 204


def test_browser_is_told_to_ask_nobody_else(server: Server) -> None:
    policy = server.ask("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http:" not in policy


def test_other_parts_of_jupyter_stay_out(server: Server) -> None:
    text = server.ask("/voila/render/lessons/01_thank.ipynb").text
    assert "elsewhere" not in text
    assert "none.js" not in text
    for name in EXTENSIONS:
        assert f"/voila/labextensions/{name}/static/remoteEntry." in text


def _style_sheet(server: Server) -> str:
    found = re.search(r'href="(/static/\w+/workbench\.css)"', server.ask("/").text)
    assert found
    return found[1]
