"""The facts of a source beside their counterparts, found in texts that are aligned for real."""

from __future__ import annotations

from pathlib import Path

import pytest

import tqcheck
from tqcheck.config import LanguageToolSettings, Settings
from tqcheck.facts import KINDS
from tqcheck.model import ArticleReport, Fact, FactStatus

OFFLINE = Settings(languagetool=LanguageToolSettings(enabled=False))

SOURCE = """---
lang: en
---
# Ferry terminal reopens after nine months

The ferry terminal in Gdansk reopened on Monday after a repair that cost 4.5 million euros.

“We have waited for this day since the storm,” said Anna Kowalska, who runs the port. The work took 270 days.

Two BR-24 cranes were brought from Rotterdam. Details are in [the report](https://example.org/report-2031), and questions go
to press@example.org.
"""
TRANSLATION = """---
lang: de
---
# Fährterminal öffnet nach neun Monaten wieder

Das Fährterminal in Danzig ist am Montag nach einer Reparatur für 4,5 Millionen Euro wieder geöffnet worden.

„Wir haben seit dem Sturm auf diesen Tag gewartet“, sagte Anna Kowalska, die den Hafen leitet. Die Arbeiten dauerten 270 Tage.

Zwei Krane vom Typ BR-24 wurden aus Rotterdam gebracht. Einzelheiten stehen im [Bericht](https://example.org/report-2031),
Fragen gehen an press@example.org.
"""


def report(texts: tuple[str, str], tmp_path: Path) -> ArticleReport:
    source, translation = texts
    (tmp_path / "a.en.md").write_text(source, encoding="utf-8")
    (tmp_path / "a.de.md").write_text(translation, encoding="utf-8")
    made = tqcheck.check(tmp_path / "a.de.md", source=tmp_path / "a.en.md", settings=OFFLINE)
    (article,) = made.articles
    return article


def of(article: ArticleReport, kind: str) -> list[tuple[str, str | None, str]]:
    return [
        (
            fact.source_value or fact.source.text,
            fact.target and (fact.target_value or fact.target.text),
            fact.status.value,
        )
        for fact in article.facts
        if fact.kind == kind
    ]


def the(article: ArticleReport, kind: str, text: str) -> Fact:
    (found,) = [f for f in article.facts if f.kind == kind and text in (f.source.text, f.source_value)]
    return found


def test_every_kind_of_a_right_translation_is_kept(tmp_path: Path) -> None:
    article = report((SOURCE, TRANSLATION), tmp_path)
    assert {fact.kind for fact in article.facts} == set(KINDS)
    assert {fact.status for fact in article.facts} == {FactStatus.KEPT}
    assert ("Gdansk", "Danzig", "kept") in of(article, "name")
    assert ("Anna Kowalska", "Anna Kowalska", "kept") in of(article, "name")
    assert of(article, "designation") == [("BR-24", "BR-24", "kept")]
    assert of(article, "quotation") == [
        ("We have waited for this day since the storm,", "Wir haben seit dem Sturm auf diesen Tag gewartet", "kept")
    ]
    address = "https://example.org/report-2031"
    assert of(article, "link") == [(address, address, "kept"), ("press@example.org", "press@example.org", "kept")]


def test_the_places_are_those_of_the_files(tmp_path: Path) -> None:
    article = report((SOURCE, TRANSLATION), tmp_path)
    spans = [(fact.source.span.start, fact.source.span.end) for fact in article.facts]
    assert spans == sorted(spans)
    for fact in article.facts:
        for text, place in ((SOURCE, fact.source), (TRANSLATION, fact.target)):
            assert place is not None
            assert text[place.span.start : place.span.end] == place.text
            lines = text.split("\n")
            assert lines[place.line - 1][place.column - 1 :].startswith(place.text.split("\n")[0])


@pytest.mark.parametrize(
    ("kind", "fact", "right", "wrong", "here", "code"),
    [
        ("number", "270", "270 Tage", "720 Tage", "720", "NUM001"),
        ("name", "Rotterdam", "Rotterdam", "Antwerpen", "Antwerpen", "NAM005"),
        ("designation", "BR-24", "BR-24", "BR-42", "BR-42", "LNK003"),
        ("quotation", "We have waited for this day since the storm,", "„Wir haben seit dem Sturm auf diesen Tag gewartet“", "Man habe seit dem Sturm auf diesen Tag gewartet", None, "QUO002"),
        ("link", "press@example.org", "press@example.org", "pres@example.org", "pres@example.org", "LNK001"),
    ],
)  # fmt: skip
def test_a_wrong_fact_is_what_an_issue_says(
    tmp_path: Path, kind: str, fact: str, right: str, wrong: str, here: str | None, code: str
) -> None:
    assert right in TRANSLATION
    article = report((SOURCE, TRANSLATION.replace(right, wrong)), tmp_path)
    found = the(article, kind, fact)
    assert found.status is FactStatus.WRONG
    codes = {issue.fingerprint: issue.code for issue in article.issues}
    assert [codes[fingerprint] for fingerprint in found.issues] == [code]
    assert (found.target and here in found.target.text) if here else found.target is None
    others = [f for f in article.facts if f is not found]
    assert {f.status for f in others} == {FactStatus.KEPT}


def test_what_a_missing_sentence_states_is_wrong_with_it(tmp_path: Path) -> None:
    article = report((SOURCE, TRANSLATION.replace(" Die Arbeiten dauerten 270 Tage.", "")), tmp_path)
    codes = {issue.fingerprint: issue.code for issue in article.issues}
    found = the(article, "number", "270")
    assert (found.status, found.target) == (FactStatus.WRONG, None)
    assert {codes[fingerprint] for fingerprint in found.issues} <= {"STR001", "NUM001"}


def test_a_fact_that_nobody_judged_is_not_shown_as_kept(tmp_path: Path) -> None:
    """A check that is switched off says nothing; the fact has still no counterpart."""
    (tmp_path / "a.en.md").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "a.de.md").write_text(TRANSLATION.replace("press@example.org", "Frau Kowalska"), encoding="utf-8")
    settings = Settings(languagetool=LanguageToolSettings(enabled=False), ignore=("LNK001",))
    (article,) = tqcheck.check(tmp_path / "a.de.md", source=tmp_path / "a.en.md", settings=settings).articles
    assert the(article, "link", "press@example.org").status is FactStatus.UNSEEN


def test_a_name_that_is_misspelt_here_is_not_kept(tmp_path: Path) -> None:
    more = " Kowalska dankte allen. Kowalska ist seit zwei Jahren im Amt."
    source = SOURCE.replace(
        "270 days.", "270 days. Kowalska thanked everybody. Kowalska has been in office for two years."
    )
    translation = TRANSLATION.replace("270 Tage.", "270 Tage." + more).replace(
        "sagte Anna Kowalska", "sagte Anna Kowlaska"
    )
    article = report((source, translation), tmp_path)
    found = the(article, "name", "Anna Kowalska")
    assert found.target is not None
    assert "Kowlaska" in found.target.text
    assert found.status is FactStatus.WRONG


def test_without_a_source_there_are_no_facts(tmp_path: Path) -> None:
    (tmp_path / "a.de.md").write_text(TRANSLATION, encoding="utf-8")
    (article,) = tqcheck.check(tmp_path / "a.de.md", settings=OFFLINE).articles
    assert article.facts == ()


def test_other_scripts(tmp_path: Path) -> None:
    source = "Angela Merkel met the mayor of Moscow on Tuesday. The talks took four hours, a speaker of the city said later.\n"
    translation = "Ангела Меркель встретилась во вторник с мэром Москвы. Переговоры длились четыре часа, сообщил позже представитель города.\n"
    (tmp_path / "a.en.txt").write_text(source, encoding="utf-8")
    (tmp_path / "a.ru.txt").write_text(translation, encoding="utf-8")
    made = tqcheck.check(tmp_path / "a.ru.txt", source=tmp_path / "a.en.txt", settings=OFFLINE)
    (article,) = made.articles
    assert ("Angela Merkel", "Ангела Меркель", "kept") in of(article, "name")
    assert ("Moscow", "Москвы", "kept") in of(article, "name")
