"""Forms that a page shows by its shape: tiles, columns, cards and records, in several languages and orders."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from feeds.model import Event, JobPosting, PersonnelNotice
from feeds.recognise import recognise


def _events(text: str) -> list[tuple[Any, ...]]:
    items = [item for item in recognise(text).items if isinstance(item, Event)]
    return [(item.title, _moment(item.start), item.location) for item in items]


def _moment(when: datetime.date | None) -> str:
    return "" if when is None else when.isoformat()[:16]


def _postings(text: str) -> list[tuple[Any, ...]]:
    items = [item for item in recognise(text).items if isinstance(item, JobPosting)]
    return [(i.title, i.hiring_organization, i.job_location, str(i.valid_through or i.published)) for i in items]


def _notices(text: str) -> list[tuple[Any, ...]]:
    items = [item for item in recognise(text).items if isinstance(item, PersonnelNotice)]
    return [(i.person.name, i.role_name, i.organization, i.previous_role_name, i.previous_organization) for i in items]


#: People elected, above a calendar.
ROWING_CLUB = """\
Tidewater Rowing Club – Ashport
News   Calendar   Juniors   Kit

Report of the annual meeting
24 February 2026

Thirty-eight members came to the boathouse on Sunday 22 February. The cake ran out.

Carol Rask was elected president.

Farid Hossein was elected treasurer.

Ursula Bond was elected to the committee.

The fee stays the same: £30 for adults.

Dates for your diary

Mon 2 March 6.30pm   Coaches' meeting, boathouse
Sat 14 March 10am   Club championships, Long Reach
Tue 14 April 5.45pm   Beginners' course, Oak Landing
Wed 13 May 6pm   Cleaning evening, boathouse
Sat 12 September 9.30am   Ashport Head, Town Quay
"""

EVENTS = {
    "a day set large, told again below": (
        """\
Bakkeby Bibliotek
Log ind   Søg   Mine lån

Det sker i efteråret 2026

12
SEP
Forfatteraften med Mona Kvist
lørdag 12. september 2026 kl. 19.00 – 21.00
Hovedbiblioteket

20
SEP
Bogbytte
søndag 20. september 2026 kl. 11.00 – 13.00
Foyeren

3–4
OKT
Strikkefestival
3.–4. oktober 2026
Multisalen
""",
        [
            ("Forfatteraften med Mona Kvist", "2026-09-12T19:00", "Hovedbiblioteket"),
            ("Bogbytte", "2026-09-20T11:00", "Foyeren"),
            ("Strikkefestival", "2026-10-03", "Multisalen"),
        ],
    ),
    "the month above the day": (
        """\
Stadtbücherei Hasenfeld
Katalog   Konto   Hilfe

Veranstaltungen

Okt
14
Lesung mit Jana Holm
Mittwoch, 14. Oktober 2026, 19:30 Uhr
Lesesaal

Okt
24
Spieletag
Samstag, 24. Oktober 2026, 11:00 – 17:00 Uhr
Foyer

Nov
5
Bücherflohmarkt
Donnerstag, 5. November 2026, 10:00 Uhr
Innenhof
""",
        [
            ("Lesung mit Jana Holm", "2026-10-14T19:30", "Lesesaal"),
            ("Spieletag", "2026-10-24T11:00", "Foyer"),
            ("Bücherflohmarkt", "2026-11-05T10:00", "Innenhof"),
        ],
    ),
    "a day on one line, told again": (
        """\
Ashby Council
Home / What's on

What's on in Ashby

Mon 4 May
Spring walk
Monday 4 May 2026, 10am to 12 noon
Ashby Park

Sat 9 May
Bike day
Saturday 9 May 2026, 11am to 3pm
Market Square

Thu 21 May
Public meeting: the new school
Thursday 21 May 2026, 6.30pm
Oak Hall
""",
        [
            ("Spring walk", "2026-05-04T10:00", "Ashby Park"),
            ("Bike day", "2026-05-09T11:00", "Market Square"),
            ("Public meeting: the new school", "2026-05-21T18:30", "Oak Hall"),
        ],
    ),
    "a column of months between bars": (
        """\
Hvidsten Roklub
Forside | Om klubben | Kalender

Sæsonkalender 2026
Måned | Dag | Aktivitet | Sted
April | lør 18. | Standerhejsning | Klubhuset
 | søn 26. | Introdag for nye roere | Bådehallen
Maj | fre 1. | Fælles morgenroning | Klubhuset
 | lør 9.-10. | Langtur til Mors | Broen
""",
        [
            ("Standerhejsning", "2026-04-18", "Klubhuset"),
            ("Introdag for nye roere", "2026-04-26", "Bådehallen"),
            ("Fælles morgenroning", "2026-05-01", "Klubhuset"),
            ("Langtur til Mors", "2026-05-09", "Broen"),
        ],
    ),
    "a column of months, tabs": (
        """\
Ruderverein Nordau
Jahresplan 2026

Monat	Tag	Veranstaltung	Beginn
März	So 22.	Frühjahrsputz am Bootshaus	10:00
	Sa 28.	Anrudern mit Kaffeetafel	14:00
April	Fr 10.	Jahreshauptversammlung	19:30
""",
        [
            ("Frühjahrsputz am Bootshaus", "2026-03-22T10:00", None),
            ("Anrudern mit Kaffeetafel", "2026-03-28T14:00", None),
            ("Jahreshauptversammlung", "2026-04-10T19:30", None),
        ],
    ),
    "a line that says more of the title, then the house": (
        """\
VALDEMARS TEATER
Repertoar   Billetter   Om os

Repertoire marts 2026

søn
1.3.
11.00
Matiné: Den ituslåede krukke
Foyeren
Gratis adgang

fre
6.3.
19.30
Den ituslåede krukke
Lystspil af Heinrich Krag
Store Sal
140–380 kr.

lør
7.3.
16.00
Den lille heks
Skoleforestilling
Prøvescenen
90 kr.

lør
14.3.
19.30
La Traviata
Gæstespil fra Nordoperaen
Store Sal
220 kr.

ons
25.3.
10.00
Den lille heks
Skoleforestilling
Prøvescenen
60 kr.
""",
        [
            ("Matiné: Den ituslåede krukke", "2026-03-01T11:00", "Foyeren"),
            ("Den ituslåede krukke", "2026-03-06T19:30", "Store Sal"),
            ("Den lille heks", "2026-03-07T16:00", "Prøvescenen"),
            ("La Traviata", "2026-03-14T19:30", "Store Sal"),
            ("Den lille heks", "2026-03-25T10:00", "Prøvescenen"),
        ],
    ),
    "a line that says more, then a house that comes again": (
        """\
The Mill Playhouse
What's on   Tickets   Hire

March 2026

Fri
6 March
7.30pm
The Broken Jug
A comedy by Henry Crag
Main House
£14

Sat
7 March
4pm
The Little Witch
For ages five and up
The Loft
£9

Sat
14 March
7.30pm
Traviata
On tour from the Northern Opera
Main House
£22

Wed
25 March
10am
The Little Witch
Schools' matinee
The Loft
£6
""",
        [
            ("The Broken Jug", "2026-03-06T19:30", "Main House"),
            ("The Little Witch", "2026-03-07T16:00", "The Loft"),
            ("Traviata", "2026-03-14T19:30", "Main House"),
            ("The Little Witch", "2026-03-25T10:00", "The Loft"),
        ],
    ),
    "who invites, the day, and to what": (
        """\
Sognenyt fra Østerby
Udgivet 12. juni 2026

Gudstjenester

Lørdag den 20. juni
kl. 17.00   Musikgudstjeneste   Østerby Kirke

Søndag den 21. juni
kl. 10.00   Højmesse   Østerby Kirke

Fra menighedslivet

Kvindeforeningen inviterer tirsdag den 23. juni kl. 15 til jordbærkaffe i Sognegården.

Fredag den 26. juni mødes læsekredsen kl. 19.30 i Præstegården.
""",
        [
            ("Musikgudstjeneste", "2026-06-20T17:00", "Østerby Kirke"),
            ("Højmesse", "2026-06-21T10:00", "Østerby Kirke"),
            ("jordbærkaffe", "2026-06-23T15:00", "Sognegården"),
            ("læsekredsen", "2026-06-26T19:30", "Præstegården"),
        ],
    ),
    "who invites, with an adverb behind the day": (
        """\
Sockenbladet Österby
Utgivet 12 juni 2026

Gudstjänster

Lördag 20 juni
kl. 17.00   Musikgudstjänst   Österby kyrka

Söndag 21 juni
kl. 10.00   Högmässa   Österby kyrka

Från föreningarna

Kvinnoföreningen bjuder tisdag 23 juni kl. 15 in till jordgubbskaffe i Sockenstugan.

Fredag 26 juni träffas läsecirkeln kl. 19.30 i Prästgården.
""",
        [
            ("Musikgudstjänst", "2026-06-20T17:00", "Österby kyrka"),
            ("Högmässa", "2026-06-21T10:00", "Österby kyrka"),
            ("jordgubbskaffe", "2026-06-23T15:00", "Sockenstugan"),
            ("läsecirkeln", "2026-06-26T19:30", "Prästgården"),
        ],
    ),
    "figures, the day first": (
        """\
St Brannock's Institute

Short courses

Upholstery
Start date: 21/04/2026
Time: 18:30 - 21:00
Location: Workshop 2
Fee: £185

Food Hygiene
Start date: 09/05/2026
Time: 09:30 - 16:00
Location: Training Kitchen
Fee: £70
""",
        [
            ("Upholstery", "2026-04-21T18:30", "Workshop 2"),
            ("Food Hygiene", "2026-05-09T09:30", "Training Kitchen"),
        ],
    ),
    "figures, the month first": (
        """\
Cedar Forks Library

Upcoming events

Story hour
Date: 04/21/2026
Time: 10:30 am
Location: Children's Room

Book sale
Date: 05/09/2026
Time: 9:00 am
Location: Meeting Room
""",
        [
            ("Story hour", "2026-04-21T10:30", "Children's Room"),
            ("Book sale", "2026-05-09T09:00", "Meeting Room"),
        ],
    ),
    "a kind of event above the sentence that says when": (
        """\
Hill College
Courses | About us

Short courses spring 2026

Course	Date	Price
Weaving for beginners	6–8 February	£240
Write your life	13–15 March	£220

Open day
On Saturday 14 March from 11am to 3pm pupils and teachers will show you round. Free.

Getting here
The bus stops at the gate.
""",
        [
            ("Weaving for beginners", "2026-02-06", None),
            ("Write your life", "2026-03-13", None),
            ("Open day", "2026-03-14T11:00", None),
        ],
    ),
    "a report of a meeting above a calendar": (
        ROWING_CLUB,
        [
            ("Coaches' meeting", "2026-03-02T18:30", "boathouse"),
            ("Club championships", "2026-03-14T10:00", "Long Reach"),
            ("Beginners' course", "2026-04-14T17:45", "Oak Landing"),
            ("Cleaning evening", "2026-05-13T18:00", "boathouse"),
            ("Ashport Head", "2026-09-12T09:30", "Town Quay"),
        ],
    ),
    "where one meets and when, below a day and a title": (
        """\
Hill Ramblers

Walks in spring 2026

Sunday 19 April: Round the reservoir
Meet at Lea School at 9.30am. A moderate walk of about 5 hours. Leader: Joan Fawcett.

Wednesday 6 May: Evening stroll on Nab Lane
We meet at the trailhead at 6pm. Easy, fit for prams. Leader: Kit Ovens.

Saturday 30 May: Work party at Skarby hut
Meet at the gate at 10am. The club buys the lunch.
""",
        [
            ("Round the reservoir", "2026-04-19T09:30", "Lea School"),
            ("Evening stroll on Nab Lane", "2026-05-06T18:00", "trailhead"),
            ("Work party at Skarby hut", "2026-05-30T10:00", "gate"),
        ],
    ),
    "where one meets, with the article": (
        """\
Wanderfreunde Tannau

Wanderungen im Frühjahr 2026

Sonntag, 19. April: Rund um den Stausee
Treffpunkt am Bahnhof Tannau um 9.30 Uhr. Mittelschwer, etwa 5 Stunden. Leitung: Sabine Fauser.

Mittwoch, 6. Mai: Abendspaziergang auf dem Moorpfad
Wir treffen uns auf dem Parkplatz der Mühle um 18 Uhr. Leicht. Leitung: Karl Rinde.

Samstag, 30. Mai: Arbeitseinsatz an der Hütte
Abmarsch an der Kirche um 10 Uhr. Der Verein spendiert das Essen.
""",
        [
            ("Rund um den Stausee", "2026-04-19T09:30", "Bahnhof Tannau"),
            ("Abendspaziergang auf dem Moorpfad", "2026-05-06T18:00", "Parkplatz der Mühle"),
            ("Arbeitseinsatz an der Hütte", "2026-05-30T10:00", "Kirche"),
        ],
    ),
    "exhibitions named before their days, and what a house tells of itself": (
        """\
Skagby Coast Museum

THE SUMMER OF 2026 AT THE MUSEUM

EXHIBITIONS
Cod and tears: 9 May – 20 September
About the season's fishers and those who stayed at home. Boathouse.

Under the crust: 12 June – 31 August
Art by local youngsters. Small Hall.

OPENING HOURS
1 June–31 August: daily 10am–6pm.
Summer holidays: 1 July – 31 July
The office is closed. Call the guard.

The café serves fish soup every day from 12 noon.
""",
        [
            ("Cod and tears", "2026-05-09", "Boathouse"),
            ("Under the crust", "2026-06-12", "Small Hall"),
        ],
    ),
    "exhibitions below a word for them, soup every day": (
        """\
Küstenmuseum Skagby

Der Sommer 2026 im Museum

AUSSTELLUNGEN
Kabeljau und Tränen: 9. Mai – 20. September
Über die Fischer und die, die zu Hause blieben. Bootshaus.

Unter der Kruste: 12. Juni – 31. August
Kunst von Jugendlichen aus dem Ort. Kleiner Saal.

Das Café serviert jeden Tag ab 12 Uhr Fischsuppe.
""",
        [
            ("Kabeljau und Tränen", "2026-05-09", "Bootshaus"),
            ("Unter der Kruste", "2026-06-12", "Kleiner Saal"),
        ],
    ),
    "sentences below titles, each with a place": (
        """\
Sportverein Ulvsee

Mitgliederbrief Herbst 2026

Liebe Mitglieder, hier kommen die Termine im Herbst. Bitte gleich notieren, sonst vergesst ihr sie.

Vereinsmeisterschaft
Samstag, 5. September, 10 Uhr an der Ulvhütte. Anmeldung bis 1. September.

Familientag
Sonntag, 20. September, 13 Uhr auf dem Sportplatz. Eintritt frei.

Saisonabschluss
Samstag, 24. Oktober, 19 Uhr essen wir im Gasthof Krone zu Abend. Preis 20 Euro pro Person.
""",
        [
            ("Vereinsmeisterschaft", "2026-09-05T10:00", "Ulvhütte"),
            ("Familientag", "2026-09-20T13:00", "Sportplatz"),
            ("Saisonabschluss", "2026-10-24T19:00", "Gasthof Krone"),
        ],
    ),
    "a town shared by what may be no house": (
        """\
Harbour Chamber of Trade

Events

Breakfast: Finding the right people
Thursday 12 November 2026, 7.30am–9am
Hotel Canal, Strandby
Free for members

Incoterms for buyers
Wednesday 2 – Thursday 3 December 2026
Conference Beacon, Oxley
£780

Yule drinks
Thursday 10 December 2026, 5pm
Old Customs House, Oxley
£25
""",
        [
            ("Breakfast: Finding the right people", "2026-11-12T07:30", "Hotel Canal, Strandby"),
            ("Incoterms for buyers", "2026-12-02", "Conference Beacon, Oxley"),
            ("Yule drinks", "2026-12-10T17:00", "Old Customs House, Oxley"),
        ],
    ),
    "house and town behind the hour, below the title": (
        """\
Slettebygdens Landbrug

Efterårets møder

Markvandring i hvede
Torsdag den 10. september 2026 kl. 17.30, Store Lida Gård. Pølser og kaffe.

Aften om generationsskifte
Onsdag den 14. oktober 2026 kl. 18.00–20.30, Hedeby Forsamlingshus. Fri entré.

Høstfest
Lørdag den 7. november 2026 kl. 19.00, Hotel Sletten, Nørreby. 395 kr.
""",
        [
            ("Markvandring i hvede", "2026-09-10T17:30", "Store Lida Gård"),
            ("Aften om generationsskifte", "2026-10-14T18:00", "Hedeby Forsamlingshus"),
            ("Høstfest", "2026-11-07T19:00", "Hotel Sletten, Nørreby"),
        ],
    ),
    "what else happens at an hour": (
        """\
Hill Park News no. 4 · November 2026

What is on in the clubhouse

• Saturday 14 November 1pm-4pm: Toy swap. Set up from 12. Free.
• Thursday 19 November 7pm: Tenants meeting. Motions by 5 November.
""",
        [
            ("Toy swap", "2026-11-14T13:00", None),
            ("Tenants meeting", "2026-11-19T19:00", None),
        ],
    ),
    "speakers with their towns before the titles": (
        """\
Museum of Tides
Spring lectures 2026

Talks are held on Tuesdays at 7 pm in the Reading Room. Free admission.

Date | Lecturers | Subject
3 March 2026 | Prof. Mary Dunn (Leeds) | Whose harbour? Piers before 1700
17 March 2026 | Ian Cobb, M.A. (Hull) | Salt, sand and smoke
31 March 2026 | No lecture (Easter)
14 April 2026 | Dr Ann Pole (York) | Lighthouses without keepers
""",
        [
            ("Whose harbour? Piers before 1700", "2026-03-03T19:00", "Reading Room"),
            ("Salt, sand and smoke", "2026-03-17T19:00", "Reading Room"),
            ("Lighthouses without keepers", "2026-04-14T19:00", "Reading Room"),
        ],
    ),
    "a guest before the title": (
        """\
Lokalhistorisk Forening Torup
Foredrag i foråret 2026

Foredragene holdes onsdage kl. 19.30 i Sognegården.

Dato	Gæst	Emne
4. marts 2026	Ph.d. Lise Kamp (Aarhus)	Hvem ejede heden? Fælleder før 1800
18. marts 2026	Bo Rask, cand.mag. (Odense)	Mose, mølle og mark
1. april 2026	Ingen forelæsning (påske)
15. april 2026	Mona Lind (Ribe)	Skove uden bønder
""",
        [
            ("Hvem ejede heden? Fælleder før 1800", "2026-03-04T19:30", "Sognegården"),
            ("Mose, mølle og mark", "2026-03-18T19:30", "Sognegården"),
            ("Skove uden bønder", "2026-04-15T19:30", "Sognegården"),
        ],
    ),
    "a day without a seminar": (
        """\
Institutionen för geologi
Seminarier våren 2026

Seminarierna hålls på torsdagar kl. 13.15 i sal B4.

5 mars
Vulkaner som glömde
Docent Eva Lund, Uppsala

12 mars
Inget seminarium (tentavecka)

19 mars
Sjöbottnens arkiv
Karl Berg, Lund

26 mars
Isens sista vår
Mia Dahl, Umeå
""",
        [
            ("Vulkaner som glömde", "2026-03-05T13:15", "sal B4"),
            ("Sjöbottnens arkiv", "2026-03-19T13:15", "sal B4"),
            ("Isens sista vår", "2026-03-26T13:15", "sal B4"),
        ],
    ),
    "a day without a lecture": (
        """\
Universitetet i Nordvik
Geologisk kollokvium vår 2026

Kollokviet holdes fredager kl. 14.15 i Auditorium 2.

6. mars
Fjorder uten bunn
Professor Tor Hald, Nordvik

13. mars
Ingen forelesning – vinterferie

20. mars
Leire i bevegelse
Anne Moe, Bergen

27. mars
Steinras og statistikk
Per Li, Tromsø
""",
        [
            ("Fjorder uten bunn", "2026-03-06T14:15", "Auditorium 2"),
            ("Leire i bevegelse", "2026-03-20T14:15", "Auditorium 2"),
            ("Steinras og statistikk", "2026-03-27T14:15", "Auditorium 2"),
        ],
    ),
    "a day without a rehearsal": (
        """\
Kammerchor Wiesental
Termine 2026

7. Mai, 19 Uhr
Keine Probe (Brückentag)

14. Mai, 19 Uhr
Konzert in der Stadtkirche
Stadtkirche Wiesental

21. Mai, 19 Uhr
Keine Angst vor Noten
Gemeindehaus
""",
        [
            ("Konzert in der Stadtkirche", "2026-05-14T19:00", "Stadtkirche Wiesental"),
            ("Keine Angst vor Noten", "2026-05-21T19:00", "Gemeindehaus"),
        ],
    ),
    "a house of learning below the days": (
        """\
Volkshochschule Bergtal
Kurse im Herbst

AQUARELL FÜR ANFÄNGER
5. bis 7. Oktober 2026
Bildungszentrum Ahorn
Gebühr 120 €

LICHT UND SCHATTEN
12. Oktober 2026, 18 Uhr
Fotomuseum Bergtal
Gebühr 20 €
""",
        [
            ("AQUARELL FÜR ANFÄNGER", "2026-10-05", "Bildungszentrum Ahorn"),
            ("LICHT UND SCHATTEN", "2026-10-12T18:00", "Fotomuseum Bergtal"),
        ],
    ),
    "a house of photography": (
        """\
Astronomisk Selskab
Arrangementer 2026

STJERNER OVER BYEN
5. oktober 2026, kl. 20
Fotohuset Bjergby
Gratis

MØRKE NÆTTER
12.-13. oktober 2026
Observatoriet Bjergby
50 kr.
""",
        [
            ("STJERNER OVER BYEN", "2026-10-05T20:00", "Fotohuset Bjergby"),
            ("MØRKE NÆTTER", "2026-10-12", "Observatoriet Bjergby"),
        ],
    ),
    "an observatory": (
        """\
Föreningen Stjärnan
Program 2026

STJÄRNOR ÖVER STADEN
5 oktober 2026, kl. 20
Observatoriet Lund
Gratis

MÖRKA NÄTTER
12–13 oktober 2026
Bildningsförbundets hus
50 kr
""",
        [
            ("STJÄRNOR ÖVER STADEN", "2026-10-05T20:00", "Observatoriet Lund"),
            ("MÖRKA NÄTTER", "2026-10-12", "Bildningsförbundets hus"),
        ],
    ),
    "a concert hall": (
        """\
Music Society
Programme 2026

STRINGS AND WINGS
5 October 2026, 8 pm
Concert Hall Leeds
£8

DARK NIGHTS
12–13 October 2026
Notting Hill Library
£5
""",
        [
            ("STRINGS AND WINGS", "2026-10-05T20:00", "Concert Hall Leeds"),
            ("DARK NIGHTS", "2026-10-12", "Notting Hill Library"),
        ],
    ),
    "a table with a row that tells nothing is on": (
        """\
Verein für Heimatpflege Oberau
Vorträge 2026

Alle Vorträge beginnen um 19 Uhr im Bürgersaal. Eintritt 5 €.

Termin | Referierende | Vortrag
Do 5. März | Anna Lenz (Kempten) | Was war ein Anger? Dorfplätze vor 1850
Do 2. April | kein Vortrag (Gründonnerstag)
Do 7. Mai | Dr. Karl Rupp | Mühlen, Mahlwerk und Müller
""",
        [
            ("Was war ein Anger? Dorfplätze vor 1850", "2026-03-05T19:00", "Bürgersaal"),
            ("Mühlen, Mahlwerk und Müller", "2026-05-07T19:00", "Bürgersaal"),
        ],
    ),
    "conductors in the last column": (
        """\
Northfield Choral Society

Concerts 2026

Date | Work | Conductor
7 March 2026 | Handel: Messiah, parts 2 and 3 | Ruth Lane
9 May 2026 | Brahms, Ein deutsches Requiem | Paul Hart (Leeds)
4 July 2026 | Summer songs, old and new | Ruth Lane

All concerts begin at 7.30 pm in St Mary's Church. Tickets £12.
""",
        [
            ("Handel: Messiah, parts 2 and 3", "2026-03-07T19:30", "St Mary's Church"),
            ("Brahms, Ein deutsches Requiem", "2026-05-09T19:30", "St Mary's Church"),
            ("Summer songs, old and new", "2026-07-04T19:30", "St Mary's Church"),
        ],
    ),
    "no coffee morning": (
        """\
Parish of St Anne
Newsletter, June 2026

NEWS OF PEOPLE

Our new verger is Tom Beale. He starts on 1 July 2026 and takes over from Joan Platt, who retires after 20 years as \
verger.

Organist Peter Crisp is leaving us on 31 August 2026 for a post at Norwich Cathedral.

EVENTS

Sunday 7 June, 3pm
Garden party
Rectory garden

Saturday 20 June
No coffee morning

Saturday 27 June, 10am
Coffee morning
Church hall
""",
        [
            ("Garden party", "2026-06-07T15:00", "Rectory garden"),
            ("Coffee morning", "2026-06-27T10:00", "Church hall"),
        ],
    ),
}

POSTINGS = {
    "a strange name over the titles": (
        """\
Vestermark Kommune
Borger   Erhverv   Politik   Job

Ledige stillinger

Overskrift	Forvaltning	Arbejdssted	Ansøgningsfrist
Pædagog til Myretuen	Børn og Unge	Nørreby	14. marts 2026
Byggesagsbehandler	Teknik og Miljø	Vestermark	21. marts 2026
Bademester, sommer	Kultur og Fritid	Strandby	1. april 2026

1   2   Næste
Vestermark Kommune, Rådhusgade 1
""",
        [
            ("Pædagog til Myretuen", "Vestermark Kommune", "Nørreby", "2026-03-14"),
            ("Byggesagsbehandler", "Vestermark Kommune", "Vestermark", "2026-03-21"),
            ("Bademester, sommer", "Vestermark Kommune", "Strandby", "2026-04-01"),
        ],
    ),
    "a strange name, bars": (
        """\
Landkreis Hohenried
Startseite > Karriere > Offene Stellen

Offene Stellen

Bezeichnung | Dezernat | Standort | Bewerbungsfrist
Sachbearbeiter Bauaufsicht | Bauen und Umwelt | Hohenried | 14.06.2026
Erzieherin im Hort | Jugend und Soziales | Altenfeld | 21.06.2026
Straßenwärter | Bauen und Umwelt | Hohenried | 28.06.2026

Landkreis Hohenried, Am Markt 1
""",
        [
            ("Sachbearbeiter Bauaufsicht", "Landkreis Hohenried", "Hohenried", "2026-06-14"),
            ("Erzieherin im Hort", "Landkreis Hohenried", "Altenfeld", "2026-06-21"),
            ("Straßenwärter", "Landkreis Hohenried", "Hohenried", "2026-06-28"),
        ],
    ),
    "the last day first": (
        """\
Fjordvik kommune
Tjenester   Politikk   Jobb hos oss

Jobb hos oss / Ledige stillinger

Viser 3 av 3

Søknadsfrist	Annonse	Etat	Sted
12. mai 2026	Helsefagarbeider natt	Helse og omsorg	Fjordvik
19. mai 2026	Byggesaksbehandler	Teknisk	Fjordvik
2. juni 2026	Lærer, Nes skole	Oppvekst	Nes

© Fjordvik kommune
""",
        [
            ("Helsefagarbeider natt", "Fjordvik kommune", "Fjordvik", "2026-05-12"),
            ("Byggesaksbehandler", "Fjordvik kommune", "Fjordvik", "2026-05-19"),
            ("Lærer, Nes skole", "Fjordvik kommune", "Nes", "2026-06-02"),
        ],
    ),
    "cards that begin with the firm": (
        """\
HotelJobs.example
Find jobs   Companies   Log in

Jobs in the Lake District

☆
Grand Pier Hotel
Night Porter
Windermouth
Permanent | Full-time
Posted 7 July 2026

☆
Tarn Cottage Kitchen
Pastry Chef
Amblebridge
Seasonal | Part-time
Posted 6 July 2026

☆
The Old Forge
Receptionist
Keswell
Permanent
Posted 1 July 2026

Popular searches
Chef   Waiter   Porter   Barista
""",
        [
            ("Night Porter", "Grand Pier Hotel", "Windermouth", "2026-07-07"),
            ("Pastry Chef", "Tarn Cottage Kitchen", "Amblebridge", "2026-07-06"),
            ("Receptionist", "The Old Forge", "Keswell", "2026-07-01"),
        ],
    ),
    "cards that begin with the job": (
        """\
Restaurangjobb
Sök jobb   Företag   Logga in

Lediga jobb i Mälarbygden

Diskare till storkök
Gästgiveriet Kronan
Västersund
Deltid
Sök senast 3 oktober 2026

Kallskänka
Hotell Ekudden
Strängby
Heltid
Sök senast 10 oktober 2026

Hovmästare
Sjökrogen
Mariehamra
Vikariat
Sök senast 1 november 2026
""",
        [
            ("Diskare till storkök", "Gästgiveriet Kronan", "Västersund", "2026-10-03"),
            ("Kallskänka", "Hotell Ekudden", "Strängby", "2026-10-10"),
            ("Hovmästare", "Sjökrogen", "Mariehamra", "2026-11-01"),
        ],
    ),
    "a town behind the job, before who hires": (
        """\
Temp Crew Humber

Vacancies

Site manager, Hull | 100% | Brick & Sons Ltd | apply by 12 June 2026
Dispatch clerk, Selby | Part time | Ferry Foods Ltd | apply by 1 June 2026
Pipe fitter with ticket, Goole | Permanent | Humber Heat Ltd | apply by 19 June 2026
""",
        [
            ("Site manager", "Brick & Sons Ltd", "Hull", "2026-06-12"),
            ("Dispatch clerk", "Ferry Foods Ltd", "Selby", "2026-06-01"),
            ("Pipe fitter with ticket", "Humber Heat Ltd", "Goole", "2026-06-19"),
        ],
    ),
    "a church behind the job, who hires in the text": (
        """\
Stellenmarkt Kirche

Stellenangebote

Organist (m/w/d), Pauluskirche
Die Kirchengemeinde Ahlfeld sucht einen Organisten mit 26 Wochenstunden.
Bewerbungsfrist: 19. Oktober 2026

Küster (m/w/d), Marienkirche
Die Kirchengemeinde Berghof sucht eine Küsterin oder einen Küster in Vollzeit.
Bewerbungsfrist: 28. Oktober 2026
""",
        [
            ("Organist (m/w/d)", "Kirchengemeinde Ahlfeld", "Pauluskirche", "2026-10-19"),
            ("Küster (m/w/d)", "Kirchengemeinde Berghof", "Marienkirche", "2026-10-28"),
        ],
    ),
    "a church behind a dash": (
        """\
Kirke & Embede

STILLINGSOPSLAG
Opdateret 2. oktober 2026

Organist – Vester Hjelm Kirke
Vester Hjelm Sogns Menighedsråd søger en organist på 26 timer om ugen.
Ansøgningsfrist fredag den 23. oktober 2026 kl. 12.00

Kirketjener – Bakkebjerg Kirke
Bakkebjerg Sogns Menighedsråd søger en kirketjener på fuld tid.
Ansøgningsfrist mandag den 19. oktober 2026 kl. 9.00
""",
        [
            ("Organist", "Vester Hjelm Sogns Menighedsråd", "Vester Hjelm Kirke", "2026-10-23"),
            ("Kirketjener", "Bakkebjerg Sogns Menighedsråd", "Bakkebjerg Kirke", "2026-10-19"),
        ],
    ),
    "what stands behind the job in capitals is no place": (
        """\
Tax Jobs Weekly

Jobs

Consultant, Tax | Full time | Miller LLP | apply by 12 June 2026
Manager, Audit | Full time | Hobbs LLP | apply by 13 June 2026
""",
        [
            ("Consultant, Tax", "Miller LLP", None, "2026-06-12"),
            ("Manager, Audit", "Hobbs LLP", None, "2026-06-13"),
        ],
    ),
    "who and where below the title, then terms and what is asked": (
        """\
STAFFING NORTH
Temp jobs · Permanent jobs

For candidates   For companies   Blog

Current vacancies

Forklift driver, nights
Emsley Logistics Ltd, Hexham
Full time · Driving licence needed
Posted 11 May 2026

Bookkeeper
Hollow Joinery, Lathom
20–25 hours · Permanent
Posted 8 May 2026

Wind turbine technician
Gale & Sons, Sowerby
Full time · Willing to climb
Posted 6 May 2026

Cooks are urgently needed. Call us.
Volunteers are always needed on Mondays.
""",
        [
            ("Forklift driver, nights", "Emsley Logistics Ltd", "Hexham", "2026-05-11"),
            ("Bookkeeper", "Hollow Joinery", "Lathom", "2026-05-08"),
            ("Wind turbine technician", "Gale & Sons", "Sowerby", "2026-05-06"),
            ("Cooks", "STAFFING NORTH", None, "None"),
        ],
    ),
    "who and where below the title, in another tongue": (
        """\
VIKAR NORD
Ledige stillinger

Truckfører, nathold
Emsmark Logistik A/S, Hasle
Fuldtid · Kørekort påkrævet
Opslået 11. maj 2026

Bogholder
Snedker Holm, Lathum
20-25 timer · Fast
Opslået 8. maj 2026

Vindmølletekniker
Vindservice Hummel ApS, Søgel
Fuldtid · Højdesyge frarådes
Opslået 6. maj 2026
""",
        [
            ("Truckfører, nathold", "Emsmark Logistik A/S", "Hasle", "2026-05-11"),
            ("Bogholder", "Snedker Holm", "Lathum", "2026-05-08"),
            ("Vindmølletekniker", "Vindservice Hummel ApS", "Søgel", "2026-05-06"),
        ],
    ),
    "reinforcement is no job": (
        """\
Stiftelsen Museene i Dalen
Ledige stillinger

Stiftelsen Museene i Dalen søker forsterkning. Søknad sendes til jobb@dalen.example.

Konservator
Arbeidssted: Glassverket
Søknadsfrist: 31. juli 2026

Omviser
Arbeidssted: Friluftsmuseet
Søknadsfrist: 15. august 2026
""",
        [
            ("Konservator", "Stiftelsen Museene i Dalen", "Glassverket", "2026-07-31"),
            ("Omviser", "Stiftelsen Museene i Dalen", "Friluftsmuseet", "2026-08-15"),
        ],
    ),
    "always wanted is no job": (
        """\
Stiftung Glas
Offene Stellen

Köche werden dringend gesucht.
Ehrenamtliche werden immer gesucht.

Restaurator
Einsatzort: Glashütte
Bewerbungsfrist: 15. August 2026

Aufsicht
Einsatzort: Burgmuseum
Bewerbungsfrist: 24. Juli 2026
""",
        [
            ("Köche", "Stiftung Glas", None, "None"),
            ("Restaurator", "Stiftung Glas", "Glashütte", "2026-08-15"),
            ("Aufsicht", "Stiftung Glas", "Burgmuseum", "2026-07-24"),
        ],
    ),
    "volunteers are no job": (
        """\
Stiftelsen Glaset
Lediga jobb

Vi söker alltid volontärer.

Konservator
Arbetsplats: Glasbruket
Sista ansökningsdag: 15 augusti 2026

Guide
Arbetsplats: Slottet
Sista ansökningsdag: 24 juli 2026
""",
        [
            ("Konservator", "Stiftelsen Glaset", "Glasbruket", "2026-08-15"),
            ("Guide", "Stiftelsen Glaset", "Slottet", "2026-07-24"),
        ],
    ),
}

NOTICES = {
    "is now and is to be": (
        """\
STAVANG STIFT
Kirker · Nyheter · Kontakt

Utnevninger og avganger
Rundskriv, 3. februar 2026

Utnevninger

Imre Falk
Nåværende: kapellan, Hellig Kors, Nedre Lia
Skal bli: sogneprest, St. Hallvard, Marnes
Fra: 12. april 2026

Oda Bjerke
Nåværende: fengselsprest, Foss fengsel
Skal bli: prost, Lia prosti
Fra: 1. mai 2026
""",
        [
            ("Imre Falk", "sogneprest", "St. Hallvard, Marnes", "kapellan", "Hellig Kors, Nedre Lia"),
            ("Oda Bjerke", "prost", "Lia prosti", "fengselsprest", "Foss fengsel"),
        ],
    ),
    "is now and becomes": (
        """\
Kantonalkirche Hasental
Kirchen · Aktuelles · Kontakt

Stellenwechsel
Amtsblatt vom 3. Februar 2026

Irene Falk
Derzeit: Vikarin, Kirche Sankt Anna, Niederlinden
Wird: Pfarrerin, Kirchgemeinde Marbach
Ab: 12. April 2026

Odo Berger
Derzeit: Kaplan, Spital Foss
Wird: Dekan, Dekanat Linden
Ab: 1. Mai 2026
""",
        [
            ("Irene Falk", "Pfarrerin", "Kirchgemeinde Marbach", "Vikarin", "Kirche Sankt Anna, Niederlinden"),
            ("Odo Berger", "Dekan", "Dekanat Linden", "Kaplan", "Spital Foss"),
        ],
    ),
    "elected at the meeting of a club": (
        ROWING_CLUB,
        [
            ("Carol Rask", "president", "Tidewater Rowing Club", None, None),
            ("Farid Hossein", "treasurer", "Tidewater Rowing Club", None, None),
            ("Ursula Bond", None, "Tidewater Rowing Club", None, None),
        ],
    ),
    "a firm at the head of its page": (
        """\
Firma Nordlys AS
Om oss   Produkter   Karriere   Presse

Pressemelding
12. mai 2026

Nye ansikter hos Nordlys

Sara Pihl er forfremmet til partner fra 1. juni 2026. Hun var tidligere senioradvokat.

Tobias Vik er ansatt som markedssjef. Han var tidligere kommunikasjonssjef i Halden Regnskap.

Seniorpartner David Torn går av med pensjon 30. juni 2026 etter 33 år.
""",
        [
            ("Sara Pihl", "partner", "Firma Nordlys AS", "senioradvokat", None),
            ("Tobias Vik", "markedssjef", "Firma Nordlys AS", "kommunikasjonssjef", "Halden Regnskap"),
            ("David Torn", None, "Firma Nordlys AS", "Seniorpartner", None),
        ],
    ),
    "parts of a house over several entries": (
        """\
Högskolan i Norrvik
Nya på jobbet

Akademin för hälsa
Samira Holm började den 17 augusti som lektor.

Emil Trosa är ny prefekt. Han var tidigare studierektor vid akademin.

Biblioteket
Bibliotekschef Maja Sten slutar den 11 september.

Docent Wei Sandell har anställts som arkivarie.
""",
        [
            ("Samira Holm", "lektor", "Akademin för hälsa", None, None),
            ("Emil Trosa", "prefekt", "Akademin för hälsa", "studierektor", "akademin"),
            ("Maja Sten", None, "Biblioteket", "Bibliotekschef", None),
            ("Wei Sandell", "arkivarie", "Biblioteket", None, None),
        ],
    ),
    "who heads a house is not the house": (
        """\
Hill Borough Council
Staff news

The chief executive has appointed Mia Marsh as head of communications. She starts on 1 May 2026.

Ann Bo is appointed clerk at Leeds Care Home.
""",
        [
            ("Mia Marsh", "head of communications", "Hill Borough Council", None, None),
            ("Ann Bo", "clerk", "Leeds Care Home", None, None),
        ],
    ),
    "a paper above its day, records of post and firm": (
        """\
KAFFE & KONDITOR
Mandag den 19. oktober 2026

Nyt   Priser   Navne

Ny direktør hos Bagermagasinet

NAVN: Lise Holm
NYT JOB: Salgschef, Kogle Mejeri
FØR: Sælger, Bakke Ost
STARTER: 2. november 2026

NAVN: Bo Rask
NYT JOB: Indkøber, Lager & Vin
STARTER: 1. november 2026
""",
        [
            ("Lise Holm", "Salgschef", "Kogle Mejeri", "Sælger", "Bakke Ost"),
            ("Bo Rask", "Indkøber", "Lager & Vin", None, None),
        ],
    ),
    "post and firm behind a comma": (
        """\
DER BÄCKER
Montag, 19. Oktober 2026

NAME: Lise Holm
NEUE STELLE: Einkäuferin, Korb & Wein
VORHER: Verkäuferin, Hofkäse Lahn
BEGINN: 2. November 2026

NAME: Bo Rask
NEUE STELLE: Käser, Glenfeld Molkerei
""",
        [
            ("Lise Holm", "Einkäuferin", "Korb & Wein", "Verkäuferin", "Hofkäse Lahn"),
            ("Bo Rask", "Käser", "Glenfeld Molkerei", None, None),
        ],
    ),
    "post and firm, below words of a menu": (
        """\
BAGAREN
19 oktober 2026

Nyheter   Priser   Namn och jobb

Vem går vart i livsmedelsbranschen

NAMN: Lisa Holm
NYTT JOBB: Inköpare, Korgens Vin AB
TIDIGARE: Säljare, Bergs Ost AB
START: 2 november 2026

NAMN: Bo Rask
NYTT JOBB: Ostmästare, Glendal Mejeri
""",
        [
            ("Lisa Holm", "Inköpare", "Korgens Vin AB", "Säljare", "Bergs Ost AB"),
            ("Bo Rask", "Ostmästare", "Glendal Mejeri", None, None),
        ],
    ),
    "posts and firms of two words": (
        """\
BAKEREN
19. oktober 2026

NAVN: Lise Holm
NY JOBB: Innkjøper, Kurv & Vin
TIDLIGERE: Selger, Bergs Ost
STARTER: 2. november 2026

NAVN: Bo Rask
NY JOBB: Ystemester, Glendal Meieri
""",
        [
            ("Lise Holm", "Innkjøper", "Kurv & Vin", "Selger", "Bergs Ost"),
            ("Bo Rask", "Ystemester", "Glendal Meieri", None, None),
        ],
    ),
    "units of a hospital as headings": (
        """\
Medarbejdernyt
Ugens nyt for medarbejdere ved Kaldal Sygehus

NYT OM NAVNE

Ny chefsygeplejerske
Vi er glade for, at Josefine Aduba er ansat som chefsygeplejerske. Hun tiltræder den 13. april 2026 og kommer fra \
Østmo Kommune, hvor hun er souschef.

Apoteket
Tillykke til Gert Pugh, som er forfremmet fra farmaceut til ledende farmaceut.

Røntgen
Lone Vang er begyndt hos os som overlæge. Hun var tidligere på Havnens Hospital.

Teknik
Teknisk chef Bo Munk forlader sygehuset den 27. februar. Frida Krag bliver konstitueret teknisk chef fra 2. marts.
""",
        [
            ("Josefine Aduba", "chefsygeplejerske", "Kaldal Sygehus", "souschef", "Østmo Kommune"),
            ("Gert Pugh", "ledende farmaceut", "Kaldal Sygehus", "farmaceut", None),
            ("Lone Vang", "overlæge", "Kaldal Sygehus", None, "Havnens Hospital"),
            ("Bo Munk", None, "Kaldal Sygehus", "Teknisk chef", None),
            ("Frida Krag", "teknisk chef", "Kaldal Sygehus", None, None),
        ],
    ),
    "units of a hospital as headings, no": (
        """\
Ansattnytt
Ukens nytt for ansatte ved Kaldal Sykehus

NYTT OM NAVN

Ny sjefsykepleier
Vi er glade for at Josefine Aduba er ansatt som sjefsykepleier. Hun begynner 13. april 2026 og kommer fra Østmo \
kommune, der hun er nestleder.

Apoteket
Gratulerer til Geir Pugh, som er forfremmet fra farmasøyt til ledende farmasøyt.

Røntgen
Lone Vang har begynt hos oss som overlege. Hun var tidligere ved Havnens Sykehus.

Teknikk
Teknisk sjef Bo Munk forlater sykehuset 27. februar. Frida Krag blir konstituert teknisk sjef fra 2. mars.
""",
        [
            ("Josefine Aduba", "sjefsykepleier", "Kaldal Sykehus", "nestleder", "Østmo kommune"),
            ("Geir Pugh", "ledende farmasøyt", "Kaldal Sykehus", "farmasøyt", None),
            ("Lone Vang", "overlege", "Kaldal Sykehus", None, "Havnens Sykehus"),
            ("Bo Munk", None, "Kaldal Sykehus", "Teknisk sjef", None),
            ("Frida Krag", "teknisk sjef", "Kaldal Sykehus", None, None),
        ],
    ),
    "units of a hospital as headings, sv": (
        """\
Personalnytt
Veckans blad för anställda vid Kaldals sjukhus

NYTT OM NAMN

Ny chefssjuksköterska
Vi är glada att Josefin Aduba har anställts som chefssjuksköterska. Hon börjar den 13 april 2026 och kommer från \
Östmo kommun, där hon är biträdande chef.

Apoteket
Gustav Pugh har befordrats från farmaceut till ledande farmaceut.

Röntgen
Lena Vang har börjat hos oss som överläkare. Hon var tidigare på Hamnens sjukhus.

Teknik
Tekniska chefen Bo Munk lämnar sjukhuset den 27 februari. Frida Krag blir tillförordnad teknisk chef från den 2 mars.
""",
        [
            ("Josefin Aduba", "chefssjuksköterska", "Kaldals sjukhus", "biträdande chef", "Östmo kommun"),
            ("Gustav Pugh", "ledande farmaceut", "Kaldals sjukhus", "farmaceut", None),
            ("Lena Vang", "överläkare", "Kaldals sjukhus", None, "Hamnens sjukhus"),
            ("Bo Munk", None, "Kaldals sjukhus", "Tekniska chefen", None),
            ("Frida Krag", "tillförordnad teknisk chef", "Kaldals sjukhus", None, None),
        ],
    ),
    "units of a hospital as headings, de": (
        """\
Personalnachrichten
Wochenblatt für Beschäftigte des Klinikums Kaltal

PERSONALIEN

Neue Pflegedirektorin
Wir freuen uns, dass Josefine Aduba zur Pflegedirektorin ernannt wurde. Sie kommt am 13. April 2026 von der Gemeinde \
Ostmoor, wo sie stellvertretende Leiterin ist.

Apotheke
Gerd Pugh wurde vom Apotheker zum leitenden Apotheker befördert.

Radiologie
Dr. Lena Vang verstärkt uns als Oberärztin. Zuvor war sie am Hafenkrankenhaus.

Technik
Technikleiter Bodo Munk verlässt das Klinikum zum 27. Februar. Frida Krag wird ab 2. März kommissarische \
Technikleiterin.
""",
        [
            ("Josefine Aduba", "Pflegedirektorin", "Klinikum Kaltal", "stellvertretende Leiterin", "Gemeinde Ostmoor"),
            ("Gerd Pugh", "leitenden Apotheker", "Klinikum Kaltal", "Apotheker", None),
            ("Lena Vang", "Oberärztin", "Klinikum Kaltal", None, "Hafenkrankenhaus"),
            ("Bodo Munk", None, "Klinikum Kaltal", "Technikleiter", None),
            ("Frida Krag", "kommissarische Technikleiterin", "Klinikum Kaltal", None, None),
        ],
    ),
    "kinds of firms in capitals before the entries, de": (
        """\
HANDWERK
Zeitung der Kammer · 18. September 2026

Namen

BERUFSSCHULE. Neuer Leiter der Berufsschule Lahr ist seit 1. September Dominik Rausch. Er löste Hans Kolb ab, der \
nach 20 Jahren als Leiter ausscheidet.

INNUNG. Die Malerinnung Lahr hat Conny Eich zur Obermeisterin gewählt. Ihre Vorgängerin Ute Weigand geht in den \
Ruhestand.

VERBAND. Zum 1. Oktober wechselt Nadine Hufnagel als Referentin zum Bäckerverband Baden.
""",
        [
            ("Dominik Rausch", "Leiter", "Berufsschule Lahr", None, None),
            ("Hans Kolb", None, "Berufsschule Lahr", "Leiter", None),
            ("Conny Eich", "Obermeisterin", "Malerinnung Lahr", None, None),
            ("Ute Weigand", None, "Malerinnung Lahr", "Obermeisterin", None),
            ("Nadine Hufnagel", "Referentin", "Bäckerverband Baden", None, None),
        ],
    ),
    "kinds of firms in capitals, no": (
        """\
KYSTAVISEN
18. september 2026

NYTT OM NAVN

BANK. Kari Moe er ansatt som banksjef i Havnes Sparebank fra 1. oktober. Hennes forgjenger Nils Vik går av med pensjon.

SKOLE. Per Lie blir ny rektor ved Vik skole. Han avløser Tor Aas, som slutter etter ti år som rektor.

OPPDRETT. Mona Dahl slutter som daglig leder i Fjordlaks AS.
""",
        [
            ("Kari Moe", "banksjef", "Havnes Sparebank", None, None),
            ("Nils Vik", None, "Havnes Sparebank", "banksjef", None),
            ("Per Lie", "rektor", "Vik skole", None, None),
            ("Tor Aas", None, "Vik skole", "rektor", None),
            ("Mona Dahl", None, "Fjordlaks AS", "daglig leder", None),
        ],
    ),
    "towns in capitals": (
        """\
KYSTAVISEN
18. september 2026

NYTT OM NAVN

MOLDE. Kari Moe er ansatt som banksjef i Havnes Sparebank fra 1. oktober.

BODØ. Per Lie blir ny rektor ved Vik skole.

ODDA. Mona Dahl slutter som daglig leder i Fjordlaks AS.
""",
        [
            ("Kari Moe", "banksjef", "Havnes Sparebank", None, None),
            ("Per Lie", "rektor", "Vik skole", None, None),
            ("Mona Dahl", None, "Fjordlaks AS", "daglig leder", None),
        ],
    ),
    "branches in capitals, en": (
        """\
The Coast Times
18 September 2026

PEOPLE

BANKING. Kari Moe has been appointed branch manager of Harbour Bank from 1 October. Her predecessor Neil Vick retires.

EDUCATION. Peter Lye becomes head teacher of Vick School. He succeeds Thomas Ash, who leaves after ten years as head \
teacher.

UNION. The Bakers' Union has elected Mona Dale president.
""",
        [
            ("Kari Moe", "branch manager", "Harbour Bank", None, None),
            ("Neil Vick", None, "Harbour Bank", "branch manager", None),
            ("Peter Lye", "head teacher", "Vick School", None, None),
            ("Thomas Ash", None, "Vick School", "head teacher", None),
            ("Mona Dale", "president", "Bakers' Union", None, None),
        ],
    ),
    "kinds of firms in capitals, da": (
        """\
Landsbladet
18. september 2026

NAVNE

BANK. Karen Mose er ansat som bankdirektør i Havnens Sparekasse fra 1. oktober. Hendes forgænger Niels Vig går på \
pension.

SKOLE. Per Lind bliver ny skoleleder på Vig Skole. Han afløser Tom Ask, der stopper efter ti år som skoleleder.

FORENING. Vig Idrætsforening har valgt Mona Dal til formand.
""",
        [
            ("Karen Mose", "bankdirektør", "Havnens Sparekasse", None, None),
            ("Niels Vig", None, "Havnens Sparekasse", "bankdirektør", None),
            ("Per Lind", "skoleleder", "Vig Skole", None, None),
            ("Tom Ask", None, "Vig Skole", "skoleleder", None),
            ("Mona Dal", "formand", "Vig Idrætsforening", None, None),
        ],
    ),
    "kinds of firms in capitals, sv": (
        """\
Kustbladet
18 september 2026

PERSONNYTT

BANK. Karin Moberg har utsetts till bankchef på Hamnens Sparbank från den 1 oktober. Hennes företrädare Nils Vik går \
i pension.

SKOLA. Per Lind blir ny rektor på Viks skola. Han efterträder Tor Ask, som slutar efter tio år som rektor.

FÖRENING. Viks idrottsförening har valt Mona Dal till ordförande.
""",
        [
            ("Karin Moberg", "bankchef", "Hamnens Sparbank", None, None),
            ("Nils Vik", None, "Hamnens Sparbank", "bankchef", None),
            ("Per Lind", "rektor", "Viks skola", None, None),
            ("Tor Ask", None, "Viks skola", "rektor", None),
            ("Mona Dal", "ordförande", "Viks idrottsförening", None, None),
        ],
    ),
    "wards before a colon in the paper of a hospital": (
        """\
Rosenthal District Hospital
In-house news, May 2026

People

Joining us
Maternity: Dr Helen Frost, consultant, from 1 June. She was at Marlow Infirmary.
Theatres: Sam Okoro, charge nurse, from 15 June.

Leaving us
Kitchen: head cook Brenda Pike retires on 30 June.
""",
        [
            ("Helen Frost", "consultant", "Rosenthal District Hospital", None, "Marlow Infirmary"),
            ("Sam Okoro", "charge nurse", "Rosenthal District Hospital", None, None),
            ("Brenda Pike", None, "Rosenthal District Hospital", "head cook", None),
        ],
    ),
    "who leaves behind how long, two who join": (
        """\
Harbour Museum Trust
Spring bulletin 2026

STAFF NEWS

Learning
Congratulations to Mary Hobbs, who becomes head of learning on 1 May 2026. She has been learning officer since 2019.

Collections
After 31 years as conservator, Ian Wood retires on 30 April 2026.

Front of house
Please welcome Ada Cole and Jim Reed, who have joined as visitor assistants.
""",
        [
            ("Mary Hobbs", "head of learning", "Harbour Museum Trust", "learning officer", None),
            ("Ian Wood", None, "Harbour Museum Trust", "conservator", None),
            ("Ada Cole", "visitor assistants", "Harbour Museum Trust", None, None),
            ("Jim Reed", "visitor assistants", "Harbour Museum Trust", None, None),
        ],
    ),
    "an owner in the plural": (
        """\
People on the move

LAW. Harper & Dunn has promoted Zoe Marsh to partner.
TECH. Kai Lund joins Quillsoft as chief product officer on 1 June 2026.
RETAIL. Fern Stores' finance director Hal Boyd steps down at the end of June 2026.
""",
        [
            ("Zoe Marsh", "partner", "Harper & Dunn", None, None),
            ("Kai Lund", "chief product officer", "Quillsoft", None, None),
            ("Hal Boyd", None, "Fern Stores", "finance director", None),
        ],
    ),
    "person, role and firm behind a comma": (
        """\
GRAIN & FEED WEEKLY
12 May 2026

Appointments

Person: Laura Finch
Role: Trading Manager, Easton Grain
Previously: Trader, Port & Mill
From: 1 June 2026

Person: Owen Bell
Role: Agronomist, Holt Farm Supplies
From: 15 June 2026
""",
        [
            ("Laura Finch", "Trading Manager", "Easton Grain", "Trader", "Port & Mill"),
            ("Owen Bell", "Agronomist", "Holt Farm Supplies", None, None),
        ],
    ),
}


@pytest.mark.parametrize("form", EVENTS)
def test_events_are_told_by_their_shape(form: str) -> None:
    text, expected = EVENTS[form]
    assert _events(text) == expected


@pytest.mark.parametrize("form", POSTINGS)
def test_postings_are_told_by_their_shape(form: str) -> None:
    text, expected = POSTINGS[form]
    assert _postings(text) == expected


@pytest.mark.parametrize("form", NOTICES)
def test_notices_are_told_by_their_shape(form: str) -> None:
    text, expected = NOTICES[form]
    assert _notices(text) == expected


def test_days_that_no_other_date_decides_stay_unclear() -> None:
    text = EVENTS["figures, the day first"][0].replace("21/04/2026", "11/04/2026")
    assert {start for _, start, _ in _events(text)} == {""}


def test_days_in_both_orders_stay_unclear() -> None:
    text = EVENTS["figures, the day first"][0] + "\nUpdated 04/21/2026\n"
    assert "2026-05-09T09:30" not in {start for _, start, _ in _events(text)}


def test_a_trail_of_pages_opens_no_postings_by_its_middle() -> None:
    text = (
        "Grain & Store\nNews   Analysis   Jobs & careers\n\nHome > Jobs & careers > New faces\n\n"
        "New faces: this week's moves\nPublished: 17 April 2026   Updated: 17 April 2026\n\n"
        "Petra Hale becomes head of purchasing at Northrop Foods. She starts on 4 May.\n\n"
        "Torkel Orr retires as warehouse manager at Northrop Foods on 30 June.\n"
    )
    assert not _postings(text)
    assert {name for name, *_ in _notices(text)} == {"Petra Hale", "Torkel Orr"}


FIRMS = {
    "a heading, and what it makes": (
        """\
Movers

Clearspan Windows Ltd
The Dunmouth fabricator has recruited Amelia Rourke as operations director.

Sealant Supplies Ltd
Harpreet Dhillon joins the company as regional sales manager for Scotland.
""",
        [("Amelia Rourke", "Clearspan Windows Ltd"), ("Harpreet Dhillon", "Sealant Supplies Ltd")],
    ),
    "a heading in capitals with its town, and who leaves it": (
        """\
Wer geht, wer kommt

HYDRO-MAX GMBH, Ulmbach
Ruth Sommer ist neue Leiterin Service.

DICHTUNGSTECHNIK OLBRICH
Produktmanagerin Marlene Zech wechselt als Leiterin Marketing zu Hydro-Max.
""",
        [("Ruth Sommer", "HYDRO-MAX GMBH"), ("Marlene Zech", "Hydro-Max")],
    ),
    "an occupation before the name, the same post elsewhere, who chooses to leave": (
        """\
Nya på jobbet

Handlaren Samir Kassab tar över som butikschef på Torgboden.

Holm AB utser Nadja Wirén till hållbarhetsansvarig. Hon har haft samma roll på Sydfrakt.

Efter nio år väljer Mats Ek att lämna uppdraget som vd för Kvick Bageri AB.
""",
        [("Samir Kassab", "Torgboden"), ("Nadja Wirén", "Holm AB"), ("Mats Ek", "Kvick Bageri AB")],
    ),
}


@pytest.mark.parametrize("form", FIRMS)
def test_firms_of_headings_and_sentences(form: str) -> None:
    text, expected = FIRMS[form]
    found = [(name, (firm or "").removesuffix(", Ulmbach")) for name, _, firm, *_ in _notices(text)]
    assert found == expected


def test_a_paper_at_the_head_of_a_page_is_no_employer() -> None:
    text = (
        "Harbour Gazette Ltd\n\nMovers\n\nAnn Berg becomes head of sales at Holm Foods Ltd.\n\n"
        "Bo Lind has been appointed treasurer of Bray Bank.\n\nCarl Holt is made partner.\n"
    )
    assert {name: firm for name, _, firm, *_ in _notices(text)}.get("Carl Holt") is None


def test_sums_and_words_such_as_exhibit_make_no_notices_and_postings() -> None:
    text = (
        "Messe Nordau GmbH\n\nUnsere Messen im Herbst 2026\n\nAgraris\n03.09.2026 – 06.09.2026\n"
        "Halle 1\nEintritt frei\n\n"
        "Bau & Dach\n19.09.2026 – 20.09.2026\nHalle 2\nEintritt frei\n\nSie möchten ausstellen?\n"
        "Der Umsatz wurde im Jahr 2025 von 410 Millionen Euro auf 420 Millionen Euro gesteigert.\n"
    )
    assert not _postings(text)
    assert not _notices(text)
    assert [title for title, *_ in _events(text)] == ["Agraris", "Bau & Dach"]


@pytest.mark.parametrize(
    ("trades", "caption", "towns"),
    [
        (("CORDAGE", "RIGGING"), "ON THE MOVE AGAIN", [None, None, None]),
        (("TIMBER", "RIGGING"), "ON THE MOVE AGAIN", [None, None, None]),
        (("TIMBER", "MACHINERY"), "SELBY", [None, None, "Selby"]),
        (("HULL", "GOOLE"), "SELBY", ["Hull", "Goole", "Selby"]),
    ],
)
def test_trades_in_capitals_above_people_are_no_towns(
    trades: tuple[str, str], caption: str, towns: list[str | None]
) -> None:
    text = (
        f"Timber Today\n\nNames\n\n{trades[0]}\nEve Stokes becomes works manager at Moss Mill.\n\n"
        f"{trades[1]}\nOlaf Brekke is appointed seller at Southern Tractors.\n\n"
        f"{caption}\nJan Moen leaves as director of Heath Pellets on 30 September 2026.\n"
    )
    items = recognise(text).items
    assert [item.location for item in items if isinstance(item, PersonnelNotice)] == towns


@pytest.mark.parametrize("word", ["SÆRUDSTILLING", "FORESTILLING", "BESTILLING"])
def test_words_that_only_end_as_the_one_for_a_post_open_no_postings(word: str) -> None:
    text = (
        "Thorsø Egnsmuseum\n\nArrangementer\n\nFOREDRAG\nDa toget kom\nTid: Torsdag 5. februar 2026 kl. 19.00\n"
        f"Sted: Salen\nEntré: 60 kr.\nArkivaren fortæller om sporet, der delte byen i to dele.\n\n{word}\n"
        "Bag om hattene\nTid: Søndag 8. marts 2026 kl. 13.00\nSted: Loftet\nEntré: 40 kr.\n"
    )
    assert not _postings(text)
    assert len(_events(text)) == 2


def test_words_in_capitals_before_entries_are_towns_or_kinds_of_firms() -> None:
    def places(*leads: str) -> list[str | None]:
        told = ("Kari Moe blir banksjef i Havnes Sparebank.", "Per Lie blir rektor ved Vik skole.")
        page = "\n\n".join(["NYTT OM NAVN", *(f"{lead}. {text}" for lead, text in zip(leads, told, strict=True))])
        return [item.location for item in recognise(page).items if isinstance(item, PersonnelNotice)]

    assert places("MOLDE", "BODØ") == ["Molde", "Bodø"]
    assert places("BANK", "SKOLE") == [None, None]
