"""Input format `icalendar` (RFC 5545): events, and journal entries as articles.

Nothing is expanded: a series stays one event with its rule. An occurrence that was moved or changed is an event of its
own, and the series leaves it out; what holds from one occurrence on parts the series in two. So a calendar says the
same whenever it is read, and a rule without an end costs nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from html import unescape
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import msgspec

from feeds import recurrence
from feeds.addresses import web_address
from feeds.errors import SourceError
from feeds.model import (
    Article,
    Event,
    EventStatus,
    Evidence,
    Fetched,
    Item,
    Kind,
    PersonnelNotice,
    Rejected,
    Source,
    When,
    day_of,
)
from feeds.parse import own_entries, series, told
from feeds.parse.calendar_lines import Component, Property, components
from feeds.parse.calendar_zones import zone_named, zone_of_windows, zone_ruled
from feeds.parse.moments import moment, zone_of
from feeds.parse.prepared import prepared
from feeds.text import clean, decode, one_line, paragraph, safe_html

_RULE = "icalendar"
_LARGEST = 32 * 1024 * 1024
_MOST = 50_000
_MOST_ADDED, _MOST_LISTED = 500, 2_000  # times that are added to a series, or left out of it
_SHORT = 700  # characters up to which a description is a summary
_SHOWN = 200
_OURS = "-//Feeds//Feeds//EN"
# Lines are folded by their octets, and some programs cut a letter in two.
_SPLIT_LETTER = re.compile(rb"(?<=[\xc2-\xf4])\r?\n[ \t](?=[\x80-\xbf])|(?<=[\x80-\xbf])\r?\n[ \t](?=[\x80-\xbf])")
_STAMP = re.compile(r"[0-9][0-9TZtz:+ -]{5,30}")
_DURATION = re.compile(
    r"\+?P(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,7})M)?(?:(?P<seconds>\d{1,8})S)?)?"
)
_MARKED_UP = re.compile(r"<(?:p|br|div|a|b|i|ul|ol|li|span|strong|em|html|h[1-6])\b[^<>]*>", re.IGNORECASE)
# Between these marks programs put how to join a meeting, with its number and word: nobody else's business.
_JOINING = re.compile(r"-::~[:~]+::-[\s\S]*?(?:-::~[:~]+::-|\Z)|_{20,}[\s\S]*?(?:_{20,}|\Z)")
_LEADS = re.compile(r'(?:<p><a href="([^"]*)"[^<>]*>[^<>]*</a></p>\s*)+$')
_LEAD = re.compile(r'<a href="([^"]*)"')
_MEETINGS = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
_STATUSES: dict[str, EventStatus] = {"CANCELLED": "cancelled", "CANCELED": "cancelled", "POSTPONED": "postponed"}


def split(body: bytes) -> tuple[bytes, ...]:
    """Leave a calendar whole: its zones and series hold for more than one entry."""
    return (body,)


def parse(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Give the events and journal entries of a file, in the order in which they stand there.

    Raises:
        SourceError: it is no calendar, or larger than any.
    """
    if len(fetched.body) > _LARGEST:
        raise SourceError(
            "the calendar is too large", where=fetched.location, remedy=f"the limit is {_LARGEST:,} bytes"
        )
    try:
        found = components(decode(_mended(fetched.body)))
    except ValueError as error:
        raise SourceError(str(error), where=fetched.location) from error
    calendars = [one for one in found if one.name == "VCALENDAR"]
    loose = [one for one in found if one.name in _KINDS]
    if loose:
        calendars.append(Component("VCALENDAR", 1, [], loose))
    if not calendars:
        raise SourceError(
            "this is no iCalendar file", where=fetched.location, remedy="give the address of the calendar"
        )
    if sum(len(one.parts) for one in calendars) > _MOST:
        raise SourceError(f"there are more than {_MOST:,} entries", where=fetched.location, remedy="split it")
    language = source.language or _language(calendars)
    for calendar in calendars:
        yield from _Calendar(calendar, fetched, source, language).items()


def _mended(body: bytes) -> bytes:
    """Leave out what stands in a calendar by accident: zero bytes, and a fold inside a letter."""
    if b"BEGIN:" in body[:100].upper():
        body = body.replace(b"\0", b"")
    return _SPLIT_LETTER.sub(b"", body)


_KINDS = frozenset({"VEVENT", "VJOURNAL"})


def _language(calendars: Sequence[Component]) -> str | None:
    entries = [entry for calendar in calendars for entry in calendar.parts if entry.name in _KINDS][:20]
    texts = (entry.text(name) or "" for entry in entries for name in ("SUMMARY", "DESCRIPTION"))
    return told.language_of(" ".join(text[:400] for text in texts), None)


class _Occurrence(NamedTuple):
    """When an entry replaces one time of a series, or all from that on."""

    at: When
    is_future: bool


class _Calendar:
    """Makes the items of one VCALENDAR."""

    def __init__(self, calendar: Component, fetched: Fetched, source: Source, language: str | None) -> None:
        self._calendar, self._source, self._language = calendar, source, language
        self._usual = zone_of(msgspec.structs.replace(source, language=told.known(language)))
        self._line = fetched.line - 1
        self._is_ours = (calendar.text("PRODID") or "").strip() == _OURS
        self._is_off = (calendar.text("METHOD") or "").strip().upper() == "CANCEL"
        own = zone_named(calendar.text("X-WR-TIMEZONE") or "")
        self._named = (ZoneInfo(source.timezone) if source.timezone else None) or own
        self._shown = own or self._usual
        self._zones = {(one.text("TZID") or ""): one for one in calendar.parts if one.name == "VTIMEZONE"}
        self._resolved: dict[str, ZoneInfo | None] = {}
        self._wholes: dict[str, Component] = {}
        self._replaced: dict[str, list[_Occurrence]] = {}
        self._own: dict[int, _Occurrence] = {}
        self._shared: set[tuple[str, str]] = set()

    def items(self) -> Iterator[Item | Rejected]:
        """Give the items, and what was refused."""
        entries = _newest([one for one in self._calendar.parts if one.name in _KINDS])
        known = Counter(_key(one) for one in entries)
        self._shared = {key for key, times in known.items() if times > 1}
        for entry in entries:
            self._index(entry)
        for entry in entries:
            try:
                made = [prepared(item, self._source) for item in self._made(entry)]
            except (ValueError, OverflowError) as error:
                line = self._line + (error.args[1] if len(error.args) > 1 else entry.line)
                yield self._refused(entry, line, str(error.args[0]))
                continue
            yield from made

    def _index(self, entry: Component) -> None:
        """Note what replaces a time of a series, and which entry is the series."""
        at, uid = entry.first("RECURRENCE-ID"), entry.text("UID") or ""
        if at is None:
            self._wholes.setdefault(uid, entry)
            return
        moment_of, others = None, self._replaced.setdefault(uid, [])
        # In a zone that nobody knows it replaces nothing; the entry itself is refused for it.
        with suppress(ValueError, OverflowError):
            moment_of = self._when(at)
        if moment_of is None or not uid:
            return
        is_future = at.parameters.get("RANGE", "").upper() == "THISANDFUTURE"
        is_future = is_future and sum(one.is_future for one in others[:_MOST_PARTS]) < _MOST_PARTS
        others.append(_Occurrence(moment_of, is_future))
        self._own[entry.line] = others[-1]

    def _refused(self, entry: Component, line: int, reason: str) -> Rejected:
        text = one_line(entry.text("SUMMARY") or entry.text("UID") or "")[:_SHOWN]
        if (entry.text("CLASS") or "PUBLIC").strip().upper() in _HIDDEN:
            text = ""
        kind: Kind = "article" if entry.name == "VJOURNAL" else "event"
        return Rejected(kind=kind, lines=(line, line), text=text, rule=_RULE, reason=one_line(reason))

    def _made(self, entry: Component) -> Iterator[Item]:
        if (entry.text("CLASS") or "PUBLIC").strip().upper() in _HIDDEN:
            raise ValueError("its CLASS says that it is not for the public")
        if self._is_ours and entry.first("X-ALT-DESC") is None:
            raise ValueError("it is a part of another entry, made by Feeds itself")
        facts = self._facts(entry)
        if entry.name == "VJOURNAL":
            start = entry.first("DTSTART")
            facts["published"] = (self._when(start) if start is not None else None) or facts["published"]
            yield Article(**facts, evidence=self._evidence(entry, ("title", "SUMMARY")))
            return
        event = self._event(entry, facts)
        if self._is_ours:
            yield self._as_written(event)
        elif entry.first("RECURRENCE-ID") is not None:
            yield from self._occurrence(entry, event)
        else:
            yield from self._occasions(entry, event)

    def _occasions(self, entry: Component, event: Event) -> Iterator[Item]:
        """Give an event, its series, and the times that are added to it."""
        uid, rules = entry.text("UID") or "", _rules(entry)
        replaced = self._replaced.get(uid, []) if _key(entry) not in self._shared else []
        excluded = list(islice((day for one in entry.all("EXDATE") for day in self._moments(one)), _MOST_LISTED))
        if event.start is not None and not isinstance(event.start, datetime):
            # Exchange names the days of what has no hours by their midnight.
            replaced = [one._replace(at=day_of(one.at)) for one in replaced]
            excluded = [day_of(one) for one in excluded]
        taken = {series.stamp(one.at) for one in replaced}
        periods = (period for one in entry.all("RDATE") for period in self._periods(one))
        added = list(islice(periods, _MOST_ADDED))
        if replaced or added:
            event = msgspec.structs.replace(event, series=uid or None)
        if rules:
            yield from self._series(event, rules, tuple(excluded), replaced)
        elif event.start is not None and series.stamp(event.start) not in taken:
            yield event
        taken |= {series.stamp(one) for one in (*excluded, event.start) if one is not None}
        if rules and added and event.start is not None:
            last = max((start for start, _ in added), key=day_of)
            taken |= series.given(series.readable(rules[0].value, event.start), event.start, last)
        for start, end in added:
            if (named := series.stamp(start)) not in taken:
                taken.add(named)
                identifier = event.identifier and f"{event.identifier}/{named}"
                moved = series.shifted(event, start)
                yield msgspec.structs.replace(moved, identifier=identifier, end=end or moved.end)

    def _series(
        self, event: Event, rules: list[Property], excluded: tuple[When, ...], replaced: list[_Occurrence]
    ) -> Iterator[Item]:
        if len(rules) > 1:
            raise ValueError("it has more than one RRULE", rules[1].line)
        if event.start is None:
            return
        try:
            rule = series.readable(rules[0].value, event.start)
        except ValueError as error:
            raise ValueError(str(error), rules[0].line) from error
        futures = sorted((one.at for one in replaced if one.is_future), key=series.stamp)
        left_out = (*excluded, *(one.at for one in replaced if not one.is_future))
        found = list(series.settled(event, series.Repeated(rule, left_out, futures[0] if futures else None)))
        if not found and not replaced:
            raise ValueError("each time of its series is left out", rules[0].line)
        yield from found

    def _occurrence(self, entry: Component, event: Event) -> Iterator[Item]:
        """Give an event in the place of one time of a series, or all of it from that time on."""
        uid, own = entry.text("UID"), self._own.get(entry.line)
        at = entry.first("RECURRENCE-ID")
        if own is not None and self._is_gone(entry, own.at):
            return
        named = series.stamp(own.at) if own is not None else one_line(at.value if at else "")
        identifier = event.identifier and f"{event.identifier}/{named}"
        event = msgspec.structs.replace(event, identifier=identifier, series=uid)
        whole = self._wholes.get(uid or "")
        rules = _rules(whole) if whole is not None else []
        begun = self._when(first) if whole is not None and (first := whole.first("DTSTART")) is not None else None
        if own is None or not own.is_future or len(rules) != 1 or begun is None or event.start is None or whole is None:
            yield event
            return
        rule = recurrence.read(text := series.readable(rules[0].value, begun))
        if rule.count is not None:
            done = series.counted_before(rule, day_of(begun), day_of(own.at))
            text = series.ending(text, own.at, max(1, rule.count - done))
        if len(rule.days) == 1 and not rule.days[0][1]:
            weekday = recurrence.WEEKDAYS[day_of(event.start).weekday()]
            text = re.sub(r"BYDAY=\w+", f"BYDAY={weekday}", text)
        excluded = islice((day for one in whole.all("EXDATE") for day in self._moments(one)), _MOST_LISTED)
        later = [one for one in self._replaced[uid or ""] if series.stamp(one.at) > named]
        futures = sorted((one.at for one in later if one.is_future), key=series.stamp)
        left_out = (*excluded, *(one.at for one in later if not one.is_future))
        yield from series.settled(event, series.Repeated(text, left_out, futures[0] if futures else None))

    def _is_gone(self, entry: Component, at: When) -> bool:
        """Tell whether a newer version of the series leaves out the time that was once changed."""
        whole = self._wholes.get(entry.text("UID") or "")
        if whole is None or _version(whole) <= _version(entry):
            return False
        excluded = islice((day for one in whole.all("EXDATE") for day in self._moments(one)), _MOST_LISTED)
        return series.stamp(at) in map(series.stamp, excluded)

    def _facts(self, entry: Component) -> dict[str, Any]:
        summary, content = self._words(entry)
        title = one_line(entry.text("SUMMARY") or "")
        if not (title or summary or content):
            raise ValueError("it has neither a SUMMARY nor a DESCRIPTION")
        if not title:
            title = one_line((summary or told.words(content or "")).partition("\n")[0])[:80]
        spoken = entry.first("SUMMARY")
        tag = (spoken.parameters.get("LANGUAGE", "") if spoken else "").partition("-")[0].lower()
        url = entry.first("URL")
        return {
            "title": title[:500],
            "url": web_address(one_line(url.value)) if url is not None else None,
            "summary": summary,
            "content": content,
            "categories": _categories(entry),
            "published": self._instant(entry, "CREATED"),
            "updated": self._instant(entry, "LAST-MODIFIED"),
            "language": told.known(tag) or self._language,
            "identifier": self._identifier(entry),
        }

    def _identifier(self, entry: Component) -> str | None:
        uid = one_line(entry.text("UID") or "")
        # An id that means several entries means none.
        return uid if 0 < len(uid) <= 1_000 and _key(entry) not in self._shared else None

    def _words(self, entry: Component) -> tuple[str | None, str | None]:
        """Give what an entry says: a short text as summary, a longer one or HTML as content."""
        plain, marked = clean(entry.text("DESCRIPTION") or "").strip(), entry.first("X-ALT-DESC")
        without = _JOINING.sub("", plain).strip()
        html = marked.text if marked is not None and without == plain else ""
        address = (entry.text("URL") or "").strip()
        if address and without.endswith(f"\n{address}"):
            without = without.removesuffix(address).strip()
        if _MARKED_UP.search(without):
            html, without = without.replace("\n", "<br>\n") if "<p" not in without else without, ""
        if html:
            safe = safe_html(html).strip()
            said = one_line(told.words(safe))
            if self._is_ours:
                return None, safe
            if said and (not without or one_line(without) != said or "<a " in safe or "<li>" in safe):
                return None, safe
        if len(without) <= _SHORT:
            return without or None, None
        blocks = (block.strip() for block in re.split(r"\n\s*\n", without))
        return None, "\n".join(paragraph(block).replace("\n", "<br>\n") for block in blocks if block)

    def _event(self, entry: Component, facts: dict[str, Any]) -> Event:
        start, end, zone = self._span(entry)
        location = one_line(entry.text("LOCATION") or "")
        joined = next((one for name in _MEETINGS if (one := entry.first(name)) is not None), None)
        address = web_address(location) if location.lower().startswith(("http://", "https://")) else None
        is_online = address is not None or told.is_online(location) or (joined is not None and not location)
        status = _STATUSES.get((entry.text("STATUS") or "").strip().upper())
        return Event(
            **facts | {"url": facts["url"] or address},
            start=start,
            end=end,
            timezone=zone,
            location=location if location and address is None else None,
            organizer=_organizer(entry),
            status="cancelled" if self._is_off else status,
            attendance_mode="online" if is_online else None,
            evidence=self._evidence(entry, ("title", "SUMMARY"), ("start", "DTSTART")),
        )

    def _span(self, entry: Component) -> tuple[When, When | None, str | None]:
        """Give start, end and zone; an end that lies before the start is none."""
        told_start, told_end = entry.first("DTSTART"), entry.first("DTEND")
        if told_start is None:
            raise ValueError("it has no DTSTART")
        start = self._when(told_start)
        if start is None:
            raise ValueError(f"DTSTART is {told_start.value[:60]!r}, which is no day and no time", told_start.line)
        end = self._when(told_end) if told_end is not None else _after(start, entry.text("DURATION"))
        if isinstance(start, datetime) and _is_whole(entry, start, end):
            last = day_of(end) if end is not None else day_of(start)
            start, end = start.date(), last
        if not isinstance(start, datetime):
            last = day_of(end) if end is not None else start
            if isinstance(end, datetime) and end.time() != time():
                last += timedelta(days=1)
            return start, max(last, start + timedelta(days=1)), None
        if not isinstance(end, datetime) or end <= start:
            end = None
        return start, end, self._zone_shown(entry, start)

    def _zone_shown(self, entry: Component, start: datetime) -> str | None:
        if start.tzinfo is UTC:
            # A series in UTC is on no clocks that change twice a year.
            own = self._own.get(entry.line)
            is_series = entry.first("RRULE") is not None or (own is not None and own.is_future)
            return "UTC" if is_series else self._shown.key
        return getattr(start.tzinfo, "key", None)

    def _when(self, told_one: Property) -> When | None:
        """Read a day or an instant, in the zone that it names."""
        value = told_one.value.strip()
        if _STAMP.fullmatch(value) is None:
            return None
        name = told_one.parameters.get("TZID", "")
        zone = self._zone(name, value) if name and not value.endswith(("Z", "z")) else self._floating
        found = moment(value.upper(), zone)
        if isinstance(found, datetime) and told_one.parameters.get("VALUE", "").upper() == "DATE":
            return found.date()
        if isinstance(found, datetime) and value.endswith(("Z", "z")):
            return found.astimezone(UTC)
        return found

    @property
    def _floating(self) -> ZoneInfo:
        return self._named or self._usual

    def _zone(self, name: str, value: str) -> ZoneInfo:
        if name not in self._resolved:
            told_year = int(value[:4]) if value[:4].isdecimal() else 0
            year = told_year if _FIRST_YEAR <= told_year < _LAST_YEAR else _FIRST_YEAR
            preferred = [one for one in (self._named, self._shown) if one is not None]
            zone = zone_named(name) or zone_of_windows(name, preferred, year)
            if zone is None and (ruled := self._zones.get(name)) is not None:
                zone = zone_ruled(ruled, preferred, year)
            self._resolved[name] = zone or self._named
        found = self._resolved[name]
        if found is None:
            raise ValueError(f"its time zone {name[:60]!r} is not known; set `timezone` of the source")
        return found

    def _moments(self, told_one: Property) -> Iterator[When]:
        yield from (start for start, _ in self._periods(told_one))

    def _periods(self, told_one: Property) -> Iterator[tuple[When, When | None]]:
        """Give the times of a list, with the end of those that have one."""
        for value in told_one.value.split(",", _MOST_LISTED)[:_MOST_LISTED]:
            first, _, last = value.partition("/")
            start = self._when(told_one._replace(value=first))
            if start is not None:
                is_length = last.strip().upper().startswith("P")
                yield start, _after(start, last) if is_length else self._when(told_one._replace(value=last))

    def _instant(self, entry: Component, name: str) -> When | None:
        found = entry.first(name)
        moment_of = self._when(found) if found is not None else None
        # Programs write the year 0, 1 or 1900 for what they do not know.
        return moment_of if moment_of is not None and moment_of.year >= _FIRST_YEAR else None

    def _as_written(self, event: Event) -> Item:
        """Give an entry of ours as what it was: its body lists the facts and ends with links to its pages."""
        content = event.content or ""
        leads = _LEADS.search(content)
        links = _LEAD.findall(leads[0]) if leads is not None else []
        body = content[: leads.start()].strip() if leads is not None else content
        code = own_entries.language_of(body) or event.language
        url = unescape(links[-1]) if links else event.url
        event = msgspec.structs.replace(event, content=body or None, url=url, language=code)
        facts = {name: getattr(event, name) for name in own_entries.COMMON}
        item = own_entries.read(Article(**facts), event.title or "", code, self._floating)
        if isinstance(item, PersonnelNotice):
            return item
        return own_entries.read(event, event.title or "", code, self._floating)

    def _evidence(self, entry: Component, *fields: tuple[str, str]) -> tuple[Evidence, ...]:
        found = ((field, entry.first(name)) for field, name in fields)
        return tuple(
            Evidence(field=field, lines=(self._line + one.line,) * 2, text=one.value[:_SHOWN], rule=_RULE)
            for field, one in found
            if one is not None
        )


_HIDDEN = frozenset({"PRIVATE", "CONFIDENTIAL"})
_MOST_PARTS = 50  # into which a series can be parted
_FIRST_YEAR, _LAST_YEAR = 1971, 9999


def _key(entry: Component) -> tuple[str, str]:
    return entry.text("UID") or f"line {entry.line}", entry.text("RECURRENCE-ID") or ""


def _rules(entry: Component) -> list[Property]:
    """List the rules of a series, each once: some programs write one twice, or an empty one."""
    return list({one.value.strip(): one for one in entry.all("RRULE") if one.value.strip()}.values())


def _newest(entries: Sequence[Component]) -> list[Component]:
    """Leave out what a newer entry of the same id replaces; those of one version that differ are different things."""
    newest: dict[tuple[str, str], Component] = {}
    for entry in entries:
        before = newest.get(_key(entry))
        if before is None or _version(entry) > _version(before):
            newest[_key(entry)] = entry
    return [one for one in entries if (best := newest[_key(one)]) is one or _is_another(one, best)]


def _version(entry: Component) -> tuple[int, str]:
    told_one = (entry.text("SEQUENCE") or "0").strip()
    return int(told_one) if told_one.isdecimal() and len(told_one) < 10 else 0, entry.text("LAST-MODIFIED") or ""


def _is_another(one: Component, best: Component) -> bool:
    if _version(one)[0] != _version(best)[0]:
        return False
    return any(one.text(name) != best.text(name) for name in ("DTSTART", "SUMMARY"))


def _after(start: When, duration: str | None) -> When | None:
    found = _DURATION.fullmatch((duration or "").strip().upper())
    if found is None:
        return None
    parts = {name: int(value) for name, value in found.groupdict().items() if value}
    days = timedelta(weeks=parts.get("weeks", 0), days=parts.get("days", 0))
    clock = timedelta(hours=parts.get("hours", 0), minutes=parts.get("minutes", 0), seconds=parts.get("seconds", 0))
    if not isinstance(start, datetime):
        return start + days
    # Days are on the clocks of the zone, hours are as long as they are.
    return ((start + days).astimezone(UTC) + clock).astimezone(start.tzinfo)


def _is_whole(entry: Component, start: datetime, end: When | None) -> bool:
    """Tell whole days that are written as times from midnight to midnight."""
    if (entry.text("X-MICROSOFT-CDO-ALLDAYEVENT") or "").strip().upper() == "TRUE":
        return True
    is_utc = start.tzinfo is UTC
    return not is_utc and isinstance(end, datetime) and start.time() == end.time() == time() and end > start


def _organizer(entry: Component) -> str | None:
    """Give the name of who holds it; an address is not one."""
    found = entry.first("ORGANIZER")
    name = one_line(found.parameters.get("CN", "")) if found is not None else one_line(entry.text("CONTACT") or "")
    name = one_line(unquote(name)) if "%" in name else name
    is_name = name and "@" not in name and sum(map(str.isdigit, name)) < _DIGITS and web_address(name) is None
    return name.strip("\"'") or None if is_name else None


_DIGITS = 5  # of which a telephone number has more


def _categories(entry: Component) -> tuple[str, ...]:
    found = (one_line(text) for one in entry.all("CATEGORIES") for text in one.texts)
    return tuple(dict.fromkeys(text for text in found if text))[:30]
