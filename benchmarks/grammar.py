"""LanguageTool's grammar as it is (speller off) and as tqcheck judges it, side by side.

    python -m benchmarks.grammar DATA.jsonl.gz PARALLEL.tsv.gz … [--half test] [--answers FOLDER] [--languages en,de]
                                 [--show 20] [--lost 20]

For each language, LanguageTool first and tqcheck's LT issues behind it:

- news, edited: matches per 1,000 words of news without a planted error, and of edited text as it is;
  on both, some matches are true errors that nobody marked;
- hits: matches that touch a marked error, on learners' texts and edited text: LanguageTool's number, the share that is
  reported as LT, and the share whose error any issue of tqcheck touches (SPL, PUN …);
- right: the share of matches on learners' texts that touch a marked error. Texts in which only misspellings are marked
  add hits, but no wrong ones.

The tokenised learners' texts are joined as people write. A text that is in two files is counted once.
`--show` prints what is reported on news and edited text, `--lost` the hits that are not, by rule and reason.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

from benchmarks.answers import Answered, answered
from tqcheck.checks import CHECKS
from tqcheck.checks.context import language_of
from tqcheck.checks.grammar import selection, vetoes
from tqcheck.config import Settings
from tqcheck.model import Analysis, Finding, GrammarMatch
from tqcheck.pipeline import look_at


class Tally:
    """What came of one language."""

    def __init__(self) -> None:
        self.n: Counter[str] = Counter()
        self.shown: list[str] = []
        self.lost: Counter[str] = Counter()

    def add(self, answer: Answered) -> None:
        sentences, language = look_at(answer.article, Settings())
        analysis = Analysis(answer.article, language, sentences, answer.matches)
        findings = list(CHECKS["LT"].run(analysis, Settings()))
        kind = "clean" if answer.kind == "news" and not answer.text.errors else answer.kind
        self.n[f"{kind} words"] += answer.text.words
        self.n[f"{kind} raw"] += len(answer.matches)
        self.n[f"{kind} ours"] += len(findings)
        if kind in ("clean", "edited"):
            self.shown += [_line(answer, finding) for finding in findings]
        if kind in ("learner", "edited"):
            self._add_hits(answer, analysis, findings)
        if kind == "learner":
            for found, name in ((answer.matches, "raw"), (findings, "ours")):
                for one in found:
                    right = _touches(answer, one)
                    self.n[f"{name} right"] += right
                    self.n[f"{name} judged"] += right or answer.is_marked

    def _add_hits(self, answer: Answered, analysis: Analysis, findings: list[Finding]) -> None:
        hits = [match for match in answer.matches if _touches(answer, match)]
        if not hits:
            return
        reported = {(f.block, f.start, f.end, f.code) for f in findings}
        own = [
            f
            for code, check in CHECKS.items()
            if code[:3] not in ("LT", "LNG")
            for f in check.run(analysis, Settings())
        ]
        touched = {error for finding in [*own, *findings] for error in answer.errors_touched(finding)}
        for match in hits:
            self.n["hits"] += 1
            self.n["found"] += bool(touched.intersection(answer.errors_touched(match)))
            if (match.block, match.start, match.end, f"LT.{match.rule_id}") in reported:
                self.n["kept"] += 1
            else:
                self.lost[f"{match.rule_id} ({_why(match, analysis)})"] += 1

    def row(self) -> str:
        def rate(kind: str, who: str) -> str:
            words = self.n[f"{kind} words"]
            return f"{1000 * self.n[f'{kind} {who}'] / words:.2f}" if words else "–"

        def share(part: str, whole: str) -> str:
            return f"{self.n[part] / self.n[whole]:.3f}" if self.n[whole] else "–"

        cells = [
            self.n["clean words"], rate("clean", "raw"), rate("clean", "ours"),
            self.n["edited words"], rate("edited", "raw"), rate("edited", "ours"),
            self.n["hits"], share("kept", "hits"), share("found", "hits"),
            share("raw right", "raw judged"), share("ours right", "ours judged"), self.n["ours judged"],
        ]  # fmt: skip
        return "".join(f"{cell!s:>9}" for cell in cells)

    def merge(self, other: Tally) -> None:
        self.n.update(other.n)
        self.lost.update(other.lost)


HEAD = "news w", "raw", "ours", "edited w", "raw", "ours", "hits", "kept", "found", "right raw", "ours", "of"


def _touches(answer: Answered, found: GrammarMatch | Finding) -> bool:
    return bool(answer.errors_touched(found))


def _why(match: GrammarMatch, analysis: Analysis) -> str:
    """Return why a match is not reported."""
    language = language_of(analysis, match.block) or ""
    decision = selection.decide(match, language)
    if not decision.selected:
        return decision.why
    veto = vetoes.reason(match, analysis, language)
    return f"veto: {veto}" if veto else "a habit, said once"


def _line(answer: Answered, finding: Finding) -> str:
    block = answer.article.blocks[finding.block].text
    first = finding.suggestions[0] if finding.suggestions else None
    before, after = block[max(0, finding.start - 50) : finding.start], block[finding.end : finding.end + 35]
    line = f"{answer.kind:<7} {finding.code} {before}[{block[finding.start : finding.end]}]{after} → {first}"
    return " ".join(line.split())


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.grammar", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--half", choices=["tune", "test", "all"], default="test")
    parser.add_argument("--answers", type=Path, help="a folder that keeps LanguageTool's answers")
    parser.add_argument("--languages", default="", help="comma-separated")
    parser.add_argument("--show", type=int, default=0, help="print so many issues on published text a language")
    parser.add_argument("--lost", type=int, default=0, help="print so many rules whose hits are lost")
    arguments = parser.parse_args()
    languages = {code for code in arguments.languages.split(",") if code}
    tallies: dict[str, Tally] = {}
    seen: set[str] = set()
    for path in arguments.data:
        for answer in answered(path, arguments.answers):
            text = answer.text
            if (languages and text.language not in languages) or text.text in seen:
                continue
            seen.add(text.text)
            if arguments.half in ("all", text.half):
                tallies.setdefault(text.language, Tally()).add(answer)
    print(f"{time.strftime('%Y-%m-%d')}  half: {arguments.half}")
    print("    " + "".join(f"{name:>9}" for name in HEAD))
    total = Tally()
    for language, tally in sorted(tallies.items()):
        print(f"{language:<4}{tally.row()}")
        random.Random(1).shuffle(tally.shown)
        for line in tally.shown[: arguments.show]:
            print(f"      {line}")
        total.merge(tally)
    print(f"all {total.row()}")
    for what, count in total.lost.most_common(arguments.lost):
        print(f"{count:>5} {what}")


if __name__ == "__main__":
    main()
