"""Numbers in letters: a table made by CLDR's spelling rules (maintenance/number_words.py), and how words are put together."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from tqcheck.quantities.records import Word

_TABLE = Path(__file__).with_name("words.txt.gz")
_MORE = Path(__file__).with_name("more.txt")
_TOKEN = re.compile(r"[^\W\d_]+")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’`](?=[^\W\d_])")
"""Part of a word in Ukrainian and Belarusian, where the table has U+02BC."""
_BETWEEN = re.compile(r"[\s\-‐‑–]*(?:(?:and|und|e|y|et|и|en|og|och|və|ve|i|a|و|και|și|şi)\s+)?", re.IGNORECASE)

_SHORT_STEMS = frozenset(
    {"en", "de", "fr", "es", "pt", "it", "nl", "gl", "ca", "sv", "da", "nb", "id", "ms", "vi", "ro"}
)
"""Languages where a word that begins with three letters of a number is mostly another word."""

_OTHER_WORDS = {"gl": ("dos",)}
"""What a borrowed table has and the language uses otherwise: in Galician, of the."""
_LONGEST_RUN = 8
_LONGEST_FORM = 32

_HAN_DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "几": 0,
}
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HAN_RUN = re.compile(f"[{''.join(_HAN_DIGITS)}{''.join(_HAN_POWERS)}半双雙]+")

_ROMAN = re.compile(
    r"(?<!\w)(?=[IVXLCDM])(M{0,3})(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?=[\W\d]|(?:e|er|re|ère|ème|th|st|nd|rd|º|ª|ᵉ|ᵉʳ)(?!\w)|$)"
)
_SMALL_ROMAN = re.compile(r"(?<!\w)([xvi]{1,5})[eᵉ](?= siècle)")
"""How French prints centuries in small capitals: xixe siècle."""
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True)
class Table:
    """The words of a language. `cardinals` are forms by value; `values` are of single words, `stems` of beginnings of words."""

    cardinals: Mapping[int, tuple[str, ...]]
    values: Mapping[str, tuple[Fraction, ...]]
    stems: Mapping[str, Fraction]
    cut: Mapping[str, Fraction]
    """Beginnings that lack a letter or two of a form, for endings that no rule spells."""
    shortest: int
    joined: frozenset[str]
    """The first words of forms in several words."""


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    text = gzip.decompress(_TABLE.read_bytes()).decode("utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines())


@lru_cache(maxsize=1)
def _more() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in _MORE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, value, *forms = line.split()
            found.setdefault(language, []).extend((value, form) for form in forms)
    return found


@lru_cache(maxsize=128)
def table_for(language: str) -> Table:
    """Return the number words of a language; an empty table where CLDR cannot spell them."""
    cardinals: dict[int, tuple[str, ...]] = {}
    values: dict[str, list[Fraction]] = {}
    stems: dict[str, Fraction] = {}
    cut_stems: dict[str, Fraction] = {}
    shortest = 4 if language in _SHORT_STEMS else 3
    for cell in filter(None, _lines().get(language, "").split("\t")):
        key, _, forms = cell.partition("=")
        number = int(key.rstrip("."))
        if not key.endswith("."):
            cardinals[number] = tuple(forms.split(","))
        for form in forms.split(","):
            values.setdefault(form, []).append(Fraction(number))
    for key, form in _more().get(language, ()):
        values.setdefault(form, []).append(Fraction(key.rstrip(".!")))
    for number, form in _units_first(cardinals) if language in ("cs", "sk") else ():
        values.setdefault(form, []).append(Fraction(number))
    for form in _OTHER_WORDS.get(language, ()):
        values.pop(form, None)
    for form, found in values.items():
        if found[0] < 2 and found[0] != Fraction(1, 2):
            continue
        for cut in (0,) if language in _SHORT_STEMS - {"ro"} else (0, 1, 2):
            if len(form) - cut >= shortest and (not cut or len(form) >= 3 + 2 * cut):
                (cut_stems if cut else stems).setdefault(form[: len(form) - cut], found[0])
    joined = frozenset(re.split(r"[\W\d_]", form)[0] for form in values if not form.isalpha())
    return Table(cardinals, {form: tuple(found) for form, found in values.items()}, stems, cut_stems, shortest, joined)


def _units_first(cardinals: Mapping[int, tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    """Yield the forms of 21 to 99 that say the units first, beside those that CLDR has: jednašedesát, pětadvacet."""
    for tens in range(20, 100, 10):
        for unit in range(1, 10):
            for form in cardinals.get(unit, ()):
                stem = "jedn" if unit == 1 else form.removesuffix("a")
                yield from ((tens + unit, f"{stem}a{ten}") for ten in cardinals.get(tens, ()))


@lru_cache(maxsize=128)
def _with_scales(language: str) -> Table:
    """Return a language's words with the scale words that CLDR's compact formats add to them."""
    from tqcheck.quantities.cldr import formats_for

    table = table_for(language)
    formats = formats_for(language)
    values = {
        word: (Fraction(10**power),) for word, power in formats.scales.items() if len(word) > 2 or word > "\u0900"
    }
    stems = {stem: Fraction(10**power) for stem, power in formats.scale_stems.items()}
    return replace(table, values={**values, **table.values}, stems={**stems, **table.stems})


def words(text: str, language: str) -> list[Word]:
    """Return the numbers that a text has in letters, and Roman ones; single ones and what neighbours make together.

    It is generous: words that only begin like a number count too (tříprocentní, dreijährig). It serves to excuse.
    """
    table = _with_scales(language)
    found = [*_roman(text)]
    text = _as_listed(text, language)
    if language in ("zh", "ja"):
        found += _han(text)
    if language == "fr":
        found += _small_roman(text)
    singles: list[tuple[int, int, tuple[Fraction, ...]]] = []
    for match in _TOKEN.finditer(text):
        token = match[0].lower()
        exact = table.values.get(token)
        if exact is None and language == "it" and token.endswith("mila"):
            exact = tuple(1000 * value for value in table.values.get(token.removesuffix("mila"), ())) or None
        if exact is None and language == "ar":
            exact = next((table.values[w] for w in _arabic(token) if w in table.values), None)
        if exact is None:
            exact = _by_beginning(_arabic(token)[0] if language == "ar" else token, table)
        if exact is None and language == "ko":
            exact = _by_beginning(token[:1], table)
        if exact:
            singles.append((match.start(), match.end(), exact))
            listed = token in table.values and len(exact) == 1
            found += [Word(match.start(), match.end(), match[0], value, listed) for value in exact]
    found += _together(text, singles)
    found += _joined(text, table)
    return found


def _as_listed(text: str, language: str) -> str:
    """Return a text, character by character, in the letters that the table is written in: п’ять as пʼять."""
    if language in ("uk", "be"):
        return _APOSTROPHE.sub("ʼ", text)
    return text.replace("ё", "е").replace("Ё", "Е") if language == "ru" else text


def _joined(text: str, table: Table) -> list[Word]:
    """Return the numbers that are spelt in several words, or with hyphens, as the table has them: vingt-et-un."""
    if not table.joined:
        return []
    tokens = list(_TOKEN.finditer(text))
    found = []
    for place, first in enumerate(tokens):
        if first[0].lower() not in table.joined:
            continue
        for last in tokens[place + 1 : place + 5]:
            if last.end() - first.start() > _LONGEST_FORM:
                break
            span = first.start(), last.end()
            for value in table.values.get(text[slice(*span)].lower().replace("‑", "-"), ()):
                found.append(Word(*span, text[slice(*span)], value, True))
    return found


def _arabic(token: str) -> tuple[str, ...]:
    """Return an Arabic word without and, in, and the article."""
    bare = token[1:] if token[0] in "وبلف" and len(token) > 3 else token
    bare = bare.removeprefix("ال")
    return bare, "ال" + bare, bare.rstrip("ةه")


def _by_beginning(token: str, table: Table) -> tuple[Fraction, ...] | None:
    """Return the values of the longest beginnings of a word that are a number, and a number without its ending."""
    found = []
    for stems in (table.stems, table.cut):
        for size in range(min(len(token), 24), table.shortest - 1, -1):
            value = stems.get(token[:size])
            if value is not None:
                found.append(value)
                break
    return tuple(dict.fromkeys(found)) or None


def _together(text: str, singles: list[tuple[int, int, tuple[Fraction, ...]]]) -> list[Word]:
    """Return what runs of number words mean together: added where they fall, multiplied where they rise."""
    found: list[Word] = []
    for first, (start, end, values) in enumerate(singles):
        total, current = Fraction(0), _whole(values)
        for begin, stop, more in singles[first + 1 : first + _LONGEST_RUN]:
            if _BETWEEN.fullmatch(text, end, begin) is None:
                break
            value, end = _whole(more), stop
            if value == 20 and current == 4:
                current = Fraction(80)  # Quatre-vingts.
            elif value >= 100 and current and value > current:
                current *= value
                if value >= 1000:
                    total, current = total + current, Fraction(0)
            else:
                current += value
            found.append(Word(start, end, text[start:end], total + current))
    return found


def _whole(values: tuple[Fraction, ...]) -> Fraction:
    return next((value for value in values if value >= 1), values[0])


def _han(text: str) -> list[Word]:
    found = []
    for run in _HAN_RUN.finditer(text):
        if run[0] in ("半", "双", "雙"):
            value = Fraction(1, 2) if run[0] == "半" else Fraction(2)
            found.append(Word(run.start(), run.end(), run[0], value))
            continue
        made = han_value(run[0])
        if made is not None:
            found.append(Word(run.start(), run.end(), run[0], made, exact=len(run[0]) > 1))
        for place, character in enumerate(run[0]):
            if character in _HAN_DIGITS and len(run[0]) > 1:
                found.append(
                    Word(run.start() + place, run.start() + place + 1, character, Fraction(_HAN_DIGITS[character]))
                )
    return found


def han_value(run: str) -> Fraction | None:
    """Return the value of a number in Chinese numerals, None where the characters make none."""
    if all(character in _HAN_DIGITS for character in run):
        return Fraction(int("".join(str(_HAN_DIGITS[character]) for character in run)))
    total = section = digit = 0
    for character in run:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif character in _HAN_POWERS:
            power = _HAN_POWERS[character]
            if power >= 10**4:
                total = (total + section + digit or 1) * power if total < power else total + (section + digit) * power
                section = 0
            else:
                section += (digit or 1) * power
            digit = 0
        else:
            return None
    return Fraction(total + section + digit)


def _is_roman_letter(text: str, start: int, letter: str) -> bool:
    """Say whether a letter alone may be a number: V and X, and I after a name (Karol I), for it is a word in many languages."""
    if letter != "I":
        return letter in "VX"
    return re.search(r"[^\W\d_]*\s$", text[max(0, start - 24) : start]) is not None and (
        text[:start].rstrip().rpartition(" ")[2][:1].isupper()
    )


def _roman(text: str) -> list[Word]:
    found = []
    for match in _ROMAN.finditer(text):
        digits = "".join(match.groups())
        if not digits or (len(digits) == 1 and not _is_roman_letter(text, match.start(), digits)):
            continue
        found.append(Word(match.start(), match.end(), digits, Fraction(roman_value(digits)), exact=True))
    return found


def _small_roman(text: str) -> list[Word]:
    return [
        Word(*match.span(), match[0], Fraction(roman_value(match[1].upper())), exact=True)
        for match in _SMALL_ROMAN.finditer(text)
    ]


def roman_value(letters: str) -> int:
    """Return the value of a Roman number."""
    total = 0
    for place, letter in enumerate(letters):
        value = _ROMAN_VALUES[letter]
        later = _ROMAN_VALUES[letters[place + 1]] if place + 1 < len(letters) else 0
        total += -value if value < later else value
    return total


# ------------------------------------------------------------------ what is surely a number

_UNSURE = frozenset({"zh", "ja", "ko", "th", "km", "vi", "ar", "he", "fa", "ur", "mt"})
"""Languages whose words have no spaces between them, are syllables of many meanings, or carry articles and prepositions."""
_HOMOGRAPHS = {
    "it": "sei venti sette", "fr": "neuf neufs neuve", "es": "octavos cuartos", "nl": "acht", "sv": "sex", "is": "sex",
    "fi": "kuusi kuusen kuusia", "et": "kuus viis", "tr": "on altı yedi kırk", "az": "on altı", "crh": "on altı",
    "hu": "hat hét öt", "ca": "set nou", "oc": "sèt nòu", "ro": "nouă", "ru": "сорок семью", "uk": "сорок", "be": "сорак",
    "id": "lima", "ms": "lima", "tl": "lima", "fil": "lima", "sw": "tisa", "cy": "pump", "da": "elleve", "fo": "seks",
    "lb": "aacht", "af": "agt",
}  # fmt: skip
"""Numbers that are other words too: winds, new, spruce, week, magpies."""
_AFTER_YEARS = frozenset(
    {"anni", "années", "años", "anos", "anys", "anii", "anilor", "lata", "latach", "lat", "let", "letech", "godine"}
)
_DECADES_EN = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
               "nineties": 90}  # fmt: skip
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:…。])[\s\"'“”„«»‘’(\[–—-]*$")
_LEAST_CARDINAL, _LEAST_ORDINAL = 3, 4
"""Both and a pair are two, a third party is a stranger: under these nothing is missing without a rival."""


@lru_cache(maxsize=128)
def _sure(language: str) -> tuple[Mapping[str, tuple[int, bool]], frozenset[str]]:
    """Return the forms that mean one number only, with its value and whether it is an ordinal; and words that make fractions."""
    found: dict[str, set[tuple[int, bool]]] = {}
    if language not in _UNSURE:
        for cell in filter(None, _lines().get(language, "").split("\t")):
            key, _, forms = cell.partition("=")
            for form in forms.split(","):
                found.setdefault(form, set()).add((int(key.rstrip(".")), key.endswith(".")))
        for key, form in _more().get(language, ()):
            if key[-1] in ".!":
                found.setdefault(form, set()).add((int(key[:-1]), key[-1] == "."))
    other = set(_HOMOGRAPHS.get(language, "").split())
    parts = {form for form, values in found.items() if any(ordinal for _, ordinal in values)}
    parts |= {form for key, form in _more().get(language, ()) if "/" in key}
    sure = {form: min(values) for form, values in found.items() if len(values) == 1 and form not in other}
    return sure, frozenset(parts)


def spelt(text: str, language: str) -> list[Word]:
    """Return the numbers from two on that are spelt in letters and can mean nothing else, each with its longest value.

    Strict where `words` is generous: a number of this list may be missed in a translation. Words with a capital inside a
    sentence are names (the Seven), and parts of a whole (three quarters) are left to `words`.
    """
    sure, parts = _sure(language)
    if not sure:
        return []
    found: list[Word] = []
    text = _as_listed(text, language)
    tokens = list(_TOKEN.finditer(text))
    place = 0
    while place < len(tokens):
        run = _run(text, tokens, place, sure, language)
        if run is None:
            place += 1
            continue
        value, last, ordinal = run
        start, end = tokens[place].start(), tokens[last].end()
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        part = (
            following is not None
            and following[0].lower() in parts
            and text[end : following.start()].strip(" -\u00a0") == ""
        )
        before = tokens[place - 1][0].lower() if place else ""
        if not part and value >= (_LEAST_ORDINAL if ordinal else _LEAST_CARDINAL) - 1:
            kind = "ordinal" if ordinal else "decade" if before in _AFTER_YEARS and value % 10 == 0 else ""
            found.append(Word(start, end, text[start:end], Fraction(value), True, kind))
        place = last + 1
    if language == "en":
        found += [
            Word(*match.span(), match[0], Fraction(_DECADES_EN[match[0].lower()]), True, "decade")
            for match in tokens
            if match[0].lower() in _DECADES_EN
        ]
        found.sort(key=lambda word: word.start)
    return found


def _scale(word: str, language: str) -> tuple[int, bool] | None:
    """Return the power of ten that a word after a number says, as `_sure` has it."""
    from tqcheck.quantities.cldr import formats_for

    formats = formats_for(language)
    power = formats.scales.get(word) if len(word) > 2 else None
    for cut in range(5):
        power = power or (formats.scale_stems.get(word[: len(word) - cut]) if len(word) - cut >= 4 else None)
    return None if power is None else (10**power, False)


def _run(
    text: str, tokens: list[re.Match[str]], place: int, sure: Mapping[str, tuple[int, bool]], language: str
) -> tuple[int, int, bool] | None:
    """Return the value of the number that begins with a token, its last token, and whether it is an ordinal."""
    first = sure.get(tokens[place][0].lower())
    if first is None or first[0] >= 1000 or first[0] == 100:
        return None
    if tokens[place][0][0].isupper() and not _SENTENCE_BEGINS.search(text, 0, tokens[place].start()):
        before = tokens[place - 1][0].lower() if place else ""
        if before not in _AFTER_YEARS:
            return None
    total, (current, ordinal), last = 0, first, place
    while not ordinal:
        # The next word, or the one after "and".
        after = next(
            (
                n
                for n in range(last + 1, min(last + 3, len(tokens)))
                if (tokens[n][0].lower() in sure or _scale(tokens[n][0].lower(), language))
                and _BETWEEN.fullmatch(text, tokens[last].end(), tokens[n].start())
            ),
            None,
        )
        word = tokens[after][0].lower() if after is not None else ""
        more = sure.get(word) or _scale(word, language)
        if after is None or more is None:
            break
        value, ordinal_here = more
        if total and value >= 1000 and value * 1000 > total:
            break  # Three million, five million.
        if value == 20 and current == 4:
            current = 80
        elif value >= 100 and str(value).strip("0") == "1" and current and value > current % 1000:
            current *= value
            if value >= 1000:
                total, current = total + current, 0
        elif (
            (value < 10 and current >= 20 and current % 10 == 0)
            or (value < 20 and current in (60, 80))
            or (value < 100 and current >= 100 and current % 100 == 0)
            or (not current and total and value < 1000 and after == last + 1)
        ):
            current += value
        else:
            break
        last, ordinal = after, ordinal_here
    return total + current, last, ordinal


def is_weak(value: Fraction, ordinal: bool) -> bool:
    """Say whether a number in letters is too small to be missed where nothing stands in its place."""
    return value < (_LEAST_ORDINAL if ordinal else _LEAST_CARDINAL)
