"""Every rule of every language reads its examples, with all their facts, and leaves its counter-examples alone."""

from __future__ import annotations

import pytest

from feeds import lang
from feeds.errors import LanguageError
from feeds.lang import Marker
from feeds.recognise.rules import CompiledRule, Knowledge, facts_of, knowledge

#: Parts that are looked for inside a line; the others must read the whole of it.
SEARCHED = {"lead_in", "takes_place", "venue", "price", "cancelled", "moved", "postponed", "registration"}
LANGUAGES = lang.available()


def rules() -> list[tuple[str, CompiledRule]]:
    parts = {rule.part for code in LANGUAGES for rule in lang.load(code).rules}
    return [
        (f"{rule.name}", rule) for code in LANGUAGES for part in sorted(parts) for rule in knowledge(code).rules(part)
    ]


def markers() -> list[tuple[Knowledge, Marker]]:
    return [(knowledge(code), marker) for code in LANGUAGES for marker in lang.load(code).markers]


def read(rule: CompiledRule, text: str) -> dict[str, str] | None:
    if rule.rule.part in SEARCHED:
        match = rule.search(text)
        return None if match is None else facts_of(match)
    return rule.read(text)


@pytest.mark.parametrize(("name", "rule"), rules(), ids=lambda value: value if isinstance(value, str) else "")
def test_rule_reads_its_examples_and_nothing_else(name: str, rule: CompiledRule) -> None:
    assert rule.rule.examples, f"{name} has no example"
    assert rule.rule.counter_examples, f"{name} has no counter-example"
    for example in rule.rule.examples:
        expected = {key.rstrip("0123456789"): value for key, value in example.facts.items()}
        assert read(rule, example.text) == expected, example.text
    for text in rule.rule.counter_examples:
        assert read(rule, text) is None, text


@pytest.mark.parametrize(("know", "marker"), markers(), ids=lambda value: getattr(value, "name", ""))
def test_marker_opens_its_block_and_no_other_line_does(know: Knowledge, marker: Marker) -> None:
    assert marker.examples
    assert marker.counter_examples
    for text in marker.examples:
        found = know.marker(text)
        assert found is not None, text
        assert found[0].block == marker.block, text
    for text in marker.counter_examples:
        found = know.marker(text)
        assert found is None or found[0] is not marker, text


def test_languages_have_the_same_sections_and_labels() -> None:
    danish = lang.load("da")
    for code in LANGUAGES:
        other = lang.load(code)
        assert other.ui.keys() == danish.ui.keys()
        assert other.labels.event.keys() == danish.labels.event.keys()
        assert other.labels.job_posting.keys() == danish.labels.job_posting.keys()
        assert len(other.dates.months) == 12
        assert len(other.dates.weekdays) == 7


def test_rule_names_are_unique_and_say_their_language() -> None:
    for code in LANGUAGES:
        language = lang.load(code)
        names = [rule.name for rule in language.rules] + [marker.name for marker in language.markers]
        assert len(names) == len(set(names))
        assert all(name.startswith(f"{code}.") for name in names)


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(LanguageError, match="da, en, no"):
        lang.load("tlh")
