"""What stands in the components of a calendar (RFC 5545 section 3.6): properties, their values, and zones."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from feeds.check.problems import Report, shown
from feeds.check.profiles import limit
from feeds.check.written import Identifiers

#: What may stand in a component, where it matters.
PLACES = {
    "VCALENDAR": ("VEVENT", "VTIMEZONE", "VTODO", "VJOURNAL", "VFREEBUSY"),
    "VTIMEZONE": ("STANDARD", "DAYLIGHT"),
    "VEVENT": ("VALARM",),
}
_REQUIRED = {
    "VCALENDAR": ("VERSION", "PRODID"),
    "VTIMEZONE": ("TZID",),
    "STANDARD": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "DAYLIGHT": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "VEVENT": ("DTSTAMP", "DTSTART"),
}
_ONCE = frozenset(
    {
        *("VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION"),
        *("STATUS", "TRANSP", "SEQUENCE", "CREATED", "LAST-MODIFIED", "URL", "LOCATION", "ORGANIZER", "RECURRENCE-ID"),
        *("TZID", "TZOFFSETFROM", "TZOFFSETTO", "RRULE"),
    }
)
_KNOWN = {
    "STATUS": ("CONFIRMED", "TENTATIVE", "CANCELLED"),
    "TRANSP": ("OPAQUE", "TRANSPARENT"),
}
_STAMPS = ("DTSTAMP", "CREATED", "LAST-MODIFIED")
_TEXTS = ("SUMMARY", "DESCRIPTION")
_TAG = re.compile(r"</?(?:a|b|br|div|em|h[1-6]|i|li|ol|p|span|strong|u|ul)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TZID = re.compile(r';TZID="?([^";]*)', re.IGNORECASE)
_DAY = re.compile(r"\d{8}")
_TIME = re.compile(r"\d{8}T\d{6}")
_RULE = re.compile(r"[A-Z]+=[A-Z0-9,+-]+(?:;[A-Z]+=[A-Z0-9,+-]+)*")
_FREQUENCY = re.compile(r"(?:^|;)FREQ=(?:SECOND|MINUTE|HOUR|DAI|WEEK|MONTH|YEAR)LY(?:;|$)")
_UNTIL = re.compile(r"(?:^|;)UNTIL=([^;]*)")
_OFFSET = re.compile(r"[+-]\d{4}(?:\d\d)?")
_LARGEST_SEQUENCE = limit("large-sequence")
_OBSERVANCES = limit("many-observances")


class Line(NamedTuple):
    """A property without its name: parameters with their semicolon, and the value as it is written."""

    parameters: str
    value: str


class Part:
    """A component while it is read; `late` and `repeated` are names of properties that stand where they may not.

    `exceptions` has each value of EXDATE.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.lines: dict[str, Line] = {}
        self.exceptions: list[Line] = []
        self.children: list[str] = []
        self.late: list[str] = []
        self.repeated: list[str] = []

    def add(self, name: str, value: str) -> None:
        """Take a property."""
        name, separator, parameters = name.partition(";")
        name = name.upper()
        if self.children:
            self.late.append(name)
        if name in self.lines and name in _ONCE:
            self.repeated.append(name)
        self.lines[name] = Line(separator + parameters, value)
        if name == "EXDATE":
            self.exceptions += [Line(separator + parameters, one) for one in value.split(",")]

    def value(self, name: str) -> str:
        """Give the value of a property, or nothing."""
        line = self.lines.get(name)
        return line.value if line else ""


class When(NamedTuple):
    """A start or an end: a day or a time on the clock, and the zone that it is in ("Z" for UTC)."""

    moment: date
    zone: str


class Calendar:
    """Checks the components of one calendar, each when it ends."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._identifiers = Identifiers(report)
        self._zones: set[str] = set()
        self._used: dict[str, str] = {}
        self._events = 0
        self._without_organizer: list[str] = []
        self._checks: dict[str, Callable[[Part], None]] = {
            "VCALENDAR": self._calendar,
            "VTIMEZONE": self._zone,
            "STANDARD": self._observance,
            "DAYLIGHT": self._observance,
            "VEVENT": self._event,
        }

    def see(self, part: Part, parent: Part | None) -> None:
        """Check a component that has been read whole."""
        if parent:
            parent.children.append(part.kind)
        uid = part.value("UID") if part.kind == "VEVENT" else None
        for name in _REQUIRED.get(part.kind, ()):
            if not part.value(name):
                self._report.add("missing-property", f"{part.kind} has no {name}", uid)
        for name in part.repeated:
            self._report.add("repeated-element", f"{part.kind} has {name} twice", uid)
        if part.kind in self._checks:
            self._checks[part.kind](part)

    def _calendar(self, part: Part) -> None:
        if part.value("VERSION") not in ("2.0", ""):
            self._report.add("wrong-format", f"is iCalendar of version {shown(part.value('VERSION'))}")
        if not part.children:
            self._report.add("empty-file", "has neither event nor anything else in it")
        for name in part.late:
            self._report.add("late-property", f"{shown(name)} of the calendar stands after an event or a zone")
        if "METHOD" in part.lines:
            for uid in self._without_organizer:
                self._report.add("method-without-organizer", "METHOD asks for ORGANIZER in every event", uid)
        for zone, uid in self._used.items():
            if zone not in self._zones:
                self._report.add("unknown-tzid", f"{shown(zone)} is not described by a VTIMEZONE", uid)

    def _zone(self, part: Part) -> None:
        name = part.value("TZID")
        self._zones.add(name)
        if not part.children:
            self._report.add("missing-property", f"the zone {shown(name)} has neither STANDARD nor DAYLIGHT")
        for kind in sorted(set(part.children)):
            if (count := part.children.count(kind)) > _OBSERVANCES:
                self._report.add("many-observances", f"the zone {shown(name)} has {count} of {kind}")

    def _observance(self, part: Part) -> None:
        for name in ("TZOFFSETFROM", "TZOFFSETTO"):
            if part.value(name) and not _OFFSET.fullmatch(part.value(name)):
                self._bad_value(part, name)
        if part.value("DTSTART") and not _read(_TIME, part.value("DTSTART")):
            self._bad_value(part, "DTSTART")

    def _event(self, part: Part) -> None:
        self._events += 1
        uid = part.value("UID")
        self._identifiers.see(uid, f"event {self._events}", again="RECURRENCE-ID" in part.lines)
        if "ORGANIZER" not in part.lines:
            self._without_organizer.append(uid)
        for name in _STAMPS:
            stamp = part.value(name)
            if stamp and not (stamp[-1] == "Z" and _read(_TIME, stamp[:-1])):
                self._bad_value(part, name)
        for name, known in _KNOWN.items():
            if name in part.lines and part.value(name) not in known:
                self._report.add("unknown-value", f"{name} is {shown(part.value(name))}", uid)
        for name in _TEXTS:
            if _TAG.search(part.value(name)):
                self._report.add("html-in-text", f"{name} has HTML in it", uid)
        self._sequence(part)
        self._span(part)

    def _sequence(self, part: Part) -> None:
        value = part.value("SEQUENCE")
        if "SEQUENCE" in part.lines and not (value.isascii() and value.isdigit()):
            self._bad_value(part, "SEQUENCE")
        elif len(value) > len(str(_LARGEST_SEQUENCE)) or int(value or 0) > _LARGEST_SEQUENCE:
            self._report.add("large-sequence", f"SEQUENCE is {shown(value)}", part.value("UID"))

    def _span(self, part: Part) -> None:
        start, end = self._when(part, "DTSTART"), self._when(part, "DTEND")
        if start is not None:
            self._repetition(part, start)
        if start is None or end is None:
            return
        uid = part.value("UID")
        if isinstance(start.moment, datetime) != isinstance(end.moment, datetime):
            self._report.add("mixed-kinds", "one of DTSTART and DTEND is a day, the other a time", uid)
        elif start.zone == end.zone and end.moment <= start.moment:
            self._report.add("end-before-start", "DTEND is not after DTSTART", uid)

    def _repetition(self, part: Part, start: When) -> None:
        """Check that rule and exceptions are of the kind of the start: clients drop the whole series else."""
        uid, rule = part.value("UID"), part.value("RRULE")
        if "RRULE" in part.lines and not (_RULE.fullmatch(rule) and _FREQUENCY.search(rule)):
            self._bad_value(part, "RRULE")
        elif until := _UNTIL.search(rule):
            self._rule_end(part, start, until[1])
        for line in part.exceptions:
            excluded = self._when(part, "EXDATE", line)
            if excluded and (_is_day(excluded) != _is_day(start) or excluded.zone != start.zone):
                self._report.add("mixed-kinds", "EXDATE is of another kind or zone than DTSTART", uid)

    def _rule_end(self, part: Part, start: When, until: str) -> None:
        uid = part.value("UID")
        end = _read(_DAY, until) or (_read(_TIME, until[:-1]) if until[-1:] == "Z" else None)
        if end is None:
            self._bad_value(part, "RRULE")
        elif bool(_DAY.fullmatch(until)) != _is_day(start):
            self._report.add("mixed-kinds", "UNTIL of RRULE must be a day or a time in UTC, as DTSTART is", uid)
        elif end.date() < _day_of(start.moment) - timedelta(days=1):
            self._report.add("end-before-start", "RRULE ends before DTSTART", uid)

    def _when(self, part: Part, name: str, line: Line | None = None) -> When | None:
        """Read a start or an end, and note the zone that it is in."""
        line = line or part.lines.get(name)
        if line is None or not line.value:
            return None
        zone = _TZID.search(line.parameters) if line.parameters else None
        found = _when(line, zone[1] if zone else "")
        if found is None:
            self._bad_value(part, name)
        elif isinstance(found.moment, datetime) and not found.zone:
            self._report.add("floating-time", f"{name} is in no zone", part.value("UID"))
        elif found.zone not in ("", "Z"):
            self._used.setdefault(found.zone, part.value("UID"))
        return found

    def _bad_value(self, part: Part, name: str) -> None:
        uid = part.value("UID") if part.kind == "VEVENT" else None
        self._report.add("bad-value", f"{name} is not written as it must be: {shown(part.value(name))}", uid)


def _is_day(when: When) -> bool:
    return not isinstance(when.moment, datetime)


def _day_of(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _when(line: Line, zone: str) -> When | None:
    """Read a day or a time; a zone beside a time in UTC, or beside a day, makes it neither."""
    if ";VALUE=DATE" in line.parameters.upper().replace("DATE-TIME", ""):
        day = _read(_DAY, line.value)
        return When(day.date(), "") if day and not zone else None
    if line.value[-1] == "Z":
        moment = _read(_TIME, line.value[:-1])
        return When(moment, "Z") if moment and not zone else None
    moment = _read(_TIME, line.value)
    return When(moment, zone) if moment else None


def _read(form: re.Pattern[str], text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if form.fullmatch(text) and text.isascii() else None
    except ValueError:
        return None
