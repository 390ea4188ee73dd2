"""An event that moves, is off or is on again: an entry of its own in feeds, and nothing new in calendars and pages."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from lxml import etree
from msgspec.structs import replace

import factories
import feed_checks
import lines
import whole_output
from factories import NOW, record
from feed_checks import ATOM
from feeds import wording
from feeds.lang import load
from feeds.model import Announced, Event, When
from feeds.render import renderer
from workshop import BASE_URL, Workshop

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (f"2026-03-0{day}T08:00:00Z" for day in range(2, 6))
FEEDS = '[[feed]]\nname = "all"\n\n[[feed]]\nname = "events"\nkinds = ["event"]\n'
DAY, OTHER = "2026-05-12", "2026-05-19"


class Told:
    """A page that tells one event, anew for each build."""

    def __init__(self, folder: Path, **facts: object) -> None:
        self.workshop = Workshop(folder, lines.config(FEEDS))
        self.facts: dict[str, object] = {"title": "Platform Dag", "end": None, **facts}

    def at(self, now: str, start: str, **facts: object) -> list[dict[str, Any]]:
        """Tell it, build, and give the entries of the feed of events, the newest first."""
        said = {name: value for name, value in {**self.facts, **facts}.items() if value is not None}
        lines.write(self.workshop, lines.event(1, start, **said), lines.event(2, "2026-06-01"))
        self.workshop.build(now)
        assert whole_output.problems(self.workshop.output, datetime.fromisoformat(now)) == []
        return self.entries()

    def entries(self, name: str = "events") -> list[dict[str, Any]]:
        return [entry for entry in self.workshop.json_feed(name) if entry["title"] != "Møde 2"]

    def announced(self) -> list[str]:
        return [entry["title"] for entry in self.entries() if "_announcement" in entry]

    def calendar(self) -> Any:
        body = (self.workshop.output / "events.ics").read_bytes()
        return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(body).events}


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path / "site")


# What it is called


def moved(before: When, after: When, code: str) -> str:
    item = Event(title="X", start=after, previous_start=before, language=code)
    return wording.entry_title(record(item, announces="moved", about="urn:uuid:x"), load(code))


def day(text: str) -> When:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=factories.COPENHAGEN) if "T" in text else moment.date()


@pytest.mark.parametrize(
    ("code", "before", "after", "title"),
    [
        ("da", "2026-05-12", "2026-05-19", "Flyttet: X: 12. → 19. maj 2026"),
        ("en", "2026-05-12", "2026-05-19", "Moved: X: 12 → 19 May 2026"),
        ("no", "2026-05-12", "2026-05-19", "Flyttet: X: 12. → 19. mai 2026"),
        ("sv", "2026-05-12", "2026-05-19", "Flyttat: X: 12 → 19 maj 2026"),
        ("de", "2026-05-12", "2026-05-19", "Verlegt: X: 12. → 19. Mai 2026"),
        ("da", "2026-05-28", "2026-06-02", "Flyttet: X: 28. maj → 2. juni 2026"),
        ("en", "2026-05-28", "2026-06-02", "Moved: X: 28 May → 2 June 2026"),
        ("no", "2026-05-28", "2026-06-02", "Flyttet: X: 28. mai → 2. juni 2026"),
        ("de", "2026-05-28", "2026-06-02", "Verlegt: X: 28. Mai → 2. Juni 2026"),
        ("da", "2026-12-12", "2027-01-09", "Flyttet: X: 12. december 2026 → 9. januar 2027"),
        ("en", "2026-12-12", "2027-01-09", "Moved: X: 12 December 2026 → 9 January 2027"),
        ("sv", "2026-12-12", "2027-01-09", "Flyttat: X: 12 december 2026 → 9 januari 2027"),
        ("no", "2026-12-12", "2027-01-09", "Flyttet: X: 12. desember 2026 → 9. januar 2027"),
        ("da", "2026-05-12T19:00", "2026-05-12T20:30", "Flyttet: X: 12. maj 2026 kl. 19.00 → 12. maj 2026 kl. 20.30"),
        ("en", "2026-05-12T19:00", "2026-05-12T20:30", "Moved: X: 12 May 2026 19:00 → 12 May 2026 20:30"),
        ("no", "2026-05-12T19:00", "2026-05-13T20:00", "Flyttet: X: 12. mai 2026 kl. 19.00 → 13. mai 2026 kl. 20.00"),
        ("de", "2026-05-12T19:00", "2026-05-13T20:00", "Verlegt: X: 12. Mai 2026 19.00 Uhr → 13. Mai 2026 20.00 Uhr"),
        ("da", "2026-05-12T19:00", "2026-05-19T19:00", "Flyttet: X: 12. → 19. maj 2026"),
        ("da", "2026-05-12", "2026-05-12T19:00", "Flyttet: X: 12. maj 2026 → 12. maj 2026 kl. 19.00"),
    ],
)
def test_a_move_names_both_days_as_shortly_as_can_be(code: str, before: str, after: str, title: str) -> None:
    assert moved(day(before), day(after), code) == title


@pytest.mark.parametrize(
    ("code", "announces", "status", "title"),
    [
        ("da", "cancelled", "cancelled", "Aflyst: X"),
        ("en", "cancelled", "cancelled", "Cancelled: X"),
        ("no", "cancelled", "cancelled", "Avlyst: X"),
        ("sv", "cancelled", "cancelled", "Inställt: X"),
        ("sv", "postponed", "postponed", "Framflyttat: X"),
        ("sv", "reinstated", None, "Blir av ändå: X"),
        ("de", "cancelled", "cancelled", "Abgesagt: X"),
        ("da", "postponed", "postponed", "Udskudt: X"),
        ("en", "postponed", "postponed", "Postponed: X"),
        ("no", "postponed", "postponed", "Utsatt: X"),
        ("de", "postponed", "postponed", "Verschoben: X"),
        ("da", "reinstated", None, "Gennemføres alligevel: X"),
        ("en", "reinstated", None, "On again: X"),
        ("de", "reinstated", None, "Findet doch statt: X"),
        ("no", "reinstated", "scheduled", "Gjennomføres likevel: X"),
    ],
)
def test_what_else_is_announced(code: str, announces: Announced, status: Any, title: str) -> None:
    item = Event(title="X", start=day(DAY), status=status, language=code)
    assert wording.entry_title(record(item, announces=announces, about="urn:uuid:x"), load(code)) == title


def test_hostile_titles_stay_one_line() -> None:
    item = Event(title="{before}\n{0} <b>\x00", start=day(OTHER), previous_start=day(DAY), language="da")
    one = record(item, announces="moved", about="urn:uuid:x")
    assert wording.entry_title(one, load("da")) == "Flyttet: {before} {0} <b>: 12. → 19. maj 2026"


# In the feeds


def test_a_move_is_an_entry_of_its_own(told: Told) -> None:
    (event,) = told.at(MONDAY, DAY)
    assert "_announcement" not in event
    news, same = sorted(told.at(TUESDAY, OTHER), key=lambda entry: "_announcement" not in entry)
    assert news["title"] == "Flyttet: Platform Dag: 12. → 19. maj 2026"
    assert news["_announcement"] == {"change": "moved", "about": event["id"]}
    assert news["id"] != event["id"] == same["id"]
    assert news["date_published"] == "2026-03-03T08:00:00Z"
    assert same["date_published"] == event["date_published"] == "2026-03-02T08:00:00Z"
    assert same["title"] == "Platform Dag"
    assert news["url"] == same["url"]
    assert news["_event"]["uid"] == event["id"]
    assert (news["_event"]["previous_start"], news["_event"]["start"]) == (DAY, OTHER)
    assert "attachments" not in news
    assert "ics_url" not in news["_event"]
    assert told.entries("all")[0]["id"] == news["id"]
    for name, path in (("rss", "channel/item/guid"), ("atom", f"{ATOM}entry/{ATOM}id")):
        found = [node.text for node in etree.parse(told.workshop.output / f"events.{name}").findall(path)]
        assert {news["id"], event["id"]} <= set(found)


def test_a_build_with_nothing_new_announces_nothing_again(told: Told) -> None:
    told.at(MONDAY, DAY)
    before = told.at(TUESDAY, OTHER)
    assert told.at(WEDNESDAY, OTHER) == before
    assert told.at(THURSDAY, OTHER, location="Odense") != before
    assert len(told.announced()) == 1


def test_all_that_is_announced_of_one_event(told: Told) -> None:
    told.at(MONDAY, DAY)
    told.at(TUESDAY, OTHER)
    told.at(WEDNESDAY, OTHER, status="cancelled")
    told.at(THURSDAY, OTHER)
    told.at("2026-03-06T08:00:00Z", OTHER, status="postponed")
    assert told.announced() == [
        "Udskudt: Platform Dag",
        "Gennemføres alligevel: Platform Dag",
        "Aflyst: Platform Dag",
        "Flyttet: Platform Dag: 12. → 19. maj 2026",
    ]
    entries = told.entries()
    assert len({entry["id"] for entry in entries}) == len(entries) == 5
    assert {entry["_announcement"]["about"] for entry in entries if "_announcement" in entry} == {
        entry["id"] for entry in entries if "_announcement" not in entry
    }


def test_clocks(tmp_path: Path) -> None:
    told = Told(tmp_path / "site")
    told.at(MONDAY, f"{DAY}T19:00:00+02:00")
    told.at(TUESDAY, f"{DAY}T20:30:00+02:00")
    assert told.announced() == ["Flyttet: Platform Dag: 12. maj 2026 kl. 19.00 → 12. maj 2026 kl. 20.30"]


@pytest.mark.parametrize(("language", "word"), [("en", "Moved: Platform Dag: 12 → 19 May 2026"), ("no", "Flyttet: ")])
def test_an_announcement_speaks_the_language_of_its_event(tmp_path: Path, language: str, word: str) -> None:
    told = Told(tmp_path / "site", language=language)
    told.at(MONDAY, DAY)
    told.at(TUESDAY, OTHER)
    assert told.announced()[0].startswith(word)


def test_what_is_over_is_not_announced(told: Told) -> None:
    told.at(MONDAY, "2026-02-10")
    told.at(TUESDAY, "2026-02-11")
    assert told.announced() == []


def test_neither_calendars_nor_pages_have_announcements(told: Told) -> None:
    (event,) = told.at(MONDAY, DAY)
    told.at(TUESDAY, OTHER)
    told.at(WEDNESDAY, OTHER, status="cancelled")
    announcements = [entry for entry in told.entries() if "_announcement" in entry]
    assert len(announcements) == 2
    assert len(told.calendar()) == 2
    assert told.calendar()[event["id"]]["SEQUENCE"] == 2
    slugs = {entry["id"].removeprefix("urn:uuid:") for entry in announcements}
    files = told.workshop.files()
    assert not [path for path in files if any(slug in path for slug in slugs)]
    assert len([path for path in files if path.startswith("items/") and path.endswith(".html")]) == 2
    for page in told.workshop.output.glob("*.html"):
        text = page.read_text("utf-8")
        assert "Flyttet:" not in text
        assert not any(slug in text for slug in slugs)
    for path in told.workshop.output.rglob("*.ics"):
        assert not any(slug in path.read_text("utf-8") for slug in slugs)


def test_structured_data_names_the_day_from_which_it_moved(told: Told) -> None:
    (event,) = told.at(MONDAY, DAY)
    told.at(TUESDAY, OTHER)
    page = (told.workshop.output / event["url"].removeprefix(BASE_URL)).read_text("utf-8")
    data = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert (data["startDate"], data["previousStartDate"]) == (OTHER, DAY)
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert "Flyttet fra" in page
    timed = replace(factories.timed_event(), previous_start=day("2026-10-20T09:00"))
    from feeds.render import jsonld

    told_of = json.loads(jsonld.script(factories.site(), record(timed), load("da")))
    assert told_of["previousStartDate"] == "2026-10-20T09:00:00+02:00"


# In the calendar, for one that is off


@pytest.mark.parametrize(
    ("setting", "status", "title"),
    [
        ("both", "CANCELLED", "Aflyst: Platform Dag"),
        ("status", "CANCELLED", "Platform Dag"),
        ("title", "TENTATIVE", "Aflyst: Platform Dag"),
    ],
)
def test_how_a_calendar_shows_what_is_off(tmp_path: Path, setting: str, status: str, title: str) -> None:
    told = Told(tmp_path / "site")
    (told.workshop.folder / "feeds.toml").write_text(lines.config(FEEDS, f'cancelled = "{setting}"'), "utf-8")
    (event,) = told.at(MONDAY, f"{DAY}T19:00:00+02:00")
    plain = told.calendar()[event["id"]]
    assert (plain["STATUS"], plain["SUMMARY"], plain["TRANSP"]) == ("CONFIRMED", "Platform Dag", "OPAQUE")
    told.at(TUESDAY, f"{DAY}T19:00:00+02:00", status="cancelled")
    off = told.calendar()[event["id"]]
    assert (off["STATUS"], off["SUMMARY"], off["TRANSP"]) == (status, title, "TRANSPARENT")
    # Feeds know no status.
    (same,) = (entry for entry in told.entries() if entry["id"] == event["id"])
    assert same["title"] == "Aflyst: Platform Dag"
    (single,) = (told.workshop.output / "items").glob(f"{event['id'].removeprefix('urn:uuid:')}.ics")
    (alone,) = icalendar.Calendar.from_ical(single.read_bytes()).events
    assert (alone["STATUS"], alone["SUMMARY"]) == (status, title)


@pytest.mark.parametrize("setting", ["both", "status", "title"])
def test_what_is_postponed_shows_the_same_way(setting: Any) -> None:
    site = replace(factories.site(), cancelled=setting)
    one = record(Event(title="X", start=day(DAY), status="postponed", language="da"))
    text = renderer("ics").entry(site, one, None).decode()
    assert "\r\nSTATUS:TENTATIVE\r\n" in text
    assert ("SUMMARY:Udskudt: X" in text) == (setting != "status")


def test_announcements_of_every_kind_are_valid_entries() -> None:
    announces: tuple[Announced, ...] = ("moved", "cancelled", "postponed", "reinstated")
    from feeds.model import Channel

    item = Event(title="X", start=day(OTHER), previous_start=day(DAY), language="da")
    known = [
        record(item, number, announces=what, about=f"urn:uuid:00000000-0000-5000-8000-{99:012d}")
        for number, what in enumerate(announces)
    ]
    channel = Channel(site=factories.site(), feed=factories.feed(), updated=NOW)
    for name in ("rss", "atom", "json"):
        made = renderer(name)
        entries = made.SEPARATOR.join(made.entry(channel.site, one, None) for one in known)
        body = made.head(channel) + entries + made.tail(channel)
        found = {
            "rss": lambda: feed_checks.rss_problems(body, now=NOW),  # noqa: B023
            "atom": lambda: feed_checks.atom_problems(body, now=NOW),  # noqa: B023
            "json": lambda: feed_checks.json_feed_problems(body),  # noqa: B023
        }[name]()
        assert found == []
