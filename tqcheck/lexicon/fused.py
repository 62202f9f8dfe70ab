"""Words that are written as one so often that lists and habit take them for one: alot, dimana, napewno.

A list of our own, by language: only what every norm of the language writes apart.
"""

from __future__ import annotations

from functools import cache

_FUSED = {
    "en": "a lot, in fact, as well, at least, each other, in case, in front, of course, no one, all right, even though, "
    "as if, high school, thank you, a bit, up to, so that",
    "de": "gar nicht, gar kein, gar keine, zu Ende, in Bezug, so was, zu viel, zu wenig, zu viele, vor allem, "
    "im Voraus, auf einmal, noch mal, unter anderem, darüber hinaus, ab und zu",
    "nl": "te veel, te kort, ten minste, ter plaatse, in plaats, op nieuw, te maken, van plan, aan de hand, er van uit",
    "fr": "parce que, afin que, tout à fait, quelque part, au fur, en train, d'accord, bien sûr, tout de suite, au revoir",
    "es": "a veces, o sea, de repente, en serio, a través, tal vez, sin embargo, por favor, sobre todo, en cuanto, a pesar, "
    "a partir, por supuesto, de nuevo",
    "it": "a posto, d'accordo, a meno, a volte, in fatti, un po, per favore, a proposito, tutt'altro, l'altro",
    "pt": "a partir, de repente, com certeza, por isso, às vezes, a gente, em cima, em vez, por favor, a fim, de novo, por que",
    "pl": "na pewno, w ogóle, po prostu, co najmniej, na razie, na co dzień, przede wszystkim, na przykład, w końcu, od razu, "
    "do tej pory, z powrotem, nie ma, na zewnątrz, co dzień, nade wszystko",
    "cs": "na shledanou, z toho, v pohodě, o tom, nad ránem, do konce",
    "sv": "i alla fall, till exempel, över huvud taget, i dag, så här, var sin, i stället, i väg",
    "ru": "в общем, в смысле, потому что, как будто, то есть, в течение, до свидания, как бы, так что, на счёт, в принципе, "
    "на самом деле, к сожалению, по поводу, во сколько, с ума, по моему",
    "uk": "в цілому, на жаль, до речі, тому що, так само, на приклад, до побачення, по суті, як би, все одно",
    "id": "di mana, di atas, di bawah, di dalam, di luar, di sana, di sini, di situ, di antara, di depan, di belakang, "
    "di samping, di sekitar, di tengah, di rumah, di dunia, di kota, ke mana, ke atas, ke bawah, ke dalam, ke luar, "
    "ke sana, ke sini, ke depan, ke belakang, terima kasih, kerja sama, tanggung jawab, orang tua",
    "ms": "di mana, di atas, di bawah, di dalam, di luar, di sana, di sini, di antara, di depan, ke mana, ke atas, terima kasih",
    "ro": "de abia, în fine, de fapt, nu mai, cel puțin, de asemenea, în schimb, o dată",
    "tr": "bir şey, her şey, bir çok, ya da, hiç bir, her kes, pek çok, birçok da, bir de, hoş geldiniz, her gün, her zaman",
    "nb": "i dag, i morgen, i alle fall, til stede, i stedet, i går, for eksempel, over alt, i tillegg, etter hvert",
    "da": "i dag, i morgen, i hvert fald, i stedet, i går, for eksempel, over for, i øvrigt, alt for, til syneladende",
    "hr": "na žalost, u redu, ne znam, u opće, od mah, po moći, do duše",
}  # fmt: skip


@cache
def _by_form(language: str) -> dict[str, str]:
    parts = (part.strip() for part in _FUSED.get(language, "").split(","))
    return {part.replace(" ", "").lower(): part for part in parts if part}


def apart(word: str, language: str) -> str | None:
    """Return the words that a lower-case word runs together, None when it is none of those."""
    return _by_form(language).get(word)
