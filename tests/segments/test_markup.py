"""TMX and XLIFF: texts come back, inline codes are no text, and files that could harm are refused."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.segments.support import tmx_of, write, xliff1_of, xliff2_of, xml_text
from tqcheck.errors import InputFileError
from tqcheck.segments import SegmentFile, read

_WRITERS = {"a.tmx": tmx_of, "b.xlf": xliff1_of, "c.xliff": xliff2_of}
_XLIFF1 = (
    '<xliff version="1.2"><file original="a" source-language="en" target-language="de"><body>{}</body></file></xliff>'
)
_XLIFF2 = '<xliff version="2.0" srcLang="en" trgLang="de"><file id="f">{}</file></xliff>'
_TMX = '<tmx version="1.4"><header srclang="{}"/><body>{}</body></tmx>'


@given(st.lists(st.tuples(xml_text, xml_text), min_size=1, max_size=5), st.sampled_from(sorted(_WRITERS)))
def test_texts_come_back(pairs: list[tuple[str, str]], name: str) -> None:
    with TemporaryDirectory() as folder:
        path = write(Path(folder), name, _WRITERS[name](pairs))
        file, source = read(path), read(path, side="source")
    assert [(segment.source, segment.text) for segment in file.segments] == pairs
    assert [segment.text for segment in source.segments] == [pair[0] for pair in pairs]
    assert [segment.id for segment in file.segments] == [f"u{n}" for n in range(len(pairs))]
    assert (file.language, file.source_language, file.by_name) == ("de", "en", True)


def test_a_segment_is_where_its_translation_stands(tmp_path: Path) -> None:
    for name, writer in _WRITERS.items():
        file = read(write(tmp_path, name, writer([("a", "b"), ("c", "d")])))
        assert [segment.line for segment in file.segments] == [2, 3]


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ('Ein <g id="1">großes</g> Haus', "Ein großes Haus"),
        ('Ein <mrk mtype="seg" mid="1">Satz.</mrk>', "Ein Satz."),
        ('Zeile<x id="1" ctype="lb"/>zwei', "Zeile zwei"),
        ('Hallo <x id="1" equiv-text="NAME"/>!', "Hallo NAME!"),
        ('Ein <bpt id="1">&lt;b&gt;</bpt>Wort<ept id="1">&lt;/b&gt;</ept>', "Ein Wort"),
        ('Ein<ph id="1">&lt;img alt="<sub>Bild</sub>"&gt;</ph> Wort', "Ein Wort"),
        ('<it id="1" pos="open">&lt;i&gt;</it>so<bx id="2"/><ex id="2"/>', "so"),
        ("Ein\n      langer\n      Satz\n    ", "Ein langer Satz"),
    ],
)
def test_inline_codes_of_xliff_1(tmp_path: Path, target: str, text: str) -> None:
    unit = f'<trans-unit id="1"><source>x</source><target>{target}</target></trans-unit>'
    assert read(write(tmp_path, "a.xlf", _XLIFF1.format(unit))).segments[0].text == text


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ('Ein <pc id="1">großes</pc> Haus', "Ein großes Haus"),
        ('Ein <pc id="1" equivStart="*" equivEnd="*">Wort</pc>', "Ein *Wort*"),
        ('Hallo <ph id="1" equiv="NAME" disp="{name}"/>!', "Hallo NAME!"),
        ('Ein <sc id="1"/>Wort<ec startRef="1"/>', "Ein Wort"),
        ('Zeile<ph id="1" type="fmt" subType="xlf:lb"/>zwei', "Zeile zwei"),
        ('<mrk id="m" translate="no">Acme</mrk> <sm id="s"/>da<em startRef="s"/>', "Acme da"),
        ('Eine Glocke<cp hex="0007"/><cp hex="D800"/><cp hex="x"/>', "Eine Glocke\x07"),
    ],
)
def test_inline_codes_of_xliff_2(tmp_path: Path, target: str, text: str) -> None:
    unit = f'<unit id="1"><segment><source>x</source><target>{target}</target></segment></unit>'
    assert read(write(tmp_path, "a.xlf", _XLIFF2.format(unit))).segments[0].text == text


def test_what_xliff_1_leaves_out(tmp_path: Path) -> None:
    units = """
    <trans-unit id="1"><source>One</source><target>Eins</target>
      <alt-trans><source>Won</source><target>Gewonnen</target></alt-trans></trans-unit>
    <trans-unit id="2" translate="no"><source>Acme</source><target>Acme</target></trans-unit>
    <group translate="no"><trans-unit id="3"><source>a</source></trans-unit>
      <trans-unit id="4" translate="yes"><source>Four</source></trans-unit></group>"""
    file = read(write(tmp_path, "a.xlf", _XLIFF1.format(units)))
    assert [(s.id, s.text, s.source) for s in file.segments] == [("1", "Eins", "One"), ("4", "", "Four")]


def test_what_xliff_2_leaves_out(tmp_path: Path) -> None:
    units = """
    <unit id="1"><mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#x">
      <source>Won</source><target>Gewonnen</target></mtc:match></mtc:matches>
      <segment id="s"><source>One.</source><target>Eins.</target></segment>
      <ignorable><source> </source><target> </target></ignorable>
      <segment><source>Two.</source></segment></unit>
    <unit id="2" translate="no"><segment><source>Acme</source></segment></unit>"""
    file = read(write(tmp_path, "a.xlf", _XLIFF2.format(units)))
    assert [(s.id, s.text, s.source) for s in file.segments] == [("1/s", "Eins.", "One."), ("1/2", "", "Two.")]


def test_units_of_several_files_have_their_names(tmp_path: Path) -> None:
    file = '<file original="{0}"><body><trans-unit id="1"><source>a</source><target>{0}</target></trans-unit></body></file>'
    path = write(tmp_path, "a.xlf", f'<xliff version="1.2">{file.format("x")}{file.format("y")}</xliff>')
    assert [segment.id for segment in read(path).segments] == ["x/1", "y/1"]


def _tmx(source: str, *languages: str) -> str:
    texts = "".join(f'<tuv xml:lang="{language}"><seg>{language} text</seg></tuv>' for language in languages)
    return _TMX.format(source, f"<tu>{texts}</tu>")


def test_languages_of_tmx(tmp_path: Path) -> None:
    def text(content: str, language: str | None = None) -> str:
        return read(write(tmp_path, "a.tmx", content), language=language).segments[0].text

    assert text(_tmx("en", "en", "de")) == "de text"
    assert text(_tmx("en-US", "de", "EN")) == "de text"
    assert text(_tmx("en", "en", "de", "fr"), "fr") == "fr text"
    assert text(_tmx("en", "en", "de-AT"), "de") == "de-AT text"
    assert text(_tmx("*all*", "en", "de"), "de") == "de text"
    for content, language, says in (
        (_tmx("en", "en", "de", "fr"), None, "is in en, de, fr"),
        (_tmx("*all*", "en", "de"), None, "does not say which is the source"),
        (_tmx("en", "en", "de"), "pl", "has no pl: it is in en, de"),
        (_tmx("en", "en", "de-AT", "de-DE"), "de", "more than one de (de-AT, de-DE)"),
        (_tmx("en"), None, "no translation units"),
    ):
        with pytest.raises(InputFileError) as caught:
            text(content, language)
        assert says in str(caught.value)


def test_units_of_tmx(tmp_path: Path) -> None:
    units = """
    <tu tuid="a"><tuv xml:lang="en"><seg>Press <bpt i="1">{b}</bpt>this<ept i="1">{/b}</ept></seg></tuv>
      <tuv xml:lang="de"><seg>Drücken Sie <ph><sub>x</sub>1</ph><hi>das</hi></seg></tuv></tu>
    <tu><tuv xml:lang="en"><seg>Left out</seg></tuv></tu>
    <tu><tuv lang="en"><seg>Two</seg></tuv><tuv lang="de"><seg>Zwei</seg></tuv><tuv lang="de"><seg>2</seg></tuv></tu>
    <tu><tuv xml:lang="fr"><seg>Trois</seg></tuv></tu>"""
    file = read(write(tmp_path, "a.tmx", _TMX.format("en", units)), language="de")
    assert [(s.id, s.text, s.source) for s in file.segments] == [
        ("a", "Drücken Sie das", "Press this"),
        ("Left out", "", "Left out"),
        ("Two", "Zwei", "Two"),
    ]
    assert "two texts in one language" in file.notes[0]


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
_UNIT = '<tu><tuv xml:lang="en"><seg>{0}</seg></tuv><tuv xml:lang="de"><seg>{0}</seg></tuv></tu>'


@pytest.mark.parametrize(
    ("doctype", "text"),
    [
        (f'<!DOCTYPE tmx [<!ENTITY l0 "ha">{_LAUGHS}]>', "&l11;"),
        ('<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
        ('<!DOCTYPE tmx [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>', "x"),
        ('<!DOCTYPE tmx SYSTEM "file:///etc/passwd">', "&a;"),
        ("", "&a;"),
    ],
)
def test_entities_are_refused(tmp_path: Path, doctype: str, text: str) -> None:
    path = write(tmp_path, "a.tmx", doctype + _TMX.format("en", _UNIT.format(text)))
    with pytest.raises(InputFileError, match="line 1 .*entity") as caught:
        read(path)
    assert "root:" not in str(caught.value)


def test_a_document_type_alone_is_harmless(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tmx", '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + _TMX.format("en", _UNIT.format("a &amp; b")))
    assert read(path).segments[0].text == "a & b"


@pytest.mark.parametrize("name", sorted(_WRITERS))
def test_a_file_that_is_cut_off_is_refused_at_every_place(tmp_path: Path, name: str) -> None:
    data = _WRITERS[name]([("a & b", "c"), ("d", "e")]).encode()
    for size in range(1, len(data)):
        with pytest.raises(InputFileError, match="line [1-4] is not well-formed XML"):
            read(write(tmp_path, name, data[:size]))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.tmx", "<tmx>\n<body>\n<tu></body></tmx>", "line 3 is not well-formed XML: mismatched tag"),
        ("a.tmx", '<xliff version="1.2"/>', "is no TMX file"),
        (
            "a.tmx",
            _TMX.format("en", "<tu><tuv><seg>a</seg></tuv></tu>"),
            "line 1 has a <tuv> that does not say its language",
        ),
        ("a.xlf", "<tmx/>", "is no XLIFF file"),
        ("a.xlf", '<xliff version="3.0"/>', "line 1 says XLIFF version '3.0'"),
        ("a.xlf", _XLIFF1.format("\n<trans-unit/>"), "line 2 has a <trans-unit> without an id"),
        ("a.xlf", _XLIFF1.format(""), "is empty"),
        ("a.xlf", '<?xml version="1.0" encoding="x-none"?><xliff version="1.2"/>', "encoding"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, name: str, content: str, says: str) -> None:
    with pytest.raises(InputFileError) as caught:
        read(write(tmp_path, name, content))
    assert says in str(caught.value)


def test_other_encodings_and_depths(tmp_path: Path) -> None:
    file: SegmentFile = read(
        write(tmp_path, "a.tmx", ('<?xml version="1.0" encoding="utf-16"?>' + tmx_of([("a", "ä")])).encode("utf-16"))
    )
    assert file.segments[0].text == "ä"
    deep = "<hi>" * 50_000 + "x" + "</hi>" * 50_000
    assert read(write(tmp_path, "b.tmx", _TMX.format("en", _UNIT.format(deep)))).segments[0].text == "x"


def test_units_in_the_wrong_place_are_none(tmp_path: Path) -> None:
    stray = '<unit id="1"><segment><source>a</source><target>b</target></segment></unit>'
    hidden = (
        '<unit id="2" translate="no"><segment translate="yes"><source>a</source><target>b</target></segment></unit>'
    )
    good = '<unit id="3"><segment><source>c</source><target>d</target></segment></unit>'
    content = f'<xliff version="2.0">{stray}<file id="f">{hidden}{good}</file></xliff>'
    assert [segment.text for segment in read(write(tmp_path, "a.xlf", content)).segments] == ["d"]
