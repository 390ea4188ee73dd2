"""Listings of events in many shapes and five languages: rows, date headings, bullets, and what stands round them."""

from __future__ import annotations

import pytest

from feeds.model import Event
from feeds.recognise import recognise


def rows(text: str, language: str) -> list[str]:
    """Give each event of a page as `title | start | end | location | price | status`."""
    events = [item for item in recognise(text, language=language).items if isinstance(item, Event)]
    return [_row(event) for event in events]


def _row(event: Event) -> str:
    facts = (event.title, _moment(event.start), _moment(event.end), event.location, event.price, event.status)
    return " | ".join(fact or "" for fact in facts).rstrip(" |")


def _moment(value: object) -> str:
    return "" if value is None else str(value)[:16].replace(" ", "T")


#: What the page shows, its language, the page, and its events.
PAGES = [
    (
        "the foot of the page names the year, below a link to more",
        "da",
        """
Lunde Bibliotek
Arrangementer

Babyrytmik
onsdag 15. april 10:00 - 10:45
Lunde Bibliotek, Børneområdet
30 kr.

Forfatteraften: Ida Rask
torsdag 16. april 19:30 - 21:00
Lunde Bibliotek, Salen
120 kr. | Få pladser

Plantebytte
lørdag 18. april 10:00 - 14:00
Torvet foran biblioteket
Gratis

Se alle arrangementer
Følg os på Facebook
© Lunde Bibliotek 2026
""",
        """
Babyrytmik | 2026-04-15T10:00 | 2026-04-15T10:45 | Lunde Bibliotek, Børneområdet | 30 kr.
Forfatteraften: Ida Rask | 2026-04-16T19:30 | 2026-04-16T21:00 | Lunde Bibliotek, Salen | 120 kr.
Plantebytte | 2026-04-18T10:00 | 2026-04-18T14:00 | Torvet foran biblioteket | Gratis
""",
    ),
    (
        "sections of a newsletter, a last day in one",
        "no",
        """
Vestby Idrettslag
Nyhetsbrev nr. 4, april 2026

Hei alle medlemmer!

DUGNAD
Lørdag 18. april kl. 10–14 rydder vi klubbhuset. Ta med rake og godt humør.

ÅRSMØTE
Årsmøtet holdes tirsdag 28. april kl. 19.00 i klubbhuset. Saker må være innkommet innen 14. april.

NYTT STYRE I HÅNDBALLGRUPPA
Line Berg er valgt til ny leder etter Petter Aas, som har gitt seg etter seks år. Nina Dale er ny kasserer.

HUSK
Loppemarked 9. mai kl. 11-15 på skolen.
""",
        """
DUGNAD | 2026-04-18T10:00 | 2026-04-18T14:00
ÅRSMØTE | 2026-04-28T19:00 |  | klubbhuset
Loppemarked | 2026-05-09T11:00 | 2026-05-09T15:00 | skolen
""",
    ),
    (
        "a table with what is sold out and called off",
        "da",
        """
Musikhuset Kilden – program forår 2026

MARTS

Fre 6/3  kl. 20   Trio Nordlys (jazz)         Store Sal   140 kr.
Lør 14/3 kl. 20   Grethe Holm synger Mols     Lille Sal   110 kr.
Søn 22/3 kl. 15   Børnekoncert: Bjørnen       Store Sal   60 kr.

APRIL

Fre 10/4 kl. 20   AFLYST: Blæs & Bro
Lør 25/4 kl. 21   Dansk Rockorkester          Store Sal   180 kr. (udsolgt)
""",
        """
Trio Nordlys (jazz) | 2026-03-06T20:00 |  | Store Sal | 140 kr.
Grethe Holm synger Mols | 2026-03-14T20:00 |  | Lille Sal | 110 kr.
Børnekoncert: Bjørnen | 2026-03-22T15:00 |  | Store Sal | 60 kr.
Blæs & Bro | 2026-04-10T20:00 |  |  |  | cancelled
Dansk Rockorkester | 2026-04-25T21:00 |  | Store Sal | 180 kr.
""",
    ),
    (
        "a concert and what repeats in the vestry",
        "da",
        """
Kirkebladet for Sønder Bjerre
Juni – august 2026 · Nr. 3

KIRKEKONCERT
Søndag den 14. juni kl. 16 i Sønder Bjerre Kirke
Kammerkoret Vox synger danske sange. Fri entré.

STRIKKECAFÉ
Hver anden torsdag kl. 14-16 i konfirmandstuen. Første gang den 4. juni.
""",
        """
KIRKEKONCERT | 2026-06-14T16:00 |  | Sønder Bjerre Kirke | Fri entré
STRIKKECAFÉ | 2026-06-04T14:00 | 2026-06-04T16:00 | konfirmandstuen
""",
    ),
    (
        "a day that heads each of its events",
        "en",
        """
Events in May

Saturday 9 May 2026
Plant swap
10am-1pm
Market Square, Thorley
Bring your spare cuttings.

Saturday 9 May 2026
Dawn birdwalk
5.30am-8am
Swan Lane car park
Warden Tina Brogard shows the way.

Sunday 10 May 2026
Open gardens
2pm-5pm
Lime Avenue 22, Thorley
Cakes and tea.
""",
        """
Plant swap | 2026-05-09T10:00 | 2026-05-09T13:00 | Market Square, Thorley
Dawn birdwalk | 2026-05-09T05:30 | 2026-05-09T08:00 | Swan Lane car park
Open gardens | 2026-05-10T14:00 | 2026-05-10T17:00 | Lime Avenue 22, Thorley
""",
    ),
    (
        "a day that heads each of its events",
        "de",
        """
Veranstaltungskalender Mai 2026

Samstag, 9. Mai 2026
Pflanzentausch
10.00–13.00 Uhr
Marktplatz Rotbach
Bringen Sie Ableger mit.

Samstag, 9. Mai 2026
Flohmarkt
14.00–17.00 Uhr
Gemeindehaus Rotbach
Kaffee und Kuchen.

Sonntag, 10. Mai 2026
Offener Garten
11.00–16.00 Uhr
Lindenallee 22, Rotbach
Eintritt frei.
""",
        """
Pflanzentausch | 2026-05-09T10:00 | 2026-05-09T13:00 | Marktplatz Rotbach
Flohmarkt | 2026-05-09T14:00 | 2026-05-09T17:00 | Gemeindehaus Rotbach
Offener Garten | 2026-05-10T11:00 | 2026-05-10T16:00 | Lindenallee 22, Rotbach | Eintritt frei
""",
    ),
    (
        "services below feast days, the place before the hour",
        "en",
        """
PARISH NEWS
No. 2 – 2026 – 61st year

SERVICES

Palm Sunday, 29 March
St Olaf's Church 11am. Family Communion.

Maundy Thursday 2 April
Lower Chapel 6pm. Sung Eucharist.

Good Friday 3 April
St Olaf's Church 2pm. Passion service.

Easter Day 5 April
St Olaf's Church 10.30am. Festal Eucharist. The choir sings.
""",
        """
Family Communion | 2026-03-29T11:00 |  | St Olaf's Church
Sung Eucharist | 2026-04-02T18:00 |  | Lower Chapel
Passion service | 2026-04-03T14:00 |  | St Olaf's Church
Festal Eucharist | 2026-04-05T10:30 |  | St Olaf's Church
""",
    ),
    (
        "services below feast days, the place before the hour",
        "sv",
        """
Församlingsblad nr 2 2026

Gudstjänster

Palmsöndagen 29 mars
Hovby kyrka kl. 11. Familjegudstjänst.

Skärtorsdagen 2 april
Nedre kapellet kl. 18. Mässa.

Långfredagen 3 april
Hovby kyrka kl. 15. Långfredagsgudstjänst.

Påskdagen 5 april
Hovby kyrka kl. 11. Högmässa. Kören sjunger.
""",
        """
Familjegudstjänst | 2026-03-29T11:00 |  | Hovby kyrka
Mässa | 2026-04-02T18:00 |  | Nedre kapellet
Långfredagsgudstjänst | 2026-04-03T15:00 |  | Hovby kyrka
Högmässa | 2026-04-05T11:00 |  | Hovby kyrka
""",
    ),
    (
        "services below feast days, the place before the hour",
        "de",
        """
Gemeindebrief 2/2026

Gottesdienste

Palmsonntag, 29. März
Pauluskirche 10.00 Uhr: Familiengottesdienst

Gründonnerstag, 2. April
Gemeindehaus 19.00 Uhr: Tischabendmahl

Karfreitag, 3. April
Pauluskirche 15.00 Uhr: Andacht zur Sterbestunde

Ostermontag, 6. April
Pauluskirche 10.00 Uhr: Gottesdienst mit Taufe
""",
        """
Familiengottesdienst | 2026-03-29T10:00 |  | Pauluskirche
Tischabendmahl | 2026-04-02T19:00 |  | Gemeindehaus
Andacht zur Sterbestunde | 2026-04-03T15:00 |  | Pauluskirche
Gottesdienst mit Taufe | 2026-04-06T10:00 |  | Pauluskirche
""",
    ),
    (
        "services below feast days, the place before the hour",
        "da",
        """
Kirkebladet nr. 3 · 2026

Gudstjenester

Søndag 7. juni
Hovby Kirke kl. 10.30 Højmesse v/ Anna Holm

Søndag 14. juni
Nørre Kapel kl. 9.00 Gudstjeneste v/ Bo Lind
Hovby Kirke kl. 10.30 Højmesse v/ Anna Holm

2. s. e. Trinitatis 21. juni
Hovby Kirke kl. 14 Friluftsgudstjeneste
""",
        """
Højmesse v/ Anna Holm | 2026-06-07T10:30 |  | Hovby Kirke
Gudstjeneste v/ Bo Lind | 2026-06-14T09:00 |  | Nørre Kapel
Højmesse v/ Anna Holm | 2026-06-14T10:30 |  | Hovby Kirke
Friluftsgudstjeneste | 2026-06-21T14:00 |  | Hovby Kirke
""",
    ),
    (
        "a bullet before each title, its day and its price below",
        "no",
        """
KULTURHUSET GARNERIET
Programmet for høsten 2026

▪ Jazzkonsert: Trine Balle Kvartett
Fredag 11. september kl. 20.00
Inngang: kr 160
Melodisk jazz med røtter i folkevisa. Dørene åpner kl. 19.00.

▪ Foredrag: Ti år som fyrvokter
Tirsdag 29. september kl. 19.30
Inngang: kr 75
Eivind Rask forteller om livet på fyret og viser egne lysbilder fra havet.

▪ Barneteater: Den lille moldvarpen
Søndag 11. oktober kl. 14.00
Inngang: kr 50
Teateret Trillebør spiller for barn fra tre år og voksne som vil være med.
""",
        """
Jazzkonsert: Trine Balle Kvartett | 2026-09-11T20:00 |  |  | kr 160
Foredrag: Ti år som fyrvokter | 2026-09-29T19:30 |  |  | kr 75
Barneteater: Den lille moldvarpen | 2026-10-11T14:00 |  |  | kr 50
""",
    ),
    (
        "titles above day and hour, a sentence below",
        "en",
        """
THE SPINNING MILL
Autumn programme 2026

Jazz: Trine Balle Quartet
Friday 11 September, 8pm
Melodic Danish jazz with its roots in folk song and a good deal of wit.

Ten years a lighthouse keeper
Tuesday 29 September, 7.30pm
Ned Rask tells of life on the rock and shows slides of his own from the years at sea.

Children's theatre: The little mole
Sunday 11 October, 2pm
The Wheelbarrow Company plays for children of three and more, and for their parents too.
""",
        """
Jazz: Trine Balle Quartet | 2026-09-11T20:00
Ten years a lighthouse keeper | 2026-09-29T19:30
Children's theatre: The little mole | 2026-10-11T14:00
""",
    ),
    (
        "titles above day and hour, a sentence below",
        "de",
        """
SPINNEREI KULTURHAUS
Programm Herbst 2026

Jazzkonzert: Trine Balle Quartett

Freitag, 11. September, 20 Uhr
Eintritt: 16 €
Melodischer Jazz mit Wurzeln im Volkslied und einer guten Portion Witz.

Vortrag: Zehn Jahre auf dem Leuchtturm

Dienstag, 29. September, 19.30 Uhr
Eintritt: 8 €
Eike Rask erzählt vom Leben auf dem Turm und zeigt eigene Lichtbilder.

Kindertheater: Der kleine Maulwurf

Sonntag, 11. Oktober, 14 Uhr
Eintritt: 5 €
Das Theater Schubkarre spielt für Kinder ab drei Jahren.
""",
        """
Jazzkonzert: Trine Balle Quartett | 2026-09-11T20:00 |  |  | 16 €
Vortrag: Zehn Jahre auf dem Leuchtturm | 2026-09-29T19:30 |  |  | 8 €
Kindertheater: Der kleine Maulwurf | 2026-10-11T14:00 |  |  | 5 €
""",
    ),
    (
        "a reminder in a newsletter",
        "en",
        """
STAFF NEWS
Newsletter for all at Kestrel Power, May 2026

New faces
Ingrid Rustad joined as safety adviser on 4 May.
Martin Cole has been appointed site engineer at the Rena office from 1 June.

Congratulations
50 years: Trevor Nord, 12 May

Save the date
Gala 19 June at 6pm at Tangen Pier. Sign up at reception by 5 June.
""",
        """
Gala | 2026-06-19T18:00 |  | Tangen Pier
""",
    ),
    (
        "a reminder in a newsletter",
        "da",
        """
KRAFTVÆRKET ØST – INTERNT
Nyhedsbrev til ansatte, maj 2026

Nye folk
Ingrid Rustad begyndte som HMS-rådgiver 4. maj.
Mads Lind er ansat som driftsingeniør på Rena-kontoret fra 1. juni.

Tillykke
50 år: Trygve Nord 12. maj

Husk også
Sommerfest den 19. juni kl. 18 på Tangen brygge. Tilmelding i receptionen senest 5. juni.
""",
        """
Sommerfest | 2026-06-19T18:00 |  | Tangen brygge
""",
    ),
    (
        "a reminder in a newsletter",
        "de",
        """
KRAFTWERK OST INTERN
Newsletter für Mitarbeitende, Mai 2026

Neu bei uns
Inge Rusting ist seit 4. Mai als Sicherheitsberaterin bei uns.
Martin Kohl wird zum 1. Juni Betriebsingenieur im Büro Rena.

Wir gratulieren
50 Jahre: Theo Nord, 12. Mai

Nicht vergessen
Sommerfest am 19. Juni um 18 Uhr im Stadtpark. Anmeldung am Empfang bis 5. Juni.
""",
        """
Sommerfest | 2026-06-19T18:00 |  | Stadtpark
""",
    ),
    (
        "what repeats below a register of names",
        "sv",
        """
FÖRSAMLINGSBLAD FÖR HOVBY
Nr 2 – 2026

DET HÄNDER

Tisdag 14 april kl. 19.30: Sångafton i Nedre kapellet
Söndag 26 april kl. 17: Vårkonsert i Hovby kyrka

Ur kyrkoböckerna
Döpta: Teo Sand, Ella Mo
Avlidna: Signe Haglund

Barnkören övar varje tisdag kl. 16.30 i församlingshemmet.
""",
        """
Sångafton | 2026-04-14T19:30 |  | Nedre kapellet
Vårkonsert | 2026-04-26T17:00 |  | Hovby kyrka
Barnkören övar |  |  | församlingshemmet
""",
    ),
    (
        "a title with a tagline above labels",
        "en",
        """
RIVER DAYS
Programme   Register   Exhibitors   About

River Days 2026
The yearly meeting place for utilities, advisers and suppliers

When: 17-18 November 2026
Where: Hotel Broadwater, 100 Beach Road, Lemton
Price: £450 plus VAT
""",
        """
River Days 2026 | 2026-11-17 | 2026-11-19 | Hotel Broadwater, 100 Beach Road, Lemton | £450 plus VAT
""",
    ),
    (
        "a title with a tagline above labels",
        "de",
        """
ABWASSERTAGE
Programm | Anmeldung | Aussteller | Kontakt

Abwassertage 2026
Jährlicher Treffpunkt für Versorger, Berater und Lieferanten

Datum: 17.–18. November 2026
Ort: Hotel am Bodden, Strandweg 100, Lehmdorf
Preis: 450 €
""",
        """
Abwassertage 2026 | 2026-11-17 | 2026-11-19 | Hotel am Bodden, Strandweg 100, Lehmdorf | 450 €
""",
    ),
    (
        "what a stall costs is no price",
        "en",
        """
Events in May 2026

Saturday 16 May 2026
Jumble sale
9am-3pm
Parish Hall, Church Lane 4
A stall costs £10 and is booked with Elsie.

Sunday 17 May 2026
Plant swap
10am-1pm
Market Square
Tables are £5 each. Admission £1.
""",
        """
Jumble sale | 2026-05-16T09:00 | 2026-05-16T15:00 | Parish Hall, Church Lane 4
Plant swap | 2026-05-17T10:00 | 2026-05-17T13:00 | Market Square | £1
""",
    ),
    (
        "what a stall costs is no price",
        "de",
        """
Veranstaltungen Mai 2026

Samstag, 16. Mai 2026
Flohmarkt
9–15 Uhr
Gemeindehaus Rotbach
Ein Standplatz kostet 10 €.

Sonntag, 17. Mai 2026
Pflanzentausch
10–13 Uhr
Marktplatz
Parken 2 €. Eintritt 1 €.
""",
        """
Flohmarkt | 2026-05-16T09:00 | 2026-05-16T15:00 | Gemeindehaus Rotbach
Pflanzentausch | 2026-05-17T10:00 | 2026-05-17T13:00 | Marktplatz | 1 €
""",
    ),
    (
        "one event, its kind above its name, its hours in a sentence",
        "en",
        """
Home > Events > Lecture

Linnet House Scientific Salon
The Tuesday Club

LECTURE
Why fungus thinks slowly
With Dr Ebba Thornholm

Time and place
Tuesday 27 October 2026
Admission from 6pm
The lecture begins 6.30pm and ends 8pm
14 River Street, Upsall
YO7 2QQ

Tickets
£14 full price

About the evening
The net of the fungus is older than the trees, but is it in a hurry? Ebba Thornholm has listened for twelve years.
""",
        """
Why fungus thinks slowly | 2026-10-27T18:30 | 2026-10-27T20:00 | 14 River Street, Upsall | £14 full price
""",
    ),
    (
        "one event, its kind above its name, its hours in a sentence",
        "de",
        """
Start > Termine > Vortrag

Wissenschaftlicher Salon Lindenhaus
Dienstagsrunde

VORTRAG
Warum Pilze langsam denken
Mit Dr. Ebba Thornholm

Zeit und Ort
Dienstag, 27. Oktober 2026
Einlass ab 18 Uhr
Der Vortrag beginnt 18.30 Uhr und endet 20 Uhr
Flussgasse 14, Hof
99084 Erfurt

Karten
14 € regulär

Zum Abend
Das Netz der Pilze ist älter als die Bäume, aber hat es Eile? Ebba Thornholm hat zwölf Jahre lang zugehört.
""",
        """
Warum Pilze langsam denken | 2026-10-27T18:30 | 2026-10-27T20:00 | Flussgasse 14, Hof, 99084 Erfurt | 14 € regulär
""",
    ),
    (
        "one event, its kind above its name, its hours in a sentence",
        "da",
        """
Forside > Arrangementer > Foredrag

Lindehusets videnskabelige salon
Tirsdagsklubben

FOREDRAG
Hvorfor svampe tænker
Med lektor Ebba Thornholm

Tid og sted
Tirsdag den 27. oktober 2026
Indgang fra kl. 18
Foredraget begynder kl. 18.30 og slutter kl. 20.00
Ågade 14, gården
5000 Odense C

Billetter
140 kr. ordinært

Om aftenen
Svampenes net er ældre end træerne, men har det travlt? Ebba Thornholm har lyttet til mycelium i tolv år.
""",
        """
Hvorfor svampe tænker | 2026-10-27T18:30 | 2026-10-27T20:00 | Ågade 14, gården, 5000 Odense C | 140 kr. ordinært
""",
    ),
    (
        "a place in the title",
        "de",
        """
Termine 2026

→ Sa, 26. September, 9–13 Uhr: Feldtag am Biohof Schrotter, Beitrag 7 €
→ Sa, 3. Oktober, 14 Uhr: Erntedank, Kirche, frei
""",
        """
Feldtag am Biohof Schrotter | 2026-09-26T09:00 | 2026-09-26T13:00 | Biohof Schrotter | 7 €
Erntedank | 2026-10-03T14:00 |  | Kirche | frei
""",
    ),
    (
        "a place in the title",
        "en",
        """
Summer calendar 2026

Sat 13 June, 10am: Plant swap at the clubhouse
Tue 23 June, from 6pm: Midsummer bonfire in the school yard, £2
Sun 5 July, 2-4pm: Croquet, £3 a team
""",
        """
Plant swap at the clubhouse | 2026-06-13T10:00 |  | clubhouse
Midsummer bonfire in the school yard | 2026-06-23T18:00 |  | school yard | £2
Croquet | 2026-07-05T14:00 | 2026-07-05T16:00 |  | £3 a team
""",
    ),
    (
        "days that count from the day of publication",
        "da",
        """
Foreningen Åbne Kort
Nyhedsbrev nr. 4, mandag den 2. marts 2026

Det sker
I aften kl. 19: Foredrag om tang, Biblioteket, gratis
I morgen kl. 10-12: Strikkecafé, Kælderen, 20 kr.
Nu på lørdag kl. 14: Byvandring, Torvet
14. marts kl. 15: Loppemarked, Skolen
""",
        """
Foredrag om tang | 2026-03-02T19:00 |  | Biblioteket | gratis
Strikkecafé | 2026-03-03T10:00 | 2026-03-03T12:00 | Kælderen | 20 kr.
Byvandring | 2026-03-07T14:00 |  | Torvet
Loppemarked | 2026-03-14T15:00 |  | Skolen
""",
    ),
    (
        "days that count from the day of publication",
        "en",
        """
Open Cards Society
Newsletter no. 4, Monday 2 March 2026

Events
Tonight, 7pm: Talk on kelp, Old Library, free
Tomorrow, 10am-noon: Knitting circle, Cellar Room, £2
This Saturday, 2pm: Town walk, Market Square
14 March, 3pm: Jumble sale, Hill School
""",
        """
Talk on kelp | 2026-03-02T19:00 |  | Old Library | free
Knitting circle | 2026-03-03T10:00 | 2026-03-03T12:00 | Cellar Room | £2
Town walk | 2026-03-07T14:00 |  | Market Square
Jumble sale | 2026-03-14T15:00 |  | Hill School
""",
    ),
    (
        "days that count from the day of publication",
        "de",
        """
Verein Offene Karten
Rundbrief Nr. 4, Montag, 2. März 2026

Termine
Heute Abend, 19 Uhr: Vortrag über Tang, Bibliothek, frei
Kommenden Dienstag, 10-12 Uhr: Strickcafé, Keller, 2 €
Am Samstag, 14 Uhr: Stadtrundgang, Marktplatz
14. März, 15 Uhr: Flohmarkt, Schule
""",
        """
Vortrag über Tang | 2026-03-02T19:00 |  | Bibliothek | frei
Strickcafé | 2026-03-03T10:00 | 2026-03-03T12:00 | Keller | 2 €
Stadtrundgang | 2026-03-07T14:00 |  | Marktplatz
Flohmarkt | 2026-03-14T15:00 |  | Schule
""",
    ),
    (
        "days that count from the day of publication",
        "sv",
        """
Föreningen Öppna Kort
Nyhetsbrev nr 4, måndag 2 mars 2026

Kalender
Ikväll kl 19: Föredrag om tång, Biblioteket, gratis
I morgon kl 10-12: Stickcafé, Källaren, 20 kr
Nu på lördag kl 14: Stadsvandring, Torget
14 mars kl 15: Loppis, Skolan
""",
        """
Föredrag om tång | 2026-03-02T19:00 |  | Biblioteket | gratis
Stickcafé | 2026-03-03T10:00 | 2026-03-03T12:00 | Källaren | 20 kr
Stadsvandring | 2026-03-07T14:00 |  | Torget
Loppis | 2026-03-14T15:00 |  | Skolan
""",
    ),
    (
        "days that count from the day of publication",
        "no",
        """
Foreningen Åpne Kort
Nyhetsbrev nr. 4, mandag 2. mars 2026

Hva skjer
I kveld kl. 19: Foredrag om tang, Biblioteket, gratis
I morgen kl. 10-12: Strikkekafé, Kjelleren, 20 kr
Førstkommende søndag kl. 14: Byvandring, Torget
14. mars kl. 15: Loppemarked, Skolen
""",
        """
Foredrag om tang | 2026-03-02T19:00 |  | Biblioteket | gratis
Strikkekafé | 2026-03-03T10:00 | 2026-03-03T12:00 | Kjelleren | 20 kr
Byvandring | 2026-03-08T14:00 |  | Torget
Loppemarked | 2026-03-14T15:00 |  | Skolen
""",
    ),
    (
        "a label with a day that counts from the day of publication",
        "da",
        """
Foreningen Åbne Kort
Nyhedsbrev nr. 4, mandag den 2. marts 2026

Arrangementer

Strikkecafé
Hvornår: i morgen kl. 10
Hvor: Kælderen

Loppemarked
Hvornår: 14. marts kl. 15
Hvor: Skolen
""",
        """
Strikkecafé | 2026-03-03T10:00 |  | Kælderen
Loppemarked | 2026-03-14T15:00 |  | Skolen
""",
    ),
    (
        "what is called off stands last",
        "en",
        """
Harbour Light Society
Newsletter no. 6, 2 October 2026

Dates
Lecture: Foghorns I remember. Tuesday 10 November, 6-7.30pm. Room 12, free.
Annual meeting. Saturday 20 February 2027, 2pm. The barn, free.
The tar course is cancelled. It was to be on 24-25 October at Ekeness Wharf.
""",
        """
Lecture: Foghorns I remember | 2026-11-10T18:00 | 2026-11-10T19:30 | Room 12 | free
Annual meeting | 2027-02-20T14:00 |  | The barn | free
tar course | 2026-10-24 | 2026-10-26 | Ekeness Wharf |  | cancelled
""",
    ),
    (
        "what is called off stands last",
        "de",
        """
Leuchtturmfreunde Kap Arn
Rundbrief Nr. 6, 2. Oktober 2026

Termine
Vortrag: Nebelhörner von einst. Dienstag, 10. November, 18-19.30 Uhr. Aula, frei.
Jahresversammlung. Samstag, 20. Februar 2027, 14 Uhr. Bootshalle, frei.
Der Teerkurs ist abgesagt. Geplant war er am 24. Oktober im Bootshaus.
""",
        """
Vortrag: Nebelhörner von einst | 2026-11-10T18:00 | 2026-11-10T19:30 | Aula | frei
Jahresversammlung | 2027-02-20T14:00 |  | Bootshalle | frei
Teerkurs | 2026-10-24 |  | Bootshaus |  | cancelled
""",
    ),
    (
        "what is called off stands last",
        "da",
        """
Fyrets Venner
Nyhedsbrev nr. 6, 2. oktober 2026

Kalender
Foredrag: Tågehorn jeg husker. Tirsdag 10. november, 18-19.30. Lokale 12, gratis.
Generalforsamling. Lørdag 20. februar 2027, kl. 14. Laden, gratis.
Tjærekurset er aflyst. Det skulle have været 24.-25. oktober på værftet.
""",
        """
Foredrag: Tågehorn jeg husker | 2026-11-10T18:00 | 2026-11-10T19:30 | Lokale 12 | gratis
Generalforsamling | 2027-02-20T14:00 |  | Laden | gratis
Tjærekurset | 2026-10-24 | 2026-10-26 | værftet |  | cancelled
""",
    ),
    (
        "one title at several places",
        "en",
        """
Brass of Hofford, concerts 2027

Sun 14 March 3 pm Spring airs, Mill Church, free
Fri 25 June Midsummer! We play twice: 1 pm at the Old Yard, 3.30 pm at Sandwick Camping
Sun 28 November 4 pm Advent concert, Mill Church
""",
        """
Spring airs | 2027-03-14T15:00 |  | Mill Church | free
Midsummer! | 2027-06-25T13:00 |  | Old Yard
Midsummer! | 2027-06-25T15:30 |  | Sandwick Camping
Advent concert | 2027-11-28T16:00 |  | Mill Church
""",
    ),
    (
        "a listing of one title at several places",
        "en",
        """
Hofford brass

Fri 12 June 2026: Carols: 1 pm Old Mill, 3 pm Town Hall
Sat 13 June 2026: Marches: 2 pm Old Mill, 4 pm Camp Site
""",
        """
Carols | 2026-06-12T13:00 |  | Old Mill
Carols | 2026-06-12T15:00 |  | Town Hall
Marches | 2026-06-13T14:00 |  | Old Mill
Marches | 2026-06-13T16:00 |  | Camp Site
""",
    ),
    (
        "one title at several places",
        "de",
        """
Blaskapelle Hofen, Termine 2027

So 14.3. 15 Uhr Frühlingsweisen, Mühlenkirche, frei
Do 24.6. Johannisfest: 13 Uhr im Heimatgarten und 15.30 Uhr am Campingplatz Sandwik
So 28.11. 16 Uhr Adventskonzert, Mühlenkirche
""",
        """
Frühlingsweisen | 2027-03-14T15:00 |  | Mühlenkirche | frei
Johannisfest | 2027-06-24T13:00 |  | Heimatgarten
Johannisfest | 2027-06-24T15:30 |  | Campingplatz Sandwik
Adventskonzert | 2027-11-28T16:00 |  | Mühlenkirche
""",
    ),
    (
        "one title at several places",
        "da",
        """
Hornorkestret i Hofby, koncerter 2027

søn 14/3 kl. 15 Forårstoner, Møllekirken, gratis
ons 23/6 Sankthans. Vi spiller to gange: kl. 13 Museumsgården, kl. 15.30 Sandvig Camping
søn 28/11 kl. 16 Adventskoncert, Møllekirken
""",
        """
Forårstoner | 2027-03-14T15:00 |  | Møllekirken | gratis
Sankthans | 2027-06-23T13:00 |  | Museumsgården
Sankthans | 2027-06-23T15:30 |  | Sandvig Camping
Adventskoncert | 2027-11-28T16:00 |  | Møllekirken
""",
    ),
    (
        "one title at several places",
        "no",
        """
Musikklaget i Hofvik, konserter 2027

søn. 14.3. kl. 15 Vårtoner, Møllekirken, gratis
tors. 24.6. Sankthans: kl. 13 Museumstunet, kl. 15.30 Sandvik camping
søn. 28.11. kl. 16 Adventskonsert, Møllekirken
""",
        """
Vårtoner | 2027-03-14T15:00 |  | Møllekirken | gratis
Sankthans | 2027-06-24T13:00 |  | Museumstunet
Sankthans | 2027-06-24T15:30 |  | Sandvik camping
Adventskonsert | 2027-11-28T16:00 |  | Møllekirken
""",
    ),
    (
        "a title that opens with a word for free",
        "sv",
        """
TEATERN VID BRON
REPERTOAR JANUARI 2027

Fre 8 jan    19.30   Den söndertrasade             Stora scenen
Lör 16 jan   15.00   Den lilla häxan               Studion         90 kr
Tors 21 jan  18.00   Gratis-visning bakom ridån    Scenporten, Smedjegatan
Lör 30 jan   19.30   Onkel Vanja                   Stora scenen
""",
        """
Den söndertrasade | 2027-01-08T19:30 |  | Stora scenen
Den lilla häxan | 2027-01-16T15:00 |  | Studion | 90 kr
Gratis-visning bakom ridån | 2027-01-21T18:00 |  | Scenporten, Smedjegatan
Onkel Vanja | 2027-01-30T19:30 |  | Stora scenen
""",
    ),
    (
        "the time of the meal in brackets before that of the show",
        "en",
        """
Bridge Theatre, winter 2026

The Herring Cabaret
Friday 11 December 2026, 6 pm (dinner), show 8.30 pm
Old Foyer
£47 with dinner

The Ghost of Lock Four
Saturday 12 December 2026, 3 pm
Small Stage
£12
""",
        """
The Herring Cabaret | 2026-12-11T20:30 |  | Old Foyer | £47 with dinner
The Ghost of Lock Four | 2026-12-12T15:00 |  | Small Stage | £12
""",
    ),
    (
        "the time of the meal in brackets before that of the show",
        "de",
        """
Theater unter der Brücke, Winter 2026

Heringskabarett
Freitag, 11. Dezember 2026, 18 Uhr (Essen), Beginn 20.30 Uhr
Foyer
47 € mit Menü

Das Gespenst von Schleuse vier
Samstag, 12. Dezember 2026, 15 Uhr
Kleine Bühne
12 €
""",
        """
Heringskabarett | 2026-12-11T20:30 |  | Foyer | 47 € mit Menü
Das Gespenst von Schleuse vier | 2026-12-12T15:00 |  | Kleine Bühne | 12 €
""",
    ),
    (
        "words that repeat, above a sentence on holidays",
        "da",
        """
Skakklubben Tårnet, program 2026/27

20.08.2026 | Sæsonstart og lynskak | kl. 19.30 | Kroen, sal 1 | gratis
12.09.2026 | Simultan med Bent Smed | kl. 14.00-17.30 | Aulaen | 100 kr.

Klubaften: hver torsdag kl. 19.30 på Kroen, gæster er velkomne. I skoleferien er der åbent for alle.
""",
        """
Sæsonstart og lynskak | 2026-08-20T19:30 |  | Kroen, sal 1 | gratis
Simultan med Bent Smed | 2026-09-12T14:00 | 2026-09-12T17:30 | Aulaen | 100 kr.
Klubaften |  |  | Kroen
""",
    ),
    (
        "a numbered list of rows, sentences and questions",
        "de",
        """
Kleingartenverein Sonnenblume, Nordhausen
Das schwarze Brett. Zuletzt geändert von Birgit am 28. März 2026

Liebe Gärtner! So sehen Frühling und Sommer aus. Bitte gleich in den Kalender schreiben.

1) Der Putztag ist am Sonntag, dem 19. April um 10 Uhr. Wir treffen uns am Container, der Verein spendiert Wurst.

2) Jahresversammlung in der Aula der Quellschule, Donnerstag, 23. April, 18.30 Uhr. Anträge bis 2. April.

3) Pflanzentausch - Samstag, 23. Mai, 11.00-13.00 Uhr - große Wiese - kostenlos

4) Kurs: Beeren schneiden ohne Tränen. Wann? 30. Mai um 14 Uhr. Wo? Parzelle 77. Wie viel? 7 Euro, zahlbar vor Ort.

5) Tag der offenen Gärten: 4. und 5. Juli, 12-16 Uhr an beiden Tagen, ganze Anlage.

6) Erntefest, Samstag, 5. September ab 15 Uhr, Tanzboden. Bitte Essen mitbringen!

Außerdem: Wasserrunde jeden Montag um 19 Uhr, Start am Pumpenhaus, erstmals am 4. Mai.
""",
        """
Putztag | 2026-04-19T10:00 |  | Container
Jahresversammlung | 2026-04-23T18:30 |  | Aula der Quellschule
Pflanzentausch | 2026-05-23T11:00 | 2026-05-23T13:00 | große Wiese | kostenlos
Kurs: Beeren schneiden ohne Tränen | 2026-05-30T14:00 |  | Parzelle 77 | 7 Euro
Tag der offenen Gärten | 2026-07-04 | 2026-07-06 | ganze Anlage
Erntefest | 2026-09-05T15:00 |  | Tanzboden
Wasserrunde | 2026-05-04T19:00 |  | Pumpenhaus
""",
    ),
    (
        "a numbered list of rows, sentences and questions",
        "en",
        """
Sunflower Allotment Association, Norwich
The noticeboard. Last changed by Brenda on 28 March 2026

Dear growers! This is what spring and summer look like. Put it all in your diaries at once.

1) The clean-up is on Sunday 19 April at 10am. We meet at the container, and sausages are served.

2) Annual meeting in the Springfield School canteen, Thursday 23 April, 6.30pm. Motions must be in before 2 April.

3) Plant swap - Saturday 23 May, 11am-1pm - the big lawn - no charge

4) Course: Pruning without tears. When? 30 May at 2pm. Where? Plot 77. How much? £7, paid on the day.

5) Open plots: 4 and 5 July, 12-4pm both days, the whole site.

6) Harvest supper, Saturday 5 September from 3pm, the barn. Bring a dish!

Also: water round every Monday at 7pm, starting at the pump house, first time 4 May.
""",
        """
clean-up | 2026-04-19T10:00 |  | container
Annual meeting | 2026-04-23T18:30 |  | Springfield School canteen
Plant swap | 2026-05-23T11:00 | 2026-05-23T13:00 | the big lawn | no charge
Course: Pruning without tears | 2026-05-30T14:00 |  | Plot 77 | £7
Open plots | 2026-07-04 | 2026-07-06 | the whole site
Harvest supper | 2026-09-05T15:00 |  | the barn
water round | 2026-05-04T19:00 |  | pump house
""",
    ),
    (
        "a numbered list of rows, sentences and questions",
        "da",
        """
Haveforeningen Solsikken, Nakskov
Opslagstavlen. Senest ændret af Birgit den 28. marts 2026

Hej haveejere! Sådan ser foråret og sommeren ud. Skriv det i kalenderen med det samme.

1) Oprydningsdag er det søndag den 19. april klokken 10. Vi mødes ved containeren, foreningen giver pølser.

2) Generalforsamling i Kildeskolens kantine, torsdag 23. april kl. 18.30. Forslag skal være indsendt før 2. april.

3) Plantebytte - lørdag 23. maj, 11.00-13.00 - den store plæne - gratis

4) Kursus: Beskær ribs uden at græde. Hvornår? 30. maj kl. 14. Hvor? Lod 77. Hvor meget? 75 kroner, betales på stedet.

5) Åbne haver: 4. og 5. juli, klokken 12-16 begge dage, hele området.

6) Høstfest, lørdag 5. september fra kl. 15, dansegulvet. Tag mad med!

Desuden: vandrunde hver mandag kl. 19, start ved pumpehuset, første gang 4. maj.
""",
        """
Oprydningsdag | 2026-04-19T10:00 |  | containeren
Generalforsamling | 2026-04-23T18:30 |  | Kildeskolens kantine
Plantebytte | 2026-05-23T11:00 | 2026-05-23T13:00 | den store plæne | gratis
Kursus: Beskær ribs uden at græde | 2026-05-30T14:00 |  | Lod 77 | 75 kroner
Åbne haver | 2026-07-04 | 2026-07-06 | hele området
Høstfest | 2026-09-05T15:00 |  | dansegulvet
vandrunde | 2026-05-04T19:00 |  | pumpehuset
""",
    ),
    (
        "a numbered list of rows, sentences and questions",
        "no",
        """
Kolonihagen Solsikka, Moss
Oppslagstavla. Sist endret av Birgit 28. mars 2026

Hei hagefolk! Slik ser våren og sommeren ut. Skriv det i kalenderen med en gang.

1) Ryddedag er det søndag 19. april klokka 10. Vi møtes ved containeren, foreningen spanderer pølser.

2) Årsmøte i kantina på Kildeskolen, torsdag 23. april kl. 18.30. Saker må være meldt inn før 2. april.

3) Plantebytte - lørdag 23. mai, 11.00-13.00 - den store plenen - gratis

4) Kurs: Beskjær rips uten å gråte. Når? 30. mai kl. 14. Hvor? Hage 77. Hvor mye? 75 kroner, betales på stedet.

5) Åpne hager: 4. og 5. juli, klokka 12-16 begge dager, hele området.

6) Høstfest, lørdag 5. september fra kl. 15, dansegulvet. Ta med mat!

Dessuten: vannrunde hver mandag kl. 19, start ved pumpehuset, første gang 4. mai.
""",
        """
Ryddedag | 2026-04-19T10:00 |  | containeren
Årsmøte | 2026-04-23T18:30 |  | kantina på Kildeskolen
Plantebytte | 2026-05-23T11:00 | 2026-05-23T13:00 | den store plenen | gratis
Kurs: Beskjær rips uten å gråte | 2026-05-30T14:00 |  | Hage 77 | 75 kroner
Åpne hager | 2026-07-04 | 2026-07-06 | hele området
Høstfest | 2026-09-05T15:00 |  | dansegulvet
vannrunde | 2026-05-04T19:00 |  | pumpehuset
""",
    ),
    (
        "other days on the line below",
        "da",
        """
Filmklubben Klaffen, program forår 2027

FEBRUAR
TOR 4   Fyret på skæret  19.00  Lille Sal  60 kr.
        vises også 5., 12. og 13. februar, samme tid
TOR 18  Stilhed før regn  19.00  Lille Sal  60 kr.
TOR 25  En vinter i Thy  19.00  Lille Sal  60 kr.
""",
        """
Fyret på skæret | 2027-02-04T19:00 |  | Lille Sal | 60 kr.
Fyret på skæret | 2027-02-05T19:00 |  | Lille Sal | 60 kr.
Fyret på skæret | 2027-02-12T19:00 |  | Lille Sal | 60 kr.
Fyret på skæret | 2027-02-13T19:00 |  | Lille Sal | 60 kr.
Stilhed før regn | 2027-02-18T19:00 |  | Lille Sal | 60 kr.
En vinter i Thy | 2027-02-25T19:00 |  | Lille Sal | 60 kr.
""",
    ),
    (
        "two days with their hours, a title in quotes, not this day but that",
        "de",
        """
Termine im Dorfhaus 2026

Adventsbasar
Samstag, 28. November, 14–18 Uhr, und Sonntag, 29. November, 11–16 Uhr, Gemeindesaal

Lesung »Salz und Licht« Di., 8. Dezember, 19.30 Uhr, Bücherei

Backabend: findet nicht am 1. Dezember, sondern am 10. Dezember um 18 Uhr statt.
""",
        """
Adventsbasar | 2026-11-28T14:00 | 2026-11-28T18:00 | Gemeindesaal
Adventsbasar | 2026-11-29T11:00 | 2026-11-29T16:00 | Gemeindesaal
Lesung »Salz und Licht« | 2026-12-08T19:30 |  | Bücherei
Backabend | 2026-12-10T18:00 |  |  |  | rescheduled
""",
    ),
    (
        "a rhythm with a season and its first day below, doors before the start",
        "en",
        """
Events, spring 2026

Wood carving for beginners
Every second Saturday of the month, March to May, 10am
First one: Saturday 14 March 2026
The Barn

Night of the owls
Friday 20 March 2026, 7 for 7.30pm
Mill Hall
""",
        """
Wood carving for beginners | 2026-03-14T10:00 |  | The Barn
Night of the owls | 2026-03-20T19:30 |  | Mill Hall
""",
    ),
    (
        "a kind of event among postings",
        "no",
        """
Ledige stillinger

Vaktmester
Sted: Skogen skole
Søknadsfrist: 12. mai 2026

Renholder
Sted: Lia barnehage
Søknadsfrist: 20. mai 2026

Åpent hus
Onsdag 6. mai 2026 kl. 17–19, Skogen skole
""",
        """
Åpent hus | 2026-05-06T17:00 | 2026-05-06T19:00 | Skogen skole
""",
    ),
    (
        "a label that only describes, hours behind a rhythm",
        "sv",
        """
Evenemang i Lunden 2026

Sagostund
Vad: högläsning för de minsta
När: lördag 19 september, 10.30–11.00
Var: Biblioteket

Stickcafé
När: varje tisdag 17–19, start 1 september
Var: Hörsalen
""",
        """
Sagostund | 2026-09-19T10:30 | 2026-09-19T11:00 | Biblioteket
Stickcafé | 2026-09-01T17:00 | 2026-09-01T19:00 | Hörsalen
""",
    ),
    (
        "columns with strange names: kilometres and leaders are no places",
        "en",
        """
Stride and Stile, walks 2026

Date          Start     Walk                    Km    Meeting point       Leader
Sat 7 March   10.00     Round the Mere          9     Corn Mill           Lou
Sun 22 March  09.15     The Old Tramway         17    Halt Inn            Pat
Thu 2 April   ---       No walk, holiday        -     -                   -
Sat 11 April  10.30     Coffee by the Brook     5     Ferry car park      Ann
""",
        """
Round the Mere | 2026-03-07T10:00 |  | Corn Mill
The Old Tramway | 2026-03-22T09:15 |  | Halt Inn
Coffee by the Brook | 2026-04-11T10:30 |  | Ferry car park
""",
    ),
    (
        "day, date, hours, hall and title on a line each",
        "de",
        """
Spielplan Oktober 2026

Do
01.10.
19:30 Uhr
Großer Saal
Werke von Lind und Berg
58 / 44 / 29 €

Sa–So
03.10.–04.10.
Kleiner Saal
Fest der Harfen
Eintritt frei

Mi
07.10.
20:00 Uhr (Einlass 19:15)
Großer Saal
Lieder im Stehen
""",
        """
Werke von Lind und Berg | 2026-10-01T19:30 |  | Großer Saal | 58 / 44 / 29 €
Fest der Harfen | 2026-10-03 | 2026-10-05 | Kleiner Saal | Eintritt frei
Lieder im Stehen | 2026-10-07T20:00 |  | Großer Saal
""",
    ),
    (
        "towns with days of their own share the title above them; sold out stands between",
        "no",
        """
Kommende kvelder høsten 2026

Fiksefest med lim
  Halden: onsdag 9. september kl. 17–20, Fredriks bibliotek
  Gjøvik: torsdag 10. september kl. 17.30–20.30, Gamle Brannstasjon

Landstreff for limere
2.–4. oktober, Sørmarka konferansesenter

Bytt batteri sjøl
UTSOLGT – venteliste
Onsdag 14. oktober kl. 18, Fredriks bibliotek
""",
        """
Fiksefest med lim | 2026-09-09T17:00 | 2026-09-09T20:00 | Halden, Fredriks bibliotek
Fiksefest med lim | 2026-09-10T17:30 | 2026-09-10T20:30 | Gjøvik, Gamle Brannstasjon
Landstreff for limere | 2026-10-02 | 2026-10-05 | Sørmarka konferansesenter
Bytt batteri sjøl | 2026-10-14T18:00 |  | Fredriks bibliotek
""",
    ),
    (
        "labels that ask",
        "sv",
        """
Diktdagarna

När? Fredag 24 juli 2026 kl. 17.00
Vad? Invigning: Borgmästaren läser
Var? Kyrkan, trappan
Hur mycket? Gratis

När? INSTÄLLT (söndag 26 juli 2026 kl. 15.00)
Vad? Högläsning ur Vågornas bok
Var? Fyren

När? 24–26 juli 2026
Vad? Antikmarknad
Var? Kalkbruket
Hur mycket? Fri entré
""",
        """
Invigning: Borgmästaren läser | 2026-07-24T17:00 |  | Kyrkan, trappan | Gratis
Högläsning ur Vågornas bok | 2026-07-26T15:00 |  | Fyren |  | cancelled
Antikmarknad | 2026-07-24 | 2026-07-27 | Kalkbruket | Fri entré
""",
    ),
    (
        "a weekday behind the date; facts parted by slashes; doors before a dash",
        "da",
        """
Koncerter

21. AUG 2026 / FREDAG
Mosens Blæsere
Kl. 21 / Store Sal / 180 kr. + gebyr

29. AUG 2026 / LØRDAG
Morgensang med Trio Knas
Kl. 9.30-10.30
Caféen / Gratis, kaffebillet 25 kr.

17. SEP 2026 / TORSDAG
Agnes Fjeld solo
Kl. 20 / Lille Sal / 140 kr.
""",
        """
Mosens Blæsere | 2026-08-21T21:00 |  | Store Sal | 180 kr. + gebyr
Morgensang med Trio Knas | 2026-08-29T09:30 | 2026-08-29T10:30 | Caféen | Gratis, kaffebillet 25 kr.
Agnes Fjeld solo | 2026-09-17T20:00 |  | Lille Sal | 140 kr.
""",
    ),
    (
        "paragraphs that say in sentences where to meet; another date instead",
        "en",
        """
Programme of walks, March–July 2026

Sunday 8th March. Hill and Abbey. 6 miles. Meet 10 am at Forestry car park, Uffton. Leader: Jo Tip.

Saturday 21st March. Dawn Walk. 3 miles. Meet 5.30 am sharp, Wren Cottage lay-by.

Saturday 27th June. Stile-mending party. 9.30 am to 1 pm, Pitchford. Tools provided.

Sunday 12th July. CANCELLED – Long Ridge. 10 am, Carding Valley. The leader has broken his ankle.
""",
        """
Hill and Abbey | 2026-03-08T10:00 |  | Forestry car park, Uffton
Dawn Walk | 2026-03-21T05:30 |  | Wren Cottage lay-by
Stile-mending party | 2026-06-27T09:30 | 2026-06-27T13:00 | Pitchford
Long Ridge | 2026-07-12T10:00 |  | Carding Valley |  | cancelled
""",
    ),
    (
        "a table under column words, the place before the title",
        "da",
        """
Forsiden  Om os  Kalender  Kontakt

Kulturhuset Skagbo
Kalender efterår 2026

Dato    Sted    Arrangement    Målgruppe    Pris
3. oktober kl. 14    Store Sal    Børneteater: Bjørnen på loftet    Børn    60 kr.    Få billetter
8. oktober kl. 19.30    Caféen    Jazz med Trio Nord    Voksne    120 kr.    UDSOLGT
15. oktober kl. 10-12    Lille Sal    Kaffe og avis    Seniorer    Gratis    Info »
21. oktober    Foyeren    Fernisering    Alle        Læs mere »

Viser 1-4 af 19   Næste side »
Åbningstider: man-fre 10-17
""",
        """
Børneteater: Bjørnen på loftet | 2026-10-03T14:00 |  | Store Sal | 60 kr.
Jazz med Trio Nord | 2026-10-08T19:30 |  | Caféen | 120 kr.
Kaffe og avis | 2026-10-15T10:00 | 2026-10-15T12:00 | Lille Sal | Gratis
Fernisering | 2026-10-21 |  | Foyeren
""",
    ),
    (
        "days below months, over new year",
        "no",
        """
Skogvik ungdomslag
SESONGPROGRAM 2026/27

September
12.   19.30   Dans til levende musikk      Samfunnshuset    kr 150
26.   11.00   Loppemarked                   Samfunnshuset

November
7.    18.00   Årsmøte                       Peisestua

Januar
9.    20.00   Juletrefest                   Samfunnshuset    kr 50 / barn gratis
30.   19.00   AVLYST Quizkveld              Peisestua        kr 30

Leie av huset: ring Kari, tlf. 900 00 333.
""",
        """
Dans til levende musikk | 2026-09-12T19:30 |  | Samfunnshuset | kr 150
Loppemarked | 2026-09-26T11:00 |  | Samfunnshuset
Årsmøte | 2026-11-07T18:00 |  | Peisestua
Juletrefest | 2027-01-09T20:00 |  | Samfunnshuset | kr 50 / barn gratis
Quizkveld | 2027-01-30T19:00 |  | Peisestua | kr 30 | cancelled
""",
    ),
    (
        "parts that dashes join",
        "de",
        """
Kulturverein Lindenau
Programm Herbst 2026

Fr 02.10. – 20 Uhr – Konzert mit den Saitenspringern – Alte Mühle – 14 €
Sa 10.10. – 15 Uhr – Kinderkino: Der rote Drachen – Gemeindesaal – Eintritt frei
Mi 14.10. – 19.30 Uhr – Lesung: Im Nebel – Stadtbücherei – 8 €, ermäßigt 5 €
Do 22.10. – 18 Uhr – ABGESAGT: Spieleabend – Gasthaus Krone

Karten im Vorverkauf unter Tel. 0000 / 12 34
""",
        """
Konzert mit den Saitenspringern | 2026-10-02T20:00 |  | Alte Mühle | 14 €
Kinderkino: Der rote Drachen | 2026-10-10T15:00 |  | Gemeindesaal | Eintritt frei
Lesung: Im Nebel | 2026-10-14T19:30 |  | Stadtbücherei | 8 €, ermäßigt 5 €
Spieleabend | 2026-10-22T18:00 |  | Gasthaus Krone |  | cancelled
""",
    ),
    (
        "parts that commas join, the date first",
        "da",
        """
Foreningsnyt
Det sker i efteråret 2026

Lørdag den 3. oktober kl. 10-14, Høstmarked, Torvet i Bovrup, gratis adgang
Tirsdag den 6. oktober kl. 19, Foredrag om bier, Sognegården, 50 kr.
Onsdag den 14. oktober kl. 19.30-21, Fællessang, Bovrup Kirke
""",
        """
Høstmarked | 2026-10-03T10:00 | 2026-10-03T14:00 | Torvet i Bovrup | gratis adgang
Foredrag om bier | 2026-10-06T19:00 |  | Sognegården | 50 kr.
Fællessang | 2026-10-14T19:30 | 2026-10-14T21:00 | Bovrup Kirke
""",
    ),
    (
        "parts that commas join, the title first",
        "sv",
        """
Hembygdsföreningen Lövsta
Höstens program 2026

Slöjdkväll, tisdag 6 oktober kl. 18.30, Hembygdsgården, 40 kr
Höstvandring, söndag 11 oktober kl. 10, samling vid kyrkan
Föredrag: Torpen vi glömde, onsdag 21 oktober kl. 19.00, Biblioteket, fri entré
Julgröt, lördag 5 december kl. 16, Hembygdsgården. INSTÄLLT
""",
        """
Slöjdkväll | 2026-10-06T18:30 |  | Hembygdsgården | 40 kr
Höstvandring | 2026-10-11T10:00 |  | samling vid kyrkan
Föredrag: Torpen vi glömde | 2026-10-21T19:00 |  | Biblioteket | fri entré
Julgröt | 2026-12-05T16:00 |  | Hembygdsgården |  | cancelled
""",
    ),
    (
        "a place behind an at sign, two shows a day",
        "en",
        """
Wexley Arts Centre
What's on: autumn 2026

Sat 3rd October — 7.30pm — The Pocket Orchestra @ Main Hall — £12 / £8
Thu 8th October — 10.30am — Coffee Concert @ The Studio — free
Sat 17th October — 2pm & 5pm — Puppets: The Grumpy Moon @ The Studio — £6
Fri 30th October — 8pm — Comedy Night @ Main Hall — SOLD OUT

Box office 01632 960 555, Mon-Fri 10am-4pm
""",
        """
The Pocket Orchestra | 2026-10-03T19:30 |  | Main Hall | £12 / £8
Coffee Concert | 2026-10-08T10:30 |  | The Studio | free
Puppets: The Grumpy Moon | 2026-10-17T14:00 |  | The Studio | £6
Puppets: The Grumpy Moon | 2026-10-17T17:00 |  | The Studio | £6
Comedy Night | 2026-10-30T20:00 |  | Main Hall
""",
    ),
    (
        "bullets with the place in brackets",
        "da",
        """
Medborgerhuset
Arrangementer 2026

* 3/10 kl. 19: Viseaften (Caféen). Entré 50 kr.
* 11/10 kl. 14-16: Bytte bytte købmand (Store Sal). Gratis.
* 25/10 kl. 20: Natfilm (Biografen). 40 kr. UDSOLGT
""",
        """
Viseaften | 2026-10-03T19:00 |  | Caféen | 50 kr.
Bytte bytte købmand | 2026-10-11T14:00 | 2026-10-11T16:00 | Store Sal | Gratis
Natfilm | 2026-10-25T20:00 |  | Biografen | 40 kr.
""",
    ),
    (
        "weekday, day and month on lines of their own",
        "no",
        """
Hva skjer i november 2026

ONS
4
NOV
Strikkekafé
kl. 18.00
Biblioteket
Gratis

FRE
13
NOV
Konsert: Nattravnene
kl. 21.00
Storsalen
kr 220

LØR
28
NOV
Julemarked
kl. 11–16
Torget
""",
        """
Strikkekafé | 2026-11-04T18:00 |  | Biblioteket | Gratis
Konsert: Nattravnene | 2026-11-13T21:00 |  | Storsalen | kr 220
Julemarked | 2026-11-28T11:00 | 2026-11-28T16:00 | Torget
""",
    ),
    (
        "the month on a line above the day",
        "en",
        """
Town diary 2026

Oct
3
Apple Day
11am to 3pm
Abbey Gardens
Free

Oct
17
Talk: Rivers of Ink
7.30pm
Library, Meeting Room 1
£3

Nov
5
Bonfire Night
6pm
The Rec
£5 adults, £2 children
""",
        """
Apple Day | 2026-10-03T11:00 | 2026-10-03T15:00 | Abbey Gardens | Free
Talk: Rivers of Ink | 2026-10-17T19:30 |  | Library, Meeting Room 1 | £3
Bonfire Night | 2026-11-05T18:00 |  | The Rec | £5 adults, £2 children
""",
    ),
    (
        "a title above its row",
        "en",
        """
Home | Events | About
Events

Pottery for Beginners
Sat 3 October 2026 | 10am–1pm | Kiln Room | £25
Bring an apron. Clay is included.

Open Mic
Fri 9 October 2026 | 8pm | The Cellar | Free
Sign up at the bar from 7.30pm.

Winter Fair
Sat 5 December 2026 – Sun 6 December 2026 | Great Hall | £2
More than sixty stalls.
""",
        """
Pottery for Beginners | 2026-10-03T10:00 | 2026-10-03T13:00 | Kiln Room | £25
Open Mic | 2026-10-09T20:00 |  | The Cellar | Free
Winter Fair | 2026-12-05 | 2026-12-07 | Great Hall | £2
""",
    ),
    (
        "a place on the line below",
        "da",
        """
Kalender

- Torsdag den 5. november 2026 kl. 17.00: Generalforsamling
  Klubhuset, Stadionvej 3. Forslag skal være formanden i hænde senest 22. oktober.
- Lørdag den 14. november 2026 kl. 10-15: Julebasar
  Forsamlingshuset. Entré 20 kr.
- Søndag den 29. november 2026 kl. 16: Juletræstænding
  Torvet

Kontakt: Bo Lund, tlf. 22 00 00 11
""",
        """
Generalforsamling | 2026-11-05T17:00 |  | Klubhuset, Stadionvej 3
Julebasar | 2026-11-14T10:00 | 2026-11-14T15:00 | Forsamlingshuset | 20 kr.
Juletræstænding | 2026-11-29T16:00 |  | Torvet
""",
    ),
    (
        "the time before the date, several days",
        "da",
        """
Aftenskolen Nord
Kurser 2026

kl. 19.00-21.00 | tirsdag d. 3. november | Førstehjælp | Lokale 4 | 350 kr.
kl. 10.00-15.00 | lørdag d. 14. november | Pileflet | Værkstedet | 425 kr.
kl. 18.30-20.30 | 3., 10. og 17. december | Tegn dit hus | Lokale 2 | 600 kr.
""",
        """
Førstehjælp | 2026-11-03T19:00 | 2026-11-03T21:00 | Lokale 4 | 350 kr.
Pileflet | 2026-11-14T10:00 | 2026-11-14T15:00 | Værkstedet | 425 kr.
Tegn dit hus | 2026-12-03T18:30 | 2026-12-03T20:30 | Lokale 2 | 600 kr.
Tegn dit hus | 2026-12-10T18:30 | 2026-12-10T20:30 | Lokale 2 | 600 kr.
Tegn dit hus | 2026-12-17T18:30 | 2026-12-17T20:30 | Lokale 2 | 600 kr.
""",
    ),
    (
        "a date, a time and a title below each other",
        "de",
        """
Veranstaltungen

Samstag, 3. Oktober 2026
19:00 Uhr
Orgelnacht
Ort: Stadtkirche
Eintritt: 10 Euro

Sonntag, 11. Oktober 2026
11:15 Uhr
Matinee: Lieder ohne Worte
Ort: Rathausfoyer
Eintritt frei

Freitag, 16. bis Sonntag, 18. Oktober 2026
Weinfest
Ort: Marktplatz
""",
        """
Orgelnacht | 2026-10-03T19:00 |  | Stadtkirche | 10 Euro
Matinee: Lieder ohne Worte | 2026-10-11T11:15 |  | Rathausfoyer | Eintritt frei
Weinfest | 2026-10-16 | 2026-10-19 | Marktplatz
""",
    ),
    (
        "parts that slashes divide",
        "en",
        """
Programme

Family History Drop-in // Mon 5 October 2026, 2pm // Library // free
Ghost Walk // Sat 31 October 2026, 7pm // Butter Cross // £6
Carols by Candlelight // Sun 13 December 2026, 5pm // St Mary's Church // collection
""",
        """
Family History Drop-in | 2026-10-05T14:00 |  | Library | free
Ghost Walk | 2026-10-31T19:00 |  | Butter Cross | £6
Carols by Candlelight | 2026-12-13T17:00 |  | St Mary's Church
""",
    ),
    (
        "short weekdays, a season, a day that is closed",
        "sv",
        """
KALENDARIUM NOVEMBER–JANUARI 2026/2027

NOVEMBER
Må 2   18.00   Körövning           Församlingshemmet
Lö 14  10–14   Höstmarknad         Stortorget          Fri entré
DECEMBER
Sö 13  07.00   Lucia               Stadskyrkan
Ons 30 stängt
JANUARI
Ti 5   19.00   Filmafton: Snö      Biografen Röda Kvarn   80 kr
""",
        """
Körövning | 2026-11-02T18:00 |  | Församlingshemmet
Höstmarknad | 2026-11-14T10:00 | 2026-11-14T14:00 | Stortorget | Fri entré
Lucia | 2026-12-13T07:00 |  | Stadskyrkan
Filmafton: Snö | 2027-01-05T19:00 |  | Biografen Röda Kvarn | 80 kr
""",
    ),
    (
        "days with their months, the time last",
        "de",
        """
Turnverein Oberdorf – Termine 2027

Januar
16.1.  Neujahrsschwimmen, Hallenbad, 10 Uhr
30.1.  Jahreshauptversammlung, Vereinsheim, 19.30 Uhr
Februar
6.-7.2.  Hallenturnier, Sporthalle
19.2.  Faschingsball, Stadthalle, 20 Uhr, 12 €
""",
        """
Neujahrsschwimmen | 2027-01-16T10:00 |  | Hallenbad
Jahreshauptversammlung | 2027-01-30T19:30 |  | Vereinsheim
Hallenturnier | 2027-02-06 | 2027-02-08 | Sporthalle
Faschingsball | 2027-02-19T20:00 |  | Stadthalle | 12 €
""",
    ),
    (
        "sentences behind a date, moved out deadline",
        "da",
        """
Nyt fra Vesterby Bibliotek, 2. marts 2026

DET SKER

Torsdag 12. marts: Strikkecafé. Hovedbiblioteket kl. 14-16. Gratis.
Lørdag 14. marts: Loppemarked. Torvet kl. 10-13.
Mandag 16. marts: Aflyst! Digital hjælp. Filialen kl. 10.
Tirsdag 7. april: Forfatteraften med Lis Holt. Hovedbiblioteket kl. 19.30. Billetter 75 kr.
Tilmelding til forfatteraftenen senest 31. marts.
""",
        """
Strikkecafé | 2026-03-12T14:00 | 2026-03-12T16:00 | Hovedbiblioteket | Gratis
Loppemarked | 2026-03-14T10:00 | 2026-03-14T13:00 | Torvet
Digital hjælp | 2026-03-16T10:00 |  | Filialen |  | cancelled
Forfatteraften med Lis Holt | 2026-04-07T19:30 |  | Hovedbiblioteket | 75 kr.
""",
    ),
    (
        "times below dates, a day that is closed",
        "no",
        """
Programmet
Våren 2026

17. MARS
kl. 19
Foredrag: Mose og myr
Biblioteket
Gratis

24. MARS
kl. 18
Filmkveld
Kinosalen
kr 90

1. MAI
Biblioteket er stengt.

5. MAI
kl. 19
Poesi på taket
Takterrassen
kr 50
""",
        """
Foredrag: Mose og myr | 2026-03-17T19:00 |  | Biblioteket | Gratis
Filmkveld | 2026-03-24T18:00 |  | Kinosalen | kr 90
Poesi på taket | 2026-05-05T19:00 |  | Takterrassen | kr 50
""",
    ),
    (
        "months first, times behind titles",
        "en",
        """
Upcoming events

October 3, 2026 - Harvest Supper - Parish Hall - $10
October 17, 2026 - Book Sale, 9 a.m. to noon - Library Lobby
November 7, 2026 - Craft Fair (10 a.m.–4 p.m.) - School Gym - Free admission
December 5, 2026 - CANCELED - Tree Lighting - Town Green
""",
        """
Harvest Supper | 2026-10-03 |  | Parish Hall | $10
Book Sale | 2026-10-17T09:00 | 2026-10-17T12:00 | Library Lobby
Craft Fair | 2026-11-07T10:00 | 2026-11-07T16:00 | School Gym | Free admission
Tree Lighting | 2026-12-05 |  | Town Green |  | cancelled
""",
    ),
    (
        "several events below a day",
        "sv",
        """
På gång

Fredag 2 oktober 2026
19.00 Vissång med Trio Ek – Kafé Storken
21.00 Dans – Stora salen, 100 kr

Lördag 3 oktober 2026
11.00–15.00 Skördemarknad – Torget
18.00 Filmklubben visar: Havet – Bio Grand, 60 kr
""",
        """
Vissång med Trio Ek | 2026-10-02T19:00 |  | Kafé Storken
Dans | 2026-10-02T21:00 |  | Stora salen | 100 kr
Skördemarknad | 2026-10-03T11:00 | 2026-10-03T15:00 | Torget
Filmklubben visar: Havet | 2026-10-03T18:00 |  | Bio Grand | 60 kr
""",
    ),
    (
        "bullets below months",
        "da",
        """
Grundejerforeningen Solsiden
Forside | Bestyrelse | Vedtægter | Kalender

Årshjul 2026

Marts
- 8/3 kl. 10-12 Arbejdsdag, mødested ved legepladsen. Vi slutter med grillpølser.
- 24/3 kl. 19 Generalforsamling i Fælleshuset, Solsidevej 2
Juni
- 23/6 kl. 20 Sankt Hans på stranden. Båltale ved sognepræsten. Gratis for medlemmer, gæster 50 kr.
August
- 29/8 Vejfest (voksne 150 kr., børn 50 kr.). Tilmelding senest 10. august.

Kontingent 2026 betales senest den 1. april. Affald: Storskrald 4. maj og 5. oktober.
""",
        """
Arbejdsdag | 2026-03-08T10:00 | 2026-03-08T12:00 | legepladsen
Generalforsamling | 2026-03-24T19:00 |  | Fælleshuset, Solsidevej 2
Sankt Hans på stranden | 2026-06-23T20:00 |  | stranden | Gratis for medlemmer, gæster 50 kr.
Vejfest | 2026-08-29 |  |  | voksne 150 kr., børn 50 kr.
""",
    ),
    (
        "rows below days, sold out",
        "no",
        """
Kulturkalender
Nordvik kommune
Oppdatert 3. september 2026

Torsdag 10. september
19:00  Forfattermøte med Liv Sand – Nordvik bibliotek
20:30  Stand-up: Hele pakka – Pub'en Ankeret (kr 180)

Lørdag 12. september
11:00-14:00  Bondens marked – Torget
12:00  Barneteater: Trollet Trym – Kulturhuset, Lillesalen (barn 60,-, voksne 90,-)

Fredag 18. september
UTSOLGT! 21:00  Konsert: Blåmandag – Kulturhuset, Storsalen (kr 290)

Søndag 20. september
Ingen arrangementer

Vær: 14 grader, regn
""",
        """
Forfattermøte med Liv Sand | 2026-09-10T19:00 |  | Nordvik bibliotek
Stand-up: Hele pakka | 2026-09-10T20:30 |  | Pub'en Ankeret | kr 180
Bondens marked | 2026-09-12T11:00 | 2026-09-12T14:00 | Torget
Barneteater: Trollet Trym | 2026-09-12T12:00 |  | Kulturhuset, Lillesalen | barn 60,-, voksne 90,-
Konsert: Blåmandag | 2026-09-18T21:00 |  | Kulturhuset, Storsalen | kr 290
""",
    ),
    (
        "facts in brackets",
        "de",
        """
Stadtmuseum Auenfeld
Startseite > Programm

Unser Programm im Frühjahr 2027

Ausstellungen
14. März – 27. Juni 2027: Die Farbe Blau (Sonderausstellungsraum, Eintritt 7 €, ermäßigt 4 €)
2. Mai – 31. Oktober 2027: Gartenträume (Museumsgarten, Eintritt frei)

Führungen und mehr
So 21.03., 11 Uhr: Kuratorinnenführung (im Eintritt enthalten)
Do 08.04., 19 Uhr: Vortrag „Indigo und Waid“, Dr. Helga Brandt, Vortragssaal, 5 €
Sa 17.04., 14–17 Uhr: Workshop Blaudruck, Werkraum, 25 € inkl. Material, Anmeldung bis 10.04.
So 16.05.: Internationaler Museumstag, ganztägig, Eintritt frei
Entfällt: Fr 28.05., 18 Uhr: Sommerkonzert, Innenhof

Di–So 10–17 Uhr, Mo geschlossen. Karfreitag geschlossen.
""",
        """
Die Farbe Blau | 2027-03-14 | 2027-06-28 | Sonderausstellungsraum | 7 €
Gartenträume | 2027-05-02 | 2027-11-01 | Museumsgarten | Eintritt frei
Kuratorinnenführung | 2027-03-21T11:00 |  |  | im Eintritt enthalten
Vortrag „Indigo und Waid“ | 2027-04-08T19:00 |  | Vortragssaal | 5 €
Workshop Blaudruck | 2027-04-17T14:00 | 2027-04-17T17:00 | Werkraum | 25 € inkl. Material
Internationaler Museumstag | 2027-05-16 |  |  | Eintritt frei
Sommerkonzert | 2027-05-28T18:00 |  | Innenhof |  | cancelled
""",
    ),
    (
        "years as headings",
        "en",
        """
St Brannoc's Community Choir
Dates for your diary

2026
Sun 4 Oct: Workshop with Ella Crane, Methodist Hall, 2pm to 5pm. £10 (members £6). Book by 25 Sept.
Sat 24 Oct: Charity concert, St Brannoc's Church, 7.30pm. Retiring collection.
Sun 13 Dec: Carols in the Square, 4pm. Free.
2027
Sat 9 Jan: Wassail at Pound Farm, 3pm. CANCELLED
Fri 26 Feb: AGM, Methodist Hall, 7pm.

No rehearsals during half term (26-30 October).
""",
        """
Workshop with Ella Crane | 2026-10-04T14:00 | 2026-10-04T17:00 | Methodist Hall | £10 (members £6)
Charity concert | 2026-10-24T19:30 |  | St Brannoc's Church
Carols in the Square | 2026-12-13T16:00 |  |  | Free
Wassail | 2027-01-09T15:00 |  | Pound Farm |  | cancelled
AGM | 2027-02-26T19:00 |  | Methodist Hall
""",
    ),
    (
        "an exhibition among rows, one that moved",
        "sv",
        """
Konstföreningen Ateljé 9
Aktuellt program

Datum | Tid | Aktivitet | Plats
Lör 10/10 2026 | 12-16 | Vernissage: Under ytan | Galleriet
Ons 21/10 2026 | 18.30 | Krokikväll | Ateljén | 80 kr
10/10–8/11 2026 | | Utställning: Under ytan | Galleriet
Lör 7/11 2026 | 13-15 | Konstpromenad (samling vid fontänen) | Centrum
Sön 6/12 2026 | 11-16 | Julmarknad – flyttad från 29/11 | Gården | Fri entré

Öppet tors-sön 12-16. Swish 123 000 00 00
""",
        """
Vernissage: Under ytan | 2026-10-10T12:00 | 2026-10-10T16:00 | Galleriet
Krokikväll | 2026-10-21T18:30 |  | Ateljén | 80 kr
Utställning: Under ytan | 2026-10-10 | 2026-11-09 | Galleriet
Konstpromenad (samling vid fontänen) | 2026-11-07T13:00 | 2026-11-07T15:00 | Centrum
Julmarknad | 2026-12-06T11:00 | 2026-12-06T16:00 | Gården | Fri entré | rescheduled
""",
    ),
    (
        "titles above dates in a season",
        "da",
        """
Musikforeningen Tonen
Koncerter sæsonen 2026-2027

Duo Havblik
Onsdag 7. oktober, kl. 19.30
Gamle Rådhus
Billetter 140 kr. (unge 50 kr.)

Kvartetten Fire Strenge
Onsdag 11. november, kl. 19.30
Gamle Rådhus
Billetter 140 kr. (unge 50 kr.)

AFLYST: Klaveraften med Nora Winther
Onsdag 13. januar, kl. 19.30
Gamle Rådhus

Forårskoncert
Søndag 18. april, kl. 15
Sankt Jacobs Kirke
Fri entré

Sæsonkort 400 kr. købes hos kasserer Mads Vig.
""",
        """
Duo Havblik | 2026-10-07T19:30 |  | Gamle Rådhus | 140 kr. (unge 50 kr.)
Kvartetten Fire Strenge | 2026-11-11T19:30 |  | Gamle Rådhus | 140 kr. (unge 50 kr.)
Klaveraften med Nora Winther | 2027-01-13T19:30 |  | Gamle Rådhus |  | cancelled
Forårskoncert | 2027-04-18T15:00 |  | Sankt Jacobs Kirke | Fri entré
""",
    ),
    (
        "rows of day and time without joints",
        "de",
        """
Pfarrblatt St. Ulrich, 29. November 2026

TERMINE IM ADVENT
So 29.11. 17.00 Adventsingen in der Pfarrkirche
Di 01.12. 14.30 Seniorennachmittag im Pfarrheim
So 06.12. 15.00 Nikolausfeier, Pfarrheim, Eintritt: 3 €
Sa 12.12. 06.00 Rorate, anschließend Frühstück
Do 24.12. 16.00 Kindermette / 22.30 Christmette, Pfarrkirche
Fr 01.01. 10.00 Neujahrsgottesdienst

Das Pfarrbüro ist vom 24.12. bis 06.01. geschlossen.
""",
        """
Adventsingen | 2026-11-29T17:00 |  | Pfarrkirche
Seniorennachmittag | 2026-12-01T14:30 |  | Pfarrheim
Nikolausfeier | 2026-12-06T15:00 |  | Pfarrheim | 3 €
Rorate | 2026-12-12T06:00
Kindermette / 22.30 Christmette | 2026-12-24T16:00 |  | Pfarrkirche
Neujahrsgottesdienst | 2027-01-01T10:00
""",
    ),
    (
        "events of a day with a place in brackets",
        "en",
        """
Library events
Showing 1-5 of 23 events    Sort by date

Lego Club
Library: Eastfield
Date: Saturday 7 November
Time: 10:00 - 11:30

WED 11 NOV
10.30am - Baby Bounce (Eastfield Library)
2pm - Knit & Natter (Hillside Library)
SAT 14 NOV
11am - Chess for beginners (Central Library). Free, ages 8-12
FRI 20 NOV
7pm - An evening with Omar Reed (Central Library). Tickets £5

Published 30 October 2026
""",
        """
Baby Bounce | 2026-11-11T10:30 |  | Eastfield Library
Knit & Natter | 2026-11-11T14:00 |  | Hillside Library
Chess for beginners | 2026-11-14T11:00 |  | Central Library | Free
An evening with Omar Reed | 2026-11-20T19:00 |  | Central Library | £5
""",
    ),
    (
        "one place and time for all",
        "da",
        """
Klubaftener 2026/27 i Frimærkeklubben Tak

Alle møder holdes i Medborgerhuset, lokale 3, kl. 19.00.

15. september: Byttemøde
13. oktober: Foredrag ved Jens Holm: Grønlands første mærker
10. november: Auktion
8. december: Juleafslutning med banko
12. januar: Medlemmernes aften
9. februar: Generalforsamling
""",
        """
Byttemøde | 2026-09-15T19:00 |  | Medborgerhuset, lokale 3
Foredrag ved Jens Holm: Grønlands første mærker | 2026-10-13T19:00 |  | Medborgerhuset, lokale 3
Auktion | 2026-11-10T19:00 |  | Medborgerhuset, lokale 3
Juleafslutning med banko | 2026-12-08T19:00 |  | Medborgerhuset, lokale 3
Medlemmernes aften | 2027-01-12T19:00 |  | Medborgerhuset, lokale 3
Generalforsamling | 2027-02-09T19:00 |  | Medborgerhuset, lokale 3
""",
    ),
    (
        "days before titles, the time below",
        "da",
        """
Vandel Hallerne
Vandel Idrætscenter
Kalender | Book bane | Café | Om os

KOMMENDE ARRANGEMENTER

10. JAN Nytårskur for frivillige
Lørdag kl. 14.00 · Caféen · Gratis

24. JAN Loppemarked i hallen
Lørdag kl. 10.00-15.00 · Hal 1 · Entré 20 kr.

7. FEB Fastelavn for hele familien
Lørdag kl. 13.00 · Hal 2 · Børn 40 kr., voksne gratis

Sidst opdateret 2. januar 2027
""",
        """
Nytårskur for frivillige | 2027-01-10T14:00 |  | Caféen | Gratis
Loppemarked i hallen | 2027-01-24T10:00 | 2027-01-24T15:00 | Hal 1 | 20 kr.
Fastelavn for hele familien | 2027-02-07T13:00 |  | Hal 2 | Børn 40 kr., voksne gratis
""",
    ),
    (
        "ordinal days below months",
        "en",
        """
Marlow Green Parish Council
Newsletter Autumn 2026

DIARY DATES

September
5th  Village Fete, Playing Field, 2pm
12th-13th  Flower Festival, St Anne's Church, 10am-4pm
19th  Quiz Night in the Hall, 7pm for 7.30pm, £8 incl. supper

October
3rd  Harvest Supper, Village Hall, 6.30pm. Tickets £10 from Jean (01632 960111)
17th  Jumble Sale, Village Hall, 10.30am
31st  Halloween Trail – start at the Green, 5pm

Deadline for the next issue: 15th October.
""",
        """
Village Fete | 2026-09-05T14:00 |  | Playing Field
Flower Festival | 2026-09-12 | 2026-09-14 | St Anne's Church
Quiz Night in the Hall | 2026-09-19T19:30 |  |  | £8 incl. supper
Harvest Supper | 2026-10-03T18:30 |  | Village Hall | £10
Jumble Sale | 2026-10-17T10:30 |  | Village Hall
Halloween Trail | 2026-10-31T17:00 |  | start at the Green
""",
    ),
    (
        "a theatre, weekdays in a column of their own",
        "de",
        """
Theater am Wall
Spielplan November 2026

So  1.11.  16.00  Der gestiefelte Kater   (ab 4 Jahren)  Großes Haus  9 €
Di  3.11.  19.30  Faust I                                 Großes Haus  14–28 €
Fr  6.11.  20.00  Improabend                              Studio       10 € / 7 €
Sa  7.11.  19.30  Faust I                                 Großes Haus  ausverkauft
So  8.11.  11.00  Matinee: Wie entsteht ein Bühnenbild?   Foyer        Eintritt frei
Mi 11.11.         spielfrei

Kasse: Di-Sa 11-18 Uhr, Tel. 0000 1234
""",
        """
Der gestiefelte Kater | 2026-11-01T16:00 |  | Großes Haus | 9 €
Faust I | 2026-11-03T19:30 |  | Großes Haus | 14–28 €
Improabend | 2026-11-06T20:00 |  | Studio | 10 € / 7 €
Faust I | 2026-11-07T19:30 |  | Großes Haus
Matinee: Wie entsteht ein Bühnenbild? | 2026-11-08T11:00 |  | Foyer | Eintritt frei
""",
    ),
    (
        "dates and titles on one line, the rest below",
        "sv",
        """
Stadsbiblioteket

Program mars 2026

3/3 Sagostund
kl. 10.00, Barnavdelningen
För barn 3–6 år. Ingen anmälan.

10/3 Bokcirkel: Vinterns bästa deckare
kl. 18.00, Läsrummet
Anmäl dig senast 6/3.

17/3 Författarbesök: Lena Strid
kl. 18.30, Hörsalen
Entré 60 kr, stödföreningen gratis

24/3 INSTÄLLT Digital hjälp
kl. 13.00, Datorsalen
""",
        """
Sagostund | 2026-03-03T10:00 |  | Barnavdelningen
Bokcirkel: Vinterns bästa deckare | 2026-03-10T18:00 |  | Läsrummet
Författarbesök: Lena Strid | 2026-03-17T18:30 |  | Hörsalen | 60 kr, stödföreningen gratis
Digital hjälp | 2026-03-24T13:00 |  | Datorsalen |  | cancelled
""",
    ),
    (
        "nights of a club, doors",
        "en",
        """
The Old Fire Station
Events

FRI 02 OCT
The Lantern Keepers
Doors 7:30pm · £12 adv / £15 door

SAT 03 OCT
Northern Soul All-Dayer
2pm – late · £8

THU 08 OCT
Comedy Cellar
Doors 7pm, show 8pm · £10
Sold out

SUN 11 OCT
Vintage Fair
10am–4pm · Free entry

Published 14 September 2026
""",
        """
The Lantern Keepers | 2026-10-02 |  |  | £12 adv / £15 door
Northern Soul All-Dayer | 2026-10-03T14:00 |  |  | £8
Comedy Cellar | 2026-10-08T20:00 |  |  | £10
Vintage Fair | 2026-10-11T10:00 | 2026-10-11T16:00 |  | Free entry
""",
    ),
    (
        "numbered evenings",
        "da",
        """
Program for efteråret 2026 – Højskoleforeningen

1) Mandag d. 14. september kl. 19.30 i Borgerhuset
Foredrag ved forfatter Hans Bo: Det blå bånd
Pris: 75 kr., medlemmer 50 kr.

2) Mandag d. 12. oktober kl. 19.30 i Borgerhuset
Foredrag ved lektor Ida Krag: Sprogets veje
Pris: 75 kr., medlemmer 50 kr.

3) Søndag d. 8. november kl. 14.00 i Kirken
Koncert med Pigekoret
Pris: 100 kr.
""",
        """
Foredrag ved forfatter Hans Bo: Det blå bånd | 2026-09-14T19:30 |  | Borgerhuset | 75 kr., medlemmer 50 kr.
Foredrag ved lektor Ida Krag: Sprogets veje | 2026-10-12T19:30 |  | Borgerhuset | 75 kr., medlemmer 50 kr.
Koncert med Pigekoret | 2026-11-08T14:00 |  | Kirken | 100 kr.
""",
    ),
    (
        "hikes that meet somewhere",
        "de",
        """
Wanderfreunde Tal
Wanderplan 2. Halbjahr 2026

05.07.2026: Rund um den Kaltsee (12 km), Treffpunkt Bahnhof 9.00 Uhr, Führung: K. Abel
16.08.2026: Gratwanderung (15 km), Treffpunkt Kirchplatz 8.00 Uhr, Führung: M. Roth
13.09.2026: entfällt
04.10.2026: Herbstwanderung mit Einkehr, Treffpunkt Bahnhof 10.00 Uhr
06.12.2026: Nikolausfeier im Vereinsheim, 15 Uhr, Kostenbeitrag 5 €
""",
        """
Rund um den Kaltsee (12 km) | 2026-07-05T09:00 |  | Treffpunkt Bahnhof
Gratwanderung (15 km) | 2026-08-16T08:00 |  | Treffpunkt Kirchplatz
Herbstwanderung mit Einkehr | 2026-10-04T10:00 |  | Treffpunkt Bahnhof
Nikolausfeier | 2026-12-06T15:00 |  | Vereinsheim | 5 €
""",
    ),
    (
        "a table without column words, the place first",
        "no",
        """
Fjellheim kulturhus
Program | Billetter | Leie | Om oss

DETTE SKJER I OKTOBER 2026

Fre 2. okt  20.00  Storsalen   Danseband: Sveinung & Co      kr 250
Lør 3. okt  13.00  Lillesalen  Barnekino: Pinnsvinet         kr 70
                   (norsk tale, 6 år)
Ons 7. okt  18.30  Kafeen      Strikk og prat                gratis
Fre 9. okt  19.00  Storsalen   Revy: Det gikk ikke           UTSOLGT
Lør 10. okt 19.00  Storsalen   Revy: Det gikk ikke           kr 320
Søn 18. okt 17.00  Storsalen   AVLYST: Korkonsert            kr 150

Billetter: fjellheim.example eller tlf 900 00 555. Åpent man–fre 10–15.
""",
        """
Danseband: Sveinung & Co | 2026-10-02T20:00 |  | Storsalen | kr 250
Barnekino: Pinnsvinet | 2026-10-03T13:00 |  | Lillesalen | kr 70
Strikk og prat | 2026-10-07T18:30 |  | Kafeen | gratis
Revy: Det gikk ikke | 2026-10-09T19:00 |  | Storsalen
Revy: Det gikk ikke | 2026-10-10T19:00 |  | Storsalen | kr 320
Korkonsert | 2026-10-18T17:00 |  | Storsalen | kr 150 | cancelled
""",
    ),
    (
        "the place before a colon",
        "de",
        """
Kirchgemeinde Seedorf
Anlässe im Januar 2027

Fr, 1. Jan., 17 Uhr, Kirche: Neujahrsgottesdienst mit Apéro
Mi, 6. Jan., 14 Uhr, Kirchgemeindehaus: Seniorennachmittag «Reise nach Island»
Fr, 15. Jan., 19.30 Uhr, Kirche: Orgelkonzert mit Beat Frei, Kollekte
Sa, 23. Jan., 9–12 Uhr, Kirchgemeindehaus: Kleiderbörse
So, 31. Jan., 10 Uhr, Kirche: Familiengottesdienst (abgesagt)

Anmeldung für den Seniorennachmittag bis 4. Januar beim Sekretariat.
Das Sekretariat ist vom 24. Dezember bis 3. Januar geschlossen.
""",
        """
Neujahrsgottesdienst mit Apéro | 2027-01-01T17:00 |  | Kirche
Seniorennachmittag «Reise nach Island» | 2027-01-06T14:00 |  | Kirchgemeindehaus
Orgelkonzert mit Beat Frei | 2027-01-15T19:30 |  | Kirche | Kollekte
Kleiderbörse | 2027-01-23T09:00 | 2027-01-23T12:00 | Kirchgemeindehaus
Familiengottesdienst | 2027-01-31T10:00 |  | Kirche |  | cancelled
""",
    ),
    (
        "several times a day",
        "en",
        """
Harbour Museum
What's on | Visit | Learn

February half-term 2027

Monday 15 February
Make a Lighthouse
Drop-in craft workshop
11am–3pm | Learning Room | £3 per child

Tuesday 16 February
Knots and Splices
11am, 1pm and 3pm | Boat Hall | Free with admission

Wednesday 17 – Friday 19 February
Smugglers' Trail
10am–4pm daily | Whole museum | £2

Saturday 20 February
Story Time with Captain Peg
CANCELLED
2pm | Foyer

The museum is closed on Sunday 21 February for maintenance.
""",
        """
Make a Lighthouse | 2027-02-15T11:00 | 2027-02-15T15:00 | Learning Room | £3 per child
Knots and Splices | 2027-02-16T11:00 |  | Boat Hall | Free with admission
Knots and Splices | 2027-02-16T13:00 |  | Boat Hall | Free with admission
Knots and Splices | 2027-02-16T15:00 |  | Boat Hall | Free with admission
Smugglers' Trail | 2027-02-17 | 2027-02-20 | Whole museum | £2
Story Time with Captain Peg | 2027-02-20T14:00 |  | Foyer |  | cancelled
""",
    ),
    (
        "an exhibition in opening hours",
        "de",
        """
Bibliothek am Ring
Veranstaltungen im Oktober 2026

Do 01.10. | 16:30 | Vorlesezeit (ab 4) | Kinderbibliothek
Do 08.10. | 16:30 | Vorlesezeit (ab 4) | Kinderbibliothek
Di 13.10. | 19:00 | Lesung mit Jana Wolf: »Tiefe Wasser« | Saal | 8 € (erm. 5 €) | Anmeldung erforderlich
Sa 17.10. | 11–15 Uhr | Bücherflohmarkt | Hof | -
Di 27.10. | 18 Uhr | Onleihe-Sprechstunde | online | kostenlos, Anmeldung bis 26.10.
Vom 5. bis 30.10. | während der Öffnungszeiten | Ausstellung „Stadt im Nebel“ | Foyer

Am 3.10. bleibt die Bibliothek geschlossen.
""",
        """
Vorlesezeit (ab 4) | 2026-10-01T16:30 |  | Kinderbibliothek
Vorlesezeit (ab 4) | 2026-10-08T16:30 |  | Kinderbibliothek
Lesung mit Jana Wolf: »Tiefe Wasser« | 2026-10-13T19:00 |  | Saal | 8 € (erm. 5 €)
Bücherflohmarkt | 2026-10-17T11:00 | 2026-10-17T15:00 | Hof
Onleihe-Sprechstunde | 2026-10-27T18:00 |  | online | kostenlos
Ausstellung „Stadt im Nebel“ | 2026-10-05 | 2026-10-31 | Foyer
""",
    ),
    (
        "times at the end of lines",
        "sv",
        """
Evenemang i Åsele – v 40, 2026

Måndag 28 september
Stickkafé, Biblioteket 13.00-15.00
Bingo, Folkets Hus 18.30

Torsdag 1 oktober
Musikunderhållning med Bröderna Ek, Granen 14.00
Öppet hus, Räddningstjänsten 16.00-19.00. Fri entré

Lördag 3 oktober
Auktion, Ishallen 11.00
Pubkväll, Hotellet 20.00, 120 kr
""",
        """
Stickkafé | 2026-09-28T13:00 | 2026-09-28T15:00 | Biblioteket
Bingo | 2026-09-28T18:30 |  | Folkets Hus
Musikunderhållning med Bröderna Ek | 2026-10-01T14:00 |  | Granen
Öppet hus | 2026-10-01T16:00 | 2026-10-01T19:00 | Räddningstjänsten | Fri entré
Auktion | 2026-10-03T11:00 |  | Ishallen
Pubkväll | 2026-10-03T20:00 |  | Hotellet | 120 kr
""",
    ),
    (
        "what is every week",
        "en",
        """
Riverside Centre
Every week at the Riverside

Mondays 10am–12 noon: Toddler Group, Main Room, £2
Tuesdays 7.30pm: Choir practice, Main Room
First Wednesday of the month, 2pm: Film club, Studio, £3
Thursdays 6pm: Yoga (booking required), Studio, £6

Coming up in March 2027
Sat 6 March, 2pm: Spring fair, Main Room, 50p
Fri 19 March, 7.30pm: Ceilidh with The Tatties, Main Room, £8
""",
        """
Toddler Group |  |  | Main Room | £2
Choir practice |  |  | Main Room
Film club |  |  | Studio | £3
Yoga |  |  | Studio | £6
Spring fair | 2027-03-06T14:00 |  | Main Room | 50p
Ceilidh with The Tatties | 2027-03-19T19:30 |  | Main Room | £8
""",
    ),
    (
        "titles in quotation marks below",
        "da",
        """
Lokalhistorisk Forening
Program for 2026-27

Torsdag den 24. september kl. 19.30 på Biblioteket:
"Da banen kom til byen"
v/ Museumsinspektør Lone Fisker
Entré: 40 kr. for ikke-medlemmer

Torsdag den 5. november kl. 19.30 på Biblioteket:
"Brev fra fronten"
v/ Arkivleder Tom Vad

Torsdag den 21. januar kl. 19.00 i Sognegården:
GENERALFORSAMLING
Dagsorden iflg. vedtægterne
""",
        """
Da banen kom til byen | 2026-09-24T19:30 |  | Biblioteket | 40 kr. for ikke-medlemmer
Brev fra fronten | 2026-11-05T19:30 |  | Biblioteket
GENERALFORSAMLING | 2027-01-21T19:00 |  | Sognegården
""",
    ),
    (
        "church days above clock times",
        "da",
        """
Borgergade Kirke
Menu  Om os  Kontakt

GUDSTJENESTER OG ARRANGEMENTER, MAJ 2026

Søndag d. 3. maj – 3. s. e. påske
10.00 Højmesse v/ Lise Kolding
14.00 Dåbsgudstjeneste
Torsdag d. 7. maj
kl. 17 Spaghettigudstjeneste. Derefter spisning i sognegården, 30 kr. for voksne
Søndag d. 10. maj – 4. s. e. påske
Ingen gudstjeneste
Torsdag d. 14. maj – Kristi himmelfarts dag
9.30 Morgensang ved søen (mødested: Bådehuset)
Søndag d. 17. maj
10.00 Konfirmation
12.00 Konfirmation
Tirsdag d. 19. maj
19.30 Foredrag: Ro i en larmende tid
v/ Bent Skovgaard. Sognegården. Entré 50 kr.

Kirkekontoret er åbent tirsdag-fredag 10-13.
""",
        """
Højmesse v/ Lise Kolding | 2026-05-03T10:00
Dåbsgudstjeneste | 2026-05-03T14:00
Spaghettigudstjeneste | 2026-05-07T17:00
Morgensang ved søen | 2026-05-14T09:30 |  | Bådehuset
Konfirmation | 2026-05-17T10:00
Konfirmation | 2026-05-17T12:00
Foredrag: Ro i en larmende tid | 2026-05-19T19:30 |  | Sognegården | 50 kr.
""",
    ),
    (
        "columns of a spreadsheet",
        "no",
        """
Vestby idrettslag – terminliste høst 2026

Dato;Ukedag;Klokken;Arrangement;Sted
5.9;lø;10-14;Klubbdag;Vestbybanen
12.9;lø;18;Høstfest;Klubbhuset
20.9;sø;11;Terrengløp;Skogbanen
""",
        """
Klubbdag | 2026-09-05T10:00 | 2026-09-05T14:00 | Vestbybanen
Høstfest | 2026-09-12T18:00 |  | Klubbhuset
Terrengløp | 2026-09-20T11:00 |  | Skogbanen
""",
    ),
    (
        "a day over three lines, cells below",
        "sv",
        """
Hagströmska trädgården
Besök · Café · Program · Om oss

Program sommaren 2026

14
juni
sön
Guidad rosvandring
13.00–14.00 | Rosariet | 80 kr

21
juni
sön
Pionens dag
11.00–15.00 | Hela trädgården | Fri entré

5
juli
sön
Barnteater: Grodan Gunnar
14.00 | Scenen | Barn 40 kr, vuxna 60 kr

12
juli
sön
INSTÄLLT: Konsert i växthuset
19.00 | Växthuset | 150 kr

Trädgården är öppen tis–sön 10–17.
""",
        """
Guidad rosvandring | 2026-06-14T13:00 | 2026-06-14T14:00 | Rosariet | 80 kr
Pionens dag | 2026-06-21T11:00 | 2026-06-21T15:00 | Hela trädgården | Fri entré
Barnteater: Grodan Gunnar | 2026-07-05T14:00 |  | Scenen | Barn 40 kr, vuxna 60 kr
Konsert i växthuset | 2026-07-12T19:00 |  | Växthuset | 150 kr | cancelled
""",
    ),
    (
        "quoted lines",
        "da",
        """
Foreningen Gammelgadehuset
Kalender for sæsonen 2026/27

> Onsdag den 7. oktober 2026, kl. 19.00
> Foredrag med Karin Lund: Tang på menuen
> Store sal
> 75 kr. for gæster

> Onsdag den 4. november 2026, kl. 19.00
> Filmaften: Stumfilm med klaver
> Store sal
> Gratis

> Onsdag den 13. januar 2027, kl. 18.30
> Nytårstaffel
> Spisestuen
> 150 kr. Tilmelding senest 6. januar.
""",
        """
Foredrag med Karin Lund: Tang på menuen | 2026-10-07T19:00 |  | Store sal | 75 kr.
Filmaften: Stumfilm med klaver | 2026-11-04T19:00 |  | Store sal | Gratis
Nytårstaffel | 2027-01-13T18:30 |  | Spisestuen | 150 kr.
""",
    ),
    (
        "titles above the date, by agreement",
        "sv",
        """
Friluftsfrämjandet Älvdal

VAD HÄNDER I HÖST?
(2026)

Svamputflykt
lördag 5 september, samling kl. 9 vid Coop
Ta med korg. Gratis

Kanotdag
söndag 13 september kl. 10–15, Sjöstugan
200 kr, medlemmar 120 kr

Höstfest
lördag 10 oktober kl. 18, Gammelgården
Anmälan senast 1 oktober till Eva

Lyktvandring
fredag 6 november kl. 17.30, start vid kyrkan
""",
        """
Svamputflykt | 2026-09-05T09:00 |  | Coop | Gratis
Kanotdag | 2026-09-13T10:00 | 2026-09-13T15:00 | Sjöstugan | 200 kr, medlemmar 120 kr
Höstfest | 2026-10-10T18:00 |  | Gammelgården
Lyktvandring | 2026-11-06T17:30 |  | start vid kyrkan
""",
    ),
    (
        "pictures between the cells",
        "en",
        """
The Tannery – Arts Centre, Hexley

◆ Thu 8 Oct 2026 ◆ 7.30pm ◆ The Lantern Trio ◆ Main Stage ◆ £14 (£10 concs)
◆ Fri 9 Oct 2026 ◆ 8pm ◆ Comedy Cellar ◆ Basement Bar ◆ £8
◆ Sat 17 Oct 2026 ◆ 2pm & 6pm ◆ Puppet Odyssey ◆ Studio ◆ £9, under 12s £6
◆ Sun 1 Nov 2026 ◆ 10am–4pm ◆ Makers' Market ◆ Courtyard ◆ free
""",
        """
The Lantern Trio | 2026-10-08T19:30 |  | Main Stage | £14 (£10 concs)
Comedy Cellar | 2026-10-09T20:00 |  | Basement Bar | £8
Puppet Odyssey | 2026-10-17T14:00 |  | Studio | £9, under 12s £6
Puppet Odyssey | 2026-10-17T18:00 |  | Studio | £9, under 12s £6
Makers' Market | 2026-11-01T10:00 | 2026-11-01T16:00 | Courtyard | free
""",
    ),
    (
        "a place before the colon below a day",
        "no",
        """
Menighetsbladet for Elvestad

DET SKJER I KIRKA

SØNDAG 6. SEPTEMBER
Kl. 11.00 i Elvestad kirke: Familiegudstjeneste ved Kari Moen. Offer til misjonen.
Kl. 18.00 i Fjellkapellet: Kveldsmesse.

ONSDAG 9. SEPTEMBER
Kl. 12.00 på menighetshuset: Middagstreff. Pris 100 kr.

SØNDAG 13. SEPTEMBER
Kl. 11.00 i Elvestad kirke: Høsttakkefest.

Utgitt 20. august 2026
""",
        """
Familiegudstjeneste ved Kari Moen | 2026-09-06T11:00 |  | Elvestad kirke
Kveldsmesse | 2026-09-06T18:00 |  | Fjellkapellet
Middagstreff | 2026-09-09T12:00 |  | menighetshuset | 100 kr
Høsttakkefest | 2026-09-13T11:00 |  | Elvestad kirke
""",
    ),
    (
        "days in boxes",
        "de",
        """
Museum am Fluss
Ausstellungen & Veranstaltungen 2026

[ 15 ] [ MAI ] Internationaler Museumstag – Eintritt frei, 10–18 Uhr
[ 21 ] [ MAI ] Vortrag: Wasser als Waffe – 19 Uhr, Auditorium, 5 €
[ 04 ] [ JUN ] Kuratorenführung – 16 Uhr, Foyer, 3 € zzgl. Eintritt
[ 20 ] [ JUN ] Sommerfest – ab 14 Uhr, Museumshof
""",
        """
Internationaler Museumstag | 2026-05-15T10:00 | 2026-05-15T18:00 |  | Eintritt frei
Vortrag: Wasser als Waffe | 2026-05-21T19:00 |  | Auditorium | 5 €
Kuratorenführung | 2026-06-04T16:00 |  | Foyer | 3 € zzgl. Eintritt
Sommerfest | 2026-06-20T14:00 |  | Museumshof
""",
    ),
    (
        "sentences of their own behind the date",
        "no",
        """
Historielaget
Program hausten 2026

17.09. Bygdekveld om husmenn. Tingstova kl. 19.
08.10. Arkivkveld. Biblioteket kl. 18-20. Gratis.
05.11. Foredrag ved Olav Tveit: Den gamle postvegen. Tingstova kl. 19. Kr 50.
03.12. Julemøte. Gamleskulen kl. 18. Ta med kake.
""",
        """
Bygdekveld om husmenn | 2026-09-17T19:00 |  | Tingstova
Arkivkveld | 2026-10-08T18:00 | 2026-10-08T20:00 | Biblioteket | Gratis
Foredrag ved Olav Tveit: Den gamle postvegen | 2026-11-05T19:00 |  | Tingstova | Kr 50
Julemøte | 2026-12-03T18:00 |  | Gamleskulen
""",
    ),
    (
        "facts in brackets behind a title",
        "no",
        """
Sandnes sjakklubb
Kalender våren 2027

* Tirsdag 12.1.: Vårens første klubbkveld (kl. 18.30, Folkets hus)
* Lørdag 23.1.: Hurtigsjakk for alle (kl. 11-16, Sandnes bibliotek, 50 kr)
* Fredag 5.2. - søndag 7.2.: Distriktsmesterskap (Hotell Residence, 400 kr)
* Tirsdag 2.3.: Årsmøte (kl. 19, Folkets hus)
* Lørdag 13.3.: Simultan - AVLYST
""",
        """
Vårens første klubbkveld | 2027-01-12T18:30 |  | Folkets hus
Hurtigsjakk for alle | 2027-01-23T11:00 | 2027-01-23T16:00 | Sandnes bibliotek | 50 kr
Distriktsmesterskap | 2027-02-05 | 2027-02-08 | Hotell Residence | 400 kr
Årsmøte | 2027-03-02T19:00 |  | Folkets hus
Simultan | 2027-03-13 |  |  |  | cancelled
""",
    ),
    (
        "weeks that count as headings",
        "da",
        """
Bibliotekets program

UGE 10
Mandag 2. marts kl. 16: Lektiecafé, 1. sal
Onsdag 4. marts kl. 19: Forfattermøde med Ida Holm, Salen, 100 kr.

UGE 11
Mandag 9. marts kl. 16: Lektiecafé, 1. sal
Lørdag 14. marts kl. 10.30: Højtlæsning for de 3-6-årige, Børnebiblioteket, gratis

Opdateret 24. februar 2026
""",
        """
Lektiecafé | 2026-03-02T16:00 |  | 1. sal
Forfattermøde med Ida Holm | 2026-03-04T19:00 |  | Salen | 100 kr.
Lektiecafé | 2026-03-09T16:00 |  | 1. sal
Højtlæsning for de 3-6-årige | 2026-03-14T10:30 |  | Børnebiblioteket | gratis
""",
    ),
    (
        "the year at the foot",
        "da",
        """
Roklubben Svanen
Kalender

• 26/4 – Standerhejsning (kl. 10)
• 9/5 – Introdag for nye roere (kl. 10-15) – klubhuset – gratis
• 13/6 – Sommerfest (kl. 18) – bådhallen – 150 kr.
• 21/6-27/6 – Langtur til Limfjorden
• 8/8 – Regatta, flyttet fra 1/8 (kl. 9) – Søndersø
• 31/10 – Standerstrygning (kl. 14)

Opdateret april 2026. Motionsrum er åbent hver dag 6-22.
""",
        """
Standerhejsning | 2026-04-26T10:00
Introdag for nye roere | 2026-05-09T10:00 | 2026-05-09T15:00 | klubhuset | gratis
Sommerfest | 2026-06-13T18:00 |  | bådhallen | 150 kr.
Langtur til Limfjorden | 2026-06-21 | 2026-06-28
Regatta | 2026-08-08T09:00 |  | Søndersø |  | rescheduled
Standerstrygning | 2026-10-31T14:00
""",
    ),
    (
        "hours behind titles",
        "sv",
        """
Stadsmissionen Öppen gemenskap – veckoprogram v. 12–13

V. 12
Mån 22/3: Frukost 8–10, Sånggrupp 13
Tis 23/3: Studiebesök på Sjöhistoriska kl 11. Anmälan i receptionen
Tors 25/3: Bingo kl 14, 20 kr

V. 13
Mån 29/3: Frukost 8–10
Ons 31/3: Påsklunch kl 12, 60 kr
(publicerat 15 mars 2027)
""",
        """
Frukost | 2027-03-22T08:00 | 2027-03-22T10:00 | Sånggrupp 13
Studiebesök | 2027-03-23T11:00 |  | Sjöhistoriska
Bingo | 2027-03-25T14:00 |  |  | 20 kr
Frukost | 2027-03-29T08:00 | 2027-03-29T10:00
Påsklunch | 2027-03-31T12:00 |  |  | 60 kr
""",
    ),
    (
        "a heading over the first title",
        "no",
        """
Galleri Nordlys

UTSTILLINGER
Tove Lie: Vannspeil
12. september – 18. oktober 2026

Jon Bakke: Jern
24. oktober – 29. november 2026

ARRANGEMENTER
Kunstnersamtale
torsdag 1. oktober kl. 18
Tove Lie i samtale med Siv Dahl. Gratis

Juleverksted
søndag 6. desember kl. 12–15
Kr 80 inkl. materialer
""",
        """
Tove Lie: Vannspeil | 2026-09-12 | 2026-10-19
Jon Bakke: Jern | 2026-10-24 | 2026-11-30
Kunstnersamtale | 2026-10-01T18:00 |  |  | Gratis
Juleverksted | 2026-12-06T12:00 | 2026-12-06T15:00 |  | Kr 80 inkl. materialer
""",
    ),
    (
        "a month at the end of a heading, weekdays of two letters",
        "da",
        """
Dagplejens kalender maj 2026

Ma 4. Legestue i hallen 9.30
On 6. Tur til skoven kl. 9
To 14. LUKKET (Kr. himmelfart)
Fr 15. LUKKET
Ti 19. Bedsteforældredag 10-12, Multihuset
Fr 29. Sommerfest kl. 16, skolegården, tag selv mad med
""",
        """
Legestue i hallen | 2026-05-04T09:30 |  | hallen
Tur til skoven | 2026-05-06T09:00
Bedsteforældredag | 2026-05-19T10:00 | 2026-05-19T12:00 | Multihuset
Sommerfest | 2026-05-29T16:00 |  | skolegården
""",
    ),
    (
        "the place and the hour of all in one sentence",
        "da",
        """
Naturforeningen Brakvand, program efterår 2026

Foredragene holdes i Sognegårdens sal og begynder kl. 19.30.

14. oktober – Odderen ved åen. Ved Ib Krog
11. november – Natsværmere. Ved Una Poulsen
""",
        """
Odderen ved åen | 2026-10-14T19:30 |  | Sognegårdens sal
Natsværmere | 2026-11-11T19:30 |  | Sognegårdens sal
""",
    ),
    (
        "the place and the hour of all in one sentence",
        "de",
        """
Naturverein Moorbach, Programm Herbst 2026

Die Vorträge finden im Gemeindesaal statt und beginnen um 19.30 Uhr.

14. Oktober – Der Otter am Bach. Referent: Uwe Berg
11. November – Nachtfalter im Moor. Referentin: Una Eck
""",
        """
Der Otter am Bach | 2026-10-14T19:30 |  | Gemeindesaal
Nachtfalter im Moor | 2026-11-11T19:30 |  | Gemeindesaal
""",
    ),
    (
        "the place and the hour of all in one sentence, opening hours in another",
        "en",
        """
Moor Society, season 2026

Lectures are given in the Reading Room and begin at 7.30pm.

14 October – Otters after dark. Speaker: Fergus Laidlaw
11 November – Moths of the machair. Speaker: Dr Una Pringle
""",
        """
Otters after dark | 2026-10-14T19:30 |  | Reading Room
Moths of the machair | 2026-11-11T19:30 |  | Reading Room
""",
    ),
    (
        "a sentence about the months of the kitchen is none about all events",
        "sv",
        """
Bryggan scen och bar, sommaren 2026

fre 12/6   19.30   Visor med Loke   180 kr
ons 1/7    19.00   Jazz på däck   220 kr

Vi håller öppet alla dagar i juli.
""",
        """
Visor med Loke | 2026-06-12T19:30 |  |  | 180 kr
Jazz på däck | 2026-07-01T19:00 |  |  | 220 kr
""",
    ),
    (
        "the languages of all talks are no place",
        "no",
        """
Forum for kart, høsten 2026

Foredragene holdes på norsk eller engelsk.

fre 2. oktober   19.30   Sjøkart før og nå   Biblioteket
ons 4. november   19.00   Kart over månen   Biblioteket
""",
        """
Sjøkart før og nå | 2026-10-02T19:30 |  | Biblioteket
Kart over månen | 2026-11-04T19:00 |  | Biblioteket
""",
    ),
    (
        "the same few places lead the titles",
        "no",
        """
Sund og Nes menighet
Det skjer i desember 2026

Søndag 29. november
11.00 Sund kirke: Lysmesse med konfirmantene
Fredag 4. desember
19.00 Nes kirke: Julekonsert med mannskoret, 150 kr
Søndag 13. desember
16.00 Bedehuset: Julegrøt for store og små
Torsdag 24. desember
14.00 Nes kirke: Familiegudstjeneste
16.00 Sund kirke: Julaftensgudstjeneste
""",
        """
Lysmesse med konfirmantene | 2026-11-29T11:00 |  | Sund kirke
Julekonsert med mannskoret | 2026-12-04T19:00 |  | Nes kirke | 150 kr
Julegrøt for store og små | 2026-12-13T16:00 |  | Bedehuset
Familiegudstjeneste | 2026-12-24T14:00 |  | Nes kirke
Julaftensgudstjeneste | 2026-12-24T16:00 |  | Sund kirke
""",
    ),
    (
        "the same few places lead the titles",
        "de",
        """
Gemeindeblatt Ahrberg, Dezember 2026

So 6.12., 10 Uhr, Martinskirche: Gottesdienst mit Taufe
Sa 12.12., 17 Uhr, Altes Pfarrhaus: Plätzchen und Punsch, 5 €
So 13.12., 10 Uhr, Martinskirche: Kinderkirche. Anschließend Kaffee.
Mi 16.12., 15 Uhr, Altes Pfarrhaus: Nachmittag der Älteren
""",
        """
Gottesdienst mit Taufe | 2026-12-06T10:00 |  | Martinskirche
Plätzchen und Punsch | 2026-12-12T17:00 |  | Altes Pfarrhaus | 5 €
Kinderkirche | 2026-12-13T10:00 |  | Martinskirche
Nachmittag der Älteren | 2026-12-16T15:00 |  | Altes Pfarrhaus
""",
    ),
    (
        "the same few places lead the titles",
        "en",
        """
Parish diary, May 2026

Sunday 3 May, 10am, St Olaf's Church: Family communion
Thursday 7 May, 7.30pm, Parish Room: Bell ringers' supper, £8
Sunday 10 May, 10am, St Olaf's Church: Rogation walk
Wednesday 13 May, 2pm, Parish Room: Lunch club
""",
        """
Family communion | 2026-05-03T10:00 |  | St Olaf's Church
Bell ringers' supper | 2026-05-07T19:30 |  | Parish Room | £8
Rogation walk | 2026-05-10T10:00 |  | St Olaf's Church
Lunch club | 2026-05-13T14:00 |  | Parish Room
""",
    ),
    (
        "groups lead the titles, not places",
        "da",
        """
Aktiviteter i huset, maj 2026

Mandag 4. maj kl. 19.00 Kirkekoret: Prøve på sommerens salmer
Tirsdag 5. maj kl. 15.30 Spejderne: Bål og pandekager
Mandag 11. maj kl. 19.00 Kirkekoret: Generalprøve
""",
        """
Kirkekoret: Prøve på sommerens salmer | 2026-05-04T19:00
Spejderne: Bål og pandekager | 2026-05-05T15:30
Kirkekoret: Generalprøve | 2026-05-11T19:00
""",
    ),
    (
        "names below days, with sentences behind them",
        "sv",
        """
Byalaget Ekmo
Program 2026

Söndag 8 februari kl 15.00
Årsmöte. Kaffe och semla.

Onsdag 18 mars kl 18.30
Föredrag: Torpen runt sjön. Gösta Ljung visar bilder.

Lördag 23 maj kl 10.00
Städdag med korv.

Söndag 5 juli kl 11.00
Friluftsgudstjänst. Vi samlas i Ekmo kyrkoruin.
""",
        """
Årsmöte | 2026-02-08T15:00
Föredrag: Torpen runt sjön | 2026-03-18T18:30
Städdag med korv | 2026-05-23T10:00
Friluftsgudstjänst | 2026-07-05T11:00 |  | Ekmo kyrkoruin
""",
    ),
    (
        "names below days, with sentences behind them",
        "de",
        """
Heimatverein Grünau
Programm 2026

Sonntag, 8. Februar, 15 Uhr
Jahresversammlung. Es gibt Kaffee und Kuchen.

Samstag, 23. Mai, 10 Uhr
Putztag. Bitte Rechen mitbringen.

Sonntag, 5. Juli, 11 Uhr
Waldgottesdienst. Wir treffen uns an der alten Mühle.

Sonntag, 29. November, 14 Uhr
Adventsmarkt mit Punsch.
""",
        """
Jahresversammlung | 2026-02-08T15:00
Putztag | 2026-05-23T10:00
Waldgottesdienst | 2026-07-05T11:00 |  | alten Mühle
Adventsmarkt mit Punsch | 2026-11-29T14:00
""",
    ),
    (
        "names below days, with sentences behind them",
        "da",
        """
Lokalforeningen Skovby
Program 2026

Søndag den 8. februar kl. 15.00
Generalforsamling. Kaffe og fastelavnsboller.

Lørdag den 23. maj kl. 10.00
Rydningsdag. Vi mødes ved Skovby Skole.

Lørdag den 15. august kl. 12.00
Høstfest. Gratis.
""",
        """
Generalforsamling | 2026-02-08T15:00
Rydningsdag | 2026-05-23T10:00 |  | Skovby Skole
Høstfest | 2026-08-15T12:00 |  |  | Gratis
""",
    ),
    (
        "a kind, a place, an hour and a price below each title",
        "da",
        """
Kulturhuset Lokomotivet
Program maj-juni 2026

02
MAJ
Kobberdrengene
Koncert | Store Sal | kl. 20.00 | 160 kr.

08
MAJ
Stand-up: Nana prøver af
Stand-up | Caféscenen | kl. 19.30 | 90 kr.

16
MAJ
Åbent værksted
Familie | Værkstedet | kl. 11.00 | Gratis

UDSTILLING
Tryk fra vest
Tolv kunstnere viser tryk og tegninger.
9. maj - 21. juni 2026 | Galleriet | Gratis
""",
        """
Kobberdrengene | 2026-05-02T20:00 |  | Store Sal | 160 kr.
Stand-up: Nana prøver af | 2026-05-08T19:30 |  | Caféscenen | 90 kr.
Åbent værksted | 2026-05-16T11:00 |  | Værkstedet | Gratis
Tryk fra vest | 2026-05-09 | 2026-06-22 | Galleriet | Gratis
""",
    ),
    (
        "a kind, a place, an hour and a price below each title",
        "en",
        """
The Tram Shed
What's on, May 2026

Sat 2 May
The Copper Brothers
Concert · Main Hall · 8pm · £12

Fri 8 May
Nora tries things out
Comedy · Café Stage · 7.30pm · £8

Sat 16 May
Open doors for makers
Family · Studio 2 · 11am · Free

EXHIBITION
Prints from the west
Twelve artists show prints and drawings.
9 May – 21 June 2026 · Gallery · Free
""",
        """
The Copper Brothers | 2026-05-02T20:00 |  | Main Hall | £12
Nora tries things out | 2026-05-08T19:30 |  | Café Stage | £8
Open doors for makers | 2026-05-16T11:00 |  | Studio 2 | Free
Prints from the west | 2026-05-09 | 2026-06-22 | Gallery | Free
""",
    ),
    (
        "a kind, a place, an hour and a price below each title",
        "de",
        """
Kulturhaus Lokschuppen
Programm Mai 2026

Sa 2. Mai
Die Kupferbrüder
Konzert | Großer Saal | 20 Uhr | 16 €

Fr 8. Mai
Nora probiert aus
Kabarett | Cafébühne | 19.30 Uhr | 9 €

Sa 16. Mai
Offene Werkbank
Familie | Werkstatt | 11 Uhr | Eintritt frei

AUSSTELLUNG
Druck aus dem Westen
Zwölf Leute zeigen Drucke und Zeichnungen.
9. Mai bis 21. Juni 2026 | Galerie | Eintritt frei
""",
        """
Die Kupferbrüder | 2026-05-02T20:00 |  | Großer Saal | 16 €
Nora probiert aus | 2026-05-08T19:30 |  | Cafébühne | 9 €
Offene Werkbank | 2026-05-16T11:00 |  | Werkstatt | Eintritt frei
Druck aus dem Westen | 2026-05-09 | 2026-06-22 | Galerie | Eintritt frei
""",
    ),
    (
        "a kind, a place, an hour and a price below each title",
        "sv",
        """
Kulturhuset Loket
Program maj 2026

lör 2 maj
Kopparbröderna
Konsert | Stora salen | kl 20 | 160 kr

fre 8 maj
Nora provar sig fram
Stand-up | Caféscenen | kl 19.30 | 90 kr

lör 16 maj
Öppen verkstad
Familj | Verkstaden | kl 11 | Fri entré

UTSTÄLLNING
Tryck från väst
Tolv konstnärer visar tryck och teckningar.
9 maj–21 juni 2026 | Galleriet | Fri entré
""",
        """
Kopparbröderna | 2026-05-02T20:00 |  | Stora salen | 160 kr
Nora provar sig fram | 2026-05-08T19:30 |  | Caféscenen | 90 kr
Öppen verkstad | 2026-05-16T11:00 |  | Verkstaden | Fri entré
Tryck från väst | 2026-05-09 | 2026-06-22 | Galleriet | Fri entré
""",
    ),
    (
        "a kind, a place, an hour and a price below each title",
        "no",
        """
Kulturhuset Lokstallen
Program mai 2026

lør. 2. mai
Kobberbrødrene
Konsert | Storsalen | kl. 20 | 160 kr

fre. 8. mai
Nora prøver seg fram
Standup | Kafescenen | kl. 19.30 | 90 kr

lør. 16. mai
Åpent verksted
Familie | Verkstedet | kl. 11 | Gratis
""",
        """
Kobberbrødrene | 2026-05-02T20:00 |  | Storsalen | 160 kr
Nora prøver seg fram | 2026-05-08T19:30 |  | Kafescenen | 90 kr
Åpent verksted | 2026-05-16T11:00 |  | Verkstedet | Gratis
""",
    ),
    (
        "rows of a day, a kind, a title, a place and an hour",
        "da",
        """
Kulturhuset Lokomotivet
Program maj-juni 2026

2. maj | Koncert | Kobberdrengene | Store Sal | kl. 20.00 | 160 kr.
8. maj | Stand-up | Nana prøver af | Caféscenen | kl. 19.30 | 90 kr.
16. maj | Familie | Åbent værksted | Værkstedet | kl. 11.00 | Gratis
""",
        """
Kobberdrengene | 2026-05-02T20:00 |  | Store Sal | 160 kr.
Nana prøver af | 2026-05-08T19:30 |  | Caféscenen | 90 kr.
Åbent værksted | 2026-05-16T11:00 |  | Værkstedet | Gratis
""",
    ),
    (
        "what a heading names is held, below a table",
        "no",
        """
Turlaget Kvitberg
Turprogram 2026

Dato | Tur | Oppmøte | Turleder
18. januar | Skitur til Langvann | Skistua | Berit Foss
7. februar | Kveldstur med lykt | Elvebrua | Ola Ness

Hund er velkommen i bånd.

Årsmøte
Årsmøtet holdes torsdag 12. mars 2026 kl. 19.00 på Skistua. Saker må være meldt innen 20. februar.
""",
        """
Skitur til Langvann | 2026-01-18 |  | Skistua
Kveldstur med lykt | 2026-02-07 |  | Elvebrua
Årsmøte | 2026-03-12T19:00 |  | Skistua
""",
    ),
    (
        "what a heading names is held, below a table",
        "en",
        """
Ramblers of Whitby Moor
Walks 2026

Date | Walk | Meet at | Leader
18 January | Sledging hill | Ski Hut | Beth Moss
7 February | Lantern walk | Mill Bridge | Olly Ness

Annual general meeting
The annual general meeting will be held on Thursday 12 March 2026 at 7pm at the Ski Hut.
""",
        """
Sledging hill | 2026-01-18 |  | Ski Hut
Lantern walk | 2026-02-07 |  | Mill Bridge
Annual general meeting | 2026-03-12T19:00 |  | Ski Hut
""",
    ),
    (
        "what a heading names is held, below a table",
        "de",
        """
Wanderfreunde Weißberg
Touren 2026

Datum | Tour | Treffpunkt | Leitung
18. Januar | Schneetour | Skihütte | Berta Moos
7. Februar | Laternenweg | Mühlbrücke | Otto Nass

Jahreshauptversammlung
Die Jahreshauptversammlung findet am Donnerstag, 12. März 2026, um 19 Uhr in der Skihütte statt.
""",
        """
Schneetour | 2026-01-18 |  | Skihütte
Laternenweg | 2026-02-07 |  | Mühlbrücke
Jahreshauptversammlung | 2026-03-12T19:00 |  | Skihütte
""",
    ),
    (
        "what a heading names is held, below a table",
        "sv",
        """
Friluftsklubben Vitberg
Turprogram 2026

Datum | Tur | Samling | Ledare
18 januari | Skidtur | Skidstugan | Berit Foss
7 februari | Kvällstur | Älvbron | Ola Näs

Årsmöte
Årsmötet hålls torsdag 12 mars 2026 kl 19 i Skidstugan.

Kansli
Kansliet är öppet torsdag 5 mars 2026 kl 10–12.
""",
        """
Skidtur | 2026-01-18 |  | Skidstugan
Kvällstur | 2026-02-07 |  | Älvbron
Årsmöte | 2026-03-12T19:00 |  | Skidstugan
""",
    ),
    (
        "what a heading names is held, below a table",
        "da",
        """
Vandreklubben Hvidbjerg
Ture 2026

Dato | Tur | Mødested | Turleder
18. januar | Vintertur | Skihytten | Berit Foss
7. februar | Lygtetur | Åbroen | Ole Nør

Generalforsamling
Generalforsamlingen holdes torsdag den 12. marts 2026 kl. 19.00 i Skihytten. Forslag senest 20. februar.
""",
        """
Vintertur | 2026-01-18 |  | Skihytten
Lygtetur | 2026-02-07 |  | Åbroen
Generalforsamling | 2026-03-12T19:00 |  | Skihytten
""",
    ),
    (
        "the hour before the place of all",
        "da",
        """
Musikskolen Lyngby, koncerter forår 2026

Alle koncerter begynder kl. 19.30 og finder sted i Aulaen, hvis ikke andet er nævnt.

3. marts: Strygere fra 6. klasse
17. marts: Blæsere og slagtøj
14. april: Sangaften
""",
        """
Strygere fra 6. klasse | 2026-03-03T19:30 |  | Aulaen
Blæsere og slagtøj | 2026-03-17T19:30 |  | Aulaen
Sangaften | 2026-04-14T19:30 |  | Aulaen
""",
    ),
    (
        "the same few places lead the titles",
        "sv",
        """
Norrby församling
Kalendarium advent 2026

Söndag 29 november
11.00 Norrby kyrka: Adventsgudstjänst
18.00 Söderby kyrka: Adventskonsert, fri entré

Torsdag 3 december
13.00 Församlingshemmet: Sopplunch
19.00 Norrby kyrka: Taizémässa
""",
        """
Adventsgudstjänst | 2026-11-29T11:00 |  | Norrby kyrka
Adventskonsert | 2026-11-29T18:00 |  | Söderby kyrka | fri entré
Sopplunch | 2026-12-03T13:00 |  | Församlingshemmet
Taizémässa | 2026-12-03T19:00 |  | Norrby kyrka
""",
    ),
    (
        "names below days, with sentences behind them, one of them about teams",
        "en",
        """
Friends of Lowmoor Hall
Diary 2026

All events take place in the Great Hall at 7.30pm unless stated otherwise.

Friday 13 February
Quiz night. Teams of six.

Saturday 14 March
Talk: The lost mills of Lowmoor. Jan Holt shows slides.

Sunday 7 June, 2pm
Garden open day. We meet at the Lodge.

Saturday 5 December
Carols by candlelight.
""",
        """
Quiz night | 2026-02-13T19:30 |  | Great Hall
Talk: The lost mills of Lowmoor | 2026-03-14T19:30 |  | Great Hall
Garden open day | 2026-06-07T14:00 |  | Lodge
Carols by candlelight | 2026-12-05T19:30 |  | Great Hall
""",
    ),
    (
        "kinds above titles, sentences between title and day",
        "da",
        """
Museet Havblik | Udstillinger og aktiviteter

FOREDRAG
Hvalfangst i nord
Historiker Bo Lund fortæller om fangsten.
12. marts 2026 kl. 19 | Foredragssalen | 75 kr.

UDSTILLING
Net og garn
Se 200 års fiskegrej.
1. april - 31. august 2026 | Pakhuset | Gratis

FAMILIE
Byg en båd
Tag børnene med på værksted.
18. april 2026 kl. 11 | Værkstedet | 40 kr.
""",
        """
Hvalfangst i nord | 2026-03-12T19:00 |  | Foredragssalen | 75 kr.
Net og garn | 2026-04-01 | 2026-09-01 | Pakhuset | Gratis
Byg en båd | 2026-04-18T11:00 |  | Værkstedet | 40 kr.
""",
    ),
    (
        "dashes between day, title, place and price, and what meets each week",
        "de",
        """
Sportverein Talheim 2026

12. April, 10 Uhr - Waldlauf - Sportplatz - Startgeld 5 €
3. Mai, 14 Uhr - Lesung: Karl Bohn liest - Vereinsheim - frei
20. Juni bis 22. Juni - Sportfest - Sportplatz
Die Seniorengruppe trifft sich jeden Dienstag um 15 Uhr im Vereinsheim.
""",
        """
Waldlauf | 2026-04-12T10:00 |  | Sportplatz | 5 €
Lesung: Karl Bohn liest | 2026-05-03T14:00 |  | Vereinsheim | frei
Sportfest | 2026-06-20 | 2026-06-23 | Sportplatz
Seniorengruppe |  |  | Vereinsheim
""",
    ),
    (
        "titles above a day, a place and a price in sentences of a line",
        "sv",
        """
Hembygdsgården – sommarens program 2026

Midsommarfirande
Fredag 19 juni kl 14. Hembygdsgården. Fri entré.

Spelmansstämma
Lördag 11 juli kl 13-17. Hembygdsgården. 60 kr.

Loppis
Söndag 2 augusti kl 10-14. Torget.
""",
        """
Midsommarfirande | 2026-06-19T14:00 |  | Hembygdsgården | Fri entré
Spelmansstämma | 2026-07-11T13:00 | 2026-07-11T17:00 | Hembygdsgården | 60 kr
Loppis | 2026-08-02T10:00 | 2026-08-02T14:00 | Torget
""",
    ),
    (
        "titles above a day, a place and a price in sentences of a line",
        "de",
        """
Kulturscheune – Sommerprogramm 2026

Sonnwendfeuer
Samstag, 20. Juni, 20 Uhr. Kulturscheune. Eintritt frei.

Geigentag
Samstag, 11. Juli, 13–17 Uhr. Kulturscheune. 6 €.

Flohmarkt
Sonntag, 2. August, 10–14 Uhr. Marktplatz.
""",
        """
Sonnwendfeuer | 2026-06-20T20:00 |  | Kulturscheune | Eintritt frei
Geigentag | 2026-07-11T13:00 | 2026-07-11T17:00 | Kulturscheune | 6 €
Flohmarkt | 2026-08-02T10:00 | 2026-08-02T14:00 | Marktplatz
""",
    ),
    (
        "titles above a day, a place and a price in sentences of a line",
        "en",
        """
Village Hall – summer programme 2026

Midsummer party
Friday 19 June, 2pm. Village Hall. Free.

Fiddlers' day
Saturday 11 July, 1pm to 5pm. Village Hall. £6.

Jumble sale
Sunday 2 August, 10am to 2pm. The Green.
""",
        """
Midsummer party | 2026-06-19T14:00 |  | Village Hall | Free
Fiddlers' day | 2026-07-11T13:00 | 2026-07-11T17:00 | Village Hall | £6
Jumble sale | 2026-08-02T10:00 | 2026-08-02T14:00 | The Green
""",
    ),
    (
        "a year below the list, and weeks that are no season",
        "no",
        """
Vik kommune
Hjem  Kalender  Om oss

Kalender uke 12-13

TIRSDAG 17. MARS
12.00 Lunsjkonsert, Vik kirke. Gratis
18.30 Samtalekveld, Menighetshuset

ONSDAG 25. MARS
14.00 Vaffelkafé, Menighetshuset. 50 kr

© 2026 Vik kommune
""",
        """
Lunsjkonsert | 2026-03-17T12:00 |  | Vik kirke | Gratis
Samtalekveld | 2026-03-17T18:30 |  | Menighetshuset
Vaffelkafé | 2026-03-25T14:00 |  | Menighetshuset | 50 kr
""",
    ),
    (
        "weeks beside the year",
        "en",
        """
Hull Parish Church
Calendar weeks 12-13, 2026

TUESDAY 17 MARCH
12.00 Lunch concert, Parish church. Free
6.30pm Evening talk: Living with grief, Church Hall

WEDNESDAY 25 MARCH
2pm Waffle café, Church Hall. £5
""",
        """
Lunch concert | 2026-03-17T12:00 |  | Parish church | Free
Evening talk: Living with grief | 2026-03-17T18:30 |  | Church Hall
Waffle café | 2026-03-25T14:00 |  | Church Hall | £5
""",
    ),
    (
        "a plan for a year in a letter, and a day that is off without a name",
        "da",
        """
Cykelvennerne i Strand
Aktuelt   Ture   Bliv medlem

Kære medlemmer!

Vinteren er slut, og kæderne er smurt. Her er vores plan for 2026. Alle ture starter ved Torvet, husk hjelm.

Kalender

- 29. marts kl. 10: Åbningstur (25 km)
- 2. maj kl. 14: Reparationskursus, Værkstedet, 50 kr.
- 12. juli: aflyst på grund af byløb
- 20. juni kl. 18: Sommerfest, Gården
""",
        """
Åbningstur (25 km) | 2026-03-29T10:00
Reparationskursus | 2026-05-02T14:00 |  | Værkstedet | 50 kr.
Sommerfest | 2026-06-20T18:00 |  | Gården
""",
    ),
    (
        "a letter, and a day that is off without a name",
        "en",
        """
Hull Cyclists
News   Rides   Join

Dear riders,

Winter is over and the chains are oiled. All our rides start at the Market Cross, helmets please.

Programme

* 29 March, 10am: First ride (25 km)
* 2 May, 2pm: Repair course, Workshop, £10
* 12 July: cancelled because of the city run
* 20 June, 6pm: Summer party, Garden of the Rose Inn

Last change: 1 March 2026
""",
        """
First ride (25 km) | 2026-03-29T10:00
Repair course | 2026-05-02T14:00 |  | Workshop | £10
Summer party | 2026-06-20T18:00 |  | Garden of the Rose Inn
""",
    ),
    (
        "the year of a copyright below days over lines",
        "de",
        """
Veranstaltungen | Gemeinde Hohenau

12
JUNI
Tag des Fahrrads
Marktplatz
10 bis 14 Uhr
Eintritt frei

23
JUNI
Singen am See
Badeplatz
19 Uhr
Eintritt frei

29
AUGUST
Kulturnacht
Rathaus
16-23 Uhr
5 €

Seite 1 von 1
Impressum
(c) 2026 Gemeinde Hohenau
""",
        """
Tag des Fahrrads | 2026-06-12T10:00 | 2026-06-12T14:00 | Marktplatz | Eintritt frei
Singen am See | 2026-06-23T19:00 |  | Badeplatz | Eintritt frei
Kulturnacht | 2026-08-29T16:00 | 2026-08-29T23:00 | Rathaus | 5 €
""",
    ),
    (
        "labels behind titles in sentences, and a meeting that is held",
        "en",
        """
Hull Ramblers

SPRING WALKS 2026

8 March  The Blue Lakes. 7 miles. Meet: Car park at Stensby Wood at 9.30am. Leader: Joan
22 March  Along the river to Vale Mill. 5 miles. Meet: Station at 10am. Leader: Greta

The members' meeting will be held on Monday 23 March at 7pm in the Club House. Subscriptions must be paid by 1 February.

The autumn programme is published in August.
""",
        """
The Blue Lakes | 2026-03-08T09:30 |  | Car park at Stensby Wood
Along the river to Vale Mill | 2026-03-22T10:00 |  | Station
members' meeting | 2026-03-23T19:00 |  | Club House
""",
    ),
    (
        "labels behind titles that open with a preposition",
        "de",
        """
Wanderfreunde Hohenau

WANDERPROGRAMM FRÜHJAHR 2026

8.3. Zu den blauen Seen. 12 km. Treffpunkt: Parkplatz am Wald, 9.30 Uhr. Leitung: Jürgen
22.3. Am Bach zur Mühle. 9 km. Treffpunkt: Bahnhof, 10 Uhr. Leitung: Grete

Die Mitgliederversammlung findet am Montag, 23. März 2026, um 19 Uhr im Vereinsheim statt. Anträge bitte bis 1. März.

Fragen? Grete ist ab 17 Uhr zu erreichen.
""",
        """
Zu den blauen Seen | 2026-03-08T09:30 |  | Parkplatz am Wald
Am Bach zur Mühle | 2026-03-22T10:00 |  | Bahnhof
Mitgliederversammlung | 2026-03-23T19:00 |  | Vereinsheim
""",
    ),
    (
        "labels behind titles after a colon, and a meeting that is held",
        "sv",
        """
Lagets vandringar våren 2026

- 8/3: De blå sjöarna, 12 km. Ledare: Jörn. Samling: Parkeringen vid skogen kl 9.30.
- 22/3: Längs ån till kvarnen, 9 km. Ledare: Greta. Samling: Stationen kl 10.

Årsmötet hålls måndagen den 23 mars kl 19 i Klubbhuset. Avgiften ska vara betald senast 1 februari.
""",
        """
De blå sjöarna | 2026-03-08T09:30 |  | Parkeringen vid skogen
Längs ån till kvarnen | 2026-03-22T10:00 |  | Stationen
Årsmötet | 2026-03-23T19:00 |  | Klubbhuset
""",
    ),
    (
        "houses in later sentences, hours of a day above its programme",
        "en",
        """
Hill Parish
What's on
September - November 2026

Thursday 10 September, 2.30pm
Afternoon school: From poorhouse to welfare
Talk by former teacher Andrew Behring. Coffee and cake £4. Parish Hall in Hull.

Wednesday 7 October, 7.30pm
Community singing
At the piano is organist Merete Dam. Village Hall in Alston. Free.

Friday 30 October, 6pm
Drop-In Clinic
Kirk House. Bring a chair.

Saturday 14 November
Village Day
11am - 5pm
Price: £5
11.00 Opening by the mayor
12.00 The smith lights his fire
14.00 Theatre for children
""",
        """
Afternoon school: From poorhouse to welfare | 2026-09-10T14:30 |  | Parish Hall in Hull | £4
Community singing | 2026-10-07T19:30 |  | Village Hall in Alston | Free
Drop-In Clinic | 2026-10-30T18:00 |  | Kirk House
Village Day | 2026-11-14T11:00 | 2026-11-14T17:00 |  | £5
""",
    ),
    (
        "a row called off among whole rows of a table",
        "de",
        """
Kulturhaus Hohenau
Programm Mai 2026

Datum | Zeit | Veranstaltung | Ort | Preis
Mo. 4. Mai | 10.00-11.00 | Reime und Lieder für die Kleinsten | Hauptbibliothek | frei
Di. 5. Mai | 16.30-18.00 | Digitalcafé: Das neue Telefon verstehen | Hauptbibliothek | frei
Do. 14. Mai | Die Bibliothek bleibt geschlossen (Himmelfahrt)
Di. 19. Mai | 17.00-18.30 | Lesekreis: Neue nordische Novellen | Zweigstelle Ost | frei
ABGESAGT: Mi. 20. Mai | 19.00-20.30 | Ahnenforschung für Anfänger | Hauptbibliothek | 5 €
Sa. 30. Mai | 10.30-11.15 | Puppentheater: Der Fuchs und der Mond | Kulturhaus | 3 €
""",
        """
Reime und Lieder für die Kleinsten | 2026-05-04T10:00 | 2026-05-04T11:00 | Hauptbibliothek | frei
Digitalcafé: Das neue Telefon verstehen | 2026-05-05T16:30 | 2026-05-05T18:00 | Hauptbibliothek | frei
Lesekreis: Neue nordische Novellen | 2026-05-19T17:00 | 2026-05-19T18:30 | Zweigstelle Ost | frei
Ahnenforschung für Anfänger | 2026-05-20T19:00 | 2026-05-20T20:30 | Hauptbibliothek | 5 € | cancelled
Puppentheater: Der Fuchs und der Mond | 2026-05-30T10:30 | 2026-05-30T11:15 | Kulturhaus | 3 €
""",
    ),
    (
        "hours of a day right above its programme",
        "sv",
        """
Hembygdsgården Sletten

SOMMARPROGRAM 2026

6 juni
Slåtterkurs
Kl. 10.00-15.00
Plats: Norra gärdet
Pris: 450 kr

15 augusti
Hembygdsgårdens dag
Kl. 11.00-17.00
11.00 Invigning av kommunalrådet
12.00 Smeden eldar
14.00 Barnteater på tunet
""",
        """
Slåtterkurs | 2026-06-06T10:00 | 2026-06-06T15:00 | Norra gärdet | 450 kr
Hembygdsgårdens dag | 2026-08-15T11:00 | 2026-08-15T17:00
""",
    ),
    (
        "a noun of places behind a day, the title above",
        "de",
        """
KUNSTHALLE NORD
Führungen

Künstlergespräch mit Ulrike Stein
Donnerstag, 12. Februar 2026, 18 Uhr, Hörsaal

Mittagsführung jeden Mittwoch um 12.15 Uhr ab 28. Januar 2026.
""",
        """
Künstlergespräch mit Ulrike Stein | 2026-02-12T18:00 |  | Hörsaal
Mittagsführung | 2026-01-28T12:15
""",
    ),
    (
        "a noun of places behind a title, where all are elsewhere",
        "da",
        """
Haveforeningen Linden

Program foråret 2026

Alle møder er i Medborgerhuset, lille sal, hvis intet andet er nævnt. Gæster betaler 40 kr.

Mandag 16. februar kl. 18.30
Frøbyttedag. Tag poser med.

Lørdag 18. april kl. 10
Beskæringskursus. Vi mødes i Anitas have, Lindevej 8. Pris 150 kr.

Lørdag 23. maj kl. 9-12
Plantemarked, torvet
""",
        """
Frøbyttedag | 2026-02-16T18:30 |  | Medborgerhuset, lille sal
Beskæringskursus | 2026-04-18T10:00 |  | Anitas have, Lindevej 8 | 150 kr.
Plantemarked | 2026-05-23T09:00 | 2026-05-23T12:00 | torvet
""",
    ),
    (
        "one event below a heading of a newsletter, above its imprint",
        "en",
        """
Newsletter of the Guild of Binders
No. 3 - November 2026

THE APPRENTICES ARE BACK
By Mary Strom

For the first time in eleven years the guild has three apprentices at once.

It began with a stand at a school fair last year. Tom Hovland took a press along. They queued all day, he says.

Now Selma, Jonas and Birk are learning in a workshop each. They meet once a month. The guild pays for the trip.

THE PAPER MILL AT STRAND
Words: Evan Moss. Pictures: Rachel Ness

At Strand paper is made of cotton again. The machine was bought in Scotland. So far it runs two days a week.

COMING UP
Christmas dinner: Friday 4 December 2026, 6pm, Guild Hall. £35.

Publisher: Guild of Binders. Editor: Mary Strom. Print: Own workshop.
""",
        """
Christmas dinner | 2026-12-04T18:00 |  | Guild Hall | £35
""",
    ),
    (
        "what repeats below a heading has names of its own, and where one departs",
        "de",
        """
Kirchengemeinde St. Jakob Niederau
Gemeindebrief März bis Mai 2026

Regelmäßige Treffen
Kirchenchor: dienstags 19.30 Uhr, Gemeindehaus
Krabbelgruppe: mittwochs 9.30 Uhr, Jugendraum

Besondere Veranstaltungen

Konzert für Orgel und Trompete
Samstag, 25. April, 19 Uhr, St. Jakob
Eintritt frei

Gemeindeausflug nach Kloster Hain
Donnerstag, 14. Mai, Abfahrt 8 Uhr am Gemeindehaus, Kosten 35 Euro
""",
        """
Kirchenchor |  |  | Gemeindehaus
Krabbelgruppe |  |  | Jugendraum
Konzert für Orgel und Trompete | 2026-04-25T19:00 |  | St. Jakob | Eintritt frei
Gemeindeausflug nach Kloster Hain | 2026-05-14T08:00 |  | Gemeindehaus | 35 Euro
""",
    ),
    (
        "hours with their unit right behind a title",
        "en",
        """
Oakham Village Hall

What's on in March 2026

Sun 1st: Farmers' market, 9.30-12.30, free
Tue 3rd: WI meeting "Life on the canals" 7.30pm
Sat 7th: Ceilidh with The Muddy Boots, 8pm, £12
Sat 28th: Art exhibition 10am-4pm
""",
        """
Farmers' market | 2026-03-01T09:30 | 2026-03-01T12:30 |  | free
WI meeting "Life on the canals" | 2026-03-03T19:30
Ceilidh with The Muddy Boots | 2026-03-07T20:00 |  |  | £12
Art exhibition | 2026-03-28T10:00 | 2026-03-28T16:00
""",
    ),
    (
        "a row that ends in a small word of another language",
        "no",
        """
Aktivitetskalender 2026

14. mars – Årsmøte i Grendahuset kl. 18
28. mars – Dugnad i Båthuset, oppmøte kl. 10
17. mai – Barnetog frå Torget kl. 11.00, deretter leikar og is
30. mai – Båtsleppet
8.–9. august – Sommarfest på Holmen. Billettar: 250 kr, born gratis
""",
        """
Årsmøte | 2026-03-14T18:00 |  | Grendahuset
Dugnad | 2026-03-28T10:00 |  | Båthuset
Barnetog | 2026-05-17T11:00 |  | Torget
Båtsleppet | 2026-05-30
Sommarfest | 2026-08-08 | 2026-08-10 | Holmen | Billettar: 250 kr, born gratis
""",
    ),
    (
        "opening days between a range of days and a place",
        "en",
        """
Riverside Arts Centre
What's on, Spring 2026

The Glass Orchard
Saturday 7 March to Sunday 19 April, Tuesdays to Sundays 11am-5pm, Main Gallery. Free.

An Evening with the Tallow Quartet
Friday 20 March, 7.30pm
Auditorium
£18
""",
        """
The Glass Orchard | 2026-03-07 | 2026-04-20 | Main Gallery | Free
An Evening with the Tallow Quartet | 2026-03-20T19:30 |  | Auditorium | £18
""",
    ),
    (
        "opening days between a range of days and a place",
        "da",
        """
Kunsthuset Havn
Program foråret 2026

Glashaven
7. marts - 19. april, tirsdag-søndag kl. 11-17, Store galleri

Aften med kvartetten
Fredag 20. marts kl. 19.30
Salen
120 kr.
""",
        """
Glashaven | 2026-03-07 | 2026-04-20 | Store galleri
Aften med kvartetten | 2026-03-20T19:30 |  | Salen | 120 kr.
""",
    ),
    (
        "months in capitals right above their days, the year in the heading",
        "en",
        """
HOLLOWAY VILLAGE BOARD
DATES 2026

MARCH
Sunday 8th: Spring service, St Ann's Church, 10.30am
Saturday 14th: Pond clearing, The Green, 10am

APRIL
Saturday 11th: Cake sale, School hall, 10am-12 noon
Sunday 26th: Long walk, Hollow Wood, 2pm

MAY
Monday 4th: Summer fair, The Green, 11am-4pm
""",
        """
Spring service | 2026-03-08T10:30 |  | St Ann's Church
Pond clearing | 2026-03-14T10:00 |  | The Green
Cake sale | 2026-04-11T10:00 | 2026-04-11T12:00 | School hall
Long walk | 2026-04-26T14:00 |  | Hollow Wood
Summer fair | 2026-05-04T11:00 | 2026-05-04T16:00 | The Green
""",
    ),
    (
        "a season of months in the heading, a kind behind each title",
        "da",
        """
Gamle Mølle
Program september til december 2026

SEPTEMBER
Lør 5 | kl. 20 | Trio Havvind | Musik | 120 kr.
Fre 11 | kl. 19.30 | Fyrmesterens kone | Teater | 140 kr.

OKTOBER
Ons 28 | kl. 11 | Papirdragen | Børn | 60 kr.
""",
        """
Trio Havvind | 2026-09-05T20:00 |  |  | 120 kr.
Fyrmesterens kone | 2026-09-11T19:30 |  |  | 140 kr.
Papirdragen | 2026-10-28T11:00 |  |  | 60 kr.
""",
    ),
    (
        "more events under a heading of their own, in a table with its columns named",
        "de",
        """
Gemeinde Sankt Anna
Dezember 2026

Gottesdienste
Wann\tWas\tWo
6. Dezember, 10.00 Uhr\tAndacht am Abend\tAnnakirche
13. Dezember, 17.00 Uhr\tSingen mit Chor\tAnnakirche

Weitere Veranstaltungen
Wann\tWas\tWo
2. Dezember, 14.30 Uhr\tKaffee für alle\tGemeindehaus
11. Dezember, 19.30 Uhr\tSpieleabend\tGemeindehaus
""",
        """
Andacht am Abend | 2026-12-06T10:00 |  | Annakirche
Singen mit Chor | 2026-12-13T17:00 |  | Annakirche
Kaffee für alle | 2026-12-02T14:30 |  | Gemeindehaus
Spieleabend | 2026-12-11T19:30 |  | Gemeindehaus
""",
    ),
    (
        "the house on a line of its own between title and date",
        "en",
        """
Riverside Theatre

AUTUMN 2026

THE GLASS MENDER
A new play - 2 hours with interval
Main Stage
11 September – 10 October 2026
From £16
BOOK NOW

Three siblings come home to clear their mother's house.

THE CAPTAIN'S COOK
Visiting company, ages 4 and over
The Cellar
Saturday 3 October 2026, 11am
£9
BOOK NOW

Puppets, pots and a very cross gull.

NIGHT ORCHESTRA
Concert
Main Stage
Friday 13 November 2026, 7.30pm
£28
""",
        """
THE GLASS MENDER | 2026-09-11 | 2026-10-11 | Main Stage | From £16
THE CAPTAIN'S COOK | 2026-10-03T11:00 |  | The Cellar | £9
NIGHT ORCHESTRA | 2026-11-13T19:30 |  | Main Stage | £28
""",
    ),
    (
        "the house on a line of its own between title and date",
        "de",
        """
Stadtteater Wiesau
Spielplan Herbst 2026

Der letzte Zug
Große Bühne
Schauspiel von Mira Kolb
Freitag, 2. Oktober 2026, 19.30 Uhr
24 Euro

Die Suppe des Kapitäns
Studio
Figurentheater ab 4 Jahren
Samstag, 3. Oktober 2026, 11 Uhr
9 Euro

Nachtorchester
Große Bühne
Konzert
Freitag, 13. November 2026, 19.30 Uhr
28 Euro
""",
        """
Der letzte Zug | 2026-10-02T19:30 |  | Große Bühne | 24 Euro
Die Suppe des Kapitäns | 2026-10-03T11:00 |  | Studio | 9 Euro
Nachtorchester | 2026-11-13T19:30 |  | Große Bühne | 28 Euro
""",
    ),
    (
        "the house on a line of its own between title and date",
        "no",
        """
Byens Hus
Program høsten 2026

Nattens orkester
Konsert med strykere
Storsalen, 2. etasje
fredag 13. november 2026 kl. 19.30
285 kr

Kapteinens kokk
Forestilling for barn
Black Box
lørdag 14. november 2026 kl. 11
95 kr

Siste tog
Teater
Black Box
søndag 15. november 2026 kl. 18
195 kr
""",
        """
Nattens orkester | 2026-11-13T19:30 |  | Storsalen, 2. etasje | 285 kr
Kapteinens kokk | 2026-11-14T11:00 |  | Black Box | 95 kr
Siste tog | 2026-11-15T18:00 |  | Black Box | 195 kr
""",
    ),
    (
        "the house on a line of its own between title and date",
        "sv",
        """
Kulturhuset Magasinet
Program hösten 2026

Nattens orkester
Konsert
Stora scenen
Fredag 13 november 2026 kl. 19.30
285 kr

Min fars röst
Gästspel
Källaren
Lördag 14 november 2026 kl. 20
195 kr
""",
        """
Nattens orkester | 2026-11-13T19:30 |  | Stora scenen | 285 kr
Min fars röst | 2026-11-14T20:00 |  | Källaren | 195 kr
""",
    ),
    (
        "a table with a column of people and one of a strange name",
        "no",
        """
Sankt Olav kirke

Dato\tTid\tGudstjeneste\tPrest
6. september 2026\tkl. 10.30\tHøymesse\tHanne Bro
13. september 2026\tkl. 9.00\tMorgenmesse\tJens Vad-Olsen
20. september 2026\tkl. 10.30\tHøstgudstjeneste\tHanne Bro
""",
        """
Høymesse | 2026-09-06T10:30
Morgenmesse | 2026-09-13T09:00
Høstgudstjeneste | 2026-09-20T10:30
""",
    ),
    (
        "a table with a column of people and one of a strange name",
        "en",
        """
St Luke's Church
Services in May 2026

Date | Time | Service | Minister
3 May | 9.30am | Holy Communion | Rev. Ann Tarn
10 May | 9.30am | Morning Prayer | Bill Ashby
17 May | 6pm | Evensong | Rev. Ann Tarn
24 May | 9.30am | All-age Worship | Team
""",
        """
Holy Communion | 2026-05-03T09:30
Morning Prayer | 2026-05-10T09:30
Evensong | 2026-05-17T18:00
All-age Worship | 2026-05-24T09:30
""",
    ),
    (
        "a table with a column of people and one of a strange name",
        "de",
        """
Kirchengemeinde Oberau
Gottesdienste im Mai 2026

Tag\tUhrzeit\tGottesdienst\tLeitung
3. Mai\t10.00 Uhr\tPredigtgottesdienst\tPfarrerin Ute Kern
10. Mai\t9.30 Uhr\tAbendmahl\tPrädikant Jan Holl
17. Mai\t10.00 Uhr\tKonfirmation\tUte Kern
24. Mai\t11.00 Uhr\tFamilienkirche\tTeam
""",
        """
Predigtgottesdienst | 2026-05-03T10:00
Abendmahl | 2026-05-10T09:30
Konfirmation | 2026-05-17T10:00
Familienkirche | 2026-05-24T11:00
""",
    ),
    (
        "a table with a column of people and one of a strange name",
        "sv",
        """
Församlingen i Västbo
Gudstjänster i maj 2026

Datum  |  Kl.  |  Gudstjänst  |  Präst  |  Kyrka
3 maj  |  11.00  |  Högmässa  |  Eva Lund  |  Västbo kyrka
10 maj  |  18.00  |  Musikgudstjänst  |  Nils Berg  |  Östbo kyrka
17 maj  |  11.00  |  Högmässa  |  Eva Lund  |  Västbo kyrka
""",
        """
Högmässa | 2026-05-03T11:00 |  | Västbo kyrka
Musikgudstjänst | 2026-05-10T18:00 |  | Östbo kyrka
Högmässa | 2026-05-17T11:00 |  | Västbo kyrka
""",
    ),
    (
        "a table with a column of people and one of a strange name",
        "da",
        """
Vandringsforeningen
Turprogram 2026

Dato\tTur\tTurleder
3. maj\tRundt om Langesø\tKaren Holm
10. maj\tBakkerne ved Vestrup\tPer Juhl
17. maj\tKyststien\tKaren Holm
""",
        """
Rundt om Langesø | 2026-05-03
Bakkerne ved Vestrup | 2026-05-10
Kyststien | 2026-05-17
""",
    ),
    (
        "a line that describes the event below its title, below a menu",
        "en",
        """
NORTHERN TIMBER SOCIETY
News · Courses · Members · About
> Courses and conferences > Conference

THE FOREST DAY 2026
The yearly meeting on felling, nature and machines

Date
22-23 October 2026

Venue
Hotel Broadmere, Oak Road 90, Broadmere

Fee
Members £390, others £520

Programme, day 1
09.30 Arrival and coffee
10.00 Welcome by the chair
12.00 Lunch
""",
        """
THE FOREST DAY 2026 | 2026-10-22 | 2026-10-24 | Hotel Broadmere, Oak Road 90, Broadmere | Members £390, others £520
""",
    ),
    (
        "a line that describes the event below its title, below a menu",
        "de",
        """
Verein Holz und Mehr
Aktuelles | Kurse | Mitglieder
Start › Veranstaltungen › Tagung

Tag des Waldes 2026
Die Jahrestagung zu Betrieb, Natur und Maschinen

Termin: 22. bis 23. Oktober 2026
Ort: Hotel Breitsee, Eichenweg 90, Breitsee
Kosten: 390 Euro

Im Mittelpunkt stehen Mischwälder, die das Klima aushalten.
""",
        """
Tag des Waldes 2026 | 2026-10-22 | 2026-10-24 | Hotel Breitsee, Eichenweg 90, Breitsee | 390 Euro
""",
    ),
    (
        "a line that describes the event below its title, below a menu",
        "sv",
        """
Skogsföreningen
Nyheter | Kurser | Medlemmar | Om oss

Skogskonferensen 2026
Årets mötesplats för drift och natur

När
22 oktober 2026 kl. 9–16

Var
Hotell Bredsjön, Ekvägen 90, Bredsjö

Pris
Medlemmar 390 kr
""",
        """
Skogskonferensen 2026 | 2026-10-22T09:00 | 2026-10-22T16:00 | Hotell Bredsjön, Ekvägen 90, Bredsjö | Medlemmar 390 kr
""",
    ),
    (
        "a table copied cell by cell",
        "sv",
        """
Konserthuset Viken
Program våren 2026

Datum
Tid
Evenemang
Plats

12 mars 2026
19.00
Kvartetten Lom
Stora salen

14 mars 2026
15.00
Sagor för små
Biblioteket

20 mars 2026
19.30
Jazzkväll
Källaren
""",
        """
Kvartetten Lom | 2026-03-12T19:00 |  | Stora salen
Sagor för små | 2026-03-14T15:00 |  | Biblioteket
Jazzkväll | 2026-03-20T19:30 |  | Källaren
""",
    ),
    (
        "a table copied cell by cell",
        "da",
        """
Bygdens kalender 2026

Hvad
Hvor
Hvornår

Loppemarked
Forsamlingshuset
3. maj 2026 kl. 10

Fællesspisning
Skolen
8. maj 2026 kl. 18

Sangaften
Kirken
20. maj 2026 kl. 19.30
""",
        """
Loppemarked | 2026-05-03T10:00 |  | Forsamlingshuset
Fællesspisning | 2026-05-08T18:00 |  | Skolen
Sangaften | 2026-05-20T19:30 |  | Kirken
""",
    ),
    (
        "the place before the time, then the title, below its day",
        "no",
        """
Menighetsblad for Øvre Dal
Nr. 3, 2026

DET SKJER I KIRKEN

Søndag 7. juni
Dal kirke kl. 11.00 Høymesse.

Søndag 14. juni
Nes kapell kl. 17.00 Kveldsmesse.

Onsdag 17. juni
Menighetshuset kl. 12.00 Formiddagstreff.
""",
        """
Høymesse | 2026-06-07T11:00 |  | Dal kirke
Kveldsmesse | 2026-06-14T17:00 |  | Nes kapell
Formiddagstreff | 2026-06-17T12:00 |  | Menighetshuset
""",
    ),
    (
        "the place before the time, then the title, below its day",
        "de",
        """
Kirchengemeinde Oberau
Gottesdienste im Juni 2026

Sonntag, 7. Juni
Kirche Oberau, 10.00 Uhr Gottesdienst mit Taufe
Kapelle Nieder, 11.30 Uhr Familienkirche

Sonntag, 14. Juni
Kirche Oberau, 10.00 Uhr Konfirmation

Mittwoch, 17. Juni
Gemeindehaus, 15.00 Uhr Seniorenkaffee
""",
        """
Gottesdienst mit Taufe | 2026-06-07T10:00 |  | Kirche Oberau
Familienkirche | 2026-06-07T11:30 |  | Kapelle Nieder
Konfirmation | 2026-06-14T10:00 |  | Kirche Oberau
Seniorenkaffee | 2026-06-17T15:00 |  | Gemeindehaus
""",
    ),
    (
        "the place before the time, then the title, below its day",
        "en",
        """
Dale Parish
What's on in June 2026

Sunday 7 June
St Luke's Church, 9.30am: Holy Communion
Dale Chapel, 6pm: Evensong

Wednesday 17 June
Parish Hall, 12 noon: Lunch club

Sunday 21 June
St Luke's Church, 9.30am: Family service
""",
        """
Holy Communion | 2026-06-07T09:30 |  | St Luke's Church
Evensong | 2026-06-07T18:00 |  | Dale Chapel
Lunch club | 2026-06-17T12:00 |  | Parish Hall
Family service | 2026-06-21T09:30 |  | St Luke's Church
""",
    ),
    (
        "the place before the time, then the title, below its day",
        "sv",
        """
Församlingen i Västbo
Kalender juni 2026

Söndag 7 juni
Västbo kyrka kl 11 Högmässa med dop
Östbo kapell kl 18 Musikgudstjänst

Onsdag 10 juni
Församlingshemmet kl 14 Sommarcafé. Kaffe och bulle 40 kr.

Söndag 14 juni
Västbo kyrka kl 11 Konfirmation
""",
        """
Högmässa med dop | 2026-06-07T11:00 |  | Västbo kyrka
Musikgudstjänst | 2026-06-07T18:00 |  | Östbo kapell
Sommarcafé | 2026-06-10T14:00 |  | Församlingshemmet
Konfirmation | 2026-06-14T11:00 |  | Västbo kyrka
""",
    ),
    (
        "the place before the time, then the title, below its day",
        "da",
        """
Det sker i Sønderby
Juni 2026

Mandag 1. juni
Biblioteket, kl. 16.30: Læseklub
Forsamlingshuset, kl. 19.00: Generalforsamling i Borgerforeningen

Fredag 5. juni
Sportshallen, kl. 14.00: Grundlovsfest. Taler: Ida Krogh.
Biblioteket, kl. 10.00: Rim og remser
""",
        """
Læseklub | 2026-06-01T16:30 |  | Biblioteket
Generalforsamling i Borgerforeningen | 2026-06-01T19:00 |  | Forsamlingshuset
Grundlovsfest | 2026-06-05T14:00 |  | Sportshallen
Rim og remser | 2026-06-05T10:00 |  | Biblioteket
""",
    ),
    (
        "a large day, a title, a house that comes again, then weekday and hours",
        "da",
        """
Lunde Bibliotek
Arrangementer 2026

12
MAJ
Brætspil for voksne
Lunde Hovedbibliotek
Tirsdag kl. 18.00 - 20.00
Gratis

16
MAJ
Rim og remser
Filialen i Vestermose
Lørdag kl. 10.00 - 10.45
30 kr.
Få ledige pladser

21
MAJ
Aften med Ida Rask
Lunde Hovedbibliotek
Torsdag kl. 19.30 - 21.00
90 kr.

26
MAJ
Slægtens breve
Filialen i Vestermose
Tirsdag kl. 13.00 - 15.00
Gratis
""",
        """
Brætspil for voksne | 2026-05-12T18:00 | 2026-05-12T20:00 | Lunde Hovedbibliotek | Gratis
Rim og remser | 2026-05-16T10:00 | 2026-05-16T10:45 | Filialen i Vestermose | 30 kr.
Aften med Ida Rask | 2026-05-21T19:30 | 2026-05-21T21:00 | Lunde Hovedbibliotek | 90 kr.
Slægtens breve | 2026-05-26T13:00 | 2026-05-26T15:00 | Filialen i Vestermose | Gratis
""",
    ),
    (
        "the number of the course above each title",
        "de",
        """
Volkshochschule Lahntal
Vorträge im Herbst 2026

Kurs-Nr. 262-3010
Was weiß das Moor?
Mo., 07.09.2026, 19:00 - 20:30 Uhr
Ort: Haus am Markt, Raum 3
Entgelt: 7,00 €

Kurs-Nr. 262-3014
Rundgang: Unter der Altstadt
Sa., 12.09.2026, 14:00 - 16:00 Uhr
Ort: Brunnenplatz
Entgelt: 9,00 €

Kurs-Nr. 262-3107
Körbe flechten
Sa., 26.09.2026 - So., 27.09.2026
Ort: Haus am Markt, Werkraum
Entgelt: 68,00 €
""",
        """
Was weiß das Moor? | 2026-09-07T19:00 | 2026-09-07T20:30 | Haus am Markt, Raum 3 | 7,00 €
Rundgang: Unter der Altstadt | 2026-09-12T14:00 | 2026-09-12T16:00 | Brunnenplatz | 9,00 €
Körbe flechten | 2026-09-26 | 2026-09-28 | Haus am Markt, Werkraum | 68,00 €
""",
    ),
    (
        "the number of the course above each title, in English",
        "en",
        """
Marl Evening Institute
Autumn 2026

Course no: HX104
Bread without haste
Mon 7 September 2026, 7pm - 9pm
Venue: Mill House
Fee: £12

Course no: HX131
Mend your own boots
Tue 15 September 2026, 6pm - 8pm
Venue: The Cobbler's Hall
Fee: £15

Course no: HX140
Maps before 1700
Thu 1 October 2026, 7pm - 8.30pm
Venue: Mill House
Fee: £9
""",
        """
Bread without haste | 2026-09-07T19:00 | 2026-09-07T21:00 | Mill House | £12
Mend your own boots | 2026-09-15T18:00 | 2026-09-15T20:00 | The Cobbler's Hall | £15
Maps before 1700 | 2026-10-01T19:00 | 2026-10-01T20:30 | Mill House | £9
""",
    ),
    (
        "where all are, unless the title or the text names a house",
        "da",
        """
Det sker i Bjerre Sogn
Efteråret 2026

Hvor intet andet er nævnt, foregår møderne i Bjerre Sognegård, Byvej 3.

Torsdag den 3. september kl. 14.30
Højskole: Et liv i marsken
En gammel digegreve fortæller. Kaffe 30 kr.

Søndag den 13. september kl. 10.30
Høstfest i Bjerre Kirke
Børnene kommer med korn.

Lørdag den 26. september kl. 16.00
Aften med Koret Vindrosen
Koret synger engelske salmer i Nørre Bjerre Kirke. Entré 60 kr.

Onsdag den 7. oktober kl. 19.00
Sange fra højskolen
Vi synger om arbejdet i Bjerre Kirke.
""",
        """
Højskole: Et liv i marsken | 2026-09-03T14:30 |  | Bjerre Sognegård, Byvej 3 | Kaffe 30 kr.
Høstfest i Bjerre Kirke | 2026-09-13T10:30 |  | Bjerre Kirke
Aften med Koret Vindrosen | 2026-09-26T16:00 |  | Nørre Bjerre Kirke | 60 kr.
Sange fra højskolen | 2026-10-07T19:00 |  | Bjerre Sognegård, Byvej 3
""",
    ),
    (
        "titles below days that name a house keep it",
        "sv",
        """
Byalaget i Holm
Program 2026

12 april kl. 14.00
Årsmöte i bygdegården. Vi väljer ny styrelse.

30 april kl. 20.00
Majbrasa på Kvarnvallen. Tal av Eva Ros.

6 juni kl. 10.00–13.00
Slåtter vid Sörängen. Kostnad 100 kr.

4–12 juli
Utställningen "Båtar och bönder" visas i magasinet. Fri entré.
""",
        """
Årsmöte i bygdegården | 2026-04-12T14:00 |  | bygdegården
Majbrasa på Kvarnvallen | 2026-04-30T20:00 |  | Kvarnvallen
Slåtter vid Sörängen | 2026-06-06T10:00 | 2026-06-06T13:00 | Sörängen | 100 kr
Utställningen "Båtar och bönder" visas i magasinet | 2026-07-04 | 2026-07-13 | magasinet | Fri entré
""",
    ),
    (
        "a row without an hour between others, two teams, what registration costs",
        "no",
        """
IL Måken
Terminliste våren 2026

MARS

Søn 1.3.  kl. 11.00  Måkerennet, Vika skistadion. Startkontingent kr 100
Tor 5.3.  kl. 18.30  Dommerkurs, Måkehallen
Lør 21.3. – søn 22.3.  Minicup, Måkehallen. Påmelding kr 900 per lag

MAI

Lør 9.5.  kl. 13.00  Seriestart menn: Måken – Storelva, Måkebanen. Billett kr 70
Søn 17.5. Laget går i barnetoget
Ons 27.5. kl. 18.00  Løp for alle, Vika. Påmelding på stedet, kr 40
""",
        """
Måkerennet | 2026-03-01T11:00 |  | Vika skistadion | kr 100
Dommerkurs | 2026-03-05T18:30 |  | Måkehallen
Minicup | 2026-03-21 | 2026-03-23 | Måkehallen | kr 900 per lag
Seriestart menn: Måken – Storelva | 2026-05-09T13:00 |  | Måkebanen | kr 70
Laget går i barnetoget | 2026-05-17
Løp for alle | 2026-05-27T18:00 |  | Vika | kr 40
""",
    ),
    (
        "a price behind a dash, and a word for the young above a sentence",
        "de",
        """
PFARRBRIEF
Pfarrgemeinde St. Gallus
Nr. 6 · Juni 2026

TERMINE

Do 04.06. 9.00 Uhr Festgottesdienst mit Prozession, Pfarrkirche
Sa 20.06. 17.00 Uhr Chorkonzert "Gloria", Pfarrkirche – Eintritt frei
Do 25.06. 19.00 Uhr Abendgebet, Marienkapelle

KINDER UND JUGEND
Das Zeltlager der Jungschar findet vom 3. bis 9. August auf dem Zeltplatz Aue statt. Beitrag 120 €.
""",
        """
Festgottesdienst mit Prozession | 2026-06-04T09:00 |  | Pfarrkirche
Chorkonzert "Gloria" | 2026-06-20T17:00 |  | Pfarrkirche | Eintritt frei
Abendgebet | 2026-06-25T19:00 |  | Marienkapelle
Zeltlager der Jungschar | 2026-08-03 | 2026-08-10 | Zeltplatz Aue | 120 €
""",
    ),
    (
        "who put the page up",
        "sv",
        """
Viks kommun

Evenemang
Publicerat av Kultur och fritid, 28 september 2026

Onsdag 7 oktober

Rytmik
Kl. 10.00–10.45
Plats: Viks bibliotek

Lördag 10 oktober

Skördefest
Kl. 10.00–14.00
Plats: Stora torget
""",
        """
Rytmik | 2026-10-07T10:00 | 2026-10-07T10:45 | Viks bibliotek
Skördefest | 2026-10-10T10:00 | 2026-10-10T14:00 | Stora torget
""",
    ),
]


@pytest.mark.parametrize(("shape", "language", "page", "expected"), PAGES, ids=lambda value: str(value)[:40])
def test_a_listing_gives_its_events(shape: str, language: str, page: str, expected: str) -> None:
    assert rows(page, language) == expected.strip().split("\n"), shape


@pytest.mark.parametrize(("shape", "language", "page", "expected"), PAGES, ids=lambda value: str(value)[:40])
def test_layout_changes_no_event(shape: str, language: str, page: str, expected: str) -> None:
    wanted = expected.strip().split("\n")
    assert rows(page.replace("\n", "\r\n"), language) == wanted, shape
    assert rows("\n".join(f"    {line}" if line else "" for line in page.split("\n")), language) == wanted, shape
    assert rows(page.replace(" kl. ", "\u00a0kl.\u00a0"), language) == wanted, shape


NOISE = [
    "Del på Facebook | Twitter | E-mail",
    "Viser 1-6 af 48   « Forrige   1 2 3 … 8   Næste »",
    "Vejret i dag: 14 grader, skyet",
    "Åbningstider: man-fre 10-17, lør 10-14 · Tlf. 97 00 00 00",
    "Kontingent 2026 betales senest den 1. april.",
    "Museet blev grundlagt den 3. maj 1911.",
]


@pytest.mark.parametrize("noise", NOISE)
def test_noise_below_a_listing_is_no_event(noise: str) -> None:
    page = "Kalender 2026\n\nOKTOBER 2026\nlør 3. | kl. 10 | Marked | Torvet\ntors 8. | kl. 19 | Møde | Rådhuset\n"
    wanted = ["Marked | 2026-10-03T10:00 |  | Torvet", "Møde | 2026-10-08T19:00 |  | Rådhuset"]
    assert rows(f"{page}\n{noise}\n", "da") == wanted


def test_a_line_elsewhere_changes_the_event_that_it_names() -> None:
    page = (
        "Program 2026\n\n17. januar kl. 12 | Permafrost og postkasser | Aulaen\n31. januar kl. 12 | Tunnelen | Aulaen\n"
        "\nEndringer\nForedraget «Tunnelen» er flyttet til lørdag 7. februar.\n«Permafrost og postkasser» er avlyst.\n"
    )
    assert rows(page, "no") == [
        "Permafrost og postkasser | 2026-01-17T12:00 |  | Aulaen |  | cancelled",
        "Tunnelen | 2026-02-07T12:00 |  | Aulaen |  | rescheduled",
    ]


def test_towns_below_a_title_have_their_own_days() -> None:
    page = (
        "Program 2026\n\n17. januar kl. 12 | Hvem eier fjellet? | Aulaen\n31. januar kl. 12 | Tunnelen | Aulaen\n"
        "\n«Hvem eier fjellet?» holdes også her:\nRena, 3. mars kl. 18, Kulturhuset\n"
        "Trysil, 4. mars kl. 18, Folkets hus\n"
    )
    assert rows(page, "no")[2:] == [
        "Hvem eier fjellet? | 2026-03-03T18:00 |  | Rena, Kulturhuset",
        "Hvem eier fjellet? | 2026-03-04T18:00 |  | Trysil, Folkets hus",
    ]


def test_a_way_from_one_place_to_another_is_one_event() -> None:
    page = "Hofford walkers\n\nFri 12 June 2026, 7 pm: Quiz night\nSun 14 June 2026: Walk, 10 am Church to 4 pm Inn\n"
    assert [row.partition(" | ")[0] for row in rows(page, "en")] == ["Quiz night", "Walk"]


def test_a_list_of_news_is_no_listing() -> None:
    page = (
        "Læs mere om elmålere:\n\n27.11.2009\nKommune vil have pengene tilbage for døde målere\n\n"
        "19.11.2009\nMinister: Fjernaflæsning bliver lovpligtig\n\n02.10.2009\nMetrotek henter ny chef hos konkurrent\n"
    )
    assert rows(page, "da") == []


def test_a_day_that_is_closed_is_refused_with_that_reason() -> None:
    days = "3. MARS\nKafé\nkl. 12 · Biblioteket\n\n17. MAI\nKafeen er stengt.\n\n20. MAI\nKafé\nkl. 12 · Salen\n"
    page = f"PROGRAM VÅREN 2026\n\n{days}"
    found = recognise(page, language="no")
    assert any("closed" in rejected.reason for rejected in found.rejected)
    assert len(found.items) == 2


def test_a_day_that_counts_from_today_needs_a_day_of_publication_and_opens_an_entry() -> None:
    entries = "I morgen kl. 19: Foredrag om tang, Biblioteket\n14. marts 2026 kl. 15: Loppemarked, Skolen\n"
    entries += "15. marts 2026 kl. 15: Koncert, Skolen\n"
    assert len(rows(f"Det sker\n{entries}", "da")) == 2
    news = "Nyhedsbrev, 2. marts 2026\n\nI dag kl. 14 åbnede borgmesteren broen, og i morgen kl. 9 lukker den igen.\n"
    assert rows(news, "da") == []


@pytest.mark.parametrize(
    ("language", "page"),
    [
        (
            "sv",
            "Spelmansstämma\nLördag 11 juli kl 13-17. Hembygdsgården. 60 kr.\n\nLoppis\nSöndag 2 augusti kl 10.\n",
        ),
        (
            "da",
            "Spillestævne\nLørdag 11. juli kl. 13-17. Salen. 60 kr.\n\nKræmmermarked\nTirsdag 4. august kl. 10.\n",
        ),
        ("de", "Geigentag\nSamstag, 11. Juli, 13-17 Uhr. Scheune. 6 Euro.\n\nFlohmarkt\nSonntag, 2. August, 10 Uhr.\n"),
    ],
)
def test_the_days_of_the_week_tell_the_language_of_a_short_page(language: str, page: str) -> None:
    assert recognise(page).language == language


@pytest.mark.parametrize(
    "title", ['Foredrag: "Å, ø og hav"', 'Foredrag: "Å, ø og hav – byens vandløb" v/ Ada Holm', 'Skærme på 27"']
)
def test_commas_and_dashes_between_straight_marks_end_no_title(title: str) -> None:
    page = (
        f"Program\n\nJanuar 2027\n3. Nytårskur, kl. 15, Salen\n14. {title}, kl. 19.30\n21. Generalforsamling, kl. 19\n"
    )
    assert [item.title for item in recognise(page, language="da").items] == ["Nytårskur", title, "Generalforsamling"]


@pytest.mark.parametrize("bar", ["\t", " | "])
@pytest.mark.parametrize(
    ("language", "table", "listed"),
    [
        (
            "en",
            (
                "Programme\n\nNovember 2026\n\nDate\tEvent\tPlace\nSat 7\tBonfire supper\tVillage Hall\n"
                "Fri 20\tFilm night\tVillage Hall\n"
            ),
            "December 2026\n\n- Sat 5 – Toy fair, 11am-3pm, Village Hall\n- Thu 17 – Quiz night, 7.30pm, The Plough\n",
        ),
        (
            "da",
            (
                "Program\n\nNovember 2026\n\nDato\tArrangement\tSted\nLør 7.\tMortensgilde\tForsamlingshuset\n"
                "Fre 20.\tFilmaften\tBiblioteket\n"
            ),
            "December 2026\n\n- Lør 5. – Julemarked, kl. 11-15, Skolen\n- Tors 17. – Quiz, kl. 19.30, Kroen\n",
        ),
        (
            "de",
            (
                "Programm\n\nNovember 2026\n\nDatum\tVeranstaltung\tOrt\nSa 7.\tMartinsessen\tGemeindehaus\n"
                "Fr 20.\tFilmabend\tBücherei\n"
            ),
            "Dezember 2026\n\n- Sa 5. – Adventsmarkt, 11-15 Uhr, Rathaus\n- Do 17. – Quizabend, 19.30 Uhr, Krone\n",
        ),
    ],
)
def test_a_month_in_a_table_and_the_next_in_lines_are_one_listing(
    language: str, table: str, listed: str, bar: str
) -> None:
    found = rows(table.replace("\t", bar) + "\n" + listed, language)
    days = [row.split(" | ")[1][:10] for row in found]
    assert days == ["2026-11-07", "2026-11-20", "2026-12-05", "2026-12-17"]
    titles = [row.partition(" | ")[0] for row in found]
    assert all(title in table + listed and len(title) < 15 for title in titles)


def test_a_name_with_a_year_above_the_menu_is_the_title_of_what_is_described_below_it() -> None:
    page = """
OPEN LEDGERS 2026

About   Programme   Speakers   Venue   Register

The annual meeting for people who count things

Date: 15-16 October 2026
Venue: Corn Exchange, Hull
Fee: £140

Programme

THURSDAY 15 OCTOBER

09:00  Registration and coffee
10:00  What we count, Sam Okoro

FRIDAY 16 OCTOBER

09:30  What we leave out, Mina Fair
13:00  Closing
"""
    assert rows(page, "en") == ["OPEN LEDGERS 2026 | 2026-10-15 | 2026-10-17 | Corn Exchange, Hull | £140"]
    # Of a page of an event the site's own name is no title.
    other = page.replace("The annual meeting for people who count things", "Dinner at the Exchange")
    assert rows(other, "en")[0].startswith("Dinner at the Exchange")


def test_a_house_in_the_text_is_the_place_unless_it_is_what_one_talks_about() -> None:
    page = (
        "Programme 2026\n\n3 September, 7 pm\nSongs of the sea\n{}\n\n9 September, 7 pm\nHarvest supper\nBring food.\n"
    )
    told = [row.partition(" | ")[2] for row in rows(page.format("The choir sings in Hull Church."), "en")]
    assert told == ["2026-09-03T19:00 |  | Hull Church", "2026-09-09T19:00"]
    assert "Hull Church" not in rows(page.format("Mary talks about her years in Hull Church."), "en")[0]
    assert not any("mill" in row.partition(" | ")[2] for row in rows(page.replace("of the sea", "from the mill"), "en"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "Hvis ikke andet er anført, mødes vi i Lunde Hus."),
        ("no", "Dersom ikke annet er nevnt, holdes møtene på Lunde Hus."),
        ("sv", "Om inget annat anges hålls mötena i Lunde Hus."),
        ("de", "Wenn nicht anders angegeben, finden die Veranstaltungen im Lunde Hus statt."),
        ("en", "Unless otherwise stated, all meetings are held in Lunde Hus."),
    ],
)
def test_a_sentence_says_where_all_are_that_name_no_other_place(language: str, said: str) -> None:
    page = f"2026\n\n{said}\n\n3.9.2026 19.00\nAlfa Beta\n\n10.9.2026 19.00\nGamma Delta\n"
    assert [row.split(" | ")[3] for row in rows(page, language)] == ["Lunde Hus", "Lunde Hus"]


@pytest.mark.parametrize("label", ["Code", "Doors", "Fee"])
def test_a_word_and_a_number_below_a_title_stay_a_label(label: str) -> None:
    records = (
        f"{name}\n{label}: {n}\nDate: {n % 27 + 1} May 2026\nPlace: Mill House\n"
        for n, name in ((210, "Bread"), (315, "Boots"), (402, "Maps"))
    )
    assert [row.partition(" | ")[0] for row in rows("Courses\n\n" + "\n".join(records), "en")] == [
        "Bread",
        "Boots",
        "Maps",
    ]


def test_a_paper_and_its_date_above_a_menu_are_no_event() -> None:
    page = "Skogens Tidning\nTorsdag 29 januari 2026\nLokalt | Kultur | Sport | E-tidning\n\nLugnt i skogen.\n"
    assert rows(page, "sv") == []


@pytest.mark.parametrize(
    ("language", "page"),
    [
        (
            "da",
            "Høstmarked\nLørdag 12. september 2026\nÆbler | Honning | Musik | Heste | Grill\nVi ses på Rold Mølle\n",
        ),
        ("no", "Høstmarked\nLørdag 12. september 2026\nEpler | Honning | Musikk | Hester | Grill\nFri entré\n"),
        ("sv", "Höstmarknad\nLördag 12 september 2026\nÄpplen | Honung | Musik | Hästar | Grill\nFri entré\n"),
        ("en", "Rosa Festival\n12 September 2026\nThe Mills · Hull Brothers · Anna Bo · DJ Lund\nTickets £20\n"),
        ("de", "Herbstmarkt\nSamstag, 12. September 2026\nÄpfel | Honig | Musik | Pferde | Grill\nEintritt frei\n"),
    ],
)
def test_a_row_of_what_there_is_below_the_day_is_no_menu(language: str, page: str) -> None:
    assert [row.split(" | ")[:2] for row in rows(page, language)] == [[page.partition("\n")[0], "2026-09-12"]]


@pytest.mark.parametrize(
    ("language", "told", "story"),
    [
        ("da", "Koret synger de gamle sange i Rold Kirke.", "Turen slutter med kaffe og hjemmebagt kage på Rold Kro."),
        ("no", "Koret synger de gamle sangene i Rold Kirke.", "Turen ender med kaffe og hjemmebakt kake på Rold Kro."),
        ("sv", "Kören sjunger de gamla sångerna i Rolds Kyrka.", "Turen slutar med kaffe och bullar på Rolds Hotell."),
        (
            "en",
            "The choir sings the old songs in Rold Church.",
            "Two sisters inherit much and try to hide in Wood House.",
        ),
        (
            "de",
            "Der Chor singt die alten Lieder im Haus Rosenau.",
            "Der Roman spielt vor vielen Jahren im Haus Rosenau.",
        ),
    ],
)
def test_a_house_in_the_text_is_the_place_only_of_what_is_held_there(language: str, told: str, story: str) -> None:
    page = "2026\n\n3.9.2026 19:00\nAlfa Beta\n{}\n\n9.9.2026 19:00\nGamma Delta\n{}\n"
    first, second = rows(page.format(told, story), language)
    assert first.endswith(told.rsplit(maxsplit=1)[-1].rstrip("."))
    assert second.startswith("Gamma Delta | 2026-09-09")
    assert second.count(" | ") == 1


@pytest.mark.parametrize(
    ("language", "held", "works"),
    [
        ("da", "Fest på Herregården", ["Foredrag om livet på Herregården", "Barndom på Herregården"]),
        ("no", "Fest på Samfunnshuset", ["Foredrag om livet på Samfunnshuset", "Barndom på Samfunnshuset"]),
        ("sv", "Fest på Hembygdsgården", ["Föredrag om livet på Hembygdsgården", "Livet på Hembygdsgården"]),
        ("en", "Concert in Hull Church", ["The ghost in Hull Church", "Film: Concert in Hull Church"]),
        ("de", "Konzert im Haus Rosenau", ["Das Leben im Haus Rosenau", "Film: Konzert im Haus Rosenau"]),
    ],
)
def test_a_house_in_a_title_is_the_place_of_a_kind_of_event(language: str, held: str, works: list[str]) -> None:
    titles = [held, *works]
    page = "2026\n\n" + "\n".join(f"{n}.9.2026 19.00\n{title}\n" for n, title in enumerate(titles, 3))
    placed = [row.split(" | ")[0] for row in rows(page, language) if row.count(" | ") > 1]
    assert placed == [held]


def test_a_house_and_its_street_stand_behind_a_kind_of_event() -> None:
    page = "2026\n\n14 March, 3 pm: Choir – St Mary, Church Street\n21 March, 3 pm: Hull – Beverley, Old Ground\n"
    assert rows(page, "en") == [
        "Choir | 2026-03-14T15:00 |  | St Mary, Church Street",
        "Hull – Beverley | 2026-03-21T15:00 |  | Old Ground",
    ]


@pytest.mark.parametrize(
    ("language", "said", "place", "price"),
    [
        (
            "da",
            "Alle arrangementer er gratis og holdes i bibliotekets sal, hvis ikke andet står.",
            "bibliotekets sal",
            "gratis",
        ),
        ("da", "Alle foredrag koster 50 kr. og begynder kl. 19 i Aulaen.", "Aulaen", "50 kr."),
        (
            "no",
            "Alle arrangementene er gratis og holdes i Storsalen dersom ikke annet er oppgitt.",
            "Storsalen",
            "gratis",
        ),
        ("sv", "Alla evenemang är gratis och hålls i Stora salen om inget annat anges.", "Stora salen", "gratis"),
        ("sv", "Entré till alla föredrag 60 kr.", "", "60 kr"),
        ("en", "All events are free and take place in the Old Reading Room.", "Old Reading Room", "free"),
        ("en", "All talks begin at 7pm in the Guild Hall and cost £5 on the door.", "Guild Hall", "£5 on the door"),
        ("en", "All events are free for members.", "", "free for members"),
        ("de", "Alle Termine sind kostenlos.", "", "kostenlos"),
        ("en", "Not all events are free. Please ask.", "", ""),
        ("en", "All classes are closed in August and the café is free of charge.", "", ""),
        ("da", "Kaffen er gratis til alle foredrag.", "", ""),
        ("da", "Alle bøger er gratis og lånes i bibliotekets sal.", "", ""),
        ("no", "Alle foredrag strømmes gratis på nett og vises på storskjerm.", "", ""),
        ("de", "Alle Kinder haben freien Eintritt.", "", ""),
        ("da", "Alle kurser har 12 pladser og koster 400 kr.", "", "400 kr."),
        ("no", "Alle foredragene koster 60 kr og er gratis for barn.", "", "60 kr"),
        ("sv", "Alla föredrag kostar 60 kr och är gratis för barn.", "", "60 kr"),
        ("en", "All talks are £6 and are free for children.", "", "£6"),
        ("de", "Alle Kurse dauern 60 Minuten und kosten 9 Euro.", "", "9 Euro"),
        ("da", "Parkering til alle koncerter koster 20 kr.", "", ""),
        ("no", "Kaffe på alle kvelder er gratis.", "", ""),
        ("sv", "Kaffe vid alla möten är gratis.", "", ""),
        ("en", "Parking for all concerts is £3.", "", ""),
        ("en", "All meetings are free of politics.", "", ""),
        ("de", "Kaffee bei allen Konzerten kostet 2 €.", "", ""),
        ("da", "100 kroner for arrangementer, der ikke andet står.", "", "100 kroner"),
        ("da", "Entré 100 kr., hvor andet ikke er angivet.", "", "100 kr."),
        ("da", "Kaffe 20 kr., hvor andet ikke er angivet.", "", ""),
        ("no", "100 kroner for arrangementer der ikke annet står.", "", "100 kroner"),
        ("no", "Inngang 100 kr hvis ikke annet er oppgitt.", "", "100 kr"),
        ("no", "Kaffe 20 kr hvis ikke annet er oppgitt.", "", ""),
        ("sv", "100 kronor om inget annat anges.", "", "100 kronor"),
        ("sv", "Entré 100 kr där inget annat anges.", "", "100 kr"),
        ("sv", "Kaffe 20 kr om inget annat anges.", "", ""),
        ("de", "10 Euro, wenn nicht anders angegeben.", "", "10 Euro"),
        ("de", "Eintritt: 10 Euro, sofern nicht anders vermerkt.", "", "10 Euro"),
        ("de", "Kaffee 2 Euro, wenn nicht anders angegeben.", "", ""),
        ("en", "£10 unless stated otherwise.", "", "£10"),
        ("en", "Tickets: £10 unless otherwise stated.", "", "£10"),
        ("en", "Coffee £2 unless otherwise stated.", "", ""),
    ],
)
def test_a_sentence_says_what_all_cost_that_name_no_other_price(
    language: str, said: str, place: str, price: str
) -> None:
    own = {"en": "£4", "de": "4 €"}.get(language, "40 kr")
    page = f"2026\n\n{said}\n\n3.9.2026 19:00: Alfa\n9.9.2026 19:00: Beta\n10.9.2026 19:00: Gamma. {own}\n"
    events = [item for item in recognise(page, language=language).items if isinstance(item, Event)]
    assert [event.location or "" for event in events] == [place] * 3
    assert [event.price or "" for event in events] == [price, price, own]


@pytest.mark.parametrize(
    ("language", "told", "event", "expected"),
    [
        (
            "da",
            "Torsdag den 26. februar 2026 holdt klubben sit årsmøde",
            "Lørdag den 11. april kl. 13: Tur",
            "2026-04-11T13:00",
        ),
        (
            "en",
            "On Thursday 26 February 2026 the club held its meeting",
            "Saturday 11 April, 1pm: Walk",
            "2026-04-11T13:00",
        ),
        ("no", "Lørdag 3. mai 2025 åpnet vi det nye huset", "Lørdag 11. april kl. 13: Tur", "2026-04-11T13:00"),
        ("de", "Am 3. Mai 1926 gründeten zwölf Männer den Verein", "Samstag, 11. April, 13 Uhr: Lauf", ""),
        ("sv", "Huset byggdes av medlemmarna och öppnade den 3 maj 2025", "Lördag 11 april kl. 13: Tur", ""),
    ],
)
def test_the_day_with_which_a_paragraph_opens_tells_the_year_where_nothing_else_does(
    language: str, told: str, event: str, expected: str
) -> None:
    page = f"Aue\n\n{told}, {'and so on ' * 8}to the end.\n\n{event}\n{event} 2\n"
    assert [row.split(" | ")[1:2] for row in rows(page, language)] == [[expected] if expected else []] * 2


@pytest.mark.parametrize("heading", ["PROGRAM", "Mer på museet"])
def test_a_range_over_new_year_is_the_season_only_of_the_days_in_it(heading: str) -> None:
    page = (
        "Glasmuseet\n\nUTSTÄLLNINGAR\n\nLjus genom lera\n14 mars – 30 augusti 2026\nNya verk.\n\n"
        f"Hyttans folk\n19 september 2026 – 10 januari 2027\nGamla verk.\n\n{heading}\n\n"
        "Visning för nyfikna\n22 mars kl. 13.00. Entréhallen.\n\nBlås ditt eget glas\n25 april kl. 11.00. Verkstaden.\n"
    )
    days = [row.split(" | ")[1] for row in rows(page, "sv")]
    assert days == ["2026-03-14", "2026-09-19", "2026-03-22T13:00", "2026-04-25T11:00"]
    season = "Säsong 1 september 2026 – 31 maj 2027\n\n12 oktober kl. 19: Föredrag, Salen\n3 februari kl. 19: Konsert, Salen\n"  # noqa: E501
    assert [row.split(" | ")[1][:10] for row in rows(season, "sv")] == ["2026-10-12", "2027-02-03"]
    turn = "Läger\n\n28 december 2026 – 2 januari 2027: Vinterläger, Salen\n9 januari kl. 19: Föredrag, Salen\n"
    assert [row.split(" | ")[1][:10] for row in rows(turn, "sv")] == ["2026-12-28", "2027-01-09"]


@pytest.mark.parametrize(
    ("language", "kind", "about", "town", "begin"),
    [
        ("da", "Foredrag", "Limens kemi", "Odense", "start torsdag 7. maj kl. 13"),
        ("no", "Foredrag", "Limets kjemi", "Hamar", "oppstart torsdag 7. mai kl. 13"),
        ("sv", "Föredrag", "Limmets kemi", "Malmö", "start torsdag 7 maj kl. 13"),
        ("en", "Inaugural lecture", "The chemistry of glue", "Leeds", "starts Thursday 7 May, 1pm"),
        ("de", "Vortrag", "Die Chemie des Leims", "Hamburg", "Beginn Donnerstag, 7. Mai, 13 Uhr"),
    ],
)
def test_what_a_kind_is_about_is_of_its_title_and_starts_leads_to_a_day(
    language: str, kind: str, about: str, town: str, begin: str
) -> None:
    day = begin.partition(" ")[2]
    page = f"2026\n\n{kind}, {about}: {day}, Aula.\n{kind}, {town}: {day}, Aula.\nAlfa – {begin}, Aula.\n"
    found = [item for item in recognise(page, language=language).items if isinstance(item, Event)]
    assert [(event.title, event.location) for event in found] == [
        (f"{kind}, {about}", "Aula"),
        (kind, town),
        ("Alfa", "Aula"),
    ]


@pytest.mark.parametrize(
    ("language", "told", "event"),
    [
        ("da", "Ted Holm døde den 3. september 2026.\n\nHan kom til os i 2003.", "12. oktober kl. 19: Foredrag"),
        ("no", "Ted Holm døde 3. september 2026.\n\nHan kom til oss i 2003.", "12. oktober kl. 19: Foredrag"),
        ("sv", "Ted Holm dog den 3 september 2026.\n\nHan kom till oss 2003.", "12 oktober kl. 19: Föredrag"),
        ("en", "Ted Marsh died on 3 September 2026.\n\nHe came to us in 2003.", "12 October, 7 pm: Talk on owls"),
        ("de", "Ted Holm starb am 3. September 2026.\n\nEr kam 2003 zu uns.", "12. Oktober, 19 Uhr: Vortrag"),
    ],
)
def test_a_year_long_before_another_one_in_the_text_above_is_history(language: str, told: str, event: str) -> None:
    found = rows(f"Aue\n\n{told}\n\n{event}\n{event} 2\n", language)
    assert [row.split(" | ")[1][:10] for row in found] == ["2026-10-12"] * 2


#: The heading of a list of texts, and the button below each.
STREAMS = {
    "da": (("Blog", "Nyheder", "Podcast"), "Læs mere", "{} maj 2026"),
    "no": (("Blogg", "Pressemeldinger", "Episoder"), "Les mer", "{} mai 2026"),
    "sv": (("Blogg", "Pressmeddelanden", "Avsnitt"), "Läs mer", "{} maj 2026"),
    "de": (("Blog", "Pressemitteilungen", "Folgen"), "Weiterlesen", "{} Mai 2026"),
    "en": (("Blog", "Press releases", "Latest posts"), "Read more", "{} May 2026"),
}


@pytest.mark.parametrize("language", sorted(STREAMS))
def test_days_below_the_heading_of_a_list_of_texts_are_no_events(language: str) -> None:
    headings, button, day = STREAMS[language]
    days = [day.format(number if language in {"sv", "en"} else f"{number}.") for number in (3, 10, 17)]
    names = zip(("Rugbrot", "Hafer", "Backofen"), days, ("Ann Bo", "Ib Lund", "Mia Holm"), strict=True)
    cards = "\n\n".join(f"{title}\n{when}\n{who}\n{button}" for title, when, who in names)
    for heading in headings:
        items = recognise(f"{heading}\n\n{cards}", language=language).items
        assert [item for item in items if isinstance(item, Event)] == [], heading


def test_a_list_of_documents_holds_no_events() -> None:
    names = ("Annual report", "Budget", "Statutes")
    text = "\n\n".join(
        ["Documents", *(f"{name}\nPDF, 2 MB\n{n} May 2026\nDownload" for n, name in enumerate(names, 3))]
    )
    found = recognise(text, language="en")

    assert found.items == ()
    assert {refused.reason for refused in found.rejected} == {
        "a date below the heading of a list of texts is that of one of them"
    }


def test_a_blog_in_the_menu_or_hours_below_it_leave_events_alone() -> None:
    fairs = "Summer fair\n6 June 2026{0}\nHill Hall\n\nAutumn fair\n3 October 2026{0}\nHill Hall"
    menu = "Hill Club\nHome\nEvents\nBlog\n\n"
    for text in (
        menu + fairs.format(""),
        "Home\n\nBlog\n\nEvents\n\n" + fairs.format(""),
        "Blog\n\n" + fairs.format(", 2 pm"),
    ):
        items = recognise(text, language="en").items
        assert [item.title for item in items if isinstance(item, Event)] == ["Summer fair", "Autumn fair"]


def test_a_kind_above_a_day_and_a_house_is_the_title() -> None:
    text = "Open day\n10 June 2026, 10 am, Hill School\n\nLecture\n17 June 2026, 7 pm, Hill Church"
    items = [item for item in recognise(text, language="en").items if isinstance(item, Event)]

    assert [(item.title, item.location) for item in items] == [("Open day", "Hill School"), ("Lecture", "Hill Church")]
