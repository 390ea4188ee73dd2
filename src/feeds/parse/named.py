"""Named values, from the row of a table or the keys of an object, to an item."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple, get_args
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import msgspec

from feeds.addresses import web_address
from feeds.dates import Span
from feeds.expressions import has_digit
from feeds.model import (
    KINDS,
    Article,
    AttendanceMode,
    Event,
    EventStatus,
    Evidence,
    Fetched,
    Item,
    JobPosting,
    Kind,
    PartialDate,
    Person,
    PersonnelNotice,
    Rejected,
    Source,
    When,
    YearMonth,
    day_of,
)
from feeds.parse import names
from feeds.parse.moments import stretch, zone_of
from feeds.parse.prepared import prepared
from feeds.text import clean, one_line, paragraph

_SHOWN = 200  # characters of a refused row
_BRIEF = 400  # characters of a description that is short enough to be a summary
_MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:#\w{1,7}|[a-z]{2,8});", re.IGNORECASE)
_SEPARATORS = (re.compile(r"[;|\n]"), re.compile(","))
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])")
_HOURS = re.compile(r"(?P<first>\d\d?)(?:\s?[-\u2013]\s?(?P<last>\d\d?))?", re.ASCII)
_AMOUNT = re.compile(r"\d[\d.,\s]*")
_EPOCH = re.compile(r"[1-9]\d{9}(?:\d{3})?")
#: Facts that several columns tell together, and what a configuration may call the parts.
PARTS = {"start": "when", "start_date": "when", "start_time": "when", "end_date": "end", "end_time": "end"}
_SAYING = ("type", "@type", "layout")  # what may name a kind, and something else
_LONGEST_PLACE = 3  # columns that name a place together


class Cell(NamedTuple):
    """A value under its name, as text; a list has several."""

    name: str
    texts: tuple[str, ...]


class Row(NamedTuple):
    """What stands in a row or an object: cells under their own names, and those that the source says are a fact."""

    cells: Sequence[Cell]
    chosen: Mapping[str, tuple[str, ...]]


def read(row: Row, fetched: Fetched, source: Source, rule: str) -> Iterator[Item | Rejected]:
    """Make an item of a row, or say why it is none; one that is empty or a draft gives neither."""
    kind: Kind = source.kind or KINDS[0]
    lines = (fetched.line, fetched.line)
    try:
        kind, told = _sorted(row, source)
        reader = _Reader(told, row, source, fetched.url or source.url)
        if reader.says("draft") or not any(text.strip() for cell in _all(row) for text in cell.texts):
            return
        if not told:
            raise ValueError(f"none of its columns or keys tells a fact of the kind {kind}")
        item = prepared(_MAKERS[kind](reader), reader.source)
        yield msgspec.structs.replace(item, evidence=tuple(_evidence(item, told, lines, rule)))
    except (ValueError, KeyError, OverflowError) as error:
        text = one_line(" | ".join(text for cell in _all(row) for text in cell.texts if text.strip()))
        yield Rejected(kind=kind, lines=lines, text=text[:_SHOWN], rule=rule, reason=one_line(str(error)))


def has_facts(cells: Iterable[Cell]) -> int:
    """Count the cells whose names mean a fact of any kind."""
    plain = {names.plain(cell.name) for cell in cells}
    return max(len(names.facts_of(plain, kind)) for kind in KINDS)


def _all(row: Row) -> Iterator[Cell]:
    yield from row.cells
    yield from (Cell(field, texts) for field, texts in row.chosen.items())


def _sorted(row: Row, source: Source) -> tuple[Kind, dict[str, list[Cell]]]:
    """Tell the kind of a row, and sort its cells by the fact that they tell."""
    plain = {cell.name: names.plain(cell.name) for cell in row.cells}
    kind = source.kind or _said_kind(row, plain)
    if kind is None:
        kind = names.kind_of(frozenset({*plain.values(), *map(names.plain, row.chosen)}))
    means = names.facts_of(plain.values(), kind)
    told: dict[str, list[Cell]] = {}
    for field, texts in row.chosen.items():
        if any(text.strip() for text in texts):
            told.setdefault(PARTS.get(field, field), []).append(Cell(field, texts))
    known = {PARTS.get(field, field) for field in row.chosen}
    for cell in row.cells:
        fact = means.get(plain[cell.name])
        if plain[cell.name] in _SAYING and any(names.meaning(text, KINDS) for text in cell.texts):
            continue
        if fact is not None and fact not in known and any(text.strip() for text in cell.texts):
            told.setdefault(fact, []).append(cell)
    told.pop("kind", None)
    return kind, told


def _said_kind(row: Row, plain: Mapping[str, str]) -> Kind | None:
    """Give the kind that a cell says in so many words."""
    said = [text for field, texts in row.chosen.items() if field == "kind" for text in texts]
    for text in said:
        if (kind := names.meaning(text, KINDS)) is None:
            raise ValueError(f"`kind`: {text!r} is none of {', '.join(KINDS)}")
        return kind
    known = names.facts_of(plain.values(), "article")
    for cell in row.cells:
        if known.get(plain[cell.name]) == "kind" or plain[cell.name] in _SAYING:
            for text in cell.texts:
                if (kind := names.meaning(text, KINDS)) is not None:
                    return kind
    return None


class _Reader:
    """The facts of a row, each read as what it is.

    Its readers raise ValueError for what cannot be read; the message names the fact.
    """

    def __init__(self, told: Mapping[str, list[Cell]], row: Row, source: Source, base: str | None) -> None:
        self._told, self._base = told, base
        self._forms = {each.field: each.date for each in source.fields if each.date is not None}
        self.language = source.language or names.language_of(frozenset(names.plain(cell.name) for cell in row.cells))
        # English names may be those of a program; others are words of people, who speak the language.
        if source.language is None and self.language not in (None, "en"):
            source = msgspec.structs.replace(source, language=self.language)
        self.source = source

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone of times that have none."""
        name = self.text("timezone")
        if name is None:
            return zone_of(self.source)
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            raise ValueError(f"`timezone`: there is no {name!r}; it is written like Europe/Copenhagen") from None

    @property
    def zone_name(self) -> str | None:
        """The zone's name, if anything says that it is this one."""
        is_said = self.source.timezone or self.source.language or self.text("timezone")
        return self.zone.key if is_said else None

    def raw(self, fact: str) -> list[str]:
        """List the texts of a fact that are not empty, as they are."""
        return [text for cell in self._told.get(fact, ()) for text in cell.texts if text.strip()]

    def text(self, fact: str) -> str | None:
        """Give a fact as one line without markup."""
        return next((line for text in self.raw(fact) if (line := plain_line(text))), None)

    def listed(self, fact: str) -> tuple[str, ...]:
        """Give a fact that is a list: of one text the parts between its separators."""
        raw = self.raw(fact)
        parts = [part for text in raw for part in _separated(text)] if len(raw) == 1 else raw
        # Programs give numbers for what has its name elsewhere.
        return tuple(dict.fromkeys(line for part in parts if (line := plain_line(part)) and not line.isdigit()))

    def joined(self, fact: str) -> str | None:
        """Give a fact that several columns tell, such as a house, its street and its town."""
        lines = list(dict.fromkeys(line for text in self.raw(fact) if (line := plain_line(text))))
        parts = {part.strip() for line in lines if "," in line for part in line.split(",")}
        kept = [line for line in lines if line not in parts]
        return ", ".join(kept[:_LONGEST_PLACE]) or None

    def says(self, fact: str) -> bool | None:
        """Give a fact that is true or false; None if it is neither."""
        word = names.meaning(self.text(fact) or "", ("yes", "no"))
        return word == "yes" if word is not None else None

    def value(self, fact: str, choices: tuple[str, ...]) -> Any:
        """Give a fact that is one of a few values, if its words are known."""
        return names.meaning(self.text(fact) or "", choices)

    def address(self) -> str | None:
        """Give the link."""
        raw = self.raw("url")
        return web_address(urljoin(self._base or "", raw[0].strip())) if raw else None

    def span(self, text: str, field: str) -> Span | None:
        """Read when something is; a number of ten or thirteen digits counts seconds or their thousandths."""
        form = self._forms.get(field)
        if form is None and _EPOCH.fullmatch(text):
            return Span(datetime.fromtimestamp(int(text[:10]), UTC).astimezone(self.zone))
        found = stretch(text, self.zone, self.language, form)
        return found if found is None else Span(self._placed(found.start), found.end and self._placed(found.end))

    def _placed(self, value: When) -> When:
        """Keep the instant of a time whose offset is not that of the zone."""
        if isinstance(value, datetime) and self.zone_name and value.utcoffset() != _offset_in(self.zone, value):
            return value.astimezone(self.zone)
        return value

    def moment(self, fact: str) -> When | None:
        """Read a day or an instant; words without a figure ("to be announced") say none."""
        for text in map(one_line, self.raw(fact)):
            if (found := self.span(text, fact)) is not None:
                return found.start
            if has_digit(text):
                raise ValueError(self._unreadable(fact, text))
        return None

    def when(self, fact: str) -> tuple[Span | None, str | None]:
        """Read the columns of a start or an end together: the stretch of time, and a clock time without a day."""
        dated: Span | None = None
        clocks: list[str] = []
        others: list[str] = []
        # A column that is only called a date tells less than one that is called a start.
        for cell in sorted(self._told.get(fact, ()), key=lambda cell: names.is_mere_date(cell.name)):
            for text in map(one_line, cell.texts):
                found = self.span(text, cell.name)
                if found is not None:
                    dated = dated or found
                else:
                    (clocks if has_digit(text) else others).append(text)
        if dated is not None:
            self._check_weekday(fact, day_of(dated.start), others)
        if dated is not None and clocks and not _has_clock(dated.start):
            return self.at(day_of(dated.start), clocks[0]) or dated, None
        odd = [text for text in (*clocks, *(others if fact == "when" else ())) if text and not self.is_clock(text)]
        if dated is None and odd:
            # A cell that is no date may be one that belongs to another column.
            raise ValueError(self._unreadable("start" if fact == "when" else fact, odd[0]))
        return dated, clocks[0] if clocks and dated is None else None

    def _check_weekday(self, fact: str, day: date, words: Iterable[str]) -> None:
        """Refuse a day that a word beside it contradicts, as "Monday" of a Tuesday."""
        for word in words:
            if names.weekday_of(word) not in (None, day.weekday()):
                raise ValueError(f"`{'start' if fact == 'when' else fact}`: {day} is no {word[:_SHOWN]}")

    def announced(self) -> When | None:
        """Give the date of an event that has a start besides it: when it was told of."""
        cells = self._told.get("when", ())
        dates = [cell for cell in cells if names.is_mere_date(cell.name)]
        if not any(self.span(text, cell.name) for cell in cells if cell not in dates for text in cell.texts):
            return None
        told = next((self.span(text, cell.name) for cell in dates for text in cell.texts), None)
        return told.start if told is not None else None

    def at(self, day: date, clock: str) -> Span | None:
        """Put a clock time, or a stretch of them, on a day."""
        hours = _HOURS.fullmatch(clock)
        if hours is not None:
            clock = f"{hours['first']}:00" + (f"-{hours['last']}:00" if hours["last"] else "")
        found = stretch(f"{day.isoformat()} {clock}", self.zone, self.language)
        return found if found is not None and isinstance(found.start, datetime) else None

    def is_clock(self, text: str) -> bool:
        """Tell whether a text is a clock time."""
        return self.at(date(2000, 1, 1), text) is not None

    def _unreadable(self, fact: str, text: str) -> str:
        form = self._forms.get(fact)
        how = f"in the form {form!r}" if form else "that can be read; its form can be given in [source.fields]"
        return f"`{fact}`: {text[:_SHOWN]!r} is no day or time {how}"

    def shared(self, *, is_summary_title: bool = False) -> dict[str, Any]:
        """Read the facts that items of every kind have; without a title, the summary of a calendar is one."""
        title, summary, content = self.text("title"), self.text("summary"), "\n\n".join(self.raw("content"))
        if title is None and is_summary_title:
            # RFC 5545 section 3.8.1.12.
            title, summary = summary, None
        if content and not _MARKUP.search(content):
            if summary is None and len(content) <= _BRIEF:
                summary, content = one_line(content), ""
            content = _paragraphs(content)
        return {
            "title": title,
            "url": self.address(),
            "summary": summary,
            "content": content or None,
            "authors": self.listed("authors"),
            "published": self.moment("published"),
            "updated": self.moment("updated"),
            "categories": self.listed("categories"),
            "language": _language(self.text("language")),
            "identifier": self.text("identifier"),
        }


def _article(reader: _Reader) -> Article:
    shared = reader.shared()
    if not shared["title"]:
        raise ValueError("there is no title")
    if reader.source.kind is None and not any(shared[fact] for fact in _TELLING):
        raise ValueError("it has a title and nothing that makes it an article: no link, no day, no text")
    return Article(**shared)


_TELLING = ("url", "published", "updated", "summary", "content")


def _event(reader: _Reader) -> Event:
    shared = reader.shared(is_summary_title=True)
    shared["published"] = shared["published"] or reader.announced()
    if not shared["title"]:
        raise ValueError("there is no title")
    start, end = _start_and_end(reader)
    others: dict[str, Any] = {name: reader.moment(name) for name in ("previous_start", *_DEADLINES)}
    return Event(
        **shared,
        **others,
        start=start,
        end=end,
        timezone=reader.zone_name if isinstance(start, datetime) else None,
        location=reader.joined("location"),
        organizer=reader.text("organizer"),
        status=reader.value("status", get_args(EventStatus)),
        price=_price(reader),
        is_free=reader.says("is_free"),
        attendance_mode=reader.value("attendance_mode", get_args(AttendanceMode)),
        performers=reader.listed("performers"),
        series=reader.text("series"),
        super_event=reader.text("super_event"),
        recurrence_rule=_rule(reader.text("recurrence_rule")),
        door_time=_doors(reader, start),
    )


_DEADLINES = ("registration_deadline", "early_bird_deadline", "application_deadline")


def _start_and_end(reader: _Reader) -> tuple[When | None, When | None]:
    """Read when an event is; its end is left out where only one of the two has a clock time."""
    told, clock = reader.when("when")
    if told is None and clock is not None:
        raise ValueError(f"`start`: {clock!r} is a time without a day")
    if told is None:
        return None, None
    start, end = told.start, told.end
    last, closing = reader.when("end")
    is_exclusive = last is None and closing is None
    if is_exclusive:
        last, closing = reader.when("end_exclusive")
    if closing is not None and isinstance(start, datetime):
        last = reader.at(start.date(), closing)
    if last is not None:
        end = _end(start, last.start, is_exclusive=is_exclusive)
        if closing is not None and isinstance(end, datetime) and isinstance(start, datetime) and end < start:
            end += timedelta(days=1)
    if reader.says("all_day"):
        start, end = _whole_days(start, end)
    return start, end


def _offset_in(zone: ZoneInfo, value: datetime) -> timedelta | None:
    return value.replace(tzinfo=zone).utcoffset()


def _has_clock(moment: When) -> bool:
    """Tell whether a moment has a time of day; programs write days as midnight."""
    return isinstance(moment, datetime) and (moment.hour, moment.minute) != (0, 0)


def _end(start: When, last: When, *, is_exclusive: bool) -> When | None:
    """Give the end, of the same form as the start: a last day belongs to it, unless it is said to be exclusive."""
    if isinstance(start, datetime):
        return last if isinstance(last, datetime) else None
    day = day_of(last)
    if day < start:
        raise ValueError("`end` lies before `start`")
    if is_exclusive and not isinstance(last, datetime):
        return day if day > start else None
    return day + timedelta(days=1) if day > start else None


def _whole_days(start: When, end: When | None) -> tuple[date, date | None]:
    """Make days of times: an end at midnight is that of the day before."""
    first = day_of(start)
    if end is None or not isinstance(end, datetime):
        return first, end
    last = end.date() if (end.hour, end.minute) == (0, 0) else end.date() + timedelta(days=1)
    return first, last if last > first + timedelta(days=1) else None


def _price(reader: _Reader) -> str | None:
    price, currency = ", ".join(map(plain_line, reader.raw("price"))), reader.text("currency")
    return f"{price} {currency}" if currency and _AMOUNT.fullmatch(price) else price or None


def _doors(reader: _Reader, start: When | None) -> When | None:
    told, clock = reader.when("door_time")
    if clock is not None and start is not None:
        told = reader.at(day_of(start), clock)
    return told.start if told is not None else None


def _notice(reader: _Reader) -> PersonnelNotice:
    shared = reader.shared()
    parts = [part for part in (reader.text("first_name"), reader.text("last_name")) if part]
    name = reader.text("person") or " ".join(parts)
    if not name:
        raise ValueError("`person` has no name")
    age = reader.text("age") or ""
    same = ("role_name", "organization", "location", "focus", "education", "previous_role_name")
    lines: dict[str, Any] = {fact: reader.text(fact) for fact in (*same, "previous_organization")}
    return PersonnelNotice(
        **shared,
        **lines,
        text="\n\n".join(map(clean, reader.raw("text"))) or None,
        change=names.change_of(reader.text("change") or "") or "other",
        person=Person(name=name, age=int(age) if age.isascii() and age.isdigit() and len(age) <= 3 else None),
        effective=_effective(reader),
    )


def _effective(reader: _Reader) -> PartialDate | None:
    month = _MONTH.fullmatch(reader.text("effective") or "")
    if month is not None:
        return YearMonth(int(month["year"]), int(month["month"]))
    told = reader.moment("effective")
    return day_of(told) if told is not None else None


def _posting(reader: _Reader) -> JobPosting:
    return JobPosting(
        **reader.shared(),
        hiring_organization=reader.text("hiring_organization"),
        job_location=reader.joined("job_location"),
        employment_type=", ".join(reader.listed("employment_type")) or None,
        valid_through=reader.moment("valid_through"),
    )


_MAKERS: dict[Kind, Callable[[_Reader], Item]] = {
    "article": _article,
    "event": _event,
    "personnel_notice": _notice,
    "job_posting": _posting,
}
_SHOWN_FACTS = ("title", "when", "end", "location", "person", "role_name", "valid_through", "effective", "published")


def _evidence(item: Item, told: Mapping[str, list[Cell]], lines: tuple[int, int], rule: str) -> Iterator[Evidence]:
    for fact in _SHOWN_FACTS:
        for cell in told.get(fact, ())[:2]:
            field = "start" if fact == "when" else fact
            if getattr(item, field, None) is not None:
                text = one_line(f"{cell.name}: {cell.texts[0]}")[:_SHOWN]
                yield Evidence(field=field, lines=lines, text=text, rule=rule)


def plain_line(text: str) -> str:
    """Give a text as one line; of HTML only the words."""
    if _MARKUP.search(text):
        from feeds.parse.dom import parsed  # noqa: PLC0415  most tables have no HTML

        root = parsed(text).root
        text = root.text(separator=" ") if root is not None else ""
    return one_line(text)


def _separated(text: str) -> list[str]:
    for separator in _SEPARATORS:
        parts = separator.split(text)
        if len(parts) > 1:
            return parts
    return [text]


def _paragraphs(text: str) -> str:
    parts = (part.strip() for part in re.split(r"\n\s*\n", clean(text)))
    return "".join(paragraph(part).replace("\n", "<br>") for part in parts if part)


def _language(text: str | None) -> str | None:
    code = (text or "").replace("_", "-").partition("-")[0].lower()
    return code if re.fullmatch("[a-z]{2,3}", code) else None


def _rule(text: str | None) -> str | None:
    return re.sub("^RRULE:", "", text, flags=re.IGNORECASE) if text else None
