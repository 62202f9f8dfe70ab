"""From two lists of units to what speaks for their beads: which channels, by languages and scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tqcheck.alignment import concepts, traits
from tqcheck.alignment.beads import LONGEST, Evidence
from tqcheck.alignment.records import Similarity, Unit
from tqcheck.alignment.space import Matrix, Products, idf, products, weighted

SAME, LATIN, ALPHABETS, SCRIPTS = "same", "latin", "alphabets", "scripts"
"""Ways to compare: one language; two in Latin letters; two in alphabets with vowels; any other two."""
MODES = (SAME, LATIN, ALPHABETS, SCRIPTS)
MEANING = "meaning"
"""What a model of similarity says stands beside what two texts share in writing: weights of its own, for all scripts."""

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
    similarity: Similarity | None = None

    @property
    def weighed_as(self) -> str:
        """The name of the weights of features that fit."""
        return self.mode if self.similarity is None else MEANING

    @classmethod
    def of(
        cls,
        left: Sequence[Unit],
        right: Sequence[Unit],
        mode: str,
        languages: tuple[str | None, str | None],
        similarity: Similarity | None = None,
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
        return cls(left, right, bags, {name: idf([*a, *b]) for name, (a, b) in bags.items()}, mode, similarity)

    def evidence(self, rows: Sequence[int], columns: Sequence[int], ratio: float | None = None) -> Evidence:
        """Return the evidence of some left units beside some right units, in their order.

        Raises ValueError when `similarity` returns something else than a matrix of numbers of the right size.
        """

        def part(name: str, power: float) -> tuple[list[traits.Bag], list[traits.Bag], dict[str, float], int, float]:
            a, b = self.bags[name]
            return [a[i] for i in rows], [b[j] for j in columns], self.weights[name], LONGEST, power

        masses = {name: products(*part(name, 0.5)) for name in self.bags if name != "text"}
        return Evidence(
            [self.left[i] for i in rows],
            [self.right[j] for j in columns],
            products(*part("text", 1.0)),
            masses,
            self._meaning([self.left[i].text for i in rows], [self.right[j].text for j in columns]),
            ratio,
        )

    def _meaning(self, left: Sequence[str], right: Sequence[str]) -> Products | None:
        """Return what a model says, units weighing what they measure: a span's vector is the mean of theirs by length."""
        if self.similarity is None:
            return None
        sizes = [np.array([traits.weight(text) for text in side]) for side in (left, right)]
        cosines = [_cosines(self.similarity, a, b) for a, b in ((left, right), (left, left), (right, right))]
        return weighted(*cosines, *sizes, longest=LONGEST)


def _cosines(similarity: Similarity, left: Sequence[str], right: Sequence[str]) -> Matrix:
    matrix = np.asarray(similarity(left, right), dtype=np.float64)
    if matrix.shape != (len(left), len(right)) or not np.isfinite(matrix).all():
        raise ValueError(f"similarity must return {len(left)} by {len(right)} numbers, not {matrix.shape}")
    return matrix
