"""Pairing the paragraphs of an article with those of a reference, one to one or not at all."""

from __future__ import annotations

from tqcheck.model import Article, Block, BlockKind

_LEFT_OUT = (BlockKind.METADATA, BlockKind.ALT)
"""Not the article's running text, and not in every version of it."""
LEAST_RATIO, MOST_RATIO = 0.4, 2.5
"""Lengths of two translations of one paragraph differ less than this; beyond it they are not of one paragraph."""
_SHORT = 40
"""Characters under which lengths say nothing: "By air" and "Mit dem Flugzeug" are one heading."""
_SAME = {BlockKind.LEDE: BlockKind.PARAGRAPH, BlockKind.TITLE: BlockKind.HEADING}


def pair(article: Article, reference: Article) -> list[tuple[str, str]] | str:
    """Return the pairs of paragraphs, or a sentence that says why there are none."""
    ours, theirs = article.declared_language, reference.declared_language
    if ours and theirs and ours.split("-")[0] != theirs.split("-")[0]:
        return f"the article is in {ours}, the reference {reference.path} in {theirs}"
    own, other = _running(article), _running(reference)
    if len(own) != len(other):
        return (
            f"the article has {len(own)} paragraphs, the reference {reference.path} {len(other)}, "
            f"so they do not pair{_first_difference(own, other)}"
        )
    if not own:
        return "the article has no paragraph to score"
    for number, (left, right) in enumerate(zip(own, other, strict=True), 1):
        if _kind(left) is not _kind(right):
            return f"paragraph {number} is a {left.kind} in the article and a {right.kind} in the reference {reference.path}"
        ratio = len(left.text) / max(len(right.text), 1)
        if max(len(left.text), len(right.text)) > _SHORT and not LEAST_RATIO <= ratio <= MOST_RATIO:
            return (
                f"paragraph {number} has {len(left.text)} characters in the article and {len(right.text)} in the "
                f"reference {reference.path}, too different for one paragraph"
            )
    return [(left.text, right.text) for left, right in zip(own, other, strict=True)]


def differs_from_source(article: Article, source: Article) -> str | None:
    """Return a sentence that says how the paragraphs of a translation differ in number from its source's, or None."""
    own, other = len(_running(article)), len(_running(source))
    return None if own == other else f"the article has {own} paragraphs, the source {source.path} {other}"


def _running(article: Article) -> list[Block]:
    return [block for block in article.blocks if block.kind not in _LEFT_OUT]


def _kind(block: Block) -> BlockKind:
    return _SAME.get(block.kind, block.kind)


def _first_difference(own: list[Block], other: list[Block]) -> str:
    for number, (left, right) in enumerate(zip(own, other, strict=False), 1):
        if _kind(left) is not _kind(right):
            return f" (paragraph {number} is a {left.kind} here and a {right.kind} there)"
    return ""
