"""Calendars as other programs write them: worked cases, series counted out by other libraries, hostile files."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds import recurrence
from feeds.errors import SourceError
from feeds.model import Event, Fetched, Item, Rejected, Source, When, day_of
from feeds.parse import format_of, parser, things
from source_cases import agrees, damaged, documents, expected, outcome

SOURCE = Source(name="calendar", path=Path("calendar"), format="icalendar")
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def read(body: str | bytes, source: Source = SOURCE) -> list[Item | Rejected]:
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return list(parser("icalendar").parse(Fetched(location="calendar", body=raw), source))


def calendar(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *lines, "END:VCALENDAR", ""))


def vevent(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", "SUMMARY:S", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"))


def event(*lines: str, source: Source = SOURCE) -> Event:
    (one,) = read(calendar(vevent(*lines)), source)
    assert isinstance(one, Event), one
    return one


@pytest.mark.parametrize("path", documents("icalendar"), ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    case = expected(path)
    assert agrees(outcome(path, case), case) == []


def test_there_are_cases_enough() -> None:
    assert len(documents("icalendar")) >= 20


def test_a_calendar_is_known_by_how_it_begins() -> None:
    source = Source(name="any", path=Path("any"))
    for body in (b"BEGIN:VCALENDAR\r\n", b"\xef\xbb\xbf\nbegin:vcalendar\n"):
        assert format_of(Fetched(location="x.php", body=body, media_type="text/plain"), source) == "icalendar"
    assert format_of(Fetched(location="x.ics", body=b"?"), source) == "icalendar"


# --- series, against an independent library -------------------------------------------------------------------------


def told(items: list[Item | Rejected], until: date) -> list[str]:
    """Count out what we read."""
    times: list[str] = []
    for one in items:
        assert isinstance(one, Event), one
        assert one.start is not None
        times += [stamp(when) for when in occurrences(one, until)]
    return sorted(times)


def occurrences(one: Event, until: date) -> list[When]:
    start = one.start
    assert start is not None
    if one.recurrence_rule is None:
        return [start]
    rule, left_out = recurrence.read(one.recurrence_rule), {stamp(day) for day in one.excluded_dates}
    found: list[When] = []
    for day in islice(recurrence.days(rule, day_of(start)), rule.count or 2_000):
        if day > until or (rule.until is not None and day > recurrence.until_day(rule.until, one.timezone)):
            break
        when = datetime.combine(day, start.timetz()) if isinstance(start, datetime) else day
        if stamp(when) not in left_out and day.isoformat() not in left_out:
            found.append(when)
    return found


def stamp(when: When) -> str:
    return when.astimezone(UTC).isoformat() if isinstance(when, datetime) else when.isoformat()


def counted(body: str, until: date) -> list[str]:
    """Count out what icalendar and recurring_ical_events read."""
    query = recurring_ical_events.of(icalendar.Calendar.from_ical(body))
    found = query.between((2020, 1, 1), until + timedelta(days=1))
    return sorted(stamp(one["DTSTART"].dt) for one in found)


ZONED = ";TZID=Europe/Copenhagen:"
SERIES = {
    "weekly": (f"DTSTART{ZONED}20260305T190000", "RRULE:FREQ=WEEKLY;COUNT=12"),
    "until": (f"DTSTART{ZONED}20260305T190000", "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20260430T170000Z"),
    "days": ("DTSTART;VALUE=DATE:20260301", "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15;UNTIL=20260915"),
    "last friday": (f"DTSTART{ZONED}20260327T190000", "RRULE:FREQ=MONTHLY;BYDAY=-1FR"),
    "second of two": (f"DTSTART{ZONED}20260302T080000", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU"),
    "position": (f"DTSTART{ZONED}20260331T080000", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=6"),
    "leap": ("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY;COUNT=3"),
    "over summer time": (f"DTSTART{ZONED}20260327T023000", "RRULE:FREQ=DAILY;COUNT=5"),
    "in UTC": ("DTSTART:20260327T013000Z", "RRULE:FREQ=DAILY;COUNT=5"),
    "left out": (
        f"DTSTART{ZONED}20260305T190000",
        "RRULE:FREQ=WEEKLY;COUNT=6",
        f"EXDATE{ZONED}20260305T190000,20260319T190000",
        "EXDATE:20260326T180000Z",
    ),
    "empty rule": (f"DTSTART{ZONED}20260305T190000", "RRULE:"),
    "rule twice": (f"DTSTART{ZONED}20260305T190000", "RRULE:FREQ=WEEKLY;COUNT=4", "RRULE:FREQ=WEEKLY;COUNT=4"),
    "whole days left out by midnight": (
        "DTSTART;VALUE=DATE:20260305",
        "RRULE:FREQ=WEEKLY;COUNT=6",
        f"EXDATE{ZONED}20260305T000000,20260319T000000",
    ),
    "added where it is anyway": (
        f"DTSTART{ZONED}20260305T190000",
        "RRULE:FREQ=WEEKLY;UNTIL=20260401T000000Z",
        "RDATE:20260312T180000Z,20260313T180000Z,20260409T170000Z",
    ),
    "added": ("DTSTART;VALUE=DATE:20260301", "RRULE:FREQ=WEEKLY;COUNT=2", "RDATE;VALUE=DATE:20260401,20260301"),
}


@pytest.mark.parametrize("name", SERIES)
def test_a_series_has_the_times_that_another_library_counts(name: str) -> None:
    body = calendar(vevent("UID:a", *SERIES[name]))
    until = date(2027, 1, 31)
    assert told(read(body), until) == counted(body, until)


def test_what_was_moved_stands_once() -> None:
    body = calendar(
        vevent("UID:a", f"DTSTART{ZONED}20260305T190000", "RRULE:FREQ=WEEKLY;COUNT=5"),
        vevent("UID:a", f"RECURRENCE-ID{ZONED}20260312T190000", f"DTSTART{ZONED}20260313T200000"),
        vevent("UID:a", "RECURRENCE-ID:20260305T180000Z", f"DTSTART{ZONED}20260305T170000"),
    )
    until = date(2027, 1, 31)
    assert told(read(body), until) == counted(body, until)
    assert len({one.identifier for one in read(body) if isinstance(one, Event)}) == 3


def test_a_rule_may_be_escaped_and_have_spaces() -> None:
    lines = (f"DTSTART{ZONED}20260305T190000", r"RRULE:FREQ=WEEKLY\;COUNT=4\;BYDAY=TH\, FR")
    assert event(*lines).recurrence_rule == "FREQ=WEEKLY;COUNT=4;BYDAY=TH,FR"


def test_a_changed_day_of_a_series_of_days_may_be_named_by_its_midnight() -> None:
    body = calendar(
        vevent("UID:a", "DTSTART;VALUE=DATE:20260305", "RRULE:FREQ=WEEKLY;COUNT=4"),
        vevent("UID:a", "RECURRENCE-ID;TZID=Romance Standard Time:20260312T000000", "DTSTART;VALUE=DATE:20260313"),
        vevent("UID:a", "RECURRENCE-ID:20260319T000000Z", "DTSTART;VALUE=DATE:20260320"),
    )
    assert told(read(body), date(2026, 12, 31)) == ["2026-03-05", "2026-03-13", "2026-03-20", "2026-03-26"]


def test_a_changed_time_that_a_newer_series_leaves_out_is_gone() -> None:
    changed = ("UID:a", f"RECURRENCE-ID{ZONED}20260312T190000", f"DTSTART{ZONED}20260313T200000", "SEQUENCE:1")
    series = ("UID:a", f"DTSTART{ZONED}20260305T190000", "RRULE:FREQ=WEEKLY;COUNT=3")
    without = f"EXDATE{ZONED}20260312T190000"
    until = date(2026, 12, 31)
    assert len(told(read(calendar(vevent(*changed), vevent(*series, without, "SEQUENCE:2"))), until)) == 2
    assert len(told(read(calendar(vevent(*changed), vevent(*series, without, "SEQUENCE:0"))), until)) == 3


def test_what_holds_from_one_time_on_in_utc_stays_in_utc() -> None:
    body = calendar(
        vevent("UID:a", "DTSTART:20260901T120000Z", "RRULE:FREQ=WEEKLY;COUNT=12"),
        vevent("UID:a", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260922T120000Z", "DTSTART:20260922T140000Z"),
    )
    assert told(read(body), date(2026, 12, 31)) == counted(body, date(2026, 12, 31))


def test_a_value_may_stand_below_its_name() -> None:
    entry = "BEGIN:VEVENT\nUID\n :a\nSUMMARY\n\n :Choir\nDTSTART\n ;VALUE=DATE\n :20260305\nEND:VEVENT"
    (one,) = read(f"BEGIN:VCALENDAR\nVERSION\n :2.0\n{entry}\nEND:VCALENDAR\n")
    assert isinstance(one, Event)
    assert (one.title, one.start, one.identifier) == ("Choir", date(2026, 3, 5), "a")
    assert [evidence.lines[0] for evidence in one.evidence] == [9, 11]


def test_what_holds_from_one_time_on_parts_the_series() -> None:
    body = calendar(
        vevent("UID:a", f"DTSTART{ZONED}20260305T190000", "RRULE:FREQ=WEEKLY;COUNT=8"),
        vevent("UID:a", f"RECURRENCE-ID;RANGE=THISANDFUTURE{ZONED}20260326T190000", f"DTSTART{ZONED}20260326T203000"),
    )
    until = date(2027, 1, 31)
    assert told(read(body), until) == counted(body, until)


# --- times ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Copenhagen", "Europe/Copenhagen"),
        ("europe/copenhagen", "Europe/Copenhagen"),
        ("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Eastern Standard Time", "America/New_York"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Stockholm", "Europe/Stockholm"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("GMT", "UTC"),
        ('"Europe/Oslo"', "Europe/Oslo"),
    ],
)
def test_a_zone_is_known_by_any_of_its_names(name: str, zone: str) -> None:
    found = event(f"DTSTART;TZID={name}:20260701T120000")
    assert found.timezone == zone
    assert isinstance(found.start, datetime)
    assert (found.start.hour, found.start.tzinfo) == (12, ZoneInfo(zone))


def test_a_zone_of_its_own_is_known_by_its_rules() -> None:
    rules = "\r\n".join(
        (
            "BEGIN:VTIMEZONE",
            "TZID:Mine",
            *("BEGIN:STANDARD", "DTSTART:16011104T020000", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "END:STANDARD"),
            *("BEGIN:DAYLIGHT", "DTSTART:16010311T020000", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "END:DAYLIGHT"),
            "END:VTIMEZONE",
        )
    )
    (one,) = read(calendar(rules, vevent("DTSTART;TZID=Mine:20260701T120000")))
    assert isinstance(one, Event)
    assert isinstance(one.start, datetime)
    assert one.start.utcoffset() == timedelta(hours=-4)


@pytest.mark.parametrize(
    ("winter", "summer", "months", "zone"),
    [
        ("-0500", "-0400", (11, 3), "America/New_York"),
        ("-0400", "-0300", (11, 3), "America/Halifax"),
        ("-0400", "-0300", (4, 9), "America/Santiago"),
    ],
)
def test_a_zone_of_its_own_is_the_usual_one_of_its_half_of_the_earth(
    winter: str, summer: str, months: tuple[int, int], zone: str
) -> None:
    rules = [
        f"BEGIN:{name}\r\nDTSTART:19700101T020000\r\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH={month}\r\n"
        f"TZOFFSETFROM:{before}\r\nTZOFFSETTO:{after}\r\nEND:{name}"
        for name, month, before, after in (
            ("STANDARD", months[0], summer, winter),
            ("DAYLIGHT", months[1], winter, summer),
        )
    ]
    own = "\r\n".join(("BEGIN:VTIMEZONE", "TZID:Our-Clocks", *rules, "END:VTIMEZONE"))
    (one,) = read(calendar(own, vevent("UID:a", "DTSTART;TZID=Our-Clocks:19980105T090000")))
    assert isinstance(one, Event)
    assert one.timezone == zone


def test_a_floating_time_is_in_the_zone_of_the_source_then_of_the_calendar() -> None:
    told_zone = calendar("X-WR-TIMEZONE:Europe/Oslo", vevent("DTSTART:20260701T120000"))
    source = Source(name="x", path=Path("x"), timezone="Asia/Tokyo")
    zones = [one.timezone for from_ in (SOURCE, source) for one in read(told_zone, from_) if isinstance(one, Event)]
    assert zones == ["Europe/Oslo", "Asia/Tokyo"]


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (("DTSTART:20260701",), date(2026, 7, 1), date(2026, 7, 2)),
        (("DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260701"), date(2026, 7, 1), date(2026, 7, 2)),
        (("DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260601"), date(2026, 7, 1), date(2026, 7, 2)),
        (("DTSTART;VALUE=DATE:20260701", "DURATION:P1W"), date(2026, 7, 1), date(2026, 7, 8)),
        (("DTSTART;VALUE=DATE:20260701T000000", "DTEND:20260702T120000"), date(2026, 7, 1), date(2026, 7, 3)),
    ],
)
def test_whole_days(lines: tuple[str, ...], start: date, end: date) -> None:
    found = event(*lines)
    assert (found.start, found.end, found.timezone) == (start, end, None)


def test_hours_are_as_long_as_they_are_and_days_go_by_the_clock() -> None:
    hours = event(f"DTSTART{ZONED}20260328T120000", "DURATION:PT24H")
    days = event(f"DTSTART{ZONED}20260328T120000", "DURATION:P1D")
    assert [str(one.end) for one in (hours, days)] == ["2026-03-29 13:00:00+02:00", "2026-03-29 12:00:00+02:00"]


# --- hostile and broken ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [b"", b"<html>", b"\x00\x01", b"%PDF-1.7", b"BEGIN:VCARD\r\nEND:VCARD\r\n"])
def test_what_is_no_calendar_is_refused(body: bytes) -> None:
    with pytest.raises(SourceError):
        read(body)


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:20260101T000000Z", "RRULE:FREQ=SECONDLY;COUNT=1000000000"),
        ("DTSTART:20260101T000000Z", "RRULE:FREQ=MINUTELY"),
        ("DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
        ("DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY;INTERVAL=99999999999999999999"),
        ("DTSTART:00010101T000000Z", "RRULE:FREQ=DAILY"),
        ("DTSTART;VALUE=DATE:00010101", "RRULE:FREQ=DAILY;UNTIL=99991231"),
        ("DTSTART:99991231T235959Z", "DURATION:P99999D", "RRULE:FREQ=YEARLY"),
        ("DTSTART:20260101T000000Z", "RDATE:" + ",".join(["20260101T000000Z"] * 50_000)),
        ("DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY", "EXDATE:" + ",".join(["20260101T000000Z"] * 50_000)),
        ("DTSTART:20260101T000000Z", "DESCRIPTION:" + "\\n" * 200_000),
        ("DTSTART:20260101T000000Z", "DESCRIPTION:" + "_" * 200_000),
        ("DTSTART:20260101T000000Z", "DESCRIPTION:" + "-::~:~::~" * 50_000),
        ("DTSTART:20260101T000000Z", "X-ALT-DESC;FMTTYPE=text/html:" + "<div>" * 50_000),
        ("DTSTART" + ";A=b" * 50_000 + ":20260101",),
        ("DTSTART:20260101T000000Z", *("RRULE:FREQ=DAILY",) * 1_000),
    ],
    ids=range(15),
)
def test_nothing_takes_long(lines: tuple[str, ...]) -> None:
    began = time.monotonic()
    found = read(calendar(vevent("UID:a", *lines)))
    assert len(found) == 1
    assert time.monotonic() - began < 5


def test_many_exceptions_take_no_square_of_time() -> None:
    parted = (
        vevent("UID:a", f"RECURRENCE-ID;RANGE=THISANDFUTURE:{day:%Y%m%d}T100000Z", f"DTSTART:{day:%Y%m%d}T110000Z")
        for day in (date(2026, 1, 1) + timedelta(days=number) for number in range(2_000))
    )
    whole = vevent("UID:a", "DTSTART:20260101T100000Z", "RRULE:FREQ=DAILY")
    began = time.monotonic()
    assert len(read(calendar(whole, *parted))) > 1_000
    assert time.monotonic() - began < 30


def test_deep_nesting_is_flat() -> None:
    body = calendar(*["BEGIN:X"] * 10_000, vevent("DTSTART:20260101"), *["END:X"] * 10_000, vevent("DTSTART:20260102"))
    assert all(isinstance(one, Event) for one in read(body))


SEEDS = [path.read_bytes() for path in documents("icalendar")]
BITS = [
    b"\r\n",
    b"\n ",
    b"BEGIN:VEVENT\r\n",
    b"END:VEVENT\r\n",
    b";",
    b":",
    b"TZID=",
    b"\xff",
    b"RRULE:",
    b'"',
    b"99999",
]


@settings(max_examples=150, deadline=10_000)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 60), st.sampled_from(BITS)), max_size=6),
)
def test_broken_calendars_break_nothing(body: bytes, cuts: list[tuple[int, int, bytes]]) -> None:
    try:
        found = read(damaged(body, cuts))
    except SourceError:
        return
    assert all(one.reason if isinstance(one, Rejected) else one.title or one.kind for one in found)


@settings(max_examples=150, deadline=10_000)
@given(st.sampled_from(["DTSTART", "RRULE", "EXDATE", "RDATE", "DURATION", "RECURRENCE-ID"]), st.text(max_size=60))
def test_any_value_in_any_place(name: str, value: str) -> None:
    value = value.replace("\r", "").replace("\n", "")
    found = read(calendar(vevent("UID:a", "DTSTART:20260301T100000Z", f"{name}:{value}"), vevent("DTSTART:20260302")))
    assert any(isinstance(one, Event) and one.start == date(2026, 3, 2) for one in found)


def test_a_replaced_time_in_an_unknown_zone_costs_its_own_entry() -> None:
    event = (
        b"BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260220T100000Z\r\nRECURRENCE-ID;TZID=Nowhere/Town:20260408T180000\r\n"
        b"DTSTART;TZID=Nowhere/Town:20260409T183000\r\nSUMMARY:Moved\r\nEND:VEVENT\r\n"
    )
    body = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + event + b"END:VCALENDAR\r\n"
    found = list(things(Fetched(location="x.ics", body=body), Source(name="x")))
    assert [one.reason.partition(";")[0] for one in found if isinstance(one, Rejected)] == [
        "its time zone 'Nowhere/Town' is not known"
    ]
