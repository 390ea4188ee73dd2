"""What stands among the lines of events and tells nothing of them, and days that words lead to."""

from __future__ import annotations

import pytest

from feeds.recognise import recognise
from feeds.recognise.chaff import without
from feeds.recognise.page import read_lines
from feeds.recognise.rules import knowledge
from test_listings import rows

PAGES = [
    (
        "places of pictures, kinds in capitals above the titles, two days in cells",
        "de",
        """Haus am Moor – Programm Herbst 2026

[Bild: Moor im Nebel]
KONZERT
Die drei Hörner
Samstag, 3. Oktober 2026, 19 Uhr
Großer Saal
12 €

[Bild]
KINDER
Basteln mit Moos
Samstag, 10. Oktober 2026 · Samstag, 17. Oktober 2026
Werkstatt
5 €

[Bild]
LESUNG
Torf und Tod
Freitag, 23. Oktober 2026, 20 Uhr
Bibliothek
8 €""",
        """
Die drei Hörner | 2026-10-03T19:00 |  | Großer Saal | 12 €
Basteln mit Moos | 2026-10-10 |  | Werkstatt | 5 €
Basteln mit Moos | 2026-10-17 |  | Werkstatt | 5 €
Torf und Tod | 2026-10-23T20:00 |  | Bibliothek | 8 €
""",
    ),
    (
        "the place beside the day, the title below",
        "sv",
        """Öppna föreläsningar våren 2027

Tis 12/1 18.00–19.30, Gamla skolan, sal 3
Vad ser en uggla?

Tis 9/2 18.00–19.30, Gamla skolan, sal 3
Ljudet av is

Tis 9/3 (OBS tiden) 19.00, Zoom
Stjärnor över Kiruna""",
        """
Vad ser en uggla? | 2027-01-12T18:00 | 2027-01-12T19:30 | Gamla skolan, sal 3
Ljudet av is | 2027-02-09T18:00 | 2027-02-09T19:30 | Gamla skolan, sal 3
Stjärnor över Kiruna | 2027-03-09T19:00 |  | Zoom
""",
    ),
    (
        "a day over two lines, the kind, the title, the place with its hours",
        "no",
        """Salen på Moen – vår 2027

04
feb
Konsert
Frost i fjorden
Storsalen kl. 20.00
350,-

11
feb
Foredrag
Gamle hus
Kafé Kvern kl. 18.30
Gratis

02
mar
Stand-up
Rett fram
Storsalen kl. 21.00 og kl. 23.00
420,-""",
        """
Frost i fjorden | 2027-02-04T20:00 |  | Storsalen | 350,-
Gamle hus | 2027-02-11T18:30 |  | Kafé Kvern | Gratis
Rett fram | 2027-03-02T21:00 |  | Storsalen | 420,-
Rett fram | 2027-03-02T23:00 |  | Storsalen | 420,-
""",
    ),
    (
        "entries that are counted, and a line that says where and when all are",
        "da",
        """Foredragsforeningen i Fjordby
Efteråret 2026

8 foredrag, ét kort, 600 kr.

1
29/9 2026
PÅ SKI TIL VENDSYSSEL
Journalist Jonna Hedegaard

2
13/10 2026
DEN SIDSTE BRO
Læge Mikkel Sander

3
10/11 2026
ØL OG TVIVL
Bemærk: Teatersalen, Østergade 2

Alle foredrag er kl. 19.30 på Fjordby Skole, aulaen.""",
        """
PÅ SKI TIL VENDSYSSEL | 2026-09-29T19:30 |  | Fjordby Skole, aulaen
DEN SIDSTE BRO | 2026-10-13T19:30 |  | Fjordby Skole, aulaen
ØL OG TVIVL | 2026-11-10T19:30 |  | Teatersalen, Østergade 2
""",
    ),
    (
        "words before days: several of them, a week, one that it was to be on",
        "en",
        """Summer at the mill 2026

Knots
Three Saturdays: June 6, June 13 and June 20, 2026 | 2 p.m. | Rope Loft | £20

Boat Camp
Monday to Friday, August 3–7, 2026, 9:30 a.m.–3:30 p.m. | Boat Shed | £210

Coracle Day
Sunday, May 31, 2026 | 10:30 a.m. to 4 p.m. | Slipway | £4""",
        """
Knots | 2026-06-06T14:00 |  | Rope Loft | £20
Knots | 2026-06-13T14:00 |  | Rope Loft | £20
Knots | 2026-06-20T14:00 |  | Rope Loft | £20
Boat Camp | 2026-08-03 | 2026-08-08 | Boat Shed | £210
Coracle Day | 2026-05-31T10:30 | 2026-05-31T16:00 | Slipway | £4
""",
    ),
]


@pytest.mark.parametrize(("shows", "language", "page", "wanted"), PAGES, ids=[page[0] for page in PAGES])
def test_shapes(shows: str, language: str, page: str, wanted: str) -> None:
    assert rows(page, language) == wanted.strip().split("\n"), shows


def test_a_table_of_sums_is_no_listing() -> None:
    table = "2. aug.     412,50     96,00\n9. aug.     38,00     138,00\n16. aug.     1.050,00     12,00\n"
    page = f"Indsamlet i kirkebøssen 2026\n\n            Vesterby    Østerby\n{table}"
    assert rows(page, "da") == []


def test_titles_that_look_like_kinds_stay() -> None:
    page = "KONCERT\n3. maj 2026 kl. 19\nSalen\n\nLOPPEMARKED\n9. maj 2026 kl. 10\nTorvet\n"
    lines = read_lines(page)
    assert without(lines, knowledge("da")) == lines


def test_a_kind_before_the_title_is_left_out_and_shown_as_evidence() -> None:
    page = (
        "Hva skjer 2026\n\nTUR · Fugler i fjæra\n10. mai 2026 kl. 7, Fyret\n\n"
        "KURS · Tegn en tjeld\n13. juni 2026 kl. 11, Verkstedet\n"
    )
    found = recognise(page, language="no").items
    assert [item.title for item in found] == ["Fugler i fjæra", "Tegn en tjeld"]


@pytest.mark.parametrize("language", ["da", "no", "sv", "en", "de"])
@pytest.mark.parametrize("word", ["Opus", "Sprint", "Alfa no."])
def test_a_number_that_is_all_of_a_title_stays_one(word: str, language: str) -> None:
    page = "2026\n\n" + "\n".join(f"{word} {100 + n}\n{n}.9.2026 18.00\nRosa og Otto\n" for n in (5, 7, 9))
    lines = read_lines(page)
    assert [line.text for line in without(lines, knowledge(language))] == [line.text for line in lines]


@pytest.mark.parametrize(
    ("language", "word"), [("da", "Kursusnr."), ("no", "Kursnr."), ("sv", "Kurskod"), ("en", "Ref"), ("de", "Kurs-Nr.")]
)
def test_a_word_of_numbers_needs_no_colon(language: str, word: str) -> None:
    page = "2026\n\n" + "\n".join(f"{word} {100 + n}\nRosa og Otto\n{n}.9.2026 18.00\n" for n in (5, 7, 9))
    lines = without(read_lines(page), knowledge(language))
    assert not any(line.text.startswith(word) for line in lines)
