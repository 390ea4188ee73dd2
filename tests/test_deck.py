"""Calendars whose cards were copied line by line: what each line tells, by its kind and by its place in all cards."""

from __future__ import annotations

import pytest

from feeds.model import Event
from feeds.recognise import recognise

#: Language, page, and of each event its title, start, end, place, price and status.
CALENDARS: dict[str, tuple[str, str, list[tuple[str | None, ...]]]] = {
    "kind, badge, day, title, place, price, button": (
        "da",
        """Lindby Bibliotekerne
Åbningstider
Log ind

Arrangementer

Vælg emne
Alle
Litteratur
Krea
Debat

Litteratur
Tirsdag d. 3. november 2026 kl. 19.00
Læsekreds om nordisk krimi
Lindby Bibliotek
Pris: 20 kr.
Læs mere

Krea
GRATIS
Lørdag d. 7. november 2026 kl. 10.30 - 12.00
Fold en stjerne
Filialen i Over Ask
Læs mere

Debat
NYHED
Onsdag d. 11. november 2026 kl. 17.00
Hvem ejer åen?
Lindby Bibliotek
Pris: Gratis
Læs mere

Krea
UDSOLGT
Lørdag d. 14. november 2026 kl. 10.30
Sy en sok
Filialen i Over Ask
Pris: 35 kr.
Læs mere

1 2 3 Næste
""",
        [
            ("Læsekreds om nordisk krimi", "2026-11-03T19:00", None, "Lindby Bibliotek", "20 kr.", None),
            ("Fold en stjerne", "2026-11-07T10:30", "2026-11-07T12:00", "Filialen i Over Ask", "GRATIS", None),
            ("Hvem ejer åen?", "2026-11-11T17:00", None, "Lindby Bibliotek", "Gratis", None),
            ("Sy en sok", "2026-11-14T10:30", None, "Filialen i Over Ask", "35 kr.", None),
        ],
    ),
    "day, title, town and house, hours, price": (
        "de",
        """Feste und Märkte im Lautertal
Termine 2026
Art: alle | Flohmarkt | Krämermarkt | Weinfest

APRIL

11.04.2026
Frühlingsflohmarkt
Altlauter, Festwiese
9-15 Uhr
Details

18.04. - 19.04.2026
Krämermarkt
Neulauter, Marktgasse
Eintritt frei
NEU
Details

MAI

09.05.2026
Flohmarkt
Altlauter, Festwiese
8-14 Uhr
ABGESAGT

23.05.2026
Weinfest am Turm
Lauterbrück, Turmhof
16-23 Uhr
Eintritt: 3 €
Details

Termin melden
Impressum
""",
        [
            ("Frühlingsflohmarkt", "2026-04-11T09:00", "2026-04-11T15:00", "Altlauter, Festwiese", None, None),
            ("Krämermarkt", "2026-04-18", "2026-04-20", "Neulauter, Marktgasse", "Eintritt frei", None),
            ("Flohmarkt", "2026-05-09T08:00", "2026-05-09T14:00", "Altlauter, Festwiese", None, "cancelled"),
            ("Weinfest am Turm", "2026-05-23T16:00", "2026-05-23T23:00", "Lauterbrück, Turmhof", "3 €", None),
        ],
    ),
    "days above several cards that open with the hour": (
        "sv",
        """Granby församling
Kalender

Söndag 4 oktober 2026

11:00
Högmässa
Granby kyrka
Karin Ek, präst. Kören sjunger.

16:00
Orgelkonsert
Vikens kapell
Fri entré
Läs mer

Onsdag 7 oktober 2026

12:00
Soppa och psalm
Församlingsgården
50 kr
Läs mer

18:30
Stickträff
Församlingsgården

Söndag 11 oktober 2026

11:00 - 12:30
Familjemässa
Vikens kapell

Visa fler
""",
        [
            ("Högmässa", "2026-10-04T11:00", None, "Granby kyrka", None, None),
            ("Orgelkonsert", "2026-10-04T16:00", None, "Vikens kapell", "Fri entré", None),
            ("Soppa och psalm", "2026-10-07T12:00", None, "Församlingsgården", "50 kr", None),
            ("Stickträff", "2026-10-07T18:30", None, "Församlingsgården", None, None),
            ("Familjemässa", "2026-10-11T11:00", "2026-10-11T12:30", "Vikens kapell", None, None),
        ],
    ),
    "films with their length, age and screen": (
        "no",
        """Fjordby kino
PÅ KINO NÅ   KOMMER   OM OSS

Uke 9, 2026

Torsdag 26. februar

17.30
Siste ferge
Drama, 1 t 48 min
Fra 12 år
Sal 1
Kjøp billett

20.00
Skyggen
Krim, 2 t 2 min
Fra 15 år
Sal 2
Få billetter igjen
Kjøp billett

Lørdag 28. februar

14.00
Bamse på tur
Barnefilm, 1 t 10 min
Tillatt for alle
Sal 2
Kjøp billett

18.00
Siste ferge
Drama, 1 t 48 min
Fra 12 år
Sal 1
Utsolgt

Billettpriser
Voksen 140 kr
Barn 100 kr
""",
        [
            ("Siste ferge", "2026-02-26T17:30", None, "Sal 1", None, None),
            ("Skyggen", "2026-02-26T20:00", None, "Sal 2", None, None),
            ("Bamse på tur", "2026-02-28T14:00", None, "Sal 2", None, None),
            ("Siste ferge", "2026-02-28T18:00", None, "Sal 1", None, None),
        ],
    ),
    "kind in capitals, badge, title, day, place, price": (
        "en",
        """Skip to content
HARBOUR ENGINEERS' CIRCLE
Join   Events   Log in

Events

Filter by
Type: All

LECTURE
Free
Why piers fail
3 March 2026, 18:00 - 19:30
Online
Find out more

COURSE
Sold out
Reading tide tables
12 March 2026, 9:30am - 4pm
Quayside Institute, Marport
£95
Join the waiting list

SITE VISIT
New
Inside the old lock
19 March 2026, 2pm
Lock House
£10
Find out more

COURSE
Ropes and knots
26 March 2026
Quayside Institute, Marport
From £40
Find out more

Showing 4 of 4 events
© Harbour Engineers' Circle 2026
""",
        [
            ("Why piers fail", "2026-03-03T18:00", "2026-03-03T19:30", "Online", "Free", None),
            (
                "Reading tide tables",
                "2026-03-12T09:30",
                "2026-03-12T16:00",
                "Quayside Institute, Marport",
                "£95",
                None,
            ),
            ("Inside the old lock", "2026-03-19T14:00", None, "Lock House", "£10", None),
            ("Ropes and knots", "2026-03-26", None, "Quayside Institute, Marport", "From £40", None),
        ],
    ),
    "short day and hour, kind, title, room, price, badge, button": (
        "no",
        """Elvestad kulturhus
Program våren 2026

Alle   Konsert   Teater   Barn

Mars

Fre 6. mars 20:00
KONSERT
Marit Skog Kvartett
Hovedscenen
320,-
Kjøp billett

Lør 14. mars 13:00
BARN
Trollet i kjelleren
Blackboksen
150,-
Få billetter igjen
Kjøp billett

April

Tor 9. apr. 19:30
TEATER
Naboer
Hovedscenen
AVLYST
290,-

Søn 19. apr. 18:00
FOREDRAG
Slik ble elva til
Blackboksen
Gratis
Bestill plass

Last inn flere
""",
        [
            ("Marit Skog Kvartett", "2026-03-06T20:00", None, "Hovedscenen", "320,-", None),
            ("Trollet i kjelleren", "2026-03-14T13:00", None, "Blackboksen", "150,-", None),
            ("Naboer", "2026-04-09T19:30", None, "Hovedscenen", "290,-", "cancelled"),
            ("Slik ble elva til", "2026-04-19T18:00", None, "Blackboksen", "Gratis", None),
        ],
    ),
    "no gaps, title first": (
        "en",
        """What's on at Tallow House
Spring 2026
Quiz of the county
Friday 13 March 2026, 7.30pm
Tallow House Bar
£5
Book now
The paper boat
Saturday 21 March 2026, 2pm
Studio Two
£9
Book now
Women of the mill
Thursday 26 March 2026, 7pm
Tallow House Bar
Free
Sold out
Big spring ceilidh
Saturday 28 March 2026, 8pm
Main Barn
£12
Book now
Tallow House, Mill Lane, Overby
""",
        [
            ("Quiz of the county", "2026-03-13T19:30", None, "Tallow House Bar", "£5", None),
            ("The paper boat", "2026-03-21T14:00", None, "Studio Two", "£9", None),
            ("Women of the mill", "2026-03-26T19:00", None, "Tallow House Bar", "Free", None),
            ("Big spring ceilidh", "2026-03-28T20:00", None, "Main Barn", "£12", None),
        ],
    ),
    "no gaps, kind first": (
        "sv",
        """Kulturhuset Ankaret
Kalendarium
Musik
Teater
Samtal

Musik
Fredag 6 mars 2026 kl. 19.00
Trion Norrsken
Stora salongen
180 kr
Teater
Lördag 7 mars 2026 kl. 15.00
Pippin och månen
Lilla scenen
90 kr
Samtal
Onsdag 11 mars 2026 kl. 18.00
Vem bygger staden?
Biblioteket
Fri entré
Musik
Lördag 14 mars 2026 kl. 20.00
Blås och bleck
Stora salongen
220 kr
""",
        [
            ("Trion Norrsken", "2026-03-06T19:00", None, "Stora salongen", "180 kr", None),
            ("Pippin och månen", "2026-03-07T15:00", None, "Lilla scenen", "90 kr", None),
            ("Vem bygger staden?", "2026-03-11T18:00", None, "Biblioteket", "Fri entré", None),
            ("Blås och bleck", "2026-03-14T20:00", None, "Stora salongen", "220 kr", None),
        ],
    ),
    "place above the title": (
        "de",
        """Kulturkalender Seefeld
Mai 2026

Kulturscheune
Fr, 8. Mai 2026, 20:00 Uhr
Die drei Tenöre vom Dorf
14 €
Tickets kaufen

Stadtbücherei
Di, 12. Mai 2026, 15:30 Uhr
Vorlesezeit mit Igel Ida
Eintritt frei
Mehr erfahren

Kulturscheune
Sa, 16. Mai 2026, 19:30 Uhr
Kabarett: Alles muss raus
18 €
Ausverkauft

Pfarrsaal St. Georg
So, 17. Mai 2026, 17:00 Uhr
Lieder der See
Eintritt frei
Mehr erfahren
""",
        [
            ("Die drei Tenöre vom Dorf", "2026-05-08T20:00", None, "Kulturscheune", "14 €", None),
            ("Vorlesezeit mit Igel Ida", "2026-05-12T15:30", None, "Stadtbücherei", "Eintritt frei", None),
            ("Kabarett: Alles muss raus", "2026-05-16T19:30", None, "Kulturscheune", "18 €", None),
            ("Lieder der See", "2026-05-17T17:00", None, "Pfarrsaal St. Georg", "Eintritt frei", None),
        ],
    ),
    "title, place, then day and hour apart": (
        "da",
        """Kalender for Sognene ved Aaen 2026

Høstgudstjeneste
Vester Kirke
20. september 2026
kl. 10.30
Gratis

Babysalmesang
Sognehuset, Kirkevej 4
23. september 2026
kl. 9.30 - 10.30
Tilmelding

Foredrag om klokker
Sognehuset, Kirkevej 4
29. september 2026
kl. 19.00
50 kr.

Aftensang
Vester Kirke
4. oktober 2026
kl. 17.00
Aflyst
""",
        [
            ("Høstgudstjeneste", "2026-09-20T10:30", None, "Vester Kirke", "Gratis", None),
            ("Babysalmesang", "2026-09-23T09:30", "2026-09-23T10:30", "Sognehuset, Kirkevej 4", None, None),
            ("Foredrag om klokker", "2026-09-29T19:00", None, "Sognehuset, Kirkevej 4", "50 kr.", None),
            ("Aftensang", "2026-10-04T17:00", None, "Vester Kirke", None, "cancelled"),
        ],
    ),
    "day over two lines, kind, title, place": (
        "en",
        """Dunmore Town Council
Events calendar 2026
Showing 4 events

12
JUN
Family
Picnic by the river
Weir Meadow
Free
More info

18
JUN
Music
Brass on the green
Castle Green
£3
More info

20
JUN
Family
Build a bug hotel
Weir Meadow
£2
More info

27
JUN
Talk
A history of the ferry
Town Library
Free
More info
""",
        [
            ("Picnic by the river", "2026-06-12", None, "Weir Meadow", "Free", None),
            ("Brass on the green", "2026-06-18", None, "Castle Green", "£3", None),
            ("Build a bug hotel", "2026-06-20", None, "Weir Meadow", "£2", None),
            ("A history of the ferry", "2026-06-27", None, "Town Library", "Free", None),
        ],
    ),
    "days above cards without gaps": (
        "de",
        """Gemeindehaus Sankt Anna
Wochenprogramm
Montag, 5. Oktober 2026
10:00 Uhr
Seniorentanz
Großer Saal
4 €
15:00 Uhr
Spielenachmittag
Clubraum
kostenlos
Dienstag, 6. Oktober 2026
9:30 Uhr
Krabbelgruppe
Clubraum
19:00 Uhr
Chorprobe
Großer Saal
Mittwoch, 7. Oktober 2026
18:00 Uhr
Nähtreff
Clubraum
2 €
""",
        [
            ("Seniorentanz", "2026-10-05T10:00", None, "Großer Saal", "4 €", None),
            ("Spielenachmittag", "2026-10-05T15:00", None, "Clubraum", "kostenlos", None),
            ("Krabbelgruppe", "2026-10-06T09:30", None, "Clubraum", None, None),
            ("Chorprobe", "2026-10-06T19:00", None, "Großer Saal", None, None),
            ("Nähtreff", "2026-10-07T18:00", None, "Clubraum", "2 €", None),
        ],
    ),
    "a line of text below each title": (
        "en",
        """Ashby Library Events 2026

Monday 2 March 2026, 10:30am
Rhyme time
Songs and stories for under-fives.
Children's Library
Free
Book

Tuesday 3 March 2026, 6pm
Meet the author: Ines Dorn
The novelist talks about her new book.
Reading Room
£4
Book

Saturday 7 March 2026, 11am
Code club
Make your first game with us.
Children's Library
Free
Few places left
""",
        [
            ("Rhyme time", "2026-03-02T10:30", None, "Children's Library", "Free", None),
            ("Meet the author: Ines Dorn", "2026-03-03T18:00", None, "Reading Room", "£4", None),
            ("Code club", "2026-03-07T11:00", None, "Children's Library", "Free", None),
        ],
    ),
    "price and badge before the title": (
        "da",
        """Bio Lygten
Alle film
Forpremiere
Klassiker

Forpremiere
Fredag 2. oktober 2026 kl. 19.00
95 kr.
Få billetter tilbage
Broen ved Hamre
Sal 1
Køb billet

Klassiker
Søndag 4. oktober 2026 kl. 14.00
70 kr.
Den gyldne sporvogn
Sal 2
Køb billet

Forpremiere
Torsdag 8. oktober 2026 kl. 20.30
95 kr.
Udsolgt
Nattens ekspres
Sal 1

Klassiker
Søndag 11. oktober 2026 kl. 14.00
70 kr.
Piger i regn
Sal 2
Køb billet
""",
        [
            ("Broen ved Hamre", "2026-10-02T19:00", None, "Sal 1", "95 kr.", None),
            ("Den gyldne sporvogn", "2026-10-04T14:00", None, "Sal 2", "70 kr.", None),
            ("Nattens ekspres", "2026-10-08T20:30", None, "Sal 1", "95 kr.", None),
            ("Piger i regn", "2026-10-11T14:00", None, "Sal 2", "70 kr.", None),
        ],
    ),
    "place last behind the button, kind below the title": (
        "sv",
        """Evenemang i Tallviks kommun 2026

Ljusfest vid ån
Familj
14 november 2026 kl. 16:00
Fri entré
Läs mer
Åparken

Släktforskning för nybörjare
Kurs
17 november 2026 kl. 18:00-20:00
150 kr
Boka plats
Tallviks bibliotek

Adventsmarknad
Marknad
28 november - 29 november 2026
Fri entré
Läs mer
Hembygdsgården

Julgranen tänds
Familj
29 november 2026 kl. 15:30
Fri entré
Läs mer
Åparken
""",
        [
            ("Ljusfest vid ån", "2026-11-14T16:00", None, "Åparken", "Fri entré", None),
            (
                "Släktforskning för nybörjare",
                "2026-11-17T18:00",
                "2026-11-17T20:00",
                "Tallviks bibliotek",
                "150 kr",
                None,
            ),
            ("Adventsmarknad", "2026-11-28", "2026-11-30", "Hembygdsgården", "Fri entré", None),
            ("Julgranen tänds", "2026-11-29T15:30", None, "Åparken", "Fri entré", None),
        ],
    ),
    "hour below the title, days above": (
        "no",
        """Solberg menighet
Kalender

Søndag 8. november 2026

Gudstjeneste
kl. 11.00
Solberg kirke

Kveldsbønn
kl. 19.00
Åsen kapell

Tirsdag 10. november 2026

Språkkafé
kl. 17.30
Menighetshuset
Gratis

Korøvelse
kl. 19.00
Menighetshuset

Torsdag 12. november 2026

Bibeltime
kl. 18.00
Åsen kapell
""",
        [
            ("Gudstjeneste", "2026-11-08T11:00", None, "Solberg kirke", None, None),
            ("Kveldsbønn", "2026-11-08T19:00", None, "Åsen kapell", None, None),
            ("Språkkafé", "2026-11-10T17:30", None, "Menighetshuset", "Gratis", None),
            ("Korøvelse", "2026-11-10T19:00", None, "Menighetshuset", None, None),
            ("Bibeltime", "2026-11-12T18:00", None, "Åsen kapell", None, None),
        ],
    ),
    "every line a paragraph": (
        "de",
        """Veranstaltungen 2026

Ausstellung

12.03.2026, 18:00 Uhr

Licht und Lehm

Museum am Wall

Eintritt frei

Mehr lesen

Lesung

19.03.2026, 19:30 Uhr

Die Frau am Kai

Buchhandlung Stern

8 €

Mehr lesen

Ausstellung

26.03.2026, 17:00 Uhr

Karten von gestern

Museum am Wall

Eintritt frei

Mehr lesen
""",
        [
            ("Licht und Lehm", "2026-03-12T18:00", None, "Museum am Wall", "Eintritt frei", None),
            ("Die Frau am Kai", "2026-03-19T19:30", None, "Buchhandlung Stern", "8 €", None),
            ("Karten von gestern", "2026-03-26T17:00", None, "Museum am Wall", "Eintritt frei", None),
        ],
    ),
}


def told(event: Event) -> tuple[str | None, ...]:
    def moment(value: object) -> str | None:
        return None if value is None else value.isoformat()[:16]  # type: ignore[attr-defined]

    return event.title, moment(event.start), moment(event.end), event.location, event.price, event.status


@pytest.mark.parametrize("form", CALENDARS)
def test_the_lines_of_cards_are_told_apart(form: str) -> None:
    language, text, expected = CALENDARS[form]
    assert [told(item) for item in recognise(text, language=language).items if isinstance(item, Event)] == expected
