"""The languages of XLM-RoBERTa's training texts, which bound what the models built on it can judge."""

from __future__ import annotations

LANGUAGES = frozenset(
    "af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu hy id is it ja jv "
    "ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my ne nl no om or pa pl ps pt ro ru sa sd si sk sl so sq sr su sv sw "
    "ta te th tl tr ug uk ur uz vi xh yi zh".split()
)
"""ISO 639 codes, from the model cards of COMET's and E5's models (their texts are CC-100)."""

_SAME = {"nb": "no", "nn": "no", "fil": "tl", "iw": "he", "in": "id"}


def unknown_to_xlmr(language: str) -> str | None:
    """Return a sentence that says that the models do not know a language (BCP 47), or None where they do."""
    base = language.replace("_", "-").split("-")[0].lower()
    if _SAME.get(base, base) in LANGUAGES:
        return None
    return f"the language {language!r} is not among the {len(LANGUAGES)} that the model was trained on (XLM-RoBERTa's)"
