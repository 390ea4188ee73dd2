"""JSON Feed 1.1, with the facts of events, notices and postings as extension objects of their own."""

from __future__ import annotations

from datetime import datetime

import msgspec

from feeds.model import (
    Announced,
    AttendanceMode,
    Change,
    Channel,
    Event,
    EventStatus,
    JobPosting,
    PersonnelNotice,
    Record,
    Schedule,
    Site,
    SubEvent,
    When,
)
from feeds.render import TABLE
from feeds.render.contents import EntryFacts, FeedFacts, entry_facts, feed_facts, iso, plain, plain_all
from feeds.text import one_line

MEDIA_TYPE = TABLE["json"].media_type
VERSION = 2
SEPARATOR = b",\n"

_JSON_FEED = "https://jsonfeed.org/version/1.1"


class _Author(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    name: str
    url: str | None = None


class _Attachment(msgspec.Struct, frozen=True, kw_only=True):
    url: str
    mime_type: str | None
    size_in_bytes: int | None


class _OfferFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    name: str
    price: str | None = None


class _PartFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    title: str
    start: str | None = None
    end: str | None = None
    location: str | None = None
    performers: tuple[str, ...] = ()
    summary: str | None = None


class _ScheduleFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    start_time: str | None = None
    end_time: str | None = None
    timezone: str | None = None


class _EventFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    uid: str
    start: str | None = None
    end: str | None = None
    all_day: bool | None = None
    tz: str | None = None
    status: EventStatus | None = None
    previous_start: str | None = None
    location: str | None = None
    organizer: str | None = None
    performers: tuple[str, ...] = ()
    price: str | None = None
    is_free: bool | None = None
    attendance_mode: AttendanceMode | None = None
    registration_deadline: str | None = None
    early_bird_deadline: str | None = None
    application_deadline: str | None = None
    recurrence_text: str | None = None
    recurrence_rule: str | None = None
    excluded_dates: tuple[str, ...] = ()
    schedule: _ScheduleFacts | None = None
    door_time: str | None = None
    offers: tuple[_OfferFacts, ...] = ()
    super_event: str | None = None
    sub_events: tuple[_PartFacts, ...] = ()
    ics_url: str | None = None


class _NoticeFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    change: Change
    person: str | None = None
    age: int | None = None
    organization: str | None = None
    role_name: str | None = None
    effective: str | None = None
    location: str | None = None
    focus: str | None = None
    previous_role_name: str | None = None
    previous_organization: str | None = None
    education: str | None = None
    current_role_name: str | None = None


class _Announcement(msgspec.Struct, frozen=True, kw_only=True):
    change: Announced
    about: str


class _JobFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    hiring_organization: str | None = None
    job_location: str | None = None
    employment_type: str | None = None
    valid_through: str | None = None


class _Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    url: str
    external_url: str | None = None
    title: str
    content_html: str
    content_text: str
    summary: str | None = None
    date_published: datetime
    date_modified: datetime
    authors: tuple[_Author, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    attachments: tuple[_Attachment, ...] = ()
    event: _EventFacts | None = msgspec.field(name="_event", default=None)
    notice: _NoticeFacts | None = msgspec.field(name="_notice", default=None)
    job: _JobFacts | None = msgspec.field(name="_job", default=None)
    announcement: _Announcement | None = msgspec.field(name="_announcement", default=None)


class _Hub(msgspec.Struct, frozen=True, kw_only=True):
    type: str
    url: str


class _Feed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    version: str
    title: str
    home_page_url: str
    feed_url: str
    next_url: str | None = None
    description: str | None = None
    language: str | None = None
    authors: tuple[_Author, ...] = ()
    hubs: tuple[_Hub, ...] = ()


def head(channel: Channel) -> bytes:
    """Render the feed object up to its first item."""
    facts = feed_facts(channel, "json")
    feed = _Feed(
        version=_JSON_FEED,
        title=facts.title,
        home_page_url=facts.home.href,
        feed_url=facts.address.href,
        next_url=next((link.href for link in facts.paging if link.rel == "prev-archive"), None),
        description=facts.description,
        language=facts.language,
        authors=(_owner(facts),),
        hubs=(_Hub(type="WebSub", url=facts.hub.href),) if facts.hub else (),
    )
    return msgspec.json.encode(feed).removesuffix(b"}") + b',"items":[\n'


def entry(site: Site, record: Record, calendar_length: int | None) -> bytes:
    """Render one item."""
    facts = entry_facts(site, record, calendar_length)
    item = record.item
    return msgspec.json.encode(
        _Item(
            id=facts.uid,
            url=facts.page.href,
            external_url=facts.source.href if facts.source else None,
            title=facts.title,
            content_html=facts.html,
            content_text=facts.text,
            summary=facts.summary,
            date_published=facts.published,
            date_modified=facts.updated,
            authors=tuple(_Author(name=name) for name in facts.authors),
            tags=facts.categories,
            language=facts.language,
            attachments=_attachments(facts),
            event=_event(item, facts, record.about or facts.uid) if isinstance(item, Event) else None,
            notice=_notice(item) if isinstance(item, PersonnelNotice) else None,
            job=_job(item) if isinstance(item, JobPosting) else None,
            announcement=_announcement(record),
        )
    )


def tail(channel: Channel) -> bytes:
    """Render the end of the feed object."""
    return b"\n]}\n"


def _owner(facts: FeedFacts) -> _Author:
    return _Author(name=facts.author, url=f"mailto:{facts.email}" if facts.email else None)


def _attachments(facts: EntryFacts) -> tuple[_Attachment, ...]:
    link = facts.calendar
    return (_Attachment(url=link.href, mime_type=link.media_type, size_in_bytes=link.length),) if link else ()


def _event(item: Event, facts: EntryFacts, uid: str) -> _EventFacts:
    """Give an event's facts as `extract --json` does: the end of an all-day event is exclusive."""
    return _EventFacts(
        uid=uid,
        start=_iso(item.start),
        end=_iso(item.end),
        all_day=not isinstance(item.start, datetime) if item.start else None,
        tz=plain(item.timezone),
        status=item.status,
        previous_start=_iso(item.previous_start),
        location=plain(item.location),
        organizer=plain(item.organizer),
        performers=plain_all(item.performers),
        price=plain(item.price),
        is_free=item.is_free,
        attendance_mode=item.attendance_mode,
        registration_deadline=_iso(item.registration_deadline),
        early_bird_deadline=_iso(item.early_bird_deadline),
        application_deadline=_iso(item.application_deadline),
        recurrence_text=plain(item.recurrence_text),
        recurrence_rule=item.recurrence_rule,
        excluded_dates=tuple(map(iso, item.excluded_dates)),
        schedule=_schedule(item.schedule) if item.schedule else None,
        door_time=_iso(item.door_time),
        offers=tuple(_OfferFacts(name=one_line(one.name), price=plain(one.price)) for one in item.offers),
        super_event=plain(item.super_event),
        sub_events=tuple(map(_part, item.sub_events)),
        ics_url=facts.calendar.href if facts.calendar else None,
    )


def _schedule(told: Schedule) -> _ScheduleFacts:
    start, end = (clock.isoformat("seconds") if clock else None for clock in (told.start_time, told.end_time))
    return _ScheduleFacts(start_time=start, end_time=end, timezone=plain(told.timezone))


def _part(part: SubEvent) -> _PartFacts:
    return _PartFacts(
        title=one_line(part.title),
        start=_iso(part.start),
        end=_iso(part.end),
        location=plain(part.location),
        performers=plain_all(part.performers),
        summary=plain(part.summary),
    )


def _announcement(record: Record) -> _Announcement | None:
    if record.announces is None or record.about is None:
        return None
    return _Announcement(change=record.announces, about=record.about)


def _notice(item: PersonnelNotice) -> _NoticeFacts:
    return _NoticeFacts(
        change=item.change,
        person=plain(item.person.name),
        age=item.person.age,
        organization=plain(item.organization),
        role_name=plain(item.role_name),
        effective=str(item.effective) if item.effective else None,
        location=plain(item.location),
        focus=plain(item.focus),
        previous_role_name=plain(item.previous_role_name),
        previous_organization=plain(item.previous_organization),
        education=plain(item.education),
        current_role_name=plain(item.current_role_name),
    )


def _job(item: JobPosting) -> _JobFacts:
    return _JobFacts(
        hiring_organization=plain(item.hiring_organization),
        job_location=plain(item.job_location),
        employment_type=plain(item.employment_type),
        valid_through=_iso(item.valid_through),
    )


def _iso(moment: When | None) -> str | None:
    return iso(moment) if moment else None
