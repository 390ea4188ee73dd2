"""How an event repeats: the words as they are written, the rule that they stand for, and its first day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import msgspec
from msgspec.structs import replace

from feeds.dates import Dates, Day, resolve
from feeds.recognise.draft import Draft, Setting
from feeds.recognise.facts import DateLine
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge
from feeds.repetition import Recurrence

_RULE = "event.recurrence"
#: Rules that say themselves on which days they are.
_COMPLETE = ("BYDAY", "BYMONTHDAY", "DAILY")


class Repeated(msgspec.Struct, frozen=True):
    """A line that says how an event repeats, what it says, and the last day when another line tells it."""

    line: Line
    recurrence: Recurrence
    until: date | None = None


def has_recurrence(text: str, know: Knowledge) -> bool:
    """Tell whether a text says that something repeats; that alone can open an event of a list."""
    return know.repetition.has(text) and not know.grammar.is_opening_hours(text)


def find_recurrence(
    lines: Sequence[Line], told: DateLine | None, setting: Setting
) -> tuple[Repeated | None, DateLine | None]:
    """Find the line that says how an event repeats, and give with it the line that dates its first day."""
    days = () if told is None else told.dates.days
    if told is not None and len(days) > 1 and not told.dates.is_range:
        # Whoever names all the days needs no rule.
        return None, told
    for line in lines:
        if has_recurrence(line.text, setting.know):
            found = setting.know.repetition.find(line.text, setting.context)
            if found is not None and not (told is not None and told.dates.is_range and _is_open(found)):
                return _with_first(Repeated(line, found), told, setting)
    return None, told


def _is_open(found: Recurrence) -> bool:
    """Tell whether a rule within a stretch of days says no more than when a place is open."""
    rule = found.rule or ""
    days = rule.partition("BYDAY=")[2].split(",")
    return "DAILY" in rule or {"SA", "SU"} <= set(days) or len(days) > 2


def _with_first(repeated: Repeated, told: DateLine | None, setting: Setting) -> tuple[Repeated, DateLine | None]:
    found = repeated.recurrence
    day = None if told is None else resolve(told.dates.days[0], setting.context)
    if told is None or (told.line is repeated.line and found.first is not None):
        return repeated, _on(found.first, repeated.line, told, setting)
    if not isinstance(day, date):
        return repeated, told
    if told.dates.is_range and told.line is not repeated.line:
        first, last = setting.know.repetition.within(found, day, told.dates, setting.context)
        return replace(repeated, until=last), _on(first, told.line, told, setting)
    if told.line is repeated.line and (day == found.until or day in found.exceptions):
        return repeated, None
    return repeated, told


def _on(first: date | None, line: Line, told: DateLine | None, setting: Setting) -> DateLine | None:
    if first is None:
        return None
    dates = Dates(start=0, end=0, days=(Day(first.day, first.month, first.year),))
    clocks = setting.know.grammar.find_clocks(line.text) if told is None else [told.clock, *told.more]
    known = [clock for clock in clocks if clock is not None]
    before, after = ("", "") if told is None else (told.before, told.after)
    return DateLine(line, dates, known[0] if known else None, before, after, more=known[1:])


def put_recurrence(draft: Draft, repeated: Repeated | None, setting: Setting) -> None:
    """Keep how an event repeats, once its start is known; a rule that the start contradicts is not kept."""
    if repeated is None:
        return
    line, found = repeated.line, repeated.recurrence
    draft.put("recurrence_text", found.text, line, _RULE, found.text)
    start = draft.values.get("start")
    day = start.date() if isinstance(start, datetime) else start
    if isinstance(day, date):
        found = setting.know.repetition.find(line.text, setting.context, day) or found
    if found.rule is None or not (isinstance(day, date) or any(part in found.rule for part in _COMPLETE)):
        return
    if repeated.until is not None:
        found = replace(found, until=repeated.until)
    draft.put("recurrence_rule", f"{found.rule}{_end_of(found, start)}", line, _RULE, found.text)
    if isinstance(start, datetime):
        draft.put("excluded_dates", tuple(_at(start, one) for one in found.exceptions), line, _RULE, line.text)
    elif isinstance(day, date):
        draft.put("excluded_dates", found.exceptions, line, _RULE, line.text)


def _end_of(found: Recurrence, start: object) -> str:
    """Write the end of a rule; beside a start with a clock time it is an instant in UTC (RFC 5545 section 3.3.10)."""
    if found.until is None:
        return f";COUNT={found.count}" if found.count else ""
    if isinstance(start, datetime):
        return f";UNTIL={_at(start, found.until).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f";UNTIL={found.until:%Y%m%d}"


def _at(start: datetime, day: date) -> datetime:
    return start.replace(year=day.year, month=day.month, day=day.day)
