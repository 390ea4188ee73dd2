"""Every rule of every language reads its examples, with all their facts, and leaves its counter-examples alone."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from feeds import lang
from feeds.errors import LanguageError
from feeds.model import Marker
from feeds.recognise.rules import CompiledRule, Knowledge, knowledge

LANGUAGES = lang.available()


def rules() -> list[tuple[str, CompiledRule]]:
    parts = {rule.part for code in LANGUAGES for rule in lang.load(code).rules}
    return [
        (f"{rule.name}", rule) for code in LANGUAGES for part in sorted(parts) for rule in knowledge(code).rules(part)
    ]


def markers() -> list[tuple[Knowledge, Marker]]:
    return [(knowledge(code), marker) for code in LANGUAGES for marker in lang.load(code).markers]


@pytest.mark.parametrize(("name", "rule"), rules(), ids=lambda value: value if isinstance(value, str) else "")
def test_rule_reads_its_examples_and_nothing_else(name: str, rule: CompiledRule) -> None:
    assert rule.rule.examples, f"{name} has no example"
    assert rule.rule.counter_examples, f"{name} has no counter-example"
    assert list(rule.faults()) == []


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


@pytest.mark.parametrize("code", LANGUAGES)
def test_tables_read_one_by_one_are_those_of_the_whole_file(code: str) -> None:
    whole = tomllib.loads(resources.files("feeds.lang").joinpath(f"{code}.toml").read_text("utf-8"))
    language = lang.load(code)
    assert {
        name: language.read(name, dict if isinstance(table, dict) else list) for name, table in whole.items()
    } == whole
    assert language.language.code == code
    assert len(language.rules) == len(whole["rules"])


def test_a_table_that_breaks_the_form_is_named() -> None:
    broken = lang.Language("xx", '[language]\ncode = "xx"\n\n[words]\nareas = 3\n')
    with pytest.raises(LanguageError, match="areas"):
        _ = broken.words
    with pytest.raises(LanguageError, match="name"):
        _ = broken.language
    with pytest.raises(LanguageError, match="dates"):
        _ = broken.dates
    assert broken.ui == {}
    with pytest.raises(LanguageError, match="wrods"):
        lang.Language("xx", "[wrods]\nareas = []\n")


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(LanguageError, match="da, de, en, no, sv"):
        lang.load("tlh")
