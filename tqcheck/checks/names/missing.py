"""NAM005 name-missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tqcheck.model import Analysis, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from tqcheck.checks.names.rivals import Candidate, Run
    from tqcheck.config import Settings


class NameMissing:
    """A name of the source that the translation lacks, most often because another name stands in its place.

        source: Zelensky besuchte Charkiw.   translation: Hochstein visited Kharkiv.   →   Zelensky

    Fires where source and translation are aligned, on a name that nothing in the source explains, in
    a passage whose source has a name that nothing in the translation explains. A name is explained by
    a word that sounds alike, whatever the script (Latin, Cyrillic, Greek, Armenian, Georgian, Arabic,
    Hebrew, the scripts of India, Korean, kana, Ethiopic) and the case ending; or by what the languages
    call one place, people or institution: CLDR's territories, cities and languages and a table of
    our own (Köln, Colonia; Ireland, irlandzki).

    How sure it is depends on how surely both names would have had a counterpart that looks alike: a
    name that both languages write as often (Trump, Bangkok) would, a word with a capital that one
    language uses far more (Council, London in French) need not. Two that may be one in two spellings
    (Goryeo, Koryo) count little.

    A name of the translation that nothing in the source explains and for which the source has lost none
    is reported if it is as sure. A name of the source in whose place nothing stands is reported as possible,
    at the whole passage; pronouns stand for names.

    What is only possible is minor, and reported with `possible_names = true`: on professional
    translations it more than doubles the alarms.
    Silent: abbreviations, months, weekdays, languages; names whose counterpart stands in the passage
    beside; passages that are missing or added as a whole.

    Suppress with `ignore = ["NAM005"]` in tqcheck.toml, or accept the name that stands there.

    Known false alarms: works, institutions and nicknames that are translated in two unlike ways;
    places that the languages call differently and no table has; Chinese names in old and new spelling.
    """

    rule = Rule(
        code="NAM005",
        name="name-missing",
        summary="a name of the source without a counterpart in the translation",
        severity=Severity.MAJOR,
        mqm="accuracy/mistranslation",
        its="mistranslation",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield what stands in the place of a name of the source, and where a name is missing."""
        if analysis.pair is None:
            return
        from tqcheck.checks.names.rivals import candidates

        findings = [
            _finding(candidate, tier)
            for found in candidates(analysis.pair)
            for candidate, tier in _chosen(found)
            if not any(settings.accepts(token.text, candidate.target_language) for token in candidate.rival)
        ]
        findings.sort(key=lambda finding: (finding.block, finding.start))
        yield from (f for f in findings if f.tier is not Tier.POSSIBLE or settings.possible_names)


def _chosen(found: Sequence[Candidate]) -> Iterator[tuple[Candidate, Tier]]:
    """Yield the candidates of a passage that are sure enough, the surest first, each name once."""
    from tqcheck.checks.names.weights import LIKELY, MISSING, POSSIBLE

    taken: set[Run] = set()
    for candidate in sorted(found, key=lambda one: -one.score):
        score, own = candidate.score, {run for run in (candidate.name, candidate.rival) if run}
        if own & taken or score < (POSSIBLE if candidate.rival else MISSING):
            continue
        taken |= own
        # Two places that CLDR has, one in a script without capitals: the tables' word, where the weights saw few.
        enough = POSSIBLE if candidate.features.get("places") else LIKELY
        # Who writes Stephen Meyer for Meyer has added nothing: a fuller form of a name that is there.
        fuller = not candidate.name and candidate.features["rival_attached"]
        surely = candidate.rival and score >= enough and not candidate.beside and not fuller
        yield candidate, Tier.LIKELY if surely else Tier.POSSIBLE


def _finding(candidate: Candidate, tier: Tier) -> Finding:
    source, target = candidate.passage.source[0], candidate.passage.target[0]
    name, rival = candidate.name, candidate.rival
    lost, here = _text(name), _text(rival)
    kind = {
        "replaced": (f"'{lost}' in the source, '{here}' here", None, None),
        "added": (f"'{here}' has no counterpart in the source", "accuracy/addition", "addition"),
        "missing": (f"'{lost}' in the source has no counterpart here", "accuracy/omission", "omission"),
    }
    message, mqm, its = kind[candidate.kind]
    surely = tier is Tier.LIKELY
    return Finding(
        rival[0].unit.block if rival else target.block,
        rival[0].start if rival else target.start,
        rival[-1].end if rival else target.end,
        message,
        confidence=0.8 if surely else 0.6,
        tier=tier,
        severity=None if surely else Severity.MINOR,
        evidence=({"in_source": lost} if name else {})
        | ({"here": here} if rival else {})
        | ({"beside": True} if candidate.beside else {}),
        mqm=mqm,
        its=its,
        source=SourcePlace(name[0].unit.block, name[0].start, name[-1].end)
        if name
        else SourcePlace(source.block, source.start, source.end),
    )


def _text(run: Run) -> str:
    return run[0].unit.text[run[0].start - run[0].unit.start : run[-1].end - run[0].unit.start] if run else ""
