"""PO files: entries come back as gettext reads them, and what breaks its grammar is named by its line."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.segments.support import any_text, po_of, po_string, write
from tqcheck.errors import InputFileError
from tqcheck.segments import SegmentFile, read

_po_text = any_text.map(lambda text: text.replace("\0", ""))


def _read(content: str | bytes, **options: str) -> SegmentFile:
    with TemporaryDirectory() as folder:
        return read(write(Path(folder), "a.po", content), **options)  # type: ignore[arg-type]


@given(st.lists(st.tuples(_po_text, _po_text), min_size=1, max_size=5))
def test_entries_come_back(pairs: list[tuple[str, str]]) -> None:
    file = _read(po_of(pairs))
    assert [(segment.source, segment.text) for segment in file.segments] == pairs
    assert (file.language, file.by_name) == ("de", True)


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")
@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.text('abä \n\t"\\\a\x0b%', min_size=1, max_size=8), st.text('xü \n"\\\r', max_size=99)), max_size=4
    )
)
def test_entries_come_back_as_gettext_wraps_them(pairs: list[tuple[str, str]]) -> None:
    content = po_of([("first", "erster"), *pairs])
    wrapped = subprocess.run(
        ["msgcat", "--width=20", "-"], input=content.encode(), capture_output=True, check=True
    ).stdout
    assert [s.text for s in _read(wrapped).segments] == [s.text for s in _read(content).segments]


def test_what_is_read_and_what_is_left_out() -> None:
    file = _read(
        """
# translator
msgid ""
msgstr "Language: pl_PL\\nContent-Type: text/plain; charset=UTF-8\\n"

#: file.c:3
#, fuzzy, c-format
#| msgid "Opened"
msgctxt "menu"
msgid "Open"
msgstr "Otwórz"

msgid "%d file"
msgid_plural ""
"%d files"
msgstr[0] "%d plik"
msgstr [1] "%d pliki"
msgstr[2]
"%d pl" "ików"

msgid "Missing" msgstr ""

#, fuzzy
#~ msgid "old"
#~ msgstr "stary"

msgid "\\x41\\102\\303\\251\\"\\n"
msgstr "b"
"""
    )
    assert [(s.line, s.id, s.text, s.source) for s in file.segments] == [
        (11, "menu | Open", "Otwórz", "Open"),
        (16, "%d file [0]", "%d plik", "%d file"),
        (17, "%d file [1]", "%d pliki", "%d files"),
        (18, "%d file [2]", "%d plików", "%d files"),
        (21, "Missing", "", "Missing"),
        (28, 'ABé"\n', "b", 'ABé"\n'),
    ]
    assert file.language == "pl-PL"
    assert file.notes == (f"1 entry of {file.path} marked fuzzy, which programs do not show, is scored (line 9).",)


def test_the_header_tells_the_charset() -> None:
    content = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-2\\n"\n\nmsgid "a"\nmsgstr "żółw"\n'
    assert _read(content.encode("iso-8859-2")).segments[0].text == "żółw"
    for name in ("none-such", "uu", "utf-16", "undefined"):
        with pytest.raises(InputFileError, match=f"charset is {name}, which cannot be read"):
            _read(content.replace("ISO-8859-2", name))
    with pytest.raises(InputFileError, match="is not IDNA text"):
        _read(content.replace("ISO-8859-2", "idna") + '"' + "." * 3)
    with pytest.raises(InputFileError, match="line 5 is not UTF-8"):
        _read(content.replace("ISO-8859-2", "UTF-8").encode("iso-8859-2"))


_ENTRY = 'msgid "a"\nmsgstr "b"\n\n'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (_ENTRY + 'msgid "c"\nmsgstr "d\n', "line 5 has a string that is not closed"),
        (_ENTRY + 'msgid "c"\n', "line 4 begins an entry that has no msgstr"),
        (_ENTRY + 'msgid "c"\nmsgstr\n', "line 5 has a msgstr without a string"),
        (_ENTRY + 'msgid "c"\nmsgid "d"\nmsgstr "e"\n', "line 5 has a msgid where the entry of line 4 cannot have one"),
        (_ENTRY + 'msgstr "c"\nmsgstr "d"\n', "line 4 has a second msgstr"),
        ('msgstr "c"\n', "line 1 has a msgstr without a msgid before it"),
        (_ENTRY + 'msgid "c"\nmsgstr[0] "d"\n', "line 5 has msgstr[n] without a msgid_plural"),
        (_ENTRY + 'msgid "c"\nmsgid_plural "e"\nmsgstr "d"\n', "line 6 has a plain msgstr for a msgid_plural"),
        (_ENTRY + "msgid c\n", "line 4 cannot be read at 'c'"),
        (_ENTRY + "words\n", "line 4 cannot be read at 'words'"),
        ('"lost"\n', "line 1 has a string that belongs to no keyword"),
        (_ENTRY + 'msgid "\\q"\nmsgstr ""\n', "line 4 has an unknown escape \\q"),
        (_ENTRY + 'msgid "\\xff"\nmsgstr ""\n', "line 4 has an escape \\xff that is not utf-8"),
        ('msgid ""\nmsgstr "Language: de\\n"\n', "is empty"),
    ],
)
def test_a_broken_entry_is_named_by_its_line(content: str, says: str) -> None:
    with pytest.raises(InputFileError) as caught:
        _read(content)
    assert says in str(caught.value)


def test_a_file_that_is_cut_off_loses_nothing_silently() -> None:
    """At every place it is refused, or what is left are whole entries, the last text perhaps shorter by whole strings."""
    content = po_of([("eins", "one"), ('z "w" ei', "two\n"), ("drei", "three")])
    whole = [segment.text for segment in _read(content).segments]
    for size in range(1, len(content)):
        try:
            part = [segment.text for segment in _read(content[:size]).segments]
        except InputFileError:
            continue
        assert part == whole[: len(part)]


def test_po_string_is_what_the_reader_undoes() -> None:
    assert po_string('a"\\\n') == '"a\\"\\\\\\n"'
