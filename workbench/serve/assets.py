"""Files that a page loads: ours, Voila's and those of the three widget extensions.

Every address carries a fingerprint, so a browser may keep the file for a year and still
gets the new one after an update.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from tornado.web import HTTPError, StaticFileHandler
from voila import __version__ as voila_version  # type: ignore[import-untyped]
from voila.static_file_handler import (  # type: ignore[import-untyped]
    MultiStaticFileHandler,
)

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
TEMPLATES = HERE / "templates"
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
)
YEAR = 365 * 24 * 3600


@cache
def fingerprint() -> str:
    """Twelve hex digits that change with any file of `STATIC`."""
    digest = hashlib.sha256(voila_version.encode())
    for file in sorted(file for file in STATIC.rglob("*") if file.is_file()):
        digest.update(file.relative_to(STATIC).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _keep(handler: StaticFileHandler) -> None:
    handler.set_header("X-Content-Type-Options", "nosniff")
    handler.set_header("Cache-Control", f"public, max-age={YEAR}, immutable")


class OwnFiles(StaticFileHandler):
    """``/static/<fingerprint>/…``: style sheet, scripts and fonts."""

    def set_extra_headers(self, path: str) -> None:
        """Let the browser keep the file."""
        _keep(self)


class VoilaFiles(MultiStaticFileHandler):  # type: ignore[misc]
    """``/voila/static/<fingerprint>/…``: the front end that Voila ships."""

    def set_extra_headers(self, path: str) -> None:
        """Let the browser keep the file."""
        _keep(self)


class ExtensionFiles(MultiStaticFileHandler):  # type: ignore[misc]
    """``/voila/labextensions/…``: the built files of `EXTENSIONS`, whose names hold a hash."""

    def initialize(self, **kwargs: Any) -> None:
        super().initialize(**kwargs)

    def get_absolute_path(self, root: str, path: str) -> str:
        """Only what lies in the ``static`` folder of a permitted extension."""
        if ".." in path or not path.startswith(tuple(f"{name}/static/" for name in EXTENSIONS)):
            raise HTTPError(404)
        return str(super().get_absolute_path(root, path))

    def set_extra_headers(self, path: str) -> None:
        """Let the browser keep the file."""
        _keep(self)
