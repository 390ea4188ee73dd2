"""Days and instants as other programs and people write them: ISO 8601, RFC 5322, a given form, or words."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from zoneinfo import ZoneInfo

import msgspec

from feeds import lang
from feeds.dates import Context, Grammar, Span, Unclear, spans
from feeds.model import Source, When
from feeds.text import one_line

_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ]\s?(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s?(?P<offset>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?:\[[\w/+-]+\])?)?",
    re.IGNORECASE | re.ASCII,
)
#: The same with figures left out, as programs write that put it together themselves: "2026-5-3", "9:00", "+2:00".
_SHORT = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"(?:[T ]\s?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s?(?P<offset>Z|UTC|GMT|[+-]\d{1,2}(?::?\d\d)?)?)?",
    re.IGNORECASE | re.ASCII,
)
_SHORT_OFFSET = re.compile(r"(?<=[+-])(?=\d(?:\D|$))")
# "2026-05-27 09:00-10:00" is a stretch of time, as people write it, and "-10:00" no offset.
_STRETCH = re.compile(r"\d \d\d:?\d\d\s?-\s?\d\d:?\d\d$", re.ASCII)
#: Most of all; Python reads them at a fifth of the time.
_USUAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_LONGEST = 200  # characters that a moment has


def zone_of(source: Source) -> ZoneInfo:
    """Give the zone of a source's clock times: its own, else that of its language, else UTC."""
    if source.timezone is not None:
        return ZoneInfo(source.timezone)
    return ZoneInfo(lang.load(source.language).language.timezone if source.language else "UTC")


def placed(told: datetime, zone: ZoneInfo) -> datetime:
    """Put an instant with an offset into a zone that is not named beside it.

    An offset that the zone has in some season is that of a place there: its time on the clock stays, for programs write
    the offset of today with a day half a year ahead. Any other is of elsewhere, and the instant stays.
    """
    if told.tzinfo is zone:
        return told
    try:
        if told.tzinfo is UTC or told.utcoffset() not in _offsets(zone, told.year):
            return told.astimezone(zone)
        readings = [told.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
        return next((one for one in readings if one.utcoffset() == told.utcoffset()), readings[0])
    except OverflowError:
        return told


@cache
def _offsets(zone: ZoneInfo, year: int) -> frozenset[timedelta | None]:
    return frozenset(datetime(year, month, 1, tzinfo=zone).utcoffset() for month in (1, 4, 7, 10))


def moment(text: str, zone: ZoneInfo, language: str | None = None, form: str | None = None) -> When | None:
    """Read a day or an instant; one without an offset is in `zone`. None when it is none, or has no year.

    `form` is how it is written, in the marks of `strptime`: then no other way is tried. Without it ISO 8601, then
    RFC 5322 section 3.3, then words in `language`, or in any that we know.
    """
    text = one_line(text)
    if not text or len(text) > _LONGEST:
        return None
    if form is not None:
        return _in_form(text, zone, form)
    return _iso(text, zone) or _rfc5322(text) or _in_words(text, zone, language)


def span(text: str, zone: ZoneInfo, language: str | None = None, published: date | None = None) -> Span | None:
    """Read the first stretch of time that is told in words: "27.-28. maj 2026", "5 June 2026, 9am–4pm".

    Without a year it lies after `published`; without that it is none.
    """
    text = one_line(text)[:_LONGEST]
    for code in (language,) if language is not None else lang.available():
        words = grammar(code)
        found = words.find(text)
        if found is None:
            continue
        told = spans(found, words.find_clock(text), zone, Context(published=published))
        if not isinstance(told, Unclear):
            return told[0]
    return None


def stretch(text: str, zone: ZoneInfo, language: str | None = None, form: str | None = None) -> Span | None:
    """Read when something is, in any way that `moment` and `span` know; what has no end has none here."""
    text = one_line(text)
    if not text or len(text) > _LONGEST:
        return None
    told = _in_form(text, zone, form) if form is not None else _iso(text, zone) or _rfc5322(text)
    if told is not None or form is not None:
        return Span(told) if told is not None else None
    return span(text, zone, language)


class Told(msgspec.Struct, frozen=True):
    """What a text tells of when: its stretches of time, or why they are unclear; `rest` is what else it says."""

    spans: tuple[Span, ...]
    unclear: str | None
    rest: str
    has_clock: bool


def told(text: str, zone: ZoneInfo, grammar: Grammar, context: Context, clock_text: str = "") -> Told | None:
    """Read the first dates of a text with their clock time, which may stand in `clock_text`; None without a date."""
    text = one_line(text)[:_LONGEST]
    found = grammar.find_day(text, context)
    if found is None:
        return None
    before, after = text[: found.start], text[found.end :]
    clocks = grammar.clocks.find_all(after, behind_date=True)
    if clocks:
        after = after[: clocks[0].begin_at] + after[max(clock.end_at for clock in clocks) :]
    elif clocks := grammar.find_clocks(before):
        before = before[: clocks[0].begin_at] + before[max(clock.end_at for clock in clocks) :]
    clock = clocks[0] if clocks else grammar.find_clock(clock_text)
    stretches = spans(found, clock, zone, context)
    return Told(
        spans=() if isinstance(stretches, Unclear) else tuple(stretches),
        unclear=stretches.reason if isinstance(stretches, Unclear) else None,
        rest=one_line(f"{before} {after}"),
        has_clock=clock is not None,
    )


@cache
def grammar(code: str) -> Grammar:
    """Give the dates and times of a language as they are told in words."""
    return Grammar(lang.load(code))


def _iso(text: str, zone: ZoneInfo) -> When | None:
    if _USUAL.fullmatch(text) is not None:
        with suppress(ValueError):
            return datetime.fromisoformat(text)
    found = _ISO.fullmatch(text) or _SHORT.fullmatch(text)
    if found is None or _STRETCH.search(text):
        return None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        if found["hour"] is None:
            return day
        hour, minute, second = int(found["hour"]), int(found["minute"]), min(int(found["second"] or 0), 59)
        # ISO 8601 lets a day end at 24:00.
        ends_day = (hour, minute, second) == (24, 0, 0)
        clock = datetime(day.year, day.month, day.day, 0 if ends_day else hour, minute, second, tzinfo=zone)
        clock += timedelta(days=ends_day)
        return clock if found["offset"] is None else _with_offset(clock, found["offset"])
    except (ValueError, OverflowError):
        return None


def _with_offset(clock: datetime, offset: str) -> datetime:
    name = _SHORT_OFFSET.sub("0", offset.upper().replace("UTC", "Z").replace("GMT", "Z"))
    return datetime.fromisoformat(clock.replace(tzinfo=None).isoformat() + name)


def _rfc5322(text: str) -> datetime | None:
    try:
        told = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return told if told.tzinfo is not None else None


def _in_form(text: str, zone: ZoneInfo, form: str) -> When | None:
    try:
        told = datetime.strptime(text, form)  # noqa: DTZ007  its zone follows
    except ValueError:
        return None
    if not re.search("%[HIMSpXcT]", form):
        return told.date()
    return told if told.tzinfo is not None else told.replace(tzinfo=zone)


def _in_words(text: str, zone: ZoneInfo, language: str | None) -> When | None:
    told = span(text, zone, language)
    return told.start if told is not None else None
