"""The nouns of programmes inside events: points, the headings above them, and the table that they make."""

from __future__ import annotations

import msgspec

from feeds.clocks import Clock
from feeds.dates import Day
from feeds.recognise.page import Line


class Point(msgspec.Struct, frozen=True):
    """A line that a clock time opens, with the weekday before it; `cells` are what stands behind the time."""

    index: int
    line: Line
    clock: Clock
    cells: tuple[str, ...]
    weekday: int | None
    can_be_date: bool

    @property
    def is_alone(self) -> bool:
        """Tell whether nothing stands beside the time."""
        return not self.cells

    @property
    def text(self) -> str:
        """What stands behind the time."""
        return " ".join(self.cells)


class DayHeading(msgspec.Struct, frozen=True):
    """A line that says on which of the event's days the points below it are: by date, weekday or number."""

    day: Day | None = None
    weekday: int | None = None
    number: int | None = None


class Entry(msgspec.Struct, frozen=True):
    """A point with the lines below it, the day heading and the room or track that hold for it.

    Under each heading of any kind begins a new section.
    """

    point: Point
    below: tuple[Line, ...]
    day: DayHeading | None
    track: str | None
    columns: tuple[str, ...]
    section: int


class Timetable(msgspec.Struct, frozen=True):
    """The points of one event, all their lines, and the numbers of the lines that tell whose they are."""

    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]
    owners: frozenset[int]
