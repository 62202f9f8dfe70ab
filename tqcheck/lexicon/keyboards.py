"""Which keys are neighbours, on the keyboard that a language is typed on."""

from __future__ import annotations

from functools import lru_cache

_LAYOUTS = {
    "qwerty": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "qwerty_da": ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm"),
    "qwerty_sv": ("qwertyuiopå", "asdfghjklöä", "zxcvbnm"),
    "qwerty_is": ("qwertyuiopð", "asdfghjklæ", "zxcvbnmþ"),
    "qwerty_es": ("qwertyuiop", "asdfghjklñ", "zxcvbnm"),
    "qwerty_pt": ("qwertyuiop", "asdfghjklç", "zxcvbnm"),
    "qwerty_it": ("qwertyuiopè", "asdfghjklòàù", "zxcvbnm"),
    "qwerty_tr": ("qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç"),
    "qwertz": ("qwertzuiopü", "asdfghjklöä", "yxcvbnm"),
    "qwertz_cs": ("qwertzuiopú", "asdfghjklů", "yxcvbnm"),
    "qwertz_sk": ("qwertzuiopú", "asdfghjklô", "yxcvbnm"),
    "qwertz_hr": ("qwertzuiopšđ", "asdfghjklčćž", "yxcvbnm"),
    "qwertz_hu": ("qwertzuiopőú", "asdfghjkléáű", "yxcvbnm"),
    "azerty": ("azertyuiop", "qsdfghjklmù", "wxcvbn"),
    "ru": ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    "uk": ("йцукенгшщзхї", "фівапролджє", "ячсмитьбю"),
    "bg": ("яверътъуиопш", "асдфгхйкл", "зьцжбнм"),
    "mk": ("љњертѕуиопшѓ", "асдфгхјклчќж", "зџцвбнм"),
    "sr": (
        *("љњертзуиопшђ", "асдфгхјклчћж", "ѕџцвбнм"),
        *("qwertzuiopšđ", "asdfghjklčćž", "yxcvbnm"),
    ),
    "el": (";ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ"),
    "he": (" 'קראטוןםפ", "שדגכעיחלךף", "זסבהנמצתץ"),
    "ar": ("ضصثقفغعهخحجد", "شسيبلاتنمكطذ", "ئءؤر ىةوزظ"),
    "fa": ("ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپوئ"),
    "ur": ("قوعرتےءیہپ", "اسدفگحجکل", "زشچطبنم"),
    "hi": ("ौैाीूबहगदजड", "ोे्िुपरकतचट", "  ंमनवलस य"),
}
"""Rows of keys, from the top. Six rows are the keyboards of two scripts; a space is a key that counts for nothing."""
_STAGGER = (0.0, 0.25, 0.75)
"""How far each row stands to the right of the top one, in keys."""
_NEAR = 1.35
"""Keys whose middles are closer than this, in keys, are neighbours: the two beside, two above, two below."""

_APART = 10.0
"""Keys between the keyboards of two scripts: no slip leads from one to the other."""


@lru_cache(maxsize=32)
def neighbours(keyboard: str) -> dict[str, frozenset[str]]:
    """Return each key's neighbours."""
    places = {
        key: (column + _STAGGER[row % 3], row + row // 3 * _APART)
        for row, keys in enumerate(_LAYOUTS[keyboard])
        for column, key in enumerate(keys)
        if key != " "
    }
    return {
        key: frozenset(
            other
            for other, (x, y) in places.items()
            if other != key and ((x - places[key][0]) ** 2 + (y - places[key][1]) ** 2) ** 0.5 < _NEAR
        )
        for key in places
    }
