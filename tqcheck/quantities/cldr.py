"""What CLDR says of a language's numbers, turned around: separators, scale words, months, percent, currencies, units.

CLDR has patterns to write numbers with; here they are read to recognise what was written. Only Babel's locale data are
loaded, not its formatters: 30 ms for the import and 20 ms a language, once.
"""

from __future__ import annotations

import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from tqcheck.quantities.units import SYMBOLS, UNITS

_LOCALES = {
    "cnr": ("sr_Latn_ME", "sr_ME", "sr"), "tl": ("fil",), "crh": ("tr",), "sr": ("sr", "sr_Latn"), "bs": ("bs", "bs_Cyrl"),
    "zh": ("zh", "zh_Hant"), "nb": ("nb", "no"), "an": ("es",), "oc": ("oc", "ca"), "uz": ("uz",),
}  # fmt: skip
"""Locales of a language where they are not its code. Aragonese, Crimean Tatar and Montenegrin borrow what CLDR lacks."""
_REGIONS = {
    "es": ("es_419", "es_MX", "es_AR", "es_US"), "de": ("de_CH", "de_AT"), "fr": ("fr_CH", "fr_CA"), "it": ("it_CH",),
    "pt": ("pt_PT",), "en": ("en_IN",), "ar": ("ar_MA", "ar_EG"), "sr": ("sr_Latn",), "ur": ("ur_IN",),
    "ms": ("ms_BN", "ms_ID"), "hu": (), "sw": ("sw_CD",), "ta": ("ta_MY",),
}  # fmt: skip
"""Regions whose numbers look different: what one of them writes is not foreign to the language."""

_MONTHS = {"ar": ("ar_SY", "ar_MA", "ar_TN", "ar_DZ", "ar_IQ")}
_UNINFLECTED = frozenset("en fr es pt it de nl gl ca ast an oc sv da nb nn id ms af fo tl fil vi zh ja ko th".split())
"""Languages whose months have no cases."""

_LOSE_A_VOWEL = frozenset({"et", "lv"})
"""Languages whose months lose a vowel before endings: september, septembril."""
_MORE_MONTHS = {
    "hi": {"फरवरी": 2, "सितम्बर": 9, "अक्तूबर": 10, "नवम्बर": 11, "दिसम्बर": 12}, "et": {"mail": 5, "mais": 5, "maist": 5},
}  # fmt: skip
_OTHER_WORDS = {"cs": ("pro", "led"), "it": ("set",), "es": ("mar",), "pl": ("lip",)}
"""Short forms of months that are other words: for, ice, sea."""

_MORE_SCALES = {
    "en": {"bn": 9, "tn": 12, "mn": 6, "mln": 6, "m": 6, "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7, "hundred": 2},
    "de": {"mia": 9, "tsd": 3, "mill": 6, "milld": 9, "hundert": 2},
    "fr": {"mds": 9, "md": 9, "mio": 6, "millier": 3, "milliers": 3},
    "es": {"mdd": 6}, "it": {"mila": 3, "mln": 6, "mld": 9, "miliardo": 9},
    "pt": {"mi": 6, "bi": 9, "tri": 12, "bilhão": 9, "bilhões": 9},
    "nl": {"mln": 6, "mld": 9}, "ru": {"млн": 6, "млрд": 9, "трлн": 12, "тыс": 3},
    "uk": {"млн": 6, "млрд": 9, "трлн": 12, "тис": 3},
    "zh": {"千": 3, "百": 2, "十": 1, "百万": 6, "萬": 4, "億": 8, "百萬": 6}, "ja": {"千": 3, "百": 2}, "ko": {"천": 3, "백": 2},
    "gl": {"mil": 3, "millóns": 6, "millón": 6, "mil millóns": 9}, "sv": {"mn": 6, "mkr": 6, "mdr": 9, "mnkr": 6},
    "da": {"mio": 6, "mia": 9}, "nb": {"mrd": 9, "mill": 6}, "fi": {"milj": 6, "mrd": 9}, "cs": {"mil": 6, "mld": 9, "tis": 3},
}  # fmt: skip
"""Powers of ten that the press writes and CLDR does not list."""
_ONLY_WITH_MONEY = frozenset({"m", "b", "t", "k", "M", "B", "T", "K"})

CURRENCIES = {
    "dollar": "USD CAD AUD NZD HKD SGD TWD JMD BBD", "euro": "EUR", "pound": "GBP EGP LBP SYP", "yen": "JPY", "yuan": "CNY",
    "rouble": "RUB BYN", "franc": "CHF XAF XOF", "crown": "CZK DKK NOK SEK ISK", "rupee": "INR PKR LKR NPR",
    "peso": "MXN ARS CLP COP PHP", "zloty": "PLN", "forint": "HUF", "won": "KRW", "lira": "TRY", "hryvnia": "UAH", "rand": "ZAR",
    "riyal": "SAR QAR", "dinar": "RSD KWD IQD TND", "dirham": "AED MAD", "shekel": "ILS", "real": "BRL", "leu": "RON MDL",
    "lev": "BGN", "tenge": "KZT", "baht": "THB", "dong": "VND", "rupiah": "IDR", "ringgit": "MYR", "naira": "NGN", "lari": "GEL",
}  # fmt: skip
"""Currencies by what they are called: a dollar is told from a euro, but not from another country's dollar."""
_SIGNS = {
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "￥": "yen", "₽": "rouble", "₴": "hryvnia", "₺": "lira", "₹": "rupee",
    "₩": "won", "₪": "shekel", "₫": "dong", "₦": "naira", "฿": "baht", "₸": "tenge", "zł": "zloty", "Kč": "crown", "＄": "dollar",
}  # fmt: skip
_CODES = {code: family for family, codes in CURRENCIES.items() for code in codes.split()}

_PERCENT = {
    "en": ("per cent", "pc", "percentage point"), "pl": ("proc", "procentow"), "ru": ("процент",), "uk": ("відсотк", "процент"),
    "cs": ("procent",), "sk": ("percent",), "es": ("por cien", "porcentual"), "fr": ("p. 100",),
    "sv": ("procent",), "fi": ("prosent",),
    "ar": ("في المائة", "بالمئة", "في المئة", "بالمائة"), "gl": ("por cento",),
    "tr": ("yüzde",), "id": ("persen",), "ja": ("割",),
    "ko": ("퍼센트", "프로"), "zh": ("百分点",), "it": ("per cento",), "pt": ("por cento",),
}  # fmt: skip
"""Words after (in Turkish before) a number that CLDR does not list for percent."""

_MIL_IS_THOUSAND = frozenset({"es", "pt", "gl", "ca", "ast", "an", "oc"})
"""Languages in which "mil" is no mile."""
_OF = r"de[ \xa0]|di[ \xa0]|d['’]|of[ \xa0]|o[ \xa0]"
_MORE_MONEY = {
    "tr": {"avro": "euro", "sterlin": "pound", "dolar": "dollar", "lira": "lira"}, "vi": {"đô la": "dollar", "bảng": "pound"},
    "az": {"avro": "euro"}, "de": {"franken": "franc"}, "hi": {"रुपए": "rupee", "रुपये": "rupee"},
    "ko": {"엔": "yen", "위안": "yuan"}, "ja": {"元": "yuan"},
}  # fmt: skip
"""What the press calls currencies and CLDR does not."""
_CHINESE_MONEY = {
    "美元": "dollar", "美金": "dollar", "港元": "dollar", "澳元": "dollar", "加元": "dollar", "欧元": "euro", "歐元": "euro",
    "日元": "yen", "元": "yuan", "人民币": "yuan", "英镑": "pound", "英鎊": "pound", "卢布": "rouble",
}  # fmt: skip
"""How newspapers write currencies; CLDR has the full names only."""
_ROUNDING = {
    "en": "about around roughly approximately nearly almost some over more than least up to circa estimated under less",
    "de": "etwa rund ungefähr circa ca knapp fast gut über mehr als mindestens bis",
    "fr": "environ près presque quelque plus autour", "es": "unos unas cerca casi alrededor aproximadamente más",
    "pt": "cerca quase aproximadamente mais uns", "it": "circa quasi oltre più", "nl": "ongeveer circa bijna ruim meer dan zo'n",
    "pl": "około ok niemal prawie ponad blisko", "cs": "asi zhruba přibližně téměř přes kolem",
    "sk": "asi približne takmer okolo",
    "ru": "около примерно почти более порядка свыше",
    "uk": "близько приблизно майже понад",
    "sv": "cirka ungefär omkring nästan runt över",
    "da": "cirka omkring næsten", "nb": "cirka omtrent rundt nesten", "fi": "noin lähes yli", "tr": "yaklaşık", "id": "sekitar",
    "ar": "حوالي نحو قرابة", "zh": "约 大约 近 超过 左右 多", "ja": "約 およそ", "ko": "약", "gl": "preto case arredor",
    "hu": "mintegy körülbelül",
}  # fmt: skip
"""Words that say that a number is rounded. CLDR has a sign for it only."""


@dataclass(frozen=True)
class Formats:
    """How a language writes numbers. `decimals` and `groups` are the characters, of all its regions, own locale's first."""

    decimals: tuple[str, ...]
    groups: tuple[str, ...]
    scales: Mapping[str, int]
    """Word, lower-case or one capital letter -> power of ten."""
    scale_stems: Mapping[str, int]
    months: Mapping[str, int]
    month_stems: Mapping[str, int]
    """Beginnings of months' names, for the cases that CLDR does not list."""
    month_names: re.Pattern[str]
    """Matches what may be the name of a month: those of several words, else any word."""
    month_affixes: tuple[tuple[str, str], ...]
    """What stands before and after the digit of a month that is a number: ("", "月")."""
    after: re.Pattern[str]
    """Matches right after a number and its scale: groups `percent`, `money`, `unit`."""
    before: re.Pattern[str]
    """Matches up to the beginning of a number: groups `percent`, `money`, `rounding`."""
    durations: tuple[tuple[re.Pattern[str], tuple[Fraction, ...]], ...]
    """Names of spans of time, each with how many of the next smaller ones it has; a fortnight has fifteen days in French."""
    names: Mapping[str, str]
    """What the groups `money` and `unit` matched, lower-case -> currency or unit."""


@lru_cache(maxsize=128)
def formats_for(language: str, variant: str | None = None) -> Formats:
    """Return what is known of a language; `variant` (BCP 47) narrows the separators to those of a region."""
    data = list(_data(_LOCALES.get(language, (language,)))) or list(_data(("root",)))
    decimals, groups = _separators(language, variant, data)
    scales = _scales(language, data)
    months, stems_of_months, affixes = _months(language, [*data, *_data(_MONTHS.get(language, ()))])
    several = "".join(re.escape(name) + "|" for name in months if not name.isalpha())
    names, after, before = _neighbours(language, data)
    month_names = re.compile(several + r"[^\W\d_]{3,}", re.IGNORECASE)
    stems = {word[:-1] if len(word) > 4 else word: power for word, power in scales.items() if len(word) >= 4}
    return Formats(
        decimals,
        groups,
        scales,
        stems,
        months,
        stems_of_months,
        month_names,
        affixes,
        after,
        before,
        _durations(data),
        names,
    )


def _data(locales: tuple[str, ...]) -> Iterator[Any]:
    """Yield the data of the locales that CLDR has.

    They are read afresh: Babel's own cache shares parts between locales and writes resolved aliases into them, so that
    after Chinese was asked for its months, those of Arabic and Spanish were Chinese (seen in Babel 2.18).
    """
    from babel import localedata

    for locale in locales:
        if localedata.exists(locale):
            made: dict[Any, Any] = {}
            for name in _ancestors(locale):
                with Path(localedata.resolve_locale_filename(name)).open("rb") as file:
                    localedata.merge(made, pickle.load(file))
            yield localedata.LocaleDataDict(made)


def _ancestors(locale: str) -> list[str]:
    """Return a locale after those that it inherits from: root, es, es_419, es_MX."""
    from babel.core import get_global

    chain = [locale]
    while chain[-1] != "root":
        name = chain[-1]
        parent = get_global("parent_exceptions").get(name) or (name.rpartition("_")[0] or "root")
        chain.append(str(parent))
    return chain[::-1]


def _separators(language: str, variant: str | None, data: list[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    locale = (variant or "").replace("-", "_")
    regional = list(_data((locale,))) if "_" in locale and locale in _REGIONS.get(language, ()) else []
    every = regional or [*data, *_data(_REGIONS.get(language, ()))]
    decimals: list[str] = []
    groups: list[str] = []
    for each in every:
        symbols = each["number_symbols"]
        for system in dict.fromkeys(("latn", each.get("default_numbering_system", "latn"))):
            found = symbols.get(system) or {}
            if "decimal" in found:
                decimals.append(found["decimal"])
                groups.append("’" if found["group"] in "’'" else found["group"])
    return tuple(dict.fromkeys(decimals)) or (".",), tuple(dict.fromkeys(groups)) or (",",)


def _scales(language: str, data: list[Any]) -> dict[str, int]:
    from tqcheck.quantities.words import table_for

    found: dict[str, int] = {}
    for each in data:
        for width in ("long", "short"):
            table = each["compact_decimal_formats"].get(width) or {}
            for patterns in table.values():
                for key, pattern in patterns.items():
                    text = str(getattr(pattern, "pattern", pattern)).replace("'", "").replace("\u200f", "")
                    zeros = text.count("0")
                    word = text.replace("0", "").replace("\xa0", " ").replace("¤", "").strip().rstrip(".॰")
                    power = len(key) - max(zeros, 1)
                    if word and " " not in word and power > 0:
                        found.setdefault(word if len(word) == 1 else word.lower(), power)
    for power in (3, 6, 9, 12):
        for form in table_for(language).cardinals.get(10**power, ()):
            found.setdefault(form, power)
    found.setdefault("bn", 9)  # $221bn stays what it is in many languages.
    found.update(_MORE_SCALES.get(language, {}))
    return found


def _months(language: str, data: list[Any]) -> tuple[dict[str, int], dict[str, int], tuple[tuple[str, str], ...]]:
    found: dict[str, int] = {}
    stems: dict[str, int] = {}
    affixes: set[tuple[str, str]] = set()
    for each in data:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in each["months"][context][width].items():
                    digits = re.search(r"\d+", name)
                    if digits:
                        affixes.add((name[: digits.start()].lower(), name[digits.end() :].lower()))
                    elif len(name) > 2 and name.lower() not in _OTHER_WORDS.get(language, ()):
                        found.setdefault(name.lower().rstrip("."), number)
                        if width == "wide" and len(name) > 3 and language not in _UNINFLECTED:
                            stems.setdefault(
                                name.lower()[: -2 if language in _LOSE_A_VOWEL and len(name) > 6 else -1], number
                            )
    found.update(_MORE_MONTHS.get(language, {}))
    return found, stems, tuple(sorted(affix for affix in affixes if affix != ("", "")))


def _neighbours(language: str, data: list[Any]) -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """Return what stands beside numbers: names of currencies and units, and the patterns that find them."""
    names: dict[str, str] = {sign.lower(): family for sign, family in _SIGNS.items()}
    names.update({code.lower(): family for code, family in _CODES.items()})
    money_words: dict[str, str] = {}
    unit_words: dict[str, str] = {}
    percents = {"%", "٪", "％"}
    for each in data:
        money_words.update(_currencies(each))
        for unit in UNITS:
            if unit == "length-mile-scandinavian" and language not in ("sv", "nb", "nn"):
                continue
            for width in ("long", "short"):
                patterns = each["unit_patterns"].get(unit, {}).get(width) or {}
                for pattern in patterns.values() if hasattr(patterns, "values") else ():
                    word = str(pattern).replace("{0}", "").replace("\xa0", " ").replace("\u202f", " ").strip().lower()
                    # From U+0900 on are scripts that write words in few letters.
                    long_enough = len(word) > 2 or word > "\u0900"
                    is_mile = word == "mil" and language not in _MIL_IS_THOUSAND
                    if (long_enough and word not in ("mil", "for")) or is_mile:
                        unit_words.setdefault(word, unit)
        patterns = each["unit_patterns"].get("concentr-percent", {}).get("long") or {}
        for pattern in patterns.values() if hasattr(patterns, "values") else ():
            percents.add(str(pattern).replace("{0}", "").replace("\xa0", " ").strip().lower())
    percents.update(_PERCENT.get(language, ()))
    unit_words.update({symbol.lower(): unit for symbol, unit in SYMBOLS.items() if symbol.lower() not in unit_words})
    if language == "en":
        unit_words.update({"feet": "length-foot", "inches": "length-inch", "metres": "length-meter", "metre": "length-meter",
                           "kilometres": "length-kilometer", "kilometre": "length-kilometer", "litres": "volume-liter",
                           "litre": "volume-liter", "centimetres": "length-centimeter", "celsius": "temperature-celsius",
                           "fahrenheit": "temperature-fahrenheit", "degrees c": "temperature-celsius"})  # fmt: skip
        money_words.update(
            {"quid": "pound", "pound sterling": "pound", "bucks": "dollar", "ruble": "rouble", "rubles": "rouble"}
        )
    if language == "zh":
        money_words.update(_CHINESE_MONEY)
    money_words.update(_MORE_MONEY.get(language, {}))
    long_units = {
        word for word in unit_words if (len(word) > 2 and not word.isascii()) or len(word) > 3 or word > "\u0900"
    }
    short_units = {word for word in SYMBOLS if word.lower() not in long_units} | {
        w for w in unit_words if w not in long_units
    }
    names.update(unit_words)
    names.update(money_words)

    def words(table: Mapping[str, str] | set[str]) -> str:
        return "|".join(
            re.escape(word).replace(r"\ ", r"[ \xa0\u202f]") for word in sorted(table, key=len, reverse=True) if word
        )

    signs = "|".join(re.escape(sign) for sign in _SIGNS)
    codes = "|".join(_CODES)
    # A word may have an ending; what is only a letter or two is a symbol and ends there.
    # A number with a scale word may take a preposition: 2 millions d'euros, 2 miliardi di euro.
    after = re.compile(
        rf"[ \xa0\u202f\-]?(?:(?P<percent>(?i:{words(percents)}))"
        rf"|(?:{_OF})?(?:US-?|US[ \xa0])?(?P<money>(?<!-)(?:{signs})(?![ \xa0]?\d)|(?:{codes})\b"
        rf"|(?i:{words(money_words)})(?=[^\W\d_]{{0,4}}(?:[\W\d_]|$)))"
        rf"|(?P<unit>(?i:{words(long_units)})(?![^\W\d_]{{4}})|(?:{words(short_units)})(?![\w²³])))"
    )
    dense = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
    if any(dense.search(word) for word in money_words):
        after = re.compile(after.pattern.replace(r"(?=[^\W\d_]{0,4}(?:[\W\d_]|$))", "").replace(r"(?![^\W\d_]{4})", ""))
    before = re.compile(
        rf"(?:(?<!\d)(?<!\d[ \xa0])(?P<percent>%|٪|％|(?i:yüzde)|百分之)|(?P<money>{signs}|\b(?:{codes}))"
        rf"|\b(?P<rounding>{words(set(_ROUNDING.get(language, '~').split()))})"
        rf"|(?P<sign>[~≈]))[ \xa0\u202f]?$",
        re.IGNORECASE,
    )
    return names, after, before


def _currencies(data: Any) -> dict[str, str]:
    """Return the words that mean a currency in a locale: of its names those that are no country's and no other currency's."""
    places = " ".join([*data["territories"].values(), *data["languages"].values()]).lower()
    place_stems = {word[:4] for word in re.findall(r"\w+", places)}
    of_family: dict[str, Counter[str]] = defaultdict(Counter)
    dense: dict[str, str] = {}
    without_place: dict[str, set[str]] = defaultdict(set)
    territories = sorted((str(name).lower() for name in data["territories"].values()), key=len, reverse=True)
    for family, codes in CURRENCIES.items():
        for code in codes.split():
            names = [
                data["currency_names"].get(code, ""),
                *dict(data["currency_names_plural"].get(code) or {}).values(),
            ]
            tokens = {
                token for name in names for token in re.findall(r"[^\s\d()\[\]–,./’'\u200b-]+", str(name).lower())
            }
            if any("\u3040" < c < "\uac00" or "\u0e00" < c < "\u0e80" for name in names for c in str(name)):
                whole = [str(name).lower() for name in names if name]
                dense.update(dict.fromkeys(whole, family))
                if not re.fullmatch(r"[\u4e00-\u9fff]+", "".join(whole)):
                    without_place[family].update(_without(name, territories) for name in whole)
                continue
            of_family[family].update(token for token in tokens if len(token) > 2 or token > "\u0900")
    found = dict(dense)
    for family, nouns in without_place.items():
        for noun in nouns:
            if not any(noun in others for other, others in without_place.items() if other != family):
                found.setdefault(noun, family)
    for family, counted in of_family.items():
        size = len(CURRENCIES[family].split())
        most = max(counted.values(), default=0)
        for token, count in counted.items():
            elsewhere = max(others[token] for other, others in of_family.items() if other != family)
            if elsewhere >= count:
                continue
            # What a family shares is its noun; what one currency alone is called may be the adjective of its country.
            if family != "euro" and token[:4] in place_stems and (size < 3 or count < most):
                continue
            if size < 3 or count * 2 >= most:
                found[token] = family
    for token, family in list(found.items()):
        # Without the ending: dolar of doları, dolār of dolārs. What follows a name may be any ending.
        if len(token) >= 6 and token.isalpha() and token < "\u0900":
            found.setdefault(token[:-1], family)
    return found


_PARTS = {
    "week": (Fraction(7), Fraction(15, 2)), "year": (Fraction(12),), "hour": (Fraction(60),), "decade": (Fraction(10),),
    "century": (Fraction(100),), "day": (Fraction(24),), "minute": (Fraction(60),),
}  # fmt: skip


def _durations(data: list[Any]) -> tuple[tuple[re.Pattern[str], tuple[Fraction, ...]], ...]:
    """Return patterns of the names of weeks, years, hours, decades, centuries and days, in forms that CLDR has."""
    found = []
    for name, parts in _PARTS.items():
        forms = set()
        for each in data:
            patterns = each["unit_patterns"].get(f"duration-{name}", {}).get("long") or {}
            for pattern in patterns.values() if hasattr(patterns, "values") else ():
                form = str(pattern).replace("{0}", "").replace("\xa0", " ").strip().lower()
                if len(form) > 1 or form > "\u0900":
                    forms.add(re.escape(form) + (r"(?!\w)" if len(form) < 4 and form < "\u0900" else ""))
        if forms:
            found.append(
                (re.compile(rf"(?<!\w)(?:{'|'.join(sorted(forms, key=len, reverse=True))})", re.IGNORECASE), parts)
            )
    return tuple(found)


def _without(name: str, territories: list[str]) -> str:
    """Return the name of a currency without its country, in a script without spaces: 日本円, ドル."""
    for territory in territories:
        if name.startswith(territory):
            return name.removeprefix(territory).strip()
        if name.endswith(territory):
            return name.removesuffix(territory).strip()
    return name
