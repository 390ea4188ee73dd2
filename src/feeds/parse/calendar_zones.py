"""The time zones of calendars as zones of the IANA: by name, by Windows' names (the doorway to icalendar), by rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from feeds import lang
from feeds.parse.calendar_lines import Component

_Offsets: TypeAlias = tuple[timedelta | None, timedelta | None]
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
    """Give the zone whose winter and summer in a year are those of a VTIMEZONE.

    Of several it is the first of the preferred ones, else that which has had them for most years: many a zone has had
    the clocks of a larger one for a time.
    """
    told = component.text("X-LIC-LOCATION")
    if told is not None and (named := zone_named(told)) is not None:
        return named
    offsets = _offsets(component)
    if offsets is None:
        return None
    known = next((zone for zone in preferred if _offsets_in(zone, year) == offsets), None)
    alike = [] if known is not None else [zone for zone in _candidates() if _offsets_in(zone, year) == offsets]
    return known or max(alike, key=lambda zone: _years_of(zone, offsets), default=None)


def _years_of(zone: ZoneInfo, offsets: _Offsets) -> int:
    return sum(_offsets_in(zone, year) == offsets for year in range(1990, 2030))


def _candidates() -> Iterator[ZoneInfo]:
    yield from (ZoneInfo(lang.load(code).language.timezone) for code in lang.available())
    yield from (ZoneInfo(name) for name in sorted(set(_windows().values())))


@lru_cache(maxsize=16_384)
def _offsets_in(zone: ZoneInfo, year: int) -> _Offsets:
    january, july = (datetime(year, month, 15, 12, tzinfo=zone).utcoffset() for month in (1, 7))
    return january, july


def _offsets(component: Component) -> _Offsets | None:
    """Give the offsets of the newest rules in January and in July."""
    newest: dict[str, tuple[str, int, timedelta]] = {}
    for part in component.parts:
        start, told = part.text("DTSTART") or "", _OFFSET.fullmatch((part.text("TZOFFSETTO") or "").strip()[:6])
        if told is not None and (part.name not in newest or start >= newest[part.name][0]):
            offset = timedelta(hours=int(told[2]), minutes=int(told[3]))
            newest[part.name] = (start, _month(part, start), -offset if told[1] == "-" else offset)
    turns = sorted((month, offset) for _, month, offset in newest.values())
    if not turns:
        return None
    january, july = ([offset for month, offset in turns if month <= at] for at in (1, 7))
    # Before the first turn of a year the last one of the year before holds.
    last = turns[-1][1]
    return january[-1] if january else last, july[-1] if july else last


def _month(part: Component, start: str) -> int:
    """Tell in which month clocks are turned."""
    told = re.search(r"BYMONTH=(\d{1,2})", part.text("RRULE") or "", re.IGNORECASE) or re.match(r"\d{4}(\d\d)", start)
    return int(told[1]) if told is not None else 1


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
