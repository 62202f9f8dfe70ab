"""What every reader must have: a map from block text to raw text that is exact. Checked without the readers' own means."""

from __future__ import annotations

from itertools import pairwise

from tqcheck.model import Article, Role


def assert_exact(article: Article) -> None:
    """Assert the map's own promises: no gap in the text, rising raw spans inside the file, plain text equal."""
    taken: list[tuple[int, int]] = []
    for block in article.blocks:
        assert block.text == block.text.strip()
        position, raw_end = 0, 0
        for piece in block.source_map.pieces:
            assert piece.text.start == position
            position = piece.text.end
            assert raw_end <= piece.raw.start <= piece.raw.end <= len(article.raw)
            raw_end = piece.raw.end
            taken.append((piece.raw.start, piece.raw.end))
            visible = block.text[piece.text.start : piece.text.end]
            raw = article.raw[piece.raw.start : piece.raw.end]
            if piece.role is Role.TEXT:
                assert visible == raw
            elif piece.role is Role.OPAQUE:
                assert visible == "\ufffc"
                assert raw
        assert position == len(block.text)
    taken.sort()
    for (_, end), (start, _) in pairwise(taken):
        assert end <= start, "two pieces stand on the same raw text"


def spans(length: int) -> list[tuple[int, int]]:
    """Return all spans of a short text, and a spread of those of a long one."""
    step = max(1, length // 12)
    ends = sorted({*range(0, length, step), length})
    return [(start, end) for start in ends for end in ends if start < end]
