"""LNG: the language of the article and of its passages."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.config import Settings
from tqcheck.languages.inventory import LANGUAGES, base, siblings
from tqcheck.model import Analysis, Finding, Rule, Severity, Tier


class WrongLanguageArticle:
    """The article as a whole is in another language than it declares.

    The declared language comes from `--lang`, front matter, `<html lang>`, the file name
    (article.pl.md) or the folder (pl/article.md). Three identifiers vote on every sentence;
    when most of the text is in one other language, the article was published under the wrong
    language, or was never translated. It is then checked in the language that it is in.

    To suppress: declare the right language, or `ignore = ["LNG001"]`.

    Known false alarms: none on the parallel data; languages that no text tells apart
    (Croatian, Serbian and Bosnian; Indonesian and Malay; the two Norwegians) are never set
    against each other.
    """

    rule = Rule(
        code="LNG001",
        name="wrong-language-article",
        summary="The article is in another language than it declares.",
        severity=Severity.CRITICAL,
        mqm="accuracy/untranslated",
        its="untranslated",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - every check's signature
        judged = analysis.language
        if not judged.declared or not judged.identified or judged.identified in siblings(base(judged.declared)):
            return
        place = next((s for s in analysis.sentences), None)
        if place is None:
            return
        declared, found = LANGUAGES[base(judged.declared)].name, LANGUAGES[judged.identified].name
        yield Finding(
            block=place.block,
            start=place.start,
            end=place.end,
            message=f"The article is in {found}; it is declared to be in {declared} (by {analysis.article.declared_by})",
            confidence=0.99,
            tier=Tier.CERTAIN,
            evidence={"why": "three identifiers voted on every sentence", **judged.evidence},
        )


class ForeignPassageCheck:
    """A passage is in another language than the article: most often one that was left untranslated.

    Each sentence is voted on by three identifiers. It is reported only if none of them says
    the expected language and two agree on another one. Sentences under four words, names and
    title-case headlines are not judged. A passage that the file marks with `lang` is not
    reported; one inside quotation marks is reported as minor.

    Example: a Polish article with the sentence "The council will decide in May."

    To suppress: mark the passage with `lang="en"` in HTML, or `ignore = ["LNG002"]`.

    Known false alarms: sentences that are mostly names or titles; dialect; closely related
    languages (Galician and Portuguese, Norwegian and Danish) in short sentences.
    """

    rule = Rule(
        code="LNG002",
        name="foreign-passage",
        summary="A passage is in another language than the article.",
        severity=Severity.MAJOR,
        mqm="accuracy/untranslated",
        its="untranslated",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - every check's signature
        if analysis.language.language is None:
            return
        article = LANGUAGES[analysis.language.language].name
        for passage in analysis.language.foreign:
            quoted = bool(passage.evidence.get("in_quotation"))
            votes = passage.evidence.get("votes", {})
            agreed = sum(vote == passage.language for vote in votes.values())
            yield Finding(
                block=passage.block,
                start=passage.start,
                end=passage.end,
                message=f"This passage is in {LANGUAGES[passage.language].name}, the article is in {article}",
                confidence=0.97 if agreed == len(votes) else 0.85,
                tier=Tier.CERTAIN if agreed == len(votes) and not quoted else Tier.LIKELY,
                severity=Severity.MINOR if quoted else None,
                evidence={
                    "why": f"{agreed} of {len(votes)} identifiers say so and none says {article}",
                    **passage.evidence,
                },
            )


class UndeterminedLanguage:
    """Nothing tells what language the article is in: no declaration, and too little text or no agreement.

    Such an article cannot be checked, and what is not checked must not pass.

    To mend: declare the language, with `--lang`, `lang:` in the front matter, `<html lang>` or
    the file name (article.pl.md).
    """

    rule = Rule(
        code="LNG003",
        name="undetermined-language",
        summary="Nothing tells the article's language, so it cannot be checked.",
        severity=Severity.MAJOR,
        mqm="other",
        its="other",
    )

    def run(self, analysis: Analysis, settings: Settings) -> Iterator[Finding]:  # noqa: ARG002 - every check's signature
        if analysis.language.language is not None:
            return
        block = next((i for i, block in enumerate(analysis.article.blocks) if block.text.strip()), None)
        if block is None:
            return
        text = analysis.article.blocks[block].text
        yield Finding(
            block=block,
            start=0,
            end=len(text),
            message="The text does not tell its language; declare it with --lang or in the file name (article.pl.md)",
            tier=Tier.CERTAIN,
            evidence={"why": "too little text, or the identifiers disagree"},
        )
