"""When an entry of a listing takes place: a date, a day of the month above it, clock times, or words that repeat it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import msgspec

from feeds.clocks import Clock
from feeds.dates import Context, Dates, Day, Grammar, Unclear, resolve
from feeds.expressions import Expression, has_digit
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge
from feeds.repetition import Recurrence

_AROUND = " ,;:()|·–—-"
_LEFTOVER = re.compile(r"^[\s,.;:·|()–—-]*$")
_JOINT = re.compile(r"^\s*(?:(?:[,;:|·–—~-]|//|/(?=\s))\s*)+")
#: A short word before a number can be a weekday cut to two letters: "on. 4.", "Sö 8/3".
_SHORT_WORD = re.compile(r"(?<![\w/])(?P<word>[^\W\d]{2,5})\b(?P<stop>\.?)(?=,?\s*\d)")
_HOURS = r"\d{1,2}(?:[.:]\d\d)?(?:\s?[–-]\s?\d{1,2}(?:[.:]\d\d)?)?"
_LISTED_HOURS = re.compile(rf"{_HOURS}(?:(?: \w{{1,3}}\.? |[,;/&+ ]+){_HOURS}){{1,3}}")
_COMPOUND = re.compile(r"-[^\W\d_]")
#: "13.00-ca. 15.30".
_ABOUT = re.compile(r"(?:(?<=\d[–-])|(?<=\d\s[–-]))\s?[^\W\d_]{1,3}\.\s?(?=\d)")
_SPACED_DASH = re.compile(r"\s[–—-]\s")
_DECORATION = " :–—-*=#·."
BARE_HOURS = re.compile(r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?:\s*[-–—]\s*(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?)?")
_NEXT_HOUR = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?![.:]?\d)(?!\. \S)")
_AHEAD = re.compile(r"[\s,;:|·(/–—-]*")
_CLAUSE = re.compile(r"[(),;]|\s[–—]\s|(?<=[^\W\d])\.(?=\s+[^\W\d_a-zæøåäöüß])")
_WORD_JOINT = re.compile(r"\.?\s*[-–—/,+&]\s*")
#: One day or several in a row: "12", "8.–10.".
_DAYS_ALONE = re.compile(r"\d{1,2}\.?(?:\s?[–—-]\s?\d{1,2}\.?)?")
_YEAR_ALONE = re.compile(r"20\d\d")
_YEAR_BEHIND = re.compile(r"20\d\d:?$")
_LONGEST_HEADING = 70
_SHORTEST_MONTH = 3
#: Each clock time of a text is found anew in what the ones before it leave.
_LONGEST_CLOCKS = 200
_ASIDE = re.compile(r"\s*\([^()\d]{2,30}\)(?=[\s,]*[^\W\d_]{0,4}\.? ?\d)")
LONGEST_PIECE = 14
_MOST_WEEKDAYS = 3
_LONGEST_SHORT = 4
_NEAR_BEFORE, _NEAR_BEHIND = 6, 15
_NO_CONTEXT = Context()
#: Of about one page: several readers ask the same of the same clause.
_LATEST = 512


class Month(msgspec.Struct, frozen=True):
    """A month that a heading names, for the days below it; the year may be missing.

    A loose one is named beside something else: a day is of it only with a weekday, and one that fits.
    """

    name: str
    number: int
    year: int | None
    is_loose: bool = False

    def can_have(self, day: Day) -> bool:
        """Tell whether a day that leaves its month to the heading can be of this one."""
        if not self.is_loose:
            return True
        told = resolve(day, Context(year=self.year)) if self.year is not None else None
        return day.weekday is not None and not isinstance(told, Unclear)


class When(msgspec.Struct, frozen=True):
    """What a text tells of time: days, clock times, words that repeat it, and the text before and behind them.

    `is_until` says that the day is the last one; the first is not told.
    """

    dates: Dates | None = None
    clocks: tuple[Clock, ...] = ()
    every: str = ""
    before: str = ""
    after: str = ""
    is_until: bool = False

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing stands beside it."""
        return _LEFTOVER.match(self.before) is not None and _LEFTOVER.match(self.after) is not None


def can_repeat(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell cheaply whether some part of some lines can say that something repeats."""
    return know.repetition.can_be_in("\n".join([line.text for line in lines]))


def timed(lines: Sequence[Line], know: Knowledge, around: Sequence[Line] = ()) -> list[int]:
    """Number the lines of which some part can say when something is: by a figure, or by words that repeat it.

    No other line has a day, a clock time in figures or a recurrence, whatever is cut off it: what a part has, it has.
    Where several readers ask of one part of a page, `around` are all lines of that: what of them repeats is asked once.
    """
    if not can_repeat(around or lines, know):
        return [n for n, line in enumerate(lines) if has_digit(line.text)]
    return [n for n, line in enumerate(lines) if has_digit(line.text) or know.repetition.can_be_in(line.text)]


def dated(lines: Sequence[Line], know: Knowledge, around: Sequence[Line] = ()) -> list[int]:
    """Number the lines of which some part can name a day in figures, or can say what repeats; see `timed`."""
    can_hold, repeats = know.grammar.can_hold_figures, know.repetition.can_be_in
    some_repeat = can_repeat(around or lines, know)
    return [
        n
        for n, line in enumerate(lines)
        if (has_digit(line.text) and can_hold(line.text)) or (some_repeat and repeats(line.text))
    ]


def month_heading(text: str, know: Knowledge) -> Month | None:
    """Read a line that names a month, with a year or without, and nothing else."""
    bare = text.strip(_DECORATION)
    match = _month(know.grammar).fullmatch(bare) if len(bare) <= _longest_month(know.grammar) else None
    if match is None:
        return None
    number = know.grammar.months[match["month"].casefold().rstrip(".")]
    return Month(match["month"], number, int(match["year"]) if match["year"] else None)


def name_month(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether one of some lines is the heading of a month, or ends as one."""
    longest = _longest_month(know.grammar)
    bare = [line for line in lines if len(line.text.strip(_DECORATION)) <= longest]
    if any(month_heading(line.text, know) is not None for line in bare):
        return True
    if any(month_beside(line, know) is not None for line in lines):
        return True
    return any(month_in_heading(line, know) is not None for line in lines if has_digit(line.text))


def month_in_heading(line: Line, know: Knowledge) -> Month | None:
    """Read the month and the year with which a short heading ends: "Calendar of the day care, May 2026"."""
    if len(line.text) > _LONGEST_HEADING or not has_digit(line.text):
        return None
    if line.is_sentence or _YEAR_BEHIND.search(line.text) is None:
        return None
    words = line.text.strip(" :").split()
    is_named = len(words) > 2 and not has_digit(" ".join(words[:-2]))
    if any(word.casefold().rstrip(".,") in know.grammar.months for word in words[-4:-2]):
        # "September to December 2026" names no month, but a season.
        return None
    return month_heading(" ".join(words[-2:]), know) if is_named else None


def month_beside(line: Line, know: Knowledge) -> Month | None:
    """Read the month with which a heading of several words ends: "Dates for October" is over the days of that month."""
    head, _, last = line.text.rstrip(_DECORATION).rpartition(" ")
    number = know.grammar.months.get(last.casefold()) if len(last) >= _SHORTEST_MONTH else None
    if number is None or not head or len(line.text) > _LONGEST_HEADING or line.is_sentence or has_digit(head):
        return None
    is_range = any(word.casefold().strip(".,") in know.grammar.months for word in head.split())
    is_word = last.islower() and last in know.language.dates.capital_months
    return None if is_range or is_word else Month(last, number, None, is_loose=True)


@cache
def _longest_month(grammar: Grammar) -> int:
    return max(map(len, grammar.months)) + len("., 2026")


@cache
def _month(grammar: Grammar) -> Expression:
    words = "|".join(re.escape(word) for word in sorted(grammar.months, key=lambda w: (-len(w), w)))
    return Expression(rf"(?P<month>{words})\.?(?:,?\s+(?P<year>20\d\d))?")


@lru_cache(_LATEST)
def weekday(word: str, grammar: Grammar) -> str | None:
    """Give the day of the week that a word begins; two letters are enough."""
    bare = word.casefold().rstrip(".,")
    if len(bare) < 2:
        return None
    return next((name for name in grammar.weekdays if name.startswith(bare)), None)


def is_weekdays(text: str, grammar: Grammar) -> bool:
    """Tell whether a text names days of the week and nothing else: "sø", "fr-sø", "Mon/Tue"."""
    words = _WORD_JOINT.split(text.strip(" ."))
    return len(words) <= _MOST_WEEKDAYS and all(word.isalpha() and weekday(word, grammar) for word in words)


def read(text: str, month: Month | None, know: Knowledge) -> When | None:
    """Read the first date of a text, or the day of the month above; the clock times beside it go with it."""
    if not has_digit(text):
        return None
    text = _with_weekdays(text, know)
    dates = know.grammar.find(text)
    if dates is not None and _COMPOUND.match(text, dates.end) is not None:
        # "1. maj-optog" is one word.
        return None
    if dates is None and (dash := _SPACED_DASH.search(text)) is not None:
        # "14.10. – 19.30": no range of days.
        dates = know.grammar.find(text[: dash.start()])
    before, after = (text[: dates.start], text[dates.end :]) if dates is not None else ("", "")
    if dates is None or (month is not None and _LEFTOVER.match(before) is None):
        found = _day_of(text, month, know)
        if found is not None:
            dates, before, after = found[0], "", found[1]
    if dates is None:
        return None
    dates = _without_last_weekday(dates, before, know)
    until = know.until.fullmatch(before.strip(_AROUND))
    aside = _ASIDE.match(after)
    clocks, after = take_clocks(after, know)
    if not clocks and aside is not None:
        # "Wed 18 March (note the day) 3.15 pm".
        clocks, after = take_clocks(after[aside.end() :], know)
    if not clocks and has_digit(after):
        # "5. september og 7. november, alle dage kl. 10-13".
        tail = after.lstrip(_AROUND)
        lead = know.date_lead.match(tail)
        clocks, after = take_clocks(tail[lead.end() :], know) if lead is not None else (clocks, after)
        after = after if clocks or lead is None else tail
    if not clocks:
        clocks, left = find_clocks(before, know)
        before = left if clocks else before
    return When(dates, clocks, "", "" if until else before, after, is_until=until is not None)


def _without_last_weekday(dates: Dates, before: str, know: Knowledge) -> Dates:
    """Leave out a weekday that is that of the last day: "Monday to Friday, August 3-7"."""
    words = before.split()
    is_last = dates.is_range and len(words) > 1 and dates.days[0].weekday is not None
    if not is_last or weekday(words[-2], know.grammar) is None:
        return dates
    if words[-1].casefold() not in know.small_words and words[-1] not in {"–", "-", "—"}:
        return dates
    return msgspec.structs.replace(dates, days=(msgspec.structs.replace(dates.days[0], weekday=None), *dates.days[1:]))


def _with_weekdays(text: str, know: Knowledge) -> str:
    """Write out weekdays that are cut to two letters, before a number: only so does the grammar know them."""
    grammar = know.grammar

    def whole(match: re.Match[str]) -> str:
        word = match["word"].casefold()
        is_known = word in grammar.weekdays or word in grammar.months or word in know.small_words
        is_known = is_known or know.free.fullmatch(word) is not None
        name = None if is_known else weekday(word, grammar)
        return match[0] if name is None else name

    return _SHORT_WORD.sub(whole, text)


def _day_of(text: str, month: Month | None, know: Knowledge) -> tuple[Dates, str] | None:
    """Read "lør 3." or "12.-16." as days of the month that the heading above names."""
    if month is None:
        return None
    dates = know.grammar.find_day(text, Context(month=month.number))
    if dates is None or text[: dates.start].strip() or not month.can_have(dates.days[0]):
        return None
    clock = know.grammar.find_clock(text)
    if clock is not None and clock.begin_at < dates.end < clock.end_at and know.grammar.is_opening_hours(text):
        # "Tue–Fri 10–18 Uhr": hours.
        return None
    return dates, text[dates.end :]


@lru_cache(_LATEST)
def take_clocks(text: str, know: Knowledge) -> tuple[tuple[Clock, ...], str]:
    """Take the clock times with which a text begins, and give them with the rest."""
    if not has_digit(text):
        return (), text
    kept = without_about(without_doors(text, know))
    clocks: list[Clock] = []
    rest = kept
    while has_digit(rest):
        clock, end = _clock_at_start(rest, know, is_next=bool(clocks))
        if clock is None:
            break
        clocks.append(clock)
        rest = rest[end:]
    return tuple(clocks), rest if clocks else text


def without_about(text: str) -> str:
    """Drop the word that makes an end uncertain: "13.00-ca. 15.30"."""
    return _ABOUT.sub("", text) if "-" in text or "–" in text else text


def _clock_at_start(text: str, know: Knowledge, *, is_next: bool) -> tuple[Clock | None, int]:
    for lead in (know.clock_joint,) if is_next else (_AHEAD, know.clock_lead):
        found = lead.match(text)
        at = found.end() if found is not None else 0
        clock = know.grammar.find_clock(text[at:]) if found is not None else None
        if clock is not None and clock.begin_at == 0:
            return clock, at + clock.end_at
    return _next_hour(text, know) if is_next else (None, 0)


def _next_hour(text: str, know: Knowledge) -> tuple[Clock | None, int]:
    lead = know.clock_joint.match(text)
    if lead is None:
        return None, 0
    tail = text[lead.end() :]
    # "kl. 11 og 14": the word before the first hour speaks for the second.
    hour = _NEXT_HOUR.match(tail) if "," not in lead[0] else None
    if hour is None:
        return None, 0
    told = know.grammar.find_clock(know.as_clock(hour[0])[0])
    return told, lead.end() + hour.end()


def find_clocks(text: str, know: Knowledge) -> tuple[tuple[Clock, ...], str]:
    """Find the clock times of a text wherever they stand, and give them with what is left."""
    text = without_doors(text, know)
    clock = know.grammar.find_clock(text)
    if clock is None:
        return (), text
    head, tail = text[: clock.begin_at], text[clock.begin_at :]
    clocks, rest = take_clocks(tail, know)
    if not clocks and not has_digit(tail):
        # "half past seven"
        clocks, rest = (clock,), text[clock.end_at :]
    return clocks, f"{head.rstrip()} {rest.lstrip()}" if clocks else text


@lru_cache(_LATEST)
def only_clocks(text: str, know: Knowledge) -> tuple[Clock, ...]:
    """Give the clock times of a text that holds nothing else, also hours without a word before them."""
    if len(text) > _LONGEST_CLOCKS or not has_digit(text):
        return ()
    whole = know.all_day.match(text.strip())
    if whole is not None:
        # "all day, 9-16".
        text = text.strip()[whole.end() :].lstrip(" ,:(").rstrip(" )")
    led = know.filler.match(text.strip())
    if led is not None and BARE_HOURS.fullmatch(text.strip()[led.end() :].strip()):
        # "daily 11-15".
        text = text.strip()[led.end() :]
    if BARE_HOURS.fullmatch(text.strip()):
        clock = know.grammar.find_clock(know.as_clock(text.strip())[0])
        return () if clock is None else (clock,)
    told = know.grammar.find_clock(text) if know.doors.search(text) is not None else None
    around = know.doors.sub("", text[: told.begin_at]) + text[told.end_at :] if told is not None else ""
    around = know.doors.sub("", text[: told.begin_at]) + text[told.end_at :] if told is not None else ""
    if told is not None and told.doors is not None and _LEFTOVER.match(around):
        # "doors 6.45 for 7.15pm".
        return (told,)
    if _LISTED_HOURS.fullmatch(text.strip()):
        # "9 og 13" in a cell of its own.
        text = know.as_clock(text.strip())[0]
    clocks, rest = find_clocks(text, know)
    more: tuple[Clock, ...] = clocks
    while more and has_digit(rest):
        more, rest = find_clocks(rest, know)
        clocks = _joined(clocks, more)
    words = know.filler.sub("", rest).split()
    left = " ".join(word for word in words if word.casefold().strip(".,") not in know.grammar.weekdays)
    return clocks if _LEFTOVER.match(left) else ()


def lists_hours(text: str) -> bool:
    """Tell whether a text is a list of hours: "10-12 og 13-15"."""
    return _LISTED_HOURS.fullmatch(text.strip()) is not None


def _joined(clocks: tuple[Clock, ...], more: tuple[Clock, ...]) -> tuple[Clock, ...]:
    """Join "first train 6.30pm, ends 9pm": a time without an end and a later one after a comma are one stretch."""
    if len(clocks) == 1 and len(more) == 1 and clocks[0].end is None and more[0].end is None:
        return (msgspec.structs.replace(clocks[0], end=more[0].start),)
    return clocks + more


def without_doors(text: str, know: Knowledge) -> str:
    """Leave out the clauses that say when the doors open."""
    if know.doors.search(text) is None:
        return text
    kept, begin, opened = [], 0, ""
    for match in (*_CLAUSE.finditer(text), None):
        end = len(text) if match is None else match.start()
        clause = text[begin:end]
        is_kept = not _tells_doors(clause, know)
        if is_kept:
            kept.append(opened + clause)
        is_closed = match is not None and match[0] == ")" and opened == "(" and not is_kept
        opened = "" if match is None or is_closed else match[0]
        begin = len(text) if match is None else match.end()
    return "".join(kept).strip()


def _tells_doors(clause: str, know: Knowledge) -> bool:
    """Tell whether a clause says when the doors open: the word stands beside a number ("50 kr at the door" is none)."""
    match = know.doors.search(clause)
    if match is None:
        return False
    near = (
        clause[max(match.start() - _NEAR_BEFORE, 0) : match.start()] + clause[match.end() : match.end() + _NEAR_BEHIND]
    )
    return has_digit(near) and know.grammar.clocks.can_hold(near)


def recurrence(text: str, know: Knowledge) -> Recurrence | None:
    """Find the words that say how something repeats."""
    return know.repetition.find(text, _NO_CONTEXT) if know.repetition.has(text) else None


def day_heading(lines: Sequence[Line], index: int, month: Month | None, know: Knowledge) -> tuple[When, int] | None:
    """Read a date that stands over several short lines ("12", "JUNI", "fredag"); give how many lines it takes."""
    text = lines[index].text
    if len(text) > LONGEST_PIECE:
        return None
    if _DAYS_ALONE.fullmatch(text) is not None:
        return _number_first(lines, index, month, know)
    if not is_weekdays(text, know.grammar) or index + 1 >= len(lines):
        return None
    below = day_heading(lines, index + 1, month, know)
    if below is not None and below[0].dates is not None:
        return below[0], below[1] + 1
    when = read(lines[index + 1].text, month, know)
    return (when, 2) if when is not None and when.is_bare else None


def _number_first(lines: Sequence[Line], index: int, month: Month | None, know: Knowledge) -> tuple[When, int] | None:
    number = lines[index].text.rstrip(".")
    at = index + 1
    named = month_heading(lines[at].text, know) if at < len(lines) else None
    at += named is not None
    named = named or month
    if named is None or named.is_loose:
        return None
    is_year = at < len(lines) and _YEAR_ALONE.fullmatch(lines[at].text) is not None
    year = lines[at].text if is_year else named.year
    at += is_year
    written = (f"{number}. {named.name} {year or ''}", f"{number} {named.name} {year or ''}")
    dates = next((found for text in written for found in [know.grammar.find(text.strip())] if found is not None), None)
    if dates is None:
        return None
    after = lines[at].text if at < len(lines) else ""
    is_weekday = after.rstrip(".,").casefold() in know.grammar.weekdays
    # "Monday–Friday" below "26–30", "OCT".
    is_weekday = is_weekday or (dates.is_range and len(after) > _LONGEST_SHORT and is_weekdays(after, know.grammar))
    return When(dates), at - index + is_weekday


def without_joint(text: str) -> str:
    """Drop the comma, colon or dash with which a text goes on after a date."""
    return _JOINT.sub("", text).strip()
