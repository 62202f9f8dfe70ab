"""Numbers in letters: a table that CLDR's spelling rules made (maintenance/number_words.py), and how its words are put together."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from tqcheck.quantities.records import Word

_TABLE = Path(__file__).with_name("words.txt.gz")
_TOKEN = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s\-‐‑–]*(?:(?:and|und|e|y|et|и|en|og|och|və|ve|i|a|و|και|și|şi)\s+)?", re.IGNORECASE)

_MORE: dict[str, dict[str, str]] = {
    "en": {"1/2": "half halves halved", "1/3": "third thirds", "1/4": "quarter quarters", "2/3": "two-thirds", "12": "dozen dozens",
           "2": "both twice double doubled doubles couple pair twin twins second two-fold", "3": "triple tripled thrice threefold trio",
           "4": "quadruple", "10": "decade decades tenfold", "14": "fortnight", "20": "score", "100": "century centuries hundreds",
           "1000": "thousands", "1000000": "millions million", "1": "single once first a", "0": "zero nil no none", "50": "half",
           "25": "quarter"},
    "de": {"1/2": "halb halbe halben halber halbes hälfte", "3/2": "anderthalb eineinhalb", "1/3": "drittel", "1/4": "viertel", "12": "dutzend",
           "2": "beide beiden beider zwo zweimal doppelt doppelte paar verdoppelt", "10": "jahrzehnt jahrzehnte", "1": "einmal einzige", "50": "hälfte"},
    "fr": {"1/2": "demi demie moitié", "1/4": "quart", "1/3": "tiers", "12": "douzaine", "10": "décennie dizaine", "15": "quinzaine", "20": "vingtaine",
           "100": "centaine siècle centaines", "1000": "millier milliers", "2": "double deux second seconde deuxième", "30": "trentaine",
           "40": "quarantaine", "50": "moitié cinquantaine", "3": "triple", "1": "premier"},
    "es": {"1/2": "medio media mitad", "1/4": "cuarto", "1/3": "tercio", "12": "docena", "10": "década decena", "2": "ambos ambas doble par",
           "50": "mitad", "100": "centenar ciento siglo cien", "1000": "millar miles", "20": "veintena", "1": "sola solo"},
    "pt": {"1/2": "meio meia metade", "1/4": "quarto", "1/3": "terço", "12": "dúzia", "10": "década dezena", "2": "ambos ambas dobro duplo par",
           "50": "metade", "100": "centena cem cento século", "1000": "milhares", "6": "meia"},
    "gl": {"1/2": "medio media metade", "10": "década", "2": "ambos ambas dúas dous segundo", "1": "unha un", "100": "século cen"},
    "it": {"1/2": "mezzo mezza metà", "1/4": "quarto", "1/3": "terzo", "12": "dozzina", "10": "decennio decina", "2": "entrambi entrambe doppio coppia",
           "50": "metà", "100": "centinaio secolo", "1000": "migliaia migliaio", "20": "ventina", "1": "sola solo"},
    "nl": {"1/2": "half halve helft", "3/2": "anderhalf anderhalve", "12": "dozijn", "2": "beide beiden dubbel", "50": "helft", "10": "decennium"},
    "pl": {"1/2": "pół połowa połowy połowę połowie", "3/2": "półtora półtorej", "1/4": "ćwierć", "12": "tuzin", "2": "oba obie obu oboje dwoje podwójny dwukrotnie para",
           "10": "dekada dekady dekadzie", "50": "połowa połowy", "15": "kwadrans", "3": "troje trójka trójki", "4": "czworo czwórka", "5": "pięcioro piątka"},
    "cs": {"1/2": "půl polovina poloviny polovinu půlka", "3/2": "půldruhého", "1/4": "čtvrt čtvrtina", "1/3": "třetina", "12": "tucet", "50": "polovina polovinu",
           "1": "první prvního prvním prvnímu prvních jedné jednom jednu jednoho jednomu jedním jediný", "15": "patnácti čtvrthodina",
           "2": "dvou dvěma oba obě obou dvojice dvakrát druhý druhá druhé druhého druhém dvojnásobek dvoj dvě dvojí", "3": "třech třemi třetí třetího třetím tří trojice trojí",
           "4": "čtyř čtyřech čtyřmi čtvrtý čtvrtá čtvrté čtvrtého čtvrtém", "5": "pátý pátá páté pátého pátém", "6": "šestý šestá šesté",
           "7": "sedmý sedmá sedmé", "8": "osmý osmá osmé", "9": "devíti devátý devátá deváté devátého", "10": "deseti desátý desátá desáté desetiletí",
           "100": "století stovek stovky set", "1000": "tisíc tisíce tisíců"},
    "sk": {"1/2": "pol polovica polovicu", "2": "dvoch dvoma dvomi oba obe druhý druhá druhé", "3": "troch tromi tretí tretia tretie", "4": "štyroch štyrmi štvrtý štvrtá"},
    "ru": {"1/2": "половина половину половины пол полгода", "3/2": "полтора полторы полутора", "1/4": "четверть", "1/3": "треть", "12": "дюжина", "50": "половина половину половины",
           "2": "оба обе обоих двое двоих дважды двойной пара", "3": "трое троих трижды тройка", "4": "четверо", "5": "пятеро", "10": "десятилетие десяток",
           "100": "сотня сотни столетие"},
    "uk": {"1/2": "половина половину пів", "3/2": "півтора півтори", "1/4": "чверть", "1/3": "третина", "12": "дюжина",
           "1": "одного одній одну одним перший перша перше першого першій", "2": "двох двом двома обидва обидві другий друга друге другого другій",
           "3": "трьох трьом трьома третій третя третє третього", "4": "чотирьох чотирма четвертий четверта", "5": "п'яти п’яти пятий"},
    "sv": {"1/2": "halv halva hälften halvt", "3/2": "anderthalv", "12": "dussin", "2": "båda bägge dubbla par andra", "50": "hälften", "100": "sekel hundra",
           "10": "decennium årtionde", "1000": "tusen tusentals"},
    "da": {"1/2": "halv halve halvdelen", "3/2": "halvanden", "2": "begge"}, "nb": {"1/2": "halv halve halvparten", "3/2": "halvannen", "2": "begge"},
    "fi": {"1/2": "puoli puolet puolen puolikas", "3/2": "puolitoista", "2": "molemmat molempien pari kaksinkertainen toinen", "12": "tusina", "50": "puolet",
           "10": "vuosikymmen", "1/4": "neljännes", "100": "vuosisata"},
    "tr": {"1": "biri birden birinden birine birini", "1/2": "yarım yarısı yarı", "1/2 ": "buçuk", "1/4": "çeyrek", "12": "düzine", "2": "çift iki ikisi", "50": "yarısı"},
    "id": {"1/2": "setengah separuh", "1": "se pertama sebuah seorang", "2": "kedua dua", "10": "sepuluh dekade", "11": "sebelas", "100": "seratus abad",
           "1000": "seribu", "12": "selusin", "3": "ketiga", "4": "keempat", "5": "kelima", "6": "keenam", "7": "ketujuh", "8": "kedelapan", "9": "kesembilan",
           "50": "setengah"},
    "ar": {"1/2": "نصف", "1/4": "ربع", "1/3": "ثلث", "2": "اثنان اثنين اثنتين كلا كلتا ثاني ثانية الثاني", "3": "ثلاث ثالث ثالثة", "4": "أربع رابع رابعة", "5": "خمس خامس",
           "6": "ست سادس", "7": "سبع سابع", "8": "ثمان ثماني ثامن", "9": "تسع تاسع", "10": "عشر عقد العقد", "1": "أول أولى إحدى أحد", "12": "عشر اثني",
           "20": "عشرين", "30": "ثلاثين", "40": "أربعين", "50": "خمسين نصف", "60": "ستين", "70": "سبعين", "80": "ثمانين", "90": "تسعين", "100": "مائة مئة قرن",
           "200": "مائتي مئتي مائتين", "1000": "ألف آلاف", "2000": "ألفي ألفين"},
    "hu": {"1/2": "fél fele felét", "3/2": "másfél", "12": "tucat", "2": "mindkét két kettő"},
}  # fmt: skip
"""Halves, dozens, pairs and decades, and forms of languages whose rules have only one; by value."""

_SHORT_STEMS = frozenset({"en", "de", "fr", "es", "pt", "it", "nl", "gl", "ca", "sv", "da", "nb", "id", "ms", "vi", "ro"})
"""Languages where a word that begins with three letters of a number is mostly another word."""

_HAN_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "几": 0}
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HAN_RUN = re.compile(f"[{''.join(_HAN_DIGITS)}{''.join(_HAN_POWERS)}半双雙]+")

_ROMAN = re.compile(r"(?<!\w)(?=[IVXLCDM])(M{0,3})(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?=[\W\d]|[a-zéº]{0,3}(?!\w)|$)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True)
class Table:
    """The words of a language. `cardinals` are forms by value; `values` are of single words, `stems` of beginnings of words."""

    cardinals: Mapping[int, tuple[str, ...]]
    values: Mapping[str, tuple[Fraction, ...]]
    stems: Mapping[str, Fraction]
    shortest: int


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    text = gzip.decompress(_TABLE.read_bytes()).decode("utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines())


@lru_cache(maxsize=128)
def table_for(language: str) -> Table:
    """Return the number words of a language; an empty table where CLDR cannot spell them."""
    cardinals: dict[int, tuple[str, ...]] = {}
    values: dict[str, list[Fraction]] = {}
    stems: dict[str, Fraction] = {}
    shortest = 4 if language in _SHORT_STEMS else 3
    for cell in filter(None, _lines().get(language, "").split("\t")):
        key, _, forms = cell.partition("=")
        number = int(key.rstrip("."))
        if not key.endswith("."):
            cardinals[number] = tuple(forms.split(","))
        for form in forms.split(","):
            values.setdefault(form, []).append(Fraction(number))
    for key, forms in _MORE.get(language, {}).items():
        for form in forms.split():
            values.setdefault(form, []).append(Fraction(key.strip()))
    for form, found in values.items():
        if found[0] < 2 and found[0] != Fraction(1, 2):
            continue
        for cut in (0, 1, 2):
            if len(form) - cut >= shortest and (not cut or len(form) >= 3 + 2 * cut):
                stems.setdefault(form[: len(form) - cut], found[0])
    return Table(cardinals, {form: tuple(found) for form, found in values.items()}, stems, shortest)


@lru_cache(maxsize=128)
def _with_scales(language: str) -> Table:
    """Return a language's words with the scale words that CLDR's compact formats add to them."""
    from tqcheck.quantities.cldr import formats_for

    table = table_for(language)
    formats = formats_for(language)
    values = {word: (Fraction(10**power),) for word, power in formats.scales.items() if len(word) > 2 or word > "\u0900"}
    stems = {stem: Fraction(10**power) for stem, power in formats.scale_stems.items()}
    return Table(table.cardinals, {**values, **table.values}, {**stems, **table.stems}, table.shortest)


def words(text: str, language: str) -> list[Word]:
    """Return the numbers that a text has in letters, and Roman ones; single ones and what neighbours make together.

    It is generous: words that only begin like a number count too (tříprocentní, dreijährig). It serves to excuse.
    """
    table = _with_scales(language)
    found = [*_roman(text)]
    if language in ("zh", "ja"):
        found += _han(text)
    singles: list[tuple[int, int, tuple[Fraction, ...]]] = []
    for match in _TOKEN.finditer(text):
        token = match[0].lower()
        exact = table.values.get(token)
        if exact is None and language == "ar":
            exact = next((table.values[w] for w in _arabic(token) if w in table.values), None)
        if exact is None:
            exact = _by_beginning(token, table)
        if exact is None and language == "ko":
            exact = _by_beginning(token[:1], table)
        if exact:
            singles.append((match.start(), match.end(), exact))
            found += [Word(match.start(), match.end(), match[0], value) for value in exact]
    found += _together(text, singles)
    return found


def _arabic(token: str) -> tuple[str, ...]:
    """Return an Arabic word without and, in, and the article."""
    bare = token[1:] if token[0] in "وبلف" and len(token) > 3 else token
    bare = bare.removeprefix("ال")
    return bare, "ال" + bare, bare.rstrip("ةه")


def _by_beginning(token: str, table: Table) -> tuple[Fraction, ...] | None:
    for size in range(min(len(token), 24), table.shortest - 1, -1):
        value = table.stems.get(token[:size])
        if value is not None:
            return (value,)
    return None


def _together(text: str, singles: Iterable[tuple[int, int, tuple[Fraction, ...]]]) -> list[Word]:
    """Return what runs of number words mean together: added where they fall, multiplied where they rise."""
    found: list[Word] = []
    start = end = -1
    total = current = Fraction(0)
    count = 0
    for begin, stop, values in singles:
        value = next((v for v in values if v >= 1), values[0])
        joined = end >= 0 and _BETWEEN.fullmatch(text, end, begin) is not None
        if not joined:
            total, current, start, count = Fraction(0), value, begin, 1
        elif value >= 100 and current and value > current:
            current *= value
            count += 1
            if value >= 1000:
                total, current = total + current, Fraction(0)
        else:
            current += value
            count += 1
        end = stop
        if count > 1:
            found.append(Word(start, end, text[start:end], total + current))
    return found


def _han(text: str) -> list[Word]:
    found = []
    for run in _HAN_RUN.finditer(text):
        if run[0] in ("半", "双", "雙"):
            value = Fraction(1, 2) if run[0] == "半" else Fraction(2)
            found.append(Word(run.start(), run.end(), run[0], value))
            continue
        made = han_value(run[0])
        if made is not None:
            found.append(Word(run.start(), run.end(), run[0], made))
        for place, character in enumerate(run[0]):
            if character in _HAN_DIGITS and len(run[0]) > 1:
                found.append(Word(run.start() + place, run.start() + place + 1, character, Fraction(_HAN_DIGITS[character])))
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


def _roman(text: str) -> list[Word]:
    found = []
    for match in _ROMAN.finditer(text):
        digits = "".join(match.groups())
        if not digits:
            continue
        total = 0
        for place, letter in enumerate(digits):
            value = _ROMAN_VALUES[letter]
            later = _ROMAN_VALUES[digits[place + 1]] if place + 1 < len(digits) else 0
            total += -value if value < later else value
        found.append(Word(match.start(), match.end(), digits, Fraction(total)))
    return found
