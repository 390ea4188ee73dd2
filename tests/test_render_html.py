"""The pages as bytes: valid HTML, links that lead somewhere, structured data equal to the calendar's."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import escape
from pathlib import Path
from posixpath import normpath
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

import html5lib
import pytest
from msgspec.structs import replace

from factories import (
    NOW,
    all_day_event,
    article,
    feed,
    notice,
    posting,
    record,
    records,
    site,
    timed_event,
    undated_event,
)
from feeds.catalogue import AHEAD, SHELF, holding, public
from feeds.ledger.sqlite import SqliteLedger
from feeds.merge import Changes
from feeds.model import (
    FORMATS,
    Article,
    Channel,
    Config,
    Event,
    Feed,
    Format,
    Item,
    JobPosting,
    Kind,
    PersonnelNotice,
    Record,
    Site,
    Source,
    YearMonth,
)
from feeds.publication import Publisher
from feeds.publish import Wanted
from feeds.remembered import Entry
from feeds.render import jsonld, opml, renderer
from feeds.render.html import Pages
from feeds.render.shelves import Shelf
from feeds.wording import item_language

HOSTILE = "</title></script><script>alert(1)</script><!-- \"\x00\x1b' ]]> \u202e {{ 7*7 }}"
KINDS: dict[str, tuple[Kind, ...]] = {
    "news": ("article",),
    "events": ("event",),
    "people": ("personnel_notice",),
    "jobs": ("job_posting",),
}
UNDATED: tuple[Format, ...] = ("rss", "atom", "json")
PAGES = Pages()


def feeds() -> list[Feed]:
    made = [Feed(name="all", title="Alt nyt", description="Det hele")]
    for name, kinds in KINDS.items():
        formats = UNDATED if name in ("news", "jobs") else FORMATS
        made.append(Feed(name=name, title=name.title(), kinds=kinds, formats=formats))
    return made


def hostile() -> list[Record]:
    items: tuple[Item, ...] = (
        Article(
            title=HOSTILE,
            summary=HOSTILE,
            authors=(HOSTILE,),
            categories=(HOSTILE,),
            language='x" y="',
            url="javascript:alert(1)",
        ),
        replace(timed_event(), title=HOSTILE, location=HOSTILE, summary=HOSTILE, url='https://e.org/a b"><i>'),
        replace(notice(), organization=HOSTILE, text=HOSTILE, role_name=HOSTILE),
        replace(posting(), title=HOSTILE, hiring_organization=HOSTILE),
        Event(title="Cloud Days", language="en", start=date(2026, 9, 16), end=date(2026, 9, 18), status="cancelled"),
        Event(
            title="Gammelt møde", language="da", start=date(2020, 9, 16), location="Odense", url="https://www.e.org/x"
        ),
        PersonnelNotice(change="departed", person=notice().person, effective=YearMonth(2025, 3)),
        Article(title="Spring", content="<h4>Fire</h4><p>a</p><h2>To</h2><p>b</p><h6>Seks</h6>", language="da"),
        Article(),
    )
    return [record(item, number, sequence=2) for number, item in enumerate(items, 50)]


class Made:
    """A publication of records, the newest first, as the build makes it of a ledger, with nothing on disk."""

    def __init__(self, own: Site, known: list[Record], *chosen: Feed) -> None:
        sources = (Source(name="sider", path=Path("sources")),)
        self.config = Config(site=own, sources=sources, feeds=chosen or tuple(feeds()), output=Path("output"))
        self.ledger = SqliteLedger(None)
        self.ledger.apply(Changes(added=tuple(reversed(known))))
        self.holdings = {each.name: holding(self.config, each, self.ledger, NOW) for each in self.config.feeds}
        self.publisher = Publisher(
            self.config, tuple(self.holdings.values()), self.ledger, NOW, inspect=lambda *_: None, scratch=Path()
        )

    def files(self) -> dict[str, Wanted]:
        entries = [entry for query in public(self.config) for entry in self.ledger.select(query)]
        wanted = [*self.publisher.items(entries), *self.publisher.site()]
        for each in self.holdings.values():
            wanted += [*self.publisher.formats(each), *self.publisher.calendars(each), *self.publisher.pages(each)]
        return {one.path: one for one in wanted}

    def pages(self) -> dict[str, bytes]:
        return {path: content(one) for path, one in self.files().items() if path.endswith(".html")}

    def shelved(self, name: str, number: int) -> list[Entry]:
        entries = list(self.ledger.select(self.holdings[name].shelved))
        return entries[(number - 1) * SHELF : number * SHELF]


def content(wanted: Wanted) -> bytes:
    return b"".join(wanted.content())


def everything(own: Site, known: list[Record]) -> dict[str, bytes]:
    """Render all pages of a publication, by path."""
    return Made(own, known).pages()


def landing(own: Site, known: list[Record]) -> bytes:
    channel = Channel(site=own, feed=feed(), updated=NOW)
    return PAGES.landing(Shelf(channel=channel, shown=tuple(known), total=len(known), today=NOW.date()), feeds())


PUBLISHED = everything(site(), records() + hostile())
FROM_DISK = everything(replace(site(), base_url=None), records() + hostile())
BOTH = [
    (f"{where}:{path}", page)
    for where, made in (("web", PUBLISHED), ("disk", FROM_DISK))
    for path, page in made.items()
]


def tree(page: bytes) -> Element:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(page.decode())
    return root


def text_of(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())


def with_class(root: Element, name: str) -> Iterator[Element]:
    return (node for node in root.iter() if name in node.get("class", "").split())


@pytest.mark.parametrize(("name", "page"), BOTH, ids=[name for name, _ in BOTH])
def test_page_is_valid(name: str, page: bytes) -> None:
    assert page.startswith(b'<!DOCTYPE html>\n<html lang="da">')
    assert page.endswith(b"</html>\n")
    root = tree(page)
    assert complaints(root) == []


def complaints(root: Element) -> list[str]:
    """Check what Nu checks beyond the grammar, and what a strict Content-Security-Policy forbids."""
    found = []
    level = 0
    ids: set[str] = set()
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        if match := re.fullmatch(r"h([1-6])", node.tag):
            found += [f"heading skips to {node.tag}"] if int(match[1]) > level + 1 else []
            level = int(match[1])
        if node.get("id") in ids:
            found.append(f"id twice: {node.get('id')}")
        ids.add(node.get("id", f"none {len(ids)}"))
        found += [f"{node.tag}: {problem}" for problem in _of_one(node)]
    titles = len(list(root.iter("h1")))
    return found if titles == 1 else [*found, f"{titles} h1"]


def _of_one(node: Element) -> Iterator[str]:
    inside = {child.tag for child in node.iter() if isinstance(child.tag, str)} - {node.tag}
    if node.tag in ("section", "article") and not inside & {"h1", "h2", "h3", "h4", "h5", "h6"}:
        yield "no heading"
    if node.tag == "time" and not _is_time(node.get("datetime", "")):
        yield f"not a time: {node.get('datetime')!r}"
    if "aria-label" in node.attrib and node.tag in ("div", "span", "p", "time"):
        yield "aria-label on an element without a role"
    if node.tag == "dl" and {child.tag for child in node} not in ({"div"}, {"dt", "dd"}):
        yield "groups and bare pairs"
    if node.tag in ("ul", "ol") and {child.tag for child in node} - {"li"}:
        yield "something that is no item"
    if node.tag == "script" and node.get("type") != "application/ld+json":
        yield "a script"
    yield from _of_attributes(node)


def _of_attributes(node: Element) -> Iterator[str]:
    for attribute, value in node.attrib.items():
        if attribute == "style" or attribute.startswith("on"):
            yield f"inline {attribute}"
        if attribute in ("href", "src") and (re.search(r"[\s<>\"]", value) or value.startswith("javascript:")):
            yield f"bad address: {value}"
        if not value and attribute not in ("download", "value"):
            yield f"empty {attribute}"


def _is_time(value: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d(-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?)?", value))


def test_checks_see_defects() -> None:
    bad = b"""<!DOCTYPE html><html lang=da><head><title>x</title></head><body><h1>a</h1><h3>b</h3><section></section>
    <p style="x" onclick="y" aria-label="z"><time datetime="3 May">3 May</time></p><a href="a b" id=q></a><i id=q></i>
    <script>x</script></body></html>"""
    assert len(complaints(tree(bad))) == 9


@pytest.mark.parametrize("where", ["web", "disk"])
def test_relative_links_lead_to_pages_and_files_that_are_published(where: str) -> None:
    made = {"web": PUBLISHED, "disk": FROM_DISK}[where]
    files = {"feeds.css", "feeds.opml", *made}
    files |= {f.path(extension) for f in feeds() for extension in f.formats}
    files |= {r.calendar_path for r in records() + hostile() if r.calendar_path}
    for path, page in made.items():
        for node in tree(page).iter():
            for link in (node.get("href"), node.get("src")):
                if link and not urlsplit(link).scheme and not link.startswith("#"):
                    target = link.removeprefix("/") if path == "404.html" else normpath(f"{path}/../{link}")
                    assert not link.startswith("/") or path == "404.html", (path, link)
                    assert target in files, (path, link)


def test_absolute_addresses_need_a_public_one() -> None:
    for path, page in PUBLISHED.items():
        root = tree(page)
        canonical = [node.get("href") for node in root.iter("link") if node.get("rel") == "canonical"]
        shared = [node.get("content") for node in root.iter("meta") if node.get("property") == "og:url"]
        address = f"https://feeds.example.org/{'' if path == 'index.html' else path}"
        assert canonical == shared == ([] if path == "404.html" else [address])
    for page in FROM_DISK.values():
        assert b"canonical" not in page
        assert b"webcal:" not in page


def test_pages_ask_nothing_of_other_places() -> None:
    for page in PUBLISHED.values():
        for node in tree(page).iter():
            loads = node.tag in ("img", "iframe", "source", "video", "audio", "object", "embed")
            linked = node.tag == "link" and node.get("rel") in ("stylesheet", "icon", "preload", "preconnect")
            address = node.get("href", "") if linked else node.get("src", "")
            assert not loads
            assert not urlsplit(address).scheme or address.startswith("data:")
    assert not re.search(rb"url\(|@import|https?:", PAGES.stylesheet())


def test_subscribe_links() -> None:
    root = tree(PUBLISHED["events.html"])
    section = next(with_class(root, "subscribe"))
    links = [node.get("href", "") for node in section.iter("a")]
    assert links[:3] == ["events.rss", "events.atom", "events.json"]
    apple, google, outlook, file = links[3:]
    assert apple == "webcal://feeds.example.org/events.ics"
    assert google == "https://calendar.google.com/calendar/render?cid=webcal://feeds.example.org/events.ics"
    query = parse_qs(urlsplit(outlook).query)
    assert query == {"url": ["https://feeds.example.org/events.ics"], "name": ["It-nyt & navne – Events"]}
    assert file == "events.ics"
    shown = [text_of(node) for node in with_class(section, "address")]
    assert shown == [f"https://feeds.example.org/events.{end}" for end in ("rss", "atom", "json", "ics")]
    assert "12.–24. time" in text_of(section)


def test_feed_without_dates_offers_no_calendar() -> None:
    page = PUBLISHED["news.html"].decode()
    assert "webcal" not in page
    assert "text/calendar" not in page


def test_page_from_disk_says_what_publishing_needs() -> None:
    for path in ("index.html", "events.html"):
        assert "Skriv base_url i feeds.toml" in text_of(tree(FROM_DISK[path]))
        assert "base_url" not in text_of(tree(PUBLISHED[path]))
    links = [node.get("href") for node in next(with_class(tree(FROM_DISK["events.html"]), "subscribe")).iter("a")]
    assert links == ["events.rss", "events.atom", "events.json", "events.ics"]


def test_alternates_name_every_format() -> None:
    def alternates(path: str) -> list[tuple[str | None, str | None]]:
        found = (node for node in tree(PUBLISHED[path]).iter("link") if node.get("rel") == "alternate")
        return [(node.get("type"), node.get("href")) for node in found]

    assert alternates("people.html") == [
        ("application/rss+xml", "people.rss"),
        ("application/atom+xml", "people.atom"),
        ("application/feed+json", "people.json"),
        ("text/calendar", "people.ics"),
    ]
    assert len(alternates("index.html")) == 3 * 5 + 3


def test_hostile_text_stays_text() -> None:
    for made in (PUBLISHED, FROM_DISK):
        for page in made.values():
            shown = page.decode()
            assert "<script>alert" not in shown
            assert "<i>" not in shown
            assert "javascript:" not in shown
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)
            assert " 49" not in shown
    title = next(tree(PUBLISHED[hostile()[0].page_path]).iter("h1"))
    assert text_of(title).startswith("</title></script><script>alert(1)</script><!-- \"' ]]>")


def test_headings_of_content_follow_the_title() -> None:
    page = PUBLISHED[hostile()[7].page_path]
    assert [node.tag for node in tree(page).iter() if re.fullmatch("h[1-6]", str(node.tag))] == ["h1", "h2", "h2", "h3"]


def data_of(item: Item, own: Site | None = None, **facts: object) -> dict[str, object]:
    page = PAGES.item_page(own or site(), record(item, **facts), feeds())  # type: ignore[arg-type]
    found = [node.text or "" for node in tree(page).iter("script")]
    assert len(found) == 1
    data: dict[str, object] = json.loads(found[0])
    return data


def test_structured_data_of_an_event() -> None:
    data = data_of(all_day_event())
    assert data == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Platform X 2026: Forretning, teknologi og transformation",
        "startDate": "2026-05-27",
        "endDate": "2026-05-27",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {"@type": "Place", "name": "København V", "address": "København V"},
        "isAccessibleForFree": True,
        "offers": {"@type": "Offer", "price": 0, "description": "Gratis deltagelse"},
        "description": "Mød verdens stærkeste platforme, samlet i København.",
        "identifier": "urn:uuid:00000000-0000-5000-8000-000000000001",
        "inLanguage": "da",
        "keywords": ["It-løsninger"],
        "url": "https://feeds.example.org/items/00000000-0000-5000-8000-000000000001.html",
    }
    timed = data_of(timed_event(), replace(site(), base_url=None))
    assert (timed["startDate"], timed["endDate"]) == ("2026-10-27T09:00:00+01:00", "2026-10-27T16:30:00+01:00")
    assert "url" not in timed
    assert "startDate" not in data_of(undated_event())
    held = data_of(
        Event(title="x", start=date(2026, 1, 2), status="cancelled", attendance_mode="online", url="https://e.org/live")
    )
    assert held["eventStatus"] == "https://schema.org/EventCancelled"
    assert held["location"] == {"@type": "VirtualLocation", "url": "https://e.org/live"}


def test_structured_data_says_what_the_calendar_says() -> None:
    icalendar = pytest.importorskip("icalendar")
    from feeds.render import icalendar as ours

    three_days = replace(all_day_event(), start=date(2026, 4, 30), end=date(2026, 5, 3))
    for event in (all_day_event(), timed_event(), three_days):
        own = record(event)
        channel = Channel(site=site(), feed=feed(), updated=NOW)
        file = ours.head(channel) + ours.entry(site(), own, None) + ours.tail(channel)
        held = icalendar.Calendar.from_ical(file).walk("VEVENT")[0]
        start, end = held["DTSTART"].dt, held["DTEND"].dt
        data = data_of(event)
        if isinstance(start, datetime):
            assert datetime.fromisoformat(str(data["startDate"])) == start
            assert datetime.fromisoformat(str(data["endDate"])) == end
        else:
            assert date.fromisoformat(str(data["startDate"])) == start
            assert date.fromisoformat(str(data["endDate"])) == end - timedelta(days=1)
        assert data["identifier"] == str(held["UID"])


def test_structured_data_of_other_kinds() -> None:
    story = data_of(replace(article(), url="https://e.org/story"), published=datetime(2026, 1, 31, 23, tzinfo=UTC))
    assert story["@type"] == "NewsArticle"
    assert story["datePublished"] == "2026-01-31T23:00:00+00:00"
    assert story["author"] == [{"@type": "Person", "name": "Rasmus Testmann"}]
    assert story["isBasedOn"] == "https://e.org/story"
    vacancy = data_of(posting())
    assert set(vacancy) >= {"title", "description", "datePosted", "hiringOrganization", "jobLocation"}
    assert vacancy["description"] == (
        "<p><strong>Arbejdsgiver:</strong> Datahøj A/S<br>\n<strong>Arbejdssted:</strong> Københavnsområdet<br>\n"
        "<strong>Ansøgningsfrist:</strong> onsdag 1. april 2026</p>"
    )
    assert not {"employmentType", "jobLocationType"} & set(vacancy)
    assert vacancy["@type"] == "JobPosting"
    assert vacancy["validThrough"] == "2026-04-01"
    assert vacancy["hiringOrganization"] == {"@type": "Organization", "name": "Datahøj A/S"}
    person = data_of(notice())
    assert person["@type"] == "Person"
    assert "JobPosting" not in json.dumps(person)


def test_structured_data_of_postings() -> None:
    said = replace(posting(), summary="Kom & byg <net>.", employment_type="Fuldtid, vikariat", job_location="Remote")
    data = data_of(said)
    assert data["employmentType"] == ["FULL_TIME", "TEMPORARY"]
    assert data["jobLocationType"] == "TELECOMMUTE"
    assert "jobLocation" not in data
    assert "<p>Kom &amp; byg &lt;net&gt;.</p>" in str(data["description"])
    data = data_of(replace(said, job_location="Aarhus", employment_type="37 timer"))
    assert not {"employmentType", "jobLocationType"} & set(data)
    assert data["jobLocation"] == {
        "@type": "Place",
        "address": {"@type": "PostalAddress", "addressLocality": "Aarhus"},
    }
    assert data_of(JobPosting())["description"]
    assert data_of(JobPosting())["title"]


def test_structured_data_of_places() -> None:
    def held(**facts: object) -> object:
        return data_of(Event(**{"title": "x", "start": date(2026, 1, 2), **facts})).get("location")  # type: ignore[arg-type]

    place = {"@type": "Place", "name": "Aarhus", "address": "Aarhus"}
    online = {"@type": "VirtualLocation", "url": "https://e.org/live"}
    assert held() is None
    assert held(location="Aarhus") == place
    assert held(attendance_mode="online") == {"@type": "VirtualLocation"}
    assert held(attendance_mode="online", location="Zoom") == {"@type": "VirtualLocation", "name": "Zoom"}
    assert held(attendance_mode="mixed", location="Aarhus", url="https://e.org/live") == [place, online]
    assert held(attendance_mode="mixed", location="Aarhus") == [place, {"@type": "VirtualLocation"}]
    assert held(attendance_mode="mixed", url="https://e.org/live") == online


def test_structured_data_cannot_end_its_block() -> None:
    own = record(hostile()[0].item)
    text = jsonld.script(site(), own, item_language(own.item, site()))
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text)["headline"].startswith("</title></script><script>")


def test_no_format_makes_of_content_what_was_not_in_it() -> None:
    """`content` is trusted: it was made or sanitised where it came in. What follows may not open what was escaped."""
    escaped = '<p>&lt;img src=x onerror=alert(1)&gt; &amp;lt;b&amp;gt; <a href="https://e.org/?a=1&amp;b">x</a></p>'
    one = record(replace(timed_event(), content=escaped))
    assert escaped.encode() in PAGES.item_page(site(), one, feeds())
    for name in FORMATS:
        document = renderer(name).entry(site(), one, 10)
        if name in ("rss", "atom"):
            assert escape(escaped, quote=False) in document.decode()
        elif name == "json":
            assert escaped in json.loads(document)["content_html"]
        else:
            assert escaped.replace(";", "\\;").replace(",", "\\,") in document.replace(b"\r\n ", b"").decode()


def test_microformats() -> None:
    root = tree(PUBLISHED[records()[2].page_path])
    event = next(with_class(root, "h-event"))
    assert text_of(next(with_class(event, "p-name"))) == "Morgenmøde: Æbler, pærer; & <blåbær>"
    assert next(with_class(event, "dt-start")).get("datetime") == "2026-10-27T09:00:00+01:00"
    assert next(with_class(event, "dt-end")).get("value") == "2026-10-27T16:30:00+01:00"
    assert text_of(next(with_class(event, "p-location"))) == "Strandvejen 1, 2100 København Ø"
    assert len(list(with_class(tree(PUBLISHED["all.html"]), "h-event"))) == 6


def test_item_page_gives_everything() -> None:
    root = tree(PUBLISHED[records()[4].page_path])
    shown = text_of(next(root.iter("main")))
    for value in (
        "Kodehuset A/S",
        "1. oktober 2025",
        "41 år",
        "salg og drift",
        "Forretningsdirektør hos Fibernord",
        "sider",
    ):
        assert value in shown
    links = [node.get("href") for node in next(root.iter("main")).iter("a")]
    assert links == ["../index.html", "../people.html", "../items/00000000-0000-5000-8000-000000000005.ics"]


def test_article_shows_the_date_its_source_gives_and_no_other() -> None:
    dated = record(replace(article(), published=date(2026, 2, 1)))
    shown = tree(PAGES.item_page(site(), dated, feeds()))
    assert text_of(next(with_class(shown, "byline"))) == "Af Rasmus Testmann · Bladet · 1. februar 2026"
    assert next(with_class(shown, "dt-published")).get("datetime") == "2026-02-01"
    undated = tree(PAGES.item_page(site(), record(article()), feeds()))
    assert text_of(next(with_class(undated, "byline"))) == "Af Rasmus Testmann · Bladet"
    assert "Set første gang: mandag 2. marts 2026 kl. 9.00" in text_of(undated)
    assert list(with_class(tree(PAGES.item_page(site(), record(Article(title="x")), feeds())), "byline")) == []


def test_front_page_says_that_its_only_events_are_past() -> None:
    own = record(replace(all_day_event(), start=date(2025, 5, 27), end=None))
    root = tree(everything(site(), [own])["index.html"])
    assert [text_of(node) for node in with_class(root, "group-title")] == ["Tidligere arrangementer"]


def test_entries_in_another_language_say_so() -> None:
    root = tree(PUBLISHED["all.html"])
    languages = {text_of(next(node.iter("a"))): node.get("lang") for node in root.iter("article")}
    assert languages["Cancelled: Cloud Days"] == "en"
    assert languages["Forretningssystemdagen"] is None


def test_events_stand_in_the_order_they_happen_past_ones_last() -> None:
    root = tree(PUBLISHED["events.html"])
    days = [node.get("datetime") for node in with_class(root, "dt-start")]
    assert days == ["2026-05-27", "2026-09-16", "2026-10-27T09:00:00+01:00", "2026-10-27T09:00:00+01:00", "2020-09-16"]
    assert [text_of(node) for node in with_class(root, "group-title")] == ["Tidligere arrangementer"]
    front = [node.get("datetime") for node in with_class(tree(PUBLISHED["index.html"]), "dt-start")]
    assert "2020-09-16" not in front


def test_people_stand_by_month() -> None:
    root = tree(PUBLISHED["people.html"])
    assert [text_of(node) for node in with_class(root, "group-title")] == ["Oktober 2025", "Marts 2025"]


def test_front_page_shows_each_record_once_and_leads_to_the_rest() -> None:
    many = [record(replace(all_day_event(), title=f"Møde {n}"), n) for n in range(1, 30)]
    root = tree(everything(site(), many)["index.html"])
    assert len(list(root.iter("article"))) == 6
    assert [node.get("href") for node in with_class(root, "more")] == ["events.html"]


def many(count: int) -> list[Record]:
    """Past and coming events, the first announced last; those to come were announced before all others."""
    day = date(2026, 3, 2)
    past = [
        record(replace(all_day_event(), title=f"Før {n}", start=day - timedelta(days=n), end=None), n)
        for n in range(1, count + 1)
    ]
    ahead = [
        record(replace(all_day_event(), title=f"Om {n} dage", start=day + timedelta(days=n), end=None), count + n)
        for n in range(150, 0, -1)
    ]
    return [*past, *ahead]


def links_of(page: bytes) -> set[str]:
    return {node.get("href", "") for node in tree(page).iter("a")}


def test_coming_events_are_shown_whenever_they_were_announced() -> None:
    made = everything(site(), many(200))
    for path in ("events.html", "all.html"):
        shown = [text_of(next(node.iter("a"))) for node in with_class(tree(made[path]), "h-event")]
        assert shown[:150] == [f"Om {n} dage" for n in range(1, 151)]
        assert len(shown) == 250
    front = [text_of(next(node.iter("a"))) for node in with_class(tree(made["index.html"]), "h-event")]
    assert front == [f"Om {n} dage" for n in range(1, 7)]


def test_the_front_page_counts_all_there_is() -> None:
    counts = [text_of(node) for node in with_class(tree(everything(site(), many(200))["index.html"]), "count")]
    assert counts == ["350", "0", "350", "0", "0"]


def test_every_item_is_linked_from_a_page_that_can_be_reached() -> None:
    known = many(1000)
    made = everything(site(), known)
    reached, ahead = {"index.html"}, ["index.html"]
    while ahead:
        path = ahead.pop()
        found = {normpath(f"{path}/../{link}") for link in links_of(made[path]) if not urlsplit(link).scheme}
        ahead += sorted((found & made.keys()) - reached)
        reached |= found & made.keys()
    assert {one.page_path for one in known} <= reached
    assert max(len(page) for path, page in made.items()) < 400_000
    for path in ("events.1.html", "events.3.html"):
        assert complaints(tree(made[path])) == []
    first = tree(made["events.1.html"])
    assert text_of(next(first.iter("main"))).startswith("Forside Events Events Side 1 af 3 Før 651")
    assert "events.2.html" in links_of(made["events.1.html"])
    assert {"events.1.html", "events.3.html"} <= links_of(made["events.2.html"])


def test_a_full_page_of_the_archive_stays() -> None:
    known = [record(article(), n) for n in range(2 * SHELF, 0, -1)]
    later = [record(article(), n) for n in range(2 * SHELF + 7, 0, -1)]
    before, after = Made(site(), known), Made(site(), later)
    assert [one.uid for one in before.shelved("news", 1)] == [one.uid for one in reversed(known[SHELF:])]
    assert before.shelved("news", 1) == after.shelved("news", 1)
    assert [len(after.shelved("news", number)) for number in (1, 2, 3)] == [SHELF, SHELF, 7]
    everywhere = [one.uid for number in (1, 2, 3) for one in after.shelved("news", number)]
    assert everywhere == [one.uid for one in reversed(later)]


def test_coming_events_do_not_make_a_giant_page() -> None:
    day = date(2026, 3, 2)
    known = [record(replace(all_day_event(), start=day + timedelta(days=n), end=None), n) for n in range(1, 900)]
    made = Made(site(), known)
    shown = list(with_class(tree(made.pages()["events.html"]), "h-event"))
    assert len(shown) == AHEAD
    assert (made.holdings["events"].total, made.holdings["events"].shelves) == (899, 2)


def test_a_few_more_coming_events_than_a_page_shows_are_in_the_archive() -> None:
    day = date(2026, 3, 2)
    known = [record(replace(all_day_event(), start=day + timedelta(days=n), end=None), n) for n in range(1, AHEAD + 51)]
    made = everything(site(), known)
    linked = set().union(*(links_of(made[path]) for path in made if re.fullmatch(r"events(\.\d)?\.html", path)))
    assert {one.page_path for one in known} <= linked


def test_the_publication_has_the_archive_and_keeps_its_full_pages() -> None:
    known = list(reversed(many(900)))
    known = [replace(one, published=NOW + timedelta(minutes=n - 2000)) for n, one in enumerate(known)]
    before, after = (Made(site(), found[::-1]).files() for found in (known[:-2], known))
    assert {f"events.{number}.html" for number in (1, 2, 3)} <= after.keys()
    assert "jobs.1.html" not in after
    shown = [links_of(content(after[path])) for path in after if re.fullmatch(r"events(\.\d)?\.html", path)]
    assert {one.page_path for one in known} <= set().union(*shown)
    assert before["events.1.html"].key == after["events.1.html"].key
    assert before["events.3.html"].key != after["events.3.html"].key
    assert before["events.html"].key != after["events.html"].key


def test_cards_have_no_empty_lines_and_say_nothing_twice() -> None:
    bare: tuple[Item, ...] = (
        Event(title="a"),
        Event(title="b", location="Online", attendance_mode="online"),
        Event(title="c", location="Zoom", attendance_mode="online"),
        PersonnelNotice(change="other", person=notice().person, previous_role_name="Chef"),
        JobPosting(title="d"),
        Article(title="e"),
    )
    root = tree(everything(site(), [record(item, number) for number, item in enumerate(bare)])["all.html"])
    cards = list(root.iter("article"))
    assert len(cards) == len(bare)
    assert [p for node in cards for p in node.iter("p") if not text_of(p)] == []
    assert [text_of(node) for node in with_class(root, "marks")] == ["Online"]
    assert "".join(root.itertext()).count("Online") == 2


def test_an_archive_of_one_page_is_called_all() -> None:
    page = everything(site(), many(200))
    assert "Alle 350 poster" in text_of(tree(page["events.html"]))
    assert "events.1.html" in links_of(page["events.html"])
    assert "Arkiv" not in text_of(tree(PUBLISHED["events.html"]))


def test_records_from_the_ends_of_the_calendar_have_pages() -> None:
    west, east = ZoneInfo("Pacific/Pago_Pago"), ZoneInfo("Pacific/Kiritimati")
    known = [
        record(Event(title="x", start=moment, end=moment, timezone=zone, published=moment), number)
        for number, (moment, zone) in enumerate(
            (
                (datetime.max.replace(tzinfo=west), "Pacific/Pago_Pago"),
                (datetime.min.replace(tzinfo=east), "Pacific/Kiritimati"),
                (datetime.max.replace(tzinfo=UTC), "Pacific/Kiritimati"),
                (datetime.min.replace(tzinfo=UTC), "Pacific/Pago_Pago"),
                (date.min, "Pacific/Pago_Pago"),
                (date.max, "Pacific/Kiritimati"),
            )
        )
    ]
    known += [
        record(Event(title="x", start=date.min, end=date.min), 9),
        record(Article(title="x", published=date.max), 10),
    ]
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        own = replace(site(), timezone=zone)
        for page in everything(own, known).values():
            assert complaints(tree(page)) == []
        for name in FORMATS:
            made = renderer(name)
            assert all(made.entry(own, one, None) for one in known if name != "ics" or one.calendar_path)


def test_site_language_decides_the_page() -> None:
    own = replace(site(), language="en")
    page = landing(own, records())
    assert b'<html lang="en">' in page
    assert b"Subscribe" in page
    assert all(node.get("lang") == "da" for node in tree(page).iter("article"))


def test_empty_publication_has_pages() -> None:
    own = site()
    assert complaints(tree(PAGES.index(own, [], [], NOW.date()))) == []
    page = landing(own, [])
    assert complaints(tree(page)) == []
    assert "Her er ikke noget endnu" in page.decode()


def test_own_templates_stand_in_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("{% extends 'base.html' %}{% block main %}<h1>Mit</h1>{% endblock %}", "utf-8")
    own = Pages(tmp_path)
    assert "<h1>Mit</h1>" in own.not_found(site()).decode()
    assert own.stylesheet() == PAGES.stylesheet()
    assert own.item_page(site(), records()[0], feeds()) == PUBLISHED[records()[0].page_path]


def test_same_records_same_bytes_under_any_hash_seed() -> None:
    script = (
        "import sys; sys.path[:0] = sys.argv[1:]; import hashlib, test_render_html as t; "
        "made = t.everything(t.site(), t.records() + t.hostile()); "
        "print(hashlib.sha256(b''.join(made[key] for key in sorted(made))).hexdigest())"
    )
    tests, path = str(Path(__file__).parent), os.pathsep.join(sys.path)
    seen = {
        subprocess.run(
            [sys.executable, "-c", script, tests],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "PATH": "/usr/bin:/bin", "TZ": zone, "PYTHONPATH": path},
        ).stdout
        for seed, locale, zone in (("1", "C", "UTC"), ("2", "da_DK.UTF-8", "Asia/Tokyo"))
    }
    assert len(seen) == 1


def test_templates_are_known_without_the_template_engine() -> None:
    script = "import sys, feeds.render.templates as t; t.packaged(); t.stylesheet(); print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"


def palettes() -> dict[str, dict[str, str]]:
    sheet = PAGES.stylesheet().decode()
    light = sheet[sheet.index(":root {") : sheet.index("}")]
    dark = sheet[sheet.index("prefers-color-scheme: dark") :]
    dark = dark[dark.index(":root {") : dark.index("}")]
    read = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
    return {"light": dict(read.findall(light)), "dark": dict(read.findall(light)) | dict(read.findall(dark))}


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT = [(ink, ground) for ink in ("ink", "muted", "accent") for ground in ("paper", "surface")]
TEXT += [("on-accent", "accent"), ("accent", "accent-soft"), ("ink", "accent-soft"), ("on-date", "date")]
TEXT += [("warn", "warn-soft"), ("warn", "paper"), ("on-band", "band"), ("paper", "ink"), ("ink", "rule")]
EDGES = [("edge", "surface"), ("edge", "paper"), ("accent", "paper"), ("date", "band")]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_can_be_read(mode: str) -> None:
    colours = palettes()[mode]
    assert len(colours) >= 15
    for ink, ground in TEXT:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (mode, ink, ground)
    for line, ground in EDGES:
        assert contrast(colours[line], colours[ground]) >= 3, (mode, line, ground)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_theme_colour_is_the_bands() -> None:
    shown = [
        node.get("content") for node in tree(PUBLISHED["index.html"]).iter("meta") if node.get("name") == "theme-color"
    ]
    assert shown == [palettes()["light"]["band"], palettes()["dark"]["band"]]


def test_opml() -> None:
    own = replace(site(), title=HOSTILE)
    older = Channel(site=own, feed=feed("news", title='A & <b> "c"', description=""), updated=NOW - timedelta(days=1))
    only_calendar = Channel(site=own, feed=feed("dates", formats=("ics",)), updated=NOW)
    only_json = Channel(site=own, feed=feed("data", formats=("json", "ics")), updated=NOW)
    file = opml.outline(own, [Channel(site=own, feed=feed(), updated=NOW), older, only_json, only_calendar])
    root = ElementTree.fromstring(file)
    head = {node.tag: node.text for node in next(root.iter("head"))}
    assert root.get("version") == "2.0"
    assert head["dateModified"] == "Mon, 02 Mar 2026 08:00:00 GMT"
    assert head["ownerName"] == "Redaktionen"
    assert [node.attrib for node in root.iter("outline")] == [
        {
            "type": "rss",
            "text": "Alt nyt",
            "title": "Alt nyt",
            "description": "Det hele",
            "xmlUrl": "https://feeds.example.org/all.rss",
            "htmlUrl": "https://feeds.example.org/all.html",
            "language": "da",
        },
        {
            "type": "rss",
            "text": 'A & <b> "c"',
            "title": 'A & <b> "c"',
            "xmlUrl": "https://feeds.example.org/news.rss",
            "htmlUrl": "https://feeds.example.org/news.html",
            "language": "da",
        },
        {
            "type": "rss",
            "text": "Alt nyt",
            "title": "Alt nyt",
            "description": "Det hele",
            "xmlUrl": "https://feeds.example.org/data.json",
            "htmlUrl": "https://feeds.example.org/data.html",
            "language": "da",
        },
        {
            "type": "link",
            "text": "Alt nyt",
            "title": "Alt nyt",
            "description": "Det hele",
            "url": "https://feeds.example.org/dates.html",
            "language": "da",
        },
    ]
    assert file.endswith(b"</opml>\n")
    assert opml.outline(site(None), []).count(b"dateModified") == 0
