"""HTML pages of postings, of people who change jobs, and of stories beside them: what elements tell besides words."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest

import page_cases
from feeds.model import Fetched, Item, Rejected, Source
from feeds.parse.html import parse, text_of
from feeds.parse.page.publisher import publisher_of
from feeds.parse.page.tree import page_of
from feeds.recognise import recognise

ADDRESS = "https://site.example/page"


def page(body: str, *, title: str = "", language: str = "en", head: str = "") -> str:
    shown = f'<meta charset="utf-8"><title>{escape(title)}</title>{head}'
    return f'<!doctype html><html lang="{language}"><head>{shown}</head><body>{body}</body></html>'


def items_on(html: str) -> list[Item]:
    source = Source(name="case", url=ADDRESS, format="html")
    things = parse(Fetched(location="page.html", body=html.encode(), url=ADDRESS), source)
    return [thing for thing in things if not isinstance(thing, Rejected)]


def told(html: str, kind: str, *fields: str) -> list[tuple[Any, ...]]:
    found = map(page_cases.as_json, items_on(html))
    return [tuple(one.get(field) for field in fields) for one in found if one["kind"] == kind]


def jobs_on(html: str) -> list[tuple[Any, ...]]:
    return told(html, "job_posting", "title", "hiring_organization", "job_location", "valid_through")


def people_on(html: str) -> list[tuple[Any, ...]]:
    return told(html, "personnel_notice", "person", "organization")


LOGO = '<header><a href="/" class="logo"><img src="l.svg" alt="{0}"></a></header>'
FOOT = "<footer><p>{0} · Mill Lane 2</p></footer>"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("", LOGO + "<h1>Vacancies</h1>", "Vacancies | {0}"),
        ("", '<nav><a class="navbar-brand" href="/">{0}</a></nav><h1>Vacancies</h1>' + FOOT, "Vacancies"),
        ('<meta property="og:site_name" content="{0}">', "<h1>Vacancies</h1>" + FOOT, "Vacancies"),
        ("", "<h1>Vacancies at {0}</h1><footer>© 2026 {0}</footer>", "Baker – {0} – Vacancy"),
    ],
)
def test_two_places_of_a_page_say_whose_it_is(head: str, body: str, title: str) -> None:
    name = "Hill Ferries"
    whole = page(body.format(name), title=title.format(name), head=head.format(name))
    assert publisher_of(page_of(whole)) == name


def test_one_place_alone_says_nothing_for_sure() -> None:
    assert publisher_of(page_of(page("<h1>Vacancies</h1><p>We hire.</p>", title="Vacancies | Spring"))) is None


@pytest.mark.parametrize(
    ("language", "heading", "titles", "by"),
    [
        ("en", "Vacancies", ("Welder", "Nurse", "Cook"), ("Closing date", "{0} May 2026")),
        ("da", "Ledige stillinger", ("Smed", "Sygeplejerske", "Kok"), ("Ansøgningsfrist", "{0}. maj 2026")),
        ("no", "Ledige stillinger", ("Sveiser", "Sykepleier", "Kokk"), ("Søknadsfrist", "{0}. mai 2026")),
        ("sv", "Lediga jobb", ("Svetsare", "Sjuksköterska", "Kock"), ("Sista ansökningsdag", "{0} maj 2026")),
        ("de", "Stellenangebote", ("Schweißer", "Krankenpfleger", "Koch"), ("Bewerbungsschluss", "{0}. Mai 2026")),
    ],
)
def test_postings_of_a_list_are_told_by_the_whole_page(
    language: str, heading: str, titles: tuple[str, ...], by: tuple[str, str]
) -> None:
    """Who hires stands at the top of the site; where to work is one of several boxes."""
    label, day = by
    cards = "".join(
        f'<li class="vacancy"><a href="/job/{n}"><h2>{title}</h2></a><p><span class="chip">Hybrid</span>'
        f'<span class="chip">Rosby</span></p>'
        f"<dl><dt>{label}</dt><dd>{day.format(n)}</dd></dl></li>"
        for n, title in enumerate(titles, 3)
    )
    name = "Rosby Havn"
    whole = page(
        f"{LOGO.format(name)}<main><h1>{heading}</h1><ul>{cards}</ul></main>{FOOT.format(name)}",
        title=f"{heading} | {name}",
        language=language,
    )
    assert jobs_on(whole) == [(title, name, "Rosby", f"2026-05-0{n}") for n, title in enumerate(titles, 3)]
    assert told(whole, "job_posting", "url")[0] == ("https://site.example/job/3",)


def test_the_site_of_a_board_hires_nobody() -> None:
    rows = [("Baker", "Hill Bakery Ltd", "Leeds"), ("Welder", "Ash Steel Ltd", "Otley"), ("Nurse", "Elm House", "Hull")]
    cards = "".join(
        f'<li class="job"><h2><a href="/j/{n}">{title}</a></h2><p class="company">{firm}</p>'
        f'<p class="location">{town}</p><p>Apply by {n} May 2026</p></li>'
        for n, (title, firm, town) in enumerate(rows, 3)
    )
    whole = page(f"{LOGO.format('JobSearch')}<h1>Jobs in Yorkshire</h1><ul>{cards}</ul>", title="Jobs | JobSearch")
    assert jobs_on(whole) == [(*row, f"2026-05-0{n}") for n, row in enumerate(rows, 3)]


def test_the_town_of_a_table_counts_beside_the_ward() -> None:
    rows = [("Radiographer", "Imaging", "Karlford"), ("Social worker", "Child psychiatry", "Sealby")]
    body = "".join(
        f'<tr><td><a href="/j/{n}">{title}</a></td><td>{ward}</td><td>{town}</td><td>2026-08-2{n}</td></tr>'
        for n, (title, ward, town) in enumerate(rows, 4)
    )
    head = "<thead><tr><th>Job title</th><th>Department</th><th>Location</th><th>Closing date</th></tr></thead>"
    name = "Westmark Hospital"
    whole = page(
        f"{LOGO.format(name)}<h1>Vacancies at {name}</h1><table>{head}{body}</table>", title=f"Vacancies | {name}"
    )
    wanted = [(title, name, town, f"2026-08-2{n}") for n, (title, _, town) in enumerate(rows, 4)]
    assert jobs_on(whole) == wanted


def test_links_that_are_whole_records_have_lines_of_their_own() -> None:
    rows = [("Harbour master (m/w/d)", "Brunsort", "Vollzeit"), ("Koch (m/w/d)", "Süderhaven", "Teilzeit")]
    rows.append(("Kranführer (m/w/d)", "Brunsort", "Vollzeit"))
    links = "".join(
        f'<a class="item" href="/s/{n}"><strong>{title}</strong><span class="muted">{town}</span>'
        f'<span class="badge">{terms}</span></a>'
        for n, (title, town, terms) in enumerate(rows)
    )
    name = "Hafen Brunsort GmbH"
    body = f'<a class="navbar-brand" href="/">{name}</a><h1>Karriere</h1><h2>Offene Stellen</h2><div>{links}</div>'
    whole = page(body + FOOT.format(name), title=f"Karriere | {name}", language="de")
    assert [job[:3] for job in jobs_on(whole)] == [(title, name, town) for title, town, _ in rows]


def test_links_of_one_line_each_are_rows() -> None:
    rows = [("Matros", "Skarvik", 12), ("Maskinist", "Nes", 15), ("Kokk", "Skarvik", 20)]
    links = "".join(
        f'<a class="job" href="/{day}"><span class="a">{title}</span><span class="b">{town}</span>'
        f'<span class="c">Frist: {day}.05.2026</span></a>'
        for title, town, day in rows
    )
    whole = page(
        f"{LOGO.format('Fjordline')}<h1>Ledige stillinger</h1>{links}", title="Jobb – Fjordline", language="no"
    )
    assert jobs_on(whole) == [(title, "Fjordline", town, f"2026-05-{day}") for title, town, day in rows]


def test_who_hires_is_told_of_postings_that_only_a_list_tells() -> None:
    rows = [("Pædagog til Solstrålen", 12), ("Lærer til Dalby Skole", 15), ("Gartner", 18)]
    entries = "".join(
        f'<li><a href="/{day}">{title}</a> <span>Ansøgningsfrist {day}. maj 2026</span></li>' for title, day in rows
    )
    name = "Dalby Kommune"
    whole = page(f"{LOGO.format(name)}<h1>Ledige job</h1><ul>{entries}</ul>", title=f"Job - {name}", language="da")
    assert jobs_on(whole) == [(title, name, None, f"2026-05-{day}") for title, day in rows]


ADVERT = (
    "{logo}<main><div><h1>{title}</h1><p>{seeks}</p><h2>{tasks}</h2><ul><li>ABC</li><li>DEF</li></ul></div>"
    "<aside><h3>{about}</h3>{facts}</aside></main>"
)


@pytest.mark.parametrize(
    ("pair", "language", "words"),
    [
        (
            "<div><span>{0}</span><span>{1}</span></div>",
            "no",
            {
                "title": "Seksjonsleder renhold",
                "seeks": "Vi søker en trygg og strukturert leder som holder huset rent.",
                "tasks": "Oppgaver",
                "about": "Om stillingen",
                "facts": (("Arbeidsgiver", "Elvebakken sykehus"), ("Sted", "Eidvik"), ("Søknadsfrist", "28.02.2026")),
            },
        ),
        (
            "<dl><dt>{0}</dt><dd>{1}</dd></dl>",
            "en",
            {
                "title": "Reserves Officer",
                "seeks": "We are looking for a practical, cheerful person to look after our reserves.",
                "tasks": "What you will do",
                "about": "About the post",
                "facts": (
                    ("Employer", "Elvebakken sykehus"),
                    ("Location", "Eidvik"),
                    ("Closing date", "28 February 2026"),
                ),
            },
        ),
    ],
)
def test_an_advert_has_its_facts_in_a_box_beside_it(pair: str, language: str, words: dict[str, Any]) -> None:
    facts = "".join(pair.format(*fact) for fact in words["facts"])
    body = ADVERT.format(**{**words, "logo": LOGO.format("Elvebakken sykehus"), "facts": facts})
    whole = page(body, title=words["title"], language=language)
    assert jobs_on(whole) == [(words["title"], "Elvebakken sykehus", "Eidvik", "2026-02-28")]


def test_a_box_of_opening_hours_is_no_content() -> None:
    box = "<h3>Opening hours</h3><div><span>Monday</span><span>9-17</span></div>"
    box += "<div><span>Location</span><span>Mill Lane 2</span></div><div><span>Phone</span><span>0123 4567</span></div>"
    whole = page(f"{LOGO.format('Elm Shop')}<h1>About us</h1><p>{'We sell boots. ' * 9}</p><aside>{box}</aside>")
    assert text_of(whole.encode()) == f"About us\n\n{'We sell boots. ' * 9}".rstrip()
    assert items_on(whole) == []


def test_whom_a_sentence_seeks_without_naming_the_job_is_no_posting() -> None:
    text = "Vacancies\n\nCurator\nLocation: Elmby\nClosing date: 12 June 2026\n\nWe are looking for {}.\n"
    for whom in ("somebody who knows cloth", "a practical, cheerful person", "people"):
        titles = [item.title for item in recognise(text.format(whom)).items]
        assert titles == ["Curator"], whom


STORY = (
    "<article><p class='kicker'>{kicker}</p><h1>{title}</h1><p class='standfirst'>{lead}</p>{byline}"
    "<p>{body}</p><p>{body}</p><p>{body}</p></article>"
)
DANISH = {
    "kicker": "Uddannelse",
    "title": "Færre unge vil være tømrere",
    "lead": "Søgningen falder for tredje år i træk, viser nye tal fra skolerne.",
    "byline": "<div class='byline'><span class='name'>Anne Lise Fur</span></div>",
    "body": "Der er langt færre, som har faget som første valg, og flere værksteder står tomme hele dagen. " * 2,
}
NAMES = (
    "<h3>Nye navne</h3><p><strong>Palle Sten</strong> er ansat som køkkenchef på Vesthede Sygehus.</p>"
    "<p><strong>Mia Kjær</strong> er ansat som konsulent hos Kantinegruppen Nord.</p>"
)
PEOPLE = [("Palle Sten", "Vesthede Sygehus"), ("Mia Kjær", "Kantinegruppen Nord")]


@pytest.mark.parametrize("box", ["<aside>{0}</aside>{1}", "{1}<aside>{0}</aside>", "{1}<div class='sidebar'>{0}</div>"])
def test_people_in_a_box_beside_a_story_are_told(box: str) -> None:
    whole = page(box.format(NAMES, STORY.format(**DANISH)), language="da")
    assert people_on(whole) == PEOPLE
    assert told(whole, "article", "title", "summary", "authors") == [
        (DANISH["title"], DANISH["lead"], ["Anne Lise Fur"])
    ]


def test_a_box_of_stories_beside_a_story_is_left() -> None:
    links = "<h3>Mest læst</h3><ul><li><a href='/1'>Palle Sten bliver køkkenchef</a></li></ul>"
    whole = page(f"{STORY.format(**DANISH)}<aside>{links}</aside>", language="da")
    assert people_on(whole) == []


def test_who_wrote_a_story_can_stand_in_its_footer() -> None:
    byline = "<footer><div>Af <span>Lone Trig</span> · 7. oktober 2026</div></footer>"
    whole = page(STORY.format(**{**DANISH, "byline": byline}), language="da")
    assert told(whole, "article", "authors", "published") == [(["Lone Trig"], "2026-10-07")]


def test_a_name_and_a_day_below_the_title_of_a_story_are_those_of_its_author() -> None:
    byline = (
        "<div class='meta'><a rel='author' href='/a'>Lone Trig</a> <span>·</span> <span>7. oktober 2026</span></div>"
    )
    whole = page(STORY.format(**{**DANISH, "byline": byline}), language="da")
    assert told(whole, "article", "title", "authors", "published") == [(DANISH["title"], ["Lone Trig"], "2026-10-07")]
    assert told(whole, "event", "title") == []


def test_the_mark_of_an_advert_hides_nothing_below_it() -> None:
    whole = page(f"<div class='x'><small>ANNONCE</small><img src='a.png'></div>{STORY.format(**DANISH)}", language="da")
    assert told(whole, "article", "title") == [(DANISH["title"],)]


def test_names_in_bold_part_a_paragraph() -> None:
    text = (
        "<p><strong>Henrike Stoll</strong> (46) ist seit 1. September 2026 Geschäftsführerin der Sägewerk Tann GmbH. "
        "Sie war Leiterin bei Nordplatten. &ndash; <strong>Rolf Degen</strong>, bisher Einkaufsleiter der Holzunion "
        "Ost, ist zum Vorstand der Holzunion Ost berufen worden. &ndash; <strong>Jochen Wies</strong> geht zum 31. "
        "Dezember 2026 als Betriebsleiter der Furnierfabrik Süd in den Ruhestand.</p>"
    )
    whole = page(f"<h1>Köpfe der Woche</h1>{text}", language="de")
    assert [name for name, _ in people_on(whole)] == ["Henrike Stoll", "Rolf Degen", "Jochen Wies"]
    assert text_of(whole.encode()).count("–") == 0


def test_words_in_bold_within_a_text_part_nothing() -> None:
    text = "<p><b>Ann</b> and <b>Bo</b> sing. Then <b>Carl</b> plays.</p>"
    assert text_of(page(text).encode()) == "Ann and Bo sing. Then Carl plays."


def test_press_releases_in_a_list_tell_of_people() -> None:
    cards = "".join(
        f'<div class="card"><h6>{n}.09.2026</h6><h5>{title}</h5><p>{text}</p><a href="/presse/{n}">Les mer</a></div>'
        for n, title, text in (
            (14, "Ingvild Aur blir økonomisjef", "Ingvild Aur (41) er ansatt som økonomisjef i Sørdal Kraftlag."),
            (12, "Ny linje til Dalen", "Linjen er 14 kilometer lang og koster 20 millioner kroner."),
            (10, "Trond Vik slutter", "Nettsjef Trond Vik slutter i Sørdal Kraftlag 31. oktober 2026."),
        )
    )
    whole = page(f"<main><h1>Pressemeldinger</h1>{cards}</main>", language="no", title="Presse")
    assert people_on(whole) == [("Ingvild Aur", "Sørdal Kraftlag"), ("Trond Vik", "Sørdal Kraftlag")]


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("en", "New heads at the council", "Leaves as head of finance on 31 May."),
        ("sv", "Nya chefer i kommunen", "Slutar som ekonomichef den 31 maj."),
    ],
)
def test_the_site_is_the_employer_of_its_own_people(language: str, heading: str, text: str) -> None:
    name = {"en": "Norby Council", "sv": "Norby kommun"}[language]
    whole = page(
        f"{LOGO.format(name)}<h1>{heading}</h1><p>3 April 2026</p><p><strong>Eva Lind</strong><br>{text}</p>"
        f"<p><strong>Omar Falk</strong><br>{text}</p>{FOOT.format(name)}",
        title=f"{heading} - {name}",
        language=language,
    )
    assert people_on(whole) == [("Eva Lind", name), ("Omar Falk", name)]


@pytest.mark.parametrize(
    ("language", "heading", "joins", "retires"),
    [
        ("en", "New faces", "Joins on 1 October 2026.", "Retires on 30 November 2026 after 38 years."),
        ("da", "Nye kolleger", "Tiltræder den 1. oktober 2026.", "Går på pension den 30. november 2026."),
    ],
)
def test_who_retires_below_a_heading_for_new_people_retires(
    language: str, heading: str, joins: str, retires: str
) -> None:
    text = f"{heading}\n\nAnn Bode\nController\n{joins}\n\nIb Holm\nConsultant\n{retires}\n"
    found = [page_cases.as_json(one) for one in recognise(text, language=language, publisher=lambda: "Elm Bank").items]
    assert [(one["person"], one["change"], one.get("role_name"), one.get("previous_role_name")) for one in found] == [
        ("Ann Bode", "appointed", "Controller", None),
        ("Ib Holm", "retired", None, "Consultant"),
    ]


def test_the_way_to_a_page_and_plain_menus_are_no_text() -> None:
    menu = "<ul><li><a href='/a'>Students</a></li><li><a href='/b'>Staff</a></li><li><a href='/c'>Library</a></li></ul>"
    way = "<p><a href='/'>Home</a> / <a href='/news'>News</a> / People</p>"
    assert text_of(page(f"{menu}{way}<h1>People</h1><p>Nobody moved.</p>").encode()) == "People\n\nNobody moved."


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "Ten years ago this week"),
        ("da", "For 25 år siden"),
        ("no", "For 25 år siden"),
        ("sv", "För 25 år sedan"),
        ("de", "Vor 25 Jahren"),
    ],
)
def test_what_was_long_ago_is_no_news(language: str, heading: str) -> None:
    know = recognise(f"{heading}\n\nAnn Bode was named chairman of the Stone Federation.\n", language=language)
    assert know.items == ()


def test_the_page_of_no_events_is_no_article() -> None:
    text = "Der er ingen planlagte arrangementer i øjeblikket. Bestyrelsen melder ud på opslagstavlen, når der er nyt."
    whole = page(f"<h1>Arrangementer</h1><p>{text}</p><p>Husk at hække mod stien skal være klippet.</p>", language="da")
    assert items_on(whole) == []


def test_an_entry_of_several_lines_has_no_mark() -> None:
    assert text_of(page("<ul><li>Hill Farm<br>Cook<br>Leeds</li></ul>").encode()) == "Hill Farm\nCook\nLeeds"


def test_a_linked_term_is_a_title() -> None:
    terms = "<dl><dt><a href='a'>Cook</a></dt><dd>Leeds</dd><dt>Pay</dt><dd>£9</dd></dl>"
    assert text_of(page(terms).encode()) == "Cook\nLeeds\nPay: £9"
