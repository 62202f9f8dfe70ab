"""The records of the settings, and what holds where no file says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.model import Severity
from tqcheck.scoring.penalty import PenaltySettings

if TYPE_CHECKING:
    from tqcheck.lexicon.glossary import Glossary, Row
    from tqcheck.lexicon.house import Forbidden, HouseMatch, HouseWords


@dataclass(frozen=True, slots=True)
class Gate:
    """What makes the verdict "fail". A critical issue always does, whatever is set here: only `ignore` takes its rule away."""

    fail_on: Severity | None = Severity.MAJOR
    """An issue of this severity or above; None ("never"): no severity below critical fails an article."""
    certain_typo: bool = True
    """A misspelling of the tier `certain`, whatever its severity."""
    min_scores: Mapping[str, float] = field(default_factory=dict)
    """Metric name to the least value that passes (the greatest, for a metric where lower is better)."""
    min_penalty_score: float | None = None
    """The least penalty score that passes, from 0 to 100. It adds to the rest and lifts nothing: an article with an issue
    that fails by its severity fails at any score. A text too short for a score is gated by the severity of its issues alone."""


@dataclass(frozen=True, slots=True)
class LanguageToolSettings:
    enabled: bool = True
    url: str | None = None
    """One's own server, "http://host:port/v2". None: tqcheck runs one itself."""
    memory: str = "3g"
    """The most heap that a managed server takes, as Java writes it. Eight languages take 1.3 GB, all of them 2.4."""
    idle_minutes: float = 30
    """A managed server ends itself after so long without a request."""


@dataclass(frozen=True, slots=True)
class Settings:
    languages: tuple[str, ...] = ()
    """The languages that articles may be in (ISO 639 codes); empty: every one that tqcheck knows."""
    variants: Mapping[str, str] = field(default_factory=dict)
    """The variant of a language that is meant where an article does not say: en = "en-GB"."""
    accept: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Accepted words by language, those of `accept_files` among them; "all" holds in every language.

    Each stands for its inflected forms too; "=word" for exactly that form. See `tqcheck.lexicon.house`.
    """
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """House names by language, as the house writes them ("Amos Hochstein", "Kyiv"), those of `name_files` among them."""
    forbid: Mapping[str, Mapping[str, Forbidden]] = field(default_factory=dict)
    """Forbidden words and phrases by language, and what to write instead: TRM001 finds them."""
    accept_files: tuple[str, ...] = ()
    """Files of accepted words, one a line: words.pl.txt holds in Polish, words.txt in every language."""
    name_files: tuple[str, ...] = ()
    """Files of house names, likewise."""
    glossary: tuple[Row, ...] = ()
    """Terms by language, as the rows of a glossary file: {en = "heat pump", de = "Wärmepumpe"}. TRM002 looks at them."""
    glossary_files: tuple[str, ...] = ()
    """Glossaries: .csv, .tsv or .tbx. They are read when a translation is checked against its source."""
    keep: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What is not translated, by the language of the translation ("all": in every one): TRM003 looks at it."""
    select: tuple[str, ...] = ()
    """Codes or families of rules that are off by default and wanted: "LT.SOME_RULE"."""
    ignore: tuple[str, ...] = ()
    """Codes or families that are never reported: "PUN001", "PUN", "LT.SOME_RULE"."""
    source_language: str | None = None
    """The language that articles are translated from: tells which version is the source where files lie side by side."""
    possible_names: bool = False
    """Report names that only may be missing from a translation (NAM005, tier `possible`)."""
    possible_terms: bool = False
    """Report terms and names to keep that a passage lacks but the translation has elsewhere (TRM002, TRM003, tier `possible`)."""
    possible_typos: bool = False
    """Report misspellings of the tier `possible` too: about a third of them are right."""
    semantic: str = "off"
    """Whether the extra `semantic` helps to align translations: "off", "scripts" (pairs not both in Latin letters), "all"."""
    on_engine_error: str = "fail"
    gate: Gate = field(default_factory=Gate)
    penalty: PenaltySettings = field(default_factory=PenaltySettings)
    """How issues are weighed in the penalty score."""
    languagetool: LanguageToolSettings = field(default_factory=LanguageToolSettings)
    origin: str | None = None
    """The file that the settings were read from."""

    _house: dict[str, HouseWords] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What is accepted in a language, made when a word is first looked up."""
    _glossaries: list[Glossary] = field(default_factory=list, init=False, repr=False, compare=False)
    """The glossary, when it has been asked for."""

    def accepts(self, word: str, language: str) -> bool:
        """Say whether the house accepts a word as it stands in a text: an entry of `accept`, or a part of a house name."""
        if not self.accept and not self.names:
            return False
        return self.accepted_as(word, language) is not None

    def accepted_as(self, word: str, language: str) -> HouseMatch | None:
        """Return the entry that accepts a word and the ending by which the word differs from it, or None."""
        house = self._house.get(language)
        if house is None:
            from tqcheck.lexicon.house import HouseWords, words_of_names

            entries = {entry for key in ("all", language) for entry in self.accept.get(key, ())}
            entries.update(words_of_names(name for key in ("all", language) for name in self.names.get(key, ())))
            house = self._house[language] = HouseWords(entries, language)
        return house.find(word)

    def terms(self) -> Glossary:
        """Return the glossary of the settings and their files. What is wrong with a file is raised when it is looked into."""
        if not self._glossaries:
            from tqcheck.lexicon.glossary import Glossary

            folder = Path(self.origin).parent if self.origin else Path()
            self._glossaries.append(Glossary([folder / file for file in self.glossary_files], self.glossary))
        return self._glossaries[0]

    def wants(self, code: str, by_default: bool = True) -> bool:
        """Say whether issues of a code are reported. The longest fitting entry of select and ignore decides."""
        chosen = max((len(c) for c in self.select if _covers(c, code)), default=-1)
        ignored = max((len(c) for c in self.ignore if _covers(c, code)), default=-1)
        if chosen == ignored == -1:
            return by_default
        return chosen > ignored


def _covers(entry: str, code: str) -> bool:
    """An entry is a code (PUN001, LT.EN_A_VS_AN) or a whole family (PUN, LT)."""
    return entry in (code, code.split(".")[0].rstrip("0123456789"))
