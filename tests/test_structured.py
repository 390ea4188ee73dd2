"""Structured data of pages, as programs write it: cases, single facts, hostile pages, and our own pages.

A case is `cases/structured/NAME.html` with `NAME.json`: address, language and zone of the source, the items as
`feeds extract --json` gives them with the rule that read them, and what is refused.
"""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import records, site
from feeds import lang
from feeds.model import Article, Event, Item, JobPosting, PersonnelNotice, Rejected, Source, encoded
from feeds.parse.dom import parsed
from feeds.parse.structured import found
from feeds.render import jsonld

CASES = sorted((Path(__file__).parent / "cases" / "structured").glob("*.html"))
BASE = "https://site.example.org/page/"
SOURCE = Source(name="page", language="en", timezone="Europe/London")
LANGUAGES = {"da", "de", "en", "no", "sv"}


def told(thing: Item | Rejected) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(encoded(thing))
    if isinstance(thing, Rejected):
        return {name: facts[name] for name in ("kind", "lines", "reason")}
    (rule,) = {one.rule for one in thing.evidence}
    del facts["evidence"]
    return facts | {"rule": rule}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_is_read_as_it_was_meant(path: Path) -> None:
    case = json.loads(path.with_suffix(".json").read_text("utf-8"))
    source = Source(name="page", language=case["language"], timezone=case["timezone"])
    things = found(path.read_text("utf-8"), case["base"], source)
    assert [told(one) for one in things if not isinstance(one, Rejected)] == case["items"]
    assert [told(one) for one in things if isinstance(one, Rejected)] == case["refused"]


def test_there_are_pages_of_all_syntaxes_and_languages() -> None:
    cases = [json.loads(path.with_suffix(".json").read_text("utf-8")) for path in CASES]
    rules = {item["rule"] for case in cases for item in case["items"]}
    assert rules == {"json-ld", "microdata", "rdfa", "microformats", "opengraph"}
    assert {case["language"] for case in cases} == LANGUAGES
    assert {item["kind"] for case in cases for item in case["items"]} == {
        *("article", "event", "personnel_notice", "job_posting")
    }
    assert len(CASES) >= 30


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_page_may_have_been_read_already(path: Path) -> None:
    html = path.read_text("utf-8")
    assert found(html, BASE, SOURCE, parsed(html)) == found(html, BASE, SOURCE)


# --- what we publish ourselves --------------------------------------------------------------------------------------


@pytest.mark.parametrize("record", records(), ids=lambda record: f"{record.item.kind}-{record.uid[-4:]}")
def test_our_own_pages_are_read_again(record: Any) -> None:
    html = f'<script type="application/ld+json">{jsonld.script(site(), record, lang.load("da"))}</script>'
    (item,) = found(html, None, Source(name="page", language="da", timezone="Europe/Copenhagen"))
    was = record.item
    assert isinstance(item, type(was))
    assert item.identifier == record.uid
    if isinstance(was, Event) and isinstance(item, Event):
        same = ("title", "start", "end", "location", "organizer", "performers", "is_free", "recurrence_rule")
        assert [getattr(item, name) for name in same] == [getattr(was, name) for name in same]
        assert [part.title for part in item.sub_events] == [part.title for part in was.sub_events]
    elif isinstance(was, Article) and isinstance(item, Article):
        assert (item.title, item.authors, item.publication) == (was.title, was.authors, was.publication)
    elif isinstance(was, JobPosting) and isinstance(item, JobPosting):
        assert (item.title, item.hiring_organization) == (was.title, was.hiring_organization)
        assert (item.job_location, item.valid_through) == (was.job_location, was.valid_through)
    elif isinstance(was, PersonnelNotice) and isinstance(item, PersonnelNotice):
        assert (item.person.name, item.organization) == (was.person.name, was.organization)
        assert (item.role_name, item.effective) == (was.role_name or was.current_role_name, was.effective)


# --- single facts ---------------------------------------------------------------------------------------------------


def block(text: str) -> str:
    return f'<html><script type="application/ld+json">{text}</script></html>'


def ld(node: object, **settings: Any) -> list[Item | Rejected]:
    html = block(json.dumps(node).replace("</", "<\\/"))
    return found(html, BASE, Source(**{"name": "page", "language": "en", "timezone": "Europe/London", **settings}))


def event(source: dict[str, Any] | None = None, **facts: object) -> Event:
    node = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Fair",
        "startDate": "2026-05-03T10:00",
        **facts,
    }
    (item,) = ld(node, **(source or {}))
    assert isinstance(item, Event)
    return item


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-05-03", None, ("2026-05-03", None)),
        ("2026-05-03", "2026-05-03", ("2026-05-03", "2026-05-04")),
        ("2026-05-03", "2026-05-03T21:00", ("2026-05-03", "2026-05-04")),
        ("2026-05-03T19:00", "2026-05-03", ("2026-05-03T19:00:00+01:00", None)),
        ("2026-05-03", "2026-05-04", ("2026-05-03", "2026-05-05")),
        ("2026-05-03T00:00", "2026-05-03T00:00", ("2026-05-03", "2026-05-04")),
        ("2026-05-03T00:00:00", "2026-05-03T23:59:59", ("2026-05-03", "2026-05-04")),
        ("2026-05-03T00:00:00Z", "2026-05-05T00:00:00Z", ("2026-05-03", "2026-05-05")),
        ("2026-05-02T23:00:00Z", "2026-05-04T23:00:00Z", ("2026-05-03", "2026-05-05")),
        ("2026-05-03T00:00", None, ("2026-05-03T00:00:00+01:00", None)),
        ("2026-05-03T22:00", "2026-05-03T02:00", ("2026-05-03T22:00:00+01:00", "2026-05-04T02:00:00+01:00")),
        ("2026-05-03T19:00", "2026-05-03T19:00", ("2026-05-03T19:00:00+01:00", None)),
        ("2026-05-03T19:00+00:00", None, ("2026-05-03T20:00:00+01:00", None)),
        ("2026-5-3 9:05", None, ("2026-05-03T09:05:00+01:00", None)),
        ("20260503T190000", None, ("2026-05-03T19:00:00+01:00", None)),
        ("Sun, 03 May 2026 19:00:00 +0100", None, ("2026-05-03T19:00:00+01:00", None)),
        ("3 May 2026, 7pm", None, ("2026-05-03T19:00:00+01:00", None)),
    ],
)
def test_days_and_times(start: str, end: str | None, expected: tuple[str, str | None]) -> None:
    item = event(startDate=start, endDate=end)
    facts = json.loads(encoded(item))
    assert (facts.get("start"), facts.get("end")) == expected


def test_an_offset_of_the_other_season_keeps_the_time_on_the_clock_and_one_of_elsewhere_the_instant() -> None:
    home = {"timezone": "Europe/Copenhagen", "language": "da"}
    assert str(event(home, startDate="2026-07-01T19:00:00+01:00").start) == "2026-07-01 19:00:00+02:00"
    assert str(event(home, startDate="2026-07-01T19:00:00-04:00").start) == "2026-07-02 01:00:00+02:00"
    nowhere = {"timezone": None, "language": None}
    assert str(event(nowhere, startDate="2026-07-01T19:00:00-04:00").start) == "2026-07-01 19:00:00-04:00"
    assert event(nowhere, startDate="2026-07-01T19:00:00").timezone is None


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("https://schema.org/EventCancelled", "cancelled"),
        ("http://schema.org/EventPostponed", "postponed"),
        ({"@id": "schema:EventRescheduled"}, "rescheduled"),
        ("EventScheduled", None),
        (None, None),
    ],
)
def test_status(status: object, expected: str | None) -> None:
    assert event(eventStatus=status).status == expected


@pytest.mark.parametrize(
    ("offers", "price", "is_free"),
    [
        ({"@type": "Offer", "price": 0}, None, True),
        ({"@type": "Offer", "price": "0.00", "priceCurrency": "EUR"}, None, True),
        ({"@type": "Offer", "price": 12.5, "priceCurrency": "EUR"}, "12.50 EUR", None),
        ([{"@type": "Offer", "price": 5}, {"@type": "Offer", "price": 0}], "0–5", None),
        ({"@type": "AggregateOffer", "lowPrice": 10, "highPrice": "20,00", "priceCurrency": "DKK"}, "10–20 DKK", None),
        ({"@type": "Offer", "priceSpecification": {"price": "80", "priceCurrency": "NOK"}}, "80 NOK", None),
        ({"@type": "Offer", "price": "from £4"}, "from £4", None),
        ({"@type": "Offer", "price": "free"}, "free", True),
        ({"@type": "Offer", "price": "1,200,000,000,000", "priceCurrency": "X"}, "1,200,000,000,000", None),
        ("https://tickets.example.org/", None, None),
    ],
)
def test_prices(offers: object, price: str | None, is_free: bool | None) -> None:
    item = event(offers=offers)
    assert (item.price, item.is_free) == (price, is_free)


@pytest.mark.parametrize(
    ("location", "place", "mode"),
    [
        ("Hall", "Hall", None),
        ("Online", "Online", "online"),
        ("https://meet.example.org/x", None, "online"),
        ({"@type": "VirtualLocation", "url": "https://meet.example.org/x"}, None, "online"),
        ([{"@type": "VirtualLocation"}, {"@type": "Place", "name": "Hall"}], "Hall", "mixed"),
        ({"@type": "Place", "name": "Hall", "address": "Hall, 1 Road"}, "Hall, 1 Road", None),
        ({"@type": "PostalAddress", "streetAddress": "1 Road", "addressLocality": "Ham"}, "1 Road, Ham", None),
        ({"@type": "Place", "address": {"addressCountry": {"@type": "Country", "name": "Wales"}}}, "Wales", None),
        ([{"@type": "Place", "name": "A"}, {"@type": "Place", "name": "B"}], "A; B", None),
        ({"@type": "Place", "geo": {"latitude": 1}}, None, None),
    ],
)
def test_places(location: object, place: str | None, mode: str | None) -> None:
    item = event(location=location)
    assert (item.location, item.attendance_mode) == (place, mode)


def test_texts_lose_their_marks_and_hostile_html_its_power() -> None:
    item = event(
        name="A &amp;amp; <b>B</b> &#8211; C\u0007",
        description="<p>x</p><ul><li onclick=x()>y</ul><script>z()</script>",
    )
    assert item.title == "A & B – C"
    assert item.content == "<p>x</p><ul><li>y</li></ul>"
    assert event(description="&lt;img src=x onerror=y&gt;words").summary == "words"
    assert event(url="javascript:alert(1)").url is None
    links = "<a href='/x?a=1&amp;b=2'>x</a> <a class=y href=z>z</a> <a href=javascript:x()>j</a> <a href=#up>up</a>"
    assert event(description=links).content == (
        '<a href="https://site.example.org/x?a=1&amp;b=2">x</a> <a href="https://site.example.org/page/z">z</a> '
        "<a>j</a> <a>up</a>"
    )
    assert event(url="//cdn.example.org/e").url == "https://cdn.example.org/e"


def identified(facts: dict[str, Any]) -> Event:
    return event(None, **facts)


def test_an_id_of_several_or_of_no_address_is_none() -> None:
    assert identified({"@id": "#event"}).identifier is None
    assert identified({"@id": "_:b0"}).identifier is None
    assert identified({"@id": "https://site.example.org/e/1"}).identifier == "https://site.example.org/e/1"
    assert event(identifier={"@type": "PropertyValue", "value": "E-7"}).identifier == "E-7"
    two = [{"@type": "Event", "name": name, "startDate": "2026-05-03", "@id": BASE} for name in ("A", "B")]
    assert [one.identifier for one in ld(two) if isinstance(one, Event)] == [None, None]


def test_evidence_says_where_it_stands() -> None:
    html = "\n" + block('\n[{"@type":"Event",\n"name":"Fair",\n"startDate":"2026-05-03"}]\n')
    (item,) = found(html, BASE, SOURCE)
    assert isinstance(item, Event)
    assert [(one.field, one.lines, one.text) for one in item.evidence] == [
        ("title", (4, 4), "Fair"),
        ("start", (4, 4), "2026-05-03"),
    ]


def test_order_is_that_of_the_page() -> None:
    html = """<body><div class="h-event"><b class="p-name">One</b></div>
    <script type="application/ld+json">{"@type":"Event","name":"Two"}</script>
    <p itemscope itemtype="https://schema.org/Event"><b itemprop="name">Three</b></p>
    <script type="application/ld+json">{"@type":"Event","startDate":"2026-05-03"}</script>
    <script type="application/ld+json">{"@type":"Event","name":"Four"}</script>"""
    things = found(html, BASE, SOURCE)
    assert [one.title if isinstance(one, Event) else one.kind for one in things] == [
        "One",
        "Two",
        "Three",
        "event",
        "Four",
    ]


# --- hostile pages --------------------------------------------------------------------------------------------------

DEEP = 10_000
EVENT = '<div itemscope itemtype="https://schema.org/Event">'
REFERRING = '<p itemscope itemtype="https://schema.org/Event" itemref="a"></p>'
LINKED = '{{"@id":"{}","@type":"Event","name":"x{}","subEvent":{{"@id":"{}"}}}}'
FACTS = '{{"@type":"Event","name":"x","description":{}}}'.format
NASTY = {
    "deep json": block(FACTS("[" * DEEP + "]" * DEEP)),
    "deep nodes": block('{"@type":"Event","name":"x","subEvent":' * 500 + "1" + "}" * 500),
    "deep microdata": '<div itemscope itemtype="https://schema.org/Event" itemprop="subEvent">' * DEEP,
    "deep properties": EVENT + '<div itemprop="name">x' * DEEP,
    "deep rdfa": '<div vocab="https://schema.org/" typeof="Event" property="location">' * DEEP,
    "deep microformats": '<div class="h-event p-location p-name">' * DEEP,
    "open scripts": '<script type="application/ld+json">{"@type":"Event"' * 5_000,
    "open comments": "<!--" * 50_000 + "ld+json itemscope typeof h-event og:type",
    "open tags": '<script "' * 20_000 + " ld+json itemscope",
    "quotes": block('{"name":"' + '\\"' * 100_000),
    "commas": block("[" + ", \n" * 50_000),
    "slashes": block("{" + "/*" * 50_000),
    "many references": '<div id="a"><i itemprop="name">x</i></div>' + REFERRING * 3_000,
    "chain of references": "".join(
        f'<p id="i{n}" itemprop="a" itemscope itemref="i{n + 1}"></p>' for n in range(3_000)
    ),
    "many events": block("[" + ",".join('{"@type":"Event","name":"x"}' for _ in range(8_000)) + "]"),
    "many ids": block("[" + ",".join(LINKED.format(n, n, (n + 1) % 5_000) for n in range(5_000)) + "]"),
    "wide text": EVENT + '<div itemprop="name">' * 300 + "word " * 100_000,
    "entities": block(FACTS(f'"{"&amp;" * 100_000}"')),
    "long digits": block(FACTS("9" * 10_000)),
    "odd numbers": block(FACTS("[NaN, -Infinity, 1e999]")),
    "surrogates": block(FACTS('"\\ud800"')),
    "scopes": '<div vocab="https://schema.org/" prefix="a: b">' * 3_000
    + '<p typeof="a:Event" property="name">' * 3_000,
    "angle brackets": block(FACTS(f'"{"<a " * 60_000}"')),
}


@pytest.mark.parametrize("name", NASTY)
def test_hostile_pages_cost_little(name: str) -> None:
    begun = process_time()
    things = found(NASTY[name], BASE, SOURCE)
    assert process_time() - begun < 10
    assert len(things) <= 5_000


@pytest.mark.parametrize("name", ["wide text", "deep properties", "commas", "many ids"])
def test_hostile_pages_take_little_memory(name: str) -> None:
    tracemalloc.start()
    found(NASTY[name], BASE, SOURCE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100e6


PIECES = (
    *('"', "{", "}", "[", "]", ",", "<", ">", "&quot;", "\\", "null", "@id", "@type", "@graph", "itemscope", "\x00"),
    *("itemprop", "-->", "<!--", "</script>", "2026-05-03", "Event", "{}", '{"@id":"#a"}', "P1W", "é", "\ud800"),
)
WORDS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.sampled_from(PIECES))
NAMES = st.sampled_from(
    (
        *("@type", "@id", "@graph", "@context", "name", "startDate", "endDate", "location", "subEvent", "superEvent"),
        *("offers", "price", "eventSchedule", "byDay", "repeatFrequency", "address", "itemListElement", "item"),
        *("worksFor", "organizer", "identifier", "url", "mainEntityOfPage", "description", "duration", "exceptDate"),
    )
)
VALUES = st.sampled_from(
    (
        *("Event", "EventSeries", "JobPosting", "Article", "Person", "EmployeeRole", "ItemList", "Course", "#a", "#b"),
        *("2026-05-03", "2026-05-03T10:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "P1W", "PT9999H"),
    )
)
NODES = st.recursive(
    WORDS | VALUES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=25,
)
DATES = st.sampled_from(
    (
        *("2026-05-03", "2026-05-03T10:00", "2026-02-29", "10:00", "", None, "1970-01-01", "0001-01-01T00:00+14:00"),
        *("9999-12-31", "9999-12-31T23:59-12:00", "9999-12-31T00:00", "9999-12-30T23:59:59+00:00"),
    )
)
RULES = st.fixed_dictionaries(
    {"@type": st.just("Schedule"), "repeatFrequency": st.sampled_from(("P1W", "P1D", "P2M", "P1Y", "P0D", "Daily"))},
    optional={
        "byDay": st.sampled_from(("Monday", "2MO", "-5FR", "https://schema.org/Sunday", "x")),
        "byMonthDay": st.sampled_from((1, 30, -1, 32)),
        "repeatCount": st.sampled_from((1, 99_999)),
        "duration": st.sampled_from(("PT1H", "P9999D")),
        **dict.fromkeys(("startDate", "endDate", "startTime", "endTime", "exceptDate"), DATES),
    },
)
EVENTS = st.fixed_dictionaries(
    {"@type": st.sampled_from(("Event", "EventSeries", "CourseInstance")), "name": st.just("x")},
    optional={
        "eventSchedule": RULES,
        **dict.fromkeys(("startDate", "endDate", "startTime", "endTime", "doorTime", "previousStartDate"), DATES),
    },
)
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@QUIET
@given(NODES)
def test_no_data_breaks_it(node: object) -> None:
    for thing in ld(node):
        assert encoded(thing)


@QUIET
@given(EVENTS, st.lists(EVENTS, max_size=2), st.sampled_from(("Europe/London", None, "Pacific/Kiritimati")))
def test_no_dates_break_it(node: dict[str, object], parts: list[object], zone: str | None) -> None:
    for thing in ld(node | {"subEvent": parts}, timezone=zone):
        assert encoded(thing)


def test_the_end_of_the_calendar_refuses() -> None:
    node = {"@type": "Event", "name": "x", "startDate": "9999-12-30T23:59:59+00:00", "endDate": "9999-12-31T00:00"}
    (one,) = ld(node, timezone="Pacific/Kiritimati")
    assert isinstance(one, Rejected)
    assert one.reason == "its dates lie at the end of the calendar"


@QUIET
@given(st.sampled_from(CASES), st.data())
def test_no_damage_breaks_it(path: Path, data: st.DataObject) -> None:
    html = path.read_text("utf-8")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(html)))
        until = min(len(html), at + data.draw(st.integers(0, 40)))
        html = html[:at] + data.draw(st.sampled_from(PIECES)) + html[until:]
    for thing in found(html, BASE, SOURCE):
        assert encoded(thing)
