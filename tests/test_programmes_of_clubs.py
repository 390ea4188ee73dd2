"""Programmes of clubs, schools and orchestras: tables of trips, numbers of courses, months, invitations."""

from __future__ import annotations

import pytest

from feeds.model import PersonnelNotice
from feeds.recognise import recognise
from test_listings import rows

LANGUAGES = ["da", "no", "sv", "en", "de"]

#: A table of trips: its columns, then the third and the tenth of May.
TRIPS = {
    "da": ("Dato | Sejlads | Fra | Afgang | Retur | Billetpris", "søn 3. maj", "søn 10. maj"),
    "no": ("Dato | Utflukt | Fra | Avgang | Retur | Pris", "søn 3. mai", "søn 10. mai"),
    "sv": ("Datum | Kryssning | Från | Avgång | Åter | Pris", "sön 3 maj", "sön 10 maj"),
    "en": ("Date | Cruise | From | Departs | Returns | Fare", "Sun 3 May", "Sun 10 May"),
    "de": ("Datum | Fahrt | Von | Abfahrt | Rückkehr | Fahrpreis", "So 3. Mai", "So 10. Mai"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_of_trips_tells_where_they_start_and_when_they_end(language: str) -> None:
    head, first, second = TRIPS[language]
    told = (f"{first} | Alfa Beta | Kilbra | 11.00 | 15.30 | 12 €", f"{second} | Gamma | Sella | 10.15 | 17.00 | 9 €")
    page = "\n".join(("2026", "", head, *told))
    assert rows(page, language) == [
        "Alfa Beta | 2026-05-03T11:00 | 2026-05-03T15:30 | Kilbra | 12 €",
        "Gamma | 2026-05-10T10:15 | 2026-05-10T17:00 | Sella | 9 €",
    ]


def test_a_word_for_places_above_hours_names_none() -> None:
    told = ("3. Mai | 10.00 | 12.00 | Wanderung | Au", "9. Mai | 19.30 | 22.00 | Sitzung | Au")
    page = "\n".join(("2026", "", "Datum | Von | Bis | Veranstaltung | Ort", *told))
    assert rows(page, "de") == [
        "Wanderung | 2026-05-03T10:00 | 2026-05-03T12:00 | Au",
        "Sitzung | 2026-05-09T19:30 | 2026-05-09T22:00 | Au",
    ]


#: Three days in May, as titles have them below.
DAYS = {
    "da": ("Søndag den 3. maj kl. 10", "Søndag den 10. maj kl. 10", "Søndag den 17. maj kl. 10"),
    "no": ("Søndag 3. mai kl. 10", "Søndag 10. mai kl. 10", "Søndag 17. mai kl. 10"),
    "sv": ("Söndag 3 maj kl. 10", "Söndag 10 maj kl. 10", "Söndag 17 maj kl. 10"),
    "en": ("Sunday 3 May, 10 am", "Sunday 10 May, 10 am", "Sunday 17 May, 10 am"),
    "de": ("Sonntag, 3. Mai, 10 Uhr", "Sonntag, 10. Mai, 10 Uhr", "Sonntag, 17. Mai, 10 Uhr"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("leads", [("26F-3041   ", "26F-3045   ", "26F-3052   "), ("Tur 1: ", "Tur 2: ", "Tur 3: ")])
def test_what_counts_the_entries_is_no_part_of_their_titles(language: str, leads: tuple[str, ...]) -> None:
    told = zip(leads, ("Alfa Beta", "Gamma", "Delta"), DAYS[language], strict=True)
    page = "Program 2026\n\n" + "\n\n".join(f"{lead}{title}\n{day}" for lead, title, day in told) + "\n"
    assert rows(page, language) == [
        "Alfa Beta | 2026-05-03T10:00",
        "Gamma | 2026-05-10T10:00",
        "Delta | 2026-05-17T10:00",
    ]


def test_titles_that_differ_by_their_number_alone_keep_it() -> None:
    told = "\n\n".join(f"Walk {n}: The sea\n{day}" for n, day in enumerate(DAYS["en"], 1))
    assert [row.partition(" | ")[0] for row in rows(f"Walks 2026\n\n{told}\n", "en")] == [
        "Walk 1: The sea",
        "Walk 2: The sea",
        "Walk 3: The sea",
    ]


#: A month between its neighbours, two Saturdays and a Tuesday, and the word before an hour.
MONTHS = {
    "da": ("april MAJ 2026 juni", "lørdag", "tirsdag", "Kl."),
    "no": ("april MAI 2026 juni", "lørdag", "tirsdag", "Kl."),
    "sv": ("april MAJ 2026 juni", "lördag", "tisdag", "Kl."),
    "en": ("April MAY 2026 June", "Saturday", "Tuesday", "At"),
    "de": ("April MAI 2026 Juni", "Samstag", "Dienstag", "Um"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_to_leaf_through_has_several_days_of_one_name(language: str) -> None:
    month, saturday, tuesday, at = MONTHS[language]
    told = ((f"{saturday} 2", "Alfa Beta"), (f"{tuesday} 5", "Gamma"), (f"{saturday} 30", "Delta"))
    page = f"‹ {month} ›\n\n" + "\n\n".join(f"{day}\n{title}\n{at} 10.30" for day, title in told) + "\n"
    assert rows(page, language) == [
        "Alfa Beta | 2026-05-02T10:30",
        "Gamma | 2026-05-05T10:30",
        "Delta | 2026-05-30T10:30",
    ]


#: A conductor, and two evenings: the day set large, then the weekday with the hour.
CONDUCTED = {
    "da": ("Dirigent", ("17 SEP", "Torsdag kl. 19.30"), ("12 DEC", "Lørdag kl. 16.00")),
    "no": ("Dirigent", ("17 SEP", "Torsdag kl. 19.30"), ("12 DES", "Lørdag kl. 16.00")),
    "sv": ("Dirigent", ("17 SEP", "Torsdag kl. 19.30"), ("12 DEC", "Lördag kl. 16.00")),
    "en": ("Conductor", ("17 SEP", "Thursday, 7.30pm"), ("12 DEC", "Saturday, 4pm")),
    "de": ("Dirigentin", ("17. SEP", "Donnerstag, 19.30 Uhr"), ("12. DEZ", "Samstag, 16 Uhr")),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_conducts_a_concert_is_no_title_and_takes_no_job(language: str) -> None:
    label, *days = CONDUCTED[language]
    told = zip(
        ("Prolog: Havet", "Alfa og Brahms", "Gamma"),
        (*days, days[0]),
        ("Helga Lind. Solist: Ivar Strand", "Petter Alm", "Helga Lind"),
        strict=True,
    )
    cards = "\n\n".join(
        f"{day}\n{title}\n{at} · Salens konserthus\n{label}: {who}\n12 €\nOK" for title, (day, at), who in told
    )
    page = f"Orkester\n2026/27\n\n{cards}\n"
    assert not any(isinstance(item, PersonnelNotice) for item in recognise(page, language=language).items)
    assert [row.partition(" | ")[0] for row in rows(page, language)] == ["Prolog: Havet", "Alfa og Brahms", "Gamma"]


def test_months_are_no_place_and_an_hour_behind_what_is_free_no_price() -> None:
    page = "Kalender\n\nTräning varje onsdag kl 18 i maj och juni\nBastu varje fredag kl 19\n"
    assert [row for row in rows(page, "sv") if "maj och juni" in row] == []
    page = "2026\n\n3 May: Forest race\nFree, come when you like before 2 pm\n\n10 May: Fair\nFree\n"
    assert rows(page, "en") == ["Forest race | 2026-05-03 |  |  | Free", "Fair | 2026-05-10 |  |  | Free"]


#: A notice, and the words of two invitations: a name, the day, the hour and the place.
INVITED = {
    "da": ("Velkommen til Karen Juhl, der er ny kasserer.", "Vævestue", "Frokost"),
    "no": ("Kari Juhl er ansatt som ny kasserer.", "Vevstue", "Lunsj"),
    "sv": ("Karin Juhl har anställts som ny kassör.", "Vävstuga", "Lunch"),
    "en": ("Mary Dale has been appointed treasurer.", "Weaving for all", "Autumn Lunch"),
    "de": ("Karin Juhl ist neue Kassiererin.", "Webstube", "Mittagessen"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_above_a_weekday_an_hour_and_a_place_are_events_among_notices(language: str) -> None:
    told, first, second = INVITED[language]
    heads = {"da": "NAVNE", "no": "NAVN", "sv": "NAMN", "en": "APPOINTMENTS", "de": "PERSONALIEN"}
    day, other = DAYS[language][:2]
    page = f"2026\n\n{heads[language]}\n\n{told}\n\n{first}\n{day}, Kilbra\n\n{second}\n{other}, Sella\n"
    assert rows(page, language) == [
        f"{first} | 2026-05-03T10:00 |  | Kilbra",
        f"{second} | 2026-05-10T10:00 |  | Sella",
    ]


def test_whose_duty_it_is_on_what_day_is_no_event_among_notices() -> None:
    told = "Mary Dale has been appointed treasurer."
    duties = "Race box\nSunday 3 May, 10 am, John Hill\n\nBar\nSunday 10 May, 7 pm, Ann Bo"
    assert rows(f"2026\n\nAPPOINTMENTS\n\n{told}\n\n{duties}\n", "en") == []


#: A heading of events, and a sentence that tells when waste is collected.
WASTE = {
    "da": ("DET SKER", "Haveaffald hentes den 11. maj. Sæt det ud inden kl. 7."),
    "no": ("DET SKJER", "Hageavfall hentes 11. mai. Sett det ut innen kl. 7."),
    "sv": ("KALENDER", "Trädgårdsavfall hämtas den 11 maj. Ställ ut det före kl. 7."),
    "en": ("WHAT'S ON", "Garden waste will be collected on 11 May. Put it out before 7 am."),
    "de": ("TERMINE", "Der Sperrmüll wird am 11. Mai abgeholt. Stellen Sie ihn bis 7 Uhr an die Straße."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_on_which_waste_is_collected_is_no_event(language: str) -> None:
    heading, told = WASTE[language]
    events = "\n".join(f"{day}: {title}" for day, title in zip(DAYS[language], ("Alfa", "Beta", "Gamma"), strict=True))
    page = f"Mai 2026\n\n{heading}\n\n{events}\n\nOMEGA\n{told}\n\nSIGMA\n3 m. 250 €. Tel. 123.\n"
    assert [row.partition(" | ")[0] for row in rows(page, language)] == ["Alfa", "Beta", "Gamma"]


def test_what_stands_below_several_days_is_said_of_all_of_them_below_a_badge_too() -> None:
    films = (
        "Dimma\nDrama. Från 11 år.\nNYHET\nFre 16 okt 19:00\nOns 21 okt 18:30\n140 kr",
        "Tjära\nFre 16 okt 15:00\n90 kr",
    )
    found = rows("På bio oktober 2026\n\n" + "\n\n".join(films) + "\n", "sv")
    assert [row.rpartition(" | ")[2] for row in found] == ["140 kr", "140 kr", "90 kr"]


def test_a_firm_that_is_visited_is_no_house_in_front_of_its_street() -> None:
    told = "Firmabesøg hos Jernlund Maskiner\n24. september kl. 16.00, Industrivej 30"
    page = f"Kalender 2026\n\n{told}\n\nMøde\n9. september kl. 8.00, Hotel Kroen\n"
    assert "Firmabesøg hos Jernlund Maskiner | 2026-09-24T16:00 |  | Industrivej 30" in rows(page, "da")
