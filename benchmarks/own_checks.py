"""Alarms of tqcheck's own checks of punctuation, encoding and names on edited text.

    python -m benchmarks.own_checks DATA.jsonl.gz … [--codes PUN003,NAM001] [--languages en,de] [--show 20]

For each check: alarms per 1,000 words, all in all and by language, and words per second of
processor time. Each line of a text is a block in the language that the data names. The figure
is an upper bound of the false alarms: what is shown has to be judged by eye.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from benchmarks.data import Text, load
from tqcheck.checks import CHECKS
from tqcheck.config import Settings
from tqcheck.languages.segment import segment
from tqcheck.model import Analysis, Article, Block, BlockKind, LanguageJudgement, Piece, Sentence, SourceMap, Span

CODES = "PUN001,PUN002,PUN003,QUO001,ENC001,ENC002,NAM001"


def analysis(text: Text) -> Analysis:
    """Return a text with each line as a paragraph."""
    blocks = []
    position = 0
    for line in text.text.split("\n"):
        if line.strip():
            piece = Piece(Span(0, len(line)), Span(position, position + len(line)))
            blocks.append(Block(BlockKind.PARAGRAPH, line, SourceMap((piece,))))
        position += len(line) + 1
    sentences = tuple(
        Sentence(index, start, end)
        for index, block in enumerate(blocks)
        for start, end in segment(block.text, text.language)
    )
    article = Article(text.doc_id, text.text, tuple(blocks), "text")
    language = text.language
    judgement = LanguageJudgement(language, language, language, language, block_languages=(language,) * len(blocks))
    return Analysis(article, judgement, sentences)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.own_checks", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--codes", default=CODES, help="comma-separated")
    parser.add_argument("--languages", default="", help="comma-separated")
    parser.add_argument("--show", type=int, default=0, help="print so many alarms a check")
    arguments = parser.parse_args()
    languages = [code for code in arguments.languages.split(",") if code]
    groups = load(arguments.data, languages, "all", 10**9)
    analyses = [(text, analysis(text)) for group in groups.values() for text in group]
    words = Counter[str]()
    for text, _ in analyses:
        words[text.language] += text.words
    print(f"{words.total()} words of {', '.join(path.name for path in arguments.data)}")
    for code in arguments.codes.split(","):
        alarms = Counter[str]()
        shown: list[str] = []
        started = time.process_time()
        for text, looked_at in analyses:
            for finding in CHECKS[code].run(looked_at, Settings()):
                alarms[text.language] += 1
                block = looked_at.article.blocks[finding.block].text
                around = block[max(0, finding.start - 40) : finding.end + 40]
                first = finding.suggestions[0] if finding.suggestions else None
                shown.append(f"  {text.language} {block[finding.start : finding.end]!r} → {first!r}   … {around} …")
        speed = words.total() / max(time.process_time() - started, 1e-9)
        rate = 1000 * alarms.total() / max(words.total(), 1)
        print(f"{code:<8}{alarms.total():>6} alarms {rate:8.4f} per 1,000 words {speed:12.0f} words/s")
        rates = (f"{language} {1000 * count / words[language]:.3f}" for language, count in alarms.most_common())
        print(f"        {'  '.join(rates)}")
        for line in shown[: arguments.show]:
            print(line)


if __name__ == "__main__":
    main()
