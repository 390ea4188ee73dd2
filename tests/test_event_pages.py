"""Events of papers, pools and museums: days of the month of issue, titles before hours, sentences beside a list."""

from __future__ import annotations

import pytest

from feeds.model import Event
from feeds.recognise import recognise


def rows(text: str, language: str) -> list[str]:
    """Give each event of a page as `title | start or end | location | price`."""
    events = [item for item in recognise(text, language=language).items if isinstance(item, Event)]
    facts = [(e.title, str(e.start or e.end or "")[:16].replace(" ", "T"), e.location, e.price) for e in events]
    return [" | ".join(fact or "" for fact in told).rstrip(" |") for told in facts]


#: The third and the fourteenth of October.
DAYS = {
    "da": ("3. oktober", "14. oktober"),
    "no": ("3. oktober", "14. oktober"),
    "sv": ("3 oktober", "14 oktober"),
    "de": ("3. Oktober", "14. Oktober"),
    "en": ("3 October", "14 October"),
}

#: The head of a paper of October 2026, a heading, two days and the foot.
PAPERS = {
    "da": (
        "SOGNEBLADET\nVium sogn\noktober 2026 · 5 kr.",
        "Kalender",
        "Lø. 3.",
        "On. 14.",
        "kl. 19",
        "5. Holm · 12. Bach",
    ),
    "no": (
        "GRENDEPOSTEN\nfor Sagdal\noktober 2026 – kr 20",
        "Hva skjer",
        "lø. 3.",
        "on. 14.",
        "kl. 19",
        "5. Holm · 12. Moe",
    ),
    "sv": ("BYABLADET\nHults byalag\nNr 8 · oktober 2026", "Kalendarium", "Lör 3", "Ons 14", "kl 19", "5 Berg · 12 Ek"),
    "de": (
        "DER BOTE\nGemeinde Brool\nOktober 2026 · kostenlos",
        "Termine",
        "Sa 3.",
        "Mi 14.",
        "19 Uhr",
        "5. Harms · 12. Ott",
    ),
    "en": (
        "THE BELL\nParish of Fenny\nOctober 2026 · 80p",
        "What's on",
        "Sat 3rd",
        "Wed 14th",
        "7pm",
        "5th Pett · 12th Obi",
    ),
}


@pytest.mark.parametrize("language", PAPERS)
def test_a_weekday_and_a_number_are_of_the_month_of_issue(language: str) -> None:
    head, heading, first, second, hour, rota = PAPERS[language]
    days = f"{first}    Alfa Beta, Old Mill, {hour}\n{second}   Gamma, Hill Farm, {hour}\n"
    page = f"{head}\n\n{heading}\n\n{days}\n{rota}\n"
    assert rows(page, language) == [
        "Alfa Beta | 2026-10-03T19:00 | Old Mill",
        "Gamma | 2026-10-14T19:00 | Hill Farm",
    ]


def test_days_that_the_month_of_issue_has_on_other_weekdays_are_none_of_it() -> None:
    page = "THE BELL\nFenny\nOctober 2026 · 80p\n\nDiary\n\n{}  Supper, Old Mill, 7pm\n{}  Fair, Hill Farm, 2pm\n"
    assert rows(page.format("Sat 3rd", "Wed 14th"), "en")
    assert not rows(page.format("Sun 3rd", "Thu 14th"), "en"), "they are of another month"
    assert not rows(page.format("3", "14"), "en"), "a number alone is no day"


def test_a_day_of_the_next_month_takes_those_below_it_along() -> None:
    page = (
        "THE BELL\nParish of Fenny\nOctober 2026 · 80p\n\nDiary\n\nSat 31st    Supper, Old Mill, 7pm\n"
        "Sun 1st November   Fair, Hill Farm, 2pm\nWed 4th   Talk, Old Mill, 7pm\n"
    )
    assert [row.split(" | ")[1] for row in rows(page, "en")] == [
        "2026-10-31T19:00",
        "2026-11-01T14:00",
        "2026-11-04T19:00",
    ]


@pytest.mark.parametrize(
    ("language", "heading", "first", "second", "hour"),
    [
        ("da", "Det sker i marts", "ma. 2.", "to. 19.", "kl. 19"),
        ("no", "Program for mars", "ma. 2.", "to. 19.", "kl. 19"),
        ("sv", "På gång i mars", "mån 2", "tor 19", "kl 19"),
        ("de", "Termine im März", "Mo 2.", "Do 19.", "19 Uhr"),
        ("en", "What's on in March", "Mon 2", "Thu 19", "7pm"),
    ],
)
def test_a_heading_of_words_and_a_month_is_over_its_days(
    language: str, heading: str, first: str, second: str, hour: str
) -> None:
    page = f"Alfa 2026\n\n{heading}\n\n{first}   Gamma, Old Mill, {hour}\n{second}   Delta, Hill Farm, {hour}\n"
    assert rows(page, language) == ["Gamma | 2026-03-02T19:00 | Old Mill", "Delta | 2026-03-19T19:00 | Hill Farm"]


POOLS = {
    "da": (
        "MANDAG 12. OKTOBER",
        "TIRSDAG 13. OKTOBER",
        "kl. 11-13",
        "kl. 14",
        "40 kr. pr. barn",
        "Sal B",
        "Lukket på grund af møde.",
    ),
    "no": (
        "MANDAG 12. OKTOBER",
        "TIRSDAG 13. OKTOBER",
        "kl. 11–13",
        "kl. 14",
        "Kr 40 per barn",
        "Stor sal",
        "Stengt på grunn av møte.",
    ),
    "sv": (
        "MÅNDAG 12 OKTOBER",
        "TISDAG 13 OKTOBER",
        "kl. 11–13",
        "kl. 14",
        "40 kr per barn",
        "Stora salen",
        "Stängt på grund av möte.",
    ),
    "de": (
        "Montag, 12. Oktober",
        "Dienstag, 13. Oktober",
        "11–13 Uhr",
        "14 Uhr",
        "4 Euro pro Kind",
        "Großer Saal",
        "Geschlossen.",
    ),
    "en": (
        "MONDAY 12 OCTOBER",
        "TUESDAY 13 OCTOBER",
        "11am–1pm",
        "2pm",
        "£4 per child",
        "Main Hall",
        "Closed for a meeting.",
    ),
}


@pytest.mark.parametrize("language", POOLS)
def test_titles_stand_before_their_hours_below_days(language: str) -> None:
    first, second, hours, hour, price, hall, closed = POOLS[language]
    page = (
        f"Alfa 2026\n\n{first}\nAlfa Beta, {hours}. {hall}.\n\n{second}\nGamma, {hour}. {price}.\n"
        f"Delta – kom og se, {hours}.\n\n{first.replace('12', '19')}\n{closed}\n"
    )
    expected = [
        f"Alfa Beta | 2026-10-12T11:00 | {hall}",
        f"Gamma | 2026-10-13T14:00 |  | {price}",
        "Delta – kom og se | 2026-10-13T11:00",
    ]
    assert rows(page, language) == expected
    assert rows(page.replace(f". {hall}.", f", {hall}").replace(f". {price}.", f", {price}"), language) == expected


def test_sentences_below_days_are_no_titles_before_hours() -> None:
    page = (
        "News 2026\n\nMonday 12 October\nThe council met in the hall, 8 were there. Nobody spoke.\n\n"
        "Tuesday 13 October\nThe mayor opened the bridge, 40 years after it was planned.\n"
    )
    assert not rows(page, "en")


@pytest.mark.parametrize(
    ("language", "told", "place"),
    [
        ("da", "Alt foregår i fælleshuset, hvis der ikke står andet.", "fælleshuset"),
        ("no", "Alt skjer i fellesbygget hvis ikke annet er nevnt.", "fellesbygget"),
        ("sv", "Allt äger rum i klubbstugan om inget annat står.", "klubbstugan"),
        ("de", "Alles findet im Vereinsheim statt, wenn nichts anderes dabeisteht.", "Vereinsheim"),
        ("en", "Everything happens in the clubhouse unless it says otherwise.", "clubhouse"),
    ],
)
def test_everything_is_in_one_house(language: str, told: str, place: str) -> None:
    first, second = DAYS[language]
    page = f"Plan 2026\n\nPut this up! {told}\n\n{first}: Quiz\n{second}: Bingo\n"
    assert rows(page, language) == [f"Quiz | 2026-10-03 | {place}", f"Bingo | 2026-10-14 | {place}"]


@pytest.mark.parametrize(
    ("language", "title", "met", "place"),
    [
        ("da", "Affaldsindsamling", "mød ved søen", "søen"),
        ("no", "Søppelplukking", "vi møtes ved bommen", "bommen"),
        ("sv", "Städdag", "samling vid bommen", "bommen"),
        ("de", "Müllsammelaktion", "wir treffen uns am Weiher", "Weiher"),
        ("en", "Litter pick", "meet in the car park", "car park"),
    ],
)
def test_where_one_meets_behind_a_title_is_the_place(language: str, title: str, met: str, place: str) -> None:
    first, second = DAYS[language]
    page = f"Program 2026\n\n{first}: {title}, {met}\n{second}: Gamma, Old Mill\n"
    assert rows(page, language) == [f"{title} | 2026-10-03 | {place}", "Gamma | 2026-10-14 | Old Mill"]


@pytest.mark.parametrize(
    ("language", "day", "place", "button"),
    [
        ("da", "{}.10.2026 kl. 19-21", "Lille Bibliotek", "Gem på listen"),
        ("no", "{}.10.2026 kl. 19–21", "Nordre bibliotek", "Lagre på listen"),
        ("sv", "{}.10.2026 kl. 19–21", "Norra biblioteket", "Spara i listan"),
        ("de", "{}.10.2026, 19 - 21 Uhr", "Stadtbücherei Brool", "Auf den Merkzettel"),
        ("en", "{} October 2026, 7pm - 9pm", "Hull Library", "Save to my list"),
    ],
)
def test_a_button_below_each_title_is_no_place(language: str, day: str, place: str, button: str) -> None:
    told = [("Alfa", place), ("Beta Gamma", place), ("Delta", place), ("Epsilon", "Oakley Blatt")]
    parts = [f"{name}\n{day.format(10 + n)}\n{where}\n{button}\n" for n, (name, where) in enumerate(told)]
    assert button not in [row.split(" | ")[2] for row in rows("Program\n\n" + "\n".join(parts), language)]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("da", "Begynder tirsdag den 22. september kl. 10, Nørre Kirke. Gratis."),
        ("no", "Starter tirsdag 22. september kl. 10, Nørre Kirke. Gratis."),
        ("sv", "Börjar tisdag 22 september kl. 10, Nørre Kirke. Gratis."),
        ("de", "Beginnt am Dienstag, 22. September, um 10 Uhr, Nørre Kirke. Gratis."),
        ("en", "Starts Tuesday 22 September, 10am, Nørre Kirke. Gratis."),
    ],
)
def test_the_word_that_something_begins_is_no_place(language: str, told: str) -> None:
    other = {"de": "Sonntag, 6. September, 10 Uhr, Old Mill", "en": "Sunday 6 September, 10am, Old Mill"}
    day = other.get(language, f"{'Söndag' if language == 'sv' else 'Søndag'} 6. september kl. 10, Old Mill")
    page = f"Program 2026\n\nAlfa Beta\n{day}\n\nGamma\n{told}\n"
    assert [row.split(" | ")[:3] for row in rows(page, language)][1] == ["Gamma", "2026-09-22T10:00", "Nørre Kirke"]


@pytest.mark.parametrize(
    ("language", "told", "title"),
    [
        ("da", "Desuden bliver der en plantebyttedag lørdag den 9. maj 2026 kl. 10-12.", "plantebyttedag"),
        ("no", "Det blir også en litterær vandring lørdag 9. mai 2026 kl. 10–12.", "litterær vandring"),
        ("sv", "Dessutom blir det en dagsutflykt lördag 9 maj 2026 kl. 10–12.", "dagsutflykt"),
        ("de", "Außerdem gibt es am Samstag, 9. Mai 2026, von 10 bis 12 Uhr ein Familienfest.", "Familienfest"),
        (
            "en",
            "There will also be a family star party on Saturday 9 May 2026 from 10 am to noon.",
            "family star party",
        ),
    ],
)
def test_what_opens_a_sentence_and_names_nothing_is_no_title(language: str, told: str, title: str) -> None:
    first, second = DAYS[language]
    page = f"Program 2026\n\n{first}: Alfa Beta, Old Mill\n{second}: Gamma, Old Mill\n\n{told}\n"
    found = rows(page, language)
    assert [row.split(" | ")[:2] for row in found][-1] == [title, "2026-05-09T10:00"]
    assert len(found) == 3


def test_an_hour_in_words_is_an_hour_and_in_the_title_where_the_page_says_it_of_all() -> None:
    days = "Friday 16 January – Orion\nFriday 30 January – The Moon at {}\nFriday 13 February – Roses\n"
    told = "Talks 2026\n\nAll talks begin at 7.30 pm in the Old Mill.\n\n"
    assert (
        rows(told + days.format("half past seven"), "en")[1]
        == "The Moon at half past seven | 2026-01-30T19:30 | Old Mill"
    )
    assert rows(told + days.format("half past six"), "en")[1] == "The Moon | 2026-01-30T18:30 | Old Mill"
    assert rows("Talks 2026\n\n" + days.format("half past seven"), "en")[1] == "The Moon | 2026-01-30T19:30"
    page = "Vorträge 2026\n\nDie Abende beginnen um 19.30 Uhr in der Sternwarte, egal wie der Himmel aussieht.\n\n"
    page += "Freitag, 16. Januar – Orion\nFreitag, 30. Januar – Der Mond um halb acht\n"
    assert rows(page, "de") == [
        "Orion | 2026-01-16T19:30 | Sternwarte",
        "Der Mond um halb acht | 2026-01-30T19:30 | Sternwarte",
    ]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("da", "Foredrag: Kvinder, som målte stjerner"),
        ("no", "Foredrag: Kvinner, som målte stjerner"),
        ("sv", "Föredrag: Kvinnor, som mätte stjärnor"),
        ("de", "Vortrag: Frauen, die Sterne maßen"),
        ("en", "Talk: Women, who measured the stars"),
    ],
)
def test_a_relative_clause_behind_a_comma_belongs_to_the_title(language: str, title: str) -> None:
    first, second = DAYS[language]
    page = f"Program 2026\n\n{first}: {title}, Old Mill\n{second}: Gamma, Old Mill\n"
    assert rows(page, language)[0] == f"{title} | 2026-10-03 | Old Mill"


MUSEUMS = {
    "da": (
        "Onsdag den 13. maj kl. 19.30 fortæller Marie Lund i Pakhussalen om årene uden fisk. Billetten koster 75 kr.",
        "Dagen efter, torsdag den 14. maj, går vores konservator rundt med børn fra kl. 13 til 14.30.",
        'Særudstillingen "Garn, tjære og salt" kan ses til og med 30. august 2026.',
        "Garn, tjære og salt",
        "Pakhussalen",
        "75 kr.",
    ),
    "de": (
        "Am Mittwoch, 13. Mai, um 19.30 Uhr erzählt Marie Lund im Speichersaal von den Jahren. Die Karte kostet 8 €.",
        "Am Tag darauf, Donnerstag, 14. Mai, führt unser Restaurator Kinder von 13 bis 14.30 Uhr durch das Haus.",
        "Die Sonderausstellung „Garn, Teer und Salz“ ist bis 30. August 2026 zu sehen.",
        "Garn, Teer und Salz",
        "Speichersaal",
        "8 €",
    ),
}


@pytest.mark.parametrize("language", MUSEUMS)
def test_what_a_museum_tells_in_sentences_below_titles(language: str) -> None:
    talk, tour, view, name, place, price = MUSEUMS[language]
    page = f"Alfa Museum\n\nProgram maj 2026\n\nBeta Gamma\n{talk}\n\nDelta Epsilon\n{tour}\n\n{view}\n"
    assert rows(page, language) == [
        f"Beta Gamma | 2026-05-13T19:30 | {place} | {price}",
        "Delta Epsilon | 2026-05-14T13:00",
        f"{name} | 2026-08-31",
    ]


def test_what_else_is_on_until_a_day_is_no_exhibition() -> None:
    page = "Museum 2026\n\nAlfa Beta\n3 March 2026, 7 pm, Old Mill\n\nGamma\n10 March 2026, 7 pm, Old Mill\n\n{}\n"
    assert len(rows(page.format("The exhibition “Yarn and tar” is open until 30 August 2026."), "en")) == 3
    for told in (
        "The book “Yarn and tar” is sold until 30 August 2026.",
        "Submit to “Yarn and tar” until 30 August 2026.",
    ):
        assert len(rows(page.format(told), "en")) == 2, told


@pytest.mark.parametrize(
    ("language", "row", "place"),
    [
        ("da", "Messen for byggeri i træ · 17.–19. september 2026 · Søhallen", "Søhallen"),
        ("no", "Messen for bygg i tre · 17.–19. september 2026 · Sjøhallen", "Sjøhallen"),
        ("sv", "Mässan för trähus · 17–19 september 2026 · Sjöhallen", "Sjöhallen"),
        ("de", "Die Messe für Bauen mit Holz · 17.–19. September 2026 · Seehalle", "Seehalle"),
        ("en", "The fair for building with wood · 17–19 September 2026 · Lake Hall", "Lake Hall"),
    ],
)
def test_where_a_fair_is_stands_behind_its_days(language: str, row: str, place: str) -> None:
    day = row.split(" · ")[1].partition("–")[2]
    points = f"Program\n\n{day}\n10:30   Alfa Beta\n11:30   Gamma Delta\n"
    for menu in ("", "Alfa | Beta | Gamma | Delta\n\n"):
        found = rows(f"TIMBER 2026\n{row}\n\n{menu}{points}", language)
        assert found == [f"TIMBER 2026 | 2026-09-17 | {place}"]
