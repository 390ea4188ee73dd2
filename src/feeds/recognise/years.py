"""The year of the dates in a listing: from the nearest heading, a season over new year, or their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import takewhile

import msgspec

from feeds.dates import Context, Dates, Day, resolve
from feeds.expressions import has_digit
from feeds.recognise.draft import Setting
from feeds.recognise.facts import year_of
from feeds.recognise.page import Line
from feeds.recognise.rows import Row

_SEASON = re.compile(r"(?<!\d)(20\d\d)\s?[/–-]\s?(?:20)?(\d\d)(?!\d)")
#: "Winter 26/27"; what could be a day is none.
_SHORT_SEASON = re.compile(r"[^\W\d_]\s+'?(?P<first>[1-9]\d)\s?[/–-]\s?'?(?P<second>[1-9]\d)(?!\d)")
_LAST_MONTH, _MOST_MONTHS = 12, 2
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_COPYRIGHT = re.compile(r"\s*(?:19|20)\d\d\s?[–-]\s?(?P<last>20\d\d)(?!\d)")
_LONGEST, _NEAR = 120, 25
#: A season that two years name begins in the second half of the first.
_HALF = 7
_AUTUMN, _SPRING = 9, 5


class Years:
    """Gives each row its year; a listing in the order of its dates goes on in January with the next one."""

    __slots__ = ("_is_of_row", "_is_season", "_is_short", "_last", "_published", "_span", "_year")

    def __init__(
        self,
        year: int | None,
        published: date | None,
        *,
        is_season: bool = False,
        is_short: bool = False,
        span: tuple[date, date] | None = None,
        is_of_row: bool = False,
    ) -> None:
        self._year = year
        self._published = published
        self._is_season = is_season
        self._is_short = is_short
        self._span = span
        self._is_of_row = is_of_row
        self._last: tuple[int | None, int] | None = None

    @property
    def year(self) -> int | None:
        """The year that the page names, or that of its publication."""
        return self._year if self._published is None else self._published.year

    @classmethod
    def above(
        cls,
        above: Sequence[Line],
        found: Sequence[Row],
        setting: Setting,
        foot: Sequence[Line] = (),
        page: Sequence[Line] = (),
    ) -> Years:
        """Find the year in the lines above a listing, the nearest first; else in the dates that have one, or below it.

        `foot` is where a page says whose it is: "© 2026 Town of Hull".
        """
        # Running text tells of other years too.
        headings = [line for line in above if not line.is_sentence]
        known = cls._nearest(headings, found, setting)
        if known is None and setting.context.published is not None:
            return cls(None, setting.context.published)
        known = known or cls._nearest(above, found, setting)
        if known is not None:
            return known
        told = {day.year for row in found if row.when.dates for day in row.when.dates.days} - {None}
        years = told or {setting.context.year} - {None} or {year_of(line.text) for line in foot} - {None}
        return cls(next(iter(years)) if len(years) == 1 else setting.context.year, None, is_of_row=len(told) == 1)

    @classmethod
    def _nearest(cls, above: Sequence[Line], found: Sequence[Row], setting: Setting) -> Years | None:
        below = takewhile(lambda line: line is not setting.dated_by, reversed(above))
        told = [(line, known) for line in below if (known := _told_by(line, setting)) is not None]
        # "He came here in 2003." is history beside a later year.
        latest = max((known.year or 0 for _, known in told), default=0)
        recent = (known for line, known in told if not line.is_sentence or (known.year or latest) >= latest - 1)
        return next((known for known in recent if not known.is_contradicted(found)), None)

    def is_contradicted(self, found: Sequence[Row]) -> bool:
        """Tell whether a season of short years ("12-13" can be two weeks) has other weekdays than the rows.

        One from day to day has none of the rows where it is something else's: an exhibition's.
        """
        if self._span is not None:
            firsts = [row.when.dates.days[0] for row in found if row.when.dates]
            firsts = [day for day in firsts if day.year is None]
            return bool(firsts) and not any(map(self._holds, firsts))
        days = [row.when.dates.days[0] for row in found if row.when.dates] if self._is_short else []
        days = [day for day in days if day.weekday is not None and day.year is None]
        return bool(days) and not any(_fits(day, (self._year or 0) + (day.month < _HALF)) for day in days)

    def _holds(self, day: Day) -> bool:
        """Tell whether a day is between the first and the last one of a season."""
        told = resolve(day, Context(year=(self._year or 0) + (day.month < _HALF)))
        return self._span is not None and isinstance(told, date) and self._span[0] <= told <= self._span[1]

    def of(self, row: Row, setting: Setting) -> Setting:
        """Give the setting in which a row's date is read."""
        dates = row.when.dates
        if dates is None:
            return self._setting(setting, self._year)
        day = dates.days[0]
        year = day.year or (row.month.year if row.month and row.month.number == day.month else None)
        if year is None and row.form == "told" and self._published is not None:
            # What is called off stands in no order: it is the next such day.
            return self._setting(setting, None)
        if year is None:
            year = self._of_month(day.month)
            if year is not None and day.weekday is not None:
                # The one row that has its year can stand below those of December.
                near = (year, year + 1, year - 1) if self._is_of_row else (year, year + 1)
                year = next((y for y in near if _fits(dates.days[0], y)), year)
        # What is on for months stands beside what is on meanwhile: no order goes on from its first day.
        self._last = (year, 0 if dates.is_range and _is_long(dates.days) else day.month)
        return self._setting(setting, year)

    def _of_month(self, month: int) -> int | None:
        if self._year is not None and self._is_season:
            return self._year + (month < _HALF)
        known = self._last[0] if self._last is not None else None
        year = self._year if known is None else max(known, self._year or known)
        if year is not None and self._last is not None and self._last[1] >= _AUTUMN and month <= _SPRING:
            return year + 1
        return year

    def _setting(self, setting: Setting, year: int | None) -> Setting:
        return msgspec.structs.replace(setting, context=Context(year=year, published=self._published))


def _span(dates: Dates | None) -> tuple[date, date] | None:
    """Give the first and the last day of a range, if both have their year."""
    if dates is None or not dates.is_range:
        return None
    first, last = resolve(dates.days[0], Context()), resolve(dates.days[-1], Context())
    return (first, last) if isinstance(first, date) and isinstance(last, date) else None


def _is_long(days: Sequence[Day]) -> bool:
    """Tell whether a range goes on for more than two months."""
    months = days[-1].month - days[0].month
    years = (days[-1].year or 0) - (days[0].year or days[-1].year or 0)
    return (months + years * _LAST_MONTH if years else months % _LAST_MONTH) > _MOST_MONTHS


def _fits(day: object, year: int) -> bool:
    return isinstance(resolve(day, Context(year=year)), date)  # type: ignore[arg-type]


def _told_by(line: Line, setting: Setting) -> Years | None:
    if not has_digit(line.text):
        return None
    if line.is_sentence and (known := _told_in_prose(line, setting)) is not None:
        return known
    if len(line.text) > _LONGEST:
        # "On 26 February 2026 the club held its annual meeting …".
        day = opening_day(line, setting)
        return Years(None, day) if day is not None else None
    if _YEAR.search(line.text) is None:
        short = _SHORT_SEASON.search(line.text)
        is_next = short is not None and int(short["second"]) == int(short["first"]) + 1 > _LAST_MONTH
        return Years(2000 + int(short["first"]), None, is_season=True, is_short=True) if short and is_next else None
    if (first := season_in(line.text)) is not None:
        return Years(first, None, is_season=True)
    years = sorted({int(year) for year in _YEAR.findall(line.text)})
    dates = setting.know.grammar.find(line.text)
    if len(years) == 2 and years[1] == years[0] + 1:
        return Years(years[0], None, is_season=True, span=_span(dates))
    if dates is not None and dates.days[-1].year is not None and not dates.is_range:
        told = resolve(dates.days[0], setting.context)
        return Years(None, told) if isinstance(told, date) else None
    year = year_of(line.text)
    if year is None and len(years) == 1:
        year = years[0]
    return None if year is None else Years(year, None)


def of_copyright(foot: Sequence[Line], page: Sequence[Line], setting: Setting) -> int | None:
    """Give the one year of copyright at the foot of a page, unless the page names a day that lies years after it."""
    years = {_copyrighted(line.text) for line in foot} - {None}
    year = years.pop() if len(years) == 1 else None
    if year is None:
        return None
    dates = (found for line in page if has_digit(line.text) for found in setting.know.grammar.find_all(line.text))
    return None if any((day.year or year) > year + 1 for found in dates for day in found.days) else year


def _copyrighted(text: str) -> int | None:
    """Give the year behind the sign of copyright, of several the last one: “© 2015–2026”."""
    behind = text.partition("©")[2]
    told = _COPYRIGHT.match(behind)
    return int(told["last"]) if told is not None else year_of(behind)


def season_in(text: str) -> int | None:
    """Give the first year of a season that two years name: "2026–2027", "2026/27"."""
    season = _SEASON.search(text) if "20" in text else None
    return int(season[1]) if season is not None and int(season[2]) == (int(season[1]) + 1) % 100 else None


def opening_day(line: Line, setting: Setting) -> date | None:
    """Give the full date with which a line opens."""
    text = line.text[:_LONGEST]
    dates = setting.know.grammar.find(text) if has_digit(text[:_NEAR]) and _YEAR.search(text) is not None else None
    if dates is None or dates.start > _NEAR or dates.is_range or dates.days[0].year is None:
        return None
    opening = resolve(dates.days[0], Context())
    return opening if isinstance(opening, date) else None


def _told_in_prose(line: Line, setting: Setting) -> Years | None:
    """Find the year for which a sentence of an introduction gives the programme: "Here is our plan for 2026."."""
    told = [year_of(text) for text in setting.know.sentences(line.text) if setting.know.heading.search(text)]
    years = {year for year in told if year is not None}
    return Years(years.pop(), None) if len(years) == 1 else None
