"""Settings: what a file may say, and how it is told off."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from tqcheck.config import Gate, Settings, discover, load, parse
from tqcheck.errors import ConfigError
from tqcheck.lexicon.house import Forbidden
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
        min_penalty_score = 92.5
        [penalty]
        severity_weights = {minor = 2, critical = 50}
        category_weights = {"locale conventions" = 0.5, "linguistic conventions/punctuation" = 0.1}
        least_words = 300
        [languagetool]
        memory = "900m"
        idle_minutes = 5
        """
    )
    settings = load(file)
    assert settings.variants == {"en": "en-GB"}
    assert settings.gate.fail_on is None
    assert settings.gate.min_scores == {"BLEU": 20.0}
    assert settings.gate.min_penalty_score == 92.5
    assert [settings.penalty.severity_weights[severity] for severity in Severity] == [0, 2, 5, 50]
    assert settings.penalty.category_weights == {"locale conventions": 0.5, "linguistic conventions/punctuation": 0.1}
    assert settings.penalty.least_words == 300
    assert settings.languagetool.memory == "900m"
    assert settings.accepts("tqcheck", "en")
    assert settings.accepts("Kebab", "pl")
    assert not settings.accepts("kebab", "en")


def test_house_names_are_a_list_or_a_table_by_language() -> None:
    assert parse({"names": ["Amos Hochstein"]}).names == {"all": frozenset(("Amos Hochstein",))}
    by_language = {"all": ["Kyiv"], "pl": ["Kijów"]}
    assert parse({"names": by_language}).names == {"all": frozenset(("Kyiv",)), "pl": frozenset(("Kijów",))}


def test_accepted_words_and_names_have_their_inflected_forms() -> None:
    settings = parse({"accept": {"pl": ["kebab", "=hybryd"]}, "names": ["Amos Hochstein", "Ursula von der Leyen"]})
    for word in ("kebabem", "Kebaby", "KEBAB", "hybryd", "Hochsteinem", "AMOS", "Leyen"):
        assert settings.accepts(word, "pl"), word
    for word in ("kebaby", "hybryda"):
        assert not settings.accepts(word, "en"), word
    for word in ("hochstein", "hybryda", "Hybryd", "von", "der"):
        assert not settings.accepts(word, "pl"), word
    match = settings.accepted_as("Hochsteinem", "pl")
    assert match is not None
    assert (match.entry, match.ending) == ("Hochstein", "em")


def test_lists_come_from_files_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "words.pl.txt").write_text("# food\nkebab\n\nfalafel  # since 2019\n", encoding="utf-8")
    (tmp_path / "house" / "names.txt").write_text("\ufeffAmos Hochstein\n", encoding="utf-8")
    file = tmp_path / "tqcheck.toml"
    file.write_text('accept = ["tqcheck"]\naccept_files = ["house/words.pl.txt"]\nname_files = ["house/names.txt"]\n')
    settings = load(file)
    assert settings.accept == {"all": frozenset(("tqcheck",)), "pl": frozenset(("kebab", "falafel"))}
    assert settings.names == {"all": frozenset(("Amos Hochstein",))}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("words.txt", b"kebab\nad hoc\n", "words.txt:2: 'ad hoc' is more than one word"),
        ("words.txt", b"kebab # food\n\n1914", "words.txt:3: '1914' is not a word"),
        ("words.txt", b"\xff\xfek", "words.txt: is not UTF-8 text"),
        ("words.xq.txt", b"kebab", "words.xq.txt: 'xq' is not a language that tqcheck knows"),
        ("other.txt", b"", "words.txt: cannot be read: No such file or directory"),
    ],
)
def test_a_wrong_list_is_named_with_its_line(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    file = tmp_path / "tqcheck.toml"
    file.write_text(f'accept_files = ["{"words.txt" if name == "other.txt" else name}"]\n')
    with pytest.raises(ConfigError) as caught:
        load(file)
    assert says in str(caught.value)


def test_forbidden_words_with_what_to_write_instead() -> None:
    table = {
        "all": {"Kiev": "Kyiv"},
        "en": {
            "whilst": "",
            "illegal alien": ["undocumented migrant", "undocumented person"],
            "utilise": {"use": "use", "note": "Say it short.", "severity": "neutral"},
        },
    }
    forbid = parse({"forbid": table}).forbid
    assert forbid["all"]["Kiev"] == Forbidden("Kiev", ("Kyiv",))
    assert forbid["en"]["whilst"] == Forbidden("whilst")
    assert forbid["en"]["illegal alien"].suggestions == ("undocumented migrant", "undocumented person")
    assert forbid["en"]["utilise"] == Forbidden("utilise", ("use",), "Say it short.", Severity.NEUTRAL)


def test_settings_travel_to_other_processes() -> None:
    settings = parse({"accept": ["kebab"], "penalty": {"severity_weights": {"minor": 2}}})
    assert settings.accepts("kebabs", "en")
    travelled = pickle.loads(pickle.dumps(settings))
    assert travelled == settings
    assert travelled.accepts("Kebabs", "en")
    assert not replace(settings, accept={}).accepts("kebabs", "en")


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
        ({"accept": ["ad hoc"]}, "accept: 'ad hoc' is more than one word"),
        ({"forbid": ["Kiev"]}, "forbid: must be a table by language"),
        ({"forbid": {"Kiev": "Kyiv"}}, "forbid: 'Kiev' is not a language that tqcheck knows"),
        ({"forbid": {"en": {"Kiev": 3}}}, "forbid: 'Kiev': use: must be a text"),
        ({"forbid": {"en": {"Kiev": "Kiev"}}}, "forbid: 'Kiev' is to be replaced by itself"),
        ({"forbid": {"en": {"Kiev": {"uze": "Kyiv"}}}}, "'Kiev': unknown setting 'uze' (did you mean 'use'?)"),
        ({"forbid": {"en": {"Kiev": {"severity": "high"}}}}, "'Kiev': severity: must be one of neutral, minor"),
        ({"gate": {"min_penalty_score": 101}}, "gate.min_penalty_score: must be a number from 0 to 100"),
        ({"gate": {"min_penalty_score": float("nan")}}, "gate.min_penalty_score: must be a number from 0 to 100"),
        ({"gate": {"min_penalty_score": True}}, "gate.min_penalty_score: must be a number"),
        ({"penalty": 3}, "penalty: must be a table"),
        ({"penalty": {"weights": {}}}, "unknown setting 'penalty.weights'"),
        ({"penalty": {"severity_weights": 3}}, "penalty.severity_weights: must be a table"),
        (
            {"penalty": {"severity_weights": {"miner": 1}}},
            "unknown setting 'penalty.severity_weights.miner' (did you mean 'minor'?)",
        ),
        (
            {"penalty": {"severity_weights": {"minor": -1}}},
            "penalty.severity_weights.minor: must be a number from 0 to 1000",
        ),
        (
            {"penalty": {"severity_weights": {"critical": float("inf")}}},
            "penalty.severity_weights.critical: must be a number from 0 to 1000",
        ),
        (
            {"penalty": {"severity_weights": {"minor": 10}}},
            "penalty.severity_weights: minor weighs 10, more than major (5)",
        ),
        ({"penalty": {"category_weights": ["style"]}}, "penalty.category_weights: must be a table by MQM dimension"),
        (
            {"penalty": {"category_weights": {"locale convention": 1}}},
            "penalty.category_weights: 'locale convention' is not a dimension of MQM (did you mean 'locale conventions'?)",
        ),
        ({"penalty": {"category_weights": {"style/": 1}}}, "penalty.category_weights: 'style/' names no type"),
        (
            {"penalty": {"category_weights": {"style": "half"}}},
            "penalty.category_weights: 'style': must be a number",
        ),
        ({"penalty": {"least_words": 0}}, "penalty.least_words: must be a whole number, 1 or more"),
        ({"penalty": {"least_words": 500.5}}, "penalty.least_words: must be a whole number, 1 or more"),
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
