"""The facts of a source beside their counterparts in a translation: what an editor compares line by line.

A fact is a number, a name, a designation, a quotation or a link. Each kind has a provider, a file of this room,
that finds the facts of the source and what says the same in the translation. Whether a fact is wrong is not
judged here a second time: it is where an issue of the report says so. A fact without a counterpart and without an issue
is "unseen": nothing was found, and no check is sure enough to complain. It is never shown as kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.facts.designations import designations
from tqcheck.facts.links import links
from tqcheck.facts.names import names
from tqcheck.facts.numbers import numbers
from tqcheck.facts.quotations import quotations
from tqcheck.facts.records import Beside, Place
from tqcheck.model import Counterpart, Fact, FactStatus, Issue, Span

if TYPE_CHECKING:
    from tqcheck.alignment.pair import Pair
    from tqcheck.model import Article


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: how its facts are found, and the codes (or beginnings of codes) of issues that say that one is wrong.

    `codes` are those of issues that point to the fact in the source, `here` of those that name its counterpart:
    a name that is misspelt in the translation is not kept.
    """

    provider: Callable[[Pair], Iterator[Beside]]
    codes: tuple[str, ...]
    here: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {
    "number": Kind(numbers, ("NUM001", "NUM004")),
    "name": Kind(names, ("NAM",), ("NAM",)),
    "designation": Kind(designations, ("LNK003",)),
    "quotation": Kind(quotations, ("QUO002", "QUO004")),
    "link": Kind(links, ("LNK001",)),
}

_PASSAGES = ("STR001", "STR003")
"""Issues about a passage that is gone or shortened: what of it has no counterpart is missing with it."""


def facts_of(pair: Pair, issues: Sequence[Issue]) -> tuple[Fact, ...]:
    """Return the facts of a pair's source in their order. `issues` are those that the report has of the translation."""
    found = [_fact(pair, name, beside, issues) for name, kind in KINDS.items() for beside in kind.provider(pair)]
    # The 16 of an F-16 is no fact of its own.
    named = [fact.source.span for fact in found if fact.kind == "designation"]
    found = [f for f in found if f.kind != "number" or not any(_touch(f.source.span, span) for span in named)]
    return tuple(sorted(found, key=lambda fact: (fact.source.span.start, fact.source.span.end, fact.kind)))


def _fact(pair: Pair, name: str, beside: Beside, issues: Sequence[Issue]) -> Fact:
    source = _placed(pair.source, beside.source)
    target = _placed(pair.target, beside.target) if beside.target else None
    about = list(_about(KINDS[name], source, target, issues))
    if target is None:
        # The issue knows what stands in the fact's place.
        rival = next((issue for issue in about if issue.evidence.get("here")), None)
        if rival is not None:
            target = Counterpart(pair.target.path, rival.span, rival.line, rival.column, rival.text)
    kept = target is not None and beside.agrees
    return Fact(
        kind=name,
        type=beside.type,
        status=FactStatus.WRONG if about else FactStatus.KEPT if kept else FactStatus.UNSEEN,
        source=source,
        target=target,
        source_value=beside.source_value,
        target_value=beside.target_value,
        issues=tuple(issue.fingerprint for issue in about),
    )


def _about(kind: Kind, source: Counterpart, target: Counterpart | None, issues: Sequence[Issue]) -> Iterator[Issue]:
    """Yield the issues that say that a fact is wrong."""
    codes = kind.codes if target else (*kind.codes, *_PASSAGES)
    for issue in issues:
        at_source = issue.source is not None and _touch(issue.source.span, source.span) and issue.code.startswith(codes)
        if at_source or (target and _touch(issue.span, target.span) and issue.code.startswith(kind.here)):
            yield issue


def _placed(article: Article, place: Place) -> Counterpart:
    span = article.blocks[place.block].source_map.to_raw(place.start, place.end)
    line, column = article.line_column(span.start)
    return Counterpart(article.path, span, line, column, article.raw[span.start : span.end])


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
