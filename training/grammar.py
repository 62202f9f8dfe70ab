"""Counts how LanguageTool's rules behave, for `tqcheck/checks/grammar/counts.json`.

    python -m training.grammar DATA.jsonl.gz PARALLEL.tsv.gz … [--answers FOLDER] > tqcheck/checks/grammar/counts.json

For every rule and language, in the half of the texts that is for tuning: its matches on
published text (news and edited), those of them that touch a marked error (planted or real), and
the same on learners' texts (files named learner_…). Matches that a veto drops, and those that
only repeat an article's habit, are not counted: the prior is about what would be reported.
The descriptions of rules that are in no rule file (they are written in Java) are kept for `tqcheck explain`.
In learners' texts that have only misspellings marked, what touches no mark is not counted.
Each text is an article of its own. `--answers` keeps LanguageTool's answers, see `benchmarks/answers.py`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from benchmarks.answers import Answered, answered
from tqcheck.checks.grammar import habits, vetoes
from tqcheck.config import Settings
from tqcheck.engines.languagetool import rulebook
from tqcheck.model import Analysis, GrammarMatch
from tqcheck.pipeline import look_at

Rows = dict[str, dict[str, Counter[str]]]


def reported(answer: Answered) -> list[GrammarMatch]:
    """Return the matches of a text that would be reported if their rules were selected."""
    sentences, language = look_at(answer.article, Settings())
    analysis = Analysis(answer.article, language, sentences, answer.matches)
    kept = [match for match in answer.matches if vetoes.reason(match, analysis, answer.text.language) is None]
    return [match for match, _ in habits.folded(kept)]


def count(answer: Answered, rows: Rows, kinds: dict[tuple[str, str], tuple[str, str]]) -> None:
    """Add a text's matches to the counts, and the category and type of their rules."""
    where = "learner" if answer.kind == "learner" else "published"
    for match in reported(answer):
        touches = bool(answer.errors_touched(match))
        if where == "learner" and not touches and not answer.is_marked:
            continue
        kinds[answer.text.language, match.rule_id] = (match.category_id, match.issue_type)
        row = rows.setdefault(answer.text.language, {}).setdefault(match.rule_id, Counter())
        row[where] += 1
        row[f"{where}_right"] += touches


def java_rules(seen: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return the descriptions of the rules that no rule file of the install has, English first; `seen` is by language."""
    kept: dict[str, str] = {}
    for language, rules in sorted(seen.items(), key=lambda item: (item[0] != "en", item[0])):
        filed = rulebook.ids(language)
        if not filed:
            raise SystemExit("LanguageTool is not installed: run `tqcheck engine install` first")
        for rule, description in rules.items():
            if rule not in filed:
                kept.setdefault(rule, " ".join(description.split()))
    return dict(sorted(kept.items()))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.grammar", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--answers", type=Path, help="a folder that keeps LanguageTool's answers")
    arguments = parser.parse_args()
    rows: Rows = {}
    kinds: dict[tuple[str, str], tuple[str, str]] = {}
    words: dict[str, Counter[str]] = {}
    described: dict[str, dict[str, str]] = {}
    seen: set[str] = set()
    for path in arguments.data:
        for answer in answered(path, arguments.answers):
            text = answer.text
            if text.half != "tune" or text.text in seen:  # a sentence may be in two of the files
                continue
            seen.add(text.text)
            described.setdefault(text.language, {}).update({m.rule_id: m.description for m in answer.matches})
            where = "learner" if answer.kind == "learner" else "published"
            words.setdefault(text.language, Counter())[where] += text.words
            count(answer, rows, kinds)
    columns = ("published", "published_right", "learner", "learner_right")
    print('{\n "columns": ' + json.dumps(["category", "issue_type", *columns]) + ",")
    print(f' "counted": "{time.strftime("%Y-%m-%d")}", "languagetool": "6.8",')
    print(f' "words": {json.dumps({code: dict(count) for code, count in sorted(words.items())})},')
    print(f' "descriptions": {json.dumps(java_rules(described), ensure_ascii=False, indent=2)},\n "rules": {{')
    languages = [
        f'  "{code}": {{\n'
        + ",\n".join(
            f"   {json.dumps(rule, ensure_ascii=False)}: {json.dumps([*kinds[code, rule], *(row[c] for c in columns)])}"
            for rule, row in sorted(rules.items())
        )
        + "\n  }"
        for code, rules in sorted(rows.items())
    ]
    print(",\n".join(languages) + "\n }\n}")


if __name__ == "__main__":
    main()
