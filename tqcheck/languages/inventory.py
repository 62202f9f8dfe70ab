"""The languages that tqcheck knows by name, and how their tags are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language: ISO 639 code, English name, own name, scripts (ISO 15924) that it is written in."""

    code: str
    name: str
    own_name: str
    scripts: tuple[str, ...]


_ROWS = """
af Afrikaans Afrikaans Latn
am Amharic አማርኛ Ethi
an Aragonese aragonés Latn
ar Arabic العربية Arab
ast Asturian asturianu Latn
az Azerbaijani azərbaycanca Latn
be Belarusian беларуская Cyrl
bg Bulgarian български Cyrl
bn Bengali বাংলা Beng
br Breton brezhoneg Latn
bs Bosnian bosanski Latn,Cyrl
ca Catalan català Latn
cnr Montenegrin crnogorski Latn,Cyrl
crh Crimean_Tatar qırımtatarca Latn,Cyrl
cs Czech čeština Latn
cy Welsh Cymraeg Latn
da Danish dansk Latn
de German Deutsch Latn
el Greek ελληνικά Grek
en English English Latn
eo Esperanto Esperanto Latn
es Spanish español Latn
et Estonian eesti Latn
eu Basque euskara Latn
fa Persian فارسی Arab
fi Finnish suomi Latn
fil Filipino Filipino Latn
fo Faroese føroyskt Latn
fr French français Latn
ga Irish Gaeilge Latn
gl Galician galego Latn
gu Gujarati ગુજરાતી Gujr
he Hebrew עברית Hebr
hi Hindi हिन्दी Deva
hr Croatian hrvatski Latn
hu Hungarian magyar Latn
hy Armenian հայերեն Armn
id Indonesian Indonesia Latn
is Icelandic íslenska Latn
it Italian italiano Latn
ja Japanese 日本語 Jpan
ka Georgian ქართული Geor
kk Kazakh қазақша Cyrl
km Khmer ខ្មែរ Khmr
kn Kannada ಕನ್ನಡ Knda
ko Korean 한국어 Kore
lb Luxembourgish Lëtzebuergesch Latn
lt Lithuanian lietuvių Latn
lv Latvian latviešu Latn
mk Macedonian македонски Cyrl
ml Malayalam മലയാളം Mlym
mr Marathi मराठी Deva
ms Malay Melayu Latn
mt Maltese Malti Latn
nb Norwegian_Bokmål norsk_bokmål Latn
ne Nepali नेपाली Deva
nl Dutch Nederlands Latn
nn Norwegian_Nynorsk norsk_nynorsk Latn
oc Occitan occitan Latn
pa Punjabi ਪੰਜਾਬੀ Guru
pl Polish polski Latn
pt Portuguese português Latn
ro Romanian română Latn
ru Russian русский Cyrl
sk Slovak slovenčina Latn
sl Slovenian slovenščina Latn
so Somali Soomaali Latn
sq Albanian shqip Latn
sr Serbian српски Cyrl,Latn
sv Swedish svenska Latn
sw Swahili Kiswahili Latn
ta Tamil தமிழ் Taml
te Telugu తెలుగు Telu
th Thai ไทย Thai
tl Tagalog Tagalog Latn
tr Turkish Türkçe Latn
uk Ukrainian українська Cyrl
ur Urdu اردو Arab
vi Vietnamese Tiếng_Việt Latn
zh Chinese 中文 Hans,Hant
"""

LANGUAGES: dict[str, Language] = {
    code: Language(code, name.replace("_", " "), own.replace("_", " "), tuple(scripts.split(",")))
    for code, name, own, scripts in (row.split() for row in _ROWS.strip().splitlines())
}

_GROUPS = (("hr", "sr", "bs", "cnr"), ("id", "ms"), ("nb", "nn"), ("tl", "fil"))

GROUP: dict[str, frozenset[str]] = {code: frozenset(group) for group in _GROUPS for code in group}
"""Siblings that no identification by text tells apart safely: for a judgement each group is one language."""

_OTHER_NAMES = {
    "no": "nb", "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "zh-cn": "zh", "zh-tw": "zh", "nob": "nb", "nno": "nn",
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "pol": "pl", "ita": "it",
    "por": "pt", "nld": "nl", "dut": "nl", "ukr": "uk", "rus": "ru", "ces": "cs", "cze": "cs", "swe": "sv",
}  # fmt: skip


def siblings(code: str) -> frozenset[str]:
    """Return a language with those that it cannot be told from."""
    return GROUP.get(code, frozenset((code,)))


def base(tag: str) -> str:
    """Return the language of a BCP 47 tag that `normalise_tag` returned: "en" of "en-GB"."""
    return tag.split("-")[0]


def normalise_tag(tag: str) -> str | None:
    """Return a language tag in BCP 47's usual form (pt_br: pt-BR), or None when tqcheck knows no such language."""
    parts = tag.strip().replace("_", "-").split(".")[0].split("-")
    code = _OTHER_NAMES.get(parts[0].lower(), parts[0].lower())
    if code not in LANGUAGES:
        return None
    rest = []
    for part in parts[1:]:
        if not (part.isascii() and part.isalnum() and 2 <= len(part) <= 8):
            return None
        is_region = len(part) == 2 or (len(part) == 3 and part.isdigit())
        rest.append(part.upper() if is_region else part.title() if len(part) == 4 else part.lower())
    return "-".join([code, *rest])
