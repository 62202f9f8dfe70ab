"""TRM002 and TRM003 beyond their cases: files and settings, places in the source, what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.checks.support import analysis
from tqcheck.checks.terminology import GlossaryTerm, KeptAsItIs
from tqcheck.config import Settings, load, parse
from tqcheck.errors import ConfigError
from tqcheck.model import Finding

SOURCE = "Every school in Calden has a heat pump, and each cost 9,000 euros."
TEXT = "Jede Schule in Calden hat ein Klimagerät, und jedes kostete 9000 Euro."


def terms(settings: Settings, text: str = TEXT, source: str = SOURCE, language: str = "de") -> list[Finding]:
    return list(GlossaryTerm().run(analysis(text, language, source, source_language="en"), settings))


def test_a_file_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "terms.csv").write_text(
        "en,de,note\nheat pump,Wärmepumpe|WP,Decided in May.\n", encoding="utf-8"
    )
    (tmp_path / "tqcheck.toml").write_text('glossary_files = ["house/terms.csv"]\n', encoding="utf-8")
    (finding,) = terms(load(tmp_path / "tqcheck.toml"))
    assert finding.message == (
        "'heat pump' in the source is 'Wärmepumpe' or 'WP' in the glossary, and not so here. Decided in May."
    )
    assert finding.evidence["glossary"] == ["terms.csv:2"]
    assert finding.source is not None
    assert SOURCE[finding.source.start : finding.source.end] == "heat pump"


def test_a_file_that_is_wrong_is_said_when_a_pair_is_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text("en,de\nheat pump\n", encoding="utf-8")
    settings = parse({"glossary_files": [str(file)]})
    assert not list(GlossaryTerm().run(analysis(TEXT, "de"), settings))
    with pytest.raises(ConfigError, match=r"terms\.csv:2: has 1 cell"):
        terms(settings)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"glossary_files": ["absent.csv"]}, "glossary_files: there is no file absent.csv"),
        ({"glossary_files": ["terms.docx"]}, "glossary_files: 'terms.docx' is no glossary"),
        ({"glossary": {"en": "a"}}, "glossary: must be a list of tables"),
        ({"glossary": [{"en": "a", "de": "b"}, {"en": "a"}]}, "glossary: entry 2: names fewer than two languages"),
        ({"glossary": [{"en": "a", "de": ["–"]}]}, "glossary: entry 1: '–' is no term"),
        ({"glossary": [{"en": "a", "dee": "b"}]}, "glossary: entry 1: 'dee' is no column"),
        ({"keep": ["a  b"]}, "keep: 'a  b' is nothing to keep"),
        ({"keep": {"xx": ["a"]}}, "keep: 'xx' is not a language"),
        ({"possible_terms": "yes"}, "possible_terms: must be true or false"),
    ],
)
def test_settings_that_are_wrong(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        parse(table)


def test_two_entries_with_one_term_are_both_right() -> None:
    glossary = [{"en": "bill", "de": "Rechnung"}, {"en": "bill", "de": "Gesetzentwurf"}]
    settings = parse({"glossary": glossary})
    assert not terms(settings, "Der Gesetzentwurf wurde am Montag abgelehnt.", "The bill was rejected on Monday.")
    (finding,) = terms(settings, "Das Papier wurde am Montag abgelehnt.", "The bill was rejected on Monday.")
    assert finding.evidence["expected"] == ["Rechnung", "Gesetzentwurf"]


def test_a_term_of_the_region() -> None:
    settings = parse({"glossary": [{"en": "bus", "pt-PT": "autocarro", "pt-BR": "ônibus"}]})
    source, text = "The bus to Lisbon left at 7 on Monday.", "O autocarro para Lisboa partiu às 7 na segunda-feira."
    assert not terms(settings, text, source, "pt")


def test_acronyms_that_both_languages_use() -> None:
    settings = parse({"glossary": [{"de": "EU", "en": "European Union"}]})
    made = analysis("The EU met on Monday.", "en", "Die EU tagte am Montag.", source_language="de")
    assert not list(GlossaryTerm().run(made, settings))


def test_what_is_omitted_as_a_whole_is_not_told_again() -> None:
    source = "The council met on 12 May in Calden.\n\nIt bought a heat pump for 9,000 euros from Novaterra.\n\nIn 2021 the mayor left."
    text = "Der Rat tagte am 12. Mai in Calden.\n\n2021 ging die Bürgermeisterin."
    settings = parse({"glossary": [{"en": "heat pump", "de": "Wärmepumpe"}], "keep": ["Novaterra"]})
    made = analysis(text, "de", source, source_language="en")
    assert made.pair is not None
    assert made.pair.aligned.omissions()
    assert not list(GlossaryTerm().run(made, settings))
    assert not list(KeptAsItIs().run(made, settings))


def test_what_is_kept_names_its_place_in_the_source() -> None:
    settings = parse({"keep": ["Novaterra"]})
    source, text = "The ship Novaterra left Calden at 7.", "Das Schiff Neuland verließ Calden um 7."
    (finding,) = KeptAsItIs().run(analysis(text, "de", source, source_language="en"), settings)
    assert finding.source is not None
    assert source[finding.source.start : finding.source.end] == "Novaterra"
    assert text[finding.start : finding.end] == text
