"""Feeds as other programs write them: worked cases, hostile documents, and whatever chance makes of them."""

from __future__ import annotations

import time
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.errors import SourceError
from feeds.model import KINDS, Article, Event, Fetched, Item, Rejected, Source
from feeds.parse import format_of, parser
from source_cases import agrees, damaged, documents, expected, outcome

SOURCE = Source(name="feed", path=Path("feed"), format="feed")


def read(body: str | bytes, source: Source = SOURCE, url: str | None = None) -> list[Item | Rejected]:
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return list(parser("feed").parse(Fetched(location="feed", body=raw, url=url), source))


def rss(items: str, more: str = "") -> str:
    return f'<rss version="2.0"><channel><title>T</title><link>https://t.example/</link>{more}{items}</channel></rss>'


def article(body: str | bytes, url: str | None = None) -> Article:
    (one,) = read(body, url=url)
    assert isinstance(one, Article)
    return one


@pytest.mark.parametrize("path", documents("feed"), ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    case = expected(path)
    assert agrees(outcome(path, case), case) == []


def test_there_are_cases_enough() -> None:
    assert len(documents("feed")) >= 20


@pytest.mark.parametrize(
    "beginning",
    [
        "<rss version='2.0'>",
        "<?xml version='1.0'?>\n<!-- made by hand -->\n<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<rdf:RDF xmlns='http://purl.org/rss/1.0/'>",
        '{"version":"https://jsonfeed.org/version/1.1","items":[]}',
        '{\n "title": "x",\n "version": "https:\\/\\/jsonfeed.org\\/version\\/1"}',
        "<?xml version='1.0'?><?xml-stylesheet href='x.xsl'?><!DOCTYPE rss PUBLIC 'x' 'y'><rss>",
        "<!--\n  made by hand,\n  in lines -->\n<rss version='2.0'>",
        f"<?xml version='1.0'?><!-- {'a long licence ' * 200} --><atom10:feed xmlns:atom10='x'>",
        "<r:rss xmlns:r='http://backend.userland.com/rss2'>",
        "<!DOCTYPE rdf:RDF [\n<!ENTITY a 'x'>\n]>\n<!-- b --><rdf:RDF xmlns='x'>",
    ],
)
def test_a_feed_is_known_by_how_it_begins(beginning: str) -> None:
    source = Source(name="any", path=Path("any"))
    fetched = Fetched(location="page.html", body=beginning.encode(), media_type="text/html")
    assert format_of(fetched, source) == "feed"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_feed_in_sixteen_bits_is_known_and_read(codec: str) -> None:
    body = ("" if codec == "utf-16" else "\ufeff") + '<?xml version="1.0"?>' + rss("<item><title>Sæby</title></item>")
    fetched = Fetched(location="feed", body=body.encode(codec))
    assert format_of(fetched, Source(name="any")) == "feed"
    assert article(fetched.body).title == "Sæby"


@pytest.mark.parametrize("body", [b"<!--a-->" * 400 + b"x", b"<!--a" * 9_000, b"<!DOCTYPE rss [" + b"]<!--a-->" * 200])
def test_many_comments_take_no_time(body: bytes) -> None:
    begun = time.process_time()
    assert format_of(Fetched(location="x", body=body), Source(name="any")) == "plain_text"
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("page", ["<!DOCTYPE html><html>", "Feed the birds", '{"kind":"event"}', "<svg>"])
def test_what_is_no_feed_is_not_taken_for_one(page: str) -> None:
    source = Source(name="any", path=Path("any"))
    assert format_of(Fetched(location="x", body=page.encode()), source) != "feed"


def test_links_start_from_where_the_feed_was_found() -> None:
    body = "<rss version='2.0'><channel><item><title>A</title><link>../a?b=1#c</link></item></channel></rss>"
    assert article(body, url="https://x.example/feeds/all.rss").url == "https://x.example/a?b=1#c"
    assert article(body).url is None


@pytest.mark.parametrize(
    ("guid", "known"),
    [
        ('<guid isPermaLink="false">abc-1</guid>', "abc-1"),
        ('<guid isPermaLink="false">https://t.example/?p=7</guid>', "https://t.example/?p=7"),
        ("<guid>https://t.example/a</guid>", None),
        ("<guid>http://www.t.example/a/</guid>", None),
        ("<guid>https://t.example/other?utm_source=rss</guid>", None),
        ("<guid>urn:x:1</guid>", "urn:x:1"),
        ("", None),
    ],
)
def test_only_an_id_that_stays_is_one(guid: str, known: str | None) -> None:
    found = article(rss(f"<item><title>A</title><link>https://t.example/a</link>{guid}</item>"))
    assert found.identifier == known


def test_nothing_runs_or_loads() -> None:
    body = escape("<p onclick='x()'>A<script>x()</script><img src=x onerror=y></p><p>B</p>")
    found = article(
        rss(f"<item><title>&lt;script&gt;x&lt;/script&gt;T</title><description>{body}</description></item>")
    )
    assert found.content == "<p>A</p><p>B</p>"
    # A title is text: it is escaped wherever it is written.
    assert found.title == "<script>x</script>T"


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>',
        '<!-- <rss> --><!DOCTYPE rss [\n<!entity % x SYSTEM "file:///etc/passwd"> %x;]><rss version="2.0"/>',
        "<rss>" + "<a>" * 10_000,
        "<rss>" + "<a b='c'>x" * 10_000 + "</a>" * 10_000 + "</rss>",
        '{"version":"https://jsonfeed.org/version/1","items":' + "[" * 100_000,
        '{"version":"https://jsonfeed.org/version/1","items":[' + '{"a":' * 100_000,
        '{"version":"x","items":[]}',
        '{"version":"https://jsonfeed.org/version/1"}',
        "<rss version='2.0'><channel>" + "<item/>" * 30_000,
        b"\x00\x01\x02",
        b"",
        b"%PDF-1.7",
    ],
)
def test_what_no_feed_is_is_refused_at_once(body: str | bytes) -> None:
    began = time.monotonic()
    with pytest.raises(SourceError):
        read(body)
    assert time.monotonic() - began < 10


def test_a_comment_and_a_passage_of_text_may_speak_of_entities() -> None:
    passage = "<![CDATA[<p>Write &lt;!ENTITY&gt; or <!ENTITY x> never.</p>]]>"
    assert article(rss(f"<!-- <!ENTITY --><item><title>A</title><description>{passage}</description></item>")).title


@pytest.mark.parametrize("text", ["2026-02-30", "0000-00-00", "Mon, 99 Foo 2026", "9" * 500, "\U0001f600", "now"])
def test_a_date_that_is_none_is_left_out(text: str) -> None:
    assert article(rss(f"<item><title>A</title><pubDate>{text}</pubDate></item>")).published is None


def test_a_written_zone_is_kept() -> None:
    found = article(rss("<item><title>A</title><pubDate>Fri, 01 May 2026 10:00:00 +0530</pubDate></item>"))
    assert str(found.published) == "2026-05-01 10:00:00+05:30"


def test_the_declared_language_of_an_entry_wins() -> None:
    source = Source(name="x", path=Path("x"), language="da")
    body = rss("<item xml:lang='de'><title>A</title></item><item><title>B</title></item>", "<language>en</language>")
    assert [one.language for one in read(body, source) if isinstance(one, Article)] == ["de", "da"]


SEEDS = [path.read_bytes() for path in documents("feed")]
BITS = [
    b"<item>",
    b"</item>",
    b"<![CDATA[",
    b"]]>",
    b"&#0;",
    b"&nbsp;",
    b"<entry",
    b"<ev:startdate>",
    b"\xff",
    b"{",
    b'"',
    b"]",
]


@settings(max_examples=60, deadline=10_000)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 60), st.sampled_from(BITS)), max_size=5),
)
def test_broken_feeds_break_nothing(body: bytes, cuts: list[tuple[int, int, bytes]]) -> None:
    try:
        found = read(damaged(body, cuts))
    except SourceError:
        return
    assert all(one.reason if isinstance(one, Rejected) else one.kind in KINDS for one in found)


@settings(max_examples=40, deadline=10_000)
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=80))
def test_any_text_in_any_place(title: str, body: str, moment: str) -> None:
    fields = "".join(
        f"<{name}><![CDATA[{text.replace(']]>', '')}]]></{name}>"
        for name, text in (
            ("title", title),
            ("description", body),
            ("pubDate", moment),
            ("link", body),
            ("guid", title),
        )
    )
    for one in read(rss(f"<item>{fields}</item><item><title>Last</title></item>")):
        assert isinstance(one, Article | Rejected | Event)


@pytest.mark.parametrize("name", ["authors", "links", "tags", "content", "title_detail", "published_parsed"])
def test_an_element_named_like_what_the_library_keeps_harms_nothing(name: str) -> None:
    item = f"<item><title>The tide table</title><{name}>2026-03-02T08:00:00Z</{name}></item>"
    body = f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>'.encode()
    fetched = Fetched(location="x", body=body)
    found = parser("feed").parse(fetched, Source(name="x", format="feed", timezone="Europe/Copenhagen"))
    assert [getattr(thing, "title", None) for thing in found] == ["The tide table"]
