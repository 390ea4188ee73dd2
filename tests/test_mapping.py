"""A source's expressions, defaults and filters: what they change, what they may cost, and how mistakes are told."""

from __future__ import annotations

import json
import re
import time
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import article, notice, posting, timed_event
from feeds import mapping
from feeds.config import load
from feeds.errors import ConfigError
from feeds.model import KINDS, Article, Event, Filter, Item, PersonnelNotice, Rejected, Source, facts_of
from workshop import Workshop, standard_config

EVENT = msgspec.structs.replace(timed_event(), title="Koncert: Jazz på kajen", location="Kajen", price="0", url=None)


def changed(item: Item, **told: object) -> Item | Rejected:
    source = Source(name="harbour", url="https://harbour.example/list/", language="da", **told)  # type: ignore[arg-type]
    (thing,) = mapping.applied([item], source)
    return thing


def mapped(item: Item, **expressions: str) -> Item:
    thing = changed(item, map=expressions)
    assert not isinstance(thing, Rejected), thing.reason
    return thing


def refused(item: Item, **expressions: str) -> str:
    thing = changed(item, map=expressions)
    assert isinstance(thing, Rejected)
    assert thing.rule == "map"
    return thing.reason


@pytest.mark.parametrize(
    ("field", "expression", "value"),
    [
        ("title", "item.title | replace('Koncert: ', '')", "Jazz på kajen"),
        ("title", "item.title | regex_replace('^[^:]+: *', '') | upper", "JAZZ PÅ KAJEN"),
        ("title", "item['title'][:7]", "Koncert"),
        ("title", "(item.title | split(':') | last) ~ ' (' ~ source.name ~ ')'", "Jazz på kajen (harbour)"),
        ("price", "'Gratis' if item.price in ('', '0') else item.price", "Gratis"),
        ("price", "''", None),
        ("summary", "item.organizer or item.location", "Kajen"),
        ("url", "'/e/' ~ item.title | length", "https://harbour.example/e/22"),
        ("categories", "['Musik', source.name, 'Musik']", ("Musik", "harbour")),
        ("categories", "'Musik'", ("Musik",)),
        ("is_free", "item.price == '0'", True),
        ("status", "'cancelled' if 'kajen' in item.title else 'scheduled'", "cancelled"),
        ("content", "'<p>' ~ item.title ~ '</p><script>x</script>'", "<p>Koncert: Jazz på kajen</p>"),
        ("registration_deadline", "'27.05.26' | date('%d.%m.%y')", date(2026, 5, 27)),
        ("location", "item.location ~ ', ' ~ item.start[:4]", "Kajen, 2026"),
        ("organizer", "item.organizer | default('Laug')", "Laug"),
        ("organizer", "item.location | default('Laug')", "Kajen"),
        ("categories", "'b,a,B,a' | split | unique | sort", ("a", "B", "b")),
        ("categories", "['x', 'y'] | reverse", ("y", "x")),
        ("location", "'abc' | reverse", "cba"),
        ("price", "('12.345' | float | round(1)) ~ ' kr.'", "12.3 kr."),
        ("price", "-3.7 | abs | round", "4"),
        ("location", "'<p>A &amp; <b>B</b></p>' | striptags", "A & B"),
    ],
)
def test_an_expression_sets_a_fact(field: str, expression: str, value: object) -> None:
    expression = expression.replace("item.title | length", "(item.title | length)")
    assert getattr(mapped(EVENT, **{field: expression}), field) == value


def test_a_start_is_read_from_words_and_keeps_its_zone() -> None:
    item = mapped(EVENT, start="'27. maj 2026 kl. 19'", end="'2026-05-27 21:00'")
    assert isinstance(item, Event)
    assert item.start is not None
    assert item.end is not None
    assert item.start.isoformat() == "2026-05-27T19:00:00+02:00"
    assert item.end.isoformat() == "2026-05-27T21:00:00+02:00"


def test_a_person_and_the_age_are_set_apart() -> None:
    one = msgspec.structs.replace(notice())
    item = mapped(one, person="item.person | upper", age="'47'", effective="'2026-08'")
    assert isinstance(item, PersonnelNotice)
    assert (item.person.name, item.person.age, str(item.effective)) == (one.person.name.upper(), 47, "2026-08")
    assert isinstance(mapped(one, location="'x'"), PersonnelNotice)


def test_a_fact_of_another_kind_is_left_alone() -> None:
    assert mapped(article(), location="'x'") == article()


def test_it_says_where_a_fact_comes_from() -> None:
    thing = changed(EVENT, map={"title": "'A'"}, defaults={"organizer": "B"})
    assert not isinstance(thing, Rejected)
    assert {(one.field, one.rule, one.text) for one in thing.evidence} >= {
        ("title", "map", "'A'"),
        ("organizer", "defaults", "B"),
    }


@pytest.mark.parametrize(
    ("field", "expression", "told"),
    [
        ("start", "'next week'", "`start`: 'next week' is no day or time"),
        ("end", "'1999-01-01'", "`end`"),
        ("url", "'javascript:alert(1)'", "is no web address"),
        ("status", "'maybe'", "`status`"),
        ("title", "''", "leaves no title"),
        ("title", "['a', 'b']", "`title`: the result is a list"),
        ("timezone", "'Mars/Olympus'", "Mars/Olympus"),
        ("registration_deadline", "item.price | date('%d-%m-%Y')", "'0' is not of the form '%d-%m-%Y'"),
        ("title", "item.title + 1", "`title`"),
        ("title", "item.title | truncate('x')", "`title`"),
        ("is_free", "'perhaps'", "`is_free`"),
        ("title", "item.categories | first", "`title`"),
        ("title", "item.title | sort", "is no list"),
        ("price", "item.price | round", "is no number"),
        ("price", "1.5 | round('x')", "`price`"),
        ("price", "'1e999' | float | round", "`price`"),
        ("price", "(1e308 + 1e308) | round", "`price`"),
    ],
)
def test_what_fails_on_an_item_costs_that_item(field: str, expression: str, told: str) -> None:
    assert told in refused(msgspec.structs.replace(EVENT, categories=()), **{field: expression})


BAD = [
    "",
    "item.",
    "item.title if",
    "item",
    "source",
    "item.titel",
    "item.title.upper()",
    "item.__class__",
    "item['__class__']",
    "item.title.__class__",
    "item.title['__class__']",
    "item[item.title]",
    "range(10)",
    "lipsum()",
    "cycler",
    "self",
    "item.title * 1000000000",
    "'%1000000000d' % 1",
    "2 ** 1000000000",
    "9 // 2",
    "item.title | safe",
    "item.title | attr('upper')",
    "item.title | format(1)",
    "item.title | map('upper')",
    "titel",
    "1e999",
    "item.title }} {% for x in 'a' %}{% endfor %}",
    "{{ item.title }}",
    "item.title | regex_replace('(', '')",
    "item.title | regex_replace('(a+)+$', '')",
    "item.title | regex_replace('(?:a|b*)*c', '')",
    "item.title | regex_replace('(.)\\\\1+', '')",
    "item.title | regex_replace('.*.*.*.*x', '')",
    "item.title | regex_replace('a', '\\\\9')",
    "item.title | regex_replace(item.summary, '')",
    "(" * 400 + "1" + ")" * 400,
    "[" + "1," * 300 + "]",
    "'" + "x" * 1_000 + "'",
]


@pytest.mark.parametrize("expression", BAD)
def test_an_expression_that_does_more_than_it_may_is_a_mistake(expression: str) -> None:
    ((place, message),) = mapping.faults(Source(name="x", map={"title": expression}))
    assert place == ("map", "title")
    assert message
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize(
    "pattern",
    ["^(.*?) - (.*)$", " *\\\\(.*\\\\)", "[^a-z]+", "\\\\d{1,2}\\\\. ?", "(?: - .*)?$", "(?i)concert: *", "[)*+]+"],
)
def test_plain_patterns_are_allowed(pattern: str) -> None:
    assert list(mapping.faults(Source(name="x", map={"title": f"item.title | regex_replace('{pattern}', '')"}))) == []


@pytest.mark.parametrize("text", ["a" * 200_000, " " * 200_000, "ab" * 100_000])
@pytest.mark.parametrize(
    "expression",
    [
        "item.summary | regex_replace('^(.*?) - (.*)$', '')",
        "item.summary | regex_replace('a+b', '')",
        "item.summary | regex_replace('\\\\s+$', '')",
        "item.summary | replace('', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')",
        "item.summary ~ item.summary ~ item.summary",
        "item.summary | split('a') | join(item.summary)",
        "item.summary | striptags",
        "('<' ~ item.summary) | striptags | reverse",
    ],
)
def test_a_large_text_takes_no_longer_than_it_may(expression: str, text: str) -> None:
    begun = time.process_time()
    thing = changed(msgspec.structs.replace(EVENT, summary=text), map={"location": expression})
    assert isinstance(thing, Rejected) or len(str(getattr(thing, "location", ""))) <= 200_000
    assert time.process_time() - begun < 10


SIGNS = st.sampled_from(
    [
        *("item", "source", ".", "title", "start", "(", ")", "[", "]", "'", "|", "~", " ", "if", "else", "and", "not"),
        *("in", "replace", "date", "first", ",", "0", "-", "{{", "}}", "{%", "is", "defined", ":", "*", "join"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(SIGNS, max_size=14))
def test_no_expression_is_too_odd(words: list[str]) -> None:
    expression = "".join(words) or "''"
    if not list(mapping.faults(Source(name="x", map={"title": expression}))):
        assert isinstance(changed(EVENT, map={"title": expression}), Event | Rejected)


# --- defaults and filters ---------------------------------------------------------------------------------------------


def test_defaults_fill_only_what_is_absent() -> None:
    thing = changed(
        EVENT, defaults={"location": "Huset", "organizer": "Laug", "categories": ("A", "B"), "is_free": False}
    )
    assert isinstance(thing, Event)
    assert (thing.location, thing.organizer, thing.categories, thing.is_free) == ("Kajen", "Laug", ("A", "B"), False)
    kept = changed(msgspec.structs.replace(EVENT, is_free=False), defaults={"is_free": True})
    assert isinstance(kept, Event)
    assert kept.is_free is False


DAY = msgspec.structs.replace(EVENT, start=date(2026, 5, 27), end=date(2026, 5, 30))


@pytest.mark.parametrize(
    ("item", "one", "fits"),
    [
        (DAY, Filter(words=("JAZZ",)), True),
        (DAY, Filter(words=("jaz",)), False),
        (DAY, Filter(words=("blues", "jazz  på")), True),
        (DAY, Filter(words=("kajen",), fields=("organizer",)), False),
        (DAY, Filter(words=("kajen",), fields=("organizer", "location")), True),
        (DAY, Filter(kinds=("article",)), False),
        (DAY, Filter(kinds=("article", "event"), words=("jazz",)), True),
        (DAY, Filter(after=date(2026, 5, 29)), True),
        (DAY, Filter(after=date(2026, 5, 30)), False),
        (DAY, Filter(before=date(2026, 5, 28)), True),
        (DAY, Filter(before=date(2026, 5, 27)), False),
        (DAY, Filter(after=date(2026, 1, 1), before=date(2026, 2, 1)), False),
        (msgspec.structs.replace(DAY, recurrence_rule="FREQ=DAILY"), Filter(after=date(2030, 1, 1)), True),
        (msgspec.structs.replace(DAY, start=None, end=None), Filter(after=date(2000, 1, 1)), False),
        (Article(title="A", published=date(2026, 5, 1)), Filter(after=date(2026, 5, 1)), True),
        (Article(title="A", content="<p>A <b>b</b>ig d&oslash;g</p>"), Filter(words=("strong", "p", "b")), False),
        (posting(), Filter(kinds=("job_posting",)), True),
    ],
)
def test_a_filter_fits_or_does_not(item: Item, one: Filter, fits: bool) -> None:
    assert isinstance(changed(item, include=(one,)), Rejected) is not fits
    left_out = changed(item, exclude=(one,))
    assert isinstance(left_out, Rejected) is fits
    if isinstance(left_out, Rejected):
        assert left_out.rule == "exclude"


def test_the_kinds_facts_are_those_of_the_items() -> None:
    for kind in KINDS:
        assert {"title", "url"} <= set(facts_of(kind))
    assert {"person", "age"} <= set(facts_of("personnel_notice"))


# --- in a configuration, and in a build -------------------------------------------------------------------------------

HEAD = '[site]\ntitle = "T"\n[[source]]\nname = "a"\npath = "a.csv"\n'


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "feeds.toml"
    path.write_text(HEAD + text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    return [problem.removeprefix(f"{path}:") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[source.map]\ntitle = "item.titel"\n', 7, "did you mean title?"),
        ('[source.map]\nurl = "x"\ntitle = "range(3)"\n', 7, "there is no 'x'"),
        ('[source.map]\ntitle = "itme[0]"\n', 7, "there is no 'itme'; did you mean item?"),
        ('[source.map]\ntitel = "item.title"\n', 7, "there is no fact 'titel'; did you mean title?"),
        ("[source.map]\nkind = \"'event'\"\n", 7, "there is no fact 'kind'"),
        ("[source.map]\ntitle = 3\n", 7, "a text is needed"),
        ('[source.defaults]\nstatus = "maybe"\n', 7, "`status` in [source.defaults]"),
        ("[source.defaults]\nprice = 3\n", 7, "a text, a list of texts"),
        ('[source.fields]\nstrat = "Dato"\n', 7, "did you mean start?"),
        ('[source.fields]\nstart = { column = "Dato", form = "%d" }\n', 7, "unknown key `form` in [source.fields]"),
        ('[source.fields]\nstart = { date = "%d-%m-%Y" }\n', 7, "one of `column` and `path` is needed"),
        ('[source.fields]\nstart = { column = "Dato", date = "%d-%m" }\n', 7, "has no year"),
        ('[source.fields]\nstart = { column = "Dato", date = "%Q" }\n', 7, "is no form of a date"),
        (
            '[[source.include]]\nwords = ["a"]\nkind = ["event"]\n',
            8,
            "unknown key `kind` in [[source.include]]; did you mean kinds?",
        ),
        ("[[source.exclude]]\n", 6, "it asks nothing"),
        ('[[source.exclude]]\nafter = "soon"\n', 7, "'soon' is no day"),
        ("[[source.exclude]]\nafter = 2026-05-27T10:00:00\n", 7, "a day is needed, without a time"),
        ('items = "a[x]"\n', 6, "is no path"),
        ('kind = "song"\n', 6, "there is no 'song'"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    found = problems(tmp_path, text)
    assert any(problem.startswith(f"{line}: ") and told in problem for problem in found), found


def test_a_build_reads_only_rows_that_are_new_and_all_after_an_edit(tmp_path: Path) -> None:
    config = standard_config().replace("*.txt", "*.csv").replace('language = "da"', "", 0)
    workshop = Workshop(tmp_path / "site", config)
    rows = [f"Kursus i {word};{day:02}-05-2026;Salen" for day, word in enumerate(("reb", "sejl", "knob", "bingo"), 3)]
    workshop.page("a.csv", "Titel;Dato;Sted\n" + "\n".join(rows))
    first = workshop.build()
    assert titles(workshop) == {"Kursus i reb", "Kursus i sejl", "Kursus i knob", "Kursus i bingo"}
    workshop.page("a.csv", "Titel;Dato;Sted\nKursus i garn;09-05-2026;Loftet\n" + "\n".join(rows))
    second = workshop.build()
    assert len(titles(workshop)) == 5
    assert [report["sources"][0]["added"] for report in (first, second)] == [4, 1]  # type: ignore[index]
    rules = '\n[source.map]\nlocation = "item.location ~ \', Odense\'"\n[[source.exclude]]\nwords = ["bingo"]\n'
    edited = re.sub(r"(?=\n\[\[feed\]\])", rules, config, count=1) if "[[feed]]" in config else config + rules
    (workshop.folder / "feeds.toml").write_text(edited, "utf-8")
    workshop.build()
    explained = workshop.feeds("extract", "--json", "--source", source_name(workshop), "sources/a.csv")
    assert {json.loads(line)["location"] for line in explained.stdout.splitlines()} == {
        "Loftet, Odense",
        "Salen, Odense",
    }
    shown = " ".join(str(item) for item in workshop.json_feed())
    assert "Loftet, Odense" in shown


def titles(workshop: Workshop) -> set[str]:
    return {str(item["title"]) for item in workshop.json_feed()}


def source_name(workshop: Workshop) -> str:
    (name,) = (source.name for source in load(workshop.folder / "feeds.toml").sources)
    return name
