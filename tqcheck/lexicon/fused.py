"""Words that are written as one so often that lists and habit take them for one: alot, dimana, napewno.

A list of our own, by language: only what every norm of the language writes apart.
"""

from __future__ import annotations

from functools import cache

_FUSED = {
    "en": "a lot, in fact, as well, at least, each other, in case, in front, of course, all right, even though, so that",
    "de": "gar nicht, gar kein, gar keine, zu Ende, in Bezug, vor allem, im Voraus, unter anderem, ab und zu",
    "nl": "te veel, ter plaatse, in plaats",
    "fr": "parce que, afin que, tout à fait, quelque part, au fur, bien sûr, tout de suite, au revoir",
    "es": "a veces, o sea, en serio, sin embargo, por favor, en cuanto, a pesar, a partir, por supuesto, de nuevo",
    "it": "a volte, un po, per favore, a proposito",
    "pt": "a partir, de repente, com certeza, por isso, às vezes, em cima, em vez, por favor, de novo",
    "pl": "na pewno, w ogóle, po prostu, co najmniej, na razie, na co dzień, przede wszystkim, na przykład, w końcu, od razu, "
    "do tej pory, z powrotem, na zewnątrz",
    "cs": "z toho, v pohodě, nad ránem",
    "sv": "i alla fall, till exempel",
    "ru": "в общем, в смысле, потому что, как будто, то есть, до свидания, как бы, так что, в принципе, на самом деле, "
    "к сожалению, по поводу",
    "uk": "в цілому, на жаль, до речі, тому що, так само, до побачення, по суті, все одно",
    "id": "di mana, di atas, di bawah, di dalam, di luar, di sana, di sini, di situ, di antara, di depan, di belakang, "
    "di samping, di sekitar, di tengah, di rumah, di dunia, di kota, ke mana, ke atas, ke bawah, ke dalam, ke sana, "
    "ke sini, ke depan, ke belakang, terima kasih, tanggung jawab",
    "ms": "di mana, di atas, di bawah, di dalam, di luar, di sana, di sini, di antara, di depan, ke mana, ke atas, terima kasih",
    "ro": "de abia, de fapt, cel puțin, de asemenea, în schimb",
    "tr": "bir şey, her şey, pek çok, hoş geldiniz, her gün, her zaman",
    "nb": "i dag, i morgen, i hvert fall, i går, for eksempel, i tillegg",
    "da": "i morgen, i hvert fald, for eksempel",
    "hr": "u redu, ne znam",
}  # fmt: skip


@cache
def _by_form(language: str) -> dict[str, str]:
    parts = (part.strip() for part in _FUSED.get(language, "").split(","))
    return {part.replace(" ", "").lower(): part for part in parts if part}


def apart(word: str, language: str) -> str | None:
    """Return the words that a lower-case word runs together, None when it is none of those."""
    return _by_form(language).get(word)
