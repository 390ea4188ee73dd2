"""Sentences that tell a change of job, in five languages, and the columns of names that they stand in."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feeds import lang
from feeds.dates import Context
from feeds.model import PersonnelNotice
from feeds.recognise import Recognition, notices, recognise
from feeds.recognise.draft import Findings, Setting
from feeds.recognise.move import Heading
from feeds.recognise.moves import Teller
from feeds.recognise.page import read_lines
from feeds.recognise.phrases import phrases
from feeds.recognise.rules import knowledge

CASES = Path(__file__).parent / "cases" / "notices"
PUBLISHED = date(2026, 5, 10)
RUBRICS = {"da": "Navne", "de": "Personalien", "en": "People", "no": "Nytt om navn", "sv": "Personnytt"}
FACTS = (
    "change",
    "organization",
    "role_name",
    "effective",
    "location",
    "previous_role_name",
    "previous_organization",
    "education",
    "current_role_name",
)


def cases() -> list[tuple[str, dict[str, Any]]]:
    return [
        (code, case) for code in lang.available() for case in json.loads((CASES / f"{code}.json").read_text("utf-8"))
    ]


def facts_of(notice: PersonnelNotice) -> dict[str, object]:
    facts: dict[str, object] = {"person": notice.person.name}
    if notice.person.age is not None:
        facts["age"] = notice.person.age
    told = ((name, getattr(notice, name)) for name in FACTS)
    return facts | {k: v.isoformat() if isinstance(v, date) else str(v) for k, v in told if v is not None}


def told(code: str, text: str) -> list[dict[str, object]]:
    setting = Setting(
        know=knowledge(code), zone=ZoneInfo("UTC"), context=Context(published=PUBLISHED), last_line=len(text)
    )
    findings = Findings()
    teller = Teller(setting, phrases(code), findings)
    teller.begin(Heading())
    teller.tell(text, read_lines(text))
    teller.finish()
    return [facts_of(item) for _, item in findings.items if isinstance(item, PersonnelNotice)]


@pytest.mark.parametrize(("code", "case"), cases(), ids=lambda v: v if isinstance(v, str) else v["text"][:40])
def test_sentence_is_read_by_its_constituents(code: str, case: dict[str, Any]) -> None:
    assert told(code, case["text"]) == case["notices"]


@pytest.mark.parametrize("code", lang.available())
def test_no_sentence_with_a_verb_is_left_out_unmasked(code: str) -> None:
    words = phrases(code)
    texts = [case["text"] for each, case in cases() if each == code]
    sentences = [sentence for text in texts for sentence in words.know.sentences(text)]
    told = [
        one
        for one in sentences
        if (masked := words.mask(one).text) and (words.verb(masked) or words.has_participle(masked))
    ]
    assert told
    assert [one for one in told if not words.can_change(one)] == []


def people(found: Recognition) -> list[tuple[object, ...]]:
    notices = (item for item in found.items if isinstance(item, PersonnelNotice))
    return [(n.person.name, n.change, n.role_name, n.organization) for n in notices]


def test_name_above_its_sentence_is_the_subject() -> None:
    page = (
        "NAVNE\n8. maj 2026\n\nMIA HOLT KJÆR\ner ansat som lagerchef hos Kornmod A/S.\n\nIB LUND, 36\n41 dage senere.\n"
    )
    assert people(recognise(page, language="da")) == [("Mia Holt Kjær", "appointed", "lagerchef", "Kornmod A/S")]


def test_firm_above_the_sentences_is_whose_they_tell() -> None:
    page = (
        "Appointments\n4 May 2026\n\nCorrib Software\nAnn Lowe has been promoted to head of sales.\n"
        "Bob Fry joins as chief engineer.\n\nTidal Works\nEve Orr retires as finance director.\n"
    )
    assert people(recognise(page, language="en")) == [
        ("Ann Lowe", "promoted", "head of sales", "Corrib Software"),
        ("Bob Fry", "appointed", "chief engineer", "Corrib Software"),
        ("Eve Orr", "retired", None, "Tidal Works"),
    ]


def test_rubric_before_an_entry_says_what_changes_and_what_does_not() -> None:
    page = (
        "Navne\n\n[FORFREMMET] Jens Aa er ny trafikleder i Ravnsborg Transport.\n\n"
        "[JUBILÆUM] Ole Lind er ansat som chef i Kornmod.\n"
    )
    found = recognise(page, language="da")
    assert people(found) == [("Jens Aa", "promoted", "trafikleder", "Ravnsborg Transport")]
    assert [r.reason for r in found.rejected] == ["no change of job: its heading says so"]


def test_labels_stand_in_any_order_and_an_empty_form_is_none() -> None:
    page = (
        "Personnytt\n\nNy roll: Lagerchef\nNamn: Eva Lund (47)\nArbetsgivare: Kyl AB\nTidigare: Teamledare, Kyl AB\n\n"
        "Namn: ________\nNy roll: ________\nArbetsgivare: ________\n"
    )
    found = recognise(page, language="sv")
    assert people(found) == [("Eva Lund", "promoted", "Lagerchef", "Kyl AB")]
    assert [r.reason for r in found.rejected] == ["a form without a person's name"]


def test_table_tells_a_notice_a_line() -> None:
    page = (
        "Who's new\n\nName | New role | Company | Starts\nHelen Marsh | Head of Risk | Kestrel Bank | 1 June 2026\n"
        "\nLeaving\n\nPeter Wynn | Finance Director | Tidal Works Ltd | 31 May 2026\n"
    )
    assert people(recognise(page, language="en")) == [
        ("Helen Marsh", "appointed", "Head of Risk", "Kestrel Bank"),
        ("Peter Wynn", "departed", None, "Tidal Works Ltd"),
    ]


def test_column_without_a_heading_is_known_by_its_entries() -> None:
    page = (
        "Branschnytt\n8 maj 2026\n\nLina Strand blir ny vd för Havsnät AB.\n\n"
        "Kustbanken har utsett Per Åberg till regionchef.\n\nNils Ek, 63, går i pension från Södra Sågen.\n"
    )
    assert [name for name, *_ in people(recognise(page, language="sv"))] == ["Lina Strand", "Per Åberg", "Nils Ek"]


def test_article_in_which_somebody_changes_job_stays_an_article() -> None:
    page = (
        "Fjordkraft får ny sjef\nAv Ola Holm\n8. mai 2026\n\n"
        "Geir Lund tar over som direktør i Fjordkraft 1. august.\n\n"
        "Selskapet har 120 ansatte og omsatte for mye i fjor. Regnskapet viser overskudd.\n\n"
        "Naboene er mest opptatt av den nye dammen, som skal stå ferdig neste vår.\n"
    )
    found = recognise(page, language="no")
    assert people(found) == []
    assert [item.kind for item in found.items] == ["article"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dorte Winkel er valgt til formand og Ib Rosen til kasserer i Bådlauget.", ["formand", "kasserer"]),
        ("Kim Vest og Lise Aa er begyndt som henholdsvis lærer og pædagog på Skolen.", ["lærer", "pædagog"]),
    ],
)
def test_each_person_of_a_sentence_gets_the_role_that_is_meant(text: str, expected: list[str]) -> None:
    assert [notice.get("role_name") for notice in told("da", text)] == expected


def test_later_sentence_adds_what_was_before_and_from_when() -> None:
    text = "Ann Lowe joins Bray Ltd as partner. She was head of tax at Penrose LLP. Her first day is 1 July 2026."
    assert told("en", text) == [
        {
            "person": "Ann Lowe",
            "change": "appointed",
            "organization": "Bray Ltd",
            "role_name": "partner",
            "effective": "2026-07-01",
            "previous_role_name": "head of tax",
            "previous_organization": "Penrose LLP",
        }
    ]


def test_who_leaves_for_a_post_that_is_told_is_appointed_there() -> None:
    text = "Birgit Lohse verlässt die Stadtwerke Lauen. Sie wird Sprecherin der Klinik Solling."
    (notice,) = told("de", text)
    assert (notice["change"], notice["organization"], notice["previous_organization"]) == (
        "appointed",
        "Klinik Solling",
        "Stadtwerke Lauen",
    )


def told_on(code: str, page: str) -> list[tuple[object, ...]]:
    notices = (item for item in recognise(page, language=code).items if isinstance(item, PersonnelNotice))
    return [(n.person.name, n.change, n.role_name or n.previous_role_name, n.organization) for n in notices]


def test_entries_without_a_verb_are_told_by_the_rubric_above_them() -> None:
    page = (
        "Havneposten, medarbejderblad for Ribers Havn\nApril 2026\n\nIND\n* Kim Holst, kranfører – starter 4. maj 2026\n"  # noqa: E501
        "* Ditte Aa, lønbogholder – 1. juni 2026 (kommer fra Aarup Kommune)\n\nUD\n"
        "* Palle Friis, havneassistent – sidste dag 30. april 2026\n\nORLOV\n* Jan Moe, lods, fra 3. maj 2026\n"
    )
    assert told_on("da", page) == [
        ("Kim Holst", "appointed", "kranfører", "Ribers Havn"),
        ("Ditte Aa", "appointed", "lønbogholder", "Ribers Havn"),
        ("Palle Friis", "departed", "havneassistent", "Ribers Havn"),
    ]


def test_arrow_tells_who_goes_where() -> None:
    page = (
        "The Ledger Weekly\n12 May 2026\n\nPaula Grint (Moss & Lane) → Finance Director, Hollis Bakeries\n\n"
        "Owen Tarr → Operations Manager, Fenwick Stores, from 15 June 2026\n"
    )
    assert told_on("en", page) == [
        ("Paula Grint", "appointed", "Finance Director", "Hollis Bakeries"),
        ("Owen Tarr", "appointed", "Operations Manager", "Fenwick Stores"),
    ]


def test_signs_say_who_comes_and_who_goes() -> None:
    page = "Personalia\n\n+ Eva Lie, salgssjef i Kornmo\n+ Per Ås, lagersjef i Kornmo\n– Kari Sund, revisor i Kornmo\n\nTips: skriv til oss.\n"  # noqa: E501
    assert [(name, change) for name, change, *_ in told_on("no", page)] == [
        ("Eva Lie", "appointed"),
        ("Per Ås", "appointed"),
        ("Kari Sund", "departed"),
    ]


def test_list_behind_a_colon_tells_the_same_of_all() -> None:
    page = "Personalien\n\nZwei Neue bei Ott Holz GmbH: Lea Brandl als Einkäuferin und Jonas Kehr als Fahrer.\n"
    assert told_on("de", page) == [
        ("Lea Brandl", "appointed", "Einkäuferin", "Ott Holz GmbH"),
        ("Jonas Kehr", "appointed", "Fahrer", "Ott Holz GmbH"),
    ]


def test_label_without_a_list_is_learned_from_its_values() -> None:
    page = (
        "Personnytt\n\nKollega: Ulla Kärr\nNy roll: kulturchef\nArbetsgivare: Norrby kommun\n\n"
        "Kollega: Åke Berg\nNy roll: fritidschef\nArbetsgivare: Norrby kommun\n"
    )
    assert [name for name, *_ in told_on("sv", page)] == ["Ulla Kärr", "Åke Berg"]


def test_list_of_a_board_is_no_change() -> None:
    page = "Årsmøte 12. mai 2026\n\nStyret\nLeder: Gunn Tveit\nNestleder: Roar Sætre\nKasserer: Oddny Holm\n"
    assert told_on("no", page) == []


def test_who_swaps_a_post_for_another_has_both() -> None:
    (notice,) = told("en", "Tom Reed joins Hadley Council as press officer.")
    assert notice["role_name"] == "press officer"
    page = "Navn\n\nOla Li bytter jobben som kokk hos Brød AS med stillingen som konsulent i Bakernes forbund.\n"
    assert told_on("no", page) == [("Ola Li", "appointed", "konsulent", "Bakernes forbund")]


def test_what_happened_years_ago_is_no_news() -> None:
    page = (
        "Navne\n12. maj 2026\n\nIb Lund er ansat som chef i Kornmod fra 1. maj 1976.\nMia Kjær er ny chef i Kornmod.\n"
    )
    found = recognise(page, language="da")
    assert [name for name, *_ in people(found)] == ["Mia Kjær"]
    assert "no change of job: it was years ago" in [r.reason for r in found.rejected]


def test_table_below_a_heading_of_notices_keeps_the_names_of_its_columns() -> None:
    page = (
        "Medarbejderbladet\n\nNAVNE\n\nNavn              Fra             Til               Dato\n"
        "-------------------------------------------------------\n"
        "Karin Holt        kontorassistent  bogholder        1/9-2026\n"
        "Svend Krogh Lund  maskinmester     pension          30/9-2026\n"
    )
    assert people(recognise(page, language="da"))[0][:3] == ("Karin Holt", "appointed", "bogholder")
    assert people(recognise(page, language="da"))[1][:3] == ("Svend Krogh Lund", "retired", None)


def test_below_a_heading_of_notices_a_person_a_post_a_firm_and_a_day_are_enough() -> None:
    page = (
        "På ny post\n\n2026-02-10\n\nTandvården Västra Bergen AB\n"
        "  Anna Sköld ................ klinikchef ......... 1 mars\n"
        "  Tage Parling .............. övertandläkare ..... 1 april\n"
    )
    assert people(recognise(page, language="sv")) == [
        ("Anna Sköld", "appointed", "klinikchef", "Tandvården Västra Bergen AB"),
        ("Tage Parling", "appointed", "övertandläkare", "Tandvården Västra Bergen AB"),
    ]


def test_words_before_a_list_say_what_it_tells() -> None:
    page = (
        "Folk i klubben\n14. juni 2026\n\nÅrsmøtet 27. mai valgte nytt styre:\nLeder: Jon Husby (gjenvalg)\n"
        "Nestleder: Sara Ahl (ny)\nStyremedlem: Petter Grøn (ny)\n"
    )
    assert [(name, change, role) for name, change, role, _ in people(recognise(page, language="no"))] == [
        ("Sara Ahl", "elected", "Nestleder"),
        ("Petter Grøn", "elected", "Styremedlem"),
    ]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("da", "Nordvirks nye direktør er Tina Vestby.", [("Tina Vestby", "direktør", "Nordvirk")]),
        ("en", "At Moor Trams, Ann Lister moves up from clerk to manager.", [("Ann Lister", "manager", "Moor Trams")]),
        (
            "en",
            "The Guild re-elected Cy Potts as master and elected Meg Foy as warden.",
            [("Meg Foy", "warden", "Guild")],
        ),
        (
            "de",
            "Seit 4. Mai verstärken Simon Berger und Lukas Mann als Gärtner das Team.",
            [("Simon Berger", "Gärtner", None), ("Lukas Mann", "Gärtner", None)],
        ),
        (
            "da",
            "Hos Sydkøkken er Ditte Munk og Oscar Blom udlært som kokke.",
            [("Ditte Munk", None, "Sydkøkken"), ("Oscar Blom", None, "Sydkøkken")],
        ),
    ],
)
def test_person_stands_behind_the_firm_or_the_post(text: str, code: str, expected: list[tuple[object, ...]]) -> None:
    found = [(n["person"], n.get("role_name"), n.get("organization")) for n in told(code, text)]
    assert found == expected


def test_age_told_in_a_sentence_of_its_own_is_kept() -> None:
    notices = told("da", "Fabrikschef Erling Hostby fratræder 1. november 2026. Han er 61 år.")
    assert [n["age"] for n in notices] == [61]


def test_family_name_before_the_given_name_heads_a_card() -> None:
    page = (
        "Husbladet\n17. marts 2026\n\nHolm, Anne (52)\nNy stilling: Driftschef, Vesterby Boliger\n"
        "Før: Varmemester, Vesterby Boliger\nTiltræder: 1. april 2026\n\nBro, Oluf\n"
        "Ny stilling: Ingen – stopper som direktør i Murerhuset\nSidste dag: 27. marts 2026\n\nLund, Karna\n"
        "Ny stilling: Formand, Vesterby Boliger (valgt 10. marts 2026)\nFør: Beboerrepræsentant\n"
    )
    assert told_on("da", page) == [
        ("Anne Holm", "promoted", "Driftschef", "Vesterby Boliger"),
        ("Oluf Bro", "departed", "direktør", "Murerhuset"),
        ("Karna Lund", "elected", "Formand", "Vesterby Boliger"),
    ]


def test_heading_of_a_greeting_says_who_comes_and_who_goes() -> None:
    page = (
        "Staff news\nMay 2026\n\nWe say hello to\n* Ann Holm, who joins Hazel School as librarian on 20 April 2026\n\n"
        "We say goodbye to\n* Ib Lund. Ib, caretaker of Hazel School since 1994, retires at the end of May 2026\n"
    )
    assert [each[:2] for each in told_on("en", page)] == [("Ann Holm", "appointed"), ("Ib Lund", "retired")]


@pytest.mark.parametrize(
    ("code", "page", "people"),
    [
        (
            "en",
            (
                "People\n\nCORK: ANN LEE KIRK goes from pilot to harbour master at Bray Port on 3 August 2026.\n\n"
                "Reed Ferries welcomes TOM ASH as bosun.\n"
            ),
            ["Ann Lee Kirk", "Tom Ash"],
        ),
        (
            "da",
            (
                "Navne\n\nLARS HOLM er ansat som havnechef hos Ribe Havn pr. 1. maj 2026.\n\n"
                "Den nye bogholder hos Vestkyst Fisk hedder MIA BAY.\n"
            ),
            ["Lars Holm", "Mia Bay"],
        ),
        (
            "sv",
            "Namn\n\nEVA LIND har anställts som rektor på Arkö skola.\n\nPER ÅBERG slutar som kock hos Hotell Sjön.\n",
            ["Eva Lind", "Per Åberg"],
        ),
    ],
)
def test_names_in_capitals_are_read_as_names(code: str, page: str, people: list[str]) -> None:
    found = recognise(page, language=code).items
    assert [item.person.name for item in found if isinstance(item, PersonnelNotice)] == people


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("*** Ada Holm ***", "Ada Holm"),
        ("== Ada Holm -- ##", "Ada Holm"),
        ("Ada Holm ---", "Ada Holm"),
        ("Ada Holm -", "Ada Holm -"),
    ],
)
def test_rules_and_stars_around_a_line_are_taken_off(line: str, expected: str) -> None:
    (bare,) = notices._undecorated(read_lines(line))
    assert bare.text == expected


def test_long_rows_of_stars_cost_no_time() -> None:
    page = (
        f"Personalia\n\n+ Eva Lie, salgssjef i Kornmo\n\n{'#' * 3000}F{'#' * 3000}-\n\n"
        "+ Per Ås, lagersjef i Kornmo\n– Kari Sund, revisor i Kornmo\n"
    )
    before = process_time()
    assert ("Per Ås", "appointed", "lagersjef", "Kornmo") in told_on("no", page)
    assert process_time() - before < 10


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Mia Marsh\nKestrel Bank has made her head of risk.", [("Mia Marsh", "head of risk", "Kestrel Bank")]),
        ("da", "Mia Holm\nKornmod A/S har udnævnt hende til chef.", [("Mia Holm", "chef", "Kornmod A/S")]),
        (
            "de",
            "Lea Ott\n1a Regale hat sie von der Köchin zur Leiterin befördert.",
            [("Lea Ott", "Leiterin", "1a Regale")],
        ),
        ("no", "Kari Lie\nKornmo AS har gjort henne til lagersjef.", [("Kari Lie", "lagersjef", "Kornmo AS")]),
        ("sv", "Lina Ek\nKornboden AB har utsett henne till chef.", [("Lina Ek", "chef", "Kornboden AB")]),
    ],
)
def test_pronoun_below_a_name_is_whose_it_is(code: str, text: str, expected: list[tuple[object, ...]]) -> None:
    found = recognise(f"{RUBRICS[code]}\n\n{text}\n\n", language=code)
    assert [(name, role, firm) for name, _, role, firm in people(found)] == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("da", "Fra Bay AG til Kornmod A/S: Ib Lund bliver kok den 1. juni 2026."),
        ("de", "Von der Bay AG zu Kornmod A/S: Ib Lund wird Koch am 1. Juni 2026."),
        ("en", "From Bay AG to Kornmod A/S: Ib Lund becomes cook on 1 June 2026."),
        ("no", "Fra Bay AG til Kornmod A/S: Ib Lund blir kokk 1. juni 2026."),
        ("sv", "Från Bay AG till Kornmod A/S: Ib Lund blir kock den 1 juni 2026."),
    ],
)
def test_before_a_colon_stands_from_where_to_where_somebody_goes(code: str, text: str) -> None:
    found = recognise(f"{RUBRICS[code]}\n\n{text}\n\n", language=code)
    (notice,) = (item for item in found.items if isinstance(item, PersonnelNotice))
    assert (notice.organization, notice.previous_organization) == ("Kornmod A/S", "Bay AG")
    assert (notice.person.name, notice.effective) == ("Ib Lund", date(2026, 6, 1))


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "en",
            "Joining the committee of Bray Rowing Club: baker Mia Marsh and Tom Ash.",
            [("Mia Marsh", "elected", "baker", "Bray Rowing Club"), ("Tom Ash", "elected", None, "Bray Rowing Club")],
        ),
        (
            "da",
            "Nye i bestyrelsen for Havnens Venner: Mia Holm og lærer Ib Lund.",
            [("Mia Holm", "elected", None, "Havnens Venner"), ("Ib Lund", "elected", "lærer", "Havnens Venner")],
        ),
        (
            "no",
            "Forandring på verkstedet: Kari Lie slutter som kokk i Kornmo AS.",
            [("Kari Lie", "departed", "kokk", "Kornmo AS")],
        ),
        ("de", "Wechsel im Werk: Lea Ott verlässt die Holz GmbH.", [("Lea Ott", "departed", None, "Holz GmbH")]),
        (
            "en",
            "* Eve Orr, cook at Hazel High, who becomes head there in September\n* All who ran on 11 April",
            [("Eve Orr", "promoted", "head", "Hazel High")],
        ),
        (
            "en",
            "BURNIE: Strait Lines has hired for a port NGAIRE\nTUHI as clerk.\n\nCORK: Bray hires TOM ASH as a bosun.",
            [("Ngaire Tuhi", "appointed", "clerk", "Strait Lines"), ("Tom Ash", "appointed", "bosun", "Bray")],
        ),
    ],
)
def test_words_before_a_colon_and_marks_before_an_entry(
    code: str, text: str, expected: list[tuple[object, ...]]
) -> None:
    assert told_on(code, f"{RUBRICS[code]}\n4 May 2026\n\n{text}\n\n") == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "no",
            "Polar Tak: Etter tolv år gir Ola Vik seg som kokk i Polar Tak.",
            [("Ola Vik", "departed", "kokk", "Polar Tak")],
        ),
        (
            "de",
            "Polar Dach: Nach zwölf Jahren verlässt Lea Ott das Unternehmen.",
            [("Lea Ott", "departed", None, "Polar Dach")],
        ),
        (
            "da",
            "Ib Lund\nBay & Ravn Advokater\nIb Lund er optaget som partner i Bay & Ravn Advokater.",
            [("Ib Lund", "appointed", "partner", "Bay & Ravn Advokater")],
        ),
        (
            "sv",
            "KORNHEM\nLina Ek har utsetts till chef.\n\nBOSTÄDER NORR\nPer Al är ny kock. Han kommer från Kornhem.",
            [("Lina Ek", "appointed", "chef", "Kornhem"), ("Per Al", "appointed", "kock", "BOSTÄDER NORR")],
        ),
        (
            "en",
            "HARROW MARINE\nEve Orr has been made clerk of Harrow Marine.",
            [("Eve Orr", "appointed", "clerk", "Harrow Marine")],
        ),
        (
            "da",
            "Børn og Skole\n- Mia Holm tiltræder som skoleleder på Møllevangskolen.",
            [("Mia Holm", "appointed", "skoleleder", "Møllevangskolen")],
        ),
        (
            "de",
            (
                "Lea Ott wird Köchin der Holz GmbH. +++ Max Kehr geht zum 1. Juni in den Ruhestand. +++ Die Bau AG hat "
                "Eva Lutz (38) zur Leiterin ernannt."
            ),
            [
                ("Lea Ott", "appointed", "Köchin", "Holz GmbH"),
                ("Max Kehr", "retired", None, None),
                ("Eva Lutz", "appointed", "Leiterin", "Bau AG"),
            ],
        ),
        (
            "en",
            (
                "Eve Orr joins Bray Foods as cook. *** Tom Ash retires from Holm Ltd. *** Mia Marsh was elected chair "
                "of the Bray Guild."
            ),
            [
                ("Eve Orr", "appointed", "cook", "Bray Foods"),
                ("Tom Ash", "retired", None, "Holm Ltd"),
                ("Mia Marsh", "elected", "chair", "Bray Guild"),
            ],
        ),
        (
            "en",
            (
                "BRAY FOODS LTD\nEve Orr, Partner, Real Estate\nPreviously clerk at Holm Ltd\nFrom 1 May 2026\n\n"
                "HOLM LTD\nTom Ash, Head of Knowledge\nFrom 13 July 2026"
            ),
            [
                ("Eve Orr", "appointed", "Partner, Real Estate", "BRAY FOODS LTD"),
                ("Tom Ash", "appointed", "Head of Knowledge", "Holm Ltd"),
            ],
        ),
        (
            "de",
            "Papierschiff Kinderbuch: Neu im Team ist Lea Ott als Köchin.",
            [("Lea Ott", "appointed", "Köchin", "Papierschiff Kinderbuch")],
        ),
        (
            "de",
            (
                "Berater Max Kehr ist am 31. Januar in den Ruhestand getreten.\n\n"
                "Stadtbücherei Neckarau: Direktorin Eva Lutz geht Ende des Jahres in den Ruhestand."
            ),
            [("Max Kehr", "retired", "Berater", None), ("Eva Lutz", "retired", "Direktorin", "Stadtbücherei Neckarau")],
        ),
    ],
)
def test_what_stands_above_or_beside_an_entry_is_a_firm(
    code: str, text: str, expected: list[tuple[object, ...]]
) -> None:
    assert told_on(code, f"{RUBRICS[code]}\n4 May 2026\n\n{text}\n\n") == expected


@pytest.mark.parametrize(
    ("code", "text", "town"),
    [
        (
            "de",
            "Ott Holz stärkt den Einkauf am Standort Kassel: Lea Brandl wechselt als Leiterin von der Bau AG.",
            "Kassel",
        ),
        (
            "no",
            "Varden Regnskap har styrket laget på Notodden: Aksel Li og Mona Aas er nye regnskapsførere.",
            "Notodden",
        ),
        ("en", "CORK: Bray Foods has elected Eve Orr as chair. Treasurer Tom Ash was re-elected.", "Cork"),
    ],
)
def test_town_told_before_a_colon_is_that_of_all_behind_it(code: str, text: str, town: str) -> None:
    found = recognise(f"{RUBRICS[code]}\n\n{text}\n\n", language=code).items
    assert {item.location for item in found if isinstance(item, PersonnelNotice)} == {town}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("da", "Mia Holm er på orlov. Lagerchefen hos Kornmod A/S vender tilbage 1. maj."),
        ("de", "Lea Brandl ist verstorben. Die frühere Leiterin der Ott Holz GmbH wurde 81 Jahre alt."),
        ("en", "Mia Marsh marks 25 years at Kestrel Bank. The head of risk joined in 2001."),
        ("no", "Kari Lie fyller 60 år. Lagersjefen i Kornmo AS begynte i 2001."),
        ("sv", "Lina Strand efterträds av Per Åberg under tjänstledigheten."),
    ],
)
def test_who_is_called_by_a_post_changes_nothing_where_the_sentence_before_says_so(code: str, text: str) -> None:
    found = recognise(f"{RUBRICS[code]}\n\n{text}\n\n", language=code)
    assert people(found) == []
    assert [r.reason for r in found.rejected] == ["no change of job is told"]


def test_half_a_quotation_is_no_firm() -> None:
    page = (
        'Spoon Mode replaces many of the common nouns with the word "spoon." Copper Wagon becomes "Spoon Spoon." '
        '"Fork" becomes "Spoon." And so on.\nCopper Wagon was funded last April; the game is out now for the Owl '
        "Box and the Heron PC; for more details, see what we wrote.\n"
    )
    found = recognise(page, language="en")
    assert [item for item in found.items if isinstance(item, PersonnelNotice)] == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "NKR becomes Old Barge Nation but can that last?"),
        ("da", "NKR bliver Gamle Pram Nation, men kan det holde?"),
        ("de", "NKR wird Alte Kahn Nation, aber geht das gut?"),
        ("no", "NKR blir Gamle Pram Nasjon, men kan det vare?"),
        ("sv", "NKR blir Gamla Pråm Nation, men kan det hålla?"),
        ("en", "The Amber Lantern becomes chair of the board."),
        ("da", "En Amber Lanterne bliver direktør i Bray ApS."),
        ("de", "Ein Amber Lampion wird Leiter der Bray GmbH."),
        ("no", "Et Amber Lykt blir leder i Bray AS."),
        ("sv", "Ett Amber Lykta blir chef på Bray AB."),
        ("en", "If you have a non-Amber Lantern income when you retire, we pay."),
        ("en", "Amber OS leaves Bray Ltd."),
        ("da", "Amber PC bliver direktør i Bray ApS."),
        ("de", "Amber OS wird Leiter der Bray GmbH."),
        ("no", "Amber TV blir leder i Bray AS."),
        ("sv", "Amber OS blir chef på Bray AB."),
    ],
)
def test_what_looks_like_no_person_is_none(code: str, text: str) -> None:
    assert told(code, text) == []


def test_a_last_name_in_capitals_is_one() -> None:
    assert [one["person"] for one in told("en", "Mei LIU joins Bray Ltd as clerk.")] == ["Mei LIU"]
