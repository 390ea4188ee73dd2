"""The gate's validators: silent about all that we write, and each of their codes fires on a file that is damaged."""

from __future__ import annotations

import gc
import json
import re
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import feedparser  # type: ignore[import-untyped]
import icalendar
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import page_cases
from factories import NOW, all_day_event, article, feed, notice, record, records, site, timed_event
from feeds.check import Problem, check, entries
from feeds.check.problems import MOST, STANDARD, codes
from feeds.check.profiles import NEEDS, Form, Need, limit
from feeds.model import Event, Item, Record, Site
from feeds.recognise import recognise
from feeds.render import icalendar as our_icalendar
from sizes import some
from test_docs import section
from test_render_html import Made, content, hostile
from workshop import SEED, Workshop

ROOT = Path(__file__).parents[1]
UID = "urn:uuid:00000000-0000-5000-8000-00000000000"
SITE = "https://feeds.example.org/"
HUB = "https://hub.example.org/"
HUB_OBJECT = f'{{"type":"WebSub","url":"{HUB}"}}'
HUB_LINK = f'<link rel="hub" href="{HUB}"/>'
SHORT = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n{inside}END:VCALENDAR\r\n"
EVENT = "BEGIN:VEVENT\r\nUID:urn:x:1\r\nDTSTAMP:20260302T080000Z\r\nDTSTART:20260302T080000Z\r\n{more}END:VEVENT\r\n"
STANDARD_PART = (
    "BEGIN:STANDARD\r\nDTSTART:19601025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
)


def published(own: Site, known: Iterable[Record]) -> dict[str, bytes]:
    """Render a whole publication, by path."""
    made = Made(own, list(known), feed(), feed("names", kinds=("personnel_notice",)))
    return {path: content(wanted) for path, wanted in made.files().items()}


GOOD = published(site(), records())
FORMS = {path.rpartition(".")[2]: body for path, body in GOOD.items() if path.startswith("all.")} | {
    "opml": GOOD["feeds.opml"]
}


def found(path: str, body: bytes) -> set[str]:
    return {problem.code for problem in check(path, body, NOW)}


def errors(files: dict[str, bytes], now: datetime = NOW) -> list[tuple[str, Problem]]:
    return [(path, one) for path, body in files.items() for one in check(path, body, now) if one.severity == "error"]


# --- silent about what we write -------------------------------------------------------------------------------------


def test_what_we_write_has_no_problems() -> None:
    assert {path: problems for path, body in GOOD.items() if (problems := check(path, body, NOW))} == {}
    assert set(FORMS) == {"rss", "atom", "json", "ics", "html", "opml"}


@pytest.mark.parametrize("base_url", ["https://feeds.example.org/", None])
def test_what_hostile_records_become_has_no_errors(base_url: str | None) -> None:
    assert errors(published(site(base_url), [*records(), *hostile()])) == []


def test_a_publication_with_a_hub_has_no_problems() -> None:
    own = msgspec.structs.replace(site(), hub=HUB)
    files = published(own, records())
    assert {path: problems for path, body in files.items() if (problems := check(path, body, NOW))} == {}
    assert {path for path, body in files.items() if HUB.encode() in body} == {
        f"{name}.{form}" for name in ("all", "names") for form in ("rss", "atom", "json")
    }


def test_a_publication_without_records_has_no_errors() -> None:
    assert errors(published(site(), ())) == []


def test_the_worked_pages_have_no_errors() -> None:
    pages = (page_cases.FOLDER / f"{name}.txt" for name in some(page_cases.names(), 3))
    items = [item for page in pages for item in recognise(page.read_text("utf-8")).items]
    files = published(site(), [record(item, number) for number, item in enumerate(items, 1)])
    assert len(files) > 300
    # Some pages are of later days than the records' own clock.
    assert errors(files, datetime(2027, 1, 1, tzinfo=UTC)) == []


def test_a_built_seed_has_no_problems(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "place")
    shutil.copy(SEED, workshop.sources / "seed.txt")
    workshop.build()
    paths = [path for path in workshop.output.rglob("*") if path.is_file()]
    files = {path.relative_to(workshop.output).as_posix(): path.read_bytes() for path in paths}
    assert len(files) > 10
    assert {path: problems for path, body in files.items() if (problems := check(path, body, NOW))} == {}


# --- each code fires ------------------------------------------------------------------------------------------------


class Damage(NamedTuple):
    """A good file in which the first `old` became `new`; without `old`, `new` is the whole file."""

    code: str
    form: Form
    old: str
    new: str

    @property
    def body(self) -> bytes:
        good = FORMS[self.form]
        old, new = (text.encode("utf-8", "surrogateescape") for text in (self.old, self.new))
        assert old in good, old
        return good.replace(old, new, 1) if old else new


def calendar(inside: str) -> str:
    return SHORT.format(inside=inside)


def event(more: str) -> str:
    return calendar(EVENT.format(more=more))


HISTORY = 'xmlns:fh="http://purl.org/syndication/history/1.0"'
MORE = "https://feeds.example.org/items/00000000-0000-5000-8000-000000000002"
TITLE = "Platform X 2026: Forretning, teknologi og transformation"
OWNER = "<author>\n    <name>Redaktionen</name>\n    <email>red@example.org</email>\n  </author>"
BARE_ENTRY = f"<entry><id>{UID}9</id><title>x</title><updated>2026-03-02T08:00:00Z</updated></entry>"
PUB_DATE = "<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate>"
PUBLISHED = '"date_published":"2026-03-02T08:00:00Z"'
ENTRY_DATE = "<updated>2026-03-02T08:00:00+00:00</updated>\n    <content"
JSON_ENTRY = f'"id":"{UID}2"'
DAMAGES = (
    Damage("bad-encoding", "rss", "<?xml", "\ufeff<?xml"),
    Damage("bad-encoding", "atom", "encoding='UTF-8'", "encoding='ISO-8859-1'"),
    Damage("bad-encoding", "json", "It-nyt", "It\udce6nyt"),
    Damage("bad-encoding", "html", "It-nyt", "It\udce6nyt"),
    Damage("bad-encoding", "ics", "Alt nyt", "Alt\udce6nyt"),
    Damage("malformed", "rss", "</channel>", ""),
    Damage("malformed", "rss", "Platform X", "Platform &x; X"),
    Damage("malformed", "atom", "</feed>", "</feed><feed/>"),
    Damage("malformed", "json", "]}", "]"),
    Damage("malformed", "json", "", '{"x":' + "[" * 100_000),
    Damage("malformed", "opml", "</body>", ""),
    Damage("forbidden-character", "rss", "Platform X", "Platform \x08"),
    Damage("forbidden-character", "atom", "Platform X", "Platform \x9c"),
    Damage("forbidden-character", "opml", "Alt nyt", "Alt \uffff"),
    Damage("forbidden-character", "json", "Platform X", "Platform \\u001b"),
    Damage("forbidden-character", "json", "Platform X", "Platform \\\\\\u0080"),
    Damage("forbidden-character", "html", "It-nyt", "It-\x00nyt"),
    Damage("forbidden-character", "ics", "Platform X", "Platform \x07"),
    Damage("wrong-format", "rss", 'version="2.0"', 'version="0.91"'),
    Damage("wrong-format", "rss", "<rss", "<!DOCTYPE rss [<!ENTITY x 'y'>]><rss"),
    Damage("wrong-format", "atom", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
    Damage("wrong-format", "json", "version/1.1", "version/1"),
    Damage("wrong-format", "opml", 'version="2.0"', 'version="1.0"'),
    Damage("wrong-format", "ics", "VERSION:2.0", "VERSION:1.0"),
    Damage("wrong-format", "ics", "", "<html></html>"),
    Damage("wrong-type", "json", JSON_ENTRY, '"id":2'),
    Damage("missing-title", "rss", "<title>It-nyt &amp; navne: Alt nyt</title>", "<title> </title>"),
    Damage("missing-title", "atom", "<title>It-nyt &amp; navne: Alt nyt</title>", ""),
    Damage("missing-title", "atom", f"<title>{TITLE}</title>", "<title/>"),
    Damage("missing-title", "json", '"title":"It-nyt & navne: Alt nyt"', '"title":" "'),
    Damage("missing-title", "opml", 'text="It-nyt', 'text="" old="It-nyt'),
    Damage("missing-title", "html", "<title>Alt nyt – It-nyt &amp; navne</title>", ""),
    Damage("missing-link", "rss", "<link>https://feeds.example.org/all.html</link>", ""),
    Damage("missing-link", "opml", "xmlUrl=", "address="),
    Damage("missing-description", "rss", "<description>Det hele</description>", ""),
    Damage("missing-author", "atom", OWNER, ""),
    Damage("missing-language", "atom", ' xml:lang="da"', ""),
    Damage("missing-language", "json", '"language":"da",', ""),
    Damage("missing-language", "html", ' lang="da"', ""),
    Damage("missing-self-link", "rss", 'rel="self"', 'rel="next"'),
    Damage("missing-self-link", "atom", 'rel="self"', 'rel="next"'),
    Damage("missing-self-link", "json", '"feed_url"', '"_feed_url"'),
    Damage("missing-property", "ics", "PRODID:", "X-PRODID:"),
    Damage("missing-property", "ics", "DTSTAMP:", "X-DTSTAMP:"),
    Damage("missing-property", "ics", "TZOFFSETFROM:", "X-TZOFFSETFROM:"),
    Damage("missing-property", "ics", "", calendar("BEGIN:VTIMEZONE\r\nTZID:Europe/Oslo\r\nEND:VTIMEZONE\r\n")),
    Damage("repeated-element", "rss", PUB_DATE, PUB_DATE * 2),
    Damage("repeated-element", "rss", "<docs>", "<link>https://e.org/</link><docs>"),
    Damage("repeated-element", "atom", "<entry>", "<entry><content>x</content>"),
    Damage("repeated-element", "atom", "<subtitle>", "<subtitle>x</subtitle><subtitle>"),
    Damage("repeated-element", "ics", "TRANSP:", "TRANSP:OPAQUE\r\nTRANSP:"),
    Damage("foreign-id", "rss", f">{UID}2<", ">2<"),
    Damage("foreign-id", "atom", f">{UID}2<", ">2<"),
    Damage("foreign-id", "json", JSON_ENTRY, '"id":"2"'),
    Damage("foreign-id", "ics", f"UID:{UID}2", "UID:2"),
    Damage("permalink-guid", "rss", 'isPermaLink="false"', 'isPermaLink="true"'),
    Damage("permalink-guid", "rss", ' isPermaLink="false"', ""),
    Damage("bad-date", "rss", PUB_DATE, PUB_DATE.replace("Mon", "Tue")),
    Damage("bad-date", "rss", PUB_DATE, PUB_DATE.replace("GMT", "UTC")),
    Damage("bad-date", "rss", PUB_DATE, PUB_DATE.replace("02 Mar", "32 Mar")),
    Damage("bad-date", "rss", "<lastBuildDate>Mon,", "<lastBuildDate>Fri,"),
    Damage("bad-date", "atom", "<updated>2026-03-02T", "<updated>2026-03-02 "),
    Damage("bad-date", "atom", "<published>2026-03-02T", "<published>2026-03-02 "),
    Damage("bad-date", "atom", "<published>2026-03-02T", "<published>2026-02-30T"),
    Damage("bad-date", "json", PUBLISHED, '"date_published":"2026-03-02T08:00:00"'),
    Damage("bad-date", "json", '"date_modified":"2026', '"date_modified":"26'),
    Damage("bad-date", "opml", "<dateModified>Mon", "<dateModified>Sun"),
    Damage("future-date", "rss", PUB_DATE, "<pubDate>Tue, 03 Mar 2026 08:00:01 GMT</pubDate>"),
    Damage("future-date", "atom", "<published>2026-03-02", "<published>2026-05-27"),
    Damage("future-date", "json", PUBLISHED, '"date_published":"2026-05-27T00:00:00+02:00"'),
    Damage("future-date", "json", '"date_modified":"2026', '"date_modified":"9999'),
    Damage("stale-feed", "atom", "<updated>2026", "<updated>2025"),
    Damage("duplicate-alternate", "atom", 'rel="enclosure" type="text/calendar"', 'type="text/html" hreflang="da"'),
    Damage("link-without-address", "rss", "<guid", '<atom:link rel="related"/><guid'),
    Damage("link-without-address", "rss", f"<link>{MORE}.html</link>", "<link/>"),
    Damage("link-without-address", "rss", "<docs>", '<atom:link rel="prev-archive"/><docs>'),
    Damage("link-without-address", "atom", "<entry>", '<link rel="next-archive"/><entry>'),
    Damage("link-without-address", "atom", "<entry>", '<link rel="current" href=""/><entry>'),
    Damage("link-without-address", "json", f'"url":"{MORE}.html"', '"url":""'),
    Damage("relative-address", "rss", "<link>https://feeds.example.org/all.html", "<link>all.html"),
    Damage("relative-address", "json", '"home_page_url":"https://feeds.example.org/', '"home_page_url":"/'),
    Damage("relative-address", "rss", f"<link>{MORE}.html</link>", "<link>items/2.html</link>"),
    Damage("relative-address", "rss", f'url="{MORE}.ics"', 'url="items/2.ics"'),
    Damage("relative-address", "atom", f'href="{MORE}.html"', 'href="items/2.html"'),
    Damage("relative-address", "json", f'"url":"{MORE}.ics"', '"url":"items/2.ics"'),
    Damage("relative-address", "json", f'"url":"{MORE}.html"', f'"url":"{MORE}.html","external_url":"/2"'),
    Damage("relative-address", "opml", 'htmlUrl="https://feeds.example.org/all', 'htmlUrl="all'),
    Damage("bad-enclosure", "rss", 'type="text/calendar"/>\n      <pubDate', "/>\n      <pubDate"),
    Damage("bad-enclosure", "json", '"mime_type":"text/calendar"', '"mime_type":null'),
    Damage("hub-without-self", "rss", f'href="{SITE}all.rss"', f'href="all.rss"/><atom:link rel="hub" href="{HUB}"'),
    Damage("hub-without-self", "atom", f'<link href="{SITE}all.atom"', f'{HUB_LINK}<link href="all.atom"'),
    Damage(
        "hub-without-self", "json", f'"feed_url":"{SITE}', f'"hubs":[{{"type":"WebSub","url":"{HUB}"}}],"feed_url":"'
    ),
    Damage("link-without-address", "json", '"feed_url"', '"hubs":[{"type":"WebSub"}],"feed_url"'),
    Damage("wrong-type", "json", '"feed_url"', f'"hubs":[{{"url":"{HUB}"}}],"feed_url"'),
    Damage("archive-and-complete", "rss", "<docs>", f"<fh:archive {HISTORY}/><fh:complete {HISTORY}/><docs>"),
    Damage("archive-and-complete", "atom", "<entry>", f"<fh:archive {HISTORY}/><fh:complete {HISTORY}/><entry>"),
    Damage("empty-file", "ics", "", calendar("")),
    Damage("empty-file", "opml", "", '<opml version="2.0"><head/><body/></opml>'),
    Damage("bad-line-end", "ics", "CALSCALE:GREGORIAN\r\n", "CALSCALE:GREGORIAN\n"),
    Damage("bad-line-end", "ics", "CALSCALE:GREGORIAN\r\n", "CALSCALE:GREGORIAN\r"),
    Damage("bad-line-end", "ics", "", event("").removesuffix("\r\n")),
    Damage("bad-line", "ics", "CALSCALE:GREGORIAN", "CALSCALE=GREGORIAN"),
    Damage("bad-line", "ics", "CALSCALE:GREGORIAN", ""),
    Damage("bad-line", "ics", "CALSCALE:GREGORIAN", "CAL SCALE:GREGORIAN"),
    Damage("bad-nesting", "ics", "END:VEVENT", "END:VTODO"),
    Damage("bad-nesting", "ics", "END:VCALENDAR\r\n", ""),
    Damage("bad-nesting", "ics", "END:VCALENDAR\r\n", "END:VCALENDAR\r\nX-MORE:1\r\n"),
    Damage("bad-nesting", "ics", "", event(EVENT.format(more=""))),
    Damage("bad-nesting", "ics", "", calendar(STANDARD_PART)),
    Damage("bad-value", "ics", "DTSTART;VALUE=DATE:20260527", "DTSTART;VALUE=DATE:20260532"),
    Damage("bad-value", "ics", "DTSTART;VALUE=DATE:20260527", "DTSTART:20260527"),
    Damage("bad-value", "ics", "DTSTART;VALUE=DATE:", "DTSTART;VALUE=DATE;TZID=Europe/Copenhagen:"),
    Damage("bad-value", "ics", ":20261027T090000", ":20261027T080000Z"),
    Damage("bad-value", "ics", "DTSTAMP:20260302T080000Z", "DTSTAMP:20260302T080000"),
    Damage("bad-value", "ics", "SEQUENCE:0", "SEQUENCE:-1"),
    Damage("bad-value", "ics", "SEQUENCE:0", "SEQUENCE:"),
    Damage("bad-value", "ics", "TZOFFSETTO:+0100", "TZOFFSETTO:1"),
    Damage("bad-value", "ics", "DTSTART:19701025T030000", "DTSTART:19701025T030000Z"),
    Damage("end-before-start", "ics", "DTEND;VALUE=DATE:20260528", "DTEND;VALUE=DATE:20260527"),
    Damage("end-before-start", "ics", ":20261027T163000", ":20261027T083000"),
    Damage("mixed-kinds", "ics", "DTEND;VALUE=DATE:20260528", "DTEND:20260528T080000Z"),
    Damage("unknown-value", "ics", "STATUS:CONFIRMED", "STATUS:POSTPONED"),
    Damage("unknown-value", "ics", "TRANSP:TRANSPARENT", "TRANSP:FREE"),
    Damage("method-without-organizer", "ics", "CALSCALE:", "METHOD:PUBLISH\r\nCALSCALE:"),
    Damage("missing-doctype", "html", "<!DOCTYPE html>\n", ""),
    Damage("cut-short", "html", "</html>", ""),
    Damage("unbalanced-tag", "html", "<html", '<html lang="da"><html'),
    Damage("unbalanced-tag", "html", "</main>", ""),
    Damage("unbalanced-tag", "html", "</main>", "</main></main>"),
    Damage("unbalanced-tag", "html", "</body>", ""),
    Damage("foreign-script", "html", "</head>", "<script>alert(1)</script></head>"),
    Damage("foreign-script", "html", "<body", '<body onload="alert(1)"'),
    Damage("bad-structured-data", "html", "</head>", '<script type="application/ld+json">{</script></head>'),
    Damage("bad-structured-data", "html", "</head>", '<script type="application/ld+json">{"a":"</script>"}\n</head>'),
    Damage("missing-id", "rss", f">{UID}2<", "><"),
    Damage("missing-id", "atom", f"<id>{UID}2</id>", ""),
    Damage("missing-id", "json", JSON_ENTRY, '"id":""'),
    Damage("missing-id", "ics", f"UID:{UID}2", "X-UID:2"),
    Damage("duplicate-id", "rss", f">{UID}2<", f">{UID}3<"),
    Damage("duplicate-id", "atom", f">{UID}2<", f">{UID}3<"),
    Damage("duplicate-id", "json", JSON_ENTRY, f'"id":"{UID}3"'),
    Damage("duplicate-id", "ics", f"UID:{UID}2", f"UID:{UID}3"),
    Damage("no-content", "atom", "</feed>", f"{BARE_ENTRY}</feed>"),
    Damage("no-content", "atom", "</feed>", BARE_ENTRY.replace("</entry>", "<content> </content></entry></feed>")),
    Damage("no-content", "json", '"items":[', f'"items":[{{"id":"{UID}9",{PUBLISHED}}},'),
    Damage("missing-date", "rss", PUB_DATE, ""),
    Damage("missing-date", "atom", ENTRY_DATE, "<content"),
    Damage("missing-date", "json", PUBLISHED, '"_published":1'),
    Damage("google-size", "ics", "CALSCALE:", f"X-PAD:{'x' * 60}\r\n" * 16_000 + "CALSCALE:"),
    Damage("large-sequence", "ics", "SEQUENCE:0", "SEQUENCE:1772438400"),
    Damage("large-sequence", "ics", "SEQUENCE:0", f"SEQUENCE:{10**60}"),
    Damage("floating-time", "ics", "", event("DTEND:20260303T080000\r\n")),
    Damage("unknown-tzid", "ics", "TZID:Europe/Copenhagen", "TZID:Europe/Oslo"),
    Damage("many-observances", "ics", "BEGIN:STANDARD", f"{STANDARD_PART}BEGIN:STANDARD"),
    Damage("late-property", "ics", "END:VCALENDAR", "X-WR-CALNAME:x\r\nEND:VCALENDAR"),
    Damage("text-before-begin", "ics", "BEGIN:VCALENDAR", "\r\nBEGIN:VCALENDAR"),
    Damage("text-before-begin", "ics", "BEGIN:VCALENDAR", " BEGIN:VCALENDAR"),
    Damage("html-in-text", "ics", "SUMMARY:Platform X", "SUMMARY:<b>Platform</b> X"),
    Damage("html-in-text", "ics", "", event("DESCRIPTION:a<br />b\r\n")),
    Damage("long-line", "ics", "", event(f"SUMMARY:{'x' * 68}\r\n")),
    Damage("long-line", "ics", "", event(f"SUMMARY:{chr(0xE6) * 40}\r\n")),
    Damage("split-character", "ics", "", event("SUMMARY:\udcc3\r\n \udca6\r\n")),
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: f"{damage.code}-{damage.form}")
def test_damage_is_found_and_named(damage: Damage) -> None:
    problems = check(f"x.{damage.form}", damage.body, NOW)
    assert {problem.code for problem in problems} == {damage.code}
    assert {problem.severity for problem in problems} == {codes()[damage.code]}
    assert all("\n" not in problem.message and len(problem.message) < 400 for problem in problems)


def test_every_code_has_a_file_that_fires_it() -> None:
    assert {damage.code for damage in DAMAGES} == set(codes())


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: f"{need.client}-{need.code}")
def test_every_need_of_a_client_is_applied_in_every_format_that_it_names(need: Need) -> None:
    for form in need.forms:
        broken = [damage for damage in DAMAGES if (damage.code, damage.form) == (need.code, form)]
        assert broken, form
        assert all(
            f"{need.client} {need.why}" in one.message for d in broken for one in check(f"x.{form}", d.body, NOW)
        )


def test_a_code_has_one_severity() -> None:
    assert not set(STANDARD) & {need.code for need in NEEDS}
    assert all(need.severity == codes()[need.code] for need in NEEDS)


# --- what is right is left alone ------------------------------------------------------------------------------------


FINE = (
    ("rss", PUB_DATE, "<pubDate>2 Mar 2026 09:00 +0100</pubDate>"),
    ("rss", PUB_DATE, "<pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate>"),
    ("rss", "<docs>", f"<fh:complete {HISTORY}/><docs>"),
    ("rss", "Platform X", "<![CDATA[<!DOCTYPE html>]]>"),
    ("atom", "<entry>", f"<fh:archive {HISTORY}/><link rel='prev-archive' href='https://e.org/1'/><entry>"),
    ("atom", 'rel="enclosure" type="text/calendar"', 'rel="alternate" type="text/calendar"'),
    ("json", "Platform X", "C:\\\\u0007"),
    ("ics", "SUMMARY:Platform X", "SUMMARY:a < b & c > d"),
    ("ics", "CONFIRMED", 'CONFIRMED\r\nATTENDEE;CN="x:y;z":mailto:a@example.org'),
    ("ics", f"UID:{UID}2", f"UID:{UID}3\r\nRECURRENCE-ID:20260302T080000Z"),
    ("ics", "DTSTART;VALUE=DATE:20260527", "dtstart;value=date:20260527"),
    ("ics", "DTSTART;TZID=Europe/Copenhagen:", 'DTSTART;TZID="Europe/Copenhagen":'),
    ("ics", "CLASS:PUBLIC", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM"),
    ("html", "<!DOCTYPE html>", "<!doctype html>"),
    ("html", "</main>", "<p>a<p>b<br></main>"),
    ("opml", 'type="rss"', 'type="link" url="https://e.org/"'),
)


@pytest.mark.parametrize(("form", "old", "new"), FINE)
def test_what_is_right_is_left_alone(form: Form, old: str, new: str) -> None:
    body = FORMS[form]
    assert old.encode() in body
    if new.startswith(f"UID:{UID}3"):  # the repetition comes after its series
        head, _, last = body.rpartition(b"UID:" + UID.encode())
        changed = head + new.encode() + last[1:]
    else:
        changed = body.replace(old.encode(), new.encode(), 1)
    assert check(f"x.{form}", changed, NOW) == ()


def test_a_declaration_that_the_parser_does_not_know_is_no_crash() -> None:
    body = FORMS["html"].replace(b"<main", b"<![x[<main", 1)
    # Newer releases of Python take it for a comment, which ends with the tag that it swallows.
    assert found("x.html", body) in ({"malformed"}, {"unbalanced-tag"})


def test_an_item_of_rss_needs_a_title_or_a_description() -> None:
    body = FORMS["rss"].decode()
    head, item, rest = body.partition("<item>")
    without = re.sub(r"<(title|description)>.*?</\1>", "", rest, count=1)
    assert found("x.rss", (head + item + without).encode()) == set()
    neither = re.sub(r"<(title|description)>.*?</\1>", "", rest, count=2)
    assert found("x.rss", (head + item + neither).encode()) == {"missing-title"}


def test_without_an_address_of_its_own_a_file_may_be_relative() -> None:
    files = published(site(None), records())
    assert b"feeds.example.org" not in files["all.atom"]
    assert {path: problems for path, body in files.items() if (problems := check(path, body, NOW))} == {}


def test_what_is_ahead_comes_in_time() -> None:
    body = next(damage.body for damage in DAMAGES if damage.code == "future-date" and damage.form == "rss")
    assert check("x.rss", body, NOW + timedelta(seconds=1)) == ()
    assert limit("future-date") == 24


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("rss", b"<rss version='2.0'><channel>" + b"<x>" * 50_000 + b"</x>" * 50_000 + b"</channel></rss>"),
        ("opml", b"<opml version='2.0'><body>" + b"<outline>" * 50_000 + b"</outline>" * 50_000 + b"</body></opml>"),
        ("html", b"<!doctype html>" + b"<div>" * 5_000 + b"</html>"),
        ("ics", b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 10_000 + b"END:X\r\n" * 10_000 + b"END:VCALENDAR\r\n"),
    ],
    ids=["rss", "opml", "html", "ics"],
)
def test_depth_is_no_crash(form: Form, body: bytes) -> None:
    assert check(f"x.{form}", body, NOW)


def test_the_collector_is_as_it_was_after_a_check() -> None:
    check("x.rss", b"<rss", NOW)
    assert gc.isenabled()
    gc.disable()
    try:
        check("x.rss", FORMS["rss"], NOW)
        assert not gc.isenabled()
    finally:
        gc.enable()


# --- what is told ---------------------------------------------------------------------------------------------------


def test_a_problem_names_the_entry() -> None:
    for damage in DAMAGES:
        if damage.code in ("future-date", "permalink-guid", "no-content", "unknown-tzid", "end-before-start"):
            (problem, *_) = check(f"x.{damage.form}", damage.body, NOW)
            assert (problem.entry or "").startswith(UID), damage


def test_the_entry_is_left_out_where_there_is_none() -> None:
    assert Problem(severity="error", code="x", message="y").entry is None
    (problem,) = check("feeds.opml", b"", NOW)
    assert problem == Problem(severity="error", code="malformed", message=problem.message)


def test_problems_are_limited_and_errors_come_first() -> None:
    warned = "".join(
        EVENT.format(more="SUMMARY:<b>x</b>\r\n").replace("urn:x:1", f"urn:x:{number}") for number in range(60)
    )
    body = calendar(warned + EVENT.format(more="STATUS:NONE\r\n").replace("urn:x:1", "urn:y")).encode()
    problems = check("x.ics", body, NOW)
    assert len(problems) == MOST
    assert [problem.code for problem in problems[:2]] == ["unknown-value", "html-in-text"]
    assert len(check("x.ics", calendar(EVENT.format(more="") * 200).encode(), NOW)) == MOST


@pytest.mark.parametrize("path", ["feeds.css", ".nojekyll", "items/x", "rss", "x.rss.gz", "x.RSS", ""])
def test_other_files_are_not_checked(path: str) -> None:
    assert check(path, b"\xff\x00", NOW) == ()
    assert entries(path, b"\xff\x00") == ()


# --- the identifiers of a file --------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 1, 30])
def test_entries_are_those_that_other_parsers_find(number: int) -> None:
    items: list[Item] = [article(), all_day_event(), timed_event(), notice()]
    files = published(site(), [record(items[n % 4], n + 1) for n in range(number)])
    for path in ("all.rss", "all.atom"):
        assert list(entries(path, files[path])) == [entry.id for entry in feedparser.parse(files[path]).entries]
    assert list(entries("all.json", files["all.json"])) == [one["id"] for one in json.loads(files["all.json"])["items"]]
    if "all.ics" in files:
        walked = icalendar.Calendar.from_ical(files["all.ics"]).walk("VEVENT")
        assert list(entries("all.ics", files["all.ics"])) == [str(component["UID"]) for component in walked]
    assert len(entries("all.rss", files["all.rss"])) == number


def test_entries_of_a_calendar_may_be_folded_and_have_parameters() -> None:
    body = event("").replace("UID:urn:x:1", "UID;X-A=b:urn:x:\r\n 1").encode()
    assert entries("x.ics", body) == ("urn:x:1",)
    assert check("x.ics", body, NOW) == ()


def test_a_single_calendar_has_its_one_entry() -> None:
    (path,) = (path for path in GOOD if path.endswith("2.ics"))
    assert entries(path, GOOD[path]) == (f"{UID}2",)


def test_pages_and_outlines_have_no_entries() -> None:
    assert entries("index.html", GOOD["index.html"]) == entries("feeds.opml", GOOD["feeds.opml"]) == ()


# --- whatever the bytes ---------------------------------------------------------------------------------------------


PIECES = st.sampled_from(
    [
        *(body[place : place + 40] for body in FORMS.values() for place in range(0, len(body), 97)),
        b"BEGIN:VCALENDAR\r\n", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"END:VCALENDAR\r\n", b"DTSTART:\r\n", b"\r\n ",
        b"<!DOCTYPE html>", b"<![CDATA[", b"<!--", b"<script>", b"&#0;", b"</html>", b"<?xml encoding='x'?>", b"\xff",
    ]
)  # fmt: skip
HOSTILE_BYTES = st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=12).map(b"".join))


@pytest.mark.parametrize("form", list(FORMS))
@settings(deadline=None, max_examples=150)
@given(body=HOSTILE_BYTES)
def test_arbitrary_bytes_only_give_problems(form: str, body: bytes) -> None:
    assert check(f"x.{form}", body, NOW)
    entries(f"x.{form}", body)


@pytest.mark.parametrize("form", list(FORMS))
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_a_damaged_file_never_raises(form: str, data: st.DataObject) -> None:
    body = FORMS[form]
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 200)))
    changed = body[:start] + data.draw(HOSTILE_BYTES) + body[end:]
    problems = check(f"x.{form}", changed, NOW)
    assert len(problems) <= MOST
    assert all("\n" not in problem.message and len(problem.message) < 500 for problem in problems)
    entries(f"x.{form}", changed)


def test_what_we_write_at_the_ends_of_the_calendar_is_read() -> None:
    ends = [Event(title="x", start=day) for day in (all_day_event().start,)]
    body = our_icalendar.single(site(), record(ends[0]))
    assert check("x.ics", body, NOW) == ()


# --- what the documentation says ------------------------------------------------------------------------------------


def test_every_code_is_told_of_and_no_other() -> None:
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (\w+) \|", section("docs/formats.md", "## What is checked before publishing"), re.M
    )
    assert dict(rows) == codes()
    assert len(rows) == len(codes())
    assert rows == sorted(rows)


def test_every_code_stands_in_a_validator() -> None:
    folder = ROOT / "src" / "feeds" / "check"
    text = "".join(p.read_text("utf-8") for p in folder.glob("*.py") if p.name not in ("problems.py", "profiles.py"))
    assert {code for code in codes() if f'"{code}"' not in text} == set()
