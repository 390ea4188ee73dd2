"""A change of job under construction, and the days that its text names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from feeds.dates import Context, Unclear, resolve
from feeds.model import YearMonth
from feeds.recognise.draft import Setting
from feeds.recognise.page import Line
from feeds.recognise.phrases import Name

#: Why a sentence about somebody is no notice.
NO_CHANGE = "no change of job is told"
#: What each kind of verb tells; the others only add to what was told.
CHANGES = {
    "hires": "appointed",
    "hired": "appointed",
    "moves": "appointed",
    "succeeds": "appointed",
    "succeeded": "appointed",
    "promotes": "promoted",
    "promoted": "promoted",
    "elects": "elected",
    "elected": "elected",
    "leaves": "departed",
    "dismisses": "departed",
    "retires": "retired",
    "graduates": "graduated",
}
#: A day without a year is near the day of publication: rather in the months to come than in those before.
_DAYS_BEFORE, _DAYS_AFTER, _MONTHS_AFTER = 120, 245, 8


class Heading(msgspec.Struct, frozen=True):
    """What stands above an entry: the firm, the people, the change that a rubric names, and the day.

    `is_block` tells that a heading of notices stands above all, `is_new` that it speaks of those who are new.
    """

    firm: str | None = None
    people: tuple[Name, ...] = ()
    change: str | None = None
    day: str | None = None
    is_block: bool = False
    is_new: bool = False


class Move:
    """A notice under construction: facts with the lines that tell them; a later fact can be the better one."""

    __slots__ = ("change", "facts", "is_guessed", "is_inside", "lines", "name", "rule", "texts")

    def __init__(self, name: Name, change: str, rule: str, lines: Sequence[Line]) -> None:
        self.name, self.change, self.rule = name, change, rule
        self.lines = list(lines)
        self.facts: dict[str, tuple[object, Sequence[Line], str]] = {}
        self.is_inside = self.is_guessed = False
        self.texts: list[str] = []

    def tell(self, text: str, lines: Sequence[Line]) -> None:
        """Note what is told of the person, and where."""
        for line in lines:
            if line not in self.lines:
                self.lines.append(line)
        if text not in self.texts:
            self.texts.append(text)

    def put(self, field: str, value: object, lines: Sequence[Line], rule: str, *, is_better: bool = False) -> None:
        """Keep a fact, unless it is known already and this one is not better."""
        if value and (is_better or field not in self.facts):
            self.facts[field] = (value, lines, rule)

    def get(self, field: str) -> object:
        """Give a fact, or None."""
        return self.facts[field][0] if field in self.facts else None

    def reword(self, field: str, value: str) -> None:
        """Write a fact otherwise."""
        self.facts[field] = (value, *self.facts[field][1:])

    def rename(self, field: str, other: str) -> None:
        """Move a fact to another field, unless that has one."""
        if field in self.facts:
            fact = self.facts.pop(field)
            self.facts.setdefault(other, fact)


def near(text: str, setting: Setting) -> date | None:
    """Give the day that a text names; without a year, the one near the day of publication."""
    found = setting.know.grammar.find(text)
    if found is None:
        return None
    day, context = found.days[0], setting.context
    if day.year is not None or context.published is None:
        value = resolve(day, context)
        return None if isinstance(value, Unclear) else value
    years = (context.published.year + step for step in (0, 1, -1))
    days = [value for year in years if isinstance(value := resolve(day, Context(year=year)), date)]
    return next((d for d in days if -_DAYS_BEFORE <= (d - context.published).days <= _DAYS_AFTER), None)


def month_of(text: str, setting: Setting, *, is_past: bool = False) -> YearMonth | None:
    """Give the month that a text names; without a year, the one near the day of publication, or the last if past."""
    found = setting.know.grammar.find_month(text)
    if found is None:
        return None
    month, year = found
    published = setting.context.published
    if year is None and setting.context.year is not None:
        year = setting.context.year
    elif year is None and published is not None:
        ahead = (month - published.month) % 12
        year = published.year + (published.month + ahead > 12) - (ahead > (0 if is_past else _MONTHS_AFTER))
    return YearMonth(year, month) if year is not None else None
