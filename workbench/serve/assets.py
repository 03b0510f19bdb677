"""Files that a page loads: ours, Voila's and those of the three widget extensions.

Every address carries a fingerprint, so a browser may keep the file for a year and still
gets the new one after an update.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
from functools import cache
from pathlib import Path

from jupyter_core.paths import jupyter_path
from jupyterlab_server.config import get_federated_extensions
from tornado.web import HTTPError, StaticFileHandler
from voila import __version__ as voila_version
from voila.static_file_handler import MultiStaticFileHandler

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
TEMPLATES = HERE / "templates"
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
)
TEXT = (".js", ".css", ".html", ".svg", ".json", ".txt")
YEAR = 365 * 24 * 3600


def data_folders() -> list[str]:
    """Where Jupyter keeps data, this environment's before the user's: parts fit our versions."""
    return sorted(jupyter_path(), key=lambda folder: not Path(folder).is_relative_to(sys.prefix))


def extension_folders() -> list[str]:
    """Where built extensions lie, in the same order: Jupyter's own and Voila's."""
    folders = data_folders()
    return [f"{folder}/{inside}labextensions" for inside in ("", "voila/") for folder in folders]


def federated_extensions() -> list[dict[str, str]]:
    """How the front end loads each of `EXTENSIONS`, whatever this machine has disabled."""
    found = get_federated_extensions(extension_folders())
    built = {name: found[name]["jupyterlab"]["_build"] for name in EXTENSIONS if name in found}
    return [
        {"name": name, "load": build["load"], "extension": build["extension"]}
        for name, build in built.items()
    ]


@cache
def fingerprint() -> str:
    """Twelve hex digits that change with any file of `STATIC`."""
    digest = hashlib.sha256(voila_version.encode())
    for file in sorted(file for file in STATIC.rglob("*") if file.is_file()):
        digest.update(file.relative_to(STATIC).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _packed(path: str, changed: int) -> bytes:
    return gzip.compress(Path(path).read_bytes(), compresslevel=6, mtime=0)


class _Kept(StaticFileHandler):
    """A file that browsers keep and that is compressed once, not once per visitor."""

    def set_extra_headers(self, path: str) -> None:
        """Keep the file; never guess its type."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", f"public, max-age={YEAR}, immutable")
        self.set_header("Vary", "Accept-Encoding")

    async def get(self, path: str, include_body: bool = True) -> None:
        """The compressed file if the browser takes it; else whatever tornado does."""
        accepted = self.request.headers.get("Accept-Encoding", "")
        if "gzip" not in accepted or not path.endswith(TEXT):
            await super().get(path, include_body)
            return
        self.path = self.parse_url_path(path)
        found = self.get_absolute_path(self.root, self.path)
        self.absolute_path = self.validate_absolute_path(self.root, found)
        if self.absolute_path is None:
            return
        self.modified = self.get_modified_time()
        self.set_headers()
        self.set_header("Content-Encoding", "gzip")
        if self.should_return_304():
            self.set_status(304)
            return
        changed = Path(self.absolute_path).stat().st_mtime_ns
        self.write(_packed(self.absolute_path, changed))


class OwnFiles(_Kept):
    """``/static/<fingerprint>/…``: style sheet, scripts and fonts."""


class VoilaFiles(_Kept, MultiStaticFileHandler):  # type: ignore[misc]
    """``/voila/static/<fingerprint>/…``: the front end that Voila ships."""


class ExtensionFiles(_Kept, MultiStaticFileHandler):  # type: ignore[misc]
    """``/voila/labextensions/…``: the built files of `EXTENSIONS`, whose names hold a hash."""

    def get_absolute_path(self, root: str, path: str) -> str:  # type: ignore[override]
        """Only what lies in the ``static`` folder of a permitted extension."""
        if ".." in path or not path.startswith(tuple(f"{name}/static/" for name in EXTENSIONS)):
            raise HTTPError(404)
        return str(super().get_absolute_path(root, path))
