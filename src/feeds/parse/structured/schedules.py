"""schema.org's Schedule to a rule of RFC 5545, wherever it can be said in one; else nothing is said of repeating."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from feeds import recurrence
from feeds.model import Schedule, When
from feeds.parse.structured.thing import Thing
from feeds.parse.structured.values import Reader, clock, duration, lines, raw, things_of

_FREQUENCY = re.compile(r"P(\d{1,3})([DWMY])", re.IGNORECASE)
_WORDS = {"daily": "DAILY", "weekly": "WEEKLY", "monthly": "MONTHLY", "yearly": "YEARLY", "annually": "YEARLY"}
_UNITS = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
_COUNTED_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.IGNORECASE)
_FULL_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBER = re.compile(r"[+-]?\d{1,4}", re.ASCII)
_WITHIN = 370  # days after its first in which a rule has to give one
_LONGEST_DAY = timedelta(hours=30)
_MOST_EXCEPTIONS = 500


class Repeated(msgspec.Struct, frozen=True, kw_only=True):
    """When something takes place first, and by which rule again; with a `schedule`, nobody tells the first day."""

    start: When | None
    end: When | None
    rule: str
    excluded: tuple[When, ...] = ()
    timezone: str | None = None
    schedule: Schedule | None = None


def repeated(thing: Thing, reader: Reader, start: When | None, end: When | None) -> Repeated | None:
    """Read the schedule of an event; None without one, with several, and where no rule says the same."""
    schedules = things_of(thing, "eventSchedule")
    if len(schedules) != 1:
        return None
    (schedule,) = schedules
    parts = _parts(schedule)
    if parts is None:
        return None
    rule = ";".join(parts)
    try:
        first = start if start is not None else _first(schedule, reader, rule)
        if first is None and raw(schedule, "startDate") is None:
            return _undated(schedule, reader, rule)
        if first is None or not recurrence.begins_on(recurrence.read(rule), _day(first)):
            return None
        zone = _zone(schedule)
        if zone is not None and isinstance(first, datetime) and start is None:
            first = first.replace(tzinfo=zone)
        last, until = _ends(schedule, reader, first, end)
        if until is not None and "COUNT=" not in rule and until >= _day(first):
            rule = f"{rule};UNTIL={until:%Y%m%d}"
        rule = recurrence.canonical(rule)
    except (ValueError, OverflowError):
        return None
    return Repeated(
        start=first,
        end=last,
        rule=rule,
        excluded=_excluded(schedule, reader, first),
        timezone=zone.key if zone is not None and isinstance(first, datetime) else None,
    )


def _undated(told: Thing, reader: Reader, rule: str) -> Repeated | None:
    """Read a schedule without its first day; a rule that says on no day when something is gives nothing."""
    if recurrence.first_from(recurrence.read(rule), date.min) is None:
        return None
    until = reader.moment(raw(told, "endDate"))
    if until is not None:
        rule = f"{rule};UNTIL={_day(until):%Y%m%d}"
    begin, end = (time(*at) if at else None for at in (clock(raw(told, name)) for name in ("startTime", "endTime")))
    zone = (_zone(told) or reader.zone).key if begin else None
    return Repeated(
        start=None,
        end=None,
        rule=recurrence.canonical(rule),
        excluded=_excluded(told, reader, date.min),
        schedule=Schedule(start_time=begin, end_time=end if begin else None, timezone=zone),
    )


def _parts(schedule: Thing) -> list[str] | None:
    told = (raw(schedule, "repeatFrequency") or "").strip()
    frequency, interval = _WORDS.get(told.lower()), 1
    found = _FREQUENCY.fullmatch(told)
    if found is not None:
        frequency, interval = _UNITS[found[2].upper()], int(found[1])
        if frequency == "DAILY" and interval % 7 == 0 and interval:
            frequency, interval = "WEEKLY", interval // 7
    if frequency is None or interval == 0:
        return None
    days = _days(schedule, frequency)
    if days is None:
        return None
    parts = [f"FREQ={frequency}", f"INTERVAL={interval}" if interval > 1 else ""]
    parts += [f"BYDAY={','.join(days)}" if days else ""]
    for name, fact in (("BYMONTHDAY", "byMonthDay"), ("BYMONTH", "byMonth"), ("COUNT", "repeatCount")):
        numbers = [one for one in lines(schedule, fact) if _NUMBER.fullmatch(one)]
        parts += [f"{name}={','.join(numbers[:1] if name == 'COUNT' else numbers)}" if numbers else ""]
    return [part for part in parts if part]


def _days(schedule: Thing, frequency: str) -> list[str] | None:
    """List weekdays as rules have them; None where one is not known, for the rest would say something else."""
    weeks = [one for one in lines(schedule, "byMonthWeek") if _NUMBER.fullmatch(one)]
    days: list[str] = []
    for told in lines(schedule, "byDay"):
        name = told.rstrip("/").rpartition("/")[2].removeprefix("schema:")
        counted = _COUNTED_DAY.fullmatch(name)
        full = next((at for at, one in enumerate(_FULL_DAYS) if name.lower() == one), None)
        if counted is None and full is None:
            return None
        day = counted[0].upper() if counted is not None else recurrence.WEEKDAYS[full or 0]
        is_counted = day[0] in "+-0123456789"
        days += [f"{week}{day}" for week in weeks] if weeks and frequency == "MONTHLY" and not is_counted else [day]
    return days


def _first(schedule: Thing, reader: Reader, rule: str) -> When | None:
    """Find the first day that a rule gives from the beginning of the schedule on."""
    told = reader.moment(raw(schedule, "startDate"))
    if told is None:
        return None
    read, begin = recurrence.read(rule), _day(told)
    days = (begin + timedelta(days=more) for more in range(_WITHIN))
    first = next((day for day in days if recurrence.begins_on(read, day)), None)
    at = clock(raw(schedule, "startTime"))
    if first is None or (at is None and not isinstance(told, datetime)):
        return first
    if at is None and isinstance(told, datetime):
        return told.replace(year=first.year, month=first.month, day=first.day)
    hour, minute = at or (0, 0)
    return datetime(first.year, first.month, first.day, hour, minute, tzinfo=reader.zone)


def _ends(schedule: Thing, reader: Reader, first: When, end: When | None) -> tuple[When | None, date | None]:
    """Tell when the first time is over, and the last day of all: events give either as their end."""
    told = reader.moment(raw(schedule, "endDate"))
    until = _day(told) if told is not None else None
    if not isinstance(first, datetime):
        if end is not None and until is None and _day(end) - first > timedelta(days=1):
            return None, _day(end) - timedelta(days=1)
        return (None, until) if end is not None and until and _day(end) > until else (end, until)
    if isinstance(end, datetime) and timedelta(0) < end - first <= _LONGEST_DAY:
        return end, until
    if end is not None and until is None:
        until = _day(end)
    at, length = clock(raw(schedule, "endTime")), duration(raw(schedule, "duration"))
    if at is not None:
        last = first.replace(hour=at[0], minute=at[1], second=0)
        return last if last > first else last + timedelta(days=1), until
    return first + length if length is not None else None, until


def _excluded(schedule: Thing, reader: Reader, first: When) -> tuple[When, ...]:
    days = [reader.moment(one) for one in lines(schedule, "exceptDate")[:_MOST_EXCEPTIONS]]
    told = dict.fromkeys(day for day in days if day is not None)
    if not isinstance(first, datetime):
        return tuple(dict.fromkeys(_day(day) for day in told))
    # A bare day means the time of that day.
    return tuple(
        day if isinstance(day, datetime) else first.replace(year=day.year, month=day.month, day=day.day) for day in told
    )


def _zone(schedule: Thing) -> ZoneInfo | None:
    name = raw(schedule, "scheduleTimezone")
    try:
        return ZoneInfo(name) if name and len(name) < 64 else None
    except (ValueError, KeyError, OSError):
        return None


def _day(value: When) -> date:
    return value.date() if isinstance(value, datetime) else value
