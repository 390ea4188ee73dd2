"""Programmes inside one event: its points, speakers and tickets; and what looks like a programme and is none."""

from __future__ import annotations

import textwrap

import pytest

from feeds.model import Event
from feeds.recognise import recognise
from feeds.recognise.page import read_lines
from feeds.recognise.points import candidates, read_point
from feeds.recognise.rules import knowledge

HEADS = {
    "da": """Havnens Dag
Dato: {when}
Sted: Gammel Havn, Kolding
Pris: 120 kr.

Vi fejrer havnen og alle dem, der har arbejdet på den. Kom og vær med hele dagen.
""",
    "no": """Havnedagen
Dato: {when}
Sted: Gamlehavna, Molde
Pris: kr 120

Vi feirer havna og alle dem som har jobbet på den. Kom og bli med hele dagen.
""",
    "sv": """Hamnens dag
Datum: {when}
Plats: Gamla hamnen, Kalmar
Pris: 120 kr

Vi firar hamnen och alla som har arbetat i den. Kom och var med hela dagen.
""",
    "en": """Harbour Day
Date: {when}
Venue: Old Harbour, Whitby
Price: £12

We celebrate the harbour and all those who have worked in it. Come and join us for the whole day.
""",
    "de": """Hafentag
Datum: {when}
Ort: Alter Hafen, Emden
Preis: 12 €

Wir feiern den Hafen und alle, die in ihm gearbeitet haben. Kommen Sie und feiern Sie den ganzen Tag mit uns.
""",
}
DAYS = {"da": "6. juni 2026", "no": "6. juni 2026", "sv": "6 juni 2026", "en": "6 June 2026", "de": "6. Juni 2026"}
SPANS = {
    "da": "5.–6. juni 2026",
    "no": "5.–6. juni 2026",
    "sv": "5–6 juni 2026",
    "en": "5–6 June 2026",
    "de": "5.–6. Juni 2026",
}

#: Language, whether the event lasts two days, the programme, and its points: time, title, then place and people.
PROGRAMMES = [
    (
        "da",
        False,
        """Program
09.00 Velkomst v/ borgmester Anna Krogh Lund
9.30–10.15 Keynote: Havnens fremtid – Mia Holm, Aalborg Universitet (Sal A)
10.15 Kaffepause
kl. 13: Workshop: Byg din egen båd
14.30 Rundvisning med Jens Peter Dahl, Store Sal""",
        [
            ("06T09:00", "Velkomst", None, "Anna Krogh Lund"),
            ("06T09:30-10:15", "Keynote: Havnens fremtid", "Sal A", "Mia Holm"),
            ("06T10:15", "Kaffepause"),
            ("06T13:00", "Workshop: Byg din egen båd"),
            ("06T14:30", "Rundvisning", "Store Sal", "Jens Peter Dahl"),
        ],
    ),
    (
        "da",
        False,
        """Dagens program:
Kl. 10.00 | Åbning | Ole Vang | Foyeren
Kl. 10.30 | Byens lyd | Sara Mølgaard, komponist | Sal 2
Kl. 12.00 | Frokost""",
        [
            ("06T10:00", "Åbning", "Foyeren", "Ole Vang"),
            ("06T10:30", "Byens lyd", "Sal 2", "Sara Mølgaard"),
            ("06T12:00", "Frokost"),
        ],
    ),
    (
        "da",
        False,
        """Tid\tTitel\tTaler\tRum
10.00\tÅbning\tOle Vang\tFoyeren
10.30\tByens lyd\tSara Mølgaard\tSal 2
11.15\tPause\t\t""",
        [
            ("06T10:00", "Åbning", "Foyeren", "Ole Vang"),
            ("06T10:30", "Byens lyd", "Sal 2", "Sara Mølgaard"),
            ("06T11:15", "Pause"),
        ],
    ),
    (
        "da",
        False,
        """Program

10.00
Åbning ved formanden

10.30
Byens lyd
Sara Mølgaard, komponist

12.00
Frokost""",
        [
            ("06T10:00", "Åbning ved formanden"),
            ("06T10:30", "Byens lyd", None, "Sara Mølgaard"),
            ("06T12:00", "Frokost"),
        ],
    ),
    (
        "da",
        True,
        """Dag 1 – 5. juni
10.00 Åbning
11.00 Foredrag: Det gamle værft (Pia Bech Storm)
Dag 2
09.30 Morgenkaffe
10.00 Sejlads for alle""",
        [
            ("05T10:00", "Åbning"),
            ("05T11:00", "Foredrag: Det gamle værft", None, "Pia Bech Storm"),
            ("06T09:30", "Morgenkaffe"),
            ("06T10:00", "Sejlads for alle"),
        ],
    ),
    (
        "da",
        True,
        """Fredag den 5. juni

Kl. 19.00: Koncert med Havnekoret
Kl. 23.30: Natsejlads
Kl. 00.30: Suppe

Lørdag den 6. juni

Kl. 10.00: Marked
Kl. 15.00: Slut og tak for denne gang""",
        [
            ("05T19:00", "Koncert med Havnekoret"),
            ("05T23:30", "Natsejlads"),
            ("06T00:30", "Suppe"),
            ("06T10:00", "Marked"),
            ("06T15:00", "Slut og tak for denne gang"),
        ],
    ),
    (
        "da",
        False,
        """Sådan forløber dagen
• 10.00-10.45: Skibe i flaske i Sal B
• 11.00-11.45: Knob og stik i Sal C
• 12.10-13.00: Frokost i kantinen
• 13.10-14.00: Sømandssange ved Lise Tarp og Finn Holt""",
        [
            ("06T10:00-10:45", "Skibe i flaske", "Sal B"),
            ("06T11:00-11:45", "Knob og stik", "Sal C"),
            ("06T12:10-13:00", "Frokost", "kantinen"),
            ("06T13:10-14:00", "Sømandssange", None, "Lise Tarp, Finn Holt"),
        ],
    ),
    (
        "da",
        False,
        """Spor 1
10.00 Tovværk
11.00 Sejl
Spor 2
10.00 Motorer
11.00 Skruer""",
        [
            ("06T10:00", "Tovværk", "Spor 1"),
            ("06T11:00", "Sejl", "Spor 1"),
            ("06T10:00", "Motorer", "Spor 2"),
            ("06T11:00", "Skruer", "Spor 2"),
        ],
    ),
    (
        "da",
        False,
        """Tid | Sal 1 | Sal 2
10.00 | Tovværk | Motorer
11.00 | Sejl | Skruer
12.00 | Frokost for alle""",
        [
            ("06T10:00", "Tovværk", "Sal 1"),
            ("06T10:00", "Motorer", "Sal 2"),
            ("06T11:00", "Sejl", "Sal 1"),
            ("06T11:00", "Skruer", "Sal 2"),
            ("06T12:00", "Frokost for alle"),
        ],
    ),
    (
        "da",
        False,
        """Program

Velkomst
10.00–10.15

Byens lyd
10.15–11.00

Frokost
11.00–12.00""",
        [
            ("06T10:00-10:15", "Velkomst"),
            ("06T10:15-11:00", "Byens lyd"),
            ("06T11:00-12:00", "Frokost"),
        ],
    ),
    (
        "en",
        False,
        """Programme
9.00am Registration and coffee
9.30am Opening: why we sail – Dr Susan Marsh, University of Leeds
10.30am–11am Break
11am Ropes and knots with Peter Vale (Room B)
1pm Lunch""",
        [
            ("06T09:00", "Registration and coffee"),
            ("06T09:30", "Opening: why we sail", None, "Susan Marsh"),
            ("06T10:30-11:00", "Break"),
            ("06T11:00", "Ropes and knots", "Room B", "Peter Vale"),
            ("06T13:00", "Lunch"),
        ],
    ),
    (
        "en",
        False,
        """Agenda
17:30 Doors and pizza
18:00 Ines Falk: Where did my afternoon go?
18:45 Break
19:00 Tobias Renn: Caches all the way down""",
        [
            ("06T17:30", "Doors and pizza"),
            ("06T18:00", "Where did my afternoon go?", None, "Ines Falk"),
            ("06T18:45", "Break"),
            ("06T19:00", "Caches all the way down", None, "Tobias Renn"),
        ],
    ),
    (
        "en",
        True,
        """Day 1 – Friday 5 June
10:00 | Tides for beginners | Main Hall
11:30 | Charts by candlelight | Library
Day 2 – Saturday 6 June
09:00 | Rowing | Slipway""",
        [
            ("05T10:00", "Tides for beginners", "Main Hall"),
            ("05T11:30", "Charts by candlelight", "Library"),
            ("06T09:00", "Rowing", None, "", "Slipway"),
        ],
    ),
    (
        "en",
        True,
        """Friday
2pm: Arrival and tea
7.30pm: Sea songs, led by Molly Hart and Ed Pike
Saturday
10am: Net mending
12.15pm: Soup""",
        [
            ("05T14:00", "Arrival and tea"),
            ("05T19:30", "Sea songs", None, "Molly Hart, Ed Pike"),
            ("06T10:00", "Net mending"),
            ("06T12:15", "Soup"),
        ],
    ),
    (
        "en",
        False,
        """Schedule

10:00 - 10:30
Tides for beginners
Main Hall

10:45 - 11:30
Charts by candlelight
Speaker: Nora Quill
Room: Library

12:00 - 13:00
Lunch""",
        [
            ("06T10:00-10:30", "Tides for beginners", "Main Hall"),
            ("06T10:45-11:30", "Charts by candlelight", "Library", "Nora Quill"),
            ("06T12:00-13:00", "Lunch"),
        ],
    ),
    (
        "en",
        False,
        """Running order
From 12 noon - 1pm: Picnic
2.00pm - Parade of boats
3.15pm - Prize-giving (Mayor Alan Frost)
From 4pm - Tea on the quay""",
        [
            ("06T12:00-13:00", "Picnic"),
            ("06T14:00", "Parade of boats"),
            ("06T15:15", "Prize-giving", None, "Alan Frost"),
            ("06T16:00", "Tea on the quay"),
        ],
    ),
    (
        "en",
        False,
        """Time  Session  Speaker  Room
10:00  Tides for beginners  Nora Quill  Main Hall
11:00  Charts by candlelight  Owen Pike  Library
12:00  Lunch""",
        [
            ("06T10:00", "Tides for beginners", "Main Hall", "Nora Quill"),
            ("06T11:00", "Charts by candlelight", "Library", "Owen Pike"),
            ("06T12:00", "Lunch"),
        ],
    ),
    (
        "en",
        False,
        """Main Stage
13:00 The Tin Whistles
14:00 Cold Kettle
Garden Stage
13:30 Poems and pies
14:30 Story time for children""",
        [
            ("06T13:00", "The Tin Whistles", "Main Stage"),
            ("06T14:00", "Cold Kettle", "Main Stage"),
            ("06T13:30", "Poems and pies", "Garden Stage"),
            ("06T14:30", "Story time for children", "Garden Stage"),
        ],
    ),
    (
        "en",
        False,
        """7.00pm – Welcome drinks
7.30pm – A short history of fog
A talk about a thing that nobody can see.
8.30pm – Questions""",
        [
            ("06T19:00", "Welcome drinks"),
            ("06T19:30", "A short history of fog", None, "", "A talk about a thing that nobody can see."),
            ("06T20:30", "Questions"),
        ],
    ),
    (
        "no",
        False,
        """Program
Kl. 10.00 Velkommen ved ordfører Kari Moe Lien
Kl. 10.30–11.15 Havna før og nå – Ola Bergset, historiker (Storsalen)
Kl. 11.15 Lunsj""",
        [
            ("06T10:00", "Velkommen", None, "Kari Moe Lien"),
            ("06T10:30-11:15", "Havna før og nå", "Storsalen", "Ola Bergset"),
            ("06T11:15", "Lunsj"),
        ],
    ),
    (
        "no",
        True,
        """Fredag 5. juni
18.00 Åpning
19.00 Konsert med Line Dahle
Lørdag 6. juni
11.00 Marked på kaia
13.00 Robåtløp""",
        [
            ("05T18:00", "Åpning"),
            ("05T19:00", "Konsert", None, "Line Dahle"),
            ("06T11:00", "Marked på kaia"),
            ("06T13:00", "Robåtløp"),
        ],
    ),
    (
        "no",
        False,
        """Kjøreplan
12:00
Åpning
12:30
Fiskesuppe
13:00
Loddtrekning""",
        [("06T12:00", "Åpning"), ("06T12:30", "Fiskesuppe"), ("06T13:00", "Loddtrekning")],
    ),
    (
        "sv",
        False,
        """Program
Kl. 10.00 Välkommen! Kommunalråd Eva Lindmark
Kl. 10.30–11.15 Hamnen förr och nu – Olof Berg, historiker (Stora salen)
Kl. 11.15 Lunch""",
        [
            ("06T10:00", "Välkommen! Kommunalråd Eva Lindmark"),
            ("06T10:30-11:15", "Hamnen förr och nu", "Stora salen", "Olof Berg"),
            ("06T11:15", "Lunch"),
        ],
    ),
    (
        "sv",
        True,
        """Dag 1
13.00 | Invigning | Sal 1
14.00 | Segel och rep | Sal 2
Dag 2
10.00 | Fiskauktion
12.00 | Avslutning""",
        [
            ("05T13:00", "Invigning", "Sal 1"),
            ("05T14:00", "Segel och rep", "Sal 2"),
            ("06T10:00", "Fiskauktion"),
            ("06T12:00", "Avslutning"),
        ],
    ),
    (
        "sv",
        False,
        """Hålltider:
- 11.00–11.30: Körsång
- 12.00: Tipspromenad
- 14.00: Prisutdelning av landshövding Maria Alm""",
        [
            ("06T11:00-11:30", "Körsång"),
            ("06T12:00", "Tipspromenad"),
            ("06T14:00", "Prisutdelning", None, "Maria Alm"),
        ],
    ),
    (
        "de",
        False,
        """Programm
10:00 Uhr Begrüßung durch Bürgermeisterin Eva Lindner
10:30–11:15 Uhr Der Hafen einst und jetzt – Jan Ohlsen, Historiker (Saal 1)
11:15 Uhr Kaffeepause
ab 12 Uhr: Fischsuppe im Hof""",
        [
            ("06T10:00", "Begrüßung", None, "Eva Lindner"),
            ("06T10:30-11:15", "Der Hafen einst und jetzt", "Saal 1", "Jan Ohlsen"),
            ("06T11:15", "Kaffeepause"),
            ("06T12:00", "Fischsuppe", "Hof"),
        ],
    ),
    (
        "de",
        True,
        """Freitag, 5. Juni
18.00 Uhr: Eröffnung
19.30 Uhr: Lieder von der See mit Anke Brandt und Uwe Tiel
Samstag, 6. Juni
11.00 Uhr: Fischmarkt
15.00 Uhr: Ausklang""",
        [
            ("05T18:00", "Eröffnung"),
            ("05T19:30", "Lieder von der See", None, "Anke Brandt, Uwe Tiel"),
            ("06T11:00", "Fischmarkt"),
            ("06T15:00", "Ausklang"),
        ],
    ),
    (
        "de",
        False,
        """Uhrzeit | Programmpunkt | Referent | Raum
09.00 | Anmeldung | – | Foyer
09.30 | Taue und Knoten | Dr. Ute Harms | Raum 12
10.30 | Pause""",
        [
            ("06T09:00", "Anmeldung", "Foyer"),
            ("06T09:30", "Taue und Knoten", "Raum 12", "Ute Harms"),
            ("06T10:30", "Pause"),
        ],
    ),
]


def only_event(text: str, code: str | None = None) -> Event:
    (event,) = recognise(text, language=code).items
    assert isinstance(event, Event)
    return event


def points(event: Event) -> list[tuple[str, str, str, str, str]]:
    found = []
    for part in event.sub_events:
        begin = part.start.isoformat()[8:16] if part.start else ""
        end = f"-{part.end.isoformat()[11:16]}" if part.end else ""
        found.append((begin + end, part.title, part.location or "", ", ".join(part.performers), part.summary or ""))
    return found


def whole(point: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(value or "" for value in (*point, *("",) * (5 - len(point))))


@pytest.mark.parametrize(("code", "is_long", "programme", "wanted"), PROGRAMMES)
def test_programme_of_an_event(code: str, is_long: bool, programme: str, wanted: list[tuple[str | None, ...]]) -> None:
    when = (SPANS if is_long else DAYS)[code]
    event = only_event(f"{HEADS[code].format(when=when)}\n{programme}\n", code)
    assert points(event) == [whole(point) for point in wanted]
    assert str(event.start) == ("2026-06-05" if is_long else "2026-06-06")
    (evidence,) = [e for e in event.evidence if e.field == "sub_events"]
    assert evidence.rule == "event.timetable"
    assert evidence.lines == (8, 7 + len(programme.split("\n")))
    assert all(title not in (event.summary or "") for _, title, *_ in points(event))


#: What looks like a programme and is none; and how many events it is instead.
NONE = [
    ("da", HEADS["da"].format(when=DAYS["da"]) + "\n18.30 Dørene åbner\n19.00 Koncerten begynder\n", 1),
    ("da", HEADS["da"].format(when=DAYS["da"]) + "\nÅbningstider\n10.00-17.00 mandag\n10.00-15.00 lørdag\n", 1),
    ("da", HEADS["da"].format(when=DAYS["da"]) + "\nkl. 15.00 og 17.30\nkl. 19.00 og 21.00\n", None),
    (
        "da",
        """Sidste nyt fra lufthavnen
Lørdag den 6. juni 2026 gik det galt i lufthavnen, og der var ingen, der vidste hvorfor.

05.52: Tavlerne går i sort.
06.11: Vagten ringer til leverandøren.
07.43: Det første fly letter uden bagage.
""",
        None,
    ),
    (
        "da",
        HEADS["da"].format(when=DAYS["da"])
        + "\n10.00 Familieværksted: Byg en flaske\n13.00 Familieværksted: Byg en flaske\n",
        1,
    ),
    (
        "da",
        HEADS["da"].format(when=DAYS["da"])
        + "\n10.00 Foredrag om tang, 80 kr.\n13.00 Foredrag om sten, 60 kr.\n15.00 Foredrag om sand, 40 kr.\n",
        None,
    ),
    ("da", HEADS["da"].format(when=DAYS["da"]) + "\n14.00 Kaffe\n10.00 Foredrag om tang\n12.00 Frokost\n", 1),
    (
        "da",
        """Kirkens kalender

Søndag den 7. juni 2026
10.00 Højmesse, Ansgars Kirke
14.00 Gudstjeneste, Bovrup Kirke

Søndag den 14. juni 2026
10.00 Højmesse, Bovrup Kirke
16.00 Koncert, Ansgars Kirke
""",
        None,
    ),
    ("en", HEADS["en"].format(when=DAYS["en"]) + "\n7.00pm Doors open\n7.30pm Show starts\n", 1),
    ("en", HEADS["en"].format(when=DAYS["en"]) + "\n7.00pm Doors\n7.30pm Songs from the quay\n", 1),
    ("en", HEADS["en"].format(when=DAYS["en"]) + "\nOpening hours\n10.00-17.00 Monday\n10.00-15.00 Saturday\n", 1),
    (
        "en",
        HEADS["en"].format(when=DAYS["en"])
        + """
Every Thursday
10.30am Coffee stop
First Monday of the month
7pm Bell ringing for beginners
""",
        None,
    ),
    (
        "en",
        """Parish diary

Sunday 7 June 2026
10am Holy Communion, St Mark's Church
3pm Crib Service, St Jude's Chapel
6pm Evensong, St Mark's Church

Sunday 14 June 2026
10am Holy Communion, St Mark's Church
6pm Evensong, St Jude's Chapel
""",
        None,
    ),
    (
        "en",
        """What to do in Whitby in the summer when it rains

10.00 Take a walk on the quay and look for crabs.
13.00 Have a long lunch in the pub with the others.
""",
        None,
    ),
    ("no", HEADS["no"].format(when=DAYS["no"]) + "\n18.30 Dørene åpner\n19.00 Konserten begynner\n", 1),
    ("sv", HEADS["sv"].format(when=DAYS["sv"]) + "\n18.30 Insläpp\n19.00 Konserten börjar\n", 1),
    ("de", HEADS["de"].format(when=DAYS["de"]) + "\n19.00 Uhr Einlass\n20.00 Uhr Beginn\n", 1),
    (
        "de",
        HEADS["de"].format(when=DAYS["de"]) + "\nÖffnungszeiten\n10.00–17.00 Uhr Montag\n9.00–12.00 Uhr Freitag\n",
        1,
    ),
]


@pytest.mark.parametrize(("code", "text", "count"), NONE)
def test_what_is_no_programme(code: str, text: str, count: int | None) -> None:
    found = [item for item in recognise(text, language=code).items if isinstance(item, Event)]
    assert not any(event.sub_events for event in found)
    assert count is None or len(found) == count


def test_each_event_of_a_list_has_its_own_programme() -> None:
    text = """Arrangementer 2026

Havnens Dag
6. juni 2026
Gammel Havn
09.00 Velkomst
10.00 Sejlads

Skovens Dag
13. juni 2026
Storskoven
11.00 Gåtur
12.00 Bål og pølser
"""
    events = [item for item in recognise(text, language="da").items if isinstance(item, Event)]
    assert [event.title for event in events] == ["Havnens Dag", "Skovens Dag"]
    assert [[title for _, title, *_ in points(event)] for event in events] == [
        ["Velkomst", "Sejlads"],
        ["Gåtur", "Bål og pølser"],
    ]
    assert points(events[1])[0][0] == "13T11:00"


def test_event_keeps_the_time_that_it_says_itself() -> None:
    head = HEADS["da"].format(when="6. juni 2026 kl. 8.30-16")
    event = only_event(f"{head}\nProgram\n09.00 Velkomst\n10.00 Sejlads\n")
    assert str(event.start) == "2026-06-06 08:30:00+02:00"
    assert str(event.end) == "2026-06-06 16:00:00+02:00"


def test_programme_without_a_year_has_points_without_times() -> None:
    event = only_event(HEADS["da"].format(when="6. juni") + "\nProgram\n09.00 Velkomst\n10.00 Sejlads\n")
    assert event.start is None
    assert points(event) == [("", "Velkomst", "", "", ""), ("", "Sejlads", "", "", "")]


def test_only_date_heading_below_the_title_dates_the_event() -> None:
    text = """Sommerfest i Enghaven
Lørdag den 6. juni 2026
14.00 Åbning ved Lise Tarp
15.00 Tovtrækning
18.00 Grillen tændes

Kom og vær med, og tag en nabo under armen. Der er plads til alle, og det koster ikke noget at kigge forbi.
"""
    event = only_event(text, "da")
    assert event.title == "Sommerfest i Enghaven"
    assert [point[:2] for point in points(event)] == [
        ("06T14:00", "Åbning"),
        ("06T15:00", "Tovtrækning"),
        ("06T18:00", "Grillen tændes"),
    ]


def test_programme_in_the_block_of_one_event() -> None:
    text = """Event: Platform 2026
It-løsninger | Odense
Mød dem, der bygger platforme, og hør, hvad det har kostet dem, og hvad de har lært af det.
Program
09.00 Velkomst
09.30 Platforme i drift – Mia Holm, Kodehuset
27. maj 2026 | Gratis deltagelse

Navnenyt fra it-Danmark
Kodehuset A/S har pr. 1. maj 2026 ansat Ib Storm som udvikler.
"""
    (event,) = [item for item in recognise(text, language="da").items if isinstance(item, Event)]
    assert str(event.start) == "2026-05-27"
    assert [point[1] for point in points(event)] == ["Velkomst", "Platforme i drift"]


SPEAKERS = [
    (
        "da",
        "Talere:\nMia Holm, professor, Aalborg Universitet\nIb Storm – direktør i Kodehuset",
        ("Mia Holm", "Ib Storm"),
    ),
    ("da", "Medvirkende\n• Mia Holm (sang)\n• Ib Storm (bas)", ("Mia Holm", "Ib Storm")),
    ("da", "Talere: Mia Holm, Ib Storm og Pia Bech", ("Mia Holm", "Ib Storm", "Pia Bech")),
    ("no", "Talere:\nKari Moe, ordfører\nOla Bergset, historiker", ("Kari Moe", "Ola Bergset")),
    ("sv", "Medverkande:\nEva Lindmark, kommunalråd\nOlof Berg, historiker", ("Eva Lindmark", "Olof Berg")),
    ("en", "Speakers\nDr Susan Marsh, head of tides, Leeds\nPeter Vale, sailor", ("Susan Marsh", "Peter Vale")),
    ("en", "Our speakers:\n- Susan Marsh: tides\n- Peter Vale: knots", ("Susan Marsh", "Peter Vale")),
    ("de", "Referenten:\nProf. Dr. Ute Harms, Universität Emden\nJan Ohlsen, Historiker", ("Ute Harms", "Jan Ohlsen")),
]


@pytest.mark.parametrize(("code", "text", "wanted"), SPEAKERS)
def test_speakers_are_performers_and_no_notices(code: str, text: str, wanted: tuple[str, ...]) -> None:
    assert only_event(f"{HEADS[code].format(when=DAYS[code])}\n{text}\n", code).performers == wanted


TICKETS = [
    (
        "da",
        "Pris: 120 kr.",
        "Pris: Early bird 500 kr. (til 1. marts) / Normal 700 kr. / Studerende 200 kr.",
        [("Early bird", "500 kr"), ("Normal", "700 kr"), ("Studerende", "200 kr")],
        "2026-03-01",
    ),
    ("da", "Pris: 120 kr.", "Voksne 80 kr.\nBørn 40 kr.", [("Voksne", "80 kr"), ("Børn", "40 kr")], None),
    ("da", "Pris: 120 kr.", "Pris: 120 kr., medlemmer 90 kr.", [], None),
    ("da", "Pris: 120 kr.", "Pris: 120 kr.\nEarly bird indtil 1. maj 2026: 90 kr.", [], "2026-05-01"),
    ("no", "Pris: kr 120", "Pris: Voksen kr 250 / medlem kr 200", [("Voksen", "kr 250"), ("medlem", "kr 200")], None),
    ("sv", "Pris: 120 kr", "Pris: Vuxna 120 kr, barn 60 kr", [("Vuxna", "120 kr"), ("barn", "60 kr")], None),
    (
        "en",
        "Price: £12",
        "Price: Early bird £50 (until 1 March) / Standard £70 / Students £20",
        [("Early bird", "£50"), ("Standard", "£70"), ("Students", "£20")],
        "2026-03-01",
    ),
    ("en", "Price: £12", "Adult ....... £12\nChild ....... £6", [("Adult", "£12"), ("Child", "£6")], None),
    (
        "de",
        "Preis: 12 €",
        "Preis: Frühbucher 50 € (bis 1. März) / Normalpreis 70 €",
        [("Frühbucher", "50 €"), ("Normalpreis", "70 €")],
        "2026-03-01",
    ),
]


@pytest.mark.parametrize(("code", "old", "new", "wanted", "limit"), TICKETS)
def test_kinds_of_tickets(code: str, old: str, new: str, wanted: list[tuple[str, str]], limit: str | None) -> None:
    event = only_event(HEADS[code].format(when=DAYS[code]).replace(old, new), code)
    assert [(offer.name, offer.price) for offer in event.offers] == wanted
    assert str(event.start) == "2026-06-06"
    assert str(event.early_bird_deadline or "") == (limit or "")
    if new.startswith("Pri") and "\n" not in new:
        assert event.price == new.partition(": ")[2]


LARGER = [
    ("da", "Del af Kulturnatten 2026", "Kulturnatten 2026"),
    ("da", "Arrangementet er en del af Havnens Uge.", "Havnens Uge"),
    ("no", "En del av Kystkulturdagene", "Kystkulturdagene"),
    ("sv", "Ingår i Kulturnatten 2026", "Kulturnatten 2026"),
    ("en", "Part of the Whitby Festival of Light", "Whitby Festival of Light"),
    ("de", "Im Rahmen der Emder Hafentage", "Emder Hafentage"),
    ("da", "Havnen er en del af Kolding.", None),
]


@pytest.mark.parametrize(("code", "line", "wanted"), LARGER)
def test_what_an_event_is_part_of(code: str, line: str, wanted: str | None) -> None:
    head, _, rest = HEADS[code].format(when=DAYS[code]).partition("\n")
    event = only_event(f"{head}\n{line}\n{rest}", code)
    assert event.super_event == wanted
    assert event.title == head


@pytest.mark.parametrize(("code", "is_long", "programme", "wanted"), PROGRAMMES)
def test_form_of_the_text_changes_no_point(
    code: str, is_long: bool, programme: str, wanted: list[tuple[str | None, ...]]
) -> None:
    text = f"{HEADS[code].format(when=(SPANS if is_long else DAYS)[code])}\n{programme}\n"
    rows = text.split("\n")
    forms = {
        "crlf": text.replace("\n", "\r\n"),
        "indented": "\n".join(f"    {row}" if row else row for row in rows),
        "no-break spaces": "\n".join(row.replace(" ", "\u00a0") for row in rows),
        "wrapped": "\n".join(part for row in rows for part in (textwrap.wrap(row, 60) if row.endswith(".") else [row])),
        "noise below": f"{text}\n\nCookies\nFacebook | Instagram | RSS\n",
    }
    for name, form in forms.items():
        assert points(only_event(form, code)) == [whole(point) for point in wanted], name


def test_headings_of_groups_begin_the_times_anew() -> None:
    text = """Åbent hus på brandstationen
Lørdag den 6. juni 2026 holder vi åbent hus på stationen, og alle er velkomne til at komme forbi og se bilerne.

For børn:
10.00 Sprøjt med slange
11.00 Tur i stigen

For voksne:
10.00 Førstehjælp
11.30 Sluk en gryde

Stationen ligger på Slukvej 4, 7100 Vejle.
"""
    event = only_event(text, "da")
    assert str(event.start) == "2026-06-06"
    assert [point[:2] for point in points(event)] == [
        ("06T10:00", "Sprøjt med slange"),
        ("06T11:00", "Tur i stigen"),
        ("06T10:00", "Førstehjælp"),
        ("06T11:30", "Sluk en gryde"),
    ]


def test_title_can_hold_the_date_of_the_event() -> None:
    text = """Sommerfest i Haveforeningen lørdag den 6. juni 2026

kl 10-11 Børnegymnastik
kl 11-12 Tovtrækning
kl 13 Fællesspisning

Tag selv service med.
"""
    event = only_event(text, "da")
    assert event.title == "Sommerfest i Haveforeningen"
    assert [point[:2] for point in points(event)] == [
        ("06T10:00-11:00", "Børnegymnastik"),
        ("06T11:00-12:00", "Tovtrækning"),
        ("06T13:00", "Fællesspisning"),
    ]


def test_times_can_stand_behind_the_titles() -> None:
    text = """Whitby Fish Festival
Saturday, June 6, 2026 | Harbour Side

Registration ........ 9:00 a.m.
Net throwing ........ 10:00 a.m.
Prize-giving ........ 3:00 p.m.

Bring a coat. The wind is strong and it will not be kind to you.
"""
    assert [point[:2] for point in points(only_event(text, "en"))] == [
        ("06T09:00", "Registration"),
        ("06T10:00", "Net throwing"),
        ("06T15:00", "Prize-giving"),
    ]


def test_weekdays_before_the_times_are_days_of_the_event() -> None:
    event = only_event(
        HEADS["en"].format(when=SPANS["en"]) + "\nFri 7pm: Arrival\nSat 9am: Rowing\nSat 11am: Soup\n", "en"
    )
    assert [point[:2] for point in points(event)] == [
        ("05T19:00", "Arrival"),
        ("06T09:00", "Rowing"),
        ("06T11:00", "Soup"),
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "10.30 Coffee"),
        ("en", "12 noon: Lunch"),
        ("en", "– Wednesday, 10am Coffee"),
        ("en", "between 2 and 5 pm Coffee"),
        ("en", "Coffee and cake | The big hall of the club | 10.30"),
        ("en", "half past seven: Quiz"),
        ("da", "halv otte: Kor"),
        ("da", "Onsdag kl. 10: Kaffe"),
        ("de", "Mittwoch, um 10 Uhr Kaffee"),
    ],
)
def test_every_line_that_is_a_point_is_looked_at(code: str, text: str) -> None:
    know = knowledge(code, (), ())
    lines = read_lines(f"{text}\nThe hall\n{text}")
    assert read_point(lines, 0, know) is not None
    assert candidates(lines, know) == [0, 2]


def test_a_line_whose_time_stands_far_behind_or_nowhere_is_no_candidate() -> None:
    lines = read_lines("The big hall of the club opens at 10.30\n12 cakes, 4 of them large\nThe hall | Cork")
    assert candidates(lines, knowledge("en", (), ())) == []
