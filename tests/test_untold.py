"""Paragraphs of an article that tell of nobody, and pages that no line of has to be read as an entry."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from feeds.dates import Context
from feeds.model import Rule
from feeds.recognise import untold
from feeds.recognise.draft import Setting
from feeds.recognise.page import read_lines
from feeds.recognise.rules import knowledge

HEAD = "Ann Bo wants to save the mill\n\nPicture of the mill\n\n"
TALE = "The council has thought about the old mill for many years, and nobody knows what will come of it."
PLAIN = "A wheel turns slowly in the water below the weir, and the stones have been silent for some time."


def setting(code: str, rules: tuple[Rule, ...] = ()) -> Setting:
    return Setting(know=knowledge(code, rules), zone=ZoneInfo("UTC"), context=Context(), last_line=99)


def margin(text: str, code: str = "en", taken: tuple[int, ...] = (), rules: tuple[Rule, ...] = ()) -> int | None:
    lines = read_lines(text)
    found = untold.margins(lines, setting(code, rules), taken)
    return None if found is None else found[lines[0].number]


def test_paragraphs_that_name_nobody_outweigh_the_lines_that_do() -> None:
    assert margin(HEAD + "\n\n".join([PLAIN] * 4)) == 1 - 4
    assert margin("\n\n".join(["Ann Bo becomes head of Bray Ltd."] * 4 + [PLAIN] * 2)) == 4 - 2


def test_margins_are_of_the_lines_from_each_on() -> None:
    lines = read_lines(f"{PLAIN}\n\nAnn Bo becomes head of Bray Ltd.\n\n{PLAIN}\n\n{PLAIN}")
    found = untold.margins(lines, setting("en"), ())
    assert found is not None
    assert [found[line.number] for line in lines] == [-2, -1, -2, -1]


@pytest.mark.parametrize(
    "told",
    [
        "She becomes head of sales at the old mill on the river, where nobody had that post for many years.",
        "On 1 May she becomes head of sales at the mill on the river, where nobody had that post for years.",
        "The clerk retires on 1 May after many years at the mill on the river, and nobody will follow soon.",
    ],
)
def test_paragraph_that_goes_on_about_somebody_can_tell_of_them(told: str) -> None:
    assert margin(f"{HEAD}{told}") == 2
    # Nobody was named before, or a paragraph that names nobody stands between.
    assert margin(told) == -1
    assert margin(f"{HEAD}{TALE}\n\n{told}") == 1 - 2


@pytest.mark.parametrize(
    "told",
    [
        f"New job: {PLAIN}",
        f"+ {PLAIN}",
        f"CORK – {PLAIN}",
        f"New job. {PLAIN}",
        f"{PLAIN}\n{PLAIN}",
        f"“{PLAIN}”",
    ],
)
def test_what_can_be_an_entry_is_none_that_tells_of_nobody(told: str) -> None:
    found = margin(told)
    assert found is not None
    assert found > 0


def test_taken_lines_and_headings_weigh_nothing_against_a_column() -> None:
    assert margin(PLAIN, taken=(1,)) == 1
    assert margin("The mill\n\nAt the weir\n\nA quiet river") == 0
    assert margin("Nobody came.") == -1


@pytest.mark.parametrize(
    ("code", "heading"), [("en", "Birthdays"), ("en", "No real change"), ("da", "Runde dage i år"), ("de", "Jubiläen")]
)
def test_heading_that_says_that_nothing_changes_needs_no_names_below(code: str, heading: str) -> None:
    assert margin(f"{heading}\n\n{PLAIN}\n\n{PLAIN}", code) is None


def test_rule_of_ones_own_can_read_a_name_that_is_none() -> None:
    rule = Rule("own", "frame", r"(?P<person>\w+) looks after the silent stones.*", (), ())
    told = "bo looks after the silent stones of the old mill on the river, and has done so for many years by now."
    assert margin(told) == -1
    assert margin(told, rules=(rule,)) == 1
