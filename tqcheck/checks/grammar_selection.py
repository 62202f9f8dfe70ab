"""Which of LanguageTool's rules are selected by default: errors in, taste out.

The evidence is in `grammar_counts.json`: how often each rule fires on published text, and how
often it is right on marked errors (`training/grammar.py` counts them). What is switched off
here can be asked for with `select = ["LT.RULE_ID"]`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from tqcheck.model import GrammarMatch

TASTE_TYPES = frozenset(("style", "register", "locale-violation", "typographical", "whitespace", "untranslated"))
"""ITS types of LanguageTool's rules that are house style: commas, dashes, spaces, preferred words."""

TASTE_CATEGORIES = frozenset(
    "STYLE REDUNDANCY PLAIN_ENGLISH COLLOQUIALISMS GENDER_NEUTRALITY WIKIPEDIA REPETITIONS_STYLE REPETITIONS "
    "CREATIVE_WRITING TYPOGRAPHY PUNCTUATION CASING REGIONALISMS BARBARISM MULTITOKEN_SPELLING PROPER_NOUNS "
    "CAT_TYPOGRAPHIE PONCTUATION_VIRGULE CAT_TOURS_CRITIQUES CAT_MAJUSCULES CAT_REGLES_DE_BASE "
    "HILFESTELLUNG_KOMMASETZUNG EMPFOHLENE_RECHTSCHREIBUNG IDIOMS "
    "CAMBIOS_NORMA EUROPEAN_PORTUGUESE_PT_PT ACADEMIC_SCIENTIFIC_PT_PT AO90_RULES_PT_PT SHORTEN_IT REGIONALISMS_PT_PT "
    "CONTRACTIONS_PT_PT VERGISSINGEN UNEXPECTED OVERIG VOLUIT_SCHRIJVEN SEKSE_ZAKEN EXTEND CIARKY "
    "PODSTATNE_A_PRIDAVNE_MENA ORTHOGRAPHY".split()
)
"""LanguageTool's categories that are about taste, or whose rules fire mostly on correct published text."""

TASTE_CATEGORIES_OF = {
    "sl": frozenset(("CAT1", "CAT3", "CAT6")),  # digits to be spelt out, dashes, commas before conjunctions
    "gl": frozenset(("CAT0", "CAT1", "CAT2", "CAT3", "CAT6")),
    "ro": frozenset(("CAT2", "CAT9", "CAT10", "CAT13")),  # quotation marks, pleonasms, cacophony
    "it": frozenset(("CAT8", "CAT10")),  # loan words, euphonic d
    "sv": frozenset(("CAT7",)),
}
"""Categories that a language's rule file gives numbers instead of names."""

SELECTED = frozenset(("DE_CASE", "UPPERCASE_SENTENCE_START", "KOMMA_ZWISCHEN_HAUPT_UND_NEBENSATZ"))
"""Rules of a category of taste that find errors: 30 of 43, 159 of 198 and 7 of 8 right on marked errors."""

OFF = frozenset(
    # A repeated word is our own PUN003.
    "ENGLISH_WORD_REPEAT_RULE SPANISH_WORD_REPEAT_RULE GERMAN_WORD_REPEAT_RULE PORTUGUESE_WORD_REPEAT_RULE "
    "FRENCH_WORD_REPEAT_RULE CATALAN_WORD_REPEAT_RULE UKRAINIAN_WORD_REPEAT_RULE ITALIAN_WORD_REPEAT_RULE "
    "WORD_REPEAT_RULE "
    # Preferred forms, compounds and marks on foreign names.
    "EN_WORD_COHERENCY DE_COMPOUNDS SV_COMPOUNDS RU_COMPOUNDS XXX_DING ALLT_MER FRENCH_WHITESPACE NORD_SUD "
    "DE_SIMPLE_REPLACE RU_SIMPLE_REPLACE UK_SIMPLE_REPLACE RO_SIMPLE_REPLACE ALT_SPELLING numr_suffix_pravopys "
    "PARIS SIGLAS SUPER PREFIJOS_JUNTOS_EN_DICCIONARIO AUN AUN2 GR_04_002 KURZFASSEN GROSSSCHREIBEN "
    # More often wrong than right on published text.
    "GENERAL_NUMBER_AGREEMENT_ERRORS GENERAL_GENDER_AGREEMENT_ERRORS GENERAL_VERB_AGREEMENT_ERRORS CRASE_CONFUSION "
    "SUBST_ADJ_UNIFY ADJ_SUBST_ADJ_UNIFY NIE_RZECZOWNIK Verb_and_Verb Verb_and_PREP PREP_and_DPT ABR_GENDER "
    "SoglasovanieNN_Verb NE_VB_NN_NN "
    "CONFUSION_OF_ME_I ESTA_TILDE Y_E_O_U D_N J_N J_N2 PAS_D_ELISION AGREEMENT_NUMERAL_PLURAL ACCORD_R_PERS_VERBE TRES "
    "MOTS_INCOMP UP_TO_DATE_HYPHEN UK_ADJ_NOUN_INFLECTION_AGREEMENT SAGT_RUFT".split()
)
"""Rules that are switched off one by one, after their matches were read."""

OFF_BEGINNINGS = (
    "EN_DIACRITICS", "EN_COMPOUNDS", "PT_AGREEMENT_REPLACE", "PT_COMPOUNDS_POST_REFORM", "NL_SIMPLE_REPLACE",
    "DE_SIMPLE_REPLACE", "CACOFONIE", "PLEONASM",
)  # fmt: skip


def is_selected(match: GrammarMatch, language: str) -> bool:
    """Say whether a match's rule is selected by default."""
    if match.rule_id in SELECTED:
        return True
    if match.rule_id in OFF or match.rule_id.startswith(OFF_BEGINNINGS):
        return False
    if match.issue_type in TASTE_TYPES or match.category_id in TASTE_CATEGORIES:
        return False
    return match.category_id not in TASTE_CATEGORIES_OF.get(language, ())


@cache
def _counts() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(__file__).with_name("grammar_counts.json").read_text(encoding="utf-8"))
    return read


def counted_languages() -> list[str]:
    """Return the languages that rules were counted in."""
    return list(_counts()["rules"])


def counts(rule_id: str, language: str) -> tuple[int, int, int, int] | None:
    """Return a rule's matches on clean news, on edited text, those right on learners' texts, and all on those."""
    row = _counts()["rules"].get(language, {}).get(rule_id)
    return tuple(row) if row else None


def prior(rule_id: str, language: str) -> float:
    """Return the chance that a rule's match is an error: right matches over all, one right and one wrong added.

    A match on published text counts as wrong, though some are true; a rule never seen gets one half.
    """
    seen = counts(rule_id, language)
    if seen is None:
        return 0.5
    news, edited, right, learner = seen
    return (right + 1) / (learner + news + edited + 2)
