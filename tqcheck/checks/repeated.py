"""PUN003 repeated-word."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from tqcheck.checks.context import language_of, word_set
from tqcheck.model import Analysis, Finding, Rule, Sentence, Severity, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tqcheck.alignment.pair import Pair
    from tqcheck.config import Settings

_TOKEN = re.compile(r"\S+")
_OPENING = "([{\"'“„«»‘‚¿¡*_"
_CLOSING = ".,;:!?…)]}\"'”“»«’*_"

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DOUBLED = re.compile(r"\b(\w+)\b\W{1,3}\b\1\b|([\u3040-\u30ff\u3400-\u9fff]{2,})\2")
"""A word twice in a source, joined or not; in Chinese and Japanese, which have no spaces, two characters twice."""

_FUNCTION_WORDS = {
    "en": "the a an of and with are be this these those their his our its or but they we he she it "
    "i'm has have were than then as into my your been not which when also would could should can",
    "de": "und oder nicht auf für mit ein eine einen einer eines einem des auch von im am zum zur aber dass wird hat "
    "sind wurde ich wir bei aus nach über um durch noch nur kann",
    "fr": "le la les de du des et un une dans pour par sur avec est qui au aux ce cette ne pas ou mais sont été son sa "
    "ses leur que à",
    "es": "el la los las de del y un una en por para con es al su sus se lo como más pero que fue son a o",
    "it": "il lo la i gli le di del della dei delle e un una in per con è al alla che non si da dal sono ma nel nella "
    "a ha su",
    "pt": "o a os as de do da dos das e um uma em no na nos nas por para com é ao à que não mas foi são ou",
    "ca": "el la els les de del i un una en per amb és al que no són a",
    "gl": "o a os as de do da e un unha en no na por para con é que",
    "ro": "și de la cu în un o pe din pentru nu sau este sunt al ale ca să",
    "nl": "de het een en van voor met op te ook niet bij naar uit maar of door als",
    "sv": "och en ett av på för med är som inte till om men den från i var har kan vid",
    "da": "og en et af på for med er som ikke til om men den fra i var har kan ved at",
    "nb": "og en et av på for med er som ikke til om men den fra i var har kan ved at å",
    "nn": "og ein eit av på for med er som ikkje til om men den frå i var har kan ved at å",
    "is": "og af á fyrir með er sem ekki til um en frá í var við að",
    "pl": "i w z na do się nie że jest o po od dla za oraz ale przez który która które przy jak a u są był",
    "cs": "a v z na do si že je o po od pro za ale při ke s ve nebo jako byl i k",
    "sk": "a v z na do sa si že je o po od pre za ale pri ku s vo alebo ako bol i k",
    "sl": "in v z na do se o po od za pa ki pri k s da ali so",
    "hr": "i u s na do se o po od za ali koji koja koje pri iz da su",
    "sr": "i u s na do se o po od za ali koji koja koje pri iz da su и у с на до се о по од за али који да су",
    "bs": "i u s na do se o po od za ali koji koja koje pri iz da su",
    "ru": "и в на с по не из за от до для при или о об под над со во у но быть",
    "uk": "і й у в на з по не із за від до для при або про під над зі та але",
    "be": "і ў у на з па не за ад для пры або пра пад але яго іх",
    "bg": "и в на с по не за от до при или о със във но е са се да че",
    "mk": "и во на со по не за од до при или но е се да",
    "el": "και το τα των του της τον την στο στη στην για με από που να θα δεν είναι οι η ο σε",
    "fi": "ja että mutta myös kun tai joka hän ovat kuin",
    "et": "et oli aga ka kui või kes mis",
    "hu": "és a hogy is de volt vagy mint",
    "lt": "ir į iš su ne yra kad bei bet nuo per už prie apie",
    "lv": "un uz no ar nav ir ka bet par pie pēc",
    "tr": "ve ile için olarak bu",
    "id": "yang dan di ke dari untuk dengan pada ini itu adalah",
    "ms": "yang dan di ke dari untuk dengan pada ini itu adalah",
}
"""Words that hardly ever stand twice in a row on purpose."""

_NOT_MEASURED = word_set("ca nn is bs be mk ms")
"""Languages of the table above that no edited text was at hand for: their slips are likely, never certain."""

_ALLOWED = {
    "en": "had that her is was do in on for who what so you bye hip chop dear will can ha no yes knock blah bla ylang",
    "de": "die das der den dem denen sie ihr was war wie als es haben zu wer gang",
    "fr": "nous vous se y si en ha oui non",
    "es": "sí no ha bla",
    "it": "via piano sì no man mano ben pian se",
    "pt": "sim não nos se",
    "gl": "se non si",
    "ca": "sí no se",
    "ro": "da nu hai încet",
    "nl": "die dat ze het zij haar had was heeft wordt zijn hebben heel wat je we in aan door om",
    "sv": "det den de att som så för var ja nej har om hej på i han till",
    "da": "det den de at som så der var ja nej har om for på i er af",
    "nb": "det den de at som så der var ja nei har om for på i er av",
    "nn": "det den dei at som så der var ja nei har om for på i er av",
    "is": "að það í á sem er var þá",
    "pl": "to tak nie no oj daleko był co",
    "cs": "to ano ne tak se",
    "sk": "to áno nie tak",
    "sl": "to ja ne je",
    "hr": "to da ne je",
    "sr": "to da ne je то да не је",
    "bs": "to da ne je",
    "ru": "что как то да нет так ну чуть еле едва",
    "uk": "що як то так ні ледь ну",
    "be": "што як то так не ледзь ну",
    "bg": "да не че то",
    "el": "να ναι όχι λίγο σιγά",
    "fi": "se on ei joo oli",
    "et": "see on ei ja",
    "hu": "az nem egy csak alig néha ki már sok",
    "lt": "tai ne taip",
    "lv": "tā nē jā",
}
"""Words that grammar or usage doubles: relative pronoun and article, subject and object, "had had"."""

_SLIP_AFTER = {
    ("nl", "het"): "voor in op aan met van bij uit over naar onder tegen tot rond na tijdens",
}
"""Words before a doubled word that grammar else allows, after which it is a slip: "voor het het project"."""

_SLIP_UNLESS_AFTER = {
    (
        "en",
        "in",
    ): "live lives lived living log logs logged logging come comes came coming go goes went gone going bring "
    "brings brought move moves moved moving check checks checked checking get gets got set sets setting stay stays "
    "stayed step steps stepped settle settled settling kicked called signed signing break broke broken believe believes "
    "believed put take takes took taken taking give gives gave given giving it them him her me us you is are was were be "
    "been being work works worked working grew grow built build find found",
    (
        "sv",
        "till",
    ): "lägga lägger lade lagt läggs ser se såg sett hör hörde en ett två tre fyra fem gå går gick kom kommer "
    "känner kände bidra bidrar bidrog det dem den",
}
"""Words before a doubled word after which it may be right, and else is a slip: "the town we live in in summer"."""

_SLIP_BEFORE = {
    (
        "sv",
        "som",
    ): "är har hade kan kunde ska skulle vill ville var blir blev får fick går gick kommer kom finns gör ger "
    "gav tar tog står stod ligger väger säger bor heter vann fann",
}
"""Words after a doubled word before which it is a slip: "en mattvättare som som väger"."""

_SLIP_WITHOUT = {("nl", "om"): "te"}
"""Words without which, later in the sentence, a doubled word is a slip: "een reden om om hulp te vragen"."""

_PLAYFUL = 4
_PLAYFUL_RATE = 5 / 1000
"""So many doubled content words, and so many a word, are a poem's or a chat's way and no slips."""

_EMPHATIC = word_set(
    "very really so much many far long never too more big little old way always "
    "sehr ganz viel viele vielen immer weit lange très bien trop beaucoup muy mucho más molto poco tanto muito mais "
    "mycket mange meget veldig långt heel veel bardzo dużo velmi moc hodně очень много давно долго еще ещё "
    "дуже багато довго nagyon hyvin foarte mult dziļi"
)
"""Words that are doubled for emphasis often enough to be no slip."""

_INTERJECTIONS = word_set(
    "ha ah oh hey haha hip oi heia hoch bravo blah bla bum boom ding dong tick knock hurra hurrah tut uh hm hmm mm "
    "wow yeah yes no ja nein ne tak da sí oui non si na la nee nej nei hej hi ho he etc "
    "ей да нет ні ой ах ха ну бла увы ура браво"
)

_REDUPLICATING = word_set(
    "af az bn ceb fa fil fy gu haw hi hy id jv ka kk kn ko ky la mi ml mr ms my ne pa si sm su sw ta te tg tk tl tr ug "
    "ur uz vi zu"
)
"""Languages in which a word is doubled by grammar: only their function words are looked at."""

_SYLLABLE = re.compile(
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?a(?:i|o|ng?)?|i?ong|[iu]?e(?:i|ng?|r)?|[iu](?:ng?|u|o|i|e)?|ou?|üe?)"
)
"""A syllable of Chinese in Pinyin, and of much in Korean: two that are written alike abroad are two characters at home, 倪妮
and Ni Ni."""
_SYLLABIC = word_set("zh ja ko")

_IN_CONTEXT = {
    key: word_set(words)
    for key, words in (*_SLIP_AFTER.items(), *_SLIP_UNLESS_AFTER.items(), *_SLIP_BEFORE.items(), *_SLIP_WITHOUT.items())
}
_ALLOWED_SETS = {language: word_set(words) for language, words in _ALLOWED.items()}
_FUNCTION_SETS = {language: word_set(words) for language, words in _FUNCTION_WORDS.items()}


class RepeatedWord:
    """The same word twice in a row.

    The commonest slip of editing and of machine translation, and hard to see across a line end.

        Paris in the the spring   →   Paris in the spring

    Certain for function words ("the the"), likely for others. Silent: pairs that grammar makes
    (English "had had", German "die die", French "nous nous"), interjections, names (Duran
    Duran), numbers, single letters, words with punctuation between, and in languages that
    double words by grammar (Indonesian, Turkish, Hindi …) all but function words.

    Some of the pairs that grammar makes are slips all the same, and their neighbours tell:
    "finished in in the autumn", but not "the town we live in in summer". Where an article
    doubles words all the time (a poem), only function words are reported.

    Beside a source, names and numbers are told too ("Java Java", "1970 1970"), and emphasis is likely a slip: where the
    passage of the source has no doubled word at all, nor this one twice.

    Suppress with `ignore = ["PUN003"]` in tqcheck.toml, or accept the word.

    Known false alarms: emphasis ("a long long road"; reported as possible), quoted titles.
    """

    rule = Rule(
        code="PUN003",
        name="repeated-word",
        summary="the same word twice in a row",
        severity=Severity.MINOR,
        mqm="linguistic conventions/grammar",
        its="duplication",
        fixable=True,
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:
        """Yield every run of one word inside a sentence."""
        playful = _is_playful(analysis)
        for sentence in analysis.sentences:
            index = sentence.block
            if analysis.is_foreign(index, sentence.start, sentence.end):
                continue
            language = language_of(analysis, index) or ""
            text = analysis.article.blocks[index].text
            origin = _source_of(analysis.pair, sentence)
            syllables = analysis.pair is not None and analysis.pair.source_language in _SYLLABIC
            for start, end, words in _runs(text, sentence.start, sentence.end, names=origin is not None):
                proved = origin is not None and not _may_repeat(words[-1], origin)
                if not _is_plain(words) and (not proved or (syllables and _SYLLABLE.fullmatch(words[-1].casefold()))):
                    continue
                named = proved and text[:start].strip() != "" and words[0][0].isupper()
                judged = _judge(words[-1], len(words), "" if named and language in _REDUPLICATING else language)
                if judged is not None and judged[0] is Tier.POSSIBLE and proved:
                    judged = Tier.LIKELY, 0.8
                if judged is None and _is_slip_here(
                    words[-1], text[sentence.start : start], text[end : sentence.end], language
                ):
                    judged = Tier.LIKELY, 0.85
                if judged is None or settings.accepts(words[-1], language):
                    continue
                if playful and words[-1].casefold() not in _FUNCTION_SETS.get(language, ()):
                    continue
                if not text[:start].strip() and not text[end:].strip(_CLOSING + " "):
                    continue  # the block is nothing else: a title, a refrain
                tier, confidence = judged
                yield Finding(
                    block=index,
                    start=start,
                    end=end,
                    message=f"'{words[-1]}' stands {'twice' if len(words) == 2 else 'several times'} in a row",
                    suggestions=(words[0],),
                    confidence=confidence,
                    tier=tier,
                    evidence={
                        "word": words[-1],
                        "times": len(words),
                        "language": language or None,
                        "not_in_source": proved,
                    },
                )


def _judge(word: str, times: int, language: str) -> tuple[Tier, float] | None:
    """Return how sure it is that a doubled word is a slip; None: it may well be meant."""
    if word[0].isdecimal():
        return Tier.LIKELY, 0.8
    word = word.casefold()
    if word in _ALLOWED_SETS.get(language, ()):
        return None
    if word in _FUNCTION_SETS.get(language, ()):
        return (Tier.LIKELY, 0.9) if language in _NOT_MEASURED else (Tier.CERTAIN, 0.97)
    if len(word) == 1 or language in _REDUPLICATING or word in _INTERJECTIONS:
        return None
    if word in _EMPHATIC or times > 2:
        return Tier.POSSIBLE, 0.4
    return Tier.LIKELY, 0.8


def _is_slip_here(word: str, before: str, after: str, language: str) -> bool:
    """Say whether a doubled word that grammar may double is a slip where it stands."""
    key = (language, word.casefold())
    if key not in _IN_CONTEXT:
        return False
    told = _IN_CONTEXT[key]
    left = before.rstrip()
    previous = left.split()[-1].strip(_OPENING).casefold() if left else ""
    following = [token.strip(_CLOSING).casefold() for token in after.split()]
    if key in _SLIP_AFTER:
        return previous in told
    if key in _SLIP_UNLESS_AFTER:
        return previous.isalpha() and previous not in told
    if key in _SLIP_BEFORE:
        return bool(following) and following[0] in told
    return not told.intersection(following)


def _is_playful(analysis: Analysis) -> bool:
    """Say whether the article doubles words all the time, as poems and chats do."""
    doubled = words = 0
    for sentence in analysis.sentences:
        language = language_of(analysis, sentence.block) or ""
        text = analysis.article.blocks[sentence.block].text
        words += text.count(" ", sentence.start, sentence.end) + 1
        for _, _, run in _runs(text, sentence.start, sentence.end):
            judged = _judge(run[-1], len(run), language)
            doubled += judged is not None and run[-1].casefold() not in _FUNCTION_SETS.get(language, ())
    return doubled >= _PLAYFUL and doubled >= _PLAYFUL_RATE * words


def _source_of(pair: Pair | None, sentence: Sentence) -> str | None:
    """Return what the source says in a sentence's place; None: there is no source, or it lacks the sentence."""
    if pair is None:
        return None
    for passage in pair.passages:
        for unit in passage.target:
            if unit.block == sentence.block and unit.start < sentence.end and sentence.start < unit.end:
                return passage.source_text or None
    return None


def _may_repeat(word: str, origin: str) -> bool:
    """Say whether the source has a doubled word too, or this one twice: a name (Duran Duran), a figure before another (2:2)."""
    text = origin.casefold()
    if _DOUBLED.search(text):
        return True
    return (
        len(re.findall(rf"(?<!\d){re.escape(word)}(?!\d)" if word[0].isdecimal() else re.escape(word.casefold()), text))
        > 1
    )


def _is_plain(words: list[str]) -> bool:
    """Say whether a doubled word is one in small letters, which needs no source to tell a slip from a name or a figure."""
    return words[-1] == words[-1].lower() != words[-1].upper()


def _runs(text: str, start: int, end: int, names: bool = False) -> Iterator[tuple[int, int, list[str]]]:
    """Yield (start, end, words) of runs of one word between two offsets of a text; of names and numbers too if asked for."""
    tokens = list(_TOKEN.finditer(text, start, end))
    run: list[str] = []
    first = 0
    for number, (left, right) in enumerate(pairwise(tokens)):
        before = left.group().lstrip(_OPENING)
        after = right.group().rstrip(_CLOSING)
        if not (_is_word(before) and _same(before, after, number == 0)) and not (names and _same_name(before, after)):
            continue
        if not run:
            run, first = [before], left.end() - len(before)
        run.append(after)
        following = tokens[number + 2].group().rstrip(_CLOSING) if number + 2 < len(tokens) else ""
        if after == right.group() and (_same(after, following, False) or (names and _same_name(after, following))):
            continue
        if not (after[0].isdecimal() and _in_long_number(text, first, right.start() + len(after))):
            yield first, right.start() + len(after), run
        run = []


def _same_name(left: str, right: str) -> bool:
    """Say whether two tokens are one number, or one word or designation with a capital."""
    return left == right and (_NUMBER.fullmatch(left) is not None or (left[:1].isupper() and left[-1].isalnum()))


def _in_long_number(text: str, start: int, end: int) -> bool:
    """Say whether figures are groups of a longer number: 2 000 000, 22 22 33."""
    return (
        text[start:end].endswith("000") or text[:start].rstrip()[-1:].isdecimal() or text[end:].lstrip()[:1].isdecimal()
    )


def _is_word(token: str) -> bool:
    if not token[:1].isalpha() or any(c.isdigit() for c in token):
        return False
    return token[-1].isalpha() or unicodedata.category(token[-1]).startswith("M")


def _same(left: str, right: str, initial: bool) -> bool:
    """Say whether two tokens are one word twice and no name (Duran Duran); `initial`: the first begins a sentence."""
    if initial and left[:1].isupper() and left[1:] == left[1:].lower():
        return left[:1].lower() + left[1:] == right
    return left == right and left == left.lower() != left.upper()
