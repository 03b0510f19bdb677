"""Files that a page loads: ours, Voila's and those of the three widget extensions.

Every address carries a fingerprint, so a browser may keep the file for a year and still
gets the new one after an update.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tornado.web import HTTPError, StaticFileHandler
from voila import __version__ as voila_version  # type: ignore[import-untyped]
from voila.static_file_handler import MultiStaticFileHandler  # type: ignore[import-untyped]

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

    _is_packed = False

    def prepare(self) -> None:
        """Decide on compression; a part of a compressed file is nothing anyone asks for."""
        accepted = self.request.headers.get("Accept-Encoding", "")
        self._is_packed = "gzip" in accepted and self.request.path.endswith(TEXT)
        if self._is_packed:
            self.request.headers.pop("Range", None)

    def set_extra_headers(self, path: str) -> None:
        """Keep the file; never guess its type."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", f"public, max-age={YEAR}, immutable")
        if self._is_packed:
            self.set_header("Content-Encoding", "gzip")
            self.set_header("Vary", "Accept-Encoding")

    def get_content_size(self) -> int:
        """Bytes on the wire."""
        return len(self._pack()) if self._is_packed else super().get_content_size()

    def get_content(  # type: ignore[override]
        self, abspath: str, start: int | None = None, end: int | None = None
    ) -> bytes | Iterator[bytes]:
        """The compressed file, or the file piece by piece."""
        return self._pack() if self._is_packed else super().get_content(abspath, start, end)

    def _pack(self) -> bytes:
        path = str(self.absolute_path)
        return _packed(path, Path(path).stat().st_mtime_ns)


class OwnFiles(_Kept):
    """``/static/<fingerprint>/…``: style sheet, scripts and fonts."""


class VoilaFiles(_Kept, MultiStaticFileHandler):  # type: ignore[misc]
    """``/voila/static/<fingerprint>/…``: the front end that Voila ships."""


class ExtensionFiles(_Kept, MultiStaticFileHandler):  # type: ignore[misc]
    """``/voila/labextensions/…``: the built files of `EXTENSIONS`, whose names hold a hash."""

    def get_absolute_path(self, root: str, path: str) -> str:
        """Only what lies in the ``static`` folder of a permitted extension."""
        if ".." in path or not path.startswith(tuple(f"{name}/static/" for name in EXTENSIONS)):
            raise HTTPError(404)
        return str(super().get_absolute_path(root, path))
