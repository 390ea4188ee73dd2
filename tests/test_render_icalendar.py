"""iCalendar output, read back by icalendar, vobject, ics and khal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import ics
import msgspec
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar.parser.property import unescape_backslash

import factories
from feeds.model import Channel, Event, EventStatus, Item, PersonnelNotice, Record, Site, When, YearMonth
from feeds.render import TABLE, renderer
from feeds.render.contents import entry_facts, feed_uid
from feeds.render.icalendar import MEDIA_TYPE, SEPARATOR, VERSION, entry, head, single, tail, zone_spans
from feeds.text import one_line

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
# RFC 5545 section 3.1: name, parameters with their values quoted or not, a value without control characters.
LINE = re.compile(r"[A-Z0-9-]+(;[A-Z-]+=(\"[^\"\x00-\x1f\x7f]*\"|[^\";:,\x00-\x1f\x7f]*))*:[^\x00-\x08\x0a-\x1f\x7f]*")


def calendar(records: Iterable[Record], site: Site | None = None) -> bytes:
    site = site or factories.site()
    ordered = sorted(records, key=factories.calendar_order)
    channel = Channel(site=site, feed=factories.feed("events"), updated=factories.NOW, zones=zone_spans(ordered))
    return head(channel) + SEPARATOR.join(entry(site, record, None) for record in ordered) + tail(channel)


def dated() -> list[Record]:
    return [record for record in factories.records() if record.calendar_path]


def physical(data: bytes) -> list[bytes]:
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    return lines


def logical(data: bytes) -> list[str]:
    return [line.decode("utf-8") for line in physical(data.replace(b"\r\n ", b""))]


def assert_well_formed(data: bytes) -> None:
    for line in physical(data):
        assert len(line) <= 75
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode("utf-8")
    for text in logical(data):
        assert LINE.fullmatch(text), text


def parsed(data: bytes) -> icalendar.Calendar:
    read = icalendar.Calendar.from_ical(data)
    assert isinstance(read, icalendar.Calendar)
    assert [part.errors for part in read.walk() if part.errors] == []
    return read


def event(start: When | None, end: When | None = None, **facts: object) -> Event:
    return Event(**{"title": "Møde", "language": "da", "start": start, "end": end, **facts})  # type: ignore[arg-type]


def lines_of(item: Item, site: Site | None = None) -> list[str]:
    return logical(entry(site or factories.site(), factories.record(item)))


def only(lines: list[str], name: str) -> list[str]:
    return [line for line in lines if re.match(f"{name}[;:]", line)]


def names(lines: list[str]) -> list[str]:
    return [re.split("[;:]", line, maxsplit=1)[0] for line in lines]


# -- the calendar


def test_it_stands_in_the_table() -> None:
    assert renderer("ics").VERSION == VERSION
    assert f"{TABLE['ics'].media_type}; charset=utf-8" == MEDIA_TYPE


def test_calendar_properties_in_order() -> None:
    site = factories.site()
    assert logical(head(Channel(site=site, feed=factories.feed("events"), updated=factories.NOW))) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Feeds//Feeds//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Alt nyt",
        "X-WR-CALNAME:Alt nyt",
        "DESCRIPTION:Det hele",
        "X-WR-CALDESC:Det hele",
        "X-WR-TIMEZONE:Europe/Copenhagen",
        f"UID:{feed_uid(site, factories.feed('events'))}",
        "LAST-MODIFIED:20260302T080000Z",
        "URL:https://feeds.example.org/events.html",
        "SOURCE;VALUE=URI:https://feeds.example.org/events.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]


def test_without_an_address_no_relative_links() -> None:
    written = logical(calendar(dated(), factories.site(None)))
    assert not {"URL", "SOURCE"} & set(names(written))
    assert not any("items/" in line for line in written)


def test_no_method_as_that_would_ask_for_organizers() -> None:
    assert not {"METHOD", "ORGANIZER", "DURATION", "BEGIN:VALARM"} & set(names(logical(calendar(dated()))))


def test_an_empty_calendar_is_a_calendar() -> None:
    data = calendar([])
    assert_well_formed(data)
    assert parsed(data).events == []


def test_the_name_of_the_calendar_is_constant() -> None:
    feed = factories.feed("events")
    uids = {
        only(logical(head(Channel(site=site, feed=named, updated=factories.NOW))), "UID")[0]
        for site in (factories.site(), factories.site("http://feeds.example.org/"))
        for named in (feed, msgspec.structs.replace(feed, title="Andet navn"))
    }
    assert len(uids) == 1
    assert uids.pop().startswith("UID:urn:uuid:")


def test_zones_once_before_the_events() -> None:
    written = logical(calendar([*dated(), factories.record(event(datetime(2026, 6, 1, 9, tzinfo=COPENHAGEN)), 9)]))
    assert written.count("BEGIN:VTIMEZONE") == 1
    assert written.index("END:VTIMEZONE") < written.index("BEGIN:VEVENT")


# -- events


def test_an_all_day_event() -> None:
    assert lines_of(factories.all_day_event()) == [
        "BEGIN:VEVENT",
        "UID:urn:uuid:00000000-0000-5000-8000-000000000001",
        "DTSTAMP:20260302T080000Z",
        "SEQUENCE:0",
        "CREATED:20260302T080000Z",
        "LAST-MODIFIED:20260302T080000Z",
        "DTSTART;VALUE=DATE:20260527",
        "DTEND;VALUE=DATE:20260528",
        "SUMMARY:Platform X 2026: Forretning\\, teknologi og transformation",
        *only(lines_of(factories.all_day_event()), "DESCRIPTION"),
        *only(lines_of(factories.all_day_event()), "X-ALT-DESC"),
        "LOCATION:København V",
        "URL:https://feeds.example.org/items/00000000-0000-5000-8000-000000000001.html",
        "CATEGORIES:It-løsninger",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "CLASS:PUBLIC",
        "END:VEVENT",
    ]


def test_a_timed_event() -> None:
    written = lines_of(factories.timed_event())
    assert "DTSTART;TZID=Europe/Copenhagen:20261027T090000" in written
    assert "DTEND;TZID=Europe/Copenhagen:20261027T163000" in written
    assert "SUMMARY:Morgenmøde: Æbler\\, pærer\\; & <blåbær>" in written
    assert "TRANSP:OPAQUE" in written


def test_the_words_are_those_of_every_format() -> None:
    site, record = factories.site(), factories.record(factories.timed_event())
    facts = entry_facts(site, record, None)
    read = parsed(single(site, record)).events[0]
    assert read["SUMMARY"] == facts.title
    assert read["DESCRIPTION"] == f"{facts.text}\n\n{facts.page.href}"
    # icalendar leaves the values of X- properties escaped.
    link = f'<p><a href="{facts.page.href}">{facts.page.href}</a></p>'
    assert unescape_backslash(str(read["X-ALT-DESC"])) == f"<html><body>{facts.html}{link}</body></html>"
    assert read["X-ALT-DESC"].params["FMTTYPE"] == "text/html"


@pytest.mark.parametrize("item", [factories.timed_event(), factories.notice()])
def test_the_source_is_told_of(item: Item) -> None:
    said = msgspec.structs.replace(item, url="HTTPS://Example.org:443/møde?a=1;b=2,3&c")
    source = "https://example.org/m%C3%B8de?a=1;b=2,3&c"
    page = "https://feeds.example.org/items/00000000-0000-5000-8000-000000000001.html"
    for site, url, pages in ((factories.site(), page, [page]), (factories.site(None), source, [])):
        written = single(site, factories.record(said))
        assert_well_formed(written)
        read = parsed(written).events[0]
        assert str(read["URL"]) == url
        assert str(read["DESCRIPTION"]).split("\n\n")[-len(pages) - 1 :] == [*pages, f"Kilde: {source}"]
        assert f'href="{source.replace("&", "&amp;")}"' in unescape_backslash(str(read["X-ALT-DESC"]))
        assert "CONFERENCE" not in read


def test_a_source_that_is_no_address_is_left_out() -> None:
    written = lines_of(event(date(2026, 5, 27), url="javascript:alert(1)"), factories.site(None))
    assert only(written, "URL") == []
    assert "javascript" not in "".join(written)


def test_a_notice_is_a_free_day() -> None:
    written = lines_of(factories.notice())
    assert {"DTSTART;VALUE=DATE:20251001", "DTEND;VALUE=DATE:20251002", "TRANSP:TRANSPARENT", "CLASS:PUBLIC"} <= set(
        written
    )
    assert "Åse Bjørnø-Nielsen" in only(written, "SUMMARY")[0]
    assert "LOCATION:Herning" in written


@pytest.mark.parametrize("item", [factories.article(), factories.undated_event(), factories.posting()])
def test_what_has_no_day_is_refused(item: Item) -> None:
    with pytest.raises(ValueError, match="has no date"):
        entry(factories.site(), factories.record(item))


def test_a_notice_with_only_a_month_is_refused() -> None:
    item = msgspec.structs.replace(factories.notice(), effective=YearMonth(2025, 10))
    assert isinstance(item, PersonnelNotice)
    with pytest.raises(ValueError, match="has no date"):
        entry(factories.site(), factories.record(item))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, "CONFIRMED"),
        ("scheduled", "CONFIRMED"),
        ("rescheduled", "CONFIRMED"),
        ("postponed", "TENTATIVE"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_status(status: EventStatus | None, expected: str) -> None:
    assert f"STATUS:{expected}" in lines_of(event(date(2026, 5, 27), status=status))


def test_a_cancelled_event_takes_nobodys_time() -> None:
    assert "TRANSP:TRANSPARENT" in lines_of(event(datetime(2026, 5, 27, 9, tzinfo=COPENHAGEN), status="cancelled"))


def test_revisions_show() -> None:
    later = factories.NOW + timedelta(days=3)
    record = factories.record(factories.timed_event(), sequence=2, last_changed=later)
    written = logical(entry(factories.site(), record))
    assert {"SEQUENCE:2", "DTSTAMP:20260305T080000Z", "LAST-MODIFIED:20260305T080000Z", "CREATED:20260302T080000Z"} <= (
        set(written)
    )


def test_several_days_end_on_the_day_after() -> None:
    written = lines_of(event(date(2026, 4, 30), date(2026, 5, 3)))
    assert {"DTSTART;VALUE=DATE:20260430", "DTEND;VALUE=DATE:20260503"} <= set(written)


@pytest.mark.parametrize("end", [None, date(2026, 5, 27), date(2026, 5, 1), datetime(2026, 5, 27, 16, tzinfo=UTC)])
def test_an_all_day_event_ends_a_day_later_unless_it_ends_later_still(end: When | None) -> None:
    assert only(lines_of(event(date(2026, 5, 27), end)), "DTEND") == ["DTEND;VALUE=DATE:20260528"]


def test_days_until_an_hour_include_the_day_of_that_hour() -> None:
    end = datetime(2026, 5, 29, 16, tzinfo=COPENHAGEN)
    assert only(lines_of(event(date(2026, 5, 27), end)), "DTEND") == ["DTEND;VALUE=DATE:20260530"]


@pytest.mark.parametrize(
    "end",
    [
        None,
        date(2026, 5, 28),
        datetime(2026, 5, 27, 9, tzinfo=COPENHAGEN),
        datetime(2026, 5, 27, 8, tzinfo=COPENHAGEN),
        datetime(2026, 5, 27, 7, tzinfo=UTC),
    ],
)
def test_a_moment_without_a_later_end_gets_none(end: When | None) -> None:
    written = lines_of(event(datetime(2026, 5, 27, 9, tzinfo=COPENHAGEN), end))
    assert only(written, "DTEND") == []
    assert only(written, "DURATION") == []


def test_an_hour_that_comes_twice_is_told_in_utc() -> None:
    start = datetime(2026, 10, 25, 2, 45, tzinfo=COPENHAGEN)
    end = datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=COPENHAGEN)
    written = lines_of(event(start, end))
    assert {"DTSTART:20261025T004500Z", "DTEND:20261025T011500Z"} <= set(written)
    assert zone_spans([factories.record(event(start, end))]) == ()


def test_utc_and_bare_offsets_need_no_zone() -> None:
    summer = timezone(timedelta(hours=2))
    data = single(factories.site(), factories.record(event(datetime(2026, 5, 27, 9, 0, 0, 999, tzinfo=summer))))
    assert "DTSTART:20260527T070000Z" in logical(data)
    assert b"VTIMEZONE" not in data
    assert "DTSTART:20260527T090000Z" in lines_of(event(datetime(2026, 5, 27, 9, tzinfo=ZoneInfo("UTC"))))


def test_start_and_end_in_two_zones() -> None:
    flight = event(
        datetime(2026, 5, 27, 9, tzinfo=COPENHAGEN), datetime(2026, 5, 27, 11, tzinfo=ZoneInfo("America/New_York"))
    )
    read = parsed(single(factories.site(), factories.record(flight)))
    assert {zone["TZID"] for zone in read.timezones} == {"America/New_York", "Europe/Copenhagen"}
    assert read.events[0].DTEND.astimezone(UTC) == datetime(2026, 5, 27, 15, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Auckland", "Asia/Kathmandu", "UTC", "Etc/GMT+12"])
def test_days_stay_where_they_are_in_every_zone(zone: str) -> None:
    site = msgspec.structs.replace(factories.site(), timezone=zone)
    records = [
        factories.record(event(date(2026, 5, 27)), 1),
        factories.record(event(date(2026, 10, 24), date(2026, 10, 26)), 2),
        factories.record(event(datetime(2026, 5, 27, 0, 30, tzinfo=ZoneInfo(zone))), 3),
        factories.record(event(datetime(2026, 5, 27, 23, 30, tzinfo=ZoneInfo(zone))), 4),
    ]
    data = calendar(records, site)
    read = parsed(data).events
    assert [item.uid[-1] for item in read] == ["1", "3", "4", "2"]
    assert (date(2026, 5, 27), date(2026, 5, 28)) == (read[0].DTSTART, read[0].DTEND)
    assert (date(2026, 10, 24), date(2026, 10, 26)) == (read[3].DTSTART, read[3].DTEND)
    assert [moment.DTSTART.replace(tzinfo=None) for moment in read[1:3]] == [
        datetime(2026, 5, 27, 0, 30),  # noqa: DTZ001
        datetime(2026, 5, 27, 23, 30),  # noqa: DTZ001
    ]
    again = [item.dtstart.value for item in vobject.readOne(data.decode()).vevent_list]
    assert again[0] == date(2026, 5, 27)
    assert again[3] == date(2026, 10, 24)


@pytest.mark.parametrize(
    "start",
    [
        date.min,
        date.max,
        datetime.min.replace(tzinfo=ZoneInfo("Etc/GMT-14")),
        datetime.max.replace(tzinfo=ZoneInfo("Etc/GMT+12")),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
    ],
)
def test_the_ends_of_the_calendar_cost_no_build(start: When) -> None:
    assert_well_formed(calendar([factories.record(event(start, language="en"))]))


def test_categories_are_sorted_clean_and_escaped() -> None:
    item = event(date(2026, 5, 27), categories=("Ø, å", "b;c", " a\n\nb ", "", "\x00", "b;c"))
    assert only(lines_of(item), "CATEGORIES") == ["CATEGORIES:a b,b\\;c,Ø\\, å"]
    assert parsed(single(factories.site(), factories.record(item))).events[0].categories == ["a b", "b;c", "Ø, å"]


def test_an_organizer_is_a_contact_as_we_know_no_address() -> None:
    assert "CONTACT:Dansk IT\\, Jens" in lines_of(event(date(2026, 5, 27), organizer=" Dansk IT,\nJens"))


@pytest.mark.parametrize("length", range(60, 90))
@pytest.mark.parametrize("letter", ["a", "æ", "€", "😀"])
def test_folding_at_every_length(length: int, letter: str) -> None:
    data = single(factories.site(), factories.record(event(date(2026, 5, 27), title="x" + letter * length)))
    assert_well_formed(data)
    assert f"SUMMARY:x{letter * length}" in logical(data)


def test_addresses_are_not_escaped_as_text() -> None:
    written = lines_of(factories.timed_event(), factories.site("https://x.example/a,b;c/æ ø/"))
    assert only(written, "URL") == [
        "URL:https://x.example/a,b;c/%C3%A6%20%C3%B8/items/00000000-0000-5000-8000-000000000001.html"
    ]


HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cs", "Cf", "Zl", "Zp"]),
        st.sampled_from('\r\n\\;,:"^\t \u0085\u2028æ😀'),
    ),
    max_size=200,
)


@settings(max_examples=150, deadline=None)
@given(title=HOSTILE, summary=HOSTILE, location=HOSTILE, organizer=HOSTILE, categories=st.lists(HOSTILE, max_size=4))
def test_any_text_comes_back(title: str, summary: str, location: str, organizer: str, categories: list[str]) -> None:
    site = factories.site()
    item = event(
        date(2026, 5, 27), title=title, summary=summary, location=location, organizer=organizer,
        categories=tuple(categories),
    )  # fmt: skip
    record = factories.record(item)
    facts = entry_facts(site, record, None)
    data = single(site, record)
    assert_well_formed(data)
    read = parsed(data).events[0]
    assert read["SUMMARY"] == facts.title
    assert read["DESCRIPTION"] == f"{facts.text}\n\n{facts.page.href}"
    assert read.get("LOCATION", "") == one_line(location)
    assert read.get("CONTACT", "") == one_line(organizer)
    assert read.categories == sorted({clean for text in categories if (clean := one_line(text))})


@settings(max_examples=50, deadline=None)
@given(uid=HOSTILE, name=HOSTILE, base=HOSTILE)
def test_nothing_can_add_a_line(uid: str, name: str, base: str) -> None:
    def named(uid: str, name: str, base: str) -> list[str]:
        site = msgspec.structs.replace(factories.site(f"https://x.example/{base}/"), title=name, timezone="UTC")
        feed = factories.feed("events", title=name, description=name)
        record = factories.record(factories.timed_event(), uid=uid)
        data = head(Channel(site=site, feed=feed, updated=factories.NOW)) + entry(site, record)
        assert_well_formed(data)
        return [line for line in names(logical(data)) if line not in ("DESCRIPTION", "X-WR-CALDESC")]

    assert named(uid, f"n{name}", base) == named("u", "n", "b")


# -- what clients ask for


def test_what_google_asks_for() -> None:
    site = factories.site("https://" + "a" * 60 + ".example.org/" + "b" * 100 + "/")
    data = calendar(dated(), site)
    written = logical(data)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line.partition(":")[2]) <= 256 for line in only(written, "URL") + only(written, "SOURCE"))
    assert all(int(line.partition(":")[2]) < 1_000 for line in only(written, "SEQUENCE"))
    uids = only(written, "UID")
    assert len(uids) == len(set(uids)) == len(dated()) + 1
    events = written[written.index("BEGIN:VEVENT") :]
    assert not any(re.fullmatch(r"(DTSTART|DTEND):\d{8}T\d{6}", line) for line in events)


def test_icalendar_reads_it_all() -> None:
    read = parsed(calendar(dated()))
    assert [(item["SUMMARY"], item.DTSTART) for item in read.events[1:]] == [
        ("Platform X 2026: Forretning, teknologi og transformation", date(2026, 5, 27)),
        ("Morgenmøde: Æbler, pærer; & <blåbær>", datetime(2026, 10, 27, 9, tzinfo=COPENHAGEN)),
    ]
    assert read.calendar_name == "Alt nyt"
    assert read.refresh_interval == timedelta(hours=6)
    assert parsed(read.to_ical()).events == read.events


def test_vobject_reads_it_all() -> None:
    read = vobject.readOne(calendar(dated()).decode())
    assert [item.uid.value[-1] for item in read.vevent_list] == ["5", "2", "3"]
    timed = read.vevent_list[2]
    assert timed.dtstart.value.astimezone(UTC) == datetime(2026, 10, 27, 8, tzinfo=UTC)
    assert timed.dtend.value.astimezone(UTC) == datetime(2026, 10, 27, 15, 30, tzinfo=UTC)
    assert timed.location.value == "Strandvejen 1, 2100 København Ø"


def test_ics_reads_back_what_it_holds() -> None:
    read = sorted(ics.Calendar(imports=calendar(dated()).decode()).events, key=lambda item: str(item.uid))
    platform, morning, notice = read
    assert platform.all_day
    assert (platform.begin.date(), platform.end.date()) == (date(2026, 5, 27), date(2026, 5, 28))
    assert (morning.name, morning.begin.isoformat()) == (
        "Morgenmøde: Æbler, pærer; & <blåbær>",
        "2026-10-27T09:00:00+01:00",
    )
    assert (notice.transparent, notice.status, notice.classification) == (True, "CONFIRMED", "PUBLIC")
    assert platform.categories == {"It-løsninger"}


KHAL = """
[calendars]
[[feeds]]
path = {folder}/calendar
type = calendar
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = feeds
highlight_event_days = False
[locale]
local_timezone = Europe/Copenhagen
default_timezone = Europe/Copenhagen
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


def khal(folder: Path, *arguments: str) -> str:
    program = shutil.which("khal")
    if program is None:
        pytest.skip("khal is not installed: apt-get install khal")
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", **dict.fromkeys(homes, str(folder))}
    command = [program, "-c", str(folder / "config"), *arguments]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_khal_imports_it_and_shows_platform_x_on_its_day(tmp_path: Path) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "config").write_text(KHAL.format(folder=tmp_path), "utf-8")
    (tmp_path / "events.ics").write_bytes(calendar(dated()))
    khal(tmp_path, "import", "--batch", "-a", "feeds", str(tmp_path / "events.ics"))

    form = ("--day-format", "", "--format", "{start-time}|{end-time}|{title}")
    assert khal(tmp_path, "list", *form, "2026-05-26", "1d").strip() == ""
    on_the_day = khal(tmp_path, "list", *form, "2026-05-27", "1d").strip()
    assert on_the_day == "||Platform X 2026: Forretning, teknologi og transformation"
    assert khal(tmp_path, "list", *form, "2026-05-28", "1d").strip() == ""
    assert "09:00|16:30|Morgenmøde: Æbler, pærer; & <blåbær>" in khal(tmp_path, "list", *form, "2026-10-27", "1d")
    assert "Åse Bjørnø-Nielsen" in khal(tmp_path, "list", *form, "2025-10-01", "1d")


# -- the same bytes


BUILD = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from test_render_icalendar import calendar, dated, event, factories
from datetime import datetime
from zoneinfo import ZoneInfo
tags = tuple("fedcba")
more = [
    factories.record(event(datetime(2026, 6, 1, 9, tzinfo=ZoneInfo(zone)), categories=tags), 20 + n)
    for n, zone in enumerate(("Asia/Tokyo", "Africa/Cairo", "Europe/Dublin"))
]
print(hashlib.sha256(calendar([*more, *dated()])).hexdigest())
"""


def test_the_same_bytes_under_any_hash_seed_locale_and_local_zone() -> None:
    script = BUILD.format(tests=str(Path(__file__).parent))
    surroundings = (
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "America/New_York"},
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, **around}, capture_output=True, text=True, check=True
        ).stdout
        for around in surroundings
    }
    assert len(digests) == 1


def test_an_entry_does_not_depend_on_the_length_of_a_file() -> None:
    site, record = factories.site(), factories.record(factories.timed_event())
    assert entry(site, record) == entry(site, record, None) == entry(site, record, 4_711)


def test_a_single_event_is_the_calendar_without_its_name() -> None:
    site, record = factories.site(), factories.record(factories.timed_event())
    data = single(site, record)
    assert_well_formed(data)
    assert names(logical(data))[:6] == ["BEGIN", "VERSION", "PRODID", "CALSCALE", "BEGIN", "TZID"]
    assert entry(site, record) in data
    assert len(parsed(data).events) == 1


def test_ics_is_loaded_only_to_render() -> None:
    script = "import sys, feeds.render.icalendar; print('ics' in sys.modules, 'arrow' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
