"""Labels that only one page has, names that open paragraphs, calendars in sentences, mails."""

from __future__ import annotations

import pytest

from feeds.model import Event
from feeds.recognise import recognise

Told = tuple[str | None, str | None, str | None, str | None]


def events(text: str, language: str) -> list[Told]:
    found = [item for item in recognise(text, language=language).items if isinstance(item, Event)]
    return [(e.title, e.start.isoformat()[:16] if e.start is not None else None, e.location, e.price) for e in found]


ALONE = """VINTERPROGRAM 2026

Havfruen synger
Opføres kun
7. november 2026 kl. 19
Kontant
80 kr.
Sted
Lille Sal

Ræven og ravnen
Opføres kun
14. november 2026 kl. 15
Kontant
60 kr.
Sted
Store Sal
"""
ASKED = """Plan for 2027

Hva er det?  Plantebytte
Klokkeslettet?  søndag 23. mai 2027 kl. 13
Hvor da?  under epletreet

Hva er det?  Sankthansbål
Klokkeslettet?  onsdag 23. juni 2027 kl. 21
Hvor da?  avlyst av brannvesenet
"""
PICTURES = """What is on in 2026

Lamp-lit tour
📅 Friday 20 February 2026, 8pm
📍 Town steps
💰 £6

Try a ladder
📅 Monday 16 February 2026, 11am
📍 The yard
💰 Free
"""
HEADS = """DIARY 2026

SEED SWAP. We swap on Saturday 7 March between 10 and 12 in the Scout Hut. It costs nothing.

PLANT SALE. 16 May, 2pm, Village Hall car park. Admission 50p.

QUIZ. Friday 22 May, 7pm, Village Hall. Bring a pencil.
"""
SENTENCES = """Sommer 2026 i Kroghuset

Torsdag den 27. august klokken 19.30 kommer forfatteren og læser »En ø til min mor« i foredragssalen.

Skolens åbne lørdag finder sted 26. september mellem 13 og 17 i pejsestuen.

Vinterfesten den 5. december kl. 18 er desværre aflyst.
"""
STACKED = """MUSIK 2026

25
Okt
2026
Orgelpunkt
18.05 bis 18.45 Uhr
Dom

1
Nov
2026
Hochamt
10 Uhr
Dom
"""


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "da",
            ALONE,
            [
                ("Havfruen synger", "2026-11-07T19:00", "Lille Sal", "80 kr."),
                ("Ræven og ravnen", "2026-11-14T15:00", "Store Sal", "60 kr."),
            ],
        ),
        (
            "no",
            ASKED,
            [
                ("Plantebytte", "2027-05-23T13:00", "under epletreet", None),
                ("Sankthansbål", "2027-06-23T21:00", None, None),
            ],
        ),
        (
            "en",
            PICTURES,
            [
                ("Lamp-lit tour", "2026-02-20T20:00", "Town steps", "£6"),
                ("Try a ladder", "2026-02-16T11:00", "The yard", "Free"),
            ],
        ),
        (
            "en",
            HEADS,
            [
                ("SEED SWAP", "2026-03-07T10:00", "Scout Hut", None),
                ("PLANT SALE", "2026-05-16T14:00", "Village Hall car park", "Admission 50p"),
                ("QUIZ", "2026-05-22T19:00", "Village Hall", None),
            ],
        ),
        (
            "da",
            SENTENCES,
            [
                ("En ø til min mor", "2026-08-27T19:30", "foredragssalen", None),
                ("Skolens åbne lørdag", "2026-09-26T13:00", "pejsestuen", None),
                ("Vinterfesten", "2026-12-05T18:00", None, None),
            ],
        ),
        (
            "de",
            STACKED,
            [("Orgelpunkt", "2026-10-25T18:05", "Dom", None), ("Hochamt", "2026-11-01T10:00", "Dom", None)],
        ),
    ],
)
def test_events_of_forms_that_no_list_of_words_has(language: str, text: str, wanted: list[Told]) -> None:
    assert events(text, language) == wanted


def test_a_title_that_comes_again_above_its_dates_is_no_label() -> None:
    text = "Concerts 2026\n\nSerenade\n11 July 2026, 5pm\nCastle\n\nSerenade\n12 July 2026, 5pm\nSpa park\n"
    assert [title for title, *_ in events(text, "en")] == ["Serenade", "Serenade"]


def test_the_header_of_a_mail_dates_the_page() -> None:
    header = "From: The Bulb <bulb@example.org>\nSubject: Letter\nDate: Tue, 24 March 2026\n\n"
    page = (
        header
        + "Events\n\n28 March, 10am: Sourdough class, Hall. Free\n2 April, 6pm: Members meet, Grange Hall. Free\n"
    )
    assert [start for _, start, *_ in events(page, "en")] == ["2026-03-28T10:00", "2026-04-02T18:00"]
