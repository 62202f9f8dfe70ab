"""LanguageTool's answers about the development data, asked once and kept: what rules are counted and judged on.

    python -m benchmarks.answers --answers FOLDER DATA.jsonl.gz PARALLEL.tsv.gz …

asks about every text in a language that LanguageTool has (speller off) and keeps the answers in the
folder, one file a data file. Whoever reads the data with the same folder later asks nothing again.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.data import Error, Text, read
from tqcheck import documents
from tqcheck.config import LanguageToolSettings
from tqcheck.engines.languagetool import SUPPORTED, Client, connect
from tqcheck.model import Article, Finding, GrammarMatch

SPELLING_ONLY = ("bea60k", "ruspellru")
"""Learners' texts in which only misspellings are marked: what is not marked in them may be an error all the same."""
TOKENISED = ("bea60k", "jfleg")
"""Texts whose words and marks are set apart by spaces."""

_JOINED = re.compile(r"(?<=\S) +(?=[.,;:!?)\]…]|''|n't\b|'(?:s|m|d|re|ve|ll)\b)|(?<=[(\[]) +(?=\S)| +$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Answered:
    """A text, the article that it makes, and what LanguageTool says about it."""

    kind: str
    """ "news", "edited" or "learner"."""
    source: str
    text: Text
    article: Article
    matches: tuple[GrammarMatch, ...]

    @property
    def is_marked(self) -> bool:
        """Say whether grammar errors are marked in the text, where it has any."""
        return not any(name in self.source for name in SPELLING_ONLY)

    def errors_touched(self, match: GrammarMatch | Finding) -> tuple[Error, ...]:
        """Return the marked errors that a match or a finding touches."""
        span = self.article.blocks[match.block].source_map.to_raw(match.start, match.end)
        return tuple(error for error in self.text.errors if error.start < span.end and span.start < error.end)


def texts(path: Path) -> Iterator[Text]:
    """Yield the texts of a data file; a table of parallel sentences (.tsv.gz) gives a text for each cell."""
    if path.name.endswith(".tsv.gz"):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                for language, sentence in row.items():
                    if language != "sent_id" and sentence:
                        yield Text(language, row["sent_id"], sentence, ())
        return
    tokenised = any(name in path.name for name in TOKENISED)
    for text in read(path):
        yield joined(text) if tokenised else text


def joined(text: Text) -> Text:
    """Return a tokenised text as people write it: no space before a mark; errors keep their words."""
    kept: list[int] = []  # the old offset of each character that stays
    position = 0
    for gap in _JOINED.finditer(text.text):
        kept += range(position, gap.start())
        position = gap.end()
    kept += range(position, len(text.text))
    new = {old: index for index, old in enumerate(kept)}

    def moved(offset: int) -> int:
        while offset < len(text.text) and offset not in new:
            offset += 1
        return new.get(offset, len(kept))

    errors = tuple(replace(error, start=moved(error.start), end=moved(error.end)) for error in text.errors)
    return replace(text, text="".join(text.text[old] for old in kept), errors=errors)


def kind_of(path: Path) -> str:
    """Return what a data file holds, by its name: "learner", "edited" or "news"."""
    return "learner" if path.name.startswith("learner") else "edited" if path.name.startswith("ud") else "news"


def answered(path: Path, folder: Path | None) -> Iterator[Answered]:
    """Yield the texts of a data file with LanguageTool's answers, from the folder where they are kept."""
    file = folder / f"{path.name.split('.')[0]}.answers.jsonl.gz" if folder else None
    kept: dict[str, list[dict[str, Any]]] = {}
    if file and file.exists():
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                kept[row["key"]] = row["matches"]
    client: Client | None = None
    asked: dict[str, list[dict[str, Any]]] = {}
    for number, text in enumerate(texts(path)):
        if text.language not in SUPPORTED or not text.text.strip():
            continue
        article = documents.read("text.txt", text.text.encode("utf-8"), language=text.language)
        key = f"{number} {text.language} {text.doc_id}"
        if key not in kept:
            client = client or connect(LanguageToolSettings())
            found = client.check(article, [text.language] * len(article.blocks), {})
            asked[key] = [asdict(match) for match in found]
        matches = tuple(_match(row) for row in kept.get(key) or asked.get(key) or ())
        yield Answered(kind_of(path), path.name, text, article, matches)
    if file and asked:
        file.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(file, "wt", encoding="utf-8") as out:
            for key, rows in {**kept, **asked}.items():
                out.write(json.dumps({"key": key, "matches": rows}, ensure_ascii=False) + "\n")


def _match(row: dict[str, Any]) -> GrammarMatch:
    return GrammarMatch(**{**row, "replacements": tuple(row["replacements"]), "urls": tuple(row["urls"])})


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.answers", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--answers", type=Path, required=True, help="the folder to keep them in")
    arguments = parser.parse_args()
    for path in arguments.data:
        number = words = 0
        for answer in answered(path, arguments.answers):
            words += answer.text.words
            number += len(answer.matches)
        print(f"{path.name:<40}{words:>9} words{number:>8} matches", flush=True)


if __name__ == "__main__":
    main()
