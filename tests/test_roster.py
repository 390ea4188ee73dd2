"""Lists of people whose entries share a form: rows and cards without a verb."""

from __future__ import annotations

from typing import Any

import pytest

from page_cases import found_on

CARDS = """Office Journal

People on the move
Published 3 May 2026

Ann Marsh
Head librarian
Hill Library

Tom Bell
Site manager
Larder & Vine

Mia Dunn
Solicitor
Bray Trust

See all news
Follow us on LinkedIn
"""


def _told(text: str) -> list[tuple[Any, ...]]:
    fields = ("kind", "person", "role_name", "organization", "change")
    return [tuple(item.get(field) for field in fields) for item in found_on(text)]


def test_cards_of_name_post_and_firm() -> None:
    assert _told(CARDS) == [
        ("personnel_notice", "Ann Marsh", "Head librarian", "Hill Library", "appointed"),
        ("personnel_notice", "Tom Bell", "Site manager", "Larder & Vine", "appointed"),
        ("personnel_notice", "Mia Dunn", "Solicitor", "Bray Trust", "appointed"),
    ]


@pytest.mark.parametrize("order", [(2, 0, 1), (1, 0, 2), (1, 2, 0), (0, 2, 1)])
def test_the_lines_of_cards_stand_in_any_order(order: tuple[int, ...]) -> None:
    head, *cards, foot = CARDS.strip().split("\n\n")
    head, cards = f"{head}\n\n{cards[0]}", cards[1:]
    turned = ["\n".join(card.split("\n")[n] for n in order) for card in cards]
    assert _told("\n\n".join([head, *turned, foot]) + "\n") == _told(CARDS)


@pytest.mark.parametrize("mark", [" – ", " | ", " · ", ", ", "\t"])
def test_rows_of_name_post_and_firm(mark: str) -> None:
    head, *cards, foot = CARDS.strip().split("\n\n")
    head, cards = f"{head}\n\n{cards[0]}", cards[1:]
    rows = "\n".join(mark.join(card.split("\n")) for card in cards)
    assert [told[:4] for told in _told(f"{head}\n\n{rows}\n\n{foot}\n")] == [told[:4] for told in _told(CARDS)]


def test_a_list_of_the_staff_is_no_news() -> None:
    staff = "Hill Library\n\nPeople\n\nAnn Marsh – Head librarian\nTom Bell – Caretaker\nMia Dunn – Receptionist\n"
    assert _told(staff) == []


def test_new_colleagues_are_of_the_house_whose_name_stands_above() -> None:
    text = (
        "LARDER FOODS\n\nNew colleagues\nPublished 3 May 2026\n\nAnn Marsh, buyer\nTom Bell, site manager\n"
        "Mia Dunn, press officer\n\nPrivacy and cookies\n"
    )
    assert {told[3] for told in _told(text)} == {"LARDER FOODS"}


def test_firms_stand_above_their_people_with_a_colon() -> None:
    text = (
        "Office Journal\n\nPeople on the move\nPublished 3 May 2026\n\nLarder & Vine:\nAnn Marsh is the new buyer.\n\n"
        "Fairlight Homes:\nTom Bell has been appointed site manager from 1 June.\n\nPrivacy and cookies\n"
    )
    assert [told[3] for told in _told(text)] == ["Larder & Vine", "Fairlight Homes"]


def test_who_is_elected_stands_behind_the_post() -> None:
    text = (
        "Hill Rowing Club\n\nElected at the AGM\n\nChair – Ann Marsh\nTreasurer – Tom Bell\nSecretary – Mia Dunn\n\n"
        "Long-service awards\n\nIb Lund, coach\nSue Ward, coach\nJim Hay, coach\n"
    )
    assert [told[1:] for told in _told(text)] == [
        ("Ann Marsh", "Chair", "Hill Rowing Club", "elected"),
        ("Tom Bell", "Treasurer", "Hill Rowing Club", "elected"),
        ("Mia Dunn", "Secretary", "Hill Rowing Club", "elected"),
    ]
