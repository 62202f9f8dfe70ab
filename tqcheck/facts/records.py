"""What a provider of facts yields: a fact of the source, and its counterpart in the translation as far as it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A span (code points) of the text of the block with the index `block`."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Beside:
    """A fact of the source beside its counterpart. Values are what is compared, where it is not the text itself."""

    type: str
    """What of its kind it is: "money", "date"; "web", "mail"; empty where a kind has one type only."""
    source: Place
    target: Place | None
    source_value: str | None = None
    target_value: str | None = None
    agrees: bool = True
    """Whether the two say the same. Where they do not, and no issue says so (its rule is ignored), nobody may call it kept."""
