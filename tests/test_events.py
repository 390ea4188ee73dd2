"""Events told as records, as groups of short lines, in sentences and as entries; what looks like one and is none."""

from __future__ import annotations

from datetime import datetime

import pytest

from feeds.model import Event
from feeds.recognise import recognise
from feeds.recognise.page import read_lines
from feeds.recognise.rules import knowledge
from feeds.recognise.sentences import read_sentence


def events(text: str, language: str) -> list[Event]:
    return [item for item in recognise(text, language=language).items if isinstance(item, Event)]


def told(event: Event) -> tuple[str | None, str | None, str | None, str | None]:
    start = event.start.isoformat()[:16] if event.start is not None else None
    return event.title, start, event.location, event.price


def reasons(text: str, language: str) -> str:
    return "; ".join(rejected.reason for rejected in recognise(text, language=language).rejected)


RECORDS = {
    "order and several on a line": (
        "da",
        (
            "Det sker\n\nStrikkecafé\nHvor: Café Nål\nTid: kl. 14-16\nDato: 4. marts 2026\n\n"
            "Robotter for børn\nSted: Makerrummet | Dato: 7. marts 2026 | Tid: 10:00 til 13:30 | Pris: 0 kr.\n"
        ),
        [
            ("Strikkecafé", "2026-03-04T14:00", "Café Nål", None),
            ("Robotter for børn", "2026-03-07T10:00", "Makerrummet", "0 kr."),
        ],
    ),
    "no blank lines, dashes for colons": (
        "da",
        (
            "Forsamlingshuset\n\nFællesspisning\nDato – fredag den 13. marts 2026\nTid – kl. 18.00\nSted – Salen\n"
            "Pris – 80 kr., børn 40 kr.\nBanko\nDato – torsdag den 19. marts 2026\nTid – kl. 19.00\nSted – Krostuen\n"
        ),
        [
            ("Fællesspisning", "2026-03-13T18:00", "Salen", "80 kr., børn 40 kr."),
            ("Banko", "2026-03-19T19:00", "Krostuen", None),
        ],
    ),
    "labels in capitals, titles below them": (
        "en",
        (
            "COMING UP\n\nWHEN Sunday 3 May 2026, 10am - 2pm\nWHERE The Potting Shed\nCOST Free\nPlant swap\n\n"
            "WHEN Sunday 17 May 2026, 11am\nWHERE Plot 14\nCOST £3\nPruning for beginners\nBook by 10 May.\n"
        ),
        [
            ("Plant swap", "2026-05-03T10:00", "The Potting Shed", "Free"),
            ("Pruning for beginners", "2026-05-17T11:00", "Plot 14", "£3"),
        ],
    ),
    "the title behind a label": (
        "de",
        (
            "Termine\n\nTitel: Kabarett mit Nora Blum\nOrt: Stadthalle\nDatum: Freitag, 8. Mai 2026\nEinlass: 19 Uhr\n"
            "Beginn: 20 Uhr\nTitel: Familienkonzert\nDatum: Sonntag, 10. Mai 2026\nBeginn: 11 Uhr\nOrt: Musikschule\n"
        ),
        [
            ("Kabarett mit Nora Blum", "2026-05-08T20:00", "Stadthalle", None),
            ("Familienkonzert", "2026-05-10T11:00", "Musikschule", None),
        ],
    ),
    "labels alone, values below": (
        "sv",
        "Kurs i vävning\n\nDatum\n10 oktober 2026\nTid\n11–13\nPlats\nSlöjdsalen\nAvgift\n400 kr\n",
        [("Kurs i vävning", "2026-10-10T11:00", "Slöjdsalen", "400 kr")],
    ),
    "all labels above all values": (
        "no",
        "Åpen kveld\n\nDato:\nTid:\nSted:\n5. mars 2026\nkl. 19.00\nGrendehuset\n",
        [("Åpen kveld", "2026-03-05T19:00", "Grendehuset", None)],
    ),
    "sentences behind the facts": (
        "de",
        (
            "Vorträge\n\nSterne über Talheim\nWann: Freitag, 27. März 2026, 20 Uhr. Wo: Sternwarte. Eintritt frei, "
            "Spenden erbeten. Bei Regen entfällt die Beobachtung nicht.\n"
        ),
        [("Sterne über Talheim", "2026-03-27T20:00", "Sternwarte", "Eintritt frei")],
    ),
}


@pytest.mark.parametrize(("language", "text", "expected"), RECORDS.values(), ids=RECORDS)
def test_labelled_records(language: str, text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert [told(event) for event in events(text, language)] == expected


def test_several_dates_and_hours_are_events_of_a_series() -> None:
    text = "Kurse\n\nOnleihe\nTermine: 6. Oktober 2026, 17 Uhr · 13. Oktober 2026, 10 Uhr\nOrt: Schulungsraum\n"
    found = events(text, "de")
    assert [told(event)[1] for event in found] == ["2026-10-06T17:00", "2026-10-13T10:00"]
    assert {event.series for event in found} == {"Onleihe"}


@pytest.mark.parametrize(
    ("remark", "status", "start"),
    [
        ("CANCELLED due to illness", "cancelled", "2026-05-03T19:00"),
        ("Moved from 26 April", "rescheduled", "2026-05-03T19:00"),
        ("Moved to Sunday 10 May 2026", "rescheduled", "2026-05-10T19:00"),
        ("POSTPONED – a new date will be announced", "postponed", None),
        ("Sold out", None, "2026-05-03T19:00"),
    ],
)
def test_what_becomes_of_an_event(remark: str, status: str | None, start: str | None) -> None:
    (event,) = events(f"Diary\n\nPoetry night\n{remark}\nWhen: Sunday 3 May 2026, 7pm\nWhere: Reading Room\n", "en")
    assert event.status == status
    assert told(event) == ("Poetry night", start, "Reading Room", None)


def test_a_moved_place_keeps_the_date() -> None:
    text = "Diary\n\nFirst aid\nDate: Saturday 14 March 2026\nVenue: moved to the Scout Hut, Mill Lane\n"
    (event,) = events(text, "en")
    assert told(event)[1:3] == ("2026-03-14", "Scout Hut, Mill Lane")


def test_what_a_page_says_elsewhere_changes_the_event() -> None:
    text = (
        "Program\n\nFoto for alle\nDato: 3. mars 2026\nTid: kl. 18\nSted: Salen\n\nKorkveld\nDato: 5. mars 2026\n"
        "Tid: kl. 19\nSted: Kirka\n\nEndringer\nForedraget «Foto for alle» er dessverre avlyst.\n"
        "«Korkveld» 5. mars er flyttet til 12. mars.\n"
    )
    found = {event.title: event for event in events(text, "no")}
    assert found["Foto for alle"].status == "cancelled"
    assert found["Korkveld"].status == "rescheduled"
    assert str(found["Korkveld"].start) == "2026-03-12 19:00:00+01:00"


@pytest.mark.parametrize(
    ("language", "text", "title", "place"),
    [
        ("en", "The fair will be held on 2 April 2026 in Leeds.", "fair", "Leeds"),
        ("da", "Den 3. marts 2026 holder vi generalforsamling i klubhuset kl. 19.", "generalforsamling", "klubhuset"),
        ("no", "Fredag 5. juni 2026 inviterer vi til grillfest på Tunet.", "grillfest", "Tunet"),
        ("sv", "Lördag den 2 maj 2026 kl. 10 håller vi loppmarknad i bygdegården.", "loppmarknad", "bygdegården"),
        ("de", "Der Markt findet am 5. Dezember 2026 ab 14 Uhr im Pfarrgarten statt.", "Markt", "Pfarrgarten"),
    ],
)
def test_sentences(language: str, text: str, title: str, place: str) -> None:
    heading = {"en": "Diary", "da": "Det sker", "no": "Hva skjer", "sv": "På gång", "de": "Termine"}[language]
    (event,) = events(f"{heading}\n\n{text}\n", language)
    assert (event.title, event.location) == (title, place)


def test_the_subject_of_a_move_is_the_title() -> None:
    line = read_lines("Medlemsmødet 28. april er UDSAT til tirsdag 12. maj kl. 19.")[0]
    sentence = read_sentence(line.text, line, knowledge("da"))
    assert sentence is not None
    assert sentence.title == "Medlemsmødet"
    assert [(day.day, day.month) for day in sentence.told.moments[0].dates.days] == [(12, 5)]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("da", "Genbrugspladsen holder lukket 24. december 2026."),
        ("en", "Applications close on 1 June 2026 at noon."),
        ("de", "Der Verein wurde am 4. Mai 1931 gegründet."),
        ("sv", "Sista anmälningsdag är den 1 mars 2026."),
    ],
)
def test_sentences_of_something_else(language: str, line: str) -> None:
    heading = {"en": "Diary", "da": "Det sker", "sv": "På gång", "de": "Termine"}[language]
    assert events(f"{heading}\n\n{line}\n", language) == []


def test_entries_name_their_event_first() -> None:
    text = (
        "Sportverein Hellingen\n\n* Hauptversammlung am Freitag, 6. März 2026, 19.30 Uhr im Vereinsheim\n"
        "* Die Wanderung am 15. März fällt aus.\n* Das Sportfest wird vom 20. Juni auf den 27. Juni 2026 verlegt.\n"
        "* Lauftreff jeden Mittwoch um 18 Uhr am Stadion\n* Meldeschluss für das Turnier: 1. Mai 2026\n"
    )
    found = events(text, "de")
    assert [event.title for event in found] == ["Hauptversammlung", "Wanderung", "Sportfest", "Lauftreff"]
    assert [event.status for event in found] == [None, "cancelled", "rescheduled", None]
    assert found[3].recurrence_text == "jeden Mittwoch"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Termine\n\nSo tragen Sie Termine ein:\nTitel: Muster\nOrt: Halle\nDatum: 1. Mai 2026\n",
            "example",
        ),
        ("Termine\n\nFlohmarkt (vorbei)\nDatum: 1. Mai 2026\nOrt: Hof\n", "over"),
        ("Rückblick\n\nFlohmarkt\nDatum: 1. Mai 2026\nOrt: Hof\n", "over"),
    ],
)
def test_what_is_no_event_says_why(text: str, reason: str) -> None:
    assert events(text, "de") == []
    assert reason in reasons(text, "de")


NO_EVENTS = [
    (
        "en",
        (
            "musicTRADE#north\ncareerwatch\n\nupdated every Monday\n\n"
            "WHO: Smilla Oxenstone\nWHAT: new head of marketing\nWHERE: Dove Records, Leeds\nWHEN: 13 April 2026\n\n"
            "WHO: Jean Ekdahl\nWHAT: concert hall manager\nWHERE: North Quay Hall\nWHEN: 1 August 2026\n\n"
            "WHO: name\nWHAT: post\nWHERE: firm, town\nWHEN: date\n(Copy the form above and mail it to us)\n"
        ),
    ),
    (
        "sv",
        (
            "nordisk#MUSIK\nkarriärkollen\n\nuppdateras varje måndag\n\n"
            "VEM: Smilla Oxen\nVAD: ny marknadschef\nVAR: Dovre Records, Stockholm\nNÄR: 2026-04-13\n\n"
            "VEM: Jean Ekdahl\nVAD: konserthuschef\nVAR: Norra Kajen\nNÄR: 2026-08-01\n\n"
            "VEM: namn\nVAD: tjänst\nVAR: företag, ort\nNÄR: datum\n(Kopiera mallen ovan och mejla den)\n"
        ),
    ),
    (
        "no",
        (
            "Fjordens Nærliv\nUke 11\nMeny  Søk  Logg inn\nSkien 4°, lett regn\n\nFolk i ny jobb\n\n"
            "Varden Regnskap har ansatt Aksel Tveit som ny økonomisjef. Han begynte 2. mars 2026.\n"
        ),
    ),
    (
        "de",
        (
            "Küstenwirtschaft\nWoche 11\nMenü  Suche  Anmelden\nKiel 4°, leichter Regen\n\nNeue Köpfe\n\n"
            "Die Varden GmbH hat Aksel Tveit zum neuen Leiter Rechnungswesen ernannt. Er begann am 2. März 2026.\n"
        ),
    ),
]


@pytest.mark.parametrize(("language", "page"), NO_EVENTS)
def test_an_empty_form_and_the_week_of_an_issue_are_no_events(language: str, page: str) -> None:
    assert events(page, language) == []


def test_what_takes_place_weekly_is_no_paper() -> None:
    page = "Weekly market\n12 June 2026\nThe Old Mill, Leeds\n"
    assert [event.title for event in events(page, "en")] == ["Weekly market"]


ANNOUNCED = [
    (
        "da",
        (
            "Energibladet    Nyheder  Analyse  Lyt\n\nFjernvarmen som ingen ville have\n\nAf Mads Adelborg\n"
            "Publiceret: 21. januar 2026 kl. 05.45\n\n"
            "I Vesterkulla blev der gravet fjorten kilometer rør ned. Nu leder kommunen efter en køber.\n\n"
            "De blanke rør ligger på rad bag brandstationen. Nogen har tegnet en smiley på det øverste.\n\n"
            'Gå ikke glip af vores webinar "Varme uden rør" den 12. marts 2026 kl. 9.00-10.00. Gratis, online.\n'
        ),
        [("Varme uden rør", "2026-03-12T09:00", None, "Gratis")],
    ),
    (
        "de",
        (
            "Energieblatt    Nachrichten  Analyse  Hören\n\nDie Fernwärme, die keiner wollte\n\nVon Mats Adelborg\n"
            "Veröffentlicht: 21. Januar 2026, 05:45 Uhr\n\n"
            "In Westerkulla wurden vierzehn Kilometer Rohr vergraben. Nun sucht die Gemeinde einen Käufer dafür.\n\n"
            "Die blanken Rohre liegen in Reihe hinter der Feuerwache. Auf das oberste hat jemand etwas gemalt.\n\n"
            "Nicht verpassen: unser Webinar „Wärme ohne Rohre“ am 12. März 2026, 9.00–10.00 Uhr. Kostenlos, live.\n"
        ),
        [("Wärme ohne Rohre", "2026-03-12T09:00", None, "Kostenlos")],
    ),
    (
        "en",
        (
            "Energy Watch    News  Analysis  Listen\n\nThe district heating that nobody liked\n\nBy Mats Adelborg\n"
            "Published: 21 January 2026, 05:45\n\n"
            "Fourteen kilometres of pipe went into the ground at Westerkulla. Now the council wants out of it.\n\n"
            "The bright pipes lie in a row behind the fire station. Somebody has drawn a smile on the topmost one.\n\n"
            'Don\'t miss our webinar "Heat without pipes" on 12 March 2026, 9.00-10.00am. Free, live online.\n\n'
            "FROM OUR NOTICEBOARD\n"
            "Heating open day, Sunday 30 August 2026, 11am to 4pm, Boiler House, Westerkulla. £3 a car.\n"
        ),
        [
            ("Heat without pipes", "2026-03-12T09:00", None, "Free"),
            ("Heating open day", "2026-08-30T11:00", "Boiler House, Westerkulla", "£3 a car"),
        ],
    ),
]


@pytest.mark.parametrize(("language", "page", "expected"), ANNOUNCED)
def test_events_below_an_article_are_told_of_beside_it(language: str, page: str, expected: list[object]) -> None:
    assert [told(event) for event in events(page, language)] == expected
    (article,) = [item for item in recognise(page).items if not isinstance(item, Event)]
    assert expected[0][0] not in str(getattr(article, "content", ""))  # type: ignore[index]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "sv",
            "FASTIGHETSBLADET NORD\nOnsdag 16 september 2026\nNyheter / Marknad / Karriär / Kalender\n\nNytt om namn\n",
        ),
        ("da", "Havnebladet\nOnsdag den 16. september 2026\nNyheder / Marked / Karriere / Kalender\n\nNavne\n"),
        ("en", "THE PORT GAZETTE\nWednesday 16 September 2026\nNews / Markets / Careers / Diary\n\nPeople\n"),
    ],
)
def test_the_date_of_a_paper_above_its_menu_is_no_event(language: str, text: str) -> None:
    assert events(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The films are coming to phones\n\n- By Rich Maker\n- on April 6, 2015 11:42 pm\n\nAll of them are."),
        ("en", "The films are coming to phones\n\nBy Rich Maker\non April 6, 2015 at 9:00 am\n\nAll six of them are."),
        ("da", "Filmene kommer på telefonen\n\nAf Mia Holm\nden 6. april 2015 kl. 9.00\n\nAlle seks kommer nu."),
        ("en", "A word from the village\n\nMoth Watcher\nMay 29, 2013 02:47 PM\n\nI could not agree more with this."),
    ],
)
def test_when_a_story_was_written_is_no_event(language: str, text: str) -> None:
    assert events(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("da", "Solopgangstur\n12. juni 2026 kl. 4.47\nSted: P-pladsen ved søen\nGratis", "Solopgangstur"),
        ("no", "Soloppgangstur\n12. juni 2026 kl. 4.47\nSted: Parkeringen ved vannet\nGratis", "Soloppgangstur"),
        ("sv", "Gryningstur\n12 juni 2026 kl. 4.47\nPlats: Parkeringen vid sjön\nFri entré", "Gryningstur"),
        ("de", "Wanderung\n12. Juni 2026, 4:47 Uhr\nTreffpunkt: Parkplatz am See\nEintritt frei", "Wanderung"),
        ("en", "Sunrise walk\n12 June 2026, 4:47 am\nMeeting point: Lake car park\nFree", "Sunrise walk"),
        (
            "de",
            "Termine\n\nTour\n12. Juni 2026, 4:47 Uhr\nParkplatz am See\n\nTreffen\n14. Juni 2026, 19 Uhr\nVereinsheim",
            "Tour",
        ),
    ],
)
def test_what_begins_at_an_odd_minute_is_an_event_where_its_place_is_told(language: str, text: str, title: str) -> None:
    event = events(text, language)[0]
    assert isinstance(event.start, datetime)
    assert (event.title, event.start.strftime("%Y-%m-%d %H:%M")) == (title, "2026-06-12 04:47")
    assert event.location is not None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Jane Holm\n12 June 2026, 4:47 am\nLake car park"),
        ("en", "Jane Holm\n12 June 2026, 4:47 am\nWhat a lovely walk from the car park that was. Thanks!"),
        ("de", "Jana Holm\n12. Juni 2026, 4:47 Uhr\nDas war schön am Parkplatz. Danke an alle!"),
    ],
)
def test_a_comment_at_an_odd_minute_is_no_event(language: str, text: str) -> None:
    assert events(text, language) == []


def test_an_event_with_a_word_of_its_own_is_read_beside_the_pieces_of_a_newsletter() -> None:
    page = (
        "Havnen: Byrådet bygger om\n\nByrådet understøtter nye kajer, skriver nyhedsbrevet fra havnen.\n\n"
        "Den nye plan forventer færre både og påvirker havnen efter flere års arbejde. Den nye direktør tilføjer en "
        "kaj og understøtter planen. Markedet udbygger kajen på tværs af hele organisationen.\n\n"
        "Event: Konference om havne\n\nHavne | Odense\n\nEn dag om kajer og kraner.\n\n15. maj 2027 | 495 kr.\n\n"
        "Navnenyt fra it-Danmark\n\nBray ApS har pr. 1. maj 2026 ansat Ib Lund som kranfører. Nyt job\n"
    )
    assert [told(event) for event in events(page, "da")] == [("Konference om havne", "2027-05-15", "Odense", "495 kr.")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Harbour Surgery\n\nBlood tests: every Tuesday 8-10am\nPhone hours: every weekday 8-9am"),
        ("da", "Lægerne på Havnen\n\nBlodprøver: hver tirsdag kl. 8-10\nReceptfornyelse: hver torsdag kl. 9-12"),
        ("no", "Legene på Havna\n\nBlodprøver: hver tirsdag kl. 8-10\nResepter: hver torsdag kl. 9-12"),
        ("sv", "Vårdcentralen Hamnen\n\nBlodprov: varje tisdag kl. 8-10\nRecept: varje torsdag kl. 9-12"),
        ("de", "Praxis am Hafen\n\nBlutabnahme: jeden Dienstag 8-10 Uhr\nRezepte: jeden Donnerstag 9-12 Uhr"),
        (
            "en",
            "St Mary\n\nThe office is staffed every Friday from 9 am to 1 pm.\nThe gate is locked every day at 8 pm.",
        ),
        (
            "de",
            "St. Marien\n\nDas Büro ist jeden Dienstag 10-12 Uhr besetzt.\nSprechstunde: jeden Donnerstag 16-18 Uhr",
        ),
        (
            "en",
            "Parking\n\nNo parking every Thursday 6am-12 noon (cleaning)\nThe newsletter is sent every Friday at 7 am.",
        ),
        ("no", "Parkering\n\nParkering forbudt hver torsdag kl. 6-12 (feiing)\nTorget er stengt hver lørdag kl. 5-15."),
        ("sv", "Parkering\n\nParkering förbjuden varje torsdag kl. 6-12\nTorget är avstängt varje lördag kl. 5-15."),
        ("de", "Parken\n\nParkverbot jeden Donnerstag 6-12 Uhr\nDer Marktplatz ist jeden Samstag 5-15 Uhr gesperrt."),
        ("da", "I aften\n\nHver torsdag kl. 20: Lygten, Kanal 4\nHver fredag kl. 21: Stenfloden, Kanal 2"),
        ("en", "Opening hours\n\nWednesday closed\nThursday 9am-8pm\nEvery first Sunday of the month 10am-2pm"),
        ("da", "Åbningstider\n\nOnsdag lukket\nTorsdag kl. 9-20\nHver første søndag i måneden kl. 10-14"),
    ],
)
def test_what_is_done_or_can_be_had_again_and_again_is_no_event(language: str, text: str) -> None:
    assert events(f"{text}\n", language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Regular events\n\nEvery Thursday 7pm: Yoga\nMats are cleaned by us.\n\nEvery Monday 7pm: Quiz"),
        ("no", "Hva skjer\n\nHver torsdag kl. 19: Yoga\nVi treffes i hallen.\n\nHver mandag kl. 19: Quiz"),
        ("de", "Termine\n\nJeden Donnerstag, 19 Uhr: Yoga\nMatten werden gereinigt.\n\nJeden Montag, 19 Uhr: Quiz"),
    ],
)
def test_what_an_event_that_repeats_says_of_other_things_leaves_it_one(language: str, text: str) -> None:
    assert [event.title for event in events(f"{text}\n", language)] == ["Yoga", "Quiz"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Incidents\n\nTheft\n12 June 2026, 4:47 am\nHarbour Street\n\nNoise\n13 June 2026, 1:13 am\nMill Lane"),
        (
            "da",
            "Salg\n\nKlaver\n12. juni 2026 kl. 4.47\nViborg\nGratis\n\nCykel\n13. juni 2026 kl. 9.13\nSkive\n9 kr",
        ),
        ("no", "Torget\n\nPiano\n12. juni 2026 kl. 4.47\nSted: Oslo\n\nSykkel\n13. juni 2026 kl. 9.13\nSted: Bergen"),
        ("sv", "Säljes\n\nPiano\n12 juni 2026 kl. 4.47\nPlats: Umeå\n\nCykel\n13 juni 2026 kl. 9.13\nPlats: Lund"),
        ("de", "Anzeigen\n\nKlavier\n12. Juni 2026, 4:47 Uhr\nUlm\n200 €\n\nRad\n13. Juni 2026, 9:13 Uhr\nAalen\n9 €"),
    ],
)
def test_several_times_to_the_minute_are_those_of_a_log(language: str, text: str) -> None:
    assert events(f"{text}\n", language) == []


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("en", "Bray Athletics – results\n\nCounty championships, Cork, 3 May 2026\n\n100 m\n1. Ann Bo", "over"),
        ("en", "Parish council – minutes\n\nDate: 3 May 2026\nTime: 7 pm\nPlace: Village hall", "over"),
        ("da", "Odde Råd – referat\n\nDato: 3. maj 2026\nTid: kl. 19\nSted: Forsamlingshuset", "over"),
        ("no", "Odde råd – referat\n\nDato: 3. mai 2026\nTid: kl. 19\nSted: Samfunnshuset", "over"),
        ("sv", "Odde råd – protokoll\n\nDatum: 3 maj 2026\nTid: kl. 19\nPlats: Folkets Hus", "over"),
        ("de", "Gemeinderat – Protokoll\n\nDatum: 3. Mai 2026\nZeit: 19 Uhr\nOrt: Rathaus", "over"),
        (
            "en",
            "Changes\n\n2.4.1 – 3 May 2026\n- Every Thursday a report is sent\n2.4.0 – 12 April 2026\n- Faults",
            "version",
        ),
        ("en", "Tides in June 2026\n\n1 June 4.47 am 3.1 m\n1 June 5.12 pm 3.3 m\n2 June 5.31 am 3.0 m", "unit"),
        ("da", "Tidevand\n\n12. juni 2026 kl. 4.47 1,2 m\n12. juni 2026 kl. 17.12 1,1 m", "unit"),
    ],
)
def test_results_minutes_versions_and_tides_are_no_events(language: str, text: str, reason: str) -> None:
    assert events(f"{text}\n", language) == []
    assert reason in reasons(f"{text}\n", language)


def test_the_route_of_a_bus_is_no_event() -> None:
    times = "Station 7.15 7.45 8.15\nMarket 7.22 7.52 8.22\nValid from 1 June 2026\n"
    assert events(f"Route 12 Cork – Derby\n\nMonday to Friday\n{times}", "en") == []


@pytest.mark.parametrize(
    ("language", "title"), [("da", "Åben forelæsning"), ("no", "Åpen forelesning"), ("sv", "Öppet föredrag")]
)
def test_what_is_open_to_all_says_not_when_a_place_is(language: str, title: str) -> None:
    label, place = {"da": ("Dato: 3. juni 2026", "Sted"), "no": ("Dato: 3. juni 2026", "Sted")}.get(
        language, ("Datum: 3 juni 2026", "Plats")
    )
    assert [event.title for event in events(f"{title}\n\n{label}\n{place}: Rotunden\n", language)] == [title]


@pytest.mark.parametrize(
    ("language", "heading", "work", "place", "other"),
    [
        (
            "da",
            "Arbejdsdag",
            "Arbejdsdagen holdes lørdag den 25. april kl. 10. Sted: legepladsen i blok C. Gratis.",
            "legepladsen i blok C",
            "Vand\nDer lukkes for vandet i uge 19.",
        ),
        (
            "no",
            "Dugnad",
            "Dugnaden holdes lørdag 25. april kl. 10. Sted: lekeplassen i blokk C. Gratis.",
            "lekeplassen i blokk C",
            "Vann\nDet stenges for vannet i uke 19.",
        ),
        (
            "sv",
            "Städdag",
            "Städdagen hålls lördag 25 april kl. 10. Plats: lekplatsen på Backen.",
            "lekplatsen på Backen",
            "Vatten\nVattnet stängs av i vecka 19.",
        ),
        (
            "en",
            "Work day",
            "The work day takes place on Saturday 25 April at 10am. Place: the playground.",
            "the playground",
            "Water\nWater will be off in week 19.",
        ),
        (
            "de",
            "Arbeitstag",
            "Der Arbeitstag findet am Samstag, 25. April, um 10 Uhr statt. Ort: Spielplatz an der Linde.",
            "Spielplatz an der Linde",
            "Wasser\nIn der Woche 19 gibt es kein Wasser.",
        ),
    ],
)
def test_a_numbered_section_ends_where_the_next_begins(
    language: str, heading: str, work: str, place: str, other: str
) -> None:
    later = work.replace("25", "26").replace(heading, "Alfa")
    page = f"Bakken 4\n2026\n\n1. {heading}\n{work}\n\n2. {other}\n\n3. Alfa\n{later}\n\n4. {other}\n\n5. {other}\n"
    found = events(page, language)
    assert [event.location for event in found] == [place] * len(found)
    assert [event.content for event in found] == [None] * len(found)
    assert found


LETTERS = [
    (
        "da",
        "Lørdag den 12. september kl. 18.00 holder vi fest i forsamlingshuset. Der er gryderet.",
        "Søndag den 27. september kl. 10.00 går vi fra kirken. Turen er på otte kilometer.",
    ),
    (
        "no",
        "Lørdag 12. september kl. 18.00 holder vi fest i grendehuset. Det er grytemat.",
        "Søndag 27. september kl. 10.00 går vi fra kirken. Turen er på åtte kilometer.",
    ),
    (
        "sv",
        "Lördag 12 september kl. 18.00 håller vi fest i bygdegården. Det blir gryta.",
        "Söndag 27 september kl. 10.00 går vi från kyrkan. Turen är på åtta kilometer.",
    ),
    (
        "en",
        "On Saturday 12 September at 6pm there will be supper in Vale Hall. Bring a plate.",
        "On Sunday 27 September at 10am we walk from the church. It is eight kilometres.",
    ),
    (
        "de",
        "Am Samstag, 12. September, um 18 Uhr feiern wir im Gemeindehaus. Es gibt Eintopf.",
        "Am Sonntag, 27. September, um 10 Uhr gehen wir von der Kirche los. Es sind acht Kilometer.",
    ),
]


@pytest.mark.parametrize(("language", "feast", "walk"), LETTERS)
def test_headings_over_sentences_that_open_with_their_day_and_hour_are_events(
    language: str, feast: str, walk: str
) -> None:
    intro = {
        "da": "Kære alle\n\nSommeren har været god ved os, og bænken ved gadekæret står igen på alle fire ben i skyggen.",  # noqa: E501
        "no": "Kjære alle\n\nSommeren har vært god mot oss, og benken ved dammen står igjen på alle fire ben i skyggen.",  # noqa: E501
        "sv": "Kära alla\n\nSommaren har varit god mot oss, och bänken vid dammen står åter på alla fyra ben i skuggan.",  # noqa: E501
        "en": "Dear all\n\nThe summer has been good to us, and the bench by the pond is back on all of its four legs again.",  # noqa: E501
        "de": "Liebe Nachbarn\n\nDer Sommer war gut zu uns, und die Bank am Teich steht wieder auf allen vier Beinen.",
    }[language]
    found = events(f"Vale 3\nAugust 2026\n\n{intro}\n\nAlfa\n{feast}\n\nBeta Gamma\n{walk}\n", language)
    assert [(event.title, str(event.start)[:16]) for event in found] == [
        ("Alfa", "2026-09-12 18:00"),
        ("Beta Gamma", "2026-09-27 10:00"),
    ]


@pytest.mark.parametrize(
    ("language", "page", "title"),
    [
        (
            "da",
            "Nye medarbejdere\n\nNavn: Elin Holm\nStilling: Lektor\n\nNavn: Bo Lund\nStilling: Laborant\n\n{}: 10. september 2026 kl. 9.00-15.00, Auditorium 3.\n",  # noqa: E501
            "Velkomstseminar for nyansatte",
        ),
        (
            "no",
            "Nye medarbeidere\n\nNavn: Elin Holm\nStilling: Lektor\n\nNavn: Bo Lund\nStilling: Laborant\n\n{}: 10. september 2026 kl. 9.00-15.00, Auditorium 3.\n",  # noqa: E501
            "Velkomstseminar for nyansatte",
        ),
        (
            "sv",
            "Nya medarbetare\n\nNamn: Elin Holm\nBefattning: Lektor\n\nNamn: Bo Lund\nBefattning: Laborant\n\n{}: 10 september 2026 kl. 9.00-15.00, Auditorium 3.\n",  # noqa: E501
            "Välkomstseminarium för nyanställda",
        ),
        (
            "en",
            "People on the move\n\nMia Marsh becomes head of sales at Bray Foods.\n\nTom Reid leaves Holm Ltd.\n\n{}: 10 September 2026, 9am-3pm, Castle Hall.\n",  # noqa: E501
            "Gazette Awards Dinner",
        ),
        (
            "de",
            "Personalien\n\nMia Marsch wird Leiterin der Kita Aue.\n\nTom Reid verlässt die Holm GmbH.\n\n{}: 10. September 2026, 9-15 Uhr, Aula.\n",  # noqa: E501
            "Begrüßungsseminar",
        ),
    ],
)
def test_an_event_that_names_its_kind_is_read_below_a_column_of_names(language: str, page: str, title: str) -> None:
    found = events(page.format(title), language)
    assert [(event.title, str(event.start)[:16]) for event in found] == [(title, "2026-09-10 09:00")]
    assert events(page.format("Kontakt"), language) == []


@pytest.mark.parametrize(
    ("language", "meeting", "place", "news", "planting"),
    [
        (
            "da",
            "Mødet holdes den 12. oktober 2026 kl. 19 i Møllen.",
            "Møllen",
            "Ny vicevært\n\nTom Madsen passer nu huset.",
            "Lørdag den 24. oktober kl. 10 planter vi træer ved søen.",
        ),
        (
            "no",
            "Møtet holdes 12. oktober 2026 kl. 19 i Mølla.",
            "Mølla",
            "Ny vaktmester\n\nNils Lunde passer nå huset.",
            "Lørdag 24. oktober kl. 10 planter vi trær ved dammen.",
        ),
        (
            "sv",
            "Mötet hålls den 12 oktober 2026 kl. 19 i Kvarnen.",
            "Kvarnen",
            "Ny vaktmästare\n\nNils Lund sköter nu huset.",
            "Lördag 24 oktober kl. 10 planterar vi träd vid dammen.",
        ),
        (
            "en",
            "The meeting takes place on 12 October 2026 at 7 pm in the Old Mill.",
            "Old Mill",
            "New caretaker\n\nTom Field now looks after the house.",
            "Saturday 24 October at 10 am we plant trees by the pond.",
        ),
        (
            "de",
            "Die Sitzung findet am 12. Oktober 2026 um 19 Uhr in der Mühle statt.",
            "Mühle",
            "Neuer Hausmeister\n\nTom Feld kümmert sich nun um das Haus.",
            "Am Samstag, 24. Oktober, um 10 Uhr pflanzen wir dort Bäume.",
        ),
    ],
)
def test_one_event_and_an_invitation_are_two_and_the_heading_between_them_is_no_place(
    language: str, meeting: str, place: str, news: str, planting: str
) -> None:
    found = events(f"Alfa\n\n{meeting}\n\n{news}\n\nBeta Gamma\n\n{planting}\n", language)
    assert [(event.title, str(event.start)[:16], event.location) for event in found] == [
        ("Alfa", "2026-10-12 19:00", place),
        ("Beta Gamma", "2026-10-24 10:00", None),
    ]


@pytest.mark.parametrize("season", ["2026–2027", "2026 – 2027", "2026/2027"])
def test_the_second_year_of_a_season_is_not_that_of_its_autumn(season: str) -> None:
    found = events(f"Season {season}\n\n12 October, 7 pm: Talk\n3 February, 7 pm: Concert\n", "en")
    assert [event.start for event in found] == [None, None]
    assert [
        str(e.start)[:10] for e in events("No. 4 – 2026\n\n12 October, 7 pm: Talk\n\n14 October, 7 pm: Tea\n", "en")
    ] == [
        "2026-10-12",
        "2026-10-14",
    ]


def test_a_closing_date_below_a_title_is_the_day_of_no_event() -> None:
    assert (
        events("Grants\n\nSmall grants\nClosing date: 12 May 2026\n\nLarge grants\nClosing date: 13 May 2026\n", "en")
        == []
    )


@pytest.mark.parametrize(
    ("language", "house", "titles", "when"),
    [
        ("da", "Ørby Kirke", ("Koncert", "Koncert med koret"), "Fredag den 8. maj 2026 kl. 19"),
        ("no", "Ørby kirke", ("Konsert", "Konsert med koret"), "Fredag 8. mai 2026 kl. 19"),
        ("sv", "Örby kyrka", ("Konsert", "Konsert med kören"), "Fredag 8 maj 2026 kl. 19"),
        ("de", "Christuskirche Ostrau", ("Konzert", "Konzert mit dem Chor"), "Freitag, 8. Mai 2026, 19 Uhr"),
        ("en", "Hill Church", ("Concert", "Concert with the choir"), "Friday 8 May 2026, 7 pm"),
    ],
)
def test_the_house_on_top_that_is_the_place_below_the_day_is_no_title(
    language: str, house: str, titles: tuple[str, str], when: str
) -> None:
    found = [events(f"{house}\n\n{title}\n{when}\n{house}\n", language) for title in titles]
    assert [[(event.title, event.location) for event in told] for told in found] == [[(t, house)] for t in titles]


@pytest.mark.parametrize(
    ("language", "when", "hall", "price"),
    [
        ("da", "Torsdag 12. marts 2026 kl. 19", "Salen", "50 kr."),
        ("no", "Torsdag 12. mars 2026 kl. 19", "Salen", "50 kr"),
        ("sv", "Torsdag 12 mars 2026 kl. 19", "Salen", "50 kr"),
        ("de", "Donnerstag, 12. März 2026, 19 Uhr", "Saal", "5 Euro"),
        ("en", "Thursday 12 March 2026, 7 pm", "Hall", "£5"),
    ],
)
def test_a_word_that_can_be_a_label_is_the_place_above_a_price(language: str, when: str, hall: str, price: str) -> None:
    found = events(f"Alfa Beta\n{when}\n{hall}\n{price}\n", language)
    assert [(event.title, event.location, event.price) for event in found] == [("Alfa Beta", hall, price)]


@pytest.mark.parametrize(
    ("language", "head", "notice", "name", "told"),
    [
        (
            "da",
            "Navne",
            "Ib Bo er ansat som kok i Alfa A/S.",
            "Medlemsmøde",
            "Tirsdag 21. april 2026 kl. 18 på Hotel Fjord.",
        ),
        (
            "no",
            "Navn",
            "Ib Bo er ansatt som kokk i Alfa AS.",
            "Medlemsmøte",
            "Tirsdag 21. april 2026 kl. 18 på Hotell Fjord.",
        ),
        (
            "sv",
            "Namn",
            "Ib Bo har anställts som kock i Alfa AB.",
            "Medlemsmöte",
            "Tisdag 21 april 2026 kl. 18 på Hotell Fjord.",
        ),
        (
            "de",
            "Personalien",
            "Ib Bo wird Koch bei der Alfa AG.",
            "Mitgliederversammlung",
            "Dienstag, 21. April 2026, 18 Uhr im Hotel Fjord.",
        ),
        (
            "en",
            "People",
            "Ib Bo has been appointed cook at Alfa Ltd.",
            "Supper",
            "Tuesday 21 April 2026, 6 pm at Hotel Fjord.",
        ),
    ],
)
def test_a_meeting_named_apart_above_the_sentence_with_its_day_is_read_below_names(
    language: str, head: str, notice: str, name: str, told: str
) -> None:
    found = events(f"Alfa Beta 2026\n\n{head}\n\n{notice}\n\n{name}\n\n{told}\n", language)
    assert [(event.title, str(event.start)[:16]) for event in found] == [(name, "2026-04-21 18:00")]


@pytest.mark.parametrize(
    ("language", "when", "place"),
    [
        ("en", "Sunday 30 August 2026, 6pm at St Hild's church. £5.", "St Hild's church"),
        ("sv", "Söndag 30 augusti 2026 kl. 18.00 i Bystugan. Inträde 100 kr.", "Bystugan"),
        ("da", "Søndag 30. august 2026 kl. 18.00 i Sankt Olufs Kirke. Entré 100 kr.", "Sankt Olufs Kirke"),
        ("no", "Søndag 30. august 2026 kl. 18.00 i Olavskirken. Inngang 100 kr.", "Olavskirken"),
        ("de", "Sonntag, 30. August 2026, 18 Uhr in der Stadtkirche. Eintritt 5 €.", "Stadtkirche"),
    ],
)
def test_the_word_that_leads_to_a_place_is_no_part_of_it(language: str, when: str, place: str) -> None:
    assert [event.location for event in events(f"Alfa\n{when}\n", language)] == [place]


def test_a_place_in_a_list_below_the_day_has_no_bullet() -> None:
    (event,) = events("Betong 2026\n\nTisdag 13 oktober 2026, kl. 9\n\n- Konserthuset Vågen, Bro\n- 450 kr\n", "sv")
    assert event.location == "Konserthuset Vågen, Bro"
