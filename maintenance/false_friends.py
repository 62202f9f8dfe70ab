"""Writes the table of false friends, `tqcheck/checks/grammar/false_friends.tsv`, from LanguageTool's own list.

    apt-get download dict-freedict-{deu-eng,eng-deu,fra-eng,eng-fra,spa-eng,eng-spa,por-eng,eng-por,eng-pol,eng-rus,\
ita-eng,eng-ita,nld-eng,eng-nld,swe-eng,eng-swe,spa-por,spa-deu,deu-por,por-deu,deu-ita,ita-deu,nld-deu,\
deu-nld,nld-fra}
    for package in dict-freedict-*.deb; do dpkg -x $package freedict; done
    python maintenance/false_friends.py freedict/usr/share/dictd

The list is `false-friends.xml` of the LanguageTool that is installed (`tqcheck engine install`). Run this when its version
changes, and `benchmarks/false_friends.py` after it.

Most of the words in the list are false friends in one meaning and true ones in another, and professional translators
use them so: of those whose look-alike stands in the source, nearly all are right. So a pair of words is taken over only
where dictionaries (those of FreeDict under the GPL) know one of them and none translates it by the other. Where no
dictionary leads from one language to the other, those to and from English decide: both words must be there without a
common meaning.

Left out as well: words of a group that are not alike, words that only their neighbours or their part of speech tell apart,
words whose meaning in the list is the look-alike itself, and what DOUBTED names. Meanings lose their notes.

A row is a rule of LanguageTool, and for each of two languages the word, its meanings in the other, and what the dictionaries
add to these.
"""

from __future__ import annotations

import gzip
import re
import sys
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from tqcheck.engines.languagetool import install
from tqcheck.lexicon.occurrences import is_form
from tqcheck.lexicon.transliterate import romanise

TABLE = Path(__file__).parent.parent / "tqcheck" / "checks" / "grammar" / "false_friends.tsv"
LIST = "org/languagetool/rules/false-friends.xml"
LEAST_ALIKE = 0.6
"""Ratcliff and Obershelp's ratio of two words in plain Latin letters, from which they are taken for look-alikes."""
MOST_WORDS = 3
"""Words of a translation in a dictionary, at most: more are an explanation."""
CODES = {
    "deu": "de", "eng": "en", "fra": "fr", "spa": "es", "por": "pt", "pol": "pl", "rus": "ru", "ita": "it", "nld": "nl",
    "swe": "sv",
}  # fmt: skip

DOUBTED = {
    "ACTUALIZED": "ACTUALIZE has these forms",
    "CAMPING en-pl": "the place and what is done there are hardly told apart",
    "CIVIL en-pl": "cywilny has forms like cywil's",
    "CLOSE en-fr": "closed is also a form of close",
    "CURIOUS de-en": "curious means odd as well",
    "EDUCATED en-pt": "educated may mean brought up",
    "EMISSION en-pt": "emissões is right for what is emitted",
    "ESTATE en-fr": "they stand for each other in no text",
    "ESTATE en-pt": "they stand for each other in no text",
    "EXTRA en-pl": "both are short for many things",
    "FORM en-es": "forma is right for most forms",
    "GRAND en-fr": "a part of names: Grand Prix, Grand Palais",
    "INCIDENT en-it": "an incident may be an accident",
    "LOCAL en-pl": "lokalny has forms like lokal's",
    "NOTICE de-en": "Notiz nehmen is to take notice",
    "PARAGRAPH": "laws are cited by paragraphs in many languages",
    "PREVENT en-es": "prevenir is to prevent as well",
    "RECORD en-pt": "a record and to remember stand for each other in no text",
    "ROMAN": "a first name",
    "SIDE de-en": "a site on the net is a Seite",
    "TURN en-pt": "to turn into is to become",
}
"""Rules, or rules between two languages, that are left out with the reason: found on the half of professional translations
that is for tuning, or in reading the table."""

MISSPELT = {
    "sympatisch": "sympathisch", "unsympatisch": "unsympathisch", "anedote": "anecdote", "colaborate": "collaborate",
    "acomododo": "acomodado",
}  # fmt: skip
"""Words that the list misspells."""

Sense = tuple[list[str], dict[str, list[str]]]


# ------------------------------------------------------------------------------- LanguageTool's list


def words_of(pattern: ElementTree.Element) -> list[str]:
    """Return the words that a pattern stands for; none where more than words decide."""
    tokens = list(pattern)
    if any(set(token.attrib) - {"inflected", "regexp"} for token in tokens):
        return []
    texts = [(token.text or "").strip() for token in tokens]
    if len(tokens) == 1 and tokens[0].get("regexp") == "yes":
        return texts[0].replace("s?", "").split("|")
    if any(token.get("regexp") for token in tokens):
        return []
    return [" ".join(texts)]


def meanings(text: str) -> list[str]:
    """Return the meanings in a translation, without its notes."""
    plain = re.sub(r"\([^)]*\)|^[^:]*: ", " ", text)
    return [part for part in (" ".join(part.split()) for part in re.split(r"[|,;/]", plain)) if part]


def senses(group: ElementTree.Element) -> dict[str, list[Sense]]:
    """Return a group's words by language, each set of words with its meanings in other languages."""
    found: dict[str, list[Sense]] = {}
    for rule in group.iter("rule"):
        pattern = rule.find("pattern")
        words = [MISSPELT.get(word, word) for word in words_of(pattern)] if pattern is not None else []
        told: dict[str, list[str]] = {}
        for translation in rule.iter("translation"):
            language = translation.get("lang", "").split("-")[0]
            new = [word for word in meanings(translation.text or "") if word not in told.get(language, ())]
            if new:
                told.setdefault(language, []).extend(new)
        if pattern is not None and words and told:
            found.setdefault(pattern.get("lang", "").split("-")[0], []).append((words, told))
    return found


def pairs(group: dict[str, list[Sense]]) -> Iterator[tuple[str, str, list[str], str, str, list[str]]]:
    """Yield the look-alikes of a group: language, word and meanings in the other, twice."""
    for one, other in combinations(sorted(group), 2):
        left = [(w, told[other]) for words, told in group[one] for w in words if other in told]
        right = [(w, told[one]) for words, told in group[other] for w in words if one in told]
        for word, means in left:
            for look, stands in right:
                if alike(word, look) and look not in means and word not in stands:
                    yield one, word, means, other, look, stands


def alike(word: str, look: str) -> bool:
    one, two = latin(word), latin(look)
    return one[:1] == two[:1] and SequenceMatcher(None, one, two, autojunk=False).ratio() >= LEAST_ALIKE


def latin(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l"))
    plain = "".join(letter for letter in plain if letter.isalnum())
    return (plain if plain.isascii() else romanise(plain)).replace("k", "c").replace("ph", "f")


# -------------------------------------------------------------------------------------- dictionaries


class Dictionaries:
    """What words mean in other languages by the dictionaries in a folder, read in both directions."""

    def __init__(self, folder: Path) -> None:
        self._words: dict[tuple[str, str], dict[str, set[str]]] = {}
        for index in sorted(folder.glob("freedict-*.index")):
            source, target = (CODES[code] for code in index.stem.split("-")[1:])
            there = self._words.setdefault((source, target), defaultdict(set))
            back = self._words.setdefault((target, source), defaultdict(set))
            for head, body in entries(index):
                for item in items(body):
                    there[head.casefold()].add(item)
                    back[item].update(items(f"\n{head}"))
        self._heads: dict[tuple[str, str], dict[str, list[str]]] = {}
        for way, words in self._words.items():
            buckets = self._heads.setdefault(way, defaultdict(list))
            for word in words:
                buckets[word[:2]].append(word)

    def meanings(self, word: str, language: str, other: str) -> set[str]:
        """Return what a word, or one of its forms, means in another language, in lower case; nothing: it is not known."""
        small = word.casefold()
        words = self._words.get((language, other), {})
        heads = self._heads.get((language, other), {}).get(small[:2], ())
        same = [
            head for head in heads if head == small or is_form(head, word, language) or is_form(small, head, language)
        ]
        return {item for head in same for item in words[head]}

    def are_apart(self, word: str, language: str, look: str, other: str) -> bool:
        """Say whether two words were found, and neither means the other."""
        there, back = self.meanings(word, language, other), self.meanings(look, other, language)
        if there or back:
            return not any(holds(item, look, other) for item in there) and not any(
                holds(item, word, language) for item in back
            )
        if "en" in (language, other):
            return False
        one, two = self.meanings(word, language, "en"), self.meanings(look, other, "en")
        return bool(one and two and not one & two)

    def more(self, word: str, language: str, other: str, known: list[str]) -> str:
        """Return the meanings of a word beside those that are known, as a field of a row."""
        small = {meaning.casefold() for meaning in known}
        return "|".join(
            sorted(item for item in self.meanings(word, language, other) if is_plain(item) and item not in small)
        )


def is_plain(item: str) -> bool:
    """Say whether a translation is made of words and nothing else, and is long enough to be found in a text."""
    return len(item) > 2 and item.replace(" ", "").replace("'", "").isalpha()


def entries(index: Path) -> Iterator[tuple[str, str]]:
    """Yield the heads and texts of a dictionary in the form of dictd: places and lengths are numbers to the base of 64."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    def number(text: str) -> int:
        value = 0
        for digit in text:
            value = value * 64 + digits.index(digit)
        return value

    data = gzip.decompress(index.with_suffix(".dict.dz").read_bytes())
    for line in index.read_text(encoding="utf-8", errors="replace").split("\n"):
        head, *place = line.split("\t")
        if len(place) >= 2 and not head.startswith("00"):
            start, size = map(number, place[:2])
            yield head, data[start : start + size].decode("utf-8", "replace")


def items(body: str) -> Iterator[str]:
    """Yield the translations in an entry, in lower case: its lines but for the head, references, notes and examples."""
    for line in body.split("\n")[1:]:
        if re.match(r'\s*(?:see|Synonyms?|Antonyms?|Note)\s*:|\s*"', line):
            continue
        plain = unicodedata.normalize("NFKC", line).replace("\u2010", "-")
        plain = re.sub(r"<[^>]*>|\[[^]]*\]|\([^)]*\)|/[^/]*/|\d+\.", " ", plain)
        for item in re.split(r"[,;]", plain):
            words = item.casefold().removeprefix("to ").split()
            if 0 < len(words) <= MOST_WORDS:
                yield " ".join(words)


def holds(item: str, word: str, language: str) -> bool:
    """Say whether a translation holds a word in one of its forms, or a word made of it."""
    small = word.casefold()
    if " " in small:
        return small in item
    return any(
        part == small or is_form(part, word, language) or is_derived(part, small) or is_derived(small, part)
        for part in re.split(r"[\s'’-]+", item)
    )


def is_inflected(word: str, base: str, language: str) -> bool:
    """Say whether a word is another one or a longer form of it."""
    return word == base or (len(word) >= len(base) and is_form(word.casefold(), base, language))


def is_derived(longer: str, shorter: str) -> bool:
    """Say whether a word is another one with a few letters more, as actually is of actual."""
    return len(shorter) >= 5 and longer.startswith(shorter) and len(longer) <= len(shorter) + 3


def main(folder: Path) -> None:
    there = install.installed()
    if there is None:
        sys.exit("LanguageTool is not installed: run `tqcheck engine install` first")
    jar = next((there.folder / "libs").glob("languagetool-core-*.jar"))
    with zipfile.ZipFile(jar) as opened:
        root = ElementTree.fromstring(opened.read(LIST))
    dictionaries = Dictionaries(folder)
    found = [
        (group.get("id", ""), *row)
        for group in sorted(root.iter("rulegroup"), key=lambda group: group.get("id", ""))
        for row in pairs(senses(group))
    ]
    kept = []
    for rule, one, word, means, other, look, stands in found:
        if {rule, f"{rule} {one}-{other}"} & set(DOUBTED) or not dictionaries.are_apart(word, one, look, other):
            continue
        kept.append((rule, one, word, means, other, look, stands))
    rows = []
    for rule, one, word, means, other, look, stands in kept:
        if any(
            (one, other) == (row[1], row[4])
            and (word, look) != (row[2], row[5])
            and is_inflected(word, row[2], one)
            and is_inflected(look, row[5], other)
            for row in kept
        ):
            continue  # a form of another row's words: actualised beside actualise
        left = (one, word, "|".join(means), dictionaries.more(word, one, other, means))
        right = (other, look, "|".join(stands), dictionaries.more(look, other, one, stands))
        rows.append("\t".join((rule, *left, *right)))
    head = [
        f"# Made by maintenance/false_friends.py from false-friends.xml of LanguageTool {there.version},",
        "# Copyright (C) 2001-2020 Daniel Naber and others, LGPL-2.1-or-later, and dictionaries of FreeDict,",
        "# Copyright (C) FreeDict contributors, GPL-2.0-or-later and GPL-3.0-or-later.",
    ]
    TABLE.write_text("\n".join([*head, *dict.fromkeys(rows)]) + "\n", encoding="utf-8")
    print(f"{len(set(rows))} of {len(found)} pairs of words")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
