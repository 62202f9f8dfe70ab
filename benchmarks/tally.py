"""What came of checking texts with marked errors: counts, and the figures made of them.

A spelling alarm is right when it touches a marked spelling error of any kind (a real word
wrongly used, a lost space), false when it touches no marked error at all. One that touches a
marked error of another kind (grammar, case, punctuation, unspecified) is neither: the data do
not say what the error was. Recall counts marked non-words alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields

from benchmarks.contestants import Alarm
from benchmarks.data import TRUE_TYPES, Error, Text


@dataclass(slots=True)
class Tally:
    words: int = 0
    clean_words: int = 0
    """Words of the texts in which nothing is marked."""
    nonwords: int = 0
    found: int = 0
    natural: int = 0
    natural_found: int = 0
    right: int = 0
    false: int = 0
    unclear: int = 0
    offers: int = 0
    first_right: int = 0
    other: int = 0
    """Alarms that are not about spelling and touch no marked error."""
    other_in_clean: int = 0
    others: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, text: Text, alarms: list[Alarm]) -> None:
        self.words += text.words
        self.clean_words += text.words if not text.errors else 0
        spelling = [alarm for alarm in alarms if alarm.spelling]
        for error in text.errors:
            self._add_error(text.text, error, [alarm for alarm in spelling if _touches(alarm, error)])
        for alarm in alarms:
            touched = {error.type for error in text.errors if _touches(alarm, error)}
            if not alarm.spelling:
                self.other += not touched
                self.other_in_clean += not text.errors
                self.others[alarm.what] += not touched
            elif touched.intersection(TRUE_TYPES):
                self.right += 1
            elif touched:
                self.unclear += 1
            else:
                self.false += 1
                around = text.text[max(0, alarm.start - 30) : alarm.end + 30].replace("\n", " ")
                self.examples.append(f"{text.text[alarm.start : alarm.end]} → {alarm.first}   … {around} …")

    def _add_error(self, text: str, error: Error, hits: list[Alarm]) -> None:
        if error.type == "natural":
            self.natural += 1
            self.natural_found += bool(hits)
        if error.type != "nonword":
            return
        self.nonwords += 1
        self.found += bool(hits)
        if hits and error.correction and hits[0].first is not None:
            self.offers += 1
            self.first_right += _mends(text, hits[0], error)

    def merge(self, more: Tally) -> None:
        for each in fields(self):
            mine, theirs = getattr(self, each.name), getattr(more, each.name)
            setattr(self, each.name, mine + theirs)

    @property
    def precision(self) -> float | None:
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float | None:
        return _share(self.found, self.nonwords)

    @property
    def natural_recall(self) -> float | None:
        return _share(self.natural_found, self.natural)

    @property
    def f_half(self) -> float | None:
        """F with precision weighing twice as much as recall."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None or not precision + recall:
            return None
        return 1.25 * precision * recall / (0.25 * precision + recall)

    @property
    def first(self) -> float | None:
        """The share of found non-words whose first suggestion mends them, of those that got a suggestion."""
        return _share(self.first_right, self.offers)

    @property
    def on_errors(self) -> float | None:
        """The share of spelling alarms that touch a marked error of any kind."""
        return _share(self.right + self.unclear, self.right + self.unclear + self.false)

    @property
    def false_rate(self) -> float | None:
        return _share(1000 * self.false, self.words)

    @property
    def other_rate(self) -> float | None:
        return _share(1000 * self.other, self.words)

    @property
    def other_rate_in_clean(self) -> float | None:
        return _share(1000 * self.other_in_clean, self.clean_words)


def _touches(alarm: Alarm, error: Error) -> bool:
    return alarm.start < error.end and error.start < alarm.end


def _mends(text: str, alarm: Alarm, error: Error) -> bool:
    """Say whether taking an alarm's first offer gives what the correction gives: their spans may differ."""
    start, end = min(alarm.start, error.start), max(alarm.end, error.end)
    offered = text[start : alarm.start] + (alarm.first or "") + text[alarm.end : end]
    return offered == text[start : error.start] + (error.correction or "") + text[error.end : end]


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
