"""Text to dates and clock times, by the grammar of one language; never a guess that is not said.

A date without a year is given one only by a `Context` (a heading's year, a publication date), and a weekday must agree
with it; whatever cannot be decided becomes `Unclear` with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from feeds.lang import DateWords, Language, TimeWords

_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_DASH = r"[-–—−‐‑]"
_CENTURY_TURN = 70
_DIGIT = re.compile(r"\d")


class Day(msgspec.Struct, frozen=True):
    """A day as written: the year and the weekday (Monday = 0) may be missing, day and month be exchangeable."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    is_ambiguous: bool = False


class Dates(msgspec.Struct, frozen=True, kw_only=True):
    """Days found in a text at `start:end`: one day, a range (both ends included) or a list of separate days."""

    start: int
    end: int
    days: tuple[Day, ...]
    is_range: bool = False


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """A clock time found at `begin_at:end_at` of a text; `zone` is an IANA name when the text gives one."""

    begin_at: int
    end_at: int
    start: time
    end: time | None = None
    zone: str | None = None


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a page tells of its year: `year` from a heading, else `published`, after which an event lies."""

    year: int | None = None
    published: date | None = None


class Unclear(msgspec.Struct, frozen=True):
    """A date that cannot be decided, with the reason for people."""

    reason: str


class Span(msgspec.Struct, frozen=True):
    """A stretch of time: `end` is exclusive for days, and None when the text gives none."""

    start: date | datetime
    end: date | datetime | None = None


def has_digit(text: str) -> bool:
    """Tell whether a text can hold a date or a clock time at all: much cheaper than looking for one."""
    return _DIGIT.search(text) is not None


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


class Grammar:
    """The compiled date and time grammar of one language."""

    def __init__(self, language: Language) -> None:
        words, times = language.dates, language.times
        self.order = words.order
        self.months = {w.casefold(): n for n, names in enumerate(words.months, 1) for w in names}
        self.weekdays = {w.casefold(): n for n, names in enumerate(words.weekdays) for w in names}
        self.zones = times.zones
        self.range_words = {w.casefold() for w in words.range_words}
        pieces = _Pieces(words)
        #: One single day as a pattern without groups, for use inside the rules of a language.
        self.day_pattern = pieces.day
        #: A month with or without a year, likewise.
        self.month_pattern = rf"(?:{pieces.month}\b\.?)(?:,?\s+{_YEAR})?"
        self._dates = re.compile(pieces.alternatives(), re.IGNORECASE)
        self._item = re.compile(
            rf"(?P<join>{pieces.joiner})?\s*(?:(?P<weekday>{pieces.weekday})\b\.?,?\s*)?{pieces.before}(?P<day>{_DAY})",
            re.IGNORECASE,
        )
        self._month_only = re.compile(rf"(?P<month>{pieces.month})\b\.?(?:,?\s+(?P<year>{_YEAR}))?", re.IGNORECASE)
        self._clock = re.compile(_clock_pattern(times), re.IGNORECASE)

    def find(self, text: str, at: int = 0) -> Dates | None:
        """Find the first date in a text from offset `at`."""
        if not has_digit(text):
            return None
        for match in self._dates.finditer(text, at):
            found = self._read(match)
            if found is not None:
                return found
        return None

    def find_all(self, text: str) -> list[Dates]:
        """Find every date in a text, in order."""
        return [d for d in map(self._read, self._dates.finditer(text)) if d is not None]

    def first_day(self, text: str, context: Context) -> date | None:
        """Give the first day that a text names, or None where there is none or its year cannot be told."""
        found = self.find(text)
        value = resolve(found.days[0], context) if found is not None else None
        return value if isinstance(value, date) else None

    def find_month(self, text: str) -> tuple[int, int | None] | None:
        """Find a month and, when given, its year."""
        match = self._month_only.search(text)
        if match is None:
            return None
        return self.months[match["month"].casefold().rstrip(".")], int(match["year"]) if match["year"] else None

    def find_clock(self, text: str) -> Clock | None:
        """Find the first clock time or range of times in a text."""
        if not has_digit(text):
            return None
        for match in self._clock.finditer(text):
            clock = self._read_clock(match)
            if clock is not None:
                return clock
        return None

    def _read(self, match: re.Match[str]) -> Dates | None:
        kind = match.lastgroup or ""
        days = _READERS[kind](self, match)
        if not all(_is_possible(d) for d in days[0]):
            return None
        return Dates(start=match.start(), end=match.end(), days=days[0], is_range=days[1])

    def _month(self, word: str) -> int:
        return self.months[word.casefold().rstrip(".")]

    def _weekday(self, word: str | None) -> int | None:
        return None if word is None else self.weekdays.get(word.casefold().rstrip("."))

    def _day_list(self, text: str, month: int, year: int | None) -> tuple[tuple[Day, ...], bool]:
        days, ranged = [], False
        for item in self._item.finditer(text):
            join = (item["join"] or "").strip().casefold()
            ranged = ranged or join in self.range_words or re.fullmatch(_DASH, join) is not None
            days.append(Day(int(item["day"]), month, year, self._weekday(item["weekday"])))
        consecutive = len(days) > 1 and all(b.day - a.day == 1 for a, b in pairwise(days))
        if consecutive:
            return (days[0], days[-1]), True
        return tuple(days), ranged and len(days) == 2

    def _iso(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        return (Day(int(m["i_day"]), int(m["i_month"]), int(m["i_year"])),), False

    def _cross(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        first = Day(
            int(m["x_day1"]),
            self._month(m["x_month1"]),
            int(m["x_year1"]) if m["x_year1"] else None,
            self._weekday(m["x_weekday1"]),
        )
        last = Day(
            int(m["x_day2"]),
            self._month(m["x_month2"]),
            int(m["x_year2"]) if m["x_year2"] else None,
            self._weekday(m["x_weekday2"]),
        )
        return _spread_year(first, last), True

    def _cross_month_first(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        year = int(m["y_year2"]) if m["y_year2"] else None
        year1 = int(m["y_year1"]) if m["y_year1"] else None
        first = Day(int(m["y_day1"]), self._month(m["y_month1"]), year1)
        last = Day(int(m["y_day2"]), self._month(m["y_month2"]), year)
        return _spread_year(first, last), True

    def _textual(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        year = int(m["t_year"]) if m["t_year"] else None
        return self._day_list(m["t_days"], self._month(m["t_month"]), year)

    def _month_first(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        year = int(m["f_year"]) if m["f_year"] else None
        days, is_range = self._day_list(m["f_days"], self._month(m["f_month"]), year)
        weekday = self._weekday(m["f_weekday"])
        if weekday is not None:
            days = (replace(days[0], weekday=weekday), *days[1:])
        return days, is_range

    def _numeric(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        first = self._numeric_day(m["n_a"], m["n_b"], m["n_year"], self._weekday(m["n_weekday"]))
        if m["n_a2"] is None:
            return (first,), False
        last = self._numeric_day(m["n_a2"], m["n_b2"], m["n_year2"], None)
        return _spread_year(first, last), True

    def _numeric_day(self, a: str, b: str, year: str | None, weekday: int | None) -> Day:
        day, month = int(a), int(b)
        # 03/06 is the third of June to some readers of English and the sixth of March to others.
        is_ambiguous = self.order == "unclear" and day <= 12 and day != month
        return Day(day, month, _full_year(year), weekday, is_ambiguous)

    def _read_clock(self, m: re.Match[str]) -> Clock | None:
        half2 = m["half2"]
        start = _time(m["h1"], m["m1"], m["half1"] or (half2 if m["h2"] else None))
        end = _time(m["h2"], m["m2"], half2) if m["h2"] else None
        if start is None or (m["h2"] and end is None):
            return None
        if m["half1"] is None and half2 and end and start > end:
            start = _time(m["h1"], m["m1"], None) or start
        return Clock(begin_at=m.start(), end_at=m.end(), start=start, end=end, zone=self._zone(m["zone"]))

    def _zone(self, word: str | None) -> str | None:
        return self.zones.get(word.upper()) if word else None


_READERS = {
    "iso": Grammar._iso,
    "cross": Grammar._cross,
    "crossfirst": Grammar._cross_month_first,
    "textual": Grammar._textual,
    "monthfirst": Grammar._month_first,
    "numeric": Grammar._numeric,
}


class _Pieces:
    """The building blocks of the date patterns."""

    def __init__(self, words: DateWords) -> None:
        self.month = f"(?:{_words(w for names in words.months for w in names)})"
        self.weekday = f"(?:{_words(w for names in words.weekdays for w in names)})"
        self.before = rf"(?:(?:{_words(words.before_day)})\s*)?"
        self.ending = f"(?:{_words(words.day_endings)})?" if words.day_endings else ""
        self.of = rf"(?:(?:{_words(words.before_month)})\s+)?" if words.before_month else ""
        self.range = rf"(?:{_DASH}|\b(?:{_words(words.range_words)})\b)"
        # "1., 8. og 15. maj" is a list; in "nr. 6, 31. august" the comma parts a number from a date.
        comma = r"(?<=\.)," if "." in words.day_endings else ","
        self.joiner = rf"(?:{_DASH}|{comma}|&|\b(?:{_words((*words.range_words, *words.list_words))})\b)"
        self.from_word = rf"(?:(?:{_words(words.from_words)})\s+)?"
        self.lead = rf"(?:{self.weekday}\b\.?,?\s*)?{self.before}"
        numeric = r"(?:\d{1,2}[./-]\d{1,2}\s?[./-]\s?(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)(?!\d)"
        textual = rf"{self.lead}{_DAY}{self.ending}\s*{self.of}{self.month}\b\.?(?:,?\s+{_YEAR})?"
        month_first = rf"(?:{self.weekday},?\s+)?{self.month}\b\.?\s+{_DAY}{self.ending}(?:,?\s+{_YEAR})?"
        self.day = f"(?:{textual}|{numeric}|{month_first})"

    def alternatives(self) -> str:
        """Every date form, the most specific first; the outer group's name picks its reader."""
        one = rf"{self.before}{_DAY}{self.ending}"
        days = rf"{one}(?:\s*{self.joiner}\s*(?:{self.weekday}\b\.?,?\s*)?{one}){{0,5}}"
        year = rf"(?:,?\s*(?P<{{0}}_year{{1}}>{_YEAR}))?"
        weekday = rf"(?:(?P<{{0}}_weekday{{1}}>{self.weekday})\b\.?,?\s*)?"
        cross = (
            rf"{weekday.format('x', 1)}{self.from_word}{self.before}(?P<x_day1>{_DAY}){self.ending}\s*{self.of}"
            rf"(?P<x_month1>{self.month})\b\.?{year.format('x', 1)}\s*{self.range}\s*"
            rf"{weekday.format('x', 2)}{self.before}"
            rf"(?P<x_day2>{_DAY}){self.ending}\s*{self.of}(?P<x_month2>{self.month})\b\.?{year.format('x', 2)}"
        )
        cross_first = (
            rf"{self.from_word}(?P<y_month1>{self.month})\b\.?\s+(?P<y_day1>{_DAY}){self.ending}"
            rf"{year.format('y', 1)}\s*{self.range}\s*"
            rf"(?P<y_month2>{self.month})\b\.?\s+(?P<y_day2>{_DAY}){self.ending}{year.format('y', 2)}"
        )
        textual = (
            rf"{self.from_word}(?P<t_days>(?:{self.weekday}\b\.?,?\s*)?{days})\s*{self.of}"
            rf"(?P<t_month>{self.month})\b\.?{year.format('t', '')}"
        )
        month_first = (
            rf"{weekday.format('f', '')}(?P<f_month>{self.month})\b\.?\s+(?P<f_days>{days}){year.format('f', '')}"
        )
        tail = r"\s?[./-]\s?(?P<n_year{0}>\d{{4}}|\d\d)(?![./-]?\d)"
        numeric = (
            rf"{weekday.format('n', '')}{self.before}(?P<n_a>\d{{1,2}})[./-](?P<n_b>\d{{1,2}})"
            rf"(?:{tail.format('')}|(?![./-]?\d)(?=\W|$))"
            rf"(?:\s*{self.range}\s*(?:{self.weekday}\b\.?,?\s*)?(?P<n_a2>\d{{1,2}})[./-](?P<n_b2>\d{{1,2}})"
            rf"{tail.format('2')})?"
        )
        iso = rf"(?P<i_year>{_YEAR})-(?P<i_month>\d\d)-(?P<i_day>\d\d)(?!\d)"
        forms = {
            "iso": iso,
            "cross": cross,
            "crossfirst": cross_first,
            "textual": textual,
            "monthfirst": month_first,
            "numeric": numeric,
        }
        return r"(?<![\w.,/-])(?:" + "|".join(f"(?P<{name}>{form})" for name, form in forms.items()) + ")"


def _clock_pattern(times: TimeWords) -> str:
    prefix = rf"(?:\b(?:{_words(times.prefixes)})\s*)"
    join = rf"(?:\s*{_DASH}\s*|\s+(?:{_words(times.range_words)})\s+)"
    half = r"\s?(?P<{0}>[ap]\.?m\b\.?|noon\b)"
    hour = r"(?P<{0}>[01]?\d|2[0-4])"
    zone = rf"(?:\s*\(?(?P<zone>{_words(times.zones)})\b\)?)?" if times.zones else "(?P<zone>(?!))?"
    suffix = rf"(?:\s*(?:{_words(times.suffixes)})\b)" if times.suffixes else "(?!)"
    second = rf"(?:{join}{prefix}?{hour.format('h2')}(?:[:.]?(?P<m2>[0-5]\d))?(?!\d)(?:{half.format('half2')})?)"
    first = rf"{hour.format('h1')}(?:[:.]?(?P<m1>[0-5]\d))?(?!\d)"
    marked = rf"(?P<marked>{prefix})"
    # Without a word before it, a time needs minutes on one side, am/pm, or a word behind it.
    return (
        rf"(?<![\w.,:/-])(?:{marked}|(?=\d{{1,2}}[:.]\d\d(?!\d|\.\d))|(?=\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?m\b)|"
        rf"(?=\d{{1,2}}(?:[:.]\d\d)?\s*{_DASH}\s*\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?m\b)|"
        rf"(?=\d{{1,2}}(?:[:.]\d\d)?(?:\s*{_DASH}\s*\d{{1,2}}(?:[:.]\d\d)?)?{suffix}))"
        rf"{first}(?:{half.format('half1')})?{second}?{suffix}?{zone}"
    )


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    value = int(hour)
    if half and value <= 12 and half.lower() != "noon":
        value = value % 12 + (12 if half.lower().startswith("p") else 0)
    if value == 24:
        value = 0
    return time(value, int(minute or 0)) if value < 24 else None


def _full_year(year: str | None) -> int | None:
    if year is None:
        return None
    value = int(year)
    if value >= 100:
        return value
    return value + (1900 if value >= _CENTURY_TURN else 2000)


def _spread_year(first: Day, last: Day) -> tuple[Day, Day]:
    if first.year is None and last.year is not None:
        year = last.year - (first.month > last.month)
        return replace(first, year=year), last
    if last.year is None and first.year is not None:
        year = first.year + (first.month > last.month)
        return first, replace(last, year=year)
    return first, last


def _is_possible(day: Day) -> bool:
    try:
        date(day.year or 2000, day.month, day.day)
    except ValueError:
        return False
    return True


def resolve(day: Day, context: Context) -> date | Unclear:
    """Give a day its year, or say why it has none; a weekday that is told must agree."""
    if day.is_ambiguous:
        return Unclear(f"day and month can be exchanged in {day.day}/{day.month}: write the month as a word")
    if day.year is not None:
        return _checked(day, day.year)
    if context.year is not None:
        return _checked(day, context.year)
    if context.published is not None:
        return _after(day, context.published)
    return Unclear("no year: neither the date nor the page says one")


def _checked(day: Day, year: int) -> date | Unclear:
    try:
        value = date(year, day.month, day.day)
    except ValueError:
        return Unclear(f"there is no such day in {year}")
    if day.weekday is not None and value.weekday() != day.weekday:
        return Unclear(f"the weekday contradicts the date: {value.isoformat()} is another day of the week")
    return value


def _after(day: Day, published: date) -> date | Unclear:
    for year in (published.year, published.year + 1):
        value = _checked(day, year)
        if isinstance(value, date) and value >= published:
            return value
    return Unclear(f"no year: the date fits neither {published.year} nor the year after with its weekday")


def spans(found: Dates, clock: Clock | None, zone: ZoneInfo, context: Context) -> list[Span] | Unclear:
    """Give the stretches of time of one date expression; separate days become separate spans."""
    days = []
    for day in found.days:
        value = resolve(day, context)
        if isinstance(value, Unclear):
            return value
        days.append(value)
    if found.is_range and days[0] > days[-1]:
        return Unclear("the range ends before it begins")
    if clock is not None and clock.zone is not None and not _same_name(clock.zone, zone, days[0]):
        zone = ZoneInfo(clock.zone)
    if found.is_range:
        return [_timed(days[0], days[-1], clock, zone)]
    return [_timed(day, day, clock, zone) for day in days]


def _same_name(named: str, zone: ZoneInfo, day: date) -> bool:
    noon = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001
    return noon.replace(tzinfo=ZoneInfo(named)).utcoffset() == noon.replace(tzinfo=zone).utcoffset()


def _timed(first: date, last: date, clock: Clock | None, zone: ZoneInfo) -> Span:
    if clock is None or first != last:
        # Clock times beside several days are those of each day, not of the whole.
        return Span(first, last + timedelta(days=1) if last > first else None)
    start = datetime.combine(first, clock.start, zone)
    if clock.end is None:
        return Span(start)
    end = datetime.combine(last, clock.end, zone)
    return Span(start, end + timedelta(days=1) if end <= start else end)
