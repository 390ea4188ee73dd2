"""What has a day and an hour and is no event: reports of what was, works and closed houses, lessons of a school."""

from __future__ import annotations

import pytest

from feeds.model import Event, JobPosting
from feeds.recognise import recognise

REPORT = "no event: it tells what was"
WORKS = "no event: it says what is shut off, worked on or closed"
LESSON = "no event: it is a lesson of a school"


def titles(text: str, language: str) -> list[str]:
    """Give the titles of the events of a page."""
    return [item.title or "" for item in recognise(text, language=language).items if isinstance(item, Event)]


def reasons(text: str, language: str) -> list[str]:
    """Give why something is no event."""
    return [refused.reason for refused in recognise(text, language=language).rejected if refused.rule == "event.none"]


#: A report of a day, and what is to come on another.
TOLD = {
    "da": (
        (
            "Nyt fra koret\n\nOnsdag den 6. maj 2026 kl. 19 sang vi sammen i Ørby Hus.\n\n"
            "Onsdag den 13. maj 2026 kl. 19 synger vi igen i Ørby Hus."
        ),
        "synger vi igen i Ørby Hus",
    ),
    "no": (
        (
            "Nytt fra koret\n\nOnsdag 6. mai 2026 kl. 19 sang vi sammen på Vik Hus.\n\n"
            "Onsdag 13. mai 2026 kl. 19 synger vi igjen på Vik Hus."
        ),
        "synger vi igjen på Vik Hus",
    ),
    "sv": (
        (
            "Nytt från kören\n\nOnsdagen den 6 maj 2026 kl. 19 sjöng vi tillsammans i Lunda.\n\n"
            "Onsdagen den 13 maj 2026 kl. 19 sjunger vi igen i Lunda."
        ),
        "sjunger vi igen i Lunda",
    ),
    "de": (
        (
            "Neues vom Chor\n\nAm 6. Mai 2026 um 19 Uhr sangen wir gemeinsam im Pfarrhaus.\n\n"
            "Am 13. Mai 2026 um 19 Uhr singen wir wieder im Pfarrhaus."
        ),
        "singen wir wieder im Pfarrhaus",
    ),
    "en": (
        (
            "Diary\n\nWednesday 6 May 2026 at 7 pm we sang together in Bray Hall.\n\n"
            "Wednesday 13 May 2026 at 7 pm we sing again in Bray Hall."
        ),
        "we sing again in Bray Hall",
    ),
}


@pytest.mark.parametrize("language", sorted(TOLD))
def test_what_is_told_to_have_been_is_no_event(language: str) -> None:
    text, title = TOLD[language]
    assert titles(text, language) == [title]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Program\n\nKoncerten den 6. maj 2026 kl. 19 i Ørby Kirke blev holdt for fuldt hus."),
        ("no", "Program\n\nKonserten 6. mai 2026 kl. 19 i Vik kirke ble holdt for fullt hus."),
        ("sv", "Program\n\nKonserten den 6 maj 2026 kl. 19 i Lunda kyrka hölls för fullt hus."),
        ("de", "Termine\n\nDas Konzert fand am 6. Mai 2026 um 19 Uhr in der Dorfkirche vor vollem Haus statt."),
        ("en", "Events\n\nThe concert on 6 May 2026 at 7 pm in Bray Church took place before a full house."),
    ],
)
def test_a_single_report_below_a_heading_is_no_event(language: str, text: str) -> None:
    assert titles(text, language) == []


#: Verbs of the past beside what is to come, and in titles.
COMING = [
    ("da", "Program\n\nDen 6. maj 2026 kl. 19 holder Ane Holm, der var formand i ti år, foredrag.", ["Ane Holm"]),
    ("da", "Program\n6. maj 2026 kl. 19: Da far gik, Ørby Bio\n7. maj 2026 kl. 19: Hvor var du?, Ørby Bio",
     ["Da far gik", "Hvor var du?"]),
    ("da", "Program\n\nForedraget den 6. maj 2026 kl. 19 blev aflyst.", ["Foredraget"]),
    ("da", ("Program\n\nSangaften, 6. maj 2026 kl. 19, Ørby Hus\nNy dato! Var før sat til 29. april.\n\n"
     "Banko, 7. maj 2026 kl. 19, Ørby Hus"), ["Sangaften", "Banko"]),
    ("no", "Program\n\n6. mai 2026 kl. 19 holder Ane Holm, som var leder i ti år, foredrag.", ["Ane Holm"]),
    ("no", "Program\n6. mai 2026 kl. 19: Da far gikk, Vik kino\n7. mai 2026 kl. 19: Hvor var du?, Vik kino",
     ["Da far gikk", "Hvor var du?"]),
    ("sv", ("Program\n\nKurs: Snickra. När? 6 maj 2026 kl 14. Var? Lunda. Pris? 75 kronor.\n\n"
     "Kurs: Sy. När? 7 maj 2026 kl 14. Var? Lunda. Pris? 75 kronor."), ["Kurs: Snickra", "Kurs: Sy"]),
    ("sv", "Program\n6 maj 2026 kl. 19: När far gick, Lunda bio\n7 maj 2026 kl. 19: Var var du?, Lunda bio",
     ["När far gick", "Var var du?"]),
    ("de", "Termine\n\nAm 6. Mai 2026 um 19 Uhr spricht Anna Holm, die zehn Jahre lang Vorsitzende war, im Saal.",
     ["Anna Holm"]),
    ("de", "Termine\n6. Mai 2026, 19 Uhr: Als Vater ging, Kino\n7. Mai 2026, 19 Uhr: Wir waren Helden, Kino",
     ["Als Vater ging", "Wir waren Helden"]),
    ("en", "Events\n\nThe talk planned for 6 May 2026 at 7 pm was cancelled.", ["talk planned for"]),
    ("en", "Events\n6 May 2026, 7 pm: How the west was won, Bray Hall\n7 May 2026, 7 pm: We sang, Bray Hall",
     ["How the west was won", "We sang"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), COMING)
def test_a_verb_of_the_past_beside_what_is_to_come_makes_no_report(
    language: str, text: str, expected: list[str]
) -> None:
    assert titles(text, language) == expected


@pytest.mark.parametrize("language", sorted(TOLD))
def test_a_report_that_would_be_an_event_is_refused_with_the_reason(language: str) -> None:
    assert REPORT in reasons(TOLD[language][0], language)


#: Rows of works and closings around one event.
WORKED_ON = {
    "da": (
        ["Strømafbrydelse på Møllevej", "Vejarbejde på Møllevej"],
        "3. maj 2026 kl. 9-12: {}",
        "Banko",
    ),
    "no": (
        ["Strømbrudd i Skogveien", "Veiarbeid i Skogveien"],
        "3. mai 2026 kl. 9-12: {}",
        "Bingo",
    ),
    "sv": (
        ["Strömavbrott på Skogsvägen", "Vägarbete på Skogsvägen"],
        "3 maj 2026 kl. 9-12: {}",
        "Bingo",
    ),
    "de": (
        ["Stromabschaltung im Waldweg", "Straßenbauarbeiten im Waldweg"],
        "3. Mai 2026, 9-12 Uhr: {}",
        "Bingo",
    ),
    "en": (
        ["Power cut in Mill Lane", "Roadworks in Mill Lane"],
        "3 May 2026, 9am-12pm: {}",
        "Bingo",
    ),
}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("da", "Vandet lukkes"),
        ("no", "Vannet stenges"),
        ("sv", "Vattnet stängs av"),
        ("de", "Wasser wird abgestellt"),
    ],
)
def test_that_the_water_is_shut_off_is_a_day_in_the_plan_of_a_garden_club(language: str, title: str) -> None:
    _, form, event = WORKED_ON[language]
    assert titles("\n".join(form.format(one) for one in (title, event)), language) == [title, event]


@pytest.mark.parametrize("language", sorted(WORKED_ON))
def test_works_among_events_are_none(language: str) -> None:
    works, form, event = WORKED_ON[language]
    text = "\n".join(form.format(title) for title in (*works, event))
    assert titles(text, language) == [event]
    assert reasons(text, language) == [WORKS] * len(works)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Rådhuset lukket\nFredag den 15. maj 2026 kl. 10-14"),
        ("no", "Rådhuset stengt\nFredag 15. mai 2026 kl. 10-14"),
        ("sv", "Kommunhuset stängt\nFredag den 15 maj 2026 kl. 10-14"),
        ("sv", "Vattenavstängning\nTisdag den 5 maj 2026 kl. 9-12\nSkogsvägen 1-20"),
        ("de", "Rathaus geschlossen\nFreitag, 15. Mai 2026, 8-12 Uhr"),
        ("de", "Wasserabstellung\nDienstag, 5. Mai 2026, 9-12 Uhr\nWaldweg 1-20"),
        ("en", "Town hall closed\nFriday 15 May 2026, 10am-2pm"),
        ("en", "Water shut-off\nTuesday 5 May 2026, 9am-12pm\nMill Lane 1-20"),
    ],
)
def test_a_notice_that_something_is_shut_is_no_event(language: str, text: str) -> None:
    assert titles(text, language) == []
    assert reasons(text, language) == [WORKS]


@pytest.mark.parametrize(
    ("language", "works", "meeting"),
    [
        (
            "da",
            (
                "Der lukkes for vandet på Skovvej den 3. maj 2026 kl. 9-12.\n\n"
                "Strømmen afbrydes på Møllevej den 4. maj 2026 kl. 10-14."
            ),
            "Generalforsamling i vandværket den 9. maj 2026 kl. 19 i Ørby Hus.",
        ),
        (
            "sv",
            (
                "Vattnet stängs av på Skogsvägen den 3 maj 2026 kl. 9-12.\n\n"
                "Strömmen bryts på Kvarnvägen den 4 maj 2026 kl. 10-14."
            ),
            "Årsmöte hålls i Bygdegården den 9 maj 2026 kl. 19.",
        ),
        (
            "de",
            (
                "Das Wasser wird am 3. Mai 2026 von 9 bis 12 Uhr im Waldweg abgestellt.\n\n"
                "Der Strom wird am 4. Mai 2026 von 10 bis 14 Uhr im Mühlweg abgeschaltet."
            ),
            "Die Mitgliederversammlung findet am 9. Mai 2026 um 19 Uhr im Gemeindehaus statt.",
        ),
        (
            "en",
            (
                "The water will be shut off in Wood Lane on 3 May 2026 from 9am to 12pm.\n\n"
                "The power will be turned off in Mill Lane on 4 May 2026 from 10am to 2pm."
            ),
            "The annual meeting is held in the Village Hall on 9 May 2026 at 7pm.",
        ),
    ],
)
def test_sentences_that_say_what_is_shut_off_are_no_events(language: str, works: str, meeting: str) -> None:
    text = f"Ørby\n\n{works}\n\n{meeting}"
    assert len(titles(text, language)) == 1
    assert reasons(text, language) == [WORKS] * 2


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("da", ["Foredrag om vandet i åen", "Film: Døren lukkes", "Strømsvigt: et skuespil"]),
        ("no", ["Foredrag om vannet i elva", "Film: Døra stenges", "Strømbrudd: et skuespill"]),
        ("sv", ["Föredrag om vattnet i ån", "Film: Dörren stängs", "Strömavbrott: en pjäs"]),
        ("de", ["Vortrag über das Wasser", "Film: Die Straße", "Stromausfall: ein Schauspiel"]),
        ("en", ["Talk on the water of Bray", "Talk: Roadworks of Rome", "Power cut: a play in the dark"]),
    ],
)
def test_water_power_and_doors_in_titles_are_events(language: str, rows: list[str]) -> None:
    day = {"da": "{}. maj 2026 kl. 19: ", "no": "{}. mai 2026 kl. 19: ", "sv": "{} maj 2026 kl. 19: "}
    form = day.get(language) or {"de": "{}. Mai 2026, 19 Uhr: ", "en": "{} May 2026, 7 pm: "}[language]
    assert titles("\n".join(form.format(n) + row for n, row in enumerate(rows, 3)), language) == rows


def test_works_that_one_pays_for_are_an_event() -> None:
    assert titles("Road works\nFriday 15 May 2026, 7 pm\nBray Theatre\nTickets: £12", "en") == ["Road works"]


#: The heading of a school's timetable, a day, and lessons.
TIMETABLES = {
    "da": ("Ugeplan for 4.b", "{}. maj 2026", ["Dansk", "Matematik", "Idræt"]),
    "no": ("Ukeplan for 4B", "{}. mai 2026", ["Norsk", "Matte", "Gym"]),
    "sv": ("Schema för 4B", "{} maj 2026", ["Svenska", "Matematik", "Idrott"]),
    "de": ("Stundenplan Klasse 4b", "{}. Mai 2026", ["Deutsch", "Mathematik", "Sport"]),
    "en": ("Timetable, class 4b", "{} May 2026", ["English", "Maths", "PE"]),
}


def week(heading: str, day: str, lessons: list[str]) -> str:
    """Give two days with the same points below a heading."""
    points = [f"{hour}.00-{hour}.45 {lesson}" for hour, lesson in enumerate(lessons, 8)]
    return "\n".join([heading, *(line for n in (4, 5) for line in (day.format(n), *points))])


@pytest.mark.parametrize("language", sorted(TIMETABLES))
def test_the_lessons_of_a_school_are_no_events(language: str) -> None:
    text = week(*TIMETABLES[language])
    assert titles(text, language) == []
    assert reasons(text, language) == [LESSON] * 6


@pytest.mark.parametrize("language", sorted(TIMETABLES))
def test_points_of_a_week_that_are_no_lessons_are_events(language: str) -> None:
    heading, day, _ = TIMETABLES[language]
    assert "Tango" in titles(week(heading, day, ["Yoga", "Pilates", "Tango"]), language)


@pytest.mark.parametrize("language", sorted(TIMETABLES))
def test_courses_in_the_subjects_of_a_school_are_events(language: str) -> None:
    _, day, lessons = TIMETABLES[language]
    rows = "\n".join(f"{day.format(n)}: {lesson}, Bray House" for n, lesson in enumerate(lessons, 4))
    assert titles(rows, language) == lessons


#: A vacancy, how one applies for it, and the day of those who do.
INTERVIEWS = {
    "da": ("Kok hos Bray Foods\nSted: Ørby\nAnsøgning pr. mail\nSamtaler: 12. juli 2026", "Samtaler i haven"),
    "no": ("Kokk hos Bray Foods\nSted: Vik\nSøknad på e-post\nIntervjuer: 12. juli 2026", "Intervju med Ane Bo"),
    "sv": ("Kock hos Bray Foods\nOrt: Lunda\nAnsökan via e-post\nIntervjuer: 12 juli 2026", "Intervju med Anna Bo"),
    "de": (
        "Koch (m/w/d) bei Bray Foods\nOrt: Köln\nBewerbung per E-Mail\nVorstellungsgespräche: 12. Juli 2026",
        "Vorstellungsgespräche: wie man sie führt",
    ),
    "en": ("Cook at Bray Foods\nPlace: Leeds\nApply by e-mail\nInterviews: 12 July 2026", "Interview with Ann Bo"),
}


@pytest.mark.parametrize("language", sorted(INTERVIEWS))
def test_the_day_of_interviews_is_no_event(language: str) -> None:
    text, title = INTERVIEWS[language]
    assert titles(text, language) == []
    day = text.rpartition(": ")[2]
    assert titles(f"{title}\n{day}, {'7 pm' if language == 'en' else '19.00'}\nBray Theater", language) == [title]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Stilling: Kok\nArbejdsgiver: Bray Foods\nAnsøgningsfrist: snarest. Samtaler 12. juli 2026"),
        ("no", "Stilling: Kokk\nArbeidsgiver: Bray Foods\nSøknadsfrist: snarest. Intervju 12. juli 2026"),
        ("sv", "Tjänst: Kock\nArbetsgivare: Bray Foods\nAnsökan: via e-post. Intervjuer 12 juli 2026"),
        ("de", "Stelle: Koch\nArbeitgeber: Bray Foods\nBewerbung: per E-Mail. Vorstellungsgespräche 12. Juli 2026"),
        ("en", "Job title: Cook\nEmployer: Bray Foods\nApply: by e-mail. Interviews 12 July 2026"),
    ],
)
def test_the_day_of_interviews_is_no_last_day_to_apply(language: str, text: str) -> None:
    items = recognise(text, language=language).items
    assert [item.valid_through for item in items if isinstance(item, JobPosting)] == [None]


#: A report of one day that ends with the next one, in one paragraph.
NEXT = {
    "da": (
        "Koraften\n\nDen 2. maj 2026 holdt Ann Bo foredrag om sang. "
        "Næste foredrag er den 13. juni 2026 kl. 19 i Bakkehuset."
    ),
    "no": "Korets vårkonsert\n\n2. mai 2026 sang koret i Vik kirke. Neste konsert er 13. juni 2026 kl. 19 i Vik kirke.",
    "sv": "Körkväll\n\nDen 2 maj 2026 sjöng kören i Lunda. Nästa konsert är den 13 juni 2026 kl. 19 i Lunda kyrka.",
    "de": (
        "Chorkonzert\n\nAm 2. Mai 2026 sang der Chor in Ahlen. "
        "Das nächste Konzert ist am 13. Juni 2026 um 19 Uhr in Ahlen."
    ),
    "en": (
        "Full house\n\nOn 2 May 2026 the choir sang in Bray Church. "
        "The next concert is on 13 June 2026 at 7 pm in Bray Church."
    ),
}


@pytest.mark.parametrize("language", sorted(NEXT))
def test_the_day_of_a_report_is_no_event_beside_the_next_one_in_its_paragraph(language: str) -> None:
    found = [item for item in recognise(NEXT[language], language=language).items if isinstance(item, Event)]

    assert [str(event.start)[:10] for event in found] == ["2026-06-13"]
    assert found[0].series is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            (
                "Programm\n\n10. Juni 2026, 19 Uhr: Straßensperrung, Lesung, Stadttheater\n"
                "17. Juni 2026, 19 Uhr: Stromausfall, Komödie, Stadttheater"
            ),
            "de",
            ["Straßensperrung", "Stromausfall"],
        ),
        (
            (
                "Talks of the Engineers' Club\n\nDiversions\n10 June 2026, 7 pm, Bray Hall\n\n"
                "Bridges of the north\n17 June 2026, 7 pm, Bray Hall"
            ),
            "en",
            ["Diversions", "Bridges of the north"],
        ),
    ],
)
def test_plays_and_talks_in_the_evening_may_be_called_as_works_are(
    text: str, language: str, expected: list[str]
) -> None:
    assert titles(text, language) == expected


def test_works_in_a_house_by_day_stay_none_beside_its_party() -> None:
    text = (
        "Calendar of the Mill Street housing association\n\n3 June 2026, 9–11 am: Water shut off, Mill House\n"
        "4 June 2026, 9 am: Road works in Mill Lane\n5 June 2026, 7 pm: Summer party, Mill House"
    )

    assert titles(text, "en") == ["Summer party"]
    assert reasons(text, "en") == [WORKS, WORKS]


def test_what_costs_money_is_not_closed() -> None:
    cards = [
        "Closed Doors\nPlay\n3 June 2026, 7 pm\nBray Theatre\n£12",
        "The Baker\nPlay\n4 June 2026, 7 pm\nBray Theatre\n£12",
        "Rain\nConcert\n5 June 2026, 8 pm\nTown Hall\n£15",
    ]

    assert titles("What's on\n\n" + "\n\n".join(cards), "en") == ["Closed Doors", "The Baker", "Rain"]


def test_what_all_cost_opens_no_closed_house() -> None:
    text = (
        "Pool diary\n\nTickets £5 unless stated otherwise.\n\n3 June 2026, 10 am: Aqua gym\n"
        "4 June 2026: Pool closed\n5 June 2026, 10 am: Swimming gala"
    )

    assert titles(text, "en") == ["Aqua gym", "Swimming gala"]


def test_courses_in_the_evening_are_no_lessons_of_a_school() -> None:
    text = (
        "Stundenplan Herbst 2026\n\nEnglisch, montags 18 Uhr, Bergschule\n"
        "Französisch, dienstags 18 Uhr, Bergschule\nSpanisch, mittwochs 18 Uhr, Bergschule"
    )

    assert titles(text, "de") == ["Englisch", "Französisch", "Spanisch"]
    assert reasons(text, "de") == []
