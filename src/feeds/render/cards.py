"""What the pages show of records: cards, in sections by kind, in the order that people read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from feeds import wording
from feeds.addresses import web_address
from feeds.lang import Language
from feeds.model import (
    Article,
    Event,
    Feed,
    Item,
    JobPosting,
    Kind,
    PersonnelNotice,
    Record,
    Site,
    YearMonth,
    day_of,
)
from feeds.render.contents import iso, language_tag, last_moment
from feeds.render.shelves import begins, last_day
from feeds.text import one_line

_ORDER: tuple[Kind, ...] = ("article", "event", "personnel_notice", "job_posting")
_ON_FRONT: dict[Kind, int] = {"article": 7, "event": 6, "personnel_notice": 8, "job_posting": 8}


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """The page that cards stand on: `root` leads from it to the output folder."""

    site: Site
    language: Language
    root: str = ""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """A point in time for `<time datetime>` and for people."""

    machine: str
    text: str


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link of ours: `href` is relative, `current` marks the page that it stands on."""

    label: str
    href: str
    current: bool = False


class Leaf(msgspec.Struct, frozen=True, kw_only=True):
    """The calendar leaf of an event: `until` is the last day when it is not `day`."""

    weekday: str
    day: str
    month: str
    until: str = ""


class Datum(msgspec.Struct, frozen=True, kw_only=True):
    """A fact for programs: the class name of its microformat, and its value."""

    name: str
    value: str


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One record as templates see it; `lang` is set where it is not the page's, `end` counts the last day.

    `data` is what nobody sees: the uid, and facts by which a program knows a notice or a posting again.
    """

    kind: Kind
    title: str
    href: str
    lang: str | None
    label: str
    lead: str
    facts: tuple[wording.Fact, ...]
    data: tuple[Datum, ...] = ()
    published: Moment | None = None
    leaf: Leaf | None = None
    start: str = ""
    end: str = ""
    initials: str = ""
    calendar: str | None = None
    original: str | None = None
    original_host: str = ""

    def fact(self, name: wording.FactName) -> str:
        """Give one fact's value, or nothing."""
        return next((fact.value for fact in self.facts if fact.name == name), "")


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Cards under a heading of their own, or under none."""

    title: str
    cards: tuple[Card, ...]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """All cards of one kind on a page; `more` leads to the rest."""

    kind: Kind
    title: str
    groups: tuple[Group, ...]
    more: Link | None = None


def moment(frame: Frame, value: datetime) -> Moment:
    """Show an instant in the site's zone."""
    local = wording.in_zone(value, ZoneInfo(frame.site.timezone))
    return Moment(machine=iso(local), text=wording.day_text(local, frame.language))


def home_of(kind: Kind, feeds: Sequence[Feed]) -> Feed | None:
    """Find the feed that an item of a kind belongs to: the one with the fewest other kinds."""
    holding = [feed for feed in feeds if kind in feed.kinds]
    return min(holding, key=lambda feed: len(feed.kinds), default=None)


def sections(frame: Frame, records: Iterable[Record], day: date) -> tuple[Section, ...]:
    """Part all records by kind; events that were over before `day` come last."""
    known = list(records)
    parted = ((kind, [record for record in known if record.item.kind == kind]) for kind in _ORDER)
    return tuple(
        Section(kind=kind, title=frame.language.ui[f"section_{kind}"], groups=_GROUPING[kind](frame, found, day))
        for kind, found in parted
        if found
    )


def front_sections(frame: Frame, records: Iterable[Record], day: date, feeds: Sequence[Feed]) -> tuple[Section, ...]:
    """Give the first few of each kind, with a link to the feed that has the rest."""
    return tuple(_front(frame, section, feeds) for section in sections(frame, records, day))


def card(frame: Frame, record: Record) -> Card:
    """Gather what is shown of one record, in its own language."""
    item = record.item
    own = wording.item_language(item, frame.site)
    start, end = _span(item)
    original = web_address(item.url)
    tag = language_tag(item.language)
    return Card(
        kind=item.kind,
        title=wording.headline(item, own),
        href=frame.root + record.page_path if frame.site.item_pages else original or "",
        lang=tag if tag and tag.lower() != frame.language.code else None,
        label=own.ui[f"change_{item.change}"] if isinstance(item, PersonnelNotice) else own.ui[f"kind_{item.kind}"],
        lead=_lead(item, own),
        facts=wording.facts(item, own),
        data=_data(record),
        published=_announced(frame, record),
        leaf=_leaf(item, own),
        start=start,
        end=end,
        initials=_initials(item.person.name) if isinstance(item, PersonnelNotice) else "",
        calendar=frame.root + record.calendar_path if record.calendar_path and frame.site.item_pages else None,
        original=original,
        original_host=(urlsplit(original).hostname or "").removeprefix("www.") if original else "",
    )


def _data(record: Record) -> tuple[Datum, ...]:
    """List what programs want to know; names with an x are our own, for there are none for notices and postings."""
    told: dict[str, str | None] = {"u-uid": record.uid}
    match record.item:
        case Event() as item:
            told |= {"p-status": item.status}
        case PersonnelNotice() as item:
            told |= {
                "p-x-change": item.change,
                "p-x-person": item.person.name,
                "p-x-role": item.role_name,
                "p-x-organization": item.organization,
                "p-x-former-role": item.previous_role_name,
                "p-x-former-organization": item.previous_organization,
                "p-x-place": item.location,
                "dt-x-effective": str(item.effective) if item.effective else None,
            }
        case JobPosting() as item:
            told |= {
                "p-x-employer": item.hiring_organization,
                "p-x-place": item.job_location,
                "p-x-employment": item.employment_type,
                "dt-x-until": iso(item.valid_through) if item.valid_through else None,
            }
    return tuple(Datum(name=name, value=one_line(value)) for name, value in told.items() if value)


def _front(frame: Frame, section: Section, feeds: Sequence[Feed]) -> Section:
    ahead = section.groups[0] if section.kind == "event" else Group(title="", cards=_all(section))
    home = home_of(section.kind, feeds)
    more = Link(label=frame.language.ui[f"more_{section.kind}"], href=home.path("html")) if home else None
    shown = Group(title=ahead.title, cards=ahead.cards[: _ON_FRONT[section.kind]])
    return Section(kind=section.kind, title=section.title, groups=(shown,), more=more)


def _all(section: Section) -> tuple[Card, ...]:
    return tuple(each for group in section.groups for each in group.cards)


def _as_they_come(frame: Frame, records: Sequence[Record], day: date) -> tuple[Group, ...]:
    return (Group(title="", cards=tuple(card(frame, record) for record in records)),)


def _by_time(frame: Frame, records: Sequence[Record], day: date) -> tuple[Group, ...]:
    """Put events in the order they happen, then those without a date, those past on `day` last."""
    ordered = sorted(records, key=begins)
    ahead = [record for record in ordered if last_day(record) >= day]
    past = [record for record in reversed(ordered) if last_day(record) < day]
    groups = (("", ahead), (frame.language.ui["section_past"], past))
    return tuple(Group(title=title, cards=tuple(card(frame, r) for r in part)) for title, part in groups if part)


def _by_month(frame: Frame, records: Sequence[Record], day: date) -> tuple[Group, ...]:
    """Group notices by the month in which they take effect, the newest first, those without a date last."""
    ordered = sorted(records, key=_effective_month, reverse=True)
    return tuple(
        Group(title=_month_title(frame, *month), cards=tuple(card(frame, r) for r in members))
        for month, members in groupby(ordered, key=_effective_month)
    )


_GROUPING: dict[Kind, Callable[[Frame, Sequence[Record], date], tuple[Group, ...]]] = {
    "article": _as_they_come,
    "event": _by_time,
    "personnel_notice": _by_month,
    "job_posting": _as_they_come,
}


def _effective_month(record: Record) -> tuple[int, int]:
    effective = record.item.effective if isinstance(record.item, PersonnelNotice) else None
    return (effective.year, effective.month) if effective else (0, 0)


def _month_title(frame: Frame, year: int, month: int) -> str:
    if not year:
        return frame.language.ui["undated_notices"]
    title = wording.day_text(YearMonth(year, month), frame.language)
    return title[:1].upper() + title[1:]


def _lead(item: Item, language: Language) -> str:
    said = one_line(item.summary or "")
    return said or (wording.summary(item, language) or "" if isinstance(item, Article) else "")


def _announced(frame: Frame, record: Record) -> Moment | None:
    """Give the day that the source names; the day we first saw an item would pass for its date."""
    said = record.item.published
    if said is None:
        return None
    if not isinstance(said, datetime):
        return Moment(machine=iso(said), text=wording.date_text(said, frame.language))
    local = wording.in_zone(said, ZoneInfo(frame.site.timezone))
    return Moment(machine=iso(local), text=wording.date_text(local, frame.language))


def _span(item: Item) -> tuple[str, str]:
    """Give first and last value for `datetime` attributes; of an all-day event its last day."""
    match item:
        case Event(start=start) if start is not None:
            end = last_moment(item)
            return iso(start), iso(end) if end else ""
        case PersonnelNotice(effective=effective) if effective is not None:
            return str(effective), ""
        case JobPosting(valid_through=through) if through is not None:
            return iso(through), ""
        case _:
            return "", ""


def _leaf(item: Item, language: Language) -> Leaf | None:
    if not isinstance(item, Event) or item.start is None or item.schedule is not None:
        return None
    first, last = day_of(item.start), day_of(last_moment(item) or item.start)
    # A party that ends after midnight is still one evening.
    spans = (last - first).days > (1 if isinstance(item.start, datetime) else 0)
    until = language.ui["leaf_until"].format(day=last.day, month=wording.month_short(last.month, language))
    return Leaf(
        weekday=wording.weekday_short(first, language),
        day=str(first.day),
        month=wording.month_short(first.month, language),
        until=until if spans else "",
    )


def _initials(name: str) -> str:
    """Give the first letters of the first and the last name."""
    words = [word for word in one_line(name).split() if word[0].isalpha()]
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()
