"""PUN002 unbalanced-bracket and QUO001 unbalanced-quotation."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.checks.context import language_of, word_set
from tqcheck.model import Analysis, BlockKind, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tqcheck.config import Settings

_REACH = 6
"""Blocks that a bracket or quotation may stay open over."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An unpaired mark: the block it stands in, its span there, its text, and whether it opens."""

    block: int
    start: int
    end: int
    text: str
    opens: bool


# ------------------------------------------------------------------------------ brackets

_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_OPENER_OF = {closer: opener for opener, closer in _BRACKETS.items()}
_LEAST_SEGMENTS = 8
_SINGLE_SENTENCES = 0.9
_MOSTLY_SINGLE = 0.75
"""A file of segments: so many blocks, and so great a share of them a single sentence; a smaller one tells where more than
one mark has no partner. What is opened in one line may be closed in another that stands elsewhere."""

_CYRILLIC_SMILES = ("ru", "uk", "be", "kk", "bg")
"""Languages in which people smile with ) alone."""
_CHATTY = re.compile(r"\){2,}(?=[^\w.,;:]|$)|\({2,}(?=\s|$)|[\U0001f300-\U0001faff\u2600-\u27bf]")
_NO_BRACKET = re.compile(
    r"(?<![\w)\]])[:;=]['’\-]?[()\[\]{}]+|(?<!\w)[8xX]-[()]+"  # emoticons
    r"|(?<!\S)[()]['’\-]?[:;](?!\S)"
    r"|(?<!\S)[()]{1,2}[\-_^oO.][\-_^oO.]+[()]{0,2}(?!\w)"
    r"|[\[\](]\s*[−+\-]?[\w.,∞]+\s*[;,]\s*[−+\-]?[\w.∞]+\s*[\[\])]"  # intervals: [0, 1)
    r"|\){2,}(?=\s|$)(?<![(]\)\))"  # a row of smiles
)
_ENUMERATION = re.compile(r"(?:^|(?<=[\s;,:.(—–-]))(?:\d{1,3}[.\d]*|[^\W\d_]|[ivxIVX]{1,5}|\d+[^\W\d_])['’*]?$")


class UnbalancedBracket:
    """A bracket that is opened and not closed, or closed and not opened.

        The ministry (which had denied it said nothing.

    A bracket may stay open over a few paragraphs. Silent: enumerations such as a) and 1),
    emoticons, intervals such as [0, 1), web addresses.

    Suppress with `ignore = ["PUN002"]` in tqcheck.toml.

    Known false alarms: smiles written as a single bracket, musical or mathematical notation.
    """

    rule = Rule(
        code="PUN002",
        name="unbalanced-bracket",
        summary="a bracket without its partner",
        severity=Severity.MINOR,
        mqm="linguistic conventions/punctuation",
        its="typographical",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield every bracket without a partner in its block or a near one."""
        alone = [mark for index, block in enumerate(analysis.article.blocks) for mark in _brackets(index, block.text)]
        unpaired = _join_over_blocks(alone, lambda opener, closer: _BRACKETS[opener.text] == closer.text)
        segments = _is_segments(analysis, len(unpaired))
        for mark in unpaired:
            text = analysis.article.blocks[mark.block].text
            if mark.text in "()" and _smiles(text, mark.start, language_of(analysis, mark.block)):
                continue
            if segments and not (text[: mark.start] if mark.opens else text[mark.end :]).strip(" .!?\"'”“»«’"):
                continue  # it encloses the whole of its line, and may go on in another
            yield Finding(
                block=mark.block,
                start=mark.start,
                end=mark.end,
                message=f"'{mark.text}' is not {'closed' if mark.opens else 'opened'}",
                confidence=0.8,
                tier=Tier.LIKELY,
                evidence={"mark": mark.text, "missing": _BRACKETS.get(mark.text) or _OPENER_OF[mark.text]},
            )


def _brackets(index: int, text: str) -> list[Mark]:
    """Return the brackets of a block that have no partner in it. Each kind is counted for itself."""
    if not any(bracket in text for bracket in "()[]{}"):
        return []
    # Intervals and emoticons are blanked, but a pair inside such a match ("(a, b)") stays a pair, and so does a row of
    # closing marks that closes what was opened before it.
    plain = _NO_BRACKET.sub(
        lambda match: match.group() if _balanced(match.group()) or _closes(match) else " " * len(match.group()), text
    )
    open_: dict[str, list[Mark]] = {opener: [] for opener in _BRACKETS}
    alone: list[Mark] = []
    for position, character in enumerate(plain):
        if character in _BRACKETS:
            open_[character].append(Mark(index, position, position + 1, character, True))
        elif character in _OPENER_OF:
            partners = open_[_OPENER_OF[character]]
            if partners:
                partners.pop()
            elif not (character == ")" and _is_marker(plain, position)):
                alone.append(Mark(index, position, position + 1, character, False))
    alone += [mark for marks in open_.values() for mark in marks]
    return sorted(alone, key=lambda mark: mark.start)


def _is_marker(text: str, position: int) -> bool:
    """Say whether a lone ")" ends an enumeration mark or a smile: a) 1) :)"""
    return text[max(0, position - 1) : position] in (":", ";") or bool(
        _ENUMERATION.search(text[max(0, position - 12) : position])
    )


def _balanced(text: str) -> bool:
    return all(text.count(opener) == text.count(closer) for opener, closer in _BRACKETS.items())


def _closes(row: re.Match[str]) -> bool:
    """Say whether a row of closing brackets has as many open ones before it: (inter (tussen) en bellum (oorlog))."""
    before = row.string[: row.start()]
    return set(row.group()) == {")"} and before.count("(") - before.count(")") >= len(row.group())


def _smiles(text: str, position: int, language: str | None) -> bool:
    """Say whether a lone bracket is a smile or a frown: in the languages written in Cyrillic."""
    if language not in _CYRILLIC_SMILES:
        return False
    if _CHATTY.search(text):
        return True
    return text[position] == ")" and (
        position + 1 == len(text.rstrip()) or bool(re.match(r"\s+[A-ZА-ЯЁІЇЄ]", text[position + 1 :]))
    )


def _is_segments(analysis: Analysis, unpaired: int) -> bool:
    """Say whether the article is a list of single sentences, as translators' files and subtitles are."""
    blocks = len(analysis.article.blocks)
    if blocks < _LEAST_SEGMENTS:
        return False
    sentences = Counter(sentence.block for sentence in analysis.sentences)
    single = sum(sentences[index] <= 1 for index in range(blocks))
    return single >= (_SINGLE_SENTENCES if unpaired < 2 else _MOSTLY_SINGLE) * blocks


def _join_over_blocks(marks: Iterable[Mark], fits: Callable[[Mark, Mark], bool]) -> list[Mark]:
    """Return the marks that find no partner in a block soon after."""
    opened: list[Mark] = []
    alone: list[Mark] = []
    for mark in marks:
        if mark.opens:
            opened.append(mark)
            continue
        for place in range(len(opened) - 1, -1, -1):
            distance = mark.block - opened[place].block
            if distance and distance <= _REACH and fits(opened[place], mark):
                del opened[place]
                break
            if distance > _REACH:
                alone.append(mark)
                break
        else:
            alone.append(mark)
    return sorted(opened + alone, key=lambda mark: (mark.block, mark.start))


# ---------------------------------------------------------------------------- quotations

_SINGLE_QUOTED = ("en", "cy", "ga")
_FIXED_GUILLEMETS = word_set("fr it es pt ca gl ru uk be el ro tr vi lv br eu oc fa ar hy az kk nb nn is")
"""Languages where « always opens and » always closes; elsewhere the surroundings decide (»Wort«, »ord»)."""

_LOW_HIGH = word_set("de cs sk bg sl lt is et lv sr hr bs mk ru uk be ka sq lb hsb dsb")
"""Languages where “ closes what „ opened, however the two are spaced."""

_HIGH_CLOSES_TOO = _LOW_HIGH | word_set("hu pl ro da nb nn fi sv")
"""Languages where “ may close."""

_SUFFIXING = word_set("fi et hu tr az kk ky uz")
"""Languages where an ending follows a closing mark directly: "Titanic"in."""

_REPORTED = re.compile(
    r"[,!?…][\s—–-]*(?:(?:hat|a|avait|ha|había|heeft|har|hade|on|er|ich|wir|he|she|they|we|i)\s+)?(?:"
    r"sagt|erklärt|meint|betont|berichtet|ergänzt|kritisiert|kündigt|schreibt|schrieb|teilt|so\s+der|so\s+die|"
    r"said|says|told|added|wrote|explained|warned|asked|"
    r"dit|déclar|expliqu|assur|affirm|ajout|précis|soulign|indiqu|estim|"
    r"dij|dice|afirm|explic|asegur|señal|añad|declar|indic|"
    r"disse|diz|ha\s+detto|dice|spieg|aggiun|conta|"
    r"zei|zegt|aldus|verklaar|vertel|schrijft|"
    r"sade|säger|sa\b|siger|sagde|fortæller|forklarer|sier|forteller|skriver|berättar|menar|"
    r"powiedział|mówi|dodał|stwierdził|podkreślił|řekl|říká|uvedl|dodal|povedal|hovor|uviedol|"
    r"rekel|dejal|pravi|rekao|kazao|izjavi|"
    r"сказал|говорит|заявил|отмети|добавил|подчеркн|сообщил|пояснил|сказав|каже|заявив|додав|наголос|"
    r"каза|заяви|mondt|közöl|nyilatkoz|sanoo|sanoi|kertoo|kertoi|ütles|teatis|sacīja|teica|norāda|sakė|teigė|"
    r"spus|declarat|dedi|söyle|belirt|kata|ujar)",
    re.IGNORECASE,
)
"""Words after a quotation that say whose it was: so it has ended before them."""

_STRAIGHT = ('"', "''", "＂")
_QUOTE = re.compile(r",,(?=\w)|``|''|’’|‘‘|<<|>>|[„“”‟«»\"＂「」『』]")
_LIKE_SPACE = re.compile(r"[\s(\[{—–/\-„“«»”\"'‚‘‹>|=+…~*_]")
_CLOSES_BEFORE = re.compile(r"[\s)\]}—–/\-.,;:!?…”“»«\"'’›|*_%+&、。，．！？；：]")
_SINGLE_OPEN = re.compile(
    r"(?<![^\s(\[—–“\"-])‘(?=[^\W\d_])(?!(?:n|em|tis|twas|til|cause|round|bout)\b)", re.IGNORECASE
)
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…”])’(?![^\W\d_])")


class UnbalancedQuotation:
    """A quotation that is opened and not closed, or closed and not opened.

    The reader cannot tell where the quoted words end, which in news can put words in somebody's mouth.

        „Das war kein Zufall, sagte der Minister.

    Knows the marks of each language („…“, „…”, «…», »…«, “…”, ”…”, ‘…’, "…"). A quotation of
    several paragraphs, each opened and only the last closed, is right. Mixed styles (opened
    with „ and closed with ") are left to the house's style. Silent: apostrophes, inches and
    minutes (5' 10"), Hebrew abbreviations.

    Suppress with `ignore = ["QUO001"]` in tqcheck.toml.

    In a file of segments (nearly every block is one sentence) only a quotation whose end is
    sure is reported: "…, said the minister". The other half may stand in another segment.

    Known false alarms: quotations that run over list items or captions, straight marks with
    spaces on both sides.
    """

    rule = Rule(
        code="QUO001",
        name="unbalanced-quotation",
        summary="a quotation mark without its partner",
        severity=Severity.MINOR,
        mqm="linguistic conventions/punctuation",
        its="typographical",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield every quotation mark without a partner in its block or a near one."""
        blocks = analysis.article.blocks
        alone: list[Mark] = []
        for index, block in enumerate(blocks):
            if block.kind not in (BlockKind.ALT, BlockKind.METADATA):
                alone += _quotes(index, block.text, language_of(analysis, index) or "")
        unpaired = _join_over_blocks(alone, lambda *_: True)
        segments = _is_segments(analysis, len(unpaired))
        for mark in unpaired:
            if mark.opens and _goes_on(analysis, mark.block):
                continue
            text = blocks[mark.block].text
            if segments and not (mark.opens and _REPORTED.search(text, mark.end)):
                continue  # the quotation may go on in a line that stands elsewhere
            yield Finding(
                block=mark.block,
                start=mark.start,
                end=mark.end,
                message=f"the quotation mark {mark.text} is not {'closed' if mark.opens else 'opened'}",
                confidence=0.7,
                tier=Tier.LIKELY,
                evidence={"mark": mark.text, "near": text[max(0, mark.start - 30) : mark.end + 30]},
            )


def _goes_on(analysis: Analysis, block: int) -> bool:
    """Say whether the next paragraph begins with a quotation mark: then this one's quotation goes on there."""
    for following in analysis.article.blocks[block + 1 : block + 3]:
        if following.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LEDE, BlockKind.LIST_ITEM):
            return bool(re.match(r"[\s—–-]*(?:[„“”«»\"‘'‚]|,,|``|<<)", following.text))
    return False


def _quotes(index: int, text: str, language: str) -> list[Mark]:
    """Return the quotation marks of a block that have no partner in it."""
    open_: list[Mark] = []
    alone: list[Mark] = []
    doubtful = straight = 0
    for match in _QUOTE.finditer(text):
        mark = match.group()
        before = text[max(0, match.start() - 1) : match.start()]
        after = text[match.end() : match.end() + 1]
        if mark in ('"', "''", "”") and before.isdigit() and not open_:
            continue  # inches or seconds
        if mark in _STRAIGHT and _inside_word(text, match.start(), match.end(), language, bool(open_)):
            continue
        doubtful += mark in ('"', "''", "”") and before.isdigit()
        straight += mark in _STRAIGHT
        opens = _opens(mark, before, after, language)
        if mark == "“" and open_ and open_[-1].text in ("„", ",,") and language in _LOW_HIGH:
            opens = False
        if opens is None:
            if before.isalnum() and after.isalnum() and not open_:
                continue
            opens = not open_
        if opens:
            open_.append(Mark(index, match.start(), match.end(), mark, True))
        elif open_:
            open_.pop()
        else:
            alone.append(Mark(index, match.start(), match.end(), mark, False))
    alone += open_
    if len(alone) <= doubtful:
        alone = []
    alone = _without_misplaced_spaces(alone)
    odd = [mark for mark in alone if mark.text in _STRAIGHT]
    # An even number of straight marks is balanced, however they are spaced; of an odd number one is too many.
    for surplus in odd if straight % 2 == 0 else odd[1:]:
        alone.remove(surplus)
    if language in _SINGLE_QUOTED:
        alone += _single_quotes(index, text)
    return sorted(alone, key=lambda mark: mark.start)


def _without_misplaced_spaces(alone: list[Mark]) -> list[Mark]:
    """Leave out pairs of which a wrong space makes the first look like a closing mark: vznik“ bluesa”, atau” cycle”."""
    if len(alone) % 2 or any(mark.opens or mark.text in _STRAIGHT for mark in alone):
        return alone
    firsts, seconds = ({mark.text for mark in marks} for marks in (alone[::2], alone[1::2]))
    fits = len(firsts) == len(seconds) == 1 and (firsts | seconds in ({"“", "”"}, {"”"}, {"„", "“"}, {"„", "”"}))
    return [] if fits else alone


def _inside_word(text: str, start: int, end: int, language: str, quoting: bool) -> bool:
    """Say whether a straight mark stands between letters and quotes nothing: a slip for an apostrophe, צה"ל."""
    if not (text[max(0, start - 1) : start].isalpha() and text[end : end + 2].lstrip('"')[:1].isalpha()):
        return False
    return not (quoting and language in _SUFFIXING)


def _opens(mark: str, before: str, after: str, language: str) -> bool | None:
    """Say whether a mark opens; None: only the marks before it can tell."""
    if mark in ("„", ",,", "``", "‘‘", "<<", "「", "『"):
        return True
    if mark in (">>", "」", "』"):
        return False
    if mark in "«»" and language in _FIXED_GUILLEMETS:
        return mark == "«"
    if language in ("zh", "ja", "ko", "th", "yue") and mark in "“”":
        return mark == "“"
    spaced_before = not before or bool(_LIKE_SPACE.match(before))
    spaced_after = not after or bool(_CLOSES_BEFORE.match(after))
    if spaced_before != spaced_after:
        return spaced_before
    if mark in ("”", "’’", "»"):
        return None if language in ("sv", "fi", "da", "de") else False
    if mark in ("“", "‟", "«"):
        either = language in _HIGH_CLOSES_TOO if mark == "“" else language in ("de", "da")
        return None if either else True
    return None


def _single_quotes(index: int, text: str) -> list[Mark]:
    """Return a ‘ that no ’ closes. A later ’ at the end of a word may be an apostrophe; then nothing is said."""
    openers = list(_SINGLE_OPEN.finditer(text))
    if not openers or _SINGLE_CLOSE.search(text, openers[-1].end()):
        return []
    last = openers[-1]
    return [Mark(index, last.start(), last.end(), "‘", True)]
