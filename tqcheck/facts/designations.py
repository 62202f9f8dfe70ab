"""The names of letters and digits of a source (F-16, COVID-19), and the same in its translation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checks.kept.designations import designations as in_text
from tqcheck.checks.kept.designations import tokens
from tqcheck.facts.records import Beside, Place

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair


def designations(pair: Pair) -> Iterator[Beside]:
    """Yield each designation of the source with the one of the counterpart of its sentence, or of one beside."""
    passages = pair.passages
    for index, passage in enumerate(passages):
        near = [index, *(n for n in (index - 1, index + 1) if 0 <= n < len(passages))]
        for unit in passage.source:
            for one in in_text(unit.text):
                found = next(
                    (
                        Place(other.block, other.start + token.start, other.start + token.end)
                        for n in near
                        for other in passages[n].target
                        for token in tokens(other.text)
                        if one.is_in(token)
                    ),
                    None,
                )
                yield Beside("", Place(unit.block, unit.start + one.start, unit.start + one.end), found)
