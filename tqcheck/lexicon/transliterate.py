"""Words of other scripts in Latin letters, and what is left of a name when the ways of writing one sound are made one.

The tables are our own and coarse: they serve to recognise a name that is known in another
script, not to write it. What a script leaves out (short vowels, h) is left out of the
comparison, not guessed. Chinese characters, Thai and Khmer are not covered: `romanise` returns
an empty string for them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LATIN = {
    "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ə": "a",
    "ŋ": "n", "š": "sh", "ś": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ć": "ch", "ç": "s", "ž": "zh", "ź": "zh",
    "ż": "zh", "ř": "rzh", "ț": "ts", "ţ": "ts", "ğ": "g", "ķ": "k", "ģ": "g", "ļ": "l", "ņ": "n",
}  # fmt: skip
"""Small Latin letters that are more than a letter with an accent, by the sound that other scripts give them."""

_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґўђјљњћџқғңөұүһәѓќѕ",
        "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya o e i i g u dj j lj nj ch dzh k g n "
        "o u u h a g k z".split(),
        strict=True,
    )
)
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t i f h ps o".split(), strict=True)
)
_GREEK_PAIRS = (("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "ng"), ("ου", "u"), ("αι", "e"), ("ει", "i"), ("οι", "i"),
                ("αυ", "av"), ("ευ", "ev"), ("τζ", "dz"), ("τσ", "ts"))  # fmt: skip
_GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k g k sh ch ts dz ts ch kh dzh h".split(),
        strict=True,
    )
)
_ARMENIAN = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        "a b g d e z e e t zh i l kh ts k h dz gh ch m i n sh o ch p dzh r s v t r ts v p k o f ev".split(),
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأإؤئةپچژگڤکیٹڈڑےںھۀڨ",
        "a b t th j h kh d dh r z s sh s d t z a g f k k l m n h u i a - a a i u i a p ch zh g v k i t d r e n h e g".split(),
        strict=True,
    )
)
_HEBREW = dict(
    zip(
        "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
        "a b g d h u z kh t i k k l m m n n s a p f ts ts k r sh t".split(),
        strict=True,
    )
)
_INDIC_CONSONANTS = (
    "k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h".split()
)  # U+0915 to U+0939
_INDIC_VOWELS = "a a i i u u ri l e e e ai o o o au".split()  # U+0905 to U+0914
_INDIC_SIGNS = "a i i u u ri ri e e e ai o o o au".split()  # U+093E to U+094C
_INDIC = range(0x0900, 0x0D80)
"""The blocks of Devanagari to Malayalam, in which the same letters stand in the same places."""

_HANGUL_FIRST = "g kk n d tt r m b pp s ss - j jj ch k t p h".split()
_HANGUL_VOWEL = "a e ya ye o e yo ye o wa we we yo u wo we wi yu u ui i".split()
_HANGUL_LAST = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p h".split()

_SIMPLE: dict[str, str] = {
    letter: "" if sound == "-" else sound
    for table in (_LATIN, _CYRILLIC, _GREEK, _GEORGIAN, _ARMENIAN, _ARABIC, _HEBREW)
    for letter, sound in table.items()
}
_UKRAINIAN = {"г": "h", "и": "y"}


@lru_cache(maxsize=20_000)
def romanise(word: str, language: str | None = None) -> str:
    """Return a word in the letters a to z as far as its script is known; other characters are left out."""
    small = word.lower()
    if small.isascii():
        return "".join(filter(str.isalpha, small))
    small = unicodedata.normalize("NFC", small)
    if "\u0370" <= small[0] <= "\u03ff" or "\u1f00" <= small[0] <= "\u1fff":
        small = "".join(c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c))
        for pair, sound in _GREEK_PAIRS:
            small = small.replace(pair, sound)
    letters: list[str] = []
    for letter in small:
        if "a" <= letter <= "z":
            letters.append(letter)
        elif language in ("uk", "be") and letter in _UKRAINIAN:
            letters.append(_UKRAINIAN[letter])
        elif letter in _SIMPLE:
            letters.append(_SIMPLE[letter])
        else:
            letters.append(_other(letter, letters))
    return "".join(letters)


def _other(letter: str, before: list[str]) -> str:
    code = ord(letter)
    if 0xAC00 <= code <= 0xD7A3:
        first, rest = divmod(code - 0xAC00, 588)
        vowel, last = divmod(rest, 28)
        made = _HANGUL_FIRST[first] + _HANGUL_VOWEL[vowel] + _HANGUL_LAST[last]
        return made.replace("-", "")
    if code in _INDIC:
        return _indic(code, before)
    if 0x3041 <= code <= 0x30FF or 0x1200 <= code <= 0x137F:
        return _by_name(letter)
    for part in unicodedata.normalize("NFD", letter):
        if "a" <= part <= "z":
            return part
        if part in _SIMPLE:
            return _SIMPLE[part]
    return ""


def _indic(code: int, before: list[str]) -> str:
    place = code % 0x80
    if 0x15 <= place <= 0x39:
        return _INDIC_CONSONANTS[place - 0x15] + "a"
    if 0x3E <= place <= 0x4D and before:
        # A vowel sign, or the mark of none, takes the place of the vowel that every consonant has.
        before[-1] = before[-1].removesuffix("a")
        return _INDIC_SIGNS[place - 0x3E] if place < 0x4D else ""
    if 0x05 <= place <= 0x14:
        return _INDIC_VOWELS[place - 0x05]
    return "n" if place in (0x01, 0x02, 0x70) else ""


@lru_cache(maxsize=1024)
def _by_name(letter: str) -> str:
    """Return the sound of a kana or an Ethiopic syllable, which is the last word of its Unicode name."""
    name = unicodedata.name(letter, "")
    if not name.startswith(("HIRAGANA LETTER", "KATAKANA LETTER", "ETHIOPIC SYLLABLE")):
        return ""
    return "" if name.endswith("SMALL TU") else name.split()[-1].lower()


# ------------------------------------------------------------------------------- one sound, one letter

_SOUNDS = (
    ("shch", "s"), ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("dzh", "s"), ("rzh", "rs"), ("rz", "rs"), ("kh", "h"),
    ("sh", "s"), ("zh", "s"), ("cz", "s"), ("sz", "s"), ("zs", "s"), ("dz", "s"), ("dj", "s"), ("ts", "s"), ("tz", "s"),
    ("ck", "k"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("gh", "g"), ("bh", "b"), ("qu", "kv"), ("q", "k"), ("x", "ks"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ea", "i"), ("ue", "u"), ("oe", "o"), ("ae", "a"), ("eau", "o"),
    ("ya", "a"), ("yu", "u"), ("ia", "a"), ("iu", "u"), ("w", "v"), ("y", "i"), ("z", "s"), ("ei", "ai"),
)  # fmt: skip
_SOFT_C = re.compile(r"c(?=[eiy])")
_BEFORE_VOWEL = re.compile(r"^u(?=[aeio])")
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiouy")
_ONE_ORGAN = str.maketrans({"p": "b", "v": "f", "g": "k", "h": "", "j": "s", "c": "k"})


@lru_cache(maxsize=20_000)
def sounds(latin: str) -> tuple[str, ...]:
    """Return what a romanised name may sound like, coarsely: one string, or more where ch or j are ambiguous."""
    made = []
    for ch, j in (("s", "i"), ("h", "s")) if "ch" in latin or "j" in latin else (("s", "i"),):
        text = latin.replace("tch", "s").replace("sch", "s").replace("shch", "s").replace("dj", "s")
        text = text.replace("ch", ch).replace("j", j)
        for written, sound in _SOUNDS:
            if written in text:
                text = text.replace(written, sound)
        text = _BEFORE_VOWEL.sub("v", text)
        text = _SOFT_C.sub("s", text).replace("c", "k")
        made.append(_DOUBLE.sub(r"\1", text))
    return tuple(dict.fromkeys(made))


@lru_cache(maxsize=20_000)
def consonants(sound: str) -> str:
    """Return the consonants of a name that `sounds` gave, one letter for each place where they are spoken.

    What scripts without vowels, or without p, v or g, leave of a name.
    """
    return _DOUBLE.sub(r"\1", sound.translate(_VOWELS).translate(_ONE_ORGAN))
