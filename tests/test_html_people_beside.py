"""HTML pages where people, postings and stories stand among other things: which of them are told, and which are not."""

from __future__ import annotations

from typing import Any

import pytest

from feeds.model import Item
from feeds.parse.html import text_of
from test_html_jobs_and_people import items_on, jobs_on, page, people_on, told

STORY = (
    "<main><article><h1>Barge runs aground at Hollin Lock</h1><p>A barge with forty tonnes of gravel sat fast for two "
    "days below the lock.</p><p>Nobody was hurt. The gravel was shovelled ashore by hand, in the rain, by all who live "
    "on the towpath, and the keeper of the lock made tea for them from noon till dusk. On Sunday the barge went on its "
    "way with half of its load, and with a new hand at the tiller.</p></article></main>"
)


def kinds(items: list[Item]) -> list[str]:
    return [item.kind for item in items]


def test_smaller_headings_in_a_box_of_people_are_read_with_it() -> None:
    box = (
        "<aside><div><h2>Appointments</h2>"
        "<div><h3>Hollin Savings Bank</h3><p>Ada Quarles has been appointed chief executive.</p></div>"
        "<div><h3>Combe School</h3><p>Head teacher Tom Ridd is leaving Combe School in December.</p></div></div>"
        "<div><h2>Most read</h2><ol><li>Swan returns to the weir</li></ol></div></aside>"
    )
    html = page(STORY + box)
    assert people_on(html) == [("Ada Quarles", "Hollin Savings Bank"), ("Tom Ridd", "Combe School")]
    assert "Swan" not in text_of(html.encode())


def test_what_a_spacer_skips_is_shown_and_the_way_past_the_head_is_not() -> None:
    body = (
        '<div class="skip-link"><a href="#main">Skip to the content</a></div><h1>Vacancies</h1>'
        '<div class="jobs no-skip-spacer"><ul>'
        + "".join(
            f'<li><h2><a href="/{n}">{job}</a></h2><p>Apply by {n} May 2026.</p></li>'
            for n, job in enumerate(("Night nurse", "Lock keeper", "Baker"), 3)
        )
        + "</ul></div>"
    )
    html = page(body)
    assert [job[0] for job in jobs_on(html)] == ["Night nurse", "Lock keeper", "Baker"]
    assert "Skip" not in text_of(html.encode())


def test_badges_of_a_record_stand_side_by_side() -> None:
    entries = "".join(
        f'<li><h3><a href="/{n}">{job}</a></h3><ul><li>{field}</li><li>Full time</li></ul>'
        f"<p>Closing date: {n} May 2026</p></li>"
        for n, (job, field) in enumerate((("Engineer", "Water"), ("Cook", "Schools"), ("Clerk", "Harbour")), 3)
    )
    text = text_of(page(f"<h1>Vacancies</h1><ul>{entries}</ul>").encode())
    assert "Engineer\nWater · Full time\nClosing date: 3 May 2026" in text


def test_goods_of_a_shop_are_no_stories() -> None:
    goods = "".join(
        f'<li class="product post-{n}"><a href="/goods/{n}/"><h2>{name}</h2><span class="price">£{n}.50</span></a></li>'
        for n, name in enumerate(("Wholemeal flour, 2 kg", "Tea towel with sails", "Poster: Mill at dusk"), 4)
    )
    assert items_on(page(f"<h1>Mill shop</h1><ul>{goods}</ul>")) == []


def test_a_column_of_people_that_says_to_be_a_story_is_none() -> None:
    head = '<meta property="og:type" content="article"><meta property="article:published_time" content="2026-07-03">'
    body = (
        "<article><h1>Movers and shakers: July 2026</h1><p>Ann Marsh has been appointed head of sales at Hill Ferries."
        "</p><p>Ben Moor has joined Bray Cartons as clerk.</p></article>"
    )
    html = page(body, head=head, title="Movers and shakers: July 2026 | Boxes")
    assert kinds(items_on(html)) == ["personnel_notice", "personnel_notice"]


def test_the_kicker_of_a_story_can_say_that_it_is_a_column_of_people() -> None:
    body = (
        '<article><header><span>Köpfe</span><h1>Viel Bewegung in der Branche</h1><time datetime="2026-09-03">'
        "3. September 2026</time></header><p><strong>Karl Bohm</strong> übernimmt zum 1. Oktober die Werkleitung der "
        "Kartonwerke Nord. <strong>Ida Kurt</strong> ist neue Vertriebsleiterin der Folien Süd GmbH.</p></article>"
    )
    assert [name for name, _ in people_on(page(body, language="de"))] == ["Karl Bohm", "Ida Kurt"]


def test_the_one_posting_of_a_page_is_called_as_its_heading() -> None:
    body = (
        "<main><h1>Jordmor i 100 % fast stilling</h1><p>Vil du ta imot de nye innbyggerne?</p><h2>Om avdelingen</h2>"
        "<p>Vi har fire fødestuer.</p><blockquote><p>Her bruker jeg hele faget mitt.</p><cite>Turid, jordmor siden 2011"
        "</cite></blockquote><h2>Om stillingen</h2><dl><dt>Arbeidsgiver</dt><dd>Vik sykehus</dd><dt>Arbeidssted</dt>"
        "<dd>Vik</dd><dt>Søknadsfrist</dt><dd>07.06.2026</dd></dl></main>"
    )
    assert jobs_on(page(body, language="nb")) == [("Jordmor i 100 % fast stilling", "Vik sykehus", "Vik", "2026-06-07")]


def test_the_news_of_a_house_tell_of_its_people() -> None:
    posts = (
        ("New quay opened", "The new quay was opened by the mayor on Sunday, with a brass band and buns for all."),
        (
            "New director",
            "Gwen Strom has been appointed director of Hill Ferries. She was head of sales at Bray Lines.",
        ),
        ("Long watch ends", "Captain Abel Thorne is retiring from Hill Ferries after forty years at the wheel."),
        ("Timetable for the winter", "The boats leave at the usual hours, and ten minutes later when it is foggy."),
    )
    entries = "".join(
        f'<li class="post"><h2><a href="/{n}/">{title}</a></h2><time datetime="2026-08-{n}">{n} August 2026</time>'
        f"<p>{text}</p></li>"
        for n, (title, text) in enumerate(posts, 11)
    )
    logo = '<header><a href="/" class="logo"><img src="l.svg" alt="Hill Ferries"></a></header>'
    for heading, people in (("News from Hill Ferries", ["Gwen Strom", "Abel Thorne"]), ("News", [])):
        html = page(f"{logo}<h1>{heading}</h1><ul>{entries}</ul>", title=f"{heading} – Hill Ferries")
        assert [name for name, _ in people_on(html)] == people
        assert len(told(html, "article", "title")) == len(posts)


@pytest.mark.parametrize(
    ("language", "heading", "text", "people"),
    [
        ("da", "Kort om møllen", "I 1934 blev den sidste møller, Karl Fogh, ansat ved Kornkompagniet.", []),
        ("en", "People", "In 1934 the miller Karl Fogg was appointed manager of the Corn Company.", []),
        (
            "sv",
            "På nytt jobb",
            "Vi hälsar Ida Berg välkommen som kantor i Viks församling.",
            [("Ida Berg", "Viks församling")],
        ),
        (
            "sv",
            "På nytt jobb",
            "Styrelsen för Bageriet i Lid har utsett Omar Said till ny vd.",
            [("Omar Said", "Bageriet i Lid")],
        ),
        (
            "de",
            "Köpfe",
            "Am 1. September 2026 tritt Diakon Max Rehm seinen Dienst in der Kirchengemeinde St. Veit an.",
            [("Max Rehm", "Kirchengemeinde St. Veit")],
        ),
        (
            "de",
            "Köpfe",
            "Und der Verband Karton hat Ida Thiel zur Präsidentin gewählt.",
            [("Ida Thiel", "Verband Karton")],
        ),
    ],
)
def test_sentences_tell_of_people(language: str, heading: str, text: str, people: list[Any]) -> None:
    assert people_on(page(f"<h1>{heading}</h1><p>{text}</p>", language=language)) == people


def test_the_last_event_of_a_letter_does_not_swallow_who_is_new() -> None:
    entries = "".join(
        f"<tr><td><p><strong>{title}</strong></p><p>{text}</p><p><a href='/{n}'>Read more</a></p></td></tr>"
        for n, (title, text) in enumerate(
            (
                ("Walk to the spring", "Saturday 22 August, 9.30am–3pm. Start at Ully Church."),
                ("Organ recital", "Sunday 30 August at 6pm in St Olave's Church. Tickets £10."),
                ("Coffee and cake", "Sunday 6 September at 11am in the parish hall. The choirs introduce themselves."),
            )
        )
    )
    body = (
        f"<table><tr><td><h1>Newsletter August 2026</h1></td></tr>{entries}<tr><td><p><strong>New organist</strong></p>"
        "<p>Ully Parish has appointed Maud Borg as organist from 1 September. She was organist at Tae Church.</p></td>"
        "</tr></table>"
    )
    assert people_on(page(body)) == [("Maud Borg", "Ully Parish")]


def test_what_somebody_says_of_a_change_is_none_of_it() -> None:
    body = (
        "<h1>Menighetsbladet, mai 2026</h1><h2>Det skjer</h2>"
        "<p>Søndag 10. mai kl. 11: Gudstjeneste i Vik kirke</p><p>Søndag 17. mai kl. 9.30: Konsert i Vik kirke</p>"
        "<h2>Ny kantor på plass</h2><p>Vik menighet har tilsatt Mats Ekre (31) som kantor fra 1. august. "
        "– Jeg gleder meg til å ta fatt, sier Ekre.</p>"
    )
    assert people_on(page(body, language="nb")) == [("Mats Ekre", "Vik menighet")]


def test_a_post_that_a_sentence_tells_too_is_read_once() -> None:
    body = (
        "<h1>Nya på jobbet</h1><section><h2>Omar Said</h2><div>Vd, Bageriet i Lid</div><p>Styrelsen för Bageriet i Lid "
        "har utsett Omar Said, 39 år, till ny vd.</p></section><section><h2>Petra Holm</h2>"
        "<div>Inköpschef, Ostboden</div><p>Petra Holm är ny inköpschef på Ostboden sedan den 2 februari.</p></section>"
    )
    found = told(page(body, language="sv"), "personnel_notice", "person", "organization", "role_name", "location")
    assert found == [("Omar Said", "Bageriet i Lid", "vd", None), ("Petra Holm", "Ostboden", "inköpschef", None)]


def test_a_sentence_that_tells_who_begins_is_no_event() -> None:
    body = (
        "<h1>Beboernyt, marts 2026</h1><h2>Det sker</h2>"
        "<p>Lørdag den 7. marts 2026 kl. 10-14: Loppemarked i Beboerhuset</p>"
        "<p>Torsdag den 12. marts kl. 18: Fællesspisning i Beboerhuset</p><h2>Nyt fra kontoret</h2>"
        "<p>Den 1. marts begynder Tage Kold som vicevært i Elmeparken. Han afløser Ejnar Vad, som er gået på "
        "pension.</p>"
    )
    html = page(body, language="da")
    assert [name for name, _ in people_on(html)] == ["Tage Kold", "Ejnar Vad"]
    assert [title for (title,) in told(html, "event", "title")] == ["Loppemarked", "Fællesspisning"]


@pytest.mark.parametrize(
    ("language", "heading", "open_one", "closed_one"),
    [
        (
            "en",
            "Vacancies",
            ("Clerk of works", "Closing date"),
            ("Summer jobs for pupils", "Applications closed on 28 July."),
        ),
        (
            "da",
            "Ledige stillinger",
            ("Kantor", "Ansøgningsfrist"),
            ("Fritidsjob for unge", "Fristen udløb den 28. juli."),
        ),
        (
            "sv",
            "Lediga jobb",
            ("Kantor", "Sista ansökningsdag"),
            ("Sommarjobb för unga", "Ansökan stängde den 28 juli."),
        ),
    ],
)
def test_what_closed_is_no_posting(
    language: str, heading: str, open_one: tuple[str, str], closed_one: tuple[str, str]
) -> None:
    (job, label), (over, said) = open_one, closed_one
    body = f"<h1>{heading}</h1><h2>{job}</h2><p>{label}: 03.05.2026</p><h2>{over}</h2><p>{said}</p>"
    assert [found[0] for found in jobs_on(page(body, language=language))] == [job]
