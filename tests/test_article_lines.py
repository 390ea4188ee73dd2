"""Lines of articles: what is asked of a few rules only is what all of them would say."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from feeds import lang
from feeds.dates import Context
from feeds.expressions import has_digit
from feeds.recognise import articles
from feeds.recognise.article_lines import SPECIAL, article_lines
from feeds.recognise.draft import Setting
from feeds.recognise.page import read_lines
from feeds.recognise.rules import knowledge


@pytest.mark.parametrize("code", lang.available())
def test_a_line_is_what_the_rules_of_its_part_read(code: str) -> None:
    know = knowledge(code)
    rules = [rule.rule for part in SPECIAL for rule in know.rules(part)]
    texts = [example.text for rule in rules for example in rule.examples]
    texts += [text for rule in rules for text in rule.counter_examples]
    assert texts
    for text in [*texts, *map(str.upper, texts), *(f"{text}." for text in texts)]:
        found = article_lines(know).parts(text)
        for part in SPECIAL:
            read = know.read_whole(part, text)
            if read is not None:
                assert found[part] == read, (text, part)


@pytest.mark.parametrize("code", lang.available())
def test_what_can_stand_for_a_day_in_a_rule_has_a_figure(code: str) -> None:
    know = knowledge(code)
    months = [*know.grammar.months, "i maj", "den første maj", "May", "den sidste", "Monday", "1"]
    day = re.compile(know.grammar.day_pattern, re.IGNORECASE)
    assert day.search("1 maj") or day.search("1 May")
    assert not [text for text in months if not has_digit(text) and day.search(text)]
    # Only by its figure a line is seen to be able to tell a day.
    assert [line for line in ("01.02.2026", "2026-02-01") if "published" in article_lines(know).parts(line)]


def test_a_byline_is_read_without_what_the_writers_are_and_a_date_without_that_of_a_change() -> None:
    lines = article_lines(knowledge("da"))
    rule, facts = lines.parts("Af Pia Mørk, faglig redaktør, og Ib Storm")["byline"]
    assert (rule.rule.part, facts) == ("byline", {"authors": "Pia Mørk og Ib Storm"})
    assert lines.parts("3. marts 2026 | Opdateret 4. marts 2026")["published"][1] == {"effective": "3. marts 2026"}
    assert lines.read("Af Pia Mørk, faglig redaktør, og Ib Storm", ("published", "credit")) is None
    assert not lines.parts("Af Pia Mørk " * 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Medlemsblad for Syd\n\n1. marts 2026\n\nVandtårnet", date(2026, 3, 1)),
        ("Medlemsblad for Syd\n\nForeningen\n\n1. marts 2026", date(2026, 3, 1)),
        ("Foreningen\n\n1. marts 2026\n\nMedlemsblad for Syd", date(2026, 3, 1)),
        ("Foreningen 1. marts 2026\n\nVandtårnet", date(2026, 3, 1)),
        ("Medlemsblad for Syd\n\nForeningen\n\nAfdelingen\n\n1. marts 2026", None),
        ("Foreningen\n\n1. marts 2026\n\nVandtårnet", None),
    ],
)
def test_below_the_first_line_a_date_is_that_of_an_issue_named_beside_it(text: str, day: date | None) -> None:
    setting = Setting(know=knowledge("da"), zone=ZoneInfo("Europe/Copenhagen"), context=Context(), last_line=9)
    found = articles.published(read_lines(text), setting)
    assert (None if found is None else found[0]) == day
