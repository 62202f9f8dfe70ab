"""ENC001 mojibake."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.entities import html5
from typing import TYPE_CHECKING

from tqcheck.model import Analysis, Finding, Rule, Severity, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tqcheck.config import Settings


class Mojibake:
    """Characters that were decoded wrongly on the way, or escaped twice.

    UTF-8 text that some program read as Windows-1252, -1250 or -1251, characters that were lost
    (U+FFFD), stray control characters, and entities that the reader sees as such.

        itâ€™s in MÃ¼nchen   →   it’s in München
        Research &amp;amp; Development, shown as "Research &amp; Development"

    Capitals that happen to look alike are right: SÃO PAULO, NÃO, «CAFÉ».

    Suppress with `ignore = ["ENC001"]` in tqcheck.toml; mark code as code.

    Known false alarms: texts about character encoding or HTML that do not mark their examples as code.
    """

    rule = Rule(
        code="ENC001",
        name="mojibake",
        summary="wrongly decoded characters, control characters, entities shown as text",
        severity=Severity.MAJOR,
        mqm="linguistic conventions/character encoding",
        its="characters",
        fixable=True,
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - part of the protocol
        """Yield every place where characters are broken."""
        blocks = analysis.article.blocks
        garbled = [list(_garbled(block.text)) for block in blocks]
        proven = any(run.certain for runs in garbled for run in runs)
        for index, block in enumerate(blocks):
            # What could also be capitals before a quotation mark counts where the article is garbled elsewhere.
            found = [run for run in garbled[index] if run.certain or proven]
            taken = bytearray(len(block.text))
            for run in found:
                taken[run.start : run.end] = b"x" * (run.end - run.start)
            found += [
                run
                for run in (*_lost(block.text), *_controls(block.text), *_entities(block.text))
                if not any(taken[run.start : run.end])
            ]
            for run in sorted(found, key=lambda run: run.start):
                yield Finding(
                    block=index,
                    start=run.start,
                    end=run.end,
                    message=run.message,
                    suggestions=() if run.repaired is None else (run.repaired,),
                    confidence=0.99 if run.certain else 0.9,
                    tier=Tier.CERTAIN if run.certain else Tier.LIKELY,
                    evidence={"kind": run.kind},
                )


@dataclass(frozen=True, slots=True)
class Broken:
    """A span of a block's text with broken characters. `repaired` is None where they are lost."""

    start: int
    end: int
    repaired: str | None
    kind: str
    message: str
    certain: bool = True


# ------------------------------------------------------------ UTF-8 read in an 8-bit encoding


def _decoded(codec: str) -> dict[int, str]:
    """Return what each byte from 0x80 on becomes in an 8-bit encoding; undefined ones are C1 controls."""
    table = {}
    for byte in range(0x80, 0x100):
        try:
            table[byte] = bytes([byte]).decode(codec)
        except UnicodeDecodeError:
            table[byte] = chr(byte)
    return table


_AFTER_A_WORD = frozenset("»«”“’‘›‹…–—• \u00a0®©™°§²³¹ºª·¿¡")
"""Characters that may rightly follow a capital: with these alone a sequence proves nothing."""


class _Codec:
    """Finds UTF-8 sequences among the characters that one 8-bit encoding makes of them."""

    def __init__(self, name: str, leads: range, long_leads: range) -> None:
        self.name = name
        table = _decoded(name)
        self.byte_of = {character: byte for byte, character in table.items()}
        if name != "cp1251":  # Latin-1 readers leave 0x80-0x9F as controls
            self.byte_of |= {chr(byte): byte for byte in range(0x80, 0xA0) if chr(byte) not in self.byte_of}
        tail = "[" + re.escape("".join(c for c, byte in self.byte_of.items() if byte < 0xC0)) + "]"
        two = "[" + re.escape("".join(table[byte] for byte in leads)) + "]"
        three = "[" + re.escape("".join(table[byte] for byte in long_leads)) + "]"
        four = "[" + re.escape("".join(table[byte] for byte in range(0xF0, 0xF5))) + "]"
        self.run = re.compile(f"(?:{two}{tail}|{three}{tail}{{2}}|{four}{tail}{{3}})+")

    def repair(self, text: str) -> str | None:
        try:
            return bytes(self.byte_of[character] for character in text).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            return None


_CODECS: list[_Codec] = []


def _codecs() -> list[_Codec]:
    if not _CODECS:
        everything = range(0xC2, 0xE0)
        _CODECS.extend(
            [
                _Codec("cp1252", everything, range(0xE0, 0xF0)),
                _Codec("cp1250", range(0xC3, 0xC6), range(0xE2, 0xE3)),
                _Codec("cp1251", range(0xD0, 0xD2), range(0xE2, 0xE3)),
            ]
        )
    return _CODECS


_SUSPECT = re.compile("[\u00c2-\u00f4ĂÄĹРСв][^\x00-\x7f]")
_HALF_LOST = re.compile("â€(?![\x80-\xbf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸŽž¡-¿])")


def _garbled(text: str) -> Iterator[Broken]:
    if not _SUSPECT.search(text):
        return
    found: list[tuple[int, int, str, bool]] = []
    taken = bytearray(len(text))
    for codec in _codecs():
        for run in codec.run.finditer(text):
            if any(taken[run.start() : run.end()]):
                continue
            repaired = codec.repair(run.group())
            if repaired is None or not _plausible(repaired, run.group(), codec.name):
                continue
            found.append((run.start(), run.end(), repaired, _proves(text, run, codec.name)))
            taken[run.start() : run.end()] = b"x" * len(run.group())
    for lost in _HALF_LOST.finditer(text):
        if not any(taken[lost.start() : lost.end()]):
            found.append((lost.start(), lost.end(), "”", True))
    yield from _by_word(text, sorted(found))


def _plausible(repaired: str, original: str, codec: str) -> bool:
    """Say whether what comes out is text: letters of a living script, punctuation, symbols, nothing rare."""
    for character in repaired:
        code = ord(character)
        if 0xA0 <= code <= 0x17F or character in "șȘțȚ" or 0x300 <= code <= 0x30C or 0x327 <= code <= 0x328:
            continue
        if 0x391 <= code <= 0x52F or 0x5D0 <= code <= 0x6FF:
            if len(original) < 4:  # a single letter of another script is chance
                return False
            continue
        if 0x900 <= code <= 0xE7F or 0x10A0 <= code <= 0x10FF or 0x1E00 <= code <= 0x1EFF or code >= 0x1F000:
            continue
        if 0x2000 <= code <= 0x27BF or 0x3000 <= code <= 0xD7A3 or 0xFE00 <= code <= 0xFFFD:
            continue
        return False
    return codec != "cp1251" or len(original) >= 6 or original.startswith("вЂ")


def _proves(text: str, run: re.Match[str], codec: str) -> bool:
    """Say whether a sequence cannot be right as it stands; a capital before closing punctuation can."""
    found = run.group()
    if found.startswith(("â€", "вЂ")):
        return True
    tails = [c for c in found if c in _AFTER_A_WORD]
    others = [c for c in found[1:] if c not in _AFTER_A_WORD]
    before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    if not others:
        # A row of them, "cafÃ©", "Ã©t", or a lone "Â°" or "Ã\u00a0": nobody writes that.
        inside = found[0].isupper() and (before.islower() or (after.isalpha() and found[-1] != "\u00a0"))
        return len(tails) >= 3 or inside or (found[0] in "ÂÃ" and not before.isalpha())
    capitals = all(c.isupper() for c in others)
    return not (capitals and len(found) < 4 and (codec == "cp1250" or before.isupper()))


def _by_word(text: str, found: list[tuple[int, int, str, bool]]) -> Iterator[Broken]:
    """Join sequences that stand in one word and widen them to that word, so that the suggestion can be read."""
    position = 0
    while position < len(found):
        start, end = found[position][:2]
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        last = position
        while True:
            while end < len(text) and text[end].isalnum():
                end += 1
            if last + 1 < len(found) and found[last + 1][0] <= end:
                last += 1
                end = max(end, found[last][1])
            else:
                break
        repaired, at = "", start
        for left, right, replacement, _ in found[position : last + 1]:
            repaired += text[at:left] + replacement
            at = right
        repaired += text[at:end]
        certain = any(proof for *_, proof in found[position : last + 1])
        again = next(iter(_garbled(repaired)), None)
        if again is not None and again.repaired is not None and len(again.repaired) < len(repaired):
            repaired = repaired[: again.start] + again.repaired + repaired[again.end :]
        message = f"'{text[start:end]}' is wrongly decoded text and should read '{repaired}'"
        yield Broken(start, end, repaired, "wrong decoding", message, certain)
        position = last + 1


# ----------------------------------------------------------------- what is broken otherwise

_LOST = re.compile("\ufffd+(?:[^\\W_]*\ufffd+)*[^\\W_]*")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_ENTITY = re.compile(r"&(?:amp;){0,4}(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def _lost(text: str) -> Iterator[Broken]:
    for match in _LOST.finditer(text):
        start = match.start()
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        message = f"'{text[start : match.end()]}' holds U+FFFD: a character was lost when the text was decoded"
        yield Broken(start, match.end(), None, "lost character", message)


def _controls(text: str) -> Iterator[Broken]:
    for match in _CONTROL.finditer(text):
        codes = ", ".join(f"U+{ord(character):04X}" for character in match.group())
        # C1 controls are nearly always Windows-1252 punctuation read as Latin-1.
        repaired = "".join(_decoded_control(character) for character in match.group())
        yield Broken(
            match.start(), match.end(), repaired, "control character", f"control character {codes} in the text"
        )


def _decoded_control(character: str) -> str:
    if ord(character) < 0x80:
        return ""
    try:
        return character.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return ""


def _entities(text: str) -> Iterator[Broken]:
    for match in _ENTITY.finditer(text):
        entity = match.group()
        name = entity.rpartition("&")[2].replace("amp;", "") or "amp;"
        if name[0] != "#" and name not in html5:
            continue
        shown = entity
        while shown.startswith("&") and html.unescape(shown) != shown:
            shown = html.unescape(shown)
        yield Broken(match.start(), match.end(), shown, "entity", f"the reader sees '{entity}' instead of '{shown}'")
