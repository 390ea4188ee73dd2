"""The doorway to pydantic: what may stand in `feeds.toml`, checked all at once; loaded only when the file is new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, NamedTuple, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from feeds import cron, lang, model
from feeds.addresses import web_address
from feeds.parse import FORMATS as INPUT_FORMATS
from feeds.toml_places import Place

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_EMAIL = re.compile(r"[^@\s<>\"',;:]+@[^@\s<>\"',;:]+\.[^@\s<>\"',;:.]+")
_URI = re.compile(r"(?:urn:[a-z0-9][a-z0-9-]{1,31}|tag:[^\s,:<>\"]+,\d{4}(?:-\d\d){0,2}):[!-~]+")
_SLIPS = re.compile(r"//|/\.\.?(?:/|$)|%(?![0-9A-Fa-f]{2})|[\"<>\\^`{|}]")
_FEED_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_TAKEN = frozenset({"index", "items", "404", "feeds"})


class Problem(NamedTuple):
    """What is wrong at a place of the file, and what to do."""

    place: Place
    message: str


def _one_line(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("line breaks and control characters cannot stand here; write it as one line")
    if not value.strip():
        raise ValueError("it is empty; give it a text or leave the line out")
    return value.strip()


def _address(value: str) -> str:
    try:
        parts = urlsplit(_one_line(value))
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or re.search(r"\s", value):
        raise ValueError(f"{value!r} is no web address; write it like https://example.org/feeds/")
    return value


def _base(value: str) -> str:
    parts = urlsplit(_address(value))
    if parts.query or parts.fragment or parts.username is not None:
        raise ValueError(f"{value!r} has more than host and path; write it like https://example.org/feeds/")
    address = web_address(value)
    # In an item's address these are mended; in one that somebody chose they are slips, and all links would carry them.
    if address is None or _SLIPS.search(parts.path):
        raise ValueError(f"{value!r} is no web address; write it like https://example.org/feeds/")
    return address if address.endswith("/") else f"{address}/"


def _uri(value: str) -> str:
    if not _URI.fullmatch(value):
        raise ValueError(f"{value!r} is no urn: or tag: URI; write it like tag:example.org,2026:feeds and keep it")
    return value


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(_one_line(value)):
        raise ValueError(f"{value!r} is no e-mail address; write it like name@example.org")
    return value


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        near = _nearest(value, sorted(available_timezones()))
        raise ValueError(f"there is no time zone {value!r}; {near or 'write it like Europe/Copenhagen'}") from None
    return value


def _language(value: str) -> str:
    return _one_of(value, lang.available(), "language")


def _input_format(value: str) -> str:
    return _one_of(value, tuple(INPUT_FORMATS), "input format")


def _one_of(value: str, choices: Sequence[str], what: str) -> str:
    if value not in choices:
        near = _nearest(value, choices)
        raise ValueError(f"there is no {what} {value!r}; {near or 'choose one of ' + ', '.join(choices)}")
    return value


def _duration(value: object) -> object:
    if isinstance(value, str):
        return cron.parse_duration(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return cron.parse_duration(f"{value}s")
    raise ValueError('write a time such as every = "1h" or a number of seconds')


def _crontab(value: str) -> str:
    return cron.parse(_one_line(value)).text


def _feed_name(value: str) -> str:
    if not _FEED_NAME.fullmatch(value):
        raise ValueError(f"{value!r} cannot name files; use a-z, 0-9 and - (at most 64, no - at the ends)")
    if value in _TAKEN:
        raise ValueError(f"{value!r} is taken by a file or folder of the site; choose another name")
    return value


def _path(value: str) -> str:
    if "\x00" in value or not value.strip():
        raise ValueError("it is empty; give a file, a folder, or a glob such as sources/*.txt")
    return value


Line: TypeAlias = Annotated[str, AfterValidator(_one_line)]
Address: TypeAlias = Annotated[str, AfterValidator(_address)]
Language: TypeAlias = Annotated[str, AfterValidator(_language)]
Timezone: TypeAlias = Annotated[str, AfterValidator(_timezone)]
Location: TypeAlias = Annotated[str, AfterValidator(_path)]


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class SiteTable(_Table):
    """`[site]`: the publication."""

    title: Line
    description: Line = ""
    base_url: Annotated[str, AfterValidator(_base)] | None = None
    language: Language = "en"
    timezone: Timezone | None = None
    author: Line | None = None
    email: Annotated[str, AfterValidator(_email)] | None = None
    copyright: Line | None = None
    id: Annotated[str, AfterValidator(_uri)] | None = None
    cancelled: model.Cancelled = "both"
    item_pages: bool = True
    output: Location = "output"


class SourceTable(_Table):
    """`[[source]]`: where items come from."""

    name: Line
    path: Location
    format: Annotated[str, AfterValidator(_input_format)] = "plain_text"
    url: Address | None = None
    language: Language | None = None
    timezone: Timezone | None = None
    categories: list[Line] = []
    every: Annotated[int | None, BeforeValidator(_duration)] = None
    cron: Annotated[str, AfterValidator(_crontab)] | None = None
    listing: model.Listing = "rotating"
    missing_runs: Annotated[int, Field(ge=1, le=1000)] = 3


class FeedTable(_Table):
    """`[[feed]]`: a selection that is published."""

    name: Annotated[str, AfterValidator(_feed_name)]
    title: Line | None = None
    description: Line = ""
    kinds: Annotated[list[model.Kind], Field(min_length=1)] = list(model.KINDS)
    formats: Annotated[list[model.Format], Field(min_length=1)] = list(model.FORMATS)
    categories: list[Line] = []
    type: model.FeedType | None = None
    limit: Annotated[int | None, Field(ge=30)] = None
    past: Annotated[int | None, BeforeValidator(_duration)] = None
    allow_empty: bool = False


class GateTable(_Table):
    """`[gate]`: when a publication is held."""

    shrink: Annotated[int, Field(ge=1, le=100)] = 50


class SettingsTable(_Table):
    """The whole file."""

    site: SiteTable
    source: Annotated[list[SourceTable], Field(min_length=1)]
    feed: list[FeedTable] = []
    gate: GateTable = GateTable()


def check(raw: object, folder: Path) -> model.Config | tuple[Problem, ...]:
    """Check a whole `feeds.toml`, as read; relative paths start from `folder`. Gives all problems there are."""
    clashes = tuple(_clashes(raw))
    try:
        settings = SettingsTable.model_validate(raw)
    except ValidationError as error:
        return (*(_problem(detail) for detail in error.errors(include_url=False)), *clashes)
    return clashes or _config(settings, folder)


def _config(settings: SettingsTable, folder: Path) -> model.Config:
    table = settings.site
    words = lang.load(table.language)
    site = model.Site(
        timezone=table.timezone or words.language.timezone,
        **table.model_dump(exclude={"timezone", "output"}),
    )
    return model.Config(
        site=site,
        sources=tuple(_source(source, folder) for source in settings.source),
        feeds=tuple(_feed(feed) for feed in settings.feed) or standard_feeds(site, words.ui),
        output=folder / table.output,
        gate=model.Gate(**settings.gate.model_dump()),
    )


def _source(table: SourceTable, folder: Path) -> model.Source:
    facts = table.model_dump(exclude={"path", "categories"})
    return model.Source(path=folder / table.path, categories=tuple(table.categories), **facts)


def _feed(table: FeedTable) -> model.Feed:
    # Named twice is meant once; the order is ours, so that it makes no difference.
    kinds = tuple(kind for kind in model.KINDS if kind in table.kinds)
    of = table.type or usual_type(kinds)
    return model.Feed(
        name=table.name,
        title=table.title or table.name,
        description=table.description,
        kinds=kinds,
        formats=tuple(name for name in model.FORMATS if name in table.formats),
        categories=tuple(dict.fromkeys(table.categories)),
        type=of,
        limit=table.limit or (_LOG if of == "log" else None),
        past=table.past or _PAST[of],
        allow_empty=table.allow_empty or of == "snapshot",
    )


_LOG = 100
_DAY = 86_400
_PAST: dict[model.FeedType, int] = {"log": 366 * _DAY, "window": 366 * _DAY, "snapshot": 90 * _DAY}


def usual_type(kinds: tuple[model.Kind, ...]) -> model.FeedType:
    """Give the type that suits a feed of these kinds: events a window, postings a snapshot, all else a log."""
    if kinds == ("event",):
        return "window"
    return "snapshot" if kinds == ("job_posting",) else "log"


_STANDARD: tuple[tuple[str, tuple[model.Kind, ...]], ...] = (
    ("all", model.KINDS),
    ("news", ("article",)),
    ("events", ("event",)),
    ("people", ("personnel_notice",)),
    ("jobs", ("job_posting",)),
)


def standard_feeds(site: model.Site, ui: dict[str, str]) -> tuple[model.Feed, ...]:
    """Give the feeds of a file that names none: everything, and each kind, titled in the site's language."""
    tables = (
        FeedTable(
            name=name,
            title=ui[f"feed_{name}_title"],
            description=ui[f"feed_{name}_description"].format(site=site.title),
            kinds=list(kinds),
        )
        for name, kinds in _STANDARD
    )
    return tuple(_feed(table) for table in tables)


def _clashes(raw: object) -> Iterator[Problem]:
    """Find what no single table can know: names given twice, and two schedules for one source."""
    for table in ("source", "feed"):
        seen: dict[object, int] = {}
        for number, entry in _entries(raw, table):
            name = entry.get("name")
            if isinstance(name, str) and seen.setdefault(name, number) != number:
                yield Problem(
                    (table, number, "name"), f"`name`: {name!r} is given twice in [[{table}]]; choose another"
                )
            if table == "source" and {"every", "cron"} <= entry.keys():
                yield Problem((table, number, "cron"), "`cron`: `every` is given too; keep one of them")


def _entries(raw: object, table: str) -> Iterator[tuple[int, dict[str, object]]]:
    entries = raw.get(table) if isinstance(raw, dict) else None
    if isinstance(entries, list):
        yield from ((number, entry) for number, entry in enumerate(entries) if isinstance(entry, dict))


def _problem(detail: ErrorDetails) -> Problem:
    place = detail["loc"]
    key = next((part for part in reversed(place) if isinstance(part, str)), "")
    return Problem(place, _message(detail, place, key))


def _message(detail: ErrorDetails, place: Place, key: str) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing" if len(place) == 1:
            return f"there is no {_header(key)}; add one, as in docs/config.md"
        case "missing":
            return f"`{key}` is missing in {_header(str(place[0]))}; add a line {key} = ..."
        case "extra_forbidden":
            return _unknown(place, key)
        case "value_error":
            return f"`{key}`: {context['error']}"
        case "literal_error":
            choices = [choice.strip("'") for choice in re.findall(r"'[^']*'", str(context["expected"]))]
            near = _nearest(str(detail["input"]), choices)
            return f"`{key}`: there is no {detail['input']!r}; {near or 'choose one of ' + ', '.join(choices)}"
        case "too_short":
            return f"`{key}` is empty; give at least one"
        case "greater_than_equal" if key == "limit":
            return f"`{key}` is {detail['input']}; {context['ge']} is the least, or readers miss what comes in between"
        case "greater_than_equal":
            return f"`{key}` is {detail['input']}; {context['ge']} is the least"
        case "less_than_equal":
            return f"`{key}` is {detail['input']}; {context['le']} is the most"
        case kind:
            return f"`{key}`: {_EXPECTED.get(kind, detail['msg'])}"


_EXPECTED = {
    "string_type": 'a text is needed, in quotes: "..."',
    "int_type": "a whole number is needed, without quotes",
    "bool_type": "true or false is needed, without quotes",
    "list_type": 'a list is needed: ["...", "..."], or for a source or feed a [[table]] of two brackets',
    "model_type": "a table is needed",
    "model_attributes_type": "a table is needed",
}


def _header(table: str) -> str:
    return f"[{table}]" if table in ("site", "gate") else f"[[{table}]]"


def _unknown(place: Place, key: str) -> str:
    table = _TABLES.get(str(place[0])) if len(place) > 1 else SettingsTable
    known = list(table.model_fields) if table else []
    kind, where = ("key", f" in {_header(str(place[0]))}") if len(place) > 1 else ("table or key", "")
    near = _nearest(key, known)
    return f"unknown {kind} `{key}`{where}; {near or 'known are ' + ', '.join(known)}"


_TABLES: dict[str, type[_Table]] = {"site": SiteTable, "source": SourceTable, "feed": FeedTable, "gate": GateTable}


def _nearest(word: str, choices: Sequence[str]) -> str:
    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else ""
