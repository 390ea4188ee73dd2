"""What the documentation says is so, and it says everything: compared with the code, and run."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, time
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import get_args
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import click
import msgspec
import pytest
from lxml import etree

import page_cases
from factories import NOW, article, feed, notice, posting, record, site, timed_event
from feeds import errors, lang, metrics, parse
from feeds.cli import COMMANDS
from feeds.cli.build import FilesOutcome, Outcome, SourceOutcome
from feeds.cli.forgotten import Listed
from feeds.conditions import FeedStatus, HeldStatus, SourceStatus, Status
from feeds.dates import Context, Unclear, spans
from feeds.gate import Held
from feeds.identity import MATERIAL
from feeds.media import MEDIA_TYPES
from feeds.model import (
    FORMATS,
    KINDS,
    STATES,
    Announced,
    Article,
    Block,
    Channel,
    Event,
    Item,
    JobPosting,
    Listing,
    Marker,
    Offer,
    PersonnelNotice,
    Record,
    Rule,
    Schedule,
    Site,
    SubEvent,
)
from feeds.recognise.rules import _CASE_MATTERS, SEARCHED, CompiledRule, Knowledge, knowledge
from feeds.remembered import SourceRun
from feeds.render import TABLE, icalendar, opml, renderer
from feeds.settings import (
    AlertsTable,
    FeedTable,
    GateTable,
    MailTable,
    SiteTable,
    SourceTable,
    StatusTable,
    WebhookTable,
    _Table,
    keys_of,
)
from feeds.similarity import THRESHOLD
from test_recognise import FLOOR
from workshop import SEED, Workshop, standard_config

ROOT = Path(__file__).parents[1]
ITEMS = (Article, Event, PersonnelNotice, JobPosting)
PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")))
#: First words of lines that need a network, or that the tests themselves are run by.
NOT_RUN = frozenset({"make", "pip"})
#: Commands that stay until they are stopped.
STAYING = frozenset({"serve", "run"})
#: Commands that the README leaves to docs/cli.md.
LEFT_OUT = frozenset({"host-config", "history", "plan", "replay", "doctor", "add", "schema", "status", "push"})


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def section(page: str, heading: str) -> str:
    """Give the text below a heading, down to the next one of its level or above."""
    level = heading.partition(" ")[0]
    _, found, rest = f"\n{text_of(page)}".partition(f"\n{heading}\n")
    assert found, f"{page} has no {heading!r}"
    return re.split(rf"^#{{1,{len(level)}}} ", rest, flags=re.MULTILINE)[0]


def told_in(text: str) -> set[str]:
    """Give all that stands in backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def blocks(page: str, language: str) -> list[str]:
    """Give the fenced blocks of a language, in order, as they would stand unindented."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text_of(page), flags=re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", body, flags=re.MULTILINE) for indent, body in found]


# --- commands, keys, errors -----------------------------------------------------------------------------------------


def command_of(name: str) -> click.Command:
    module, _, attribute = COMMANDS[name].target.partition(":")
    command: click.Command = getattr(import_module(module), attribute)
    return command


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_and_option_is_told_of_and_no_other(name: str) -> None:
    headings = re.findall(rf"^## (feeds {name}\b.*)$", text_of("docs/cli.md"), flags=re.MULTILINE)
    told = section("docs/cli.md", f"## {headings[0]}")
    options = {
        option
        for param in command_of(name).params
        for option in (*param.opts, *param.secondary_opts)
        if option.startswith("--")
    }
    assert {option for option in options if f"`{option}" not in told} == set()
    assert set(re.findall(r"`(--[a-z-]+)", told)) <= options


def test_no_command_is_told_of_that_is_not_there() -> None:
    for page in PAGES:
        shown = [*told_in(text_of(page)), *(line for block in blocks(page, "sh") for line in block.splitlines())]
        used = {match[1] for text in shown if (match := re.match(r"feeds ([a-z]+(?:-[a-z]+)*)\b", text))}
        assert used <= set(COMMANDS), page


def test_every_name_of_a_report_is_told_of() -> None:
    build = section("docs/cli.md", "## feeds build")
    for each in (Outcome, SourceOutcome, FilesOutcome, Held):
        assert set(each.__struct_fields__) <= told_in(build), each
    assert set(Listed.__struct_fields__) <= told_in(section("docs/cli.md", "## feeds forgotten"))


TABLES = (SiteTable, SourceTable, FeedTable, GateTable, StatusTable, AlertsTable, MailTable, WebhookTable)


@pytest.mark.parametrize("table", TABLES)
def test_every_key_is_told_of_with_its_default(table: type[_Table]) -> None:
    name = (table.__doc__ or "").partition("`")[2].partition("`")[0]
    heading = next(line for line in text_of("docs/config.md").splitlines() if line.startswith(f"## {name}:"))
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]*?) \|", section("docs/config.md", heading), flags=re.MULTILINE)
    fields = dict(zip(keys_of(table), table.model_fields.values(), strict=True))
    assert [key for key, _ in rows] == list(fields)
    for key, default in rows:
        field = fields[key]
        assert (default == "needed") == field.is_required(), key
        if field.default not in (None, "", []) and isinstance(field.default, str | int) and not field.is_required():
            assert default == f"`{json.dumps(field.default)}`", key


def error_classes(root: type[errors.FeedsError]) -> Iterator[type[errors.FeedsError]]:
    yield root
    for each in root.__subclasses__():
        yield from error_classes(each)


def test_every_error_is_told_of_with_its_exit_code() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d) \|", section("docs/operations.md", "## Errors"), flags=re.MULTILINE)
    ours = {each for each in error_classes(errors.FeedsError) if each.__module__ == errors.__name__}
    assert {name: int(code) for name, code in rows} == {each.__name__: each.exit_code for each in ours}
    codes = set(re.findall(r"^\| (\d+(?:, \d+)*) \|", text_of("docs/cli.md"), flags=re.MULTILINE))
    assert codes == {"0", "1", "2", "3", "130, 141"}


# --- what is remembered ---------------------------------------------------------------------------------------------


def rows_of(page: str, heading: str) -> dict[str, str]:
    """Give the tables below a heading, the second column by the first, which stands in backticks."""
    return dict(re.findall(r"^\| `([^`]+)` \| (.*?) \|", section(page, heading), flags=re.MULTILINE))


def test_what_is_material_is_told_of() -> None:
    told = rows_of("docs/memory.md", "## Revisions")
    assert {kind: tuple(re.findall("`([^`]+)`", names)) for kind, names in told.items()} == MATERIAL
    immaterial = told_in(
        section("docs/memory.md", "## Revisions").partition("Immaterial are ")[2].partition(", all")[0]
    )
    facts = set(chain.from_iterable(kind.__struct_fields__ for kind in ITEMS))
    assert immaterial == facts - set(chain.from_iterable(MATERIAL.values())) - {"evidence"}


def test_states_listings_announcements_and_the_threshold_are_told_of() -> None:
    assert tuple(name for name in rows_of("docs/memory.md", "## States") if name in STATES) == STATES
    assert {f'"{name}"' for name in get_args(Listing)} <= told_in(section("docs/memory.md", "## States"))
    assert set(rows_of("docs/memory.md", "### Announcements")) - {"change"} == set(get_args(Announced))
    assert f"below **{THRESHOLD}** " in section("docs/memory.md", "### Likeness")
    assert f"below {THRESHOLD}" in section("docs/memory.md", "## How an item is known again")
    assert f"**{THRESHOLD} of 1.**" in text_of("docs/design.md")


def test_every_file_of_the_state_folder_is_told_of(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "site")
    workshop.page("seed.txt", SEED.read_bytes())
    workshop.build()
    workshop.page("other.txt", "Event: Kursus\n\nIt | Odense\n\nLær det hele.\n\n3. maj 2026 | Gratis deltagelse\n")
    workshop.build()
    state = workshop.folder / ".feeds"
    found = {path.name for path in state.iterdir()}
    assert workshop.feeds("forget", "Ada Holm").returncode == 0
    found |= {path.name for path in state.iterdir()}
    told = rows_of("docs/config.md", "## [site]: the publication")
    general = {re.sub("kept-[0-9]+$", "kept-7/", re.sub("^config-[0-9a-f]+", "config-…", name)) for name in found}
    assert {"output.kept-7/", "output.key"} <= general
    assert {name for name in general if name not in told and f"{name}/" not in told} == set()


# --- what is recognised ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ITEMS)
def test_every_kind_and_fact_is_told_of(kind: type[Item]) -> None:
    form = section("docs/cli.md", "### The JSON form")
    tag = str(kind.__struct_config__.tag)
    assert tag in told_in(form)
    assert tag in told_in(section("docs/recognition.md", "## What is recognised"))
    assert {field.name for field in msgspec.structs.fields(kind)} <= told_in(form)


def test_every_part_slot_and_marker_is_told_of() -> None:
    told = section("docs/recognition.md", "## Teaching it a sentence")
    languages = [lang.load(code) for code in lang.available()]
    rows = re.findall(
        r"^\| (`.*`) \|.*\| (whole|inside) \|$", section("docs/recognition.md", "### Parts"), re.MULTILINE
    )
    parts = {part: how for names, how in rows for part in told_in(names)}
    assert set(parts) == {rule.part for language in languages for rule in language.rules}
    assert {part for part, how in parts.items() if how == "inside"} == SEARCHED
    case = section("docs/recognition.md", "### Parts").partition("Case counts in ")[2]
    assert told_in(case) == set(_CASE_MATTERS)
    slots = knowledge("en")._slots.keys() - lang.load("en").slots.keys()
    assert told_in(section("docs/recognition.md", "### Slots")) >= {f"{{{slot}}}" for slot in slots}
    assert told_in(section("docs/recognition.md", "### Markers")) >= set(get_args(Block))
    assert told_in(told) >= {*Rule.__struct_fields__, *Marker.__struct_fields__}


def test_every_table_of_a_language_file_is_told_of() -> None:
    told = told_in(section("docs/recognition.md", "### The rest of a language file"))
    for table in ("language", "dates", "times", "sentences", "words"):
        assert f"[{table}]" in told
        assert set(getattr(lang.load("en"), table).__struct_fields__) <= told, table
    assert set(lang.NoticeWords.__struct_fields__) <= told_in(section("docs/recognition.md", "## How a notice is read"))
    assert {f"[labels.{name}]" for name in lang.Labels.__struct_fields__} | {"[ui]"} <= told


def test_the_rule_that_is_shown_works() -> None:
    (block,) = blocks("docs/recognition.md", "toml")
    (rule,) = msgspec.convert(tomllib.loads(block)["rules"], list[Rule])
    know: Knowledge = knowledge("en")
    compiled: CompiledRule = know.compile(rule)
    assert rule.examples
    assert rule.counter_examples
    for example in rule.examples:
        assert not any(known.read(example.text) for known in know.rules(rule.part)), "a rule that is there reads it"
    assert list(compiled.faults()) == []


def test_the_case_that_is_shown_is_one() -> None:
    (block,) = blocks("CONTRIBUTING.md", "json")
    page = blocks("docs/public.md", "python")[0].partition('page = "')[2].partition('"\n')[0]
    score = page_cases.Score()
    found = page_cases.found_on(page.replace("\\n", "\n"))
    page_cases.score_items("shown", found, json.loads(block), score)
    assert score.misses == []


def test_the_dates_that_are_refused_are_those_it_says() -> None:
    told = section("docs/recognition.md", "## Dates").partition("Refused, always")[2].partition("### ")[0]
    rows = re.findall(r"^\| ([^|]*?) \| `([^`]+)`(.*) \|$", told, flags=re.MULTILINE)
    assert rows
    contexts = {"on a page": Context(published=date(2026, 3, 2)), "heading": Context(year=2026)}
    for reason, example, more in rows:
        grammar = knowledge("en" if "in English" in more else "da").grammar
        context = next((known for words, known in contexts.items() if words in more), Context())
        found = grammar.find(example) or grammar.find_relative(example, context)
        assert found, example
        refused = found if isinstance(found, Unclear) else spans(found, None, ZoneInfo("UTC"), context)
        assert isinstance(refused, Unclear), example
        assert refused.reason.startswith(reason.partition(": the")[0]), example


def test_the_dates_that_are_shown_are_read() -> None:
    table = section("docs/recognition.md", "## Dates").partition("Days that follow")[0]
    context = Context(published=date(2026, 3, 2), month=3)
    grammars = [knowledge(code).grammar for code in ("da", "en", "no", "sv", "de")]
    for example in re.findall(r"`([^`]+)`", re.sub(r"[;:] [^|]*no day.*|; not .*|`next Friday`.*", "", table)[200:]):
        read = (
            grammar.find_day(example, context) or grammar.find_clock(example) or grammar.find_relative(example, context)
            or grammar.is_opening_hours(example)
            for grammar in grammars
        )  # fmt: skip
        assert any(read), example


def test_the_words_that_repeat_give_the_rules_that_it_shows() -> None:
    told = section("docs/recognition.md", "## Dates").partition("### What repeats")[2]
    rows = re.findall(r"^\| (`[^|]*`) \| ([^|]*) \|$", told, flags=re.MULTILINE)
    assert rows
    for words, rules in rows:
        known = [None] if rules.startswith("none") else re.findall(r"`([^`]+)`", rules)
        for example in re.findall(r"`([^`]+)`", words):
            found = [knowledge(code).repetition.find(example, Context()) for code in ("da", "en", "no", "sv", "de")]
            assert any(one is not None and one.rule in known for one in found), example


def test_the_floor_is_told_of() -> None:
    assert f"at least {FLOOR} " in section("docs/recognition.md", "## How good it is")
    assert f"at least {FLOOR} " in text_of("docs/design.md")


# --- formats --------------------------------------------------------------------------------------------------------


def dressed(item: Item, number: int) -> Record:
    """Give a record of which every fact that is shown anywhere is known."""
    shared = {"url": f"https://example.org/{number}", "categories": ("It",), "authors": ("Ada Holm",), "language": "en"}
    return record(msgspec.structs.replace(item, **shared), number)


def everything() -> tuple[Site, Channel, list[Record]]:
    event = msgspec.structs.replace(
        timed_event(), organizer="Kodehuset", performers=("Ib Storm",), price="100", is_free=False, status="scheduled",
        previous_start=timed_event().start, attendance_mode="mixed", registration_deadline=timed_event().start,
        recurrence_text="weekly", recurrence_rule="FREQ=WEEKLY", excluded_dates=(date(2026, 11, 3),),
        schedule=Schedule(start_time=time(18), end_time=time(19), timezone="Europe/Copenhagen"),
        door_time=timed_event().start, early_bird_deadline=date(2026, 5, 1), application_deadline=date(2026, 5, 1),
        offers=(Offer(name="Adults", price="100"),), super_event="A week",
        sub_events=(SubEvent(title="A talk", start=timed_event().start),),
    )  # fmt: skip
    person = msgspec.structs.replace(notice(), education="MSc", current_role_name="CTO")
    job = msgspec.structs.replace(posting(), employment_type="full time")
    items: tuple[Item, ...] = (article(), event, person, job)
    found = [dressed(item, number) for number, item in enumerate(items, 1)]
    moved = {"announces": "moved", "about": found[1].uid}
    found.append(msgspec.structs.replace(dressed(event, 5), **moved))
    own = msgspec.structs.replace(site(), copyright="All rights")
    zones = tuple(icalendar.zone_spans(found))
    return own, Channel(site=own, feed=feed(), updated=NOW, zones=zones), found


def rendered(name: str) -> bytes:
    own, channel, found = everything()
    module = renderer(name)  # type: ignore[arg-type]
    shown = [each for each in found if name != "ics" or each.calendar_path]
    entries = [module.entry(own, each, 1000 if each.calendar_path else None) for each in shown]
    return module.head(channel) + module.SEPARATOR.join(entries) + module.tail(channel)


def variants(name: str) -> Iterator[bytes]:
    """Render a feed as it is, as a snapshot, as one with archives, and as one of these."""
    yield rendered(name)
    _, channel, _ = everything()
    module = renderer(name)  # type: ignore[arg-type]
    snapshot = msgspec.structs.replace(channel, feed=feed(type="snapshot"))
    for other in (
        snapshot,
        msgspec.structs.replace(channel, pages=2),
        msgspec.structs.replace(channel, pages=2, page=2),
    ):
        yield module.head(other) + module.tail(other)


def all_elements(name: str) -> set[str]:
    return set(chain.from_iterable(map(elements, variants(name))))


def all_keys() -> set[str]:
    return set(chain.from_iterable(keys(json.loads(body)) for body in variants("json")))


def elements(body: bytes) -> set[str]:
    """Give the names of all elements, with the prefixes that people write."""
    root = etree.fromstring(body)
    names = (etree.QName(each) for each in root.iter())
    prefixes = {uri: prefix for prefix, uri in root.nsmap.items() if prefix}
    return {
        f"{prefixes[name.namespace]}:{name.localname}" if name.namespace in prefixes else name.localname
        for name in names
    }


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | set(chain.from_iterable(keys(each) for each in value.values()))
    return set(chain.from_iterable(map(keys, value))) if isinstance(value, list) else set()


def calendar_names(body: bytes) -> set[str]:
    lines = body.decode().replace("\r\n ", "").split("\r\n")
    names = {re.split("[;:]", line)[0] for line in lines if line}
    return (names - {"BEGIN", "END"}) | {line.partition(":")[2] for line in lines if line.startswith("BEGIN")}


def test_every_element_of_rss_and_atom_is_told_of() -> None:
    assert all_elements("rss") - {"rss", "channel"} <= told_in(section("docs/formats.md", "## RSS"))
    assert all_elements("atom") <= told_in(section("docs/formats.md", "## Atom"))


def test_every_key_of_json_feed_is_told_of() -> None:
    assert all_keys() <= told_in(section("docs/formats.md", "## JSON Feed"))


def test_every_property_of_a_calendar_is_told_of() -> None:
    found = calendar_names(rendered("ics"))
    assert "VTIMEZONE" in found
    assert found <= told_in(section("docs/formats.md", "## iCalendar"))


def test_every_attribute_of_the_outline_is_told_of() -> None:
    own, channel, _ = everything()
    root = etree.fromstring(opml.outline(own, [channel]))
    (outline,) = root.iter("outline")
    told = told_in(section("docs/formats.md", "## OPML"))
    assert {*map(str, outline.attrib), *(str(each.tag) for each in root[0])} <= told


def test_no_property_is_told_of_that_is_not_written() -> None:
    """Whatever stands in the first column of a table of a format is there in a file that has everything."""
    found = {
        "## RSS": all_elements("rss"),
        "## Atom": {*all_elements("atom"), "xml:lang"},
        "## JSON Feed": all_keys(),
        "## iCalendar": calendar_names(rendered("ics")),
    }
    for heading, names in found.items():
        columns = re.findall(r"^\| (`.*?`) \|", section("docs/formats.md", heading), flags=re.MULTILINE)
        assert set(chain.from_iterable(map(told_in, columns))) - names == set(), heading


def test_every_format_and_media_type_is_told_of() -> None:
    told = section("docs/formats.md", "## What is written")
    rows = dict(re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", told, flags=re.MULTILINE))
    assert {f"x.{name}": MEDIA_TYPES[f".{name}"] for name in (*FORMATS, "html")}.items() <= rows.items()
    assert all(MEDIA_TYPES[Path(path).suffix] == media_type for path, media_type in rows.items())
    assert {row.media_type for row in TABLE.values()} == {
        each.partition(";")[0] for each in map(rows.get, map("x.{}".format, FORMATS)) if each
    }
    assert set(re.findall(r"^\| `(\w+)` \|", section("docs/formats.md", "## What is read"), re.MULTILINE)) == set(
        parse.FORMATS
    )
    assert all(f"`{kind}`" in text_of("docs/config.md") for kind in KINDS)


def test_every_file_that_is_written_is_told_of(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "site")
    workshop.page("seed.txt", SEED.read_bytes())
    workshop.build()
    told = told_in(section("docs/formats.md", "## What is written"))
    for path in workshop.files():
        assert as_it_is_told(path) in told, path


def as_it_is_told(path: str) -> str:
    """Give the general name of a published file."""
    named = re.sub(r"^(all|news|events|people|jobs)\.", "x.", re.sub(r"[0-9a-f-]{36}", "<uuid>", path))
    return re.sub(r"^x\.\d{4}\.", "x.2025.", re.sub(r"^x\.\d{1,3}\.", "x.1.", named))


def test_archives_and_years_are_told_of(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "site", standard_config().replace("*.txt", '*.jsonl"\nformat = "jsonl'))
    days = [f"{year}-03-{day:02}" for year in (2023, 2026) for day in range(1, 29)]
    titles = [f"Møde nummer {number} om {word}" for number, word in enumerate(("broer", "tunneler", "færger"))]
    events = [json.dumps({"kind": "event", "title": title, "start": day}) for title in titles for day in days]
    workshop.page("a.jsonl", "\n".join(events))
    workshop.build()
    told = told_in(section("docs/formats.md", "## What is written"))
    found = {path: as_it_is_told(path) for path in workshop.files()}
    assert set(found.values()) <= told
    assert {"all.1.atom", "all.1.json", "events.1.atom", "events.1.json", "events.2023.ics"} <= found.keys()


# --- what is public, what it is built on ----------------------------------------------------------------------------


def test_public_names_are_there_and_listed() -> None:
    rows = re.findall(r"^\| `(feeds[\w.]*)` \| (.*) \|$", text_of("docs/public.md"), flags=re.MULTILINE)
    public = {module: told_in(names) for module, names in rows}
    for module, names in public.items():
        assert {name for name in names if not hasattr(import_module(module), name)} == set(), module
    assert public["feeds.recognise"] == set(import_module("feeds.recognise").__all__) - {"VERSION"}
    assert public["feeds.errors"] == {each.__name__ for each in error_classes(errors.FeedsError)}
    assert {each.__name__ for each in ITEMS} <= public["feeds.model"]
    (commands,) = re.findall(r"^\| commands \| (.*?), with", text_of("docs/public.md"), flags=re.MULTILINE)
    assert told_in(commands) == set(COMMANDS)


def test_the_python_that_is_shown_runs() -> None:
    (code,) = blocks("docs/public.md", "python")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "event Platform Day 2026\n"


def test_every_dependency_has_its_reason() -> None:
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.*?) \|", section("docs/design.md", "## Dependencies"), re.MULTILINE))
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    declared = dict(
        re.findall(r"^([\w-]+)(?:\[[\w,]+\])?(.*)$", "\n".join(project["dependencies"]), flags=re.MULTILINE)
    )
    assert {name: limit.strip("`").replace("newest", "") for name, limit in rows.items()} == declared


def test_environment_variables_are_told_of() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    read_there = set(re.findall(r"environ\S*?[(\[]\"(\w+)\"", code))
    assert read_there
    assert read_there == set(re.findall(r"^\| `([A-Z_]+)` \|", section("docs/cli.md", "## Environment"), re.MULTILINE))
    assert read_there <= told_in(text_of("docs/public.md"))


def test_make_targets_are_told_of() -> None:
    targets = set(re.findall(r"^(\w+):.*## ", text_of("Makefile"), flags=re.MULTILINE))
    told = set(re.findall(r"`make (\w+)`", text_of("CONTRIBUTING.md")))
    assert told <= targets
    assert told >= targets - {"help", "clean"}


# --- the pages themselves -------------------------------------------------------------------------------------------


def test_readme_is_short() -> None:
    assert len(text_of("README.md").split()) < 500


def test_readme_does_what_it_says(tmp_path: Path) -> None:
    (configuration,) = blocks("README.md", "toml")
    (tmp_path / "feeds.toml").write_text(configuration, "utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "page.txt").write_bytes(SEED.read_bytes())
    lines = [line for block in blocks("README.md", "sh") for line in block.splitlines() if line.strip()]
    ours = [line for line in lines if line.split()[0] not in NOT_RUN]
    shown = {line.split()[1] for line in ours}
    assert set(COMMANDS) - LEFT_OUT <= shown <= set(COMMANDS)
    for line in ours:
        if line.split()[1] in STAYING:
            assert stays(line, tmp_path) == 0, line
        else:
            if line.split()[1] == "rollback":
                publish_once_more(tmp_path)
            if line.split()[1] == "init":
                (tmp_path / "feeds.toml").unlink()
            done = subprocess.run(
                ["bash", "-euc", line], cwd=tmp_path, env=environment(), capture_output=True, check=False
            )
            assert (done.returncode, done.stderr) == (0, b""), line
            if line.split()[1] == "init":
                (tmp_path / "feeds.toml").write_text(configuration, "utf-8")
    assert (tmp_path / "output" / "index.html").is_file()
    assert (tmp_path / "feeds-demo" / "output" / "all.rss").is_file()


def publish_once_more(folder: Path) -> None:
    """Let there be something to take back."""
    (folder / "sources" / "page.txt").write_bytes(SEED.read_bytes() + b"\n")
    page = "Event: Platform Day 2026\n\nIt | Leeds\n\nMeet the platforms.\n\n27 May 2026 | Free admission\n"
    (folder / "sources" / "more.txt").write_text(page, "utf-8")
    subprocess.run(["feeds", "build"], cwd=folder, env=environment(), capture_output=True, check=True)


def environment() -> dict[str, str]:
    folders = (str(Path(sys.executable).parent), os.environ["PATH"])
    return {**os.environ, "PATH": os.pathsep.join(folders)}


def stays(line: str, folder: Path) -> int:
    """Start a command that stays, wait until it speaks, and stop it."""
    words = [*line.split(), *(["--port", "0"] if "serve" in line else [])]
    with subprocess.Popen(
        words,
        cwd=folder,
        env=environment() | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline().decode()
        assert said
        if address := re.search(r"http://\S+", said):
            # It speaks before it listens to signals; when it answers, it does.
            with urlopen(address[0] + "index.html", timeout=30) as answer:
                assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        process.stdout.read()
        return process.wait(30)


def test_a_picture_is_small_and_is_one() -> None:
    for path in (ROOT / "docs" / "images").iterdir():
        assert path.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
        assert path.stat().st_size < 200_000


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken_links(page: Path) -> list[str]:
    """List the links of a page to files or headings that are not there."""
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        place = page.parent / path if path else page
        if not place.exists() or (anchor and anchor not in anchors(place)):
            broken.append(target)
    return broken


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    assert broken_links(ROOT / page) == []


def test_a_broken_link_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("# One two\n[x](b.md) [y](#one-two) [z](#three) [w](https://example.org/)\n", "utf-8")
    assert broken_links(page) == ["b.md", "#three"]


def test_every_page_is_in_the_index() -> None:
    pages = {Path(page).name for page in PAGES if page.startswith("docs/")} - {"README.md"}
    assert {page for page in pages if f"({page})" not in text_of("docs/README.md")} == set()


# --- nothing of the place where it was made -------------------------------------------------------------------------

#: Paths of a machine, hosts of registries; spelt so that they do not find themselves.
FORBIDDEN = re.compile(r"(?<![\w.~])/(?:wor[k]|roo[t]|hom[e])/|\.\./share[d]|\bpyp[i]\.|python[h]osted|registry\.np[m]")


def tracked() -> list[Path]:
    """List the files of the repository: what git knows, and what it would be told of."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("git is not installed: apt-get install git")
    names = [name for name in done.stdout.split("\0") if name]
    if done.returncode:
        folders = ("src", "tests", "docs", "templates", "seeds", ".ci", "benchmarks")
        return [p for folder in folders for p in (ROOT / folder).rglob("*") if p.is_file() and p.suffix != ".pyc"]
    return [path for path in map(ROOT.joinpath, names) if path.is_file()]


def test_nothing_tells_where_it_was_made() -> None:
    paths = tracked()
    assert len(paths) > 100
    found = []
    for path in paths:
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in FORBIDDEN.finditer(text)]
    assert found == []
    assert FORBIDDEN.search("see " + "/wo" + "rk/main")
    assert not FORBIDDEN.search("https://example.org/work/1, output/work/x")


def test_output_holds_nothing_but_its_keep_file() -> None:
    assert (ROOT / "output" / ".gitkeep").is_file()
    assert {path.name for path in tracked() if path.is_relative_to(ROOT / "output")} <= {".gitkeep"}


def test_every_word_of_a_status_is_told_of() -> None:
    told = told_in(section("docs/formats.md", "## Status"))
    for each in (Status, SourceStatus, FeedStatus, HeldStatus):
        assert set(each.__struct_fields__) <= told, each
    families = {family.name for family in metrics._families(_some_status())}
    assert families == {name for name in told if re.fullmatch("feeds(_[a-z]+)+", name)}
    states = rows_of("docs/operations.md", "## See how it is")
    assert set(states) - {"state"} == {"ok", "empty", "held", *get_args(errors.Fault)}
    assert set(SourceRun.__struct_fields__) <= told_in(section("docs/cli.md", "## feeds status"))


def _some_status() -> Status:
    return Status(made=NOW, version="", title="", timezone="UTC", status="ok", sources=(), feeds=())
