"""What is behind the spelling judgement of each language: dictionaries, frequency list, keyboard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resources:
    """The resources of a language.

    `dictionaries` are Hunspell dictionaries by file name, any of which may know a word;
    `lists` the wordfreq lists that its frequencies come from; `floor` the least frequency
    (Zipf scale) that they hold. A `borrowed` list is of a related language.
    """

    language: str
    dictionaries: tuple[str, ...]
    lists: tuple[str, ...]
    floor: float
    keyboard: str
    alphabet: str
    borrowed: bool = False
    weak: bool = False
    """Whether its dictionary or list leaves much correct text unknown; then no judgement is `certain`."""
    likely: float | None = None
    """The least confidence that is reported, where it is not the common one: a short list makes every gap look small."""
    compounds: bool = False
    """Whether the language writes new compounds as one word, so that an unknown long word is little evidence."""


_LATIN = "abcdefghijklmnopqrstuvwxyz"

# language, dictionaries, list, keyboard, letters beside the base alphabet, compounds
_ROWS = """
bg bg_BG small_bg bg -
ca ca_ES large_ca qwerty àçèéíïòóúü·
cs cs_CZ large_cs qwertz_cs áčďéěíňóřšťúůýž
da da_DK small_da qwerty_da æøåé compounds
de de_DE large_de qwertz äöüß compounds
en en_GB,en_US large_en qwerty -
es es_ES large_es qwerty_es áéíñóúü
fi fi_FI large_fi qwerty_sv äöå compounds
fr fr large_fr azerty àâæçèéêëîïôœùûü
gl gl_ES large_pt,large_es qwerty_es áéíñóúü
hr hr_HR small_sh qwertz_hr čćđšž
hu hu_HU small_hu qwertz_hu áéíóöőúüű compounds
id id_ID small_id qwerty -
is is_IS small_is qwerty_is áðéíóúýþæö compounds
it it_IT large_it qwerty_it àèéìòù
lt lt small_lt qwerty ąčęėįšųūž
lv lv_LV small_lv qwerty āčēģīķļņšūž
nb nb_NO large_nb qwerty_da æøåé compounds
nl nl_NL large_nl qwerty éëïóöü compounds
pl pl large_pl qwerty ąćęłńóśźż
pt pt_PT large_pt qwerty_pt áâãàçéêíóôõú
ro ro_RO small_ro qwerty ăâîșț
ru ru_RU large_ru ru -
sk sk_SK small_sk qwertz_sk áäčďéíĺľňóôŕšťúýž
sl sl_SI small_sl qwertz_hr čšž
sv sv_SE large_sv qwerty_sv åäöé compounds
tr tr small_tr qwerty_tr çğıöşü
uk uk_UA large_uk uk -
"""

_WEAK = frozenset(("fi", "gl"))
"""Finnish has a dictionary without most inflected forms, Galician a list that is borrowed."""

_LIKELY_WITH_SMALL_LIST = 0.15
"""On planted slips in eleven such languages about a third is found, at 0.1 false alarms per 1,000 words of edited text."""
_LIKELY = {"fi": 0.88, "gl": 0.88, "id": 0.35}

_ALPHABETS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
}


def _resources(row: str) -> Resources:
    language, dictionaries, lists, keyboard, letters, *compounds = row.split()
    names = () if lists == "-" else tuple(lists.split(","))
    return Resources(
        language=language,
        dictionaries=tuple(dictionaries.split(",")),
        lists=names,
        floor=1.0 if all(name.startswith("large") for name in names) else 3.0,
        keyboard=keyboard,
        alphabet=_ALPHABETS.get(language) or _LATIN + letters.replace("-", ""),
        borrowed=language == "gl",
        weak=language in _WEAK or any(name.startswith("small") for name in names),
        likely=_LIKELY.get(language) or (_LIKELY_WITH_SMALL_LIST if names[0].startswith("small") else None),
        compounds=bool(compounds),
    )


SUPPORTED: dict[str, Resources] = {row.split()[0]: _resources(row) for row in _ROWS.strip().splitlines()}
"""The languages with a dictionary and a frequency list."""
