"""Settings: what a file may say, and how it is told off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck.config import Gate, Settings, discover, load, parse
from tqcheck.errors import ConfigError
from tqcheck.model import Severity


def test_the_defaults_need_no_file(tmp_path: Path) -> None:
    assert discover(tmp_path) == Settings()
    assert Settings().gate == Gate(fail_on=Severity.MAJOR, certain_typo=True, min_scores={})


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "tqcheck.toml"
    file.write_text(
        """
        languages = ["en", "pl"]
        ignore = ["PUN001", "LT.COMMA_PARENTHESIS_WHITESPACE"]
        select = ["LT.STYLE_RULE"]
        on_engine_error = "warn"
        [variants]
        en = "en-GB"
        [accept]
        all = ["tqcheck"]
        pl = ["kebab"]
        [gate]
        fail_on = "never"
        certain_typo = false
        min_scores = {BLEU = 20}
        [languagetool]
        memory = "900m"
        idle_minutes = 5
        """
    )
    settings = load(file)
    assert settings.variants == {"en": "en-GB"}
    assert settings.gate.fail_on is None
    assert settings.gate.min_scores == {"BLEU": 20.0}
    assert settings.languagetool.memory == "900m"
    assert settings.accepts("tqcheck", "en")
    assert settings.accepts("Kebab", "pl")
    assert not settings.accepts("kebab", "en")


def test_house_names_are_a_list_or_a_table_by_language() -> None:
    assert parse({"names": ["Amos Hochstein"]}).names == {"all": frozenset(("Amos Hochstein",))}
    by_language = {"all": ["Kyiv"], "pl": ["Kijów"]}
    assert parse({"names": by_language}).names == {"all": frozenset(("Kyiv",)), "pl": frozenset(("Kijów",))}


def test_the_nearest_file_holds(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.tqcheck]\nignore = ["PUN001"]\n')
    below = tmp_path / "content" / "pl"
    below.mkdir(parents=True)
    assert discover(below).ignore == ("PUN001",)
    (tmp_path / "content" / "tqcheck.toml").write_text('ignore = ["PUN002"]\n')
    assert discover(below).ignore == ("PUN002",)


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "tqcheck.toml").write_text('ignore = ["PUN001"]\n')
    below = tmp_path / "package"
    below.mkdir()
    (below / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert discover(below).ignore == ("PUN001",)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"langauges": ["en"]}, "unknown setting 'langauges' (did you mean 'languages'?)"),
        ({"gate": {"fail_onn": "major"}}, "unknown setting 'gate.fail_onn' (did you mean 'fail_on'?)"),
        ({"gate": {"fail_on": "high"}}, "gate.fail_on: must be one of neutral, minor, major, critical, never"),
        ({"gate": {"min_scores": {"BLUE": 1}}}, "'BLUE' is not a metric (did you mean 'BLEU'?)"),
        ({"languages": "en"}, "languages: must be a list of texts"),
        ({"languages": ["xx"]}, "'xx' is not a language that tqcheck knows"),
        ({"variants": {"en": "pl-PL"}}, "'pl-PL' is not a variant of 'en'"),
        ({"languagetool": {"memory": "lots"}}, "languagetool.memory: must be a size as Java writes it"),
        ({"names": {"xx": ["Kyiv"]}}, "names: 'xx' is not a language that tqcheck knows"),
        ({"names": ["Amos  Hochstein"]}, "names: 'Amos  Hochstein' is not a name"),
        ({"names": ["1914"]}, "names: '1914' is not a name"),
        ({"on_engine_error": "ignore"}, 'on_engine_error: must be "fail" or "warn"'),
    ],
)
def test_a_wrong_setting_is_named(table: dict[str, object], says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(table, "tqcheck.toml")
    assert str(caught.value).startswith("tqcheck.toml: ")
    assert says in str(caught.value)


def test_broken_toml_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "tqcheck.toml").write_text("languages = [")
    with pytest.raises(ConfigError, match="is not valid TOML"):
        discover(tmp_path)


@pytest.mark.parametrize(
    ("select", "ignore", "code", "by_default", "wanted"),
    [
        ([], [], "PUN001", True, True),
        ([], [], "PUN001", False, False),
        ([], ["PUN001"], "PUN001", True, False),
        ([], ["PUN"], "PUN001", True, False),
        ([], ["PUN"], "PUNX", True, True),
        (["PUN001"], ["PUN"], "PUN001", True, True),
        ([], ["LT"], "LT.EN_A_VS_AN", True, False),
        (["LT.EN_A_VS_AN"], ["LT"], "LT.EN_A_VS_AN", False, True),
        ([], ["LT.EN"], "LT.EN_A_VS_AN", True, True),
        ([], ["SPL0"], "SPL001", True, True),
    ],
)
def test_the_longest_fitting_entry_decides(
    select: list[str], ignore: list[str], code: str, by_default: bool, wanted: bool
) -> None:
    settings = parse({"select": select, "ignore": ignore})
    assert settings.wants(code, by_default) is wanted
