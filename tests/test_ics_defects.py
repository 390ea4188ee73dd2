"""The defects of ics 0.7.3 and what we write instead, one test per row; a release that mends one fails here.

Each test first shows what ics alone does, then ours for the same facts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import ics
import pytest
from ics.grammar.parse import ContentLine
from ics.utils import escape_string, unescape_string

import factories
from feeds.model import Channel, Event, Record, When
from feeds.render.icalendar import entry, head, single, tail, zone_spans

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NINE = datetime(2026, 10, 27, 9, 0, tzinfo=COPENHAGEN)


def unfolded(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def ours(start: When = NINE, end: When | None = None, **facts: object) -> list[str]:
    """The unfolded lines of one event of ours."""
    event = Event(**{"title": "Møde", "language": "da", "start": start, "end": end, **facts})  # type: ignore[arg-type]
    return unfolded(entry(factories.site(), factories.record(event)))


def theirs(**facts: object) -> list[str]:
    """The lines of one event as ics writes it."""
    return str(ics.Event(**{"name": "Møde", "begin": NINE, "uid": "u", **facts}).serialize()).split("\r\n")


def names(lines: list[str]) -> list[str]:
    return [line.partition(":")[0].partition(";")[0] for line in lines]


def calendar(records: list[Record]) -> bytes:
    site = factories.site()
    channel = Channel(site=site, feed=factories.feed(), updated=factories.NOW, zones=zone_spans(records))
    return head(channel) + b"".join(entry(site, record) for record in records) + tail(channel)


def test_i1_no_dtstamp_and_created_under_its_name() -> None:
    assert "DTSTAMP" not in names(theirs())
    assert "CREATED" not in names(theirs(created=factories.NOW))
    assert "DTSTAMP:20260302T080000Z" in theirs(created=factories.NOW)
    assert {"DTSTAMP:20260302T080000Z", "CREATED:20260302T080000Z", "LAST-MODIFIED:20260302T080000Z"} <= set(ours())


def test_i2_wall_time_becomes_utc() -> None:
    assert "DTSTART:20261027T080000Z" in theirs()
    assert "DTSTART;TZID=Europe/Copenhagen:20261027T090000" in ours()


def test_i3_an_all_day_event_a_day_early() -> None:
    event = ics.Event(begin=datetime(2026, 5, 27, tzinfo=COPENHAGEN), uid="u")
    event.make_all_day()
    assert "DTSTART;VALUE=DATE:20260526" in event.serialize()
    assert "DTSTART;VALUE=DATE:20260527" in ours(date(2026, 5, 27))


def test_i4_the_end_of_days_counted_twice() -> None:
    event = ics.Event(begin=date(2026, 5, 27), end=date(2026, 5, 29), uid="u")
    event.make_all_day()
    assert "DTEND;VALUE=DATE:20260530" in event.serialize()
    assert "DTEND;VALUE=DATE:20260529" in ours(date(2026, 5, 27), date(2026, 5, 29))


def test_i5_lines_not_folded() -> None:
    title = "æøå😀" * 40
    assert max(len(line.encode()) for line in theirs(name=title)) == 408
    written = single(factories.site(), factories.record(Event(title=title, start=NINE)))
    assert max(map(len, written.split(b"\r\n"))) <= 75
    assert f"SUMMARY:{title}" in unfolded(written)


def test_i6_no_line_end_after_the_last_line() -> None:
    assert str(ics.Calendar(creator="x").serialize()).endswith("END:VCALENDAR")
    assert calendar([]).endswith(b"END:VCALENDAR\r\n")


def test_i7_addresses_escaped_as_text() -> None:
    assert "URL:https://x.example/a\\,b\\;c" in theirs(url="https://x.example/a,b;c")
    site = factories.site("https://x.example/a,b;c/")
    written = unfolded(entry(site, factories.record(factories.timed_event())))
    assert "URL:https://x.example/a,b;c/items/00000000-0000-5000-8000-000000000001.html" in written


def test_i8_carriage_returns_and_control_characters() -> None:
    assert "DESCRIPTION:a\x0b\\r\\nb" in theirs(description="a\x0b\r\nb")
    written = ours(summary="a\x0b\r\nb\rc\u0085d\u2028e\u2029f\x00\x1b")
    assert any("a\\nb\\nc\\nd\\ne\\nf\\n" in line for line in written if line.startswith("DESCRIPTION:"))
    assert not any(char < " " for line in written for char in line)


def test_i9_lines_injected() -> None:
    evil = "u\r\nATTENDEE:mailto:evil@example.org"
    assert "ATTENDEE:mailto:evil@example.org" in theirs(uid=evil)
    item = Event(title=evil, start=NINE, location=evil, organizer=evil, categories=(evil,), summary=evil, url=evil)
    plain = Event(title="u", start=NINE, location="u", organizer="u", categories=("u",), summary="u", url="u")
    site = factories.site(f"https://x.example/{evil}/")
    hurt = unfolded(entry(site, factories.record(item, uid=evil)))
    assert names(hurt) == names(unfolded(entry(factories.site(), factories.record(plain, uid="u"))))


def test_i9_lines_injected_into_the_calendar() -> None:
    evil = "u\r\nBEGIN:VALARM"
    site = factories.site(f"https://x.example/{evil}/")
    channel = Channel(site=site, feed=factories.feed(evil, title=evil, description=evil), updated=factories.NOW)
    assert names(unfolded(head(channel))) == [*names(unfolded(calendar([])))[:-2], ""]


def test_i10_parameters_not_quoted() -> None:
    # Ours come from a fixed list and the names of zones; the writer quotes nevertheless.
    from feeds.render.icalendar import _Line

    attendee = ics.Attendee("a@example.org", common_name='Hansen, Jens: "chef"')
    assert str(attendee.serialize()).startswith('ATTENDEE;CN=Hansen\\, Jens: "chef":')
    line = str(_Line("ATTENDEE", "mailto:a@example.org", (("CN", 'Hansen, Jens: "chef" ^\n'),)))
    assert line == "ATTENDEE;CN=\"Hansen, Jens: ^'chef^' ^^^n\":mailto:a@example.org"
    assert icalendar.cal.Component.from_ical(f"BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n")["ATTENDEE"].params["CN"] == (
        'Hansen, Jens: "chef" ^\n'
    )


def test_i11_extra_lines_before_the_version() -> None:
    plain = ics.Calendar(creator="x")
    plain.extra.append(ContentLine("X-WR-CALNAME", {}, "Navn"))
    assert plain.serialize().split("\r\n")[1] == "X-WR-CALNAME:Navn"
    written = names(unfolded(calendar([factories.record(factories.timed_event())])))
    assert written[:4] == ["BEGIN", "VERSION", "PRODID", "CALSCALE"]
    assert written.index("X-PUBLISHED-TTL") < written.index("TZID") < written.index("DTSTAMP")


SEEDED = """
import ics
print(ics.Event(name="x", begin="2026-05-27", uid="u", categories={"a", "b", "c", "d", "e", "f"}).serialize())
print([e.uid for e in ics.Calendar(creator="x", events=[ics.Event(name=str(n), uid=str(n)) for n in range(9)]).events])
"""


def output_of(script: str, **environment: str) -> str:
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return run.stdout


def test_i12_the_order_of_categories_is_left_to_the_hash() -> None:
    assert len({output_of(SEEDED, PYTHONHASHSEED=str(seed)) for seed in range(1, 5)}) > 1
    assert "CATEGORIES:a,b,c\\,d,Æ" in ours(categories=("Æ", "c,d", "b", "a", "b"))


def test_i13_the_order_of_events_is_left_to_the_hash_and_equal_ones_collapse() -> None:
    events = [ics.Event(name=str(n), begin=NINE + timedelta(days=n), uid=f"{n}@example.org") for n in range(6)]
    told = ics.Calendar(creator="x", events=events).serialize()
    assert [line for line in told.split("\r\n") if line.startswith("UID")] != [f"UID:{n}@example.org" for n in range(6)]
    twins = {ics.Event(name="x", begin=NINE, uid="u"), ics.Event(name="x", begin=NINE, uid="u")}
    assert len(twins) == 1

    shuffled = [factories.record(Event(title="x", start=NINE + timedelta(days=n)), n) for n in (3, 4, 0, 1, 5, 2)]
    ordered = calendar(sorted(shuffled, key=factories.calendar_order))
    uids = [line[-1] for line in unfolded(ordered) if line.startswith("UID:urn:uuid:0")]
    assert uids == ["0", "1", "2", "3", "4", "5"]
    equal = [factories.record(factories.timed_event(), n) for n in (1, 2)]
    assert calendar(equal).count(b"BEGIN:VEVENT") == 2


def test_i14_long_uids() -> None:
    with pytest.raises(ValueError, match="4300 digits"):
        hash(ics.Event(uid="u" * 1_434))
    record = factories.record(factories.timed_event(), uid="urn:x:" + "u" * 1_434)
    assert f"UID:{record.uid}" in unfolded(entry(factories.site(), record))


def test_i15_people_are_not_ours_to_write() -> None:
    with pytest.raises(TypeError):
        str(ics.Attendee("a@example.org", rsvp=True).serialize())
    written = names(ours(organizer="Bladet, Jens & Co."))
    assert "ATTENDEE" not in written
    assert "ORGANIZER" not in written
    assert "CONTACT:Bladet\\, Jens & Co." in ours(organizer="Bladet, Jens & Co.")


def test_i16_weeks_and_days_in_one_duration() -> None:
    assert "DURATION:P1W1DT1H" in theirs(duration=timedelta(days=8, hours=1))
    written = ours(NINE, NINE + timedelta(days=8, hours=1))
    assert "DTEND;TZID=Europe/Copenhagen:20261104T100000" in written
    assert "DURATION" not in names(written)


def test_i17_lines_share_their_parameters() -> None:
    first = ContentLine("A")
    first["P"] = "1"
    try:
        assert str(ContentLine("B")) == "B;P=1:"
    finally:
        first.params.clear()
    ours(date(2026, 5, 27))
    assert "SUMMARY:Møde" in ours()


def test_i18_their_reader_takes_a_backslash_before_n_for_a_newline() -> None:
    assert unescape_string(escape_string("C:\\new")) == "C:\\\new"
    written = single(factories.site(), factories.record(Event(title="C:\\new; a\\, b\\\\n", start=NINE)))
    assert icalendar.Calendar.from_ical(written).events[0]["SUMMARY"] == "C:\\new; a\\, b\\\\n"


def test_i19_lines_cut_at_what_is_no_line_end() -> None:
    event = ics.Event(name="a\u2028b\x0cc\u0085d", begin=NINE, uid="u")
    assert "b\x0c" in list(event.serialize_iter())
    written = entry(factories.site(), factories.record(Event(title="a\u2028b\x0cc\u0085d", start=NINE)))
    assert written.decode().splitlines(keepends=True) == [f"{line}\r\n" for line in written.decode().split("\r\n")[:-1]]


def test_i20_alarms_warn_and_are_not_written() -> None:
    alarm = ics.DisplayAlarm(trigger=timedelta(hours=-1), display_text="x")
    with pytest.warns(FutureWarning):
        ics.Event(begin=NINE, uid="u", alarms=[alarm]).serialize()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "BEGIN:VALARM" not in ours()


def test_weekly_events_keep_their_wall_time_across_the_change() -> None:
    weeks = [datetime(2026, 9, 29, 9, tzinfo=COPENHAGEN) + timedelta(weeks=n) for n in range(9)]
    assert {begin.utcoffset() for begin in weeks} == {timedelta(hours=1), timedelta(hours=2)}
    records = [factories.record(Event(title="Morgenmøde", start=begin), n) for n, begin in enumerate(weeks)]
    parsed = icalendar.Calendar.from_ical(calendar(records)).events
    starts = [event.DTSTART for event in parsed]
    assert [start.hour for start in starts] == [9] * 9
    assert [start.astimezone(UTC) for start in starts] == [begin.astimezone(UTC) for begin in weeks]
