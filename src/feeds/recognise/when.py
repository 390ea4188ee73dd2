"""How an event repeats: the words as they are written, the rule that they stand for, and its first day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import msgspec
from msgspec.structs import replace

from feeds import recurrence
from feeds.clocks import Clock
from feeds.dates import Dates, Day, resolve
from feeds.expressions import has_digit
from feeds.model import Schedule
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.facts import DateLine
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge
from feeds.repetition import Recurrence, last_alternate

_RULE = "event.recurrence"
#: Why what repeats can be no event.
SERVICE = "no event: it is done or can be had again and again, and nobody meets there"
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


def is_service(title: str, text: str, know: Knowledge) -> bool:
    """Tell whether what repeats is a service and no event: "Phone hours", "The bins are emptied every Friday"."""
    if know.service.fullmatch(title.strip(" ?")) is not None:
        return True
    # What later sentences tell is of something else.
    told = next((sentence for sentence in know.sentences(text) if know.repetition.has(sentence)), text)
    return know.served.search(told) is not None


def left_out(line: Line, know: Knowledge) -> list[str]:
    """Give the sentences of a line that say on which days something is not: "Not on 24 December."."""
    if not has_digit(line.text):
        return []
    return [text for text in know.sentences(line.text) if has_digit(text) and know.repetition.leaves_out(text)]


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
    if found.parity is not None and isinstance(day, date):
        # Behind a year of 53 weeks every second week is no longer an even one, or an odd one.
        until = last_alternate(day)
        found = replace(found, count=None, until=min(found.until or until, until))
    draft.put("recurrence_rule", f"{found.rule}{_end_of(found, start)}", line, _RULE, found.text)
    if isinstance(start, datetime):
        draft.put("excluded_dates", tuple(_at(start, one) for one in found.exceptions), line, _RULE, line.text)
    else:
        draft.put("excluded_dates", found.exceptions, line, _RULE, line.text)


def put_schedule(
    draft: Draft, repeated: Repeated | None, setting: Setting, findings: Findings, clocks: Sequence[Clock] | None = None
) -> None:
    """Keep the clock times of what repeats from a day that nobody tells, or say why no first day can be counted.

    Without `clocks` they are looked for beside the words that repeat it.
    """
    rule = draft.values.get("recurrence_rule")
    if repeated is None or not isinstance(rule, str) or "start" in draft.values:
        return
    line = repeated.line
    if (reason := _uncounted(rule, repeated, draft, setting)) is not None:
        findings.refuse("event", (line,), "event.date", reason)
    if reason == _HALF_DATED:
        return
    told = setting.know.grammar.find_clocks(line.text) if clocks is None else list(clocks)
    # Of several hours none is that of each day: then it takes whole days, as beside several dates.
    told.sort(key=lambda one: one.end is None)
    clock = told[0] if len({one.start for one in told}) == 1 else None
    zone = (clock.zone or setting.zone.key) if clock is not None else None
    schedule = Schedule(timezone=zone)
    if clock is not None:
        schedule = replace(schedule, start_time=clock.start, end_time=clock.end)
    draft.put("schedule", schedule, line, _RULE, line.text)


_HALF_DATED = "a day, a month or a season beside the words that repeat it does not say when that begins"


def _uncounted(rule: str, repeated: Repeated, draft: Draft, setting: Setting) -> str | None:
    """Say why nobody can know on which day of a rule something is, if so."""
    told, know, found = recurrence.read(rule), setting.know, repeated.recurrence
    title = str(draft.values.get("title", ""))
    text = repeated.line.text.replace(title, " ") if title else repeated.line.text
    text = know.repetition.without_clocks(text)
    for dates in reversed(know.grammar.find_all(text)):
        days = {resolve(day, setting.context) for day in dates.days}
        # A day that neither ends it nor is left out could be the first.
        if not days & {found.until, *found.exceptions}:
            return _HALF_DATED
        text = f"{text[: dates.start]} {text[dates.end :]}"
    if not told.months and (know.grammar.names_month(text) or know.repetition.is_bounded(text)):
        return _HALF_DATED
    if told.interval > 1:
        return "every second time, or less often: the text does not say which ones"
    return "so many times: the text does not say from which day on" if told.count is not None else None


def _end_of(found: Recurrence, start: object) -> str:
    """Write the end of a rule; beside a start with a clock time it is an instant in UTC (RFC 5545 section 3.3.10)."""
    if found.until is None:
        return f";COUNT={found.count}" if found.count else ""
    if isinstance(start, datetime):
        return f";UNTIL={_at(start, found.until).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f";UNTIL={found.until:%Y%m%d}"


def _at(start: datetime, day: date) -> datetime:
    return start.replace(year=day.year, month=day.month, day=day.day)
