"""Designations: names that are made of letters and digits, such as F-16, COVID-19, A320neo, 5G and ISO 9001."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tqcheck.checks.context import word_set
from tqcheck.lexicon.transliterate import romanise

_LETTER = r"[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
"""A letter or digit, but of no script that is written without spaces: there a designation ends where that script begins."""
_TOKEN = re.compile(rf"{_LETTER}+(?:[-‐‑–./·:]?{_LETTER}+)*")
_JOINERS = "-‐‑–./·:"
_PARTS = re.compile(r"\d+|[A-Za-zÀ-ɏ]+|[^\W\d_A-Za-zÀ-ɏ]+")
_STANDARD = re.compile(r"\b(ISO|IEC|IEEE|DIN|RFC|NGC|HD|HIP|GJ|ASTM|ГОСТ|GOST)[ \u00a0/](?:IEC[ \u00a0])?(\d{2,6})\b")
_HUNG_ON = re.compile(r"(?:[-‐‑–/·:][^\W\d_]*[^\W\d_A-Z][^\W\d_]*)+$|(?<=\d)(?:s|er)$")
_OTHER_SCRIPT = re.compile(r"^([\x00-\x7f]*\d)[^\W\d_A-Za-z]+$")
_GENERATION = re.compile(r"[1-7]G|[2-4]D|[48]K")
_UNITS = word_set(
    "am pm bc ad ce bce st nd rd th km m cm mm kg g mg t kmh mph kph kw mw gw tw kwh mwh w v hz khz mhz ghz kb mb gb tb ml l cl "
    "dl ft in yd lb lbs oz c f k bn b mn tn x s d h min sec usd eur gbp pc er ers e ème eme re º ª j n pa hpa kn bps mbps gbps "
    "px dpi p fps db ma mah nm µm um ha kj kcal mpa bar hp ps cc rpm nmi mi sqm sq tr"
)
"""What stands after a number as a unit, ordinal or part of the day; small letters."""
_DIGIT_FIRST = re.compile(r"[1-9]\d{0,3}[A-Z]{1,4}\d{0,4}")
_LETTERS_WANTED = re.compile(r"[A-ZÀ-ÝА-ЯΑ-Ω]")
_OFTEN_TRANSLATED = re.compile(
    r"(?i:COVID)-?19|G\d{1,2}|F[1-4]|WW[12]|WWI{1,2}|CO2|H2O|O[23]|N2O?|CH4|NO[2x]|SO2|[Q][1-4]|H[12]|[BCP]2[BCP]|P5|[23]D|D\d{1,2}|M\d|T20|K12|U\d{1,2}|PM\d{1,2}"
)
"""Abbreviations that many languages write out, translate or know under another letter: G7, CO2, Q3, U21."""


_LOOKS = str.maketrans("авсенкмортхуіѕјαβεηικμνορτυχ", "abcehkmoptxyisjabehikmnoptyx")
"""Letters of Cyrillic and Greek that are typed for the Latin ones that they look like."""
_ONE_SOUND = (("kh", "h"), ("ph", "f"), ("x", "ks"), ("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"), ("z", "s"))


@dataclass(frozen=True, slots=True)
class Part:
    """A run of letters or of digits: as it is (in small letters), by its sound in Latin letters, and by its look."""

    written: str
    plain: str
    sound: str
    look: str


@dataclass(frozen=True, slots=True)
class Designation:
    """A designation in a text, or what may have become of one: its span (code points), as written, and its parts.

    `key` is the whole without what joins its parts, `letters` all its letters by their sound, `digits` its numbers with
    full stops between.
    """

    start: int
    end: int
    text: str
    key: str
    letters: str
    digits: str
    parts: tuple[Part, ...]

    def is_in(self, token: Designation) -> bool:
        """Say whether a token of a translation is this designation: with an ending, in a compound or in another script.

        Within Latin letters nothing is the same but the same. In another script a letter may be written by
        its sound (Ф-16) or by its look (С-130 with a Cyrillic С).
        """
        if self._begins(token, "plain", self.key):
            return True
        if self.text.isascii() and token.text.isascii():
            return False
        sound = "".join(part.sound for part in self.parts)
        return self._begins(token, "sound", sound) or self._begins(token, "look", sound)

    @staticmethod
    def _begins(token: Designation, reading: str, key: str) -> bool:
        """Say whether a token's parts from one of them on begin with a key, and go on, if at all, with an ending."""
        for start in range(len(token.parts)):
            left = key
            for part in token.parts[start:]:
                text: str = getattr(part, reading)
                if left.startswith(text):
                    left = left[len(text) :]
                elif left and not left[-1].isdigit() and text.startswith(left) and part.written[len(left) :].islower():
                    left = ""
                else:
                    break
                if not left:
                    return True
        return False


def designations(text: str) -> list[Designation]:
    """Return what must keep its letters and digits in any language, in order: capitals with digits.

    Left out: numbers with a unit, an ordinal or a scale (5km, 21st, 10am, £5m), dates and times, and
    decades (1990s).
    """
    found = [made(match.start(), match.end(), match.group()) for match in _STANDARD.finditer(text)]
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if any(d.start < end and start < d.end for d in found):
            continue
        core = _core(match.group())
        designation = made(start, start + len(core), core)
        if designation.letters and designation.digits and _is_designation(core):
            found.append(designation)
    return sorted(found, key=lambda d: d.start)


def _core(text: str) -> str:
    """Return a designation without what its own language hangs on it: G20-Gipfel, F-16:n, B-52s, F-16ами."""
    text = _HUNG_ON.sub("", text)
    if text.isascii() or not text[:1].isascii():
        return text
    return _OTHER_SCRIPT.sub(r"\1", text)


def _is_designation(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text)
    if not _LETTERS_WANTED.search(plain) or len(plain) > 24:
        return False
    parts = _PARTS.findall(plain)
    if parts[0].isdigit():
        # 5G, 3D, 2FA; not 10AM, 5K, 80C, 747-Max
        rest = plain.lstrip("0123456789")
        if rest[:1] in _JOINERS or not _DIGIT_FIRST.fullmatch(plain):
            return False
        return parts[1].lower() not in _UNITS or _GENERATION.fullmatch(plain) is not None
    first = parts[0]
    if not first[0].isupper() or first[:1] in "£$€":
        return False
    if len(first) > 1 and first[1:].islower():
        # Su-34, Tu-154, Voyager-1; but May-2019 and Berlin-1990 are no designations
        number = parts[1]
        return len(first) <= 8 and len(number) <= 3 and plain[len(first)] != "." and len(parts) <= 3
    return any(c.isupper() for c in first) and "." not in plain[: len(first) + 1]


def often_translated(designation: Designation) -> bool:
    """Say whether a translation may say a designation in words: then what is missing is not reported."""
    return _OFTEN_TRANSLATED.fullmatch(unicodedata.normalize("NFKC", designation.text)) is not None


def made(start: int, end: int, text: str) -> Designation:
    """Return the record of a text at a place, split into its parts."""
    parts = tuple(map(_part, _PARTS.findall(unicodedata.normalize("NFKC", text))))
    letters = "".join(part.sound for part in parts if not part.plain.isdigit())
    numbers = ".".join(part.plain for part in parts if part.plain.isdigit())
    return Designation(start, end, text, "".join(part.plain for part in parts), letters, numbers, parts)


def _part(written: str) -> Part:
    if written[0].isdigit():
        digits = digits_of(written)
        return Part(written, digits, digits, digits)
    small = written.lower()
    return Part(written, small, sound(written), _folded(small.translate(_LOOKS)))


def sound(part: str) -> str:
    """Return letters in Latin ones, where each sound has one way to be written."""
    return _folded(romanise(part) or part.lower())


def _folded(letters: str) -> str:
    for written, simple in _ONE_SOUND:
        letters = letters.replace(written, simple)
    return letters


def digits_of(text: str) -> str:
    """Return the digits of a text in ASCII, whatever numerals it is written in."""
    return "".join(str(unicodedata.digit(c)) for c in text if unicodedata.digit(c, None) is not None)


def tokens(text: str) -> list[Designation]:
    """Return every run of letters and digits of a translation that holds a digit: what a designation may have become.

    A word before or after a number is taken with it as well, since a space is often put between (F 16).
    """
    found: list[Designation] = []
    matches = list(_TOKEN.finditer(text))
    for number, match in enumerate(matches):
        if not any(c.isdigit() for c in match.group()):
            continue
        found.append(made(match.start(), match.end(), match.group()))
        before = matches[number - 1] if number else None
        if before and match.start() - before.end() <= 2 and not text[before.end() : match.start()].strip(" \u00a0-–‑("):
            found.append(made(before.start(), match.end(), text[before.start() : match.end()]))
    return found
