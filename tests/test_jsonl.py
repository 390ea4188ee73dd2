"""Our own form, one object a line: a bad row costs one row, and HTML from outside is made safe where it comes in."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import records
from feeds.model import Article, Event, Fetched, Item, Rejected, Source, encoded
from feeds.parse import FORMATS, parser, things
from feeds.parse.jsonl import parse, split

SOURCE = Source(name="rows", path=Path("rows.jsonl"), format="jsonl", language="da")
GOOD = '{"kind":"event","title":"Kursus","start":"2026-05-27","location":"Odense"}'


def read(body: str | bytes, source: Source = SOURCE) -> list[Item | Rejected]:
    """Split a document and parse its parts, as a refresh does."""
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return [
        thing
        for line, part in enumerate(split(raw), 1)
        for thing in parse(Fetched(location="rows.jsonl", body=part, line=line), source)
    ]


def refused(row: str | bytes) -> Rejected:
    (one,) = read(row)
    assert isinstance(one, Rejected)
    return one


def article(**facts: object) -> Article:
    (one,) = read(json.dumps({"kind": "article", "title": "T", **facts}))
    assert isinstance(one, Article)
    return one


def test_it_is_one_of_the_formats() -> None:
    assert "jsonl" in FORMATS
    assert parser("jsonl").split(b"a\nb") == [b"a", b"b"]


def test_what_is_written_is_read_again() -> None:
    items = [record.item for record in records()]
    assert read(b"\n".join(encoded(item) for item in items)) == items


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\n \t\n"])
def test_each_line_is_a_row_and_an_empty_one_is_none(end: str) -> None:
    found = read("\ufeff" + GOOD + end + GOOD.replace("Kursus", "Messe"))
    assert [item.title for item in found if isinstance(item, Event)] == ["Kursus", "Messe"]
    assert read("") == read("\ufeff") == read("\n\n") == []


BAD = [
    "{",
    "[]",
    "null",
    '"event"',
    "{}",
    '{"title":"x"}',
    '{"kind":"song","title":"x"}',
    '{"kind":"event","title":3}',
    '{"kind":"event","title":"x","start":"tomorrow"}',
    '{"kind":"event","title":"x","start":"2026-02-30"}',
    '{"kind":"event","title":"x","start":"2026-13"}',
    '{"kind":"event","title":"x","status":"maybe"}',
    '{"kind":"event","title":"x","start":"2026-05-27T09:00:00+02:00","timezone":"Mars/Olympus"}',
    '{"kind":"event","title":"x","start":"2026-05-27T09:00:00+02:00","timezone":"../../etc/passwd"}',
    '{"kind":"event","title":"x","start":"2026-05-27","end":"2026-05-26"}',
    '{"kind":"event","title":"x","start":"2026-05-27","end":"2026-05-27T09:00:00+02:00"}',
    '{"kind":"personnel_notice","change":"appointed"}',
    '{"kind":"personnel_notice","change":"appointed","person":{"name":" \\u0007 "}}',
    '{"kind":"personnel_notice","change":"hired","person":{"name":"Anna Holm"}}',
    '{"kind":"job_posting","job_location":"Odense"}',
    "[" * 100_000,
    '{"kind":' + '{"a":' * 50_000,
]


@pytest.mark.parametrize("row", BAD)
def test_one_bad_row_costs_one_row(row: str) -> None:
    before, bad, after = read(f"{GOOD}\n{row}\n{GOOD}")
    assert isinstance(before, Event)
    assert before == after
    assert isinstance(bad, Rejected)
    assert (bad.lines, bad.rule) == ((2, 2), "jsonl")
    assert bad.reason
    assert len(bad.text) <= 200
    assert len((bad.reason + bad.text).splitlines()) == 1


@pytest.mark.parametrize(
    "row",
    [
        b"\xff\xfe",
        b'{"kind":"event","title":"bl\xe5"}',
        b'{"kind":"ev\x9dnt","title":"Blue"}',
        b"\x00",
        b'{"kind":"event","title":"\x01"}',
    ],
)
def test_bytes_that_are_no_json_cost_one_row(row: bytes) -> None:
    found = read(b"\n".join((GOOD.encode(), row, GOOD.encode())))
    assert [type(thing) for thing in found] == [Event, Rejected, Event]


def test_a_refusal_says_which_kind_it_would_have_been() -> None:
    assert refused('{"kind":"job_posting","job_location":"Odense"}').kind == "job_posting"
    assert refused('{"kind":"event","title":3}').kind == "event"
    assert refused('{"kind":"song"}').kind == refused("{").kind == "article"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *(("event", name) for name in ("published", "updated", "start", "previous_start", "registration_deadline")),
        ("job_posting", "valid_through"),
        ("article", "published"),
    ],
)
def test_a_time_without_an_offset_is_refused(kind: str, name: str) -> None:
    row = {"kind": kind, "title": "x", name: "2026-05-27T09:00:00"}
    assert f"`{name}` has a time without an offset" in refused(json.dumps(row)).reason
    (aware,) = read(json.dumps({**row, name: "2026-05-27T09:00:00+02:00"}))
    (whole,) = read(json.dumps({**row, name: "2026-05-27"}))
    assert isinstance(getattr(aware, name), datetime)
    assert getattr(whole, name) == date(2026, 5, 27)


def test_an_end_without_an_offset_is_refused() -> None:
    row = '{"kind":"event","title":"x","start":"2026-05-27T09:00:00+02:00","end":"2026-05-27T10:00:00"}'
    assert "`end` has a time without an offset" in refused(row).reason


def test_a_time_is_put_into_its_zone() -> None:
    (event,) = read('{"kind":"event","title":"x","start":"2026-05-27T09:00:00+02:00","timezone":"Europe/Copenhagen"}')
    assert isinstance(event, Event)
    assert isinstance(event.start, datetime)
    assert str(event.start.tzinfo) == "Europe/Copenhagen"


def test_the_language_is_that_of_the_row_else_of_the_source() -> None:
    assert article().language == "da"
    assert article(language="no").language == "no"


def test_what_is_not_known_is_passed_over() -> None:
    assert article(later="x") == article()


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<p style='background:url(http://x)' onclick=alert(1)>x</p>",
    "<iframe src='https://example.org'></iframe>",
    "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
    "<scr<script>ipt>alert(1)</script>",
    "<form action='https://example.org'><input></form>",
    "<style>@import 'http://x'</style>",
    "<meta http-equiv=refresh content='0;url=http://x'>",
    "<link rel=stylesheet href='http://x'>",
    "<!--><script>alert(1)</script>",
    "<math><mtext></p><script>alert(1)</script>",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_html_from_outside_is_made_safe(html: str) -> None:
    content = str(article(content=f"<p>Før.</p>{html}<p>Efter.</p>").content).lower()
    assert "før." in content
    for bad in ("<script", "javascript:", "onerror", "onload", "onclick", "<img", "<svg", "style", "<iframe", "data:"):
        assert bad not in content
    for bad in ("<form", "<input", "<meta", "<link", "<!--", "<math", "\x00"):
        assert bad not in content


def test_what_only_shows_words_stays() -> None:
    html = '<h2>En</h2>\n<p>To <em>tre</em> <a href="https://example.org/a?b=1&amp;c=2">fire</a> 5 &lt; 7</p>'
    assert article(content=html).content == html
    assert article(content="").content is None


def test_text_that_is_no_html_is_left_to_those_who_write_it() -> None:
    assert article(title="5 < 7 & <b>", summary="<script>").summary == "<script>"


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_whatever_stands_between_them_good_rows_are_read(rows: list[bytes]) -> None:
    found = read(b"\n".join((GOOD.encode(), *rows, GOOD.encode())))
    assert [type(thing) for thing in (found[0], found[-1])] == [Event, Event]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["kind", "title", "start", "end", "person", "change", "timezone", "content", "evidence"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=12,
    ),
    st.sampled_from(["article", "event", "personnel_notice", "job_posting"]),
)
def test_no_row_is_too_odd(value: object, kind: str) -> None:
    rows = [value, {**value, "kind": kind} if isinstance(value, dict) else {"kind": kind, "title": value}]
    for row in rows:
        assert len(read(json.dumps(row))) == 1


HOUR = timedelta(hours=1)
FOREIGN = "2026-05-27T19:00:00-04:00"
TOLD = {
    "jsonl": '{"kind":"event","title":"T","start":"%s"}\n',
    "json": '[{"title":"T","start":"%s"}]',
    "csv": "title;start\nT;%s\n",
    "html": '<div class="h-event"><b class="p-name">T</b><time class="dt-start" datetime="%s"></time></div>',
    "feed": (
        '<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel><title>C</title><item>'
        "<title>T</title><link>https://x.example/1</link><ev:startdate>%s</ev:startdate></item></channel></rss>"
    ),
}


@pytest.mark.parametrize("form", TOLD)
def test_an_offset_of_elsewhere_stays_the_instant_that_it_is(form: str) -> None:
    source = Source(name="s", path=Path("s"), format=form, timezone="Europe/Copenhagen")

    def start(written: str) -> datetime:
        fetched = Fetched(location="s", body=(TOLD[form] % written).encode(), url="https://x.example/")
        (event,) = things(fetched, source)
        assert isinstance(event, Event)
        assert isinstance(event.start, datetime)
        assert event.timezone == "Europe/Copenhagen"
        return event.start

    assert start(FOREIGN).isoformat() == "2026-05-28T01:00:00+02:00"
    assert start("2026-05-27T17:00:00Z").isoformat() == "2026-05-27T19:00:00+02:00"
    assert start("2026-05-27T19:00:00+02:00").isoformat() == "2026-05-27T19:00:00+02:00"
    # Half past two comes twice in that night.
    assert [start(f"2026-10-25T02:30:00+0{hour}:00").utcoffset() for hour in (2, 1)] == [HOUR * 2, HOUR]


def test_all_that_happens_at_an_event_moves_with_it() -> None:
    part = '"sub_events":[{"title":"P","start":"2026-05-27T20:00:00-04:00"}]'
    row = f'{{"kind":"event","title":"T","start":"{FOREIGN}","end":"2026-05-27T21:00:00-04:00",{part}}}'
    source = Source(name="s", path=Path("s"), format="jsonl", timezone="Europe/Copenhagen")
    (event,) = things(Fetched(location="s", body=row.encode()), source)
    assert isinstance(event, Event)
    told = (event.start, event.end, event.sub_events[0].start)
    assert [str(moment) for moment in told] == [f"2026-05-28 0{hour}:00:00+02:00" for hour in (1, 3, 2)]
    # An event that names its zone keeps its time on the clock, whatever the offset was when it was written.
    named = row.replace('"title":"T"', '"title":"T","timezone":"America/Caracas"', 1).replace("-04:00", "-04:30")
    (event,) = things(Fetched(location="s", body=named.encode()), source)
    assert str(getattr(event, "start", None)) == "2026-05-27 19:00:00-04:00"
