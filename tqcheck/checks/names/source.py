"""NAM002 name-in-source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tqcheck.checks.names.collect import Form, Place, collect, is_name, words_of
from tqcheck.checks.names.duplicates import is_ordinary, near_duplicates
from tqcheck.checks.names.house import near_house_names
from tqcheck.checks.names.listed import Listed, Near
from tqcheck.checks.names.slips import are_forms, plain
from tqcheck.lexicon import lexicon_for
from tqcheck.lexicon.words import lower
from tqcheck.model import Analysis, Article, Finding, Rule, Severity, SourcePlace, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tqcheck.checks.names.crossing import Crossed
    from tqcheck.config import Settings

_SPELT_ALIKE = (("ck", "k"), ("ph", "f"), ("th", "t"), ("qu", "k"), ("ch", "k"), ("x", "ks"), ("y", "i"), ("j", "i"))
_ONE_SOUND = str.maketrans({"c": "k", "q": "k", "w": "v", "z": "s", "h": ""})


class NameInSource:
    """A name of a translation that is one slip away from a name of its source.

        A name that is written in the same letters is copied, and a copy should be right.

            source: Amos Hochstein kam.   translation: Amos Hochstien came.   →   Hochstein

        Fires where the source is given, on a word with a capital that is no word of the source, that no
        dictionary and no frequency list knows, and that is one slip away from a name of the source:
        two letters swapped, one left out, doubled, added or another one. Case endings are looked
        through and kept. Silent: what a language may have made of a name (k for c, v for w, i for y,
        f for ph, one letter for two, accents, the last two letters); names of less than five letters; another first
        letter; what NAM001 or NAM004 reports.

        Where the source is in another script, and its sentences can be aligned, a name fires that no
        dictionary knows and that sounds as a name of the source once two of its letters change places, or
    that is a known one once a doubled letter stands once:

            source: Amos Hochstein came.   translation: Амос Хохшатйн приехал.   →   Хохштайн

        Only Latin, Cyrillic, Greek, Armenian and Georgian are compared so; a letter that is missing
        or another one is not looked for there, since that is how names are written over.

        Suppress with `ignore = ["NAM002"]` in tqcheck.toml, or accept the name.

        Known false alarms: names with a form of their own in the language that no dictionary lists.
    """

    rule = Rule(
        code="NAM002",
        name="name-in-source",
        summary="a name one slip away from a name of the source",
        severity=Severity.MAJOR,
        mqm="accuracy/mistranslation",
        its="mistranslation",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield every place of a name that looks like a slip of a name of the source."""
        language = analysis.language.language
        if language is None or analysis.source is None:
            return
        hits = near_source_names(analysis, analysis.source, language)
        hits = [(form, near) for form, near in hits if not settings.accepts(form.text, language)]
        crossed: list[Crossed] = []
        if analysis.pair is not None:
            from tqcheck.checks.names.crossing import crossed_slips

            crossed = list(crossed_slips(analysis.pair))
        crossed = [slip for slip in crossed if not settings.accepts(slip.token.text, language)]
        if not hits and not crossed:
            return
        told = {pair.rare.text for pair in near_duplicates(analysis, language)} if settings.wants("NAM001") else set()
        if settings.names and settings.wants("NAM004"):
            told.update(form.text for form, _ in near_house_names(analysis, settings, language))
        found = [_finding(form, place, near) for form, near in hits if form.text not in told for place in form.places]
        found += [_crossed_finding(slip) for slip in crossed if slip.token.text not in told]
        yield from sorted(found, key=lambda finding: (finding.block, finding.start))


def near_source_names(analysis: Analysis, source: Article, language: str) -> list[tuple[Form, Near]]:
    """Return the names of a translation that are one slip away from a name of the source, and from which."""
    words = words_of(source)
    plain_words = {plain(word) for word in words}
    lower_words = {word for word in words if word.islower()}
    listed = Listed((word for word in words if is_name(word) and word.lower() not in lower_words), language)
    names = collect(analysis, language)
    lexicon = lexicon_for(language)
    found = []
    for form in names.forms.values():
        if plain(form.text) in plain_words or names.lower[lower(form.text, language)]:
            continue
        near = listed.near(form.text)
        if near is None or is_ordinary(form.text, lexicon) or _is_made_of(form.text, near, source.declared_language):
            continue
        found.append((form, near))
    return found


def _is_made_of(name: str, near: Near, source_language: str | None) -> bool:
    """Say whether a name may be what its language makes of one of the source: its ending or its spelling changed."""
    if source_language and are_forms(name.lower(), near.name.lower(), source_language):
        return True
    if near.slip.last and near.slip.kind not in ("letters swapped", "letter doubled"):
        return True
    return near.slip.kind != "letter doubled" and _sound(name) == _sound(near.corrected)


def _sound(name: str) -> str:
    """Return what is left of a name when the ways in which languages spell one sound are made one."""
    small = plain(name)
    for written, simple in _SPELT_ALIKE:
        small = small.replace(written, simple)
    small = small.translate(_ONE_SOUND)
    return "".join(letter for place, letter in enumerate(small) if not place or letter != small[place - 1])


def _finding(form: Form, place: Place, near: Near) -> Finding:
    sure = near.slip.kind == "letters swapped" or len(near.name) > 6
    return Finding(
        block=place.block,
        start=place.start,
        end=place.start + len(form.text),
        message=f"'{form.text}' is written '{near.name}' in the source",
        suggestions=(near.corrected,),
        confidence=0.8 if sure else 0.6,
        tier=Tier.LIKELY if sure else Tier.POSSIBLE,
        severity=None if sure else Severity.MINOR,
        evidence={"edit": near.slip.kind, "in_source": near.name, "times_so": form.count},
    )


def _crossed_finding(slip: Crossed) -> Finding:
    token, name = slip.token, slip.counterpart
    return Finding(
        block=token.unit.block,
        start=token.start,
        end=token.end,
        message=f"'{token.text}' stands for '{name.text}' in the source, which would be '{slip.right}'",
        suggestions=(slip.right,),
        confidence=0.7,
        tier=Tier.LIKELY,
        evidence={"edit": slip.kind, "in_source": name.text, "across_scripts": True},
        source=SourcePlace(name.unit.block, name.start, name.end),
    )
