"""Quotation marks in all languages, and what the cases of QUO002 to QUO004 cannot say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.support import analysis
from tqcheck.checks.kept.quotation_style import ForeignQuotationMarks
from tqcheck.checks.kept.quotations import QuotationLost, SpeakerDiffers
from tqcheck.checks.kept.quoted import quotations
from tqcheck.config import Settings


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "“So I,” he said, “b.” It's 5' 10\" tall.", ["“So I,”", "“b.”"]),
        ("en", "He said 'we can't go' and left the dogs' home.", ["'we can't go'"]),
        ("en", "‘We won’t go,’ he said.", ["‘We won’t go,’"]),
        ("en", "an ’80s thing and the ’90s", []),
        ("en", "“A ‘b’ c “d” e”", ["“A ‘b’ c “d” e”"]),
        ("en", '"A," he said. "B', ['"A,"', '"B']),
        ("en", 'goes on here," he said.', ['goes on here,"']),
        ("de", "„Das ‚ist‘ gut“, sagte er, „und so.“", ["„Das ‚ist‘ gut“", "„und so.“"]),
        ("de", "»Ja«, sagte er.", ["»Ja«"]),
        ("de", "So geht es,“ sagte er.", ["So geht es,“"]),
        ("fr", "« Oui », dit-il à l'homme.", ["« Oui »"]),
        ("sv", "”Ja”, sade han, ”nej”.", ["”Ja”", "”nej”"]),
        ("fi", "»Ei», hän sanoi.", ["»Ei»"]),
        ("ru", "«К счастью, „Эй“», — сказал он.", ["«К счастью, „Эй“»"]),
        ("pl", "„Tak” – rzekł.", ["„Tak”"]),
        ("hu", "„Igen” – »no«", ["„Igen”", "»no«"]),
        ("zh", "他说“好”。「是」", ["“好”", "「是」"]),
        ("ko", '그는"좋다"고 했다.', ['"좋다"']),
        ("he", 'צה"ל הודיע', []),
        ("es", "—No sé —dijo.", ["—No sé"]),
        ("pl", "– Nie wiem – powiedział.", ["– Nie wiem"]),
        ("pl", "Nie ma wątpliwości: – Nie wiem – powiedział.", ["– Nie wiem"]),
    ],
)
def test_quotations(language: str, text: str, wanted: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text, language)] == wanted


@given(
    st.lists(
        st.sampled_from(list("“”„«»\"'‘’‚‹›「」—–, .!") + ["word", "Der", "''", ",,", "5", "是"]), max_size=25
    ).map("".join),
    st.sampled_from(["en", "de", "fr", "sv", "zh", "xx"]),
)
def test_quotations_are_inside_and_apart(text: str, language: str) -> None:
    last = 0
    for quotation in quotations(text, language):
        assert last <= quotation.start < quotation.end <= len(text)
        assert text.startswith(quotation.mark, quotation.start)
        assert text[: quotation.end].endswith(quotation.closing)
        last = quotation.end


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["“We have waited long enough,” he said.", "He left.", "“Yes, we can do it", "now.”"]),
        min_size=1,
        max_size=6,
    ),
    st.lists(
        st.sampled_from(["„Wir haben lange gewartet“, sagte er.", "Er ging.", "“Ja”", "– Ja – sagte er.", "“"]),
        min_size=1,
        max_size=6,
    ),
)
def test_findings_are_inside_their_blocks_and_in_order(left: list[str], right: list[str]) -> None:
    looked_at = analysis("\n\n".join(right), "de", "\n\n".join(left), source_language="en")
    assert looked_at.source is not None
    for check in (QuotationLost(), SpeakerDiffers(), ForeignQuotationMarks()):
        found = list(check.run(looked_at, Settings()))
        for finding in found:
            assert 0 <= finding.start < finding.end <= len(looked_at.article.blocks[finding.block].text)
            if finding.source:
                assert finding.source.end <= len(looked_at.source.blocks[finding.source.block].text)
        assert [(f.block, f.start) for f in found] == sorted((f.block, f.start) for f in found)


def test_the_message_names_both_sides() -> None:
    looked_at = analysis(
        "Wir haben lange gewartet, sagte er.", "de", "“We have waited long,” he said.", source_language="en"
    )
    (finding,) = QuotationLost().run(looked_at, Settings())
    assert (
        finding.message
        == "The source quotes this directly: “We have waited long,”; the translation has no quotation marks here"
    )
    assert finding.source is not None
    assert (finding.source.start, finding.source.end) == (1, 21)
