"""The schema that editors get: another program finds our own files right, slips wrong, and every key in it."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from feeds import settings
from workshop import Workshop, standard_config

ROOT = Path(__file__).parents[1]
TABLES = [table for table in vars(settings).values() if isinstance(table, type) and issubclass(table, settings._Table)]
SCHEMA = json.loads(json.dumps(settings.schema()))
VALIDATOR = Draft202012Validator(SCHEMA)
SMALL = '[site]\ntitle = "T"\n[[source]]\nname = "a"\npath = "b"\n'


def plain(value: Any) -> Any:
    """Give TOML as JSON has it."""
    match value:
        case dict():
            return {key: plain(each) for key, each in value.items()}
        case list():
            return [plain(each) for each in value]
        case date():
            return value.isoformat()
        case _:
            return value


def wrong(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(plain(tomllib.loads(text)))]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("table", [table for table in TABLES if table is not settings._Table])
def test_every_key_is_in_it_and_said(table: type[settings._Table]) -> None:
    told = SCHEMA if table is settings.SettingsTable else SCHEMA["$defs"][table.__name__]
    assert set(told["properties"]) == set(settings.keys_of(table))
    assert all(each.get("description") for each in told["properties"].values())
    assert told["title"]
    # What else stands in a selection is a fact.
    assert table is settings.SelectTable or told["additionalProperties"] is False


def examples() -> list[str]:
    """Give every example of a configuration in the documentation; those that are a part stand behind a whole one."""
    found = []
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        blocks = re.findall(r"^```toml\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
        found += [block for block in blocks if re.search(r"^\[(?:site|\[(?:source|feed)\])", block, re.MULTILINE)]
    return [block if "[site]" in block else f'[site]\ntitle = "T"\n{block}' for block in found]


@pytest.mark.parametrize(
    "text", [(ROOT / "seeds" / "feeds.toml").read_text("utf-8"), standard_config(), SMALL, *examples()]
)
def test_our_own_files_are_right(text: str) -> None:
    assert wrong(text if "[[source]]" in text else text + '\n[[source]]\nname = "a"\npath = "b"\n') == []


def test_there_are_examples_of_each_new_table() -> None:
    told = "\n".join(examples())
    for table in ("[source.fields]", "[source.map]", "[source.defaults]", "[[source.include]]", "[[source.exclude]]"):
        assert table in told


@pytest.mark.parametrize(
    "text",
    [
        '[site]\n[[source]]\nname = "a"',
        '[site]\ntitle = "T"',
        SMALL + 'nmae = "x"',
        SMALL + 'format = "cvs"',
        SMALL + 'listing = "whole"',
        SMALL + 'language = "xx"',
        SMALL + "missing_runs = 0",
        SMALL + "every = true",
        SMALL + '[source.map]\ntitel = "item.title"',
        SMALL + '[source.map]\ntitle = ""',
        SMALL + '[source.fields]\nstart = { column = "x", form = "y" }',
        SMALL + '[[source.include]]\nkinds = ["song"]',
        SMALL + "[gate]\nshrink = 101",
        SMALL + '[[feed]]\nname = "x"\nlimit = 29',
    ],
)
def test_slips_are_found(text: str) -> None:
    assert wrong(text)


@pytest.mark.parametrize("line", ['every = "15m"', "every = 900", "after = 2026-01-01", 'cron = "0 8 * * *"'])
def test_times_may_be_written_in_each_way(line: str) -> None:
    assert wrong(SMALL + (f"[[source.include]]\n{line}" if line.startswith("after") else line)) == []


def test_the_command_prints_it(tmp_path: Path) -> None:
    done = Workshop(tmp_path / "site").feeds("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == SCHEMA
