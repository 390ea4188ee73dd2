"""iCalendar (RFC 5545 and 7986): the one doorway to `ics` (0.7.3), and every repair that it needs.

`ics.Event` and `ics.Calendar` are the object model. What they would write is not valid (no DTSTAMP, no folding, all
times in UTC, all-day events a day early, values not escaped by their type), so their own extension point,
`Meta.serializer`, hands them to the writer below: one fixed order, lines of at most 75 octets, CRLF after the last one.

Left out on purpose: METHOD (with it RFC 5546 wants an ORGANIZER in every event), ORGANIZER (we know names, not
addresses; the name is the CONTACT), DURATION (ics mixes weeks with days), LANGUAGE parameters (no client uses them, and
simple ones look for a bare `SUMMARY:`), VALARM (a subscriber's own business), CONFERENCE (RFC 7986 section 5.11 wants
the address to join at; an item's is that of the page which tells of it, and a "join" button that leads there deceives).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from feeds import recurrence, wording
from feeds.addresses import web_address
from feeds.identity import mint_part, normalised
from feeds.model import (
    Channel,
    Event,
    EventStatus,
    Feed,
    Item,
    PersonnelNotice,
    Record,
    Site,
    When,
    ZoneSpan,
    day_of,
    deadlines,
    is_dated,
)
from feeds.render import TABLE
from feeds.render.contents import GENERATOR, asked_by, entry_facts, feed_facts, feed_uid, plain, plain_all
from feeds.render.timezones import is_exact, vtimezone, zone_name, zone_spans
from feeds.text import clean, one_line

__all__ = ["MEDIA_TYPE", "SEPARATOR", "VERSION", "entry", "extras", "head", "single", "tail", "zone_spans"]

MEDIA_TYPE = f"{TABLE['ics'].media_type}; charset=utf-8"
VERSION = 2
SEPARATOR = b""

_PRODID = f"-//{GENERATOR}//{GENERATOR}//EN"
_REFRESH = "PT6H"
# RFC 5545 section 3.1: 75 octets without the line break; a continuation spends one of them on its space.
_LINE = 75
_STATUS: dict[EventStatus | None, str] = {
    None: "CONFIRMED",
    "scheduled": "CONFIRMED",
    "rescheduled": "CONFIRMED",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
}


def head(channel: Channel) -> bytes:
    """Render the calendar up to its first event: its properties, then a VTIMEZONE for each of `channel.zones`."""
    return _open_calendar((*_channel_lines(channel), *_zone_lines(channel.zones)))


def entry(site: Site, record: Record, calendar_length: int | None = None) -> bytes:
    """Render a dated record as one VEVENT.

    Raises:
        ValueError: the record has no day to stand on.
    """
    text: str = _event(site, record).serialize()
    return text.encode("utf-8")


def extras(site: Site, record: Record, feed: Feed) -> bytes:
    """Render what a feed wants besides: a VEVENT for each deadline of a record, and for each point of its programme."""
    made = _deadlines(site, record) if feed.deadlines else []
    made += _programme(site, record) if feed.sub_events else []
    text = "".join(event.serialize() for event in made)
    return text.encode("utf-8")


def tail(channel: Channel) -> bytes:
    """Render the end of the calendar."""
    return b"END:VCALENDAR\r\n"


def single(site: Site, record: Record) -> bytes:
    """Render a calendar of one event, to import: without a name, which would make a new calendar of it."""
    return _open_calendar(_zone_lines(zone_spans((record,)))) + entry(site, record) + b"END:VCALENDAR\r\n"


class _Line(NamedTuple):
    """A content line (RFC 5545 section 3.1); `value` is escaped by its type already."""

    name: str
    value: str
    parameters: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        parameters = "".join(f";{name}={_parameter(value)}" for name, value in self.parameters)
        return _fold(f"{self.name}{parameters}:{self.value}")


class _Lines(list[_Line]):
    """Takes the place of ics's Container, which neither folds nor ends its last line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def clone(self) -> _Lines:
        """Give ics the container that it is going to fill."""
        return _Lines(self.name)

    def __str__(self) -> str:
        return "".join(f"{line}\r\n" for line in (f"BEGIN:{self.name}", *self, f"END:{self.name}"))


class _Writer:
    """Serves as ics's `Meta.serializer`: one function with its own order instead of all methods by name."""

    def __init__(self, write: Callable[[Any], Iterator[_Line]]) -> None:
        self._write = write

    def get_serializers(self) -> tuple[Callable[[Any, _Lines], None], ...]:
        """Give ics what to call with an object and the container to fill."""
        return (lambda component, container: container.extend(self._write(component)),)


class _Model(NamedTuple):
    event: Any
    calendar: Any


@cache
def _model() -> _Model:
    # Importing ics takes 0.1 s (it builds a parser): a build with nothing to render does without.
    import ics  # noqa: PLC0415

    class PublishedEvent(ics.Event):  # type: ignore[misc]  # ics has no types
        class Meta(ics.Event.Meta):  # type: ignore[misc]
            serializer = _Writer(_event_lines)

    class PublishedCalendar(ics.Calendar):  # type: ignore[misc]
        class Meta(ics.Calendar.Meta):  # type: ignore[misc]
            serializer = _Writer(_calendar_lines)

    return _Model(PublishedEvent, PublishedCalendar)


def _open_calendar(lines: Iterable[_Line]) -> bytes:
    calendar = _model().calendar(creator=_PRODID)
    calendar.scale = "GREGORIAN"
    calendar.lines = lines
    calendar.extra = _Lines("VCALENDAR")
    text: str = calendar.serialize()
    return text.encode("utf-8").removesuffix(b"END:VCALENDAR\r\n")


def _event(site: Site, record: Record) -> Any:
    facts = entry_facts(site, record, None)
    item = record.item
    start, end = _times(item)
    page = _absolute(site, record.page_path) if site.item_pages else None
    address = web_address(item.url)
    source = address if address != page else None
    words = wording.item_language(item, site)
    event = _model().event(
        uid=record.uid,
        name=one_line(item.title or "") or facts.title if site.cancelled == "status" else facts.title,
        begin=start,
        end=end,
        description="\n\n".join(filter(None, (facts.text, page, source and f"{words.ui['source']}: {source}"))),
        location=_location(item),
        url=page or source,
        categories=facts.categories,
        created=record.first_seen,
        last_modified=record.last_changed,
        status=_STATUS[_shown_status(item, site)],
        transparent=not isinstance(start, datetime) or _status(item) == "cancelled",
        classification="PUBLIC",
    )
    _take_whole_days(event, start)
    # Outlook shows this in place of DESCRIPTION, so it must lead to the same pages.
    leads = "".join(f"<p>{wording.link_html(address)}</p>" for address in (page, source) if address)
    event.sequence, event.html = record.sequence, facts.html + leads
    event.contact = plain(item.organizer) if isinstance(item, Event) else None
    event.repetition, event.parent = _repetition(item), None
    event.extra = _Lines("VEVENT")
    return event


def _take_whole_days(event: Any, start: When) -> None:
    if not isinstance(start, datetime):
        # make_all_day() means this too, but takes the end for the last day and adds one to it.
        event._begin_precision = "day"


def _deadlines(site: Site, record: Record) -> list[Any]:
    """Make an all-day event of each deadline, which blocks nobody's day."""
    facts, words = entry_facts(site, record, None), wording.item_language(record.item, site)
    return [
        _part_of(
            site,
            record,
            mint_part(record.uid, "deadline", name),
            name=wording.deadline_title(name, facts.title, words),
            span=(day_of(moment), _next_day(day_of(moment))),
            says=wording.day_text(moment, words),
        )
        for name, moment in deadlines(record.item)
    ]


def _programme(site: Site, record: Record) -> list[Any]:
    """Make an event of each point of a programme that has a time or a day; its uid outlives another hour and order."""
    made, seen = [], Counter[str]()
    for part in record.item.sub_events if isinstance(record.item, Event) and record.about is None else ():
        title = normalised(part.title)
        seen[title] += 1
        if part.start is None or not one_line(part.title):
            continue
        event = _part_of(
            site,
            record,
            mint_part(record.uid, "sub-event", title, str(seen[title])),
            name=one_line(part.title),
            span=_span(part.start, part.end),
            says="\n".join(filter(None, (", ".join(plain_all(part.performers)), plain(part.summary)))),
        )
        event.location = plain(part.location) or _location(record.item)
        made.append(event)
    return made


def _part_of(site: Site, record: Record, uid: str, *, name: str, span: tuple[When, When | None], says: str) -> Any:
    """Make an event that stands beside that of a record and shares all else with it."""
    item, facts = record.item, entry_facts(site, record, None)
    page = (_absolute(site, record.page_path) if site.item_pages else None) or web_address(item.url)
    start, end = span
    event = _model().event(
        uid=uid,
        name=name,
        begin=start,
        end=end,
        description="\n\n".join(filter(None, (says, facts.title if name != facts.title else None, page))),
        url=page,
        categories=facts.categories,
        created=record.first_seen,
        last_modified=record.last_changed,
        status=_STATUS[_shown_status(item, site)],
        transparent=not isinstance(start, datetime) or _status(item) == "cancelled",
        classification="PUBLIC",
    )
    _take_whole_days(event, start)
    event.sequence, event.html, event.contact, event.repetition = record.sequence, None, None, ()
    # An event without a date has no entry that a deadline could belong to, nor has a posting.
    event.parent = record.uid if is_dated(item) else None
    event.extra = _Lines("VEVENT")
    return event


def _repetition(item: Item) -> tuple[_Line, ...]:
    """Give RRULE and EXDATE; none where they would say something else than is meant: no zone, another first day."""
    if not isinstance(item, Event) or item.recurrence_rule is None or item.start is None:
        return ()
    start, rule = item.start, recurrence.read(item.recurrence_rule)
    until = _until(rule, item)
    is_sound = recurrence.begins_on(rule, day_of(start)) and (until is None or day_of(until) >= day_of(start))
    if not is_sound or (isinstance(start, datetime) and not is_exact(start)):
        return ()
    parts = [part for part in item.recurrence_rule.split(";") if not part.startswith("UNTIL=")]
    if until is not None:
        parts.append(f"UNTIL={_utc(until) if isinstance(until, datetime) else _day(until)}")
    return (_Line("RRULE", ";".join(parts)), *(_exception(day, start) for day in item.excluded_dates))


def _until(rule: recurrence.Rule, item: Event) -> When | None:
    """Give the end of a rule in the kind of the start: clients drop a series whose kinds are mixed."""
    start, until = item.start, rule.until
    if until is None or start is None:
        return None
    if not isinstance(start, datetime):
        return recurrence.until_day(until, item.timezone)
    return until if isinstance(until, datetime) else datetime.combine(until, start.timetz())


def _exception(excluded: When, start: When) -> _Line:
    """Write EXDATE as DTSTART is written; a day means what begins on it."""
    if not isinstance(start, datetime):
        return _Line("EXDATE", _day(excluded), (("VALUE", "DATE"),))
    moment = excluded if isinstance(excluded, datetime) else datetime.combine(excluded, start.timetz())
    zone = zone_name(start)
    if zone is None:
        return _Line("EXDATE", _utc(moment))
    local = wording.in_zone(moment, ZoneInfo(zone))
    return _Line("EXDATE", f"{_day(local)}T{local:%H%M%S}", (("TZID", zone),))


def _times(item: Item) -> tuple[When, When | None]:
    """Give start and exclusive end, in forms that agree and in order; None is an end nobody told us."""
    match item:
        case Event(start=date() as start):
            return _span(start, item.end)
        case PersonnelNotice(effective=date() as day):
            return day, _next_day(day)
        case _:
            raise ValueError(f"{item.title!r} has no date and cannot stand in a calendar")


def _span(start: When, end: When | None) -> tuple[When, When | None]:
    if isinstance(start, datetime):
        start = _exact(start)
        return start, _exact(end) if isinstance(end, datetime) and _exact(end) > start else None
    last = _next_day(end.date()) if isinstance(end, datetime) else end
    # Some clients take a missing DTEND of an all-day event for one of no length.
    return start, last if last and last > start else _next_day(start)


def _next_day(day: date) -> date | None:
    return day + timedelta(days=1) if day < date.max else None


def _exact(moment: datetime) -> datetime:
    return moment if zone_name(moment) else wording.in_zone(moment, UTC)


def _status(item: Item) -> EventStatus | None:
    return item.status if isinstance(item, Event) else None


def _shown_status(item: Item, site: Site) -> EventStatus | None:
    # Google hides what is CANCELLED: who wants it seen there has it only in the title.
    status = _status(item)
    return "postponed" if status == "cancelled" and site.cancelled == "title" else status


def _location(item: Item) -> str | None:
    return plain(item.location) if isinstance(item, Event | PersonnelNotice) else None


def _absolute(site: Site, path: str) -> str | None:
    return web_address(site.address(path)) if site.base_url else None


def _calendar_lines(calendar: Any) -> Iterator[_Line]:
    yield _Line("VERSION", "2.0")
    yield _Line("PRODID", _text(calendar.creator))
    yield _Line("CALSCALE", calendar.scale)
    yield from calendar.lines


def _channel_lines(channel: Channel) -> Iterator[_Line]:
    facts, site, feed = feed_facts(channel, "ics"), channel.site, channel.feed
    # Of each pair the first is RFC 7986's and the other what clients have read for twenty years.
    yield from _texts(("NAME", "X-WR-CALNAME"), facts.title)
    yield from _texts(("DESCRIPTION", "X-WR-CALDESC"), facts.description)
    yield from _texts(("X-WR-TIMEZONE",), site.timezone)
    own = feed if channel.page is None else msgspec.structs.replace(feed, name=f"{feed.name}.{channel.page}")
    yield _Line("UID", _text(feed_uid(site, own, channel.query)))
    yield _Line("LAST-MODIFIED", _utc(facts.updated))
    if landing := _absolute(site, feed.path("html")):
        yield _Line("URL", landing)
    if source := _absolute(site, own.path("ics") + asked_by(channel.query)):
        yield _Line("SOURCE", source, (("VALUE", "URI"),))
    yield _Line("REFRESH-INTERVAL", _REFRESH, (("VALUE", "DURATION"),))
    yield _Line("X-PUBLISHED-TTL", _REFRESH)


def _zone_lines(zones: Iterable[ZoneSpan]) -> Iterator[_Line]:
    return (_Line(name, value) for zone in zones for name, value in vtimezone(zone))


def _event_lines(event: Any) -> Iterator[_Line]:
    yield _Line("UID", _text(event.uid))
    yield _Line("DTSTAMP", _utc(event.last_modified.datetime))
    yield _Line("SEQUENCE", str(event.sequence))
    yield _Line("CREATED", _utc(event.created.datetime))
    yield _Line("LAST-MODIFIED", _utc(event.last_modified.datetime))
    yield _when("DTSTART", event.begin, event)
    # A moment without an end stays one: RFC 5545 section 3.6.1 lets it end as it starts, clients draw half an hour or
    # an hour, and an invented DTEND would be taken for a fact.
    if event.has_end():
        yield _when("DTEND", event.end, event)
    yield from event.repetition
    yield from _texts(("SUMMARY",), event.name)
    yield from _texts(("DESCRIPTION",), event.description)
    if event.html:
        yield _Line("X-ALT-DESC", _text(f"<html><body>{event.html}</body></html>"), (("FMTTYPE", "text/html"),))
    yield from _texts(("LOCATION",), event.location)
    if event.url:
        yield _Line("URL", event.url)
    if event.categories:
        # ics keeps them in a set, whose order changes with PYTHONHASHSEED.
        yield _Line("CATEGORIES", ",".join(map(_text, sorted(event.categories))))
    yield _Line("STATUS", event.status)
    # Calendars make a new all-day entry "free", and a conference that one could go to blocks nobody's day; a time on
    # the clock is an appointment, unless it is off.
    yield _Line("TRANSP", "TRANSPARENT" if event.transparent else "OPAQUE")
    yield _Line("CLASS", event.classification)
    yield from _texts(("CONTACT",), event.contact)
    if event.parent:
        yield _Line("RELATED-TO", _text(event.parent), (("RELTYPE", "PARENT"),))


def _texts(names: tuple[str, ...], value: str | None) -> Iterator[_Line]:
    return (_Line(name, _text(value)) for name in names if value)


def _text(value: str) -> str:
    """Clean and escape a TEXT value (RFC 5545 section 3.3.11), whose line ends and commas would else be syntax."""
    # Most values are one clean line; to know that costs an eighth of cleaning it.
    value = value if value.isprintable() else clean(value)
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _parameter(value: str) -> str:
    """Write a parameter value: RFC 6868 for what quotes cannot hold, quotes where the grammar asks for them."""
    escaped = value.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{escaped}"' if any(mark in escaped for mark in ",;:") else escaped


def _when(name: str, moment: Any, event: Any) -> _Line:
    # `moment` is an Arrow, which keeps the zone it was given; ics would turn even a day into UTC first, and so into
    # the day before in every zone east of Greenwich.
    if event.all_day:
        return _Line(name, _day(moment.date()), (("VALUE", "DATE"),))
    local: datetime = moment.datetime
    zone = zone_name(local)
    if zone is None:
        return _Line(name, _utc(local))
    return _Line(name, f"{_day(local)}T{local:%H%M%S}", (("TZID", zone),))


def _utc(moment: datetime) -> str:
    moment = wording.in_zone(moment, UTC)
    return f"{_day(moment)}T{moment:%H%M%S}Z"


def _day(day: date) -> str:
    # strftime's %Y does not fill up years before 1000.
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _fold(line: str) -> str:
    if line.isascii():
        return line if len(line) <= _LINE else "\r\n ".join(_ascii_pieces(line))
    octets = line.encode("utf-8")
    return line if len(octets) <= _LINE else b"\r\n ".join(_pieces(octets)).decode("utf-8")


def _ascii_pieces(line: str) -> list[str]:
    return [line[:_LINE], *(line[place : place + _LINE - 1] for place in range(_LINE, len(line), _LINE - 1))]


def _pieces(octets: bytes) -> Iterator[bytes]:
    start, room = 0, _LINE
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        yield octets[start:end]
        start, room = end, _LINE - 1
    yield octets[start:]
