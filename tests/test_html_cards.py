"""Lists of cards in HTML, told by their elements or by their lines: whichever tells more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import html_cards
import page_cases
from feeds.model import Article, Event, Fetched, Item, JobPosting, Rejected, Source
from feeds.parse.html import parse
from feeds.text import decode
from sizes import some

ADDRESS = "https://site.example/page"
#: By kind: precision, recall and share of right facts of pages that were written as cards.
FLOORS = {
    "article": (0.98, 0.98, 0.98),
    "event": (0.98, 0.97, 0.98),
    "personnel_notice": (0.98, 0.98, 0.98),
    "job_posting": (0.98, 0.98, 0.98),
}


def things_on(page: str, seen: date | None = None) -> list[Item | Rejected]:
    fetched = Fetched(location="page.html", body=page.encode(), url=ADDRESS, seen=seen)
    return list(parse(fetched, Source(name="case", url=ADDRESS, format="html")))


def items_on(page: str, seen: date | None = None) -> list[Item]:
    return [thing for thing in things_on(page, seen) if not isinstance(thing, Rejected)]


def listed(cards: list[str], heading: str = "") -> str:
    inner = "".join(f'<div class="card">{card}</div>' for card in cards)
    return f'<html lang="en"><body><main><h1>Hall</h1><h2>{heading}</h2><div>{inner}</div></main></body></html>'


@pytest.mark.parametrize("folder", [page_cases.FOLDER, page_cases.WIDER], ids=["worked", "wider"])
def test_cards_of_html_are_read_as_well_as_the_same_lines_of_text(folder: Path) -> None:
    """Each card has a heading that is a link, as most sites have them: what its lines tell must not be lost by that."""
    score = page_cases.Score()
    for name in some(page_cases.names(folder), 3):
        wanted = page_cases.expected(name, folder)
        page = html_cards.page_of(decode((folder / f"{name}.txt").read_bytes()), wanted["language"])
        page_cases.score_items(name, [page_cases.as_json(item) for item in items_on(page)], wanted, score)
    shown = page_cases.table(score) + "\n" + "\n".join(score.misses)
    for kind, floors in FLOORS.items():
        reached = (score.precision(kind), score.recall(kind), score.accuracy(kind))
        assert all(got >= floor for got, floor in zip(reached, floors, strict=True)), shown


def test_labels_on_cards_are_those_of_events_and_the_link_is_kept() -> None:
    """ "Date" can be the day of a story, if nothing else on the card tells what it is."""
    facts = [
        ("Toy fair", "5 December 2026", "11:00"),
        ("Quiz", "17 December 2026", "19:00"),
        ("Choir", "3 May 2027", "9:30"),
    ]
    cards = [
        f'<h3><a href="/e/{n}">{title}</a></h3><p>Date: {day}</p><p>Time: {hour}</p><p>Place: The hall</p>'
        for n, (title, day, hour) in enumerate(facts)
    ]
    found = items_on(listed(cards))
    assert [(one.title, one.url) for one in found] == [
        (title, f"https://site.example/e/{n}") for n, (title, _, _) in enumerate(facts)
    ]
    assert [str(one.start)[:16] for one in found if isinstance(one, Event)] == [
        *("2026-12-05 11:00", "2026-12-17 19:00", "2027-05-03 09:30"),
    ]
    assert {one.location for one in found if isinstance(one, Event)} == {"The hall"}


def test_towns_on_cards_of_vacancies_are_places_and_no_titles() -> None:
    cards = [
        f'<h3>{title}</h3><div class="tags">{town} · Full time</div><a href="/j/{n}">Apply now</a>'
        for n, (title, town) in enumerate([("Cook", "Leeds"), ("Night porter", "Hull"), ("Gardener", "Leeds")])
    ]
    found = [one for one in items_on(listed(cards, "Vacancies")) if isinstance(one, JobPosting)]
    assert [(one.title, one.job_location) for one in found] == [
        *(("Cook", "Leeds"), ("Night porter", "Hull"), ("Gardener", "Leeds")),
    ]


@pytest.mark.parametrize(
    "more", ['<p class="author">By Ann Bo</p>', f"<p>{'What was said there, in many words. ' * 30}</p>"]
)
def test_stories_with_a_day_and_a_place_stay_articles(more: str) -> None:
    cards = [
        f'<h3><a href="/n/{n}">What the {name} said of it</a></h3><p>{n + 1} May 2026</p><p>The town hall</p>{more}'
        for n, name in enumerate(("mayor", "miller", "baker", "council"))
    ]
    assert {type(one) for one in items_on(listed(cards))} == {Article}


def test_a_list_of_days_that_lie_behind_is_one_of_stories() -> None:
    parts = "<p>The hall</p><a href='/n'>Read more</a>"
    cards = [
        f'<h3><a href="/n/{n}">{name} in the hall</a></h3><p>{n + 1} May 2026</p>{parts}'
        for n, name in enumerate(("Song", "Dance", "Bingo", "Quiz"))
    ]
    assert {type(one) for one in items_on(listed(cards), seen=date(2026, 11, 1))} == {Article}
    assert {type(one) for one in items_on(listed(cards, "Events"), seen=date(2026, 4, 1))} == {Event}


def test_what_cannot_be_read_on_one_card_comes_with_its_reason() -> None:
    days = ("3 May 2026, 7pm", "31 June 2026, 7pm", "9 May 2026, 7pm", "2 May 2026, 8pm")
    cards = [f'<h3><a href="/e/{n}">Evening {n + 1}</a></h3><p>{day}</p>' for n, day in enumerate(days)]
    things = things_on(listed(cards, "Events"))
    assert [one.title for one in things if isinstance(one, Event)] == ["Evening 1", "Evening 3", "Evening 4"]
    assert ["is no date" in one.reason for one in things if isinstance(one, Rejected)] == [True]


def test_a_sentence_below_the_date_of_a_story_tells_no_hour_of_it() -> None:
    """Stories tell when their courts and councils meet; a story is no event by that."""
    told = "The court gives its verdict on 8 December at 10am."
    cards = [f'<h3><a href="/{n}">Case {n}</a></h3><p>{n} November 2026</p><p>{told}</p>' for n in (3, 4, 5)]
    items = items_on(listed(cards, "Crime"), date(2026, 11, 28))
    assert [(item.kind, item.summary) for item in items] == [("article", told)] * 3


def test_what_has_a_deadline_among_stories_is_no_posting_by_that() -> None:
    """Grants have deadlines too; whose page it is hires nobody."""
    limits = [("Small arts fund", "£5,000"), ("Sports fund", "£10,000"), ("Green fund", "£2,000")]
    cards = [
        f'<article class="card"><h3><a href="/{number}">{name}</a></h3>'
        f"<p>Up to {most}</p><p>Deadline: {number} December 2026, 12:00</p></article>"
        for number, (name, most) in enumerate(limits, 14)
    ]
    inner = "".join(cards)
    page = f'<html lang="en"><body><main><h1>Grants</h1><div>{inner}</div></main></body></html>'
    assert not [item for item in items_on(page) if isinstance(item, JobPosting)]


def test_figures_are_no_place() -> None:
    """A forecast gives how warm it will be below each day."""
    cards = [f'<span>{n} December 2026</span><h3><a href="/{n}">Sunny</a></h3><p>4° / -1°</p>' for n in (1, 2, 3)]
    things = items_on(listed(cards, "Forecast"), date(2026, 11, 28))
    assert not [thing for thing in things if isinstance(thing, Event) and thing.location]


def test_the_names_of_two_columns_are_no_label_with_its_value() -> None:
    """Below "Time" and "Programme" stand many programmes, each with its time."""
    rows = "".join(f"<tr><td>{hour}:00</td><td>Show {hour}</td></tr>" for hour in (18, 19, 20))
    table = f"<table><tr><th>Time</th><th>Programme</th></tr>{rows}</table>"
    page = f'<html lang="en"><body><main><h1>TV tonight</h1>{table}</main></body></html>'
    assert items_on(page, date(2026, 11, 28)) == []


def test_a_firm_below_the_title_of_a_posting_hires_and_not_the_board_that_shows_it() -> None:
    """A board of postings has its name at the top and at the foot of every page."""
    top, foot = '<header><a class="logo" href="/">Jobfind</a></header>', "<footer><p>© 2026 Jobfind</p></footer>"
    told = "<h1>Vi søker sykepleier</h1><p>Bergen kommune</p><p>Søknadsfrist: 14. desember 2026</p>"
    page = f'<html lang="no"><body>{top}<main>{told}</main>{foot}</body></html>'
    (posting,) = items_on(page)
    assert isinstance(posting, JobPosting)
    assert posting.hiring_organization == "Bergen kommune"
