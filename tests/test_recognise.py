"""Recognition: the seed word for word, every worked page, evidence, refusals, and pages nobody wrote."""

from __future__ import annotations

import textwrap
import time
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import page_cases
from feeds.expressions import LONGEST_LINE
from feeds.model import KINDS, Article, Event, Item, JobPosting, Person, PersonnelNotice, YearMonth
from feeds.recognise import recognise
from feeds.recognise.page import read_lines

SEED = next((Path(__file__).parents[1] / "seeds" / "sources").glob("*.txt")).read_text("utf-8")
T = TypeVar("T", bound=Item)
#: A piece of so few words tells no language.
SHORT = 8
#: Lowering this is a decision: it belongs into docs/design.md.
FLOOR = 0.98


def of_kind(found: tuple[Item, ...], kind: type[T]) -> list[T]:
    return [item for item in found if isinstance(item, kind)]


def facts(item: Item) -> dict[str, object]:
    raw = page_cases.as_json(item)
    raw.pop("evidence")
    return {key: value for key, value in raw.items() if value is not None}


def test_seed_gives_one_article_one_event_and_four_notices() -> None:
    found = recognise(SEED)
    assert found.language == "da"
    assert [item.kind for item in found.items] == ["article", "event"] + ["personnel_notice"] * 4


def test_seed_article_has_every_field() -> None:
    (article,) = of_kind(recognise(SEED).items, Article)
    raw = facts(article)
    content = str(raw.pop("content"))
    assert raw == {
        "kind": "article",
        "title": "Xiaomi indgår kamera-samarbejde med Leica",
        "summary": "Den første smartphone, der er udviklet i fællesskab af de to virksomheder, lanceres i juli i år.",
        "authors": ["Rasmus Elm Rasmussen"],
        "publication": "Alt om Data",
        "credit": "Computerworld",
        "language": "da",
    }
    assert content.startswith("<p>Denne artikel er oprindeligt bragt på Alt om Data.")
    assert "<h2>Vil løfte barren for kameratelefoner</h2>" in content
    assert content.endswith("<p>Det første produkt af samarbejdet kommer vi til at se allerede i juli.</p>")
    assert content.count("<p>") == 6
    for outside in ("Event:", "Navnenyt", "Gratis", "Foto", "Af Rasmus"):
        assert outside not in content


def test_seed_event_has_every_field() -> None:
    (event,) = of_kind(recognise(SEED).items, Event)
    assert facts(event) == {
        "kind": "event",
        "title": "Platform X 2026: Forretning, teknologi og transformation",
        "summary": "Mød verdens stærkeste og mest effektive platforme der driver den digitale transformation samlet i "
        "København - og dyk ned i den nyeste teknologi.",
        "categories": ["It-løsninger"],
        "location": "København V",
        "start": "2026-05-27",
        "price": "Gratis deltagelse",
        "is_free": True,
        "attendance_mode": "offline",
        "language": "da",
    }


NOTICES: list[dict[str, object]] = [
    {
        "change": "appointed",
        "person": "Marck Stadel Klaris",
        "organization": "Netip A/S",
        "role_name": "Datateknikerelev",
        "effective": "2025-08-19",
        "location": "Herning",
    },
    {
        "change": "appointed",
        "person": "Morten Jørgensen",
        "organization": "Sentia",
        "role_name": "Chief Commercial Officer",
        "effective": "2025-10-01",
        "focus": "udbygning af Sentias markedsposition og forretningsområder med det overordnede ansvar for den "
        "kommercielle organisation",
        "previous_role_name": "Forretningsdirektør",
        "previous_organization": "Emagine",
    },
    {
        "change": "appointed",
        "person": "Ahmed Yasin Mohammed Hassan",
        "organization": "Norriq Danmark A/S",
        "role_name": "Data & AI Consultant",
        "effective": "2025-09-01",
        "previous_role_name": "selvstændig",
        "education": "cand. merc. i Business Intelligence fra Aarhus Universitet",
    },
    {
        "change": "promoted",
        "person": "Sebastian Rübner-Petersen",
        "age": 32,
        "organization": "Gammelbys",
        "role_name": "Kommunikationskonsulent",
        "effective": "2025-09-01",
        "previous_role_name": "Juniorkonsulent",
        "focus": "Projektledelse, kommunikationsstrategier og implementering af AI",
    },
]


@pytest.mark.parametrize("number", range(4))
def test_seed_notice_has_every_field(number: int) -> None:
    notice = of_kind(recognise(SEED).items, PersonnelNotice)[number]
    raw = facts(notice)
    text = str(raw.pop("text"))
    assert raw == {"kind": "personnel_notice", "language": "da", **NOTICES[number]}
    assert str(NOTICES[number]["person"]) in text
    assert not text.endswith(("Nyt job", "Forfremmelse"))


def test_worked_pages_hold_the_floor_and_no_false_item() -> None:
    score = page_cases.score_folder()
    shown = page_cases.table(score) + "\n" + "\n".join(score.misses)
    for kind in KINDS:
        assert score.precision(kind) >= FLOOR, shown
        assert score.recall(kind) >= FLOOR, shown
        assert score.accuracy(kind) >= FLOOR, shown
        assert score.false[kind] == 0, shown


def test_the_score_notices_what_is_wrong() -> None:
    expected = {"items": [{"kind": "event", "title": "A", "start": "2026-05-27"}], "language": "da"}
    found = [
        {"kind": "event", "title": "A", "start": "2026-05-27", "location": "Herning"},
        {"kind": "article", "title": "B"},
    ]
    score = page_cases.Score()
    page_cases.score_items("x", found, expected, score)
    assert score.misses == ["x: event 'A': location: 'Herning'", "x: false article 'B'"]
    assert score.precision("article") == 0
    assert score.accuracy("event") == 4 / 5


@pytest.mark.parametrize("name", page_cases.names())
def test_evidence_stands_where_it_says(name: str) -> None:
    text = (page_cases.FOLDER / f"{name}.txt").read_text("utf-8")
    lines = text.split("\n")
    found = recognise(text)
    for item in found.items:
        assert item.evidence
        for evidence in item.evidence:
            first, last = evidence.lines
            assert 1 <= first <= last <= len(lines)
            stood = " ".join(" ".join(lines[first - 1 : last]).split())
            for part in evidence.text.split(" / "):
                # A place told in two pieces of a line is one value.
                assert all(piece in stood for piece in part[:60].split(", "))
            assert evidence.rule
    for rejected in found.rejected:
        assert rejected.reason
        assert 1 <= rejected.lines[0] <= rejected.lines[1] <= len(lines)


def page(body: str) -> str:
    head = "En overskrift om noget\n\nEn manchet, der er en hel sætning."
    return f"{head}\n\nArtikel top billede\n\nBrødtekst står her.\n\n{body}"


NOTICE = "A A/S har pr. 1. maj 2026 ansat Ib Storm som chef."
EVENT = "Event: Dagen\n\nSikkerhed | Online\n\n"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (f"Navnenyt fra it-Danmark\n\n{NOTICE} Nyt job\n{NOTICE} Hun er", "cut off"),
        (f"{EVENT}En beskrivelse uden", "cut off"),
        (f"{EVENT}Tekst.\n\n1. maj 2026 | Gratis del", "cut off"),
        (f"{EVENT}Tekst.\n\nonsdag 1. maj 2026 | Gratis deltagelse\n\nAnnonce", "weekday"),
        ("Computerworld Events\n\nSikkerhed | Online\n\nDagen\n\nEn hel sætning.\n\nCloud | Aarhus C", "cut off"),
        ("Kode A/S\n\nUdvikler\n\nFyn\n\nData A/S\n\nTester", "cut off"),
    ],
)
def test_what_is_refused_says_why(body: str, reason: str) -> None:
    assert any(reason in rejected.reason for rejected in recognise(page(body)).rejected)


def test_weekday_that_contradicts_the_year_leaves_the_event_undated() -> None:
    body = "Event: Dagen\n\nSikkerhed | Online\n\nTekst.\n\nonsdag 1. maj 2026 | Gratis deltagelse\n\nAnnonce"
    (event,) = of_kind(recognise(page(body)).items, Event)
    assert event.start is None
    assert event.attendance_mode == "online"


def test_separate_days_become_one_event_each_tied_by_series() -> None:
    body = "Event: Dagen\n\nSikkerhed | Aarhus C\n\nTekst.\n\n16. og 23. september 2026 | Gratis deltagelse\n\nAnnonce"
    events = of_kind(recognise(page(body)).items, Event)
    assert [event.start for event in events] == [date(2026, 9, 16), date(2026, 9, 23)]
    assert {event.series for event in events} == {"Dagen"}


def test_month_without_day_stays_a_month() -> None:
    text = "Published on November 28, 2023, 6:42 pm\n\nMoves\n\n– Ann Hartley joined Lantern as its new CIO in July.\n"
    (notice,) = of_kind(recognise(text).items, PersonnelNotice)
    assert notice.effective == YearMonth(2023, 7)
    assert notice.person == Person(name="Ann Hartley")


def test_same_notice_twice_on_a_page_is_one() -> None:
    line = "A A/S har pr. 1. maj 2026 ansat Ib Storm som chef. Nyt job\n"
    found = recognise(page("Navnenyt fra it-Danmark\n\n" + line + line))
    assert len(of_kind(found.items, PersonnelNotice)) == 1


@pytest.mark.parametrize("change", ["\r\n", "nbsp", "indent"])
def test_layout_changes_no_fact(change: str) -> None:
    changed = {
        "\r\n": SEED.replace("\n", "\r\n"),
        "nbsp": SEED.replace(" ", "\u00a0"),
        "indent": "\n".join(f"    {line}" for line in SEED.split("\n")),
    }[change]
    assert [facts(item) for item in recognise(changed).items] == [facts(item) for item in recognise(SEED).items]


def test_notices_wrapped_at_sixty_columns_keep_their_facts() -> None:
    head, _, notices = SEED.partition("Navnenyt fra it-Danmark")
    wrapped = "\n".join(part for line in notices.split("\n") for part in _wrap(line))
    found = of_kind(recognise(f"{head}Navnenyt fra it-Danmark{wrapped}").items, PersonnelNotice)
    assert [facts(item)["person"] for item in found] == [notice["person"] for notice in NOTICES]


def _wrap(line: str) -> list[str]:
    lines, current = [], ""
    for word in line.split(" "):
        if len(current) + len(word) > 60:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}".strip()
    return [*lines, current]


def test_language_and_zone_can_be_told() -> None:
    text = "Åben forelæsning\n\nDato: 3. juni 2026\nTid: kl. 19.00\nSted: Rotunden\n"
    (event,) = of_kind(recognise(text, language="da", timezone="America/Nuuk").items, Event)
    assert event.timezone == "America/Nuuk"
    assert str(event.start) == "2026-06-03 19:00:00-01:00"


@pytest.mark.parametrize("name", [name for name in page_cases.names() if page_cases.expected(name)["language"] == "da"])
def test_a_piece_of_a_danish_page_is_not_read_as_english(name: str) -> None:
    found = recognise((page_cases.FOLDER / f"{name}.txt").read_text("utf-8"))
    texts = [item.text or "" for item in of_kind(found.items, PersonnelNotice)]
    texts += [
        f"Event: {item.title}\n{item.location or ''}\n{item.summary or ''}" for item in of_kind(found.items, Event)
    ]
    for text in (text for text in texts if len(text.split()) > SHORT):
        assert recognise(text).language in {"da", "no"}, text


def test_a_page_in_a_language_without_a_file_gives_nothing_and_says_so() -> None:
    prose = (
        "Vanhassa hattukaupassa näytämme nyt tietokoneita neljältä vuosikymmeneltä. Ikkuna palaa yötä päivää, ja joka "
        "painaa ovikelloa, kuulee modeemin laulavan. Olemme iloisia jokaisesta vieraasta, eikä meille tarvitse varata."
    )
    found = recognise(f"{prose}\n\n27.5.2026 klo 18: esitelmä\nPaikka: Vanha paloasema")
    assert found.language == "und"
    assert found.items == ()
    assert "no language file" in found.rejected[0].reason


def test_year_comes_from_the_publication_when_told() -> None:
    text = "Foredrag om tang\n\nDato: onsdag 3. juni\nTid: kl. 19.00\nSted: Rotunden\n"
    assert of_kind(recognise(text, language="da").items, Event)[0].start is None
    (event,) = of_kind(recognise(text, language="da", published=date(2026, 4, 1)).items, Event)
    assert str(event.start) == "2026-06-03 19:00:00+02:00"


def test_postings_with_labels_alone_on_their_lines() -> None:
    labels = "Stilling:\n\nDriftsleder\n\nVirksomhed:\n\nGartneriet A/S\n\nAnsøgningsfrist:\n\n15. maj 2026\n"
    text = f"Ledige stillinger\n\n{labels}"
    (posting,) = of_kind(recognise(text, language="da").items, JobPosting)
    assert (posting.title, posting.hiring_organization, posting.valid_through) == (
        "Driftsleder",
        "Gartneriet A/S",
        date(2026, 5, 15),
    )


ODDMENTS = """Event: ~A | B~31. februar 2026~27. maj 2026 | Gratis~Nyt job~Dato:~Tid: kl. 25~• •~|~Af~Job~Navne~Kalender
~Computerworld Events~Læses lige nu~    x~Job Title:~Location: ~(Foto: )~\ufeff~\u2028~kl. 9-8~AFLYST~uge 42"""
PIECES = st.sampled_from([*(line for line in SEED.split("\n") if line), *ODDMENTS.split("~")])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=80), max_size=25))
def test_no_page_breaks_recognition(pieces: list[str]) -> None:
    found = recognise("\n".join(pieces))
    for item in found.items:
        assert item.evidence


@pytest.mark.parametrize(
    "piece", ["ansat ", "A ", "1. ", "og ", "(Foto: ", "pr. 1. maj 2026 ", "| ", "som ", "A har ansat B "]
)
def test_time_grows_no_faster_than_a_long_line(piece: str) -> None:
    def seconds(times: int) -> float:
        begun = time.process_time()
        recognise(f"Navnenyt fra it-Danmark\n\n{piece * times}Nyt job\n", language="da")
        return time.process_time() - begun

    assert seconds(8000) < 0.5 + 8 * seconds(2000)


COLUMN, CALENDAR = "Navnenyt fra it-Danmark\n\n", "Kalender\n\n"


@pytest.mark.parametrize("above", ["", COLUMN, CALENDAR])
@pytest.mark.parametrize(
    "piece",
    [
        "1–",
        "kl. 19–",
        "19:00–",
        "(",
        ". (kl. 19) pr.",
        "1. kl. ",
        "1. til den ",
        "1. maj kl. 1 ",
        "1/5 kl. 19 ",
        "kl. 19 dørene åbner kl. 18",
        "Sted: X hver mandag uge 20 (kl. 19) ",
        "dørene åbner kl. 18 1. maj 2026 http://x.example/ | ",
    ],
)
def test_dates_and_hours_that_go_on_and_on_are_read_in_time(above: str, piece: str) -> None:
    last = "Anna Holm, 12. maj 2026 kl. 19, har ansat B.\n"
    times = 12_000 // len(piece)
    narrow = "\n".join(textwrap.wrap(piece * times, 76))
    begun = time.process_time()
    rows = f"12. maj 2026 | {piece * (times // 20)} | x\n" * 20
    for page in (piece * times + last, narrow, f"{piece}\n" * times, rows):
        recognise(above + page, language="da")
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    "page",
    ["1–" * 20_000, "Det er en sætning. " * 2_000, "\n".join(["Det er en sætning som går videre og videre"] * 500)],
)
def test_no_line_is_longer_than_any_paragraph(page: str) -> None:
    lines = read_lines(page)
    assert max(len(line.text) for line in lines) <= 2 * LONGEST_LINE
    assert "".join(line.text for line in lines).replace(" ", "") == "".join(page.split())


def test_a_line_that_is_too_long_is_parted_behind_a_sentence() -> None:
    lines = read_lines("x\n" + "Der var engang en mand. " * 400)
    assert [line.span for line in lines] == [(1, 1)] + [(2, 2)] * (len(lines) - 1)
    assert len(lines) > 2
    assert all(line.text.endswith("en mand.") for line in lines[1:])


@pytest.mark.parametrize(
    ("code", "text"), [("en", "12 May 2026: Venue:"), ("en", "12 May 2026 – in the"), ("da", "12. maj 2026: Sted:")]
)
def test_a_word_before_places_that_nothing_stands_behind_is_none(code: str, text: str) -> None:
    assert [item.evidence for item in recognise(f"{text}\n", language=code).items] == []
