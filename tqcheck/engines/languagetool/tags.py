"""LanguageTool's names for languages and variants, and the rule ids of its spellers."""

from __future__ import annotations

SUPPORTED: dict[str, str] = {
    "ar": "ar", "ast": "ast-ES", "be": "be-BY", "br": "br-FR", "ca": "ca-ES", "crh": "crh-UA", "da": "da-DK",
    "de": "de-DE", "el": "el-GR", "en": "en", "eo": "eo", "es": "es", "fa": "fa", "fr": "fr", "ga": "ga-IE",
    "gl": "gl-ES", "it": "it", "ja": "ja-JP", "km": "km-KH", "nl": "nl", "pl": "pl-PL", "pt": "pt", "ro": "ro-RO",
    "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI", "sv": "sv", "ta": "ta-IN", "tl": "tl-PH", "uk": "uk-UA", "zh": "zh-CN",
}  # fmt: skip
"""The languages that LanguageTool has rules for, with the variant that is taken when none is named.

English and Portuguese without a region: an article that declares none may be in any, and
"per cent" is no error in it.
"""

_VARIANTS = {
    "ca-ES-balear", "ca-ES-valencia", "de-AT", "de-CH", "de-DE", "en-AU", "en-CA", "en-GB", "en-NZ", "en-US", "en-ZA",
    "es-AR", "fr-BE", "fr-CA", "fr-CH", "nl-BE", "pt-AO", "pt-BR", "pt-MZ", "pt-PT",
}  # fmt: skip

_BY_LOWER_CASE = {variant.lower(): variant for variant in _VARIANTS}

_AS = {"en-ie": "en-GB", "en-in": "en-GB", "en-mt": "en-GB", "de-lu": "de-DE", "de-li": "de-CH", "fr-lu": "fr-BE"}
"""Regions that LanguageTool does not have, and the variant whose conventions they follow."""

SPELLERS = ",".join(
    [
        *("MORFOLOGIK_RULE_" + tag for tag in (
            "AST", "BE_BY", "BR_FR", "CA_ES", "CRH_UA", "EL_GR", "EN", "EN_AU", "EN_CA", "EN_GB", "EN_NZ", "EN_US",
            "EN_ZA", "ES", "FR", "GA_IE", "IT_IT", "NL_NL", "PL_PL", "PT", "PT_AO", "PT_BR", "PT_MZ", "PT_PT", "RO_RO", "RU_RU",
            "RU_RU_YO", "SK_SK", "SL_SI", "TL", "UK_UA", "DE", "DE_DE", "GL_ES", "DA_DK", "SV_SE",
        )),
        "AUSTRIAN_GERMAN_SPELLER_RULE", "FR_SPELLING_RULE", "GERMAN_SPELLER_RULE", "HUNSPELL_NO_SUGGEST_RULE",
        "HUNSPELL_RULE", "HUNSPELL_RULE_AR", "SWISS_GERMAN_SPELLER_RULE", "SYMSPELL_RULE",
    ]
)  # fmt: skip
"""Switched off in every request: spelling is judged by `tqcheck.lexicon`, and its own takes up to 97 % of the time."""


def languagetool_code(language: str, variant: str | None) -> str:
    """Return LanguageTool's code for a language (ISO 639) and, where one is named, its variant (BCP 47).

    A variant that LanguageTool does not have falls back to the language's default.
    Raises KeyError for a language without rules.
    """
    tag = (variant or "").lower()
    return _BY_LOWER_CASE.get(_AS.get(tag, tag).lower(), SUPPORTED[language])
