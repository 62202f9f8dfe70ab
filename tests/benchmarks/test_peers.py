"""Offsets of the peers: each counts in units of its own, and all are led to code points."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import peers
from benchmarks.contestants import Absent, Alarm, Answers, ask, contestants
from benchmarks.peers import Units

TEXT = "Füür 😀 teh first\nÉté: recieve and teh and teh\n"


@given(st.text(), st.data())
def test_units_lead_back_to_code_points(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    for units, encoding, size in ((Units.utf8(text), "utf-8", 1), (Units.utf16(text), "utf-16-le", 2)):
        offset = len(text[:place].encode(encoding)) // size
        assert units.of(place) == offset
        assert units.to_code_points(offset) == place


def test_typos_counts_bytes_in_a_line() -> None:
    line = TEXT.split("\n")[0]
    offset = len(line[: line.index("teh")].encode("utf-8"))
    output = (
        f'{{"type":"typo","path":"./0.txt","line_num":1,"byte_offset":{offset},"typo":"teh","corrections":["the"]}}\n'
        '{"type":"typo","path":"./0.txt","line_num":2,"byte_offset":7,"typo":"recieve","corrections":["receive"]}\n'
        '{"type":"binary_file","path":"./0.txt"}\n'
    )
    (alarms,) = peers.Typos.read([TEXT], output)
    assert [(TEXT[a.start : a.end], a.first) for a in alarms] == [("teh", "the"), ("recieve", "receive")]


def test_codespell_names_a_word_as_often_as_its_line_has_it() -> None:
    output = "./1.txt:2: recieve ==> receive\n./1.txt:2: teh ==> the, tech\n./1.txt:2: teh ==> the\n"
    none, alarms = peers.Codespell.read(["Nothing.", TEXT], output)
    assert none == []
    assert [TEXT[a.start : a.end] for a in alarms] == ["recieve", "teh", "teh"]
    assert alarms[1].start < alarms[2].start
    assert alarms[1].first == "the"


def test_language_tool_python_leaves_lengths_in_code_units() -> None:
    text = "A 😀😀 b"
    match = SimpleNamespace(offset=2, error_length=4, replacements=[], category="TYPOS", rule_id="X")
    alarm = peers.RawLanguageTool._alarm(text, match)
    assert text[alarm.start : alarm.end] == "😀😀"


@pytest.mark.parametrize("made", [peers.Typos, peers.Codespell, peers.Harper])
def test_english_peers_find_a_listed_slip(made: Callable[[], peers.Typos]) -> None:
    try:
        tool = made()
    except Absent as absent:
        pytest.skip(str(absent))
    first, second = tool.check([TEXT, "Nothing is wrong here."], "en")
    found = {TEXT[alarm.start : alarm.end]: alarm.first for alarm in first}
    assert found["recieve"] == "receive"
    assert "teh" in found
    assert not second


def test_a_peer_that_is_not_there_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TQCHECK_CSPELL", raising=False)
    with ExitStack() as stack:
        made = contestants(["hunspell", "cspell"], stack)
    assert [tool.name for tool in made] == ["Hunspell"]
    assert "npm install" in capsys.readouterr().err


def test_an_unknown_tool_is_named() -> None:
    with ExitStack() as stack, pytest.raises(SystemExit, match="hunspel; there are"):
        contestants(["hunspel"], stack)


class Counting:
    name = "counting"
    version = "1"
    remembered = True

    def __init__(self) -> None:
        self.asked: list[str] = []

    def languages(self) -> set[str] | None:
        return None

    def check(self, texts: list[str], language: str) -> list[list[Alarm]]:
        del language
        self.asked += texts
        return [[Alarm(0, len(text), None, True, "x")] for text in texts]

    def close(self) -> None:
        return


def test_what_is_kept_is_not_asked_again(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    tool = Counting()
    first = ask(tool, ["a", "bb"], "en", answers)
    second = ask(tool, ["bb", "ccc", "a"], "en", answers)
    assert tool.asked == ["a", "bb", "ccc"]
    assert [alarms[0].end for alarms in second] == [2, 3, 1]
    assert first == [second[2], second[0]]
    ask(tool, ["a"], "de", answers)
    assert tool.asked[-1] == "a"
    tool.remembered = False
    ask(tool, ["bb"], "en", answers)
    assert tool.asked[-1] == "bb"
    answers.close()
