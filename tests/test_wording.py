"""How things read, in each language: headlines, dates, bodies, summaries."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime, timedelta, timezone
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import get_args
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from factories import (
    COPENHAGEN,
    all_day_event,
    article,
    notice,
    posting,
    record,
    records,
    site,
    timed_event,
    undated_event,
)
from feeds import wording
from feeds.lang import Language, available, load
from feeds.model import Article, Change, Event, Item, JobPosting, Person, PersonnelNotice, When, YearMonth

DANISH, ENGLISH, GERMAN = load("da"), load("en"), load("de")
NORWEGIAN, SWEDISH = load("no"), load("sv")
HOSTILE = "A\x00\x1b[31m\r\nB\u2028C ]]> </script><b>D</b> \u202eE\x85F\ud800"


def person(change: Change, **facts: object) -> PersonnelNotice:
    return PersonnelNotice(**{"change": change, "person": Person(name="Morten Jørgensen"), **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("item", "language", "title"),
    [
        (
            person("appointed", role_name="Chief Commercial Officer", organization="Sentia"),
            DANISH,
            "Morten Jørgensen bliver Chief Commercial Officer hos Sentia",
        ),
        (person("appointed", organization="Sentia"), DANISH, "Morten Jørgensen begynder hos Sentia"),
        (person("appointed"), DANISH, "Morten Jørgensen har fået nyt job"),
        (person("promoted", role_name="CTO"), DANISH, "Morten Jørgensen forfremmes til CTO"),
        (person("departed", organization="Sentia"), DANISH, "Morten Jørgensen forlader Sentia"),
        (
            person("retired", previous_role_name="direktør", previous_organization="Sentia"),
            DANISH,
            "Morten Jørgensen går på pension som direktør hos Sentia",
        ),
        (
            person("graduated", education="Master i it", current_role_name="konsulent"),
            DANISH,
            "Morten Jørgensen har fuldført Master i it",
        ),
        (
            person("elected", role_name="formand", organization="Dansk It"),
            DANISH,
            "Morten Jørgensen er valgt til formand i Dansk It",
        ),
        (person("other", current_role_name="CIO"), DANISH, "Nyt om Morten Jørgensen, CIO"),
        (
            person("appointed", role_name="CCO", organization="Sentia"),
            ENGLISH,
            "Morten Jørgensen becomes CCO at Sentia",
        ),
        (
            person("promoted", role_name="CTO", organization="Sentia"),
            NORWEGIAN,
            "Morten Jørgensen forfremmes til CTO hos Sentia",
        ),
        (all_day_event(), DANISH, "Platform X 2026: Forretning, teknologi og transformation"),
        (Event(title="Cloud Day", status="cancelled"), ENGLISH, "Cancelled: Cloud Day"),
        (Event(title="AFLYST: Skydag", status="cancelled"), DANISH, "AFLYST: Skydag"),
        (Event(title="Skydag", status="scheduled"), DANISH, "Skydag"),
        (Article(summary="En kort nyhed uden titel."), DANISH, "En kort nyhed uden titel."),
        (Article(), NORWEGIAN, "Uten tittel"),
        (
            person("appointed", role_name="CTO", organization="Sentia"),
            SWEDISH,
            "Morten Jørgensen blir CTO på Sentia",
        ),
        (person("elected", role_name="kassör"), SWEDISH, "Morten Jørgensen har valts till kassör"),
        (Event(title="Moln", status="cancelled"), SWEDISH, "Inställt: Moln"),
        (
            person("appointed", role_name="Vertriebsleiter", organization="Sentia"),
            GERMAN,
            "Morten Jørgensen wird Vertriebsleiter bei Sentia",
        ),
        (person("departed", role_name="CTO"), GERMAN, "Morten Jørgensen hört als CTO auf"),
        (Event(title="Wolkentag", status="cancelled"), GERMAN, "Abgesagt: Wolkentag"),
    ],
)
def test_headline(item: Item, language: Language, title: str) -> None:
    assert wording.headline(item, language) == title


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize("change", get_args(Change))
def test_every_change_has_a_sentence_for_every_set_of_facts(code: str, change: Change) -> None:
    full = {"role_name": "CTO", "education": "MBA", "organization": "Sentia"}
    for left_out in ((), ("role_name", "education"), ("organization",), ("role_name", "education", "organization")):
        item = person(change, **{key: value for key, value in full.items() if key not in left_out})
        title = wording.headline(item, load(code))
        assert title.startswith("Morten") or "Morten Jørgensen" in title
        assert ("Sentia" in title) == ("organization" not in left_out)
        assert ("CTO" in title or "MBA" in title) == ("role_name" not in left_out)
        assert not re.search(r"[{}]|  ", title)


def test_title_is_one_clean_line_and_stays_text() -> None:
    title = wording.headline(Article(title=HOSTILE), DANISH)
    assert title == "A[31m B C ]]> </script><b>D</b> E F"
    held = wording.headline(person("appointed", role_name="x\ny", organization="{person} {0}"), DANISH)
    assert held == "Morten Jørgensen bliver x y hos {person} {0}"


DAYS: list[tuple[When, When | None, str, str, str]] = [
    (
        date(2026, 5, 27),
        date(2026, 5, 28),
        "onsdag 27. maj 2026",
        "Wednesday 27 May 2026",
        "onsdag 27. mai 2026",
    ),
    (date(2026, 5, 27), None, "onsdag 27. maj 2026", "Wednesday 27 May 2026", "onsdag 27. mai 2026"),
    (
        date(2026, 9, 16),
        date(2026, 9, 18),
        "16.–17. september 2026",
        "16–17 September 2026",
        "16.–17. september 2026",
    ),
    (
        date(2026, 4, 30),
        date(2026, 5, 3),
        "30. april – 2. maj 2026",
        "30 April – 2 May 2026",
        "30. april – 2. mai 2026",
    ),
    (
        date(2026, 12, 30),
        date(2027, 1, 3),
        "30. december 2026 – 2. januar 2027",
        "30 December 2026 – 2 January 2027",
        "30. desember 2026 – 2. januar 2027",
    ),
    (
        datetime(2026, 5, 27, 9, tzinfo=COPENHAGEN),
        datetime(2026, 5, 27, 16, 30, tzinfo=COPENHAGEN),
        "onsdag 27. maj 2026 kl. 9.00–16.30",
        "Wednesday 27 May 2026, 9:00–16:30 CEST",
        "onsdag 27. mai 2026 kl. 9.00–16.30",
    ),
    (
        datetime(2026, 1, 7, 9, 5, tzinfo=COPENHAGEN),
        None,
        "onsdag 7. januar 2026 kl. 9.05",
        "Wednesday 7 January 2026, 9:05 CET",
        "onsdag 7. januar 2026 kl. 9.05",
    ),
    (
        datetime(2026, 5, 27, 21, tzinfo=COPENHAGEN),
        datetime(2026, 5, 28, 2, tzinfo=COPENHAGEN),
        "onsdag 27. maj 2026 kl. 21.00–2.00",
        "Wednesday 27 May 2026, 21:00–2:00 CEST",
        "onsdag 27. mai 2026 kl. 21.00–2.00",
    ),
    (
        datetime(2026, 5, 27, 9, tzinfo=COPENHAGEN),
        datetime(2026, 5, 29, 12, tzinfo=COPENHAGEN),
        "27. maj 2026 kl. 9.00 – 29. maj 2026 kl. 12.00",
        "27 May 2026, 9:00 – 29 May 2026, 12:00 CEST",
        "27. mai 2026 kl. 9.00 – 29. mai 2026 kl. 12.00",
    ),
    (
        datetime(2026, 5, 27, 9, tzinfo=ZoneInfo("Asia/Kathmandu")),
        None,
        "onsdag 27. maj 2026 kl. 9.00 UTC+05:45",
        "Wednesday 27 May 2026, 9:00 UTC+05:45",
        "onsdag 27. mai 2026 kl. 9.00 UTC+05:45",
    ),
    (
        datetime(2026, 5, 27, 9, tzinfo=UTC),
        None,
        "onsdag 27. maj 2026 kl. 9.00 UTC",
        "Wednesday 27 May 2026, 9:00 UTC",
        "onsdag 27. mai 2026 kl. 9.00 UTC",
    ),
]


@pytest.mark.parametrize(("start", "end", "danish", "english", "norwegian"), DAYS)
def test_when(start: When, end: When | None, danish: str, english: str, norwegian: str) -> None:
    assert wording.when_text(start, end, DANISH) == danish
    assert wording.when_text(start, end, ENGLISH) == english
    assert wording.when_text(start, end, NORWEGIAN) == norwegian


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2026, 5, 27), None, "onsdag 27 maj 2026"),
        (date(2026, 9, 16), date(2026, 9, 18), "16–17 september 2026"),
        (date(2026, 4, 30), date(2026, 5, 3), "30 april – 2 maj 2026"),
        (
            datetime(2026, 5, 27, 9, tzinfo=COPENHAGEN),
            datetime(2026, 5, 27, 16, 30, tzinfo=COPENHAGEN),
            "onsdag 27 maj 2026 kl. 9.00–16.30",
        ),
    ],
)
def test_when_in_swedish(start: When, end: When | None, said: str) -> None:
    assert wording.when_text(start, end, SWEDISH) == said


@pytest.mark.parametrize(
    ("start", "end", "german"),
    [
        (date(2026, 5, 27), None, "Mittwoch, 27. Mai 2026"),
        (date(2026, 9, 16), date(2026, 9, 18), "16.–17. September 2026"),
        (date(2026, 4, 30), date(2026, 5, 3), "30. April – 2. Mai 2026"),
        (
            datetime(2026, 5, 27, 9, tzinfo=COPENHAGEN),
            datetime(2026, 5, 27, 16, 30, tzinfo=COPENHAGEN),
            "Mittwoch, 27. Mai 2026, 9.00–16.30 Uhr",
        ),
        (datetime(2026, 1, 7, 9, 5, tzinfo=COPENHAGEN), None, "Mittwoch, 7. Januar 2026, 9.05 Uhr"),
    ],
)
def test_when_in_german(start: When, end: When | None, german: str) -> None:
    assert wording.when_text(start, end, GERMAN) == german


def test_end_before_start_is_left_out() -> None:
    assert wording.when_text(date(2026, 5, 27), date(2026, 5, 20), DANISH) == "onsdag 27. maj 2026"
    moment = datetime(2026, 5, 27, 9, tzinfo=COPENHAGEN)
    assert wording.when_text(moment, moment, DANISH) == "onsdag 27. maj 2026 kl. 9.00"
    assert wording.when_text(moment, date(2026, 5, 29), DANISH) == "onsdag 27. maj 2026 kl. 9.00"


def test_month_without_a_day() -> None:
    assert wording.day_text(YearMonth(2023, 7), DANISH) == "juli 2023"
    assert "Dato: juli 2023" in wording.body_text(person("appointed", effective=YearMonth(2023, 7)), DANISH)


def test_body_of_an_event() -> None:
    assert wording.body_text(all_day_event(), DANISH) == (
        "Hvornår: onsdag 27. maj 2026\nSted: København V\nPris: Gratis deltagelse\n\n"
        "Mød verdens stærkeste platforme, samlet i København."
    )
    assert wording.body_html(all_day_event(), DANISH) == (
        "<p><strong>Hvornår:</strong> onsdag 27. maj 2026<br>\n<strong>Sted:</strong> København V<br>\n"
        "<strong>Pris:</strong> Gratis deltagelse</p>\n<p>Mød verdens stærkeste platforme, samlet i København.</p>"
    )


def test_body_of_a_notice_and_a_posting() -> None:
    assert wording.body_text(notice(), DANISH) == (
        "Stilling: Chief Commercial Officer\nArbejdsplads: Kodehuset A/S\nDato: 1. oktober 2025\nSted: Herning\n"
        "Arbejder med: salg og drift\nKommer fra: Forretningsdirektør hos Fibernord\nAlder: 41 år\n\n"
        "Kodehuset A/S har pr. 1. oktober 2025 ansat Åse Bjørnø-Nielsen, 41 år, som Chief Commercial Officer."
    )
    assert wording.body_text(posting(), ENGLISH) == (
        "Employer: Datahøj A/S\nLocation: Københavnsområdet\nApply by: Wednesday 1 April 2026"
    )


def test_body_of_an_article_is_its_text_then_the_credit() -> None:
    item = replace(
        article(), credit="Foto: Jens Jensen", content='<p>Se <a href="https://e.org/a?b&amp;c">her</a>.</p>'
    )
    assert wording.body_text(item, DANISH) == (
        "Den første telefon lanceres i juli.\n\nSe her (https://e.org/a?b&c).\n\nBragt i: Bladet\nFoto: Jens Jensen"
    )
    assert wording.body_html(item, DANISH).endswith(
        "<p><strong>Bragt i:</strong> Bladet<br>\n<strong>Foto:</strong> Jens Jensen</p>"
    )


def job(employment: str | None, place: str | None = None) -> JobPosting:
    return JobPosting(title="x", employment_type=employment, job_location=place)


@pytest.mark.parametrize(
    ("said", "language", "types"),
    [
        ("Fuldtid, fastansættelse", DANISH, ("FULL_TIME",)),
        ("heltidsstilling", DANISH, ("FULL_TIME",)),
        ("Deltidsstilling", DANISH, ("PART_TIME",)),
        ("Fuldtid eller deltid", DANISH, ("FULL_TIME", "PART_TIME")),
        ("Barselsvikariat på fuld tid", DANISH, ("TEMPORARY",)),
        ("Praktikplads", DANISH, ("INTERN",)),
        ("Freelancer", DANISH, ("CONTRACTOR",)),
        ("Full-time, permanent", ENGLISH, ("FULL_TIME",)),
        ("Part time", ENGLISH, ("PART_TIME",)),
        ("Internship", ENGLISH, ("INTERN",)),
        ("International", ENGLISH, ()),
        ("Vollzeit, unbefristet", GERMAN, ("FULL_TIME",)),
        ("Teilzeit, befristet", GERMAN, ("PART_TIME", "TEMPORARY")),
        ("Elternzeitvertretung", GERMAN, ("TEMPORARY",)),
        ("Pflichtpraktikum", GERMAN, ("INTERN",)),
        ("Heltid, midlertidig", NORWEGIAN, ("FULL_TIME", "TEMPORARY")),
        ("37 timer", DANISH, ()),
        ("", DANISH, ()),
        (None, DANISH, ()),
    ],
)
def test_terms_of_a_posting(said: str | None, language: Language, types: tuple[str, ...]) -> None:
    assert wording.employment_types(job(said), language) == types


@pytest.mark.parametrize(
    ("place", "remote", "named"),
    [
        ("Remote", True, False),
        ("100% remote", True, False),
        ("Remote, Denmark", True, True),
        ("Aarhus / hjemmefra", True, True),
        ("Hybrid, Aarhus (remote 2 dage)", False, True),
        ("Remoteville", False, True),
        ("Aarhus", False, True),
        (None, False, False),
    ],
)
def test_work_from_anywhere(place: str | None, remote: bool, named: bool) -> None:
    posting = job(None, place)
    assert (wording.is_remote(posting, DANISH), wording.names_place(posting, DANISH)) == (remote, named)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC", "Europe/Copenhagen"])
@pytest.mark.parametrize("moment", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
@pytest.mark.parametrize("code", available())
def test_the_first_and_last_hours_of_the_calendar_can_be_said(code: str, moment: datetime, zone: str) -> None:
    language, there = wording.language_for(code), ZoneInfo(zone)
    start = moment.replace(tzinfo=there)
    said = wording.when_text(start, None, language)
    assert str(start.year) in said
    for other in (timezone(timedelta(hours=14)), timezone(timedelta(hours=-12)), there):
        assert wording.when_text(start, moment.replace(tzinfo=other), language)
    assert wording.when_text(start.date(), date.min, language) == wording.day_text(start.date(), language)


def test_a_link_shows_its_address() -> None:
    assert wording.link_html("https://e.org/?a=1&b='") == (
        '<a href="https://e.org/?a=1&amp;b=&#x27;">https://e.org/?a=1&amp;b=\'</a>'
    )


def test_standfirst_that_opens_the_content_is_not_said_twice() -> None:
    item = Article(summary="Først dette.", content="<p>Først <em>dette</em>. Så mere.</p>")
    assert wording.body_text(item, DANISH) == "Først dette. Så mere."
    assert wording.body_html(item, DANISH) == "<p>Først <em>dette</em>. Så mere.</p>"


def test_html_to_text() -> None:
    html = (
        "<h2>A</h2><p>b<br>c &amp; d&lt;e</p><ul><li>f</li><li>g <a href='https://h.org'>https://h.org</a></li></ul>"
        "<script>x()</script><blockquote><p>i\n\n  j</p></blockquote><a href='/k'><img src='l.png' alt='m'></a>"
    )
    assert wording.html_to_text(html) == "A\n\nb\nc & d<e\n\n- f\n- g https://h.org\n\ni j"


@pytest.mark.parametrize("odd", ["<![il b]>", "<![x[y]>", "<![-x>", "<!x>", "<?x>"])
def test_a_declaration_that_nobody_knows_is_a_comment(odd: str) -> None:
    assert wording.html_to_text(f"<p>a {odd} b</p>") == "a b"


def test_summary_says_when_and_where_first() -> None:
    assert wording.summary(all_day_event(), DANISH) == (
        "Onsdag 27. maj 2026 · København V · Gratis deltagelse — Mød verdens stærkeste platforme, samlet i København."
    )
    assert wording.summary(posting(), DANISH) == (
        "Datahøj A/S · Københavnsområdet · Ansøgningsfrist: onsdag 1. april 2026"
    )
    assert wording.summary(undated_event(), DANISH) == "Nordhavn"
    assert wording.summary(article(), DANISH) == "Den første telefon lanceres i juli."
    assert wording.summary(Event(title="x", is_free=True), ENGLISH) == "Free"
    assert wording.summary(Event(title="x"), ENGLISH) is None


def test_summary_of_a_long_notice_ends_with_a_sentence() -> None:
    first = "Sentia har pr. 1. oktober 2025 ansat Morten Jørgensen, cand. merc., som Chief Commercial Officer."
    text = f"{first} Han skal især beskæftige sig med {'salg og ' * 40}drift. Han kommer fra Emagine."
    assert wording.summary(person("appointed", text=text), DANISH) == first
    shortened = wording.summary(person("appointed", text="ord " * 200), DANISH)
    assert shortened is not None
    assert shortened.endswith("ord…")
    assert len(shortened) <= wording.SUMMARY_LENGTH
    assert wording.summary(person("appointed", role_name="CTO", organization="Sentia"), DANISH) == "CTO · Sentia"


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize("item", [r.item for r in records()], ids=lambda item: item.kind)
def test_every_text_is_clean_in_every_language(item: Item, code: str) -> None:
    ElementTree.fromstring("<div>" + wording.body_html(item, load(code)).replace("<br>", "<br/>") + "</div>")
    for text in (wording.headline(item, load(code)), wording.summary(item, load(code)) or "x"):
        assert text == wording.one_line(text) != ""


def test_hostile_facts_are_text_in_every_body() -> None:
    items: list[Item] = [
        replace(timed_event(), location=HOSTILE, summary=HOSTILE, organizer=HOSTILE, price=HOSTILE),
        replace(notice(), text=HOSTILE, role_name=HOSTILE, organization=HOSTILE, person=Person(name=HOSTILE)),
        replace(posting(), hiring_organization=HOSTILE),
        replace(article(), credit=HOSTILE, summary=HOSTILE),
    ]
    for item in items:
        html, text = wording.body_html(item, DANISH), wording.body_text(item, DANISH)
        assert "<b>" not in html
        assert "<script" not in html
        assert "&lt;/script&gt;&lt;b&gt;D" in html
        for shown in (html, text, wording.headline(item, DANISH), wording.summary(item, DANISH) or ""):
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", shown)
            shown.encode()


def test_language_of_an_item() -> None:
    assert wording.item_language(Article(language="en"), site()).code == "en"
    assert wording.item_language(Article(language="nb-NO"), site()).code == "no"
    assert wording.item_language(Article(language="sv-FI"), site()).code == "sv"
    assert wording.item_language(Article(language="fi"), site()).code == "da"
    assert wording.item_language(Article(), site()).code == "da"
    assert wording.language_for("fi").code == "en"


@pytest.mark.parametrize("code", available())
def test_languages_have_the_same_phrases_with_the_same_places(code: str) -> None:
    first, other = load("en").ui, load(code).ui
    assert sorted(first) == sorted(other)
    for key, phrase in other.items():
        assert phrase.strip() == phrase != "", key
        assert {n for _, n, _, _ in Formatter().parse(first[key]) if n} == {
            n for _, n, _, _ in Formatter().parse(phrase) if n
        }, key


@pytest.mark.parametrize("code", available())
def test_calendars_have_all_months_and_days(code: str) -> None:
    ui = load(code).ui
    assert [len(ui[f"months_{size}"].split()) for size in ("long", "short")] == [12, 12]
    assert [len(ui[f"weekdays_{size}"].split()) for size in ("long", "short")] == [7, 7]


def test_no_phrase_is_left_over() -> None:
    """Every phrase is asked for by name, or by a prefix and a fact, kind, feed or change."""
    root = Path(__file__).resolve().parents[1]
    asked = "\n".join(
        path.read_text("utf-8")
        for path in [*(root / "templates").glob("*.html"), *(root / "src" / "feeds").rglob("*.py")]
    )
    made = re.compile(
        r"(fact|change|kind|section|more|status|attendance|feed|employment|deadline|repeat|outcome)_\w+"
        r"|(appointed|promoted|departed|retired|graduated|elected|other)_(role_organization|role|organization|alone)"
    )
    raw = tomllib.loads(resources.files("feeds.lang").joinpath("en.toml").read_text("utf-8"))["ui"]
    left = [key for key in raw if not made.fullmatch(key) and not re.search(rf"\b{key}\b", asked)]
    assert left == []


def test_facts_name_what_they_are() -> None:
    names = [fact.name for fact in wording.facts(record(timed_event()).item, DANISH)]
    assert names == ["when", "where"]
    assert {f"fact_{name}" for name in get_args(wording.FactName)} == {k for k in DANISH.ui if k.startswith("fact_")}
