"""Sentences that tell a change of job, in five languages, and the columns of names that they stand in."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feeds import lang
from feeds.dates import Context
from feeds.model import PersonnelNotice
from feeds.recognise import Recognition, notices, recognise, slips
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


def told_below_rubric(code: str, text: str) -> list[dict[str, object]]:
    found = recognise(f"{RUBRICS[code]}\n\n{text}\n\n—\n", language=code)
    return [facts_of(item) for item in found.items if isinstance(item, PersonnelNotice)]


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


@pytest.mark.parametrize(("code", "case"), cases(), ids=lambda v: v if isinstance(v, str) else v["text"][:40])
def test_text_that_is_only_tried_opens_a_notice_where_one_is_told(code: str, case: dict[str, Any]) -> None:
    # Its first sentence tells nothing.
    text = f"Bla bla. {case['text']}"
    setting = Setting(
        know=knowledge(code), zone=ZoneInfo("UTC"), context=Context(published=PUBLISHED), last_line=len(text)
    )
    whole, lines = Teller(setting, phrases(code), Findings()), read_lines(text)
    assert notices.opens(text, lines[0], setting) == (whole.tell(text, lines) > 0)


@pytest.mark.parametrize(
    ("code", "clause"),
    [
        ("da", "Mia af Holm bliver chef hos Bray"),
        ("de", "Mia von Holm wechselt von Bray Foods zu Kornmod"),
        ("de", "Dr. Mia Von Holm kommt von Bray Foods"),
        ("en", "Ann O’At Bo is clerk at Bray"),
        ("en", "Ann Bo (clerk at Bray) leaves for Kornmod"),
    ],
)
def test_word_inside_a_name_or_brackets_introduces_nothing(
    code: str, clause: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = phrases(code)
    told = [*(words.mask(case["text"]).text for each, case in cases() if each == code), clause]
    parted = [words.pieces(one, words.verb(one)) for one in told]
    with monkeypatch.context() as patch:
        # Names are looked for in every clause.
        patch.setattr(words, "_inside", re.compile(""))
        assert parted == [words.pieces(one, words.verb(one)) for one in told]
        patch.setattr(words, "_inside", re.compile("(?!)"))
        assert "(" in clause or parted[-1] != words.pieces(clause, words.verb(clause))


@pytest.mark.parametrize("code", lang.available())
def test_entry_that_can_name_nobody_tells_of_nobody(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words, heading = phrases(code), Heading(change="appointed")
    setting = Setting(know=knowledge(code), zone=ZoneInfo("UTC"), context=Context(published=PUBLISHED), last_line=9)
    halves = (half for each, case in cases() if each == code for half in case["text"].split(" ", 1))
    texts = [text for text in (*halves, "Ann “Kit” Bo", "Ann (Kit) Bo", "Ann, 58, Bo") if not words.can_name(text)]
    monkeypatch.setattr(words, "can_name", lambda _: True)
    read = [slips.read(slips.Entry(text, read_lines(text)), heading, setting, words) for text in texts]
    assert texts
    assert not any(read)


def test_line_below_a_short_one_is_a_notice_of_its_own() -> None:
    notice = "Bray Foods A/S har ansat Mia Holm som lagerchef. Nyt job"
    wrapped = "Bray Foods A/S har pr. 1. marts 2026 efter ti gode år\nansat Mia Holm som lagerchef. Nyt job"
    for text in (f"Lagerchef\n{notice}", f"{notice} {notice.replace('Mia', 'Ida')}", wrapped):
        found = recognise(f"Navne\n\n{text}\n\n—\n", language="da").items
        people = [item.person.name for item in found if isinstance(item, PersonnelNotice)]
        assert people == (["Mia Holm", "Ida Holm"] if "Ida" in text else ["Mia Holm"])


def test_kin_in_any_sentence_of_a_text_share_their_name() -> None:
    text = "The works grows. Siblings Mia and Tom Marsh join Bray Foods as clerks."
    assert [each["person"] for each in told("en", text)] == ["Mia Marsh", "Tom Marsh"]
    words = phrases("en")
    for one in ("Siblings", "siblings", "“Siblings", "(siblings"):
        # A sentence holds the word only where the text around it does, whatever mark stands beside.
        text = f"Ann Bo retires. {one} Mia and Tom Marsh join Bray Foods. Ib Lund retires."
        kin = [each for each in words.know.sentences(text) if words.with_family_names(each) != each]
        assert not kin or words.names_kin(text)


def test_clause_behind_a_comma_begins_with_somebody_told_of_before_too() -> None:
    text = "Ann Bo and Ib Lund join Bray Foods. Bo becomes head of sales, Lund head of logistics."
    assert [(each["person"], each.get("role_name")) for each in told("en", text)] == [
        ("Ann Bo", "head of sales"),
        ("Ib Lund", "head of logistics"),
    ]


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


@pytest.mark.parametrize(
    "page",
    [
        (
            "Navn | Stilling | Bedrift | Tiltrer\nLiv Dal | Driftssjef | Fjordkraft Data | 1. mai 2026\n"
            "Per Moe | Økonomisjef | Nordvik AS | 15. mai 2026\n"
        ),
        (
            "Navn\nStilling\nBedrift\nTiltrer\n\nLiv Dal\nDriftssjef\nFjordkraft Data\n1. mai 2026\n\n"
            "Per Moe\nØkonomisjef\nNordvik AS\n15. mai 2026\n"
        ),
    ],
    ids=["beside one another", "copied cell by cell"],
)
def test_posts_beside_a_column_of_names_are_no_postings(page: str) -> None:
    found = recognise(f"Nytt om navn\n\n{page}", language="no")
    assert people(found) == [
        ("Liv Dal", "appointed", "Driftssjef", "Fjordkraft Data"),
        ("Per Moe", "appointed", "Økonomisjef", "Nordvik AS"),
    ]
    assert len(found.items) == 2


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
        (
            "da",
            (
                "Bestyrelsen i Solrød Elevator A/S har udnævnt Charlotte Thorning til administrerende "
                "direktør. Hun tiltræder den 1. oktober 2026.\n"
                "\n"
                "Charlotte Thorning kommer fra en stilling som driftsdirektør i Nordkran Lift. Hun er "
                "47 år og uddannet maskiningeniør."
            ),
            [
                {
                    "person": "Charlotte Thorning",
                    "age": 47,
                    "change": "appointed",
                    "organization": "Solrød Elevator A/S",
                    "role_name": "administrerende direktør",
                    "effective": "2026-10-01",
                    "previous_role_name": "driftsdirektør",
                    "previous_organization": "Nordkran Lift",
                }
            ],
        ),
        (
            "en",
            (
                "The board of Solrod Lifts Ltd has appointed Charlotte Thorn managing director. She "
                "starts on 1 October 2026.\n"
                "\n"
                "Charlotte Thorn comes from a position as operations director at Northcrane. She is 47"
                " and trained as an engineer."
            ),
            [
                {
                    "person": "Charlotte Thorn",
                    "age": 47,
                    "change": "appointed",
                    "organization": "Solrod Lifts Ltd",
                    "role_name": "managing director",
                    "effective": "2026-10-01",
                    "previous_role_name": "operations director",
                    "previous_organization": "Northcrane",
                }
            ],
        ),
        (
            "no",
            (
                "Styret i Solrød Heis AS har ansatt Charlotte Thorning som administrerende direktør. "
                "Hun tiltrer 1. oktober 2026.\n"
                "\n"
                "Charlotte Thorning kommer fra stillingen som driftsdirektør i Nordkran. Hun er 47 år "
                "og utdannet maskiningeniør."
            ),
            [
                {
                    "person": "Charlotte Thorning",
                    "age": 47,
                    "change": "appointed",
                    "organization": "Solrød Heis AS",
                    "role_name": "administrerende direktør",
                    "effective": "2026-10-01",
                    "previous_role_name": "driftsdirektør",
                    "previous_organization": "Nordkran",
                }
            ],
        ),
        (
            "sv",
            (
                "Styrelsen i Solröd Hiss AB har utsett Charlotte Thorning till vd. Hon tillträder den "
                "1 oktober 2026.\n"
                "\n"
                "Charlotte Thorning kommer närmast från en tjänst som driftchef på Nordkran. Hon är 47"
                " år och utbildad maskiningenjör."
            ),
            [
                {
                    "person": "Charlotte Thorning",
                    "age": 47,
                    "change": "appointed",
                    "organization": "Solröd Hiss AB",
                    "role_name": "vd",
                    "effective": "2026-10-01",
                    "previous_role_name": "driftchef",
                    "previous_organization": "Nordkran",
                }
            ],
        ),
        (
            "de",
            (
                "Der Aufsichtsrat der Solrod Aufzüge AG hat Charlotte Thorn zur Geschäftsführerin "
                "bestellt. Sie beginnt am 1. Oktober 2026.\n"
                "\n"
                "Charlotte Thorn kommt von einer Stelle als Betriebsleiterin bei Nordkran. Sie ist 47 "
                "Jahre alt und gelernte Maschinenbauerin."
            ),
            [
                {
                    "person": "Charlotte Thorn",
                    "age": 47,
                    "change": "appointed",
                    "organization": "Solrod Aufzüge AG",
                    "role_name": "Geschäftsführerin",
                    "effective": "2026-10-01",
                    "previous_role_name": "Betriebsleiterin",
                    "previous_organization": "Nordkran",
                }
            ],
        ),
    ],
)
def test_paragraph_that_opens_with_a_name_told_of_adds_to_it(
    code: str, text: str, expected: list[dict[str, object]]
) -> None:
    assert told_below_rubric(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "da",
            (
                "Velkommen til\n"
                "- Weronika Nowicka, ansat som postdoc ved Institut for Plantesundhed pr. 1. februar\n"
                "- Bo Lind, ansat som lektor ved Institut for Jordkemi pr. 1. februar\n"
                "- Ida Holm, ansat som videnskabelig medarbejder ved Center for Jord fra 1. marts"
            ),
            [
                {
                    "person": "Weronika Nowicka",
                    "change": "appointed",
                    "organization": "Institut for Plantesundhed",
                    "role_name": "postdoc",
                },
                {
                    "person": "Bo Lind",
                    "change": "appointed",
                    "organization": "Institut for Jordkemi",
                    "role_name": "lektor",
                },
                {
                    "person": "Ida Holm",
                    "change": "appointed",
                    "organization": "Center for Jord",
                    "role_name": "videnskabelig medarbejder",
                },
            ],
        ),
        (
            "da",
            (
                "Tillykke til\n"
                "- Henriette Vang, der er forfremmet til professor ved Institut for Plantesundhed pr. "
                "1. januar. Hun var lektor samme sted."
            ),
            [
                {
                    "person": "Henriette Vang",
                    "change": "promoted",
                    "organization": "Institut for Plantesundhed",
                    "role_name": "professor",
                    "previous_role_name": "lektor",
                }
            ],
        ),
        (
            "no",
            (
                "Gratulerer til\n"
                "- Henriette Vang, som er forfremmet til professor ved Institutt for plantehelse fra "
                "1. januar. Hun var førsteamanuensis samme sted."
            ),
            [
                {
                    "person": "Henriette Vang",
                    "change": "promoted",
                    "organization": "Institutt for plantehelse",
                    "role_name": "professor",
                    "previous_role_name": "førsteamanuensis",
                }
            ],
        ),
        (
            "no",
            (
                "Velkommen til\n"
                "- Weronika Nowicka, ansatt som postdoktor ved Institutt for plantehelse fra 1. "
                "februar\n"
                "- Bo Lind, ansatt som forsker ved Senter for jord fra 1. mars"
            ),
            [
                {
                    "person": "Weronika Nowicka",
                    "change": "appointed",
                    "organization": "Institutt for plantehelse",
                    "role_name": "postdoktor",
                },
                {"person": "Bo Lind", "change": "appointed", "organization": "Senter for jord", "role_name": "forsker"},
            ],
        ),
        (
            "sv",
            (
                "Grattis till\n"
                "- Henriette Vang, som har befordrats till professor vid Institutionen för växthälsa "
                "från 1 januar. Hon var lektor där."
            ),
            [
                {
                    "person": "Henriette Vang",
                    "change": "promoted",
                    "organization": "Institutionen för växthälsa",
                    "role_name": "professor",
                    "previous_role_name": "lektor",
                }
            ],
        ),
        (
            "sv",
            (
                "Välkomna till\n"
                "- Weronika Nowicka, anställd som postdoktor vid Institutionen för växthälsa från 1 "
                "februar\n"
                "- Bo Lind, anställd som forskare vid Centrum för mark från 1 mars"
            ),
            [
                {
                    "person": "Weronika Nowicka",
                    "change": "appointed",
                    "organization": "Institutionen för växthälsa",
                    "role_name": "postdoktor",
                },
                {
                    "person": "Bo Lind",
                    "change": "appointed",
                    "organization": "Centrum för mark",
                    "role_name": "forskare",
                },
            ],
        ),
        (
            "en",
            (
                "Congratulations to\n"
                "- Harriet Vaughan, who has been promoted to professor at the Institute of Plant "
                "Health from 1 January. She was a lecturer there."
            ),
            [
                {
                    "person": "Harriet Vaughan",
                    "change": "promoted",
                    "organization": "Institute of Plant Health",
                    "role_name": "professor",
                    "previous_role_name": "lecturer",
                }
            ],
        ),
        (
            "en",
            (
                "Welcome to\n"
                "- Veronica Nowak, appointed postdoc at the Institute of Plant Health from 1 February\n"
                "- Bob Lind, appointed research fellow at the Centre for Soil from 1 March"
            ),
            [
                {
                    "person": "Veronica Nowak",
                    "change": "appointed",
                    "organization": "Institute of Plant Health",
                    "role_name": "postdoc",
                },
                {
                    "person": "Bob Lind",
                    "change": "appointed",
                    "organization": "Centre for Soil",
                    "role_name": "research fellow",
                },
            ],
        ),
        (
            "da",
            (
                "Nye folk\n"
                "Bo Lind er ansat som lektor fra 1. maj 2026.\n"
                "\n"
                "Tillykke\n"
                "Ida Holm er forfremmet til professor fra 1. juni 2026.\n"
                "50 år: Trygve Nord 12. maj\n"
                "Jens Bo, lektor, fylder 60 år 3. maj 2026."
            ),
            [
                {"person": "Bo Lind", "change": "appointed", "role_name": "lektor", "effective": "2026-05-01"},
                {"person": "Ida Holm", "change": "promoted", "role_name": "professor", "effective": "2026-06-01"},
            ],
        ),
        (
            "en",
            (
                "New faces\n"
                "Bob Lind has been appointed clerk from 1 May 2026.\n"
                "\n"
                "Birthdays\n"
                "Ida Holm, head of sales, 50 on 12 May 2026\n"
                "Jane Bow has been promoted to head of finance from 1 June 2026.\n"
                "Hired as a clerk in 1986: Ned Orr, 40 years"
            ),
            [
                {"person": "Bob Lind", "change": "appointed", "role_name": "clerk", "effective": "2026-05-01"},
                {"person": "Jane Bow", "change": "promoted", "role_name": "head of finance", "effective": "2026-06-01"},
            ],
        ),
        (
            "de",
            (
                "Neu bei uns\n"
                "Bodo Lind ist seit 1. Mai 2026 Lektor.\n"
                "\n"
                "Wir gratulieren\n"
                "Ida Holm wurde zum 1. Juni 2026 zur Abteilungsleiterin befördert.\n"
                "Theo Nord, 25 Jahre im Betrieb"
            ),
            [
                {"person": "Bodo Lind", "change": "appointed", "role_name": "Lektor", "effective": "2026-05-01"},
                {
                    "person": "Ida Holm",
                    "change": "promoted",
                    "role_name": "Abteilungsleiterin",
                    "effective": "2026-06-01",
                },
            ],
        ),
        (
            "no",
            (
                "Nye folk\n"
                "Bo Lind er ansatt som lektor fra 1. mai 2026.\n"
                "\n"
                "Vi gratulerer\n"
                "Ida Holm er utnevnt til professor fra 1. juni 2026.\n"
                "Trygve Nord 50 år 12. mai"
            ),
            [
                {"person": "Bo Lind", "change": "appointed", "role_name": "lektor", "effective": "2026-05-01"},
                {"person": "Ida Holm", "change": "appointed", "role_name": "professor", "effective": "2026-06-01"},
            ],
        ),
    ],
)
def test_below_congratulations_whoever_rises_is_told(code: str, text: str, expected: list[dict[str, object]]) -> None:
    assert told_below_rubric(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "no",
            ("Nasrin Ahmadi tiltrer som daglig leder i Betongskolen 1. mai 2026. Hun er sivilingeniør."),
            [
                {
                    "person": "Nasrin Ahmadi",
                    "change": "appointed",
                    "organization": "Betongskolen",
                    "role_name": "daglig leder",
                    "effective": "2026-05-01",
                    "education": "sivilingeniør",
                }
            ],
        ),
        (
            "da",
            "Nasrin Ahmadi er ansat som daglig leder i Betonskolen. Hun er civilingeniør.",
            [
                {
                    "person": "Nasrin Ahmadi",
                    "change": "appointed",
                    "organization": "Betonskolen",
                    "role_name": "daglig leder",
                    "education": "civilingeniør",
                }
            ],
        ),
        (
            "sv",
            "Nasrin Ahmadi blir vd för Betongskolan. Hon är civilingenjör.",
            [
                {
                    "person": "Nasrin Ahmadi",
                    "change": "appointed",
                    "organization": "Betongskolan",
                    "role_name": "vd",
                    "education": "civilingenjör",
                }
            ],
        ),
        (
            "en",
            ("Nasrin Ahmadi has been appointed manager of the Concrete School. She is a chartered engineer."),
            [
                {
                    "person": "Nasrin Ahmadi",
                    "change": "appointed",
                    "organization": "Concrete School",
                    "role_name": "manager",
                    "education": "chartered engineer",
                }
            ],
        ),
        (
            "de",
            "Nasrin Ahmadi wird Geschäftsführerin der Betonschule. Sie ist Diplomingenieurin.",
            [
                {
                    "person": "Nasrin Ahmadi",
                    "change": "appointed",
                    "organization": "Betonschule",
                    "role_name": "Geschäftsführerin",
                    "education": "Diplomingenieurin",
                }
            ],
        ),
    ],
)
def test_degree_is_no_post(code: str, text: str, expected: list[dict[str, object]]) -> None:
    assert told_below_rubric(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "no",
            (
                "Ida Holm\n"
                "Rykker opp i Haugland Bygg\n"
                "Ida Holm er forfremmet til avdelingsleder i Haugland Bygg.\n"
                "\n"
                "Nasrin Ahmadi\n"
                "Ny daglig leder i Betongskolen\n"
                "Nasrin Ahmadi tiltrer som daglig leder i Betongskolen 1. mai 2026.\n"
                "\n"
                "Odd Myhre\n"
                "Går av i Sementforeningen\n"
                "Odd Myhre går av som generalsekretær i Sementforeningen 30. juni."
            ),
            [
                {
                    "person": "Ida Holm",
                    "change": "promoted",
                    "organization": "Haugland Bygg",
                    "role_name": "avdelingsleder",
                },
                {
                    "person": "Nasrin Ahmadi",
                    "change": "appointed",
                    "organization": "Betongskolen",
                    "role_name": "daglig leder",
                    "effective": "2026-05-01",
                },
                {
                    "person": "Odd Myhre",
                    "change": "departed",
                    "organization": "Sementforeningen",
                    "effective": "2026-06-30",
                    "previous_role_name": "generalsekretær",
                },
            ],
        ),
        (
            "en",
            (
                "Ida Holm\n"
                "Promoted at Bray Builders\n"
                "Ida Holm has been promoted to head of site at Bray Builders.\n"
                "\n"
                "Ned Ashe\n"
                "New manager at the Concrete School\n"
                "Ned Ashe joins as manager of the Concrete School on 1 May 2026.\n"
                "\n"
                "Odd Moyer\n"
                "Leaves the Cement Guild\n"
                "Odd Moyer steps down as secretary of the Cement Guild on 30 June 2026."
            ),
            [
                {
                    "person": "Ida Holm",
                    "change": "promoted",
                    "organization": "Bray Builders",
                    "role_name": "head of site",
                },
                {
                    "person": "Ned Ashe",
                    "change": "appointed",
                    "organization": "Concrete School",
                    "role_name": "manager",
                    "effective": "2026-05-01",
                },
                {
                    "person": "Odd Moyer",
                    "change": "departed",
                    "organization": "Cement Guild",
                    "effective": "2026-06-30",
                    "previous_role_name": "secretary",
                },
            ],
        ),
        (
            "de",
            (
                "Ida Holm\n"
                "Befördert bei Bray Bau\n"
                "Ida Holm wurde zur Abteilungsleiterin bei der Bray Bau GmbH befördert.\n"
                "\n"
                "Nils Asche\n"
                "Neuer Leiter der Betonschule\n"
                "Nils Asche wird zum 1. Mai 2026 Leiter der Betonschule."
            ),
            [
                {
                    "person": "Ida Holm",
                    "change": "promoted",
                    "organization": "Bray Bau",
                    "role_name": "Abteilungsleiterin",
                },
                {
                    "person": "Nils Asche",
                    "change": "appointed",
                    "organization": "Betonschule",
                    "role_name": "Leiter",
                    "effective": "2026-05-01",
                },
            ],
        ),
    ],
)
def test_words_below_a_name_hold_for_that_one(code: str, text: str, expected: list[dict[str, object]]) -> None:
    assert told_below_rubric(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "no",
            (
                "Nytt styre\n"
                "Publisert 23. april 2026\n"
                "\n"
                "Årsmøtet i Norsk forening for lydteknikere ble holdt på Hotell Skansen tirsdag 21. "
                "april med 38 stemmeberettigede.\n"
                "\n"
                "Camilla Wold ble valgt til ny styreleder. Hun har vært styremedlem siden 2022.\n"
                "Pål Sørbye ble valgt til kasserer.\n"
                "Tor Nesset ble valgt til nestleder."
            ),
            [
                {
                    "person": "Camilla Wold",
                    "change": "elected",
                    "organization": "Norsk forening for lydteknikere",
                    "role_name": "styreleder",
                    "previous_role_name": "styremedlem",
                },
                {
                    "person": "Pål Sørbye",
                    "change": "elected",
                    "organization": "Norsk forening for lydteknikere",
                    "role_name": "kasserer",
                },
                {
                    "person": "Tor Nesset",
                    "change": "elected",
                    "organization": "Norsk forening for lydteknikere",
                    "role_name": "nestleder",
                },
            ],
        ),
        (
            "da",
            (
                "Ny bestyrelse\n"
                "\n"
                "Generalforsamlingen i Dansk Lydforening blev holdt på Hotel Skansen den 21. april "
                "2026.\n"
                "\n"
                "Camilla Wold blev valgt til ny formand.\n"
                "Paul Sørby blev valgt til kasserer.\n"
                "Tom Ness blev valgt til næstformand."
            ),
            [
                {
                    "person": "Camilla Wold",
                    "change": "elected",
                    "organization": "Dansk Lydforening",
                    "role_name": "formand",
                },
                {
                    "person": "Paul Sørby",
                    "change": "elected",
                    "organization": "Dansk Lydforening",
                    "role_name": "kasserer",
                },
                {
                    "person": "Tom Ness",
                    "change": "elected",
                    "organization": "Dansk Lydforening",
                    "role_name": "næstformand",
                },
            ],
        ),
        (
            "sv",
            (
                "Ny styrelse vald\n"
                "\n"
                "Årsmötet för Svenska Ljudteknikers förening hölls på Hotell Skansen den 21 april "
                "2026.\n"
                "\n"
                "Camilla Wold valdes till ny ordförande.\n"
                "Pål Sörby valdes till kassör.\n"
                "Tor Ness valdes till vice ordförande."
            ),
            [
                {
                    "person": "Camilla Wold",
                    "change": "elected",
                    "organization": "Svenska Ljudteknikers förening",
                    "role_name": "ordförande",
                },
                {
                    "person": "Pål Sörby",
                    "change": "elected",
                    "organization": "Svenska Ljudteknikers förening",
                    "role_name": "kassör",
                },
                {
                    "person": "Tor Ness",
                    "change": "elected",
                    "organization": "Svenska Ljudteknikers förening",
                    "role_name": "vice ordförande",
                },
            ],
        ),
        (
            "de",
            (
                "Neuer Vorstand\n"
                "\n"
                "Die Mitgliederversammlung des Verbands Deutscher Tontechniker fand am 21. April 2026 "
                "in Lehm statt.\n"
                "\n"
                "Camilla Wold wurde zur neuen Vorsitzenden gewählt.\n"
                "Paul Sörby wurde zum Kassier gewählt.\n"
                "Tom Ness wurde zum stellvertretenden Vorsitzenden gewählt."
            ),
            [
                {
                    "person": "Camilla Wold",
                    "change": "elected",
                    "organization": "Verbands Deutscher Tontechniker",
                    "role_name": "Vorsitzenden",
                },
                {
                    "person": "Paul Sörby",
                    "change": "elected",
                    "organization": "Verbands Deutscher Tontechniker",
                    "role_name": "Kassier",
                },
                {
                    "person": "Tom Ness",
                    "change": "elected",
                    "organization": "Verbands Deutscher Tontechniker",
                    "role_name": "stellvertretenden Vorsitzenden",
                },
            ],
        ),
        (
            "en",
            (
                "New committee elected\n"
                "\n"
                "The annual general meeting of the Guild of Sound Engineers was held at the Skansen "
                "Hotel on 21 April 2026.\n"
                "\n"
                "Camilla Wold was elected chair. She has been a member of the committee since 2022.\n"
                "Paul Sorby was elected treasurer.\n"
                "Tom Ness was elected vice chair."
            ),
            [
                {
                    "person": "Camilla Wold",
                    "change": "elected",
                    "organization": "Guild of Sound Engineers",
                    "role_name": "chair",
                    "previous_role_name": "member",
                },
                {
                    "person": "Paul Sorby",
                    "change": "elected",
                    "organization": "Guild of Sound Engineers",
                    "role_name": "treasurer",
                },
                {
                    "person": "Tom Ness",
                    "change": "elected",
                    "organization": "Guild of Sound Engineers",
                    "role_name": "vice chair",
                },
            ],
        ),
    ],
)
def test_who_is_elected_at_a_meeting_is_of_the_club(code: str, text: str, expected: list[dict[str, object]]) -> None:
    found = recognise(text, language=code)
    assert [facts_of(item) for item in found.items if isinstance(item, PersonnelNotice)] == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "no",
            (
                "Fjordkraft Nord AS\n"
                "Om oss | Presse | Karriere\n"
                "\n"
                "PRESSEMELDING\n"
                "Brattvåg, 12. mars 2026\n"
                "\n"
                "Ny konsernsjef i Fjordkraft Nord\n"
                "\n"
                "Styret i Fjordkraft Nord AS har ansatt Randi Solheim som ny konsernsjef. Hun tiltrer "
                "1. august.\n"
                "\n"
                "Solheim (51) kommer fra stillingen som direktør for nett i Lysverket. Tidligere har "
                "hun vært prosjektleder i Vannkompaniet.\n"
                "\n"
                "– Vi er svært glade for å få med oss Randi, sier styreleder Ove Krogh.\n"
                "\n"
                "Hun etterfølger Terje Bakke, som går av med pensjon 31. juli etter 14 år i selskapet.\n"
                "\n"
                "For mer informasjon:\n"
                "Styreleder Ove Krogh, tlf. 00 00 00 00\n"
            ),
            [
                {
                    "person": "Randi Solheim",
                    "age": 51,
                    "change": "appointed",
                    "organization": "Fjordkraft Nord AS",
                    "role_name": "konsernsjef",
                    "effective": "2026-08-01",
                    "previous_role_name": "direktør for nett",
                    "previous_organization": "Lysverket",
                },
                {
                    "person": "Terje Bakke",
                    "change": "retired",
                    "organization": "Fjordkraft Nord AS",
                    "effective": "2026-07-31",
                },
            ],
        ),
        (
            "da",
            (
                "Personalenyt – Havbo Bank, april 2026\n"
                "\n"
                "Nyansættelser\n"
                "Louise Krag er startet som privatrådgiver i Thisted-afdelingen den 1. april.\n"
                "Jonas Hede begynder som compliancemedarbejder på hovedkontoret 1. maj. Han kommer fra"
                " Nordfinans.\n"
                "\n"
                "Interne skift\n"
                "Mette Dahl er pr. 1. april udnævnt til filialdirektør i Struer. Hun har hidtil været "
                "kundechef.\n"
                "\n"
                "Fratrådte\n"
                "Poul Nissen er gået på pension efter 41 år i banken.\n"
                "\n"
                "Jubilæer\n"
                "Bente Hauge kan fejre 25-års jubilæum den 4. april.\n"
            ),
            [
                {
                    "person": "Louise Krag",
                    "change": "appointed",
                    "organization": "Havbo Bank",
                    "role_name": "privatrådgiver",
                    "effective": "2026-04-01",
                    "location": "Thisted-afdelingen",
                },
                {
                    "person": "Jonas Hede",
                    "change": "appointed",
                    "organization": "Havbo Bank",
                    "role_name": "compliancemedarbejder",
                    "effective": "2026-05-01",
                    "location": "hovedkontoret",
                    "previous_organization": "Nordfinans",
                },
                {
                    "person": "Mette Dahl",
                    "change": "appointed",
                    "organization": "Havbo Bank",
                    "role_name": "filialdirektør",
                    "effective": "2026-04-01",
                    "location": "Struer",
                    "previous_role_name": "kundechef",
                },
                {"person": "Poul Nissen", "change": "retired", "organization": "Havbo Bank"},
            ],
        ),
        (
            "da",
            (
                "Branchebladet Foder & Korn · Navne · uge 14\n"
                "\n"
                "UDNÆVNELSER\n"
                "\n"
                "Korn Syd A/S: Birger Holm, 49, er udnævnt til salgsdirektør. Han kommer fra Dansk "
                "Foder.\n"
                "Møllegruppen: Ida Krogh bliver ny kvalitetschef efter Per Lund, der er gået på "
                "pension.\n"
                "DLM: Agronom Sten Balle er ansat som planteavlskonsulent pr. 1. april.\n"
                "\n"
                "RUNDE DAGE\n"
                "\n"
                "Fhv. direktør Jens Vad, Korn Syd, fylder 70 år den 9. april.\n"
                "\n"
                "DØDSFALD\n"
                "\n"
                "Foderhandler Arne Munk er død, 84 år.\n"
            ),
            [
                {
                    "person": "Birger Holm",
                    "age": 49,
                    "change": "appointed",
                    "organization": "Korn Syd A/S",
                    "role_name": "salgsdirektør",
                    "previous_organization": "Dansk Foder",
                },
                {
                    "person": "Ida Krogh",
                    "change": "appointed",
                    "organization": "Møllegruppen",
                    "role_name": "kvalitetschef",
                },
                {"person": "Per Lund", "change": "retired", "organization": "Møllegruppen"},
                {
                    "person": "Sten Balle",
                    "change": "appointed",
                    "organization": "DLM",
                    "role_name": "planteavlskonsulent",
                    "previous_role_name": "Agronom",
                },
            ],
        ),
    ],
)
def test_pages_of_notices(code: str, text: str, expected: list[dict[str, object]]) -> None:
    found = recognise(text, language=code)
    assert [facts_of(item) for item in found.items if isinstance(item, PersonnelNotice)] == expected


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


@pytest.mark.parametrize(
    ("code", "page", "firms"),
    [
        (
            "en",
            """Press release

Fjordvale Energy strengthens its management
Broadmere, 17 August 2026

Fjordvale Energy Ltd is adding two members to its board of management.

On 1 October 2026 Stella Mead takes over as technical director. Stella Mead, 39, was project director at Northwarm.

Henry Lyke has been appointed commercial director. Henry Lyke has been account director at Fjordvale Energy since 2018.

Finance director Percy Stall is to retire on 31 December 2026. The company is now looking for his successor.

About Fjordvale Energy Ltd
Fjordvale Energy Ltd supplies 38,000 homes.
""",
            ["Fjordvale Energy Ltd", "Fjordvale Energy Ltd", "Fjordvale Energy Ltd"],
        ),
        (
            "de",
            """Pressemitteilung

Seetal Energie GmbH verstärkt die Geschäftsleitung
Bergheim, 17. August 2026

Zum 1. Oktober 2026 tritt Stella Matt als technische Leiterin ein. Stella Matt, 39, war zuvor Projektleiterin.

Henrik Lück wird kaufmännischer Leiter.

Finanzchef Peter Stall geht am 31. Dezember 2026 in den Ruhestand. Das Unternehmen sucht nun einen Nachfolger.

Über Seetal Energie
Die Seetal Energie GmbH versorgt 38.000 Haushalte.
""",
            ["Seetal Energie", "Seetal Energie", "Seetal Energie"],
        ),
        (
            "sv",
            """Pressmeddelande

Fjordvalla Energi AB förstärker ledningen
Viken den 17 augusti 2026

Stina Mörk tillträder den 1 oktober 2026 som teknisk chef. Stina Mörk, 39 år, kommer närmast från Nordvärme.

Samtidigt utses Henrik Lyck till kommersiell chef.

Ekonomichef Per Stall går i pension den 31 december 2026. Bolaget söker nu hans efterträdare.
""",
            ["Fjordvalla Energi AB", "Fjordvalla Energi AB", "Fjordvalla Energi AB"],
        ),
        (
            "no",
            """Øygard Idrettslag
Referat fra årsmøtet 14. mars 2026

1. Konstituering
Innkalling ble godkjent.

2. Valg
Sunniva Aarre ble valgt til ny leder etter Magnar Tveit.
Ivar Kolstø ble valgt til kasserer.

3. Ansatte
Konsulent Terje Alme går av med pensjon 30. juni 2026.
Styret har ansatt Hilde Rørvik som daglig leder fra 1. juni 2026.
""",
            ["Øygard Idrettslag", "Øygard Idrettslag", "Øygard Idrettslag", "Øygard Idrettslag"],
        ),
        (
            "en",
            """Hexley Bowls Club
Minutes of the annual meeting, 14 March 2026

1. Apologies
Apologies were received from three members.

2. Elections
Ann Mead was elected chair. Bill Tarn was elected treasurer.

3. Staff
Groundsman Terry Alm retires on 30 June 2026.
""",
            ["Hexley Bowls Club", "Hexley Bowls Club", "Hexley Bowls Club"],
        ),
        (
            "en",
            """Fjordvale Energy strengthens its management
Broadmere, 17 August 2026

Fjordvale Energy Ltd is adding two members to its board of management.

On 1 October 2026 Stella Mead takes over as technical director. Stella Mead, 39, was project director at Northwarm.

Henry Lyke has been appointed commercial director. Henry Lyke has been account director at Fjordvale Energy since 2018.

Finance director Percy Stall is to retire on 31 December 2026. The company is now looking for his successor.

About Fjordvale Energy Ltd
Fjordvale Energy Ltd supplies 38,000 homes.
""",
            ["Fjordvale Energy Ltd", "Fjordvale Energy Ltd", "Fjordvale Energy Ltd"],
        ),
    ],
)
def test_firm_of_a_release_or_of_minutes_is_whose_people_it_tells_of(code: str, page: str, firms: list[str]) -> None:
    assert [firm for *_, firm in people(recognise(page, language=code))] == firms


@pytest.mark.parametrize(
    ("code", "page"),
    [
        (
            "en",
            """Law Gazette Paragraph
People

JOINED

Name: Mabel Risk
Position: Senior solicitor
Firm: Quill & Holt LLP
Joined: 1 September 2026

Name: Omar Lund
Position: Trainee solicitor
Firm: North Law
Joined: 17 August 2026

LEFT

Name: Cecily Brook
Position: Partner
Firm: North Law
Left: 31 August 2026
""",
        ),
        (
            "de",
            """Personalien

Neu

Name: Mathilde Riss
Position: Rechtsanwältin
Firma: Kanzlei Kern & Holt
Eingetreten: 1. September 2026

Ausgeschieden

Name: Cäcilie Brock
Position: Partnerin
Firma: Lex Nord
Ausgetreten: 31. August 2026
""",
        ),
        (
            "sv",
            """Personnytt september 2026

Nya

Namn: Matilda Ris
Befattning: Advokat
Företag: Advokatbyrån Kvist
Tillträdde: 1 september 2026

Har slutat

Namn: Cecilia Bäck
Befattning: Delägare
Företag: Lex Nord
Slutade: 31 augusti 2026
""",
        ),
    ],
)
def test_day_behind_a_label_in_the_past_is_that_of_the_change(code: str, page: str) -> None:
    found = [item for item in recognise(page, language=code).items if isinstance(item, PersonnelNotice)]
    assert (str(found[0].effective), found[0].change) == ("2026-09-01", "appointed")
    assert (str(found[-1].effective), found[-1].change) == ("2026-08-31", "departed")


def test_age_behind_a_name_that_the_headline_told_is_kept() -> None:
    page = (
        "Nyt om navne\n14. maj 2026\n\nLise Kragh bliver ny teknisk chef\n"
        "Brostrup A/S har ansat Lise Kragh, 41, som teknisk chef. Hun kommer fra Vejplan A/S.\n\n"
        "Ny partner\nMads Hoff bliver 1. juni 2026 partner i Tegnestuen Kant.\n"
    )
    found = [item for item in recognise(page, language="da").items if isinstance(item, PersonnelNotice)]
    assert [(n.person.name, n.person.age) for n in found] == [("Lise Kragh", 41), ("Mads Hoff", None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Navnenyt\n\nAnn Bo er ansat som kok i Bray Foods.\nMia Marsh er ansat som direktør i Bray Foods"),
        ("no", "Nytt om navn\n\nAnn Bo blir kokk i Bray Foods.\nMia Marsh blir direktør i Bray Foods"),
        ("sv", "Namnnytt\n\nAnn Bo blir kock på Bray Foods.\nMia Marsh blir vd för Bray Foods"),
        ("de", "Personalien\n\nAnn Bo wird Köchin der Bray GmbH.\nMia Marsh wird Geschäftsführerin der Bray GmbH"),
        ("en", "New jobs\n\nAnn Bo becomes cook at Bray Foods.\nMia Marsh becomes clerk at Bray Foods on 1 May 2026"),
    ],
)
def test_the_last_line_of_a_list_is_whole_without_a_full_stop(language: str, text: str) -> None:
    found = [item for item in recognise(text, language=language).items if isinstance(item, PersonnelNotice)]
    assert [one.person.name for one in found] == ["Ann Bo", "Mia Marsh"]
    # What the end of a page cuts off ends inside a name.
    assert len(recognise(text.removesuffix(" on 1 May 2026")[:-3], language=language).items) == 1


@pytest.mark.parametrize(
    ("language", "page"),
    [
        ("da", 'Nyt blod på vej\n\nPrisen stiger. "Vi mangler folk." siger Mia Marsh, kok hos Bray Foods A/S.'),
        ("no", "Nye ansikter\n\nPrisen stiger. «Vi mangler folk,» sier Mia Marsh, kokk i Bray Foods AS."),
        ("sv", "Nya ansikten\n\nPriset stiger. ”Vi saknar folk”, säger Mia Marsh, kock på Bray Foods AB."),
        ("de", "Neu im Team\n\nDer Preis steigt. „Uns fehlen Leute“, sagt Mia Marsh, Köchin der Bray GmbH."),
        ("en", 'New faces\n\nPrices rise. "We lack people," says Mia Marsh, cook at Bray Foods Ltd.'),
    ],
)
def test_who_is_quoted_below_a_rubric_has_no_new_job(language: str, page: str) -> None:
    assert not [item for item in recognise(page, language=language).items if isinstance(item, PersonnelNotice)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Election results: Ann Bo (Green) 1,204, Tom Marsh (Blue) 998."),
        ("da", "Valgresultat: Ann Bo (A) 1.204, Tom Marsk (V) 998."),
        ("no", "Valgresultat: Ann Bø (Ap) 1 204, Tom Marsk (H) 998."),
        ("sv", "Valresultat: Ann Bo (S) 1 204, Tom Marsk (M) 998."),
        ("de", "Wahlergebnis: Anna Bauer (Grüne) 1.204, Tom Marsch (SPD) 998."),
        ("en", "Peter Lund took over the lead on lap 14 and won the race."),
        ("da", "Peter Lund overtog føringen på omgang 14 og vandt løbet."),
        ("no", "Peter Lund overtok ledelsen på runde 14 og vant løpet."),
        ("sv", "Peter Lund tog över ledningen på varv 14 och vann loppet."),
        ("de", "Peter Lund übernahm in Runde 14 die Führung und gewann das Rennen."),
        ("en", "Judge Ann Bo ruled that the firm must leave the site by 1 May."),
        ("de", "Richterin Anna Bauer entschied, dass die Firma das Gelände bis 1. Mai verlassen muss."),
        ("da", "I romanen bliver Ann Bo spion i Paris under krigen."),
        ("no", "I romanen blir Ann Bø spion i Paris under krigen."),
        ("sv", "I romanen blir Ann Bo spion i Paris under kriget."),
        ("de", "Im Roman wird Anna Bauer Spionin im besetzten Paris."),
        ("en", "In the novel Ann Bo becomes a spy in wartime Paris."),
        ("de", "Anna Bauer wird am Samstag, 3. Mai 2026, 50 Jahre alt."),
    ],
)
def test_votes_races_tales_and_judgements_change_no_job(code: str, text: str) -> None:
    found = recognise(f"{RUBRICS[code]}\n\n{text}\n", language=code)
    assert people(found) == []


@pytest.mark.parametrize(
    ("code", "text", "posts"),
    [
        ("en", "Elected: Ann Bo (chair), Tom Marsh (treasurer) and Mia Holm (clerk).", ["chair", "treasurer", "clerk"]),
        ("en", "Election results: Ann Bo (chair), Tom Marsh (treasurer).", ["chair", "treasurer"]),
        ("da", "Valgt: Ann Bo (formand), Tom Marsk (kasserer).", ["formand", "kasserer"]),
        ("no", "Valgt: Ann Bø (leder), Tom Marsk (kasserer).", ["leder", "kasserer"]),
        ("sv", "Valda: Ann Bo (ordförande), Tom Marsk (kassör).", ["ordförande", "kassör"]),
        ("de", "Gewählt: Anna Bauer (Vorsitzende), Tom Marsch (Kassenwart).", ["Vorsitzende", "Kassenwart"]),
    ],
)
def test_who_stands_before_a_post_in_brackets_gets_that_one(code: str, text: str, posts: list[str]) -> None:
    found = recognise(f"{RUBRICS[code]}\n\n{text}\n", language=code)
    told = [item for item in found.items if isinstance(item, PersonnelNotice)]
    assert [(item.role_name, item.organization) for item in told] == [(post, None) for post in posts]


@pytest.mark.parametrize(
    ("code", "first", "more", "rest"),
    [
        (
            "de",
            "Mia Marsch wird am 1. September 2026 Vertriebsleiterin der Holm Holz GmbH.",
            "Weitere Personalien",
            ["Anne Lund verlässt die Kestrel Bank AG.", "Die Kestrel Bank AG hat Tom Reid zum Leiter Risiko ernannt."],
        ),
        (
            "da",
            "Mia Marsk bliver salgschef i Holm Tømmer A/S 1. september 2026.",
            "Flere navne",
            ["Anne Lund forlader Kestrel Bank.", "Kestrel Bank har ansat Tom Reid som risikochef."],
        ),
        (
            "sv",
            "Mia Marsk blir försäljningschef på Holm Timmer AB den 1 september 2026.",
            "Fler namn",
            ["Anna Lund lämnar Kestrel Bank.", "Kestrel Bank har anställt Tom Reid som riskchef."],
        ),
    ],
)
def test_more_names_above_sentences_is_a_heading_and_above_titles_the_end(
    code: str, first: str, more: str, rest: list[str]
) -> None:
    page = "\n\n".join((RUBRICS[code], first, more))
    assert len(people(recognise("\n\n".join((page, *rest)) + "\n", language=code))) == 3
    titles = [text.rstrip(".") for text in rest]
    assert len(people(recognise("\n".join((page, *titles)) + "\n", language=code))) == 1


def test_a_firm_that_ends_in_co_is_that_of_the_people_below_it() -> None:
    page = (
        "Personalien\n\nKurier Flott & Co.\nTom Marsch scheidet zum 31. März 2026 als Geschäftsführer aus.\n\n"
        "Palettenwerk Aue\nAylin Demir ist neue Vertriebsleiterin.\n"
    )
    found = [item for item in recognise(page, language="de").items if isinstance(item, PersonnelNotice)]
    assert [(item.person.name, item.organization) for item in found if item.person is not None] == [
        ("Tom Marsch", "Kurier Flott & Co."),
        ("Aylin Demir", "Palettenwerk Aue"),
    ]


#: A letter to members: what stands above its dates, and these.
LETTERS = {
    "da": "Ribe Haveforening\nMedlemsbrev september 2026\n\n{}\n\nKalender\nTorsdag den 10. september kl. 19: Plantebytte, Salen\nTorsdag den 17. september kl. 19: Roser, Salen\n",  # noqa: E501
    "no": "Ås Hagelag\nMedlemsbrev september 2026\n\n{}\n\nKalender\nTorsdag 10. september kl. 19: Plantebytte, Salen\nTorsdag 17. september kl. 19: Roser, Salen\n",  # noqa: E501
    "sv": "Ås Trädgårdsförening\nMedlemsbrev september 2026\n\n{}\n\nKalender\nTorsdag 10 september kl. 19: Växtbyte, Salen\nTorsdag 17 september kl. 19: Rosor, Salen\n",  # noqa: E501
    "en": "Ashby Garden Club\nNewsletter September 2026\n\n{}\n\nDates\nThursday 10 September, 7pm: Plant swap, Hall\nThursday 17 September, 7pm: Roses, with Ann Bower, Hall\n",  # noqa: E501
    "de": "Gartenverein Aue\nMitgliederbrief September 2026\n\n{}\n\nTermine\nDonnerstag, 10. September, 19 Uhr: Tausch, Saal\nDonnerstag, 17. September, 19 Uhr: Rosen, Saal\n",  # noqa: E501
}


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "da",
            "Nyt ansigt\nForeningen har ansat Mia Holm som gartner fra 1. oktober. Hun var tidligere ansat i Odde Kommune.",  # noqa: E501
            [("Mia Holm", "gartner", "Ribe Haveforening", "Odde Kommune")],
        ),
        (
            "no",
            "Ny gartner\nÅs Hagelag har ansatt Ola Viken som gartner. Han var tidligere ansatt i Moss kommune.",
            [("Ola Viken", "gartner", "Ås Hagelag", "Moss kommune")],
        ),
        (
            "sv",
            "På kansliet\nKarin Berg är ny kanslist sedan den 1 september. Hon kommer närmast från Lunds kommun.",
            [("Karin Berg", "kanslist", "Ås Trädgårdsförening", "Lunds kommun")],
        ),
        (
            "en",
            "A new hand\nThe club has taken on Tom Reid as gardener. He was previously employed by Hill College.",
            [("Tom Reid", "gardener", "Ashby Garden Club", "Hill College")],
        ),
        (
            "de",
            "Aus dem Büro\nSeit dem 1. September ist Jana Holz unsere neue Sekretärin. Sie war zuvor bei der Stadt Aue beschäftigt.",  # noqa: E501
            [("Jana Holz", "Sekretärin", "Gartenverein Aue", "Stadt Aue")],
        ),
        # "New" alone tells of a post.
        (
            "da",
            "Tak\nTom Madsen er ny kasserer fra 1. oktober.",
            [("Tom Madsen", "kasserer", "Ribe Haveforening", None)],
        ),
        ("no", "Styret\nOla Viken er ny kasserer fra 1. oktober.", [("Ola Viken", "kasserer", "Ås Hagelag", None)]),
        ("sv", "Tack\nOla Vik är ny kassör från 1 oktober.", [("Ola Vik", "kassör", "Ås Trädgårdsförening", None)]),
        (
            "de",
            "Vorstand\nJana Holz ist seit 1. September neue Kassenwartin.",
            [("Jana Holz", "Kassenwartin", "Gartenverein Aue", None)],
        ),
        # The day is that of a talk.
        ("en", "Our speaker\nMia Bell is the new head of Hill Museum. She speaks on roses on 17 September.", []),
        # Who joins a club, moves in or writes a book has no post.
        ("da", "Nyt medlem\nMia Holm er nyt medlem af Ribe Haveforening fra 1. september.", []),
        ("no", "Nytt medlem\nOla Viken er nytt medlem i Ås Hagelag fra 1. september.", []),
        ("sv", "Nya grannar\nOla Vik och Karin Berg är nya på Åvägen 4. De kommer från Lunds kommun.", []),
        ("en", "New neighbours\nMia Bell and Tom Reid are new to Mill Lane. They come from Hill Council.", []),
        ("en", "New book\nTom Reid has written a new book on roses for Rose Press.", []),
        ("de", "Neues Mitglied\nJana Holz ist seit 1. September neues Mitglied im Gartenverein Aue.", []),
        # No news of the club: who speaks, what was long ago, what stays as it is, a correction, a life.
        ("en", "About the speaker\nAnn Bower was appointed head of Hill Museum on 1 May. She writes about moths.", []),
        ("en", "A century of the mill\nJoseph Marl was appointed as new master of Hill Mill in 1887.", []),
        ("da", "Rettelse\nSidst skrev vi at Peder Rød er ny leder i Tangværket. Det passer ikke.", []),
        ("no", "Takk\nOla Viken har vært gartner i laget i 30 år og fyller 70 år den 3. oktober.", []),
        ("sv", "Konstnären\nOla Vik blev professor vid Konsthögskolan. Han målade hela sitt liv i Ås.", []),
        ("de", "Der neue Chef\nPeter Munk wird Leiter der Bank. Doch 1903 verschwindet der Tresor.", []),
    ],
)
def test_one_change_of_job_in_a_letter_to_members_stands_below_a_heading(
    code: str, text: str, expected: list[tuple[object, ...]]
) -> None:
    found = recognise(LETTERS[code].format(text), language=code).items
    told = [item for item in found if isinstance(item, PersonnelNotice)]
    assert [(n.person.name, n.role_name, n.organization, n.previous_organization) for n in told] == expected
    assert sum(item.kind == "event" for item in found) == 2


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "da",
            (
                "Ejnar Vestmark blev valgt til dirigent, og Mette Holm blev valgt til formand.\n"
                "Formand Lone Kirkebro aflagde beretning. Klubben har fået 22 nye medlemmer.\n"
                "Klubben har ansat Simon Ravn som træner fra 1. april. Til dirigent valgtes Bo Ravnsborg."
            ),
            [("Mette Holm", "formand", None), ("Simon Ravn", "træner", "2026-04-01")],
        ),
        (
            "no",
            (
                "Som møteleder ble Ola Viken valgt. Kari Moen ble valgt til ny leder.\nKasserer Per Dahl leste regnskapet.\n"  # noqa: E501
                "Klubben har ansatt Mia Berg som trener fra 1. april."
            ),
            [("Kari Moen", "leder", None), ("Mia Berg", "trener", "2026-04-01")],
        ),
        (
            "sv",
            (
                "Till mötesordförande valdes Ola Viker.\nKassör Kari Moberg läste upp bokslutet.\n"
                "Till ny ordförande valdes Bo Linder.\nKlubben har anställt Mia Berg som tränare från 1 april."
            ),
            [("Bo Linder", "ordförande", None), ("Mia Berg", "tränare", "2026-04-01")],
        ),
        (
            "en",
            (
                "Tom Reid was elected chair of the meeting. Ann Bower was elected treasurer.\nSecretary Joan Marl read the minutes.\n"  # noqa: E501
                "The club has appointed Mia Marsh as coach from 1 April."
            ),
            [("Ann Bower", "treasurer", None), ("Mia Marsh", "coach", "2026-04-01")],
        ),
        (
            "de",
            (
                "Zum Versammlungsleiter wurde Tom Reidt gewählt. Jana Holz wurde zur Kassenwartin gewählt.\n"
                "Vorsitzende Anna Bohl legte den Bericht vor.\nDer Verein hat Mia Marsch zum 1. April als Trainerin eingestellt."  # noqa: E501
            ),
            [("Jana Holz", "Kassenwartin", None), ("Mia Marsch", "Trainerin", "2026-04-01")],
        ),
    ],
)
def test_who_leads_a_meeting_or_speaks_there_changes_no_job(
    code: str, text: str, expected: list[tuple[object, ...]]
) -> None:
    heads = {
        "da": "Agerbæk Roklub\n\nNyt fra generalforsamlingen\n\nTorsdag den 26. februar 2026 holdt klubben sin årlige generalforsamling i klubhuset, og 47 medlemmer kom og fik kaffe, kage og nye regler.",  # noqa: E501
        "no": "Agder Roklubb\n\nNytt fra årsmøtet\n\nTorsdag 26. februar 2026 holdt klubben sitt årsmøte i klubbhuset, og 47 medlemmer kom og fikk kaffe, kake, nye regler og en lang kveld.",  # noqa: E501
        "sv": "Ås Roddklubb\n\nNytt från årsmötet\n\nTorsdag 26 februari 2026 höll klubben sitt årsmöte i klubbhuset, och 47 medlemmar kom och fick kaffe, kaka, nya regler och en lång kväll.",  # noqa: E501
        "en": "Ashby Rowing Club\n\nNews from the annual meeting\n\nOn 26 February 2026 the club held its annual meeting at the boathouse, and 47 members came and had coffee, cake, new rules and a long night.",  # noqa: E501
        "de": "Ruderverein Aue\n\nNeues aus der Hauptversammlung\n\nAm 26. Februar 2026 hielt der Verein im Bootshaus seine Hauptversammlung ab, und 47 Mitglieder kamen und bekamen Kaffee, Kuchen und neue Regeln.",  # noqa: E501
    }
    found = recognise(f"{heads[code]}\n\n{text}\n", language=code).items
    told = [item for item in found if isinstance(item, PersonnelNotice)]
    days = [None if item.effective is None else str(item.effective) for item in told]
    assert [(n.person.name, n.role_name, day) for n, day in zip(told, days, strict=True)] == expected
    assert {n.organization for n in told} == {heads[code].partition("\n")[0]}


def test_the_chair_of_a_house_for_meetings_is_no_chair_of_a_meeting() -> None:
    page = "On the move\n\nTom Reid has been elected chair of the {}.\n\nMia Bell leaves Holm Ltd.\n"
    told = {
        body: [
            one.person.name
            for one in recognise(page.format(body), language="en").items
            if isinstance(one, PersonnelNotice)
        ]
        for body in ("Meeting House Trust", "meeting")
    }
    assert told == {"Meeting House Trust": ["Tom Reid", "Mia Bell"], "meeting": ["Mia Bell"]}


@pytest.mark.parametrize(
    ("code", "text", "person"),
    [
        ("de", "Anna Richter wird Leiterin der Buchhaltung bei der Bray GmbH.", "Anna Richter"),
        ("de", "Jan Koch ist neuer Geschäftsführer der Bray GmbH.", "Jan Koch"),
        ("de", "Petra Bauführer ist neue Geschäftsführerin der Bray GmbH.", "Petra Bauführer"),
        ("de", "Murat Yilmaz wird Leiter Einkauf bei der Bray GmbH.", "Murat Yilmaz"),
        ("da", "Paul Davis er ansat som salgschef hos Bray A/S.", "Paul Davis"),
        ("da", "Margaret Holm er ansat som salgschef hos Bray A/S.", "Margaret Holm"),
        ("no", "Kari Nyhus ble valgt til kasserer i Bray IL.", "Kari Nyhus"),
        ("no", "Jeanett Lund er ansatt som daglig leder i Bray AS.", "Jeanett Lund"),
        ("sv", "Anna Lindskola blir chef på Bray AB.", "Anna Lindskola"),
        ("en", "Anna Baker joins Bray Foods as head of sales.", "Anna Baker"),
        ("en", "John Bishop has been appointed head of sales at Bray Foods.", "John Bishop"),
        ("en", "Head chef Tom Cook retires as chair of Bray Foods.", "Tom Cook"),
    ],
)
def test_usual_first_name_tells_that_a_last_name_is_no_post_and_no_firm(code: str, text: str, person: str) -> None:
    found = told_below_rubric(code, text)
    assert [each["person"] for each in found] == [person]
    assert str(found[0]["organization"]).startswith("Bray")


@pytest.mark.parametrize(
    ("code", "text", "firm"),
    [
        ("da", "Margrethe Kirke har ansat Ib Holm som organist.", "Margrethe Kirke"),
        ("da", "Sofie Børnehus får ny leder. Ib Holm begynder den 1. maj 2026.", "Sofie Børnehus"),
        ("de", "Das Elisabeth Krankenhaus bekommt mit Ib Holm einen neuen Chefarzt.", "Elisabeth Krankenhaus"),
    ],
)
def test_house_with_a_first_name_stays_a_house(code: str, text: str, firm: str) -> None:
    assert [(each["person"], each["organization"]) for each in told_below_rubric(code, text)] == [("Ib Holm", firm)]


def test_first_name_before_the_post_of_a_woman_is_no_full_name() -> None:
    assert told_below_rubric("de", "Seit Mai ist Julia Leiterin der Kita Bray.") == []


@pytest.mark.parametrize(
    ("code", "lines", "posts"),
    [
        (
            "de",
            (
                "SV Hohenau e.V.\n\nBericht vom 14. März 2026\n\nIn den Vorstand wurden gewählt:\n"
                "1. Vorsitzender: Ib Lund\n"
                "Kassenwart: Karl Holm\nBeisitzer: Petra Falk, Jan Stein\nDer Vorsitzende dankte allen."
            ),
            [
                ("Ib Lund", "1. Vorsitzender"),
                ("Karl Holm", "Kassenwart"),
                ("Petra Falk", "Beisitzer"),
                ("Jan Stein", "Beisitzer"),
            ],
        ),
        (
            "en",
            (
                "Bray Bowls Club\n\nAnnual general meeting, 14 March 2026\n\nThe following were elected:\n"
                "President: Ann Bo\n"
                "1st vice-president: Tom Lund\nTreasurer: Joe Park\nThe meeting closed at 9 pm."
            ),
            [("Ann Bo", "President"), ("Tom Lund", "1st vice-president"), ("Joe Park", "Treasurer")],
        ),
        (
            "sv",
            (
                "Lunds BK\n\nÅrsmötet den 14 mars 2026\n\nTill styrelsen valdes:\nOrdförande: Ann Bo\n"
                "1:e vice ordförande: Tom Lund\nKassör: Joel Park, omval"
            ),
            [("Ann Bo", "Ordförande"), ("Tom Lund", "1:e vice ordförande")],
        ),
        (
            "no",
            (
                "Lia IL\n\nÅrsmøtet 14. mars 2026\n\nDisse ble valgt:\nLeder: Ann Bo\n1. vara: Mia Holm\n"
                "Kasserer: Joar Park (gjenvalg)"
            ),
            [("Ann Bo", "Leder"), ("Mia Holm", "1. vara")],
        ),
        (
            "da",
            (
                "Hadsund IF\n\nGeneralforsamling 14. marts 2026\n\nTil bestyrelsen blev valgt:\nFormand: Ib Lund\n"
                "1. suppleant: Karl Holm\nKontingent: 200 kr."
            ),
            [("Ib Lund", "Formand"), ("Karl Holm", "1. suppleant")],
        ),
    ],
)
def test_list_of_posts_and_people_below_who_was_elected_keeps_the_counts(
    code: str, lines: str, posts: list[tuple[str, str]]
) -> None:
    found = recognise(f"{lines}\n", language=code)
    told = [facts_of(item) for item in found.items if isinstance(item, PersonnelNotice)]
    assert [(each["person"], each["role_name"]) for each in told] == posts
    assert {each["change"] for each in told} == {"elected"}
    assert len({each["organization"] for each in told}) == 1


def test_words_that_lead_to_who_was_elected_are_no_name_of_a_page() -> None:
    found = recognise("Till styrelsen valdes:\nOrdförande: Kerstin Lind\nKassör: Stig Berg\n", language="sv")
    told = [facts_of(item) for item in found.items if isinstance(item, PersonnelNotice)]
    assert [(each["person"], each["role_name"]) for each in told] == [
        ("Kerstin Lind", "Ordförande"),
        ("Stig Berg", "Kassör"),
    ]
    assert not any("organization" in each for each in told)


@pytest.mark.parametrize(
    ("code", "lead", "chair", "honour"),
    [
        ("da", "Der blev valgt:", "Formand", "Årets træner"),
        ("no", "Disse ble valgt:", "Leder", "Årets trener"),
        ("sv", "Dessa valdes:", "Ordförande", "Årets tränare"),
        ("de", "Gewählt wurden:", "Vorsitzende", "Trainer des Jahres"),
        ("en", "The following were elected:", "Chair", "Coach of the year"),
    ],
)
def test_honours_of_a_year_among_who_was_elected_are_no_posts(code: str, lead: str, chair: str, honour: str) -> None:
    found = recognise(f"{lead}\n{chair}: Ann Bo\n{honour}: Tom Lund\n", language=code)
    told = [facts_of(item) for item in found.items if isinstance(item, PersonnelNotice)]
    assert [each["person"] for each in told] == ["Ann Bo"]


@pytest.mark.parametrize(
    ("code", "text", "count"),
    [
        ("da", "Ib Holm er valgt til årets leder i Bray Kommune.", 0),
        ("da", "Ib Holm går på pension til årets udgang som leder i Bray Kommune.", 1),
        ("no", "Ib Holm er kåret til årets leder i Bray kommune.", 0),
        ("no", "Ib Holm slutter til årets slutt som leder i Bray kommune.", 1),
        ("de", "Jana Holz wurde zur Trainerin des Jahres gewählt.", 0),
        ("de", "Jana Holz wurde zum Ende des Jahres zur Direktorin der Bray GmbH ernannt.", 1),
    ],
)
def test_honours_of_a_year_change_no_job(code: str, text: str, count: int) -> None:
    assert len(told_below_rubric(code, text)) == count


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("no", "Mediekontakt: Anders Nygård, kommunikasjonssjef i Bray AS, tlf. 00 44 55 66"),
        ("de", "Ansprechpartnerin ist Anna Bo, Pressesprecherin der Bray GmbH."),
        ("en", "Media contact: Ann Bo, head of press, Bray Ltd."),
        ("da", "Vi siger tillykke til Ib Holm, der den 12. april har været ansat i 25 år."),
        ("en", "Ann Bo has agreed to serve as chairman of the Bray Trust for a further year."),
    ],
)
def test_contacts_years_of_service_and_a_further_term_change_no_job(code: str, text: str) -> None:
    assert told_below_rubric(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "en",
            "Priya Wade, 26, joins as Second Oboe on 1 October 2026.",
            {"role_name": "Second Oboe", "effective": "2026-10-01", "age": 26},
        ),
        (
            "en",
            "Gary Hill, 58, retires this month after 35 years as station manager with Dale Fire Service.",
            {"previous_role_name": "station manager", "organization": "Dale Fire Service", "age": 58},
        ),
        (
            "en",
            "Alan Pike has been named interim head of Oakfield School until Easter.",
            {"role_name": "interim head", "organization": "Oakfield School"},
        ),
        (
            "no",
            "Jonas Eide blir fungerende rektor ved Bakken skole fram til nyttår.",
            {"role_name": "fungerende rektor", "organization": "Bakken skole"},
        ),
        (
            "da",
            "Mette Sand er konstitueret som direktør for Egnsmuseet, indtil en ny er fundet.",
            {"role_name": "direktør", "organization": "Egnsmuseet"},
        ),
        (
            "de",
            "Seit dem 1. Mai 2026 ist Jan Stein als Monteur bei der Bray GmbH tätig.",
            {"role_name": "Monteur", "organization": "Bray GmbH", "effective": "2026-05-01"},
        ),
        (
            "sv",
            "Till ny vice ordförande i Bray IF valdes Yasmin Ros, till vardags operatör på Norrängs Bruk.",
            {"role_name": "vice ordförande", "organization": "Bray IF"},
        ),
    ],
)
def test_what_stands_beside_a_post_is_no_part_of_it(code: str, text: str, expected: dict[str, object]) -> None:
    (found,) = told_below_rubric(code, text)
    assert {k: v for k, v in found.items() if k not in {"person", "change"}} == expected


def test_greeting_of_a_newsletter_stands_over_all_its_paragraphs() -> None:
    page = (
        "BRAY HOUSING TRUST\nTenants' Newsletter, Autumn 2026\nIssued 1 September 2026\n\nWHAT'S ON\n\n"
        "Saturday 12 September 2026, 11am\nGarden swap\nCommunity Hall\n\nTuesday 22 September 2026, 6.30pm\n"
        "Tenants' forum\nHarbour House\n\nWELCOME\n\nPriya Lock has joined Bray Housing Trust as repairs manager.\n\n"
        "Callum Ox has been promoted to head of lettings at Bray Housing Trust from 1 September 2026.\n\nGOODBYE\n\n"
        "Jean Win retired as rent officer of Bray Housing Trust on 31 August 2026.\n"
    )
    found = [facts_of(item) for item in recognise(page).items if isinstance(item, PersonnelNotice)]
    assert [each["person"] for each in found] == ["Priya Lock", "Callum Ox", "Jean Win"]


def test_rows_of_meetings_beside_notices_are_events() -> None:
    page = (
        "Bygdelista i Lauvdal\n\nPublisert 26. februar 2026\n\nNytt styre\n\n"
        "Marte Sol ble valgt til ny leder i Bygdelista i Lauvdal.\n\nIvar Nyhus ble valgt til nestleder.\n\n"
        "Som ny kasserer ble Oddny Teig valgt.\n\nArnstein Moe gikk av som leder etter åtte år.\n\nNye møter\n\n"
        "Gruppemøte | 9. mars 2026 kl. 18.00 | Kommunehuset\nFolkemøte | 19. mars 2026 kl. 19.00 | Samfunnshuset\n"
        "Stand på torget | 28. mars 2026 kl. 11.00 | Torget\n\nVil du bidra? Kontakt oss.\n"
    )
    items = recognise(page).items
    assert [item.kind for item in items].count("event") == 3
    told = [facts_of(item) for item in items if isinstance(item, PersonnelNotice)]
    assert [each["person"] for each in told] == ["Marte Sol", "Ivar Nyhus", "Oddny Teig", "Arnstein Moe"]
    assert told[-1]["organization"] == "Bygdelista i Lauvdal"


def test_paper_for_the_staff_is_no_house_and_the_name_above_it_is() -> None:
    page = (
        "KLINIKUM AM AUWALD – INTERN\nZeitung für Mitarbeiterinnen und Mitarbeiter\n1. Juni 2026\n\nPersonalien\n\n"
        "Neuer Chefarzt der Chirurgie ist Lorenz Hab. Der 49-Jährige kam am 1. April vom Kreiskrankenhaus Belsen.\n\n"
        "Timo Rasch verlässt das Klinikum am Auwald zum 31. Juli 2026.\n"
    )
    found = [facts_of(item) for item in recognise(page).items if isinstance(item, PersonnelNotice)]
    assert [each["organization"] for each in found] == ["Klinikum am Auwald"] * 2
    assert found[0]["effective"] == "2026-04-01"


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Thomas kasserer Ib Holm stopper.", None),
        ("Mads' kasserer Ib Holm stopper.", None),
        ("Jens' kasserer Ib Holm stopper.", None),
        ("Danfoss' direktør Ib Holm stopper.", "Danfoss"),
        ("Novos direktør Ib Holm stopper.", "Novo"),
        ("Bray Foods' direktør Ib Holm stopper.", "Bray Foods"),
    ],
)
def test_first_name_in_s_before_a_post_is_no_firm(text: str, firm: str | None) -> None:
    assert [each.get("organization") for each in told_below_rubric("da", text)] == [firm]


#: A list of the elected with first names that are other words too, last names that are posts, and both.
OTHER_WORDS = {
    "da": (["Formand", "Kasserer", "Sekretær", "Medlem"], ["Ane Bo", "Will Smed", "Mai Kok", "Ib Lund"], "Valgt blev:"),
    "no": (
        ["Leder", "Kasserer", "Sekretær", "Medlem"],
        ["Anne Bo", "Will Smed", "Rose Kokk", "Ib Lund"],
        "På årsmøtet ble følgende valgt:",
    ),
    "sv": (
        ["Ordförande", "Kassör", "Sekreterare", "Ledamot"],
        ["Anna Bo", "Will Smed", "Love Kock", "Ib Lund"],
        "På årsmötet valdes följande:",
    ),
    "de": (
        ["Vorsitzende", "Kassenwart", "Schriftführer", "Beisitzer"],
        ["Anna Bo", "Ernst Schmied", "Will Koch", "Frank Lund"],
        "Gewählt wurden:",
    ),
    "en": (
        ["Chair", "Treasurer", "Secretary", "Member"],
        ["Ann Bo", "Will Smith", "May Cook", "Ib Lund"],
        "At the annual meeting the following were elected:",
    ),
}


@pytest.mark.parametrize("language", sorted(OTHER_WORDS))
def test_first_names_that_are_other_words_end_no_list(language: str) -> None:
    posts, people, heading = OTHER_WORDS[language]
    rows = "\n".join(f"{post}: {name}" for post, name in zip(posts, people, strict=True))
    found = recognise(f"Bray Klub: news\n{heading}\n\n{rows}\n", language=language).items
    told = [(item.role_name, item.person.name) for item in found if isinstance(item, PersonnelNotice)]
    assert told == list(zip(posts, people, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Will Leeds Council appoint a new clerk?",
        "Will Ann Bo be appointed clerk at Bray Foods?",
        "May Council elects Ann Bo as chair on 1 May 2026.",
    ],
)
def test_words_that_are_first_names_too_name_nobody_by_themselves(text: str) -> None:
    found = recognise(f"People\n\n{text}\n", language="en").items
    people = [item.person.name for item in found if isinstance(item, PersonnelNotice)]
    assert not {"Will Leeds", "Will Ann", "May Council"} & set(people)


def _told(page: str, code: str) -> list[tuple[Any, ...]]:
    found = recognise(f"{page}\n", language=code)
    told = [facts_of(item) for item in found.items if isinstance(item, PersonnelNotice)]
    return [tuple(map(one.get, ("person", "change", "role_name", "organization"))) for one in told]


@pytest.mark.parametrize(
    ("code", "heads", "entries"),
    [
        ("da", ("Ansat er", "Gået på pension er"), ("Mette Holm som kok på Ry Skole.", "Pedel Ib Lund.")),
        ("no", ("Tilsatt er", "Gått av med pensjon"), ("Mette Holm som kokk ved Ry skole.", "Vaktmester Ib Lund.")),
        ("sv", ("Anställda är", "Har gått i pension"), ("Mette Holm som kock på Ry skola.", "Vaktmästare Ib Lund.")),
        (
            "de",
            ("Angestellt wurden", "In den Ruhestand getreten ist"),
            ("Frau Mette Holm als Köchin in der Schule Ry.", "Hausmeister Ivo Lund."),
        ),
        (
            "en",
            ("The following have been appointed", "Retired from the service"),
            ("Mette Holm as cook at Ry School.", "Caretaker Ib Lund."),
        ),
    ],
)
def test_headings_of_a_participle_and_an_auxiliary_say_what_changes_below(
    code: str, heads: tuple[str, str], entries: tuple[str, str]
) -> None:
    page = f"{RUBRICS[code]}\n\n{heads[0]}\n{entries[0]}\n\n{heads[1]}\n{entries[1]}\n\n2026"

    assert [change for _, change, _, _ in _told(page, code)] == ["appointed", "retired"]


@pytest.mark.parametrize(
    ("code", "heads", "posts"),
    [
        ("da", ("Forfremmet til partner:", "Ansat som fuldmægtig"), ("partner", "fuldmægtig")),
        ("no", ("Forfremmet til partner:", "Ansatt som advokat"), ("partner", "advokat")),
        ("sv", ("Befordrad till delägare:", "Anställd som jurist"), ("delägare", "jurist")),
        ("en", ("Promoted to partner:", "Appointed as trustee"), ("partner", "trustee")),
        ("de", ("Befördert zur Partnerin:", "Zum Counsel ernannt wurden:"), ("Partnerin", "Counsel")),
    ],
)
def test_names_below_words_with_the_post_of_all_have_that_post(
    code: str, heads: tuple[str, str], posts: tuple[str, str]
) -> None:
    page = (
        f"{RUBRICS[code]}\n\n{heads[0]}\n• Greta Holst (Tax, Bray)\n• Maria Winter\n\n"
        f"{heads[1]}\n- Karl Brand\n- Ute Sommer\n"
    )

    told = _told(page, code)
    assert [(name, post) for name, _, post, _ in told] == [
        ("Greta Holst", posts[0]),
        ("Maria Winter", posts[0]),
        ("Karl Brand", posts[1]),
        ("Ute Sommer", posts[1]),
    ]
    assert [change for _, change, _, _ in told] == ["promoted", "promoted", "appointed", "appointed"]


def test_list_below_the_post_of_all_ends_at_the_next_paragraph() -> None:
    page = (
        "Hill Mill\nPeople\n\nPromoted to partner:\n• Greta Holst (Tax, Bray)\n• Maria Winter\n\n"
        "Hill Mill has also hired Tom Reed as cook.\n"
    )

    assert [(name, change) for name, change, _, _ in _told(page, "en")][-1] == ("Tom Reed", "appointed")


@pytest.mark.parametrize(
    ("code", "entry"),
    [
        ("da", "Kok på Holm Kro → køkkenchef på Ry Hotel"),
        ("no", "Kokk på Holm Kro → kjøkkensjef på Ry Hotell"),
        ("sv", "Kock på Holm Krog → kökschef på Ry Hotell"),
        ("en", "Cook at Holm Inn → head chef at Ry Hotel"),
        ("de", "Koch bei Gasthof Holm → Küchenchef bei Hotel Ry"),
    ],
)
def test_arrow_between_a_post_with_its_firm_and_another_tells_both(code: str, entry: str) -> None:
    page = f"{RUBRICS[code]}\n\n→ Maria Thorell\n{entry}\n\n→ Lena Brolin\n{entry}\n"
    found = recognise(page, language=code)
    told = [facts_of(item) for item in found.items if isinstance(item, PersonnelNotice)]

    was, now = entry.split(" → ")
    assert [one["person"] for one in told] == ["Maria Thorell", "Lena Brolin"]
    assert {one["change"] for one in told} == {"appointed"}
    assert {(one["previous_role_name"], one["role_name"]) for one in told} == {
        (was.split(" ")[0], re.split(r" (?:på|at|bei) ", now)[0])
    }
    assert {(one["previous_organization"], one["organization"]) for one in told} == {
        tuple(re.split(r" (?:på|at|bei) ", text)[1] for text in (was, now))
    }


def test_arrow_within_one_firm_is_a_promotion_and_to_a_pension_a_retirement() -> None:
    page = (
        "People\n\n→ Maria Thorell\nCook at Holm Inn → head chef at Holm Inn\n\n"
        "→ Lena Brolin\nCook at Holm Inn → retirement\n"
    )

    assert [change for _, change, _, _ in _told(page, "en")] == ["promoted", "retired"]


def test_people_below_since_last_time_are_told_of() -> None:
    people = (
        "Årgang 1998\nTorben Hessel er ansat som kok på Ry Hotel.\n\n"
        "Årgang 2004\nLine Stald er stoppet som redaktør på Holm Ugeblad.\nPeter Bech har haft sølvbryllup.\n"
    )
    told = _told(f"Elevforeningen\n\nSiden sidst\n{people}", "da")

    assert [(name, change) for name, change, _, _ in told] == [
        ("Torben Hessel", "appointed"),
        ("Line Stald", "departed"),
    ]
    assert [firm for _, _, _, firm in told] == ["Ry Hotel", "Holm Ugeblad"]


def test_label_of_an_advertisement_that_shows_nothing_hides_no_column() -> None:
    page = (
        "Skogen Idag\nNyheter  Marknad  Nytt jobb  Kalender\nAnnons\nNytt jobb\nPublicerad 14 april 2026\n"
        "Vd till Holms Såg\nAnders Melker blir vd för Holms Såg AB. Han efterträder Ulla Nord som slutar den 30 juni.\n"
        "Ny kock\nRy Hotell AB har anställt Lena Brolin som kock.\n"
    )

    told = _told(page, "sv")
    assert [(name, change) for name, change, _, _ in told] == [
        ("Anders Melker", "appointed"),
        ("Ulla Nord", "departed"),
        ("Lena Brolin", "appointed"),
    ]


def test_labelled_cards_below_new_colleagues_are_no_postings() -> None:
    card = "{}\nTjänst: {}\nEnhet: Institutionen för teknik\nBörjade: 17 augusti 2026\nKommer från: {}\n\n"
    page = "Ry skola\n\nNya kollegor i augusti\n\n"
    page += card.format("Jon Ek", "Studievägledare", "Strandgymnasiet")
    page += card.format("Docent Mona Ahlm", "Prefekt", "egna leden, senast som studierektor")
    page += card.format("Vera Zang", "Doktorand i fysik", "Holms Krog")
    found = recognise(page, language="sv")

    assert [item.kind for item in found.items] == ["personnel_notice"] * 3


def test_firm_that_looks_like_a_name_is_nobody_in_its_own_news() -> None:
    page = (
        "Thorn Vale LLP\nSolicitors\n\nPromotions 2026\n\n"
        "Thorn Vale has announced its promotions. Two new partners have been named.\n\n"
        "Promoted to partner:\n• Greta Holst\n• Maria Winter\n\nAbout Thorn Vale\nThorn Vale LLP employs 160 people.\n"
    )

    assert {name for name, _, _, _ in _told(page, "en")} == {"Greta Holst", "Maria Winter"}


@pytest.mark.parametrize(
    ("code", "text", "firm"),
    [
        (
            "en",
            "Hill Foods plc announces that Tom Reed has joined the Board as a Non-executive Director.",
            "Hill Foods plc",
        ),
        (
            "no",
            "Ekstraordinær generalforsamling valgte Odd Ravn som nytt medlem av styret i Nord Kraft ASA.",
            "Nord Kraft ASA",
        ),
    ],
)
def test_boards_and_assemblies_are_no_firms(code: str, text: str, firm: str) -> None:
    assert [told for *_, told in _told(f"{firm}\n{RUBRICS[code]}\n\n{text}\n", code)] == [firm]


def test_headline_in_capitals_tells_nobody_again() -> None:
    page = (
        "FOLK I FAGET\n\nINGER TVED STOPPER\nInger Tved går på pension fra Ry Skole.\n\n"
        "NY KOK\nMette Holm er ansat som kok på Ry Skole.\n"
    )

    assert [name for name, *_ in _told(page, "da")] == ["Inger Tved", "Mette Holm"]


@pytest.mark.parametrize(
    ("code", "text", "town"),
    [
        ("no", "Ingrid Holm er ansatt som rådgiver med kontorsted Vestby.", "Vestby"),
        ("da", "Inge Holm er ansat som rådgiver med tjenestested i Vestby.", "Vestby"),
        ("sv", "Inga Holm är anställd som rådgivare med stationeringsort Väsby.", "Väsby"),
        ("de", "Inge Holm wurde als Beraterin mit Dienstort Vechta eingestellt.", "Vechta"),
        ("en", "Ann Holm has been appointed adviser with a base in Leeds.", "Leeds"),
    ],
)
def test_place_of_work_behind_a_post_is_a_place(code: str, text: str, town: str) -> None:
    found = recognise(f"{RUBRICS[code]}\n\n{text}\n", language=code)

    assert [facts_of(item).get("location") for item in found.items if isinstance(item, PersonnelNotice)] == [town]


@pytest.mark.parametrize(("code", "head"), [("da", "Nye medlemmer:"), ("en", "New members:"), ("sv", "Nya medlemmar:")])
def test_new_members_have_no_new_job(code: str, head: str) -> None:
    assert not _told(f"Ry\n\n{head}\n• Ann Bo\n• Tom Reed\n", code)
