"""The quality card: what `tqcheck languages` prints, measured and written for the package.

    python -m benchmarks.card DATA.jsonl.gz … [--cache FOLDER] [--output tqcheck/lexicon/quality.json]

For each language of the data: precision, recall, first suggestions and false alarms of the
spelling judgement and LanguageTool's matches, on clean news with planted slips, on learners'
texts with marked non-words and on edited text as it is; and, for every language with edited
text and a dictionary, on the same with slips of our own (see `planting.py`): for most languages
nobody has marked any. Texts of the half to report; where a language has none, of the other, and
the card says so. Beside them the size of its frequency list and the count of LanguageTool's
rules. Only figures are written, no text.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from benchmarks.contestants import Answers, Contestant, Tqcheck
from benchmarks.data import Text, kind, load
from benchmarks.planting import plant, vocabulary
from benchmarks.tally import Tally
from tqcheck.config import LanguageToolSettings
from tqcheck.engines.languagetool import SUPPORTED as WITH_RULES
from tqcheck.engines.languagetool import connect
from tqcheck.lexicon import SUPPORTED, lexicon_for
from tqcheck.lexicon.frequencies import open_table
from tqcheck.lexicon.quality import FILE, Card, Cards, Measured, dump

SOURCES = {
    "news": "clean news and wiki texts with slips put in (real misspellings and keyboard slips)",
    "learner": "texts of learners and the web with their marked misspellings",
    "edited": "edited text as it is (treebanks: news, wiki, law, non-fiction), with the slips that annotators marked",
    "planted": "the same edited text with keyboard slips that the benchmark put in",
}
_NAMES = {"planted": "news", "learner": "learner", "edited": "edited"}


def measured(name: str, half: str, texts: list[Text], tool: Contestant) -> Measured:
    """Check texts of one language and return the figures."""
    language = texts[0].language
    tally = Tally()
    grammar = grammar_words = 0
    for text, alarms in zip(texts, tool.check([text.text for text in texts], language), strict=True):
        tally.add(text, alarms)
        # Slips that were put in make grammar rules fire: in news only texts without any are counted.
        if name != "news" or not text.errors:
            grammar += sum(alarm.what.startswith("LT") for alarm in alarms)
            grammar_words += text.words
    has_rules = language in WITH_RULES and name in ("news", "edited") and grammar_words
    is_judged = language in SUPPORTED
    # Annotators overlook slips: among the few alarms on edited text the share of marked ones says little.
    is_salted = name != "edited" and tally.nonwords
    return Measured(
        data=name,
        half=half,
        words=tally.words,
        slips=tally.nonwords,
        precision=_rounded(tally.precision, 3) if is_judged and is_salted else None,
        recall=_rounded(tally.recall, 3) if is_judged else None,
        first=_rounded(tally.first, 3) if is_judged else None,
        false=_rounded(tally.false_rate, 2) if is_judged else None,
        grammar=round(1000 * grammar / grammar_words, 2) if has_rules else None,
    )


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def texts_of(paths: list[Path], languages: list[str], most_words: int) -> dict[str, tuple[str, list[Text]]]:
    """Return the texts by language with the half that they are of: the one to report, the other where there is none."""
    halves = {half: load(paths, languages, half, most_words) for half in ("tune", "test")}
    codes = sorted({code for half in halves.values() for code in half})
    return {
        code: next((half, halves[half][code]) for half in ("test", "tune") if code in halves[half]) for code in codes
    }


def rules(url: str, language: str) -> int:
    """Return how many rules LanguageTool has for a language, its spellers among them."""
    with urllib.request.urlopen(f"{url}/configinfo?language={WITH_RULES[language]}", timeout=120) as answer:
        return len(json.load(answer)["rules"])


def list_size(language: str) -> int:
    """Return the number of words in a language's frequency list."""
    return sum(1 for entry in open_table(SUPPORTED[language])._entries if entry)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.card", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--languages", default="", help="comma-separated; others keep nothing: for a look, not to ship")
    parser.add_argument("--most-words", type=int, default=1_000_000, help="per language and kind of text")
    parser.add_argument("--cache", type=Path, help="a folder that keeps LanguageTool's answers")
    parser.add_argument("--output", type=Path, default=FILE)
    arguments = parser.parse_args()
    wanted = [code for code in arguments.languages.split(",") if code]
    paths: dict[str, list[Path]] = {}
    for path in arguments.data:
        paths.setdefault(kind(path), []).append(path)
    found: dict[str, list[Measured]] = {code: [] for code in {*SUPPORTED, *WITH_RULES}}
    with ExitStack() as stack:
        answers = Answers(arguments.cache) if arguments.cache else None
        whole, own = Tqcheck(True, answers), Tqcheck(False)
        stack.callback(whole.close)
        stack.callback(own.close)
        for sort, name in _NAMES.items():
            for language, (half, texts) in texts_of(paths.get(sort, []), wanted, arguments.most_words).items():
                print(f"{name} {language}", file=sys.stderr)
                found.setdefault(language, [])
                figures = measured(name, half, texts, whole)
                if name != "learner" or figures.slips:
                    found[language].append(figures)
                lexicon = lexicon_for(language)
                if name == "edited" and lexicon is not None:
                    known = vocabulary(texts)
                    planted = [plant(text, known, lexicon) for text in texts]
                    found[language].append(measured("planted", half, planted, own))
    client = connect(LanguageToolSettings())
    client.warm("en")
    languages = {
        code: Card(
            code,
            list_size(code) if code in SUPPORTED else None,
            rules(client.url, code) if code in WITH_RULES else None,
            tuple(figures),
        )
        for code, figures in found.items()
    }
    made = Cards(time.strftime("%Y-%m-%d"), client.version or "", SOURCES, languages)
    arguments.output.write_text(dump(made), encoding="utf-8")
    print(f"{arguments.output}: {len(languages)} languages", file=sys.stderr)


if __name__ == "__main__":
    main()
