"""The rules' own words, from rule files as LanguageTool has them in jars and unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tqcheck.engines.languagetool import rulebook

RULES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rules [
  <!ENTITY months "March|April">
  <!ENTITY hint "one &months; day">
]>
<rules lang="en">
  <category id="GRAMMAR" name="Grammar &amp; more" type="grammar">
    <rulegroup id="OLD_BRIDGE" name="Old 'bridge' (&hint;)">
      <url>https://example.org/bridge?a=1&amp;b=2</url>
      <!-- <example correction="never">a <marker>comment</marker></example> -->
      <antipattern><token>x</token><example>No error here.</example></antipattern>
      <rule>
        <example correction="was|is">The bridge <marker>were</marker>
          old.</example>
        <example>The bridge was old.</example>
      </rule>
      <rule><example type="incorrect">Bridge <marker>old</marker>.</example></rule>
    </rulegroup>
  </category>
  <category id='STYLE' name='Style' type='style'>
    <rule id='OLD_BRIDGE_2' name='Single quotes'><pattern/><example correction="">So <marker>so</marker>.</example></rule>
  </category>
</rules>
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(tmp_path))
    (tmp_path / "languagetool-server.jar").touch()
    return tmp_path


def in_a_jar(folder: Path, language: str = "en") -> None:
    (folder / "libs").mkdir()
    with zipfile.ZipFile(folder / "libs" / f"language-{language}-6.8.jar", "w") as jar:
        jar.writestr(f"org/languagetool/rules/{language}/grammar.xml", RULES)
        jar.writestr(f"org/languagetool/rules/{language}/remote-rule-filters.xml", RULES.replace("Old", "Filter"))


def test_a_group_of_rules(install: Path) -> None:
    in_a_jar(install)
    (entry,) = rulebook.entries("OLD_BRIDGE") or ()
    assert entry.name == "Old 'bridge' (one March|April day)"
    assert (entry.language, entry.category, entry.category_name, entry.issue_type) == (
        "en", "GRAMMAR", "Grammar & more", "grammar",
    )  # fmt: skip
    assert entry.urls == ("https://example.org/bridge?a=1&b=2",)
    assert entry.examples == (
        rulebook.Example("The bridge [were] old.", ("was", "is")),
        rulebook.Example("Bridge [old].", ()),
    )


def test_single_quotes_and_the_last_category(install: Path) -> None:
    in_a_jar(install)
    (entry,) = rulebook.entries("OLD_BRIDGE_2", ["en"]) or ()
    assert (entry.name, entry.category, entry.issue_type) == ("Single quotes", "STYLE", "style")
    assert rulebook.ids("en") == {"OLD_BRIDGE", "OLD_BRIDGE_2"}


def test_unpacked_rule_files_serve_as_well(install: Path) -> None:
    folder = install / "org" / "languagetool" / "rules" / "en" / "en-GB"
    folder.mkdir(parents=True)
    (folder / "style.xml").write_text(RULES, encoding="utf-8")
    (entry,) = rulebook.entries("OLD_BRIDGE") or ()
    assert entry.language == "en"


def test_what_is_not_there(install: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_jar(install)
    assert rulebook.entries("OLD_BRID") == []
    assert rulebook.entries("OLD_BRIDGE", ["de"]) == []
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(install / "nowhere"))
    assert rulebook.entries("OLD_BRIDGE") is None
    assert rulebook.ids("en") == frozenset()
