"""The file that an article was translated from is found by what it says and by where its versions lie."""

from __future__ import annotations

from pathlib import Path

import pytest

import tqcheck
from tqcheck import documents
from tqcheck.config import LanguageToolSettings, Settings
from tqcheck.model import Verdict
from tqcheck.originals import original_of


def write(folder: Path, *names: str, text: str = "A text.\n") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def found(path: Path, source_language: str | None = "en") -> Path | None:
    return original_of(documents.read_file(path), source_language)


@pytest.mark.parametrize(
    ("translation", "source"),
    [
        ("tram.pl.md", "tram.en.md"),
        ("tram-pl.md", "tram-en.md"),
        ("tram.pt-BR.html", "tram.en.html"),
        ("tram.pl.md", "tram.md"),
        ("pl/2026/tram.md", "en/2026/tram.md"),
        ("site/pl/tram.html", "site/en/tram.html"),
    ],
)
def test_versions_side_by_side(tmp_path: Path, translation: str, source: str) -> None:
    write(tmp_path, translation, source, "other.en.md")
    assert found(tmp_path / translation) == tmp_path / source
    assert found(tmp_path / translation, None) is None
    if ".en" in source or "en/" in source:
        assert found(tmp_path / source) is None


def test_what_the_file_says_comes_first(tmp_path: Path) -> None:
    write(tmp_path, "tram.en.md", "old/tram.md")
    write(tmp_path, "tram.pl.md", text="---\nsource: old/tram.md\n---\nTekst.\n")
    assert found(tmp_path / "tram.pl.md", None) == tmp_path / "old/tram.md"
    write(tmp_path, "tram.pl.md", text="---\nsource: Reuters\n---\nTekst.\n")
    assert found(tmp_path / "tram.pl.md") == tmp_path / "tram.en.md"


def test_a_page_names_its_versions(tmp_path: Path) -> None:
    page = '<html lang="pl"><head><link rel="alternate" hreflang="en-GB" href="https://example.org/news/tram-line.html"></head><p>Tekst.</p></html>'
    write(tmp_path, "tramwaj.html", text=page)
    assert found(tmp_path / "tramwaj.html") is None
    write(tmp_path, "tram-line.html")
    assert found(tmp_path / "tramwaj.html") == tmp_path / "tram-line.html"


@pytest.mark.parametrize("name", ["tram.md", "of.md", "to-do.md", "by.night/tram.md"])
def test_words_are_not_taken_for_languages_where_nothing_lies_beside(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "x.en.md")
    assert found(tmp_path / name) is None


def test_a_source_that_is_named_and_not_there_is_no_pass(tmp_path: Path) -> None:
    write(
        tmp_path, "tram.pl.md", text="---\nsource: tram.en.md\n---\nRada miasta zamknęła stary most w poniedziałek.\n"
    )
    settings = Settings(languagetool=LanguageToolSettings(enabled=False))
    report = tqcheck.check(tmp_path / "tram.pl.md", settings=settings)
    assert report.verdict is Verdict.INCOMPLETE
    assert [error.kind for error in report.errors] == ["source"]
    assert "its source" in report.errors[0].message
    assert report.errors[0].message.endswith("tram.en.md: there is no such file")
    assert "not compared with its source" in report.articles[0].unchecked[-1]
