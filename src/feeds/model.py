"""The nouns: what a source says (`Item`), what we know about it (`Record`), and what is published.

Names follow RFC 4287, RFC 5545, JSON Feed 1.1 and schema.org. A bare `date` is an all-day value; a `datetime` is always
aware and carries an IANA zone; `end` of an all-day event is exclusive (RFC 5545 section 3.6.1). Absent facts are `None`
or empty and are left out when encoded.
"""

from __future__ import annotations

import hashlib
from abc import ABC
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import force_setattr

from feeds import recurrence


class YearMonth:
    """A month without a day: shown to people, never put into a calendar."""

    __slots__ = ("month", "year")

    def __init__(self, year: int, month: int) -> None:
        self.year = year
        self.month = month

    def __eq__(self, other: object) -> bool:
        return isinstance(other, YearMonth) and (self.year, self.month) == (other.year, other.month)

    def __hash__(self) -> int:
        return hash((self.year, self.month))

    def __repr__(self) -> str:
        return f"YearMonth({self.year}, {self.month})"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


if TYPE_CHECKING:
    When: TypeAlias = date | datetime
    PartialDate: TypeAlias = date | YearMonth
else:
    # msgspec refuses a union of two types that are both strings in JSON, so the unions are virtual base classes
    # for it, decoded by `decode_hook`.
    class When(ABC):  # noqa: B024
        """A day or an aware instant."""

    class PartialDate(ABC):  # noqa: B024
        """A day, or a month without a day."""

    When.register(date)
    PartialDate.register(date)
    PartialDate.register(YearMonth)

Kind: TypeAlias = Literal["article", "event", "personnel_notice", "job_posting"]
KINDS: tuple[Kind, ...] = ("article", "event", "personnel_notice", "job_posting")
Change: TypeAlias = Literal["appointed", "promoted", "departed", "retired", "graduated", "elected", "other"]
EventStatus: TypeAlias = Literal["scheduled", "cancelled", "postponed", "rescheduled"]
State: TypeAlias = Literal["present", "missing", "withdrawn"]
STATES: tuple[State, ...] = ("present", "missing", "withdrawn")
Announced: TypeAlias = Literal["moved", "cancelled", "postponed", "reinstated"]
Listing: TypeAlias = Literal["complete", "rotating"]
FeedType: TypeAlias = Literal["log", "window", "snapshot"]
Cancelled: TypeAlias = Literal["both", "status", "title"]
AttendanceMode: TypeAlias = Literal["offline", "online", "mixed"]
Deadline: TypeAlias = Literal["early_bird", "registration", "application"]
Format: TypeAlias = Literal["rss", "atom", "json", "ics"]
MailSecurity: TypeAlias = Literal["starttls", "tls", "none"]
FORMATS: tuple[Format, ...] = ("rss", "atom", "json", "ics")


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Where a field's value stands: 1-based lines (both included), the text there, and the rule that read it."""

    field: str
    lines: tuple[int, int]
    text: str
    rule: str


class Rejected(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A candidate that did not become an item, with the reason; `lines` are 1-based, both included."""

    kind: Kind
    lines: tuple[int, int]
    text: str
    rule: str
    reason: str


class Person(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Someone whose job changed; `age` in years as the source gives it."""

    name: str
    age: int | None = None


class _Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    title: str | None = None
    url: str | None = None
    summary: str | None = None
    content: str | None = None
    authors: tuple[str, ...] = ()
    published: When | None = None
    updated: When | None = None
    categories: tuple[str, ...] = ()
    language: str | None = None
    identifier: str | None = None

    @property
    def kind(self) -> Kind:
        """Name the kind as it is written in `extract --json`."""
        tag: Kind = self.__struct_config__.tag  # type: ignore[assignment]
        return tag


class Article(_Facts, frozen=True, kw_only=True, omit_defaults=True, tag="article"):
    """A story: `summary` is the standfirst, `content` the body as safe HTML, `credit` who made the picture."""

    credit: str | None = None
    publication: str | None = None
    evidence: tuple[Evidence, ...] = ()


def _in_zone(value: datetime, zone: ZoneInfo) -> datetime:
    """Put an instant into a zone; what was written with an offset keeps the time on the clock.

    The offset is what the zone's rules were when it was written, and governments change them: a talk at 19:00 remains
    a talk at 19:00. A time without either is left alone: no machine's own clock may decide what it means.
    """
    if value.tzinfo is None:
        return value
    if value.tzinfo is UTC or not isinstance(value.tzinfo, timezone):
        return value.astimezone(zone)
    readings = [value.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    return next((one for one in readings if one.utcoffset() == value.utcoffset()), readings[0])


class Offer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A kind of ticket, and its price as the source gives it."""

    name: str
    price: str | None = None


class SubEvent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A point of an event's programme; `start` and `end` are as those of the event."""

    title: str
    start: When | None = None
    end: When | None = None
    location: str | None = None
    performers: tuple[str, ...] = ()
    summary: str | None = None


class Schedule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The clocks of what repeats from a day that nobody told: in `timezone`, and on the next day if the end is first.

    Without a clock time it takes whole days.
    """

    start_time: time | None = None
    end_time: time | None = None
    timezone: str | None = None


class Event(_Facts, frozen=True, kw_only=True, omit_defaults=True, tag="event"):
    """Something to attend; `start`/`end` are days (end exclusive) or instants in `timezone` (an IANA name).

    `recurrence_rule` is the value of an RRULE and repeats it from `start` on, but for `excluded_dates`. If it has a
    `schedule`, nobody told the first day: where the rule alone says on which days it is, the ledger gives a `start`.
    `super_event` names what it is part of, `sub_events` are its own programme. A deadline is never its date.
    """

    start: When | None = None
    end: When | None = None
    timezone: str | None = None
    location: str | None = None
    organizer: str | None = None
    status: EventStatus | None = None
    previous_start: When | None = None
    price: str | None = None
    is_free: bool | None = None
    attendance_mode: AttendanceMode | None = None
    registration_deadline: When | None = None
    recurrence_text: str | None = None
    performers: tuple[str, ...] = ()
    series: str | None = None
    recurrence_rule: str | None = None
    excluded_dates: tuple[When, ...] = ()
    door_time: When | None = None
    early_bird_deadline: When | None = None
    application_deadline: When | None = None
    sub_events: tuple[SubEvent, ...] = ()
    super_event: str | None = None
    offers: tuple[Offer, ...] = ()
    schedule: Schedule | None = None
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if self.recurrence_rule is not None:
            force_setattr(self, "recurrence_rule", recurrence.canonical(self.recurrence_rule))
        # ISO 8601 keeps the offset but loses the zone's name, which TZID needs.
        if self.timezone is None:
            return
        zone = ZoneInfo(self.timezone)
        for name in _EVENT_MOMENTS:
            if (value := getattr(self, name)) is not None:
                force_setattr(self, name, _placed(value, zone))
        if self.excluded_dates:
            force_setattr(self, "excluded_dates", tuple(_placed(day, zone) for day in self.excluded_dates))
        if self.sub_events:
            force_setattr(self, "sub_events", tuple(_part_in(part, zone) for part in self.sub_events))


_EVENT_MOMENTS = (
    *("start", "end", "previous_start", "door_time"),
    *("registration_deadline", "early_bird_deadline", "application_deadline"),
)


def _placed(value: When, zone: ZoneInfo) -> When:
    if not isinstance(value, datetime) or value.tzinfo is zone:
        return value
    # The first and last hours of the calendar have no other zone than their own.
    with suppress(OverflowError):
        return _in_zone(value, zone)
    return value


def _part_in(part: SubEvent, zone: ZoneInfo) -> SubEvent:
    start, end = (moment and _placed(moment, zone) for moment in (part.start, part.end))
    return msgspec.structs.replace(part, start=start, end=end)


class PersonnelNotice(_Facts, frozen=True, kw_only=True, omit_defaults=True, tag="personnel_notice"):
    """A change of job: who, where, from what to what, and from when (`effective`, a day or only a month)."""

    change: Change
    person: Person
    organization: str | None = None
    role_name: str | None = None
    effective: PartialDate | None = None
    location: str | None = None
    focus: str | None = None
    previous_role_name: str | None = None
    previous_organization: str | None = None
    education: str | None = None
    current_role_name: str | None = None
    text: str | None = None
    evidence: tuple[Evidence, ...] = ()


class JobPosting(_Facts, frozen=True, kw_only=True, omit_defaults=True, tag="job_posting"):
    """An open position; `valid_through` is the last day or instant to apply."""

    hiring_organization: str | None = None
    job_location: str | None = None
    employment_type: str | None = None
    valid_through: When | None = None
    evidence: tuple[Evidence, ...] = ()


def facts_of(kind: Kind) -> tuple[str, ...]:
    """List the facts of a kind that are one value or a list of texts; `person` stands for the name."""
    names = msgspec.structs.fields(_KINDS[kind])
    return tuple(field.name for field in names if field.name not in _OF_PARTS) + _OF_PERSONS.get(kind, ())


#: What data may tell apart, and items have together.
TOLD_APART = (
    *("kind", "first_name", "last_name", "all_day", "draft"),
    *("start_date", "start_time", "end_date", "end_time"),
)
_KINDS: dict[Kind, type[_Facts]] = {
    "article": Article,
    "event": Event,
    "personnel_notice": PersonnelNotice,
    "job_posting": JobPosting,
}
_OF_PARTS = frozenset({"evidence", "sub_events", "offers", "excluded_dates", "schedule"})
_OF_PERSONS: dict[Kind, tuple[str, ...]] = {"personnel_notice": ("age",)}

Item: TypeAlias = Article | Event | PersonnelNotice | JobPosting


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """An item and what only we know of it. All times are UTC; `uid` is one `urn:uuid:` for every output format.

    `published` is fixed at first sight: the day or instant that the source gave, else `first_seen`; never when an event
    happens. `page` and `position` are those of the telling that speaks for it, in the first of `sources`. A record that
    `announces` a change of an event is an entry of its own, which is `about` the event's uid.
    """

    uid: str
    item: Item
    first_seen: datetime
    published: datetime
    last_changed: datetime
    sequence: int
    fingerprint: str
    sources: tuple[str, ...]
    page: str = ""
    position: int = 0
    state: State = "present"
    announces: Announced | None = None
    about: str | None = None

    @property
    def slug(self) -> str:
        """Name the record's files: the UUID alone, never anything from the source."""
        return self.uid.removeprefix("urn:uuid:")

    @property
    def page_path(self) -> str:
        """Path of the item page below the output folder; an announcement leads to that of its event."""
        return f"items/{(self.about or self.uid).removeprefix('urn:uuid:')}.html"

    @property
    def calendar_path(self) -> str | None:
        """Path of the single calendar file below the output folder, or None when nothing is dated."""
        return f"items/{self.slug}.ics" if is_dated(self.item) and self.about is None else None

    @property
    def digest(self) -> str:
        """Hash all that rendering shows of it: the same record, the same bytes."""
        shown = (self.uid, self.item, self.first_seen, self.published, self.last_changed, self.sequence, self.sources)
        return hashed(*shown, self.announces, self.about)[:16]


def is_dated(item: Item) -> bool:
    """Tell whether an item can stand in a calendar: an event with a start, a notice with a full effective date."""
    return first_moment(item) is not None


def first_moment(item: Item) -> When | None:
    """Give when a dated item begins in a calendar, or None."""
    match item:
        case Event():
            return item.start
        case PersonnelNotice(effective=date() as effective):
            return effective
        case _:
            return None


def last_day(item: Item) -> date | None:
    """Give the last day on which an item holds: of an event, a change of job, the time to apply; None if not known.

    An event that repeats holds until it does so for the last time; without an end that is the last day of the calendar.
    """
    match item:
        case Event(start=start) if start is not None:
            return _last_repeated(item, day_of(start), _last_of_first(item, start))
        case JobPosting(valid_through=through) if through is not None:
            return day_of(through)
        case _:
            return first_moment(item)


def _last_of_first(item: Event, start: When) -> date:
    end = item.end
    if end is None or isinstance(end, datetime) or isinstance(start, datetime):
        return day_of(end or start)
    return end - timedelta(days=1) if end > start else start


def _last_repeated(item: Event, first: date, last: date) -> date:
    if item.recurrence_rule is None:
        return last
    final = recurrence.last_day(item.recurrence_rule, first, item.timezone)
    return final + (last - first) if final < date.max - timedelta(days=366) else date.max


def deadlines(item: Item) -> tuple[tuple[Deadline, When], ...]:
    """List until when one may register for an event, pay less or apply; none of these is a date of its own."""
    known: tuple[tuple[Deadline, When | None], ...] = ()
    if isinstance(item, Event):
        known = (
            ("early_bird", item.early_bird_deadline),
            ("registration", item.registration_deadline),
            ("application", item.application_deadline),
        )
    elif isinstance(item, JobPosting):
        known = (("application", item.valid_through),)
    return tuple((name, moment) for name, moment in known if moment is not None)


def day_of(value: When) -> date:
    """Give the day of a day or an instant."""
    return value.date() if isinstance(value, datetime) else value


Block: TypeAlias = Literal[
    "event",
    "event_list",
    "notices",
    "advert",
    "sidebar",
    "teasers",
    "end",
    "programme",
    "postings",
    "past",
    "closed",
    "unchanged",
]


class Marker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line that opens a block of the page."""

    name: str
    block: Block
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that a rule must read, and every fact that it must find there."""

    text: str
    facts: dict[str, str] = {}


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern with slots such as `{person}` or `{date}`; its named groups are the facts.

    `part` says where it is tried: `frame` (the sentence that makes a notice), `follow_up` (a later sentence of one),
    `byline`, `credit`, `skip` (a line of an article that is no text), `published`, `price`, `place`, `status`, …
    """

    name: str
    part: str
    pattern: str
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]
    kind: Kind | None = None
    facts: dict[str, str] = {}


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """The publication: `base_url` ends with a slash, or is None for output that is opened from disk.

    `id` is a URI that its feeds are known by, whatever becomes of title and address. `cancelled` says how calendars
    show an event that is off: by `STATUS`, in the title, or both. Without `item_pages` there is no page for each item.
    `hub` is the WebSub hub that is told when feeds change.
    """

    title: str
    description: str = ""
    base_url: str | None = None
    language: str = "en"
    timezone: str = "UTC"
    author: str | None = None
    email: str | None = None
    copyright: str | None = None
    id: str | None = None
    cancelled: Cancelled = "both"
    item_pages: bool = True
    hub: str | None = None

    def address(self, path: str) -> str:
        """Give the absolute URL of a published path, or the path itself without `base_url`."""
        return f"{self.base_url}{path}" if self.base_url else path


class FieldSource(msgspec.Struct, frozen=True, kw_only=True):
    """Where data tells a fact: the name of a column or key, or a path to it; `date` is its form, as in `strptime`."""

    field: str
    path: str
    date: str | None = None


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What an item must be: of one of the `kinds`, with any of the `words` in one of the `fields`, dated in a span.

    Its date is not before `after` and before `before`; what is not given is not asked.
    """

    kinds: tuple[Kind, ...] = ()
    words: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None


class Selector(msgspec.Struct, frozen=True, kw_only=True):
    """How one field of an item is found: the text (or an `attribute`) of the first element that `selector` names.

    `pattern` takes its one group of that, `date` says in the marks of `strptime` how it is written; `constant` stands
    there without any page, `template` is a Jinja2 expression over the fields found so far. `many` takes all elements.
    """

    selector: str | None = None
    attribute: str | None = None
    pattern: str | None = None
    date: str | None = None
    constant: str | None = None
    template: str | None = None
    many: bool = False


class Select(msgspec.Struct, frozen=True, kw_only=True):
    """Where the items of a page stand (`items`, a CSS selector) and their `fields`; `next` leads to further pages."""

    items: str
    kind: Kind | None = None
    next: str | None = None
    fields: dict[str, Selector] = {}


AUTO = "auto"
"""The `format` of a source whose documents tell it themselves."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where items come from: `path` is a file, a folder or a glob, absolute; without it, the page at `url` is fetched.

    `format` is that of its documents, or `auto`: each is known by how it begins, its media type or its name. `every` is
    in seconds; an `adaptive` one has none, and is read as often as it turns out to change. Its owner is told after
    `alert_after` bad runs in a row. Of a `complete` listing, what vanishes is missing, and withdrawn after
    `missing_runs` runs; in a `rotating` one vanishing means nothing. Its own `rules` and `markers` are tried before
    those of the language; `select` says where the items stand on an HTML page.

    In data, `items` is the path to the items, `sheet` the name of the sheet, and `fields` say where facts are. What was
    read is changed by the expressions of `map`, filled up from `defaults`, and kept if one of `include` and none of
    `exclude` fits.
    One that is fetched is asked with `headers` and `cookies`, in which `${NAME}` stands for a variable of the
    environment, for `timeout` seconds and up to `max_bytes` at most, also at addresses of one's own network if it may
    `allow_private`, and as `robots`.txt says. Up to `pages` further pages of a listing are fetched too, and of those
    that a selector or the items' own links name (`follow`) up to `follow_limit` new ones each time.
    """

    name: str
    path: Path | None = None
    format: str = AUTO
    url: str | None = None
    language: str | None = None
    timezone: str | None = None
    categories: tuple[str, ...] = ()
    every: int | None = None
    adaptive: bool = False
    cron: str | None = None
    alert_after: int | None = None
    listing: Listing = "rotating"
    missing_runs: int = 3
    rules: tuple[Rule, ...] = ()
    markers: tuple[Marker, ...] = ()
    kind: Kind | None = None
    items: str | None = None
    sheet: str | None = None
    fields: tuple[FieldSource, ...] = ()
    map: dict[str, str] = {}
    include: tuple[Filter, ...] = ()
    exclude: tuple[Filter, ...] = ()
    defaults: dict[str, str | bool | tuple[str, ...]] = {}
    select: Select | None = None

    @property
    def is_mapped(self) -> bool:
        """Tell whether what is read of it is changed or chosen from, before anything else is done with it."""
        return bool(self.map or self.defaults or self.include or self.exclude)

    allow_private: bool = False
    robots: bool = True
    timeout: int = 60
    max_bytes: int = 20_000_000
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    follow: bool | str = False
    follow_limit: int = 20
    pages: int = 0

    @property
    def is_fetched(self) -> bool:
        """Tell whether it is asked for over the network."""
        return self.path is None and self.url is not None


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A selection of records, published in `formats`.

    A `log` holds the newest `limit` entries, a `window` the events from `past` seconds back to all that are ahead, a
    `snapshot` the postings that are open: those that do not say until when for `past` seconds. None of the `categories`
    means all of them. Its calendar may have `deadlines` and the `sub_events` of programmes as entries of their own.
    `was` are names that it had before, whose addresses lead to those of today.
    """

    name: str
    title: str
    description: str = ""
    kinds: tuple[Kind, ...] = KINDS
    formats: tuple[Format, ...] = FORMATS
    categories: tuple[str, ...] = ()
    type: FeedType = "log"
    limit: int | None = 100
    past: int = 366 * 86400
    allow_empty: bool = False
    deadlines: bool = False
    sub_events: bool = False
    was: tuple[str, ...] = ()

    @property
    def has_extras(self) -> bool:
        """Tell whether its calendar holds more than one entry for a record."""
        return self.deadlines or self.sub_events

    @property
    def part(self) -> str:
        """Name what the published files of this feed belong to."""
        return f"feed {self.name}"

    def path(self, extension: str) -> str:
        """Path below the output folder, for example `events.ics`."""
        return f"{self.name}.{extension}"


class Gate(msgspec.Struct, frozen=True, kw_only=True):
    """When a publication is held: a feed or a complete listing that lost more than `shrink` per cent."""

    shrink: int = 50


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """Where the state of sources and feeds is told: in the output folder, and as a text file of `metrics`."""

    publish: bool = False
    metrics: Path | None = None


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """How the owner is written to; `${NAME}` in the `password` stands for a variable of the environment."""

    to: tuple[str, ...]
    sender: str
    host: str
    port: int = 587
    security: MailSecurity = "starttls"
    user: str | None = None
    password: str | None = None


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    """The address that is told, by messages signed with the `secret`; in both, `${NAME}` stands for a variable."""

    url: str
    secret: str | None = None


class Alerts(msgspec.Struct, frozen=True, kw_only=True):
    """How the owner is told: `after` so many bad runs in a row, by a `feed` of their own, by mail, by a webhook."""

    after: int = 3
    feed: bool = False
    mail: Mail | None = None
    webhook: Webhook | None = None


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """A checked `feeds.toml`, which lies at `path`; `output` is absolute and without links."""

    site: Site
    sources: tuple[Source, ...]
    feeds: tuple[Feed, ...]
    output: Path
    path: Path | None = None
    gate: Gate = Gate()
    status: Status = Status()
    alerts: Alerts = Alerts()

    @property
    def apart(self) -> tuple[Path, ...]:
        """List what no source reads, whatever its folder or glob takes in."""
        return (self.output, self.path) if self.path is not None else (self.output,)


class ZoneSpan(msgspec.Struct, frozen=True, kw_only=True):
    """A time zone that a calendar uses and the first and last day on which it does."""

    timezone: str
    first: date
    last: date


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """A feed about to be rendered: `updated` is the newest revision in it (UTC), `zones` are those of timed events.

    `page` is the number of an archive document or the year of a calendar, None for the feed itself; `pages` is how many
    archive documents there are (RFC 5005 section 4). `query` is what its address asks for, None for all of it.
    """

    site: Site
    feed: Feed
    updated: datetime
    zones: tuple[ZoneSpan, ...] = ()
    page: int | None = None
    pages: int = 0
    query: str | None = None


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """One document, or the part of one that begins at `line` (from 1), as bytes; `location` is for people.

    `url` is where it was found in the end, which relative links start from. `media_type` (lower case, no parameters) is
    what the server said, `charset` the Python codec of what browsers take for its character set, None when nobody says;
    `seen` is the day on which these bytes were fetched first. All four are None for a file.
    """

    location: str
    body: bytes
    line: int = 1
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    seen: date | None = None


def decode_hook(expected: type, value: object) -> object:
    """Decode what msgspec cannot: `When` and `PartialDate` from ISO 8601 text, paths from text."""
    if expected is Path:
        return Path(str(value))
    if expected is YearMonth or expected in (When, PartialDate):
        text = str(value)
        if len(text) == 7:
            return YearMonth(int(text[:4]), int(text[5:7]))
        return date.fromisoformat(text) if len(text) == 10 else _written(text)
    raise NotImplementedError(expected)


def _written(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    # London's winter is written like UTC: a zone object of its own tells a written offset from an instant in UTC.
    return value.replace(tzinfo=_WRITTEN_UTC) if value.tzinfo is UTC else value


_WRITTEN_UTC = timezone(timedelta(0), "UTC")


def encoded(value: object) -> bytes:
    """Write anything of ours as JSON."""
    return msgspec.json.encode(value, enc_hook=encode_hook)


def hashed(*parts: object) -> str:
    """Give the SHA-256 of things that can be encoded: equal things, equal hash, in every process."""
    return hashlib.sha256(encoded(parts)).hexdigest()


def encode_hook(value: object) -> object:
    """Encode what msgspec cannot: paths and months as text."""
    if isinstance(value, Path | YearMonth):
        return str(value)
    raise NotImplementedError(type(value))
