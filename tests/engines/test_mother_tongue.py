"""What LanguageTool does with the language of a source, and why false friends are not asked of it.

When one of these fails after a change of its version, read `tqcheck/checks/grammar/false_friends.py` again.
"""

from __future__ import annotations

import json
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tqcheck.engines.languagetool import Client

TEXT = "The actual owner of the fabric was sympathetic."


def false_friends(client: Client, mother_tongue: str, level: str) -> list[str]:
    form = {"language": "en", "text": TEXT, "motherTongue": mother_tongue, "level": level}
    with urlopen(f"{client.url}/check", urlencode(form).encode()) as answer:
        matches = json.load(answer)["matches"]
    return [match["rule"]["id"] for match in matches if match["rule"]["category"]["id"] == "FALSE_FRIENDS"]


def test_they_are_told_at_the_level_picky_alone(languagetool: Client) -> None:
    assert false_friends(languagetool, "pl", "default") == []
    assert false_friends(languagetool, "pl", "picky") == ["ACTUAL", "FABRIC", "SYMPATHETIC"]


@pytest.mark.parametrize("mother_tongue", ["de", "fr", "es", "nl"])
def test_english_from_the_languages_with_n_gram_rules_has_none(languagetool: Client, mother_tongue: str) -> None:
    assert false_friends(languagetool, mother_tongue, "picky") == []
