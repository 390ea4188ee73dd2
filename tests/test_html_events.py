"""Events on HTML pages: what tags tell of them, and what the words around a list or a table add."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from feeds.model import Event, Fetched, Rejected, Source
from feeds.parse.html import parse

ADDRESS = "https://site.example/sub/page"


def events_on(page: str, language: str | None = None) -> list[Event]:
    source = Source(name="case", url=ADDRESS, format="html", language=language)
    things = parse(Fetched(location="page.html", body=page.encode(), url=ADDRESS), source)
    return [thing for thing in things if isinstance(thing, Event)]


def refused_on(page: str) -> list[Rejected]:
    things = parse(Fetched(location="page.html", body=page.encode(), url=ADDRESS), Source(name="case", url=ADDRESS))
    return [thing for thing in things if isinstance(thing, Rejected)]


def told(events: Sequence[Event]) -> list[tuple[str | None, str, str | None]]:
    return [(event.title, str(event.start)[:16], event.location) for event in events]


# --- the year ---------------------------------------------------------------------------------------------------------

_BADGES = "".join(
    f'<li class="ev"><div class="when"><span class="day">{day}</span><span class="month">{month}</span></div>'
    f'<h3><a href="/e/{day}">{title}</a></h3><p><span class="time">{clock}</span> <span class="place">{place}</span>'
    "</p></li>"
    for day, month, title, clock, place in (
        ("9", "maj", "Loppmarknad vid ån", "Kl. 10.00–14.00", "Hamnplan"),
        ("21", "maj", "Kören sjunger ut", "Kl. 18.30", "Sockenkyrkan"),
        ("4", "juni", "Öppet hus på brandstationen", "Kl. 12.00", "Stationen"),
    )
)
_ROWS = "".join(
    f"<tr><td>{day}</td><td>{clock}</td><td>{title}</td><td>{place}</td></tr>"
    for day, clock, title, place in (
        ("7. marts", "10.00", "Forårsrengøring", "Skuret"),
        ("18. april", "13.30", "Årets første tur", "Broen"),
        ("2.-3. maj", "", "Træningsweekend", "Langsø Havn"),
    )
)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", "<p>Sidan senast uppdaterad: 2027-04-11</p>"),
        ("<p>Vårens program 2027</p>", ""),
        ("", "<div>© 2027 Åby kommun</div>"),
    ],
)
def test_the_days_of_a_list_have_the_year_of_the_page(above: str, below: str) -> None:
    page = f'<html lang="sv"><body><main><h1>Evenemang</h1>{above}<ul>{_BADGES}</ul>{below}</main></body></html>'
    assert told(events_on(page)) == [
        ("Loppmarknad vid ån", "2027-05-09 10:00", "Hamnplan"),
        ("Kören sjunger ut", "2027-05-21 18:30", "Sockenkyrkan"),
        ("Öppet hus på brandstationen", "2027-06-04 12:00", "Stationen"),
    ]
    assert [event.url for event in events_on(page)][:1] == ["https://site.example/e/9"]
    assert not [one for one in refused_on(page) if one.kind == "event"]


def test_the_days_of_a_table_have_the_year_above_it() -> None:
    head = "<tr><td><b>Dato</b></td><td><b>Kl.</b></td><td><b>Aktivitet</b></td><td><b>Sted</b></td></tr>"
    page = f"<font size=4><b>Aktiviteter 2027</b></font><p>Vel mødt!</p><table border=1>{head}{_ROWS}</table>"
    assert told(events_on(page, "da")) == [
        ("Forårsrengøring", "2027-03-07 10:00", "Skuret"),
        ("Årets første tur", "2027-04-18 13:30", "Broen"),
        ("Træningsweekend", "2027-05-02", "Langsø Havn"),
    ]


def test_days_without_a_year_anywhere_have_none() -> None:
    page = f'<html lang="sv"><body><main><h1>Evenemang</h1><ul>{_BADGES}</ul></main></body></html>'
    assert {event.start for event in events_on(page)} == {None}


# --- calendars of a month ---------------------------------------------------------------------------------------------

_MARCH_2027 = {5: "20.00|Jazz i kælderen", 9: "|Vernissage", 20: "10.30-12|Børneteater", 31: "19.00|Årsmøde"}


def grid(on: dict[int, str], *, first: int, last: int, is_numbered: bool = False, head: str = "") -> str:
    """Write a calendar whose first day stands in column `first`; what is on is a time and a title."""
    cells = ["<td>&nbsp;</td>"] * first
    for day in range(1, last + 1):
        clock, _, title = on.get(day, "").partition("|")
        link = f'<div><span>{clock}</span> <a href="/k/{title[:4]}">{title}</a></div>' if title else ""
        cells.append(f'<td><span class="nr">{day}</span>{link}</td>')
    cells += ["<td></td>"] * (-len(cells) % 7)
    weeks = ["".join(cells[at : at + 7]) for at in range(0, len(cells), 7)]
    numbers = [f"<td>{n + 9}</td>" if is_numbered else "" for n in range(len(weeks))]
    rows = (f"<tr>{number}{row}</tr>" for number, row in zip(numbers, weeks, strict=True))
    return f"<table>{head}{''.join(rows)}</table>"


@pytest.mark.parametrize("is_numbered", [False, True])
@pytest.mark.parametrize("where", ["heading", "caption", "link", "title"])
def test_the_cells_of_a_month_are_its_days(where: str, *, is_numbered: bool) -> None:
    said = {
        "heading": ("<h2>Marts 2027</h2>", "", "Kalender"),
        "caption": ("", "<caption>marts 2027</caption>", "Kalender"),
        "link": ('<div>Marts 2027</div><div><a href="?m=2">Februar 2027</a></div>', "", "Kalender"),
        "title": ("", "", "Kalender marts 2027"),
    }[where]
    table = grid(_MARCH_2027, first=0, last=31, is_numbered=is_numbered, head=said[1])
    page = f'<html lang="da"><title>{said[2]}</title><body><h1>Kalender</h1>{said[0]}{table}</body></html>'
    events = events_on(page)
    assert [(event.title, str(event.start)[:16]) for event in events] == [
        ("Jazz i kælderen", "2027-03-05 20:00"),
        ("Vernissage", "2027-03-09"),
        ("Børneteater", "2027-03-20 10:30"),
        ("Årsmøde", "2027-03-31 19:00"),
    ]
    assert [event.url for event in events][1] == "https://site.example/k/Vern"
    assert str(events[2].end)[:16] == "2027-03-20 12:00"


def test_a_calendar_that_is_not_that_of_the_month_named_above_gives_nothing() -> None:
    table = grid(_MARCH_2027, first=3, last=31)
    assert events_on(f'<html lang="da"><body><h1>Kalender</h1><h2>Marts 2027</h2>{table}</body></html>') == []


def test_what_goes_on_for_days_stands_in_a_calendar_once() -> None:
    table = grid(dict.fromkeys((8, 9, 10), "|Høstferie på museet"), first=0, last=31)
    (event,) = events_on(f'<html lang="da"><body><h1>Kalender</h1><h2>Marts 2027</h2>{table}</body></html>')
    assert (str(event.start), str(event.end)) == ("2027-03-08", "2027-03-11")


def test_days_of_a_calendar_are_told_once_beside_the_list_of_them() -> None:
    listed = "".join(
        f'<li><h3><a href="/e/{n}">{title}</a></h3><p>{day}. marts 2027 kl. 20.00, Salen</p></li>'
        for n, (day, title) in enumerate(((5, "Jazz i kælderen"), (9, "Vernissage"), (31, "Årsmøde")))
    )
    page = f'<html lang="da"><body><h1>Kalender</h1><h2>Marts 2027</h2>{grid(_MARCH_2027, first=0, last=31)}'
    found = [
        event.title for event in events_on(f"{page}<h2>Kommende arrangementer</h2><ul>{listed}</ul></body></html>")
    ]
    assert sorted(filter(None, found)) == ["Børneteater", "Jazz i kælderen", "Vernissage", "Årsmøde"]


# --- tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["th", "td"])
def test_a_day_beside_several_rows_is_that_of_each(tag: str) -> None:
    page = (
        '<html lang="nb"><body><h1>Det skjer i mars 2027</h1><table>'
        "<tr><th>Dag</th><th>Kl.</th><th>Hva</th><th>Hvor</th></tr>"
        f"<tr><{tag} rowspan=2>Søndag 7. mars</{tag}><td>11.00</td><td>Skirenn</td><td>Vollen</td></tr>"
        "<tr><td>18.00</td><td>Bygdekino</td><td>Grendehuset</td></tr>"
        f"<tr><{tag}>Onsdag 10. mars</{tag}><td rowspan='2'>19.00</td><td>Bingo</td><td>Grendehuset</td></tr>"
        f"<tr><{tag}>Torsdag 11. mars</{tag}><td>Strikkekafé</td><td>Biblioteket</td></tr></table></body></html>"
    )
    assert told(events_on(page)) == [
        ("Skirenn", "2027-03-07 11:00", "Vollen"),
        ("Bygdekino", "2027-03-07 18:00", "Grendehuset"),
        ("Bingo", "2027-03-10 19:00", "Grendehuset"),
        ("Strikkekafé", "2027-03-11 19:00", "Biblioteket"),
    ]


@pytest.mark.parametrize("rows", ["0", "-1", "x", "99999999999", "²", ""])
def test_an_odd_height_of_a_cell_costs_nothing(rows: str) -> None:
    page = (
        '<html lang="en"><body><table><tr><th>Date</th><th>What</th></tr>'
        f'<tr><td rowspan="{rows}">7 March 2027</td><td>Raft race</td></tr>'
        "<tr><td>8 March 2027</td><td>Boat fair</td></tr></table></body></html>"
    )
    assert ("Raft race", "2027-03-07", None) in told(events_on(page))


# --- programmes -------------------------------------------------------------------------------------------------------


def programme(*points: tuple[str, str, str], day: str) -> str:
    rows = "".join(
        f'<div class="x1"><span>{clock}</span><h4>{title}</h4><p>{words}</p></div>' for clock, title, words in points
    )
    return f"<section><h3>{day}</h3>{rows}</section>"


def test_hours_below_the_heading_of_a_day_are_of_that_day() -> None:
    friday = programme(
        ("9.30am", "Ridge Walk", "9 miles. Bell Inn. £6"), ("2pm", "Fungi", "Easy."), day="Friday 9 July"
    )
    later = programme(("7.30pm", "Ceilidh", "With the band. Village Hall. £12"), day="Saturday 10 July")
    events = events_on(f'<html lang="en"><body><h1>Programme 2027</h1>{friday}{later}</body></html>')
    assert [(event.title, str(event.start)[:16], event.price) for event in events] == [
        ("Ridge Walk", "2027-07-09 09:30", "£6"),
        ("Fungi", "2027-07-09 14:00", None),
        ("Ceilidh", "2027-07-10 19:30", "£12"),
    ]
    assert events[2].location == "Village Hall"


def test_news_of_a_day_with_their_minute_are_no_events() -> None:
    ticker = programme(
        ("09.32", "Road closed", "A lorry has lost its load."),
        ("11.17", "Mayor resigns", "She named no reason."),
        ("14.06", "Bus drivers strike", "The talks ended."),
        day="Friday 9 July 2027",
    )
    titles = {event.title for event in events_on(f'<html lang="en"><body><h1>News</h1>{ticker}</body></html>')}
    assert titles.isdisjoint(("Road closed", "Mayor resigns", "Bus drivers strike"))


_POINTS = (
    ("Fredag 11. juni", (("17:00", "Åpning med korpset", "Torget"), ("20:30", "Ulvehyl", "Kaiscenen"))),
    ("Lørdag 12. juni", (("11:00", "Barnas krabbefiske", "Moloen"), ("21:00", "Blå Blues Band", "Kaiscenen"))),
)


def test_the_days_of_a_festival_without_a_name_are_no_event_of_which_all_else_is_a_part() -> None:
    days = "".join(
        f"<div><h2>{day}</h2><div>"
        + "".join(
            f'<div class="r"><span>{clock}</span><div><p class="n">{title}</p><p>{place}</p></div></div>'
            for clock, title, place in points
        )
        + "</div></div>"
        for day, points in _POINTS
    )
    head = "<h1>Program 2027</h1><p>11.–12. juni på kaia</p>"
    button = '<div><a class="btn" href="/b">Kjøp festivalpass</a></div>'
    page = f'<html lang="nb"><body><main>{head}{days}{button}</main></body></html>'
    assert told(events_on(page)) == [
        ("Åpning med korpset", "2027-06-11 17:00", "Torget"),
        ("Ulvehyl", "2027-06-11 20:30", "Kaiscenen"),
        ("Barnas krabbefiske", "2027-06-12 11:00", "Moloen"),
        ("Blå Blues Band", "2027-06-12 21:00", "Kaiscenen"),
    ]
    named = events_on(page.replace("Program 2027", "Kråkefestivalen 2027"))
    assert [(event.title, len(event.sub_events)) for event in named] == [("Kråkefestivalen 2027", 4)]


# --- newsletters ------------------------------------------------------------------------------------------------------


def letter(*blocks: str) -> str:
    """Write a letter as programs do that send them: tables in tables, a part in each."""
    parts = "".join(
        f'<table class="block"><tbody><tr><td class="text">{one}</td></tr></tbody></table>' for one in blocks
    )
    return (
        f'<html lang="sv"><body><center><table><tr><td><table width=600><tr><td>{parts}</td></tr></table>'
        "</td></tr></table></center></body></html>"
    )


def test_headings_inside_the_part_of_a_letter_part_its_events() -> None:
    page = letter(
        "<h1>Nyhetsbrev november 2027</h1><p>Hej alla medlemmar! Tack för en fin höst vid sjön.</p>",
        "<h2>Det händer</h2><h3>Hamnkväll med kranen</h3><em>Fredag 12 november kl. 17.00–20.00, Norra kajen</em><br>"
        "Kranen går och det finns varm soppa.<br><br><h3>Julbord för vakterna</h3>"
        "<em>Lördag 4 december kl. 12.30, Gasklockan</em><br>Ta med ett paket.",
        "<h2>Tack</h2><p>Tack till alla som hjälpte till med målningen av skjulet i september.</p>",
    )
    assert told(events_on(page)) == [
        ("Hamnkväll med kranen", "2027-11-12 17:00", "Norra kajen"),
        ("Julbord för vakterna", "2027-12-04 12:30", "Gasklockan"),
    ]


def test_a_row_with_a_title_above_other_words_is_read_line_by_line() -> None:
    rows = "".join(
        f"<tr><td><strong>{day}</strong><br>{clock}</td><td><strong>{title}</strong><br>{words}</td></tr>"
        for day, clock, title, words in (
            ("Tors 11 mars", "07.30–09.00", "Frukostmöte om el", "Hotell Norra. 120 kr."),
            ("Tis 23 mars", "18.00", "Årsmöte", "Sparbankens lokal, Storgatan 9."),
            ("Ons 14 april", "13.00", "Bokföring utan tårar", "Campus Hultby."),
        )
    )
    page = letter(
        "<h1>Månadsbrev mars 2027</h1><p>Hej!</p>", f"<h2>Kalender</h2><table>{rows}</table>", "<p>Hej då!</p>"
    )
    assert told(events_on(page)) == [
        ("Frukostmöte om el", "2027-03-11 07:30", "Hotell Norra"),
        ("Årsmöte", "2027-03-23 18:00", "Sparbankens lokal, Storgatan 9"),
        ("Bokföring utan tårar", "2027-04-14 13:00", "Campus Hultby"),
    ]


# --- lines that tags part ---------------------------------------------------------------------------------------------

_SHOWS = (
    ("Saturday 6 March 2027", "10am-12 noon", "Jumble Sale on the Green", "Market Square", "Cakes for everyone."),
    (
        "Wednesday 17 March 2027",
        "7.30pm",
        "Talk: Vikings on the Volga",
        "Town Library, High Street",
        "Ib Lund tells of them.",
    ),
    ("Sunday 4 April 2027", "2pm", "Birdwatching at Moss Lake", "North Wood car park", "Bring your binoculars."),
)
_NAMES = ("day", "clock", "title", "place", "words")
_TOLD = [
    ("Jumble Sale on the Green", "2027-03-06 10:00", "Market Square"),
    ("Talk: Vikings on the Volga", "2027-03-17 19:30", "Town Library, High Street"),
    ("Birdwatching at Moss Lake", "2027-04-04 14:00", "North Wood car park"),
]


@pytest.mark.parametrize(
    "form",
    [
        "<h3>{title}</h3><p>{day} {clock}, {place}</p><p>It goes on in any weather.</p>",
        "<li><span class=d>{day}</span><time>{clock}</time><strong>{title}</strong><span class=p>{place}</span></li>",
        "<div class=row><time>{day} {clock}</time> <strong>{title}</strong> <span>{place}</span></div>",
        "<details><summary>{day}: {title}</summary><p>{words}</p><p>{clock}, {place}. £4</p></details>",
        "<table><tr><td>{day}<br>{clock}</td><td><b>{title}</b><br>{place}</td></tr></table>",
        "<table><tr><td>{day} {clock}</td><td>{title}<br>{place}</td></tr></table>",
        "<section><h3>{title}</h3><p>Date: {day}</p><p>Time: {clock}</p><p>Venue: {place}</p></section>",
        "<article><h3><a href=/e>{title}</a></h3><p>{day}</p><p>{clock} · {place}</p></article>",
    ],
)
def test_what_tags_part_is_parted(form: str) -> None:
    shows = "".join(form.format(**dict(zip(_NAMES, show, strict=True))) for show in _SHOWS)
    page = f'<html lang="en"><body><main><h1>Events 2027</h1><ul>{shows}</ul></main></body></html>'
    assert told(events_on(page)) == _TOLD


def test_the_boxes_of_one_date_are_not_parted() -> None:
    badges = "".join(
        f"<li><span class=d>{day}</span><span class=m>{month}</span><span class=y>2027</span><br>{title}, 7 pm</li>"
        for day, month, title in (("6", "March", "Barn dance"), ("17", "March", "Quiz"), ("4", "April", "Egg hunt"))
    )
    page = f'<html lang="en"><body><main><h1>What’s on</h1><ul>{badges}</ul></main></body></html>'
    assert [(event.title, str(event.start)[:16]) for event in events_on(page)] == [
        ("Barn dance", "2027-03-06 19:00"),
        ("Quiz", "2027-03-17 19:00"),
        ("Egg hunt", "2027-04-04 19:00"),
    ]


@pytest.mark.parametrize(
    ("title", "foot"),
    [
        ("Evenemang", "<p>© 2027 Åby kommun</p>"),
        ("Evenemang våren 2027", "<p>© 2019 Åby kommun</p>"),
        ("Evenemang", "<p>Sidansvarig: Kultur. Uppdaterad: 2027-04-02</p>"),
    ],
)
@pytest.mark.parametrize("is_listed", [False, True])
def test_the_foot_and_the_name_of_a_page_tell_its_year(title: str, foot: str, *, is_listed: bool) -> None:
    lines = (
        "<p><b>9 maj</b> kl. 10.00: Loppmarknad vid ån, Hamnplan</p><p><b>21 maj</b> kl. 18.30: Kören sjunger ut, "
        "Sockenkyrkan</p><p><b>4 juni</b> kl. 12.00: Öppet hus på brandstationen, Stationen</p>"
    )
    content = f"<ul>{_BADGES}</ul>" if is_listed else lines
    page = (
        f'<html lang="sv"><head><title>{title}</title></head><body><main><h1>Evenemang</h1>{content}</main>'
        f"<footer>{foot}</footer></body></html>"
    )
    assert [str(event.start)[:16] for event in events_on(page)] == [
        "2027-05-09 10:00",
        "2027-05-21 18:30",
        "2027-06-04 12:00",
    ]


# --- pages of one event, and of none ----------------------------------------------------------------------------------


def test_the_heading_of_a_page_is_the_title_of_its_event_whatever_stands_above() -> None:
    page = (
        '<html lang="en"><body><header class="hero"><p class="eyebrow">The Friends of Bray Wood present</p>'
        "<h1>Coppice Fair</h1><p>Saturday 18 September 2027<br>10am – 4.30pm</p>"
        '<p class="where">Bray Wood Lodge, near Hull</p><a class="button" href="#t">Get tickets</a></header>'
        "<main><h2>A day among the trees</h2><p>Meet hurdle makers and basket weavers, and see horses at work.</p>"
        "<h2>Tickets</h2><p>Admission: £7 per adult.</p></main></body></html>"
    )
    assert told(events_on(page)) == [("Coppice Fair", "2027-09-18 10:00", "Bray Wood Lodge, near Hull")]


def test_a_page_of_events_without_any_gives_nothing() -> None:
    page = (
        '<html lang="da"><body><main><h1>Arrangementer</h1><p>Der er i øjeblikket ingen planlagte arrangementer.</p>'
        "<p>Møllen er lukket for vinteren, mens hjulet bliver repareret. Programmet kommer til foråret.</p>"
        "<h2>Møllens historie kort</h2><ul><li><b>12. maj 1868</b> Møllen brænder og bygges op igen.</li>"
        "<li><b>3. juni 1981</b> Foreningen stiftes på kroen.</li></ul>"
        "<h2>Allerede afholdt</h2><p>Lørdag den 6. marts 2027 kl. 10: Arbejdsdag, Møllen</p></main></body></html>"
    )
    source = Source(name="case", url=ADDRESS, format="html")
    things = parse(Fetched(location="page.html", body=page.encode(), url=ADDRESS), source)
    assert [thing for thing in things if not isinstance(thing, Rejected)] == []


# --- lines without gaps -----------------------------------------------------------------------------------------------


def test_titles_and_dates_in_turns_are_told_apart() -> None:
    lines = (
        ("f0", "Parish News July 2027"),
        ("f1", "Services this month"),
        ("f2", "Sunday 4 July 9.30am Eucharist"),
        ("f2", "Sunday 11 July 11am Family Service"),
        ("f1", "Dates for your diary"),
        ("f1", "Strawberry Tea"),
        ("f2", "Saturday 10 July, 3pm to 5pm, Rectory garden. Tickets £6."),
        ("f1", "Bell Tower Evening"),
        ("f2", "Thursday 15 July, 7pm, St Ann’s Church"),
    )
    page = "".join(f'<div class="t {font}">{line}</div>' for font, line in lines)
    assert told(events_on(f'<html lang="en"><body><div class="pf">{page}</div></body></html>')) == [
        ("Eucharist", "2027-07-04 09:30", None),
        ("Family Service", "2027-07-11 11:00", None),
        ("Strawberry Tea", "2027-07-10 15:00", "Rectory garden"),
        ("Bell Tower Evening", "2027-07-15 19:00", "St Ann’s Church"),
    ]


def test_a_last_day_in_a_later_sentence_is_no_day_of_an_event() -> None:
    page = (
        '<html lang="en"><body><main><h1>Plot news</h1><h3>Dates for your diary</h3><dl>'
        "<dt>Seed swap</dt><dd>Sunday 14 March 2027, 10am to 12 noon, Trading shed. Free.</dd>"
        "<dt>Summer show</dt><dd>Saturday 7 August 2027, 2pm to 5pm, Scout hut. Entry 50p.</dd></dl>"
        "<h3>Reminders</h3><p>Bonfires are not allowed before 6pm. Key deposits are due by 31 March.</p>"
        "<p>Filed under: Committee, Dates</p></main></body></html>"
    )
    assert [event.title for event in events_on(page)] == ["Seed swap", "Summer show"]


def test_buttons_that_open_parts_of_a_page_are_headings() -> None:
    parts = "".join(
        f'<div class="accordion-item"><h2><button class="accordion-button">{day}: {title}</button></h2>'
        f'<div class="accordion-body"><p>{clock}, {place}</p></div></div>'
        for day, clock, title, place, _ in _SHOWS
    )
    page = f'<html lang="en"><body><main><h1>Events 2027</h1>{parts}<button>Load more</button></main></body></html>'
    assert told(events_on(page)) == _TOLD


def test_facts_that_stand_aside_are_those_of_the_page() -> None:
    page = (
        '<html lang="en"><body><main><h1>Talk: Vikings on the Volga</h1><p>Historian Ib Lund tells of the rivers.</p>'
        "<aside><h3>Info</h3><dl><dt>Date</dt><dd>Wednesday 17 March 2027</dd><dt>Time</dt><dd>7.30pm</dd>"
        "<dt>Venue</dt><dd>Town Library</dd></dl></aside></main>"
        "<aside><h3>Opening hours</h3><dl><dt>Monday</dt><dd>10am to 4pm</dd></dl></aside></body></html>"
    )
    assert told(events_on(page)) == [("Talk: Vikings on the Volga", "2027-03-17 19:30", "Town Library")]
