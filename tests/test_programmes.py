"""Events that repeat, and programmes, doors, tickets and deadlines: in the model, the ledger and every format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import msgspec
import pytest
from dateutil.rrule import rrulestr

import lines
import whole_output
from factories import NOW, all_day_event, feed, posting, record, site, timed_event, undated_event
from feeds import check
from feeds.identity import fingerprint
from feeds.lang import load
from feeds.merge import is_over
from feeds.model import (
    Channel,
    Event,
    Fetched,
    Item,
    JobPosting,
    Offer,
    Record,
    Rejected,
    Source,
    SubEvent,
    deadlines,
    decode_hook,
    encoded,
    is_dated,
    last_day,
)
from feeds.parse import jsonl
from feeds.render import json_feed, jsonld
from feeds.render.icalendar import entry, extras, head, single, tail, zone_spans
from feeds.wording import body_html, body_text, facts, programme
from test_render_icalendar import KHAL, assert_well_formed, khal, logical
from workshop import Workshop

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DANISH = load("da")
SOURCE = Source(name="rows", path=Path("rows.jsonl"), format="jsonl", language="da", timezone="Europe/Copenhagen")


def at(day: int, hour: int, minute: int = 0, month: int = 9) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=COPENHAGEN)


def weekly(**facts: object) -> Event:
    """A choir that meets each Thursday at seven, over the change of clocks on 25 October, but for 15 October."""
    known: dict[str, object] = {
        "title": "Korprøve",
        "start": at(3, 19),
        "end": at(3, 21),
        "timezone": "Europe/Copenhagen",
        "language": "da",
        "recurrence_rule": "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261217T180000Z",
        "excluded_dates": (at(15, 19, month=10),),
    }
    return Event(**{**known, **facts})  # type: ignore[arg-type]


def festival(**facts: object) -> Event:
    """A festival of three days with everything that an event can have."""
    known: dict[str, object] = {
        "title": "Havnefest",
        "start": date(2026, 8, 14),
        "end": date(2026, 8, 17),
        "timezone": "Europe/Copenhagen",
        "language": "da",
        "location": "Havnen",
        "door_time": at(14, 16, month=8),
        "registration_deadline": date(2026, 8, 1),
        "early_bird_deadline": date(2026, 6, 1),
        "application_deadline": at(1, 12, month=5),
        "super_event": "Aarhus Festuge",
        "offers": (Offer(name="Voksne", price="100 kr."), Offer(name="Børn")),
        "sub_events": (
            SubEvent(title="Åbning", start=at(14, 17, month=8), end=at(14, 18, month=8), performers=("Ib Storm",)),
            SubEvent(title="Koncert", start=at(15, 20, month=8), location="Scenen", summary="Med dans"),
            SubEvent(title="Børnedag", start=date(2026, 8, 16)),
            SubEvent(title="Udstilling"),
        ),
    }
    return Event(**{**known, **facts})  # type: ignore[arg-type]


def calendar(records: Iterable[Record], **wanted: bool) -> bytes:
    """Give the calendar of a feed that may want more than an entry for each record."""
    own, held = msgspec.structs.replace(feed("events"), **wanted), list(records)
    zones = zone_spans(held, sub_events=own.sub_events)
    channel = Channel(site=site(), feed=own, updated=NOW, zones=zones)
    bodies = ((entry(site(), one) if is_dated(one.item) else b"") + extras(site(), one, own) for one in held)
    body = head(channel) + b"".join(bodies) + tail(channel)
    assert_well_formed(body)
    assert check.check("events.ics", body, NOW) == ()
    return body


def events(body: bytes) -> list[Any]:
    found = icalendar.Calendar.from_ical(body)
    assert not found.errors
    return found.walk("VEVENT")


def property_lines(body: bytes, *names: str) -> list[str]:
    """Give the lines of the events with one of these names."""
    text = logical(body)
    return [one for one in text[text.index("BEGIN:VEVENT") :] if re.split("[;:]", one)[0] in names]


def occurrences(event: Any) -> list[datetime]:
    """Count a series out as a calendar program does."""
    start, rule = event["DTSTART"].dt, event["RRULE"].to_ical().decode()
    excluded = event.get("EXDATE", [])
    gone = {day.dt for one in (excluded if isinstance(excluded, list) else [excluded]) for day in one.dts}
    return [moment for moment in rrulestr(rule, dtstart=start) if moment not in gone]


# --- the model ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", [weekly(), festival()])
def test_what_is_written_is_read_again(item: Event) -> None:
    again = msgspec.json.decode(encoded(item), type=Item, dec_hook=decode_hook)
    assert again == item
    (read,) = jsonl.parse(Fetched(location="rows.jsonl", body=encoded(item)), SOURCE)
    assert read == item
    assert all(getattr(part.start, "tzinfo", COPENHAGEN) is COPENHAGEN for part in again.sub_events)
    assert encoded(again) == encoded(item)


def test_what_has_none_of_it_keeps_its_fingerprint() -> None:
    # As it was before there were rules and programmes: else each event there is would be new to all readers.
    assert fingerprint(timed_event()) == "b3b488142d9dd75812198409a035b7431b6372b6329a2ba82e459f6c53b62305"
    assert fingerprint(all_day_event()) == "6aaaa45fcf952fede78e56659d723989246f8c9d802736ffaec3cf9a1364caa5"


@pytest.mark.parametrize(
    "change",
    [
        {"recurrence_rule": "FREQ=WEEKLY"},
        {"excluded_dates": (date(2026, 8, 15),)},
        {"door_time": None},
        {"early_bird_deadline": None},
        {"application_deadline": None},
        {"super_event": None},
        {"offers": ()},
        {"sub_events": festival().sub_events[:-1]},
    ],
)
def test_each_change_of_it_is_a_revision(change: dict[str, object]) -> None:
    assert fingerprint(msgspec.structs.replace(festival(), **change)) != fingerprint(festival())


def test_it_lasts_until_its_last_time() -> None:
    assert last_day(weekly()) == date(2026, 12, 17)
    assert not is_over(weekly(), date(2026, 12, 17))
    assert is_over(weekly(), date(2026, 12, 18))
    assert last_day(weekly(recurrence_rule="FREQ=WEEKLY;BYDAY=TH;COUNT=3")) == date(2026, 9, 17)
    assert last_day(weekly(recurrence_rule="FREQ=WEEKLY")) == date.max
    # Of three days, the last one too.
    yearly = festival(recurrence_rule="FREQ=YEARLY;COUNT=2", sub_events=())
    assert last_day(yearly) == date(2027, 8, 16)


def test_a_deadline_is_no_date() -> None:
    undated = msgspec.structs.replace(undated_event(), registration_deadline=date(2026, 5, 1))
    assert not is_dated(undated)
    assert last_day(undated) is None
    assert [name for name, _ in deadlines(festival())] == ["early_bird", "registration", "application"]
    assert deadlines(posting()) == (("application", date(2026, 4, 1)),)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"recurrence_rule": "FREQ=HOURLY"}, "needs a FREQ"),
        ({"recurrence_rule": "FREQ=WEEKLY;BYDAY=FR"}, "does not give the day of `start`, 2026-09-03"),
        ({"recurrence_rule": "FREQ=WEEKLY;UNTIL=20260901"}, "ends before `start`"),
        ({"excluded_dates": ["2026-10-15T19:00:00"]}, "`excluded_dates` has a time without an offset"),
        ({"door_time": "2026-09-03T18:30:00"}, "`door_time` has a time without an offset"),
        ({"sub_events": [{"title": "A", "start": "2026-09-03T19:30:00"}]}, "`sub_events` has a time without"),
        ({"sub_events": [{"title": " "}]}, "`sub_events` has no title"),
        ({"sub_events": [{"title": "A", "start": "2026-09-03", "end": "2026-09-02"}]}, "`end` lies before"),
        ({"offers": [{"name": ""}]}, "`offers` has no name"),
        ({"start": "2026-09-03T19:00:00"}, "`start` has a time without an offset"),
    ],
)
def test_a_line_that_cannot_mean_it_is_refused(facts: dict[str, object], reason: str) -> None:
    row = {"kind": "event", "title": "T", "start": "2026-09-03T19:00:00+02:00", "timezone": "Europe/Copenhagen"}
    (refused,) = jsonl.parse(Fetched(location="rows.jsonl", body=json.dumps(row | facts).encode()), SOURCE)
    assert isinstance(refused, Rejected)
    assert reason in refused.reason


# --- for people -----------------------------------------------------------------------------------------------------


def said(item: Item) -> dict[str, str]:
    return {fact.name: fact.value for fact in facts(item, DANISH)}


def test_facts_say_it_in_words() -> None:
    told = said(festival())
    assert told["doors"] == "kl. 16.00"
    assert told["tickets"] == "Voksne: 100 kr. · Børn"
    assert told["part_of"] == "Aarhus Festuge"
    assert told["early_bird"] == "mandag 1. juni 2026"
    assert told["application"] == "fredag 1. maj 2026 kl. 12.00"
    assert said(weekly(recurrence_text="Hver torsdag"))["recurrence"] == "Hver torsdag"
    assert said(weekly())["recurrence"] == "Hver uge: torsdag til 17. december 2026"
    assert said(weekly())["except"] == "15. oktober 2026"
    assert said(weekly(recurrence_rule="FREQ=MONTHLY;INTERVAL=2;COUNT=4"))["recurrence"] == "Hver 2. måned, 4 gange"


def test_a_programme_is_told_day_by_day_on_its_own_clocks() -> None:
    assert body_text(festival(), DANISH).endswith(
        "\n\nProgram:\n- Udstilling\n"
        "fredag 14. august 2026\n- kl. 17.00–18.00 Åbning – Ib Storm\n"
        "lørdag 15. august 2026\n- kl. 20.00 Koncert (Scenen)\n"
        "søndag 16. august 2026\n- Børnedag"
    )
    assert "<li>kl. 20.00 Koncert (Scenen)</li>" in body_html(festival(), DANISH)


def test_an_evening_needs_no_day() -> None:
    party = weekly(
        recurrence_rule=None,
        excluded_dates=(),
        end=datetime(2026, 9, 4, 2, tzinfo=COPENHAGEN),
        sub_events=(SubEvent(title="<Spisning>", start=at(3, 19)), SubEvent(title="Sidste dans", start=at(4, 1))),
    )
    (evening,) = programme(party, DANISH)
    assert evening.title == ""
    assert [act.clock for act in evening.acts] == ["kl. 19.00", "kl. 1.00"]
    assert "&lt;Spisning&gt;" in body_html(party, DANISH)


# --- calendars ------------------------------------------------------------------------------------------------------


def test_seven_oclock_stays_seven_when_clocks_change() -> None:
    body = calendar([record(weekly())])
    (event,) = events(body)
    assert property_lines(body, "RRULE", "EXDATE") == [
        "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261217T180000Z",
        "EXDATE;TZID=Europe/Copenhagen:20261015T190000",
    ]
    found = occurrences(event)
    assert [moment.strftime("%m-%d") for moment in found[5:9]] == ["10-08", "10-22", "10-29", "11-05"]
    assert {(moment.hour, moment.minute) for moment in found} == {(19, 0)}
    assert [moment.utcoffset() for moment in found[6:8]] == [timedelta(hours=2), timedelta(hours=1)]
    assert found[-1] == datetime(2026, 12, 17, 19, tzinfo=COPENHAGEN)
    assert len(found) == 15


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        # A day as the end of a series with a clock means what begins on it.
        (
            weekly(recurrence_rule="FREQ=WEEKLY;UNTIL=20261029", excluded_dates=(date(2026, 10, 1),)),
            ["RRULE:FREQ=WEEKLY;UNTIL=20261029T180000Z", "EXDATE;TZID=Europe/Copenhagen:20261001T190000"],
        ),
        (
            weekly(start=date(2026, 9, 3), end=None, excluded_dates=(date(2026, 10, 1), at(15, 19, month=10))),
            [
                "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261217",
                "EXDATE;VALUE=DATE:20261001",
                "EXDATE;VALUE=DATE:20261015",
            ],
        ),
        (
            weekly(timezone="UTC", start=datetime(2026, 9, 3, 17, tzinfo=UTC), end=None, excluded_dates=()),
            ["RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261217T180000Z"],
        ),
        # An offset alone does not know when clocks change; a wrong hour is worse than none.
        (weekly(timezone=None, start=datetime.fromisoformat("2026-09-03T19:00:00+02:00"), end=None), []),
        (weekly(start=None, end=None), None),
        (weekly(start=at(4, 19), end=None), []),
        (weekly(recurrence_rule="FREQ=WEEKLY;UNTIL=20260801"), []),
    ],
)
def test_the_end_and_the_exceptions_are_of_the_kind_of_the_start(item: Event, wanted: list[str] | None) -> None:
    if wanted is None:
        assert not is_dated(item)
    else:
        assert property_lines(calendar([record(item)]), "RRULE", "EXDATE") == wanted


def test_the_zone_is_right_for_the_whole_series() -> None:
    (span,) = zone_spans([record(weekly())])
    assert (span.first, span.last) == (date(2026, 9, 3), date(2026, 12, 17))
    endless = single(site(), record(weekly(recurrence_rule="FREQ=WEEKLY")))
    assert endless.count(b"BEGIN:STANDARD") == endless.count(b"BEGIN:DAYLIGHT") == 1


def test_khal_shows_each_thursday_but_the_one(tmp_path: Path) -> None:
    (tmp_path / "config").write_text(KHAL.format(folder=tmp_path), "utf-8")
    (tmp_path / "events.ics").write_bytes(calendar([record(weekly())]))
    khal(tmp_path, "import", "--batch", "-a", "feeds", str(tmp_path / "events.ics"))
    form = ("--day-format", "{date}", "--format", "{start-time} {title}")
    told = khal(tmp_path, "list", *form, "2026-10-08", "22d").split("\n")
    days = [line for line in told if re.match(r"\d{4}-", line)]
    assert days == ["2026-10-08", "2026-10-22", "2026-10-29"]
    assert [line.strip() for line in told if "Korprøve" in line] == ["19:00 Korprøve"] * 3


def test_deadlines_are_whole_days_on_request_only() -> None:
    parent = record(festival())
    assert len(events(calendar([parent]))) == 1
    _, *days = events(calendar([parent], deadlines=True))
    assert [str(day["SUMMARY"]) for day in days] == [
        "Rabatfrist: Havnefest",
        "Tilmeldingsfrist: Havnefest",
        "Ansøgningsfrist: Havnefest",
    ]
    assert [day["DTSTART"].dt for day in days] == [date(2026, 6, 1), date(2026, 8, 1), date(2026, 5, 1)]
    assert {str(day["TRANSP"]) for day in days} == {"TRANSPARENT"}
    assert {str(day["RELATED-TO"]) for day in days} == {parent.uid}
    assert {day["RELATED-TO"].params["RELTYPE"] for day in days} == {"PARENT"}
    moved = record(festival(registration_deadline=date(2026, 8, 5)))
    _, *again = events(calendar([moved], deadlines=True))
    assert [day["UID"] for day in again] == [day["UID"] for day in days]
    assert "RRULE" not in days[0]


def test_a_posting_and_an_undated_event_have_deadlines_too() -> None:
    undated = msgspec.structs.replace(undated_event(), registration_deadline=date(2026, 5, 1))
    closing, register = events(calendar([record(posting(), 1), record(undated, 2)], deadlines=True))
    assert closing["SUMMARY"].startswith("Ansøgningsfrist: ")
    assert (closing["DTSTART"].dt, register["DTSTART"].dt) == (date(2026, 4, 1), date(2026, 5, 1))
    # There is no entry that they could belong to.
    assert "RELATED-TO" not in closing
    assert "RELATED-TO" not in register


def test_a_programme_is_one_event_and_more_on_request_only() -> None:
    parent = record(festival())
    (whole,) = events(calendar([parent]))
    assert "Koncert (Scenen)" in whole["DESCRIPTION"]
    body = calendar([parent], sub_events=True)
    _, opening, concert, children = events(body)
    assert (opening["DTSTART"].dt, opening["DTEND"].dt) == (at(14, 17, month=8), at(14, 18, month=8))
    assert (str(concert["SUMMARY"]), str(concert["LOCATION"])) == ("Koncert", "Scenen")
    assert str(opening["LOCATION"]) == "Havnen"
    assert children["DTSTART"].dt == date(2026, 8, 16)
    assert {str(part["RELATED-TO"]) for part in (opening, concert, children)} == {parent.uid}
    assert b"TZID:Europe/Copenhagen" in body
    later = festival(
        sub_events=(SubEvent(title="Koncert", start=at(15, 21, month=8)), *festival().sub_events[:1]),
    )
    _, concert_again, opening_again = events(calendar([record(later)], sub_events=True))
    assert (concert_again["UID"], opening_again["UID"]) == (concert["UID"], opening["UID"])


def test_two_points_of_one_title_are_two() -> None:
    twice = festival(sub_events=tuple(SubEvent(title="Rundvisning", start=at(14, hour, month=8)) for hour in (11, 15)))
    uids = [str(event["UID"]) for event in events(calendar([record(twice)], sub_events=True, deadlines=True))]
    assert len(set(uids)) == len(uids) == 6


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"UNTIL=20261217T180000Z", b"UNTIL=20261217", "mixed-kinds"),
        (b"UNTIL=20261217T180000Z", b"UNTIL=20250101T180000Z", "end-before-start"),
        (b"UNTIL=20261217T180000Z", b"UNTIL=20261217T180000", "bad-value"),
        (b"RRULE:FREQ=WEEKLY", b"RRULE:FREQ=OFTEN", "bad-value"),
        (b"EXDATE;TZID=Europe/Copenhagen:20261015T190000", b"EXDATE;VALUE=DATE:20261015", "mixed-kinds"),
        (b"EXDATE;TZID=Europe/Copenhagen:20261015T190000", b"EXDATE:20261015T170000Z", "mixed-kinds"),
        (b"EXDATE;TZID=Europe/Copenhagen:20261015T190000", b"EXDATE;VALUE=DATE:2026", "bad-value"),
    ],
)
def test_what_clients_choke_on_is_found(old: bytes, new: bytes, code: str) -> None:
    body = calendar([record(weekly())])
    assert old in body
    assert [problem.code for problem in check.check("events.ics", body.replace(old, new), NOW)] == [code]


# --- structured data and JSON Feed ----------------------------------------------------------------------------------


def test_schema_org_has_schedule_programme_and_tickets() -> None:
    found = json.loads(jsonld.script(site(), record(weekly()), DANISH))
    assert found["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Thursday"],
        "startDate": "2026-09-03",
        "endDate": "2026-12-17",
        "startTime": "19:00:00",
        "endTime": "21:00:00",
        "scheduleTimezone": "Europe/Copenhagen",
        "exceptDate": ["2026-10-15T19:00:00+02:00"],
    }
    found = json.loads(jsonld.script(site(), record(festival()), DANISH))
    assert found["doorTime"] == "2026-08-14T16:00:00+02:00"
    assert found["superEvent"] == {"@type": "Event", "name": "Aarhus Festuge"}
    assert [offer["name"] for offer in found["offers"]] == ["Voksne", "Børn"]
    assert [part["name"] for part in found["subEvent"]] == ["Åbning", "Koncert", "Børnedag", "Udstilling"]
    assert found["subEvent"][0]["performer"] == [{"@type": "Person", "name": "Ib Storm"}]


def test_json_feed_has_it_all_as_it_was_read() -> None:
    told = json.loads(json_feed.entry(site(), record(weekly()), None))["_event"]
    assert told["recurrence_rule"] == weekly().recurrence_rule
    assert told["excluded_dates"] == ["2026-10-15T19:00:00+02:00"]
    told = json.loads(json_feed.entry(site(), record(festival()), None))["_event"]
    assert told["offers"] == [{"name": "Voksne", "price": "100 kr."}, {"name": "Børn"}]
    assert told["sub_events"][1] == {
        "title": "Koncert",
        "start": "2026-08-15T20:00:00+02:00",
        "location": "Scenen",
        "summary": "Med dans",
    }
    bare = json.loads(json_feed.entry(site(), record(timed_event()), None))["_event"]
    assert not {"recurrence_rule", "excluded_dates", "door_time", "offers", "sub_events", "super_event"} & bare.keys()


# --- builds ---------------------------------------------------------------------------------------------------------

FEEDS = """
[[feed]]
name = "events"
kinds = ["event"]
past = "7d"

[[feed]]
name = "frister"
kinds = ["event", "job_posting"]
deadlines = true
sub_events = true
"""


class Built:
    """A workshop of rows that is built again and again, each output whole."""

    def __init__(self, folder: Path, *items: Item) -> None:
        self.workshop = Workshop(folder, lines.config(FEEDS))
        self.tell(*items)

    def tell(self, *items: Item) -> None:
        lines.write(self.workshop, *(json.loads(encoded(item)) for item in items))

    def at(self, now: str) -> None:
        self.workshop.build(now)
        assert whole_output.problems(self.workshop.output, datetime.fromisoformat(now)) == []

    def text(self, path: str) -> str:
        return (self.workshop.output / path).read_text("utf-8")

    def summaries(self, path: str) -> list[str]:
        return [str(event["SUMMARY"]) for event in events((self.workshop.output / path).read_bytes())]


@pytest.fixture
def built(tmp_path: Path) -> Built:
    job = JobPosting(title="Gartner", hiring_organization="Parken", valid_through=date(2027, 2, 1), language="da")
    return Built(tmp_path / "site", weekly(), festival(), job)


def test_a_series_stays_until_its_last_time(built: Built) -> None:
    built.at("2026-08-01T08:00:00Z")
    built.at("2026-12-10T08:00:00Z")
    assert built.summaries("events.ics") == ["Korprøve"]
    page = built.text("events.html")
    assert "Korprøve" in page
    assert "Tidligere arrangementer" not in page
    built.at("2026-12-20T08:00:00Z")
    assert built.text("events.html").index("Tidligere arrangementer") < built.text("events.html").index("Korprøve")
    built.at("2026-12-26T08:00:00Z")
    assert not (built.workshop.output / "events.ics").exists()


def test_pages_and_feeds_tell_the_programme(built: Built) -> None:
    built.at("2026-08-01T08:00:00Z")
    (path,) = (one for one in built.workshop.output.glob("items/*.html") if "Havnefest</h1>" in one.read_text("utf-8"))
    page = path.read_text("utf-8")
    assert '<time datetime="2026-08-15T20:00+02:00">kl. 20.00</time> Koncert (Scenen)' in page
    assert "Dørene åbner" in page
    for ending in ("rss", "atom", "json"):
        assert "Koncert (Scenen)" in built.text(f"events.{ending}")


def test_a_feed_that_asks_for_more_has_more(built: Built) -> None:
    built.at("2026-08-01T08:00:00Z")
    assert built.summaries("events.ics") == ["Havnefest", "Korprøve"]
    more = built.summaries("frister.ics")
    assert set(more) == {
        *("Havnefest", "Korprøve", "Åbning", "Koncert", "Børnedag"),
        *("Rabatfrist: Havnefest", "Tilmeldingsfrist: Havnefest", "Ansøgningsfrist: Havnefest"),
        "Ansøgningsfrist: Gartner",
    }
    first = (built.workshop.output / "frister.ics").read_bytes()
    built.workshop.build("2026-08-01T09:00:00Z")
    assert (built.workshop.output / "frister.ics").read_bytes() == first


def test_what_a_feed_no_longer_asks_for_is_gone(built: Built) -> None:
    built.at("2026-08-01T08:00:00Z")
    configuration = built.workshop.folder / "feeds.toml"
    configuration.write_text(configuration.read_text("utf-8").replace("deadlines = true\n", ""), "utf-8")
    built.at("2026-08-01T10:00:00Z")
    assert set(built.summaries("frister.ics")) == {"Havnefest", "Korprøve", "Åbning", "Koncert", "Børnedag"}
    configuration.write_text(configuration.read_text("utf-8").replace("sub_events = true\n", ""), "utf-8")
    built.at("2026-08-01T12:00:00Z")
    assert built.summaries("frister.ics") == ["Havnefest", "Korprøve"]


def test_another_rule_is_a_revision_and_another_programme_too(built: Built) -> None:
    built.at("2026-08-01T08:00:00Z")
    changed = weekly(recurrence_rule="FREQ=WEEKLY;BYDAY=TH;UNTIL=20261210T180000Z")
    built.tell(changed, festival(sub_events=festival().sub_events[:3]))
    built.at("2026-08-02T08:00:00Z")
    assert [int(event["SEQUENCE"]) for event in events((built.workshop.output / "events.ics").read_bytes())] == [1, 1]
