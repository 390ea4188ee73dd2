"""Newsletters and other pages of several kinds: where their parts begin, and what each holds."""

from __future__ import annotations

from collections import Counter
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from feeds.dates import Context
from feeds.model import Article, Event, Item, JobPosting, PersonnelNotice
from feeds.recognise import outline, recognise
from feeds.recognise.draft import Setting
from feeds.recognise.page import Holds, read_lines
from feeds.recognise.rules import knowledge, undecorated

DANISH = """~~~ BØLGEBRYDEREN ~~~
Medlemsblad for Vinterbaderne i Lynæs
Oktober 2026

🌊 Ny sauna på molen 🌊
Den gamle brændte, den nye er af lærk.
Tekst og foto: Jonna Dybvad

Torsdag aften slæbte tolv medlemmer de sidste brædder ud på molen. Ovnen er hentet i Finland.

🌊 Hvem har taget badebroen? 🌊

Den lå her i august. Nu ligger den i Hundested, og ingen vil kendes ved, at den blev flyttet.

– Ove Krag

🌊 Det med datoer på 🌊
Søndag 1. november kl. 8: Åbningsdyp, molen, gratis
Lørdag 14. november kl. 15-17: Saunagus for nye, saunaen, 40 kr.

🌊 Folk på stranden 🌊
Helle Brun er ny formand fra 1. november 2026. Hun var før kasserer.

🌊 Kom og arbejd 🌊
Saunapasser, Vinterbaderne i Lynæs, Lynæs. Ansøgningsfrist 15. november 2026.
"""
GERMAN = """Stadtteilzeitung Hafenkante
Ausgabe 7 / 20. Mai 2026
--------------------------------
I. Die Brücke bleibt zu
--------------------------------
Noch mindestens bis zum Herbst müssen Radler den Umweg nehmen.

von Heike Sandmann

Unter dem Asphalt haben die Bauleute Hohlräume gefunden, in die ein Kleinwagen passt.
--------------------------------
II. Der Kiosk hat wieder Licht
--------------------------------
von Malte Borg

Nach elf Jahren brennt am Quai wieder eine Lampe. Die neue Pächterin verkauft Kaffee und gebrauchte Krimis.
--------------------------------
III. Was so ansteht
--------------------------------
Fr 29.05. 19:00 Uhr | Lesung: Nebel über Tonne 9 | Kiosk am Quai | Eintritt frei
Sa 06.06. 10–16 Uhr | Flohmarkt | Hafenplatz | Stand 5 €
--------------------------------
IV. Wer kommt, wer geht
--------------------------------
Jana Petersen ist seit 1. Mai 2026 neue Leiterin der Bücherhalle. Sie kommt von der Stadtbibliothek Kiel.
"""
ENGLISH = """The Wether Gauge
Quarterly bulletin of the Upland Sheep Keepers
Issue 12, 3 March 2027

WOOL PRICES CREEP UP
By Ffion Pryce

For the first time in nine years the cheque has covered the shearing. Buyers paid 41p a kilo for the best.

A DOG CALLED TUESDAY

She came from the rescue with no papers and a fear of gates. By Easter she was penning better than the two dogs.

DATES
Sat 20 March, 10am: Lambing clinic, Rhayader mart, free
Sun 4 April, 2pm-4pm: Hill walk, Elan chapel

IN AND OUT OF THE PEN
Megan Rees has been appointed field officer from 1 April 2027. She was a vet nurse at Tanner & Low.

SITUATIONS
Shepherd, Cwm Farm, Rhayader. Apply by 1 April 2027.
"""
NOISE = "\n\nMost read\n1. The neighbour rang at three\n2. How to wash a cockerel\n\n"


def told(item: Item) -> str:
    """Give the kind of an item and the title or the person that it is about."""
    return f"{type(item).__name__}: {item.person.name if isinstance(item, PersonnelNotice) else item.title}"


def test_marks_of_any_kind_set_off_the_parts_of_a_newsletter() -> None:
    assert [told(item) for item in recognise(DANISH).items] == [
        "Article: Ny sauna på molen",
        "Article: Hvem har taget badebroen?",
        "Event: Åbningsdyp",
        "Event: Saunagus for nye",
        "PersonnelNotice: Helle Brun",
        "JobPosting: Saunapasser",
    ]


def test_rules_and_numerals_set_off_the_parts_of_a_newsletter() -> None:
    found = recognise(GERMAN).items
    assert [told(item) for item in found] == [
        "Article: Die Brücke bleibt zu",
        "Article: Der Kiosk hat wieder Licht",
        "Event: Lesung: Nebel über Tonne 9",
        "Event: Flohmarkt",
        "PersonnelNotice: Jana Petersen",
    ]
    starts = [str(item.start)[:10] for item in found if isinstance(item, Event)]
    assert starts == ["2026-05-29", "2026-06-06"]


def test_capitals_set_off_the_parts_of_a_newsletter_whatever_they_say() -> None:
    kinds = [type(item) for item in recognise(ENGLISH).items]
    assert kinds == [Article, Article, Event, Event, PersonnelNotice, JobPosting]


def test_who_wrote_a_piece_stands_above_or_below_it() -> None:
    found = [item for item in recognise(DANISH).items if isinstance(item, Article)]
    assert [item.authors for item in found] == [("Jonna Dybvad",), ("Ove Krag",)]
    assert found[0].summary == "Den gamle brændte, den nye er af lærk."


@pytest.mark.parametrize("at", ["A DOG CALLED", "DATES", "IN AND OUT", "SITUATIONS"])
def test_noise_between_the_parts_changes_no_fact(at: str) -> None:
    assert [told(i) for i in recognise(ENGLISH.replace(at, NOISE + at)).items] == [
        told(i) for i in recognise(ENGLISH).items
    ]


def test_parts_stand_in_any_order() -> None:
    head, *parts = ENGLISH.replace("\n\nShe", "\nShe").replace("\n\nFor", "\nFor").split("\n\n")
    turned = "\n\n".join([head, *reversed(parts)])
    assert sorted(told(i) for i in recognise(turned).items) == sorted(told(i) for i in recognise(ENGLISH).items)


def test_a_page_of_days_and_a_column_of_names_have_no_article() -> None:
    column = (
        "Ward News\nNo. 4, 2 March 2026\n\nNEW HATS\nAda Pole has been appointed matron from 1 April 2026.\n"
        "Ben Crewe joins as porter on 2 April 2026.\n\n"
        "AND FINALLY\nThe lifts in block C are out of order until May, sorry.\n"
    )
    assert not [item for item in recognise(column).items if isinstance(item, Article)]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("— HARDWARE —", "HARDWARE"),
        ("--- Sådan gik det ---", "Sådan gik det"),
        ("▸ Nya ansikten", "Nya ansikten"),
        ("== Termine ==", "Termine"),
        ("# Hvem gør hvad", "Hvem gør hvad"),
        ("ARRANGEMENTER (12)", "ARRANGEMENTER"),
        ("Ledige stillinger (6 opslag)", "Ledige stillinger"),
        ("- Navne", "- Navne"),
        ("Navn: ________", "Navn: ________"),
        ("“Closed”", "“Closed”"),
    ],
)
def test_headings_lose_their_marks(text: str, bare: str) -> None:
    assert undecorated(text) == bare


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (
            [
                "FREMANTLE: Our harbour pilot of many years goes from his old",
                "office to a better one on the quay. His successor, who comes",
                "from Hobart, has been voted into the chair. She takes it from",
                "1 September.",
            ],
            "takes it from 1 September.",
        ),
        (
            [
                "BREMEN: Unser Lotse zieht nach vielen Jahren aus dem alten",
                "Haus in ein besseres am Kai. Seine Nachfolgerin, die zuvor",
                "in Kiel gelotst hat, ist gewählt. Das Amt übernimmt sie am",
                "1. September.",
            ],
            "übernimmt sie am 1. September.",
        ),
    ],
)
def test_a_day_that_a_wrapped_page_keeps_together_goes_on_above(lines: list[str], end: str) -> None:
    (line,) = read_lines("\n".join(lines))
    assert line.text.endswith(end)


#: What a line shows at sight, whether it can tell a change of job, and whether it does when it is read.
SEEN: tuple[tuple[Holds | None, bool, bool], ...] = (
    ("postings", False, False),
    (None, False, False),
    (None, True, False),
    (None, True, True),
    ("programme", False, False),
    ("programme", True, False),
    ("programme", True, True),
)


@pytest.mark.parametrize("heading", [None, "notices", "postings", "programme"])
def test_what_a_part_holds_is_decided_by_some_of_its_lines_as_by_all(
    monkeypatch: pytest.MonkeyPatch, heading: Holds | None
) -> None:
    lines = read_lines("a\nb\nc\nd")
    part = outline.Part(None, "marks", lines, heading)
    setting = Setting(know=knowledge("en"), zone=ZoneInfo("UTC"), context=Context(), last_line=len(lines))
    for each in product(SEEN, repeat=len(lines)):
        changes = {line.text: is_change for line, (_, _, is_change) in zip(lines, each, strict=True)}
        monkeypatch.setattr(outline, "_is_change", lambda line, _, changes=changes: changes[line.text])
        seen = [outline._Seen(kind, can_change) for kind, can_change, _ in each]
        told = Counter("notices" if is_change else kind for kind, _, is_change in each)
        assert outline._kind(part, seen, setting) == held(told, heading), each


def held(told: Counter[Holds | None], heading: Holds | None) -> Holds | None:
    """Say what a part holds all of whose lines were read."""
    strange = {kind: count for kind, count in told.items() if kind not in {heading, None}}
    if heading is not None and (told[heading] or strange in ({}, {"programme": 1})):
        return heading
    if told["postings"] * 2 > told["programme"] and not told["notices"]:
        return "postings"
    if told["notices"] and told["notices"] * 2 >= told["programme"]:
        return "notices"
    return "programme" if told["programme"] else heading


def test_each_part_that_is_left_adds_one_kind_of_item_at_the_most() -> None:
    either: set[Holds | None] = {None, "notices", "programme"}
    assert outline._most_kinds({"article"}, [either, {"event"}]) == 2
    assert outline._most_kinds({"article"}, [either, either]) == 3
    assert outline._most_kinds({"article", "notices"}, [either, either, {None}]) == 3


@pytest.mark.parametrize("is_signed", [True, False])
def test_what_most_of_a_part_tells_is_seen_by_some_of_its_lines_as_by_all(
    monkeypatch: pytest.MonkeyPatch, *, is_signed: bool
) -> None:
    lines = read_lines("a\nb\nc")
    part = outline.Part(None, "marks", lines)
    setting = Setting(know=knowledge("en"), zone=ZoneInfo("UTC"), context=Context(), last_line=len(lines))
    monkeypatch.setattr(outline, "_is_signed", lambda *_: is_signed)
    for each in product(product(SEEN[1:6], [True, False], [True, False]), repeat=len(lines)):
        shown = {line.text: of for line, of in zip(lines, each, strict=True)}
        monkeypatch.setattr(outline, "_seen", lambda line, _, of=shown: outline._Seen(*of[line.text][0][:2]))
        monkeypatch.setattr(outline, "_is_change", lambda line, _, of=shown: of[line.text][0][2])
        monkeypatch.setattr(outline, "_is_prose", lambda line, of=shown: of[line.text][1])
        monkeypatch.setattr(outline, "_is_aside", lambda line, _, of=shown: of[line.text][2])
        prose = sum(is_prose and not is_aside for _, is_prose, is_aside in each)
        told = sum((kind is not None or is_change) and not is_aside for (kind, _, is_change), _, is_aside in each)
        assert outline._is_other(part, setting) == (told >= (prose + 1 if is_signed else max(prose + 1, 2) // 2)), each


def test_two_parts_under_the_name_of_an_issue_are_a_newsletter() -> None:
    page = """WOOL PRICES CREEP UP
By Ffion Pryce

For the first time in nine years, says issue 12, the cheque has covered the shearing. Buyers paid 41p a kilo.

IN AND OUT OF THE PEN
Megan Rees has been appointed field officer at Tanner & Low from 1 April 2027.
"""
    assert [type(item) for item in recognise(page).items] == [Article, PersonnelNotice]


@pytest.mark.parametrize("below", ["Foto: Sanne Lerk", "Læs også: Smør i modvind"])
def test_a_chapter_above_who_took_the_pictures_is_no_piece_of_its_own(below: str) -> None:
    prose = "Prisen på mælk er steget med elleve procent på et år, og det tærer på fortjenesten i hele branchen. "
    text = (
        f"Lille mejeri fordobler salget\n\nAf Rasmus Holt\n17. februar 2026\n\n{prose * 2}\n\n{prose}\n\n"
        f"Dyr mælk trykker\n\n{prose * 2}\n\n{prose}\n\n{below}\n\nLEDIGE JOB\n\nKok\nHolm A/S, Vejle\n"
        "Ansøgningsfrist: 9. marts 2026\n"
    )
    articles = [item for item in recognise(text, language="da").items if isinstance(item, Article)]
    assert [(article.title, list(article.authors)) for article in articles] == [
        ("Lille mejeri fordobler salget", ["Rasmus Holt"])
    ]
