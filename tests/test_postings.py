"""Job postings in the forms that pages give them, in every language, and what looks like one and is none."""

from __future__ import annotations

import textwrap

import pytest

from feeds.model import JobPosting
from feeds.recognise import recognise

Told = tuple[str | None, str | None, str | None, str | None]


def told(text: str) -> list[Told]:
    """Give title, employer, place and last day of each posting."""
    found = (item for item in recognise(textwrap.dedent(text).strip()).items if isinstance(item, JobPosting))
    days = {item: None if item.valid_through is None else str(item.valid_through) for item in found}
    return [(item.title, item.hiring_organization, item.job_location, day) for item, day in days.items()]


def refusals(text: str) -> list[str]:
    """Give why postings were refused."""
    rejected = recognise(textwrap.dedent(text).strip()).rejected
    return [refused.reason.partition(":")[0] for refused in rejected if refused.kind == "job_posting"]


PAGES: dict[str, tuple[str, list[Told]]] = {
    'da departments joined by "og", the employer at head and foot': (
        """
        Nordvang Kommune
        Job og karriere

        Ledige stillinger

        Skolesekretær til Ådalsskolen
        Børn og Skole, Nordvang
        Indrykket: 3. marts 2026
        Frist: 22. marts 2026, kl. 12.00

        Ergoterapeut til rehabilitering
        Sundhed og Omsorg, Vestby
        Indrykket: 5. marts 2026
        Frist: 29. marts 2026

        IT-supporter
        Stab og IT, Nordvang
        BESAT

        Nordvang Kommune, Rådhusvej 1, 6999 Nordvang
        """,
        [
            ("Skolesekretær til Ådalsskolen", "Nordvang Kommune", "Nordvang", "2026-03-22"),
            ("Ergoterapeut til rehabilitering", "Nordvang Kommune", "Vestby", "2026-03-29"),
        ],
    ),
    "en departments, the name of the page in capitals at its head": (
        """
        Skip to main content
        BRIDGEWELL COUNCIL
        Home   Services   Jobs

        Current vacancies

        Housing Officer
        Housing and Communities, Civic Centre
        £31,000 | Permanent | Closes 22 March 2026 at noon

        Planning Technician
        Place Directorate, Thornley Depot
        £27,500 | Fixed term, 12 months | Closes 29 March 2026

        Lifeguard (casual)
        Leisure, Bridgewell Pools
        £12.60 per hour | Casual | Ongoing recruitment

        Tree Officer
        Place Directorate, Civic Centre
        Closed

        Bridgewell Council, Civic Centre, High Street, Bridgewell
        © 2026
        """,
        [
            ("Housing Officer", "Bridgewell Council", "Civic Centre", "2026-03-22"),
            ("Planning Technician", "Bridgewell Council", "Thornley Depot", "2026-03-29"),
            ("Lifeguard (casual)", "Bridgewell Council", "Bridgewell Pools", None),
        ],
    ),
    "de one last day below all posts": (
        """
        Praxis Dr. Linde & Kollegen
        Sprechzeiten | Team | Jobs

        Stellenangebote

        Zur Verstärkung unseres Teams suchen wir zum nächstmöglichen Zeitpunkt:

        MFA (m/w/d) in Vollzeit – Standort Weiden
        Ihre Aufgaben: Anmeldung, Blutentnahme, Abrechnung

        MFA (m/w/d) in Teilzeit – Standort Hirschau
        Ihre Aufgaben: Anmeldung am Nachmittag

        Bewerbung bitte bis 31. Mai 2026 an praxis@linde.example.

        Praxis Dr. Linde & Kollegen, Ring 4, 92637 Weiden
        """,
        [
            ("MFA (m/w/d) in Vollzeit", "Praxis Dr. Linde & Kollegen", "Standort Weiden", "2026-05-31"),
            ("MFA (m/w/d) in Teilzeit", "Praxis Dr. Linde & Kollegen", "Standort Hirschau", "2026-05-31"),
        ],
    ),
    "da one advertisement, the firm seeks on the line above": (
        """
        Friskolen Linden
        Skole for børn fra 0. til 9. klasse

        Stillingsopslag

        Slået op 9. marts 2026

        Friskolen Linden i Ribe søger pr. 1. august 2026 en

        Lærer til matematik og fysik

        på fuld tid.

        Vi er en lille skole med 140 børn.

        Dine opgaver
        • Undervisning i 5. til 9. klasse
        • Vejledning af en gruppe som mentor
        • Samarbejde i fagteamet

        Vi tilbyder
        • Et værksted og et teleskop
        • Løn efter overenskomst

        Ansøgningsfristen er den 17. april 2026.
        """,
        [
            ("Lærer til matematik og fysik", "Friskolen Linden", "Ribe", "2026-04-17"),
        ],
    ),
    "en one advertisement, the firm seeks on the line above": (
        """
        Linden Free School
        A school for children from 5 to 16

        Vacancy

        Posted 9 March 2026

        Linden Free School in Whitby is looking for a

        Teacher of mathematics and physics

        full time from September 2026.

        We are a small school with 140 children.

        Your duties
        • Lessons in years 5 to 9
        • Guiding a group as a mentor
        • Working with the science department

        We offer
        • A workshop and a telescope
        • National pay scales

        The closing date is 17 April 2026.
        """,
        [
            ("Teacher of mathematics and physics", "Linden Free School", "Whitby", "2026-04-17"),
        ],
    ),
    "no one advertisement, the firm seeks on the line above": (
        """
        Friskolen Linden
        Skole for barn fra 1. til 10. trinn

        Ledig stilling

        Publisert 9. mars 2026

        Friskolen Linden i Solvik søker fra 1. august 2026 en

        Lærer i matematikk og fysikk

        i full stilling.

        Vi er en liten skole med 140 barn.

        Dine oppgaver
        • Undervisning på 5. til 9. trinn
        • Veiledning av en gruppe som mentor
        • Samarbeid i fagteamet

        Vi tilbyr
        • Et verksted og et teleskop
        • Lønn etter tariff

        Søknadsfristen er 17. april 2026.
        """,
        [
            ("Lærer i matematikk og fysikk", "Friskolen Linden", "Solvik", "2026-04-17"),
        ],
    ),
    "sv one advertisement, the firm seeks on the line above": (
        """
        Friskolan Linden
        Skola för barn från 6 till 16 år

        Ledig tjänst

        Publicerad 9 mars 2026

        Friskolan Linden i Solvik söker från 1 augusti 2026 en

        Lärare i matematik och fysik

        på heltid.

        Vi är en liten skola med 140 barn.

        Dina uppgifter
        • Undervisning i årskurs 5 till 9
        • Stöd till en grupp som mentor
        • Arbete i ämneslaget

        Vi erbjuder
        • En verkstad och ett teleskop
        • Lön enligt avtal

        Sista ansökningsdag är den 17 april 2026.
        """,
        [
            ("Lärare i matematik och fysik", "Friskolan Linden", "Solvik", "2026-04-17"),
        ],
    ),
    "da one place for all posts": (
        """
        Elverum Skole
        Ledige stillinger

        Vi er en skole med 410 elever. Alle stillinger er placeret på vores kontor i Ribe.

        Lærer til 4. klasse
        Fuldtid, fast
        Ansøgningsfrist: 22. maj 2026

        Pædagogisk assistent
        27 timer
        Ansøgningsfrist: 18. maj 2026
        """,
        [
            ("Lærer til 4. klasse", "Elverum Skole", "Ribe", "2026-05-22"),
            ("Pædagogisk assistent", "Elverum Skole", "Ribe", "2026-05-18"),
        ],
    ),
    "de one place for all posts": (
        """
        Elbschule
        Stellenangebote

        Wir sind eine Schule mit 410 Kindern. Alle Stellen sind an unserem Standort in Nahe.

        Lehrkraft (m/w/d) für Klasse 4
        Vollzeit, unbefristet
        Bewerbungsschluss: 22. Mai 2026

        Pädagogische Assistenz
        27 Stunden
        Bewerbungsschluss: 18. Mai 2026
        """,
        [
            ("Lehrkraft (m/w/d) für Klasse 4", "Elbschule", "Nahe", "2026-05-22"),
            ("Pädagogische Assistenz", "Elbschule", "Nahe", "2026-05-18"),
        ],
    ),
    "sv name in capitals, below a skip link": (
        """
        Till innehållet

        SOLVIKS MARIN
        Produkter  Om oss  Karriär

        Bli en i laget

        Solviks Marin AB bygger båtar.

        Lediga tjänster

        Projektledare
        Storviken
        Heltid, tillsvidare
        Sista ansökningsdag 30 april 2026

        Svetsare
        Inre Hamn
        Heltid
        Sista ansökningsdag 15 maj 2026

        Inköpare
        Inre Hamn
        Tjänsten är inte längre ledig
        """,
        [
            ("Projektledare", "Solviks Marin AB", "Storviken", "2026-04-30"),
            ("Svetsare", "Solviks Marin AB", "Inre Hamn", "2026-05-15"),
        ],
    ),
    "de an agency seeks for its client": (
        """
        Personaldienst Solbach
        Aktuelle Jobs

        Lagerist (m/w/d) · Nahe · Vollzeit · Bewerbung bis 20. Mai 2026
        Wir suchen für unseren Kunden Nordlager GmbH. Staplerschein erforderlich.

        Buchhalter (m/w/d) · Solbach · Teilzeit · Bewerbung bis 24. Mai 2026
        Kreditoren bei einem wachsenden Handelshaus.
        """,
        [
            ("Lagerist (m/w/d)", "Personaldienst Solbach", "Nahe", "2026-05-20"),
            ("Buchhalter (m/w/d)", "Personaldienst Solbach", "Solbach", "2026-05-24"),
        ],
    ),
    "en an agency seeks for its client": (
        """
        Hexley Recruitment
        Current jobs

        Warehouse assistant · Whitby · Full time · Closing date 20 May 2026
        We are looking for our client Northstore Ltd. A forklift licence is needed.

        Accounts clerk · Hexley · Part time · Closing date 24 May 2026
        Purchase ledger for a growing trading house.
        """,
        [
            ("Warehouse assistant", None, "Whitby", "2026-05-20"),
            ("Accounts clerk", None, "Hexley", "2026-05-24"),
        ],
    ),
    "de departments of the page's employer": (
        """
        Zum Inhalt springen
        Patienten   Fachkreise   Karriere   Kontakt

        Klinikum Solbach

        Offene Stellen am Klinikum Solbach
        Stand: 4. Mai 2026

        Berufsgruppe: Alle    Ort: Alle    Zurücksetzen

        Oberarzt (m/w/d) Geriatrie
        Medizinische Abteilung, Nahe
        Vollzeit, unbefristet | Bewerbungsschluss: 1. Juni 2026

        Pflegefachkraft (m/w/d) Nachtdienst
        Station 4, Solbach
        28 Stunden, unbefristet | Bewerbungsschluss: 15. Mai 2026

        Physiotherapeut (m/w/d) Handteam
        Physio- und Ergotherapie, Nahe
        30 Stunden, unbefristet | Bewerbungsschluss: 26. Mai 2026

        Krankenträger (m/w/d)
        Abteilung Logistik, Solbach
        37 Stunden, wechselnde Dienste | Bewerbungsschluss: 13. Mai 2026
        """,
        [
            ("Oberarzt (m/w/d) Geriatrie", "Klinikum Solbach", "Nahe", "2026-06-01"),
            ("Pflegefachkraft (m/w/d) Nachtdienst", "Klinikum Solbach", "Solbach", "2026-05-15"),
            ("Physiotherapeut (m/w/d) Handteam", "Klinikum Solbach", "Nahe", "2026-05-26"),
            ("Krankenträger (m/w/d)", "Klinikum Solbach", "Solbach", "2026-05-13"),
        ],
    ),
    "en departments of the page's employer": (
        """
        Skip to content
        Patients   Staff   Careers   Contact

        Hexley General Hospital

        Vacancies at Hexley General Hospital
        Last updated 4 May 2026

        Specialty: All    Location: All    Reset filters

        4 jobs

        DOCTORS

        Consultant in geriatrics
        Medical Department, Thirlby
        37 hours, permanent | Closing date: 1 June 2026

        NURSING

        Night nurse
        Surgical Ward, Hexley
        28 hours, permanent | Closing date: 15 May 2026

        Physiotherapist for the hand team
        Physio and Occupational Therapy, Thirlby
        30 hours, permanent | Closing date: 26 May 2026

        Porter
        Transport and Logistics, Hexley
        37 hours, changing shifts | Closing date: 13 May 2026
        """,
        [
            ("Consultant in geriatrics", "Hexley General Hospital", "Thirlby", "2026-06-01"),
            ("Night nurse", "Hexley General Hospital", "Hexley", "2026-05-15"),
            ("Physiotherapist for the hand team", "Hexley General Hospital", "Thirlby", "2026-05-26"),
            ("Porter", "Hexley General Hospital", "Hexley", "2026-05-13"),
        ],
    ),
    "no departments of the page's employer": (
        """
        Hopp til innhold
        Pasient   Fagfolk   Jobb   Kontakt

        Sykehuset Solvik

        Ledige stillinger ved Sykehuset Solvik
        Siden er oppdatert 4. mai 2026

        Fagområde: Alle    Sted: Alle    Nullstill

        Overlege i geriatri
        Medisinsk avdeling, Nes
        37 timer, fast stilling | Søknadsfrist: 1. juni 2026

        Sykepleier natt
        Akuttavdelingen, Solvik
        28 timer, fast stilling | Søknadsfrist: 15. mai 2026

        Fysioterapeut til håndteamet
        Fysio og Ergo, Nes
        30 timer, fast stilling | Søknadsfrist: 26. mai 2026

        Portør
        Transport og Logistikk, Solvik
        37 timer, skiftende vakter | Søknadsfrist: 13. mai 2026
        """,
        [
            ("Overlege i geriatri", "Sykehuset Solvik", "Nes", "2026-06-01"),
            ("Sykepleier natt", "Sykehuset Solvik", "Solvik", "2026-05-15"),
            ("Fysioterapeut til håndteamet", "Sykehuset Solvik", "Nes", "2026-05-26"),
            ("Portør", "Sykehuset Solvik", "Solvik", "2026-05-13"),
        ],
    ),
    "sv departments of the page's employer": (
        """
        Hoppa till innehåll
        Patient   Vårdgivare   Jobb   Kontakt

        Sjukhuset i Solvik

        Lediga jobb på Solviks sjukhus
        Sidan uppdaterad 4 maj 2026

        Yrke: Alla    Ort: Alla    Rensa filter

        Överläkare i geriatrik
        Medicinska avdelningen, Näs
        37 timmar, tillsvidare | Sista ansökningsdag: 1 juni 2026

        Sjuksköterska natt
        Akutavdelningen, Solvik
        28 timmar, tillsvidare | Sista ansökningsdag: 15 maj 2026

        Fysioterapeut till handteamet
        Fysio och Arbetsterapi, Näs
        30 timmar, tillsvidare | Sista ansökningsdag: 26 maj 2026

        Vaktmästare
        Transport och Logistik, Solvik
        37 timmar, skiftande pass | Sista ansökningsdag: 13 maj 2026
        """,
        [
            ("Överläkare i geriatrik", "Solviks sjukhus", "Näs", "2026-06-01"),
            ("Sjuksköterska natt", "Solviks sjukhus", "Solvik", "2026-05-15"),
            ("Fysioterapeut till handteamet", "Solviks sjukhus", "Näs", "2026-05-26"),
            ("Vaktmästare", "Solviks sjukhus", "Solvik", "2026-05-13"),
        ],
    ),
    "de title, firm, town. last day": (
        """
        Rundbrief des Sportbunds Solbach
        Nr. 5 · 11. Mai 2026

        OFFENE STELLEN

        Hallenwart, Elbhalle Solbach, Solbach. Bewerbungsschluss 22. Mai 2026
        Buchhalterin, 15 Stunden pro Woche, Turnverband Nord, Nahe. Bewerbungsschluss 1. Juni 2026
        """,
        [
            ("Hallenwart", "Elbhalle Solbach", "Solbach", "2026-05-22"),
            ("Buchhalterin", "Turnverband Nord", "Nahe", "2026-06-01"),
        ],
    ),
    "en title, firm, town. last day": (
        """
        Newsletter of the Hexley Sports Council
        No 5 · 11 May 2026

        VACANCIES

        Hall manager, Elm Sports Hall, Hexley. Closing date 22 May 2026
        Bookkeeper, 15 hours a week, Northern Gymnastics Association, Whitby. Closing date 1 June 2026
        """,
        [
            ("Hall manager", "Elm Sports Hall", "Hexley", "2026-05-22"),
            ("Bookkeeper", "Northern Gymnastics Association", "Whitby", "2026-06-01"),
        ],
    ),
    "sv title, firm, town. last day": (
        """
        Nyhetsbrev från Solviks Idrottsråd
        Nr 5 · 11 maj 2026

        LEDIGA JOBB

        Vaktmästare, Elverumshallen, Solvik. Sista ansökningsdag 22 maj 2026
        Ekonomiassistent, 15 timmar i veckan, Norra Gymnastikförbundet, Näs. Sista ansökningsdag 1 juni 2026
        """,
        [
            ("Vaktmästare", "Elverumshallen", "Solvik", "2026-05-22"),
            ("Ekonomiassistent", "Norra Gymnastikförbundet", "Näs", "2026-06-01"),
        ],
    ),
    "da days in running text, one job no longer vacant": (
        """
        Hollinger Planteskole
        Job hos os

        Gartnerassistent
        Ribe | Fuldtid | 160 kr. i timen
        Du potter og vander. Slået op 2. marts 2026. Søg senest 29. marts 2026.

        Cafeleder
        Ribe | 30 timer
        Led et hold på seks, hold kaffen god og køen kort. Opslået 9. marts 2026. Send ansøgning senest 5. april 2026.

        Chauffør
        Ribe | Deltid
        Stillingen er ikke længere ledig.
        """,
        [
            ("Gartnerassistent", "Hollinger Planteskole", "Ribe", "2026-03-29"),
            ("Cafeleder", "Hollinger Planteskole", "Ribe", "2026-04-05"),
        ],
    ),
    "de days in running text, one job no longer vacant": (
        """
        Gärtnerei Hollinger
        Jobs bei uns

        Gärtner (m/w/d)
        Solbach | Vollzeit | 16 Euro pro Stunde
        Topfen, gießen, pflegen. Veröffentlicht am 2. März 2026. Bewerbung bis 29. März 2026.

        Caféleitung
        Solbach | 30 Stunden
        Führe ein Team von sechs, halte die Schlange kurz. Online seit 9. März 2026. Bewirb dich bis 5. April 2026.

        Fahrer (m/w/d)
        Solbach | Teilzeit
        Diese Stelle ist nicht mehr frei.

        Auszubildende zum Gärtner (m/w/d)
        Für 2026 sind alle Ausbildungsplätze vergeben.
        """,
        [
            ("Gärtner (m/w/d)", "Gärtnerei Hollinger", "Solbach", "2026-03-29"),
            ("Caféleitung", "Gärtnerei Hollinger", "Solbach", "2026-04-05"),
        ],
    ),
    "sv days in running text, one job no longer vacant": (
        """
        Hollinger Plantskola
        Jobba hos oss

        Trädgårdsarbetare
        Solvik | Heltid | 160 kr i timmen
        Du planterar och vattnar. Publicerad 2 mars 2026. Sök senast 29 mars 2026.

        Kaféchef
        Solvik | 30 timmar
        Led ett lag på sex, håll kaffet gott och kön kort. Publicerat 9 mars 2026. Skicka ansökan senast 5 april 2026.

        Chaufför
        Solvik | Deltid
        Tjänsten är inte längre ledig.
        """,
        [
            ("Trädgårdsarbetare", "Hollinger Plantskola", "Solvik", "2026-03-29"),
            ("Kaféchef", "Hollinger Plantskola", "Solvik", "2026-04-05"),
        ],
    ),
    "de advertisements, the firm and its address below": (
        """
        Solbacher Bote
        Donnerstag, 12. März 2026

        Nachrichten   Sport   Stellen   Wohnen

        STELLEN IN DER REGION

        Schweißer gesucht
        Für unsere Werkstatt in Havern suchen wir einen Schweißer. Staplerschein von Vorteil.
        Bewerbungen bitte bis 27. März 2026 an Paul, pe@schmiede.example
        Schmiede Havern GmbH, Industriestraße 14, 34567 Havern

        Friseurin 25-30 Stunden
        Eine fröhliche Kollegin für unseren kleinen Salon am Markt. Melden Sie sich bis 1. April 2026 bei Lore.
        Salon Locke GmbH, Marktplatz 3, Solbach

        Fahrer für Milchtransporte
        Feste Stelle im Schichtdienst. Start vom Hof in Nordlingen.
        Spedition Lingen GmbH
        Bewerbungsschluss: 20. März 2026

        © Solbacher Bote 2026
        """,
        [
            ("Schweißer", "Schmiede Havern GmbH", "Havern", "2026-03-27"),
            ("Friseurin 25-30 Stunden", "Salon Locke GmbH", "Solbach", "2026-04-01"),
            ("Fahrer für Milchtransporte", "Spedition Lingen GmbH", "Nordlingen", "2026-03-20"),
        ],
    ),
    "en advertisements, the firm and its address below": (
        """
        The Hexley Gazette
        Thursday 12 March 2026

        News   Sport   Jobs   Property

        LOCAL JOBS

        Welder wanted
        We need a welder for our workshop in Havering. You have a forklift licence.
        Please send your application by 27 March 2026 to Paul at pe@smithy.example
        Havering Smithy Ltd, 14 Industry Road, Havering

        Hairdresser 25-30 hours
        A cheerful colleague for our small salon on the square. Ring Lorna before 1 April 2026.
        The Curl Salon, 3 Market Place, Hexley

        Driver for milk lorries
        Permanent, starting soon. You set off from the yard in North Lyng.
        Lyng Haulage Ltd
        Closing date: 20 March 2026

        © The Hexley Gazette 2026
        """,
        [
            ("Welder", "Havering Smithy Ltd", "Havering", "2026-03-27"),
            ("Hairdresser 25-30 hours", "The Curl Salon", "Hexley", "2026-04-01"),
            ("Driver for milk lorries", "Lyng Haulage Ltd", "North Lyng", "2026-03-20"),
        ],
    ),
    "no advertisements, the firm and its address below": (
        """
        Solvik Avis
        Torsdag 12. mars 2026

        Nyheter   Sport   Jobb   Bolig

        JOBB I NÆROMRÅDET

        Sveiser søkes
        Til vårt verksted i Havrum søker vi en dyktig sveiser. Du har truckførerbevis.
        Søknad sendes innen 27. mars 2026 til Pål på pe@smie.example
        Havrum Mek AS, Industriveien 14, 5570 Havrum

        Frisør 25-30 timer
        Vi mangler en blid kollega til salongen på torget. Ring Lone innen 1. april 2026.
        Salong Krølle AS, Torget 3, Solvik

        Sjåfør til melketransport
        Fast jobb med skift. Oppstart fra plassen i Nordre Lyng.
        Lyng Transport AS
        Søknadsfrist: 20. mars 2026

        © Solvik Avis 2026
        """,
        [
            ("Sveiser", "Havrum Mek AS", "Havrum", "2026-03-27"),
            ("Frisør 25-30 timer", "Salong Krølle AS", "Solvik", "2026-04-01"),
            ("Sjåfør til melketransport", "Lyng Transport AS", "Nordre Lyng", "2026-03-20"),
        ],
    ),
    "sv advertisements, the firm and its address below": (
        """
        Solviks Tidning
        Torsdag 12 mars 2026

        Nyheter   Sport   Jobb   Bostad

        JOBB I TRAKTEN

        Svetsare sökes
        Till vår verkstad i Havrum söker vi en duktig svetsare. Du har truckkort.
        Ansökan skickas senast 27 mars 2026 till Pål på pe@smedja.example
        Havrum Mek AB, Industrivägen 14, Havrum

        Frisör 25-30 timmar
        En glad kollega till salongen på torget. Ring Lone senast 1 april 2026.
        Salong Lock AB, Torget 3, 579 30 Solvik

        Chaufför till mjölktransporter
        Fast jobb med skift. Du utgår från depån i Norra Lyng.
        Lyngs Åkeri AB
        Sista ansökningsdag: 20 mars 2026

        © Solviks Tidning 2026
        """,
        [
            ("Svetsare", "Havrum Mek AB", "Havrum", "2026-03-27"),
            ("Frisör 25-30 timmar", "Salong Lock AB", "Solvik", "2026-04-01"),
            ("Chaufför till mjölktransporter", "Lyngs Åkeri AB", "Norra Lyng", "2026-03-20"),
        ],
    ),
    "de title – shift": (
        """
        Hotelgruppe Seeblick
        Start | Häuser | Karriere

        Offene Stellen bei der Hotelgruppe Seeblick

        Küchenchef (m/w/d) – Spätdienst
        Vollzeit · Bewerbung bis 31.05.2026

        Rezeptionist (m/w/d) – Nachtdienst
        Teilzeit · Bewerbung bis 20.05.2026

        Kellner (m/w/d) – Spätdienst
        Vollzeit · Bewerbung bis 20.05.2026

        Hotelgruppe Seeblick, Hafen 3, 89073 Ulm
        """,
        [
            ("Küchenchef (m/w/d)", "Hotelgruppe Seeblick", None, "2026-05-31"),
            ("Rezeptionist (m/w/d)", "Hotelgruppe Seeblick", None, "2026-05-20"),
            ("Kellner (m/w/d)", "Hotelgruppe Seeblick", None, "2026-05-20"),
        ],
    ),
    "de place and area are columns": (
        """
        Offene Stellen bei der Stadt Solbach

        Stelle | Arbeitsort | Bereich | Bewerbungsschluss
        Hausmeister (m/w/d) | Rathaus, Solbach | Gebäude | 10. September 2026
        Koch (m/w/d) | Elbschule, Nahe | Bildung | 12. September 2026
        """,
        [
            ("Hausmeister (m/w/d)", "Stadt Solbach", "Rathaus, Solbach", "2026-09-10"),
            ("Koch (m/w/d)", "Stadt Solbach", "Elbschule, Nahe", "2026-09-12"),
        ],
    ),
    "en place and area are columns": (
        """
        Hexley Council
        Vacancies at Hexley Council

        Post | Place of work | Area | Closing date
        Caretaker | Town hall, Hexley | Estates | 10 September 2026
        Cook | Elm School, Whitby | Children | 12 September 2026
        Clerk | Library, Hexley | Culture | 15 September 2026
        """,
        [
            ("Caretaker", "Hexley Council", "Town hall, Hexley", "2026-09-10"),
            ("Cook", "Hexley Council", "Elm School, Whitby", "2026-09-12"),
            ("Clerk", "Hexley Council", "Library, Hexley", "2026-09-15"),
        ],
    ),
    "no place and area are columns": (
        """
        Ledige stillinger i Solvik kommune

        Stilling | Arbeidssted | Område | Søknadsfrist
        Vaktmester | Rådhuset, Solvik | Eiendom | 10. september 2026
        Kokk | Elveskolen, Nes | Oppvekst | 12. september 2026
        """,
        [
            ("Vaktmester", "Solvik kommune", "Rådhuset, Solvik", "2026-09-10"),
            ("Kokk", "Solvik kommune", "Elveskolen, Nes", "2026-09-12"),
        ],
    ),
    "da title – town": (
        """
        Havbo Hoteller
        Ledige stillinger hos Havbo Hoteller

        Køkkenchef – Skagen
        Fuldtid · Ansøgningsfrist 31. maj 2026

        Receptionist nat – Ribe
        Deltid · Ansøgningsfrist 20. maj 2026

        Tjener – Skagen
        Fuldtid · Snarest
        """,
        [
            ("Køkkenchef", "Havbo Hoteller", "Skagen", "2026-05-31"),
            ("Receptionist nat", "Havbo Hoteller", "Ribe", "2026-05-20"),
            ("Tjener", "Havbo Hoteller", "Skagen", None),
        ],
    ),
    "de title – town": (
        """
        Hotelgruppe Seeblick
        Start | Häuser | Karriere

        Offene Stellen bei der Hotelgruppe Seeblick

        Küchenchef (m/w/d) – Ulm
        Vollzeit · Bewerbung bis 31.05.2026

        Rezeptionist (m/w/d) – Lindau
        Teilzeit · Bewerbung bis 20.05.2026

        Kellner (m/w/d) – Ulm
        Vollzeit · Bewerbung bis 20.05.2026

        Hotelgruppe Seeblick, Hafen 3, 89073 Ulm
        """,
        [
            ("Küchenchef (m/w/d)", "Hotelgruppe Seeblick", "Ulm", "2026-05-31"),
            ("Rezeptionist (m/w/d)", "Hotelgruppe Seeblick", "Lindau", "2026-05-20"),
            ("Kellner (m/w/d)", "Hotelgruppe Seeblick", "Ulm", "2026-05-20"),
        ],
    ),
    "en title – town": (
        """
        Seaview Hotels
        Home | Hotels | Careers

        Vacancies at Seaview Hotels

        Head Chef – Whitby
        Full time · Apply by 31 May 2026

        Night Porter – Hexley
        Part time · Apply by 20 May 2026

        Waiter – Whitby
        Full time · Apply by 20 May 2026

        Seaview Hotels, 3 Quay Street, Whitby YO1
        """,
        [
            ("Head Chef", "Seaview Hotels", "Whitby", "2026-05-31"),
            ("Night Porter", "Seaview Hotels", "Hexley", "2026-05-20"),
            ("Waiter", "Seaview Hotels", "Whitby", "2026-05-20"),
        ],
    ),
    "sv title – town": (
        """
        Havbo Hotell
        Lediga jobb hos Havbo Hotell

        Kökschef – Skagen
        Heltid · Sista ansökningsdag 31 maj 2026

        Receptionist natt – Ribe
        Deltid · Sista ansökningsdag 20 maj 2026

        Servitör – Skagen
        Heltid · Snarast
        """,
        [
            ("Kökschef", "Havbo Hotell", "Skagen", "2026-05-31"),
            ("Receptionist natt", "Havbo Hotell", "Ribe", "2026-05-20"),
            ("Servitör", "Havbo Hotell", "Skagen", None),
        ],
    ),
    "en a call for volunteers": (
        """
        Hexley Volunteer Centre
        Paid posts

        Post | Employer | Place | Hours | Closing date
        Manager | Hexley Ramblers Association | Hexley | 18 | 15 February 2026
        Cook | Elm Tree Trust | Whitby | 37 | 20 February 2026

        Would you rather volunteer?
        We need drivers, helpers and menders of bicycles. Have a coffee with us, and we find something.
        """,
        [
            ("Manager", "Hexley Ramblers Association", "Hexley", "2026-02-15"),
            ("Cook", "Elm Tree Trust", "Whitby", "2026-02-20"),
        ],
    ),
    "no one advertisement, its headline seeks": (
        """
        Slora Bibliotek
        Hjem   Bøker   Arrangementer   Om oss

        Vi søker barnebibliotekar

        Slora bibliotek har ledig fast stilling som barnebibliotekar i 80 % fra 1. august 2026.

        Arbeidsoppgaver
        - planlegge og gjennomføre arrangementer for barn
        - innkjøp av barnelitteratur

        Kvalifikasjoner
        - fagutdannet bibliotekar
        - gode samarbeidsevner

        Vi tilbyr
        - et aktivt fagmiljø

        Arbeidssted: Slora sentrum
        Søknadsfrist: 15. mai 2026
        Kontaktperson: biblioteksjef Turid Moe, tlf. 00 00 00 00
        """,
        [
            ("Barnebibliotekar", "Slora Bibliotek", "Slora sentrum", "2026-05-15"),
        ],
    ),
    "en one advertisement, its headline seeks": (
        """
        Slora Library
        Home   Books   Events   About

        We are looking for a children's librarian

        Slora Library has a permanent post of 30 hours from 1 August 2026.

        Your work
        - plan events for children
        - buy books

        You have
        - a degree in librarianship

        Location: Slora town centre
        Closing date: 15 May 2026
        Contact: Ada Moe, 01234 000000
        """,
        [
            ("Children's librarian", "Slora Library", "Slora town centre", "2026-05-15"),
        ],
    ),
    "sv one advertisement, its headline seeks": (
        """
        Slora bibliotek
        Hem   Böcker   Evenemang   Om oss

        Vi söker en barnbibliotekarie!

        Slora bibliotek har en fast tjänst på 80 % från 1 augusti 2026.

        Arbetsuppgifter
        - planera för barn
        - inköp

        Placering: Slora centrum
        Ansök senast 15 maj 2026 till jobb@slora.example.
        """,
        [
            ("Barnbibliotekarie", "Slora bibliotek", "Slora centrum", "2026-05-15"),
        ],
    ),
    "de one advertisement, its headline seeks": (
        """
        Stadtbücherei Slora
        Start   Bücher   Termine   Über uns

        Wir suchen eine Kinderbibliothekarin (m/w/d)

        Die Stadtbücherei Slora bietet eine unbefristete Stelle ab 1. August 2026.

        Ihre Aufgaben
        - Veranstaltungen für Kinder
        - Einkauf

        Arbeitsort: Slora Mitte
        Bewerbungsfrist: 15. Mai 2026
        """,
        [
            ("Kinderbibliothekarin (m/w/d)", "Stadtbücherei Slora", "Slora Mitte", "2026-05-15"),
        ],
    ),
    "da one advertisement, its headline seeks": (
        """
        Restaurant Havblik

        Vi søger en kok til sommersæsonen

        Du kan lave mad fra bunden og trives i et travlt køkken.
        Løn efter overenskomst.

        Send din ansøgning til chef@havblik.example senest den 15. april 2026.

        Restaurant Havblik, Strandvej 3, 0000 Skarø
        """,
        [
            ("Kok", "Restaurant Havblik", None, "2026-04-15"),
        ],
    ),
    "da sentences of which one has no last day, the year told once": (
        """
        Ugens job i Fiskerbladet

        Havnefoged, Thyborøn Havn. Fuld tid. Ansøgningsfrist 20. maj 2026.
        Kvalitetsmedarbejder, Nordsø Fisk A/S, Hanstholm. 37 timer. Frist 15. maj.
        Skipper til trawler, Rederiet Fjordbo, Skagen. Tiltrædelse snarest.
        Bogholder, Fiskernes Indkøb, Hirtshals. Deltid 25 timer. Ansøg senest 11. maj.

        Vil du have dit job med? Ring 00 00 00 00.
        """,
        [
            ("Havnefoged", None, "Thyborøn Havn", "2026-05-20"),
            ("Kvalitetsmedarbejder", "Nordsø Fisk A/S", "Hanstholm", "2026-05-15"),
            ("Skipper til trawler", "Rederiet Fjordbo", "Skagen", None),
            ("Bogholder", "Fiskernes Indkøb", "Hirtshals", "2026-05-11"),
        ],
    ),
    "no one place for all at the foot": (
        """
        Jobb hos oss – Polarbryggen AS

        Vi vokser og trenger flere folk på brygga!

        Kokk
        100 % fast, snarlig oppstart. Fagbrev er en fordel. Søk innen 10. mai 2026.

        Servitør (sommer)
        Juni til august. Du må like folk. Søk innen 1. mai 2026.

        Båtfører
        Krever D5LA. 60 % stilling. Søk innen 10. mai 2026.

        Alle stillinger: Svolvær. Send søknad til jobb@polarbryggen.example
        """,
        [
            ("Kokk", "Polarbryggen AS", "Svolvær", "2026-05-10"),
            ("Servitør (sommer)", "Polarbryggen AS", "Svolvær", "2026-05-01"),
            ("Båtfører", "Polarbryggen AS", "Svolvær", "2026-05-10"),
        ],
    ),
    "en labels below the text and lists of an advertisement": (
        """
        Elm Hill School
        Pupils   Parents   Jobs

        Jobs at Elm Hill

        Maths teacher
        We are looking for a keen maths teacher for years 7 to 9 from 1 August 2026. The post is full time.

        You will join a team of six who plan together every Tuesday. We are a school of 320 pupils.

        We expect you to
        • be a trained teacher
        • like school trips

        What we offer
        • free coffee and a good mood
        • a laptop of your own

        Location: 12 Elm Lane, Queensbridge
        Closing date: Monday 4 May 2026 at noon
        Interviews will be held in week 20.

        Teaching assistant
        The job has been filled. Thank you for applying.
        """,
        [
            ("Maths teacher", "Elm Hill School", "12 Elm Lane, Queensbridge", "2026-05-04"),
        ],
    ),
    "de labels below the text and lists of an advertisement": (
        """
        Privatschule Ulmenhöhe
        Schule   Eltern   Jobs

        Stellen an der Ulmenhöhe

        Mathematiklehrerin (m/w/d)
        Wir suchen zum 1. August 2026 eine engagierte Lehrkraft für die Klassen 7 bis 9. Die Stelle ist in Vollzeit.

        Sie arbeiten in einem Team von sechs Lehrkräften. Wir sind eine Schule mit 320 Kindern.

        Das bringen Sie mit
        • abgeschlossenes Studium
        • Freude an Klassenfahrten

        Das bieten wir
        • kostenloser Kaffee
        • ein eigener Laptop

        Arbeitsort: Ulmenweg 12, Königsbrück
        Bewerbungsfrist: 4. Mai 2026

        Erzieher/in im Hort
        Die Stelle ist besetzt.
        """,
        [
            ("Mathematiklehrerin (m/w/d)", "Privatschule Ulmenhöhe", "Ulmenweg 12, Königsbrück", "2026-05-04"),
        ],
    ),
    "sv labels below the text and lists of an advertisement": (
        """
        Friskolan Almhöjden
        Skolan   Föräldrar   Jobb

        Jobb på Almhöjden

        Matematiklärare till högstadiet
        Vi söker en engagerad matematiklärare till årskurs 7–9 från 1 augusti 2026. Tjänsten är på heltid.

        Du blir en del av ett lag på sex lärare. Vi är en skola med 320 elever.

        Vi förväntar oss att du
        • är utbildad lärare
        • gillar lägerskolor

        Vi erbjuder
        • gratis kaffe
        • egen dator

        Arbetsort: Almvägen 12, Drottningbro
        Sista ansökningsdag: 4 maj 2026

        Vaktmästare
        Arbetsort: Almvägen 12, Drottningbro
        Sista ansökningsdag: 11 maj 2026
        """,
        [
            ("Matematiklärare till högstadiet", "Friskolan Almhöjden", "Almvägen 12, Drottningbro", "2026-05-04"),
            ("Vaktmästare", "Friskolan Almhöjden", "Almvägen 12, Drottningbro", "2026-05-11"),
        ],
    ),
    "da titles with their house and an open call": (
        """
        Vibsø Kommune
        Ledige stillinger

        Pædagog, Børnehuset Mågen
        Arbejdssted: Vibsø
        Timer: 37
        Ansøgningsfrist: 12. april 2026

        Sygeplejerske, Plejehjemmet Åhaven
        Arbejdssted: Stensby
        Timer: 32
        Ansøgningsfrist: 15. april 2026

        Tilkaldevikarer til ældreplejen
        Vi kan altid bruge vikarer. Send os en uopfordret ansøgning.
        """,
        [
            ("Pædagog, Børnehuset Mågen", "Vibsø Kommune", "Vibsø", "2026-04-12"),
            ("Sygeplejerske, Plejehjemmet Åhaven", "Vibsø Kommune", "Stensby", "2026-04-15"),
        ],
    ),
    "en titles with their house and an open call": (
        """
        Storford Council
        Vacancies

        Nursery teacher, Log Lane Nursery
        Location: Elmstead
        Hours: 37
        Closing date: 12 April 2026

        Nurse, Beck Hill House
        Location: Beck Hill
        Hours: 30
        Closing date: 15 April 2026

        Relief staff, health and care
        We always need relief staff. Send us an open application.

        Get similar jobs by e-mail
        [Your e-mail] [Subscribe]
        """,
        [
            ("Nursery teacher, Log Lane Nursery", "Storford Council", "Elmstead", "2026-04-12"),
            ("Nurse, Beck Hill House", "Storford Council", "Beck Hill", "2026-04-15"),
        ],
    ),
    "de titles with their house and an open call": (
        """
        Gemeinde Storau
        Offene Stellen

        Erzieherin, Kita Baumhaus
        Arbeitsort: Storau
        Pensum: 100 %
        Bewerbungsfrist: 12. April 2026

        Pflegefachkraft, Haus Bachhügel
        Arbeitsort: Bachhügel
        Pensum: 75 %
        Bewerbungsfrist: 15. April 2026

        Aushilfen Pflege
        Wir brauchen immer Aushilfen. Senden Sie uns eine Initiativbewerbung.

        Ähnliche Jobs per E-Mail
        [E-Mail eingeben] [Abonnieren]
        """,
        [
            ("Erzieherin, Kita Baumhaus", "Gemeinde Storau", "Storau", "2026-04-12"),
            ("Pflegefachkraft, Haus Bachhügel", "Gemeinde Storau", "Bachhügel", "2026-04-15"),
        ],
    ),
    "da labels several per line": (
        """
        Ringgård Kommune
        Ledige stillinger

        Stilling: Skolepædagog | Arbejdssted: Ny Skole | By: Herning | Ansøgningsfrist: 3. juni 2026
        Stilling: Buschauffør | Arbejdssted: Busdriften | By: Ikast | Ansøgningsfrist: 12. juni 2026
        """,
        [
            ("Skolepædagog", "Ringgård Kommune", "Ny Skole", "2026-06-03"),
            ("Buschauffør", "Ringgård Kommune", "Busdriften", "2026-06-12"),
        ],
    ),
    "en table header": (
        """
        County Library Service
        Current vacancies

        Job title | Location | Hours | Closing date
        Library Assistant | Alnmouth | 18 hours | 14 May 2026
        Mobile Library Driver | Berwick | Full-time | 21 May 2026
        Archivist | Hexham | Part-time | FILLED

        Apply online. Questions to jobs@library.example
        """,
        [
            ("Library Assistant", "County Library Service", "Alnmouth", "2026-05-14"),
            ("Mobile Library Driver", "County Library Service", "Berwick", "2026-05-21"),
        ],
    ),
    "de tab table": (
        """
        Stadtwerke Lindau GmbH
        Offene Stellen

        Stelle\tOrt\tUmfang\tBewerbungsfrist
        Elektroniker (m/w/d)\tLindau\tVollzeit\t31.05.2026
        Kundenberaterin (w/m/d)\tWangen\tTeilzeit 50 %\t15.06.2026
        Meister Gas/Wasser (m/w/d)\tLindau\tVollzeit\tbesetzt
        """,
        [
            ("Elektroniker (m/w/d)", "Stadtwerke Lindau GmbH", "Lindau", "2026-05-31"),
            ("Kundenberaterin (w/m/d)", "Stadtwerke Lindau GmbH", "Wangen", "2026-06-15"),
        ],
    ),
    "en two-line cards": (
        """
        Join Bramblewood Ltd

        Bramblewood Ltd makes garden robots. 40 people, one greenhouse.

        Open positions

        Firmware Engineer
        Leeds · Full-time · Apply by 3 May 2026

        Growth Marketer (f/m/d)
        Remote (UK) · Part-time

        Office Manager
        Leeds · Full-time · Closed

        Life at Bramblewood
        We eat lunch together at 12.30 every day.
        """,
        [
            ("Firmware Engineer", "Bramblewood Ltd", "Leeds", "2026-05-03"),
            ("Growth Marketer (f/m/d)", "Bramblewood Ltd", "Remote (UK)", None),
        ],
    ),
    "de sentence": (
        """
        Gemeindebrief der Kirchengemeinde Altenau
        Ausgabe Mai 2026, erschienen am 2. Mai 2026

        STELLENANGEBOT
        Zum 1. August suchen wir eine Leitung (m/w/d) für die Kita Regenbogen in Altenau. Bewerbungen bis zum 15. Juni.
        """,
        [
            ("Leitung (m/w/d)", "Kita Regenbogen", "Altenau", "2026-06-15"),
        ],
    ),
    "no sentence": (
        """
        Fagbladet Rør
        Nr. 4, 3. mars 2026

        LEDIGE STILLINGER
        Vi søker en rørlegger til Fjordrør AS i Molde. Send søknad innen 1. april til post@fjordror.example.
        Lunde Gård søker en budeie. Søknadsfrist 20. mars.
        """,
        [
            ("Rørlegger", "Fjordrør AS", "Molde", "2026-04-01"),
            ("Budeie", "Lunde Gård", None, "2026-03-20"),
        ],
    ),
    "sv dash rows": (
        """
        Jobba hos Vindvitten AB

        Våra lediga tjänster
        Servicetekniker – Varberg – heltid – sök senast 4 juni 2026
        Elektriker – Falkenberg – heltid
        Ekonomiassistent – Varberg – deltid 50 % – TILLSATT

        Spontanansökan
        Skicka gärna ett mejl till jobb@vindvitten.example.
        """,
        [
            ("Servicetekniker", "Vindvitten AB", "Varberg", "2026-06-04"),
            ("Elektriker", "Vindvitten AB", "Falkenberg", None),
        ],
    ),
    "da labels below": (
        """
        Stillingsopslag

        Stilling
        Kirketjener
        Arbejdsgiver
        Sankt Jakobs Sogn
        Arbejdssted
        Rudkøbing
        Ansøgningsfrist
        12. maj 2026

        Stilling
        Organist
        Arbejdsgiver
        Sankt Jakobs Sogn
        Arbejdssted
        Rudkøbing
        Ansøgningsfrist
        Snarest
        """,
        [
            ("Kirketjener", "Sankt Jakobs Sogn", "Rudkøbing", "2026-05-12"),
            ("Organist", "Sankt Jakobs Sogn", "Rudkøbing", None),
        ],
    ),
    "en article no posting": (
        """
        New bakery looks for staff

        The bakery on Mill Lane will open in June and is looking for a baker and two assistants, says owner Ann Gale.

        "We are looking for people who like mornings," she says. The bakery has already had forty letters.

        By Mia Marsh
        """,
        [],
    ),
    "da open application only": (
        """
        Nordvang Entreprise A/S
        Karriere

        Ledige stillinger
        Vi har ingen ledige stillinger i øjeblikket.

        Uopfordret ansøgning
        Send den til job@nordvang.example.
        """,
        [],
    ),
    "en posted/closing without colon": (
        """
        Charity Jobs
        Vacancies

        Shop Manager
        Harbour Hospice, Whitby
        Run our busiest shop.
        Salary £24,000
        Closing date 4 May 2026

        Fundraiser
        Harbour Hospice, Scarborough
        Closing date 11 May 2026
        """,
        [
            ("Shop Manager", "Harbour Hospice", "Whitby", "2026-05-04"),
            ("Fundraiser", "Harbour Hospice", "Scarborough", "2026-05-11"),
        ],
    ),
    "de cards with gaps everywhere": (
        """
        Stellenmarkt

        Tischler (m/w/d)

        Möbelwerk Haas GmbH, Gera

        Sie bauen Küchen nach Maß.

        Veröffentlicht: 3. März 2026

        Bewerbungsfrist: 1. April 2026

        Lagerist (m/w/d)

        Spedition Kolb GmbH, Jena

        Schichtdienst.

        Veröffentlicht: 5. März 2026

        Bewerbungsfrist: 15. April 2026
        """,
        [
            ("Tischler (m/w/d)", "Möbelwerk Haas GmbH", "Gera", "2026-04-01"),
            ("Lagerist (m/w/d)", "Spedition Kolb GmbH", "Jena", "2026-04-15"),
        ],
    ),
    "no bullets": (
        """
        Karriere hos Bølgekraft AS

        Ledige stillinger
        • Prosjektingeniør, Trondheim, fast stilling, søknadsfrist 10. mai 2026
        • Mekaniker, Kristiansund, fast stilling, søknadsfrist 17. mai 2026
        • Controller, Trondheim, vikariat 12 måneder, søknadsfrist: snarest
        """,
        [
            ("Prosjektingeniør", "Bølgekraft AS", "Trondheim", "2026-05-10"),
            ("Mekaniker", "Bølgekraft AS", "Kristiansund", "2026-05-17"),
            ("Controller", "Bølgekraft AS", "Trondheim", None),
        ],
    ),
    "sv labels any order with noise": (
        """
        Kommunens jobbsida
        Lediga jobb
        Visar 1-2 av 2

        Ansök senast: 3 maj 2026
        Arbetsgivare: Sundby kommun
        Ort: Sundby
        Tjänst: Skolkock
        Ansök nu
        Dela

        Tjänst: Badmästare
        Ansök senast: 10 maj 2026
        Ort: Strandby
        Arbetsgivare: Sundby kommun
        Lön: 27 000 kr
        Ansök nu
        Dela
        """,
        [
            ("Skolkock", "Sundby kommun", "Sundby", "2026-05-03"),
            ("Badmästare", "Sundby kommun", "Strandby", "2026-05-10"),
        ],
    ),
    "da closed section and sample": (
        """
        Job i foreningen

        LEDIGE STILLINGER
        Stilling: Kasserer (frivillig)
        Forening: Roklubben
        Arbejdssted: Ribe
        Ansøgningsfrist: 1. maj 2026

        LUKKEDE STILLINGER
        Stilling: Træner
        Arbejdssted: Ribe
        Ansøgningsfrist: 1. februar 2026

        Sådan skriver du et opslag:
        Stilling: (titel)
        Arbejdssted: (by)
        Ansøgningsfrist: (dato)
        """,
        [
            ("Kasserer (frivillig)", None, "Ribe", "2026-05-01"),
        ],
    ),
    "en firm | place row per job board": (
        """
        Green Jobs
        Latest jobs

        Ecologist | Fenland Trust | Ely | closes 3 June 2026
        Ranger | Moor & Dale Partnership | Skipton | closes 10 June 2026
        Tree Officer | Borough of Kelham | Newark | closed

        Page 1 of 4
        """,
        [
            ("Ecologist", "Fenland Trust", "Ely", "2026-06-03"),
            ("Ranger", "Moor & Dale Partnership", "Skipton", "2026-06-10"),
        ],
    ),
    "en single posting page": (
        """
        Ellerby Canal Trust

        Lock Keeper (seasonal)

        We need someone who can stay cheerful in the rain. You will look after two locks and one swing bridge.

        Location: Ellerby Basin
        Hours: 30 per week
        Closing date: 20 March 2026
        Interviews: 27 March 2026

        To apply, write to office@ellerby.example.
        """,
        [
            ("Lock Keeper (seasonal)", "Ellerby Canal Trust", "Ellerby Basin", "2026-03-20"),
        ],
    ),
    "en event page no posting": (
        """
        Autumn Lecture

        Date: 3 October 2026
        Time: 7pm
        Location: Town Hall
        Organisation: History Society
        Deadline: 1 October 2026
        """,
        [],
    ),
    "de Beruf headings": (
        """
        Karriere bei Ostwind Energie AG

        Technik
        Servicetechniker Windkraft (m/w/d) | Greifswald | Vollzeit, unbefristet
        Bauleiter (m/w/d) | Rostock | Vollzeit | Bewerbung bis 30.06.2026

        Verwaltung
        Sachbearbeiter Einkauf (m/w/d) | Rostock | Teilzeit
        Initiativbewerbung (m/w/d) | überall | Vollzeit

        Wir bieten
        • 30 Tage Urlaub · Jobrad · Kantine
        """,
        [
            ("Servicetechniker Windkraft (m/w/d)", "Ostwind Energie AG", "Greifswald", None),
            ("Bauleiter (m/w/d)", "Ostwind Energie AG", "Rostock", "2026-06-30"),
            ("Sachbearbeiter Einkauf (m/w/d)", "Ostwind Energie AG", "Rostock", None),
        ],
    ),
    "da prosa i nyhedsbrev": (
        """
        NYT FRA KOLONIHAVEN
        Nr. 2 · 4. marts 2026

        JOB
        Havemand, 15 timer/uge, Haveforeningen Solsikken, Odense. Ansøgning senest 1. april til formanden.
        Bogholder søges. Haveforeningen Solsikken, Odense. Ring til Bo på 66 00 00 01.
        """,
        [
            ("Havemand, 15 timer/uge", "Haveforeningen Solsikken", "Odense", "2026-04-01"),
            ("Bogholder", "Haveforeningen Solsikken", "Odense", None),
        ],
    ),
    "da avis annoncer": (
        """
        Lokalavisen Midt
        Uge 11 · 11. marts 2026

        STILLINGER

        Pædagogmedhjælper til Børnehuset Mælkevejen
        Vi søger en medhjælper 30 timer om ugen fra 1. maj.
        Send ansøgning senest 28. marts til Børnehuset Mælkevejen, Brande.

        Chauffør, C-kort
        Thyregod Transport ApS, Thyregod
        Fast kørsel i Jylland. Ring til Per på 70 00 00 00.

        Mest læste
        1. Branden på havnen
        2. Ny borgmester
        """,
        [
            ("Pædagogmedhjælper til Børnehuset Mælkevejen", None, None, "2026-03-28"),
            ("Chauffør, C-kort", "Thyregod Transport ApS", "Thyregod", None),
        ],
    ),
    "en careers no open heading": (
        """
        Working at Tidewater Labs

        We build sensors for harbours.

        Hardware
        PCB Designer, Cork, Full-time
        Test Technician, Cork, Part-time

        Software
        Data Engineer (f/m/x), Remote, Full-time, apply before 1 June 2026

        © 2026 Tidewater Labs Ltd
        """,
        [
            ("PCB Designer", "Tidewater Labs", "Cork", None),
            ("Test Technician", "Tidewater Labs", "Cork", None),
            ("Data Engineer (f/m/x)", "Tidewater Labs", "Remote", "2026-06-01"),
        ],
    ),
    "de labels with bullets in one paragraph": (
        """
        Landkreis Sonnberg
        Karriere
        Stellenangebote

        • Stelle: Kreisbrandmeister (m/w/d) • Arbeitsort: Sonnberg • Bewerbungsfrist: 30.04.2026
        • Stelle: Erzieher/in • Arbeitsort: Tannfeld • Bewerbungsfrist: 15.05.2026
        • Stelle: Bauamtsleitung • Arbeitsort: Sonnberg • Bewerbungsfrist: abgelaufen
        """,
        [
            ("Kreisbrandmeister (m/w/d)", "Landkreis Sonnberg", "Sonnberg", "2026-04-30"),
            ("Erzieher/in", "Landkreis Sonnberg", "Tannfeld", "2026-05-15"),
        ],
    ),
    "no kort med parentes": (
        """
        Ledige stillinger i Havnes kommune

        Helsefagarbeider (75 %)
        Havnes sykehjem (Havnes)
        Søknadsfrist 1. juni 2026

        Tømrer
        Havnes Eiendom KF (Straumen)
        Søknadsfrist 8. juni 2026
        """,
        [
            ("Helsefagarbeider (75 %)", "Havnes sykehjem", "Havnes", "2026-06-01"),
            ("Tømrer", "Havnes Eiendom KF", "Straumen", "2026-06-08"),
        ],
    ),
    "sv i nyhetsbrev med rubrik": (
        """
        Byabladet
        Nr 3, 4 maj 2026

        LEDIGT JOBB
        Vi söker en badvakt till Strandbadet i Lövhult, 1 juni till 31 augusti. Sök senast 15 maj.
        """,
        [
            ("Badvakt", "Strandbadet", "Lövhult", "2026-05-15"),
        ],
    ),
    "en 'Location:' labels mid": (
        """
        Jobs at Crowhill Brewery

        Brewer
        Location: Crowhill
        Salary: £29,000
        Apply by: 2 July 2026

        Drayman / Driver
        Location: Nether Stow
        Salary: £25,000
        Apply by: 9 July 2026

        Taproom Manager (filled)
        Location: Crowhill
        Apply by: 1 May 2026
        """,
        [
            ("Brewer", "Crowhill Brewery", "Crowhill", "2026-07-02"),
            ("Drayman / Driver", "Crowhill Brewery", "Nether Stow", "2026-07-09"),
        ],
    ),
    "da karriereside uden kolon": (
        """
        Bliv en del af Lygten Film

        Lygten Film ApS laver dokumentarer. Vi er 14.

        Åbne stillinger
        Klipper | København | Freelance | Ansøgningsfrist 1. juni 2026
        Producerassistent | København | 32 timer | Ansøgningsfrist 8. juni 2026
        Lydtekniker | Aarhus | Projektansættelse | Stillingen er besat

        Talentpulje
        Skriv dig op.
        """,
        [
            ("Klipper", "Lygten Film", "København", "2026-06-01"),
            ("Producerassistent", "Lygten Film", "København", "2026-06-08"),
        ],
    ),
    "de mit Bindestrich": (
        """
        Jobs bei der Zirkusschule Kolibri

        - Trapeztrainerin (w/m/d) – Bremen – Teilzeit, 20 Std./Woche
        - Buchhalter (m/w/d) – Bremen – Vollzeit – Bewerbung bis 31. Mai 2026
        - Koch (m/w/d) – Verden – vergeben
        """,
        [
            ("Trapeztrainerin (w/m/d)", "Zirkusschule Kolibri", "Bremen", None),
            ("Buchhalter (m/w/d)", "Zirkusschule Kolibri", "Bremen", "2026-05-31"),
        ],
    ),
    "en similar jobs list refused": (
        """
        Senior Gardener

        Employer: Ashdown Hall
        Location: Ashdown
        Closing date: 3 May 2026

        You will look after four acres and a maze.

        Similar jobs
        Head Gardener, Rothmere Castle
        Under Gardener, Pell Abbey
        """,
        [
            ("Senior Gardener", "Ashdown Hall", "Ashdown", "2026-05-03"),
        ],
    ),
    "en calendar with Apply by": (
        """
        Society of Lacemakers
        Diary 2026

        Grant round
        Apply by 1 May 2026
        For projects in schools.

        Lace Fair
        6 June 2026, 10am-4pm
        Corn Hall, Diss
        Free
        """,
        [],
    ),
    "no tabell med kolonner": (
        """
        Ledige stillinger ved Nordlia universitet

        Stilling                     Sted        Prosent   Søknadsfrist
        Forsker i botanikk           Nordlia     100 %     01.06.2026
        Laboratorieingeniør          Fjellvik    50 %      15.06.2026
        """,
        [
            ("Forsker i botanikk", "Nordlia universitet", "Nordlia", "2026-06-01"),
            ("Laboratorieingeniør", "Nordlia universitet", "Fjellvik", "2026-06-15"),
        ],
    ),
    "sv etikett på egen rad med tomrad": (
        """
        Lediga tjänster

        Tjänst:

        Barnmorska

        Arbetsgivare:

        Region Sjöland

        Ort:

        Åmåla

        Sista ansökningsdag:

        2026-06-14
        """,
        [
            ("Barnmorska", "Region Sjöland", "Åmåla", "2026-06-14"),
        ],
    ),
    "de Jobseite mit Firma im Fuß": (
        """
        Jobs

        Softwareentwickler (m/w/d)
        Dresden · Vollzeit · ab sofort

        Teamassistenz (m/w/d)
        Dresden · Teilzeit

        Impressum · Datenschutz · © 2026 Elbglas Systeme GmbH
        """,
        [
            ("Softwareentwickler (m/w/d)", "Elbglas Systeme GmbH", "Dresden", None),
            ("Teamassistenz (m/w/d)", "Elbglas Systeme GmbH", "Dresden", None),
        ],
    ),
    "no title, place type, frist": (
        """
        Ledige stillinger i Bølgekraft AS

        Prosjektleder
        Oslo · Fast stilling
        Søknadsfrist: 1. juni 2026

        Driftstekniker
        Bergen · Vikariat
        Søknadsfrist: 8. juni 2026
        """,
        [
            ("Prosjektleder", "Bølgekraft AS", "Oslo", "2026-06-01"),
            ("Driftstekniker", "Bølgekraft AS", "Bergen", "2026-06-08"),
        ],
    ),
    "en closed variants": (
        """
        Vacancies at Moorland Trust

        Ranger – Skipton – Full-time
        Cook – Skipton – Part-time – position filled
        Warden (CLOSED) – Ilkley – Full-time
        Teacher – Ilkley – no longer accepting applications
        Open application – anywhere – Full-time
        """,
        [
            ("Ranger", "Moorland Trust", "Skipton", None),
        ],
    ),
    "sv year from page": (
        """
        Sundby kommun
        Uppdaterad 12 december 2026

        Lediga tjänster

        Tjänst: Snickare
        Ort: Sundby
        Ansök senast: 10 januari
        """,
        [
            ("Snickare", "Sundby kommun", "Sundby", "2027-01-10"),
        ],
    ),
    "da many closed wordings": (
        """
        Ledige stillinger

        Stilling: Gartner
        Arbejdsgiver: Solhaven ApS
        Ansøgningsfrist: 3. juni 2026
        Status: Åben

        Stilling: Portner
        Arbejdsgiver: Solhaven ApS
        Ansøgningsfrist: 3. juni 2026
        Status: Besat

        Stilling: Kok
        Arbejdsgiver: Solhaven ApS
        Ansøgningsfrist: Udløbet
        """,
        [
            ("Gartner", "Solhaven ApS", None, "2026-06-03"),
        ],
    ),
    "de Anzeigen": (
        """
        Anzeigen

        STELLENMARKT

        Bäckerei Kruse sucht zum 1. Mai eine Verkäuferin (m/w/d) in Celle. Bewerbungen bis 15. April 2026.
        Gasthof Adler, Celle, sucht Koch. Tel. 0000 11 22
        """,
        [
            ("Verkäuferin (m/w/d)", "Bäckerei Kruse", "Celle", "2026-04-15"),
            ("Koch", "Gasthof Adler", "Celle", None),
        ],
    ),
    "en columns by spaces": (
        """
        Harbour Foods Ltd
        Current vacancies

        Baker                 Hull        Nights, full-time     Closing 3 May 2026
        Packer                Goole       Part-time             Closing 10 May 2026
        Shift Manager         Hull        Permanent             CLOSED
        """,
        [
            ("Baker", "Harbour Foods Ltd", "Hull", "2026-05-03"),
            ("Packer", "Harbour Foods Ltd", "Goole", "2026-05-10"),
        ],
    ),
    "no bare list": (
        """
        Jobb hos Fjordglass

        Ledige stillinger
        Glassmester, Molde
        Selger, Ålesund
        Lagermedarbeider, Molde
        """,
        [
            ("Glassmester", "Fjordglass", "Molde", None),
            ("Selger", "Fjordglass", "Ålesund", None),
            ("Lagermedarbeider", "Fjordglass", "Molde", None),
        ],
    ),
    "da menu with job and an article": (
        """
        Forside | Nyheder | Job | Kontakt

        Ny bro åbnet

        Borgmesteren klippede snoren i går, og 300 mennesker gik over med det samme.

        Broen er bygget på to år og har kostet 40 mio. kr. Den har cykelsti, og den åbner for skibe hver hele time.

        Af Jonna Friis
        """,
        [],
    ),
    "en posting in newsletter among others": (
        """
        THE HEDGEROW
        Issue 4, 2 June 2026

        JOBS
        Seasonal Ranger, 30 hours, Moorland Trust, Skipton. Apply by 20 June.

        DIARY
        5 June 2026, 7pm: Bat walk, Old Mill, free
        """,
        [
            ("Seasonal Ranger, 30 hours", "Moorland Trust", "Skipton", "2026-06-20"),
        ],
    ),
    "no jobbliste med arbeidsgiver sted på egne linjer": (
        """
        Ledige stillinger i Lofoten

        Kokk
        Nordnes Hotell
        Svolvær
        Søknadsfrist: 1. mai 2026

        Båtfører
        Rederiet Havsulen
        Stamsund
        Søknadsfrist: 8. mai 2026
        """,
        [
            ("Kokk", "Nordnes Hotell", "Svolvær", "2026-05-01"),
            ("Båtfører", "Rederiet Havsulen", "Stamsund", "2026-05-08"),
        ],
    ),
    "en deadline label 'Deadline' in vacancies": (
        """
        University of Westmarch
        Vacancies

        Post: Lecturer in Hydrology
        Department: Earth Sciences
        Location: Westmarch
        Deadline: 3 June 2026

        Post: Research Assistant (fixed-term)
        Department: Physics
        Location: Westmarch
        Deadline: 10 June 2026
        """,
        [
            ("Lecturer in Hydrology", "University of Westmarch", "Westmarch", "2026-06-03"),
            ("Research Assistant (fixed-term)", "University of Westmarch", "Westmarch", "2026-06-10"),
        ],
    ),
    "sv platsannonser i löptext": (
        """
        Ortsbladet
        Vecka 14, 2 april 2026

        PLATSANNONSER

        Kock sökes till Hotell Ekbacken i Vimmerby. Heltid från 1 juni. Ansökan senast 20 april.

        Ekbackens Trädgård AB söker säsongspersonal i Vimmerby. Ring 0900-00 00 22.
        """,
        [
            ("Kock", "Hotell Ekbacken", "Vimmerby", "2026-04-20"),
            ("Säsongspersonal", "Ekbackens Trädgård AB", "Vimmerby", None),
        ],
    ),
    "da rækker under teamoverskrift med pil": (
        """
        Karriere hos Lysbro Teknik

        Produktion
        → Svejser | Silkeborg | Fuldtid
        → Montør | Silkeborg | Fuldtid | Frist 1. juni 2026

        Kontor
        → Receptionist | Viborg | Deltid
        """,
        [
            ("Svejser", "Lysbro Teknik", "Silkeborg", None),
            ("Montør", "Lysbro Teknik", "Silkeborg", "2026-06-01"),
            ("Receptionist", "Lysbro Teknik", "Viborg", None),
        ],
    ),
    "da team med indryk og sted for alle": (
        """
        Vindfløj ApS

        JOB HOS VINDFLØJ

        Alle stillinger er i Ringkøbing, hvis der ikke står andet.

        ▸ Værksted
           Svejser til tårne
           37 timer · Frist 15. maj 2026

           Elektriker
           BESAT. Tak for de 12 ansøgninger!

        ▸ Marken
           Gartner
           deltid · Sted: Lem · Frist 20. maj 2026
        """,
        [
            ("Svejser til tårne", "Vindfløj ApS", "Ringkøbing", "2026-05-15"),
            ("Gartner", "Vindfløj ApS", "Lem", "2026-05-20"),
        ],
    ),
    "no prikker mellom etikett og verdi": (
        """
        Fjellnes Kraftlag SA
        Strøm og fiber

        BLI KOLLEGA

        Montør, to stillinger
           Sted ........ Rjukan
           Søknadsfrist .. 25. oktober 2026

        Jurist
           Søknadsfrist .. snarest mulig
           Sted ........ Notodden

        Hvorfor oss?
           Ferie ....... fem uker
        """,
        [
            ("Montør, to stillinger", "Fjellnes Kraftlag SA", "Rjukan", "2026-10-25"),
            ("Jurist", "Fjellnes Kraftlag SA", "Notodden", None),
        ],
    ),
    "de Teams zwischen Strichen": (
        """
        rankwerk
        Roboter für Reben

        Jobs @ rankwerk

        — HARDWARE —
        Mechatroniker (m/w/d) · Trier · unbefristet
        Praktikum Sensorik · Trier · Bewerbung bis 10.12.2026

        — FELD —
        Head of Fields · Mainz · VERGEBEN
        """,
        [
            ("Mechatroniker (m/w/d)", "rankwerk", "Trier", None),
            ("Praktikum Sensorik", "rankwerk", "Trier", "2026-12-10"),
        ],
    ),
    "sv pilar framför titlarna": (
        """
        Norrdala Energi AB – ägt av kommunen

        LEDIGA TJÄNSTER

        ➤ Drifttekniker
        Ort: Norrdala
        Sista ansökningsdag: 7 juni 2026

        ➤ Projektledare fiber
        Sista ansökningsdag: löpande urval
        Ort: Distans
        """,
        [
            ("Drifttekniker", "Norrdala Energi AB", "Norrdala", "2026-06-07"),
            ("Projektledare fiber", "Norrdala Energi AB", "Distans", None),
        ],
    ),
    "en neighbours and labels nobody listed": (
        """
        Abbey of St Orran
        VACANCIES

        Post: Second Verger
        Stipend: 31,200 euro
        Before: 14 September 2026

        Post: Canon
        STATUS: Appointment made.

        Orran Credit Union, Kilmore: Teller, part-time. Details from the office, closing 21 September 2026.
        """,
        [
            ("Second Verger", "Abbey of St Orran", None, "2026-09-14"),
            ("Teller", "Orran Credit Union", "Kilmore", "2026-09-21"),
        ],
    ),
    "da board whose status stands above its labels": (
        """
        arbejdstorvet.example – 4 nye opslag, 3. maj 2026

        Tagdækker
        Arbejdsgiver: Tag & Tegl ApS
        Arbejdssted: Korsør
        Frist: 7.6.2026

        Arbejdsgiver: Ostebutikken Nord
        Stilling: Ostehandler, vikar
        Frist: 8.6.2026
        Arbejdssted: Nibe

        Opslaget er udløbet
        Arbejdsgiver: Café Sand
        Stilling: Opvasker
        Frist: 1.5.2026

        Kørelærer
        Arbejdsgiver: Nibe Køreskole
        Arbejdssted: Nibe
        Frist: 9.6.2026

        SPONSORERET: Bliv pilot på 6 uger – infomøde 2. juni kl. 16 i Aalborg
        """,
        [
            ("Tagdækker", "Tag & Tegl ApS", "Korsør", "2026-06-07"),
            ("Ostehandler, vikar", "Ostebutikken Nord", "Nibe", "2026-06-08"),
            ("Kørelærer", "Nibe Køreskole", "Nibe", "2026-06-09"),
        ],
    ),
    "de title of the page and a trail": (
        """
        Gemeindewerke Ostrach – Stellenangebote
        Startseite > Über die Werke > Stellenangebote

        Wassermeister (m/w/d)
        Kennziffer: 26-04
        Dienstort: Ostrach
        Bewerbungsfrist: 12. Juni 2026

        Straßenwärter/in für den Bauhof
        Dienstort: Burgau
        Umfang: Vollzeit

        Gärtner/in
        Umfang: Teilzeit
        Dienstort: Ostrach

        Für Auskünfte: Frau Lenz, Telefon 0999 300-214
        Veröffentlicht am 21. Mai 2026
        """,
        [
            ("Wassermeister (m/w/d)", "Gemeindewerke Ostrach", "Ostrach", "2026-06-12"),
            ("Straßenwärter/in für den Bauhof", "Gemeindewerke Ostrach", "Burgau", None),
            ("Gärtner/in", "Gemeindewerke Ostrach", "Ostrach", None),
        ],
    ),
    "no departments of one employer": (
        """
        Stillinger – Nordvåg kommune

        Renholder, tilkallingsvikar
        Nordvåg kommune, Eiendom
        Arbeidssted er hele øya.
        Søknadsfrist: 20. august 2026

        Rektor
        Nordvåg kommune, Oppvekst
        STILLINGEN ER LUKKET. Søkerliste:
        Grete Dal (46), konst. rektor
        Søknadsfrist: 25. juni 2026
        """,
        [("Renholder, tilkallingsvikar", "Nordvåg kommune, Eiendom", None, "2026-08-20")],
    ),
    "sv parts of a municipality": (
        """
        Lediga tjänster – Ekerums kommun
        Start / Jobba hos oss / Lediga tjänster

        Förskollärare
        Ekerums kommun, Barn och utbildning
        Vi söker dig som gillar lera. Tillsvidare, heltid.
        Publicerad: 3 mars 2026
        Sista ansökningsdag: 24 mars 2026

        Badvakt
        Ekerums kommun, Sjövik
        Publicerad: 1 mars 2026
        Sista ansökningsdag: 30 april 2026
        """,
        [
            ("Förskollärare", "Ekerums kommun, Barn och utbildning", None, "2026-03-24"),
            ("Badvakt", "Ekerums kommun", "Sjövik", "2026-04-30"),
        ],
    ),
    "sv labels in any order, an occupation among them": (
        """
        LEDIGA JOBB

        1.  Ort: Kiruna
            Yrke: Bergsprängare
            Arbetsgivare: Gruvan Öst AB
            Ansök före: 31 maj 2026

        2.  Vaktmästare (vikariat 1 juni–31 augusti)
            Arbetsgivare: Arvika församling
            Ort: Arvika
            Ansök före: snarast
        """,
        [
            ("Bergsprängare", "Gruvan Öst AB", "Kiruna", "2026-05-31"),
            ("Vaktmästare (vikariat 1 juni–31 augusti)", "Arvika församling", "Arvika", None),
        ],
    ),
    "de a colon behind who seeks": (
        """
        Stand: 3. März 2026

        JOBBÖRSE
        Unser Mitglied Zweirad Kern sucht zum 1. August: Koch (m/w/d), Siegburg, Vollzeit. Zuschriften bis 15. Juli.

        Das Hofgut Erlen in Wangen sucht ab sofort eine/n Melker/in für 180 Kühe. Bewerbungen bis 31. März 2026.
        """,
        [
            ("Koch (m/w/d)", "Zweirad Kern", "Siegburg", "2026-07-15"),
            ("Melker/in", "Hofgut Erlen", "Wangen", "2026-03-31"),
        ],
    ),
    "en letter of a society": (
        """
        THE LOCK
        Monthly mailing of the Friends of the Ember Canal
        1 March 2026

        SITUATIONS VACANT
        Boat skipper, seasonal, Friends of the Ember Canal, Ember Wharf. Write to the Chair by 20 March 2026.
        Weekend cook, 8 hours, Emberton. Phone the depot by 1 April 2026.
        """,
        [
            ("Boat skipper, seasonal", "Friends of the Ember Canal", "Ember Wharf", "2026-03-20"),
            ("Weekend cook", "Friends of the Ember Canal", "Emberton", "2026-04-01"),
        ],
    ),
    "no brackets with commas, a deadline behind a dash": (
        """
        JOBB
        Inspektør (engasjement, sommer), Honning Nord SA, Førde – søk innen 5. mai 2026 til post@honning.example
        """,
        [("Inspektør (engasjement, sommer)", "Honning Nord SA", "Førde", "2026-05-05")],
    ),
    "no people who have the jobs": (
        """
        Menighetsbladet for Ytre Fjord
        Sommeren 2026

        Ny diakon
        NAVN: Hans Lillevik, 58 år
        STILLING: diakon
        TILTRER: 10. august 2026

        Takk for nå
        NAVN: Asbjørg Røkke
        STILLING: kirketjener
        SISTE DAG: 30. juni 2026
        """,
        [],
    ),
    "sv a call is no employer, the name that comes again is": (
        """
        Jobb hos Vintergran Programvara
        Produkter   Kunder   Karriär   Blogg

        Häng med i laget!

        Vintergran Programvara gör lagersystem för bryggerier. Vi är 60 anställda i två städer.

        Utveckling
        Senior backendutvecklare · Bergvik · Heltid · Sök senast 30 september 2026
        Testledare · Trondnäs · Heltid · Sök senast 15 september 2026

        Sälj
        Kundansvarig · Bergvik · Heltid · Sök senast 20 september 2026
        """,
        [
            ("Senior backendutvecklare", "Vintergran Programvara", "Bergvik", "2026-09-30"),
            ("Testledare", "Vintergran Programvara", "Trondnäs", "2026-09-15"),
            ("Kundansvarig", "Vintergran Programvara", "Bergvik", "2026-09-20"),
        ],
    ),
    "da a call is no employer, the name that comes again is": (
        """
        Job i Gran Software
        Produkter   Kunder   Karriere   Blog

        Bliv en del af holdet!

        Gran Software laver lagerstyring til bryggerier. Vi er 60 ansatte i to byer.

        Udvikling
        Senior backendudvikler · Bjergvig · Fuldtid · Søg senest 30. september 2026
        Testleder · Trondnæs · Fuldtid · Søg senest 15. september 2026
        """,
        [
            ("Senior backendudvikler", "Gran Software", "Bjergvig", "2026-09-30"),
            ("Testleder", "Gran Software", "Trondnæs", "2026-09-15"),
        ],
    ),
    "en a call is no employer, the name that comes again is": (
        """
        Jobs at Gran Software
        Products   Customers   Careers   Blog

        Join our club!

        Gran Software makes stock systems for breweries. We are 60 people in two towns.

        Development
        Senior backend developer · Bergwick · Full time · Apply by 30 September 2026
        Test lead · Troncaster · Full time · Apply by 15 September 2026
        """,
        [
            ("Senior backend developer", "Gran Software", "Bergwick", "2026-09-30"),
            ("Test lead", "Gran Software", "Troncaster", "2026-09-15"),
        ],
    ),
    "de a call is no employer, the name that comes again is": (
        """
        Jobs bei Gran Programme
        Produkte   Kunden   Karriere   Blog

        Werde Teil unserer Gruppe!

        Gran Programme macht Lagersysteme für Brauereien. Wir sind 60 Leute in zwei Städten.

        Entwicklung
        Entwickler Backend (m/w/d) · Bergwiek · Vollzeit · Bewerbung bis 30. September 2026
        Testleiterin (m/w/d) · Tronstadt · Vollzeit · Bewerbung bis 15. September 2026
        """,
        [
            ("Entwickler Backend (m/w/d)", "Gran Programme", "Bergwiek", "2026-09-30"),
            ("Testleiterin (m/w/d)", "Gran Programme", "Tronstadt", "2026-09-15"),
        ],
    ),
    "da the place is told in the ad, the date is the paper's": (
        """
        LEDIGE STILLINGER
        Egnsbladet Fjordby – lørdag 21. marts 2026

        Bogholder
        Talstuen Regnskab søger en bogholder til kontoret i Nørre Lund. Du fører bilag og løn for tredive firmaer.
        Ansøgningsfrist: 10. april 2026

        Maskinfører
        Fjordby Maskinstation søger en maskinfører. Arbejdsstedet er Strandlev. Vi har nye maskiner.
        Ansøgningsfrist: 7. april 2026
        """,
        [
            ("Bogholder", "Talstuen Regnskab", "Nørre Lund", "2026-04-10"),
            ("Maskinfører", "Fjordby Maskinstation", "Strandlev", "2026-04-07"),
        ],
    ),
    "en the place is told in the ad, the date is the paper's": (
        """
        SITUATIONS VACANT
        The Fjord Gazette – Saturday 21 March 2026

        Bookkeeper
        Tally House Accounts is looking for a bookkeeper for its office in Upper Lid. You will keep its books.
        Closing date: 10 April 2026

        Digger driver
        Fjord Plant Hire is looking for a digger driver. You will be based in Seawick. New machines.
        Closing date: 7 April 2026
        """,
        [
            ("Bookkeeper", "Tally House Accounts", "Upper Lid", "2026-04-10"),
            ("Digger driver", "Fjord Plant Hire", "Seawick", "2026-04-07"),
        ],
    ),
    "de the place is told in the ad, the date is the paper's": (
        """
        STELLENANGEBOTE
        Fjordbote – Samstag, 21. März 2026

        Buchhalterin
        Die Kanzlei Zahlenstube sucht eine Buchhalterin für ihr Büro in Bad Lied. Sie führen die Bücher.
        Bewerbungsschluss: 10. April 2026

        Baggerfahrer
        Fjord Maschinen sucht einen Baggerfahrer. Dienstort ist Seewiek. Neue Maschinen.
        Bewerbungsschluss: 7. April 2026
        """,
        [
            ("Buchhalterin", "Kanzlei Zahlenstube", "Bad Lied", "2026-04-10"),
            ("Baggerfahrer", "Fjord Maschinen", "Seewiek", "2026-04-07"),
        ],
    ),
    "sv the place is told in the ad, the date is the paper's": (
        """
        LEDIGA JOBB
        Ortsbladet Fjordby – lördag 21 mars 2026

        Redovisningsekonom
        Talstugan Redovisning söker en redovisningsekonom till kontoret i Nedre Lid. Du sköter böckerna.
        Ansök senast 10 april 2026

        Maskinförare
        Fjord Maskin söker en maskinförare. Arbetsplatsen ligger i Sjövik. Nya maskiner.
        Ansök senast 7 april 2026
        """,
        [
            ("Redovisningsekonom", "Talstugan Redovisning", "Nedre Lid", "2026-04-10"),
            ("Maskinförare", "Fjord Maskin", "Sjövik", "2026-04-07"),
        ],
    ),
    "da a filled job closes no other one": (
        """
        Job hos Havneby Forsyning

        Ledige stillinger

        Driftsoperatør
        Havneby Forsyning, Havneby
        Indrykket: 2. februar 2026
        Ansøgningsfrist: 27. februar 2026

        Kundekonsulent
        Havneby Forsyning, Strandlev
        Indrykket: 9. februar 2026
        Ansøgningsfrist: 1. marts 2026

        Elektriker (stillingen er besat)
        Tak for de mange ansøgninger.
        """,
        [
            ("Driftsoperatør", "Havneby Forsyning", "Havneby", "2026-02-27"),
            ("Kundekonsulent", "Havneby Forsyning", "Strandlev", "2026-03-01"),
        ],
    ),
    "no the closing of an issue closes no job": (
        """
        Birøkteren i øst
        Medlemsbrev nr. 3, 22. mai 2026

        LEDIG STILLING

        Birøkterrådgiver, Østre Birøkterlag, Sandevåg. Søknadsfrist 15. juni 2026.

        Redaksjonen avsluttet 20. mai. Neste brev kommer i august.
        """,
        [
            ("Birøkterrådgiver", "Østre Birøkterlag", "Sandevåg", "2026-06-15"),
        ],
    ),
    "en a filled job closes no other one, when they were posted": (
        """
        Vacancies at Holt Water
        We supply water to 38,000 homes. See who we need now.

        Treatment plant operator
        Holt Water, Holt
        You look after our three works with five colleagues.
        Posted: 2 February 2026
        Closing date: 27 February 2026

        Customer adviser
        Holt Water, Strandley
        Posted: 9 February 2026
        Closing date: 1 March 2026

        Electrician (this position has been filled)
        Thank you for the many applications.

        Speculative applications
        You are always welcome to write to us.
        """,
        [
            ("Treatment plant operator", "Holt Water", "Holt", "2026-02-27"),
            ("Customer adviser", "Holt Water", "Strandley", "2026-03-01"),
        ],
    ),
    "de eine besetzte Stelle schließt keine andere": (
        """
        Offene Stellen bei den Stadtwerken Holm

        Klärwärter (m/w/d)
        Stadtwerke Holm, Holm
        Sie betreuen unsere drei Kläranlagen.
        Veröffentlicht: 2. Februar 2026
        Bewerbungsfrist: 27. Februar 2026

        Kundenberaterin (m/w/d)
        Stadtwerke Holm, Strandlein
        Veröffentlicht: 9. Februar 2026
        Bewerbungsfrist: 1. März 2026

        Elektriker (Stelle ist besetzt)
        Danke für die vielen Bewerbungen.
        """,
        [
            ("Klärwärter (m/w/d)", "Stadtwerke Holm", "Holm", "2026-02-27"),
            ("Kundenberaterin (m/w/d)", "Stadtwerke Holm", "Strandlein", "2026-03-01"),
        ],
    ),
    "sv the closing of an issue closes no job": (
        """
        Biodlaren i norr
        Medlemsblad nr 3, 22 maj 2026

        KVALSTREN ÄR HÄR

        Av Torun Kvist

        I onsdags blev det klart att smittan har nått norra stranden.
        De flesta som drabbats har fått god hjälp av grannarna.

        MÖTEN

        Lördag 6 juni kl 11.00: Drottningodling i praktiken, Bigården på Haga, 200 kr
        Tisdag 16 juni kl 18.30: Medlemsmöte, Bygdegården

        LEDIG TJÄNST

        Biodlingsrådgivare, Norra Biodlarföreningen, Sandvåg. Sista ansökningsdag 15 juni 2026.

        Redaktionen stängde 20 maj. Nästa blad kommer i augusti.
        """,
        [
            ("Biodlingsrådgivare", "Norra Biodlarföreningen", "Sandvåg", "2026-06-15"),
        ],
    ),
    "da departments above rows, a house among the places": (
        """
        Klinikken Brandsby
        Patienter   Afdelinger   Uddannelse   Karriere

        Ledige stillinger på Klinikken Brandsby

        Medicinsk Afdeling
        Overlæge, kardiologi | Brandsby | Fuldtid | Ansøgningsfrist 30.11.2026
        Afdelingslæge | Brandsby | Deltid | Ansøgningsfrist 30.11.2026

        Administration
        Bogholder | Dagklinikken Uhlerup | Deltid | Ansøgningsfrist 10.12.2026
        """,
        [
            ("Overlæge, kardiologi", "Klinikken Brandsby", "Brandsby", "2026-11-30"),
            ("Afdelingslæge", "Klinikken Brandsby", "Brandsby", "2026-11-30"),
            ("Bogholder", "Klinikken Brandsby", "Dagklinikken Uhlerup", "2026-12-10"),
        ],
    ),
    "en departments above rows, a house among the places": (
        """
        Brandham General Hospital
        Patients   Departments   Training   Careers

        Vacancies

        Medical Services
        Consultant Cardiologist | Brandham | Full-time | Apply by 30 November 2026
        Junior Doctor | Brandham | Part-time | Apply by 30 November 2026

        Nursing
        Staff Nurse, Intensive Care | Brandham | Full-time | Apply by 15 December 2026
        Practice Educator | Oldham Day Clinic | Part-time | Apply by 10 December 2026
        """,
        [
            ("Consultant Cardiologist", "Brandham General Hospital", "Brandham", "2026-11-30"),
            ("Junior Doctor", "Brandham General Hospital", "Brandham", "2026-11-30"),
            ("Staff Nurse, Intensive Care", "Brandham General Hospital", "Brandham", "2026-12-15"),
            ("Practice Educator", "Brandham General Hospital", "Oldham Day Clinic", "2026-12-10"),
        ],
    ),
    "no reference numbers above titles, an unnamed client": (
        """
        Quill Rekruttering
        Jobber   Kandidater   Arbeidsgivere   Kontakt

        Ledige stillinger, oppdatert 8. mai 2026

        QR-2207
        Regnskapsmedarbeider
        Strandvik | 480 000 kr | Fast
        Vår kunde søker en hands-on regnskapsmedarbeider til et team på fem.
        Søknadsfrist 29. mai 2026

        QR-2211
        Innkjøper
        Orvik | 510 000 kr | Fast
        Du bestiller varer og holder orden i papirene.
        Søknadsfrist 22. mai 2026
        """,
        [
            ("Regnskapsmedarbeider", None, "Strandvik", "2026-05-29"),
            ("Innkjøper", None, "Orvik", "2026-05-22"),
        ],
    ),
    "en another job is filled": (
        """
        Hill School
        Our school   Clubs   Contact   Work with us

        Work with us

        We are a small school with large windows.

        Maths teacher
        The post is full time from 10 August 2026.
        Apply by 30 April 2026.

        School cook
        We make everything from scratch for 200 people.
        Apply by 8 May 2026.

        The post of school nurse has been filled. Thank you for all applications!

        How to apply
        Send a letter to the head.
        """,
        [
            ("Maths teacher", "Hill School", None, "2026-04-30"),
            ("School cook", "Hill School", None, "2026-05-08"),
        ],
    ),
    "de the day and the editor of a paper, another job is filled": (
        """
        Der Stellenmarkt - Samstag, 7. März 2026

        LEITERIN BUCHHALTUNG
        Pumpen Varde GmbH, Westerbach
        Wir sind eine Pumpenfabrik mit 85 Beschäftigten. Bewerbungen bis 29. März 2026.

        KÜSTER
        Kirchengemeinde Altstadt, Altstadt
        Die Stelle umfasst 20 Stunden. Bewerbungsschluss 3. April 2026.

        Danke allen, die sich auf die Stelle als Hausmeister beworben haben. Die Stelle ist besetzt.

        Chefredakteur Martin Tranecker · Herausgegeben vom Verlag Westerbach
        """,
        [
            ("LEITERIN BUCHHALTUNG", "Pumpen Varde GmbH", "Westerbach", "2026-03-29"),
            ("KÜSTER", "Kirchengemeinde Altstadt", "Altstadt", "2026-04-03"),
        ],
    ),
    "sv one posting whose title has a word of headings": (
        """
        TJÄNST LEDIG

        Prästen i Kvalsund slutar inte, men det gör vår organist!

        Kantor/organist, tjänst på 80 %

        Arbetsgivare: Kvalsunds församling
        Arbetsplats: Kvalsunds och Näs kyrkor
        Sista ansökningsdag: 10 april 2026

        Vi önskar
        Utbildning som kantor
        """,
        [
            ("Kantor/organist, tjänst på 80 %", "Kvalsunds församling", "Kvalsunds och Näs kyrkor", "2026-04-10"),
        ],
    ),
    "en newsletter with several employers in sentences": (
        """
        THE LOAF
        A newsletter for bakers
        Issue 31 · 11 September 2026

        RYE RETURNS TO THE FENS
        By Hannah Stoll

        A co-operative of six growers has harvested its first crop for bakers.

        Nobody had grown rye around Marchby since the war. This summer the farmers cut forty acres between them.

        JOBS
        Pastry Chef, Honey & Salt, Orwick. Apply by 30 September 2026.
        Miller, Old Mill Flour, Hexley. Full-time. Closing date 4 October 2026.
        """,
        [
            ("Pastry Chef", "Honey & Salt", "Orwick", "2026-09-30"),
            ("Miller", "Old Mill Flour", "Hexley", "2026-10-04"),
        ],
    ),
    "de lists of terms below titles": (
        """
        Hartmann & Söhne Holzbau
        Leistungen  Referenzen  Über uns  Karriere  Kontakt

        Wir suchen zum nächstmöglichen Zeitpunkt:

        Zimmerer / Zimmerin (m/w/d)
        - Vollzeit, unbefristet
        - Einsatzort: Niederau und Umgebung

        Bauzeichner (m/w/d)
        - Teilzeit möglich
        - Einsatzort: Büro Niederau
        """,
        [
            ("Zimmerer / Zimmerin (m/w/d)", "Hartmann & Söhne Holzbau", "Niederau und Umgebung", None),
            ("Bauzeichner (m/w/d)", "Hartmann & Söhne Holzbau", "Büro Niederau", None),
        ],
    ),
    "da a deadline that has passed, and nobody sought": (
        """
        Hansen El ApS
        Ledige stillinger

        Elektriker
        Nordhavn, fuldtid
        Ansøgningsfrist 10. april 2026

        Lærling
        Nordhavn
        Ansøgningsfristen er overskredet

        Vi søger ikke pt. flere montører, men du er velkommen på ventelisten.
        """,
        [
            ("Elektriker", "Hansen El ApS", "Nordhavn", "2026-04-10"),
        ],
    ),
    "en branches above their first posting": (
        """
        Careers at Alder Optics
        All vacancies (3)

        ENGINEERING
        Lens Engineer
        Location: Ashby
        Closing date: 13 March 2026

        Test Technician
        Location: Ashby
        Closing date: 6 March 2026

        OPERATIONS
        Warehouse Supervisor
        Location: Leamouth
        Closing date: 9 March 2026

        Payroll Officer
        Location: Ashby
        Closing date: 20 March 2026
        """,
        [
            ("Lens Engineer", "Alder Optics", "Ashby", "2026-03-13"),
            ("Test Technician", "Alder Optics", "Ashby", "2026-03-06"),
            ("Warehouse Supervisor", "Alder Optics", "Leamouth", "2026-03-09"),
            ("Payroll Officer", "Alder Optics", "Ashby", "2026-03-20"),
        ],
    ),
    "de counted entries with the day they went online": (
        """
        Stellenbörse Holz & Dach
        Seite 1 von 1 (3 Treffer)

        01 Bauschreiner
        Holzbau Brandl, Weiherau
        Online seit 9. September 2026

        02 Zimmerermeisterin
        Dachwerk Genossenschaft, Pfullau
        Online seit 11. September 2026

        03 Möbeltischler
        Werkstatt Ulme, Freiau
        Online seit 14. September 2026

        Suchauftrag speichern
        """,
        [
            ("Bauschreiner", "Holzbau Brandl", "Weiherau", None),
            ("Zimmerermeisterin", "Dachwerk Genossenschaft", "Pfullau", None),
            ("Möbeltischler", "Werkstatt Ulme", "Freiau", None),
        ],
    ),
    "sv a status in capitals, the year behind the name at the foot": (
        """
        Lindbergs Mejeri
        Jobba hos oss

        Lediga jobb

        Underhållstekniker
        Ort: Tängvik
        Anställning: Halvtid
        Sista ansökningsdag: 2026-02-15

        Lastbilschaufför
        Ort: Ödeshult
        Anställning: Vikariat
        TILLSATT

        © Lindbergs Mejeri 2026
        """,
        [
            ("Underhållstekniker", "Lindbergs Mejeri", "Tängvik", "2026-02-15"),
        ],
    ),
    "no a pager below a table": (
        """
        Fagjobb
        Jobber   Bedrifter   Lagrede søk

        Stillinger innen elektro

        Stilling | Firma | Sted | Frist
        Elektriker | Lys Elektro AS | Hamarvik | 15. oktober 2026
        Automatiker | Tind Produksjon | Saudnes | 20. oktober 2026

        « Forrige  1  2  Neste »
        """,
        [
            ("Elektriker", "Lys Elektro AS", "Hamarvik", "2026-10-15"),
            ("Automatiker", "Tind Produksjon", "Saudnes", "2026-10-20"),
        ],
    ),
    "da flere firmaer, hvert ved sin stilling": (
        """
        Ledige stillinger på egnen

        Salgskonsulent til byggeri
        Nordfjord Betonelementer A/S, Hobro
        Du får ansvar for kunderne i hele Nordjylland og kører selv ud til pladserne.
        Ansøgningsfrist: 12. december 2026

        Smed til værkstedet
        Nordfjord Betonelementer A/S
        Vi bygger og reparerer forme, og du får din egen plads.
        Ansøgningsfrist: 14. december 2026

        Tømrersvend – Havbo Tømmerhandel – Sæby
        Du har svendebrev og kørekort.
        Ansøgningsfrist: 15. december 2026

        Elev til kontor – Hansen Vinduer – Aarhus
        Start til august.
        Ansøgningsfrist: 18. december 2026

        Pædagog hos Børnehuset Solstrålen i Randers
        Du er uddannet og glad for at være ude.
        Ansøgningsfrist: 20. december 2026

        Lagermedarbejder - Lysholm Foder, Skive
        Fast dagarbejde.
        Ansøgningsfrist: 22. december 2026

        Kok hos Hotel Fjorden i Hadsund
        Hver anden weekend.
        Ansøgningsfrist: 4. januar 2027
        """,
        [
            ("Salgskonsulent til byggeri", "Nordfjord Betonelementer A/S", "Hobro", "2026-12-12"),
            ("Smed til værkstedet", "Nordfjord Betonelementer A/S", None, "2026-12-14"),
            ("Tømrersvend", "Havbo Tømmerhandel", "Sæby", "2026-12-15"),
            ("Elev til kontor", "Hansen Vinduer", "Aarhus", "2026-12-18"),
            ("Pædagog", "Børnehuset Solstrålen", "Randers", "2026-12-20"),
            ("Lagermedarbejder", "Lysholm Foder", "Skive", "2026-12-22"),
            ("Kok", "Hotel Fjorden", "Hadsund", "2027-01-04"),
        ],
    ),
    "en several firms, each at its posting, no heading": (
        """
        Sales adviser
        Northfield Concrete Ltd, Harwick
        You will look after customers across the county.
        Apply by 12 December 2026

        Welder
        Northfield Concrete Ltd
        You will build and mend our moulds.
        Apply by 14 December 2026

        Carpenter – Seaby Timber – Seaby
        You hold a licence and have a van.
        Apply by 15 December 2026

        Office trainee – Hanson Windows – Millbrook
        Starts in August.
        Apply by 18 December 2026

        Nurse at Sunbeam Care Home in Radley
        You like being outdoors.
        Apply by 20 December 2026

        Warehouse assistant - Lyham Feeds, Skelby
        Day work.
        Apply by 22 December 2026
        """,
        [
            ("Sales adviser", "Northfield Concrete Ltd", "Harwick", "2026-12-12"),
            ("Welder", "Northfield Concrete Ltd", None, "2026-12-14"),
            ("Carpenter", "Seaby Timber", "Seaby", "2026-12-15"),
            ("Office trainee", "Hanson Windows", "Millbrook", "2026-12-18"),
            ("Nurse", "Sunbeam Care Home", "Radley", "2026-12-20"),
            ("Warehouse assistant", "Lyham Feeds", "Skelby", "2026-12-22"),
        ],
    ),
    "de mehrere Firmen, jede bei ihrer Stelle": (
        """
        Stellenangebote in der Region

        Verkaufsberater (m/w/d)
        Nordfeld Betonwerke GmbH, Husum
        Sie betreuen unsere Kunden im ganzen Norden.
        Bewerbungsfrist: 12. Dezember 2026

        Schlosser
        Nordfeld Betonwerke GmbH
        Sie bauen und reparieren Formen.
        Bewerbungsfrist: 14. Dezember 2026

        Zimmerer – Seebau Holzhandel – Niebüll
        Sie haben einen Führerschein.
        Bewerbungsfrist: 15. Dezember 2026

        Auszubildende im Büro – Hansen Fenster – Kappeln
        Beginn im August.
        Bewerbungsfrist: 18. Dezember 2026

        Erzieherin bei Kinderhaus Sonnenstrahl in Rendsburg
        Sie sind gern draußen.
        Bewerbungsfrist: 20. Dezember 2026

        Lagerist - Lüttmann Futter, Schleswig
        Tagschicht.
        Bewerbungsfrist: 22. Dezember 2026
        """,
        [
            ("Verkaufsberater (m/w/d)", "Nordfeld Betonwerke GmbH", "Husum", "2026-12-12"),
            ("Schlosser", "Nordfeld Betonwerke GmbH", None, "2026-12-14"),
            ("Zimmerer", "Seebau Holzhandel", "Niebüll", "2026-12-15"),
            ("Auszubildende im Büro", "Hansen Fenster", "Kappeln", "2026-12-18"),
            ("Erzieherin", "Kinderhaus Sonnenstrahl", "Rendsburg", "2026-12-20"),
            ("Lagerist", "Lüttmann Futter", "Schleswig", "2026-12-22"),
        ],
    ),
    "de eine Firma bei einer von mehreren Stellen, Linien dazwischen": (
        """
        Stellenangebote aus der Region
        ------------------------------
        Verkaufsberater (m/w/d)
        Nordfeld Betonwerke GmbH, Husum
        Bewerbungsfrist: 12. Dezember 2026
        ------------------------------
        Auszubildende im Büro
        Kappeln
        Bewerbungsfrist: 18. Dezember 2026
        ------------------------------
        Lagerist
        Schleswig
        Bewerbungsfrist: 22. Dezember 2026
        """,
        [
            ("Verkaufsberater (m/w/d)", "Nordfeld Betonwerke GmbH", "Husum", "2026-12-12"),
            ("Auszubildende im Büro", None, "Kappeln", "2026-12-18"),
            ("Lagerist", None, "Schleswig", "2026-12-22"),
        ],
    ),
    "sv en firma vid det sista av flera jobb": (
        """
        Lediga jobb i trakten

        Snickare
        Sista ansökningsdag: 12 december 2026

        Säljare
        Sista ansökningsdag: 13 december 2026

        Svetsare
        Nordfjord Betong AB, Luleå
        Sista ansökningsdag: 14 december 2026
        """,
        [
            ("Snickare", None, None, "2026-12-12"),
            ("Säljare", None, None, "2026-12-13"),
            ("Svetsare", "Nordfjord Betong AB", "Luleå", "2026-12-14"),
        ],
    ),
    "da firmanavne for sig mellem stillinger": (
        """
        Ledige stillinger på egnen

        Nordfjord Betonelementer A/S

        Smed til værkstedet
        Ansøgningsfrist: 12. december 2026

        Hansen Vinduer ApS

        Elev til kontor
        Start til august.
        Ansøgningsfrist: 14. december 2026

        Tømrersvend
        Ansøgningsfrist: 15. december 2026
        """,
        [
            ("Smed til værkstedet", "Nordfjord Betonelementer A/S", None, "2026-12-12"),
            ("Elev til kontor", "Hansen Vinduer ApS", None, "2026-12-14"),
            ("Tømrersvend", None, None, "2026-12-15"),
        ],
    ),
    "en parts of one employer in titles": (
        """
        Vacancies

        Cook – Main Kitchen – Leeds
        Evenings and weekends.
        Apply by 12 December 2026

        Cleaner – Night Team – Hull
        You work in pairs.
        Apply by 14 December 2026

        Technician - Field Service, Leeds
        You drive a van.
        Apply by 15 December 2026
        """,
        [
            ("Cook – Main Kitchen – Leeds", None, None, "2026-12-12"),
            ("Cleaner – Night Team – Hull", None, None, "2026-12-14"),
            ("Technician - Field Service, Leeds", None, None, "2026-12-15"),
        ],
    ),
    "en departments of the one at the head": (
        """
        Hexley Council
        Current vacancies

        Hexley School

        Cook
        Apply by 12 December 2026

        Hexley Library

        Cleaner
        Apply by 14 December 2026
        """,
        [("Cook", "Hexley Council", None, "2026-12-12"), ("Cleaner", "Hexley Council", None, "2026-12-14")],
    ),
    "da firmanavne for sig under stillinger": (
        """
        Ledige stillinger på egnen

        Smed til værkstedet
        Ansøgningsfrist: 12. december 2026

        Nordfjord Betonelementer A/S

        Elev til kontor
        Start til august.
        Ansøgningsfrist: 14. december 2026

        Hansen Vinduer ApS
        """,
        [
            ("Smed til værkstedet", None, None, "2026-12-12"),
            ("Elev til kontor", None, None, "2026-12-14"),
        ],
    ),
    "en a table copied cell by cell": (
        """
        Riverford Council
        Home > Jobs > Current vacancies

        Current vacancies

        Job title
        Department
        Location
        Closing date

        Planning Officer
        Environment
        Civic Centre
        12 June 2026

        Cook, 20 hours
        Schools
        Mill Lane Primary
        15 June 2026

        Caretaker
        Schools
        Hill Road Academy
        19 June 2026

        About working for us
        We are a disability confident employer.
        """,
        [
            ("Planning Officer", "Riverford Council", "Civic Centre", "2026-06-12"),
            ("Cook, 20 hours", "Riverford Council", "Mill Lane Primary", "2026-06-15"),
            ("Caretaker", "Riverford Council", "Hill Road Academy", "2026-06-19"),
        ],
    ),
    "de a table copied cell by cell": (
        """
        Stadt Eschenau
        Stellenangebote

        Stelle
        Einsatzort
        Bewerbungsfrist
        Erzieherin (m/w/d)
        Kita Spatzennest
        08.06.2026
        Straßenwärter
        Bauhof
        15.06.2026
        Ingenieur Tiefbau
        Rathaus
        22.06.2026

        Kontakt: Personalamt, Marktplatz 1
        """,
        [
            ("Erzieherin (m/w/d)", "Stadt Eschenau", "Kita Spatzennest", "2026-06-08"),
            ("Straßenwärter", "Stadt Eschenau", "Bauhof", "2026-06-15"),
            ("Ingenieur Tiefbau", "Stadt Eschenau", "Rathaus", "2026-06-22"),
        ],
    ),
    "en what is told of a posting above its title": (
        """
        jobboard.example
        4 jobs in West Dale   Sort by: Newest

        Posted 12 October 2026
        Joiner
        Dale Timber Ltd, Hexley
        Permanent, full time
        Apply by 30 October 2026
        Save job

        Posted 11 October 2026
        Weekend Receptionist
        Fjord Hotel, Broadmere
        Part time
        Apply by 25 October 2026
        Save job

        Posted 8 October 2026
        Payroll Clerk
        Sums & Order Ltd, Hexley
        Permanent, full time
        Apply by 20 October 2026
        Save job
        """,
        [
            ("Joiner", "Dale Timber Ltd", "Hexley", "2026-10-30"),
            ("Weekend Receptionist", "Fjord Hotel", "Broadmere", "2026-10-25"),
            ("Payroll Clerk", "Sums & Order Ltd", "Hexley", "2026-10-20"),
        ],
    ),
    "de what is told of a posting above its title": (
        """
        Stellenmarkt Obertal
        Treffer: 3 Stellen

        Veröffentlicht am 12.10.2026
        Zimmerer (m/w/d)
        Holzbau Kern GmbH, Wiesau
        Vollzeit, unbefristet
        Bewerbungsschluss: 30.10.2026

        Veröffentlicht am 11.10.2026
        Empfang am Wochenende
        Hotel Seeblick, Bergheim
        Teilzeit
        Bewerbungsschluss: 25.10.2026

        Veröffentlicht am 5.10.2026
        Buchhaltung
        Zahl & Soll AG, Wiesau
        Vollzeit
        Bewerbungsschluss: 20.10.2026
        """,
        [
            ("Zimmerer (m/w/d)", "Holzbau Kern GmbH", "Wiesau", "2026-10-30"),
            ("Empfang am Wochenende", "Hotel Seeblick", "Bergheim", "2026-10-25"),
            ("Buchhaltung", "Zahl & Soll AG", "Wiesau", "2026-10-20"),
        ],
    ),
    "sv what is told of a posting above its title": (
        """
        Lediga jobb i Västbo
        3 annonser

        Publicerad: 12 oktober 2026 | Heltid
        Snickare
        Strandbygg AB, Västbo
        Sök senast 30 oktober 2026

        Publicerad: 11 oktober 2026 | Deltid
        Receptionist
        Hotell Fjordglimt, Östbo
        Sök senast 25 oktober 2026

        Publicerad: 5 oktober 2026 | Heltid
        Redovisningsekonom
        Tal & Ordning AB, Västbo
        Sök senast 20 oktober 2026
        """,
        [
            ("Snickare", "Strandbygg AB", "Västbo", "2026-10-30"),
            ("Receptionist", "Hotell Fjordglimt", "Östbo", "2026-10-25"),
            ("Redovisningsekonom", "Tal & Ordning AB", "Västbo", "2026-10-20"),
        ],
    ),
    "da what is told of a posting above its title": (
        """
        Jobportalen
        Ledige job på Vestøen

        NYT JOB
        Tømrer
        Strandbyg ApS, Lavvig
        Fuldtid
        Frist: 30.10.2026

        Deltid
        Receptionist i weekenden
        Hotel Fjordglimt, Balsnæs
        Frist: 25.10.2026

        Fuldtid
        Bogholder
        Tal & Orden A/S, Højvang
        Frist: 20.10.2026
        """,
        [
            ("Tømrer", "Strandbyg ApS", "Lavvig", "2026-10-30"),
            ("Receptionist i weekenden", "Hotel Fjordglimt", "Balsnæs", "2026-10-25"),
            ("Bogholder", "Tal & Orden A/S", "Højvang", "2026-10-20"),
        ],
    ),
    "en houses of an employer that the page names": (
        """
        Hill Council
        Residents   Business   Jobs

        Jobs at Hill Council

        Care Assistant
        80% permanent · Rose Hill Care Centre
        Closing date: 15 February 2026
        Read more and apply

        Nursery Teacher
        Full time, fixed term · Clover Nursery School
        Closing date: 18 February 2026
        Read more and apply

        Water Engineer
        Permanent · Technical Services
        Closing date: 22 February 2026
        Read more and apply
        """,
        [
            ("Care Assistant", "Hill Council", "Rose Hill Care Centre", "2026-02-15"),
            ("Nursery Teacher", "Hill Council", "Clover Nursery School", "2026-02-18"),
            ("Water Engineer", "Hill Council", None, "2026-02-22"),
        ],
    ),
    "sv houses of an employer that the page names": (
        """
        Bredsjö kommun
        Lediga jobb i Bredsjö kommun

        Undersköterska
        80 % tillsvidare · Solgårdens äldreboende
        Sista ansökningsdag: 15 februari 2026

        Förskollärare
        Vikariat · Tallbackens förskola
        Sista ansökningsdag: 18 februari 2026

        Enhetschef VA
        Tillsvidare · Tekniska kontoret
        Sista ansökningsdag: 22 februari 2026
        """,
        [
            ("Undersköterska", "Bredsjö kommun", "Solgårdens äldreboende", "2026-02-15"),
            ("Förskollärare", "Bredsjö kommun", "Tallbackens förskola", "2026-02-18"),
            ("Enhetschef VA", "Bredsjö kommun", "Tekniska kontoret", "2026-02-22"),
        ],
    ),
    "de houses of an employer that the page names": (
        """
        Arbeiten bei der Stadt Eschenau

        Pflegekraft (m/w/d)
        80 %, unbefristet · Seniorenzentrum Rosenhof
        Bewerbungsschluss: 15. Februar 2026

        Erzieher (m/w/d)
        Befristet · Kita Kleeblatt
        Bewerbungsschluss: 18. Februar 2026

        Ingenieur Wasser (m/w/d)
        Unbefristet · Tiefbau
        Bewerbungsschluss: 22. Februar 2026
        """,
        [
            ("Pflegekraft (m/w/d)", "Stadt Eschenau", "Seniorenzentrum Rosenhof", "2026-02-15"),
            ("Erzieher (m/w/d)", "Stadt Eschenau", "Kita Kleeblatt", "2026-02-18"),
            ("Ingenieur Wasser (m/w/d)", "Stadt Eschenau", None, "2026-02-22"),
        ],
    ),
    "no titles with a place of work behind a comma": (
        """
        Lillevik kommune
        Stillinger

        Lærer 1.-4. trinn, Lillevik skole
        100 % fast fra 1. august
        Frist 15. mars 2026

        Vernepleier, Heimtjenesten
        75 % vikariat ut 2027
        Frist 20. mars 2026

        Kokk, Lillevik omsorgssenter
        50 % fast
        Frist 20. mars 2026
        """,
        [
            ("Lærer 1.-4. trinn", "Lillevik kommune", "Lillevik skole", "2026-03-15"),
            ("Vernepleier", "Lillevik kommune", "Heimtjenesten", "2026-03-20"),
            ("Kokk", "Lillevik kommune", "Lillevik omsorgssenter", "2026-03-20"),
        ],
    ),
    "en titles with a place of work behind a comma": (
        """
        Hill Council
        Current vacancies

        Teacher, Rose Hill School
        Full time, permanent
        Apply by 15 March 2026

        Cook, Clover Nursery School
        20 hours
        Apply by 20 March 2026

        Care Assistant, Holt Care Home
        Part time
        Apply by 22 March 2026
        """,
        [
            ("Teacher", "Hill Council", "Rose Hill School", "2026-03-15"),
            ("Cook", "Hill Council", "Clover Nursery School", "2026-03-20"),
            ("Care Assistant", "Hill Council", "Holt Care Home", "2026-03-22"),
        ],
    ),
    "da titles with a place of work behind a comma": (
        """
        Skovby Kommune
        Ledige stillinger

        Lærer, Vestre Skole
        Fuldtid
        Ansøgningsfrist: 15. marts 2026

        Pædagog, Børnehuset Myretuen
        30 timer
        Ansøgningsfrist: 20. marts 2026

        Kok, Plejecenter Egelund
        Deltid
        Ansøgningsfrist: 22. marts 2026
        """,
        [
            ("Lærer", "Skovby Kommune", "Vestre Skole", "2026-03-15"),
            ("Pædagog", "Skovby Kommune", "Børnehuset Myretuen", "2026-03-20"),
            ("Kok", "Skovby Kommune", "Plejecenter Egelund", "2026-03-22"),
        ],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_each_form_gives_its_postings(name: str) -> None:
    text, wanted = PAGES[name]
    assert told(text) == wanted


@pytest.mark.parametrize("name", PAGES)
def test_indentation_and_line_ends_change_no_posting(name: str) -> None:
    text, wanted = PAGES[name]
    page = textwrap.dedent(text).strip()
    assert told("\r\n".join(page.split("\n"))) == wanted
    assert told(page + "\n\nFacebook\nInstagram") == wanted


def test_what_is_closed_a_sample_or_an_invitation_is_refused_with_the_reason() -> None:
    text, _ = PAGES["en closed variants"]
    assert refusals(text) == ["closed", "closed", "closed", "nobody is sought"]
    text, _ = PAGES["da closed section and sample"]
    assert refusals(text) == ["closed", "sample"]


def test_a_posting_says_which_rule_read_what() -> None:
    text, _ = PAGES["de Jobseite mit Firma im Fuß"]
    first = recognise(textwrap.dedent(text).strip()).items[0]
    rules = {evidence.field: evidence.rule for evidence in first.evidence}
    assert rules["title"] == "posting.group"
    assert rules["hiring_organization"] == "posting.firm_of_page"


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("da days in running text, one job no longer vacant", ["2026-03-02", "2026-03-09"]),
        ("sv days in running text, one job no longer vacant", ["2026-03-02", "2026-03-09"]),
        ("de days in running text, one job no longer vacant", ["2026-03-02", "2026-03-09"]),
        ("en one advertisement, the firm seeks on the line above", ["2026-03-09"]),
    ],
)
def test_the_day_a_posting_was_put_up_is_read_in_its_text_and_above_a_posting_alone(name: str, days: list[str]) -> None:
    found = (item for item in recognise(textwrap.dedent(PAGES[name][0]).strip()).items if isinstance(item, JobPosting))
    assert [str(item.published) for item in found] == days


def test_the_writer_of_an_article_is_no_posting() -> None:
    page = (
        "Energy Watch    News  Analysis  Listen\n\nThe district heating nobody wanted\n\nBy Mats Adelborg\n"
        "Published: 21 January 2026, 05:45\n\n"
        "Fourteen kilometres of pipe went into the ground. Now the council is looking for a buyer.\n"
    )
    assert [item for item in recognise(page).items if isinstance(item, JobPosting)] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Stellenangebote\n\nZimmerer – Holzbau Muster GmbH – Lindenau\nKoch (m/w/d) – Hotel Adler – Ulm\n",
            ["Zimmerer | Holzbau Muster GmbH | Lindenau", "Koch (m/w/d) | Hotel Adler | Ulm"],
        ),
        (
            "da",
            "Ledige stillinger\n\nHjulmager – Holm Træ A/S – Odense\nBødker – Bray Foods ApS – Aarhus\n",
            ["Hjulmager | Holm Træ A/S | Odense", "Bødker | Bray Foods ApS | Aarhus"],
        ),
        (
            "no",
            "Ledige stillinger\n\nHjulmaker – Holm Tre AS – Bergen\nBøkker – Bray Mat AS – Oslo\n",
            ["Hjulmaker | Holm Tre AS | Bergen", "Bøkker | Bray Mat AS | Oslo"],
        ),
        (
            "sv",
            "Lediga jobb\n\nHjulmakare – Holm Trä AB – Umeå\nTunnbindare – Bray Mat AB – Lund\n",
            ["Hjulmakare | Holm Trä AB | Umeå", "Tunnbindare | Bray Mat AB | Lund"],
        ),
        (
            "en",
            "Vacancies\n\nWheelwright – Holm Timber Ltd – Cork\nCooper – Bray Foods Ltd – Derby\n",
            ["Wheelwright | Holm Timber Ltd | Cork", "Cooper | Bray Foods Ltd | Derby"],
        ),
        (
            "en",
            "Jobs\n\nCook – Hotel Sea – Cork – from 1 May 2026\nClerk – Hotel Sea – Cork – from 1 June 2026\n",
            ["Cook | Hotel Sea | Cork", "Clerk | Hotel Sea | Cork"],
        ),
        ("en", "News\n\nTalks – Holm Timber Ltd – Cork\nFair – Bray Foods Ltd – Derby\n", []),
        ("en", "Jobs\n\nCourses – Farm diary – The Horse Society – Working here\n", []),
    ],
)
def test_rows_of_title_employer_and_town_need_no_known_trade(language: str, text: str, expected: list[str]) -> None:
    found = [item for item in recognise(text, language=language).items if isinstance(item, JobPosting)]
    assert [f"{one.title} | {one.hiring_organization} | {one.job_location}" for one in found] == expected
    assert {one.valid_through for one in found} <= {None}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Working at Holm\n\nCarpenters – Holm Timber Ltd – Cork\nThere are no vacancies at the moment."),
        ("da", "Job hos os\n\nTømrere – Holm Træ A/S – Odense\nVi har ingen ledige stillinger lige nu."),
        ("no", "Ledige stillinger\n\nSnekkere – Holm Tre AS – Bergen\nVi har for tiden ingen ledige stillinger."),
        ("sv", "Lediga jobb\n\nSnickare – Holm Trä AB – Umeå\nJust nu har vi inga lediga tjänster."),
        ("de", "Karriere\n\nAnsprechpartner – Holzbau GmbH – Ulm\nZurzeit haben wir keine offenen Stellen."),
        ("de", "Stellenangebote\n\nAnsprechpartner – Holzbau GmbH – Ulm\nUnsere Kultur – Holzbau GmbH – Ulm"),
    ],
)
def test_where_no_posts_are_open_rows_are_no_postings(language: str, text: str) -> None:
    assert [item for item in recognise(f"{text}\n", language=language).items if isinstance(item, JobPosting)] == []


def test_one_department_without_vacancies_hides_no_others() -> None:
    text = "Vacancies\n\nKitchen\nThere are no vacancies at the moment.\n\n"
    text += "Clerk (full time)\nBray Foods Ltd, Cork\nApply by 1 June 2026\n"
    (one,) = (item for item in recognise(text, language="en").items if isinstance(item, JobPosting))
    assert one.hiring_organization == "Bray Foods Ltd"


def _postings(language: str, text: str) -> list[str]:
    found = [item for item in recognise(f"{text}\n", language=language).items if isinstance(item, JobPosting)]
    return [f"{one.title} | {one.hiring_organization} | {one.job_location} | {one.valid_through}" for one in found]


_HEADS = {
    "da": ("Rosa Kommune\nLedige stillinger", "Kok", "Pedel", "Ansøgningsfrist"),
    "no": ("Rosa kommune\nLedige stillinger", "Kokk", "Vaktmester", "Søknadsfrist"),
    "sv": ("Rosa kommun\nLediga tjänster", "Kock", "Vaktmästare", "Sista ansökningsdag"),
    "en": ("Rosa Council\nVacancies", "Cook", "Caretaker", "Closing date"),
    "de": ("Stadt Rosa\nStellenangebote", "Koch (m/w/d)", "Hausmeister (m/w/d)", "Bewerbungsfrist"),
}


def _days_of_two(language: str, said: str, below: str = "") -> dict[str, str]:
    head, first, second, label = _HEADS[language]
    page = f"{head}\n\n{first}\n{said}\n{label}: 2026-05-03\n\n{second}\n{label}: 2026-05-04\n{below}"
    found = recognise(page, language=language).items
    return {one.title: str(one.valid_through) for one in found if isinstance(one, JobPosting) and one.title is not None}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "All our nursery places are taken, so we need more staff."),
        ("en", "All of our places are filled every year, so you will be busy."),
        ("en", "The post is no longer available in the evenings."),
        ("da", "Alle parkeringspladser er altid optaget, så tag cyklen."),
        ("da", "Vores gamle stilling er ikke længere aktuel, så vi slår en ny op."),
        ("no", "Alle parkeringsplasser er fylt, så ta sykkelen."),
        ("no", "Den gamle stillingen er ikke lenger aktuell, så vi søker på nytt."),
        ("sv", "Alla förskoleplatser är fyllda, så vi behöver fler kollegor."),
        ("sv", "Den gamla tjänsten är inte längre aktuell, så vi söker på nytt."),
        ("de", "Alle Kitaplätze sind belegt, deshalb suchen wir Verstärkung."),
        ("en", "Do you have experience of leading volunteers and school groups?"),
        ("en", "Would you like to lead a team of 20 volunteers?"),
        ("da", "Har du lyst til at arbejde sammen med 40 frivillige?"),
        ("no", "Har du lyst til å arbeide sammen med 40 frivillige?"),
        ("sv", "Vill du arbeta tillsammans med ideella krafter?"),
        ("de", "Möchten Sie mit Ehrenamtlichen arbeiten?"),
    ],
)
def test_what_is_said_of_other_places_and_of_volunteers_closes_no_posting(language: str, said: str) -> None:
    _, first, second, _ = _HEADS[language]
    assert _days_of_two(language, said) == {first: "2026-05-03", second: "2026-05-04"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "All our apprenticeships have been filled."),
        ("en", "This post is no longer available."),
        ("da", "Alle elevpladser er besat."),
        ("da", "Stillingen er desværre ikke længere ledig."),
        ("no", "Alle læreplasser er besatt."),
        ("no", "Denne stillingen er ikke lenger ledig"),
        ("sv", "Alla praktikplatser är tillsatta."),
        ("sv", "Tjänsten är inte längre ledig"),
        ("de", "Für 2026 sind alle Ausbildungsplätze vergeben."),
    ],
)
def test_a_sentence_that_ends_with_it_says_that_a_posting_is_filled(language: str, said: str) -> None:
    *_, second, _ = _HEADS[language]
    assert _days_of_two(language, said) == {second: "2026-05-04"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Would you rather become a volunteer?"),
        ("da", "Vil du hellere være frivillig?"),
        ("no", "Har du lyst til å bli frivillig?"),
        ("sv", "Vill du hellre bli volontär?"),
        ("de", "Möchten Sie lieber ehrenamtlich helfen?"),
    ],
)
def test_a_call_for_volunteers_stands_beside_the_postings(language: str, said: str) -> None:
    *_, label = _HEADS[language]
    below = f"\n{said}\nFoo Bar\n{label}: 2026-05-09\n"
    assert "2026-05-09" not in _days_of_two(language, "", below).values()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "All positions are based on NHS Agenda for Change."),
        ("da", "Alle stillinger er placeret i Teknik og Miljø."),
        ("no", "Alle stillinger er plassert i Teknikk og Miljø."),
        ("sv", "Alla tjänster är placerade i Teknik och Miljö."),
        ("de", "Alle Stellen sind an Tarif und Ordnung gebunden."),
        ("da", "Maden leveres fra køkkenet i Varde."),
        ("no", "Maten leveres fra kjøkkenet i Vardal."),
        ("sv", "Maten levereras från köket i Varberg."),
        ("de", "Das Essen kommt aus Töpfen von der Küche in Wardenburg."),
    ],
)
def test_departments_terms_and_where_goods_come_from_are_no_places_of_work(language: str, said: str) -> None:
    head, first, second, label = _HEADS[language]
    page = f"{head}\n\n{first}\nVi. {said}\n{label}: 2026-05-03\n\n{second}\n{label}: 2026-05-04\n\n{said}"
    assert [one.split(" | ")[2] for one in _postings(language, page)] == ["None", "None"]


def test_shifts_that_open_a_paragraph_above_their_last_day_are_titles() -> None:
    day = "Bewerbungsfrist: 3. Mai 2026"
    titles = ["Nachtdienst", "Wechselschichtführer", "Bereitschaftsdienst Labor", "Tagdienst Küche"]
    page = "Klinik Rosa\nStellenangebote\n\n" + "\n\n".join(f"{title}\n{day}" for title in titles)
    assert [one.split(" | ")[0] for one in _postings("de", page)] == titles
    page = f"Klinik Rosa\nStellenangebote\n\nKoch (m/w/d)\nNachtdienst\n{day}\n\nPfleger (m/w/d)\n\nVollzeit\n{day}"
    assert [one.split(" | ")[0] for one in _postings("de", page)] == ["Koch (m/w/d)", "Pfleger (m/w/d)"]


@pytest.mark.parametrize(
    ("language", "titles", "foot", "expected"),
    [
        (
            "en",
            ["Care Assistant – Leeds", "Care Assistant – Nights", "Cook – Weekends"],
            "Rosa Care Ltd, Mill Lane 3, Leeds",
            ["Care Assistant | Leeds", "Care Assistant – Nights | None", "Cook – Weekends | None"],
        ),
        (
            "en",
            ["Social Worker - Children", "Social Worker - Leeds", "Engineer - Highways"],
            "Hill Council, Town Hall, Main Street 3, Leeds",
            ["Social Worker - Children | None", "Social Worker | Leeds", "Engineer - Highways | None"],
        ),
        (
            "en",
            ["Receptionist – Whitby", "Night Porter – Scarborough", "Chef de Partie – Whitby"],
            "Hill Hotels Ltd, Quay 3, Whitby",
            ["Receptionist | Whitby", "Night Porter | Scarborough", "Chef de Partie | Whitby"],
        ),
        (
            "en",
            ["Receptionist – Whitby", "Night Porter – Nights", "Chef de Partie – Whitby"],
            "Hill Hotels Ltd, Quay 3, Whitby",
            ["Receptionist | Whitby", "Night Porter – Nights | None", "Chef de Partie | Whitby"],
        ),
    ],
)
def test_towns_behind_titles_are_those_of_the_address(
    language: str, titles: list[str], foot: str, expected: list[str]
) -> None:
    above = "\n\n".join(f"{title}\nClosing date: 3 May 2026" for title in titles)
    found = _postings(language, f"{foot.partition(',')[0]}\nVacancies\n\n{above}\n\n{foot}")
    assert [" | ".join(one.split(" | ")[0:3:2]) for one in found] == expected


def test_a_firm_with_and_in_its_name_beside_a_ward_is_a_firm() -> None:
    named = ["Café Station, Leeds", "Clean and Bright, Leeds", "Surgical ward, Leeds", "Department of Flowers, York"]
    titles = ["Cook", "Cleaner", "Nurse", "Florist"]
    jobs = "\n\n".join(f"{a}\n{b}\nClosing date: 3 May 2026" for a, b in zip(titles, named, strict=True))
    found = _postings("en", f"Rosa Hospital\nJobs in our buildings\n\n{jobs}")
    assert [one.split(" | ")[1] for one in found[:2]] == ["Café Station", "Clean and Bright"]


_TEXTS = {
    "da": ("Vi søger en kok til køkkenet.", "Vi søger en pedel til skolen."),
    "no": ("Vi søker en kokk til kjøkkenet.", "Vi søker en vaktmester til skolen."),
    "sv": ("Vi söker en kock till köket.", "Vi söker en vaktmästare till skolan."),
    "en": ("We need a cook for the kitchen.", "We need a caretaker for the school."),
    "de": ("Ihre Aufgaben: Einkauf, Mittagessen", "Ihre Aufgaben: Rasen, Heizung"),
}


@pytest.mark.parametrize(
    ("language", "said", "is_common"),
    [
        ("en", "Apply by 3 May 2026.", True),
        ("en", "Applications for the teaching post must reach us by 3 May 2026.", False),
        ("en", "Applications for manager must be sent by 3 May 2026.", False),
        ("da", "Ansøgning til stillingen som leder skal være os i hænde senest 3. maj 2026.", False),
        ("no", "Søknad på stillingen som leder må sendes innen 3. mai 2026.", False),
        ("sv", "Ansök till tjänsten som ledare senast 3 maj 2026.", False),
        ("de", "Bewerbung auf die Stelle bitte bis 3. Mai 2026 an stadt@rosa.example.", False),
    ],
)
def test_a_last_day_below_all_is_of_all_unless_it_is_said_of_one(language: str, said: str, *, is_common: bool) -> None:
    head, first, second, _ = _HEADS[language]
    above, below = _TEXTS[language]
    found = _postings(language, f"{head}\n\n{first}\n{above}\n\n{second}\n{below}\n\n{said}")
    assert [one.split(" | ")[3] for one in found] == ["2026-05-03" if is_common else "None", "2026-05-03"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            (
                "Jobs\n\nDriver\nHill Transport Ltd\nApply by 3 May 2026 to:\nPost Office Services, Quay 3, Hull\n\n"
                "Clerk\nMill Bank\nApply by 4 May 2026"
            ),
            "Post Office Services",
        ),
        (
            "en",
            (
                "Jobs\n\nDriver\nApply by 3 May 2026 to our agent:\nRose Recruitment Ltd, Main Street 3, Leeds\n\n"
                "Clerk\nMill Bank\nApply by 4 May 2026"
            ),
            "Rose Recruitment Ltd",
        ),
        (
            "da",
            (
                "Stillinger\n\nKok\nRold Kro\nAnsøgning sendes senest 3. maj 2026 til\nHotel Holm, Storgade 3, Ribe\n\n"
                "Tjener\nHotel Rosa\nAnsøgning senest 4. maj 2026"
            ),
            "Hotel Holm",
        ),
    ],
)
def test_the_address_to_apply_to_is_not_who_hires(language: str, text: str, expected: str) -> None:
    found = _postings(language, text)
    assert len(found) == 2
    assert expected not in {one.split(" | ")[1] for one in found}


_DEPARTMENTS = {
    "da": (
        "Fjordby Kommune\n\nLedige stillinger",
        "Pædagog | Plan & miljø",
        "Kok | Sundhed og omsorg",
        "Kok | Lagerby",
    ),
    "no": ("Nordtind AS\n\nLedige stillinger", "Selger | Salg", "Sveiser | Drift og vedlikehold", "Kokk | Lagernes"),
    "sv": ("Bergmans AB\n\nLediga jobb", "Säljare | Försäljning", "Kock | Kultur och fritid", "Kock | Miljöby"),
    "en": (
        "Rosa Pumps Ltd\n\nVacancies",
        "Sales Manager | Sales",
        "Clerk | Finance and accounts",
        "Cook | Healthfield",
    ),
    "de": (
        "Lampert GmbH\n\nStellenangebote",
        "Koch | Vertrieb",
        "Monteur | Bau, Umwelt und Verkehr",
        "Koch | Lagersdorf",
    ),
}
_FULL_TIME = {"da": "Fuldtid", "no": "Heltid", "sv": "Heltid", "en": "Full time", "de": "Vollzeit"}
_SITES = {
    "da": ("Arbejdssted Ribe", "Kontoret i Ribe", "Ribe"),
    "no": ("Arbeidssted Bergen", "Fabrikken i Bergen", "Bergen"),
    "sv": ("Arbetsort Umeå", "Kontoret i Umeå", "Umeå"),
    "en": ("Location: Leeds", "Our office in Leeds", "Leeds"),
    "de": ("Standort Kassel", "Niederlassung in Kassel", "Kassel"),
}


@pytest.mark.parametrize("language", _DEPARTMENTS)
def test_the_department_beside_a_title_is_no_place(language: str) -> None:
    head, *rows, placed = _DEPARTMENTS[language]
    listed = "\n".join(f"{row} | {_FULL_TIME[language]}" for row in (*rows, placed))
    found = [one.split(" | ")[:3] for one in _postings(language, f"{head}\n\n{listed}")]
    firm, town = head.partition("\n")[0], placed.partition(" | ")[2]
    assert found == [[row.partition(" | ")[0], firm, "None"] for row in rows] + [
        ["Koch" if language == "de" else placed.partition(" | ")[0], firm, town]
    ]


@pytest.mark.parametrize("language", _SITES)
def test_a_heading_of_a_place_is_where_the_work_of_all_below_it_is(language: str) -> None:
    *leads, place = _SITES[language]
    head, row, _, placed = _DEPARTMENTS[language]
    title, town, term = row.partition(" | ")[0], placed.partition(" | ")[2], _FULL_TIME[language]
    for lead in leads:
        jobs = f"{title}\n{row.partition(' | ')[2]} | {term}\n\n{placed.partition(' | ')[0]}\n{town} | {term}"
        found = [one.split(" | ")[2] for one in _postings(language, f"{head}\n\n{lead}\n\n{jobs}")]
        assert found == [place, town]


@pytest.mark.parametrize(
    ("language", "head", "sites", "jobs", "day"),
    [
        ("da", "Ledige stillinger", ("Arbejdssted: Ribe", "Sted: Odense"), "Kok Tjener Vagt", "Ansøgningsfrist"),
        ("no", "Ledige stillinger", ("Arbeidssted: Bergen", "Sted: Hamar"), "Kokk Servitør Vakt", "Søknadsfrist"),
        ("sv", "Lediga jobb", ("Arbetsort: Umeå", "Ort: Malmö"), "Kock Servitör Vakt", "Sista ansökningsdag"),
        ("en", "Vacancies", ("Location: Leeds", "Location: Hull"), "Cook Waiter Guard", "Closing date"),
        ("de", "Stellenangebote", ("Standort: Kassel", "Ort: Hamburg"), "Koch Kellner Fahrer", "Bewerbungsfrist"),
    ],
)
def test_a_place_apart_between_postings_is_of_those_below_it_as_the_first_one_is(
    language: str, head: str, sites: tuple[str, str], jobs: str, day: str
) -> None:
    cook, waiter, guard = (f"{job}\n{day}: {n}.5.2026" for n, job in enumerate(jobs.split(), 3))
    page = "\n\n".join((head, sites[0], cook, waiter, sites[1], guard))
    first, second = (site.partition(": ")[2] for site in sites)
    assert [one.split(" | ")[2] for one in _postings(language, page)] == [first, first, second]


@pytest.mark.parametrize(
    ("language", "head", "titles", "day"),
    [
        ("da", "Ledige stillinger", ("Kok", "søges!"), "Ansøgningsfrist: 12.5.2026"),
        ("no", "Ledige stillinger", ("Kokk", "søkes!"), "Søknadsfrist: 12.5.2026"),
        ("sv", "Lediga jobb", ("Kock", "sökes!"), "Sista ansökningsdag: 12.5.2026"),
        ("en", "Vacancies", ("Cook", "wanted!"), "Closing date: 12.5.2026"),
        ("de", "Stellenangebote", ("Koch", "gesucht!"), "Bewerbungsfrist: 12.5.2026"),
    ],
)
def test_cook_wanted_with_a_call_is_the_posting_of_a_cook(
    language: str, head: str, titles: tuple[str, str], day: str
) -> None:
    found = _postings(language, f"{head}\n\n{' '.join(titles)}\n{day}")
    assert [one.split(" | ")[0] for one in found] == [titles[0]]


def test_jobs_whose_name_begins_like_a_place_are_no_headings_of_places() -> None:
    page = (
        "Rosa Films Ltd\nJobs at Rosa Films\n\nLocation Manager\nLeeds | Full "
        "time\n\nOffice in Hull needs paint\n\nCook\nHull | Full time"
    )
    assert [one.split(" | ")[0] for one in _postings("en", page)] == ["Location Manager", "Cook"]


def test_a_firm_or_a_house_named_like_a_department_stays_one() -> None:
    page = (
        "Village board\n\nVacancies\n\nCook\nCulture Cafe, Hull\nApply by 3 "
        "May 2026\n\nClerk\nFinance Ltd, Leeds\nApply by 4 May 2026"
    )
    assert [one.split(" | ")[1:3] for one in _postings("en", page)] == [
        ["Culture Cafe", "Hull"],
        ["Finance Ltd", "Leeds"],
    ]


def test_a_house_among_departments_of_one_employer_is_a_place() -> None:
    page = "Fjordby Kommune\n\nLedige stillinger\n\n" + "\n".join(
        f"{row} | Ansøgningsfrist 3. maj 2026"
        for row in ("Pædagog | Børn og unge", "Byplanlægger | Plan", "Kok | Rådhuset")
    )
    assert _postings("da", page)[2].split(" | ")[1:3] == ["Fjordby Kommune", "Rådhuset"]


_COUNCILS = {
    "da": ("Skovby Kommune", "Ledige stillinger", "Ansøgningsfrist", ("Pædagog", "Kok", "Gartner")),
    "no": ("Lynghei kommune", "Ledige stillinger", "Søknadsfrist", ("Barnehagelærer", "Kokk", "Gartner")),
    "sv": ("Granviks kommun", "Lediga jobb", "Sista ansökningsdag", ("Förskollärare", "Kock", "Vaktmästare")),
    "en": ("Hillford Borough Council", "Current vacancies", "Closing date", ("Teaching Assistant", "Cook", "Gardener")),
    "de": ("Stadt Wiesenau", "Stellenangebote", "Bewerbungsfrist", ("Erzieher", "Koch", "Hausmeister")),
}
_HOUSES = {
    "da": ("Børnehaven Solstrålen", "Teknisk Forvaltning", "Skovby Svømmehal"),
    "no": ("Myrhaug barnehage", "Enhet for helse", "Lynghei ungdomsskole"),
    "sv": ("Trollbackens förskola", "Tekniska förvaltningen", "Simhallen"),
    "en": ("Oak Lane Primary School", "Department of Housing", "Hillford Leisure Centre"),
    "de": ("Kita Regenbogen", "Amt für Soziales", "Grundschule am Anger"),
}


@pytest.mark.parametrize("language", _COUNCILS)
def test_schools_and_offices_below_the_jobs_of_a_council_hire_nobody(language: str) -> None:
    council, head, label, jobs = _COUNCILS[language]
    school, office, house = _HOUSES[language]
    cards = (
        f"{job}\n{name}\n{label}: {day}.6.2026"
        for job, name, day in zip(jobs, (school, office, house), (12, 19, 26), strict=True)
    )
    found = [one.split(" | ") for one in _postings(language, "\n\n".join((council, head, *cards)))]
    assert [(one[0], one[1]) for one in found] == [(job, council) for job in jobs]
    assert [one[2] for one in found][::2] == [school, house]
    assert office not in found[1]


@pytest.mark.parametrize("language", _COUNCILS)
def test_firms_on_a_page_of_a_council_hire_themselves(language: str) -> None:
    council, head, label, jobs = _COUNCILS[language]
    firms = ("Holm Timber Ltd", "Rosa Kafé GmbH", "Fjordglas ApS")
    cards = (f"{job}\n{firm}\n{label}: 12.6.2026" for job, firm in zip(jobs, firms, strict=True))
    found = _postings(language, "\n\n".join((council, head, *cards)))
    assert [one.split(" | ")[1] for one in found] == list(firms)


def test_the_department_and_the_house_below_a_job_at_a_council_are_told_apart() -> None:
    rows = (
        ("Sykepleier", "Helse og omsorg", "Lynghei sentrum"),
        ("Barnehagelærer", "Oppvekst", "Myrhaug barnehage"),
        ("Renholder", "Eiendom", "Lynghei ungdomsskole"),
        ("Kokk", "Helse og omsorg", "Familiens hus"),
    )
    cards = ("\n".join((*row, "Fast, 100 %", "Søknadsfrist: 8.2.2026")) for row in rows)
    found = _postings("no", "\n\n".join(("Lynghei kommune", "Ledige stillinger", *cards)))
    assert [one.split(" | ")[:3] for one in found] == [[job, "Lynghei kommune", house] for job, _, house in rows]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Job på teatret|Kostumier, vikariat til 30. juni 2027|Herreskrædder med svendebrev. Ansøgningsfrist: "),
        ("no", "Jobb hos oss|Inspisient, vikariat til 30. juni 2027|Herreskredder med svennebrev. Søknadsfrist: "),
        ("sv", "Lediga jobb|Attributör, vikariat till 30 juni 2027|Skräddare med gesällbrev. Sista ansökningsdag: "),
        ("en", "Vacancies|Stagehand, fixed term to 30 June 2027|Tailor with a certificate. Closing date: "),
        ("de", "Offene Stellen|Gewandmeister, befristet bis 30.6.2027|Schneider mit Abschluss. Bewerbungsfrist: "),
    ],
)
def test_the_sentences_below_a_title_with_its_terms_are_of_that_posting(language: str, text: str) -> None:
    head, title, below = text.split("|")
    found = _postings(
        language, f"Fjord Theatre\n\n{head}\n\n- {title}\n{below}20.5.2026.\n\n- {title}x\n{below}21.5.2026."
    )
    assert [(one.split(" | ")[0], one.split(" | ")[3]) for one in found] == [
        (title, "2026-05-20"),
        (f"{title}x", "2026-05-21"),
    ]


def test_a_row_that_ends_with_an_abbreviated_day_is_read_like_the_others() -> None:
    rows = (
        "Staplerfahrer (m/w/d) – Felsheim – ab 15,40 €/Std. – sofort",
        "Elektroniker (m/w/d) – Hersbruck – ab 21,00 €/Std. – ab 01.11.",
        "Koch (m/w/d) – Felsheim – ab 14,20 €/Std. – sofort",
    )
    found = _postings("de", "\n".join(("FlexKraft GmbH", "", "Unsere offenen Stellen", "", *rows)))
    assert [one.split(" | ")[0] for one in found] == [row.partition(" – ")[0] for row in rows]
