"""One measured figure and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass

WIDTHS = (58, 14, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measurement; `target` is None for information only, else a bound in the same unit."""

    name: str
    measured: float
    unit: str
    target: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def ok(self) -> bool | None:
        """Whether the target is met; None without a target."""
        if self.target is None:
            return None
        return self.measured >= self.target if self.at_least else self.measured <= self.target

    @property
    def measured_text(self) -> str:
        """Value and unit."""
        return f"{self.measured:.3g} {self.unit}"

    def line(self) -> str:
        """A row of the table."""
        sign = "≥" if self.at_least else "≤"
        target = "" if self.target is None else f"{sign} {self.target:g}"
        ok = {True: "yes", False: "NO !!!", None: ""}[self.ok]
        note = f"  ({self.note})" if self.note else ""
        return _row(self.name, self.measured_text, target, f"{ok}{note}")

    @staticmethod
    def head() -> str:
        """The head of the table."""
        return _row("figure", "measured", "target", "ok") + "\n" + "-" * (sum(WIDTHS) + 15)


def _row(*cells: str) -> str:
    name, measured, target = (
        cell.ljust(width) for cell, width in zip(cells[:3], WIDTHS, strict=True)
    )
    return f"{name} | {measured} | {target} | {cells[3]}"
