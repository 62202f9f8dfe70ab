"""Counts how LanguageTool's rules behave on edited text and on marked errors, for `tqcheck/checks/grammar_counts.json`.

    python -m training.grammar DATA.jsonl.gz …  > tqcheck/checks/grammar_counts.json

For every rule that fires in the half of the texts that is for tuning: matches on news without a
marked error, matches on edited text, and on learners' texts (files named learner_…) the matches
that touch a marked error and all of them. Each paragraph is a block, as in an article.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from benchmarks.data import Text, read
from tqcheck import documents
from tqcheck.config import LanguageToolSettings
from tqcheck.engines.languagetool import SUPPORTED, Client, connect

MOST_WORDS = 25_000
"""Of each language in each file."""


def matches(client: Client, text: Text) -> list[tuple[str, int, int]]:
    """Return the rule and the raw span of each match in a text."""
    article = documents.read("text.txt", text.text.encode("utf-8"), language=text.language)
    found = []
    for match in client.check(article, [text.language] * len(article.blocks), {}):
        span = article.blocks[match.block].source_map.to_raw(match.start, match.end)
        found.append((match.rule_id, span.start, span.end))
    return found


def main(paths: list[Path]) -> None:
    client = connect(LanguageToolSettings())
    counts: dict[str, dict[str, Counter[str]]] = {}
    words: dict[str, Counter[str]] = {}
    for path in paths:
        is_learned = path.name.startswith("learner")
        for text in read(path):
            code = text.language
            if text.half != "tune" or code not in SUPPORTED or not text.text.strip():
                continue
            kind = "learner" if is_learned else "edited" if path.name.startswith("ud") else "news"
            if (kind == "news" and text.errors) or words.get(code, Counter())[kind] > MOST_WORDS:
                continue
            words.setdefault(code, Counter())[kind] += text.words
            for rule, start, end in matches(client, text):
                count = counts.setdefault(code, {}).setdefault(rule, Counter())
                count[kind] += 1
                if is_learned and any(error.start < end and start < error.end for error in text.errors):
                    count["right"] += 1
        print(path.name, file=sys.stderr)
    rows = {
        code: {
            rule: [count["news"], count["edited"], count["right"], count["learner"]]
            for rule, count in sorted(rules.items())
        }
        for code, rules in sorted(counts.items())
    }
    lines = [
        f'  "{code}": {{\n' + ",\n".join(f"   {json.dumps(r)}: {json.dumps(c)}" for r, c in rules.items()) + "\n  }"
        for code, rules in rows.items()
    ]
    print('{\n "columns": ["news", "edited", "learner_right", "learner"],')
    print(f' "words": {json.dumps({code: dict(count) for code, count in sorted(words.items())})},')
    print(' "rules": {\n' + ",\n".join(lines) + "\n }\n}")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
