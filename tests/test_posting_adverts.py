"""Advertisements: one page for one post, posters, small ads, headings of houses, the box of a paper."""

from __future__ import annotations

import pytest

from feeds.model import Article, JobPosting
from feeds.recognise import recognise


def _postings(language: str, text: str) -> list[tuple[str | None, ...]]:
    found = [item for item in recognise(f"{text}\n", language=language).items if isinstance(item, JobPosting)]
    days = [str(one.valid_through)[5:10] if one.valid_through is not None else None for one in found]
    return [(one.title, one.hiring_organization, one.job_location, day) for one, day in zip(found, days, strict=True)]


def _articles(language: str, text: str) -> list[str | None]:
    return [item.title for item in recognise(f"{text}\n", language=language).items if isinstance(item, Article)]


#: A title, a sentence that seeks somebody for it, text, and two labels at the end: no heading says what it is.
_BELOW_TITLE = {
    "da": """Lundmose Museum
Åbningstider | Udstillinger | Butik

Om museet / Ledig stilling

Konservator

Lundmose Museum søger en konservator til samlingen af redskaber. Stillingen begynder den 1. september 2026.

Du skal registrere genstande og vise gæster rundt om sommeren.

Arbejdssted: Lundmose
Ansøgningsfrist: 15. juni 2026

Åbent tirsdag-søndag 11-16. Entré 75 kr.""",
    "de": """Museum Lundmoor
Öffnungszeiten | Ausstellungen | Shop

Über das Museum / Stelle frei

Konservator

Das Museum Lundmoor sucht einen Konservator für die Sammlung. Die Stelle beginnt am 1. September 2026.

Sie pflegen die Stücke und führen im Sommer Gäste durchs Haus.

Arbeitsort: Lundmoor
Bewerbungsschluss: 15. Juni 2026

Geöffnet Dienstag bis Sonntag 11-16 Uhr. Eintritt 5 Euro.""",
    "en": """Lundmere Museum
Visit | Exhibitions | Shop

About us / Vacancy

Conservator

Lundmere Museum is looking for a conservator to look after its ploughs. The post starts on 1 September 2026.

You will list objects and show guests round in summer.

Place of work: Lundmere
Closing date: 15 June 2026

Open Tuesday to Sunday 11-4. Entry £7.""",
    "no": """Lundmyr Museum
Åpningstider | Utstillinger | Butikk

Om museet / Ledig stilling

Konservator

Lundmyr Museum søker en konservator til samlingen av redskaper. Stillingen begynner 1. september 2026.

Du skal registrere gjenstander og vise gjester rundt om sommeren.

Arbeidssted: Lundmyr
Søknadsfrist: 15. juni 2026

Åpent tirsdag-søndag 11-16. Inngang 75 kr.""",
    "sv": """Lundmyrs Museum
Öppettider | Utställningar | Butik

Om museet / Ledig tjänst

Konservator

Lundmyrs Museum söker en konservator till samlingen av redskap. Tjänsten börjar den 1 september 2026.

Du ska registrera föremål och visa gäster runt på sommaren.

Arbetsort: Lundmyr
Sista ansökningsdag: 15 juni 2026

Öppet tisdag-söndag 11-16. Entré 75 kr.""",
}


@pytest.mark.parametrize("language", _BELOW_TITLE)
def test_a_sentence_below_a_title_seeks_somebody_for_it(language: str) -> None:
    text = _BELOW_TITLE[language]
    (firm, *_), (place, *_) = text.split("\n", 1), text.split(": ", 1)[1].split("\n", 1)
    assert _postings(language, text) == [("Conservator" if language == "en" else "Konservator", firm, place, "06-15")]


#: Extras of a play, a name that is sought, and an article about somebody who is.
_SEEKS_OTHERWISE = {
    "da": """Kroen søger nyt navn

Kroen ved Havnen søger et nyt navn, når den åbner igen efter branden, som lagde både køkken og sal øde.

- Havnekroen
- Den Blå Hane

Stem senest den 30. april 2026 på kroens hjemmeside. Vinderen får en middag for to, siger værten til avisen.""",
    "en": """The Hexley Herald

Museum looks for a curator

Hill Museum is looking for a curator to follow Ann Mead, who leaves in June 2026 after thirty years.

"We want somebody who can laugh," says chair Ib Lund. "The rest can be learnt from the volunteers."

By Rose Clare
3 May 2026""",
    "sv": """Teaterföreningen söker

Statister

Teaterföreningen söker statister till sommarens spel på borggården den 4 juli 2026. Ingen förkunskap behövs.

Anmäl dig senast den 1 maj 2026.""",
}


@pytest.mark.parametrize("language", _SEEKS_OTHERWISE)
def test_what_is_sought_is_no_job_without_more(language: str) -> None:
    assert _postings(language, _SEEKS_OTHERWISE[language]) == []


#: What seeks somebody breaks off, and the title stands on a line of its own below.
_BELOW_LEAD = {
    "da": ("Til vores kontor i Horsens søger vi en", "Kommunikationsmedarbejder", "Send din ansøgning senest den"),
    "de": ("Zum 1. Oktober suchen wir für unser Büro in Husum eine", "Referentin", "Bewerben Sie sich bis zum"),
    "en": ("For our office in Whitby we are looking for a", "Communications officer", "Please send your papers by"),
    "no": ("Til kontoret vårt i Hamar søker vi en", "Kommunikasjonsrådgiver", "Send søknaden innen"),
    "sv": ("Till vårt kontor i Borås söker vi en", "Ekonomiassistent", "Skicka din ansökan senast den"),
}
_MONTH = {
    "da": "31. juli 2026",
    "de": "31. Juli 2026",
    "en": "31 July 2026",
    "no": "31. juli 2026",
    "sv": "31 juli 2026",
}
_DUTIES = {
    "da": "Du skriver vores årsberetning og passer hjemmesiden.\nDu taler med dem, der støtter os.",
    "de": "Sie schreiben unseren Jahresbericht und betreuen die Seite.\nSie sprechen mit denen, die uns helfen.",
    "en": "You write our annual report and look after the website.\nYou talk with those who support us.",
    "no": "Du skriver årsrapporten vår og passer nettsiden.\nDu snakker med dem som støtter oss.",
    "sv": "Du skriver vår årsberättelse och sköter webbplatsen.\nDu talar med dem som stöder oss.",
}


@pytest.mark.parametrize("language", _BELOW_LEAD)
def test_a_title_stands_below_what_breaks_off(language: str) -> None:
    lead, title, until = _BELOW_LEAD[language]
    text = f"Lindhof Ltd\nNews · Contact\n\n{lead}\n\n{title}\n\n{_DUTIES[language]}\n\n{until} {_MONTH[language]}."
    place = lead.split(" in " if language in {"de", "en"} else " i ")[1].split()[0]
    assert _postings(language, text) == [(title, "Lindhof Ltd", place, "07-31")]


#: A poster: somebody seeks, and the jobs stand in a list below, then what goes for all.
_POSTERS = {
    "da": ("Kro & Kande i Ballen søger til sommeren 2026", ("KOK", "TJENER"), "Ansøgningsfrist: 30. april 2026"),
    "de": (
        "Krug & Kanne in Husum sucht für den Sommer 2026",
        ("KÖCHIN", "KELLNER"),
        "Bewerbungsschluss: 30. April 2026",
    ),
    "en": ("Pot & Jug in Whitby is looking for this summer", ("COOK", "WAITER"), "Closing date: 30 April 2026"),
    "no": ("Krus & Kanne i Solvik søker til sommeren 2026", ("KOKK", "SERVITØR"), "Søknadsfrist: 30. april 2026"),
    "sv": (
        "Krog & Kanna i Ekhamn söker inför sommaren 2026",
        ("KOCK", "SERVITÖR"),
        "Sista ansökningsdag: 30 april 2026",
    ),
}
_CLOSED = {
    "da": "søn–man lukket",
    "de": "So–Mo geschlossen",
    "en": "Sun–Mon closed",
    "no": "søn–man stengt",
    "sv": "sön–mån stängt",
}


@pytest.mark.parametrize("mark", ["★ ", "- ", ""])
@pytest.mark.parametrize("language", _POSTERS)
def test_a_poster_lists_its_jobs(language: str, mark: str) -> None:
    lead, titles, until = _POSTERS[language]
    listed = "\n".join(f"{mark}{title}" for title in titles)
    text = f"MENU 2026\n\n{lead}\n\n{listed}\n\n{until}\n\n{_CLOSED[language]}\n\n{_DUTIES[language]}"
    place = lead.split(" in " if language in {"de", "en"} else " i ")[1].split()[0]
    firm = lead.split(" in " if language in {"de", "en"} else " i ")[0]
    assert _postings(language, text) == [(title, firm, place, "04-30") for title in titles]


#: Small advertisements that open with who hires.
_SMALL_ADS = {
    "da": (
        "LEDIGE STILLINGER",
        "BAKKENS PLANTESKOLE, Store Hal. Gartnermedhjælper, fuldtid. Ansøgning senest 24. april 2026. Tlf. 75 00 14.",
        "DE TRE KRUKKER, Perløse. Tjener til weekender, ingen erfaring nødvendig. Kom forbi og spørg efter Mona.",
        "BRØD & KORN, Perløse. Vi søger en bager, fire dage om ugen. Ansøgning senest 30. april 2026.",
        "Annoncer i denne spalte koster 12 kr. pr. ord.",
        [
            ("Gartnermedhjælper", "BAKKENS PLANTESKOLE", "Store Hal"),
            ("Tjener til weekender", "DE TRE KRUKKER", "Perløse"),
        ],
        ("Bager", "BRØD & KORN", "Perløse"),
    ),
    "de": (
        "STELLENMARKT",
        "GÄRTNEREI BERGENDE, Großhall. Gärtnerhelfer, Vollzeit. Bewerbung bis 24. April 2026. Tel. 0800 114.",
        "ZU DEN KRÜGEN, Perlau. Kellnerin für Wochenenden, keine Erfahrung nötig. Fragen Sie nach Moira.",
        "BROT & KORN, Perlau. Wir suchen einen Bäcker, vier Tage pro Woche. Bewerbung bis 30. April 2026.",
        "Anzeigen in dieser Spalte kosten 12 Euro.",
        [("Gärtnerhelfer", "GÄRTNEREI BERGENDE", "Großhall"), ("Kellnerin für Wochenenden", "ZU DEN KRÜGEN", "Perlau")],
        ("Bäcker", "BROT & KORN", "Perlau"),
    ),
    "en": (
        "SITUATIONS VACANT",
        "BARN NURSERIES, Great Hallow. Gardener, full time. Apply by 24 April 2026. Tel. 01632 960114.",
        "THE THREE TUNS, Perlow. Weekend bar staff, no experience needed. Call in and ask for Moira.",
        "HOLLOWAY COACHES, Perlow. We are looking for a driver, four days a week. Apply by 30 April 2026.",
        "Up to 25 words £12, each further word 40p. Box numbers £3 extra.",
        [("Gardener", "BARN NURSERIES", "Great Hallow"), ("Weekend bar staff", "THE THREE TUNS", "Perlow")],
        ("Driver", "HOLLOWAY COACHES", "Perlow"),
    ),
    "no": (
        "LEDIGE STILLINGER",
        "BERGET HAGESENTER, Storhallen. Gartner, heltid, april til september. Søk innen 24. april 2026.",
        "KROA PÅ KAIEN, Solvik. Servitør, fire dager i uka. Spør etter Mona.",
        "BRØD & KORN, Solvik. Vi søker en baker, fire dager i uka. Søk innen 30. april 2026.",
        "Annonser i denne spalten koster 12 kr per ord.",
        [("Gartner", "BERGET HAGESENTER", "Storhallen"), ("Servitør", "KROA PÅ KAIEN", "Solvik")],
        ("Baker", "BRØD & KORN", "Solvik"),
    ),
    "sv": (
        "PLATSANNONSER",
        "BERGETS TRÄDGÅRD, Storhallen. Trädgårdsarbetare, heltid. Ansök senast 24 april 2026.",
        "KROG & KANNA, Ekhamn. Kallskänka, fyra dagar i veckan. Fråga efter Mona.",
        "BRÖD & KORN, Ekhamn. Vi söker en bagare, fyra dagar i veckan. Ansök senast 30 april 2026.",
        "Annonser i denna spalt kostar 12 kr per ord.",
        [("Trädgårdsarbetare", "BERGETS TRÄDGÅRD", "Storhallen"), ("Kallskänka", "KROG & KANNA", "Ekhamn")],
        ("Bagare", "BRÖD & KORN", "Ekhamn"),
    ),
}


@pytest.mark.parametrize("language", _SMALL_ADS)
def test_small_advertisements_open_with_who_hires(language: str) -> None:
    heading, *ads, note, first, last = _SMALL_ADS[language]
    assert isinstance(first, list)
    text = "\n\n".join(("Hallow Post", "2026", heading, *map(str, (*ads, note))))
    days = ["04-24", None, "04-30"]
    assert _postings(language, text) == [(*facts, day) for facts, day in zip((*first, last), days, strict=True)]


def test_small_advertisements_that_open_with_the_job_stay() -> None:
    text = """SITUATIONS VACANT

COOK, Rose Inn, Seaham. Kitchen assistant experience helps. Apply by 24 April 2026.

DRIVER, Holloway Coaches, Great Hallow. Weekend work, clean licence. Apply by 8 May 2026.

GARDENER. Hill Farm, Leeds. Full time. Apply by 8 May 2026."""
    assert [posting[0] for posting in _postings("en", text)] == ["COOK", "DRIVER", "GARDENER"]


#: One employer, several branches, each with a job in a sentence.
_BRANCHES = {
    "da": (
        "Personale søges",
        "I vores butik i Ribe søger vi en slagter, 24 timer om ugen. Ansøgningsfrist 20. marts 2026.",
        "I vores butik i Odder mangler vi også en bager, fuldtid. Ansøgningsfrist 27. marts 2026.",
        [("Slagter", "Ribe"), ("Bager", "Odder")],
    ),
    "de": (
        "Personal gesucht",
        "In unserer Filiale in Ulm suchen wir eine Verkäuferin, 24 Stunden. Bewerbungsschluss 20. März 2026.",
        "Für unsere Filiale in Husum suchen wir auch einen Fahrer, Vollzeit. Bewerbungsschluss 27. März 2026.",
        [("Verkäuferin", "Ulm"), ("Fahrer", "Husum")],
    ),
    "en": (
        "Staff wanted",
        "At our Larkmoor branch we need a baker, 24 hours a week. Apply by 20 March 2026.",
        "At our Upper Sedge branch we also need a van driver, full time. Apply by 27 March 2026.",
        [("Baker", "Larkmoor"), ("Van driver", "Upper Sedge")],
    ),
    "no": (
        "Vi søker folk",
        "I butikken vår i Solvik søker vi en baker, 24 timer i uka. Søknadsfrist 20. mars 2026.",
        "I vår butikk i Hestnes trenger vi også en sjåfør, heltid. Søknadsfrist 27. mars 2026.",
        [("Baker", "Solvik"), ("Sjåfør", "Hestnes")],
    ),
    "sv": (
        "Personal sökes",
        "I vår butik i Ekhamn söker vi en bagare, 24 timmar i veckan. Sista ansökningsdag 20 mars 2026.",
        "I vår butik i Åby behöver vi också en kassör, heltid. Sista ansökningsdag 27 mars 2026.",
        [("Bagare", "Ekhamn"), ("Kassör", "Åby")],
    ),
}


@pytest.mark.parametrize("language", _BRANCHES)
def test_a_sentence_names_the_branch_that_seeks(language: str) -> None:
    heading, *ads, wanted = _BRANCHES[language]
    assert isinstance(wanted, list)
    text = "\n\n".join(("Ekmose Co-operative\nShop | News | Job", heading, *map(str, ads)))
    days = ["03-20", "03-27"]
    assert _postings(language, text) == [
        (title, "Ekmose Co-operative", place, day) for (title, place), day in zip(wanted, days, strict=True)
    ]


#: Houses as headings, each above its own rows.
_HOUSES = {
    "da": (
        "Ledige stillinger",
        "Fjordblik Hotel, Ballen",
        "Hotel Tolden, Odder",
        "Kok – ansøgningsfrist 4. maj 2026",
        "Kok",
    ),
    "de": (
        "Offene Stellen",
        "Hotel Deich (Husum)",
        "Hotel Mühle (Ulm)",
        "Koch – Bewerbungsschluss 4. Mai 2026",
        "Koch",
    ),
    "en": ("Vacancies", "Rose Hotel – Whitby", "Lily Hotel – Seaham", "Cook – closing date 4 May 2026", "Cook"),
    "no": (
        "Ledige stillinger",
        "Lomvi Hotell, Solvik",
        "Hotell Tollen, Hestnes",
        "Kokk – søknadsfrist 4. mai 2026",
        "Kokk",
    ),
    "sv": (
        "Lediga jobb",
        "Hotell Hamnen, Ekhamn",
        "Hotell Tullen, Åby",
        "Kock – sista ansökningsdag 4 maj 2026",
        "Kock",
    ),
}


@pytest.mark.parametrize("language", _HOUSES)
def test_headings_of_houses_say_who_hires_and_where(language: str) -> None:
    heading, first, second, row, title = _HOUSES[language]
    text = f"NORTHWAY\nNews · Jobs\n\n{heading}\n\n{first}\n\n{row}\n{row}\n\n{second}\n\n{row}"
    named = [
        tuple(part.strip(" )") for part in house.replace(" –", ",").replace(" (", ",").split(","))
        for house in (first, second)
    ]
    assert _postings(language, text) == [(title, *named[0], "05-04"), (title, *named[1], "05-04")]


def test_one_house_above_all_rows_heads_no_part() -> None:
    text = """Hagby kommun
Lediga jobb

Hagby skola, Hagby

Vi är en skola med 400 elever.

Lärare – sista ansökningsdag 4 maj 2026
Kock – sista ansökningsdag 10 maj 2026"""
    assert _postings("sv", text) == [("Lärare", "Hagby kommun", None, "05-04"), ("Kock", "Hagby kommun", None, "05-10")]


#: Departments in capitals above the titles.
_PARTS = {
    "da": ("Ledige stillinger", "SALG", "DRIFT", "Tekniker", "Konsulent", "Fuldtid", "Ansøgningsfrist 15. marts 2026"),
    "de": (
        "Offene Stellen",
        "VERTRIEB",
        "TECHNIK",
        "Techniker",
        "Berater",
        "Vollzeit",
        "Bewerbungsschluss 15. März 2026",
    ),
    "en": ("Vacancies", "SALES", "PRODUCTION", "Technician", "Consultant", "Full time", "Closing date 15 March 2026"),
    "no": ("Ledige stillinger", "SALG", "DRIFT", "Tekniker", "Konsulent", "Heltid", "Søknadsfrist 15. mars 2026"),
    "sv": ("Lediga jobb", "FÖRSÄLJNING", "DRIFT", "Tekniker", "Konsult", "Heltid", "Sista ansökningsdag 15 mars 2026"),
}


@pytest.mark.parametrize("language", _PARTS)
@pytest.mark.parametrize("count", [2, 4])
def test_a_department_above_a_title_hires_nobody(language: str, count: int) -> None:
    heading, first, second, *titles, terms, until = _PARTS[language]
    cards = [f"{part}\n{title}\nSolvik\n{terms}\n{until}" for part, title in zip((first, second), titles, strict=True)]
    text = "\n\n".join((f"Skyrand Systems\nNews   Jobs\n\n{heading}", *(cards * 2)[:count], "© 2026 Skyrand Systems"))
    found = _postings(language, text)
    assert {posting[0] for posting in found} == set(titles)
    assert {posting[1:] for posting in found} == {("Skyrand Systems", "Solvik", "03-15")}


def test_what_postings_can_be_chosen_by_hires_nobody() -> None:
    told = "\nPermanent, full time\nClosing date 15 March 2026"
    cards = [f"RIGGING\n{title}\nSeaham{told}" for title in ("Rigger", "Technician")] + [f"OPS\nDriver\nHull{told}"]
    text = "\n\n".join(
        ("Skyrand Systems\nNews   Jobs\n\nVacancies\nAll   Ops   Rigging", *cards, "© 2026 Skyrand Systems")
    )
    assert {posting[1] for posting in _postings("en", text)} == {"Skyrand Systems"}


def test_firms_in_capitals_above_titles_hire() -> None:
    cards = ["SEAHAM TRUST\nDriver\nSeaham", "WHITBY HAULAGE\nEngineer\nWhitby", "MEAD SONS\nCook\nWhitby"]
    told = "\nFull time\nClosing date 15 March 2026"
    text = "\n\n".join(("Vacancies\nAll   Research   Sales", *(card + told for card in cards)))
    assert [posting[1] for posting in _postings("en", text)] == ["SEAHAM TRUST", "WHITBY HAULAGE", "MEAD SONS"]


#: Rows of a paper's box: the paper hires nobody.
_BOXES = {
    "da": (
        "Tagbladet",
        "Af Rosa Klare",
        "NYESTE JOB",
        "Projektleder",
        "Kalkulator",
        "Ansøgningsfrist 25. september 2026",
    ),
    "de": (
        "Dachzeitung",
        "Von Rosa Klar",
        "STELLENMARKT",
        "Projektleiter",
        "Techniker",
        "Bewerbungsschluss 25. September 2026",
    ),
    "en": (
        "Slate & Tile Review",
        "By Rosa Clare",
        "LATEST JOBS",
        "Contracts manager",
        "Engineer",
        "Closing date 25 September 2026",
    ),
    "no": (
        "Takbladet",
        "Av Rosa Klar",
        "LEDIGE STILLINGER",
        "Prosjektleder",
        "Tekniker",
        "Søknadsfrist 25. september 2026",
    ),
    "sv": (
        "Takbladet",
        "Av Rosa Klar",
        "LEDIGA JOBB",
        "Projektledare",
        "Tekniker",
        "Sista ansökningsdag 25 september 2026",
    ),
}


@pytest.mark.parametrize("language", _BOXES)
def test_a_paper_hires_nobody_in_the_rows_below_its_article(language: str) -> None:
    paper, byline, heading, first, second, until = _BOXES[language]
    prose = _DUTIES[language].replace("\n", " ") * 2
    rows = f"{first} | Farup Thatch | Odder | {until}\n{second} | Mead & Son | Ballen | {until}"
    text = f"{paper}\nNews   Jobs\n\nThe roof of 2026\n\n{byline}\n\n{prose}\n\n{prose}\n\n{heading}\n\n{rows}"
    assert _postings(language, text) == [
        (first, "Farup Thatch", "Odder", "09-25"),
        (second, "Mead & Son", "Ballen", "09-25"),
    ]


def test_the_rows_of_a_council_stay_its_own() -> None:
    text = """Hexley Borough Council
Services   Jobs   Contact

Current vacancies

Head Teacher | Rose Hill School | Hexley | Closing date 25 September 2026
Librarian | Central Library | Ottersham | Closing date 30 September 2026
Clerk | Town Hall | Hexley | Closing date 9 October 2026"""
    assert [posting[1:3] for posting in _postings("en", text)] == [
        ("Hexley Borough Council", "Rose Hill School, Hexley"),
        ("Hexley Borough Council", "Central Library, Ottersham"),
        ("Hexley Borough Council", "Town Hall, Hexley"),
    ]


#: The day of publication alone, above all or below them.
_POSTED = {
    "da": ("Ledige stillinger", "Opslået 2. marts 2026", "Kok – ansøgningsfrist 20. marts 2026"),
    "de": ("Offene Stellen", "Veröffentlicht am 2. März 2026", "Koch – Bewerbungsschluss 20. März 2026"),
    "en": ("Vacancies", "Posted on 2 March 2026", "Cook – closing date 20 March 2026"),
    "no": ("Ledige stillinger", "Publisert 2. mars 2026", "Kokk – søknadsfrist 20. mars 2026"),
    "sv": ("Lediga jobb", "Publicerad 2 mars 2026", "Kock – sista ansökningsdag 20 mars 2026"),
}


@pytest.mark.parametrize("language", _POSTED)
def test_a_day_that_stands_apart_is_that_of_all_postings(language: str) -> None:
    heading, posted, row = _POSTED[language]
    rows = f"{row}\n{row.replace('20', '21', 1)}"
    prose = _DUTIES[language].partition("\n")[0]
    for text in (f"{posted}\n\n{rows}", f"{rows}\n\n{prose}\n\n{posted}"):
        items = recognise(f"Larkmoor Dairy Ltd\nJobs\n\n{heading}\n\n{text}\n\nLarkmoor\n", language=language).items
        assert [str(item.published)[:10] for item in items] == ["2026-03-02"] * 2


def test_a_day_of_one_posting_is_not_that_of_the_others() -> None:
    text = """Larkmoor Dairy
Jobs

Vacancies

Cook
Posted 2 March 2026
Apply by 20 March 2026

Driver
Apply by 27 March 2026
"""
    found = [item.published for item in recognise(text, language="en").items]
    assert len(found) == 2
    assert found[1] is None


#: Capitals at the top, and the name as it is written among the news.
_NAMES = {
    "da": (
        "Job hos os",
        "Kok",
        "Ansøgningsfrist 24. april 2026",
        "Ida Holm er den 1. marts 2026 ansat som chef hos Lund Vand.",
    ),
    "de": (
        "Stellenangebote",
        "Koch",
        "Bewerbungsschluss 24. April 2026",
        "Ida Holm ist seit 1. März 2026 Leiterin bei Lund Vand.",
    ),
    "en": (
        "Vacancies",
        "Cook",
        "Closing date 24 April 2026",
        "Ida Holm was appointed head of Lund Vand on 1 March 2026.",
    ),
    "no": (
        "Ledige stillinger",
        "Kokk",
        "Søknadsfrist 24. april 2026",
        "Ida Holm er 1. mars 2026 ansatt som sjef hos Lund Vand.",
    ),
    "sv": (
        "Lediga jobb",
        "Kock",
        "Sista ansökningsdag 24 april 2026",
        "Ida Holm är från 1 mars 2026 chef på Lund Vand.",
    ),
}


@pytest.mark.parametrize("language", _NAMES)
def test_a_name_in_capitals_is_written_as_elsewhere_on_the_page(language: str) -> None:
    heading, title, until, news = _NAMES[language]
    prose = _DUTIES[language].replace("\n", " ") * 2
    piece = f"The pipe is ready\n\n{prose}\n\n{prose}\n\n{_BOXES[language][1]}"
    parts = ("LUND VAND\nNewsletter no. 2 · 7 April 2026", piece, f"News\n\n{news}", f"{heading}\n\n{title}\n{until}")
    text = f"\n\n{'-' * 30}\n\n".join(parts)
    assert {posting[1] for posting in _postings(language, text)} == {"Lund Vand"}


_FEET = {
    "de": """Stiftung Lind, Mühlweg 1, 00917 Rotbach
Vorstand: Ida Holm, Bo Lund
Wenn Sie den Brief nicht mehr erhalten wollen, schreiben Sie uns.""",
    "en": """REMINDERS

Bins at Elm Court are now emptied on Wednesdays.
Please do not feed the gulls.
Report a repair to the porter, day or night.
Prams may not be left on the stairs of any house.

Lind Trust, Harbour House, Quay Street, Whitby. Registered charity.""",
}


@pytest.mark.parametrize("language", _FEET)
def test_reminders_and_an_address_are_no_article(language: str) -> None:
    heading, title, until, news = _NAMES[language]
    foot = _FEET[language]
    text = f"LIND\nNewsletter no. 2 · 7 April 2026\n\nNEWS\n\n{news}\n\n{heading}\n\n{title}\n{until}\n\n{foot}"
    assert _articles(language, text) == []


#: A sentence below the title says that the post is free, without a verb that seeks.
_FREE = {
    "da": ("Bibliotekar, 30 timer", "Hexby Bibliotek har en ledig stilling som bibliotekar fra 1. september 2026."),
    "de": (
        "Bibliothekarin",
        "In der Bücherei Hexing ist zum 1. September die Stelle einer Bibliothekarin zu besetzen.",
    ),
    "en": ("Librarian (part time)", "Hexley Library has a vacancy for a librarian from 1 September 2026."),
    "no": ("Bibliotekar i 60 %", "Hexby bibliotek har ledig fast stilling som bibliotekar fra 1. september 2026."),
    "sv": (
        "Bibliotekarie, vikariat",
        "Hexby bibliotek har en ledig tjänst som bibliotekarie från den 1 september 2026.",
    ),
}


@pytest.mark.parametrize("language", _FREE)
def test_a_sentence_below_a_title_says_that_the_post_is_free(language: str) -> None:
    title, sentence = _FREE[language]
    until = f"{_BELOW_LEAD[language][2]} {_MONTH[language]}."
    text = f"{title}\n\n{sentence}\n\n{_DUTIES[language]}\n\n{until}"
    ((found, firm, _, day),) = _postings(language, text)
    assert (found, day) == (title, "07-31")
    assert firm is not None
    assert firm.startswith(("Hexby", "Hexley", "Bücherei Hexing"))


#: A headline in capitals that seeks somebody.
_SHOUTED = {
    "da": ("VI SØGER EN SMED", "SMED", "Ansøgningsfrist: 30. april 2026"),
    "de": ("WIR SUCHEN EINEN BÄCKER!", "BÄCKER", "Bewerbungsschluss: 30. April 2026"),
    "en": ("WE ARE LOOKING FOR A WELDER!", "WELDER", "Closing date: 30 April 2026"),
    "no": ("VI SØKER EN SVEISER", "SVEISER", "Søknadsfrist: 30. april 2026"),
    "sv": ("VI SÖKER EN SVETSARE", "SVETSARE", "Sista ansökningsdag: 30 april 2026"),
}


@pytest.mark.parametrize("language", _SHOUTED)
def test_a_headline_in_capitals_seeks_somebody(language: str) -> None:
    headline, title, until = _SHOUTED[language]
    text = f"Mill Forge Ltd\n\n{headline}\n\n{_DUTIES[language]}\n\n{until}"
    assert _postings(language, text) == [(title, "Mill Forge Ltd", None, "04-30")]


@pytest.mark.parametrize("language", _SHOUTED)
def test_a_town_behind_who_hires_below_such_a_headline_is_where(language: str) -> None:
    headline, title, until = _SHOUTED[language]
    for house in ("Mill Forge Ltd, Hexby", "Mill Forge Ltd\nHexby"):
        told = _postings(language, f"{headline}\n{house}\n{until}")
        assert told == [(title, "Mill Forge Ltd", "Hexby", "04-30")]
    (posting,) = _postings(language, f"{headline}\nMill Forge Ltd, the old one\n{until}")
    assert posting[2] is None


#: What is said of whom somebody seeks stands before the title, on the line above it.
_OPEN = {
    "da": ("Vi søger dig, der er", "Slagter"),
    "de": ("Wir suchen Sie als", "Verkäuferin"),
    "en": ("We are looking for an experienced", "Nursery cook"),
    "no": ("Vi søker deg som er", "Slakter"),
    "sv": ("Vi söker dig som är", "Bagare"),
}


@pytest.mark.parametrize("language", _OPEN)
def test_only_the_title_below_is_sought(language: str) -> None:
    lead, title = _OPEN[language]
    text = f"Mill Shop Ltd\n\n{lead}\n\n{title}\n\n{_DUTIES[language]}\n\n{_SHOUTED[language][2]}"
    assert _postings(language, text) == [(title, "Mill Shop Ltd", None, "04-30")]


def test_an_article_of_a_paper_seeks_nobody() -> None:
    text = """THE HEXLEY HERALD

MUSEUM IS LOOKING FOR A CURATOR

Hill Museum looks for somebody to follow Ann Mead, who leaves in June 2026 after thirty years among ploughs.

"We want somebody who can laugh," says chair Ib Lund. "Write to us by 3 May 2026."

By Rose Clare
3 May 2026"""
    assert _postings("en", text) == []


def test_what_is_no_job_is_not_sought_by_a_poster() -> None:
    text = """Hexley Repair Shed

For our shed in Hexley we are looking for

* Ladders
* Old bicycles

Bring them by 3 May 2026 or write to Ann Mead.

We repair for everyone, and tea is free."""
    assert _postings("en", text) == []


#: The police seek somebody, and somebody seeks a cook, in paragraphs.
SEARCHES = {
    "no": (
        (
            "Søkes\n\nPolitiet søker en sjåfør etter en ulykke i Skogveien. Ring 02800 innen 9. mai 2026.\n\n"
            "Rosa Kro søker en kokk i Bergen. Søknad innen 9. mai 2026."
        ),
        "Kokk",
    ),
    "sv": (
        (
            "Sökes\n\nPolisen söker en chaufför efter en olycka på Skogsvägen. Ring 114 senast 9 maj 2026.\n\n"
            "Rosa Krog söker en kock i Lund. Ansökan senast 9 maj 2026."
        ),
        "Kock",
    ),
    "en": (
        (
            "Wanted\n\nPolice seek a driver after a crash in Mill Lane. Call 101 by 9 May 2026.\n\n"
            "Rosa Inn seeks a cook in Leeds. Apply by 9 May 2026."
        ),
        "Rosa Inn seeks a cook in Leeds",
    ),
}


@pytest.mark.parametrize("language", sorted(SEARCHES))
def test_a_search_of_the_police_among_advertisements_is_no_posting(language: str) -> None:
    text, title = SEARCHES[language]
    found = recognise(text, language=language)
    assert [item.title for item in found.items if isinstance(item, JobPosting)] == [title]
    assert "posting.search" in [refused.rule for refused in found.rejected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "da",
            "Søges: chauffør\nPolitiet i Ørby, tlf. 114, søger chauffør af en hvid varevogn. Ring senest 9. maj 2026.",
        ),
        ("no", "Sjåfør søkes\nPolitiet søker sjåføren av en hvit varebil. Ring innen 9. mai 2026."),
        ("sv", "Chaufför sökes\nPolisen söker en chaufför av en vit skåpbil. Ring senast 9 maj 2026."),
        (
            "de",
            "Fahrer gesucht\nDie Polizei sucht den Fahrer eines Lieferwagens in Köln. Bewerbungsfrist: 9. Mai 2026.",
        ),
        ("en", "Driver wanted\nBray Police seek the driver of a white van. Apply by 9 May 2026."),
    ],
)
def test_a_search_of_the_police_is_no_posting(language: str, text: str) -> None:
    assert [item for item in recognise(text, language=language).items if isinstance(item, JobPosting)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Ørby Politi søger en jurist\nVi søger en jurist, 30 timer om ugen. Ansøgningsfrist: 1. juli 2026."),
        ("no", "Jurist søkes\nPolitiet i Vik søker en jurist til kontoret. Søknadsfrist: 1. juli 2026."),
        ("sv", "Jurist sökes\nPolisen i Lunda söker en jurist till kontoret. Sista ansökningsdag: 1 juli 2026."),
        ("de", "Jurist gesucht\nDie Polizei Köln sucht einen Juristen für das Büro. Bewerbungsfrist: 1. Juli 2026."),
        ("en", "Analyst wanted\nBray Police seek an analyst for the office. Apply by 1 July 2026."),
    ],
)
def test_the_police_hire_too(language: str, text: str) -> None:
    found = [item for item in recognise(text, language=language).items if isinstance(item, JobPosting)]
    assert [str(item.valid_through) for item in found] == ["2026-07-01"]


def test_a_page_of_news_from_the_company_names_no_employer() -> None:
    text = "Neues aus der Firma\n\nWir suchen\n\nKoch (m/w/d)\nStandort Lahnau\nBewerbung bis 30. April 2026"
    assert [posting[:2] for posting in _postings("de", text)] == [("Koch (m/w/d)", None)]
