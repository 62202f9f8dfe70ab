"""Lines are what sacreBLEU's own command reads."""

from __future__ import annotations

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.utils import smart_open

from tests.segments.support import any_text, line_text, write
from tqcheck.errors import InputFileError
from tqcheck.segments import read


@given(st.lists(line_text, min_size=1).filter(any), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_lines_come_back(texts: list[str], end: str, ended: bool, packed: bool) -> None:
    data = (end.join(texts) + (end if ended or not texts[-1] else "")).encode()
    with TemporaryDirectory() as folder:
        path = write(Path(folder), "a.txt.gz" if packed else "a.txt", gzip.compress(data, mtime=0) if packed else data)
        file = read(path)
    assert [segment.text for segment in file.segments] == [texts[0].removeprefix("\ufeff"), *texts[1:]]
    assert [segment.line for segment in file.segments] == list(range(1, len(texts) + 1))
    assert not file.by_name


@given(any_text.filter(lambda text: text.strip() and "\0" not in text and not text.startswith("\ufeff")))
def test_lines_are_those_of_the_sacrebleu_command(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = write(Path(folder), "a.de", text)
        with smart_open(str(path)) as file:
            expected = [line.rstrip() for line in file]
        assert [segment.text for segment in read(path).segments] == expected


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert read(write(tmp_path, "a.txt", "\ufeffEins\n")).segments[0].text == "Eins"


@pytest.mark.parametrize(
    ("name", "data", "kind", "says"),
    [
        ("a.txt", b"", "empty", "is empty"),
        ("a.txt", b" \n\n", "empty", "is empty"),
        ("a.txt", b"one\ntw\xffo\n", "encoding", "line 2 is not UTF-8"),
        ("a.txt", "eins".encode("utf-16"), "encoding", "is UTF-16 text; save it as UTF-8"),
        ("a.txt", b"a\0b", "binary", "is not text"),
        ("a.txt", b"\x89PNG\r\n", "binary", "is not text"),
        ("a.txt", b'<?xml version="1.0"?><tmx/>', "unsupported-format", ".tmx"),
        ("a.json", b'["a"]', "unsupported-format", ".jsonl"),
        ("a.txt.gz", b"no gzip", "unreadable", "cannot be unpacked"),
        ("a.txt.gz", gzip.compress(b"a text that is cut off\n" * 50, mtime=0)[:-12], "truncated", "is cut off"),
        ("a.txt.gz", gzip.compress(b"", mtime=0), "empty", "is empty"),
    ],
)
def test_unreadable_files_say_why(tmp_path: Path, name: str, data: bytes, kind: str, says: str) -> None:
    with pytest.raises(InputFileError, match=says) as caught:
        read(write(tmp_path, name, data))
    assert caught.value.kind == kind


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(InputFileError, match="is a folder"):
        read(tmp_path)


def test_a_gzip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tqcheck.segments.opening.MOST_BYTES", 1 << 20)
    with pytest.raises(InputFileError, match="unpacks to more than 1 MiB"):
        read(write(tmp_path, "a.gz", gzip.compress(b"a" * (1 << 21), mtime=0)))
