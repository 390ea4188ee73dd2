"""VTIMEZONE (RFC 5545 section 3.6.5): what a calendar must say of the zones its events are in; pure.

A zone is written as the rule in force today (the POSIX footer of its TZif file, RFC 8536 section 3.3) whenever that
rule tells the truth for all the days the calendar covers. Outlook wants just that: one STANDARD and one DAYLIGHT, each
with a RRULE, from 1970. Days under older or decreed changes get one observance per change instead.
"""

from __future__ import annotations

import io
import re
import struct
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from feeds.model import Event, Item, Record, ZoneSpan, last_day

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86_400
# The shortest stay in one offset that tzdata knows is a week less an hour: no change hides between two looks.
_STEP = 6 * _DAY
# A local day lies within 14 hours of the same day in UTC.
_MARGIN = 2 * _DAY
# `astimezone` overflows in the first and last hours of the calendar.
_EARLIEST, _LATEST = date(1, 1, 4), date(9999, 12, 27)
# Rules so far ahead are guesses; without an end, one misread date would fill the file with thousands of changes.
_HORIZON = date(2100, 1, 1)
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_ONSET = re.compile(r"M(\d{1,2})\.([1-5])\.([0-6])(?:/([+-]?)(\d{1,3})(?::(\d\d))?(?::(\d\d))?)?")
_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal"})


class _Observance(msgspec.Struct, frozen=True, kw_only=True):
    part: Literal["STANDARD", "DAYLIGHT"]
    onset: datetime
    before: timedelta
    after: timedelta
    abbreviation: str
    rule: str | None = None


def zone_name(moment: datetime) -> str | None:
    """Name the zone to write a moment in, or None where only UTC says it exactly.

    An hour that the clock shows twice or skips has no exact local form: RFC 5545 section 3.3.5 knows no second
    02:30, and clients disagree about one that never was.
    """
    name: str | None = getattr(moment.tzinfo, "key", None)
    if name is None or name in _UTC_NAMES or moment.replace(fold=1 - moment.fold).utcoffset() != moment.utcoffset():
        return None
    return name


def is_exact(moment: datetime) -> bool:
    """Tell whether a repetition can follow the clocks of a moment: it is in a zone, or in UTC itself."""
    return zone_name(moment) is not None or getattr(moment.tzinfo, "key", None) in _UTC_NAMES


def zone_spans(records: Iterable[Record], *, sub_events: bool = False) -> tuple[ZoneSpan, ...]:
    """List the zones that timed events are written in, sorted by name, each with its first and last day.

    With `sub_events` those of their programmes too.
    """
    days: dict[str, tuple[date, date]] = {}
    for record in records:
        for moment, day in _moments(record.item, sub_events=sub_events):
            if name := zone_name(moment):
                first, last = days.get(name, (day, day))
                days[name] = (min(first, day), max(last, day))
    return tuple(ZoneSpan(timezone=name, first=first, last=last) for name, (first, last) in sorted(days.items()))


def _moments(item: Item, *, sub_events: bool) -> Iterator[tuple[datetime, date]]:
    """Give the times that an event is written with, each with a day on which its zone has to be right."""
    if not isinstance(item, Event):
        return
    spans = ((item.start, item.end), *((part.start, part.end) for part in item.sub_events if sub_events))
    for start, end in spans:
        if isinstance(start, datetime):
            yield start, start.date()
            if isinstance(end, datetime):
                yield end, end.date()
    if isinstance(item.start, datetime) and item.recurrence_rule is not None:
        yield item.start, last_day(item) or item.start.date()


@lru_cache(maxsize=1024)
def vtimezone(span: ZoneSpan) -> tuple[tuple[str, str], ...]:
    """Describe a zone for the days of a span, as the names and values of the lines of one VTIMEZONE."""
    zone, footer = _load(span.timezone)
    first = _seconds(span.first) - _MARGIN
    last = _seconds(min(span.last, max(span.first, _HORIZON))) + _DAY + _MARGIN
    observances = _by_rule(zone, footer, first, last) or _by_change(zone, first, last)
    lines = (line for observance in observances for line in _lines(observance))
    return (("BEGIN", "VTIMEZONE"), ("TZID", span.timezone), *lines, ("END", "VTIMEZONE"))


def _seconds(day: date) -> int:
    midnight = datetime.combine(min(max(day, _EARLIEST), _LATEST), time(), UTC)
    return (midnight - _EPOCH) // timedelta(seconds=1)


@cache
def _load(name: str) -> tuple[ZoneInfo, str]:
    # The tzdata package comes before the machine's own files: the same packages give the same bytes everywhere.
    try:
        data = resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()
    except FileNotFoundError:
        return ZoneInfo(name), ""
    return ZoneInfo.from_file(io.BytesIO(data), key=name), data.rsplit(b"\n", 2)[-2].decode("ascii")


def _by_rule(zone: tzinfo, footer: str, first: int, last: int) -> tuple[_Observance, ...]:
    if not footer or first < _DAY * 366:
        return ()
    rule = _zone_of(footer)
    return _observances(rule, footer) if _history(rule, first, last) == _history(zone, first, last) else ()


def _zone_of(footer: str) -> ZoneInfo:
    # A TZif file without changes, only a footer: the standard library then reads the rule for us.
    empty, one_type = (
        b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, types, letters) for types, letters in ((0, 0), (1, 4))
    )
    body = struct.pack(">lBB", 0, 0, 0) + b"UTC\0"
    return ZoneInfo.from_file(io.BytesIO(empty + one_type + body + b"\n" + footer.encode("ascii") + b"\n"))


def _observances(rule: tzinfo, footer: str) -> tuple[_Observance, ...]:
    _, *onsets = footer.split(",")
    changes = _history(rule, 0, 365 * _DAY)[1:]
    if not onsets and not changes:
        return (_steady(rule, 0, 0),)
    yearly = sorted(filter(None, map(_yearly, onsets)))
    if len(changes) != 2 or len(yearly) != 2:
        return ()
    # Both are in the order of the calendar year.
    made = (_change(rule, instant, text) for (instant, _), (_, text) in zip(changes, yearly, strict=True))
    return tuple(sorted(made, key=lambda observance: observance.part, reverse=True))


def _yearly(onset: str) -> tuple[int, str] | None:
    """Turn one onset of a POSIX rule into its month and RRULE, or None where a RRULE cannot say it."""
    match = _ONSET.fullmatch(onset)
    if match is None:
        return None
    month, week, weekday = int(match[1]), int(match[2]), int(match[3])
    hours, minutes, seconds = (int(part or 0) for part in match.group(5, 6, 7))
    # Hours beyond the day (RFC 8536 section 3.3.1) move the onset to another day.
    shift = int(f"{match[4] or ''}1") * (hours * 3600 + minutes * 60 + seconds) // _DAY
    day = _WEEKDAYS[(weekday + shift) % 7]
    if shift == 0:
        return month, f"FREQ=YEARLY;BYMONTH={month};BYDAY={-1 if week == 5 else week}{day}"
    days = _month_days(month, week, shift)
    return (month, f"FREQ=YEARLY;BYMONTH={month};BYDAY={day};BYMONTHDAY={','.join(map(str, days))}") if days else None


def _month_days(month: int, week: int, shift: int) -> range | None:
    length = monthrange(1970, month)[1]
    last = (length if week == 5 else 7 * week) + shift
    # The end of February moves, and a day pushed out of its month has no number in it.
    inside = last - 6 >= 1 and last <= length and not (month == 2 and week == 5)
    return range(last - 6, last + 1) if inside else None


def _by_change(zone: tzinfo, first: int, last: int) -> tuple[_Observance, ...]:
    changes = _history(zone, first, last)[1:]
    if not changes:
        # Outlook asks for a STANDARD: the only offset there is counts as such, summer time or not.
        return (msgspec.structs.replace(_steady(zone, first, first), part="STANDARD"),)
    return (_steady(zone, first, changes[0][0]), *(_change(zone, instant) for instant, _ in changes))


def _history(zone: tzinfo, first: int, last: int) -> tuple[tuple[int, timedelta], ...]:
    """List the offset at the first instant, then each instant at which it changes, with the offset from then on."""
    looks = (*range(first, last, _STEP), last)
    found = [(first, _offset(zone, first))]
    for low, high in pairwise(looks):
        after = _offset(zone, high)
        if after != found[-1][1]:
            found.append((_change_between(zone, low, high), after))
    return tuple(found)


def _change_between(zone: tzinfo, low: int, high: int) -> int:
    after = _offset(zone, high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _offset(zone, middle) == after else (middle, high)
    return high


def _local(zone: tzinfo, instant: int) -> datetime:
    return (_EPOCH + timedelta(seconds=instant)).astimezone(zone)


def _offset(zone: tzinfo, instant: int) -> timedelta:
    return _local(zone, instant).utcoffset() or timedelta()


def _change(zone: tzinfo, instant: int, rule: str | None = None) -> _Observance:
    before, after = _offset(zone, instant - 1), _offset(zone, instant)
    # DTSTART is the time that the clock shows before the change (RFC 5545 section 3.6.5): not the one that it jumps to.
    onset = (_EPOCH + timedelta(seconds=instant) + before).replace(tzinfo=None)
    moment = _local(zone, instant)
    part = _part(moment, _local(zone, instant - 1))
    return _Observance(
        part=part, onset=onset, before=before, after=after, abbreviation=moment.tzname() or "", rule=rule
    )


def _steady(zone: tzinfo, first: int, until: int) -> _Observance:
    moment = _local(zone, first)
    offset = moment.utcoffset() or timedelta()
    onset = datetime(min(1970, moment.astimezone(UTC).year), 1, 1)  # noqa: DTZ001
    part = _part(moment, _local(zone, until))
    return _Observance(part=part, onset=onset, before=offset, after=offset, abbreviation=moment.tzname() or "")


def _part(moment: datetime, neighbour: datetime) -> Literal["STANDARD", "DAYLIGHT"]:
    # Ireland's and Morocco's law makes winter or Ramadan the exception, with negative daylight saving; for clients
    # DAYLIGHT is the time further ahead.
    saving, other = moment.dst() or timedelta(), neighbour.dst() or timedelta()
    return "DAYLIGHT" if saving > timedelta() or (not saving and other < timedelta()) else "STANDARD"


def _lines(observance: _Observance) -> Iterator[tuple[str, str]]:
    yield "BEGIN", observance.part
    yield "DTSTART", f"{observance.onset.isoformat().replace('-', '').replace(':', '')}"
    if observance.rule:
        yield "RRULE", observance.rule
    yield "TZOFFSETFROM", _utc_offset(observance.before)
    yield "TZOFFSETTO", _utc_offset(observance.after)
    if observance.abbreviation:
        yield "TZNAME", observance.abbreviation
    yield "END", observance.part


def _utc_offset(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    # Local mean time had odd seconds; elsewhere they are left out, as Outlook reads only hours and minutes.
    odd = f"{rest % 60:02d}" if rest % 60 else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02d}{rest // 60:02d}{odd}"
