"""`tqcheck learn` as it is run: an archive in, proposals out, and back into the house list."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.test_check import tqcheck
from tqcheck.config import Settings
from tqcheck.documents import read
from tqcheck.learning import Harvest

ARTICLES = {
    "1.pl.md": "# Kebabownia na rynku\n\nWczoraj otwarto kebabownię przy rynku. Burmistrz Adam Krzyżtoporski "
    "przeciął wstęgę, a goście jedli falafela. W kebabowni było tłoczno.\n",
    "2.pl.md": "Kebabownia przyciąga turystów. Mówi o tym Adam Krzyżtoporski, który bywa tam codziennie.\n",
    "3.pl.md": "Radni spotkali się z Adamem Krzyżtoporskim. Falafel podano po obradach, a kolejne "
    "kebabownie mają powstać w lecie.\n",
    "4.pl.md": "Właściciel kebabowni nie zgodził się z Krzyżtoporskim. Falafele będą droższe.\n",
    "1.en.md": "The podcaster Ilse Vandergrift spoke at the town hall about doomscrolling and her new book.\n",
    "2.en.md": "Everyone likes Ilse Vandergrift, but nobody likes doomscrolling, teh mayor said with a smile.\n",
    "3.en.md": "It was Vandergrift's idea to stop all doomscrolling at the dinner table, and teh children agreed.\n",
    "4.en.md": "The council of Kiyv sent teh same letter again, and the people of the town waited for an answer.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "archive" / name).write_text(text, encoding="utf-8")
    (tmp_path / "tqcheck.toml").write_text('[forbid.en]\n"Kiyv" = "Kyiv"\n')
    return tmp_path


def test_the_table(folder: Path) -> None:
    ran = tqcheck("learn", "archive", cwd=folder)
    assert ran.returncode == 0
    assert ran.stdout == (
        "articles  times  lang  proposed            forms and an example\n"
        "       4      6  pl    kebabownia          kebabownia 2, kebabowni 2, kebabownie 1, kebabownię 1 · …\n"
        "       4      4  pl    Adam Krzyżtoporski  Krzyżtoporski 2, Krzyżtoporskim 2 · Burmistrz Adam Krzyż…\n"
        "       3      3  en    Vandergrift         The podcaster Ilse Vandergrift spoke at the town hall ab…\n"
        "       3      3  en    doomscrolling       …lse Vandergrift spoke at the town hall about doomscroll…\n"
        "4 proposed from 8 articles, 124 words\n"
    )
    assert ran.stderr == "Left out, as it looks like slips: teh 3 (the)\n"


def test_proposals_are_reviewed_and_taken_in(folder: Path) -> None:
    ran = tqcheck("learn", "archive", "--output", "proposals.toml", cwd=folder)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "tqcheck learn --accept proposals.toml" in ran.stderr
    proposals = folder / "proposals.toml"
    read_back = tomllib.loads(proposals.read_text(encoding="utf-8"))
    assert read_back == {
        "words": {"en": {"doomscrolling": 3}, "pl": {"kebabownia": 6}},
        "names": {"en": {"Vandergrift": 3}, "pl": {"Adam Krzyżtoporski": 4}},
    }
    # A person takes a line out and moves another to all languages.
    kept = [
        line for line in proposals.read_text(encoding="utf-8").splitlines() if not line.startswith('"doomscrolling"')
    ]
    proposals.write_text("\n".join([*kept, "[names.all]", '"Amos Hochstein" = 3', ""]), encoding="utf-8")
    (folder / "house").mkdir()
    (folder / "house" / "words.pl.txt").write_text("# food\nkebab", encoding="utf-8")
    (folder / "tqcheck.toml").write_text('accept_files = ["house/words.pl.txt"]\n')

    ran = tqcheck("learn", "--accept", "proposals.toml", cwd=folder)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.replace(str(folder), ".") == (
        "./house/words.pl.txt: 1 added\n"
        "./house/names.en.txt: 1 added\n"
        "./house/names.pl.txt: 1 added\n"
        "./house/names.txt: 1 added\n"
        "For them to hold, ./tqcheck.toml must say: "
        'name_files = ["house/names.en.txt", "house/names.pl.txt", "house/names.txt"]\n'
    )
    assert (folder / "house" / "words.pl.txt").read_text(encoding="utf-8") == "# food\nkebab\nkebabownia\n"
    assert (folder / "house" / "names.txt").read_text(encoding="utf-8") == "Amos Hochstein\n"
    again = tqcheck("learn", "--accept", "proposals.toml", cwd=folder)
    assert "house/words.pl.txt: 0 added" in again.stdout


def test_what_is_accepted_or_forbidden_is_not_proposed(folder: Path) -> None:
    (folder / "tqcheck.toml").write_text('accept = ["kebabownia", "doomscrolling"]\nnames = ["Vandergrift"]\n')
    report = json.loads(tqcheck("learn", "archive", "--format", "json", cwd=folder).stdout)
    assert [proposal["entry"] for proposal in report["proposals"]] == ["Adam Krzyżtoporski"]


def test_json(folder: Path) -> None:
    report = json.loads(tqcheck("learn", "archive", "--format", "json", cwd=folder).stdout)
    assert report["articles"] == 8
    first = report["proposals"][0]
    assert first == {
        "kind": "word",
        "language": "pl",
        "entry": "kebabownia",
        "count": 6,
        "articles": 4,
        "forms": {"kebabownia": 2, "kebabowni": 2, "kebabownie": 1, "kebabownię": 1},
        "example": {"path": "archive/1.pl.md", "line": 1, "text": "Kebabownia na rynku"},
        "slip_of": None,
    }
    assert [(p["entry"], p["count"], p["slip_of"]) for p in report["left_out"]] == [("teh", 3, "the")]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["learn"], "Missing argument 'ARCHIVE...'"),
        (["learn", "nowhere"], "nowhere: there is no such file or folder"),
        (["learn", "archive", "--accept", "p.toml"], "--accept takes proposals in; give no ARCHIVE with it"),
        (["learn", "--accept", "nowhere.toml"], "nowhere.toml: cannot be read: No such file or directory"),
        (["learn", "--accept", "wrong.toml"], "wrong.toml: words.pl: 'ad hoc' is more than one word"),
        (["learn", "--accept", "tqcheck.toml"], "tqcheck.toml: 'forbid': there are tables [words.LANGUAGE]"),
        (["learn", "empty.txt"], "no article could be read"),
        (["learn", "archive", "--lang", "xx"], "'xx' is not a language that tqcheck knows"),
    ],
)
def test_usage_errors_say_what_is_wrong(folder: Path, arguments: list[str], says: str) -> None:
    (folder / "wrong.toml").write_text('[words.pl]\n"kebab" = 2\n"ad hoc" = 3\n')
    (folder / "empty.txt").write_text("")
    ran = tqcheck(*arguments, cwd=folder)
    assert ran.returncode == 2
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_wrong_proposal_changes_no_list(folder: Path) -> None:
    (folder / "wrong.toml").write_text('[words.pl]\n"kebab" = 2\n[words.xx]\n"kebab" = 3\n')
    assert tqcheck("learn", "--accept", "wrong.toml", cwd=folder).returncode == 2
    assert not (folder / "house").exists()


def test_an_unreadable_article_is_said_and_left_out(folder: Path) -> None:
    (folder / "archive" / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    ran = tqcheck("learn", "archive", "--format", "json", cwd=folder)
    assert ran.returncode == 0
    assert "image.txt: is not text" in ran.stderr
    assert json.loads(ran.stdout)["articles"] == 8


def test_what_is_held_has_a_bound() -> None:
    harvest = Harvest(Settings(), many=40)
    for number in range(60):
        stem = "".join("bdfgklmnpr"[int(digit)] + "a" for digit in f"{number:03}")
        text = f"The people of the town like their doomscrolling, and they call it {stem}quox or {stem}vux here."
        harvest.add(read(f"{number}.en.txt", text.encode()))
    assert sum(map(len, harvest._forms.values())) <= 42
    proposed, _ = harvest.proposals()
    assert [(p.entry, p.count, p.articles) for p in proposed] == [("doomscrolling", 60, 60)]
