"""Practise answering complaints well, with scores that show their evidence.

The public surface is two names::

    from workbench import load
    bench = load()
    assessment = bench.assess("We are sorry …", language="en", channel="email", customer="…")

Everything else is reached through the command ``workbench`` or through the
modules named in docs/architecture.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.bench import Bench

__all__ = ["__version__", "load"]
__version__ = "0.1.0"


def load() -> Bench:
    """Read rubric, playbook and scenarios and start the encoder; returns a `Bench`.

    Paths come from `workbench.settings`. Raises `workbench.errors.ContentError`
    naming every broken file at once. Without an encoder for this platform the
    bench still works and reports what needs one as "not assessed".
    """
    # Imported here so that ``import workbench`` costs nothing in a page kernel.
    from workbench.bench import Bench

    return Bench.load()
