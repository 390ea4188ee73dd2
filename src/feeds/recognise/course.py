"""The line over a list of days that says for all of them on which weekday, at what time and where they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import msgspec

from feeds.clocks import Clock
from feeds.dates import Context, resolve
from feeds.expressions import has_digit
from feeds.recognise import cells, stamps
from feeds.recognise.page import Line
from feeds.recognise.records import read_label
from feeds.recognise.rows import Row
from feeds.recognise.rules import Knowledge
from feeds.recurrence import WEEKDAYS

_BY_DAY = re.compile(r"BYDAY=(?P<days>[A-Z,]+)$")
_LONGEST, _LONGEST_PLACE = 220, 70
_FEWEST, _NEAR = 2, 3
_MOST_PLACE_WORDS = 4
#: One without a 29 February.
_ANY_YEAR = 2027
_AROUND = " ,;:.()|·–—-"


class Course(msgspec.Struct, frozen=True):
    """What such a line tells, and where it stands among the lines."""

    index: int
    line: Line
    clocks: tuple[Clock, ...]
    location: str


def find(lines: Sequence[Line], found: Sequence[Row], know: Knowledge) -> Course | None:
    """Find the line above the days of a list: “Wednesdays at 4pm in the Laing Room”, and days that are Wednesdays."""
    days = [row for row in found if row.when.dates is not None and not row.when.every]
    open_days = [row for row in days if not row.when.clocks]
    if days and (usual := _usual(lines[: days[0].start], open_days, know)) is not None:
        return usual
    if len(open_days) < _FEWEST or len(open_days) * 3 < len(days) * 2:
        return None
    for index in range(open_days[0].start):
        line = lines[index]
        if len(line.text) > _LONGEST or not has_digit(line.text) or not know.repetition.has(line.text):
            continue
        told = _told(line, know)
        if told is not None and _are_on(open_days, told[0]):
            place = told[2] or _place_beside(lines[max(index - 1, 0) : index + _NEAR], know)
            return Course(index, line, told[1], place)
    return None


def _usual(above: Sequence[Line], open_days: Sequence[Row], know: Knowledge) -> Course | None:
    """Find what holds for each day that tells nothing else: “We meet in the hall at 7 pm unless stated otherwise.”."""
    for index, line in enumerate(above):
        if len(line.text) > _LONGEST or not has_digit(line.text):
            continue
        for sentence in cells.sentences(line.text, line, know):
            unless = know.price_unless.search(sentence)
            clock = know.grammar.find_clock(sentence) if unless is not None else None
            if unless is None or clock is None or know.grammar.find(sentence) is not None:
                continue
            is_first = not sentence[: unless.start()].strip()
            told = sentence[unless.end() :] if is_first else sentence[: unless.start()]
            clocks, rest = stamps.find_clocks(told, know)
            every = stamps.recurrence(told, know)
            by_day = _BY_DAY.search(every.rule or "") if every is not None else None
            on = {WEEKDAYS.index(day) for day in by_day["days"].split(",") if day in WEEKDAYS} if by_day else set()
            known = [day for row in open_days if not _is_range(row) and (day := _weekday(row)) is not None]
            if clocks and (not on or sum(day in on for day in known) * 3 >= len(known) * 2):
                return Course(index, line, clocks[:1], _place_among(rest, know))
    return None


def _is_range(row: Row) -> bool:
    return row.when.dates is not None and row.when.dates.is_range


def _place_among(text: str, know: Knowledge) -> str:
    """Give the place that a clause names behind a word such as “in”, and before what leads to the day or the hour."""
    every = stamps.recurrence(text, know)
    parts = (text[: every.begin_at], text[every.end_at :]) if every is not None else (text,)
    # "Room B, Old Mill" is one place.
    for told in (clause for part in parts for clause in (part.strip(_AROUND), *part.split(", "))):
        words = told.split()
        while words and words[-1].casefold().strip(".,") in know.small_words:
            words.pop()
        clause = " ".join(words)
        for lead in reversed(list(know.place_lead.finditer(clause))):
            if place := _place_in(clause[lead.start() :], know) or _place_behind(clause[lead.end() :], know):
                return place
    return ""


def _place_behind(text: str, know: Knowledge) -> str:
    """Give what stands behind such a word, whatever it is called: “(in) the den”."""
    place = text.strip(_AROUND)
    article = know.article.match(place)
    place = place[article.end() :].strip() if article is not None else place
    is_short = 0 < len(place.split()) <= _MOST_PLACE_WORDS and not has_digit(place)
    return place if is_short and know.event_verb.search(place) is None else ""


def _told(line: Line, know: Knowledge) -> tuple[frozenset[int], tuple[Clock, ...], str] | None:
    """Read the weekdays, the hours and the place of a line."""
    label = read_label(line, know.event_labels, know)
    text = label[1] if label is not None and label[0] == "when" else line.text
    told = next((one for one in cells.sentences(text, line, know) if know.repetition.has(one)), "")
    every = stamps.recurrence(told, know)
    by_day = _BY_DAY.search(every.rule or "") if every is not None else None
    if every is None or by_day is None or know.hours.search(told) is not None:
        return None
    days = frozenset(WEEKDAYS.index(day) for day in by_day["days"].split(",") if day in WEEKDAYS)
    before, behind = told[: every.begin_at], told[every.end_at :]
    clocks, rest = stamps.find_clocks(behind, know)
    if not clocks:
        clocks, before = stamps.find_clocks(before, know)
    return (days, clocks, _place_in(rest, know) or _place_led(before, know)) if clocks else None


def _place_in(text: str, know: Knowledge) -> str:
    """Give the place that a text is, but for the word that leads to it."""
    bare = stamps.without_joint(text).strip(_AROUND)
    place = cells.without_place_lead(bare, know)
    article = know.article.match(place) if place != bare else None
    place = place[article.end() :] if article is not None else place
    head, _, last = place.rpartition(" ")
    # "Im Bürgersaal statt".
    place = head if head and know.title_end.fullmatch(last) is not None else place
    first = place.partition(", ")[0]
    is_named = place != bare or know.places.search(first) is not None
    is_short = 0 < len(place) <= _LONGEST_PLACE and know.grammar.find(place) is None
    return place if is_short and is_named and cells.is_place(first, know) else ""


def _place_led(text: str, know: Knowledge) -> str:
    """Give the place with which a text ends, behind a word such as “in”."""
    leads = list(know.place_lead.finditer(text))
    return next((place for lead in leads if (place := _place_in(text[lead.start() :], know))), "")


def _place_beside(lines: Sequence[Line], know: Knowledge) -> str:
    """Give the place that a label tells on a line beside: “Where: Room 5”."""
    labels = (read_label(line, know.event_labels, know) for line in lines if ":" in line.text)
    return next((label[1] for label in labels if label is not None and label[0] == "location"), "")


def _are_on(rows: Sequence[Row], days: frozenset[int]) -> bool:
    """Tell whether all days whose weekday is known are on these; where none is, whether they are whole weeks apart."""
    known = [day for row in rows if (day := _weekday(row)) is not None]
    return all(day in days for day in known) if known else len(days) == 1 and _are_weeks_apart(rows)


def _are_weeks_apart(rows: Sequence[Row]) -> bool:
    firsts = [row.when.dates.days[0] for row in rows if row.when.dates is not None]
    told = [resolve(day, Context(year=_ANY_YEAR)) for day in firsts]
    numbers = [day.toordinal() for day in told if isinstance(day, date)]
    # In January the next year begins.
    steps = [(b - a) % 365 for a, b in pairwise(numbers)]
    return len(steps) >= _FEWEST and len(numbers) == len(rows) and all(step and step % 7 == 0 for step in steps)


def _weekday(row: Row) -> int | None:
    dates = row.when.dates
    if dates is None:
        return None
    first = dates.days[0]
    if first.weekday is not None:
        return first.weekday
    day = resolve(first, Context()) if first.year is not None else None
    return day.weekday() if isinstance(day, date) else None
