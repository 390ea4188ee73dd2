"""The cheap signs by which lines are not read as a listing: none may leave out what the reader itself would find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import lang
from feeds.model import Event
from feeds.recognise import recognise
from feeds.recognise.page import Line
from feeds.recognise.rows import can_be_dated
from feeds.recognise.rules import knowledge
from feeds.recognise.stamps import name_month, timed

EN = knowledge("en")


def titles(page: str, language: str = "en") -> list[str | None]:
    return [item.title for item in recognise(page, language=language, year=2026).items if isinstance(item, Event)]


def lines(*texts: str) -> list[Line]:
    return [Line(n, text, 0, after_gap=False, span=(n, n)) for n, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    "text", ["3rdMay", "3 May", "the 3rd of May", "May 3", "May. 03", "3/5", "on 03.05.2026", "MAY 12"]
)
def test_a_number_beside_a_month_can_be_a_day(text: str) -> None:
    assert EN.grammar.can_hold_figures(text)


@pytest.mark.parametrize("text", ["40 people march on", "the mayor gave 12 talks", "may we have 3", "40 marks"])
def test_the_letters_of_a_month_alone_make_no_day(text: str) -> None:
    assert not EN.grammar.can_hold_figures(text)


@pytest.mark.parametrize("code", lang.available())
@given(data=st.data())
def test_every_day_that_is_found_shows(code: str, data: st.DataObject) -> None:
    grammar = knowledge(code).grammar
    word = st.sampled_from(
        [*grammar.months, *grammar.weekdays, *map(str, range(1, 32)), ".", "/", "-", ",", "og", "to", "den"]
    )
    text = data.draw(
        st.lists(word, min_size=2, max_size=9).flatmap(lambda told: st.sampled_from([" ".join(told), "".join(told)]))
    )
    if any(char.isdigit() for char in text) and grammar.find(text) is not None:
        assert grammar.can_hold_figures(text)


def test_what_comes_together_in_a_frame_is_a_day() -> None:
    assert not EN.grammar.can_hold_figures("[ 15 ] [ MAY ] Quiz night")
    assert can_be_dated("[ 15 ] [ MAY ] Quiz night", EN)
    assert can_be_dated("• [ 15 ] [ MAY ] Quiz night", EN)


def test_a_clause_can_repeat_where_its_line_does_not() -> None:
    told = lines("SOLD OUT! Daily at noon", "We meet at the inn")
    assert not EN.repetition.has(told[0].text)
    assert timed(told, EN) == [0]


def test_days_below_the_heading_of_a_month_are_rows() -> None:
    page = "What's on\n\n— MAY 2026 —\n\nFri 15 – Quiz night, Old Mill, 7 pm\nSat 16 – Barn dance, Old Mill, 8 pm\n"
    assert name_month(lines("=== MAY 2026 ===", "Quiz"), EN)
    assert name_month(lines("Calendar of the inn, May 2026"), EN)
    assert titles(page) == ["Quiz night", "Barn dance"]


def test_one_row_that_repeats_is_read_below_a_heading() -> None:
    assert titles("Our events\n\nEvery Monday 7 pm: Quiz night\n") == ["Quiz night"]
