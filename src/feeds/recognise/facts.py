"""Facts of events that many forms share: when, where, what it costs, how to attend, whether it takes place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from feeds.dates import Clock, Context, Dates, Span, Unclear, resolve, spans
from feeds.model import AttendanceMode
from feeds.recognise.draft import Draft, Setting
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_BAR = re.compile(r"\s*[|·•]\s*")
_LONGEST_PART = 60
_YEAR_IN_TITLE = re.compile(r"(?<![\d.,/-])(20\d\d)(?![\d.,/]|\s?[-–]\s?\d)")
_GLUED_COUNT = re.compile(r"\b\d{1,2}[:.][0-5]\d\d+$")
_LEFTOVER = re.compile(r"^[\s,.;:·|()–-]*$")


class DateLine:
    """A line that gives a date: the date, the clock time, and the text before and behind them."""

    __slots__ = ("after", "before", "clock", "dates", "line")

    def __init__(self, line: Line, dates: Dates, clock: Clock | None, before: str, after: str) -> None:
        self.line = line
        self.dates = dates
        self.clock = clock
        self.before = before
        self.after = after

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing stands beside the date and the time."""
        return _LEFTOVER.match(self.before) is not None and _LEFTOVER.match(self.after) is not None


def is_timestamp(found: DateLine) -> bool:
    """Tell whether a date and time are those of a publication: nothing begins at 6.12, or at 6.29 with 34 comments."""
    odd = found.clock is not None and found.clock.start.minute % 5 != 0
    return odd or _GLUED_COUNT.search(found.line.text) is not None


def split_bar(text: str) -> list[str]:
    """Split a line at its bars and middle dots."""
    return [part.strip() for part in _BAR.split(text)]


def category_and_place(line: Line, know: Knowledge) -> tuple[str, str] | None:
    """Read `category | place`: two short parts, neither a date nor a price."""
    parts = [part.strip() for part in line.text.split("|")]
    if len(parts) != 2 or not all(parts) or any(len(p) > _LONGEST_PART for p in parts) or line.is_sentence:
        return None
    if any(know.grammar.find(part) or is_price(part, know) for part in parts):
        return None
    return parts[0], parts[1]


def date_line(line: Line, know: Knowledge, text: str | None = None) -> DateLine | None:
    """Read a line (or a part of it) that holds a date."""
    value = line.text if text is None else text
    dates = know.grammar.find(value)
    if dates is None:
        return None
    before, after = value[: dates.start], value[dates.end :]
    clock = know.grammar.find_clock(after)
    if clock is not None:
        after = after[: clock.begin_at] + after[clock.end_at :]
    else:
        clock = know.grammar.find_clock(before)
        if clock is not None:
            before = before[: clock.begin_at] + before[clock.end_at :]
    return DateLine(line, dates, clock, before, after)


def is_price(text: str, know: Knowledge) -> bool:
    """Tell whether a text is a price and nothing else."""
    return any(rule.pattern.fullmatch(text.rstrip(".")) or rule.pattern.fullmatch(text) for rule in know.rules("price"))


def ends_with_price(text: str, know: Knowledge) -> bool:
    """Tell whether a text ends in a whole price: one that a page's end cut off does not."""
    found = (match for rule in know.rules("price") for match in rule.pattern.finditer(text))
    return any(match.end() >= len(text.rstrip(". ")) for match in found)


def put_price(draft: Draft, text: str, line: Line, rule: str, know: Knowledge) -> None:
    """Keep a price as it is written, and whether it is free."""
    value = text.strip(" ,;|")
    draft.put("price", value, line, rule, text)
    if draft.values.get("price") == value and know.free.search(value) and not any(c in value for c in "123456789"):
        draft.put("is_free", True, line, rule, text)


def find_price(draft: Draft, lines: Sequence[Line], know: Knowledge) -> None:
    """Find the first price in running text; what is to be paid by a day is a fee, no price."""
    for line in lines:
        if know.deadline.search(line.text):
            continue
        for rule in know.rules("price"):
            match = rule.search(line.text)
            if match is not None:
                put_price(draft, match[0], line, rule.name, know)
                return


def find_registration(draft: Draft, lines: Sequence[Line], setting: Setting) -> None:
    """Find the last day to register in running text."""
    for line in lines:
        for rule in setting.know.rules("registration"):
            match = rule.search(line.text)
            if match is None:
                continue
            day = setting.know.grammar.first_day(match["effective"], _before(draft, setting))
            if day is not None:
                draft.put("registration_deadline", day, line, rule.name, match[0])
                return


def _before(draft: Draft, setting: Setting) -> Context:
    """Give the context of what lies before an event: without a year of its own it is in the event's."""
    start = draft.values.get("start")
    return Context(year=start.year, published=None) if isinstance(start, date) else setting.context


def put_span(draft: Draft, span: Span, line: Line, rule: str) -> None:
    """Keep start, end and, for clock times, the zone."""
    draft.put("start", span.start, line, rule)
    draft.put("end", span.end, line, rule)
    zone = getattr(getattr(span.start, "tzinfo", None), "key", None)
    draft.put("timezone", zone, line, rule)


def put_attendance(draft: Draft, place: str | None, lines: Sequence[Line], know: Knowledge) -> None:
    """Keep whether one attends on the spot, over the network, or as one likes."""
    where = lines[0] if lines else None
    if where is None:
        return
    mode, line = _attendance(place, lines, know)
    draft.put("attendance_mode", mode, line or where, "event.attendance")


def _attendance(place: str | None, lines: Sequence[Line], know: Knowledge) -> tuple[AttendanceMode | None, Line | None]:
    if place is not None and know.online.search(place):
        return "online", None
    if place is None:
        return None, None
    hybrid = next((line for line in lines if know.hybrid.search(line.text)), None)
    return ("mixed", hybrid) if hybrid is not None else ("offline", None)


def put_status(draft: Draft, lines: Sequence[Line], setting: Setting) -> DateLine | None:
    """Keep what the text says of the event's fate, and give the date that it is moved to, when it says one."""
    for part, status in _STATUSES:
        for line in lines:
            for rule in setting.know.rules(part):
                match = rule.search(line.text)
                if match is None:
                    continue
                new = moved_to(match, line, setting) if part == "moved" else None
                if part != "moved" or new is not None:
                    draft.put("status", status, line, rule.name, match[0])
                    return new
    return None


_STATUSES = (("cancelled", "cancelled"), ("moved", "rescheduled"), ("postponed", "postponed"))


def moved_to(match: re.Match[str], line: Line, setting: Setting) -> DateLine | None:
    """Read the new date of an event that a line says is moved; None when its year cannot be told."""
    found = date_line(line, setting.know, match["effective"] + line.text[match.end() :])
    if found is None or isinstance(resolve(found.dates.days[0], setting.context), Unclear):
        return None
    return found


def put_dates(
    draft: Draft, told: DateLine | None, new: DateLine | None, setting: Setting, rule: str
) -> Unclear | list[Span]:
    """Keep start and end: the date told, or the new one of an event that moved; of one only put off neither is right.

    The answer holds all stretches of time, or says why there is none.
    """
    if draft.values.get("status") == "postponed":
        return []
    if new is not None and (told is None or not _is_same_day(told, new, setting)):
        told = new
    if told is None:
        return []
    stretches = spans(told.dates, told.clock, setting.zone, setting.context)
    if not isinstance(stretches, Unclear):
        put_span(draft, stretches[0], told.line, rule)
    return stretches


def _is_same_day(one: DateLine, other: DateLine, setting: Setting) -> bool:
    days = [resolve(line.dates.days[0], setting.context) for line in (one, other)]
    return days[0] == days[1]


def year_of(text: str | None) -> int | None:
    """Find the one year that a title or heading names."""
    years = {int(y) for y in _YEAR_IN_TITLE.findall(text or "")}
    return years.pop() if len(years) == 1 else None
