"""Columns of names in trade papers, on press pages and in lists: which pieces, cards and headings are people's."""

from __future__ import annotations

import pytest

from feeds.model import Article, PersonnelNotice
from feeds.recognise import recognise


def _people(text: str) -> list[tuple[str, str]]:
    items = (item for item in recognise(text).items if isinstance(item, PersonnelNotice) and item.person is not None)
    return [(str(item.change), item.person.name) for item in items if item.person is not None]


@pytest.mark.parametrize(
    ("page", "people"),
    [
        (
            """\
Paper & Print Weekly
News | Jobs | People | Events

People

New sales director at Copper Cartons
12 October 2026
Ann Marsh has joined Copper Cartons in Leeds as sales director. She was previously account manager at Folio Pack.
Read more

Promotion at Brayside Plastics
9 October 2026
Brayside Plastics has promoted Tom Wills to works manager. He has been production lead since 2019.
Read more

Lowland Labels gets a new chief
6 October 2026
Karen Ulrich, 51, becomes chief executive of Lowland Labels on 1 December 2026. She succeeds Les Horner, who \
is retiring.
Read more

Advertisement
Pallet trucks for every job from Lift & Co.

Buyer for Northern Board
2 October 2026
Northern Board has hired Sara Khatib as strategic buyer. She comes from Bay Furniture, where she was assistant buyer.
Read more

Farewell to the finance chief
1 October 2026
Finance director Morgan Pryce is leaving Bottle Ring at the end of November.
Read more

60 today
Graphics consultant Beth Scarp turns 60 on 24 October.

Page 1 of 18
Most read
1. Paper prices rise again
""",
            [
                ("appointed", "Ann Marsh"),
                ("promoted", "Tom Wills"),
                ("appointed", "Karen Ulrich"),
                ("retired", "Les Horner"),
                ("appointed", "Sara Khatib"),
                ("departed", "Morgan Pryce"),
            ],
        ),
        (
            """\
Verpackungsblatt
Fachzeitschrift
Start | Markt | Technik | Personen | Abo

Personen

Neuer Verkaufsleiter bei Kartonhaus
12.10.2026
Paul Ravenholt ist seit 1. Oktober 2026 Verkaufsleiter der Kartonhaus GmbH in Wiesenau. Er kommt von der \
Folium Pack AG, wo er Key Account Manager war.
Mehr lesen

Beförderung bei Plastzentrum
09.10.2026
Plastzentrum hat Jonas Bilde zum Werkleiter befördert. Er war seit 2019 Produktionsleiter im Unternehmen.
Mehr lesen

Etikettenwerk bekommt neue Chefin
06.10.2026
Karla Möller (51) übernimmt am 1. Dezember 2026 die Geschäftsführung des Etikettenwerks Nord. Sie folgt auf \
Lutz Hornemann, der in den Ruhestand geht.
Mehr lesen

ANZEIGE
Hubwagen für jede Aufgabe – jetzt bei Hebe & Co.

Einkäuferin für Wellpapp Nord
02.10.2026
Wellpapp Nord hat Sara Khatib als strategische Einkäuferin eingestellt. Die 29-Jährige kommt von Nordmöbel.
Mehr lesen

Abschied vom Finanzchef
01.10.2026
Finanzchef Moritz Prip verlässt den Flaschenring zum 30. November 2026.
Mehr lesen

Meistgelesen
1. Papierpreise steigen
""",
            [
                ("appointed", "Paul Ravenholt"),
                ("promoted", "Jonas Bilde"),
                ("appointed", "Karla Möller"),
                ("retired", "Lutz Hornemann"),
                ("appointed", "Sara Khatib"),
                ("departed", "Moritz Prip"),
            ],
        ),
        (
            """\
Förpackningsbladet
Nyheter   Marknad   Teknik   Namn   Prenumerera

Namn

Ny försäljningschef på Kartonghuset
Publicerad 12 oktober 2026
Petra Ravn har anställts som försäljningschef på Kartonghuset AB i Vedby. Hon kommer närmast från Folium \
Pack, där hon var säljare.
Läs mer

Befordrad på Plastcentrum
Publicerad 9 oktober 2026
Plastcentrum har utsett Jonas Bild till fabrikschef. Han har varit produktionsledare i bolaget sedan 2019.
Läs mer

Annons
Pallyftare för alla uppdrag – se kampanjen hos Lyft & Co.

Etikettfabriken får ny vd
Publicerad 6 oktober 2026
Karin Ulriksdotter, 51, tillträder den 1 december 2026 som vd för Svenska Etikettfabriken. Hon efterträder \
Lars Hornman, som går i pension.
Läs mer

Lämnar efter nio år
Publicerad 1 oktober 2026
Ekonomichef Mats Prip slutar på Flaskringen den 30 november.
Läs mer

Mest läst
Pappret blir dyrare igen
""",
            [
                ("appointed", "Petra Ravn"),
                ("promoted", "Jonas Bild"),
                ("appointed", "Karin Ulriksdotter"),
                ("retired", "Lars Hornman"),
                ("departed", "Mats Prip"),
            ],
        ),
        (
            """\
Café & Kitchen
Home » People

Movers and shakers

Harbourlight hires regional chief
Posted 20 April 2026 09:12
Oliver Penn (44) has been hired as regional director at Harbourlight Hotels. He comes from Stonecrop Inns.

Steps down after nine years
Posted 17 April 2026 14:40
Managing director Hugh Farrow is to step down from Kettle & Crown on 1 September 2026.

New on the board
Posted 13 April 2026 11:30
The annual meeting of the Innkeepers' Guild elected Ruth Ade as chair.

Advertisement
Need a till? Talk to Tillwise.

Promoted to quality manager
Posted 7 April 2026 10:21
Nadia Yusuf has been promoted to quality manager at Seaside Smolt. She was previously laboratory lead.

Show more stories
""",
            [
                ("appointed", "Oliver Penn"),
                ("departed", "Hugh Farrow"),
                ("elected", "Ruth Ade"),
                ("promoted", "Nadia Yusuf"),
            ],
        ),
    ],
)
def test_dated_pieces_of_one_paragraph_about_people_are_no_articles(page: str, people: list[tuple[str, str]]) -> None:
    assert _people(page) == people
    assert not any(isinstance(item, Article) for item in recognise(page).items)


@pytest.mark.parametrize(
    ("page", "people"),
    [
        (
            """\
HELDRUNG Antriebe
Presse

17.11.2026 | Personen
Claudia Rademann wird Finanzvorständin der Heldrung Antriebe AG
Der Aufsichtsrat der Heldrung Antriebe AG hat Claudia Rademann mit Wirkung zum 1. Februar 2027 zur \
Finanzvorständin bestellt.

22.10.2026 | Personen
Johannes Tietgen ist seit dem 1. Oktober 2026 Werkleiter der Heldrung Antriebe AG in Brackenfeld.

Ansprechpartner
Vera Lohkamp
Leiterin Unternehmenskommunikation
presse@heldrung.example
+49 000 555-0
""",
            [("appointed", "Claudia Rademann"), ("appointed", "Johannes Tietgen")],
        ),
        (
            """\
Nordlys Vinduer
Presse

Nye navne

Anna Berg er ansat som salgschef hos Nordlys Vinduer pr. 1. maj 2026.
Ib Lund er udnævnt til fabrikschef hos Nordlys Vinduer.

For mere information

Vera Holm
Kommunikationschef
Tlf. 55 00 12 12
presse@nordlys.example
""",
            [("appointed", "Anna Berg"), ("appointed", "Ib Lund")],
        ),
        (
            """\
Bray Mills
Press

Appointments

Ann Marsh joins Bray Mills as head of sales on 1 May 2026.
Tom Wills has been made clerk at Bray Mills.

Media contact
Vera Holm
Head of communications
020 7946 0000
press@bray.example
""",
            [("appointed", "Ann Marsh"), ("appointed", "Tom Wills")],
        ),
        (
            """\
Tallvik Hyvleri
Press

Nya namn

Anna Berg blir ny chef på Tallvik Hyvleri den 1 maj 2026.
Per Lund har anställts som säljare på Tallvik Hyvleri.

Presskontakt
Vera Holm
Kommunikationschef
070-000 00 00
""",
            [("appointed", "Anna Berg"), ("appointed", "Per Lund")],
        ),
        (
            """\
Norlaks
Presse

Folk

Kari Moen er ansatt som leder ved Norlaks fra 1. mai 2026.
Per Vik er ansatt som kokk ved Norlaks.

Kontaktpersoner

Vera Holm
Kommunikasjonssjef
vera@norlaks.example

Ola Lie
Daglig leder
ola@norlaks.example
""",
            [("appointed", "Kari Moen"), ("appointed", "Per Vik")],
        ),
    ],
)
def test_contacts_of_the_press_change_no_job(page: str, people: list[tuple[str, str]]) -> None:
    assert _people(page) == people


@pytest.mark.parametrize(
    ("page", "people"),
    [
        (
            """\
Rosenkirk Council
People moves, May 2026

Appointments
Ann Marsh, previously clerk at Hull Council: head of housing, from 1 May
Tom Wills: town planner, from 4 May
Ivy Holm, until now project officer: project manager

Leavers
Beth Scarp, head of libraries, 31 May
Cal Peake, lawyer, 15 May

Retirements
Bob Lund, caretaker at Rosenkirk School, 30 June
""",
            [
                ("appointed", "Ann Marsh"),
                ("appointed", "Tom Wills"),
                ("appointed", "Ivy Holm"),
                ("departed", "Beth Scarp"),
                ("departed", "Cal Peake"),
                ("retired", "Bob Lund"),
            ],
        ),
        (
            """\
Rosenby Kommune
Personalenyt maj 2026

Ansættelser
Anna Marsk, tidligere fuldmægtig i Havby Kommune: boligchef, pr. 1. maj
Tom Vilby: byplanlægger, pr. 4. maj
Iben Holm, hidtil projektmedarbejder: projektleder

Fratrædelser
Birthe Skarp, bibliotekschef, 31. maj
Karl Pihl, jurist, 15. maj

Pension
Bo Lund, pedel på Rosenby Skole, 30. juni
""",
            [
                ("appointed", "Anna Marsk"),
                ("appointed", "Tom Vilby"),
                ("appointed", "Iben Holm"),
                ("departed", "Birthe Skarp"),
                ("departed", "Karl Pihl"),
                ("retired", "Bo Lund"),
            ],
        ),
        (
            """\
Norrbygdens Tidning
Folk i farten

Sparbanken Norr
Ny bankchef
Karin Moen, 48, har anställts som bankchef på Sparbanken Norr i Sundvik. Hon kommer från Fjällbanken, där hon \
ledde kundcentret.

Hotell Fjällgläntan
Byter jobb
Per Vik är ny köksmästare på Hotell Fjällgläntan. Per var tidigare kock på Gamla Bryggan.

ANNONS
Bygg drömstugan – ring Stugbygg i dag.

Sundviks kommun
Slutar
Kommundirektör Ola Lind lämnar Sundviks kommun den 31 december 2026.
""",
            [("appointed", "Karin Moen"), ("appointed", "Per Vik"), ("departed", "Ola Lind")],
        ),
    ],
)
def test_headings_and_advertisements_part_a_list_of_people(page: str, people: list[tuple[str, str]]) -> None:
    assert _people(page) == people


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (
            """\
Bakken IF
Hjem
Fodbold
Håndbold
Bliv medlem

Velkommen til Bakken IF

Sponsorer: Bakken Byg – Grankiosken – Foss El

SENESTE NYT

Nyt klubhus tager form
Publiceret af Siv Rud den 3. juni 2026
De frivillige har lagt over 600 timer siden påske, og nu er taget endelig på plads. Bestyrelsen håber, at de \
første hold kan bruge omklædningen efter sommerferien.
Klubben har fået støtte fra kommunen, men mangler endnu 200.000 kroner til udstyr i køkkenet og til nye bænke.

KALENDER

8. juni 18:00
Arbejdsdag på banen
Bakken Stadion

13. juni 10:00 - 15:00
Bakken Cup
Bakken Stadion

KONTAKT OS
Daglig leder Turid Haug
© Bakken IF 2026
""",
            "Nyt klubhus tager form",
        ),
        (
            """\
Hill Farm Rowing Club
Home
Rowing
Sculling
Join

Welcome to Hill Farm Rowing Club

Sponsors: Hill Builders – Lock Café – Foss Electric

LATEST NEWS

New boathouse takes shape
Posted by Mia Marsh on 3 June 2026
Volunteers have put in more than 600 hours since Easter, and the roof is on at last. The committee hopes that \
the first crews can use the changing rooms after the summer.
The club has had support from the council, but still needs about ten thousand pounds for the kitchen.

DIARY

8 June 18:00
Work party
The boathouse

13 June 10:00 - 15:00
Hill Regatta
The Lock

CONTACT
Manager Tom Wills
© Hill Farm Rowing Club 2026
""",
            "New boathouse takes shape",
        ),
        (
            """\
TSV Berghausen
Start
Fußball
Handball
Mitglied werden

Willkommen beim TSV Berghausen

Sponsoren: Bau Berg – Café Linde – Elektro Foss

AKTUELLES

Neues Vereinsheim nimmt Gestalt an
Veröffentlicht am 3. Juni 2026 von Siv Rustmann
Die Helfer haben seit Ostern mehr als 600 Stunden gearbeitet, und nun ist endlich das Dach drauf. Der \
Vorstand hofft, dass die ersten Mannschaften die Kabinen nach den Ferien nutzen können.
Der Verein hat Geld von der Gemeinde bekommen, doch es fehlen noch 20.000 Euro für die Küche.

TERMINE

8. Juni 18:00
Arbeitseinsatz am Platz
Sportplatz Berghausen

13. Juni 10:00 - 15:00
Berg-Cup
Sportplatz Berghausen

KONTAKT
Geschäftsführerin Thea Haug
© TSV Berghausen 2026
""",
            "Neues Vereinsheim nimmt Gestalt an",
        ),
        (
            """\
Berga IF
Hem
Fotboll
Bli medlem

Välkommen till Berga IF

SENASTE NYTT

Nytt klubbhus tar form
Publicerad 3 juni 2026 av Siv Rudström
De frivilliga har lagt över 600 timmar sedan påsk, och nu är taket äntligen på plats. Styrelsen hoppas att de \
första lagen kan använda omklädningsrummen efter sommaren.
Klubben har fått stöd från kommunen, men det saknas ännu 200 000 kronor till köket.

KALENDER

8 juni 18:00
Arbetsdag på planen
Berga IP

13 juni 10:00 - 15:00
Berga Cup
Berga IP

KONTAKT
© Berga IF 2026
""",
            "Nytt klubbhus tar form",
        ),
    ],
)
def test_piece_below_who_posted_it_is_the_article_of_a_club(page: str, title: str) -> None:
    assert [item.title for item in recognise(page).items if isinstance(item, Article)] == [title]


def test_signed_pieces_in_several_paragraphs_stay_articles() -> None:
    found = recognise("""\
Bray Business Weekly
Home | News | Companies | People

Latest news

Copper Cartons names Ann Marsh as sales chief
By Tom Writer
12 October 2026
Copper Cartons has named Ann Marsh as sales director from 1 November. She comes from Folio Pack, where she \
was account manager for six years.
The company in Leeds has grown fast and now employs two hundred people. "We need somebody who knows the \
market," says chief executive Ian Hill.
Marsh, who is 44, grew up in Hull and trained as an engineer before she went into sales.

Paper prices rise again
By Tom Writer
11 October 2026
The price of paper has risen for the third month in a row, and printers fear that the winter will be hard. \
Several of them have already put up their own prices.
Analysts expect no change before the spring.

New mill opens on the coast
By Jane Pen
10 October 2026
A new mill has opened at Seaham after two years of building. It will make board for boxes and employ sixty people.
The minister cut the ribbon on Friday.
""").items
    assert [type(item) for item in found] == [Article] * 3


@pytest.mark.parametrize(
    ("heading", "post", "number"),
    [
        ("Nye medarbejdere", "Salgschef", "20 00 00 00"),
        ("Nya medarbetare", "Säljchef", "070-000 00 00"),
        ("New colleagues", "Head of sales", "020 7946 0000"),
        ("Appointments", "Head of sales", "ann@bray.example"),
    ],
)
def test_new_colleagues_with_how_to_reach_them_are_told(heading: str, post: str, number: str) -> None:
    cards = f"Anna Berg\n{post}\n{number}\n\nPer Lund\n{post}\nper@bray.example\n"
    found = recognise(f"{heading}\n\n{cards}").items

    assert [(item.person.name, item.role_name) for item in found if isinstance(item, PersonnelNotice)] == [
        ("Anna Berg", post),
        ("Per Lund", post),
    ]


def test_people_with_how_to_reach_them_change_no_job() -> None:
    cards = "Ann Bo\nChair\nann@bray.example\n\nIb Lund\nTreasurer\nib@bray.example\n"

    assert recognise(f"People\n\n{cards}", language="en").items == ()
