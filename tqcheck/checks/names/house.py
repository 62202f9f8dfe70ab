"""NAM004 house-name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tqcheck.checks.names.collect import Form, Place, collect, words_of
from tqcheck.checks.names.duplicates import is_ordinary, near_duplicates
from tqcheck.checks.names.listed import LEAST_LETTERS, Listed, Near
from tqcheck.lexicon import lexicon_for
from tqcheck.lexicon.house import words_of_names
from tqcheck.lexicon.words import lower
from tqcheck.model import Analysis, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tqcheck.config import Settings


class HouseName:
    """A name that is one slip away from a name of the house list.

    A house list says how names are written here. A word that nearly is one of them, and is
    nothing else, was meant to be it, even if it stands in the article only once.

        names.all = ["Amos Hochstein"]:  the envoy Hochstien said   →   Hochstein

    Fires on a word with a capital that no dictionary and no frequency list knows and that is one
    slip away from a word of a name of `names`: two letters swapped, one left out, doubled, added
    or another one. Case endings are looked through and kept (Hochstiena → Hochsteina). Silent:
    forms of house names and accepted words; words that also stand in lower case; house names of
    less than five letters; another first letter or another vowel at the end, which make other names;
    names of the source article.

    Suppress with `ignore = ["NAM004"]` in tqcheck.toml, or put the name into `accept` or `names`.

    Known false alarms: another person whose rare name is one letter away from a house name.
    """

    rule = Rule(
        code="NAM004",
        name="house-name",
        summary="a name one slip away from a name of the house list",
        severity=Severity.MAJOR,
        mqm="terminology/inconsistent with terminology resource",
        its="terminology",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield every place of a word that looks like a slip of a house name."""
        language = analysis.language.language
        if language is None or not settings.names:
            return
        told = {pair.rare.text for pair in near_duplicates(analysis, language)} if settings.wants("NAM001") else set()
        found = [
            _finding(form, place, near)
            for form, near in near_house_names(analysis, settings, language)
            if form.text not in told
            for place in form.places
        ]
        yield from sorted(found, key=lambda finding: (finding.block, finding.start))


def near_house_names(analysis: Analysis, settings: Settings, language: str) -> list[tuple[Form, Near]]:
    """Return the names of an article that are one slip away from a house name, and from which."""
    entries = (name for key in ("all", language) for name in settings.names.get(key, ()))
    house = [word for word in words_of_names(entries) if len(word) >= LEAST_LETTERS]
    if not house:
        return []
    listed = Listed(house, language)
    names = collect(analysis, language)
    source = words_of(analysis.source)
    lexicon = lexicon_for(language)
    found = []
    for form in names.forms.values():
        near = listed.near(form.text)
        if (
            near is not None
            and form.text not in source
            and not names.lower[lower(form.text, language)]
            and not settings.accepts(form.text, language)
            and not is_ordinary(form.text, lexicon)
        ):
            found.append((form, near))
    return found


def _finding(form: Form, place: Place, near: Near) -> Finding:
    sure = near.slip.kind in ("letters swapped", "letter doubled") or len(near.name) > LEAST_LETTERS
    return Finding(
        block=place.block,
        start=place.start,
        end=place.start + len(form.text),
        message=f"'{form.text}' is nearly the house name '{near.name}'",
        suggestions=(near.corrected,),
        confidence=0.9 if sure else 0.6,
        tier=Tier.LIKELY if sure else Tier.POSSIBLE,
        severity=None if sure else Severity.MINOR,
        evidence={"edit": near.slip.kind, "house_name": near.name, "times_so": form.count},
    )
