"""Lists of events of clubs and houses: what is told once for all of them, fixtures, weeks, and numbers in titles."""

from __future__ import annotations

import pytest

from feeds.model import Article, Event
from feeds.recognise import recognise

#: The third and the seventeenth of March.
DAYS = {
    "da": ("3. marts", "17. marts"),
    "no": ("3. mars", "17. mars"),
    "sv": ("3 mars", "17 mars"),
    "de": ("3. März", "17. März"),
    "en": ("3 March", "17 March"),
}


def rows(text: str, language: str) -> list[str]:
    """Give each event of a page as `title | start | location | price | status`."""
    events = [item for item in recognise(text, language=language).items if isinstance(item, Event)]
    facts = [(e.title, str(e.start or "")[:16].replace(" ", "T"), e.location, e.price, e.status) for e in events]
    return [" | ".join(fact or "" for fact in told).rstrip(" |") for told in facts]


@pytest.mark.parametrize(
    ("language", "told", "expected"),
    [
        ("da", "Alle film vises i Ørby Bio. Dørene åbner kl. 18.30, filmen begynder kl. 19.", "19:00 | Ørby Bio"),
        ("da", "Alle kampe spilles i Ørby Hallen kl. 19.", "19:00 | Ørby Hallen"),
        ("no", "Alle møtene holdes på Vik Hotell, kl. 08.00–09.30. Dørene åpner kl. 07.30.", "08:00 | Vik Hotell"),
        ("no", "Alle visninger begynner 19.30 og koster 80 kr.", "19:30 |  | 80 kr"),
        (
            "sv",
            "Vi visar film på Biograf Saga, Storgatan 19. Insläpp från 18.30, filmen börjar kl. 19.00.",
            "19:00 | Biograf Saga, Storgatan 19",
        ),
        ("sv", "Samtliga föreläsningar hålls i Hörsal 3 och börjar 18.15.", "18:15 | Hörsal 3"),
        (
            "de",
            "Alle Filme werden im Saal der Alten Post gezeigt. Beginn jeweils 19.30 Uhr.",
            "19:30 | Saal der Alten Post",
        ),
        ("de", "Beginn jeweils um 19.30 Uhr. Eintritt frei.", "19:30 |  | Eintritt frei"),
        ("en", "Screenings start at 8pm in the Guildhall.", "20:00 | Guildhall"),
        (
            "en",
            "We show all our films in the Old Mill. Doors 7pm, film 7.30pm. Tickets £6 on the door.",
            "19:30 | Old Mill | £6 on the door",
        ),
    ],
)
def test_the_hour_told_once_is_that_of_all(language: str, told: str, expected: str) -> None:
    days = DAYS[language]
    page = f"Programme 2026\n\n{told}\n\n{days[0]}: Alfa Beta\n{days[1]}: Gamma Delta\n"
    assert rows(page, language) == [f"Alfa Beta | 2026-03-03T{expected}", f"Gamma Delta | 2026-03-17T{expected}"]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("The film club has 12 members.", "en"),
        ("Season of films 2026.", "en"),
        ("The film and 2 pints cost little.", "en"),
        ("Foreningen har 30 møder bag sig.", "da"),
        ("Filmen fra 1958 er ny for os.", "da"),
        ("Unsere 14 Konzerte sind gut besucht.", "de"),
    ],
)
def test_other_numbers_beside_such_words_are_no_hour(line: str, language: str) -> None:
    days = DAYS[language]
    page = f"Programme 2026\n\n{line}\n\n{days[0]}: Alfa Beta, Old Mill\n{days[1]}: Gamma Delta, Old Mill\n"
    found = [row.split(" | ")[1] for row in rows(page, language)]
    assert found == ["2026-03-03", "2026-03-17"]


def test_own_hours_and_ranges_keep_theirs() -> None:
    page = (
        "Programme 2026\n\nAll talks start at 7.30pm in the Old Mill.\n\n3 March: Fog\n17 March, 3 pm: Rope\n"
        "20-22 March: Rally, Hill Farm\n31 March: Sea, Old Chapel\n"
    )
    assert rows(page, "en") == [
        "Fog | 2026-03-03T19:30 | Old Mill",
        "Rope | 2026-03-17T15:00 | Old Mill",
        "Rally | 2026-03-20 | Hill Farm",
        "Sea | 2026-03-31T19:30 | Old Chapel",
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "status"),
    [
        ("da", "Visningen den 17. marts er aflyst.", "cancelled"),
        ("no", "Møtet 17. mars er utsatt.", "postponed"),
        ("sv", "OBS! Visningen den 17 mars är inställd eftersom kopian dröjer.", "cancelled"),
        ("de", "Der Vortrag am 17. März fällt aus.", "cancelled"),
        ("en", "The talk on 17 March has been postponed.", "postponed"),
    ],
)
def test_a_sentence_names_the_only_event_on_a_day(language: str, sentence: str, status: str) -> None:
    days = DAYS[language]
    page = f"Programme 2026\n\n{days[0]}, 19:00: Alfa Beta\n{days[1]}, 19:00: Gamma Delta\n\n{sentence}\n"
    found = rows(page, language)
    assert [row.split(" | ")[0] for row in found] == ["Alfa Beta", "Gamma Delta"]
    assert found[1].endswith(status)
    assert not found[0].endswith(status)


def test_a_name_without_an_article_and_another_day_are_events_of_their_own() -> None:
    listed = "Programme 2026\n\n3 March, 7 pm: Fog\n17 March, 7 pm: Rope\n\n"
    assert rows(f"{listed}The talk on 18 March has been cancelled.\n", "en")[-1].startswith("talk | 2026-03-18")
    told = "Program 2026\n\n3. marts kl. 19: Tåge\n17. marts kl. 19: Reb\n\nHøstfest den 17. marts er aflyst.\n"
    assert [row.split(" | ")[0] for row in rows(told, "da")] == ["Tåge", "Reb", "Høstfest"]


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("da", ("Ugeprogram", "Uge 41 – 5. til 9. oktober 2026", "Mandag den 5. oktober", "Tirsdag den 6. oktober")),
        ("no", ("Ukeprogram", "Uke 41 – 5. til 9. oktober 2026", "Mandag 5. oktober", "Tirsdag 6. oktober")),
        ("sv", ("Veckoprogram", "Vecka 41 – 5 till 9 oktober 2026", "Måndag 5 oktober", "Tisdag 6 oktober")),
        ("de", ("Wochenprogramm", "KW 41 – 5. bis 9. Oktober 2026", "Montag, 5. Oktober", "Dienstag, 6. Oktober")),
        ("en", ("This week at The Elms", "Week 41 – 5 to 9 October 2026", "Monday 5 October", "Tuesday 6 October")),
    ],
)
def test_the_days_of_a_week_are_events_of_their_own(language: str, heads: tuple[str, ...]) -> None:
    plan, week, monday, tuesday = heads
    page = (
        f"Alfa Beta\n{plan}\n\n{week}\n\n{monday}\n10.00-11.00 Yoga, Salen\n13.30 Banko, Caféen\n\n"
        f"{tuesday}\n9.30 Tai Chi, Salen\n14.00 Quiz, Caféen\n"
    )
    assert [row.split(" | ")[:2] for row in rows(page, language)] == [
        ["Yoga", "2026-10-05T10:00"],
        ["Banko", "2026-10-05T13:30"],
        ["Tai Chi", "2026-10-06T09:30"],
        ["Quiz", "2026-10-06T14:00"],
    ]


@pytest.mark.parametrize(
    ("language", "plan", "day"),
    [
        ("da", "Ugeprogram for lejren", "Mandag den 6. juli 2026"),
        ("de", "Wochenprogramm", "Montag, 6. Juli 2026"),
        ("en", "Weekly programme", "Monday 6 July 2026"),
        ("no", "Ukeprogram", "Mandag 6. juli 2026"),
        ("sv", "Veckoprogram", "Måndag 6 juli 2026"),
    ],
)
def test_one_day_below_such_a_heading_keeps_its_programme(language: str, plan: str, day: str) -> None:
    page = f"{plan}\n{day}\n8.00 Yoga\n8.30 Banko\n22.00 Quiz\n"
    (event,) = (item for item in recognise(page, language=language).items if isinstance(item, Event))
    assert (event.title, len(event.sub_events), event.location) == (plan, 3, None)


def test_the_week_of_one_event_is_its_programme() -> None:
    page = (
        "Familiekursus\nSøndag 12. juli - tirsdag 14. juli 2026\nØrby Højskole\nPris: 2.400 kr.\n\nUgeprogram\n\n"
        "Mandag den 13. juli\n9.00 Morgensang\n10.00 Workshop\n\nTirsdag den 14. juli\n9.00 Morgensang\n10.00 Tur\n"
    )
    (event,) = (item for item in recognise(page).items if isinstance(item, Event))
    assert (event.title, len(event.sub_events)) == ("Familiekursus", 4)


@pytest.mark.parametrize(
    ("language", "coming", "past"),
    [
        ("da", "Kommende kampe", "Spillede kampe (træning)"),
        ("no", "Kommende kamper", "Spilte kamper"),
        ("sv", "Kommande matcher", "Spelade matcher"),
        ("de", "Nächste Spiele", "Gespielte Spiele"),
        ("en", "Upcoming fixtures", "Matches played"),
    ],
)
def test_home_and_away_are_one_title_and_what_was_played_is_over(language: str, coming: str, past: str) -> None:
    page = (
        f"Lund HK\n\n{coming}\n12.09.2026\tLund HK – Søvind GF\n18.09.2026\tRø IF – Lund HK\n"
        f"03.10.2026\tLund HK – Vik\n\n{past}\n22.08.2026\tLund HK – Nør IF\t31-27\n"
    )
    assert [row.split(" | ")[:2] for row in rows(page, language)] == [
        ["Lund HK – Søvind GF", "2026-09-12"],
        ["Rø IF – Lund HK", "2026-09-18"],
        ["Lund HK – Vik", "2026-10-03"],
    ]


@pytest.mark.parametrize("language", DAYS)
def test_home_and_away_below_the_name_of_a_club_alone_stay(language: str) -> None:
    page = "Lund HK\n\n12.09.2026 Lund HK – Søvind GF\n18.09.2026 Rø IF – Lund HK\n03.10.2026 Lund HK – Vik\n"
    assert [row.split(" | ")[:2] for row in rows(page, language)] == [
        ["Lund HK – Søvind GF", "2026-09-12"],
        ["Rø IF – Lund HK", "2026-09-18"],
        ["Lund HK – Vik", "2026-10-03"],
    ]


@pytest.mark.parametrize(
    ("language", "past", "coming", "when"),
    [
        ("da", "Tidligere film", "Kommende film", "31. marts 2026 kl. 19"),
        ("no", "Tidligere filmer", "Kommende filmer", "31. mars 2026 kl. 19"),
        ("sv", "Tidigare filmer", "Kommande filmer", "31 mars 2026 kl. 19"),
        ("de", "Frühere Filme", "Nächste Filme", "31. März 2026, 19 Uhr"),
        ("en", "Past films", "Upcoming films", "31 March 2026, 7 pm"),
    ],
)
def test_coming_films_below_past_ones_stay(language: str, past: str, coming: str, when: str) -> None:
    page = f"{past}\n\n{when.replace('31', '17')}: Alfa\n\n{coming}\n\n{when}: Beta\n"
    assert rows(page, language) == ["Beta | 2026-03-31T19:00"]


def test_an_hour_within_a_row_is_not_that_of_all() -> None:
    page = (
        "Walks 2026\n\nAll walks start 10 am from the car park unless stated.\n\n3 March: Hill\n"
        "17 March: Bay, start 9 am at the pier\n31 March: Sea, 9.30 am at the pier\n"
    )
    assert [row.split(" | ")[1] for row in rows(page, "en")] == ["2026-03-03T10:00", "2026-03-17", "2026-03-31"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("da", "Alle hjemmekampe spilles i Ørby Hallen kl. 19."),
        ("da", "Hjemmekampene begynder kl. 19."),
        ("no", "Alle hjemmekamper spilles i Vik Hall kl. 19."),
        ("no", "Hjemmekampene starter kl. 19."),
        ("sv", "Hemmamatcherna börjar kl. 19."),
        ("de", "Alle Heimspiele finden in der Seehalle statt."),
        ("en", "All home games are played at Hill Park."),
        ("en", "Home games start at 7 pm."),
    ],
)
def test_what_is_told_of_home_games_is_not_that_of_the_others(language: str, told: str) -> None:
    page = (
        f"Program 2026\n\n{told}\n\n12.09.2026\tLund HK – Vik\n18.09.2026\tRø IF – Lund HK\n"
        "03.10.2026\tLund HK – Rø IF\n"
    )
    assert "Rø IF – Lund HK | 2026-09-18" in rows(page, language)


def test_a_title_before_a_place_is_no_fixture() -> None:
    page = (
        "Concert tour 2026\n\nFri 12 June 2026: Night Owls – Town Hall, Leeds\n"
        "Sat 13 June 2026: Night Owls – Old Mill, York\n"
        "Sun 14 June 2026: Night Owls – Pier, Hull\n"
    )
    assert [row.split(" | ")[0] for row in rows(page, "en")] == ["Night Owls"] * 3


@pytest.mark.parametrize(
    ("language", "kind", "other", "days"),
    [
        ("de", "Sinfoniekonzert", "Adventskonzert", ("24. September", "5. November", "6. Dezember")),
        ("da", "salmeaften", "Julekoncert", ("24. september", "5. november", "6. december")),
        ("en", "Symphony Night", "Carol concert", ("24 September", "5 November", "6 December")),
    ],
)
def test_numbers_that_tell_titles_apart_stay(language: str, kind: str, other: str, days: tuple[str, ...]) -> None:
    titles = (f"1. {kind}", f"2. {kind}", other)
    page = "2026\n\n" + "\n\n".join(f"{t}\n{d}, 19:30\nTown Hall" for t, d in zip(titles, days, strict=True))
    assert [row.split(" | ")[0] for row in rows(page, language)] == list(titles)


def test_numbers_that_count_entries_go() -> None:
    page = "2026\n\n1. Rom\n5. februar kl. 19\nSalen\n\n2. Wien\n5. marts kl. 19\nSalen\n\n"
    page += "3. Prag\n2. april kl. 19\nSalen\n"
    assert [row.split(" | ")[0] for row in rows(page, "da")] == ["Rom", "Wien", "Prag"]


@pytest.mark.parametrize(
    ("language", "days", "met"),
    [
        (
            "da",
            ("12. september", "10. oktober"),
            ("Mødested kl. 9 ved Lindby Station", "Afgang kl. 9 fra Lindby Station"),
        ),
        (
            "no",
            ("12. september", "10. oktober"),
            ("Oppmøte kl. 9 ved Lindby Station", "Avreise kl. 9 fra Lindby Station"),
        ),
        (
            "sv",
            ("12 september", "10 oktober"),
            ("Samling kl. 9 vid Lindby Station", "Avgång kl. 9 från Lindby Station"),
        ),
        (
            "de",
            ("12. September", "10. Oktober"),
            ("Treffpunkt 9 Uhr am Lindby Station", "Start um 9 Uhr am Lindby Station"),
        ),
        ("en", ("12 September", "10 October"), ("Meet 9 am at Lindby Station", "Meet at 9 am at Lindby Station")),
    ],
)
def test_where_one_meets_and_when(language: str, days: tuple[str, str], met: tuple[str, str]) -> None:
    page = f"2026\n\nAlfa Beta\n{days[0]}\n{met[0]}\n\nGamma Delta\n{days[1]}\n{met[1]}\n"
    assert rows(page, language) == [
        "Alfa Beta | 2026-09-12T09:00 | Lindby Station",
        "Gamma Delta | 2026-10-10T09:00 | Lindby Station",
    ]


def test_paragraphs_that_name_their_day_within_and_first_are_read_alike() -> None:
    page = (
        "Konserter våren 2026\n\nLys i mørket\nKoret Vind åpner året. Konserten holdes søndag 8. februar kl. 18.00 i "
        "Vik kirke. Billetter: 200 kr.\n\nOrgelkonsert\nFredag 6. mars kl. 19.30 spiller Gunnvor Tveit på orgelet i "
        "Vik kirke. Fri entré.\n\nVårkonsert – AVLYST\nKonserten søndag 26. april kl. 17.00 i Nes kapell er dessverre "
        "avlyst.\n\nKorpsmusikk\nVik Skolekorps inviterer til marsjer søndag 10. mai kl. 16.00 i Nes kapell. Fri "
        "entré.\n"
    )
    assert rows(page, "no") == [
        "Lys i mørket | 2026-02-08T18:00 | Vik kirke | 200 kr",
        "Orgelkonsert | 2026-03-06T19:30 | Vik kirke | Fri entré",
        "Vårkonsert | 2026-04-26T17:00 | Nes kapell |  | cancelled",
        "Korpsmusikk | 2026-05-10T16:00 | Nes kapell | Fri entré",
    ]


_STORIES = [
    (
        "THE OLD CLOCK",
        "Thursday 15 January",
        "France 2023, 104 mins. A quiet drama about time, grief and small repairs.",
    ),
    ("NO FERRY TODAY", "Thursday 29 January", "Scotland 2024, 91 mins. An island waits for a boat that does not come."),
    ("LEMON SEASON", "Thursday 12 February", "Italy 1958, 98 mins. A rediscovered classic in a new print of it."),
]


def test_ascending_days_below_headlines_are_a_programme_and_the_latest_first_are_news() -> None:
    told = ["\n".join(story) for story in _STORIES]
    films = "Season 2026\n\nAll films are shown at the Guildhall. Doors 7pm, film 7.30pm.\n\n" + "\n\n".join(told)
    assert rows(films, "en") == [
        "THE OLD CLOCK | 2026-01-15T19:30 | Guildhall",
        "NO FERRY TODAY | 2026-01-29T19:30 | Guildhall",
        "LEMON SEASON | 2026-02-12T19:30 | Guildhall",
    ]
    news = "Harbour Courier\n\nNews of the week\n\n" + "\n\n".join(reversed(told))
    found = recognise(news, language="en").items
    assert [item.title for item in found if isinstance(item, Article)] == [story[0] for story in reversed(_STORIES)]
    assert not any(isinstance(item, Event) for item in found)


def test_ascending_days_below_headlines_are_news_where_nothing_names_a_programme() -> None:
    told = [
        ("BUS CRASH ON A47", "15 January", "Three people were hurt when a bus left the road. The driver was not."),
        ("NEW SCHOOL APPROVED", "29 January", "The council approved the plans for a new school. It opens in May."),
        ("FLOODS IN BAY", "12 February", "Heavy rain flooded the streets of Bay in the evening. Nobody was hurt."),
    ]
    page = "Bay Courier\n\n" + "\n\n".join(map("\n".join, told)) + "\n"
    found = recognise(page, language="en").items
    assert [item.title for item in found if isinstance(item, Article)] == [title for title, *_ in told]


def test_numbered_headings_below_a_table_of_contents_open_their_parts() -> None:
    page = (
        "The Quarry Club\nNewsletter 4/2026, 2 May 2026\n\nContents\n{gap}1 Dates\n2 New faces\n3 Sales\n\n1 Dates\n\n"
        "Fri 5 June 2026, 7 pm: Summer supper, Clubhouse\nSat 4 July 2026, 10 am: Work party, North pit\n\n"
        "2 New faces\n\nMary Holt has been appointed treasurer of the Quarry Club.\n\n3 Sales\n\nWe sold two cranes.\n"
    )
    for gap in ("", "\n"):
        found = recognise(page.format(gap=gap)).items
        assert [item.kind for item in found] == ["event", "event", "personnel_notice"]
    recipe = "Cakes\n\n1 Flour cake\n\nTake flour.\n\n2 Rice cake\n\nTake rice.\n\n3 Oat cake\n\nTake oats.\n"
    assert not recognise(recipe, language="en").items


def test_one_hour_of_an_event_and_one_day_alone_are_not_told_of_all() -> None:
    page = (
        "Programme 2026\n\n3 March: Fog, Old Mill\nThe film on 5 March starts at 8 pm.\n17 March: Rope, Old Mill\n"
        "31 March: Sea, Old Mill\n"
    )
    assert [row.split(" | ")[1] for row in rows(page, "en") if "Old Mill" in row] == [
        "2026-03-03",
        "2026-03-17",
        "2026-03-31",
    ]


def test_a_place_that_a_sentence_tells_ends_before_its_verb() -> None:
    page = (
        "Concerts 2026\n\nLight\nThe choir opens the year. The concert on Sunday 8 February at 6 pm in Hill Church is "
        "already full.\n\nSea\nThe recital is held on Friday 3 April at 8 pm in Bay Chapel. Free entry.\n"
    )
    assert [row.split(" | ")[2] for row in rows(page, "en")] == ["Hill Church", "Bay Chapel"]


def test_an_adjective_that_is_spelt_like_a_place_is_none() -> None:
    page = (
        "Program 2026\n\nAlle møtene holdes på Vik Hotell.\n\n9. september  Fra idé til eksport\n"
        "    Tre lokale bedrifter forteller.\n23. september  Strøm\n    Store salen i kjelleren.\n"
    )
    assert [row.split(" | ")[2] for row in rows(page, "no")] == ["Vik Hotell", "Store salen i kjelleren"]


@pytest.mark.parametrize(
    ("language", "word"),
    [("da", "Nyheder"), ("no", "Aktuelt"), ("sv", "Nyheter"), ("de", "Aktuelles"), ("en", "News")],
)
def test_a_day_below_a_word_for_news_is_that_of_a_story(language: str, word: str) -> None:
    days = DAYS[language]
    story = f"Alfa Beta\n\n{word}\n12.01.2026\nGamma Delta\nMia Holm, Gamma Delta.\n\n"
    listed = f"{days[0]} 2026, 19:00\nOld Song\nTown Hall\n\n{days[1]} 2026, 19:00\nNew Song\nTown Hall\n"
    assert [row.split(" | ")[0] for row in rows(story + listed, language)] == ["Old Song", "New Song"]
    assert rows(story, language) == []
