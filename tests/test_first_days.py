"""What repeats from a day that nobody told: from which day calendars have it, and what they have not."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from feeds import recurrence
from feeds.model import Event, Rejected, Schedule
from feeds.recognise import recognise
from workshop import Workshop, standard_config

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
#: 2 March 2026 is a Monday; clocks change on 29 March.
BUILT, WEEKS_LATER = "2026-03-02T08:00:00Z", "2026-04-15T08:00:00Z"
PAGES = {
    "da": """\
Aktiviteter på Odde Bibliotek

Hver torsdag kl. 10-12: Strikkecafé
Caféen. Gratis.

Første mandag i måneden kl. 14: Læsekreds
""",
    "no": """\
Aktiviteter på Odde bibliotek

Hver torsdag kl. 10-12: Strikkekafé
Kafeen. Gratis.

Første mandag i måneden kl. 14: Lesesirkel
""",
    "sv": """\
Aktiviteter på Odde bibliotek

Varje torsdag kl. 10-12: Stickcafé
Caféet. Gratis.

Första måndagen i månaden kl. 14: Bokcirkel
""",
    "de": """\
Veranstaltungen der Bücherei Odde

Jeden Donnerstag, 10-12 Uhr: Strickcafé
Im Café. Eintritt frei.

Jeden ersten Montag im Monat um 14 Uhr: Lesekreis
""",
    "en": """\
Regular events at Odde Library

Every Thursday 10am-12 noon: Knitting circle
Main hall. Free.

First Monday of the month, 2pm: Reading group
""",
}
HEAD = "Aktiviteter på Odde Bibliotek\n\n"
WEEKLY = f"{HEAD}Hver torsdag kl. 10-12: Strikkecafé\nCaféen. Gratis.\n"
OTHER = "\nHver onsdag kl. 9.30: Babyrytmik\nSalen. 40 kr.\n"


def made(folder: Path, code: str = "da") -> Workshop:
    told = f'path = "sources/*.txt"\nlanguage = "{code}"\ntimezone = "Europe/Copenhagen"'
    return Workshop(folder / "site", standard_config().replace('path = "sources/*.txt"', told))


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return made(tmp_path)


def series(workshop: Workshop) -> list[Any]:
    body = (workshop.output / "all.ics").read_bytes() if (workshop.output / "all.ics").exists() else b""
    return list(icalendar.Calendar.from_ical(body).walk("VEVENT")) if body else []


def counted(workshop: Workshop, title: str, until: date = date(2026, 5, 1)) -> list[str]:
    """Count out with a program of others when something is, up to a day: as clocks there show it."""
    calendar = icalendar.Calendar.from_ical((workshop.output / "all.ics").read_bytes())
    found = recurring_ical_events.of(calendar).between(date(2026, 1, 1), until)
    return sorted(f"{one['DTSTART'].dt:%Y-%m-%d %H:%M %Z}".strip() for one in found if one["SUMMARY"] == title)


def read(text: str, code: str = "da", published: date | None = None) -> tuple[Event, tuple[Rejected, ...]]:
    """Give the one event of a page, and what was refused."""
    found = recognise(text, language=code, timezone="Europe/Copenhagen", published=published)
    (event,) = (item for item in found.items if isinstance(item, Event))
    return event, found.rejected


@pytest.mark.parametrize("code", PAGES)
def test_weekly_and_monthly_events_stand_in_calendars(tmp_path: Path, code: str) -> None:
    workshop = made(tmp_path, code)
    workshop.page("a.txt", PAGES[code])
    workshop.build(BUILT)
    monthly, weekly = sorted(series(workshop), key=lambda one: str(one["RRULE"].to_ical()))
    assert weekly["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=TH"
    assert monthly["RRULE"].to_ical() == b"FREQ=MONTHLY;BYDAY=1MO"
    # Ten o'clock stays ten o'clock, whatever the clocks do on 29 March.
    winter = [f"2026-03-{day:02} 10:00 CET" for day in (5, 12, 19, 26)]
    summer = [f"2026-04-{day:02} 10:00 CEST" for day in (2, 9, 16, 23, 30)]
    assert counted(workshop, weekly["SUMMARY"]) == winter + summer
    assert weekly["DTEND"].dt - weekly["DTSTART"].dt == timedelta(hours=2)
    assert counted(workshop, monthly["SUMMARY"]) == ["2026-03-02 14:00 CET", "2026-04-06 14:00 CEST"]
    assert "DTEND" not in monthly


def test_a_page_that_is_read_again_later_gives_the_same_bytes(workshop: Workshop) -> None:
    workshop.page("a.txt", WEEKLY)
    workshop.build(BUILT)
    files = workshop.files()
    # Other bytes, so the page is read again, six weeks later.
    workshop.page("a.txt", WEEKLY + "\n\n")
    report = workshop.build(WEEKS_LATER)
    assert workshop.files() == files
    assert report["sources"][0]["read"] == 1  # type: ignore[index]
    # What comes beside it changes nothing about it either.
    (before,) = series(workshop)
    workshop.page("a.txt", WEEKLY + OTHER)
    workshop.build("2026-04-16T08:00:00Z")
    after = {str(one["SUMMARY"]): one for one in series(workshop)}
    assert after["Strikkecafé"].to_ical() == before.to_ical()
    assert counted(workshop, "Babyrytmik")[0] == "2026-04-22 09:30 CEST"


def test_the_first_day_can_be_the_day_itself(workshop: Workshop) -> None:
    workshop.page("a.txt", WEEKLY)
    # Late in the evening of Wednesday in UTC it is Thursday there.
    workshop.build("2026-07-01T22:30:00Z")
    assert counted(workshop, "Strikkecafé", date(2026, 7, 10))[0] == "2026-07-02 10:00 CEST"


def test_another_weekday_counts_from_the_day_on_which_it_is_told(workshop: Workshop) -> None:
    workshop.page("a.txt", WEEKLY)
    workshop.build(BUILT)
    (before,) = series(workshop)
    workshop.page("a.txt", WEEKLY.replace("torsdag", "fredag"))
    workshop.build(WEEKS_LATER)
    (after,) = series(workshop)
    assert (before["UID"], int(after["SEQUENCE"])) == (after["UID"], 1)
    assert counted(workshop, "Strikkecafé") == ["2026-04-17 10:00 CEST", "2026-04-24 10:00 CEST"]
    # No day that anybody told has moved.
    assert [entry["title"] for entry in workshop.json_feed()] == ["Strikkecafé"]


def test_another_hour_keeps_the_first_day(workshop: Workshop) -> None:
    workshop.page("a.txt", WEEKLY)
    workshop.build(BUILT)
    workshop.page("a.txt", WEEKLY.replace("10-12", "11-13"))
    workshop.build(WEEKS_LATER)
    assert counted(workshop, "Strikkecafé")[0] == "2026-03-05 11:00 CET"
    assert [entry["title"] for entry in workshop.json_feed()] == ["Strikkecafé"]


def test_a_first_day_that_is_told_stands_and_stays(workshop: Workshop) -> None:
    workshop.page("a.txt", WEEKLY)
    workshop.build(BUILT)
    workshop.page("a.txt", WEEKLY.replace("12:", "12, første gang 19. marts 2026:"))
    workshop.build("2026-03-09T08:00:00Z")
    assert counted(workshop, "Strikkecafé")[0] == "2026-03-19 10:00 CET"
    # When the page no longer says it, it was so all the same.
    workshop.page("a.txt", WEEKLY)
    workshop.build(WEEKS_LATER)
    assert counted(workshop, "Strikkecafé")[0] == "2026-03-19 10:00 CET"
    assert [entry["title"] for entry in workshop.json_feed()] == ["Strikkecafé"]


def test_a_last_day_ends_it_and_what_is_over_has_no_first(workshop: Workshop) -> None:
    workshop.page("a.txt", WEEKLY.replace("12:", "12 til og med 26. marts 2026:"))
    workshop.page("c.txt", f"{HEAD}Hver fredag indtil 20. marts 2026, kl. 16: Brætspil\nSalen. Gratis.\n")
    workshop.page("b.txt", f"{HEAD}Hver onsdag kl. 9 til og med 25. februar 2026: Babyrytmik\nSalen. 40 kr.\n")
    workshop.build(BUILT)
    assert counted(workshop, "Strikkecafé") == [f"2026-03-{day:02} 10:00 CET" for day in (5, 12, 19, 26)]
    assert counted(workshop, "Brætspil") == [f"2026-03-{day:02} 16:00 CET" for day in (6, 13, 20)]
    assert sorted(str(one["SUMMARY"]) for one in series(workshop)) == ["Brætspil", "Strikkecafé"]


def test_a_day_that_is_left_out_is_not_the_first(workshop: Workshop) -> None:
    workshop.page("a.txt", WEEKLY.replace("12:", "12 (ikke 5. og 19. marts 2026):"))
    workshop.build(BUILT)
    assert counted(workshop, "Strikkecafé", date(2026, 4, 1)) == ["2026-03-12 10:00 CET", "2026-03-26 10:00 CET"]


def test_without_an_hour_it_takes_whole_days(workshop: Workshop) -> None:
    workshop.page("a.txt", f"{HEAD}Hver lørdag: Loppemarked, Torvet\nHver søndag kl. 11 og 15: Dukketeater, Salen\n")
    workshop.build(BUILT)
    found = {str(one["SUMMARY"]): one["DTSTART"].dt for one in series(workshop)}
    # Of two hours neither is that of each day.
    assert found == {"Loppemarked": date(2026, 3, 7), "Dukketeater": date(2026, 3, 8)}


UNCOUNTED = [
    ("da", "Hver anden tirsdag kl. 19: Quiz", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "19:00:00"),
    ("no", "Annenhver tirsdag kl. 19: Quiz", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "19:00:00"),
    ("sv", "Varannan tisdag kl. 19: Quiz", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "19:00:00"),
    ("de", "Jeden zweiten Dienstag, 19 Uhr: Quiz", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "19:00:00"),
    ("en", "Every second Tuesday 7pm: Quiz", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "19:00:00"),
]


@pytest.mark.parametrize(("code", "line", "rule", "clock"), UNCOUNTED)
def test_nobody_knows_which_is_every_second_week(tmp_path: Path, code: str, line: str, rule: str, clock: str) -> None:
    head, _, _ = PAGES[code].partition("\n")
    event, rejected = read(f"{head}\n\n{line}\n", code)
    assert event.recurrence_rule == rule
    assert event.schedule == Schedule(start_time=time.fromisoformat(clock), timezone="Europe/Copenhagen")
    assert [one.reason for one in rejected] == ["every second time, or less often: the text does not say which ones"]
    workshop = made(tmp_path, code)
    workshop.page("a.txt", f"{head}\n\n{line}\n")
    workshop.build(BUILT)
    assert series(workshop) == []
    (entry,) = workshop.json_feed()
    # It is told in words, with its hour.
    assert event.recurrence_text is not None
    assert event.recurrence_text in str(entry["content_text"])
    assert {"7:00", "19.00", "19:00"} & set(str(entry["content_text"]).replace(",", " ").split())


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("da", "Hver torsdag kl. 10-12 fra 1. oktober: Strikkecafé"),
        ("no", "Hver torsdag kl. 10-12, ikke 2. april: Strikkekafé"),
        ("sv", "Varje torsdag kl. 10-12 från oktober: Stickcafé"),
        ("de", "Jeden Donnerstag, 10-12 Uhr, ab Oktober: Strickcafé"),
        ("en", "Every Thursday 10am-12 noon until 3 December: Knitting circle"),
        ("da", "Hver torsdag hele foråret kl. 10-12: Strikkecafé"),
        ("no", "Hver torsdag fram til påske kl. 10-12: Strikkekafé"),
        ("sv", "Varje torsdag under vinterhalvåret kl. 10-12: Stickcafé"),
        ("de", "Jeden Donnerstag im Sommer, 10-12 Uhr: Strickcafé"),
        ("en", "Every Thursday during the winter, 10am-12 noon: Knitting circle"),
    ],
)
def test_days_and_months_without_a_year_are_not_counted_from_today(code: str, line: str) -> None:
    head, _, _ = PAGES[code].partition("\n")
    event, rejected = read(f"{head}\n\n{line}\n", code)
    assert (event.start, event.schedule) == (None, None)
    assert event.recurrence_text is not None
    assert [one.rule for one in rejected] == ["event.date"]
    assert rejected[0].reason.startswith(("no year", "a day, a month or a season beside the words that repeat it"))


@pytest.mark.parametrize(
    ("code", "line", "months"),
    [
        ("da", "Hver torsdag kl. 10-12 (september-maj): Strikkecafé", "1,2,3,4,5,9,10,11,12"),
        ("no", "Hver torsdag kl. 10-12 (oktober til mars): Strikkekafé", "1,2,3,10,11,12"),
        ("sv", "Varje torsdag kl. 10-12 (september-maj): Stickcafé", "1,2,3,4,5,9,10,11,12"),
        ("de", "Jeden Donnerstag, 10-12 Uhr (Oktober bis März): Strickcafé", "1,2,3,10,11,12"),
        ("en", "Every Thursday 10am-12 noon, May to August: Knitting circle", "5,6,7,8"),
    ],
)
def test_months_that_are_named_are_part_of_the_rule(tmp_path: Path, code: str, line: str, months: str) -> None:
    head, _, _ = PAGES[code].partition("\n")
    event, _ = read(f"{head}\n\n{line}\n", code)
    assert event.title == line.rpartition(": ")[2]
    assert event.recurrence_rule == f"FREQ=WEEKLY;BYDAY=TH;BYMONTH={months}"
    workshop = made(tmp_path, code)
    workshop.page("a.txt", f"{head}\n\n{line}\n")
    workshop.build("2026-04-01T08:00:00Z")
    found = counted(workshop, str(event.title), date(2027, 5, 1))
    assert {int(day[5:7]) for day in found} == set(map(int, months.split(",")))


PERIODS = [
    ("da", "Efterårets program 1. september - 30. november 2026", "Hver torsdag kl. 10-12: Strikkecafé"),
    ("no", "Høstens program september-november 2026", "Hver torsdag kl. 10-12: Strikkekafé"),
    ("sv", "Höstens program 1 september - 30 november 2026", "Varje torsdag kl. 10-12: Stickcafé"),
    ("de", "Veranstaltungen September bis November 2026", "Jeden Donnerstag, 10-12 Uhr: Strickcafé"),
    ("en", "Autumn events, 1 September to 30 November 2026", "Every Thursday 10am-12 noon: Knitting circle"),
]


@pytest.mark.parametrize(("code", "heading", "line"), PERIODS)
def test_the_days_of_a_programme_are_those_of_what_repeats_in_it(
    tmp_path: Path, code: str, heading: str, line: str
) -> None:
    event, _ = read(f"{heading}\n\n{line}\n", code)
    assert (event.start, event.schedule) == (datetime(2026, 9, 3, 10, tzinfo=COPENHAGEN), None)
    workshop = made(tmp_path, code)
    workshop.page("a.txt", f"{heading}\n\n{line}\n")
    workshop.build(BUILT)
    found = counted(workshop, str(event.title), date(2027, 5, 1))
    assert (found[0], found[-1], len(found)) == ("2026-09-03 10:00 CEST", "2026-11-26 10:00 CET", 13)


def test_a_programme_gives_no_parity_and_its_pauses_are_left_out() -> None:
    page = f"{PERIODS[0][1]}\n\n{PERIODS[0][2]}\nCaféen. Ikke 15. oktober.\n\nHver anden tirsdag kl. 19: Quiz\n"
    weekly, other = (item for item in recognise(page, language="da").items if isinstance(item, Event))
    assert [day.isoformat() for day in weekly.excluded_dates] == ["2026-10-15T10:00:00+02:00"]
    assert (weekly.status, weekly.location) == (None, "Caféen")
    assert (other.start, other.recurrence_rule) == (None, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")


def test_even_weeks_end_where_every_second_week_is_an_odd_one() -> None:
    heading = "Höstens program september 2026 - maj 2027"
    page = f"{heading}\n\nTisdagar jämna veckor kl. 18: Schack\nTisdagar udda veckor kl. 18: Bridge\n"
    even, odd = (item for item in recognise(page, language="sv").items if isinstance(item, Event))
    # 2026 has 53 weeks: the first week of 2027 is odd too.
    assert even.recurrence_rule == odd.recurrence_rule == "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270103T170000Z;BYDAY=TU"
    assert isinstance(even.start, datetime)
    assert isinstance(odd.start, datetime)
    assert (even.start.isocalendar().week, odd.start.isocalendar().week) == (36, 37)


def test_so_many_evenings_are_not_counted_from_today() -> None:
    event, rejected = read(f"{HEAD}8 torsdage kl. 19: Kursus i vin, Salen\n")
    assert event.start is None
    if event.recurrence_rule is not None:
        assert [one.reason for one in rejected] == ["so many times: the text does not say from which day on"]
        assert recurrence.first_from(recurrence.read(event.recurrence_rule), date(2026, 3, 2)) is None


def test_labels_and_sentences_give_their_hour_too() -> None:
    labelled, _ = read("Strikkecafé\n\nHvornår: Hver torsdag kl. 10-12\nHvor: Caféen, Odde Bibliotek\nPris: Gratis\n")
    assert labelled.schedule == Schedule(start_time=time(10), end_time=time(12), timezone="Europe/Copenhagen")
    apart, _ = read("Strikkecafé\n\nDag: Hver torsdag\nTid: kl. 10-12\nSted: Caféen, Odde Bibliotek\nPris: Gratis\n")
    assert apart.schedule == labelled.schedule


def test_structured_data_tells_the_schedule(workshop: Workshop) -> None:
    workshop.page("a.txt", f"{HEAD}Hver torsdag kl. 10-12: Strikkecafé\nHver anden tirsdag kl. 19: Quiz\n")
    workshop.build(BUILT)
    told = {}
    for page in (workshop.output / "items").glob("*.html"):
        text = page.read_text("utf-8").partition('<script type="application/ld+json">')[2].partition("</script>")[0]
        thing = json.loads(text)
        told[thing["name"]] = thing
    assert told["Strikkecafé"]["startDate"] == "2026-03-05T10:00:00+01:00"
    assert told["Strikkecafé"]["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Thursday"],
        "startDate": "2026-03-05",
        "startTime": "10:00:00",
        "endTime": "12:00:00",
        "scheduleTimezone": "Europe/Copenhagen",
    }
    assert "startDate" not in told["Quiz"]
    assert told["Quiz"]["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P2W",
        "byDay": ["https://schema.org/Tuesday"],
        "startTime": "19:00:00",
        "scheduleTimezone": "Europe/Copenhagen",
    }


def test_data_can_tell_a_schedule_as_pages_do(tmp_path: Path) -> None:
    config = standard_config().replace('path = "sources/*.txt"', 'path = "sources/*.jsonl"\nformat = "jsonl"')
    workshop = Workshop(tmp_path / "site", config)
    facts = {"kind": "event", "title": "Late show", "recurrence_rule": "FREQ=WEEKLY;BYDAY=FR"}
    late = {"start_time": "22:30:00", "end_time": "01:00:00", "timezone": "Europe/Copenhagen"}
    workshop.page("a.jsonl", json.dumps(facts | {"schedule": late}) + "\n")
    workshop.build(BUILT)
    (one,) = series(workshop)
    assert (one["DTSTART"].dt.isoformat(), one["DTEND"].dt.isoformat()) == (
        "2026-03-06T22:30:00+01:00",
        "2026-03-07T01:00:00+01:00",
    )
    workshop.page("b.jsonl", json.dumps(facts | {"schedule": {"timezone": "Odde"}}) + "\n")
    run = workshop.feeds("explain", "--config", "feeds.toml", str(workshop.sources / "b.jsonl"))
    assert "`timezone` of `schedule` is 'Odde', which is no time zone" in run.stdout + run.stderr


def test_structured_data_without_a_day_is_counted_too(tmp_path: Path) -> None:
    config = standard_config().replace('path = "sources/*.txt"', 'path = "sources/*.html"')
    workshop = Workshop(tmp_path / "site", config)
    schedule = {"@type": "Schedule", "repeatFrequency": "P1W", "byDay": "https://schema.org/Monday"}
    schedule |= {"startTime": "18:00:00", "endTime": "19:30:00", "scheduleTimezone": "Europe/London"}
    thing = {"@context": "https://schema.org", "@type": "Event", "name": "Yoga", "eventSchedule": schedule}
    html = '<html lang="en"><head><title>Yoga</title><script type="application/ld+json">{}</script></head></html>'
    workshop.page("a.html", html.format(json.dumps(thing)))
    every_other = thing | {"name": "Quiz", "eventSchedule": schedule | {"repeatFrequency": "P2W"}}
    workshop.page("b.html", html.format(json.dumps(every_other)))
    workshop.build("2026-03-24T08:00:00Z")
    (one,) = series(workshop)
    assert counted(workshop, "Yoga", date(2026, 4, 7)) == ["2026-03-30 18:00 BST", "2026-04-06 18:00 BST"]
    assert one["DTEND"].dt - one["DTSTART"].dt == timedelta(hours=1, minutes=30)


RULES = st.sampled_from(
    [
        *("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=MONTHLY;BYDAY=1MO"),
        *("FREQ=MONTHLY;BYDAY=-1SU", "FREQ=MONTHLY;BYDAY=1TH,3TH", "FREQ=MONTHLY;BYMONTHDAY=31"),
    ]
)


@given(RULES, st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_first_day_is_the_one_that_others_count(rule: str, day: date) -> None:
    first = recurrence.first_from(recurrence.read(rule), day)
    begin = datetime.combine(day, time(), UTC)
    assert first is not None
    assert first == next(islice(rrulestr(rule, dtstart=begin), 1)).date()
    assert recurrence.begins_on(recurrence.read(rule), first)


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=DAILY;COUNT=8"]
)
def test_a_rule_that_leaves_something_open_has_no_first_day(rule: str) -> None:
    assert recurrence.first_from(recurrence.read(rule), date(2026, 3, 2)) is None


def test_a_day_that_was_counted_is_said_to_nobody(workshop: Workshop) -> None:
    workshop.page("a.txt", f"{WEEKLY}\nHver anden tirsdag: Bridge\nSalen.\n")
    workshop.build(BUILT)
    said = {str(entry["title"]): str(entry["content_text"]) for entry in workshop.json_feed()}
    assert "Hver torsdag kl. 10.00–12.00" in said["Strikkecafé"]
    (one,) = series(workshop)
    assert "Hver torsdag kl. 10.00–12.00" in one["DESCRIPTION"]
    # The first Thursday: it would be over for whoever reads it in autumn.
    assert "5. marts" not in said["Strikkecafé"] + one["DESCRIPTION"]
    page = (workshop.output / "events.html").read_text("utf-8")
    assert '<time class="dt-start" datetime="2026-03-05T10:00:00+01:00">Hver torsdag kl. 10.00–12.00</time>' in page
    assert '<p class="meta">Hver anden tirsdag · ' in page
    assert page.count('<span class="leaf-note">Gentages</span>') == 2
    assert "Dato følger" not in page
    items = "".join(path.read_text("utf-8") for path in (workshop.output / "items").glob("*.html"))
    assert "5. marts" not in items
    assert 'datetime="2026-03-05T10:00:00+01:00">Hver torsdag' in items


def test_a_day_that_was_told_is_said(workshop: Workshop) -> None:
    workshop.page("a.txt", f"{HEAD}Hver torsdag kl. 10-12 fra 1. oktober 2026: Strikkecafé\nCaféen. Gratis.\n")
    workshop.build(BUILT)
    (entry,) = workshop.json_feed()
    assert "1. oktober 2026" in str(entry["content_text"])


def test_what_repeats_is_not_told_to_be_without_a_day(workshop: Workshop) -> None:
    workshop.page("a.txt", f"{WEEKLY}\nHver anden tirsdag: Bridge\nSalen.\n")
    shown = workshop.feeds("init", str(workshop.sources), "--config", "other.toml").stdout
    assert "without a day" not in shown
    assert "Strikkecafé, Hver torsdag kl. 10.00–12.00, Caféen" in shown
    planned = workshop.feeds("plan", "--now", BUILT).stdout
    assert "event Bridge, no day" in planned


@pytest.mark.parametrize("heading", ["Termine", "Veranstaltungen", "Kalender"])
def test_a_heading_that_can_be_a_label_takes_no_event_that_repeats(heading: str) -> None:
    page = f"{heading}\n\nJeden Donnerstag, 19 Uhr: Yoga\nIm Saal.\n\nJeden Montag, 19 Uhr: Quiz\n"
    found = [item for item in recognise(page, language="de").items if isinstance(item, Event)]
    assert [item.title for item in found] == ["Yoga", "Quiz"]
