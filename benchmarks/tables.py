"""Tables for people: aligned columns in a terminal, or Markdown."""

from __future__ import annotations

from collections.abc import Sequence

Cell = str | float | int | None


def shown(value: Cell, digits: int = 3) -> str:
    """Return a cell as it is printed: a dash for what was not measured."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.{digits}f}"
    return f"{value:,}" if isinstance(value, int) else value


def render(head: Sequence[str], rows: Sequence[Sequence[str]], markdown: bool) -> str:
    """Return a table; the first column stands left, the others right."""
    if markdown:
        lines = [f"| {' | '.join(head)} |", f"|---|{'---:|' * (len(head) - 1)}"]
        return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    return "\n".join(
        f"{row[0]:<{widths[0]}}"
        + "".join(f"  {cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))
        for row in [head, *rows]
    )
