"""The time zones of calendars as zones of the IANA: by name, by Windows' names (the doorway to icalendar), by rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from feeds import lang
from feeds.parse.calendar_lines import Component

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_UTC = re.compile(r"(?:tzone://microsoft/|etc/)?(?:utc|gmt|z|zulu)(?:[+-]0+)?", re.IGNORECASE)


def zone_named(name: str) -> ZoneInfo | None:
    """Give the zone of a name: IANA's, one with a maker's path before it, or a city alone."""
    name = name.strip().strip('"').strip()
    if not name or len(name) > 100:
        return None
    if _UTC.fullmatch(name):
        return ZoneInfo("UTC")
    parts = name.strip("/").split("/")
    paths = ("/".join(parts[start:]) for start in range(max(0, len(parts) - 3), len(parts)))
    for path in paths:
        if (known := _names().get(path.replace(" ", "_").casefold())) is not None:
            return ZoneInfo(known)
    return None


def zone_of_windows(name: str, preferred: Iterable[ZoneInfo], year: int) -> ZoneInfo | None:
    """Give the zone that Windows calls so: the first of the preferred ones that has its offsets, else the usual one.

    Windows has one name for Paris and Copenhagen.
    """
    windows = _windows().get(name.strip().casefold())
    if windows is None:
        return None
    zone = ZoneInfo(windows)
    offsets = _offsets_in(zone, year)
    return next((one for one in preferred if _offsets_in(one, year) == offsets), zone)


def zone_ruled(component: Component, preferred: Iterable[ZoneInfo], year: int) -> ZoneInfo | None:
    """Give the zone whose offsets in a year are those of a VTIMEZONE; of several, the first of the preferred ones."""
    told = component.text("X-LIC-LOCATION")
    if told is not None and (named := zone_named(told)) is not None:
        return named
    offsets = _offsets(component)
    if not offsets:
        return None
    names = (*(zone for zone in preferred), *_candidates())
    return next((zone for zone in names if _offsets_in(zone, year) == offsets), None)


def _candidates() -> Iterator[ZoneInfo]:
    yield from (ZoneInfo(lang.load(code).language.timezone) for code in lang.available())
    yield from (ZoneInfo(name) for name in sorted(set(_windows().values())))


def _offsets_in(zone: ZoneInfo, year: int) -> frozenset[timedelta | None]:
    return frozenset(datetime(year, month, 15, 12, tzinfo=zone).utcoffset() for month in (1, 7))


def _offsets(component: Component) -> frozenset[timedelta]:
    """Give the offsets of the newest rule for winter and for summer."""
    newest: dict[str, tuple[str, timedelta]] = {}
    for part in component.parts:
        start, told = part.text("DTSTART") or "", _OFFSET.fullmatch((part.text("TZOFFSETTO") or "").strip()[:6])
        if told is not None and (part.name not in newest or start >= newest[part.name][0]):
            offset = timedelta(hours=int(told[2]), minutes=int(told[3]))
            newest[part.name] = (start, -offset if told[1] == "-" else offset)
    return frozenset(offset for _, offset in newest.values())


@cache
def _names() -> dict[str, str]:
    names = sorted(available_timezones())
    cities: dict[str, list[str]] = {}
    for name in names:
        cities.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
    alone = {city: found[0] for city, found in cities.items() if len(found) == 1}
    return alone | {name.casefold(): name for name in names}


@cache
def _windows() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415  most calendars need no such name

    found = {}
    for name, zone in WINDOWS_TO_OLSON.items():
        try:
            found[name.casefold()] = ZoneInfo(zone).key
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return found
