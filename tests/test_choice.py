"""Alternatives that are tried apart find what they find joined."""

from __future__ import annotations

import re

import pytest

from feeds.expressions import Expression, Index
from feeds.recognise.choice import Choice

ALTERNATIVES = ("old mill", "mill", "the (?:old )?mill wheel", "weirs?", r"\d\d days", "the old")
TEXTS = (
    "The old mill wheel turns",
    "mill, mill and the old mill",
    "weirs for 12 days at the weir",
    "windmill weir",
    "nothing of it",
    "",
    "the old 99 days",
)


def made(alternatives: tuple[str, ...]) -> tuple[Choice, Index]:
    apart = [Expression(rf"(?<!\w)(?:{one})(?!\w)") for one in alternatives]
    # Others stand before them in the index.
    return Choice(apart, 2), Index([Expression("(?<!\\w)turns"), Expression("(?<!\\w)nothing"), *apart])


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("alternatives", [ALTERNATIVES, ALTERNATIVES[::-1], ALTERNATIVES[3:4]])
def test_choice_finds_what_the_joined_expression_finds(text: str, alternatives: tuple[str, ...]) -> None:
    choice, index = made(alternatives)
    joined = re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)
    can_be = index.of(text.lower())
    found, expected = choice.place_in(text, text.lower(), can_be), joined.search(text)
    assert (found and found.span()) == (expected and expected.span())
    assert choice.opens(text, can_be) == (joined.match(text) is not None)
    places = choice.places(text, text.lower(), can_be, found) if found is not None else []
    assert [match.span() for match in places] == [match.span() for match in joined.finditer(text)]


@pytest.mark.parametrize("text", ["a mill", "m", "mm"])
def test_matches_of_nothing_do_not_hold_it_up(text: str) -> None:
    choice = Choice([Expression(r"(?=m)|$")], 0)
    first = choice.place_in(text, text, 1)
    assert first is not None
    places = [match.span() for match in choice.places(text, text, 1, first)]
    assert places == [match.span() for match in re.finditer(r"(?=m)|$", text)]
