"""A page with its margin: which lines gave which item what, which were refused, and which no rule took at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import msgspec

from feeds.model import Item, Marker, Rejected, Rule
from feeds.recognise.page import UNKNOWN, Line, detect_language, read_lines
from feeds.recognise.rules import Knowledge, knowledge

Held: TypeAlias = Literal["date", "name"]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What a line gave: to which item (counted from 1; 0 for what was refused), which fields, by which rules.

    `reason` says why a candidate was refused.
    """

    item: int
    kind: str
    fields: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    reason: str = ""

    @property
    def told(self) -> str:
        """The mark in words; nothing on a line of a refused candidate before its last, which says why."""
        if self.item:
            return f"{self.item} {self.kind}: {', '.join(self.fields)} ({', '.join(self.rules)})"
        return f"refused {self.kind}: {self.reason} ({', '.join(self.rules)})" if self.reason else ""


class MarkedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the page with its marks; `missed` says what it holds when no rule took it."""

    number: int
    text: str
    marks: tuple[Mark, ...] = ()
    missed: tuple[Held, ...] = ()


class Missed(msgspec.Struct, frozen=True, kw_only=True):
    """A line (`lines` are 1-based, both included) that no rule took, though it `holds` a date or a name."""

    lines: tuple[int, int]
    text: str
    holds: tuple[Held, ...]


def missed(
    text: str,
    things: Iterable[Item | Rejected],
    *,
    language: str | None = None,
    rules: Sequence[Rule] = (),
    markers: Sequence[Marker] = (),
) -> tuple[Missed, ...]:
    """Find the lines with a date or a name that gave nothing and were not refused either, in the order of the page."""
    code = language or detect_language(text, "en")
    if code == UNKNOWN:
        return ()
    know = knowledge(code, rules, markers)
    taken = {number for first, last in _spans(things) for number in range(first, last + 1)}
    left = (line for line in read_lines(text) if not taken.intersection(range(line.span[0], line.span[1] + 1)))
    found = ((line, _held(line, know)) for line in left if know.marker(line.text) is None)
    return tuple(Missed(lines=line.span, text=line.text, holds=holds) for line, holds in found if holds)


def _spans(things: Iterable[Item | Rejected]) -> Iterable[tuple[int, int]]:
    for thing in things:
        if isinstance(thing, Rejected):
            yield thing.lines
        else:
            yield from (evidence.lines for evidence in thing.evidence)


def _held(line: Line, know: Knowledge) -> tuple[Held, ...]:
    holds: list[Held] = []
    if know.grammar.find(line.text) is not None:
        holds.append("date")
    if know.person.search(line.text) is not None:
        holds.append("name")
    return tuple(holds)


def marked(text: str, things: Sequence[Item | Rejected], untaken: Iterable[Missed]) -> tuple[MarkedLine, ...]:
    """Give every line of a page with what it gave; a fact of several lines is marked on each of them."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    items = [thing for thing in things if not isinstance(thing, Rejected)]
    for number, item in enumerate(items, 1):
        for line, (fields, rules) in _by_line(item).items():
            mark = Mark(item=number, kind=item.kind, fields=tuple(fields), rules=tuple(rules))
            marks[line].append(mark)
    for thing in things:
        if isinstance(thing, Rejected):
            first, last = thing.lines
            for line in range(first, last + 1):
                # The reason stands once, below the candidate.
                reason = thing.reason if line == last else ""
                marks[line].append(Mark(item=0, kind=thing.kind, rules=(thing.rule,), reason=reason))
    holds = {line: one.holds for one in untaken for line in range(one.lines[0], one.lines[1] + 1)}
    return tuple(
        MarkedLine(number=number, text=line, marks=tuple(marks[number]), missed=holds.get(number, ()))
        for number, line in enumerate(text.splitlines(), 1)
    )


def _by_line(item: Item) -> dict[int, tuple[dict[str, None], dict[str, None]]]:
    found: dict[int, tuple[dict[str, None], dict[str, None]]] = {}
    for evidence in item.evidence:
        for line in range(evidence.lines[0], evidence.lines[1] + 1):
            fields, rules = found.setdefault(line, ({}, {}))
            fields[evidence.field] = None
            rules[evidence.rule] = None
    return found
