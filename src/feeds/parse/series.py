"""Series of calendars in the form that an event of ours has: a first time, a rule, days left out. Pure.

Whatever a calendar says beside its rule — times that are added, a first time that the rule does not give, another rule
from some time on — becomes an event or a series of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from feeds import recurrence
from feeds.model import Event, When, day_of

_MOST_SKIPPED = 2_000
_MOST_COUNTED = 9_999


class Repeated(NamedTuple):
    """A rule and what is left out of it; nothing of it is at or after `before`."""

    rule: str
    excluded: tuple[When, ...] = ()
    before: When | None = None


def readable(text: str, start: When) -> str:
    """Write the value of an RRULE as we read rules.

    Raises:
        ValueError: the rule is one that we do not know.
    """
    parts: dict[str, str] = {}
    # Some programs escape a rule as they do texts, and write its lists as people do.
    text = re.sub(r"[\s\\]", "", text).strip(";").upper()
    for part in text.removeprefix("RRULE:").split(";"):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if not value or (name in _CLOCK and value == _clock(name, start)):
            continue
        parts[name] = value
    if len(parts.get("COUNT", "")) > len(str(_MOST_COUNTED)):
        # Nobody lives to see its end.
        del parts["COUNT"]
    if "UNTIL" in parts:
        parts["UNTIL"] = _until(parts["UNTIL"], start)
        parts.pop("COUNT", None)
    return recurrence.canonical(";".join(f"{name}={value}" for name, value in parts.items()))


_CLOCK = ("BYHOUR", "BYMINUTE", "BYSECOND")


def _clock(name: str, start: When) -> str:
    if not isinstance(start, datetime):
        return ""
    return str({"BYHOUR": start.hour, "BYMINUTE": start.minute}.get(name, start.second))


def _until(text: str, start: When) -> str:
    """Write the end of a rule as a day or an instant in UTC; a time without a zone is on the clocks of the start."""
    if len(text) != 15 or not isinstance(start, datetime):
        return text if isinstance(start, datetime) else text[:8]
    local = datetime.strptime(text, "%Y%m%dT%H%M%S").replace(tzinfo=start.tzinfo)
    return f"{local.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def settled(event: Event, repeated: Repeated) -> Iterator[Event]:
    """Give a series that begins on a day of its rule which is not left out, and before it a first time of its own."""
    start = event.start
    if start is None:
        return
    rule, left_out = recurrence.read(repeated.rule), _keys(repeated.excluded, start)
    count = rule.count
    first = day_of(start)
    if not recurrence.begins_on(rule, first):
        # What one page tells of twice is told apart by its days.
        event = msgspec.structs.replace(event, series=event.series or event.identifier or event.title)
        count = count - 1 if count is not None else None
        if not _is_left_out(start, left_out):
            yield msgspec.structs.replace(event, identifier=_named(event, start), recurrence_rule=None)
    for day in islice(recurrence.days(rule, first), _MOST_SKIPPED):
        moved = _on(event, day)
        if moved.start is None or _is_over(moved.start, rule, repeated.before, event.timezone) or count == 0:
            return
        if not _is_left_out(moved.start, left_out):
            yield _series(moved, repeated, count)
            return
        count = count - 1 if count is not None else None


def shifted(event: Event, start: When) -> Event:
    """Give an event that begins at another time and takes as long."""
    before = event.start
    if before is None or isinstance(before, datetime) != isinstance(start, datetime):
        return msgspec.structs.replace(event, start=start, end=None)
    end = event.end
    if isinstance(start, datetime) and isinstance(before, datetime):
        in_zone = start.astimezone(before.tzinfo)
        lasts = _wall(end) - _wall(before) if isinstance(end, datetime) else None
        return msgspec.structs.replace(event, start=in_zone, end=in_zone + lasts if lasts is not None else None)
    return msgspec.structs.replace(event, start=start, end=start + (end - before) if end is not None else None)


def given(rule: str, start: When, until: When) -> frozenset[str]:
    """Name the times that a rule gives what begins at `start`, up to another time."""
    read, last = recurrence.read(rule), day_of(until)
    found = islice(recurrence.days(read, day_of(start)), min(read.count or _MOST_COUNTED, _MOST_COUNTED))
    times = (_later(start, day - day_of(start)) for day in takewhile(lambda day: day <= last, found))
    return frozenset(stamp(one) for one in times if read.until is None or not _is_behind(one, read.until))


def _is_behind(one: When, until: When) -> bool:
    if isinstance(one, datetime) and isinstance(until, datetime):
        return one > until
    return day_of(one) > day_of(until)


def counted_before(rule: recurrence.Rule, first: date, day: date) -> int:
    """Count the days that a rule gives before another one."""
    found = 0
    for one in islice(recurrence.days(rule, first), _MOST_COUNTED):
        if one >= day:
            break
        found += 1
    return found


def ending(rule: str, before: When, count: int | None) -> str:
    """Write a rule that ends before a moment, or after so many times."""
    parts = [part for part in rule.split(";") if not part.startswith(("UNTIL=", "COUNT="))]
    if count is not None:
        return ";".join((*parts, f"COUNT={count}"))
    if isinstance(before, datetime):
        # No rule of ours gives two times on one day: the day before ends all that came before.
        last = (before.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(seconds=1)).astimezone(UTC)
        return ";".join((*parts, f"UNTIL={last:%Y%m%dT%H%M%SZ}"))
    return ";".join((*parts, f"UNTIL={before - timedelta(days=1):%Y%m%d}"))


def _named(event: Event, start: When) -> str | None:
    return f"{event.identifier}/{stamp(start)}" if event.identifier else None


def stamp(moment: When) -> str:
    """Write a moment so that it names an occurrence, whatever zone it was told in."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" if isinstance(moment, datetime) else f"{moment:%Y%m%d}"


def _series(event: Event, repeated: Repeated, count: int | None) -> Event:
    rule = repeated.rule
    if repeated.before is not None:
        rule = ending(rule, repeated.before, None)
    elif count is not None:
        rule = ending(rule, day_of(event.start or date.max), count)
    if count == 1:
        return msgspec.structs.replace(event, recurrence_rule=None)
    start, before = event.start, repeated.before
    excluded = (one for one in repeated.excluded if start is not None and day_of(one) >= day_of(start))
    kept = tuple(one for one in excluded if before is None or day_of(one) <= day_of(before))
    return msgspec.structs.replace(event, recurrence_rule=rule, excluded_dates=tuple(dict.fromkeys(kept)))


def _on(event: Event, day: date) -> Event:
    start, end = event.start, event.end
    if start is None:
        return event
    later = day - day_of(start)
    moved = _later(start, later)
    return msgspec.structs.replace(event, start=moved, end=_later(end, later) if end is not None else None)


def _later(moment: When, by: timedelta) -> When:
    # On the clocks of its zone: a day has not always 24 hours.
    return moment + by


def _is_over(start: When, rule: recurrence.Rule, before: When | None, zone: str | None) -> bool:
    if rule.until is not None and day_of(start) > recurrence.until_day(rule.until, zone):
        return True
    return before is not None and day_of(start) >= day_of(before)


def _keys(excluded: Iterable[When], start: When) -> frozenset[When]:
    zone = start.tzinfo if isinstance(start, datetime) else ZoneInfo("UTC")
    return frozenset(_wall(one.astimezone(zone)) if isinstance(one, datetime) else one for one in excluded)


def _is_left_out(start: When, left_out: frozenset[When]) -> bool:
    return day_of(start) in left_out or (isinstance(start, datetime) and _wall(start) in left_out)


def _wall(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
