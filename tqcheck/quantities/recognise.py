"""Finding the numbers of a text: digits first; words that mean numbers are another list (`words`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from tqcheck.quantities.cldr import Formats, formats_for
from tqcheck.quantities.records import Kind, Quantity, Value
from tqcheck.quantities.words import roman_value

_SPACES = " \u00a0\u202f\u2009"
_MARKS = ".,٫٬’'·"
_NUMBER = re.compile(
    rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?![\d])(?:[.,]\d+)?|\d+(?:[{_MARKS}]\d+)*"
    r"|[½⅓⅔¼¾⅛⅜⅝⅞]"
)
_MINUS = re.compile(
    r"(?:(?<![\w.,°])[-−–]|(?:\b(?:minus|moins|menos|meno|miinus|mínus|eksi|min|минус|мінус)|零下|マイナス|영하|سالب)\s*)\Z",
    re.IGNORECASE,
)
"""A sign or word for below zero, right before a number."""
_VULGAR = re.compile(r"[ \u00a0]?([½⅓⅔¼¾⅛⅜⅝⅞])")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})[/⁄](\d{1,2})(?![\d/])")
_METRES = re.compile(r"(?<![\d.,])([1-9])\s?m\s?(\d\d)(?!\w|[.,]\d)")
_FEET = re.compile(r"(?<![\d.,])(\d)\s?(?:ft|feet|foot|['′])\s?(\d{1,2})\s?(?:inches|inch|in\b|[\"″])")
"""The size of a person: 1m90, 6 ft 2 in."""
_DATE = re.compile(
    r"(?<![\d./-])(?:(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})|(?P<a>\d{1,2})([-/.])\s?(?P<b>\d{1,2})\6\s?(?P<c>\d{4}|\d{2}))(?![\d/-]|\.\d)"
)
_TIME = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4])\s?([:.hг٫时時点點시])\s?([0-5]\d)[分분]?(?!\d|[.,:]\d)")
_PHONE = re.compile(r"(?<!\w)\+\d[\d ()/\-\u00a0]{6,}\d")
_HALF_DAY = re.compile(r"[ \u00a0]?(?:(a)\.?m\b|(p)\.?m\b)", re.IGNORECASE)
_LINK = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th|er|re|e|ème|º|ª|°|\.º|\.ª|-?й|-?го|-?я|-?е|-?му|-?м|-?х|:e|:a|'?inci|'?nci|-asis)(?!\w)"
)
_ERA = re.compile(
    r"[-–’']?(?:er|ern|s|'s|’s|х|-х|-е|ті|er-Jahre|luvu\w*|luku\w*|tal\w*|年代|년대|lar\w*|ler\w*|aires?)(?!\w)|年代|년대"
)
_CENTURY = re.compile(r"[-–]?(?:talet|tallet|tals\w*|tal|luvu\w*|luku\w*)")
_RANGE = re.compile(
    r"\s?[-–—−~～]\s?|\s(?:to|bis|à|a|do|до|и|and|und|et|y|e|i|och|ja|sampai|hingga|ile|至|到)\s|[至到]|에서\s?"
)
_STEPS = frozenset({"zh", "ja", "ko"})
_EAST_ASIAN = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12,
               "십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}  # fmt: skip
_STEPPED = re.compile(r"\d[\d,.]*[{0}]+(?:[ ]?\d[\d,.]*[{0}]+)*(?:[ ]?\d+(?![\d,.%]))?".format("".join(_EAST_ASIAN)))
_CENTURY_OF = re.compile(r"\s?(?:世纪|世紀|세기)\s?")
_CENTURY_AFTER = re.compile(r"\.?[^\d,.;:!?()]{0,20}?\b(?:([XVI]{2,5}|X|V)|(1\d|2[01]))(?!\w)")
"""A decade of a century: in the 50s of the 14th century, w latach 50. XIV w."""
_WORD_AFTER = re.compile(
    r"[ \u00a0\u202f-]?(?:de[ \u00a0](?=mi))?([\u0900-\u0963\u0970-\u09e5\u09f0-\u0dff]+|[^\W\d_]+)"
)
"""What may be a scale word: with its vowel signs in Indic scripts, after "de" in Romanian (84 de milioane)."""
_COVID = re.compile(r"covid\w{0,3}[ \u00a0-]?$", re.IGNORECASE)
_YEAR_LEAST, _YEAR_MOST = 1000, 2199
_LONGEST = 22
"""Characters after a number that may say what it counts."""


def quantities(text: str, language: str, variant: str | None = None) -> list[Quantity]:
    """Return the numbers of a text that are written in digits, of any script, in text order.

    `language` is an ISO 639 code: it says how separators, scale words, months, currencies and units are read.
    """
    if not any(c.isdigit() or c in "½⅓⅔¼¾⅛⅜⅝⅞" for c in text):
        return []
    return _Reader(text, formats_for(language, variant), language).read()


def _ascii(text: str) -> str:
    """Return a text of the same length whose digits are 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() and c > "\u0660" else c for c in text)


_BESIDE_MONTH = re.compile(r"[.\s\u00a0]*(?:(?:of|de|di|d'|o)\s)?", re.IGNORECASE)
"""What may stand between a day and its month."""


class _Reader:
    def __init__(self, text: str, formats: Formats, language: str) -> None:
        self.text = _LINK.sub(lambda link: "\ufffc" * len(link[0]), text)
        self.shown = text
        self.plain = _ascii(self.text)
        self.formats = formats
        self.language = language
        self.taken: list[tuple[int, int]] = []
        self.found: list[Quantity] = []

    def read(self) -> list[Quantity]:
        self._phones()
        self._dates()
        self._times()
        self._fractions()
        for match in _NUMBER.finditer(self.plain):
            for start, end in self._parts(match.start(), match.end()):
                if not any(a < end and start < b for a, b in self.taken):
                    self._number(start, end)
        self.found.sort(key=lambda found: found.start)
        self._ranges()
        self._centuries()
        self._month_names()
        self.found.sort(key=lambda found: found.start)
        self._days()
        return self.found

    def _days(self) -> None:
        """Make days of the numbers beside a month: September 9, 9. September, the 1st of January, 9月1日."""
        for place, month in enumerate(self.found):
            if month.kind is not Kind.MONTH:
                continue
            for other in (place - 1, place + 1):
                if not 0 <= other < len(self.found):
                    continue
                day = self.found[other]
                between = self.text[day.end : month.start] if other < place else self.text[month.end : day.start]
                value = day.values[0]
                if (
                    day.kind in (Kind.COUNT, Kind.ORDINAL) and day.unit is None and _BESIDE_MONTH.fullmatch(between)
                    and not isinstance(value, str) and 1 <= value <= 31 and value == int(value)
                ):  # fmt: skip
                    self.found[other] = replace(day, kind=Kind.DAY)

    def _add(self, start: int, end: int, kind: Kind, *values: Value, foreign: tuple[Value, ...] = (), unit: str | None = None,
             rounded: bool = False) -> None:  # fmt: skip
        unique = tuple(dict.fromkeys(values))
        self.found.append(Quantity(start, end, self.shown[start:end], kind, unique, foreign, unit, rounded))

    def _parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the spans that a run of digits and spaces is: in English two numbers, elsewhere one."""
        run = self.plain[start:end]
        if self.language not in ("en", "zh", "ja", "ko") or " " not in run or "000" in run.split(" "):
            return [(start, end)]
        parts, place = [], start
        for piece in run.split(" "):
            parts.append((place, place + len(piece)))
            place += len(piece) + 1
        return parts

    # ------------------------------------------------------------------ what is more than a number

    def _phones(self) -> None:
        for match in _PHONE.finditer(self.plain):
            self.taken.append(match.span())
            self._add(*match.span(), Kind.ID, "#" + re.sub(r"\D", "", match[0]))

    def _dates(self) -> None:
        for match in _DATE.finditer(self.plain):
            if match["y"]:
                year, month, day = (match.span(name) for name in "ymd")
                flips = False
            else:
                day, month, year = (match.span(name) for name in "abc")
                flips = True
            one, two = int(self.plain[slice(*day)]), int(self.plain[slice(*month)])
            if not (1 <= one <= 31 and 1 <= two <= 31 and (one <= 12 or two <= 12)):
                continue
            if one > 12 >= two:
                flips = False
            elif two > 12:
                day, month, one, two, flips = month, day, two, one, False
            if len(self.plain[slice(*year)]) == 2 and "/" not in match[0] and "." not in match[0]:
                continue
            self.taken.append(match.span())
            values = (Fraction(one), Fraction(two)) if flips else (Fraction(one),)
            self._add(*day, Kind.DAY, *values)
            self._add(*month, Kind.MONTH, *(values[::-1] if flips else (Fraction(two),)))
            written = int(self.plain[slice(*year)])
            self._add(
                *year,
                Kind.YEAR,
                *([Fraction(written)] if written > 99 else map(Fraction, (written, 1900 + written, 2000 + written))),
            )

    def _times(self) -> None:
        for match in _TIME.finditer(self.plain):
            if any(a < match.end() and match.start() < b for a, b in self.taken):
                continue
            hour, minute, mark = int(match[1]), int(match[3]), match[2]
            half = _HALF_DAY.match(self.text, match.end())
            sure = mark in ":hг时時点點시" or half is not None
            if not sure:
                continue
            values: list[Value] = (
                [f"{(hour % 12) + 12 * bool(half[2])}:{minute:02}"] if half else [f"{hour}:{minute:02}"]
            )
            values.append(f"{hour}:{minute:02}")
            if minute == 0:
                values += [Fraction(int(str(values[0]).split(":")[0])), Fraction(hour)]
            self.taken.append(match.span())
            self._add(match.start(), half.end() if half else match.end(), Kind.TIME, *values)

    def _fractions(self) -> None:
        for match in _METRES.finditer(self.plain):
            self.taken.append(match.span())
            self._add(*match.span(), Kind.MEASURE, Fraction(int(match[1] + match[2]), 100), unit="length-meter")
        for match in _FEET.finditer(self.plain):
            self.taken.append(match.span())
            self._add(*match.span(), Kind.MEASURE, int(match[1]) + Fraction(int(match[2]), 12), unit="length-foot")
        for match in _SLASHED.finditer(self.plain):
            above, below = int(match[1]), int(match[2])
            if 0 < above < below <= 10 and (above, below) not in ((7, 7), (9, 11)):
                self.taken.append(match.span())
                self._add(*match.span(), Kind.COUNT, Fraction(above, below))

    # ------------------------------------------------------------------ one number

    def _number(self, start: int, end: int) -> None:
        written = self.plain[start:end]
        if written == "19" and _COVID.search(self.text, max(0, start - 12), start):
            return  # A name that many say without it.
        values, foreign = self._readings(written)
        vulgar = _VULGAR.match(self.plain, end) if written.isdigit() else None
        if vulgar and len(values) == 1 and not isinstance(values[0], str):
            values = [values[0] + Fraction(unicodedata.numeric(vulgar[1])).limit_denominator(8)]
            end = vulgar.end()
            self.taken.append((start, end))
        stop, power = self._scale(end)
        before = self.formats.before.search(self.text, max(0, start - 16), start)
        money = before["money"] if before else None
        short = self.text[end:stop]
        if (
            power
            and short.strip() in "mbtkMBTK"
            and short not in ("k", "K")
            and not money
            and not self._money_after(stop)
        ):
            stop, power = end, 0
        stepped = self._stepped(start) if self.language in _STEPS else None
        if stepped:
            stop, power, values, foreign = stepped[0], 1, [stepped[1]], []
            self.taken.append((start, stop))
        elif power:
            values = [value * 10**power for value in values if not isinstance(value, str)] or values
            foreign = [value * 10**power for value in foreign if not isinstance(value, str)]
        kind, unit, last = self._kind(start, stop, written, values, power, before)
        half = _HALF_DAY.match(self.text, end)
        if half and not power and kind in (Kind.COUNT, Kind.TIME):
            hour, _, minute = written.replace(",", ".").partition(".")
            if hour.isdigit() and int(hour) <= 12 and (not minute or (len(minute) == 2 and minute < "60")):
                late = int(hour) % 12 + 12 * bool(half[2])
                values = [
                    f"{late}:{minute or '00'}",
                    f"{int(hour)}:{minute or '00'}",
                    *values,
                    *([] if minute else [Fraction(late)]),
                ]
                kind, last = Kind.TIME, half.end()
        elif re.fullmatch(r"(?:[01]?\d|2[0-4])[.,][0-5]\d", written) and kind is Kind.COUNT and not power:
            hour, minute = re.split("[.,]", written)
            values = [*values, f"{int(hour)}:{minute}"]
        if unit and unit.startswith("temperature-") and _MINUS.search(self.text[max(0, start - 10) : start]):
            # Below zero, or not: the other side may say so in a word that no table has.
            values = [*(-value for value in values if not isinstance(value, str)), *values]
        rounded = bool(before and (before["rounding"] or before["sign"]))
        first = before.start("money") if before and before["money"] else start
        self._add(first, last, kind, *values, foreign=tuple(foreign), unit=unit, rounded=rounded)

    def _money_after(self, place: int) -> bool:
        after = self.formats.after.match(self.text, place)
        return bool(after and after["money"])

    def _readings(self, written: str) -> tuple[list[Value], list[Value]]:
        """Return the values that a number may have, the language's own reading first, and which of them are foreign to it."""
        if written in "½⅓⅔¼¾⅛⅜⅝⅞":
            return [Fraction(unicodedata.numeric(written)).limit_denominator(8)], []
        marks = [c for c in written if not c.isdigit()]
        if not marks:
            return [Fraction(int(written))], []
        digits = re.sub(r"\D", "", written)
        pieces = re.split(r"\D", written)
        groups = self.formats.groups
        decimals = self.formats.decimals
        if set(marks) <= set(_SPACES):
            return [Fraction(int(digits))], []
        last = marks[-1]
        tail = Fraction(int(digits), 10 ** len(pieces[-1]))
        kinds = {"’" if c == "'" else " " if c in _SPACES else c for c in marks}
        grouped = all(len(piece) == 3 for piece in pieces[1:]) and 1 <= len(pieces[0]) <= 3 and pieces[0] != "0"
        indian = (
            len(pieces) > 2 and len(pieces[-1]) == 3 and all(len(piece) == 2 for piece in pieces[1:-1]) and last == ","
        )
        if len(kinds) == 2 and marks.count(last) == 1:
            return [tail], [] if last in decimals else [tail]
        if len(kinds) > 2:
            return ["#" + digits], []
        if len(marks) > 1:
            if grouped or indian:
                whole = Fraction(int(digits))
                return [whole], [] if indian or last in groups or last in "’'" else [whole]
            return ["#" + ".".join(pieces)], []
        if last in "’'":
            return ([Fraction(int(digits))], []) if grouped else (["#" + ".".join(pieces)], [])
        if last == "٬":
            return [Fraction(int(digits))], []
        whole = Fraction(int(digits))
        if last == decimals[0] or (last in decimals and last not in groups):
            return ([tail, whole], [whole]) if grouped else ([tail], [])
        if grouped and last in groups:
            # Nobody writes three noughts after a decimal mark in a text.
            both: list[Value] = [whole] if pieces[-1] == "000" else [whole, tail]
            return (both, [] if last in decimals else both[1:])
        if grouped:
            return [whole, tail], []
        return [tail], [tail] if last not in decimals else []

    def _scale(self, end: int) -> tuple[int, int]:
        """Return where the scale words after a number end, and their power of ten together: mil millones, 万亿."""
        power = 0
        place = end
        for _ in range(2):
            match = _WORD_AFTER.match(self.text, place)
            if not match or (power and match[0][0] == "-"):
                break
            word = match[1]
            found = self._power(word)
            if found is None:
                break
            size, step = found
            power += step
            place = match.start(1) + size
            if (
                place < len(self.text)
                and self.text[place] == "."
                and size == len(word)
                and size <= 5
                and place + 1 < len(self.text)
            ):
                # A dot that ends no sentence: "3,5 mln. osób", and before a capital only "3,5 Mio. Euro".
                goes_on = self.text[place + 2 : place + 3].islower() or self.formats.after.match(self.text, place + 1)
                place += 1 if self.text[place + 1] in " \u00a0" and goes_on else 0
        return place, power

    def _power(self, word: str) -> tuple[int, int] | None:
        scales = self.formats.scales
        if word in scales and len(word) == 1:
            return 1, scales[word]
        small = word.lower()
        if small in scales and (len(word) > 1 or word > "\u0900" or word == "m"):
            return len(word), scales[small]
        if word[0] > "\u2e80":
            for size in range(min(3, len(word)), 0, -1):
                if word[:size] in scales:
                    return size, scales[word[:size]]
            return None
        for extra in range(5):
            stem = small[: len(small) - extra]
            if len(stem) >= 4 and stem in self.formats.scale_stems:
                return len(word), self.formats.scale_stems[stem]
        return None

    def _stepped(self, start: int) -> tuple[int, Fraction] | None:
        """Return the end and the value of a number in digits and East Asian powers: 3亿5000万, 2천2백만. None: it is none."""
        match = _STEPPED.match(self.plain, start)
        if not match:
            return None
        total = section = current = Fraction(0)
        for digits, mark in re.findall(r"(\d[\d,.]*)|([^\d,.\s])", match[0]):
            if digits:
                current = Fraction(digits.replace(",", ""))
                continue
            power = _EAST_ASIAN[mark]
            if power < 10**4:
                section += (current or 1) * power
            elif section or current:
                total += (section + current) * power
                section = Fraction(0)
            else:
                total *= power
            current = Fraction(0)
        return match.end(), total + section + current

    def _kind(
        self, start: int, stop: int, written: str, values: list[Value], power: int, before: re.Match[str] | None
    ) -> tuple[Kind, str | None, int]:
        after = self.formats.after.match(self.text, stop, stop + _LONGEST)
        names = self.formats.names
        if before and before["money"]:
            return Kind.MONEY, names.get(before["money"].lower()), stop
        if before and before["percent"]:
            return Kind.PERCENT, None, stop
        if after and after["percent"]:
            return Kind.PERCENT, None, after.end()
        if after and after["money"]:
            return Kind.MONEY, names.get(after["money"].lower()), after.end()
        if after and after["unit"] and (len(after["unit"]) > 1 or self.text[stop - 1] != after["unit"]):
            unit = names.get(after["unit"].lower()) or names.get(re.sub(r"\s", " ", after["unit"].lower()))
            return Kind.MEASURE, unit, after.end()
        if isinstance(values[0], str):
            return Kind.ID, None, stop
        if power:
            return Kind.COUNT, None, stop
        for prefix, suffix in self.formats.month_affixes:
            end = stop + len(suffix)
            if (
                self.text[stop:end].lower() == suffix
                and self.text[max(0, start - len(prefix)) : start].lower() == prefix
            ):
                return (
                    (Kind.MONTH, None, end)
                    if written.isdigit() and 1 <= int(written) <= 12
                    else (Kind.COUNT, None, stop)
                )
        if written.isdigit():
            era = _ERA.match(self.text, stop)
            number = int(written)
            if (
                era
                and number % 10 == 0
                and (
                    len(written) == 2
                    or _YEAR_LEAST <= number <= _YEAR_MOST
                    or (number % 100 == 0 and _CENTURY.match(self.text, stop))
                )
            ):
                if number < 100 and number >= 10:
                    values += [Fraction(1900 + number), Fraction(1800 + number), Fraction(2000 + number)]
                elif number % 100 == 0:
                    values.append(Fraction(number // 100 + 1))  # The 1800s are the 19th century.
                return Kind.DECADE, None, era.end()
            if (
                self.language == "it"
                and number % 100 == 0
                and 200 <= number <= 900
                and self.text[max(0, start - 1)] in "'’"
            ):
                values += [Fraction(number // 100 + 11), Fraction(1000 + number)]  # Nell'800: in the 19th century.
                return Kind.DECADE, None, stop
            ordinal = _ORDINAL.match(self.text, stop)
            if ordinal:
                return Kind.ORDINAL, None, ordinal.end()
            if len(written) == 4 and _YEAR_LEAST <= number <= _YEAR_MOST:
                return Kind.YEAR, None, stop
        return Kind.COUNT, None, stop

    # ------------------------------------------------------------------ beside each other

    def _ranges(self) -> None:
        """Give the first number of a range the scale of the second (2–3 million), and the second the century (1990–95)."""
        swallowed: list[Quantity] = []
        for place in range(len(self.found) - 1):
            one, two = self.found[place], self.found[place + 1]
            gap = self.text[one.end : two.start]
            if two.kind is Kind.DECADE and _CENTURY_OF.fullmatch(gap) and two.values[0] != one.values[0]:
                # The 90s of the 20th century, as Chinese says it, are one number.
                century = one.values[0]
                if not isinstance(century, str):
                    decade = (century - 1) * 100 + Fraction(str(two.values[0]))
                    self.found[place + 1] = Quantity(
                        one.start, two.end, self.shown[one.start : two.end], Kind.DECADE, (decade,)
                    )
                    swallowed.append(one)
                continue
            if not _RANGE.fullmatch(gap):
                continue
            first, second = one.values[0], two.values[0]
            if (
                two.kind is Kind.TIME
                and one.kind is Kind.COUNT
                and not isinstance(first, str)
                and first in range(1, 13)
            ):
                # From 6 to 8 p.m.: both are of the evening, or the first of the morning (11 to 2 p.m.).
                hours = [*dict.fromkeys((first % 12 + 12, first))]
                times = tuple(f"{hour}:00" for hour in hours)
                self.found[place] = replace(one, kind=Kind.TIME, values=(*times, *map(Fraction, hours)))
                continue
            if isinstance(first, str) or isinstance(second, str):
                continue
            digits = re.match(r"\D*[\d.,]+", self.plain[two.start : two.end])
            scaled = second >= 1000 and digits is not None and len(digits[0]) <= 6
            if scaled and first < 1000 and second / 1000 >= Fraction(1, 2):
                for power in (2, 3, 4, 6, 8, 9, 12):
                    if second / 10**power < 1000 and second / 10**power >= Fraction(1, 10):
                        values = (*one.values, first * 10**power)
                        one = self.found[place] = _with(one, values)
            if len(two.text) == 2 and one.kind is Kind.YEAR and first == int(first) and second < 100:
                self.found[place + 1] = _with(two, (*two.values, first // 100 * 100 + second))
            elif one.unit is None and two.unit is not None and one.kind is Kind.COUNT:
                self.found[place] = Quantity(
                    one.start, one.end, one.text, two.kind, one.values, one.foreign, two.unit, one.rounded
                )

        self.found = [found for found in self.found if found not in swallowed]

    def _centuries(self) -> None:
        """Give a decade the value that it has in the century after it: the 50s of the 14th century, lata 50. XIV w."""
        for place, found in enumerate(self.found):
            value = found.values[0]
            if (
                isinstance(value, str)
                or not 10 <= value <= 90
                or value % 10
                or found.kind not in (Kind.DECADE, Kind.COUNT)
            ):
                continue
            century = _CENTURY_AFTER.match(self.text, found.end)
            if century:
                number = roman_value(century[1]) if century[1] else int(century[2])
                kept = (found.values[0], Fraction((number - 1) * 100) + value)
                self.found[place] = replace(found, kind=Kind.DECADE, values=kept)

    def _month_names(self) -> None:
        """Add the names of months that stand beside a day or a year."""
        if not self.formats.months:
            return
        beside = {found.start for found in self.found if found.kind in (Kind.COUNT, Kind.YEAR, Kind.ORDINAL)}
        ends = {found.end: found for found in self.found if found.kind in (Kind.COUNT, Kind.YEAR, Kind.ORDINAL)}
        for match, number in _months_in(self.text, self.formats, self.language):
            after = re.compile(r"\.?(?:,?[ \u00a0]|,? (?:de|del|of|do|the)[ ]| de l['’])").match(self.text, match.end())
            before = re.compile(r".*?(?<=\d)(\.|er|st|nd|rd|th|º|\.º)?(?:[ \u00a0-]| (?:de|of|di|d['’])[ ]?)?$").match(
                self.text, max(0, match.start() - 8), match.start()
            )
            follows = after is not None and after.end() in beside
            precedes = before is not None and any(
                match.start() - 6 <= end < match.start() and self._is_day(found) for end, found in ends.items()
            )
            if follows or precedes:
                self._add(match.start(), match.end(), Kind.MONTH, Fraction(number))

    @staticmethod
    def _is_day(found: Quantity) -> bool:
        value = found.values[0]
        return not isinstance(value, str) and (1 <= value <= 31 or _YEAR_LEAST <= value <= _YEAR_MOST)


def _months_in(text: str, formats: Formats, language: str) -> Iterator[tuple[re.Match[str], int]]:
    for match in formats.month_names.finditer(text):
        number = formats.months.get(match[0].lower())
        if number is None:
            number = _month_by_stem(match[0].lower(), formats.month_stems)
        # "may" and "march" are other words.
        if number is not None and (language != "en" or match[0][0].isupper()):
            yield match, number


def _month_by_stem(word: str, stems: Mapping[str, int]) -> int | None:
    for size in range(len(word), max(2, len(word) - 8), -1):
        if word[:size] in stems and (size >= 5 or len(word) - size < 5):
            return stems[word[:size]]
    return None


def months(text: str, language: str) -> dict[int, tuple[int, int]]:
    """Return the months that a text names, wherever they stand, each with the span that names it first."""
    found: dict[int, tuple[int, int]] = {}
    for match, number in _months_in(text, formats_for(language), language):
        found.setdefault(number, match.span())
    return found


def _with(found: Quantity, values: tuple[Value, ...]) -> Quantity:
    return replace(found, values=tuple(dict.fromkeys(values)))
