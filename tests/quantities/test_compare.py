"""Two texts side by side: each number of one is said by one of the other, and excuses are not used twice."""

from __future__ import annotations

import pytest

from tqcheck.quantities.compare import compare, pair_up
from tqcheck.quantities.recognise import quantities
from tqcheck.quantities.sides import Side


def differing(source: str, text: str, languages: str = "en-de") -> list[tuple[str | None, str | None]]:
    one, other = languages.split("-")
    left, right = Side(source, one), Side(text, other)
    result = compare(left, right)
    found = [*result.changed, *pair_up(result.missing, result.added, (len(source), len(text)), result.spare)]
    return [(each.source.text if each.source else None, each.target.text if each.target else None) for each in found]


@pytest.mark.parametrize(
    ("languages", "source", "text"),
    [
        ("en-de", "About 1,980 people came.", "Rund 2.000 Menschen kamen."),
        ("en-de", "It took six months.", "Es dauerte ein halbes Jahr."),
        ("en-it", "Three million and five million were sold.", "Se ne vendettero tre e cinque milioni."),
        ("en-pl", "In the 1350s the king was free.", "W latach 50. XIV w. król był wolny."),
        ("en-cs", "In the 1350s the king was free.", "V padesátých letech čtrnáctého století byl král volný."),
        ("en-fr", "From the 1st of January on.", "À partir du premier janvier."),
        ("en-fi", "From 1 January on.", "Tammikuun ensimmäisestä päivästä alkaen."),
        ("en-fr", "She is No. 1 in the world.", "Elle est le numéro un mondial."),
        ("en-pl", "Four in 10 came, nine in 10 left.", "Czterech na dziesięciu przyszło, dziewięciu wyszło."),
        ("en-fr", "It cost 221 million euros.", "Il a coûté 221 millions d'euros."),
        ("en-tr", "It cost 25 euros.", "25 avroya mal oldu."),
        ("fr-en", "Quatre-vingt-dix-sept bateaux partirent.", "97 boats left."),
        ("cs-en", "Bylo to pro 32 lidí.", "It was for 32 people."),
        ("en-de", "Richard III, the 3rd duke, came.", "Richard III., der dritte Herzog, kam."),
        ("en-fr", "In the 1800s the town grew.", "La ville a grandi au XIXe siècle."),
        ("en-fr", "Early in the 19th century.", "Au début du xixe siècle."),
        ("it-fr", "La città crebbe nell'800.", "La ville a grandi au 19e siècle."),
        ("it-fr", "La città crebbe nel Settecento.", "La ville a grandi au 18e siècle."),
        ("it-fr", "Vennero in diecimila dopo vent'anni.", "10 000 vinrent après 20 ans."),
        ("en-fr", "They stayed two weeks.", "Ils restèrent quinze jours."),
        ("en-de", "It took 14 days.", "Es dauerte zwei Wochen."),
        ("en-fr", "It took 90 minutes.", "Il a fallu une heure et demie."),
        ("en-fr", "It took two decades.", "Il a fallu vingt ans."),
        ("en-fr", "Three-quarters stayed, one in five left.", "75 % restèrent, 20 % partirent."),
        ("en-fr", "9/11 changed it.", "Le 11 septembre a tout changé."),
        ("en-fr", "One hundred and twenty came.", "Ils étaient 120."),
        ("en-fr", "He is 6 ft 2 in tall.", "Il mesure 1m88."),
    ],
)
def test_the_same_said_in_another_way(languages: str, source: str, text: str) -> None:
    assert differing(source, text, languages) == []


@pytest.mark.parametrize(
    ("languages", "source", "text", "found"),
    [
        # A rounding excuse stands for one number, and a translation does not make 121 of about 120.
        ("en-de", "Over 70% lived, over 66% died.", "Über % lebten, über 66 % starben.", ("70%", None)),
        ("en-de", "Almost 120 years ago.", "Vor fast 121 Jahren.", ("120", "121")),
        # A Roman number or a month that is the counterpart of one of the source excuses no other.
        ("en-de", "Richard III, the 3rd duke, came.", "Richard III., der Herzog, kam.", ("3rd", None)),
        ("en-de", "In September 9 boats left.", "Im September fuhren Boote ab.", ("9", None)),
        ("en-de", "The 3rd duke came.", "Der 1. Herzog kam.", ("3rd", "1")),
        ("en-sv", "It costs $25,000 today.", "Den kostar 25 dollar i dag.", ("$25,000", "25 dollar")),
        ("it-fr", "Negli anni '90 uscirono due album.", "Deux albums dans les années 1690.", ("90", "1690")),
        ("it-fr", "Negli anni Settanta.", "Dans les années 1370.", ("Settanta", "1370")),
        ("en-de", "From the 1st of January petrol costs more.", "Ab dem. Januar gibt es eine Erhöhung.", ("1st", None)),
        ("en-de", "She is No. 1 in a poll.", "Sie ist die Nummer in einer Umfrage.", ("1", None)),
        ("en-de", "It lasted six months.", "Es dauerte Monate.", ("six", None)),
        ("en-de", "It took 14 days.", "Es dauerte drei Wochen.", ("14", "drei")),
        ("en-fr", "In the 1800s the town grew.", "La ville a grandi au 18e siècle.", ("1800s", "18e")),
        ("de-en", "Zwei Parteien kamen.", "Three parties came.", ("Zwei", "Three")),
        ("en-ko", "The fine is $25,000.", "벌금은 25,000유로이다.", ("$25,000", "25,000유로")),
        ("en-fr", "It rose to $221bn.", "Il a atteint 221 milliards d'euros.", ("$221bn", "221 milliards d'euros")),
        ("cs-pl", "V šedesátých letech začala.", "W latach 80. zaczęła.", ("šedesátých", "80")),
    ],
)
def test_what_does_not_agree(languages: str, source: str, text: str, found: tuple[str, str | None]) -> None:
    assert differing(source, text, languages) == [found]


@pytest.mark.parametrize(
    ("languages", "source", "text"),
    [
        ("en-de", "A third party and both sides, two of a kind, came.", "Ein Dritter und die Seiten kamen."),
        ("en-de", "Three quarters of the town slept.", "Der größte Teil der Stadt schlief."),
        ("en-de", "They played the Seven again.", "Sie spielten sie wieder."),
        ("it-fr", "I venti soffiavano, e tu sei qui.", "Les vents soufflaient, et tu es là."),
    ],
)
def test_words_that_may_be_no_numbers_are_not_missed(languages: str, source: str, text: str) -> None:
    assert differing(source, text, languages) == []


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("ko", "25,000달러이다", "dollar"), ("ja", "25ドル", "dollar"), ("zh", "25元", "yuan"), ("th", "25 ดอลลาร์", "dollar"),
        ("hi", "25 रुपये", "rupee"), ("tr", "25 dolar", "dollar"), ("tr", "25 avroya", "euro"), ("kk", "25 доллар", "dollar"),
        ("cs", "25 dolarů", "dollar"), ("cs", "25 korun", "crown"), ("uk", "25 гривень", "hryvnia"), ("sl", "25 evrov", "euro"),
        ("hu", "25 euróba", "euro"), ("lt", "25 dolerių", "dollar"), ("lv", "25 dolāru", "dollar"), ("el", "25 ευρώ", "euro"),
        ("ro", "25 de dolari", "dollar"), ("fi", "25 puntaa", "pound"), ("ar", "25 دولارا", "dollar"), ("vi", "25 đô la", "dollar"),
        ("it", "25 milioni di sterline", "pound"), ("fr", "2 millions d’euros", "euro"), ("pl", "25 funtów", "pound"),
    ],
)  # fmt: skip
def test_currencies_in_their_forms(language: str, text: str, unit: str) -> None:
    (found,) = quantities(text, language)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("de", "Täglich von 18 bis 20 Uhr geöffnet.", "Täglich von 17 bis 20 Uhr geöffnet."),
        ("pl", "Czynne codziennie od 18 do 20.", "Czynne codziennie od 18 do 21."),
    ],
)
def test_both_hours_of_a_range_are_of_the_evening(language: str, right: str, wrong: str) -> None:
    source = Side("It is open daily from 6 to 8 p.m.", "en")
    agreeing = compare(source, Side(right, language))
    assert not (agreeing.missing)
    assert not (agreeing.added)
    assert not (agreeing.changed)
    differing = compare(source, Side(wrong, language))
    assert differing.missing
    assert differing.added


@pytest.mark.parametrize("said", ["–20 °C", "-20 °C", "moins 20 °C"])
def test_degrees_below_zero_are_converted(said: str) -> None:
    source = Side("It was -4°F at night.", "en")
    right = compare(source, Side(f"Il faisait {said} la nuit.", "fr"))
    assert not (right.missing)
    assert not (right.added)
    assert not (right.changed)
    wrong = compare(source, Side(f"Il faisait {said.replace('20', '10')} la nuit.", "fr"))
    assert [difference.why for difference in wrong.changed] == ["conversion"]


def test_a_mixed_fraction_is_one_number() -> None:
    right = compare(Side("Add 1½ cups of milk.", "en"), Side("1½ Tassen Milch zugeben.", "de"))
    assert len(right.agreed) == 1
    assert not (right.missing)
    assert not (right.added)
