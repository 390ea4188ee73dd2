"""Lines that a width parted, and lines that only seem to be: what a page tells of where its lines end."""

from __future__ import annotations

import textwrap

import pytest

from feeds.recognise.page import read_lines


def texts(page: str) -> list[str]:
    return [line.text for line in read_lines(page)]


def wrapped(page: str, width: int) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, width)) or line for line in page.split("\n"))


PROSE = (
    "The harbour office has counted its gulls again. There were more of them than last year, and fewer chips.",
    "A report is to follow once the figures have dried.",
)


@pytest.mark.parametrize("width", [44, 50, 60, 66, 72, 74, 80])
def test_prose_is_joined_whatever_its_width(width: int) -> None:
    page = "\n\n".join(PROSE)
    assert texts(wrapped(page, width)) == list(PROSE)


def test_rows_that_all_open_in_small_letters_are_not_wrapped() -> None:
    rows = [
        "lør. 3. | kl. 10.00 | Marked for uldne huer | Torvet | Gratis",
        "tors. 8. | kl. 19.00 | Møde om den nye cykelbro | Rådhuset | Gratis",
        "søn. 11. | kl. 9.30 | Tur efter tang og muslinger | Stranden | 40 kr.",
        "fre. 23. | kl. 20.00 | Koncert med Trio Hattemager | Kulturhuset | 150 kr.",
    ]
    page = ["Oktober, alt det der sker her i byen og lidt uden for den", *rows]
    assert texts("\n".join(page)) == page


def test_where_rows_open_with_their_day_in_small_letters_other_words_still_tell_the_width() -> None:
    rows = [
        "lör 15/5 kl 12 Blåsardag, Musikskolan",
        "sön 6/6 kl 11 Nationaldagen, Folkets park",
        "fre 25/6 kl 13 Midsommar vid Hembygdsgården, stora bryggan flaggas",
        "lör 4/9 kl 18 Kräftkonsert, Folkets hus",
        "lör 2/10 kl 15 Konsert för små barn, Musikskolan, varmkorv ingår",
        "mån 6/12 kl 19 Julkonsert, Sporthallen",
    ]
    assert texts(wrapped("\n".join(rows), 60)) == rows


def test_a_sentence_below_texts_that_lost_their_spaces_is_no_part_of_them() -> None:
    lead, text = (
        "En fejl i filen fik brevene til at bytte modtagere.",
        (
            "Hver anden linje var rykket en plads ned.Derfor fik naboen brevet.Havnen beklager og har "
            "lukket, indtil filen er gennemgået.Kranføreren er ikke enig i det.Han venter på sit brev."
        ),
    )
    page = wrapped(f"Havnen sendte breve til de forkerte\n{lead}\n{text}", len(lead) + 2)
    assert texts(page)[1:] == [lead, text]


def test_what_is_wider_than_the_page_does_not_go_on_below() -> None:
    wide = "Sailings | Freight | Cruises | Tides | Ship and shore personnel | The weather at the heads"
    page = wrapped("\n\n".join(PROSE), 60)
    assert texts(f"{page}\n\n{wide}\nsix new pilots") == [*PROSE, wide, "six new pilots"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Söndag 17 maj kl 08.30: Flagghissning, gården", "Lördag 6 juni kl 10: Loppis i garaget"),
        ("Kaptajnen er gået, og nu skal nogen tage sig af roret", "ðŸ’» Opgaver"),
        ("Hun er ny leder af byens arkiv. Forfremmelse", "Krabbe og Ko har pr. 1. maj 2026 ansat Ib Storm"),
        ("Die Häuser am Hafen bekommen endlich neue Dächer.", "Von Rosa Timpe"),
        ("Krabbebladet – nyhetsbrev från Hattmakarföreningen Söderö", "Nummer 2, april 2026"),
        ("kl. 19.00 · Rotunden · Foredrag om tang · Gratis", "Foredragsholderen er Ib Storm"),
        ("kl. 19.00 · Rotunden · Gratis, ingen påmelding", "Tangkafeen er hver tirsdag fram til påske."),
        ("Tangen lukkede havnen for alle skibe i to døgn", "Lodserne holdt i kø i otte kilometer, da den gik i gang."),
        ("Kranfører Ib Storm bliver ny leder på havnen.", "Lodsen Ann Krabbe Holm stopper."),
    ],
)
def test_a_full_line_ends_above_what_opens_anew(above: str, below: str) -> None:
    width = len(above) + 3
    page = wrapped("\n\n".join(PROSE), width)
    assert texts(f"{page}\n\nHattemagerens hus\n{above}\n{below}")[-2:] == [above, below]


@pytest.mark.parametrize("sign", ["€", "%"])
def test_a_figure_and_its_sign_are_one_line(sign: str) -> None:
    above = "11./12. Juli: Zweitagestour in das Hutmuseum – Anmeldung: 45"
    page = wrapped("\n\n".join(PROSE), len(above) + 1)
    assert texts(f"{page}\n\nHattemagerens hus\n{above}\n{sign}")[-1] == f"{above} {sign}"


@pytest.mark.parametrize("width", [60, 66])
def test_what_ends_in_a_sign_between_facts_tells_the_width(width: int) -> None:
    rows = [
        "Maskinfører til havnens kran, Skagen · Fast, heltid · Søknadsfrist 15.06.2026",
        "Regnskapsfører for hatter og huer, Tverrelv · Fast · Søknadsfrist 15.06.2026",
        "Fyrvokter på Ytterskjær, Havøy, fast og heltid året rundt · Søknadsfrist 1.7.2026",
    ]
    assert texts(wrapped("\n\n".join(rows), width)) == rows


def test_a_whole_row_of_the_table_opens_a_line() -> None:
    rows = [
        "3. maj | Marked for uldne huer | Torvet | Gratis",
        "8. maj | Møde om den nye cykelbro | Rådhuset | Gratis",
        "Hele maj måned | Marked for hatte og huer | Torvet | Fri adgang",
    ]
    above = "Hattemagerlauget i Skagen viser også i år alle sine hatte frem"
    page = wrapped("\n\n".join(PROSE), len(rows[-1]))
    assert texts("\n".join([page, "", *rows[:2], "", "Resten af maj", above, rows[-1]]))[-2:] == [above, rows[-1]]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("28. mars | Påsketur fra hytte til hytte | Fjellgarden ved vannet", "| Ivar Lien"),
        ("Velkomst for nye hattemagere: 10. september 2026 kl.", "9.00-15.00, Auditorium 3."),
        ("Hutmuseum: Mittwoch bis Freitag 14.00–17.30", "Uhr, Samstag geschlossen"),
        ("19.30 ........ Passionskonzert der Kantorei, Christuskirche (Einlass", "19.00), Eintritt 12 €"),
    ],
)
def test_what_is_parted_at_a_bar_or_within_brackets_or_hours_tells_the_width(above: str, below: str) -> None:
    page = ["Tang og tare", "", above, below, "", "Kontakt: Ib Storm"]
    assert f"{above} {below}" in texts("\n".join(page))


def test_rows_whose_first_cell_is_empty_are_not_wrapped() -> None:
    rows = [
        "April | lør 18. | Standerhejsning med kaffe og sang på broen | Klubhuset",
        " | søn 26. | Introdag for alle nye roere, både unge og gamle | Bådehallen",
        "Maj | fre 1. | Fælles morgenroning og et bad i det kolde vand | Klubhuset",
        " | lør 9. | Langtur til Mors med madpakke, sang og kaffe | Broen",
    ]
    assert texts("\n".join(["Rolauget", "", *rows])) == ["Rolauget", *(row.strip() for row in rows)]


def test_rows_that_go_on_tell_the_width_though_they_look_like_menus() -> None:
    rows = [
        "Do 8.10. | 14 Uhr | Sprechtag des Notars | Gemeindeamt, Zimmer 3 | kostenlos",
        "Sa 7.11. | 8 Uhr | Flohmarkt der Pfadfinder | Pfadfinderheim, Mühlweg 2 | 1 €",
        "Do 12.11. | 15 Uhr | Kaffee und Kuchen für alle | Pfarrheim, Gasse 17 | gratis",
    ]
    lines = ["Wir freuen uns auf alle, die kommen, und auf Kuchen.", "", *rows]
    assert texts(wrapped("\n".join(lines), 70))[1:] == rows


def test_menus_that_were_wrapped_tell_how_wide_the_page_is() -> None:
    rows = [
        "Do 08.10. | 14:00 Uhr | Sprechtag des Notars | Gemeindeamt, Zimmer 3 | kostenlos",
        "Sa 07.11. | 08:00 Uhr | Flohmarkt der Pfadfinder | Pfadfinderheim, Weg 2 | 3 €",
    ]
    assert texts(wrapped("\n\n".join((*PROSE, *rows)), 76)) == [*PROSE, *rows]


def test_one_line_that_is_wider_than_any_width_leaves_all_as_they_are() -> None:
    page = wrapped("The hall of the club is open again, and so is the small kitchen behind it. " * 6, 72)
    assert len(texts(page)) == 1
    wide = "The hall of the club is open " + "again, and so is the small kitchen behind it, " * 2
    assert len(texts(f"{page}\n\n{wide}")) == len(page.split("\n")) + 1
    # An address is never parted, and spaces behind a line are none of its width.
    for address in (f"https://example.org/{'hall' * 30}", f"Cork{' ' * 120}"):
        assert len(texts(f"{page}\n\n{address}")) == 2


def test_an_address_among_rows_tells_no_width() -> None:
    rows = [
        "Do 8.10. | 14 Uhr | Sprechtag des Notars | Gemeindeamt, Zimmer 3 | kostenlos",
        "Sa 7.11. | 8 Uhr | Flohmarkt der Pfadfinder | Pfadfinderheim, Mühlweg 2 | 1 €",
        "Do 12.11. | 15 Uhr | Kaffee und Kuchen für alle | Pfarrheim, Gasse 17 | gratis",
    ]
    address = f"https://example.org/{'halle' * 14}"
    lines = ["Wir freuen uns auf alle, die kommen, und auf Kuchen.", address, "", *rows]
    assert texts(wrapped("\n".join(lines), 70))[2:] == rows
