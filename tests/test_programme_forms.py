"""Programmes of clubs and parishes: pages made by machine in many forms, and one page for each mechanism."""

from __future__ import annotations

import pytest

import generated_programmes
import page_cases
from feeds.model import Event
from feeds.recognise import recognise

SEEDS = range(5000, 5060)
#: Precision, recall and share of right facts; fewer are a form that got lost.
FLOORS = (0.98, 0.97, 0.98)


def rows(text: str, language: str) -> list[str]:
    """Give each event of a page as `title | start | end | location | price`."""
    events = [item for item in recognise(text, language=language).items if isinstance(item, Event)]
    facts = [
        (e.title, *(str(day or "")[:16].replace(" ", "T") for day in (e.start, e.end)), e.location, e.price)
        for e in events
    ]
    return [" | ".join(fact or "" for fact in told).rstrip(" |") for told in facts]


def test_made_programmes_are_read() -> None:
    score = page_cases.Score()
    for seed in SEEDS:
        page = generated_programmes.page(seed)
        page_cases.score_items(str(seed), page_cases.found_on(page.text), page.gold, score)
    reached = (score.precision("event"), score.recall("event"), score.accuracy("event"))
    assert all(value >= floor for value, floor in zip(reached, FLOORS, strict=True)), score.misses
    assert sum(count for kind, count in score.false.items() if kind != "event") <= 1


def test_the_same_seed_makes_the_same_page() -> None:
    assert generated_programmes.page(7) == generated_programmes.page(7)


@pytest.mark.parametrize(
    ("language", "months", "lines"),
    [
        ("de", ("SEPTEMBER", "OKTOBER"), ("– 17. - Chorprobe, 18 Uhr", "– 25.-27. - Lager", "– 1. - Wandern, 9 Uhr")),
        ("en", ("September", "October"), ("Thu, 17, 6 pm: Choir", "25-27: Camp", "Thu, 1, 9 am: Walk")),
        ("sv", ("September", "Oktober"), ("17 Körövning, kl. 18", "25–27 Läger", "1 Vandring, kl. 9")),
    ],
)
def test_days_below_months_are_of_these(language: str, months: tuple[str, ...], lines: tuple[str, ...]) -> None:
    more = {"de": "– 8. - Basteln, 9 Uhr", "en": "Thu, 8, 9 am: Crafts", "sv": "8 Pyssel, kl. 9"}[language]
    page = f"Program 2026\n\n{months[0]}\n{lines[0]}\n{lines[1]}\n\n{months[1]}\n{lines[2]}\n{more}\n"
    told = [row.split(" | ")[1:] for row in rows(page, language)]
    assert told == [["2026-09-17T18:00"], ["2026-09-25", "2026-09-28"], ["2026-10-01T09:00"], ["2026-10-08T09:00"]]


def test_days_with_months_of_their_own_keep_them() -> None:
    page = (
        "Diary 2026\n\nMay\nSat 30 May – Sun 7 June: Art trail\nFri 15 to Sun 17: Camp\nMon 25: Fair\nWed 27: Choir\n"
    )
    assert rows(page, "en")[:2] == ["Art trail | 2026-05-30 | 2026-06-08", "Camp | 2026-05-15 | 2026-05-18"]


def test_a_number_alone_that_does_not_rise_is_no_day() -> None:
    page = "May 2026\n\n3 Great reasons to come\n2 Free coffees\n1 Warm room\nEveryone is welcome.\n"
    assert rows(page, "en") == []


@pytest.mark.parametrize("is_below", [False, True])
def test_headings_that_count_are_no_titles(is_below: bool) -> None:
    def block(number: str, title: str, day: str, place: str) -> str:
        lines = (day, title) if is_below else (title, day)
        return "\n".join((number, *lines, place)) + "\n\n"

    page = "Saison 2026\n\n"
    page += block("1. ABONNEMENTKONZERT", "Nachtstücke", "Sonntag, 27. September 2026, 17 Uhr", "Stadthalle")
    page += block("2. ABONNEMENTKONZERT", "Wintersonne", "Samstag, 12. Dezember 2026, 19 Uhr", "Marienkirche")
    page += block("3. ABONNEMENTKONZERT", "Tänze", "Samstag, 13. März 2027, 19 Uhr", "Stadthalle")
    page += block("EXTRAKONZERT", "Kleine Ohren", "Samstag, 8. Mai 2027, 11 Uhr", "Stadthalle")
    assert rows(page, "de") == [
        "Nachtstücke | 2026-09-27T17:00 |  | Stadthalle",
        "Wintersonne | 2026-12-12T19:00 |  | Marienkirche",
        "Tänze | 2027-03-13T19:00 |  | Stadthalle",
        "Kleine Ohren | 2027-05-08T11:00 |  | Stadthalle",
    ]


def test_what_holds_unless_otherwise_stated() -> None:
    page = (
        "TERMINSPLAN HT 2026\nVi ses i scoutstugan på måndagar 18.15–19.45 om inget annat anges.\n\n"
        "24/8 Knopar\n31/8 Yxa, såg och kniv\n12–13/9 Hajk, Ramsön (180 kr)\n29/11 Marknad kl. 11–15, Hamntorget\n"
        "7/12 Avslutning\n"
    )
    usual = "scoutstugan"
    assert rows(page, "sv") == [
        f"Knopar | 2026-08-24T18:15 | 2026-08-24T19:45 | {usual}",
        f"Yxa, såg och kniv | 2026-08-31T18:15 | 2026-08-31T19:45 | {usual}",
        "Hajk | 2026-09-12 | 2026-09-14 | Ramsön | 180 kr",
        "Marknad | 2026-11-29T11:00 | 2026-11-29T15:00 | Hamntorget",
        f"Avslutning | 2026-12-07T18:15 | 2026-12-07T19:45 | {usual}",
    ]


def test_a_heading_over_several_titles_is_none() -> None:
    page = (
        "Calendar 2026\n\nIn the church\n3 August at 11 am - An evening of song | Parish Room | (£30)\n"
        "31 August at 2 pm - Harvest supper | Old Mill\n\nTrips\n21 August at 10 am - Who owns the river? | Old Mill\n"
        "10 September at 3 pm - Try dinghy sailing | Quay\n"
    )
    assert rows(page, "en")[:2] == [
        "An evening of song | 2026-08-03T11:00 |  | Parish Room | £30",
        "Harvest supper | 2026-08-31T14:00 |  | Old Mill",
    ]


def test_lines_set_in_below_titles_say_when_and_where() -> None:
    page = (
        "Program 2026\n\n* 7. aug. | Frokost\n    Hytta | kl. 11.15 til 14.30\n"
        "* 30. aug. | Fest\n    kl. 18 | Torget\n* 2. sept. | Korsang\n    kl. 19 | Torget\n"
    )
    assert rows(page, "no") == [
        "Frokost | 2026-08-07T11:15 | 2026-08-07T14:30 | Hytta",
        "Fest | 2026-08-30T18:00 |  | Torget",
        "Korsang | 2026-09-02T19:00 |  | Torget",
    ]


def test_dashes_part_facts_where_several_lines_have_them() -> None:
    page = (
        "Programme 2026\n\nTue 7 July Chair yoga\n8 pm – £2.50 – Old Forge\nThu 9 July Wassail\n"
        "7 pm – free – the boathouse\nSat 11 July Knots\n2 pm - 4 pm – £4 – Plot 14\n"
    )
    assert rows(page, "en") == [
        "Chair yoga | 2026-07-07T20:00 |  | Old Forge | £2.50",
        "Wassail | 2026-07-09T19:00 |  | the boathouse | free",
        "Knots | 2026-07-11T14:00 | 2026-07-11T16:00 | Plot 14 | £4",
    ]


def test_rows_of_a_table_are_not_joined() -> None:
    page = (
        "Termine 2026\n\n| Fünf Lieder und ein langer Kuchen | Fr. 06.02. | 15 Uhr | – |\n"
        "| Trödelmarkt | So. 08.02. | 11 Uhr | – |\n| Alte Bilder vom Hafen | Mi. 11.02. | 9 Uhr | 45 € |\n"
        "| Obstbaumschnitt | Sa. 28.02. | 17 Uhr | – |\n"
    )
    assert [row.partition(" | ")[0] for row in rows(page, "de")] == [
        "Fünf Lieder und ein langer Kuchen",
        "Trödelmarkt",
        "Alte Bilder vom Hafen",
        "Obstbaumschnitt",
    ]


def test_hours_alone_head_the_points_of_a_day() -> None:
    page = (
        "Vorträge\n\nDonnerstag, 5. März 2026\n\n10:00–10:45\nBrandschutz im Holzbau\nWiebke Tamms, Prüfstelle\n\n"
        "13:30–14:15\nDie Bauakte in kleinen Betrieben\nJörn Asmus\n\nFreitag, 6. März 2026\n\n11:00–11:45\n"
        "Lehm und Holz: alte Verbindung\nSelma Ayhan, Hochschule\n\n15:00–16:00\nWer baut morgen?\nKai Rensing\n"
    )
    assert [row.split(" | ")[:3] for row in rows(page, "de")] == [
        ["Brandschutz im Holzbau", "2026-03-05T10:00", "2026-03-05T10:45"],
        ["Die Bauakte in kleinen Betrieben", "2026-03-05T13:30", "2026-03-05T14:15"],
        ["Lehm und Holz: alte Verbindung", "2026-03-06T11:00", "2026-03-06T11:45"],
        ["Wer baut morgen?", "2026-03-06T15:00", "2026-03-06T16:00"],
    ]


def test_a_weekday_cut_short_is_no_word_of_another_language() -> None:
    lines = "\n".join(
        f"On {day}.2.  {title}" for day, title in ((3, "Vannet settes på"), (10, "Årsmøte"), (17, "Dugnad"))
    )
    page = (
        f"Solvang hagelag\n\nProgram 2027\nMøtene holdes i Klubbhuset kl. 16–18 om ikke annet er oppgitt.\n\n{lines}\n"
    )
    page += "\nTa med kopp og gode sko. Endringer henges opp på tavla, og hunder skal være i bånd.\n"
    assert recognise(page).language == "no"
