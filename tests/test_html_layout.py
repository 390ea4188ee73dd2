"""Events on pages that lay out what they tell in boxes, cells, grids and places."""

from __future__ import annotations

from datetime import datetime

import pytest

from feeds.model import Event
from feeds.parse.html import text_of
from test_html import items_on


def page(body: str, language: str = "en") -> str:
    return f'<!doctype html><html lang="{language}"><head><title></title></head><body>{body}</body></html>'


def events_on(body: str, language: str = "en") -> list[Event]:
    return [item for item in items_on(page(body, language)) if isinstance(item, Event)]


def naive(event: Event) -> tuple[str, ...]:
    """Say when an event is, as clocks on the spot do."""
    found = (event.start, event.end)
    return tuple((one.replace(tzinfo=None) if isinstance(one, datetime) else one).isoformat() for one in found if one)


@pytest.mark.parametrize(
    ("names", "is_seen"),
    [
        ("flex overflow-hidden rounded", True),
        ("field field--label-hidden", True),
        ("backface-hidden", True),
        ("hidden md:block", True),
        ("md:hidden", False),
        ("hidden", False),
        ("is-hidden", False),
        ("visually-hidden", False),
    ],
)
def test_only_what_is_hidden_is_left_out(names: str, is_seen: bool) -> None:
    text = text_of(page(f'<p>Above</p><div class="{names}">Well dressing</div>').encode())
    assert ("Well dressing" in text) is is_seen


def test_a_word_for_days_can_stand_above_titles() -> None:
    body = """<h1>Termine</h1><p>vom 6. bis 14. Juni 2026</p><table><thead>
    <tr><th>Tag</th><th>Uhrzeit</th><th>Termin</th><th>Ort</th></tr></thead><tbody>
    <tr><td rowspan="2">Samstag<br>06.06.</td><td>14:00 Uhr</td><td>Orgelprobe</td><td>Kapelle</td></tr>
    <tr><td>18:30 Uhr</td><td>Filmabend</td><td>Pfarrsaal</td></tr>
    <tr><td>Dienstag<br>09.06.</td><td>10:00 Uhr</td><td>Basteln</td><td>Pfarrsaal</td></tr></tbody></table>"""
    found = events_on(body, "de")
    assert [(event.title, event.location) for event in found] == [
        ("Orgelprobe", "Kapelle"),
        ("Filmabend", "Pfarrsaal"),
        ("Basteln", "Pfarrsaal"),
    ]
    assert [naive(event)[0] for event in found][:2] == ["2026-06-06T14:00:00", "2026-06-06T18:30:00"]


def test_a_month_is_named_between_the_ways_to_others() -> None:
    days = ["" if n in (5, 9) else f'<td><span class="n">{n}</span></td>' for n in range(1, 31)]
    days[4] = (
        '<td><span class="n">5</span><div><a href="/e/5"><span>7.30pm</span> <span>Film night</span></a>'
        "<span>Main Hall</span></div></td>"
    )
    days[8] = '<td><span class="n">9</span><div><a href="/e/9"><span>7pm</span> <span>Whist</span></a></div></td>'
    cells = [f"<td>{n}</td>" for n in range(26, 32)] + days + [f"<td>{n}</td>" for n in range(1, 7)]
    rows = "".join(f"<tr>{''.join(cells[n : n + 7])}</tr>" for n in range(0, len(cells), 7))
    body = f"""<h1>What’s on</h1><p>Everyone is welcome.</p><div><div class="cal-nav"><a href="?m=10">Oct</a>
    <h2>November 2026</h2><a href="?m=12">Dec</a></div><table>{rows}</table></div>"""
    assert [(event.title, naive(event)[0], event.location) for event in events_on(body)] == [
        ("Film night", "2026-11-05T19:30:00", "Main Hall"),
        ("Whist", "2026-11-09T19:00:00", None),
    ]


CARD = """<li class="item"><p>{kicker}</p><h3><a href="/e/{n}">{title}</a></h3>
<p><time datetime="{stamp}">{when}</time>{more}</p><p>{place}</p><p>{words}</p><p>{price}</p></li>"""
CARDS = [
    ("Family workshop", "Glass beads", "2026-05-30T11:00", "Saturday 30 May 2026, 11am to 12.30pm", "", "Hot Shop"),
    ("Exhibition", "Fine thread", "2026-06-06", "6 June to 27 September 2026", "", "Gallery 2"),
    ("Late opening", "Fire and bells", "2026-06-18T19:00", "Thursday 18 June 2026", ", 7–9pm", "Courtyard"),
]
MORE = [
    ("Children from seven can make their first paperweight.", "£9 child, £4 adult"),
    ("Seventy works of lace, from here and from there.", "Included with admission"),
    ("Fire, music and a bar. Watch the team cast a bell.", "£16"),
]


def test_cards_tell_people_the_end_and_the_place_below() -> None:
    names = ("kicker", "title", "stamp", "when", "more", "place", "words", "price")
    told = (dict(zip(names, (*one, *more), strict=True)) for one, more in zip(CARDS, MORE, strict=True))
    found = events_on(f"<h1>What's on</h1><ul>{''.join(CARD.format(n=n, **one) for n, one in enumerate(told))}</ul>")
    assert [(event.title, event.location) for event in found] == [(one[1], one[5]) for one in CARDS]
    assert [naive(event) for event in found] == [
        ("2026-05-30T11:00:00", "2026-05-30T12:30:00"),
        ("2026-06-06", "2026-09-28"),
        ("2026-06-18T19:00:00", "2026-06-18T21:00:00"),
    ]


ROWS = [
    ("Sat 6 June 2026", "2pm", "Well dressing", "Wear boots. Tea after.", "The Green"),
    ("Sun 14 June 2026", "10.30am", "Open gardens", "Nine of them are open.", "Church Lane"),
    ("Fri 19 June 2026", "7pm", "Quiz night", "Teams of four at most.", "Village Hall"),
]


@pytest.mark.parametrize(
    "cell",
    [
        "<strong>{title}</strong><br>{words}",
        '<p><a href="/e">{title}</a></p><p>{words}</p>',
        '<font size="2"><b>{title}</b><br>{words}</font>',
        "{title}<br>{words}",
    ],
)
@pytest.mark.parametrize("head", ["", "<tr><th>Date</th><th>Time</th><th>Event</th><th>Where</th></tr>"])
def test_sentences_below_a_title_are_no_part_of_it(cell: str, head: str) -> None:
    rows = "".join(
        f"<tr><td>{day}</td><td>{clock}</td><td>{cell.format(title=title, words=words)}</td><td>{place}</td></tr>"
        for day, clock, title, words, place in ROWS
    )
    found = events_on(f"<h1>Events</h1><table>{head}{rows}</table>")
    assert [(one.title, one.summary, one.location) for one in found] == [row[2:] for row in ROWS]


def test_a_row_of_a_wrapped_title_above_its_words_is_a_record() -> None:
    rows = "".join(
        f'<tr><td><font size="2">{day}</font></td><td>{clock}</td>'
        f'<td><font size="2"><b>{title}</b><br>{words}</font></td></tr>'
        for day, clock, title, words, _ in ROWS
    )
    assert [one.title for one in events_on(f"<h1>Events</h1><table>{rows}</table>")] == [row[2] for row in ROWS]


LINES = [
    (60, 72, "for the parishes of Upper and Lower Fenning and all who live there, no. 2, May 2026"),
    (100, 72, "Sunday 10 May 2026"),
    (120, 72, "St Hild, 11am: Family service with a walk to"),
    (140, 72, "the old mill. Coffee and cakes are on offer."),
    (180, 72, "Sunday 17 May"),
    (200, 72, "The Barn, 9.30am: Breakfast for the young and"),
    (220, 72, "the old. The brass band plays hymns and waltzes."),
    (260, 72, "Sunday 24 May"),
    (280, 72, "St Hild, 6pm: Songs of praise."),
]


def test_lines_of_print_are_paragraphs_again() -> None:
    body = "".join(
        f'<p style="position:absolute;top:{top}px;left:{left}px;white-space:nowrap"><span>{text}</span></p>\n'
        for top, left, text in LINES
    )
    lines = text_of(page(f"<div>{body}</div>").encode()).split("\n")
    assert lines[2:5] == [
        "Sunday 10 May 2026",
        "St Hild, 11am: Family service with a walk to the old mill. Coffee and cakes are on offer.",
        "",
    ]


def test_a_page_of_what_is_over_is_no_article() -> None:
    over = "".join(
        f'<li><time datetime="2026-01-{day}T19:00Z">Sat {day} Jan 2026, 7pm</time> <a href="/e/{day}">{title}</a></li>'
        for title, day in (("Harvest quiz", 10), ("Jumble sale", 17), ("Barn dance", 24))
    )
    body = f"""<h1>What's on at Fenning Village Hall</h1><h2>Upcoming events</h2><p>There are no events planned at the
    moment. The hall is closed while the roof is mended. Please come back in spring.</p><h2>Past events</h2>
    <ul>{over}</ul><h2>Hiring the hall</h2><p>From May the main hall can be hired for £12 an hour by residents and £17
    an hour by others. The small room is £7 an hour. A deposit of £90 is taken for parties.</p><h2>A short history</h2>
    <p>The hall opened on 4 May 1921 with a concert by the Fenning Silver Band. Miss Ada Thorne was appointed its first
    caretaker in 1922 and retired in 1950. The stage was added in 1961.</p>"""
    assert items_on(page(body)) == []


def test_boxes_are_facts_where_they_are_in_one_of_those_beside() -> None:
    boxes = "".join(
        f'<div class="ev"><span class="a">{day}</span><span class="b">{clock}</span><a href="/e/{clock}">{title}</a>'
        f'<span class="c">{place}</span></div>'
        for day, clock, title, _, place in ROWS
    )
    found = [(event.title, event.location) for event in events_on(f"<h1>Events</h1>{boxes}")]
    assert found == [(row[2], row[4]) for row in ROWS]
