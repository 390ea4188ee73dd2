"""Lists below the headings of months, whose lines open with a day of it: each is written with its month."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from feeds.dates import Context
from feeds.expressions import has_digit
from feeds.recognise import stamps
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge
from feeds.recognise.stamps import Month

#: "Wed 3rd", "onsdag den 1.", "12.–14.", "3": a weekday or none, a small word or none, one number or two.
_DAY = re.compile(
    r"(?P<words>(?:[^\W\d_]{1,11}[.,]{0,2} ){0,2})"
    r"(?P<first>\d{1,2})(?P<stop>\.|st|nd|rd|th)?"
    r"(?:\s?[–-]\s?(?:(?P<weekday>[^\W\d_]{2,11})[.,]{0,2} )?(?P<last>\d{1,2})(?:\.|st|nd|rd|th)?)?"
    r"(?![\d/]|[.:]\d|[–-]\d|\.?[^\W\d_])"
)
#: What can stand behind a day: a mark, or the begin of a name or an hour.
_BEHIND = re.compile(r"\s?[:|·]|,? [–—-] |,? (?=[^\W\d_a-zæøåäöüß]|[\"“„»«”’‘'\d])|,? (?=\w{1,7}\.? ?\d)")
_LAST_DAY = 31
_SOME_MONTH = Context(month=1)
_FEWEST, _FEWEST_BARE = 3, 4


class _Led(msgspec.Struct, frozen=True):
    """A line that opens with a day: where that begins and ends, its weekday and its numbers as they are written."""

    begin: int
    end: int
    weekday: str
    first: int
    last: int
    is_bare: bool


def written_out(lines: Sequence[Line], know: Knowledge) -> tuple[Line, ...]:
    """Give the lines with the month of the heading above beside each day that opens one."""
    months = [stamps.month_heading(line.text, know) for line in lines]
    if not any(months):
        return tuple(lines)
    told: dict[int, tuple[_Led, Month]] = {}
    others = 0
    month: Month | None = None
    last = 0
    for n, (line, named) in enumerate(zip(lines, months, strict=True)):
        if named is not None:
            month, last = named, 0
            continue
        led = _led(line, know) if month is not None else None
        if led is None or month is None or led.first < last:
            others += has_digit(BULLET.sub("", line.text)[:2])
            continue
        told[n], last = (led, month), led.first
    bare = sum(led.is_bare for led, _ in told.values())
    if len(told) < (_FEWEST_BARE if bare * 2 > len(told) else _FEWEST) or others * 3 > len(told):
        return tuple(lines)
    return tuple(_dated(line, *told[n], know) if n in told else line for n, line in enumerate(lines))


def _led(line: Line, know: Knowledge) -> _Led | None:
    """Read the day with which a line opens, with something behind it."""
    mark = BULLET.match(line.text)
    begin = mark.end() if mark is not None else 0
    match = _DAY.match(line.text, begin)
    if match is None or not 0 < int(match["first"]) <= _LAST_DAY:
        return None
    words = [word.strip(".,") for word in match["words"].split()]
    weekdays = [word for word in words if word.casefold() not in know.small_words or _is_weekday(word, know)]
    if len(weekdays) > 1 or not all(_is_weekday(word, know) for word in weekdays):
        return None
    dated = know.grammar.find(line.text[begin:])
    if dated is not None and dated.start <= match.start("first") - begin:
        # It names its month itself.
        return None
    first, (last, end) = int(match["first"]), _last_day(line.text, begin, match, know)
    is_cell = len(line.cells) > 1 and line.cells[0].endswith(line.text[begin:end])
    if not first <= last <= _LAST_DAY or not (is_cell or _BEHIND.match(line.text, end) is not None):
        return None
    weekday = weekdays[0] if weekdays else ""
    return _Led(begin, end, weekday, first, last, is_bare=not (words or match["stop"]))


def _last_day(text: str, begin: int, match: re.Match[str], know: Knowledge) -> tuple[int, int]:
    """Give the last of the days with which a line opens, and where they end."""
    several = know.grammar.find_day(text[begin:], _SOME_MONTH)
    if several is not None and several.is_range and several.start == 0 and begin + several.end > match.end():
        # "Fri 15 to Sun 17".
        return several.days[-1].day, begin + several.end
    is_range = match["last"] is not None and (match["weekday"] is None or _is_weekday(match["weekday"], know))
    if is_range:
        return int(match["last"]), match.end()
    return int(match["first"]), match.end("stop") if match["stop"] else match.end("first")


def _is_weekday(word: str, know: Knowledge) -> bool:
    names = know.grammar.weekdays
    small = word.casefold()
    # "lørdagen", "Sonntags": with its ending.
    return stamps.weekday(word, know.grammar) is not None or any(small.startswith(name) for name in names)


def _dated(line: Line, led: _Led, month: Month, know: Knowledge) -> Line:
    text = line.text
    day = _written(led, month, know)
    if not day:
        return line
    head, tail = text[: led.begin], text[led.end :]
    told = f"{head}{day}{tail}"
    first = line.cells[0] if line.cells else ""
    at = first.find(text[led.begin : led.end]) if first else -1
    parts = line.cells
    if at >= 0:
        parts = (f"{first[:at]}{day}{first[at + led.end - led.begin :]}", *parts[1:])
    return msgspec.structs.replace(line, text=told, cells=parts, shown=line.shown or text)


def _written(led: _Led, month: Month, know: Knowledge) -> str:
    """Write a day with its month in a form that the language has."""
    year = f" {month.year}" if month.year is not None else ""
    lead = f"{led.weekday} " if led.weekday else ""
    for stop in (".", ""):
        days = f"{led.first}{stop}" if led.first == led.last else f"{led.first}{stop}–{led.last}{stop}"
        whole = f"{lead}{days} {month.name}{year}"
        found = know.grammar.find(f"{days} {month.name}{year}")
        if found is not None and found.start == 0:
            return whole
    return ""
