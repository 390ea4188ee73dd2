"""Feeds filtered by their address: what is found, that it is valid, and that nothing is told that is not published."""

from __future__ import annotations

import calendar
import hashlib
import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import feedparser  # type: ignore[import-untyped]
import icalendar
import msgspec
import pytest
import vobject

import whole_output
from feeds import check, selection
from feeds.model import Article, Event, Feed, JobPosting, Person, PersonnelNotice
from feeds.selection import read
from lab import SITE, Lab

COPENHAGEN, NEW_YORK = ZoneInfo("Europe/Copenhagen"), ZoneInfo("America/New_York")
ITEMS = (
    Event(
        title="Nordic Data Days",
        start=datetime(2026, 3, 10, 9, tzinfo=COPENHAGEN),
        timezone="Europe/Copenhagen",
        location="Hall 3, Århus, Denmark",
        organizer="Nordic Data, inc.",
        categories=("Data",),
    ),
    Event(
        title="Compilers at night",
        start=datetime(2026, 3, 12, 18, tzinfo=NEW_YORK),
        timezone="America/New_York",
        location="Albany",
        organizer="The Parser Society",
        categories=("Languages", "Evenings"),
    ),
    Event(title="Fair of all things", start=date(2026, 4, 1), location="Odense", categories=("Fairs",)),
    Article(title="Rain stops the data", content="<p>Nobody knew of the <b>cloudburst</b> &amp; the flood.</p>"),
    PersonnelNotice(
        title="Ida Vinge becomes head",
        change="appointed",
        person=Person(name="Ida Vinge"),
        organization="Parser Society",
        role_name="Head of grammar",
        effective=date(2026, 3, 1),
    ),
    JobPosting(title="Gardener wanted", hiring_organization="Green Sites", job_location="Århus"),
)
FEEDS = (
    Feed(name="all", title="Everything"),
    Feed(name="events", title="Events", kinds=("event",), type="window"),
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    made = Lab(tmp_path_factory.mktemp("lab"), feeds=FEEDS)
    made.show(*ITEMS)
    assert made.build().exit_code == 0
    yield made
    made.ledger.close()


def picked(lab: Lab, path: str, query: str) -> bytes:
    body = (lab.config.output / path).read_bytes()
    found = selection.selected(lab.config, lab.ledger, path, body, read(query))
    assert found is not None
    return found


def page(lab: Lab, name: str, query: str) -> str:
    wanted = read(query)
    files = lab.config.output.glob(f"{name}.*")
    known = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    body = selection.page(lab.config, lab.ledger, f"{name}.html", known, wanted, today=lab.now.date())
    assert body is not None
    return body.decode()


def on_page(text: str) -> set[str]:
    return set(re.findall(r'class="u-uid" value="([^"]+)"', text))


def titles(lab: Lab, query: str) -> set[str]:
    return {entry["title"] for entry in json.loads(picked(lab, "all.json", query))["items"]}


def asked(**values: str) -> str:
    return "&".join(f"{name}={quote(value)}" for name, value in values.items())


@pytest.mark.parametrize(
    ("query", "number"),
    [
        (asked(category="data"), 1),
        (asked(category="DATA"), 1),
        (asked(category="dat"), 0),
        ("category=data&category=fairs", 2),
        (asked(place="århus"), 2),
        (asked(place="A\u030arhus Denmark"), 1),
        (asked(place="hall århus"), 1),
        (asked(place="aarhus"), 0),
        (asked(organization="parser society"), 2),
        (asked(organization="society nordic"), 0),
        (asked(organization="green sites", place="århus"), 1),
        (asked(organization="green sites", place="odense"), 0),
        (asked(q="data"), 2),
        (asked(q="cloudburst flood"), 1),
        (asked(q="head ida"), 1),
        (asked(q="gram"), 0),
        (asked(q="b"), 0),
        ("q=gardener&q=fair", 2),
        (asked(q="fairs"), 1),
        ("q=gardener&utm_source=x&_=1&v=2", 1),
        ("q=data&category=", 2),
    ],
)
def test_what_is_found(lab: Lab, query: str, number: int) -> None:
    assert len(titles(lab, query)) == number


def test_values_of_a_key_are_any_and_keys_are_all(lab: Lab) -> None:
    assert {"Nordic Data Days", "Gardener wanted"} == {
        re.sub(r" *[:(–].*", "", title) for title in titles(lab, asked(place="århus"))
    }


@pytest.mark.parametrize("end", ["rss", "atom", "json", "ics"])
@pytest.mark.parametrize("name", ["all", "events"])
@pytest.mark.parametrize("query", [asked(q="data"), asked(place="Århus & <Hall>"), asked(category="evenings")])
def test_it_is_a_valid_feed_of_entries_as_published(lab: Lab, name: str, end: str, query: str) -> None:
    path = f"{name}.{end}"
    body = picked(lab, path, query)
    assert list(whole_output.file_problems(path, body, lab.now)) == []
    assert [problem for problem in check.check(path, body, lab.now) if problem.severity == "error"] == []
    whole = (lab.config.output / path).read_bytes()
    assert set(check.entries(path, body)) <= set(check.entries(path, whole))
    address = f"https://feeds.example.org/{path}?{read(query).query}"
    text = body.decode().replace("\r\n ", "").replace("&amp;", "&").replace("\\u0026", "&")
    assert address in text
    parts = rb"<(?:item|entry)>.*?</(?:item|entry)>|BEGIN:VEVENT.*?END:VEVENT"
    entries = body.split(b"\n")[1:-2] if end == "json" else re.findall(parts, body, re.DOTALL)
    assert len(entries) == len(check.entries(path, body))
    assert all(entry.rstrip(b",") in whole for entry in entries)


def test_each_has_a_name_and_title_of_its_own(lab: Lab) -> None:
    feeds = [feedparser.parse((lab.config.output / "all.atom").read_bytes())]
    feeds += [feedparser.parse(picked(lab, "all.atom", query)) for query in ("q=data", "q=fair", "place=Odense")]
    assert len({feed.feed.id for feed in feeds}) == 4
    assert feeds[1].feed.title == "News of IT: Everything (data)"
    assert feeds[1].feed.id == feedparser.parse(picked(lab, "all.rss", "q=data")).feed.get("id", feeds[1].feed.id)
    events = picked(lab, "all.ics", "q=data")
    assert feeds[1].feed.id.encode() in events.replace(b"\r\n ", b"")
    links = {link.rel: link.href for link in feeds[1].feed.links if link.get("type") != "text/html"}
    assert links["self"] == "https://feeds.example.org/all.atom?q=data"
    assert links["alternate"].endswith("?q=data")
    assert "prev-archive" not in links


def test_a_calendar_has_the_zones_of_its_own_events_alone(lab: Lab) -> None:
    for query, zones in (
        ("q=data", [b"Europe/Copenhagen"]),
        ("q=night", [b"America/New_York"]),
        ("category=data&category=languages", [b"America/New_York", b"Europe/Copenhagen"]),
        ("category=fairs", []),
        # RFC 5545 wants something in a calendar, so an empty one has the site's own.
        ("q=nothing", [b"Europe/Copenhagen"]),
    ):
        body = picked(lab, "all.ics", query)
        assert re.findall(rb"BEGIN:VTIMEZONE\r\nTZID:(.*)\r\n", body) == zones, query


def test_an_empty_calendar_of_a_site_in_utc_is_valid(tmp_path: Path) -> None:
    lab = Lab(tmp_path, feeds=FEEDS, site=msgspec.structs.replace(SITE, timezone="UTC"))
    lab.show(*ITEMS)
    lab.build()
    body = picked(lab, "all.ics", "q=nothing")
    assert [problem for problem in check.check("all.ics", body, lab.now) if problem.severity == "error"] == []
    assert [str(zone["TZID"]) for zone in icalendar.Calendar.from_ical(body).walk("VTIMEZONE")] == ["UTC"]
    assert vobject.readOne(body.decode()).vtimezone.tzid.value == "UTC"
    assert b"BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\n" in body
    lab.ledger.close()


def test_what_is_found_stays_as_it_is_while_others_come(tmp_path: Path) -> None:
    lab = Lab(tmp_path, feeds=FEEDS)
    lab.show(*ITEMS)
    lab.build()
    before = {end: picked(lab, f"all.{end}", "q=data") for end in ("rss", "atom", "json", "ics")}
    lab.show(*ITEMS, Article(title="Something else"))
    lab.build()
    assert {end: picked(lab, f"all.{end}", "q=data") for end in before} == before
    lab.ledger.close()


def test_what_is_not_published_is_not_told(tmp_path: Path) -> None:
    lab = Lab(tmp_path, feeds=(Feed(name="all", title="Everything"),))
    lab.show(*ITEMS)
    lab.build()
    whole = (lab.config.output / "all.json").read_bytes()
    secret = msgspec.structs.replace(ITEMS[3], content="<p>The password is swordfish.</p>")
    lab.show(*ITEMS[:3], secret, *ITEMS[4:], Article(title="Another swordfish"))
    lab.read()
    assert titles(lab, "q=swordfish") == set()
    # What was published of it is found as before, by its own words and in its own bytes.
    (found,) = json.loads(picked(lab, "all.json", "q=cloudburst"))["items"]
    assert found in json.loads(whole)["items"]
    assert "cloudburst" in found["content_html"]
    lab.build()
    assert len(titles(lab, "q=swordfish")) == 2
    assert titles(lab, "q=cloudburst") == set()
    lab.ledger.close()


def test_a_file_that_is_not_the_one_known_of_gives_nothing(lab: Lab) -> None:
    body = (lab.config.output / "all.rss").read_bytes()
    assert selection.selected(lab.config, lab.ledger, "all.rss", body + b"\n", read("q=data")) is None


@pytest.mark.parametrize(
    "query",
    [
        "categroy=x",
        "organisation=x",
        "Place=x",
        "q=" + "x" * 101,
        "q=a%00b",
        "q=a%0d%0aSet-Cookie:%20x",
        "&".join(f"q={number}" for number in range(11)),
        "x=" + "y" * 2000,
    ],
)
def test_what_cannot_be_meant_is_refused(query: str) -> None:
    if query.startswith("q=a%0d"):
        # White space is one space; a header cannot begin there.
        assert read(query).q == ("a Set-Cookie: x",)
        return
    with pytest.raises(ValueError, match=r"\w"):
        read(query)


def test_a_query_is_written_in_one_way() -> None:
    assert read("q=b&q=a&category=%20Big%20%20data").query == "category=Big%20data&q=a&q=b"
    assert read("q=a&q=A&q=%61").query == "q=a"
    assert read("utm_source=x&fbclid=y&nocache").query == ""
    assert read("q=%ff%3Cb%3E").query == "q=%EF%BF%BD%3Cb%3E"
    assert read(read("q=%C3%86&place=1%2B1%26").query).query == "place=1%2B1%26&q=%C3%86"


def test_published_moments_are_utc(lab: Lab) -> None:
    updated = feedparser.parse(picked(lab, "all.atom", "q=nothing")).feed.updated_parsed
    assert calendar.timegm(updated) <= lab.now.timestamp()


# --- pages ------------------------------------------------------------------------------------------------------------

QUERIES = ("q=data", asked(place="Århus"), asked(organization="parser society"), "category=fairs", "q=nothing")


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("name", ["all", "events"])
def test_a_page_shows_what_the_feeds_have(lab: Lab, name: str, query: str) -> None:
    text = page(lab, name, query)
    assert on_page(text) == {entry["id"] for entry in json.loads(picked(lab, f"{name}.json", query))["items"]}
    assert ("Nothing fits this at the moment" in text) is (not on_page(text))
    path, body = f"{name}.html", text.encode()
    assert list(whole_output.file_problems(path, body, lab.now)) == []
    assert [problem for problem in check.check(path, body, lab.now) if problem.severity == "error"] == []


def test_a_page_says_what_was_asked_and_leads_to_just_that(lab: Lab) -> None:
    text = html.unescape(page(lab, "all", asked(place="Århus") + "&q=data"))
    assert "<h1>Everything (Århus, data)</h1>" in text
    query = "?place=%C3%85rhus&q=data"
    for end in ("rss", "atom", "json", "ics"):
        assert f'href="all.{end}{query}"' in text
        assert f"https://feeds.example.org/all.{end}{query}<" in text
    assert f'href="webcal://feeds.example.org/all.ics{query}"' in text
    assert f"/render?cid=webcal://feeds.example.org/all.ics{quote(query, safe='')}" in text
    assert '<meta name="robots" content="noindex">' in text
    assert 'rel="canonical"' not in text
    assert "og:url" not in text
    # The whole feed is another page.
    assert 'aria-current="page"' not in text
    assert '<a href="all.html">' in text
    assert "noindex" not in (lab.config.output / "all.html").read_text("utf-8")


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7 * 7 }}{% raw %}", "&lt;b>"]
)
def test_words_of_a_query_are_words_on_a_page(lab: Lab, hostile: str) -> None:
    text = page(lab, "all", asked(q=hostile))
    whole = (lab.config.output / "all.html").read_text("utf-8")
    assert (hostile in text) is ("{" in hostile)
    assert f"<h1>Everything ({hostile})</h1>" in html.unescape(text)
    for sign in ("<script", "<img", "onerror=y>"):
        assert text.count(sign) == whole.count(sign)


def test_a_page_shows_what_is_ahead_beyond_the_number_of_a_feed(tmp_path: Path) -> None:
    feeds = (Feed(name="short", title="Short", limit=1), Feed(name="dates", title="Dates", formats=("ics",)))
    lab = Lab(tmp_path, feeds=feeds)
    old = Event(title="Fair of old things", start=date(2020, 4, 1), location="Odense")
    lab.show(*ITEMS, old)
    lab.build()
    assert "Fair of all things" in page(lab, "short", "q=fair")
    assert "Fair of old things" not in page(lab, "short", "q=fair")
    text = page(lab, "dates", "place=Odense")
    assert text.index("Fair of all things") < text.index("Past events") < text.index("Fair of old things")
    assert 'class="section archive"' not in page(lab, "short", "q=data")
    lab.ledger.close()


def test_what_is_held_is_on_no_page(tmp_path: Path) -> None:
    lab = Lab(tmp_path, feeds=FEEDS[:1])
    lab.show(*ITEMS)
    lab.build()
    before = {query: on_page(page(lab, "all", query)) for query in QUERIES}
    # Nearly all of it goes, one becomes another, and one is new: nobody is shown that before it is let through.
    lab.configure(feeds=(msgspec.structs.replace(FEEDS[0], categories=("Fairs",)),))
    changed = msgspec.structs.replace(ITEMS[2], location="Odense, Swordfish Street")
    lab.show(changed, Article(title="Another swordfish", categories=("Fairs",)))
    assert lab.build().exit_code == 3
    assert len(lab.records()) == len(ITEMS) + 1
    assert on_page(page(lab, "all", "q=swordfish")) == set()
    assert "wordfish" not in page(lab, "all", "q=another&place=odense")
    assert {query: on_page(page(lab, "all", query)) for query in QUERIES} == before | {"category=fairs": set()}
    assert lab.build("all").exit_code == 0
    assert len(on_page(page(lab, "all", "q=swordfish"))) == 2
    lab.ledger.close()


def test_a_page_of_files_that_are_not_those_known_of_is_none(lab: Lab) -> None:
    known = {
        f"all.{end}": hashlib.sha256((lab.config.output / f"all.{end}").read_bytes()).hexdigest()
        for end in ("rss", "ics")
    }
    for wrong in ({**known, "all.rss": "0" * 64}, {"all.rss": known["all.rss"]}, {}):
        assert selection.page(lab.config, lab.ledger, "all.html", wrong, read("q=data"), today=lab.now.date()) is None


def test_templates_are_loaded_for_pages_alone(lab: Lab) -> None:
    script = """
import hashlib, sys
from datetime import date
from pathlib import Path
from feeds import selection
from feeds.model import Config, Feed, Site
from feeds.pipeline import looked_into
from feeds.server import picks
output = Path(sys.argv[1])
site = Site(title="News of IT", base_url="https://feeds.example.org/", language="en", timezone="Europe/Copenhagen")
config = Config(site=site, sources=(), feeds=(Feed(name="all", title="Everything"),), output=output)
known = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in output.glob("all.*")}
wanted = selection.read("q=data")
with looked_into(config) as ledger:
    assert selection.selected(config, ledger, "all.json", (output / "all.json").read_bytes(), wanted)
    print("jinja2" in sys.modules)
    assert selection.page(config, ledger, "all.html", known, wanted, today=date(2026, 3, 1))
    print("jinja2" in sys.modules)
"""
    words = [sys.executable, "-c", script, str(lab.config.output)]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "False\nTrue\n"
