"""Paragraphs of an article that tell of nobody, and pages that no line of has to be read as an entry."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from feeds.dates import Context
from feeds.model import Rule
from feeds.recognise import notices, untold
from feeds.recognise.draft import Findings, Setting
from feeds.recognise.moves import Teller
from feeds.recognise.page import read_lines
from feeds.recognise.phrases import phrases
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
    ("code", "heading"),
    [
        ("en", "Birthdays"),
        ("en", "Most of the read"),
        ("en", "Notes: most of the read"),
        ("da", "Runde dage i år"),
        ("de", "Jubiläen"),
    ],
)
def test_heading_that_says_that_nothing_changes_needs_no_names_below(code: str, heading: str) -> None:
    assert margin(f"{heading}\n\n{PLAIN}\n\n{PLAIN}", code) is None


def test_rule_of_ones_own_can_read_a_name_that_is_none() -> None:
    rule = Rule("own", "frame", r"(?P<person>\w+) looks after the silent stones.*", (), ())
    told = "bo looks after the silent stones of the old mill on the river, and has done so for many years by now."
    assert margin(told) == -1
    assert margin(told, rules=(rule,)) == 1


LINES = {
    "told": "Ann Bo becomes head of the old mill on the river, where nobody had that post for many years.",
    "held": "Ann Bo has been clerk of the mill for many years, as the people by the river remember well.",
    "goes on": "She becomes head of sales at the old mill on the river, where nobody had that post for years.",
    "spoken": "“Bray Ltd hires nobody,” says Ib Lund of the old mill, and nobody in the town by the river knows.",
    "resumed": "Bo goes on as before, and Cy Potts becomes head of Holm Ltd on the hill above the old river.",
    "called": "Ann Bo. Ann, clerk since 1994, retires from Bray Ltd on 1 May after all her years at the mill.",
    "her name": "Holm & Co. has a new clerk at the mill on the river. Her name is Cy Potts and she is now 36.",
    "greeted": "Welcome to Ib Lund, clerk at the old mill on the river, where nobody had that post for years.",
    "nickname": "Ann “Annie” Bo becomes head of the old mill on the river, where nobody had that post for long.",
    "origin": "Ann (formerly clerk at Bray Ltd) Bo becomes head of the mill, which nobody was for so long.",
    "stays": "Ib Lund stays on as clerk of Bray Ltd at the old mill on the river, as he always did before.",
    "arrow": "Ib Lund -> head of sales, Bray Ltd",
    "pair": "Ib Lund, from clerk to head of sales",
    "pension": "Ib Lund, pension",
    "alone": "Ib Lund, clerk",
    "rubric": "New job",
    "unchanged": "Birthdays",
    "labelled": "News: leavers",
    "plain": PLAIN,
}


@pytest.mark.parametrize("above", LINES)
@pytest.mark.parametrize("told", LINES)
def test_no_line_is_told_of_that_was_taken_for_one_that_is_not(above: str, told: str) -> None:
    # With more lines that nobody is named on, none would be asked for.
    lines = read_lines(f"{LINES[above]}\n\n{LINES[told]}")
    found = untold.margins(lines, setting("en"), ())
    column = notices._Column(setting("en"), Findings())
    column.read(lines)
    read = sum(2 * group.told - group.entries - group.others for group in column.groups)
    assert found is None or found[lines[0].number] >= read


def test_named_line_without_a_change_weighs_against_a_column() -> None:
    assert margin(LINES["spoken"]) == -1
    # Below a heading that tells what changes, to be named is enough.
    assert margin(f"{LINES['rubric']}\n\n{LINES['spoken']}") == 1


@pytest.mark.parametrize(
    ("text", "is_opened"),
    [
        ("Ann Bo becomes head of Bray Ltd. She is 44.", True),
        ("The mill has stood for years. Ann Bo becomes head of Bray Ltd.", True),
        ("Holm & Co. has a new clerk. Her name is Cy Potts.", True),
        ("Ann Bo has seen the mill. Nobody goes there.", False),
        ("“Ann Bo becomes head of Bray Ltd,” he says.", False),
    ],
)
def test_text_opens_a_notice_where_reading_all_of_it_does(text: str, is_opened: bool) -> None:
    (line,) = read_lines(text)
    words = phrases("en")
    assert notices.opens(text, line, setting("en")) is is_opened
    assert (Teller(setting("en"), words, Findings()).tell(text, (line,)) > 0) is is_opened
