"""Where things live: content that trainers own, and this user's data.

Three places, each found once and nowhere else:

* *content* (scenarios, rubric, playbook, notebooks): ``WORKBENCH_HOME`` if set, else the
  checkout, else the copy that ships inside the installed package. A folder that
  ``WORKBENCH_HOME`` does not have is taken from the next place.
* *data* (store, log, cached vectors): ``WORKBENCH_DATA`` if set, else the user's data folder.
* the *practice service* that a page kernel talks to: ``WORKBENCH_SERVICE`` and
  ``WORKBENCH_TOKEN``, put into the kernel's environment by ``workbench serve``.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent
SHIPPED = PACKAGE / "content"
CONTENT_FOLDERS = ("scenarios", "rubric", "playbook", "notebooks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Resolved paths. `home` is where edited content is written, or None for read-only content."""

    home: Path | None
    data: Path

    def content(self, folder: str) -> Path:
        """The first place that has `folder` (one of `CONTENT_FOLDERS`)."""
        places = [place for place in (self.home, _checkout(), SHIPPED) if place is not None]
        for place in places:
            if (place / folder).is_dir():
                return place / folder
        return places[0] / folder

    @property
    def database_url(self) -> str:
        """SQLAlchemy address of the store; read by the practice service only."""
        return os.environ.get("WORKBENCH_DATABASE_URL") or f"sqlite:///{self.data / 'workbench.db'}"


def _checkout() -> Path | None:
    return CHECKOUT if (CHECKOUT / "pyproject.toml").is_file() else None


def _user_data() -> Path:
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "reply-workbench"


def settings() -> Settings:
    """Read the environment afresh (tests change it) and return the resolved paths."""
    home = os.environ.get("WORKBENCH_HOME")
    data = os.environ.get("WORKBENCH_DATA")
    return Settings(
        home=Path(home).expanduser() if home else _checkout(),
        data=Path(data).expanduser() if data else _user_data(),
    )
