"""The environment of a kernel that a page really started."""

from __future__ import annotations

import html
import json
import re

from served import Server

from workbench.practice.token import Bearer, read
from workbench.serve.kernels import PERMITTED, ServiceLink, page_environment

LINK = ServiceLink(address="ipc:///tmp/none", secret=b"s" * 32)
ADDED = {"WORKBENCH_SERVICE", "WORKBENCH_TOKEN", "WORKBENCH_LANGUAGE", "IPYTHONDIR"}
BY_THE_KERNEL = re.compile(
    "LC_.*|JPY_.*|PYDEVD_.*|MPLBACKEND|FORCE_COLOR|CLICOLOR.*|TERM|PAGER|GIT_PAGER|_|PWD|SHLVL"
)
"""Set by the launcher and by ipykernel themselves."""


def test_started_kernel_holds_no_secret(server: Server) -> None:
    text = server.ask("/voila/render/environment.ipynb?round=7").text
    output = re.search(r"<pre>\s*({.*})\s*</pre>", html.unescape(text))
    kernel = re.search(r'"kernelId": "([\w-]+)"', text)
    assert output
    assert kernel
    environment = json.loads(output[1])

    unknown = {name for name in environment if name not in PERMITTED | ADDED}
    assert not {name for name in unknown if not BY_THE_KERNEL.fullmatch(name)}
    assert "hunter2" not in json.dumps(environment)
    assert not {"WORKBENCH_DATABASE_URL", "WORKBENCH_SECRET", "WORKBENCH_DATA"} & set(environment)

    secret = (server.data / "secret").read_text()
    assert secret not in json.dumps(environment)
    bearer = read(bytes.fromhex(secret), environment["WORKBENCH_TOKEN"])
    assert bearer == Bearer(kernel[1], "local")
    assert environment["VOILA_KERNEL_ID"] == kernel[1]
    assert environment["QUERY_STRING"] == "round=7"
    assert environment["WORKBENCH_SERVICE"].startswith("ipc:///")


def test_only_named_variables_pass() -> None:
    given = {
        "PATH": "/bin",
        "LC_TIME": "cs_CZ",
        "JUPYTER_TOKEN": "t",
        "HTTP_COOKIE": "c",
    }
    kept = page_environment(given, kernel="k", person="p", link=LINK)
    assert {"PATH", "LC_TIME"} <= set(kept)
    assert not {"JUPYTER_TOKEN", "HTTP_COOKIE"} & set(kept)


def test_link_does_not_print_its_secret() -> None:
    assert "ssss" not in repr(LINK)
