"""Turning a notebook into a page without compiling the same templates for every visitor.

Voila makes a new template environment per page, which costs 0.15 s of the one thread that
serves everybody. Here the compiled templates are kept for the life of the server.
"""

from __future__ import annotations

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from voila import notebook_renderer
from voila.exporter import VoilaExporter


class _Compiled(BytecodeCache):
    """Compiled templates in memory; jinja compares their source before it uses one."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class PageExporter(VoilaExporter):  # type: ignore[misc]
    """Voila's exporter whose environments share their compiled templates."""

    @property
    def environment(self) -> Environment:
        """The environment of this page."""
        environment: Environment = super().environment
        environment.bytecode_cache = _COMPILED
        return environment


def use_page_exporter() -> None:
    """Voila has no setting for its exporter; its renderer looks the name up here."""
    notebook_renderer.VoilaExporter = PageExporter
