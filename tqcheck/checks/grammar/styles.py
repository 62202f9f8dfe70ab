"""House style: rules about what is not wrong, one opt-in profile for each language, `select = ["style:fr"]`."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.errors import ConfigError

PREFIX = "style:"

STYLE_TYPES = frozenset(("style", "register", "locale-violation"))
"""ITS types that are style by their own name."""
_MARK_TYPES = frozenset(("typographical", "whitespace"))
"""ITS types of marks and spaces: a few of their rules find errors and are selected, the others are style."""

_CATEGORIES = frozenset(
    "STYLE REDUNDANCY PLAIN_ENGLISH COLLOQUIALISMS GENDER_NEUTRALITY REPETITIONS_STYLE CREATIVE_WRITING TYPOGRAPHY "
    "CAT_TYPOGRAPHIE CAT_TOURS_CRITIQUES EMPFOHLENE_RECHTSCHREIBUNG REGIONALISMS BARBARISM WIKIPEDIA "
    "VOLUIT_SCHRIJVEN LANGUAGE_VARIANTS".split()
)
"""LanguageTool's categories of taste: marks, preferred words and joined spellings, repetitions."""

_CATEGORIES_OF = {
    "sl": frozenset(("CAT1",)),  # small numbers in words
    "ro": frozenset(("CAT2", "CAT9", "CAT10")),  # quotation marks, pleonasms, cacophony
    "it": frozenset(("CAT8", "CAT10")),  # loan words, the euphonic d
    "gl": frozenset(("CAT3",)),  # loan words
}
"""The same where a language's rules have numbers for names."""

_RULES_OF = {
    "de": frozenset(("DE_COMPOUNDS", "OLD_SPELLING_RULE")),
    "en": frozenset(("EN_WORD_COHERENCY",)),
    "fr": frozenset(
        ("FRENCH_WHITESPACE", "FR_MULTITOKEN_SPELLING_HYPHEN", "NORD_SUD")
    ),  # spaces before :;?!, É, points
    "nl": frozenset(("JAREN_APO_80",)),
    "ru": frozenset(("RU_COMPOUNDS", "RU_SIMPLE_REPLACE")),
    "sv": frozenset(("SV_COMPOUNDS",)),
    "uk": frozenset(("ALT_SPELLING", "UK_SIMPLE_REPLACE")),
}
"""Rules of other categories that are about a house's choice."""

_ORDINARY = frozenset(("UPPERCASE_SENTENCE_START",))
"""Rules of those types and categories that are about errors."""


_OURS = ("_WORD_REPEAT_RULE", "UNPAIRED_BRACKETS", "UNPAIRED_QUOTES")
_OURS_WHOLE = frozenset(("WORD_REPEAT_RULE", "WORD_REPETITION", "DOUBLE_PUNCTUATION", "WHITESPACE_RULE"))
"""Rules whose work checks of our own do: repeated words, unpaired marks, doubled spaces and stops."""


def is_ours(rule: str) -> bool:
    """Say whether a check of our own looks after what a rule of LanguageTool is about."""
    return rule in _OURS_WHOLE or rule.endswith(_OURS)


def is_style(rule: str, category: str, issue_type: str, language: str) -> bool:
    """Say whether a rule is about style and nothing else: never selected by default."""
    if rule in _ORDINARY:
        return False
    return (
        issue_type in STYLE_TYPES
        or category in _CATEGORIES
        or category in _CATEGORIES_OF.get(language, ())
        or rule in _RULES_OF.get(language, ())
    )


def in_profile(rule: str, category: str, issue_type: str, language: str) -> bool:
    """Say whether a language's profile has a rule: style, and all other rules of marks and spaces."""
    if rule in _ORDINARY or is_ours(rule):
        return False
    return is_style(rule, category, issue_type, language) or issue_type in _MARK_TYPES


def chosen(select: tuple[str, ...]) -> frozenset[str]:
    """Return the languages whose profiles are asked for among the entries of `select`.

    Raises ConfigError for a language that LanguageTool does not have.
    """
    asked = frozenset(entry.removeprefix(PREFIX) for entry in select if entry.startswith(PREFIX))
    if unknown := sorted(asked - set(PROFILES)):
        raise ConfigError(
            f"select: there is no profile {PREFIX}{unknown[0]}; LanguageTool has rules of style for {' '.join(PROFILES)}"
        )
    return asked


def explain(language: str) -> Iterator[str]:
    """Yield what a language's profile has: kinds of rules, single rules, and those that were seen on real texts."""
    from tqcheck.checks.grammar.priors import priors

    categories = sorted(_CATEGORIES | _CATEGORIES_OF.get(language, frozenset()))
    yield f'house style of {language}: `select = ["{PREFIX}{language}"]`; what it finds is neutral and fails nothing'
    yield f"  rules of the ITS types {' '.join(sorted(STYLE_TYPES | _MARK_TYPES))}"
    yield f"  rules of LanguageTool's categories {' '.join(categories)}"
    if language in _RULES_OF:
        yield f"  {' '.join(sorted(_RULES_OF[language]))}"
    seen = [
        (counts.published, rule)
        for rule in priors().rules_of(language)
        if (counts := priors().counts(rule, language))
        and in_profile(rule, counts.category, counts.issue_type, language)
    ]
    if seen:
        words = priors().words[language]["published"]
        often = ", ".join(f"{rule} {count}" for count, rule in sorted(seen, reverse=True)[:12])
        yield f"most often seen in {words:,} words of published text: {often}"


PROFILES = tuple(
    "ar ast be br ca crh da de el en eo es fa fr ga gl it ja km nl pl pt ro ru sk sl sv ta tl uk zh".split()
)
"""The languages that have a profile: those of LanguageTool."""
