"""Glossaries: columns and statuses of tables, the dialects of TBX, errors that name file and line, what is kept."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.errors import ConfigError
from tqcheck.lexicon.glossary import Entry, Glossary, check_row, read


def entries(name: str, text: str) -> list[Entry]:
    return read(Path(name), text.encode("utf-8"))


def wanted(folder: Path, name: str, text: str, source: str = "en", target: str = "de") -> dict[str, tuple[str, ...]]:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return {term: found.terms for term, found in Glossary([file]).between(source, target).items()}


# ------------------------------------------------------------------------------------- tables


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "en,de,note\nheat pump,Wärmepumpe|WP,not: Aggregat\n"),
        ("a.csv", "\ufeffen;de;note\nheat pump;Wärmepumpe | WP;not: Aggregat\n"),
        ("a.csv", 'EN,German,Note\r\nheat  pump,"Wärmepumpe; WP",not: Aggregat\r\n\r\n'),
        ("a.tsv", "en\tde\tnote\nheat pump\tWärmepumpe|WP\tnot: Aggregat\n"),
        ("a.csv", "id_of_ours,en,de,note\n".replace("id_of_ours", "#id") + "7,heat pump,Wärmepumpe|WP,not: Aggregat\n"),
    ],
)
def test_tables(name: str, text: str) -> None:
    (entry,) = entries(name, text)
    assert entry.terms == {"en": ("heat pump",), "de": ("Wärmepumpe", "WP")}
    assert entry.note == "not: Aggregat"
    assert entry.place == f"{name}:2"


def test_the_place_of_a_row_is_the_line_that_it_begins_on() -> None:
    found = entries("a.csv", 'en,de,note\na,b,"two\nlines"\nc,d,\n')
    assert [entry.place for entry in found] == ["a.csv:2", "a.csv:4"]


def test_statuses(tmp_path: Path) -> None:
    text = (
        "en,de,status,forbidden_de\n"
        "heat pump,Wärmepumpe,approved,Pumpe\n"
        "heat pump,Wärmeaggregat,deprecated,\n"
        "heat pump,Klimakiste,draft,\n"
        "boiler,Kessel,,\n"
    )
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    found = Glossary([file]).between("en", "de")
    assert found["heat pump"].terms == ("Wärmepumpe",)
    assert found["heat pump"].forbidden == ("Pumpe", "Wärmeaggregat")
    assert found["boiler"].terms == ("Kessel",)


def test_regions(tmp_path: Path) -> None:
    text = "en,pt,pt-PT,pt-BR\nbus,veículo,autocarro,ônibus\n"
    assert wanted(tmp_path, "a.csv", text, "en", "pt-BR") == {"bus": ("veículo", "ônibus")}
    assert wanted(tmp_path, "a.csv", text, "en-GB", "pt") == {"bus": ("veículo", "autocarro", "ônibus")}
    assert wanted(tmp_path, "a.csv", text, "pt-PT", "en") == {
        "autocarro": ("bus",),
        "veículo": ("bus",),
        "ônibus": ("bus",),
    }


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "", "a.csv: is empty"),
        ("a.csv", "en,note\n", "a.csv:1: names fewer than two languages"),
        ("a.csv", "en,de,frensh\n", "a.csv:1: 'frensh' is no column of a glossary"),
        ("a.csv", "en,de,de\n", "a.csv:1: has two columns 'de'"),
        ("a.csv", "en,de\na,b\nc\n", "a.csv:3: has 1 cell where the first line has 2"),
        ("a.csv", "en,de\na,b\n\nc,–\n", "a.csv:4: '–' is no term"),
        ("a.csv", "en,de,status\na,b,perhaps\n", "a.csv:2: the status 'perhaps' is none that is known"),
        ("a.csv", "en,de,forbidden_de\na,b,b\n", "a.csv:2: 'b' is both to be written and forbidden in de"),
        ("a.csv", 'en,de\na,b\n"c,d\n', "a.csv:3: is not CSV"),
        ("a.tbx", "<tmx/>", "a.tbx:1: is no TBX file: it begins with <tmx>"),
        ("a.tbx", "<martif>\n<text></martif>", "a.tbx:2: is not well-formed XML"),
        ("a.tbx", "<martif/>", "a.tbx: holds no entries"),
        (
            "a.tbx",
            "<tbx>\n<conceptEntry><langSec/></conceptEntry></tbx>",
            "a.tbx:2: <langSec> does not say its language",
        ),
        ("a.tbx", '<!DOCTYPE m [\n<!ENTITY x "y">]><martif/>', r"a.tbx:2: declares an entity \(x\)"),
        ("a.tbx", '<!DOCTYPE martif SYSTEM "x.dtd"><martif>\n&y;</martif>', "a.tbx:2: uses an entity"),
    ],
)
def test_errors_name_file_and_line(name: str, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        entries(name, text)


def test_what_is_no_text_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"a\.csv:2: is not UTF-8 text"):
        read(Path("a.csv"), b"en,de\nm\xfcll,a\n")
    with pytest.raises(ConfigError, match="cannot be read"):
        Glossary([tmp_path / "absent.csv"]).between("en", "de")


_CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)


@given(st.lists(st.tuples(_CELL, _CELL), max_size=5))
def test_any_table_is_read_or_refused_in_one_line(rows: list[tuple[str, str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(("en", "de"))
    writer.writerows(rows)
    try:
        found = entries("a.csv", buffer.getvalue())
    except ConfigError as error:
        assert str(error).startswith("a.csv:")
        return
    for entry in found:
        for terms in entry.terms.values():
            assert all(term == " ".join(term.split()) and any(map(str.isalnum, term)) for term in terms)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for name in ("a.csv", "a.tsv", "a.tbx"):
        try:
            read(Path(name), data)
        except ConfigError as error:
            assert str(error).startswith(name)


def test_rows_of_the_settings() -> None:
    glossary = Glossary(rows=[{"en": "heat pump", "de": ("Wärmepumpe", "WP"), "forbidden_de": "Aggregat"}])
    found = glossary.between("en", "de")["heat pump"]
    assert (found.terms, found.forbidden, found.places) == (("Wärmepumpe", "WP"), ("Aggregat",), ("the settings",))
    with pytest.raises(ValueError, match="fewer than two languages"):
        check_row({"en": "heat pump"})


# ---------------------------------------------------------------------------------------- TBX

_V2 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="c1"><descrip type="definition">Moves <hi>heat</hi>.</descrip><note>For houses.</note>
 <langSet xml:lang="en"><tig><term>heat pump</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
 <langSet xml:lang="de">
  <tig><term>WP</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
  <ntig><termGrp><term>Wärme<hi>pumpe</hi></term>
   <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
  <tig><term>Aggregat</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
 </langSet>
 <langSet xml:lang="x-klingon"><tig><term>qul</term></tig></langSet>
</termEntry>
</body></text></martif>"""
_V3 = """<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader/>
<text><body>

<conceptEntry id="c1"><note>For houses.</note>
 <langSec xml:lang="en"><termSec><term>heat pump</term></termSec></langSec>
 <langSec xml:lang="de">
  <termSec><term>Wärmepumpe</term></termSec>
  <termSec><term>WP</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
  <termSec><term>Aggregat</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
 </langSec></conceptEntry></body></text></tbx>"""
_V3_DCT = _V3.replace("dca", "dct").replace('termNote type="administrativeStatus"', "min:administrativeStatus")
_V3_DCT = _V3_DCT.replace("</termNote>", "</min:administrativeStatus>").replace(
    "<tbx ", '<tbx xmlns:min="http://www.tbxinfo.net/ns/min" '
)
_MIN = """<TBX dialect="TBX-Min"><header/><body>


<entry id="c1"><note>For houses.</note>
 <langGroup xml:lang="en"><termGroup><term>heat pump</term></termGroup></langGroup>
 <langGroup xml:lang="de">
  <termGroup><term>Wärmepumpe</term><termStatus>preferred</termStatus></termGroup>
  <termGroup><term>WP</term><termStatus>admitted</termStatus></termGroup>
  <termGroup><term>Aggregat</term><termStatus>obsolete</termStatus></termGroup>
 </langGroup></entry></body></TBX>"""


@pytest.mark.parametrize(
    ("text", "line"), [(_V2, 5), (_V3, 4), (_V3_DCT, 4), (_MIN, 4)], ids=["v2", "v3", "dct", "min"]
)
def test_dialects_of_tbx(text: str, line: int) -> None:
    (entry,) = entries("a.tbx", text)
    assert entry.terms == {"en": ("heat pump",), "de": ("Wärmepumpe", "WP")}
    assert entry.forbidden == {"de": ("Aggregat",)}
    assert entry.note == "For houses."
    assert entry.place == f"a.tbx:{line}"


# --------------------------------------------------------------------------- what is kept


def test_a_large_file_is_read_once_until_it_changes(tmp_path: Path) -> None:
    words = ["".join(chr(97 + int(digit)) for digit in str(number)) for number in range(6000)]
    text = "en,de\n" + "".join(f"{word},{word.title()}\n" for word in words)
    assert len(text) > 50_000
    file = tmp_path / "large.csv"
    file.write_text(text, encoding="utf-8")
    first = Glossary([file]).between("en", "de")
    again = Glossary([file])
    assert again.between("en", "de") == first
    assert "entries" not in vars(again)  # what was kept has answered
    file.write_text(text.replace("\nbcd,Bcd\n", "\nbcd,Otherwise\n"), encoding="utf-8")
    assert Glossary([file]).between("en", "de")["bcd"].terms == ("Otherwise",)
    file.write_text(text + "a,b,c\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"large\.csv:6002: has 3 cells"):
        Glossary([file]).between("en", "de")
