"""The playbook as data. So far: the channels, with their limits and habits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field

from workbench.errors import ContentError, Problem
from workbench.files import read_yaml
from workbench.model import CHANNELS

Count = Annotated[int, Field(ge=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One channel: characters it takes at most, usual length, whether everyone reads it."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    limit: Count
    usual: tuple[Count, Count]
    public: bool
    target_minutes: Count


@dataclass(frozen=True, slots=True)
class Playbook:
    """Everything below ``playbook/``."""

    channels: Mapping[str, Channel]

    def channel(self, name: str | None) -> Channel:
        """The named channel; a reply whose channel is unknown is judged like a direct message."""
        return self.channels.get(name or "", self.channels["direct_message"])


def read_playbook(root: Path) -> Playbook:
    """Read ``playbook/``; `ContentError` names every problem."""
    path = root / "channels.yml"
    channels = read_yaml(path, dict[str, Channel])
    if set(channels) != set(CHANNELS):
        raise ContentError([Problem(path, 1, 1, f"channels must be {', '.join(CHANNELS)}")])
    return Playbook(channels)
