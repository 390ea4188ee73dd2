from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from html import escape, unescape
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import factories
import feed_checks
from factories import NOW, record
from feeds.merge import Known, Run, Sighting, merge
from feeds.model import (
    Article,
    Channel,
    Event,
    Format,
    Item,
    JobPosting,
    Person,
    PersonnelNotice,
    Record,
    Site,
    YearMonth,
)
from feeds.render import TABLE, Renderer, atom, contents, icalendar, json_feed, renderer, rss

HERE = Path(__file__).parent
FEEDS: tuple[Format, ...] = ("rss", "atom", "json")
BASE = "https://feeds.example.org/"
CALENDAR_LENGTH = 1234

HOSTILE = (
    "Æ\x00\x0b\x1b\ud800\ufffe\ufeff\x85\u2028\r\n\t]]> <b>x</b> &amp; </script><script>alert(1)</script> \u202e🎉 \x9f"
)


def hostile_records() -> list[Record]:
    """Records of every kind whose every text is as bad as it gets."""
    said = {
        "title": HOSTILE,
        "url": f"javascript:alert(1)//{HOSTILE}",
        "summary": HOSTILE,
        "content": f"<p>{escape(HOSTILE)}</p>",  # content is safe HTML, but any character may stand in it
        "authors": (HOSTILE, "", "\x00", HOSTILE),
        "categories": (HOSTILE, "", " \r\n "),
        "language": "da_DK\x00",
    }
    items: tuple[Item, ...] = (
        Article(**{**said, "url": "http://[bad/"}, credit=HOSTILE, publication=HOSTILE),  # type: ignore[arg-type]
        Event(
            **{**said, "url": 'http://x.example/a b"<>^`{}|\\é?q=%20&ø#f'},  # type: ignore[arg-type]
            start=datetime(2026, 3, 29, 1, 30, tzinfo=factories.COPENHAGEN),
            end=datetime(2026, 3, 29, 3, 30, tzinfo=factories.COPENHAGEN),
            timezone="Europe/Copenhagen",
            location=HOSTILE,
            organizer=HOSTILE,
            performers=(HOSTILE, ""),
            price=HOSTILE,
            recurrence_text=HOSTILE,
        ),
        PersonnelNotice(
            **said,  # type: ignore[arg-type]
            change="other",
            person=Person(name=HOSTILE, age=0),
            organization=HOSTILE,
            role_name=HOSTILE,
            effective=YearMonth(2023, 7),
            text=HOSTILE,
        ),
        JobPosting(**said, hiring_organization=HOSTILE, job_location=HOSTILE, employment_type=HOSTILE),  # type: ignore[arg-type]
        Article(title="", summary="", content="\x00"),
        Event(title="\x00", start=date(2026, 5, 2), end=date(2026, 5, 1)),
        PersonnelNotice(change="other", person=Person(name="\x00")),
        Article(title="Long " * 20_000),
        Article(title="Old", published=date.min),
    )
    return [record(item, number) for number, item in enumerate(items, 101)]


def all_records() -> list[Record]:
    return [*factories.records(), *hostile_records()]


def channel(site: Site | None = None, **facts: object) -> Channel:
    return Channel(site=site or factories.site(), feed=factories.feed(**facts), updated=NOW)  # type: ignore[arg-type]


def render(name: Format, records: list[Record], about: Channel | None = None) -> bytes:
    made, about = renderer(name), about or channel()
    entries = [made.entry(about.site, r, CALENDAR_LENGTH if r.calendar_path else None) for r in records]
    return made.head(about) + made.SEPARATOR.join(entries) + made.tail(about)


def rss_items(records: list[Record], about: Channel | None = None) -> list[etree._Element]:
    return etree.fromstring(render("rss", records, about)).findall("channel/item")


def atom_entries(records: list[Record], about: Channel | None = None) -> list[etree._Element]:
    return etree.fromstring(render("atom", records, about)).findall(f"{feed_checks.ATOM}entry")


def json_items(records: list[Record], about: Channel | None = None) -> list[dict[str, object]]:
    items: list[dict[str, object]] = json.loads(render("json", records, about))["items"]
    return items


def links(parent: etree._Element) -> list[dict[str, str]]:
    return [{str(k): str(v) for k, v in link.attrib.items()} for link in parent.findall(f"{feed_checks.ATOM}link")]


# The table


def test_every_row_names_a_renderer_and_its_media_type() -> None:
    modules: dict[Format, Renderer] = {"rss": rss, "atom": atom, "json": json_feed, "ics": icalendar}
    assert set(TABLE) == set(modules)
    for name, module in modules.items():
        assert renderer(name) is module
        assert TABLE[name].media_type == module.MEDIA_TYPE.partition(";")[0]


def test_naming_a_renderer_loads_neither_feedgen_nor_lxml() -> None:
    program = (
        "import sys\nfrom feeds.render import renderer\n"
        "for name in ('rss', 'atom', 'json'): renderer(name).VERSION\n"
        "assert not {'feedgen', 'lxml'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


# Validity


@pytest.mark.parametrize("base_url", [BASE, None])
@pytest.mark.parametrize("records", [all_records(), []], ids=["all", "none"])
def test_rss_is_valid(records: list[Record], base_url: str | None) -> None:
    assert feed_checks.rss_problems(render("rss", records, channel(factories.site(base_url))), now=NOW) == []


@pytest.mark.parametrize("base_url", [BASE, None])
@pytest.mark.parametrize("records", [all_records(), []], ids=["all", "none"])
def test_atom_is_valid(records: list[Record], base_url: str | None) -> None:
    assert feed_checks.atom_problems(render("atom", records, channel(factories.site(base_url))), now=NOW) == []


@pytest.mark.parametrize("base_url", [BASE, None])
@pytest.mark.parametrize("records", [all_records(), []], ids=["all", "none"])
def test_json_feed_is_valid(records: list[Record], base_url: str | None) -> None:
    assert feed_checks.json_feed_problems(render("json", records, channel(factories.site(base_url)))) == []


def test_the_checks_complain() -> None:
    """A checker that finds nothing anywhere would make every test above empty."""
    rss_text, atom_text, json_text = (render(name, factories.records()).decode() for name in FEEDS)
    for text in (
        rss_text.replace("Mon, 02 Mar", "Tue, 02 Mar", 1),
        rss_text.replace(" GMT", " UTC", 1),
        rss_text.replace('isPermaLink="false"', 'isPermaLink="true"', 1),
        rss_text.replace("000000000002</guid>", "000000000001</guid>"),
        rss_text.replace("<language>da<", "<language>da_DK<"),
        rss_text.replace("<category>It-løsninger<", "<category><", 1),
        rss_text.replace("/all.html</link>", "/all.rss</link>"),
        rss_text.replace("&lt;/p&gt;", "&lt;/div&gt;", 1),
        rss_text.replace("<item>", "<item><author>me</author>", 1),
        rss_text.replace(' length="1234"', "", 1),
    ):
        assert text != rss_text
        assert feed_checks.rss_problems(text.encode(), now=NOW)
    for text in (
        atom_text.replace("<author>\n    <name>Redaktionen</name>", "<author>", 1),
        atom_text.replace('rel="enclosure" type="text/calendar" length="1234"', 'type="text/html" hreflang="da"', 1),
        atom_text.replace('rel="self"', 'rel="via"', 1),
        atom_text.replace("<updated>2026", "<updated>2025", 1),
        atom_text.replace("T08:00:00+00:00", "T08:00:00", 1),
        atom_text.replace("<id>urn:uuid:", "<id>", 1),
        atom_text.replace('term="It-løsninger"', 'term=""', 1),
        atom_text.replace('hreflang="da"', 'hreflang="da_DK"', 1),
        atom_text.replace('type="html"', 'type="CDATA"', 1),
        atom_text.replace("000000000002</id>", "000000000001</id>"),
        atom_text.replace("</feed>", "<title>once more</title></feed>"),
    ):
        assert text != atom_text
        assert feed_checks.atom_problems(text.encode(), now=NOW)
    for text in (
        json_text.replace("version/1.1", "version/1"),
        json_text.replace('"id":"urn', '"ident":"urn', 1),
        json_text.replace("000000000002", "000000000001"),
        json_text.replace("T08:00:00Z", "T08:00:00", 1),
        json_text.replace('"_event":', '"event":', 1),
        json_text.replace('"size_in_bytes":1234', '"size_in_bytes":"1234"', 1),
        json_text.replace('"tags":["It-løsninger"]', '"tags":[]', 1),
    ):
        assert text != json_text
        assert feed_checks.json_feed_problems(text.encode())


@pytest.mark.parametrize("name", FEEDS)
def test_a_file_ends_with_one_newline(name: Format) -> None:
    assert render(name, factories.records()).endswith((b">\n", b"}\n"))


@pytest.mark.parametrize("name", FEEDS)
def test_an_entry_is_the_same_in_every_feed(name: Format) -> None:
    made, one = renderer(name), factories.records()[2]
    entry = made.entry(factories.site(), one, CALENDAR_LENGTH)
    for about in (channel(), channel(name="events", title="Kun arrangementer")):
        assert entry in render(name, factories.records(), about)


# The same facts in every format


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feedparser_reads_back_every_field(name: Format) -> None:
    records = all_records()
    # Sanitising and resolving rewrite HTML, and what looks like it in a plain-text title; we ask what is in the feed.
    parsed = feedparser.parse(render(name, records), sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo
    assert parsed.version == {"rss": "rss20", "atom": "atom10"}[name]
    assert parsed.feed.title == "Alt nyt"
    assert parsed.feed.subtitle == "Det hele"
    assert parsed.feed.link == f"{BASE}all.html"
    assert parsed.feed.language == "da"
    assert parsed.feed.generator == "Feeds"
    assert parsed.feed.updated_parsed[:6] == (2026, 3, 2, 8, 0, 0)
    for known, entry in zip(records, parsed.entries, strict=True):
        facts = contents.entry_facts(factories.site(), known, CALENDAR_LENGTH)
        assert (entry.id, entry.title, entry.link) == (facts.uid, facts.title, facts.page.href)
        assert (entry.content[0].value if "content" in entry else entry.summary) == facts.html
        assert entry.published_parsed[:6] == facts.published.timetuple()[:6]
        assert tuple(tag.term for tag in entry.get("tags", ())) == facts.categories
        assert tuple(author.name for author in entry.get("authors", ())) == facts.authors
        assert [(e.href, e.type, e.length) for e in entry.enclosures] == (
            [(facts.calendar.href, "text/calendar", "1234")] if facts.calendar else []
        )
        if facts.summary:
            assert (unescape(entry.summary) if name == "rss" else entry.summary) == facts.summary


def test_all_formats_tell_the_same() -> None:
    records = all_records()
    for item, entry, said in zip(rss_items(records), atom_entries(records), json_items(records), strict=True):
        atom_text = {name: entry.findtext(f"{feed_checks.ATOM}{name}") for name in ("id", "title", "content")}
        assert said["id"] == atom_text["id"] == item.findtext("guid")
        assert said["title"] == atom_text["title"] == item.findtext("title")
        # Without a summary, RSS's description is the content.
        encoded = item.findtext(f"{feed_checks.CONTENT}encoded") or item.findtext("description")
        assert said["content_html"] == atom_text["content"] == encoded
        published = entry.findtext(f"{feed_checks.ATOM}published") or ""
        assert datetime.fromisoformat(str(said["date_published"])) == datetime.fromisoformat(published)


@pytest.mark.parametrize("name", FEEDS)
def test_without_base_url_every_address_is_a_path_below_the_feed(name: Format) -> None:
    text = render(name, factories.records(), channel(factories.site(None))).decode()
    assert "feeds.example.org" not in text
    for path in ("all.html", f"all.{name}", "items/00000000-0000-5000-8000-000000000001.html"):
        assert f'"{path}"' in text or f">{path}<" in text


@pytest.mark.parametrize("name", FEEDS)
def test_with_base_url_every_address_is_absolute(name: Format) -> None:
    document = render(name, factories.records())
    if name == "json":
        feed = json.loads(document)
        attachments = [a["url"] for item in feed["items"] for a in item.get("attachments", [])]
        found = [feed["feed_url"], feed["home_page_url"], *(item["url"] for item in feed["items"]), *attachments]
    else:
        root = etree.fromstring(document)
        found = [str(value) for e in root.iter() for key, value in e.attrib.items() if key in ("href", "url")]
        found += [link.text for link in root.iter("link") if link.text]
    assert len(found) > len(factories.records())
    assert all(feed_checks.is_absolute(address) for address in found)


def test_a_reader_follows_relative_addresses_from_where_the_feed_lies() -> None:
    document = render("atom", factories.records(), channel(factories.site(None)))
    parsed = feedparser.parse(document, response_headers={"content-location": "http://127.0.0.1:8000/all.atom"})
    assert parsed.entries[0].link == "http://127.0.0.1:8000/items/00000000-0000-5000-8000-000000000001.html"


# Feeds


def test_feed_links_name_the_formats_that_are_published() -> None:
    about = channel(formats=("atom", "ics"))
    head = etree.fromstring(render("atom", [], about))
    assert links(head) == [
        {"rel": "self", "href": f"{BASE}all.atom", "type": "application/atom+xml"},
        {"rel": "alternate", "href": f"{BASE}all.html", "type": "text/html", "hreflang": "da"},
        {"rel": "alternate", "href": f"{BASE}all.ics", "type": "text/calendar"},
    ]
    found = etree.fromstring(render("rss", [], channel()))[0]
    assert [link["href"] for link in links(found)] == [f"{BASE}all.{f}" for f in ("rss", "atom", "json", "ics")]


def test_rss_channel() -> None:
    site = msgspec.structs.replace(factories.site(), copyright="© 2026 & senere", author="Red. (ansv.)")
    about = Channel(site=site, feed=factories.feed(), updated=datetime(2026, 3, 1, 23, 59, 59, 999, tzinfo=UTC))
    found = etree.fromstring(render("rss", [], about))[0]
    assert {str(child.tag): child.text for child in found if child.text} == {
        "title": "Alt nyt",
        "link": f"{BASE}all.html",
        "description": "Det hele",
        "copyright": "© 2026 & senere",
        "docs": "https://www.rssboard.org/rss-specification",
        "generator": "Feeds",
        "language": "da",
        "lastBuildDate": "Sun, 01 Mar 2026 23:59:59 GMT",
        "managingEditor": "red@example.org (Red. ansv.)",
        "webMaster": "red@example.org (Red. ansv.)",
    }


HUB = "https://hub.example.org/?a=1&b=2"


def test_a_hub_is_named_beside_the_own_address() -> None:
    site = msgspec.structs.replace(factories.site(), hub=HUB)
    for name in FEEDS:
        whole = render(name, factories.records(), channel(site))
        if name == "json":
            assert feed_checks.json_feed_problems(whole) == []
            assert json.loads(whole)["hubs"] == [{"type": "WebSub", "url": HUB}]
        else:
            problems = feed_checks.rss_problems if name == "rss" else feed_checks.atom_problems
            assert problems(whole, now=NOW) == []
            relations = {link["rel"]: link["href"] for link in feedparser.parse(whole).feed.links}
            assert (relations["self"], relations["hub"]) == (f"{BASE}all.{name}", HUB)


def test_a_hub_is_not_for_archives_nor_for_what_nobody_can_subscribe_to() -> None:
    site = msgspec.structs.replace(factories.site(), hub=HUB)
    for name in FEEDS:
        archive = Channel(site=site, feed=factories.feed(), updated=NOW, pages=2, page=1)
        bare = channel(msgspec.structs.replace(site, base_url=None))
        assert b"hub" not in render(name, [], archive)
        assert b"hub" not in render(name, [], bare)
        assert render(name, [], channel()) == render(name, [], channel(msgspec.structs.replace(site, hub=None)))


def test_a_bare_site_leaves_out_what_it_has_not() -> None:
    about = Channel(site=Site(title="T"), feed=factories.feed(description=""), updated=NOW)
    found = etree.fromstring(render("rss", [], about))[0]
    assert found.findtext("description") == "Alt nyt"  # RSS demands one
    assert not {"copyright", "managingEditor", "webMaster"} & {str(child.tag) for child in found}
    feed = etree.fromstring(render("atom", [], about))
    assert feed.find(f"{feed_checks.ATOM}subtitle") is None
    assert feed.findtext(f"{feed_checks.ATOM}author/{feed_checks.ATOM}name") == "T"
    assert set(json.loads(render("json", [], about))) == {
        "version", "title", "home_page_url", "feed_url", "language", "authors", "items",
    }  # fmt: skip


def test_hostile_settings_are_cleaned() -> None:
    site = Site(title=HOSTILE, description=HOSTILE, author=HOSTILE, copyright=HOSTILE, language="xx_YY!")
    about = Channel(site=site, feed=factories.feed(title=HOSTILE, description=HOSTILE), updated=NOW)
    for name in FEEDS:
        render(name, all_records(), about)
    assert feed_checks.atom_problems(render("atom", [], about), now=NOW) == []
    assert feed_checks.rss_problems(render("rss", [], about), now=NOW) == []
    assert feed_checks.json_feed_problems(render("json", [], about)) == []


def test_a_feed_keeps_its_id() -> None:
    def uid(site: Site, **facts: object) -> str:
        return contents.feed_uid(site, factories.feed(**facts))  # type: ignore[arg-type]

    site = factories.site()
    assert uid(site) == "urn:uuid:e6cb3d9c-85c8-5abe-83a7-7e1cf7166ef4"
    assert uid(site) == uid(msgspec.structs.replace(site, title="Et nyt navn"), title="Andet", limit=5)
    assert uid(site) == uid(factories.site("http://FEEDS.example.org/"))
    assert (
        len({uid(site), uid(site, name="news"), uid(factories.site("https://x.example/")), uid(Site(title="T"))}) == 4
    )
    assert uid(Site(title="T")) != uid(Site(title="U"))
    # An id outlives both: a title that is reworded, an address that comes or moves.
    named = [
        msgspec.structs.replace(known, id="tag:example.org,2026:x")
        for known in (site, Site(title="T"), factories.site("https://x.example/"))
    ]
    assert len({uid(known) for known in named}) == 1
    assert uid(named[0]) != uid(named[0], name="news")
    assert uid(named[0]) not in {uid(site), uid(Site(title="T"))}


def test_where_an_article_was_published() -> None:
    (item,) = rss_items([record(factories.article())])
    assert item.findtext(f"{feed_checks.DC}publisher") == "Bladet"
    assert item.find("source") is None
    (said,) = json_items([record(factories.article())])
    assert "Bragt i: Bladet" in str(said["content_text"])
    assert "<strong>Bragt i:</strong> Bladet" in str(said["content_html"])


# Entries


def test_published_is_what_the_source_says_else_first_seen() -> None:
    def published(item: Item, seen: datetime = NOW) -> datetime:
        sighting = Sighting(uid="urn:uuid:x", source="a", page="p", sha256="", position=0, seen=seen, item=item)
        (made,) = merge(Known(), [sighting], Run(now=seen, order=("a",), timezone=factories.site().timezone)).added
        return contents.entry_facts(factories.site(), made, None).published

    seen = NOW - timedelta(days=3, microseconds=7)
    assert published(Article(), seen) == seen.replace(microsecond=0)
    # A bare date is the midnight of the site's zone, or of the event's own.
    assert published(Article(published=date(2026, 2, 1))) == datetime(2026, 1, 31, 23, tzinfo=UTC)
    tokyo = Event(published=date(2026, 2, 1), timezone="Asia/Tokyo")
    assert published(tokyo) == datetime(2026, 1, 31, 15, tzinfo=UTC)
    # An instant keeps its moment; one without a zone is read as a bare date is, never in the machine's zone.
    stamped = datetime(2026, 2, 1, 12, tzinfo=timezone(timedelta(hours=-5)))
    assert published(Article(published=stamped)) == datetime(2026, 2, 1, 17, tzinfo=UTC)
    assert published(Article(published=datetime(2026, 2, 1, 12))) == datetime(2026, 2, 1, 11, tzinfo=UTC)  # noqa: DTZ001
    assert published(Article(published=date.min)) == NOW
    # Readers hide what is dated ahead.
    assert published(Article(published=date(2026, 3, 3))) == NOW


@pytest.mark.parametrize("name", FEEDS)
def test_no_format_dates_an_entry_by_its_event(name: Format) -> None:
    about = channel()
    one = record(Event(title="Om lidt", start=date(2026, 5, 27), end=date(2026, 5, 28), language="da"))
    entry = renderer(name).entry(about.site, one, None).decode()
    published = {"rss": "Mon, 02 Mar 2026 08:00:00 GMT", "atom": "2026-03-02T08", "json": "2026-03-02T08"}[name]
    assert published in entry
    assert "2026-05-27T" not in entry


def test_updated_is_the_last_change_and_rss_has_no_such_field() -> None:
    changed = record(factories.article(), last_changed=NOW + timedelta(hours=1), published=NOW - timedelta(days=9))
    assert atom_entries([changed])[0].findtext(f"{feed_checks.ATOM}updated") == "2026-03-02T09:00:00+00:00"
    assert json_items([changed])[0]["date_modified"] == "2026-03-02T09:00:00Z"
    assert rss_items([changed])[0].findtext("pubDate") == "Sat, 21 Feb 2026 08:00:00 GMT"


def test_rss_event_module() -> None:
    def ev(item: Item) -> dict[str, str | None]:
        found = rss_items([record(item)])[0]
        return {str(e.tag).removeprefix(feed_checks.EV): e.text for e in found if str(e.tag).startswith(feed_checks.EV)}

    assert ev(factories.all_day_event()) == {
        "startdate": "2026-05-27",
        "enddate": "2026-05-27",  # the last day, where the calendar has the day after
        "location": "København V",
        "type": "It-løsninger",
    }
    days = msgspec.structs.replace(factories.all_day_event(), end=date(2026, 5, 30), organizer="Foreningen\n& co.")
    assert (ev(days)["enddate"], ev(days)["organizer"]) == ("2026-05-29", "Foreningen & co.")
    assert ev(factories.timed_event()) == {
        "startdate": "2026-10-27T09:00:00+01:00",
        "enddate": "2026-10-27T16:30:00+01:00",
        "location": "Strandvejen 1, 2100 København Ø",
    }
    assert "enddate" not in ev(Event(title="Uden slut", start=date(2026, 5, 27)))
    assert ev(Event(title="Baglæns", start=date(2026, 5, 27), end=date(2026, 5, 20)))["enddate"] == "2026-05-27"
    assert ev(factories.undated_event()) == {}
    assert ev(factories.notice()) == {}


def test_the_calendar_file_is_the_one_enclosure_with_its_real_length() -> None:
    dated = record(factories.all_day_event())
    href = f"{BASE}{dated.calendar_path}"
    enclosures = rss_items([dated])[0].findall("enclosure")
    assert [dict(e.attrib) for e in enclosures] == [{"url": href, "length": "1234", "type": "text/calendar"}]
    assert {"rel": "enclosure", "href": href, "type": "text/calendar", "length": "1234"} in links(
        atom_entries([dated])[0]
    )
    assert json_items([dated])[0]["attachments"] == [{"url": href, "mime_type": "text/calendar", "size_in_bytes": 1234}]


@pytest.mark.parametrize("name", FEEDS)
def test_no_calendar_file_no_enclosure(name: Format) -> None:
    site = factories.site()
    for one, length in ((record(factories.all_day_event()), None), (record(factories.undated_event()), 99)):
        assert b".ics" not in renderer(name).entry(site, one, length)


def test_the_page_an_item_comes_from_is_related() -> None:
    def related(url: str) -> list[str]:
        one = record(Article(title="T", url=url))
        rss_links = [link["href"] for link in links(rss_items([one])[0])]
        atom_links = [link["href"] for link in links(atom_entries([one])[0]) if link["rel"] == "related"]
        said = json_items([one])[0].get("external_url")
        assert rss_links == atom_links == ([said] if said else [])
        return rss_links

    assert related("https://source.example/a?b=c&d=%20#e") == ["https://source.example/a?b=c&d=%20#e"]
    assert related(" https://source.example/æ ø\r\n") == ["https://source.example/%C3%A6%20%C3%B8"]
    assert related('http://source.example/"><script>') == ["http://source.example/%22%3E%3Cscript%3E"]
    for useless in ("javascript:alert(1)", "ftp://x.example/", "http://[bad", "/a", "http:", "", "mailto:a@b.example"):
        assert related(useless) == []
    assert related(f"{BASE}{record(Article()).page_path}") == []


def test_an_entry_in_another_language_says_so() -> None:
    english = record(Article(title="In English", language="en_GB"))
    danish = record(factories.article(), 2)
    there, here = atom_entries([english, danish])
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (there.get(lang), here.get(lang)) == ("en-GB", None)
    assert links(there)[0]["hreflang"] == "en-GB"
    assert [item.findtext(f"{feed_checks.DC}language") for item in rss_items([english, danish])] == ["en-GB", None]
    assert [item["language"] for item in json_items([english, danish])] == ["en-GB", "da"]


def test_titles_are_one_line_of_plain_text_escaped_once() -> None:
    title = "Kl. 9:\r\n  5 < 7 &\tmere &amp; <b>fed</b>"
    expected = "Kl. 9: 5 < 7 & mere &amp; <b>fed</b>"
    one = record(Article(title=title))
    assert rss_items([one])[0].findtext("title") == expected
    assert atom_entries([one])[0].findtext(f"{feed_checks.ATOM}title") == expected
    assert json_items([one])[0]["title"] == expected
    assert b"&lt;b&gt;fed" in render("rss", [one])


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_reads_back_alike_from_every_format(text: str) -> None:
    one = record(Article(title=text, summary=text, authors=(text,), categories=(text,)))
    item, entry, said = rss_items([one])[0], atom_entries([one])[0], json_items([one])[0]
    assert said["title"] == item.findtext("title") == entry.findtext(f"{feed_checks.ATOM}title")
    assert said.get("summary") == entry.findtext(f"{feed_checks.ATOM}summary")
    assert said.get("tags", []) == [category.text for category in item.findall("category")]


def test_a_plain_summary_is_html_in_rss_and_text_elsewhere() -> None:
    one = record(Article(title="T", summary="5 < 7 & <blåbær>"))
    assert rss_items([one])[0].findtext("description") == "5 &lt; 7 &amp; &lt;blåbær&gt;"
    assert atom_entries([one])[0].findtext(f"{feed_checks.ATOM}summary") == "5 < 7 & <blåbær>"
    assert json_items([one])[0]["summary"] == "5 < 7 & <blåbær>"


def test_no_format_is_ever_without_content() -> None:
    bare = record(Article(title="Kun <titel>"))
    assert rss_items([bare])[0].findtext("description")
    assert atom_entries([bare])[0].findtext(f"{feed_checks.ATOM}content")
    assert json_items([bare])[0]["content_text"]


def test_json_feed_extensions_hold_every_fact() -> None:
    facts = contents.entry_facts(factories.site(), record(factories.all_day_event()), CALENDAR_LENGTH)
    assert facts.calendar
    event = msgspec.structs.replace(
        factories.all_day_event(),
        status="rescheduled",
        organizer="Foreningen",
        attendance_mode="mixed",
        registration_deadline=date(2026, 5, 1),
        recurrence_text="hver onsdag",
        performers=("Ane", "Bo"),
    )
    assert json_items([record(event)])[0]["_event"] == {
        "uid": facts.uid,
        "start": "2026-05-27",
        "end": "2026-05-28",
        "all_day": True,
        "status": "rescheduled",
        "location": "København V",
        "organizer": "Foreningen",
        "performers": ["Ane", "Bo"],
        "price": "Gratis deltagelse",
        "is_free": True,
        "attendance_mode": "mixed",
        "registration_deadline": "2026-05-01",
        "recurrence_text": "hver onsdag",
        "ics_url": facts.calendar.href,
    }
    timed, undated, notice, posting = json_items(factories.records())[2:]
    assert timed["_event"] == {
        "uid": timed["id"],
        "start": "2026-10-27T09:00:00+01:00",
        "end": "2026-10-27T16:30:00+01:00",
        "all_day": False,
        "tz": "Europe/Copenhagen",
        "location": "Strandvejen 1, 2100 København Ø",
        "ics_url": f"{BASE}items/00000000-0000-5000-8000-000000000003.ics",
    }
    assert undated["_event"] == {"uid": undated["id"], "location": "Nordhavn"}
    assert notice["_notice"] == {
        "change": "appointed",
        "person": "Åse Bjørnø-Nielsen",
        "age": 41,
        "organization": "Kodehuset A/S",
        "role_name": "Chief Commercial Officer",
        "effective": "2025-10-01",
        "location": "Herning",
        "focus": "salg og drift",
        "previous_role_name": "Forretningsdirektør",
        "previous_organization": "Fibernord",
    }
    assert posting["_job"] == {
        "hiring_organization": "Datahøj A/S",
        "job_location": "Københavnsområdet",
        "valid_through": "2026-04-01",
    }


def test_a_month_without_a_day_stays_one() -> None:
    graduate = PersonnelNotice(
        change="graduated",
        person=Person(name="Ib"),
        effective=YearMonth(2023, 7),
        education="cand.it.",
        current_role_name="udvikler",
    )
    notice = json_items([record(graduate)])[0]["_notice"]
    assert notice == {
        "change": "graduated",
        "person": "Ib",
        "effective": "2023-07",
        "education": "cand.it.",
        "current_role_name": "udvikler",
    }


# Determinism

_PROGRAM = """
import locale, sys
sys.path.insert(0, sys.argv[1])
locale.setlocale(locale.LC_ALL, "")
import test_render_feeds as t
for name in t.FEEDS:
    sys.stdout.buffer.write(t.render(name, t.all_records()))
"""


def _rendered_elsewhere(**environment: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(HERE)],
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout


def test_same_records_same_bytes_under_any_hash_seed_locale_and_zone() -> None:
    here = b"".join(render(name, all_records()) for name in FEEDS)
    assert _rendered_elsewhere(PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC") == here
    assert _rendered_elsewhere(PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="Pacific/Auckland") == here
