"""What every item from data must be before it is believed, whatever format it came in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from feeds import recurrence
from feeds.model import Event, Item, JobPosting, PersonnelNotice, Source, SubEvent, When, day_of
from feeds.parse.moments import placed
from feeds.text import one_line, safe_html

#: What happens on the clocks of an event.
_CLOCKS = (
    *("start", "end", "previous_start", "door_time"),
    *("registration_deadline", "early_bird_deadline", "application_deadline"),
)
_MOMENTS = ("published", "updated", "valid_through", *_CLOCKS)
_MOMENTS_OF: dict[type[Item], tuple[str, ...]] = {
    kind: tuple(name for name in _MOMENTS if name in kind.__struct_fields__) for kind in get_args(Item)
}


def prepared(item: Item, source: Source, *, is_safe: bool = False) -> Item:
    """Check an item that was read from data and make it whole: its HTML is safe, zone and language are the source's.

    With `is_safe` its HTML went through `safe_html` already.

    Raises:
        ValueError: it says what cannot be; the message names the field.
    """
    for name in _MOMENTS_OF[type(item)]:
        _check_offset(name, getattr(item, name))
    if isinstance(item, Event):
        for name, value in _inner_moments(item):
            _check_offset(name, value)
        if isinstance(item.start, datetime) and item.timezone is None and source.timezone:
            item = _in_zone(item, source.timezone)
        _check_span(item)
        _check_parts(item, item.timezone or source.timezone)
    if isinstance(item, PersonnelNotice) and not one_line(item.person.name):
        raise ValueError("`person` has no name")
    if isinstance(item, JobPosting) and not (item.title or item.hiring_organization):
        raise ValueError("a job posting needs `title` or `hiring_organization`")
    content = (item.content if is_safe else safe_html(item.content)) if item.content else None
    language = item.language or source.language
    if content == item.content and language == item.language:
        return item
    return msgspec.structs.replace(item, content=content, language=language)


def _in_zone(event: Event, name: str) -> Event:
    """Put an event that names no zone into that of its source; what has an offset of elsewhere stays the instant."""
    zone = ZoneInfo(name)
    clocks = {field: _at_home(getattr(event, field), zone) for field in _CLOCKS}
    parts = (
        msgspec.structs.replace(part, start=_at_home(part.start, zone), end=_at_home(part.end, zone))
        for part in event.sub_events
    )
    days = (_at_home(day, zone) for day in event.excluded_dates)
    told = msgspec.structs.replace(
        event, **clocks, sub_events=tuple(parts), excluded_dates=tuple(day for day in days if day is not None)
    )
    return msgspec.structs.replace(told, timezone=name)


def _at_home(when: When | None, zone: ZoneInfo) -> When | None:
    return placed(when, zone) if isinstance(when, datetime) and when.tzinfo is not None else when


def _check_offset(name: str, value: When | None) -> None:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(f"`{name}` has a time without an offset; write it like 2026-05-27T09:00:00+02:00")


def _inner_moments(item: Event) -> Iterator[tuple[str, When | None]]:
    yield from (("excluded_dates", moment) for moment in item.excluded_dates)
    yield from (("sub_events", moment) for part in item.sub_events for moment in (part.start, part.end))


def _check_span(span: Event | SubEvent) -> None:
    if span.start and span.end:
        if isinstance(span.start, datetime) != isinstance(span.end, datetime):
            raise ValueError("`start` and `end` are not both days or both instants")
        if span.end < span.start:
            raise ValueError("`end` lies before `start`")


def _check_parts(item: Event, zone: str | None) -> None:
    """Refuse what could only be left out of a calendar without a word."""
    for part in item.sub_events:
        _check_span(part)
    if any(not one_line(part.title) for part in item.sub_events):
        raise ValueError("one of `sub_events` has no title")
    if any(not one_line(offer.name) for offer in item.offers):
        raise ValueError("one of `offers` has no name")
    if item.schedule is not None and item.schedule.timezone is not None:
        _check_zone(item.schedule.timezone)
    if item.recurrence_rule is None or item.start is None:
        return
    rule, first = recurrence.read(item.recurrence_rule), day_of(item.start)
    if not recurrence.begins_on(rule, first):
        raise ValueError(f"`recurrence_rule` does not give the day of `start`, {first}, which must be the first one")
    if rule.until is not None and recurrence.until_day(rule.until, zone) < first:
        raise ValueError("`recurrence_rule` ends before `start`")


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"`timezone` of `schedule` is {name!r}, which is no time zone") from error
