"""The forms of some words that endings do not explain, from simplemma's lists: mice of mouse, Räte of Rat, veden of vesi.

A list of a language takes up to three seconds and 400 MB to read, so what it says of the words of
a glossary is kept in the cache folder until the words change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from tqcheck.lexicon.kept import cached_at, read_cached, write_cached

_FORM = 1
"""Raised when what is kept changes its form."""
_LISTS = {"hr": "hbs", "sr": "hbs", "bs": "hbs", "cnr": "hbs", "no": "nb", "fil": "tl"}
"""Languages whose list is called otherwise."""


def irregular_forms(
    words: Iterable[str], language: str, is_regular: Callable[[str, str], bool], *, bases_only: bool
) -> Mapping[str, list[str]]:
    """Return the forms of words, in lower case, with the words that each may be a form of.

    `is_regular` says of a form and a word, both in lower case, that this is known anyway. Without
    `bases_only` a word that is itself inflected stands for the other forms of its base: left for
    leave, leaves, leaving. Returns nothing for a language without a list, or without the package.
    """
    wanted = sorted({word for word in words if len(word) > 2 and word.isalpha()})
    name = _LISTS.get(language, language)
    version = _version()
    if not wanted or not version:
        return {}
    path = cached_at("lemmas", [repr((_FORM, version, name, bases_only)).encode(), "\n".join(wanted).encode()])
    kept = read_cached(path)
    if isinstance(kept, dict):
        return kept
    found = _listed(wanted, name, is_regular, bases_only)
    write_cached(path, found)
    return found


def _version() -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("simplemma")
    except PackageNotFoundError:
        return None


def _listed(
    words: list[str], name: str, is_regular: Callable[[str, str], bool], bases_only: bool
) -> dict[str, list[str]]:
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    try:
        lemmas: Mapping[str, str] = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(name)
    except ValueError:  # no list of that language
        return {}
    of_lemma: dict[str, list[str]] = defaultdict(list)
    for word in words:
        lemma = lemmas.get(word) or lemmas.get(word.lower()) or word
        if not bases_only or lemma.lower() == word.lower():
            of_lemma[lemma].append(word.lower())
    forms: dict[str, list[str]] = defaultdict(list)
    for form, lemma in lemmas.items():
        for word in of_lemma.get(lemma, ()):
            small = form.lower()
            if small != word and word not in forms[small] and not is_regular(small, word):
                forms[small].append(word)
    return {form: bases for form, bases in forms.items() if bases}
