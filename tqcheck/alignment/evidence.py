"""From two lists of units to what speaks for their beads: which channels, by languages and scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tqcheck.alignment import concepts, traits
from tqcheck.alignment.beads import LONGEST, Evidence
from tqcheck.alignment.records import Unit
from tqcheck.alignment.space import Matrix, idf, products

SAME, LATIN, ALPHABETS, SCRIPTS = "same", "latin", "alphabets", "scripts"
"""Ways to compare: one language; two in Latin letters; two in alphabets with vowels; any other two."""
MODES = (SAME, LATIN, ALPHABETS, SCRIPTS)

_TEXT = {SAME: traits.words, LATIN: traits.cognates, ALPHABETS: traits.cognates, SCRIPTS: traits.skeletons}
_MASSES: dict[str, traits.Channel] = {"numbers": traits.numbers, "marks": traits.marks}
_JOINED = ("names", "concepts", "numbers")


def _joined(*bags: traits.Bag) -> traits.Bag:
    return Counter({f"{kind}{trait}": count for kind, bag in enumerate(bags) for trait, count in bag.items()})


def mode_of(left: Sequence[Unit], right: Sequence[Unit], *, same_language: bool) -> str:
    """Return the way to compare two texts."""
    if same_language:
        return SAME
    sides = [" ".join(unit.text for unit in side) for side in (left, right)]
    if all(traits.is_latin(text) for text in sides):
        return LATIN
    return ALPHABETS if all(traits.is_alphabet(text) for text in sides) else SCRIPTS


@dataclass(frozen=True)
class Texts:
    """Two texts with their traits; parts of them are compared with the weights that traits have in the whole."""

    left: Sequence[Unit]
    right: Sequence[Unit]
    bags: dict[str, tuple[list[traits.Bag], list[traits.Bag]]]
    weights: dict[str, dict[str, float]]
    mode: str

    @classmethod
    def of(
        cls, left: Sequence[Unit], right: Sequence[Unit], mode: str, languages: tuple[str | None, str | None]
    ) -> Texts:
        channels = {"text": _TEXT[mode], **_MASSES}
        bags = {
            name: ([channel(unit.text) for unit in left], [channel(unit.text) for unit in right])
            for name, channel in channels.items()
        }
        if mode != SAME:
            a, b = (None if tag is None else tag.lower().replace("_", "-").split("-")[0] for tag in languages)
            known = concepts.languages()
            bags["names"] = bags["text"]
            if a in known and b in known and a != b:
                bags["concepts"] = (
                    [concepts.concepts(u.text, a) for u in left],
                    [concepts.concepts(u.text, b) for u in right],
                )
            else:
                bags["concepts"] = ([Counter() for _ in left], [Counter() for _ in right])
            # What is alike is told from all that two languages share, so that little of each is enough.
            bags["text"] = (
                [_joined(*parts) for parts in zip(*(bags[name][0] for name in _JOINED), strict=True)],
                [_joined(*parts) for parts in zip(*(bags[name][1] for name in _JOINED), strict=True)],
            )
        return cls(left, right, bags, {name: idf([*a, *b]) for name, (a, b) in bags.items()}, mode)

    def evidence(
        self, rows: Sequence[int], columns: Sequence[int], given: Matrix | None = None, ratio: float | None = None
    ) -> Evidence:
        """Return the evidence of some left units beside some right units, in their order."""

        def part(name: str, power: float) -> tuple[list[traits.Bag], list[traits.Bag], dict[str, float], int, float]:
            a, b = self.bags[name]
            return [a[i] for i in rows], [b[j] for j in columns], self.weights[name], LONGEST, power

        masses = {name: products(*part(name, 0.5)) for name in self.bags if name != "text"}
        return Evidence(
            [self.left[i] for i in rows],
            [self.right[j] for j in columns],
            products(*part("text", 1.0)),
            masses,
            None if given is None else given[list(rows)][:, list(columns)],
            ratio,
        )
