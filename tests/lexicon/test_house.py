"""Words of the house: which forms an entry covers, and that it covers no other word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.lexicon.endings import LEAST_STEM, LONGEST_CUT, rows_for
from tqcheck.lexicon.house import HouseWords, inflected
from tqcheck.lexicon.inventory import SUPPORTED

LANGUAGES = sorted(SUPPORTED)
LETTERS = "abcdefghijklmnopqrstuvwxyzäöüąęłśżéèçñışğőūčšабвгдежзийклмнопрстуфхцчшщьюяіїє"
words = st.text(LETTERS, min_size=1, max_size=12)

FORMS = [
    ("pl", "Hochstein", "Hochstein Hochsteina Hochsteinowi Hochsteinem Hochsteinie HOCHSTEINEM"),
    ("pl", "Duda", "Dudy Dudzie Dudę Dudą"),
    ("pl", "Zełenski", "Zełenskiego Zełenskiemu Zełenskim"),
    ("pl", "kanarek", "kanarka Kanarkiem kanarkom"),
    ("en", "Hochstein", "Hochstein's Hochstein’s Hochsteins Hochsteins' HOCHSTEIN'S HOCHSTEIN's"),
    ("en", "Kennedy", "Kennedys Kennedy's"),
    ("en", "deepfake", "deepfakes Deepfakes DEEPFAKES deepfaked deepfaking"),
    ("de", "Wärmepumpe", "Wärmepumpen WÄRMEPUMPEN"),
    ("de", "hybrid", "hybride hybriden Hybrides"),
    ("fi", "Putin", "Putinin Putinille Putinista"),
    ("fi", "Virtanen", "Virtasen Virtaselle Virtasta"),
    ("tr", "Erdoğan", "Erdoğan'ın Erdoğan’dan ERDOĞAN'IN"),
    ("tr", "İzmir", "İzmir'in İZMİR"),
    ("tr", "kitap", "kitabı kitaplarımızdan Kitaplar"),
    ("hu", "Hochstein", "Hochsteinnel Hochsteinnek"),
    ("cs", "Havel", "Havla Havlem"),
    ("cs", "Merkelová", "Merkelové Merkelovou"),
    ("ru", "Зеленский", "Зеленского Зеленскому Зеленским ЗЕЛЕНСКОГО"),
    ("ru", "кешбэк", "кешбэка Кешбэком"),
    ("uk", "Хохштайн", "Хохштайну Хохштайнові Хохштайном"),
    ("uk", "Зеленський", "Зеленського Зеленському"),
    ("it", "spritzino", "spritzini"),
    ("es", "tuit", "tuits tuites"),
    ("lt", "Putinas", "Putino Putinui"),
    ("en", "NGO", "NGOs NGO's"),
]


@pytest.mark.parametrize(("language", "entry", "forms"), FORMS, ids=lambda value: str(value)[:20])
def test_an_entry_covers_its_forms(language: str, entry: str, forms: str) -> None:
    house = HouseWords([entry], language)
    assert [form for form in forms.split() if house.find(form) is None] == []


@pytest.mark.parametrize(
    ("language", "entry", "others"),
    [
        ("pl", "Hochstein", "hochstein hochsteinem Hochstei Hochsteinerka Hoch Xochstein"),
        ("pl", "Asad", "Asadullah Asa"),
        ("en", "Time", "time times timed"),
        ("en", "kebab", "KeBab kebabery keba bab"),
        ("en", "iPhone", "Iphone iphone"),
        ("en", "=Beatles", "beatles Beatles's BEATLES Beatle"),
        ("ru", "Путин", "путин Распутин путинка"),
        ("pl", "IT", "ITem ITy"),
    ],
)
def test_an_entry_covers_nothing_else(language: str, entry: str, others: str) -> None:
    house = HouseWords([entry], language)
    assert [other for other in others.split() if house.find(other)] == []


@given(entry=words, language=st.sampled_from(LANGUAGES))
def test_the_base_form_is_always_accepted(entry: str, language: str) -> None:
    for written in (entry, entry.capitalize(), f"={entry}"):
        house = HouseWords([written], language)
        found = house.find(written.removeprefix("="))
        assert found is not None
        assert (found.entry, found.ending) == (written, "")


@given(entry=words, word=words, language=st.sampled_from(LANGUAGES))
def test_what_is_accepted_is_the_entry_s_beginning_with_an_ending_of_the_table(
    entry: str, word: str, language: str
) -> None:
    found = HouseWords([entry], language).find(word)
    if found is None or found.row is None:
        return
    stem = found.row.stem(entry)
    assert stem is not None
    assert len(stem) >= LEAST_STEM
    assert entry.startswith(stem)
    assert found.ending in found.row.endings
    assert word.lower() == stem + found.ending or word.upper() == word


@given(entry=words.filter(lambda w: len(w) >= 3), language=st.sampled_from(LANGUAGES), data=st.data())
def test_every_ending_of_the_table_is_accepted(entry: str, language: str, data: st.DataObject) -> None:
    rows = [row for row in rows_for(language) if row.only != "name" and len(row.stem(entry) or "") >= LEAST_STEM]
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    assert len(entry) - len(row.stem(entry) or "") <= LONGEST_CUT
    form = f"{row.stem(entry)}{data.draw(st.sampled_from(sorted(row.endings)))}"
    assert HouseWords([entry], language).find(form) is not None


@given(entry=words, word=words, language=st.sampled_from(LANGUAGES))
def test_an_unrelated_word_is_never_accepted(entry: str, word: str, language: str) -> None:
    if word[:LEAST_STEM] != entry[:LEAST_STEM]:
        assert HouseWords([entry], language).find(word) is None


def test_itself_before_another_entry_s_form() -> None:
    house = HouseWords(["Hochsteina", "Hochstein"], "pl")
    found = house.find("Hochsteina")
    assert found is not None
    assert found.entry == "Hochsteina"


@pytest.mark.parametrize(
    ("language", "entry", "word", "replacement", "form"),
    [
        ("en", "Kiev", "Kiev's", "Kyiv", "Kyiv's"),
        ("pl", "Lwow", "Lwowem", "Lviv", "Lvivem"),
        ("pl", "Lwow", "Lwow", "Lviv", "Lviv"),
        ("pl", "Lwow", "Lwowem", "Odessa", "Odessa"),  # no such ending on a word like this: the base form
        ("tr", "Bombay", "Bombay'ın", "Mumbai", "Mumbai"),  # another harmony
        ("en", "chairman", "chairmans", "head of the board", "head of the board"),
    ],
)
def test_a_replacement_takes_the_ending_where_it_fits(
    language: str, entry: str, word: str, replacement: str, form: str
) -> None:
    found = HouseWords([entry], language).find(word)
    assert found is not None
    assert inflected(found, replacement, language) == form
