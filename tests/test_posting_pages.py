"""Pages of postings by what several lines tell together, in every language that has the form."""

from __future__ import annotations

from datetime import date

import pytest

from feeds.model import Article, Event, JobPosting, PersonnelNotice
from feeds.recognise import recognise
from feeds.recognise.job_lines import cell_kind
from feeds.recognise.rules import knowledge

#: What stands over postings.
_HEADS = {
    "no": "Ledige stillinger",
    "da": "Ledige stillinger",
    "sv": "Lediga jobb",
    "en": "Vacancies",
    "de": "Stellen",
}


def _postings(language: str, text: str) -> list[tuple[str | None, ...]]:
    found = [item for item in recognise(f"{text}\n", language=language).items if isinstance(item, JobPosting)]
    return [(one.title, one.hiring_organization, one.job_location) for one in found]


def _titles(language: str, text: str) -> list[str | None]:
    return [title for title, *_ in _postings(language, text)]


_FIRM = {
    "da": (
        "Tagfirmaet Egel & Sønner\nYdelser  Referencer  Om os  Job  Kontakt",
        "Projektleder til tagrenovering",
        "Vores ordrebog er fuld, og vi mangler en kollega.",
        (
            "Om os\nEgel & Sønner har 54 ansatte.\n\nArbejdssted: "
            "Ribe\nArbejdstid: Fuldtid\nAnsøgningsfrist: 31. august 2026"
        ),
        "Ribe",
    ),
    "no": (
        "Takfirmaet Egel & Lund\nTjenester  Referanser  Om oss  Jobb  Kontakt",
        "Prosjektleder til rehabilitering",
        "Ordreboken er full, og vi trenger en kollega.",
        "Om oss\nEgel & Lund har 54 ansatte.\n\nArbeidssted: Hamar\nArbeidstid: Heltid\nSøknadsfrist: 31. august 2026",
        "Hamar",
    ),
    "sv": (
        "Takfirman Egel & Söner\nTjänster  Referenser  Om oss  Jobb  Kontakt",
        "Projektledare till takrenovering",
        "Vår orderbok är full, och vi behöver en kollega.",
        (
            "Om oss\nEgel & Söner har 54 anställda.\n\nArbetsort: "
            "Umeå\nOmfattning: Heltid\nSista ansökningsdag: 31 augusti 2026"
        ),
        "Umeå",
    ),
    "en": (
        "Marlow & Finch Roofing\nServices | Projects | About us | Jobs | Contact",
        "Site manager for refurbishments",
        "Our order book is full and we need a colleague.",
        "About us\nMarlow & Finch has 54 staff.\n\nLocation: Hexley\nHours: Full time\nClosing date: 31 August 2026",
        "Hexley",
    ),
    "de": (
        "Dachdeckerei Egel & Söhne\nLeistungen  Referenzen  Über uns  Jobs  Kontakt",
        "Bauleiter für Sanierungen",
        "Unser Auftragsbuch ist voll, und wir brauchen einen Kollegen.",
        (
            "Über uns\nEgel & Söhne hat 54 Leute.\n\nArbeitsort: "
            "Kassel\nArbeitszeit: Vollzeit\nBewerbungsfrist: 31. August 2026"
        ),
        "Kassel",
    ),
}


@pytest.mark.parametrize("language", _FIRM)
def test_the_firm_above_a_menu_is_no_title(language: str) -> None:
    head, title, text, below, town = _FIRM[language]
    page = f"{head}\n\n{title}\n\n{text}\n\n{below}"
    assert _postings(language, page) == [(title, head.partition("\n")[0], town)]


_NOTICE = {
    "da": (
        "Vi søger hjælp!",
        ("Konditor på deltid", "20 timer om ugen, tirsdag til fredag. Du bager gerne."),
        ("Tjener til weekenden", "Lørdag og søndag fra 9 til 15. Drikkepenge er dine."),
        "Kig forbi, eller skriv senest 15. marts 2026 til hej@rosa.example.",
    ),
    "no": (
        "Vi trenger hjelp!",
        ("Konditor på deltid", "20 timer i uken, tirsdag til fredag. Du baker gjerne."),
        ("Servitør til helgen", "Lørdag og søndag fra 9 til 15. Driks er dine."),
        "Stikk innom, eller skriv innen 15. mars 2026 til hei@rosa.example.",
    ),
    "sv": (
        "Vi söker förstärkning!",
        ("Konditor på deltid", "20 timmar i veckan, tisdag till fredag. Du bakar gärna."),
        ("Servitris till helgen", "Lördag och söndag från 9 till 15. Dricksen är din."),
        "Titta in, eller skriv senast den 15 mars 2026 till hej@rosa.example.",
    ),
    "en": (
        "We are looking for help!",
        ("Pastry cook, part-time", "20 hours a week, Tuesday to Friday. You like to bake."),
        ("Waiter for the weekend", "Saturday and Sunday from 9 to 3. Tips are yours."),
        "Just drop in, or write to hello@rosa.example by 15 March 2026.",
    ),
    "de": (
        "Wir suchen Verstärkung!",
        ("Konditor in Teilzeit", "20 Stunden pro Woche, Dienstag bis Freitag. Du backst gern."),
        ("Servicekraft für das Wochenende", "Samstag und Sonntag von 9 bis 15 Uhr. Trinkgeld gehört Dir."),
        "Komm vorbei, oder schreib bis zum 15. März 2026 an hallo@rosa.example.",
    ),
}


@pytest.mark.parametrize("language", _NOTICE)
def test_titles_above_text_that_opens_with_terms_are_postings_of_a_notice(language: str) -> None:
    call, *jobs, last = _NOTICE[language]
    above = "\n\n".join(f"{title}\n{text}" for title, text in jobs)
    found = recognise(f"Café Rosa\n\n{call}\n\n{above}\n\n{last}\n", language=language).items
    told = [(item.title, str(item.valid_through)) for item in found if isinstance(item, JobPosting)]
    assert told == [(title, "2026-03-15") for title, _ in jobs]


def test_text_that_opens_with_other_things_or_hours_makes_no_posting() -> None:
    page = (
        "Hill Council\nJobs at Hill Council\n\nCook\nWe feed 300 children.\nClosing date: 3 May 2026\n\n"
        "Head librarian\nMonday to Friday the library is open from 9 to 5. Ring her.\n\n"
        "Gardener\nRoses are what we like. Ask at the gate.\n\nFull of ideas?\nPart-time workers are welcome. Tell us."
    )
    assert _titles("en", page) == ["Cook"]


_SIGNED = {
    "da": (
        "Ledige stillinger",
        "Ansøgningsfrist: 10. april 2026",
        "Café Rosa, Storgade 3, 8000 Lid",
        "Den Gamle Mølle, Åvej 4",
    ),
    "no": (
        "Ledige stillinger",
        "Søknadsfrist: 10. april 2026",
        "Kafé Rosa, Storgata 3, Lid",
        "Gamle Mølla, Elveveien 4",
    ),
    "sv": (
        "Platsannonser",
        "Sista ansökningsdag: 10 april 2026",
        "Café Rosa, Storgatan 3, Lid",
        "Gamla Kvarnen, Åvägen 4",
    ),
    "en": (
        "Situations vacant",
        "Closing date: 10 April 2026",
        "The Three Tuns, Main Street 3, Lid",
        "Old Mill, 4 River Road",
    ),
    "de": (
        "Stellenangebote",
        "Bewerbungsfrist: 10. April 2026",
        "Zum Hirsch, Hauptstraße 3, 12345 Lid",
        "Alte Mühle, Bachweg 4",
    ),
}
_JOBS = {"da": ("Kok", "Tjener"), "no": ("Kokk", "Servitør"), "sv": ("Kock", "Servitris"), "en": ("Cook", "Waiter")}


@pytest.mark.parametrize("language", _SIGNED)
def test_the_address_that_ends_advertisements_tells_who_hires(language: str) -> None:
    head, day, *signed = _SIGNED[language]
    jobs = _JOBS.get(language, ("Koch", "Kellner"))
    below = "\n\n".join(f"{job}\n{day}\n{address}" for job, address in zip(jobs, signed, strict=True))
    firms = [address.partition(", ")[0] for address in signed]
    street = signed[1].partition(", ")[2]
    assert _postings(language, f"{head}\n\n{below}") == [(jobs[0], firms[0], "Lid"), (jobs[1], firms[1], street)]


@pytest.mark.parametrize(
    "signed",
    [
        ("Town House, Main Street 3, Leeds", "Ann Mead, Main Street 3"),
        ("Full time, Grade 7, Leeds", "Head Nurse, Band 5"),
    ],
)
def test_houses_persons_and_grades_are_not_who_hires_on_the_page_of_an_employer(signed: tuple[str, str]) -> None:
    jobs = "\n\n".join(
        f"{job}\nClosing date: 10 April 2026\n{line}" for job, line in zip(("Cook", "Clerk"), signed, strict=True)
    )
    found = _postings("en", f"Hill Council\nJobs at Hill Council\n\n{jobs}")
    assert [firm for _, firm, _ in found] == ["Hill Council"] * 2


@pytest.mark.parametrize(
    ("language", "page"),
    [
        (
            "no",
            (
                "Bølgen AS\n\nJobbe hos oss?\n\nVi har dessverre ingen ledige "
                "stillinger akkurat nå, men vi hører gjerne fra flinke folk."
            ),
        ),
        (
            "da",
            (
                "Bølgen ApS\n\nJob hos os?\n\nVi har desværre ingen ledige "
                "stillinger lige nu, men vi hører gerne fra dygtige folk."
            ),
        ),
        (
            "sv",
            (
                "Vågen AB\n\nJobba hos oss?\n\nVi har tyvärr inga lediga "
                "tjänster just nu, men vi hör gärna från duktigt folk."
            ),
        ),
        (
            "en",
            (
                "Wave Ltd\n\nWork with us?\n\nUnfortunately we have no "
                "vacancies, but we are always glad to hear from good people."
            ),
        ),
        (
            "de",
            (
                "Welle GmbH\n\nJobs bei uns?\n\nWir haben leider keine offenen "
                "Stellen, freuen uns aber immer über gute Leute."
            ),
        ),
    ],
)
def test_a_page_that_says_that_there_are_no_posts_is_no_article(language: str, page: str) -> None:
    more = {
        "no": (
            "Er du arkitekt med sans for tre og gamle hus, kan du fortelle "
            "oss om det. Vi leser alt, men det kan gå noen uker."
        ),
        "da": (
            "Er du arkitekt med sans for træ og gamle huse, så fortæl os "
            "om det. Vi læser alt, men der kan gå nogle uger."
        ),
        "sv": (
            "Är du arkitekt med känsla för trä och gamla hus får du gärna "
            "berätta det. Vi läser allt, men det kan ta veckor."
        ),
        "en": (
            "If you are an architect with a feeling for wood and old houses, "
            "do tell us. We read it all, but it can take weeks."
        ),
        "de": (
            "Sind Sie Architektin mit Sinn für Holz und alte Häuser, "
            "erzählen Sie uns davon. Wir lesen alles, aber es dauert."
        ),
    }[language]
    assert recognise(f"{page}\n\n{more}\n\n{more}\n", language=language).items == ()
    head, first, *_ = page.split("\n\n")
    assert any(
        isinstance(item, Article) for item in recognise(f"{head}\n\n{more}\n\n{more}\n", language=language).items
    )
    assert first


@pytest.mark.parametrize(
    ("language", "byline", "expected"),
    [
        ("sv", "AV HELENA STRÖMFORS", ("Helena Strömfors",)),
        ("da", "AF LISE VON HOLM OG BO LUND", ("Lise von Holm", "Bo Lund")),
        ("no", "AV KARI ÅS", ("Kari Ås",)),
        ("en", "BY ANN MEAD", ("Ann Mead",)),
        ("de", "VON ANNA BERG", ("Anna Berg",)),
        ("en", "BY NTB SCANPIX", ("NTB SCANPIX",)),
        ("en", "BY PA MEDIA", ("PA MEDIA",)),
        ("en", "By Ann Mead", ("Ann Mead",)),
    ],
)
def test_names_in_capitals_in_a_byline_are_written_as_names_are(
    language: str, byline: str, expected: tuple[str, ...]
) -> None:
    body = (
        "It smells of coffee and diesel on the square. There were 46 places, and only two of them were free that day."
    )
    page = f"The car park that became a firm\n\nFour firms bought it. Now cars queue.\n\n{byline}\n\n{body}\n\n{body}\n"
    assert [item.authors for item in recognise(page, language=language).items if isinstance(item, Article)] == [
        expected
    ]


_ONE_HEADING = """Hill Rowing Club
Newsletter no. 6 - 12 June 2026

{heading}

We are looking for two people to join us. Both posts are paid and based at the Old Boathouse.

Junior Squad Coach
Two evenings and Saturday mornings.
Closing date: 10 July 2026

Boatman
Eight hours a week.
Closing date: 17 July 2026

NEW FACE IN THE OFFICE

Ann Mead has been appointed club administrator from 1 June 2026.

DATES

Sat 27 June 2026, 9am - Hill Regatta - Town Reach - £3
Fri 3 July 2026, 7.30pm - Quiz night - Old Boathouse - £5
"""


def test_coaches_wanted_above_several_postings_is_their_heading_and_ends_at_the_next_one() -> None:
    items = recognise(_ONE_HEADING.format(heading="COACHES WANTED"), language="en").items
    jobs = [(item.title, item.job_location) for item in items if isinstance(item, JobPosting)]
    assert jobs == [("Junior Squad Coach", "Old Boathouse"), ("Boatman", "Old Boathouse")]
    assert [item.person.name for item in items if isinstance(item, PersonnelNotice)] == ["Ann Mead"]
    assert [item.title for item in items if isinstance(item, Event)] == ["Hill Regatta", "Quiz night"]


def test_wanted_above_one_posting_or_the_next_one_wanted_is_a_title() -> None:
    jobs = [f"{job} wanted\n\nWe are by the sea.\n\nClosing date: 3 May 2026" for job in ("Cook", "Waiter")]
    for page in (jobs[0], "\n\n".join(jobs)):
        found = recognise(f"Hotel Sea Ltd\nJobs at Hotel Sea\n\n{page}\n", language="en").items
        told = [item.title for item in found if isinstance(item, JobPosting)]
        assert told == (["Cook", "Waiter"] if "Waiter" in page else ["Cook"])


@pytest.mark.parametrize(
    ("language", "call", "jobs", "day"),
    [
        (
            "no",
            "Vi søker trenere til ny sesong",
            ("Hovedtrener for jenter", "Keepertrener"),
            "Søknadsfrist: 1. juni 2026",
        ),
        (
            "da",
            "Vi søger trænere til ny sæson",
            ("Cheftræner for piger", "Målmandstræner"),
            "Ansøgningsfrist: 1. juni 2026",
        ),
        (
            "sv",
            "Vi söker tränare till ny säsong",
            ("Huvudtränare flickor", "Målvaktstränare"),
            "Sista ansökningsdag: 1 juni 2026",
        ),
        (
            "en",
            "We are looking for coaches for the new season",
            ("Head coach, girls", "Goalkeeping coach"),
            "Closing date: 1 June 2026",
        ),
        (
            "de",
            "Wir suchen Trainer für die neue Saison",
            ("Cheftrainer Mädchen", "Torwarttrainer"),
            "Bewerbungsfrist: 1. Juni 2026",
        ),
    ],
)
def test_a_headline_that_seeks_several_above_their_postings_is_none(
    language: str, call: str, jobs: tuple[str, str], day: str
) -> None:
    below = "\n\n".join(f"{job}\n{day}" for job in jobs)
    assert _titles(language, f"Hill IL\n\n{_HEADS[language]}\n\n{call}\n\n{below}") == [*jobs]


def test_a_headline_that_seeks_somebody_else_stays_a_posting() -> None:
    page = "Hotel Sea\nJobs at Hotel Sea\n\nCook\nClosing date: 1 June 2026\n\nHead cook\nClosing date: 1 June 2026\n\n"
    assert "Night porter" in _titles("en", f"{page}We are looking for a night porter. Write by 3 June 2026.")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("no", "Tre økter i uka på Lunden kunstgress. Du bør like barn.", "Lunden kunstgress"),
        ("da", "To aftener om ugen i Lundhallen, for alle hold.", "Lundhallen"),
        ("sv", "Två pass i veckan på Lundens konstgräs. Du gillar barn.", "Lundens konstgräs"),
        ("en", "Two sessions a week at the Weir boathouse. You like children.", "Weir boathouse"),
        ("de", "Zwei Abende pro Woche in der Lundhalle. Du magst Kinder.", "Lundhalle"),
        ("en", "Two evenings a week in June. You like children.", None),
        ("en", "Two evenings a week in all weathers. You like Leeds.", None),
        ("de", "Zwei Abende pro Woche im Juni. Du magst Kinder.", None),
        ("de", "Zwei Tage pro Woche am Museum Aue. Du magst Kinder.", "Museum Aue"),
        ("de", "Zwei Tage pro Woche im Homeoffice. Du magst Kinder.", None),
        ("de", "Zwei Stunden pro Woche in Mathematik. Du magst Kinder.", None),
        ("en", "Two evenings a week in French. You like children.", None),
    ],
)
def test_where_one_works_so_often_a_week_is_the_place_of_work(language: str, text: str, expected: str | None) -> None:
    title, day = {
        "no": ("Trener", "Søknadsfrist: 1. juni 2026"),
        "da": ("Træner", "Ansøgningsfrist: 1. juni 2026"),
        "sv": ("Tränare", "Sista ansökningsdag: 1 juni 2026"),
        "en": ("Coach", "Closing date: 1 June 2026"),
        "de": ("Trainer (m/w/d)", "Bewerbungsfrist: 1. Juni 2026"),
    }[language]
    found = _postings(language, f"Hill Club\n\n{_HEADS[language]}\n\n{title}\n{text}\n{day}")
    assert found == [(title, "Hill Club", expected)]


def test_a_magazine_of_several_places_hires_nobody_and_a_house_among_firms_does() -> None:
    page = (
        "THE PUMP\nParish magazine of Great Hill, Little Hill and Thorle\n\nSITUATIONS VACANT\n\n"
        "Parish Clerk, 12 hours a week, Great Hill Parish Council. Apply by 23 October 2026 to the chairman.\n\n"
        "Cleaner, 4 hours a week, Thorle Village Hall. Keys supplied. Apply by 16 October 2026 to Pam.\n\n"
        "Supervisor, 5 hours a week, Little Hill School. Apply by 9 October 2026 at the office.\n\n"
        "Barmaid, Friday and Saturday nights, The Three Tuns, Thorle. Apply by 31 October 2026 to Jack."
    )
    assert _postings("en", page) == [
        ("Parish Clerk", "Great Hill Parish Council", None),
        ("Cleaner", "Thorle Village Hall", None),
        ("Supervisor", "Little Hill School", None),
        ("Barmaid", "The Three Tuns", "Thorle"),
    ]


@pytest.mark.parametrize(
    ("language", "days", "others"),
    [
        ("en", ["Friday and Saturday nights", "Mondays to Fridays"], ["Friday Harbor", "The Friday Club", "Nights"]),
        ("da", ["Fredag og lørdag aften", "Tirsdage og torsdage"], ["Fredagsbaren", "Søndag & Søn"]),
        (
            "no",
            ["Fredag og lørdag kveld", "Fredagskvelder og lørdager"],
            ["Fredagsbaren", "Mandagsklubben og Tirsdagskoret"],
        ),
        ("sv", ["Fredags- och lördagskvällar", "Måndag till fredag"], ["Lördagsgodis", "Fredagsklubben"]),
        ("de", ["Freitag und Samstag abends", "Montag bis Freitag"], ["Sonntag & Partner", "Freitag Immobilien"]),
    ],
)
def test_days_of_the_week_are_terms_of_a_posting(language: str, days: list[str], others: list[str]) -> None:
    know = knowledge(language)
    assert [cell_kind(text, know) for text in days] == ["employment_type"] * len(days)
    assert [cell_kind(text, know) for text in others] == [None] * len(others)


@pytest.mark.parametrize("trail", ["For staff > News > New colleagues", "Hill Council › Work with us › Jobs"])
def test_the_way_to_a_page_is_no_posting(trail: str) -> None:
    page = f"Hill Council\n{trail}\n\nJobs at Hill Council\n\nCook\nClosing date: 3 May 2026\n\nClerk\nFull time"
    assert trail not in _titles("en", page)


@pytest.mark.parametrize(
    ("language", "heading", "below"),
    [
        ("sv", "Anställning", "Kaféföreståndare\nDu planerar menyn.\nAnsök senast den 6 december 2026."),
        ("da", "Ansættelse", "Caféleder\nDu planlægger menuen.\nAnsøg senest den 6. december 2026."),
        ("de", "Anstellung", "Küchenleiter\nSie planen die Karte.\nBewerbungsfrist: 6. Dezember 2026"),
    ],
)
def test_a_word_of_a_label_alone_above_a_title_is_a_heading(language: str, heading: str, below: str) -> None:
    head = {"sv": "Jobba med oss", "da": "Ledige stillinger", "de": "Stellenangebote"}[language]
    assert _titles(language, f"Hjulet\n\n{head}\n\n{heading}\n\n{below}") == [below.partition("\n")[0]]


@pytest.mark.parametrize(
    ("language", "head", "job", "over", "term"),
    [
        ("da", "Ledige stillinger", "Kok", "Lukkede stillinger (under behandling)", "Ansøgningsfrist 3. maj 2026"),
        ("no", "Ledige stillinger", "Kokk", "Lukkede stillinger (under behandling)", "Søknadsfrist 3. mai 2026"),
        ("sv", "Lediga jobb", "Kock", "Stängda rekryteringar", "Sista ansökningsdag 3 maj 2026"),
        ("en", "Vacancies", "Cook", "Closed posts (under review)", "Closing date 3 May 2026"),
        ("de", "Stellenangebote", "Koch (m/w/d)", "Abgeschlossene Verfahren", "Bewerbungsfrist 3. Mai 2026"),
    ],
)
def test_what_stands_below_a_heading_of_closed_ones_is_no_posting(
    language: str, head: str, job: str, over: str, term: str
) -> None:
    page = f"Rosa AS\n\n{head}\n\n{job} | Hull | {term}\n\n{over}\n\n{job} | Leeds | {term}"
    assert [place for *_, place in _postings(language, page)] == ["Hull"]


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("en", "Cook wanted for the Old Mill Inn, Hexley. Apply by 3 July 2026.", ("Cook", "Old Mill Inn", "Hexley")),
        ("en", "Cook wanted, Hotel Sea, Hexley. Apply by 3 July 2026.", ("Cook", "Hotel Sea", "Hexley")),
        ("da", "Kok søges til Hotel Holm, Ribe. Ansøgning senest 3. juli 2026.", ("Kok", "Hotel Holm", "Ribe")),
        ("no", "Kokk søkes til Hotell Holm, Hamar. Søk innen 3. juli 2026.", ("Kokk", "Hotell Holm", "Hamar")),
        ("sv", "Kock sökes till Hotell Holm, Umeå. Sök senast 3 juli 2026.", ("Kock", "Hotell Holm", "Umeå")),
        ("de", "Koch gesucht für das Hotel Holm, Lied. Bewerbung bis 3. Juli 2026.", ("Koch", "Hotel Holm", "Lied")),
        ("en", "Job coach, Hotel Sea, Hexley. Apply by 3 July 2026.", ("Job coach", "Hotel Sea", "Hexley")),
    ],
)
def test_the_word_that_seeks_is_no_part_of_the_title(
    language: str, line: str, expected: tuple[str | None, ...]
) -> None:
    head = {"en": "Situations vacant", "sv": "Lediga jobb", "de": "Stellenangebote"}.get(language, "Ledige stillinger")
    assert _postings(language, f"{head}\n\n{line}") == [expected]


def test_the_day_of_another_sentence_is_not_the_last_one() -> None:
    page = "Hill Centre\nVacancies\n\n{}\nApply by {}\n\nClerk\nApply by Friday 3 July 2026"
    for said in ("letter. We interview on 12 July 2026.", "phone. Work begins 12 July 2026."):
        items = recognise(page.format("Cook", said), language="en").items
        assert [(i.title, str(i.valid_through)) for i in items if isinstance(i, JobPosting)] == [
            ("Clerk", "2026-07-03")
        ]
    items = recognise(page.format("Cook", "10am on 2 July 2026. We interview on 12 July 2026."), language="en").items
    assert [str(i.valid_through) for i in items if isinstance(i, JobPosting)] == ["2026-07-02", "2026-07-03"]


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        ("© Rosa Care 2026", "2026-07-03"),
        ("Rosa Care was founded in 1996", "None"),
        ("Last year, 2025, was a good one. © Rosa Care", "None"),
        ("Interviews on 9 July 2027\n\n© 2026 Rosa Care", "2027-07-03"),
    ],
)
def test_the_foot_of_a_page_tells_the_year_where_no_day_does(foot: str, expected: str) -> None:
    page = f"Rosa Care\nWork with us\n\nCare assistant, Whitby\nFull time. Apply by 3 July.\n\n{foot}\n"
    found = recognise(page, language="en").items
    assert [str(item.valid_through) for item in found if isinstance(item, JobPosting)] == [expected]


def test_the_heading_over_people_is_not_who_hires() -> None:
    page = (
        "Ruderclub Seefeld\nRundbrief Nr. 6 - 12. Juni 2026\n\nTRAINER GESUCHT\n\n"
        "Wir suchen zwei Personen für die neue Saison. Beide Stellen sind bezahlt und liegen in Seefeld.\n\n"
        "Jugendtrainer\nZwei Abende im Monat.\nBewerbungsfrist: 10. Juli 2026\n\n"
        "Bootswart\nAcht Stunden pro Woche.\nBewerbungsfrist: 17. Juli 2026\n\n"
        "NEUES GESICHT IM BÜRO\n\nAnna Holm ist seit 1. Juni 2026 Geschäftsführerin des Clubs."
    )
    assert _postings("de", page) == [
        ("Jugendtrainer", "Ruderclub Seefeld", "Seefeld"),
        ("Bootswart", "Ruderclub Seefeld", "Seefeld"),
    ]


@pytest.mark.parametrize(
    ("language", "trail", "parts", "job", "deadline"),
    [
        ("da", "FORSIDE > OM OS > JOB", ("SALG", "SUPPORT"), "Salgschef", "Ansøgningsfrist: 12. oktober 2026"),
        ("no", "FORSIDE > OM OSS > JOBB", ("SALG", "KUNDESERVICE"), "Salgssjef", "Søknadsfrist: 12. oktober 2026"),
        ("sv", "START > OM OSS > JOBB", ("FÖRSÄLJNING", "SUPPORT"), "Chef", "Sista ansökningsdag: 12 oktober 2026"),
        ("en", "HOME > ABOUT US > JOBS", ("SALES", "SUPPORT"), "Sales manager", "Closing date: 12 October 2026"),
        ("de", "START > ÜBER UNS > JOBS", ("VERTRIEB", "SUPPORT"), "Leiter", "Bewerbungsfrist: 12. Oktober 2026"),
    ],
)
def test_the_first_of_several_departments_hires_for_none(
    language: str, trail: str, parts: tuple[str, str], job: str, deadline: str
) -> None:
    days = deadline, deadline.replace("12", "19")
    below = "\n\n".join(f"{part}\n\n{job}\n{day}" for part, day in zip(parts, days, strict=True))
    assert [firm for _, firm, _ in _postings(language, f"{trail}\n\n{below}")] == [None, None]


@pytest.mark.parametrize(
    ("head", "firm"),
    [
        ("Parish magazine of Great Hill, Little Hill and Thorle", None),
        ("Newsletter of the Hill Society, Leeds and York branch", "Hill Society"),
    ],
)
def test_a_paper_of_several_places_is_not_who_hires(head: str, firm: str | None) -> None:
    page = f"{head}\n\nVacancies\n\nVerger\nClosing date: 3 May 2026\n\nOrganist\nClosing date: 4 May 2026"
    assert [told for _, told, _ in _postings("en", page)] == [firm, firm]


def test_the_last_year_at_the_foot_is_that_of_days_without_one() -> None:
    jobs = "Jobs at Hill Council\n\nCook\nClosing date: 14 May\n\nDriver\nClosing date: 15 May"
    page = f"{jobs}\n\n© 2025–2026 Hill Council\n"
    found = [item for item in recognise(page, language="en").items if isinstance(item, JobPosting)]
    assert [str(item.valid_through) for item in found] == ["2026-05-14", "2026-05-15"]


#: News with a day, and two posts with last days.
NEWS_AND_POSTS = {
    "da": "Bray\n\nNyt\nDen {}. marts {} fik vi en ny ovn.\n\nLedige stillinger\n\n"
    "Kok\nAnsøgningsfrist: 1. juli\n\nChauffør\nAnsøgningsfrist: 2. juli",
    "no": "Bray\n\nNytt\n{}. mars {} fikk vi en ny ovn.\n\nLedige stillinger\n\n"
    "Kokk\nSøknadsfrist: 1. juli\n\nSjåfør\nSøknadsfrist: 2. juli",
    "sv": "Bray\n\nNytt\nDen {} mars {} fick vi en ny ugn.\n\nLediga tjänster\n\n"
    "Kock\nSista ansökningsdag: 1 juli\n\nChaufför\nSista ansökningsdag: 2 juli",
    "de": "Bray\n\nNeues\nAm {}. März {} kam ein neuer Ofen.\n\nOffene Stellen\n\n"
    "Koch (m/w/d)\nBewerbungsfrist: 1. Juli\n\nFahrer (m/w/d)\nBewerbungsfrist: 2. Juli",
    "en": "Bray\n\nNews\nOn {} March {} we got a new oven.\n\nVacancies\n\n"
    "Cook\nClosing date: 1 July\n\nDriver\nClosing date: 2 July",
}


@pytest.mark.parametrize("language", sorted(NEWS_AND_POSTS))
@pytest.mark.parametrize(
    ("foot", "expected"), [("2019", "None"), ("2026", "2026-07-0"), ("2025", "2025-07-0"), ("2015-2026", "2026-07-0")]
)
def test_an_old_year_at_the_foot_beside_later_days_dates_no_posting(language: str, foot: str, expected: str) -> None:
    page = f"{NEWS_AND_POSTS[language].format(3, 2026)}\n\n© {foot} Bray\n"
    found = [item for item in recognise(page, language=language).items if isinstance(item, JobPosting)]
    assert [str(item.valid_through)[: len(expected)] for item in found] == [expected, expected]


#: A table of vacancies whose columns name a part of the employer, below the name of the employer.
PARTS = {
    "da": (
        "{}\n\nStilling | Ansættelsessted | Frist\nLektor | Fysik | 1.7.2026\nKok | Kantinen | 2.7.2026",
        "Ørby Universitet",
    ),
    "no": (
        "{}\n\nStilling | Arbeidsplass | Frist\nLektor | Fysisk institutt | 1.7.2026\nKokk | Kantina | 2.7.2026",
        "Vik kommune",
    ),
    "sv": (
        "{}\n\nTjänst | Institution | Sista ansökningsdag\nLektor | Fysik | 1/7 2026\nKock | Köket | 2/7 2026",
        "Lunda kommun",
    ),
    "de": (
        "{}\n\nStelle | Einrichtung | Frist\nDozent (m/w/d) | Physik | 1.7.2026\nKoch (m/w/d) | Mensa | 2.7.2026",
        "Universität Bray",
    ),
    "en": (
        "{}\n\nPost | School | Closing date\nLecturer | Physics | 1 July 2026\nCook | Catering | 2 July 2026",
        "University of Bray",
    ),
}


@pytest.mark.parametrize("language", sorted(PARTS))
def test_parts_of_an_institution_hire_nobody(language: str) -> None:
    table, name = PARTS[language]
    told = _postings(language, table.format(name))
    assert [(firm, place) for _, firm, place in told] == [(name, None)] * 2


@pytest.mark.parametrize(
    ("language", "heading", "firm"),
    [
        ("de", "Stellenangebote der Universität Bray", "Universität Bray"),
        ("de", "Aktuelle Stellenangebote der Stadt Bray", "Stadt Bray"),
        ("en", "Vacancies at the University of Bray", "University of Bray"),
        ("en", "Jobs in the Bray Valley", None),
    ],
)
def test_a_heading_names_who_hires_behind_an_article(language: str, heading: str, firm: str | None) -> None:
    day = "Bewerbungsfrist: {}. Juli 2026" if language == "de" else "Closing date: {} July 2026"
    titles = ("Koch (m/w/d)", "Fahrer (m/w/d)") if language == "de" else ("Cook", "Driver")
    jobs = "\n\n".join(f"{title}\n{day.format(n)}" for n, title in enumerate(titles, 1))
    assert [told for _, told, _ in _postings(language, f"{heading}\n\n{jobs}")] == [firm] * 2


@pytest.mark.parametrize("name", ["Jobportal Bray", "Universität Bray und Partner"])
def test_institutions_in_a_table_of_several_hire(name: str) -> None:
    rows = "Koch (m/w/d) | Universität Bray | 1.7.2026\nSekretär (m/w/d) | Mensa GmbH | 2.7.2026"
    told = _postings("de", f"{name}\n\nStelle | Einrichtung | Frist\n{rows}")
    assert [firm for _, firm, _ in told] == ["Universität Bray", "Mensa GmbH"]


@pytest.mark.parametrize(
    ("language", "heading", "rows"),
    [
        ("da", "Ledige stillinger", ["Kok | Produktion | Aarhus", "Chauffør | Logistik | Odense"]),
        ("no", "Ledige stillinger", ["Kokk | Produksjon | Bergen", "Sjåfør | Logistikk | Oslo"]),
        ("sv", "Lediga tjänster", ["Kock | Produktion | Lund", "Chaufför | Logistik | Malmö"]),
        ("de", "Offene Stellen", ["Koch | Produktion | Köln", "Fahrer | Logistik | Bonn"]),
        ("en", "Open positions", ["Cook | Production | Leeds", "Driver | Logistics | Hull"]),
    ],
)
def test_rows_of_a_job_a_department_and_a_town_are_postings(language: str, heading: str, rows: list[str]) -> None:
    below = "\n".join(rows)
    told = [row.split(" | ") for row in rows]
    expected = [(title, "Bray Foods", town) for title, _, town in told]
    assert _postings(language, f"Bray Foods\n{heading}\n\n{below}") == expected
    people = "\n".join(f"Ann Bo | {department} | {town}" for _, department, town in told)
    assert _postings(language, f"Bray Foods\n{heading}\n\n{people}") == []


#: A page of an institution, the house below a job at it, an office, its town, and before the last day.
CARDS = {
    "da": ("Ledige stillinger i Odby Kommune", "Odby Kommune", ("Lærer", "Pædagog", "Kok"), "Bakkeskolen", "Odby"),
    "no": ("Ledige stillinger i Odby kommune", "Odby kommune", ("Lærer", "Sykepleier", "Kokk"), "Bakken skole", "Odby"),
    "sv": ("Lediga jobb i Odby kommun", "Odby kommun", ("Lärare", "Sjuksköterska", "Kock"), "Backskolan", "Odby"),
    "de": ("Stellenangebote der Stadt Bray", "Stadt Bray", ("Lehrer", "Erzieherin", "Koch"), "Bergschule", "Bray"),
    "en": ("Vacancies at Bray Council", "Bray Council", ("Teacher", "Nurse", "Cook"), "Hill School", "Bray"),
}
LAST_DAY = {
    "da": "Ansøgningsfrist 3. juni 2026",
    "no": "Søknadsfrist 3. juni 2026",
    "sv": "Sista ansökningsdag 3 juni 2026",
    "de": "Bewerbungsfrist 3. Juni 2026",
    "en": "Apply by 3 June 2026",
}


@pytest.mark.parametrize("language", sorted(CARDS))
def test_a_house_and_its_town_on_cards_of_an_institution_are_where_the_work_is(language: str) -> None:
    heading, firm, titles, house, town = CARDS[language]
    for lines in ("{title}\n{house}\n{town}", "{house}\n{title}\n{town}"):
        cards = [lines.format(title=title, house=house, town=town) for title in titles]
        page = "\n\n".join([heading, *(f"{card}\n{LAST_DAY[language]}" for card in cards)])
        assert _postings(language, page) == [(title, firm, f"{house}, {town}") for title in titles]


def test_an_office_on_cards_of_an_institution_is_a_department() -> None:
    cards = ["Cook\nKitchen\nLeeds", "Driver\nTransport\nLeeds", "Teacher\nHill School\nLeeds"]
    page = "\n\n".join(["Jobs at Leeds City Council", *(f"{card}\nApply by 3 June 2026" for card in cards)])

    assert _postings("en", page) == [
        ("Cook", "Leeds City Council", "Leeds"),
        ("Driver", "Leeds City Council", "Leeds"),
        ("Teacher", "Leeds City Council", "Hill School, Leeds"),
    ]


def test_who_lists_the_jobs_of_others_does_not_hire() -> None:
    cards = ["Cook\nHill Inn\nBray", "Driver\nOakley Haulage\nBray", "Nurse\nRose Clinic\nHull"]
    heading = "Jobs in Bray – listed by Bray Town Council"
    page = "\n\n".join([heading, *(f"{card}\nApply by 3 June 2026" for card in cards)])

    assert [firm for _, firm, _ in _postings("en", page)] == ["Hill Inn", "Oakley Haulage", "Rose Clinic"]


@pytest.mark.parametrize(
    ("code", "titles", "asked", "bid"),
    [
        (
            "de",
            ("Koch (m/w/d)", "Bäcker (m/w/d)"),
            ("Ihre Ansprechpartnerin", "Köchin Dr. Corinna Welk"),
            "Bewirb dich bis",
        ),
        ("de", ("Koch (m/w/d)", "Bäcker (m/w/d)"), ("Kontakt", "Frau Anna Brand"), "Bitte bewerben Sie sich bis zum"),
    ],
)
def test_last_day_below_all_postings_is_that_of_each_and_whom_to_ask_is_none(
    code: str, titles: tuple[str, str], asked: tuple[str, str], bid: str
) -> None:
    cards = "\n\n".join(f"{title}\nBackstube Au\nVollzeit" for title in titles)
    page = (
        f"Bäckerei Hufnagl GmbH\n\nKarriere\n\n{cards}\n\nWas wir bieten\n- Lohn über Tarif\n- Brot\n\n"
        f"{asked[0]}\n{asked[1]}\nTelefon 05555 123418\n\n{bid} 31. Mai 2026.\n\nImpressum\n"
    )
    found = recognise(page, language=code)

    told = [(item.title, item.valid_through) for item in found.items if isinstance(item, JobPosting)]
    assert told == [(title, date(2026, 5, 31)) for title in titles]


def test_stretch_of_days_behind_a_label_is_no_last_day() -> None:
    card = (
        "{n}. {title}\nWe teach you how. You get up early.\nWhen: 8 June – 31 July 2026\nApply by {day} April 2026\n\n"
    )
    page = "Hill Farm\n\nJobs this summer\n\nWe need more hands. Two jobs are open:\n\n"
    page += card.format(n=1, title="Cook", day=30) + card.format(n=2, title="Receptionist", day=15)
    found = recognise(page, language="en")

    told = [(item.title, item.valid_through) for item in found.items if isinstance(item, JobPosting)]
    assert told == [("Cook", date(2026, 4, 30)), ("Receptionist", date(2026, 4, 15))]


@pytest.mark.parametrize(
    ("code", "words", "bid"),
    [
        ("da", ("Ledige stillinger", "Kok", "Vi tilbyder", "Kontakt"), "Søg senest den 31. maj 2026."),
        ("en", ("Vacancies", "Cook", "What we offer", "Your contact"), "Please apply by 31 May 2026."),
        ("no", ("Ledige stillinger", "Kokk", "Vi tilbyr", "Kontakt"), "Søk innen 31. mai 2026."),
        ("sv", ("Lediga jobb", "Kock", "Vi erbjuder", "Kontakt"), "Sök senast den 31 maj 2026."),
    ],
)
def test_bid_below_all_postings_and_a_contact_are_read_alike(
    code: str, words: tuple[str, str, str, str], bid: str
) -> None:
    heading, cook, offer, contact = words
    page = (
        f"Holm AB\n\n{heading}\n\n{cook}\nHolm\n\n{cook} 80 %\nRy\n\n{offer}\n- A\n- B\n\n"
        f"{contact}\n{cook} Anna Brand\nTel. 55 55 12 34\n\n{bid}\n"
    )
    found = recognise(page, language=code)

    days = [item.valid_through for item in found.items if isinstance(item, JobPosting)]
    assert days == [date(2026, 5, 31)] * 2
