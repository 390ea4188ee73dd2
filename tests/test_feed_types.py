"""Logs, windows and snapshots as time goes by. Built by the real command, each time at another hour."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

import lines
import whole_output
from feed_checks import ATOM, FH
from workshop import BASE_URL, Workshop

FEEDS = """
[[feed]]
name = "all"

[[feed]]
name = "events"
kinds = ["event"]
past = "30d"

[[feed]]
name = "jobs"
kinds = ["job_posting"]
past = "60d"
"""
FORMATS = ("rss", "atom", "json")
MONDAY, LATER = "2026-03-02T08:00:00Z", "2026-03-02T17:30:00Z"


class Site:
    """A workshop that remembers what changed from one build to the next."""

    def __init__(self, folder: Path, *items: dict[str, object], source: str = "") -> None:
        self.workshop = Workshop(folder, lines.config(FEEDS, source=source))
        lines.write(self.workshop, *items)

    def at(self, now: str) -> set[str]:
        """Build, and give the files that were written or removed; each is right by its form."""
        report = self.workshop.build(now)
        assert whole_output.problems(self.workshop.output, datetime.fromisoformat(now)) == []
        files = report["files"]
        return {*files["written"], *files["removed"]}  # type: ignore[index]

    def titles(self, name: str) -> set[object]:
        return {item["title"] for item in self.workshop.json_feed(name)}

    def updated(self, name: str) -> str | None:
        return etree.parse(self.workshop.output / f"{name}.atom").findtext(f"{ATOM}updated")

    def has(self, path: str) -> bool:
        return (self.workshop.output / path).exists()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    items = [lines.event(1, "2026-03-05"), lines.event(2, "2026-03-20T19:00:00+01:00"), lines.event(3, "2026-12-01")]
    items += [lines.event(4, "2026-03-07", title="Uden dato")]
    del items[3]["start"]
    items += [lines.posting(5, "2026-03-10"), lines.posting(6, None), lines.posting(7, "2026-06-01"), lines.article(8)]
    return Site(tmp_path / "site", *items)


def files(*names: str) -> set[str]:
    return {f"{name}.{ending}" for name in names for ending in FORMATS}


def test_a_second_build_of_a_day_writes_nothing(site: Site) -> None:
    site.at(MONDAY)
    assert site.at(LATER) == set()
    assert site.titles("events") == {"Møde 1", "Møde 2", "Møde 3", "Uden dato"}
    assert site.titles("jobs") == {"Stilling 5", "Stilling 6", "Stilling 7"}
    assert len(site.titles("all")) == 8


def test_the_day_after_an_event_changes_pages_and_no_feed(site: Site) -> None:
    site.at(MONDAY)
    assert site.at("2026-03-05T22:00:00Z") == set()  # 23 o'clock in Copenhagen
    assert site.at("2026-03-05T23:30:00Z") == {"all.html", "events.html", "index.html"}
    assert site.updated("events") == site.updated("all") == "2026-03-02T08:00:00+00:00"
    page = (site.workshop.output / "events.html").read_text("utf-8")
    assert "Tidligere arrangementer" in page
    assert site.at("2026-03-06T12:00:00Z") == set()


def test_an_event_leaves_its_window_and_is_in_the_archive(site: Site) -> None:
    site.at(MONDAY)
    site.at("2026-03-31T21:00:00Z")
    assert not site.has("events.1.atom")
    # 60 days of an undated event have not gone by, but 30.
    assert site.titles("events") == {"Møde 1", "Møde 2", "Møde 3", "Uden dato"}
    changed = site.at("2026-04-01T09:00:00Z")
    assert site.titles("events") == {"Møde 1", "Møde 2", "Møde 3"}
    assert site.updated("events") == "2026-04-01T09:00:00+00:00"
    assert files("events") <= changed
    assert site.at("2026-04-04T09:00:00Z") == set()
    changed = site.at("2026-04-05T09:00:00Z")
    assert site.titles("events") == {"Møde 2", "Møde 3"}
    assert site.updated("events") == "2026-04-05T09:00:00+00:00"
    assert files("events") | {"events.ics", "events.html"} <= changed
    assert not changed & files("all", "jobs")
    assert site.at("2026-04-05T21:00:00Z") == set()
    archive = json.loads((site.workshop.output / "events.1.json").read_text("utf-8"))
    assert {item["title"] for item in archive["items"]} == {"Møde 1", "Møde 2", "Møde 3", "Uden dato"}
    assert len(site.titles("all")) == 8
    assert site.updated("all") == "2026-03-02T08:00:00+00:00"
    assert site.has("events.html")


def test_what_left_a_window_is_linked_from_its_page(site: Site) -> None:
    site.at(MONDAY)
    site.at("2026-04-05T09:00:00Z")
    page = (site.workshop.output / "events.html").read_text("utf-8")
    assert "Alle 4 poster" in page
    assert site.has("events.1.html")
    assert "Møde 1" in (site.workshop.output / "events.1.html").read_text("utf-8")


def test_a_posting_that_closed_leaves_its_snapshot(site: Site) -> None:
    site.at(MONDAY)
    site.at("2026-03-10T20:00:00Z")
    assert site.titles("jobs") == {"Stilling 5", "Stilling 6", "Stilling 7"}
    changed = site.at("2026-03-11T06:00:00Z")
    assert site.titles("jobs") == {"Stilling 6", "Stilling 7"}
    assert site.updated("jobs") == "2026-03-11T06:00:00+00:00"
    assert files("jobs") | {"jobs.html", "index.html"} <= changed
    assert not changed & files("all", "events")
    assert site.at("2026-03-11T18:00:00Z") == set()
    # One that does not say until when is open for 60 days.
    site.at("2026-05-02T09:00:00Z")
    assert site.titles("jobs") == {"Stilling 7"}
    site.at("2026-06-02T09:00:00Z")
    assert site.titles("jobs") == set()
    document = etree.parse(site.workshop.output / "jobs.atom")
    assert document.find(f"{FH}complete") is not None
    assert site.updated("jobs") == "2026-06-02T09:00:00+00:00"
    assert len(site.titles("all")) == 8


def test_a_posting_that_its_listing_misses_leaves_its_snapshot(tmp_path: Path) -> None:
    source = 'listing = "complete"\nmissing_runs = 2'
    items = [lines.posting(number, "2026-06-01") for number in range(1, 6)]
    site = Site(tmp_path / "site", *items, source=source)
    site.at(MONDAY)
    lines.write(site.workshop, *items[1:])
    site.at("2026-03-03T08:00:00Z")
    assert len(site.titles("jobs")) == 5
    for day in range(4, 8):
        site.at(f"2026-03-{day:02d}T08:00:00Z")
    assert site.titles("jobs") == {f"Stilling {number}" for number in range(2, 6)}
    left = site.updated("jobs")
    assert left is not None
    assert "2026-03-03" < left < "2026-03-08"
    assert site.at("2026-03-08T08:00:00Z") == set()
    assert len(site.titles("all")) == 5


def test_a_log_is_as_it_was_whatever_the_day(site: Site) -> None:
    site.at(MONDAY)
    before = {name: (site.workshop.output / name).read_bytes() for name in (*files("all"), "all.ics")}
    for day in ("2026-03-06", "2026-03-11", "2026-04-05", "2027-01-01"):
        assert not site.at(f"{day}T08:00:00Z") & before.keys()
    assert {name: (site.workshop.output / name).read_bytes() for name in before} == before


def test_updated_never_goes_back(tmp_path: Path) -> None:
    """The newest leaves first."""
    site = Site(tmp_path / "site", lines.posting(1, "2026-06-01"), lines.posting(2, "2026-06-02"))
    site.at(MONDAY)
    lines.write(site.workshop, lines.posting(3, "2026-03-06"), name="more.jsonl")
    site.at("2026-03-04T08:00:00Z")
    assert site.updated("jobs") == "2026-03-04T08:00:00+00:00"
    site.at("2026-03-07T08:00:00Z")
    assert site.updated("jobs") == "2026-03-07T08:00:00+00:00"
    lines.write(site.workshop, lines.posting(4, "2026-09-01"), name="still more.jsonl")
    site.at("2026-03-08T08:00:00Z")
    assert site.updated("jobs") == "2026-03-08T08:00:00+00:00"


def test_every_open_posting_is_on_the_page_of_its_snapshot(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", *(lines.posting(number, "2026-06-01") for number in range(150)))
    site.at(MONDAY)
    page = (site.workshop.output / "jobs.html").read_text("utf-8")
    assert page.count('class="job h-entry h-x-posting"') == len(site.titles("jobs")) == 150
    assert not site.has("jobs.1.html")


def test_who_walks_the_archive_of_a_window_gets_what_left_it(tmp_path: Path) -> None:
    days = [date(2025, 6, 1) + timedelta(days=2 * number) for number in range(250)]
    site = Site(tmp_path / "site", *(lines.event(number, day.isoformat()) for number, day in enumerate(days)))
    site.at(MONDAY)
    chain, path = [], "events.json"
    while path:
        document = json.loads((site.workshop.output / path).read_text("utf-8"))
        chain.append({item["title"] for item in document["items"]})
        path = document.get("next_url", "").removeprefix(BASE_URL)
    assert len(chain) == 4
    assert len(chain[0]) < 150
    assert set().union(*chain[1:]) == {f"Møde {number}" for number in range(250)}
    atom = etree.parse(site.workshop.output / "events.atom")
    links = {link.get("rel"): link.get("href") for link in atom.findall(f"{ATOM}link")}
    assert links["prev-archive"] == f"{BASE_URL}events.3.atom"
    full = [site.workshop.output / f"events.{page}.{name}" for page in (1, 2) for name in ("atom", "json")]
    before = [path.read_bytes() for path in full]
    more = [lines.event(number, "2026-09-01") for number in range(300, 360)]
    lines.write(site.workshop, *more, name="more.jsonl")
    changed = site.at("2026-03-20T08:00:00Z")
    assert [path.read_bytes() for path in full] == before
    assert {"events.3.atom", "events.4.atom", "events.3.json", "events.4.json"} <= changed
