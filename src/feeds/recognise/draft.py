"""What is gathered while an item is being read: its facts, each with evidence; and the page's findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from feeds.dates import Context
from feeds.model import Evidence, Item, Kind, Rejected
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge
from feeds.recognise.tables import Timetable

_LONGEST_EVIDENCE = 500
#: Stands between the lines of one fact.
_GAP = " / "


#: Tells whose page it is: to find out takes its time, and most pages need not know.
Publisher: TypeAlias = Callable[[], str | None]


def nobody() -> None:
    """Tell that nothing says whose page it is."""


class Draft:
    """Facts of one item under construction; the first value put for a field stays."""

    __slots__ = ("evidence", "values")

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self.evidence: list[Evidence] = []

    def put(self, field: str, value: object, lines: Line | Sequence[Line], rule: str, text: str | None = None) -> None:
        """Keep a fact with its evidence, unless it is empty or known already."""
        if field in self.values or (not value and value in (None, "", ())):
            return
        self.values[field] = value
        if type(lines) is Line:
            span, shown = lines.span, text if text is not None else lines.shown or lines.text
        else:
            span = lines[0].span[0], lines[-1].span[1]
            shown = text if text is not None else _GAP.join([line.shown or line.text for line in lines])
        self.evidence.append(Evidence(field=field, lines=span, text=shown[:_LONGEST_EVIDENCE], rule=rule))

    def make(self, kind: type[Item], language: str) -> Item:
        """Build the item; the facts were put under the names of its fields."""
        facts = {**self.values, "language": language, "evidence": tuple(self.evidence)}
        return kind(**facts)  # type: ignore[arg-type]


class Findings:
    """What one page holds: items, refused candidates, the lines that are spoken for, the programmes inside events."""

    __slots__ = ("items", "rejected", "taken", "timetables")

    def __init__(self) -> None:
        self.items: list[tuple[int, Item]] = []
        self.rejected: list[Rejected] = []
        self.taken: set[int] = set()
        self.timetables: tuple[Timetable, ...] = ()

    def add(self, item: Item, lines: Sequence[Line]) -> None:
        """Keep an item that stands on these lines."""
        self.items.append((lines[0].number, item))
        self.taken.update([line.number for line in lines])

    def hold(self, tables: tuple[Timetable, ...]) -> None:
        """Keep the programmes inside events: their lines are nothing else."""
        self.timetables = tables
        self.taken |= self.points

    @property
    def owners(self) -> set[int]:
        """Number the lines that tell of which events the programmes are: what is dated there is an event."""
        return {number for table in self.timetables for number in table.owners}

    @property
    def points(self) -> set[int]:
        """Number the lines of the programmes inside events."""
        return {line.number for table in self.timetables for line in table.lines}

    def turn_away(self, kind: Kind, lines: Sequence[Line], rule: str, reason: str) -> None:
        """Keep a candidate that became no item, and leave its lines to no other reader."""
        self.refuse(kind, lines, rule, reason)
        self.taken.update([line.number for line in lines])

    def refuse(self, kind: Kind, lines: Sequence[Line], rule: str, reason: str) -> None:
        """Keep a candidate that did not become an item, with the reason."""
        text = " ".join(line.text for line in lines)
        self.rejected.append(
            Rejected(
                kind=kind,
                lines=(lines[0].span[0], lines[-1].span[1]),
                text=text[:_LONGEST_EVIDENCE],
                rule=rule,
                reason=reason,
            )
        )


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for the whole page: its language's rules, its time zone, what it tells of its date.

    `period` is the stretch of days that a heading names for what repeats below it, `issued` the first day of the month
    for which a page is. `publisher` tells whose page it is, where something outside its text says so.
    """

    know: Knowledge
    zone: ZoneInfo
    context: Context
    last_line: int
    dated_by: Line | None = None
    period: tuple[date, date] | None = None
    issued: date | None = None
    publisher: Publisher = nobody

    @property
    def code(self) -> str:
        """Code of the page's language."""
        return self.know.language.code

    def at(self, *, year: int | None) -> Setting:
        """Give the same setting with the year that a heading names."""
        context = Context(year=year or self.context.year, published=self.context.published)
        return msgspec.structs.replace(self, context=context)

    def after(self, day: date, *, is_issue: bool = False) -> Setting:
        """Give the same setting with a day after which dates without a year lie: the first of the month of an issue."""
        context = Context(year=self.context.year, published=day)
        return msgspec.structs.replace(self, context=context, issued=day if is_issue else self.issued)

    def published_on(self, day: date, line: Line) -> Setting:
        """Give the same setting with the day of publication that a line tells."""
        context = Context(year=self.context.year, published=day)
        return msgspec.structs.replace(self, context=context, dated_by=line)
