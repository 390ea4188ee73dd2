"""Calendars of a month: tables whose cells are its days, with what is on in each."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from feeds.clocks import Clock
from feeds.dates import Context, Span
from feeds.parse.page.cards import Card, Reader
from feeds.parse.page.tree import Element, Page
from feeds.parse.page_text import PageText, piece_of
from feeds.recognise.facts import bare_title, is_menu
from feeds.recognise.stamps import only_clocks, take_clocks

_WEEK = 7
_FEWEST_WEEKS, _MOST_ROWS = 4, 20
_SHORTEST, _LONGEST = 28, 31
_NUMBER = re.compile(r"(?P<day>\d{1,2})\.?(?:\s+(?P<rest>.*))?")
_LINES_ABOVE = 8
_LONGEST_ABOVE = 60
_MOST_AROUND, _MOST_NEAR = 80, 12
_LEAST_LETTERS = 3
_JOINTS = " ,;:|·•–—-()"


class _Day(msgspec.Struct, frozen=True):
    """What stands in the cell of a day: its number, its lines below that, where its links lead, and its row."""

    number: int
    lines: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    row: Element


class Grid(msgspec.Struct, frozen=True):
    """The days of one month, the column (from 0) of the first one, the rows of the whole table, what names it.

    `near` are short texts right before the table, the nearest first: also those of the ways to other months.
    """

    days: tuple[_Day, ...]
    first: int
    rows: tuple[Element, ...]
    caption: str
    near: tuple[str, ...]


class _Entry(msgspec.Struct):
    title: str = ""
    clock: Clock | None = None
    more: list[str] = []


def grids_of(page: Page) -> list[Grid]:
    """Find the tables whose cells are numbered as the days of a month."""
    tables = (element for element in page.order if element.tag == "table" and not element.chrome and element.size)
    return [grid for table in tables if (grid := _grid(table)) is not None]


def _grid(table: Element) -> Grid | None:
    rows = [one for one in table.elements() if one.tag == "tr"]
    if not _FEWEST_WEEKS <= len(rows) <= _MOST_ROWS:
        return None
    days: list[_Day | None] = []
    for row in rows:
        # A column more has the numbers of the weeks.
        cells = row.cells[-_WEEK:]
        if len(cells) == _WEEK and any(cell.tag == "td" for cell in cells):
            days += [_day(cell, row) for cell in cells]
    first = next((at for at, day in enumerate(days) if day is not None and day.number == 1), None)
    if first is None:
        return None
    month: list[_Day] = []
    for day in days[first:]:
        if day is None or day.number != len(month) + 1:
            break
        month.append(day)
    caption = next((one.text() for one in table.elements() if one.tag == "caption"), "")
    is_month = _SHORTEST <= len(month) <= _LONGEST
    return Grid(tuple(month), first % _WEEK, tuple(rows), caption, _before(table)) if is_month else None


def _before(table: Element) -> tuple[str, ...]:
    """Give the short texts right before a table, in the element that holds little else, the nearest first."""
    around = table
    while around.parent is not None and around.parent.size - table.size <= _MOST_AROUND:
        around = around.parent
    near = (one for one in reversed(around.elements()) if one.at < table.at and 0 < one.size <= _LONGEST_ABOVE)
    return tuple(one.text() for one in near)[:_MOST_NEAR]


def _day(cell: Element, row: Element) -> _Day | None:
    piece = piece_of(cell)
    lines = [line for line in piece.lines if line]
    number = _NUMBER.fullmatch(lines[0]) if lines else None
    if number is None:
        return None
    below = (*([number["rest"]] if number["rest"] else []), *lines[1:])
    return _Day(int(number["day"]), below, tuple((link.text, link.href) for link in piece.links), row)


def read(grid: Grid, reader: Reader, text: PageText, own: Sequence[str]) -> list[Card]:
    """Read what is on in a month; nothing where no words near it name one that has these days."""
    first = _first_day(grid, reader, text, own)
    if first is None:
        return []
    found: dict[tuple[str, str | None], Card] = {}
    cards: list[Card] = []
    for day in grid.days:
        mark = text.marks.get(id(day.row))
        when = first + timedelta(days=day.number - 1)
        for entry in _entries(day, reader) if mark is not None else ():
            card = _card(entry, day, when, reader, mark.lines if mark is not None else (0, 0))
            if card is None:
                continue
            before = found.get((card.title, card.url)) if entry.clock is None else None
            if before is not None and before.dates[0].end == when:
                # What goes on for days stands on each of them.
                before.dates = (Span(before.dates[0].start, when + timedelta(days=1)),)
                continue
            cards.append(card)
            found[card.title, card.url] = card
    for card in cards:
        card.dates = tuple(_of_one_day(span) for span in card.dates)
    return cards


def _of_one_day(span: Span) -> Span:
    is_one = not isinstance(span.start, datetime) and span.end == span.start + timedelta(days=1)
    return Span(span.start) if is_one else span


def _first_day(grid: Grid, reader: Reader, text: PageText, own: Sequence[str]) -> date | None:
    """Find the first day of the month that the words nearest to the table name, if it has these days."""
    marks = (text.marks.get(id(row)) for row in grid.rows)
    mark = next((mark for mark in marks if mark is not None), None)
    above: Sequence[str] = ()
    if mark is not None:
        above = [line for line in text.lines[: mark.lines[0] - 1] if line][-_LINES_ABOVE:]
    headings = mark.headings if mark is not None else ()
    near = (grid.caption, *grid.near, *reversed(headings), *reversed(above), *own)
    year = next((told.year for one in near if (told := _told(one, reader)).year is not None), None)
    seen = reader.setting.published or reader.setting.seen
    for one in near:
        told = _told(one, reader)
        known = told.year or year or (seen.year if seen is not None else None)
        if told.month is not None and known is not None and _fits(grid, date(known, told.month, 1)):
            return date(known, told.month, 1)
    return None


def _told(words: str, reader: Reader) -> Context:
    return reader.know.grammar.under(words, Context()) if len(words) <= _LONGEST_ABOVE else Context()


def _fits(grid: Grid, first: date) -> bool:
    """Tell whether a month has as many days, and begins on the weekday of the first column that it has here."""
    weekday, length = monthrange(first.year, first.month)
    # Weeks begin on Monday or on Sunday.
    return length == len(grid.days) and grid.first in (weekday, (weekday + 1) % _WEEK)


def _entries(day: _Day, reader: Reader) -> list[_Entry]:
    """Part the lines of a day into what is on: a time and a title, in one line or two, then what else is said."""
    know, labels = reader.know, {label for label, _ in day.links}
    found: list[_Entry] = []
    for line in (part for whole in day.lines for part in _parts(whole, labels)):
        clocks = only_clocks(line, know)
        rest = ""
        if not clocks:
            clocks, rest = take_clocks(line, know)
            rest = rest.strip(_JOINTS) if clocks else ""
        last = found[-1] if found else None
        if clocks and not rest and last is not None and last.title and last.clock is None:
            last.clock = clocks[0]
        elif clocks:
            found.append(_Entry(rest, clocks[0], []))
        elif last is not None and not last.title:
            last.title = line
        elif line in labels or last is None:
            found.append(_Entry(line, None, []))
        else:
            last.more.append(line)
    return found


def _parts(line: str, labels: set[str]) -> tuple[str, ...]:
    """Part a line behind the link that opens it."""
    label = next((one for one in labels if one and line.startswith(f"{one} ")), "")
    return (label, line[len(label) :].strip()) if label else (line,)


def _card(entry: _Entry, day: _Day, when: date, reader: Reader, lines: tuple[int, int]) -> Card | None:
    know, title = reader.know, entry.title
    href = next((href for label, href in day.links if title and title in label), None)
    is_named = sum(char.isalpha() for char in title) >= _LEAST_LETTERS
    if not is_named or (entry.clock is None and href is None) or is_menu(title, know) or know.more.fullmatch(title):
        return None
    facts: dict[str, str] = {}
    for line in entry.more:
        sort = reader.sort_of(line)
        if sort in ("place?", "price"):
            facts.setdefault(sort, line)
    named = bare_title(title, know) or title
    url = reader.setting.address(href)
    return Card(
        title=named, full_title=title, lines=lines, url=url, dates=(_span(when, entry.clock, reader),), facts=facts
    )


def _span(day: date, clock: Clock | None, reader: Reader) -> Span:
    if clock is None:
        return Span(day, day + timedelta(days=1))
    zone = reader.setting.zone
    start = datetime.combine(day, clock.start, zone)
    end = datetime.combine(day, clock.end, zone) if clock.end is not None else None
    if end is not None and end <= start:
        end += timedelta(days=1)
    return Span(start, end)
