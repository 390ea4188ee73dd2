"""HTML pages: each way by which items are found on them, on pages as other programs write them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import page_cases
from feeds import charsets
from feeds.errors import SourceError
from feeds.model import Article, Event, Fetched, Item, Rejected, Source, decode_hook, encoded
from feeds.parse import FORMATS, format_of, parser
from feeds.parse.html import parse, split, text_of
from feeds.parse.links import Offer, offers
from feeds.parse.page.tree import page_of
from feeds.parse.page_text import text_of as plain_text_of
from feeds.recognise import recognise
from feeds.text import decode
from sizes import some

FOLDER = Path(__file__).parent / "cases" / "html"
NAMES = sorted(path.stem for path in FOLDER.glob("*.html"))
ADDRESS = "https://site.example/sub/page"
#: Of pages whose every line is a paragraph: what precision and recall reach.
PARAGRAPHS = {"article": 0.8, "event": 0.9, "personnel_notice": 0.96, "job_posting": 0.92}


def source_of(facts: dict[str, Any]) -> Source:
    base = {"name": "case", "url": ADDRESS, "format": "html"}
    return msgspec.convert(base | facts, Source, dec_hook=decode_hook)


def things_on(body: bytes | str, **facts: Any) -> list[Item | Rejected]:
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return list(parse(Fetched(location="page.html", body=raw, url=ADDRESS), source_of(facts)))


def items_on(body: bytes | str, **facts: Any) -> list[Item]:
    return [thing for thing in things_on(body, **facts) if not isinstance(thing, Rejected)]


def written(thing: Item | Rejected) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(encoded(thing))
    if isinstance(thing, Rejected):
        return {key: raw[key] for key in ("kind", "text", "reason")}
    raw.pop("evidence", None)
    return raw


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    """`NAME.json` lists the items of a page, what is refused, or why it fails; `source` are facts of its source."""
    expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    body = (FOLDER / f"{name}.html").read_bytes()
    if "fails" in expected:
        with pytest.raises(SourceError, match=expected["fails"]):
            things_on(body, **expected.get("source", {}))
        return
    found = things_on(body, **expected.get("source", {}))
    assert [written(thing) for thing in found if not isinstance(thing, Rejected)] == expected["items"]
    assert [written(thing) for thing in found if isinstance(thing, Rejected)] == expected.get("refused", [])


def without_evidence(item: Item) -> dict[str, Any]:
    raw = page_cases.as_json(item)
    del raw["evidence"]
    return raw


@pytest.mark.parametrize("folder", [page_cases.FOLDER, page_cases.WIDER], ids=["worked", "wider"])
def test_preformatted_text_gives_the_items_of_the_same_text(folder: Path) -> None:
    """Columns made with blanks, and what is set in below a line, mean something."""
    for name in some(page_cases.names(folder), 4):
        text = decode((folder / f"{name}.txt").read_bytes())
        language = page_cases.expected(name, folder)["language"]
        body = f'<!doctype html><html lang="{language}"><body><pre>\n{html.escape(text)}</pre></body></html>'
        found = [without_evidence(item) for item in items_on(body)]
        wanted = [without_evidence(item) for item in recognise(text, language=language).items]
        assert [item | {"url": None} for item in found] == [item | {"url": None} for item in wanted], name


def in_paragraphs(text: str) -> str:
    """Write a text with a paragraph for each line, as editors do, and its rows as tables."""
    written, rows = list[str](), list[str]()
    for line in [*text.splitlines(), ""]:
        cells = re.split(r"\t|\s{2,}", line.strip())
        if len(cells) > 1 and not line.startswith(" "):
            rows.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>")
            continue
        written += [f"<table>{''.join(rows)}</table>"] if rows else []
        rows.clear()
        written += [f"<p>{html.escape(line)}</p>"] if line.strip() else []
    return "\n".join(written)


def test_most_facts_are_told_on_pages_of_single_paragraphs() -> None:
    score = page_cases.Score()
    for name in some(page_cases.names(page_cases.WIDER), 4):
        text = decode((page_cases.WIDER / f"{name}.txt").read_bytes())
        wanted = page_cases.expected(name, page_cases.WIDER)
        body = f'<!doctype html><html lang="{wanted["language"]}"><body>{in_paragraphs(text)}</body></html>'
        page_cases.score_items(name, [page_cases.as_json(item) for item in items_on(body)], wanted, score)
    shown = page_cases.table(score) + "\n" + "\n".join(score.misses)
    for kind, floor in PARAGRAPHS.items():
        assert min(score.precision(kind), score.recall(kind)) >= floor, shown


def test_there_are_cases_of_every_language() -> None:
    assert {name[:2] for name in NAMES} == {"da", "de", "en", "no", "sv"}
    assert len(NAMES) >= 25
    assert {path.stem for path in FOLDER.glob("*.json")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_evidence_stands_on_lines_of_the_text(name: str) -> None:
    """What `explain` shows is the text that evidence points into."""
    expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    if "fails" in expected or "source" in expected:
        return
    body = (FOLDER / f"{name}.html").read_bytes()
    lines = text_of(body).split("\n")
    for item in items_on(body):
        for fact in item.evidence:
            first, last = fact.lines
            assert 1 <= first <= last <= len(lines)
            if fact.rule.startswith("html."):
                assert (item.title or "") in " ".join(lines[first - 1 : last])


# --- what a page is known by, and how it is decoded ------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><p>x",
        b"\xef\xbb\xbf <html>",
        b"<!-- a\nb --><HTML>",
        b"<head><title>x",
        b'<?xml version="1.0"?>\n<html>',
    ],
)
def test_html_is_known_by_how_it_begins(body: bytes) -> None:
    assert format_of(Fetched(location="x", body=body), Source(name="x")) == "html"
    assert "html" in FORMATS
    assert parser("html").split(body) == (body,) == split(body)


def test_text_that_only_names_a_tag_is_no_html() -> None:
    fetched = Fetched(location="x.txt", body=b"The <html> tag opens a page")
    assert format_of(fetched, Source(name="x")) == "plain_text"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("<p>Sæby</p>".encode(), None),
        ("<p>Sæby</p>".encode("latin-1"), None),
        ("<p>Sæby</p>".encode("latin-1"), "ISO-8859-1"),
        ("\ufeff<p>Sæby</p>".encode("utf-16"), None),
        ('<meta charset="iso-8859-15"><p>Sæby</p>'.encode("iso-8859-15"), None),
        ('<meta http-equiv="x" content="text/html; charset=macintosh"><p>Sæby</p>'.encode("mac-roman"), None),
        ('<meta charset="utf-16"><p>Sæby</p>'.encode(), None),
        ('<meta charset="no-such-set"><p>Sæby</p>'.encode("latin-1"), "nor-this"),
        ('<meta charset="idna"><p>Sæby</p>'.encode("latin-1"), "punycode"),
    ],
)
def test_character_sets_are_found_as_browsers_do(body: bytes, charset: str | None) -> None:
    assert "<p>Sæby</p>" in decode(body, charsets.found(body, charset))


def test_what_is_no_text_is_said_so() -> None:
    with pytest.raises(SourceError, match="PDF"):
        things_on(b"%PDF-1.7")
    with pytest.raises(SourceError, match="binary"):
        things_on(b"<html>\x00\x00")


# --- the text of a page ---------------------------------------------------------------------------------------------


def test_headings_entries_rows_and_labels_have_lines_of_their_own() -> None:
    page = (
        "<nav><a href=/>Home</a></nav><h2>May</h2>The <b>M</b>ay fair<br>second line<ul><li>one<li>two</ul>"
        "<table><tr><th>Day<th>What<tr><td>1 May<td><a href=a>Walk</a></table><dl><dt>Where<dd>Hall<dt>Price:<dd>2</dl>"
        "<p hidden>no<p style='display:none'>no<p class=sr-only>no<script>no</script>"
        "<pre>a\n  b</pre><footer>no</footer>"
    )
    assert plain_text_of(page).split("\n") == [
        *("May", "", "The May fair", "second line", "", "- one", "- two", "", "Day\tWhat", "1 May\tWalk", ""),
        *("Where: Hall", "Price: 2", "", "a", "  b"),
    ]


def test_a_part_of_the_page_is_no_menu_because_of_its_name() -> None:
    page = "<div class='page has-sidebar nav'><main><h1>Title</h1><p>All of the words stand in here.</p></main></div>"
    assert "All of the words" in plain_text_of(page)


# --- links ----------------------------------------------------------------------------------------------------------


def test_feeds_and_calendars_are_named() -> None:
    page = """<head><title>Site</title><base href="/b/"><link rel="alternate" type="application/rss+xml" href="/feed">
    <link rel="alternate" type="application/rss+xml" href="/comments/feed">
    <link rel="alternate" hreflang="de" href="/de"></head>
    <a href="webcal://x.example/all">Subscribe</a>
    <a href="events.ics?x=1">Calendar</a><a href="/blog.atom">Blog</a><a href="/feed">again</a>
    <a href="javascript:x.rss">no</a>"""
    assert offers(page_of(page), "https://x.example/a") == (
        Offer("feed", "https://x.example/feed", "Site"),
        Offer("calendar", "https://x.example/all", "Subscribe"),
        Offer("calendar", "https://x.example/b/events.ics?x=1", "Calendar"),
        Offer("feed", "https://x.example/blog.atom", "Blog"),
    )


# --- the ways and their order ---------------------------------------------------------------------------------------

_CARDS = "".join(
    f'<li class="event"><h3><a href="/e/{n}">Walk number {n}</a></h3><p>{n} May 2026, 7pm</p><p>The pier</p></li>'
    for n in range(1, 5)
)


def test_a_list_is_found_whatever_stands_around_it() -> None:
    menu = "<ul>" + "".join(f"<li><a href=/m/{n}>Menu entry {n} of 2026</a></li>" for n in range(9)) + "</ul>"
    for page in (f"<nav>{menu}</nav><ul>{_CARDS}</ul>", f"<ul>{_CARDS}</ul><div class='related'>{menu}</div>"):
        assert [item.title for item in items_on(page)] == [f"Walk number {n}" for n in range(1, 5)]


def test_addresses_start_from_the_base_of_the_page() -> None:
    page = f'<head><base href="https://other.example/x/"></head><ul>{_CARDS.replace("/e/", "e/")}</ul>'
    assert items_on(page)[0].url == "https://other.example/x/e/1"


def test_a_page_told_in_another_language_than_it_says_is_read_in_its_own() -> None:
    body = (FOLDER / "da_municipal_calendar.html").read_text("utf-8").replace('lang="da"', 'lang="en"')
    assert {item.language for item in items_on(body)} == {"da"}
    assert len(items_on(body)) == 4


def test_the_words_of_a_language_without_a_file_are_left_alone() -> None:
    cards = _CARDS.replace("Walk number", "Promenade")
    page = f'<html lang="fr"><ul>{cards}</ul>'
    assert {item.language for item in items_on(page)} <= {"fr"}


def test_an_entry_of_several_days_is_an_event_for_each() -> None:
    page = f"<ul>{_CARDS.replace('3 May 2026, 7pm', '12 and 19 May 2026, 7pm')}</ul>"
    twice = [item for item in items_on(page, language="en") if item.title == "Walk number 3"]
    assert [str(item.start)[:10] for item in twice if isinstance(item, Event)] == ["2026-05-12", "2026-05-19"]
    assert {item.series for item in twice if isinstance(item, Event)} == {"Walk number 3"}


def test_selectors_count_and_nothing_else_is_guessed() -> None:
    select = {"items": "li", "fields": {"title": {"selector": "h3"}, "link": {"selector": "h3 a"}}}
    found = items_on(f"<ul>{_CARDS}</ul><p>Lecture on bees, 3 June 2026, 7pm, Town hall", select=select)
    assert all(isinstance(item, Article) for item in found)
    assert [item.url for item in found] == [f"https://site.example/e/{n}" for n in range(1, 5)]
    assert {fact.rule for item in found for fact in item.evidence} == {"html.select"}


def test_selected_words_tell_start_and_end() -> None:
    select = {
        "items": ".r",
        "kind": "event",
        "fields": {"title": {"selector": "b"}, "start": {"selector": "i", "many": True}},
    }
    page = "<div class=r><b>Fair</b><i>1 May 2026</i> <i>10am–4pm</i></div>"
    (one,) = items_on(page, select=select, language="en", timezone="Europe/London")
    assert isinstance(one, Event)
    assert (str(one.start), str(one.end)) == ("2026-05-01 10:00:00+01:00", "2026-05-01 16:00:00+01:00")


def test_people_are_selected_by_name() -> None:
    fields = {"person.name": {"selector": "b"}, "role_name": {"selector": "i"}, "effective": {"selector": "u"}}
    (one,) = items_on(
        "<p class=r><b>Ada Holm</b><i>clerk</i><u>1 May 2026</u></p>",
        select={"items": ".r", "fields": fields},
        language="en",
    )
    assert written(one)["person"] == {"name": "Ada Holm"}
    assert written(one)["effective"] == "2026-05-01"


@pytest.mark.parametrize(
    ("template", "made"),
    [
        ("title ~ ' at ' ~ location", "T at"),
        ("title ~ ' at ' ~ location|default('home')", "T at home"),
        ("title if not location else location", "T"),
        ("title | lower | replace('t', 'x')", "x"),
        ("url[-2:]", "/a"),
        ("['a', title] | join('-')", "a-T"),
        ("location", None),
    ],
)
def test_a_template_is_worked_out_of_what_was_found(template: str, made: str | None) -> None:
    fields = {"title": {"selector": "b"}, "location": {"selector": "i"}, "summary": {"template": template}}
    select = {"items": ".r", "kind": "event", "fields": fields}
    (one,) = items_on("<p class=r><a href='/a'><b>T</b></a></p>", select=select)
    assert one.summary == made


def test_a_template_cannot_reach_out_or_grow() -> None:
    for template in ("title.__class__", "title * 999999999", "''.join(['a'] * 9999999)", "cycler", "9 ** 99999999"):
        fields = {"title": {"selector": "b"}, "summary": {"template": template}}
        found = things_on("<p class=r><b>T</b></p>", select={"items": ".r", "fields": fields})
        assert isinstance(found[0], Rejected) or found[0].summary is None


# --- hostile pages --------------------------------------------------------------------------------------------------

NASTY = [
    "<div>" * 200_000 + "x",
    "".join(f"<p><b id={n}>" for n in range(10_000)),
    "</b>" * 10_000 + "".join(f"<p><b id={n}>x</p>" for n in range(3_000)),
    "<ul>" + "<li><a href=x>y" * 5_000,
    "<table>" * 500 + "<tr><td>1 May 2026",
    "<b><i>" * 3_000 + "text",
    "<a href='" + "x" * 100_000 + "'>1 May 2026</a>" * 4,
    "<h3>" * 2_000,
    "<dl>" + "<dt>a<dd>" * 3_000,
    "<p class='" + "a b1 " * 20_000 + "'>x",
    "<time datetime=9999999999999>" * 100,
    "<li><h3><a href='http://[::1'>Broken address</a></h3><p>1 May 2026</p></li>" * 4,
    "<li><h3><a href='//\ud800'>Broken letter</a></h3><p>31 December 9999, 23:59–00:30</p></li>" * 4,
    "<li><h3>&#0;&#xD800;&#1114112;</h3><time datetime='0001-01-01T00:00:00+14:00'></time></li>" * 4,
    "<!--" * 5_000,
    "<svg><style><!--</style><img src=x onerror=alert(1)>" * 200,
    "",
]


@pytest.mark.parametrize("page", NASTY, ids=range(len(NASTY)))
def test_a_hostile_page_costs_itself_alone(page: str) -> None:
    for body in (page, f"<html lang=en>{page}", f"<main>{_CARDS}{page}</main>"):
        text_of(body.encode("utf-8", "surrogatepass"))
        offers(page_of(body), ADDRESS)
        assert isinstance(things_on(body), list)


_TAGS = (
    "div",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h2",
    "h3",
    "p",
    "a href=/x",
    "time datetime=2026-05-01",
    "dl",
    "dt",
)
_PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in _TAGS]),
    st.sampled_from([f"</{tag.split()[0]}>" for tag in _TAGS]),
    st.sampled_from(
        ["1 May 2026", "kl. 19.30", "Sted: Hus", "Pris", "31. april", "Frist 1.5.", "<br>", "(m/w/d)", "\t", "&"]
    ),
    st.text(max_size=8),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_PIECES, max_size=60), st.integers(1, 4))
def test_no_page_brings_it_down(pieces: list[str], times: int) -> None:
    body = "".join(pieces) * times
    try:
        found = things_on(body)
    except SourceError:
        return
    assert written_all(found) == written_all(things_on(body))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400))
def test_no_bytes_bring_it_down(body: bytes) -> None:
    for one in (body, b"<!doctype html>" + body):
        try:
            things_on(one)
        except SourceError:
            continue


def written_all(things: list[Item | Rejected]) -> list[dict[str, Any]]:
    return [written(thing) for thing in things]


def test_the_title_of_a_long_entry_dates_nothing_below_it() -> None:
    prose = "<p>" + "Many words about the evening and the people who play. " * 14 + "</p>"
    cards = "".join(
        f'<div class="event"><h3><a href="/e/{n}">Concert of May {1990 + n}</a></h3>'
        f"<p>{n} May 2026, 7pm</p>{prose}</div>"
        for n in range(1, 5)
    )
    found = items_on(f"<html lang=en><h2>June</h2>{cards}")
    assert [str(item.start)[:10] for item in found if isinstance(item, Event)] == [f"2026-05-0{n}" for n in range(1, 5)]


def test_what_is_stamped_to_the_minute_is_no_event() -> None:
    """Comments and the log of a repository have dates and times, as events do."""
    rows = "".join(
        f'<li class="row"><a href="/log/{number}">Change number {number} of the files of the house</a> '
        f'<time datetime="2026-03-{number + 1:02d}T10:{number * 7 + 1:02d}:{number + 3:02d}Z">in March</time></li>'
        for number in range(6)
    )
    page = f'<html lang="en"><body><h1>Log</h1><ul class="calendar">{rows}</ul></body></html>'
    assert [one for one in items_on(page) if isinstance(one, Event)] == []


def test_comments_below_a_story_are_none_of_its_facts() -> None:
    said = "".join(
        f'<div class="comment"><h4><a href="/u/{name}">{name}</a></h4><p>March {day}, 2026 at 11:30 AM</p>'
        "<p>I could not agree more with what was said above, and would add a word.</p></div>"
        for day, name in enumerate(("Windmill", "Poorhouse", "Longboat", "Firefly"), 2)
    )
    story = "<p>The council has said what it means to do about the harbour, and when it will.</p>" * 6
    page = f'<html lang="en"><body><h1>The harbour</h1>{story}<div id="commentlist">{said}</div></body></html>'
    assert [one for one in items_on(page) if isinstance(one, Event)] == []


@pytest.mark.parametrize(
    ("language", "months"),
    [("en", ("Nov", "Dec", "Dec")), ("de", ("Nov", "Dez", "Dez")), ("da", ("nov", "dec", "dec"))],
)
def test_a_date_in_headings_of_its_own_is_no_title(language: str, months: tuple[str, ...]) -> None:
    shows = tuple(zip(months, (22, 3, 11), ("Brass Otter", "The Long Thaw", "Moss and Tin"), strict=True))
    cards = "".join(
        f'<div class="show-box"><div class="start"><h4>{month}</h4><h3>{day}</h3></div><div class="image">'
        f'<a href="/e/965{day:02d}"><img src="/{day}.jpg"></a></div><div class="info"><h3 class="name">{name}</h3>'
        f'<h4 class="with">Green Hotel</h4><p>AA | 19:00 | 22+</p></div><a href="/e/965{day:02d}">Go!</a></div>'
        for month, day, name in shows
    )
    page = f'<html lang="{language}"><body><main><h1>Events 2026</h1><div>{cards}</div></main></body></html>'
    found = [one for one in items_on(page, language=language) if isinstance(one, Event)]
    assert [one.title for one in found] == [name for _, _, name in shows]
    assert [str(one.start)[:10] for one in found] == ["2026-11-22", "2026-12-03", "2026-12-11"]


def test_a_part_of_a_date_is_no_place() -> None:
    shows = ((7, "Brass Otter"), (14, "The Long Thaw"), (21, "Moss and Tin"), (28, "Pike"))
    cards = "".join(
        f'<div class="card foot"><div class="c1"><div class="c2"><p class="c3">{name}</p><p class="c4">Sat Nov {day}, '
        f'2026</p><div><a class="c5" href="/e/965{day:02d}">Buy Tickets</a></div></div></div>'
        f'<time class="c6"><p>Sat</p><p>{day}</p><p>Nov</p></time><div class="c7"><a '
        f'href="/e/965{day:02d}">{name}</a></div></div>'
        for day, name in shows
    )
    page = f'<html lang="en"><body><main><h1>Events</h1><div>{cards}</div></main></body></html>'
    found = [one for one in items_on(page, language="en") if isinstance(one, Event)]
    assert [(one.title, one.location) for one in found] == [(name, None) for _, name in shows]


#: A month behind and one ahead of the day of fetch, a name of a list, buttons for tickets and to a story, no more left.
SHOWS = {
    "en": ("October", "December", "Upcoming shows", ("Buy Tickets", "Tickets", "Book", "Register now"), "Read more"),
    "da": ("oktober", "december", "Forestillinger", ("Køb billet", "Billetter", "Tilmeld dig", "Book"), "Læs mere"),
    "de": ("Oktober", "Dezember", "Spielplan", ("Tickets kaufen", "Karten", "Jetzt anmelden"), "Weiterlesen"),
    "no": ("oktober", "desember", "Forestillinger", ("Kjøp billett", "Meld deg på", "Billetter"), "Les mer"),
    "sv": ("oktober", "december", "Föreställningar", ("Köp biljett", "Boka", "Anmäl dig"), "Läs mer"),
}
SOLD_OUT = {"en": "Sold out", "da": "Udsolgt", "de": "Ausverkauft", "no": "Utsolgt", "sv": "Slutsålt"}
FETCHED = date(2026, 11, 12)
BANDS = ("Brass Otter", "The Long Thaw", "Pike Street Five", "Moss and Tin")
PLAIN = ("Brass and otter", "The long thaw", "Five of the street", "Moss and tin")


def kinds_of(
    language: str, month: str, titles: Sequence[str], heading: str = "", parts: Sequence[str] = ()
) -> set[str]:
    """Read a list of cards that hold a day, a name and some parts more; gives the kinds of what is found."""
    stop = "" if language in ("en", "sv") else "."
    cards = "".join(
        f'<div class="card"><h3><a href="/e/{n}">{title}</a></h3><p>{n}{stop} {month} 2026</p>'
        f"{''.join(part.format(n=n) for part in parts)}</div>"
        for n, title in enumerate(titles, 3)
    )
    page = f"<html lang={language}><title>Green House</title><main><h1>Green House</h1><h2>{heading}</h2>{cards}</main>"
    fetched = Fetched(location="page.html", body=page.encode(), url=ADDRESS, seen=FETCHED)
    found = [one for one in parse(fetched, source_of({"language": language})) if not isinstance(one, Rejected)]
    assert [one.title for one in found] == list(titles)
    return {type(one).__name__ for one in found}


@pytest.mark.parametrize("language", SHOWS)
@pytest.mark.parametrize("titles", [BANDS, PLAIN], ids=["names", "titles"])
def test_days_with_buttons_for_tickets_are_events(language: str, titles: Sequence[str]) -> None:
    behind, _, heading, buttons, _ = SHOWS[language]
    for button in buttons:
        part = f'<a class="btn" href="/t/{{n}}">{button}</a>'
        assert kinds_of(language, behind, titles, parts=[part]) == {"Event"}, button
    assert kinds_of(language, behind, titles, heading) == {"Event"}
    assert kinds_of(language, behind, titles, parts=[f"<p>{SOLD_OUT[language]}</p>"]) == {"Event"}


@pytest.mark.parametrize("language", SHOWS)
def test_days_that_lie_ahead_are_those_of_events(language: str) -> None:
    behind, ahead, *_ = SHOWS[language]
    assert kinds_of(language, ahead, PLAIN) == {"Event"}
    assert kinds_of(language, behind, PLAIN) == {"Article"}


@pytest.mark.parametrize("language", SHOWS)
def test_what_leads_on_to_a_story_of_a_day_behind_is_an_article(language: str) -> None:
    behind, _, _, _, more = SHOWS[language]
    for sign in (f'<p><a href="/e/{{n}}">{more}</a></p>', "<p>{n} min</p>"):
        assert kinds_of(language, behind, PLAIN, parts=["<p>Repairs</p>", sign]) == {"Article"}, sign


# --- what is no event ------------------------------------------------------------------------------------------------


def events_on(page: str, language: str = "en") -> list[str | None]:
    return [one.title for one in items_on(page, language=language) if isinstance(one, Event)]


#: Above a column of days on which something was shown first, and the word above a column of titles.
SHOWN = {
    "en": ("Original airdate", "Title"),
    "da": ("Sendedato", "Titel"),
    "de": ("Erstausstrahlung", "Titel"),
    "no": ("Først sendt", "Tittel"),
    "sv": ("Först visad", "Titel"),
}
MONTHS_OF_AUTUMN = {"de": "Oktober", "en": "October"}


@pytest.mark.parametrize("language", SHOWN)
@pytest.mark.parametrize("marked", ["", ' class="vevent"'], ids=["plain", "marked"])
def test_rows_of_episodes_are_no_events(language: str, marked: str) -> None:
    shown, title = SHOWN[language]
    month = MONTHS_OF_AUTUMN.get(language, "oktober")
    rows = "".join(
        f'<tr{marked}><th>{n}</th><td class="summary">"The {word} Lock"</td><td>{n * 7}. {month} 1999</td></tr>'
        f'<tr><td class="description" colspan="3">A barge of the {word} lock is late, and somebody asks why.</td></tr>'
        for n, word in enumerate(("First", "Second", "Third", "Last"), 1)
    )
    head = f"<tr><th>#</th><th>{title}</th><th>{shown}</th></tr>"
    page = f"<html lang={language}><body><h1>The Locks</h1><p>A series of old.</p><table>{head}{rows}</table>"
    assert events_on(page, language) == []


def test_a_table_of_events_is_still_one_of_events() -> None:
    rows = "".join(f"<tr><td>{n} May 2026</td><td>Talk {n} of the house</td></tr>" for n in range(3, 7))
    page = f"<html lang=en><body><table><tr><th>Date</th><th>Title</th></tr>{rows}</table>"
    assert events_on(page) == [f"Talk {n} of the house" for n in range(3, 7)]


def test_who_wrote_a_story_names_no_event() -> None:
    page = (
        "<html lang=en><body><h1>The lock review: late again</h1><p>By Mia Marsh @miamarsh</p>"
        "<p>on June 26, 2014 at 9:00a</p><h3>Boat info</h3>"
        "<p>Builder Ellerby Boats</p><p>Launched 2014-06-26</p>"
        "<p>The lock opens as slowly as it did, and that is the best of it.</p>"
    )
    assert events_on(page) == []


MENUS = {
    "en": ("previous episode | next episode", "Site Feedback", "May", "Hosted by"),
    "da": ("forrige afsnit | næste afsnit", "Giv feedback", "maj", "Vært"),
    "de": ("vorherige Folge | nächste Folge", "Ihr Feedback", "Mai", "Moderation"),
    "no": ("forrige episode | neste episode", "Gi tilbakemelding", "mai", "Vert"),
    "sv": ("föregående avsnitt | nästa avsnitt", "Lämna feedback", "maj", "Värd"),
}
PROSE = "This week Mia Marsh sits down with a lock keeper. They talk of the canal and of the winter that was too long."


@pytest.mark.parametrize("language", MENUS)
def test_words_of_menus_name_no_event(language: str) -> None:
    episodes, feedback, month, label = MENUS[language]
    stop = "" if language in ("en", "sv") else "."
    for title in (episodes, feedback):
        page = (
            f"<html lang={language}><body><p>{title}</p><p>27{stop} {month} 2013</p><p>Old Mill</p>"
            f"<p>{PROSE}</p><h4>{label}:</h4><p>Mia Marsh</p>"
        )
        assert title not in events_on(page, language)


@pytest.mark.parametrize("kind", ["article", "video.episode"])
def test_a_day_on_the_page_of_a_story_is_that_of_the_story(kind: str) -> None:
    page = (
        '<html lang="en"><head><meta property="og:type" content="{kind}"></head><body><h1>Smarter locks</h1>'
        f"<p>August 21, 2011</p><p>Ellerby</p><p>{PROSE}</p><p>{PROSE}</p>"
    )
    assert events_on(page.replace("{kind}", "website")) == ["Smarter locks"]
    assert events_on(page.replace("{kind}", kind)) == []


def test_tags_and_comments_below_show_a_story() -> None:
    page = (
        "<html lang=en><body><h1>Stand up</h1><p>February 8th, 2013</p><p>Old Mill</p>"
        f"<p>{PROSE}</p><p>Tags: film, review</p><p>No comments</p>"
    )
    assert events_on(page) == []


def test_the_heading_of_a_part_of_the_page_names_no_event() -> None:
    months = ("September", "October", "November", "December")
    parts = "".join(
        f'<li class="part"><h2>{title}</h2><a href="/e/{n}">Lock days {n}</a><p>{n}–{n + 1} {month} 2011</p>'
        "<p>Ellerby, Old Mill</p></li>"
        for n, (title, month) in enumerate(zip(("Events", "Barge race", "Mill day", "Boat fair"), months, strict=True))
        if n
    )
    page = f'<html lang="en"><body><ul>{parts}<li class="part"><h2>Events</h2><a href="/e/9">Lock days</a>'
    page += "<p>9–10 December 2011</p><p>Ellerby, Old Mill</p></li></ul>"
    assert events_on(page) == ["Barge race", "Mill day", "Boat fair"]


_IN_TWO_FORMS = {
    "en": (
        (
            "<h1>Programme</h1><h2>November 2026</h2><table><tr><th>Date</th><th>Event</th><th>Place</th></tr>"
            "<tr><td>Sat 7</td><td>Bonfire supper</td><td>Village Hall</td></tr>"
            "<tr><td>Fri 20</td><td>Film night</td><td>Village Hall</td></tr></table><h2>December 2026</h2>"
            "<ul><li>Sat 5 – Toy fair, 11am-3pm, Village Hall</li><li>Thu 17 – Quiz night, 7.30pm, The Plough</li></ul>"
        ),
        ["2026-11-07 Bonfire supper", "2026-11-20 Film night", "2026-12-05 Toy fair", "2026-12-17 Quiz night"],
    ),
    "da": (
        (
            "<h1>Program</h1><h2>November 2026</h2><table><tr><th>Dato</th><th>Arrangement</th><th>Sted</th></tr>"
            "<tr><td>Lør 7.</td><td>Mortensgilde</td><td>Forsamlingshuset</td></tr>"
            "<tr><td>Fre 20.</td><td>Filmaften</td><td>Biblioteket</td></tr></table><h2>December 2026</h2>"
            "<ul><li>Lør 5. – Julemarked, kl. 11-15, Skolen</li><li>Tors 17. – Quiz, kl. 19.30, Kroen</li></ul>"
        ),
        ["2026-11-07 Mortensgilde", "2026-11-20 Filmaften", "2026-12-05 Julemarked", "2026-12-17 Quiz"],
    ),
    "de": (
        (
            "<h1>Programm</h1><h2>November 2026</h2><table><tr><th>Datum</th><th>Veranstaltung</th><th>Ort</th></tr>"
            "<tr><td>Sa 7.</td><td>Martinsessen</td><td>Gemeindehaus</td></tr>"
            "<tr><td>Fr 20.</td><td>Filmabend</td><td>Bücherei</td></tr></table><h2>Dezember 2026</h2>"
            "<ul><li>Sa 5. – Adventsmarkt, 11-15 Uhr, Rathaus</li><li>Do 17. – Quizabend, 19.30 Uhr, Krone</li></ul>"
        ),
        ["2026-11-07 Martinsessen", "2026-11-20 Filmabend", "2026-12-05 Adventsmarkt", "2026-12-17 Quizabend"],
    ),
}


def _days_and_titles(html: str, language: str) -> list[str]:
    found = items_on(f'<html lang="{language}"><body>{html}</body></html>', timezone="Europe/Copenhagen")
    assert {item.kind for item in found} <= {"event"}
    return [f"{str(item.start)[:10]} {item.title}" for item in found if isinstance(item, Event)]


@pytest.mark.parametrize("language", sorted(_IN_TWO_FORMS))
def test_a_list_below_a_table_of_events_is_read_too(language: str) -> None:
    """One month in a table and the next in a list are one programme, whichever stands first."""
    html, expected = _IN_TWO_FORMS[language]
    assert _days_and_titles(html, language) == expected
    head, table, listed = (part for part in re.split(r"(?=<h2>)", html))
    assert sorted(_days_and_titles(head + listed + table, language)) == expected


@pytest.mark.parametrize("language", sorted(_IN_TWO_FORMS))
def test_a_list_below_cards_of_events_is_read_too(language: str) -> None:
    """Elements that repeat are no reason either to pass over lines under a month of their own."""
    html, expected = _IN_TWO_FORMS[language]
    cards = "".join(
        f'<div class="event"><h3><a href="/e/{n}">{title}</a></h3><time datetime="{day}">{day}</time></div>'
        for n, (day, title) in enumerate([line.split(" ", 1) for line in (*expected[:2], "2026-11-28 Bingo")])
    )
    found = _days_and_titles(re.sub("<table>.*</table>", cards, html), language)
    assert found == [*expected[:2], "2026-11-28 Bingo", *expected[2:]]


_TABLE = (
    "<h1>What's on</h1><table><tr><th>Date</th><th>Event</th></tr><tr><td>7 November 2026</td><td>Film night</td></tr>"
    "<tr><td>15 November 2026</td><td>Mill walk</td></tr></table>"
)


@pytest.mark.parametrize(
    "beside",
    [
        "<h2>Latest news</h2><ul><li>5 November 2026 – New roof</li><li>3 May 2026 – Path mended</li></ul>",
        "<h2>Comments</h2><p>Ada, 5 November 2026 19:30: Lovely!</p><p>Bo, 6 November 2026 10:00: See you there</p>",
        "<h2>History of the hall</h2><ul><li>1 May 1921 – The hall is built</li><li>3 June 1954 – A stage</li></ul>",
        "<h2>Copy deadlines</h2><ul><li>1 November 2026 – Winter</li><li>1 February 2027 – Spring issue</li></ul>",
        "<h2>Coming up</h2><ul><li>7 November – Film night: Kid</li><li>15 November – A Mill walk</li></ul>",
    ],
)
def test_what_else_has_days_beside_a_table_is_no_event(beside: str) -> None:
    """Other headings have dated lines too, and events that the table has come again in more words."""
    assert _days_and_titles(_TABLE + beside, "en") == ["2026-11-07 Film night", "2026-11-15 Mill walk"]


@pytest.mark.parametrize(
    ("language", "table", "listed"),
    [
        (
            "en",
            "Date|Event|7 November 2026|15 November 2026",
            "Coming up|5 December – Toy fair, 11am|17 December – Quiz, 7pm",
        ),
        (
            "da",
            "Dato|Arrangement|7. november 2026|15. november 2026",
            "Kalender|5. december: Fest, kl. 11|17. december: Quiz, kl. 19",
        ),
        (
            "no",
            "Dato|Arrangement|7. november 2026|15. november 2026",
            "Kalender|5. desember: Fest, kl. 11|17. desember: Quiz, kl. 19",
        ),
        (
            "sv",
            "Datum|Evenemang|7 november 2026|15 november 2026",
            "Kalender|5 december: Fest, kl. 11|17 december: Quiz, kl. 19",
        ),
        (
            "de",
            "Datum|Veranstaltung|7.11.2026|15.11.2026",
            "Veranstaltungen|5. Dezember: Fest, 11 Uhr|17. Dezember: Quiz, 19 Uhr",
        ),
    ],
)
def test_a_list_beside_a_table_has_the_year_of_the_table(language: str, table: str, listed: str) -> None:
    when, what, one, other = table.split("|")
    heading, *entries = listed.split("|")
    rows = f"<tr><td>{one}</td><td>Film night</td></tr><tr><td>{other}</td><td>Mill walk</td></tr>"
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    html = f"<table><tr><th>{when}</th><th>{what}</th></tr>{rows}</table><h2>{heading}</h2><ul>{items}</ul>"
    assert [day[:10] for day in _days_and_titles(html, language)][2:] == ["2026-12-05", "2026-12-17"]


def test_a_listed_day_without_a_year_beside_a_table_of_two_is_told() -> None:
    """An event without a day in the calendar comes with the reason."""
    listed = "<h2>Coming up</h2><ul><li>5 December – Toy fair, 11am</li><li>17 December – Quiz night, 7pm</li></ul>"
    table = _TABLE.replace("15 November 2026", "15 January 2027")
    things = things_on(f'<html lang="en"><body>{table}{listed}</body></html>')
    assert [thing.title for thing in things if isinstance(thing, Event)][2:] == ["Toy fair", "Quiz night"]
    assert ["no year" in thing.reason for thing in things if isinstance(thing, Rejected)] == [True, True]


def test_the_words_above_a_list_beside_a_table_say_what_it_holds() -> None:
    """What opens a programme in words of its own does so beside a table too; blocks of other things do not."""
    lines = "<ul><li>5 December 2026 – Toy fair, 11am</li><li>17 December 2026 – Quiz night, 7pm</li></ul>"
    given = ["2026-11-07 Film night", "2026-11-15 Mill walk"]
    both = [*given, "2026-12-05 Toy fair", "2026-12-17 Quiz night"]
    assert _days_and_titles(f"{_TABLE}<h2>On the notice board</h2>{lines}", "en") == both
    assert _days_and_titles(f"{_TABLE}<h2>Past events</h2>{lines}", "en") == given


def test_a_list_beside_structured_data_of_events_is_not_told_again() -> None:
    """Where a page tells its events for programs, its lines are the same ones in other words."""
    told = {"@context": "https://schema.org", "@type": "Event", "name": "Mill day", "startDate": "2026-12-05"}
    script = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    lines = "<h2>December 2026</h2><ul><li>Sat 5 – All about mills, 11am</li><li>Sun 6 – Ovens, 2pm</li></ul>"
    assert _days_and_titles(f"<h1>Programme</h1>{script}{lines}", "en") == ["2026-12-05 Mill day"]
