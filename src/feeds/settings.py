"""The doorway to pydantic: what may stand in `feeds.toml`, checked all at once; loaded only when the file is new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias
from urllib.parse import urlsplit

import msgspec
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, ErrorDetails

from feeds import cron, lang, model
from feeds.addresses import how_to_write, web_address
from feeds.fetch import LIMIT, environment
from feeds.parse import FORMATS as INPUT_FORMATS
from feeds.toml_places import Place
from feeds.zones import zone_name

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_EMAIL = re.compile(r"[^@\s<>\"',;:]+@[^@\s<>\"',;:]+\.[^@\s<>\"',;:.]+")
_URI = re.compile(r"(?:urn:[a-z0-9][a-z0-9-]{1,31}|tag:[^\s,:<>\"]+,\d{4}(?:-\d\d){0,2}):[!-~]+")
_SLIPS = re.compile(r"//|/\.\.?(?:/|$)|%(?![0-9A-Fa-f]{2})|[\"<>\\^`{|}]")
_FEED_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
_OURS = frozenset(
    {"host", "connection", "content-length", "transfer-encoding", "te", "trailer", "upgrade", "accept-encoding"}
    | {"if-none-match", "if-modified-since", "if-match", "if-range", "range", "proxy-authorization", "cookie", "expect"}
)
_SECRET = frozenset({"authorization", "x-api-key", "api-key", "x-auth-token"})
_HOST = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]{0,252}[0-9A-Za-z])?|[0-9A-Fa-f:]{2,45}")
_LOCAL = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1")
_TAKEN = frozenset({"index", "items", "404", "feeds", "status"})


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
        raise ValueError(f"{value!r} is no web address; {how_to_write(value)}")
    return value


def _endpoint(value: str) -> str:
    if urlsplit(_address(value)).fragment:
        raise ValueError(f"{value!r} has a fragment, which nobody is sent; leave it out")
    return _fetched_from(value)


def _hook(value: str) -> str:
    """Take an address that may have secret parts, or be secret as a whole."""
    if not environment.NAME.fullmatch(_one_line(value)):
        _endpoint(re.sub(environment.NAME, "x", value))
    return value


def _from_environment(value: str) -> str:
    if not environment.NAME.search(_one_line(value)):
        raise ValueError("a secret does not belong in this file: set a variable of the environment, and write ${NAME}")
    return value


def _host(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise ValueError(f"{value!r} is no name of a host; write it like smtp.example.org, without a port")
    return value


def _metrics_file(value: str) -> str:
    if not _path(value).endswith(".prom"):
        raise ValueError(f"{value!r} does not end with .prom, and the node exporter reads no other files")
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


def _fetched_from(value: str) -> str:
    if urlsplit(_address(value)).username is not None:
        raise ValueError(
            "a name or password in an address is shown to everybody; set a variable of the environment, and write "
            'headers = { Authorization = "Basic ${NAME}" }'
        )
    return value


def _header_name(value: str) -> str:
    if not _TOKEN.fullmatch(value):
        raise ValueError(f"{value!r} is no name of a header or cookie; use letters, digits and -")
    if value.lower() in _OURS:
        raise ValueError(f"{value!r} is set by Feeds itself; take the line out")
    return value


def _header_value(value: str) -> str:
    if not _one_line(value).isascii():
        raise ValueError("only ASCII can stand in a header; encode it, or take it from the environment as ${NAME}")
    return value.strip()


def _no_secret(headers: dict[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        if name.lower() in _SECRET and not environment.NAME.search(value):
            raise ValueError(
                f"a secret does not belong in this file: set a variable of the environment, and write {name} = "
                f'"{"Bearer " if name.lower() == "authorization" else ""}${{NAME}}"'
            )
    return headers


def _followed(value: object) -> object:
    if not isinstance(value, bool | str):
        raise ValueError("true, false or a text in quotes is needed")
    if isinstance(value, str):
        from feeds.parse.dom import is_selector  # noqa: PLC0415  few sources have one

        if not is_selector(_one_line(value)):
            raise ValueError(f"{value!r} is no CSS selector; write it like main article > a, or true")
    return value


def _language(value: str) -> str:
    return _one_of(value, lang.available(), "language")


def _shown_language(value: str) -> str:
    # To load all languages takes as long as all the rest of the check.
    if value in lang.available() and lang.load(value).ui:
        return value
    return _one_of(value, _shown_languages(), "language to show pages in")


def _shown_languages() -> tuple[str, ...]:
    return tuple(code for code in lang.available() if lang.load(code).ui)


def _input_format(value: str) -> str:
    if value in _FORMATS_MEANT:
        raise ValueError(f"there is no input format {value!r}; did you mean {_FORMATS_MEANT[value]}?")
    return _one_of(value, _input_formats(), "input format")


#: What people call formats of input, for what we call them.
_FORMATS_MEANT = {
    "atom": "feed",
    "excel": "xlsx",
    "htm": "html",
    "ical": "icalendar",
    "ics": "icalendar",
    "md": "markdown",
    "rss": "feed",
    "text": "plain_text",
    "tsv": "csv",
    "txt": "plain_text",
    "xls": "xlsx",
}


def _input_formats() -> tuple[str, ...]:
    return (model.AUTO, *INPUT_FORMATS)


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


def _every(value: object) -> object:
    return value if value == model.AUTO else _duration(value)


def _seconds(value: object) -> object:
    if isinstance(value, str):
        found = re.fullmatch(r"(\d{1,4})\s*([sm])", value.strip())
        if found is None:
            raise ValueError('write a time such as timeout = "90s" or a number of seconds')
        return int(found[1]) * (60 if found[2] == "m" else 1)
    return value


def _crontab(value: str) -> str:
    return cron.parse(_one_line(value)).text


def _part(value: str) -> str:
    return _one_of(value, _parts(), "part")


def _parts() -> list[str]:
    return sorted({rule.part for code in lang.available() for rule in lang.load(code).rules})


def _fact(value: str) -> str:
    return _one_of(value, _facts(), "fact")


def _field(value: str) -> str:
    return _one_of(value, _fields(), "fact")


def _fields() -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_facts(), *model.TOLD_APART)))


def _facts() -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for kind in model.KINDS for name in model.facts_of(kind)))


def _from(value: object) -> object:
    return {"path": value} if isinstance(value, str) else value


def _form(value: str) -> str:
    """Take a form of dates: each mark of `strptime` is known, and there is a year."""
    try:
        told = datetime.strptime(datetime(2026, 5, 27, 19, 30).strftime(value), value).year  # noqa: DTZ001, DTZ007
    except (ValueError, re.error) as error:
        raise ValueError(f"{value!r} is no form of a date ({error}); write it like %d-%m-%Y %H:%M") from error
    if told != 2026:
        raise ValueError(f"{value!r} has no year; write it like %d-%m-%Y")
    return value


def _day(value: object) -> object:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is no day; write it like 2026-05-27") from None
    if isinstance(value, datetime):
        raise ValueError("a day is needed, without a time; write it like 2026-05-27")
    return value


def _default(value: object) -> object:
    is_list = isinstance(value, list) and all(isinstance(part, str) for part in value)
    if not isinstance(value, str | bool) and not is_list:
        raise ValueError('a text, a list of texts, true or false is needed: "..." or ["...", "..."]')
    return tuple(value) if isinstance(value, list) else value


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


class _Choices:
    """Names what may be chosen in the schema; it is looked up when that is written, and not before."""

    def __init__(self, choices: Callable[[], Sequence[str]], *, of_keys: bool = False) -> None:
        self._choices, self._of_keys = choices, of_keys

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        choices = {"enum": list(self._choices())}
        return handler(schema) | ({"propertyNames": choices} if self._of_keys else choices)


Duration = BeforeValidator(_duration, json_schema_input_type=int | str | None)
Every = BeforeValidator(_every, json_schema_input_type=int | str | None)
Line: TypeAlias = Annotated[str, AfterValidator(_one_line)]
Address: TypeAlias = Annotated[str, AfterValidator(_address)]
Language: TypeAlias = Annotated[str, AfterValidator(_language), _Choices(lang.available)]
ShownLanguage: TypeAlias = Annotated[str, AfterValidator(_shown_language), _Choices(_shown_languages)]
Timezone: TypeAlias = Annotated[str, AfterValidator(zone_name)]
FetchedFrom: TypeAlias = Annotated[str, AfterValidator(_fetched_from)]
HeaderName: TypeAlias = Annotated[str, AfterValidator(_header_name)]
HeaderValue: TypeAlias = Annotated[str, AfterValidator(_header_value)]
Location: TypeAlias = Annotated[str, AfterValidator(_path)]
Email: TypeAlias = Annotated[str, AfterValidator(_email)]
Secret: TypeAlias = Annotated[str, AfterValidator(_from_environment)]
FeedName: TypeAlias = Annotated[str, AfterValidator(_feed_name)]
Fact: TypeAlias = Annotated[str, AfterValidator(_fact)]
Default: TypeAlias = Annotated[
    str | bool | tuple[str, ...], BeforeValidator(_default, json_schema_input_type=str | bool | list[str])
]


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True)


class SiteTable(_Table):
    """`[site]`: the publication."""

    title: Line
    """The name of the whole, before the title of each feed."""
    description: Line = ""
    """One sentence about it."""
    base_url: Annotated[str, AfterValidator(_base)] | None = None
    """Where the output folder will be found on the web, like https://example.org/feeds/."""
    language: ShownLanguage = "en"
    """The language of pages and phrases."""
    timezone: Timezone | None = None
    """The zone of times that name none, like Europe/Copenhagen; else that of the language."""
    author: Line | None = None
    """Who publishes."""
    email: Email | None = None
    """Where to reach them; it is published."""
    copyright: Line | None = None
    """The rights."""
    id: Annotated[str, AfterValidator(_uri)] | None = None
    """A urn: or tag: URI that the feeds are known by, whatever becomes of title and address."""
    cancelled: model.Cancelled = "both"
    """How calendars show an event that is cancelled."""
    item_pages: bool = True
    """Whether each item has a page and each dated one an .ics file."""
    hub: Annotated[str, AfterValidator(_endpoint)] | None = None
    """The WebSub hub that is told when feeds change, and that readers find in them."""
    output: Location = "output"
    """The folder to write, one of its own."""


class SourceTable(_Table):
    """`[[source]]`: where items come from."""

    name: Line
    """Its name in reports and on pages; no two alike."""
    path: Location | None = None
    """A file, a folder, or a glob such as sources/*.txt."""
    format: Annotated[str, AfterValidator(_input_format), _Choices(_input_formats)] = model.AUTO
    """How to read it; auto tells each document by itself."""
    url: FetchedFrom | None = None
    """Where the pages are found on the web; without a path they are fetched from there."""
    language: Language | None = None
    """The language of its pages, when it need not be found out."""
    timezone: Timezone | None = None
    """The zone of its clock times, like Europe/Copenhagen."""
    categories: list[Line] = []
    """Categories that all of its items have besides their own."""
    every: Annotated[int | Literal["auto"] | None, Every] = None
    """How often it is read, like 15m, 1h or 1d, or in seconds; auto learns from how often it changes."""
    cron: Annotated[str, AfterValidator(_crontab)] | None = None
    """Five crontab fields, instead of every."""
    alert_after: Annotated[int | None, Field(ge=1, le=1000)] = None
    """Bad runs in a row until the owner is told, instead of that in [alerts]."""
    listing: model.Listing = "rotating"
    """Whether what vanishes from it is off (complete) or not (rotating)."""
    missing_runs: Annotated[int, Field(ge=1, le=1000)] = 3
    """How many runs more a complete listing has to miss an item."""
    rules: list[RuleTable] = []
    """Rules of its own, tried before those of the language."""
    markers: list[MarkerTable] = []
    """Lines that open a block of its pages."""
    kind: model.Kind | None = None
    """What its rows or objects are, when their columns or keys do not tell."""
    items: Line | None = None
    """The path to the items of a JSON document, like result.events[*]."""
    sheet: Line | None = None
    """The sheet of a workbook; else the first one."""
    fields: Annotated[dict[Annotated[str, AfterValidator(_field)], From], _Choices(_fields, of_keys=True)] = {}
    """The column, key or path of a fact, where its name does not tell."""
    map: Annotated[dict[Fact, Annotated[str, Field(min_length=1)]], _Choices(_facts, of_keys=True)] = {}
    """Facts that are set or rewritten, each by a Jinja2 expression with item and source."""
    defaults: Annotated[dict[Fact, Default], _Choices(_facts, of_keys=True)] = {}
    """Facts of items that have none."""
    include: list[FilterTable] = []
    """Only items that one of these fits are kept."""
    exclude: list[FilterTable] = []
    """Items that one of these fits are left out."""
    select: Annotated[SelectTable | None, BeforeValidator(_flat)] = None
    """Where the items stand on its HTML pages."""
    headers: Annotated[dict[HeaderName, HeaderValue], AfterValidator(_no_secret)] = {}
    """Headers to send; ${NAME} is taken from the environment."""
    cookies: dict[HeaderName, HeaderValue] = {}
    """Cookies to send, likewise."""
    robots: bool = True
    """Whether the site's robots.txt is respected."""
    allow_private: bool = False
    """Whether it may lead to this machine and its network."""
    timeout: Annotated[int, BeforeValidator(_seconds, json_schema_input_type=int | str), Field(ge=1, le=600)] = 60
    """For how long one page may take, like 30s or 2m, or in seconds."""
    max_bytes: Annotated[int, Field(ge=1000, le=200_000_000)] = LIMIT
    """The most bytes that a page may have, packed and unpacked."""
    pages: Annotated[int, Field(ge=0, le=100)] = 0
    """How many further pages of a listing are fetched."""
    follow: Annotated[bool | str, BeforeValidator(_followed)] = False
    """Whether the pages of new items are fetched too: true, or a CSS selector of their links."""
    follow_limit: Annotated[int, Field(ge=1, le=1000)] = 20
    """How many such pages are fetched in one run."""


class FieldTable(_Table):
    """`[source.fields]`: where a fact stands in data."""

    path: Line | None = None
    """The key, or the path to it, like dates[0].start."""
    column: Line | None = None
    """The name of the column."""
    date: Annotated[str, AfterValidator(_form)] | None = None
    """How a day or time is written, in the marks of strptime, like %d-%m-%Y %H:%M."""

    @model_validator(mode="after")
    def _names_one(self) -> FieldTable:
        if (self.path is None) == (self.column is None):
            raise ValueError("one of `column` and `path` is needed, and only one")
        return self


From: TypeAlias = Annotated[FieldTable, BeforeValidator(_from, json_schema_input_type=str | FieldTable)]


class FilterTable(_Table):
    """`[[source.include]]`, `[[source.exclude]]`: what an item must be, all of it."""

    kinds: list[model.Kind] = []
    """Kinds of which it is one."""
    words: list[Line] = []
    """Words of which it has one, whole, in any case."""
    fields: list[Annotated[Fact, _Choices(_facts)]] = []
    """The facts in which the words are looked for; else in all that are text."""
    after: Annotated[date | None, BeforeValidator(_day, json_schema_input_type=date | None)] = None
    """It is not over before this day."""
    before: Annotated[date | None, BeforeValidator(_day, json_schema_input_type=date | None)] = None
    """It begins before this day."""

    @model_validator(mode="after")
    def _asks_something(self) -> FilterTable:
        if not (self.kinds or self.words or self.after or self.before):
            raise ValueError("it asks nothing; give it kinds, words, after or before")
        return self


class SelectorTable(_Table):
    """A field of `[source.select]`: where it stands, or what it is."""

    selector: Line | None = None
    """The element inside the item, in CSS; without it the item itself."""
    attribute: Line | None = None
    """Its attribute; without it the text."""
    pattern: Line | None = None
    """A regular expression with one group, which is taken."""
    date: Line | None = None
    """How a day or time is written, in the marks of strptime."""
    constant: Line | None = None
    """A text that stands there without any page."""
    template: Line | None = None
    """A Jinja2 expression over the fields found so far."""
    many: bool = False
    """Whether all elements are taken, and not only the first."""


def _as_table(value: object) -> object:
    return {"selector": value} if isinstance(value, str) else value


def _flat(value: object) -> object:
    """Write nested names as one: `person.name` is a table in a table to TOML."""
    if not isinstance(value, dict):
        return value
    flat: dict[str, object] = {}
    for name, given in value.items():
        is_nested = isinstance(given, dict) and given and not given.keys() & SelectorTable.model_fields.keys()
        flat |= {f"{name}.{key}": below for key, below in given.items()} if is_nested else {name: given}
    return flat


class SelectTable(_Table):
    """`[source.select]`: where the items of an HTML page stand, and what their fields are."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Annotated[SelectorTable, BeforeValidator(_as_table)]]

    items: Line
    """The elements that are one item each, in CSS."""
    kind: model.Kind | None = None
    """What they are; else told by the fields."""
    next: Line | None = None
    """The link to the next page of the list, in CSS."""


class ExampleTable(_Table):
    """A text that a rule must read, and every fact in it."""

    text: str
    """The text."""
    facts: dict[str, str] = {}
    """Every fact in it."""


class RuleTable(_Table):
    """`[[source.rules]]`: a rule of a source's own, in the form of those in the language files."""

    name: Line
    """Its name, as `feeds explain` gives it."""
    part: Annotated[str, AfterValidator(_part), _Choices(_parts)]
    """Where it is tried."""
    pattern: Annotated[str, Field(min_length=1)]
    """A regular expression with slots such as {person} or {date}."""
    kind: model.Kind | None = None
    """The kind of what it reads."""
    facts: dict[str, str] = {}
    """Facts that it states besides those of its groups."""
    examples: Annotated[list[ExampleTable], Field(min_length=1)]
    """Texts that it must read."""
    counter_examples: Annotated[list[str], Field(min_length=1)]
    """Texts that it must not read."""


class MarkerTable(_Table):
    """`[[source.markers]]`: a line that opens a block, in the form of those in the language files."""

    name: Line
    """Its name."""
    block: model.Block
    """What the line opens."""
    pattern: Annotated[str, Field(min_length=1)]
    """A regular expression."""
    examples: Annotated[list[str], Field(min_length=1)]
    """Lines that it must take."""
    counter_examples: Annotated[list[str], Field(min_length=1)]
    """Lines that it must not take."""


class FeedTable(_Table):
    """`[[feed]]`: a selection that is published."""

    name: FeedName
    """Names its files: a-z, 0-9 and -."""
    title: Line | None = None
    """What people see; else its name."""
    description: Line = ""
    """One sentence about it."""
    kinds: Annotated[list[model.Kind], Field(min_length=1)] = list(model.KINDS)
    """What it holds."""
    formats: Annotated[list[model.Format], Field(min_length=1)] = list(model.FORMATS)
    """What it is written as."""
    categories: list[Line] = []
    """Only what has one of these; else all."""
    type: model.FeedType | None = None
    """A log of the newest, a window on the events ahead, or a snapshot of what is open."""
    limit: Annotated[int | None, Field(ge=30)] = None
    """The most entries in it, at least 30."""
    past: Annotated[int | None, Duration] = None
    """How far back a window goes, like 30d; how long a snapshot shows what does not say until when."""
    allow_empty: bool = False
    """Whether it may become empty without being held."""
    deadlines: bool = False
    """Whether its calendar has each deadline as a whole day of its own."""
    sub_events: bool = False
    """Whether its calendar has each point of a programme as an entry of its own."""
    was: list[FeedName] = []
    """Names that it had before: their addresses lead to those of today."""


class GateTable(_Table):
    """`[gate]`: when a publication is held."""

    shrink: Annotated[int, Field(ge=1, le=100)] = 50
    """Per cent of its entries that a feed may lose at once without a reason."""


class StatusTable(_Table):
    """`[status]`: where it is told how sources and feeds are."""

    publish: bool = False
    """Whether status.json, status.html and status.svg stand in the output folder."""
    metrics: Annotated[str, AfterValidator(_metrics_file)] | None = None
    """A file of metrics for the node exporter of Prometheus, like feeds.prom."""


class MailTable(_Table):
    """`[alerts.mail]`: how the owner is written to."""

    to: Annotated[list[Email], Field(min_length=1, max_length=20)]
    """Who is written to."""
    sender: Email = Field(alias="from")
    """Who it is from."""
    host: Annotated[str, AfterValidator(_host)]
    """The server that takes mail."""
    port: Annotated[int | None, Field(ge=1, le=65535)] = None
    """Its port; else 587, 465 with tls, 25 without encryption."""
    security: model.MailSecurity = "starttls"
    """How the connection is encrypted."""
    user: Line | None = None
    """The name to log in with."""
    password: Secret | None = None
    """The password, as ${NAME} from the environment."""

    @model_validator(mode="after")
    def _logs_in_safely(self) -> MailTable:
        if (self.user is None) != (self.password is None):
            raise ValueError("`user` and `password` go together; give both or none")
        if self.password is not None and self.security == "none" and not _LOCAL.fullmatch(self.host):
            raise ValueError('the password would be sent for everybody to read; set security = "starttls" or "tls"')
        return self


class WebhookTable(_Table):
    """`[alerts.webhook]`: an address that is told."""

    url: Annotated[str, AfterValidator(_hook)]
    """The address that messages are posted to; ${NAME} is taken from the environment."""
    secret: Secret | None = None
    """What messages are signed with, as ${NAME} from the environment."""


class AlertsTable(_Table):
    """`[alerts]`: how the owner is told of what needs them."""

    after: Annotated[int, Field(ge=1, le=1000)] = 3
    """Bad runs of a source in a row until the owner is told."""
    feed: bool = False
    """Whether health.atom stands in the output folder."""
    mail: MailTable | None = None
    """How the owner is written to."""
    webhook: WebhookTable | None = None
    """An address that is told."""


class SettingsTable(_Table):
    """The whole file."""

    site: SiteTable
    """The publication."""
    source: Annotated[list[SourceTable], Field(min_length=1)]
    """Where items come from."""
    feed: list[FeedTable] = []
    """What is published; else everything, and each kind."""
    gate: GateTable = GateTable()
    """When a publication is held."""
    status: StatusTable = StatusTable()
    """Where it is told how sources and feeds are."""
    alerts: AlertsTable = AlertsTable()
    """How the owner is told of what needs them."""


def schema() -> dict[str, object]:
    """Give the form of `feeds.toml` as a JSON Schema (draft 2020-12), for editors.

    What only a reader of the file can see, as that no name is given twice, is not in it.
    """
    form = SettingsTable.model_json_schema()
    for table in form["$defs"].values():
        header, _, about = table["description"].partition(": ")
        table |= {"title": header.replace("`", ""), "description": about or header}
        for key, value in table["properties"].items():
            _without_nothing(value)
            value["title"] = key
    # A field of a selection is a selector or a table; `person.name` is a table in a table to TOML.
    fields = [{"type": "string"}, {"$ref": "#/$defs/SelectorTable"}]
    nested = {"type": "object", "additionalProperties": {"anyOf": fields}}
    form["$defs"]["SelectTable"]["additionalProperties"] = {"anyOf": [*fields, nested]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **form,
        "title": "feeds.toml",
        "description": "The configuration of Feeds: docs/config.md tells more.",
    }


def _without_nothing(value: dict[str, Any]) -> None:
    """Take `null` out of a schema: TOML has none, a key is there or not."""
    if value.get("default", ...) is None:
        del value["default"]
    kept = [one for one in value.get("anyOf", ()) if one != {"type": "null"}]
    if len(kept) == 1:
        del value["anyOf"]
        value |= kept[0]
    elif kept:
        value["anyOf"] = kept


def check(raw: object, folder: Path) -> model.Config | tuple[Problem, ...]:
    """Check a whole `feeds.toml`, as read; relative paths start from `folder`. Gives all problems there are."""
    clashes = tuple(_clashes(raw))
    try:
        settings = SettingsTable.model_validate(raw)
    except ValidationError as error:
        return (*(_problem(detail) for detail in error.errors(include_url=False)), *clashes)
    if clashes:
        return clashes
    config = _config(settings, folder)
    return tuple(_faults(config)) or config


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
        status=_status(settings.status, folder),
        alerts=_alerts(settings.alerts),
    )


def _status(table: StatusTable, folder: Path) -> model.Status:
    return model.Status(publish=table.publish, metrics=folder / table.metrics if table.metrics is not None else None)


def _alerts(table: AlertsTable) -> model.Alerts:
    mail, webhook = table.mail, table.webhook
    return model.Alerts(
        after=table.after,
        feed=table.feed,
        mail=_mail(mail) if mail is not None else None,
        webhook=model.Webhook(**webhook.model_dump()) if webhook is not None else None,
    )


def _mail(table: MailTable) -> model.Mail:
    facts = table.model_dump(exclude={"to", "port"})
    return model.Mail(to=tuple(table.to), port=table.port or _PORTS[table.security], **facts)


_PORTS: dict[model.MailSecurity, int] = {"starttls": 587, "tls": 465, "none": 25}


def _source(table: SourceTable, folder: Path) -> model.Source:
    facts = table.model_dump(
        exclude={"path", "every", "categories", "rules", "markers", "fields", "include", "exclude", "select"}
    )
    return model.Source(
        every=table.every if isinstance(table.every, int) else None,
        adaptive=table.every == model.AUTO,
        path=folder / table.path if table.path is not None else None,
        categories=tuple(table.categories),
        rules=tuple(msgspec.convert(rule.model_dump(), model.Rule) for rule in table.rules),
        markers=tuple(msgspec.convert(marker.model_dump(), model.Marker) for marker in table.markers),
        fields=tuple(
            model.FieldSource(field=field, path=told.path or told.column or "", date=told.date)
            for field, told in table.fields.items()
        ),
        include=tuple(msgspec.convert(one.model_dump(), model.Filter) for one in table.include),
        exclude=tuple(msgspec.convert(one.model_dump(), model.Filter) for one in table.exclude),
        select=_select(table.select) if table.select is not None else None,
        **facts,
    )


def _select(table: SelectTable) -> model.Select:
    fields = {name: model.Selector(**how.model_dump()) for name, how in (table.__pydantic_extra__ or {}).items()}
    return model.Select(items=table.items, kind=table.kind, next=table.next, fields=fields)


def _slips_of(number: int, select: model.Select) -> Iterator[Problem]:
    """Try the selectors, patterns and templates of a source, and look for fields that its items do not have."""
    # Imported here: only such sources need a parser of HTML for their configuration.
    from feeds.parse import formulas, selectors  # noqa: PLC0415

    place: Place = ("source", number, "select")
    own = (("items", select.items), ("next", select.next))
    for key, text in own:
        slip = selectors.fault(text) if text is not None else None
        if slip is not None:
            yield Problem((*place, key), f"`{key}`: {slip}")
    known, names = selectors.fields_of(select.kind), selectors.names_of(select.fields)
    for name, how in select.fields.items():
        here = (*place, *name.split("."))
        if name not in known:
            near = _nearest(name, known)
            yield Problem(here, f"unknown field `{name}` in [source.select]; {near or 'known are ' + ', '.join(known)}")
        if not any((how.selector, how.attribute, how.constant, how.template)):
            yield Problem(here, f"`{name}` says nothing of where it stands; give a `selector`")
        tried = (
            ("selector", how.selector and selectors.fault(how.selector)),
            ("pattern", how.pattern and selectors.pattern_fault(how.pattern)),
            ("template", how.template and formulas.fault(how.template, names)),
            ("date", how.date and selectors.form_fault(how.date)),
        )
        yield from (Problem((*here, key), f"`{key}` of `{name}`: {slip}") for key, slip in tried if slip)


def _faults(config: model.Config) -> Iterator[Problem]:
    """Try the sources' own rules and markers on their examples: in the source's language, or else there must be one."""
    for number, source in enumerate(config.sources):
        yield from _faults_of_data(number, source)
        if source.select is not None:
            yield from _slips_of(number, source.select)
        codes = (source.language,) if source.language else (config.site.language, *lang.available())
        own: tuple[tuple[str, int, model.Rule | model.Marker], ...] = (
            *(("rules", index, rule) for index, rule in enumerate(source.rules)),
            *(("markers", index, marker) for index, marker in enumerate(source.markers)),
        )
        for table, index, one in own:
            tried = [_faults_of(one, code) for code in codes]
            faults = tried[0] if all(tried) else ()
            place = ("source", number, table, index, "pattern")
            yield from (Problem(place, f"`pattern` of {one.name!r}: {fault}") for fault in faults)


def _faults_of_data(number: int, source: model.Source) -> Iterator[Problem]:
    """Read the paths of a source, and compile its expressions."""
    if source.items is not None or source.fields:
        from feeds.parse.objects import steps  # noqa: PLC0415  few configurations have paths

        paths: list[tuple[tuple[str, ...], str]] = [(("items",), source.items or "")]
        paths += [(("fields", each.field), each.path) for each in source.fields if each.path.startswith("$")]
        for place, path in paths:
            try:
                steps(path)
            except ValueError as error:
                yield Problem(("source", number, *place), f"`{place[-1]}`: {error}")
    if source.map or source.defaults:
        from feeds.mapping import faults  # noqa: PLC0415  and fewer have expressions

        for keys, fault in faults(source):
            yield Problem(("source", number, *keys), f"`{keys[-1]}` in [source.{keys[0]}]: {fault}")


def _faults_of(rule: model.Rule | model.Marker, code: str) -> tuple[str, ...]:
    # Imported here: most configurations have no rules, and compiling a language takes a while.
    from feeds.recognise.rules import knowledge, marker_faults  # noqa: PLC0415

    try:
        if isinstance(rule, model.Marker):
            return tuple(marker_faults(rule))
        return tuple(knowledge(code).compile(rule).faults())
    except re.error as error:
        return (f"it is no regular expression: {error}",)
    except KeyError as error:
        return (f"there is no slot {{{error.args[0]}}}; docs/recognition.md lists them",)


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
        deadlines=table.deadlines,
        sub_events=table.sub_events,
        was=tuple(table.was),
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
            if table == "source" and not {"path", "url"} & entry.keys():
                yield Problem(
                    ("source", number), "neither `path` nor `url`: name a file, a folder, a glob, or a web address"
                )
            if table == "source" and {"every", "cron"} <= entry.keys():
                yield Problem((table, number, "cron"), "`cron`: `every` is given too; keep one of them")
    yield from _clashes_of_feeds(raw)


def _clashes_of_feeds(raw: object) -> Iterator[Problem]:
    """Find former names of feeds that two have, or one of today, and a feed whose file the owner's takes."""
    names = {str(entry.get("name")) for _, entry in _entries(raw, "feed")}
    seen: set[str] = set()
    for number, entry in _entries(raw, "feed"):
        was = entry.get("was")
        for name in map(str, was if isinstance(was, list) else ()):
            fault = "is the name of a feed of today" if name in names else "is given twice" if name in seen else None
            if fault is not None:
                yield Problem(("feed", number, "was"), f"`was`: {name!r} {fault}; it can lead to one feed only")
            seen.add(name)
    alerts = raw.get("alerts") if isinstance(raw, dict) else None
    if isinstance(alerts, dict) and alerts.get("feed") and _OWN_FEED in names | seen:
        yield Problem(("alerts", "feed"), f"`feed`: a feed is named {_OWN_FEED!r} and has the same file; rename it")


_OWN_FEED = "health"


def _entries(raw: object, table: str) -> Iterator[tuple[int, dict[str, object]]]:
    entries = raw.get(table) if isinstance(raw, dict) else None
    if isinstance(entries, list):
        yield from ((number, entry) for number, entry in enumerate(entries) if isinstance(entry, dict))


def _problem(detail: ErrorDetails) -> Problem:
    place = detail["loc"]
    # Of a key that is wrong itself, pydantic says so in one more step.
    key = next((part for part in reversed(place) if isinstance(part, str) and part != "[key]"), "")
    return Problem(place, _message(detail, place, key))


def _message(detail: ErrorDetails, place: Place, key: str) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing" if len(place) == 1:
            return f"there is no {_header(key)}; add one, as in docs/config.md"
        case "missing":
            return f"`{key}` is missing in {_header(_path_of(place))}; add a line {key} = ..."
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
    "dict_type": 'a table is needed: { Name = "..." }',
    "model_type": "a table is needed",
    "model_attributes_type": "a table is needed",
}


def _header(table: str) -> str:
    return f"[{table}]" if table in (*_SINGLE, *_OF_KEYS) else f"[[{table}]]"


def _path_of(place: Place) -> str:
    """Name the table that a key stands in, as TOML does: `source.rules`."""
    path = ".".join(part for part in place[:-1] if isinstance(part, str))
    return next((table for table in _OF_KEYS if path.startswith(f"{table}.")), path)


def _unknown(place: Place, key: str) -> str:
    path = _path_of(place)
    table = _TABLES.get(path) if path else SettingsTable
    known = keys_of(table) if table else []
    kind, where = ("key", f" in {_header(path)}") if path else ("table or key", "")
    near = _nearest(key, known)
    return f"unknown {kind} `{key}`{where}; {near or 'known are ' + ', '.join(known)}"


def keys_of(table: type[_Table]) -> list[str]:
    """List the keys of a table as they are written."""
    return [field.alias or name for name, field in table.model_fields.items()]


#: Tables of which there is one.
_SINGLE = ("site", "gate", "status", "alerts", "alerts.mail", "alerts.webhook")
#: Tables whose keys are facts.
_OF_KEYS = ("source.fields", "source.map", "source.defaults")
_TABLES: dict[str, type[_Table]] = {
    "site": SiteTable,
    "source": SourceTable,
    "source.rules": RuleTable,
    "source.rules.examples": ExampleTable,
    "source.markers": MarkerTable,
    "source.fields": FieldTable,
    "source.include": FilterTable,
    "source.exclude": FilterTable,
    "source.select": SelectTable,
    "feed": FeedTable,
    "gate": GateTable,
    "status": StatusTable,
    "alerts": AlertsTable,
    "alerts.mail": MailTable,
    "alerts.webhook": WebhookTable,
}


def _nearest(word: str, choices: Sequence[str]) -> str:
    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else ""
