"""Write tqcheck/quantities/words.txt.gz: number words in their forms, spelt by CLDR's rules.

CLDR's rule-based number formats spell numbers in some eighty languages, with gender, case and as ordinals. Their
interpreter is ICU's RuleBasedNumberFormat; this is the part of it that whole numbers need, after its class description
(https://unicode-org.github.io/icu-docs/apidoc/released/icu4c/classicu_1_1RuleBasedNumberFormat.html). The rules are read from
the npm package `cldr-rbnf` (licence Unicode-3.0):

    npm pack cldr-rbnf && tar xzf cldr-rbnf-*.tgz
    python maintenance/number_words.py package/rbnf

A line of the table is a language and, after tabs, its words: `value=form,form` for cardinals, `value.=form,form` for
ordinals, lower-case, each form once.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from tqcheck.languages.inventory import LANGUAGES

TABLE = Path(__file__).resolve().parent.parent / "tqcheck" / "quantities" / "words.txt.gz"
_FILES = {
    "nb": ("no",), "cnr": ("sr_Latn", "sr", "hr"), "sr": ("sr", "sr_Latn"), "bs": ("bs", "hr"), "tl": ("fil",),
    "gl": ("pt", "es"), "ast": ("es",), "an": ("es",), "oc": ("ca", "fr"), "crh": ("tr",), "zh": ("zh", "zh_Hant"),
    "fr": ("fr", "fr_BE", "fr_CH"), "pt": ("pt", "pt_PT"),
}  # fmt: skip
"""Files of a language where they are not its code. Languages without rules borrow those of their nearest kin."""
_EVERY_FORM = [*range(32), *range(40, 100, 10), *range(100, 1000, 100), 1000, 10**6, 10**9, 10**12]
_BASE_FORM = [*range(32, 100)]
"""Values that are spelt by the rules without a case only: they are seldom written out, and hardly ever inflected."""
_CASES = ("genitive", "dative", "accusative", "instrumental", "locative", "ablative", "prepositional", "essive",
          "translative", "illative", "elative", "adessive", "allative", "partitive", "inessive", "plural")  # fmt: skip
_TOKEN = re.compile(r"<<|>>>|>>|<%[^<]*<|>%[^>]*>|=%[^=]*=|<#[^<]*<|>#[^>]*>|=[#0][^=]*=|\$\(\w+,[^$]*\)\$|\[|\]|'")


@dataclass(frozen=True)
class SpeltRule:
    base: int
    divisor: int
    body: str


class Speller:
    """The rule sets of one file."""

    def __init__(self, path: Path, language: str) -> None:
        from babel import Locale

        self.sets: dict[str, list[SpeltRule]] = {}
        self.plural = Locale.parse({"tl": "fil", "sr_Latn": "sr_Latn"}.get(language, language)).plural_form
        current: list[SpeltRule] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            head = re.fullmatch(r"(%%?[\w-]+):", line.strip())
            if head:
                current = self.sets.setdefault(head[1], [])
                continue
            rule = re.fullmatch(r"(\d+)(?:/(\d+))?(>*):\s?(.*?);?", line.strip())
            if not rule:
                continue
            base, radix = int(rule[1]), int(rule[2] or 10)
            exponent = 0
            while base and radix ** (exponent + 1) <= base:
                exponent += 1
            exponent = max(exponent - len(rule[3]), 0)
            current.append(SpeltRule(base, radix**exponent, rule[4]))

    def spell(self, value: int, name: str, depth: int = 0) -> str:
        """Spell a number by a rule set. Raises ValueError where the rules end in digits, or nowhere."""
        if depth > 20 or name not in self.sets:
            raise ValueError(name)
        rules = self.sets[name]
        index = max((n for n, rule in enumerate(rules) if rule.base <= value), key=lambda n: rules[n].base, default=-1)
        if index < 0:
            raise ValueError("no rule")
        rule = rules[index]
        two = bool(re.search(r"<[<%#]", rule.body) and re.search(r">[>%#]", rule.body))
        if two and value % rule.divisor == 0 and rule.base % rule.divisor and index:
            rule = rules[index - 1]
        return self._fill(rule, value, name, depth)

    def _fill(self, rule: SpeltRule, value: int, name: str, depth: int) -> str:
        high, low = divmod(value, rule.divisor)
        made, optional, place = [""], False, 0
        for token in _TOKEN.finditer(rule.body):
            made[-1] += rule.body[place : token.start()]
            place = token.end()
            text = token[0]
            if text == "[":
                optional = True
                made.append("")
            elif text == "]":
                optional = False
                last = made.pop()
                made[-1] += last if low else ""
            elif (optional and not low) or text == "'":
                continue
            elif text.startswith("$("):
                kind, _, forms = text[2:-2].partition(",")
                if kind != "cardinal":
                    raise ValueError("another plural")
                table = dict(re.findall(r"(\w+)\{([^}]*)\}", forms))
                made[-1] += table.get(self.plural(high), table.get("other", ""))
            elif "#" in text or text.startswith("=0"):
                raise ValueError("digits")
            elif text[0] == "=":
                made[-1] += self.spell(value, text[1:-1], depth + 1)
            elif text[0] == "<":
                made[-1] += self.spell(high, text[1:-1] if len(text) > 2 else name, depth + 1)
            else:
                made[-1] += self.spell(low, text[1:-1] if text[1] == "%" else name, depth + 1)
        return made[0] + rule.body[place:]


def words_of(folder: Path, language: str) -> dict[tuple[int, bool], set[str]]:
    """Return the forms of a language by value and by whether they are ordinals."""
    found: dict[tuple[int, bool], set[str]] = defaultdict(set)
    for stem in _FILES.get(language, (language,)):
        path = folder / f"{stem}-SpelloutRules.txt"
        if not path.exists():
            continue
        speller = Speller(path, stem)
        for name in speller.sets:
            if not name.startswith("%spellout-") or "year" in name:
                continue
            inflected = any(case in name for case in _CASES)
            for value in _EVERY_FORM if inflected else [*_EVERY_FORM, *_BASE_FORM]:
                try:
                    form = speller.spell(value, name)
                except ValueError:
                    continue
                form = form.replace("\u00ad", "").strip().lower()
                # Two words are put together where they are read.
                if form and not any(c.isspace() or c in "=,\t<>%" or c.isdigit() for c in form):
                    found[value, "ordinal" in name].add(form)
    return found


def main(folder: Path) -> None:
    lines = []
    for language in sorted(LANGUAGES):
        table = words_of(folder, language)
        if table:
            cells = [
                f"{value}{'.' * ordinal}={','.join(sorted(forms))}" for (value, ordinal), forms in sorted(table.items())
            ]
            lines.append("\t".join([language, *cells]))
            print(language, len(table), sum(map(len, table.values())), file=sys.stderr)
    TABLE.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
