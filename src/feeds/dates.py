"""Text to dates and clock times, by the grammar of one language; never a guess that is not said.

A date without a year is given one only by a `Context` (a heading's year, a publication date), and a weekday must agree
with it; whatever cannot be decided becomes `Unclear` with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, pairwise
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from feeds.clocks import DASH, DASHES, Clock, Clocks, least, near_digits, patterns_of, words_of
from feeds.expressions import FIGURE, Expression, each_of, has_digit, holds, lowered
from feeds.kept import kept
from feeds.lang import DateWords, Language

_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d|\s?[ap]\.?m\b)"
_CENTURY_TURN = 70
_LAST_OF_SEASON, _LAST_DAY = 6, 31
_LONGEST_WINTER = 9
_DIGIT = re.compile(FIGURE)
#: A day and a month in figures, at the least.
_NUMBERS = re.compile(FIGURE + r"[^\W\d]{0,3}\.?[./-]\s?\d")
#: The same beside a month, where more can stand between.
_JOINED = re.compile(r"[./]\s?\d|\d-\d")
#: A whole date in figures between hyphens, its year first or last.
_HYPHENS = re.compile(r"\d-\d\d?\s?-\s?\d")


class Day(msgspec.Struct, frozen=True):
    """A day as written: the year and the weekday (Monday = 0) may be missing, day and month be exchangeable."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    is_ambiguous: bool = False


class Dates(msgspec.Struct, frozen=True, kw_only=True):
    """Days found in a text at `start:end`: one day, a range (both ends included) or a list of separate days.

    `opens` is the clock time of the first day of a range that has one at both ends.
    """

    start: int
    end: int
    days: tuple[Day, ...]
    is_range: bool = False
    opens: time | None = None


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a page tells of its dates: `year` and `month` from a heading, else `published`, after which an event lies.

    `next_year` is the second year of a season such as 2026/27, which has the months up to June.
    """

    year: int | None = None
    published: date | None = None
    month: int | None = None
    next_year: int | None = None


class Unclear(msgspec.Struct, frozen=True):
    """A date that cannot be decided, with the reason for people."""

    reason: str


class Span(msgspec.Struct, frozen=True):
    """A stretch of time: `end` is exclusive for days, and None when the text gives none."""

    start: date | datetime
    end: date | datetime | None = None


class Grammar:
    """The compiled date and time grammar of one language."""

    def __init__(self, language: Language) -> None:
        words = language.dates
        self.order = words.order
        self.months = {w.casefold(): n for n, names in enumerate(words.months, 1) for w in names}
        self.weekdays = {w.casefold(): n for n, names in enumerate(words.weekdays) for w in names}
        self.clocks = Clocks(language)
        self._capitals = frozenset(words.capital_months)
        self._ordinals = {w.casefold(): n for n, names in enumerate(words.ordinals, 1) for w in names}
        self._cues = least(chain.from_iterable(words.ordinals))
        self._month_cues = least(chain.from_iterable(words.months))
        self._relative = {re.sub(r"\s+", " ", w.casefold()): n for w, n in words.relative.items()}
        pieces = _Pieces(words, words_of(language.times.suffixes) or "(?!)")
        self.pieces = pieces
        #: One single day as a pattern without groups, for use inside the rules of a language.
        self.day_pattern = pieces.day
        #: A month with or without a year, likewise.
        self.month_pattern = rf"(?:{pieces.month}\b\.?)(?:,?\s+{_YEAR})?"
        # A month is looked for before: that no form without one can match need not be seen again.
        self._forms = {signs: Expression(form, gist=".") for signs, form in pieces.forms().items()}
        self._days_in_month = [Expression(form, gist=".") for form in pieces.days_in_month()]
        self._range_cues = least((*DASHES, *words.range_words))
        self._in_words = Expression(pieces.in_words())
        self._in_month = Expression(pieces.in_month())
        self._told = Expression(pieces.told_from_today(words))
        self._next = Expression(rf"\s*{pieces.list_joiner}\s*")
        self._item = Expression(rf"(?P<join>{pieces.joiner})?\s*{pieces.before}(?P<day>{_DAY})")
        self._weekday_word = Expression(rf"(?<!\w)(?:{pieces.weekday})(?!\w)")
        self._up_to = Expression(pieces.range)
        self._no_date = Expression(rf"(?<!\w)(?:{patterns_of(words.not_behind)})\s*$")
        self._month_only = Expression(rf"(?<!\w)(?P<month>{pieces.month})(?!\w)\.?(?:,?\s+(?P<year>{_YEAR}))?")

    @kept
    def find(self, text: str, at: int = 0) -> Dates | None:
        """Find the first date in a text from offset `at`."""
        if not has_digit(text):
            return self._find_in_words(text, at)
        return self._find_in_figures(text, at)

    def can_hold(self, text: str) -> bool:
        """Tell whether a text can hold a date at all: a figure, or the number of a day in words."""
        return has_digit(text) or holds(lowered(text), self._cues)

    def can_hold_figures(self, text: str, at: int = 0) -> bool:
        """Tell whether a text with a figure can hold a date: a number alone is no day."""
        return _NUMBERS.search(text, at) is not None or self._has_day_in_month(text)

    @kept
    def _has_day_in_month(self, text: str) -> bool:
        """Tell whether the name of a month has a number beside it: its letters alone stand in many a word."""
        return holds(lowered(text), self._month_cues) and any(form.is_in(text) for form in self._days_in_month)

    def find_all(self, text: str) -> list[Dates]:
        """Find every date in a text, in order."""
        return list(self._all(text))

    @kept
    def _all(self, text: str) -> Sequence[Dates]:
        found: list[Dates] = []
        one = self.find(text)
        # What the text can hold at all is not asked again behind each date.
        next_one = self._find_in_figures if has_digit(text) else self._find_in_words
        while one is not None:
            found.append(one)
            one = next_one(text, one.end)
        return found

    def _find_in_figures(self, text: str, at: int) -> Dates | None:
        forms = self._forms_in(text)
        if not forms or (at and _DIGIT.search(text, at) is None):
            return None
        for begin, end in near_digits(text, at, _BEFORE_DIGIT, _BEHIND_DIGIT):
            for match in each_of(forms, text, begin, end):
                found = self._read(match)
                if found is not None:
                    return self._with_others(text, found)
        return None

    @kept
    def _forms_in(self, text: str) -> Sequence[Expression]:
        """List the forms whose signs a text has, in their order: most texts have those of one or two.

        Joined in one expression, each that is tried would have to keep the groups of all others.
        """
        small, forms = lowered(text), list[Expression]()
        has_month = self._has_day_in_month(text)
        if has_month:
            # From one day to another each has its month.
            if holds(small, self._range_cues) and sum(map(small.count, self._month_cues)) > 1:
                forms.append(self._forms["months"])
            forms.append(self._forms["month"])
        if (_JOINED if has_month else _NUMBERS).search(text) is not None:
            if "-" in text and _HYPHENS.search(text) is not None:
                forms.append(self._forms["hyphens"])
            forms.append(self._forms["numbers"])
        return forms

    def find_day(self, text: str, context: Context) -> Dates | None:
        """Find a date, or a day that leaves its month to the heading above: "Fr 12.", "den 12.", "12. Foredrag"."""
        found = self.find(text)
        if found is not None or context.month is None or not has_digit(text):
            return found
        match = self._in_month.search(text)
        if match is None:
            return None
        days, is_range = self._day_list(match["d_days"], match["d_weekdays"] or match["d_weekday"], context.month, None)
        if not _are_possible(days):
            return None
        return Dates(start=match.start(), end=match.end(), days=days, is_range=is_range)

    def find_relative(self, text: str, context: Context) -> Dates | Unclear | None:
        """Find a day told from the day of publication: "tomorrow", "på tirsdag"; unclear without such a day."""
        match = self._told.search(text)
        if match is None:
            return None
        if context.published is None:
            return Unclear("no date: it is told from a day of publication that the page does not name")
        day = self._told_day(match, context.published)
        if day is None:
            return Unclear(f"no date: “{match[0].strip()}” can be this week's day or next week's")
        return Dates(start=match.start(), end=match.end(), days=(Day(day.day, day.month, day.year, day.weekday()),))

    def first_day(self, text: str, context: Context) -> date | None:
        """Give the first day that a text names, or None where there is none or its year cannot be told."""
        found = self.find_day(text, context)
        value = resolve(found.days[0], context) if found is not None else None
        return value if isinstance(value, date) else None

    def find_month(self, text: str) -> tuple[int, int | None] | None:
        """Find a month and, when given, its year."""
        match = self._month_only.search(text)
        if match is None:
            return None
        return self.months[_small(match["month"])], int(match["year"]) if match["year"] else None

    def names_month(self, text: str) -> bool:
        """Tell whether a text names a month; "may" and "march" are mostly none."""
        return any(match["month"] not in self._capitals for match in self._month_only.finditer(text))

    def under(self, heading: str, context: Context) -> Context:
        """Give the context below a heading: the one month it names, its year, the two years of a season."""
        season = _SEASON.search(heading)
        if season is not None and int(season[2][-2:]) == (int(season[1]) + 1) % 100:
            return replace(context, year=int(season[1]), next_year=int(season[1]) + 1, month=None)
        months = {self.months[_small(m["month"])] for m in self._month_only.finditer(heading)}
        years = {int(y) for y in _YEAR_ALONE.findall(heading)}
        month = months.pop() if len(months) == 1 else None
        if len(years) == 1:
            return replace(context, year=years.pop(), next_year=None, month=month)
        return context if month is None else replace(context, month=month)

    def find_clock(self, text: str) -> Clock | None:
        """Find the clock time or range of times at which something begins first; doors are no start."""
        return self.clocks.find(text)

    def find_clocks(self, text: str) -> list[Clock]:
        """Find all clock times at which something begins."""
        return self.clocks.find_all(text)

    def is_opening_hours(self, text: str) -> bool:
        """Tell whether a text says when a place is open, not when something takes place."""
        return self.clocks.is_opening_hours(text) and self.find(text) is None

    def _find_in_words(self, text: str, at: int) -> Dates | None:
        match = self._in_words.search(text, at) if holds(lowered(text), self._cues) else None
        if match is None:
            return None
        year = int(match["o_year"]) if match["o_year"] else None
        day = Day(self._ordinals[_small(match["o_day"])], self._month(match["o_month"]), year)
        return Dates(start=match.start(), end=match.end(), days=(day,)) if _are_possible((day,)) else None

    def _with_others(self, text: str, found: Dates) -> Dates:
        """Join a date with those that a list names right behind it: "3. juni, 8. juli og 2. september"."""
        while not found.is_range and found.end < len(text) and (joint := self._next.match(text, found.end)) is not None:
            match = next((m for one in self._forms_in(text) if (m := one.match(text, joint.end()))), None)
            other = self._read(match, is_listed=True) if match is not None else None
            if other is None or other.is_range:
                break
            days = _same_years((*found.days, *other.days))
            found = replace(found, end=other.end, days=days)
        return found

    def _read(self, match: re.Match[str], *, is_listed: bool = False) -> Dates | None:
        kind, begin = match.lastgroup or "", match.start()
        if kind == "numeric" and not self._is_meant(match, is_listed=is_listed):
            return None
        days, is_range = _READERS[kind](self, match)
        # A day 0 is none: "0/0".
        if (
            not days
            or not _are_possible(days)
            or (begin > 0 and self._no_date.is_in(match.string[max(begin - _BACK, 0) : begin]))
        ):
            return None
        opens = self.clocks.find(match["x_clock"]) if kind == "cross" and match["x_clock"] else None
        return Dates(start=begin, end=match.end(), days=days, is_range=is_range, opens=opens.start if opens else None)

    def _month(self, word: str) -> int:
        return self.months[_small(word)]

    def _weekday(self, word: str | None) -> int | None:
        return None if word is None else self.weekdays.get(_small(word))

    def _day_list(self, text: str, lead: str | None, month: int, year: int | None) -> tuple[tuple[Day, ...], bool]:
        ahead = [self._weekday(word) for word in self._weekday_word.findall(lead)] if lead else []
        # "13." is one number, too.
        number = text.removesuffix(".")
        if number.isdecimal() and number.isascii() and 0 < int(number) <= _LAST_DAY:
            return (Day(int(number), month, year, ahead[0] if ahead else None),), False
        days: list[Day] = []
        is_ranged = False
        at = 0
        for item in self._item.finditer(text):
            joined = text[at : item.start("day")]
            weekdays = self._weekday_word.findall(joined) if joined else []
            join = self._weekday_word.sub("", joined) if weekdays else joined
            is_ranged = is_ranged or (len(days) > 0 and self._up_to.search(join) is not None)
            weekday = self._weekday(weekdays[-1]) if weekdays else ahead[len(days)] if len(days) < len(ahead) else None
            days.append(Day(int(item["day"]), month, year, weekday))
            at = item.end("day")
        if len(days) > 1 and all(b.day - a.day == 1 for a, b in pairwise(days)):
            return (days[0], days[-1]), True
        return tuple(days), is_ranged and len(days) == 2

    def _iso(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        first = Day(int(m["i_day"]), int(m["i_month"]), int(m["i_year"]), self._weekday(m["i_weekday"]))
        if m["i_last"] is not None:
            return (first, replace(first, day=int(m["i_last"]), weekday=None)), True
        if m["i_year2"] is None:
            return (first,), False
        return (first, Day(int(m["i_day2"]), int(m["i_month2"]), int(m["i_year2"]))), True

    def _cross(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        first, last = (
            Day(
                int(m[f"x_day{n}"]),
                self._month(m[f"x_month{n}"]),
                _full_year(m[f"x_year{n}"]),
                self._weekday(m[f"x_weekday{n}"]),
            )
            for n in (1, 2)
        )
        return _spread_year(first, last), True

    def _cross_month_first(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        first, last = (
            Day(int(m[f"y_day{n}"]), self._month(m[f"y_month{n}"]), _full_year(m[f"y_year{n}"])) for n in (1, 2)
        )
        return _spread_year(first, last), True

    def _textual(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        if m["t_month"] in self._capitals and not m["t_weekdays"]:
            return (_NO_DAY,), False
        return self._day_list(m["t_days"], m["t_weekdays"], self._month(m["t_month"]), _full_year(m["t_year"]))

    def _month_first(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        if m["f_month"] in self._capitals:
            return (_NO_DAY,), False
        return self._day_list(m["f_days"], m["f_weekdays"], self._month(m["f_month"]), _full_year(m["f_year"]))

    def _dashed(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        day = Day(int(m["h_day"]), int(m["h_month"]), _full_year(m["h_year"]), self._weekday(m["h_weekday"]))
        return (self._placed(day),), False

    def _numeric(self, m: re.Match[str]) -> tuple[tuple[Day, ...], bool]:
        year = m["n_year"] or m["n_year4"]
        days, is_range = self._day_list(m["n_days"], m["n_weekdays"], int(m["n_month"]), _full_year(year))
        days = tuple(self._placed(day) for day in days)
        if m["n_day2"] is None or not days:
            return days, is_range
        year2 = m["n_year2"] or m["n_year24"]
        last = Day(int(m["n_day2"]), int(m["n_month2"]), _full_year(year2), self._weekday(m["n_weekday2"]))
        return _spread_year(days[0], self._placed(last)), True

    def _placed(self, day: Day) -> Day:
        """Tell day and month apart where a language writes both first."""
        if self.order != "unclear" or day.day == day.month:
            return day
        if day.month > 12:
            return replace(day, day=day.month, month=day.day)
        # 03/06 is the third of June to some readers of English and the sixth of March to others.
        return replace(day, is_ambiguous=day.day <= 12)

    def _is_meant(self, m: re.Match[str], *, is_listed: bool) -> bool:
        """Tell whether two numbers are a day and its month: not a fraction, a score, or the end of a sentence."""
        if any(m[name] for name in ("n_year", "n_year4", "n_weekdays", "n_before", "n_year2", "n_year24")):
            return True
        if m["n_day2"] or m["n_day"] is None:
            return m["n_sep"] == "/" or bool(m["n_stop"] or m["n_stop2"])
        if m["n_space"]:
            return False
        opens = not m.string[: m.start()].strip(" (•*–-")
        ends = _ENDS_DATE.match(m.string, m.end()) is not None
        if m["n_sep"] == "/":
            day, month = int(m["n_day"]), int(m["n_month"])
            is_fraction = (day < month <= 10) or (day, month) == (24, 7)
            return self.order == "dmy" and (not is_fraction or is_listed or (opens and ends) or self._is_list(m))
        if self.order != "dmy" or not m["n_stop"]:
            return False
        return opens or _ENDS_SENTENCE.match(m.string, m.end()) is None

    def _is_list(self, m: re.Match[str]) -> bool:
        joint = self._next.match(m.string, m.end())
        return joint is not None and _SLASHED.match(m.string, joint.end()) is not None

    def _told_day(self, match: re.Match[str], published: date) -> date | None:
        if match["told"]:
            return published + timedelta(days=self._relative[re.sub(r"\s+", " ", match["told"].casefold())])
        weekday = self._weekday(match["coming"] or match["unclear"])
        ahead = ((weekday or 0) - published.weekday() - 1) % 7 + 1
        if match["unclear"] and ahead < 7 - published.weekday():
            return None
        return published + timedelta(days=ahead)


_READERS = {
    "iso": Grammar._iso,
    "cross": Grammar._cross,
    "crossfirst": Grammar._cross_month_first,
    "textual": Grammar._textual,
    "monthfirst": Grammar._month_first,
    "dashed": Grammar._dashed,
    "numeric": Grammar._numeric,
}
_NO_DAY = Day(0, 1)
_BACK = 24
_BEFORE_DIGIT = 48
_BEHIND_DIGIT = 32
_UPPER = "A-ZÆØÅÄÖÜÉ"
_SEASON = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[/–-]\s?((?:19|20)?\d\d)(?!\d)")
_YEAR_ALONE = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d.,/]\d|\d)")
_ENDS_DATE = re.compile(r"\s*(?:$|[:|–—)\t,]|\s{2}|kl\b|\s[A-ZÆØÅÄÖÜ“\"»])")
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}(?!\d)")
_ENDS_SENTENCE = re.compile(r"\s*$|\s+[A-ZÆØÅÄÖÜ]")


def _small(word: str) -> str:
    """Give a word as the grammars know it: an expression takes “İ” for an i."""
    return lowered(word).casefold().rstrip(".")


class _Pieces:
    """The building blocks of the date patterns."""

    def __init__(self, words: DateWords, behind_hour: str) -> None:
        self.behind_hour = behind_hour
        self.month = f"(?:{words_of(w for names in words.months for w in names)})"
        self.weekday = f"(?:{words_of(w for names in words.weekdays for w in names)})"
        self.word_before = rf"(?:(?:{words_of(words.before_day)})\s*)"
        self.before = rf"{self.word_before}?"
        self.ending = f"(?:{words_of(words.day_endings)})?" if words.day_endings else ""
        self.of = rf"(?:(?:{words_of(words.before_month)})\s+)?" if words.before_month else ""
        # Some of the words end in a full stop, behind which a space is no boundary.
        self.range_word = rf"\b(?:{words_of(words.range_words)})(?!\w)"
        self.range = rf"(?:{DASH}|{self.range_word})"
        self.lists = rf"\b(?:{words_of(words.list_words)})(?!\w)"
        # "1., 8. og 15. maj" is a list; in "nr. 6, 31. august" the comma parts a number from a date.
        # Without full stops only a last "og" tells that there is a list: "1, 8 och 15 mars".
        listed = rf",(?=[\d\s,]{{1,60}}(?:{words_of(words.list_words)})\s*\d)"
        comma = rf"(?:(?<=\.),|{listed})" if "." in words.day_endings else ","
        # Of "til den", which is also "til" before "den", one reading: twelve days with two each would be 2,048.
        self.joiner = rf"(?>{DASH}|{comma}|[&+/]|\b(?:{words_of((*words.range_words, *words.list_words))})(?!\w))"
        self.list_joiner = rf"(?:,(?:\s*{self.lists})?|[&+/]|{self.lists})"
        self.from_word = rf"(?:(?:{words_of(words.from_words)})\s+)?"
        self.stop = rf"(?:{patterns_of(words.counted)})"
        #: One or more weekdays: "fredag den", "Sat/Sun", "lørdag og søndag".
        self.weekdays = rf"{self.weekday}\b\.?(?:\s*(?:[/&+,]|{DASH}|{self.lists})\s*{self.weekday}\b\.?){{0,6}}"
        self.lead = rf"(?:{self.weekdays},?\s*)?{self.before}"
        #: What any form can begin with: of most words this is seen sooner than that none of the forms begins there.
        self.opens = (
            rf"(?=\d|{self.weekday}|{self.month}|{self.word_before}|(?:{words_of(words.from_words) or '(?!)'})\s)"
        )
        self.ordinals = words_of(w for names in words.ordinals for w in names) or "(?!)"
        numeric = r"(?:\d{1,2}[./-]\d{1,2}\s?[./-]?\s?(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)(?!\d)"
        textual = rf"{self.lead}{_DAY}{self.ending}\s*{self.of}{self.month}\b\.?(?:,?\s+{_YEAR})?"
        month_first = rf"(?:{self.weekday},?\s+)?{self.month}\b\.?\s+{_DAY}{self.ending}(?:,?\s+{_YEAR})?"
        short = rf"(?:{self.lead}\d{{1,2}}[./]\d{{1,2}}(?:\.(?!\d))?(?![./-]?\d))"
        self.day = f"(?:{textual}|{numeric}|{month_first}|{short})"
        self.one = rf"{self.before}{_DAY}{self.ending}"
        self.told = rf"(?<={'|'.join(map(re.escape, [w for w in words.day_endings if len(w) == 1] or ['!']))})"

    def forms(self) -> dict[str, str]:
        """Every date form, the most specific first, by what a text must have; the outer group's name picks its reader.

        No form begins where one with other signs does that comes behind it.
        """
        forms = {
            "months": {"cross": self._cross(), "crossfirst": self._cross_month_first()},
            "month": {"textual": self._textual(), "monthfirst": self._month_first()},
            "hyphens": {"iso": self._iso(), "dashed": self._dashed()},
            "numbers": {"numeric": self._numeric()},
        }
        return {
            signs: rf"(?<![\w.,/-]){self.opens}(?:{'|'.join(f'(?P<{name}>{form})' for name, form in each.items())})"
            for signs, each in forms.items()
        }

    def days_in_month(self) -> tuple[str, str]:
        """What every form with the name of a month has in it: that name, and one of its days right before or behind."""
        return rf"{FIGURE}{self.ending}\s*{self.of}{self.month}\b", rf"{self.month}\b\.?\s+{self.before}\d"

    def in_words(self) -> str:
        """A day of the month in words: "den første maj", "first of May"."""
        year = rf"(?:,?\s*(?P<o_year>{_YEAR}))?"
        of = self.of.removesuffix("?")
        led = rf"{self.word_before}(?={self.ordinals}\s)"
        marked = rf"(?:{led}|(?={self.ordinals}\s+{of}))" if of else led
        return rf"(?<!\w){marked}(?P<o_day>{self.ordinals})\s+{self.of}(?P<o_month>{self.month})\b{year}(?!-)"

    def in_month(self) -> str:
        """Days without their month: behind a weekday or an article, or at the begin of a line."""
        days = self._days(self.joiner.replace("[&+/]", "[&+]"))
        no_more = rf"(?![.:/]?\d|\w|\.?\s*(?:{self.stop})(?!\w)|\.?\s*{self.joiner}\s*\d)"
        # "12. Foredrag" is told on the twelfth; "2. sal" and "3 åbne huse" are not.
        ends = rf"\s*(?:$|[:|–(\t]|\s\s|{self.weekday}\b)"
        shape = rf"(?={days}(?:{ends}|{self.told}\s(?-i:[{_UPPER}“\"»])))"
        return (
            rf"(?<![\w.,/-])(?:(?P<d_weekdays>{self.weekdays}),?\s*|(?={self.word_before})|(?<!.){shape})"
            rf"(?P<d_days>{days}){no_more}(?:\s*\(?(?P<d_weekday>{self.weekday})\b\.?\)?)?"
        )

    def told_from_today(self, words: DateWords) -> str:
        """Days that count from today; a weekday has a word in front that says which one."""
        told = "|".join(
            re.sub(r"(?:\\ )+", r"\\s+", re.escape(w)) for w in sorted(words.relative, key=lambda w: -len(w))
        )
        coming, unclear = patterns_of(words.coming), patterns_of(words.unclear_coming)
        return (
            rf"(?<!\w)(?:(?P<told>{told or '(?!)'})|(?:{coming})\s+(?P<coming>{self.weekday})|"
            rf"(?:{unclear})\s+(?P<unclear>{self.weekday}))(?!\w)"
        )

    def _year(self, name: str) -> str:
        return rf"(?:,?\s*(?P<{name}>{_YEAR}|(?<=\s)['’]\d\d(?!\d)))?"

    def _weekdays(self, name: str) -> str:
        return rf"(?:(?P<{name}>{self.weekdays}),?\s*)?"

    def _weekday(self, name: str) -> str:
        """The day of the week before a date in figures: "lør 12-09-2026", "Saturday, 2026-09-12"."""
        return rf"(?:(?P<{name}_weekday>{self.weekday})\b\.?,?\s*)?{self.before}"

    def _iso(self) -> str:
        iso = rf"(?P<i_year{{0}}>{_YEAR})-(?P<i_month{{0}}>\d\d)-(?P<i_day{{0}}>\d\d)(?!\d)"
        last = r"(?:--?|[–/])(?P<i_last>\d\d)(?![\d:.-])"
        return rf"{self._weekday('i')}{iso.format('')}(?:\s*(?:{self.range}|/)\s*{iso.format(2)}|{last})?"

    def _dashed(self) -> str:
        year = r"(?P<h_year>\d{4}|\d\d)(?![./-]?\d)"
        return rf"{self._weekday('h')}(?P<h_day>\d{{1,2}})-(?P<h_month>\d{{1,2}})\s?-\s?{year}"

    def _cross(self) -> str:
        day = (
            rf"(?:(?P<x_weekday{{0}}>{self.weekday})\b\.?,?\s*)?{self.before}(?P<x_day{{0}}>{_DAY}){self.ending}\s*"
            rf"{self.of}(?P<x_month{{0}}>{self.month})\b\.?{self._year('x_year{0}')}"
        )
        hour = rf"\d{{1,2}}(?:[.:]\d\d)?(?:\s?(?:{self.behind_hour}|[ap]m))?(?!\d|[.:/]\d)"
        clock = rf"(?:,?(?P<x_clock>\s(?:[a-z]{{1,8}}\.?\s?)?{hour}),?)?"
        return rf"{self.from_word}{day.replace('{0}', '1')}{clock},?\s*{self.range}\s*{day.replace('{0}', '2')}"

    def _cross_month_first(self) -> str:
        day = rf"(?P<y_month{{0}}>{self.month})\b\.?\s+(?P<y_day{{0}}>{_DAY}){self.ending}{self._year('y_year{0}')}"
        return rf"{self.from_word}{day.replace('{0}', '1')}\s*{self.range}\s*{day.replace('{0}', '2')}"

    def _days(self, joiner: str) -> str:
        return rf"{self.one}(?:\s*{joiner}\s*(?:{self.weekday}\b\.?,?\s*)?{self.one}){{0,11}}"

    def _textual(self) -> str:
        return (
            rf"{self.from_word}{self._weekdays('t_weekdays')}(?P<t_days>{self._days(self.joiner)})\s*{self.of}"
            rf"(?P<t_month>{self.month})\b\.?{self._year('t_year')}(?:\s*\({self.weekday}\b\.?\))?"
        )

    def _month_first(self) -> str:
        return (
            rf"{self._weekdays('f_weekdays')}(?P<f_month>{self.month})\b\.?\s+(?P<f_days>{self._days(self.joiner)})"
            rf"(?!\s?[.:]\d){self._year('f_year')}"
        )

    def _numeric(self) -> str:
        # "3./4.3." and "27.-28.2.": days first, their month once.
        joiner = rf"(?>{DASH}|(?<=\.)[,/]|[&+]|\b(?:{self.lists}|{self.range_word})\b)"
        several = rf"{self.one}(?:\s*{joiner}\s*(?:{self.weekday}\b\.?,?\s*)?{self.one}){{1,11}}"
        # "29.05. 19:00", "6.6. 10–16 Uhr": an hour is no year.
        hour = rf":\d\d|{DASH}\d\d?(?![\d.])|\s?(?:{self.behind_hour})\b"
        tail = (
            rf"(?:\s?[./-]\s?(?P<n_year{{0}}>\d{{4}}|\d\d)(?![./-]?\d|{hour})|\.?\s(?P<n_year{{0}}4>{_YEAR})|"
            rf"(?P<n_stop{{0}}>\.)(?!\d)|(?![./]?\d|-\d(?!\d?/\d))(?=\W|$))"
        )
        return (
            rf"{self.from_word}{self._weekdays('n_weekdays')}(?P<n_before>{self.word_before})?"
            rf"(?P<n_days>(?P<n_day>\d{{1,2}})|{several})(?P<n_sep>[./])(?P<n_space>\s)?(?P<n_month>\d{{1,2}})"
            rf"{tail.replace('{0}', '')}"
            rf"(?:\s*{self.range}\s*(?:(?P<n_weekday2>{self.weekday})\b\.?,?\s*)?{self.before}"
            rf"(?P<n_day2>\d{{1,2}})[./]\s?(?P<n_month2>\d{{1,2}}){tail.replace('{0}', '2')})?"
        )


def _full_year(year: str | None) -> int | None:
    if year is None:
        return None
    value = int(year.lstrip("'’"))
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


def _same_years(days: tuple[Day, ...]) -> tuple[Day, ...]:
    """Give the days of a list the year that only its last one, or only its first, tells."""
    if days[-1].year is not None:
        year, month, spread = days[-1].year, days[-1].month, []
        for day in reversed(days):
            year -= day.year is None and day.month > month
            month = day.month
            spread.append(day if day.year is not None else replace(day, year=year))
        return tuple(reversed(spread))
    year, month, spread = days[0].year or 0, days[0].month, []
    for day in days:
        year = day.year or (year and year + (day.month < month))
        month = day.month
        spread.append(replace(day, year=year or None))
    return tuple(spread)


def _are_possible(days: Iterable[Day]) -> bool:
    try:
        for day in days:
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
        is_second = context.next_year is not None and day.month <= _LAST_OF_SEASON
        return _checked(day, context.next_year if is_second and context.next_year else context.year)
    if context.published is not None:
        return _after(day, context.published, is_month=day.month == context.month)
    return Unclear("no year: neither the date nor the page says one")


def _checked(day: Day, year: int) -> date | Unclear:
    try:
        value = date(year, day.month, day.day)
    except ValueError:
        return Unclear(f"there is no such day in {year}")
    if day.weekday is not None and value.weekday() != day.weekday:
        return Unclear(f"the weekday contradicts the date: {value.isoformat()} is another day of the week")
    return value


def _after(day: Day, published: date, *, is_month: bool) -> date | Unclear:
    """Give the first such day from a day on; under the heading of a month it may be one that has passed."""
    for year in (published.year, published.year + 1):
        value = _checked(day, year)
        if isinstance(value, date) and (value >= published or (is_month and value >= published.replace(day=1))):
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
    if days[0] > days[-1] and _has_begun(found, days):
        days = [day.replace(year=days[-1].year) for day in days]
    if found.is_range and days[0] > days[-1] and _is_over_new_year(found, days):
        days[-1] = days[-1].replace(year=days[0].year + 1)
    if found.is_range and days[0] > days[-1]:
        return Unclear("the range ends before it begins")
    if clock is not None and clock.zone is not None and not _same_name(clock.zone, zone, days[0]):
        zone = ZoneInfo(clock.zone)
    if found.is_range and found.opens is not None and clock is not None:
        first = datetime.combine(days[0], found.opens, zone)
        return [Span(first, datetime.combine(days[-1], clock.end or clock.start, zone))]
    if found.is_range:
        return [_timed(days[0], days[-1], clock, zone)]
    return [_timed(day, day, clock, zone) for day in days]


def _has_begun(found: Dates, days: list[date]) -> bool:
    """Tell whether only the first of several days have passed, and were looked for in the next year."""
    written = [(day.month, day.day) for day in found.days]
    untold = all(day.year is None for day in found.days)
    return untold and written == sorted(written) and days[0].year == days[-1].year + 1


def _is_over_new_year(found: Dates, days: list[date]) -> bool:
    """Tell whether a range without years passes new year: "24. dec. – 2. jan."."""
    untold = all(day.year is None for day in found.days)
    return untold and days[0].month > days[-1].month and days[-1].month + 12 - days[0].month <= _LONGEST_WINTER


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
    if end <= start:
        return Span(start, end + timedelta(days=1))
    # What starts in the hour that a night leaves out is an hour later than written (RFC 5545 section 3.3.5).
    real = start.astimezone(UTC) + (end - start)
    return Span(start, end if end.astimezone(UTC) > start.astimezone(UTC) else real.astimezone(zone))
