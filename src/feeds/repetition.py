"""How people say that something repeats, to rules of RFC 5545: "hver anden torsdag", "the first Monday of the month".

A rule is given only where it says what the words say; the words themselves are kept in any case.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from feeds import recurrence
from feeds.clocks import DASH, least, patterns_of, words_of
from feeds.dates import Context, Dates, Grammar, resolve
from feeds.expressions import LONGEST_LINE, Expression, grouped, holds_grouped, lowered
from feeds.kept import kept
from feeds.lang import Language

_LETTER = re.compile(r"[^\W\d_]")
_NO_DIGIT = re.compile(r"\d")
_NEAR = 40
#: Several readers ask of all lines of a page, one after the other.
_LATEST_PAGES = 2
_WEEKLY = "FREQ=WEEKLY"
_SHORTEST_WEEKDAY = 3
_SHORTEST_SEASON = timedelta(weeks=3)


class Recurrence(msgspec.Struct, frozen=True, kw_only=True):
    """How something repeats, found at `begin_at:end_at` of a text: the words, and what they mean.

    `rule` is the value of an RRULE without its end, None where the words do not say it all; `first` is the first day
    that the text names, `until` the last possible one, `count` how often it is, `exceptions` when it is not. `parity`
    is 0 for even weeks and 1 for odd ones.
    """

    begin_at: int
    end_at: int
    text: str
    rule: str | None
    first: date | None = None
    until: date | None = None
    count: int | None = None
    exceptions: tuple[date, ...] = ()
    parity: int | None = None

    def beginning(self, first: date) -> Recurrence:
        """Give the same repetition from a day on; what that day contradicts has no rule any more."""
        is_other_week = self.parity is not None and first.isocalendar().week % 2 != self.parity
        if self.rule is None or is_other_week or not recurrence.begins_on(recurrence.read(self.rule), first):
            return replace(self, first=first, rule=None, exceptions=())
        return replace(self, first=first)


class Repetition:
    """The compiled words for repetition of one language."""

    def __init__(self, language: Language, grammar: Grammar) -> None:
        words = language.repetition
        self.grammar = grammar
        self._parts = _Parts(language)
        self._core, self._hint = Expression(self._parts.core()), Expression(self._parts.hint())
        self._weekdays = self._parts.weekdays
        self._weekday = Expression(rf"(?<!\w)(?:{words_of(self._weekdays)})")
        self._up_to = Expression(rf"\s*(?:{self._parts.range})\s*")
        self._ordinal = Expression(self._parts.ordinal)
        self._last = frozenset(word.casefold() for word in words.last)
        self._ordinals = {w.casefold(): n for n, names in enumerate(language.dates.ordinals, 1) for w in names}
        self._numbers = {w.casefold(): n for n, names in enumerate(words.numbers, 1) for w in names}
        self._units = {w.casefold(): freq for w, freq in words.units.items()}
        self._adverbs = {w.casefold(): rule for w, rule in words.adverbs.items()}
        weeks = (words_of(words.even_weeks) or "(?!)", words_of(words.odd_weeks) or "(?!)")
        self._alternate = Expression(rf"(?<!\w)(?:(?P<even>{weeks[0]})|(?P<odd>{weeks[1]}))(?!\w)")
        articles = rf"(?:\s+(?:{words_of(language.dates.before_day)}))?"
        until, without = patterns_of(words.until), words_of(words.excluding) or "(?!)"
        day = rf"\W{{0,3}}(?:(?:{self._parts.weekday})\b\.?,?)?{articles}\s*$"
        self._until = Expression(rf"(?<!\w)(?:{until}){day}")
        self._starts = Expression(rf"(?<!\w)(?:{words_of(words.starts) or '(?!)'}){day}")
        self._without = Expression(rf"(?<!\w)(?:{without})(?!\w)")
        week = words_of(words.week) or "(?!)"
        self._weeks = Expression(
            rf"(?<!\w)(?:{without})\s(?:\w+\s){{0,2}}(?:{week})\s*(?P<weeks>\d{{1,2}}(?:\s*(?:,|&|{DASH}|"
            rf"{words_of(language.dates.list_words)}|{self._parts.range})\s*\d{{1,2}})*)(?!\d)",
        )
        # "fram til påske", "außer in den Ferien": no calendar that we have says when that is.
        self._untold = Expression(
            rf"(?<!\w)(?:{until}|{without})\s+(?:[^\W\d_]+\s+){{0,3}}?(?:{patterns_of(words.holidays)})(?!\w)",
        )
        self._bounded = Expression(
            rf"(?<!\w)(?:(?:{until})\s+(?:[^\W\d_]+\s+){{0,3}}?(?:{patterns_of(words.holidays)})|"
            rf"(?:{patterns_of(words.seasons)}))(?!\w)"
        )
        self._times = Expression(
            rf"(?<![\w.,])(?P<count>\d{{1,2}}|{self._parts.numbers})\s+(?:{words_of(words.times) or '(?!)'})(?!\w)",
        )
        months = rf"(?<![\w.])(?P<first>{grammar.pieces.month})\b\.?"
        year = r"(?:\s+(?P<YEAR>20\d\d))?"
        self._months = Expression(
            rf"{months}{year.replace('YEAR', 'begin')}\s*{self._parts.range}\s*"
            rf"(?P<last>{grammar.pieces.month})\b\.?{year.replace('YEAR', 'end')}(?!\s*\d)"
        )
        small = words_of((*language.dates.list_words, *language.dates.range_words, *language.dates.before_day))
        starts = words_of(words.starts) or "(?!)"
        month = rf"(?P<month>{grammar.pieces.month})\b\.?(?:\s+20\d\d)?"
        led = rf"(?P<lead>{until}|{without}|{small or '(?!)'})(?!\w)|(?P<start>{starts})(?!\w)"
        self._limit = Expression(
            rf"[\s,;(]*(?:{led}|{month}|(?P<untold>{patterns_of(words.holidays)})(?!\w)|{DASH}(?=\s*\w))"
        )
        self._cues = grouped(self._parts.cues())
        self._can_be_in_page = lru_cache(_LATEST_PAGES)(self._look_for_hint)

    def can_be_in(self, text: str) -> bool:
        """Tell cheaply whether a text, or a part of it between spaces or marks, can say that something repeats.

        Many lines may be joined, to ask for all of them at once: of such long texts the answers to few are kept.
        """
        return self._can_be_in(text) if len(text) <= LONGEST_LINE else self._can_be_in_page(text)

    @kept
    def _can_be_in(self, text: str) -> bool:
        return self._look_for_hint(text)

    def _look_for_hint(self, text: str) -> bool:
        return holds_grouped(lowered(text), self._cues) and self._hint.is_in(text)

    def has(self, text: str) -> bool:
        """Tell whether a text says that something repeats."""
        return self._find(text) is not None

    def find(self, text: str, context: Context, first: date | None = None) -> Recurrence | None:
        """Find the first words that say how something repeats, with the days that the text names for it.

        `first` is the day on which it begins, where that is known already.
        """
        match = self._find(text)
        if match is None:
            return None
        told = self._told(text, match)
        if told.rule is None:
            return told
        return self._with_days(told if first is None else told.beginning(first), text, context)

    def _told(self, text: str, m: re.Match[str]) -> Recurrence:
        """Read the words alone, and what stands right beside them: every second week, or no day that we know."""
        begin_at, end_at, rule, parity = m.start(), m.end(), self._rule(m), None
        weeks = self._alternate.search(text, max(0, begin_at - _NEAR), end_at + _NEAR)
        if weeks is not None and rule is not None and rule.startswith(_WEEKLY) and "INTERVAL" not in rule:
            rule, parity = rule.replace(_WEEKLY, f"{_WEEKLY};INTERVAL=2"), int(weeks["odd"] is not None)
            begin_at, end_at = min(begin_at, weeks.start()), max(end_at, weeks.end())
        months = self._months.search(text)
        if rule is not None and months is not None and not (months["end"] or self._is_day_before(text, months.start())):
            first, last = self._month(months["first"]), self._month(months["last"])
            named = [number % 12 + 1 for number in range(first - 1, last + 12 * (first > last))]
            rule = f"{rule};BYMONTH={','.join(map(str, sorted(named)))}"
        untold = self._untold.search(text, end_at)
        if untold is not None and not _LETTER.search(text[end_at : untold.start()]):
            end_at = untold.end()
        words = text[begin_at:end_at].strip(" (,")
        return Recurrence(
            begin_at=begin_at, end_at=end_at, text=words, rule=rule, parity=parity, count=self._count(text, m)
        )

    def during(self, told: Recurrence, first: date, last: date) -> Recurrence | None:
        """Give a repetition its first and last possible day in a stretch of days; None where none is sure."""
        if told.rule is None or (told.parity is None and told.first is None and "INTERVAL" in told.rule):
            return None
        begin = told.first or self._first_in(told, first)
        if begin is None or not first <= begin <= last:
            return None
        return replace(told.beginning(begin), until=told.until or last)

    def _first_in(self, told: Recurrence, begin: date) -> date | None:
        """Give the first day on or after a day that a rule and its weeks, even or odd, allow."""
        rule = recurrence.read(told.rule or "")
        days = (begin + timedelta(days=more) for more in range(_MONTH_AND_MORE))
        fits = (one for one in days if told.parity in (None, one.isocalendar().week % 2))
        return next((one for one in fits if recurrence.begins_on(rule, one)), None)

    def without_clocks(self, text: str) -> str:
        """Give a text with blanks for its clock times: "10-12 until 19 March" names no tenth and no twelfth."""
        for clock in self.grammar.find_clocks(text):
            text = f"{text[: clock.begin_at]}{' ' * (clock.end_at - clock.begin_at)}{text[clock.end_at :]}"
        return text

    def within(self, told: Recurrence, begin: date, dates: Dates, context: Context) -> tuple[date, date | None]:
        """Give the first day that a rule has within a range of days, and the last day of the range."""
        until = self._day(dates, -1, begin, context)
        if told.rule is None:
            return begin, until
        # "Every Thursday from 1 September": the first Thursday of that time.
        return self._first_in(told, begin) or begin, until

    def period(self, text: str) -> tuple[date, date] | None:
        """Give the first and the last day of the months that a text names with their year: "September to May 2027"."""
        found = self._months.search(text)
        if found is None or not found["end"] or self._is_day_before(text, found.start()):
            return None
        first, last, year = self._month(found["first"]), self._month(found["last"]), int(found["end"])
        begin = date(int(found["begin"] or year - (first > last)), first, 1)
        end = date(year, last, monthrange(year, last)[1])
        return (begin, end) if begin < end else None

    def stretch(self, heading: str, context: Context) -> tuple[date, date] | None:
        """Give the first and last day for which a heading says its programme is: "1 September - 30 November 2026"."""
        dates = self.grammar.find(heading)
        if dates is None or not dates.is_range:
            return self.period(heading)
        first, last = (resolve(dates.days[n], Context(year=context.year)) for n in (0, -1))
        is_known = isinstance(first, date) and isinstance(last, date)
        return (first, last) if is_known and last - first >= _SHORTEST_SEASON else None  # type: ignore[return-value,operator]

    def limits(self, text: str) -> int:
        """Tell how far a text goes on to say in which months, until when or when not something repeats; 0 if not.

        It is the text behind the words that repeat it and their clock time: "until 3 December: Knitting".
        """
        at, is_led, is_told = 0, False, False
        while (word := self._limit.match(text, at)) is not None and (is_led or not word["untold"]):
            at, is_led = word.end(), True
            is_told = is_told or bool(word["month"] or word["untold"])
            begin = at + len(text[at:]) - len(text[at:].lstrip(" ,;("))
            day = self.grammar.find(text, begin)
            if day is not None and day.start == begin:
                if word["start"]:
                    return 0
                at, is_told = day.end, True
        at += len(text[at:]) - len(text[at:].lstrip(" )"))
        is_end = not text[at:] or text[at] in ":.,;|–—-" or text[at - 1 : at] == ")"
        return at if is_told and is_end else 0

    def _month(self, word: str) -> int:
        return self.grammar.months[word.casefold().rstrip(".")]

    def _is_day_before(self, text: str, at: int) -> bool:
        """Tell whether a month has its day: "1 September to May"."""
        return re.search(r"\d\.?\s*$", text[:at]) is not None

    @kept
    def _find(self, text: str) -> re.Match[str] | None:
        # The whole expression is long: it is compiled for a text that more than one word of it stands in.
        if not holds_grouped(lowered(text), self._cues) or self._hint.search(text) is None:
            return None
        for match in self._core.finditer(text):
            if match.lastgroup != "adverb" or self._stands_alone(match):
                return match
        return None

    def _stands_alone(self, match: re.Match[str]) -> bool:
        """Tell whether an adverb is a clause of its own: "daily" is none in "a daily newspaper"."""
        before, after = match.string[: match.start()].rstrip(), match.string[match.end() :].lstrip()
        is_begun = not before or before[-1] in ".,;:|–—-(•·"
        is_ended = not after or not after[0].isalpha() or self.grammar.clocks.find(after[:_NEAR]) is not None
        return is_begun and is_ended

    def _rule(self, m: re.Match[str]) -> str | None:
        kind = m.lastgroup or ""
        if kind == "monthly":
            return self._monthly(_part(m, "m_ordinals"), _part(m, "m_days"))
        if kind == "monthday":
            return f"FREQ=MONTHLY;BYMONTHDAY={int(m['md_day'])}"
        if kind == "nth":
            return self._nth(m)
        if kind == "interval":
            return self._interval(m)
        if kind == "parity":
            return f"{_WEEKLY};BYDAY={self._days(_part(m, 'p_days'))}"
        if kind == "weekly":
            return f"{_WEEKLY};BYDAY={self._days(m['weekly'])}"
        if kind == "unit":
            return self._in_unit(self._units[m["u_unit"].casefold()], 1, m["u_days"])
        rule = self._adverbs[re.sub(r"\s+", " ", m["a_word"].casefold())]
        return f"{rule};BYDAY={self._days(m['a_days'])}" if m["a_days"] and rule.startswith(_WEEKLY) else rule

    def _monthly(self, ordinals: str, days: str) -> str | None:
        numbers = [self._number(word[0]) for word in self._ordinal.finditer(ordinals)]
        names = self._days(days).split(",")
        if not numbers or any(not -1 <= number <= 5 for number in numbers):
            return None
        return f"FREQ=MONTHLY;BYDAY={','.join(f'{number}{name}' for number in numbers for name in names)}"

    def _nth(self, m: re.Match[str]) -> str | None:
        """Read "every first Monday": of the month. The second is every other one, and the third nobody knows."""
        number = self._number(m["n_ordinal"])
        if number in (1, -1):
            return self._monthly(m["n_ordinal"], m["n_days"])
        return f"{_WEEKLY};INTERVAL=2;BYDAY={self._days(m['n_days'])}" if number == 2 else None

    def _interval(self, m: re.Match[str]) -> str | None:
        if m["i_weekdays"]:
            return f"{_WEEKLY};INTERVAL=2;BYDAY={self._days(m['i_weekdays'])}"
        number = 2 if m["i_other"] is not None else self._number(m["i_number"])
        unit = self._units[_part(m, "i_unit").casefold()]
        return self._in_unit(unit, number, _part(m, "i_days"))

    def _in_unit(self, unit: str, number: int, days: str | None) -> str | None:
        if unit == "DAILY" and number % 7 == 0:
            unit, number = "WEEKLY", number // 7
        interval = f";INTERVAL={number}" if number > 1 else ""
        if days and unit != "WEEKLY":
            return None
        return f"FREQ={unit}{interval}" + (f";BYDAY={self._days(days)}" if days else "")

    def _number(self, word: str) -> int:
        word = word.casefold()
        if word in self._last:
            return -1
        digits = re.match(r"\d+", word)
        return int(digits[0]) if digits else self._ordinals.get(word) or self._numbers.get(word) or 0

    def _days(self, text: str) -> str:
        """Write the weekdays of a text as RRULE does, those between two that a range names with them."""
        found = list(self._weekday.finditer(text))
        numbers = {self._weekdays[match[0].casefold()] for match in found}
        for one, other in pairwise(found):
            if self._up_to.fullmatch(text[one.end() : other.start()]):
                first, last = self._weekdays[one[0].casefold()], self._weekdays[other[0].casefold()]
                numbers.update((first + more) % 7 for more in range((last - first) % 7))
        return ",".join(recurrence.WEEKDAYS[number] for number in sorted(numbers))

    def _count(self, text: str, m: re.Match[str]) -> int | None:
        told = self._times.search(text, m.end()) or self._times.search(text[: m.start()])
        counted = re.search(rf"(?<![\w.,])(\d{{1,2}}|{self._parts.numbers})\s+$", text[: m.start()], re.IGNORECASE)
        number = told["count"] if told else counted[1] if counted and m.lastgroup == "weekly" else None
        return self._number(number) if number else None

    def _with_days(self, told: Recurrence, text: str, context: Context) -> Recurrence:
        """Sort the dates of a text: the first day, the last, and those that are left out."""
        text, first, until = self.without_clocks(text), None, None
        left_out: list[Dates] = []
        for found, gap in self._dates_of(text, told):
            # A date says with its own first words what it is: "fra 3. september til 26. november".
            lead = gap + _NO_DIGIT.split(text[found.start : found.end], maxsplit=1)[0]
            if self._leaves_out(gap):
                left_out.append(found)
            elif self._until.search(lead):
                until = until or found
            elif first is None and (self._starts.search(lead) or not _LETTER.search(self._without_clock(gap))):
                first = found
        if first is not None and told.first is None:
            told = self._from(told, first, context)
        elif first is not None and first.is_range and told.first is not None:
            told = replace(told, until=self._day(first, -1, told.first, context))
        stretch = self.period(text) if first is None else None
        if stretch is not None:
            told = self.during(told, *stretch) or told
        if until is not None:
            told = replace(told, until=self._day(until, 0, told.first, context))
        return self._without_days(told, left_out, text, context)

    def _dates_of(self, text: str, told: Recurrence) -> Iterator[tuple[Dates, str]]:
        """Give the dates of a text, each with what stands between it and what comes before."""
        at = 0
        for found in self.grammar.find_all(text):
            # The weekday of "every Thursday, 3 September" is also that of the date.
            is_beside = found.start < told.end_at < found.end
            yield found, "" if is_beside else text[told.end_at if at < told.end_at <= found.start else at : found.start]
            at = found.end

    def is_bounded(self, text: str) -> bool:
        """Tell whether a text names a season, or an end that no calendar knows: "until Easter"."""
        return self._bounded.search(text) is not None

    def leaves_out(self, text: str) -> bool:
        """Tell whether a text begins with words that leave days out: "Not on 24 December"."""
        return self._without.match(text) is not None

    def _leaves_out(self, gap: str) -> bool:
        without = list(self._without.finditer(gap))
        return bool(without) and not re.search(r"[.!?;]\s", gap[without[-1].end() :])

    def _without_clock(self, gap: str) -> str:
        clock = self.grammar.clocks.find(gap)
        return gap if clock is None else gap[: clock.begin_at] + gap[clock.end_at :]

    def _from(self, told: Recurrence, found: Dates, context: Context) -> Recurrence:
        day = self._day(found, 0, None, context)
        if day is None or told.rule is None:
            return told
        if not found.is_range:
            return told.beginning(day)
        first, until = self.within(told, day, found, context)
        return replace(told.beginning(first), until=until)

    def _day(self, found: Dates, which: int, after: date | None, context: Context) -> date | None:
        day = found.days[which]
        if after is not None and day.year is None:
            context = Context(published=after)
        value = resolve(day, context)
        return value if isinstance(value, date) else None

    def _without_days(self, told: Recurrence, found: list[Dates], text: str, context: Context) -> Recurrence:
        if told.rule is None:
            return told
        days: list[date] = []
        for dates in found:
            values = [self._day(dates, n, told.first, context) for n in range(len(dates.days))]
            known = [value for value in values if value is not None]
            if dates.is_range and len(known) == 2:
                known = [known[0] + timedelta(days=n) for n in range((known[1] - known[0]).days + 1)]
            days += known
        days += self._days_of_weeks(text, told.first or context.published)
        rule = recurrence.read(told.rule)
        kept = {day for day in days if _is_one_of(rule, day, told.first)}
        return replace(told, exceptions=tuple(sorted(kept)))

    def _days_of_weeks(self, text: str, near: date | None) -> Iterator[date]:
        match = self._weeks.search(text)
        if match is None or near is None:
            return
        numbers = [int(number) for number in re.findall(r"\d+", match["weeks"])]
        if len(numbers) == 2 and self._up_to.search(match["weeks"]):
            numbers = list(range(numbers[0], numbers[1] + 1))
        for number in numbers:
            year = near.isocalendar().year + (number < near.isocalendar().week)
            yield from _week(year, number)


_MONTH_AND_MORE = 62
_LONG_YEAR = 53


def _part(m: re.Match[str], name: str) -> str:
    """Give the text of the one group that matched: the name itself, or with a digit."""
    groups = m.groupdict()
    return next((text for n in ("", "2", "3") if (text := groups.get(name + n))), "")


def last_alternate(first: date) -> date:
    """Give the last day up to which every second week stays an even one, or an odd one: the end of a 53rd week."""
    year = first.isocalendar().year
    long = next(y for y in range(year, year + 8) if date(y, 12, 28).isocalendar().week == _LONG_YEAR)
    return date.fromisocalendar(long, _LONG_YEAR, 7)


def _week(year: int, number: int) -> Iterator[date]:
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return
    yield from (monday + timedelta(days=n) for n in range(7))


def _is_one_of(rule: recurrence.Rule, day: date, first: date | None) -> bool:
    """Tell whether a rule gives a day; without its first day only the weekday can be told."""
    if first is not None and day >= first:
        return recurrence.gives(rule, first, day)
    return not rule.days or day.weekday() in {weekday for weekday, _ in rule.days}


class _Parts:
    """The building blocks of the expressions."""

    def __init__(self, language: Language) -> None:
        words, dates = language.repetition, language.dates
        self.words = words
        plurals = {w.casefold(): n for n, names in enumerate(words.weekday_plurals) for w in names}
        singles = {
            w.casefold(): n for n, names in enumerate(dates.weekdays) for w in names if len(w) >= _SHORTEST_WEEKDAY
        }
        #: Every word for a weekday, with its number.
        self.weekdays = {**singles, **plurals}
        part = rf"(?:{patterns_of(words.day_parts)})?"
        self.weekday = rf"(?:{words_of(singles)})"
        self.single = rf"{self.weekday}{part}(?!\w)\.?"
        parts = words_of(words.day_part_plurals) or "(?!)"
        self.plural = rf"(?:(?:{words_of(plurals) or '(?!)'}){part}|{self.weekday}\s?s?(?:{parts}))(?!\w)"
        self.range = rf"(?:{DASH}|(?<!\w)(?:{words_of(dates.range_words)})(?!\w))"
        self.every = rf"(?:{words_of(words.every) or '(?!)'})"
        self.other = rf"(?:{words_of(words.every_other) or '(?!)'})"
        self.sep = rf"\s*(?:,|&|/|\+|{self.range}|(?<!\w)(?:{words_of(dates.list_words)})(?!\w))\s*(?:{self.every}\s+)?"
        self.numbers = words_of(w for names in words.numbers for w in names) or "(?!)"
        last = words_of(words.last) or "(?!)"
        ordinals = words_of(w for names in dates.ordinals[:5] for w in names) or "(?!)"
        self.ending = rf"(?:{words_of(dates.day_endings) or '(?!)'})"
        self.ordinal = rf"(?<!\w)(?:{ordinals}|{last}|\d{{1,2}}{self.ending})(?!\w)"
        self.articles = words_of(dates.before_day) or "(?!)"

    def core(self) -> str:
        """The words that say how something repeats; the outer group's name picks its reader."""
        words = self.words
        singles, plurals = self._list(self.single), self._list(self.plural)
        days = rf"(?:{plurals}|{singles})"
        on = words_of(words.before_weekday) or "(?!)"
        tail = rf"(?:\s*,?\s*(?:(?:{on})\s+)?(?P<NAME>{days}))?"
        units = words_of(words.units) or "(?!)"
        of_month = rf"(?:{words_of(words.of_month) or '(?!)'})(?!\w)"
        lead = rf"(?:(?:{self.every}|{self.articles}|{on})\s+){{0,2}}"
        several = rf"{self.ordinal}(?:{self.sep}{self.ordinal}){{0,3}}"
        weeks = words_of((*words.even_weeks, *words.odd_weeks)) or "(?!)"
        forms = {
            "monthly": (
                rf"{lead}(?P<m_ordinals>{several})\s+(?:(?P<m_days>{days})\s*,?\s*{of_month}|(?P<m_days2>{plurals}))|"
                rf"{of_month}\s*,?\s*(?:(?:{on}|{self.articles})\s+){{0,2}}(?P<m_ordinals2>{several})\s+(?P<m_days3>{days})"
            ),
            "monthday": rf"{lead}(?P<md_day>\d{{1,2}}){self.ending}?\s+{of_month}",
            "interval": (
                rf"{self.other}\s+(?:(?P<i_weekdays>{days})|"
                rf"(?P<i_other>)(?P<i_unit>{units})(?!\w){tail.replace('NAME', 'i_days')})|"
                rf"{self.every}\s+(?P<i_number>\d{{1,2}}{self.ending}?|{self.numbers}|{self.ordinal})\s+"
                rf"(?P<i_unit2>{units})(?!\w){tail.replace('NAME', 'i_days2')}"
            ),
            "parity": (
                rf"(?:{weeks})\s*,?\s*(?:(?:{on})\s+)?(?P<p_days>{singles})|"
                rf"(?P<p_days2>{singles})\s*,?\s*\(?(?:{weeks})"
            ),
            "nth": rf"(?:{self.every})\s+(?P<n_ordinal>{self.ordinal})\s+(?P<n_days>{days})",
            "weekly": rf"(?:(?:{self.every})\s+{days}|(?:(?:{on})\s+)?{plurals})",
            "unit": rf"(?:{self.every})\s+(?P<u_unit>{units})(?!\w){tail.replace('NAME', 'u_days')}",
            "adverb": rf"(?P<a_word>{words_of(words.adverbs) or '(?!)'})(?!\w){tail.replace('NAME', 'a_days')}",
        }
        return r"(?<![\w-])(?:" + "|".join(f"(?P<{name}>{form})" for name, form in forms.items()) + ")"

    def hint(self) -> str:
        """What stands in all that `core` reads: a word that says it alone, or “every” and what is repeated."""
        words = self.words
        alone = (*words.every_other, *words.of_month, *words.even_weeks, *words.odd_weeks, *words.adverbs)
        plurals = (*(name for names in words.weekday_plurals for name in names), *words.day_part_plurals)
        repeated = rf"\d|{self.numbers}|{self.ordinal}|{self.weekday}|{words_of(words.units) or '(?!)'}"
        return rf"{words_of((*alone, *plurals)) or '(?!)'}|{self.every}\s+(?:{repeated})"

    def cues(self) -> tuple[str, ...]:
        """Phrases one of which stands in every text that says how something repeats."""
        words = self.words
        phrases = (
            *(words.every, words.every_other, words.of_month, words.day_part_plurals, words.even_weeks),
            *(words.odd_weeks, tuple(words.adverbs), *words.weekday_plurals),
        )
        return least(phrase for listed in phrases for phrase in listed)

    def _list(self, item: str) -> str:
        return rf"{item}(?:{self.sep}{item}){{0,6}}"
