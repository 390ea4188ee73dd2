"""Structured data of one item (schema.org, JSON-LD): the same values as the feeds and the calendar."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TypeAlias

from feeds import recurrence
from feeds.addresses import web_address
from feeds.lang import Language
from feeds.model import Article, Event, JobPosting, PersonnelNotice, Record, Schedule, Site, SubEvent, day_of
from feeds.render.contents import entry_facts, iso, language_tag, last_moment
from feeds.wording import employment_types, headline, is_remote, names_place, one_line

Json: TypeAlias = str | int | bool | list["Json"] | dict[str, "Json"] | None
Facts: TypeAlias = dict[str, Json]

_STATUS = {
    None: "EventScheduled",
    "scheduled": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
}
_DAYS = tuple(
    f"https://schema.org/{name}"
    for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
)
_MODE = {
    "offline": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "mixed": "MixedEventAttendanceMode",
}


def script(site: Site, record: Record, language: Language) -> str:
    """Give the text of the page's JSON-LD block, safe inside `<script>`."""
    facts: Facts = {"@context": "https://schema.org", **_thing(site, record, language)}
    text = json.dumps(_known(facts), ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _thing(site: Site, record: Record, language: Language) -> Facts:
    match record.item:
        case Event() as item:
            return _shared(site, record) | _event(item, language)
        case Article() as item:
            return _shared(site, record) | _article(item, record, language)
        case JobPosting() as item:
            return _shared(site, record) | _posting(item, record, site, language)
        case PersonnelNotice() as item:
            return _person(item, record, site, language)


def _shared(site: Site, record: Record) -> Facts:
    return {
        "description": one_line(record.item.summary or "") or None,
        "identifier": record.uid,
        "inLanguage": language_tag(record.item.language),
        "keywords": list(record.item.categories),
        "url": site.address(record.page_path) if site.base_url else None,
    }


def _event(item: Event, language: Language) -> Facts:
    end = last_moment(item)
    return {
        "@type": "Event",
        "name": one_line(item.title or "") or headline(item, language),
        "startDate": iso(item.start) if item.start else None,
        "endDate": iso(end) if item.start and end else None,
        "eventStatus": f"https://schema.org/{_status(item)}",
        "previousStartDate": iso(item.previous_start) if item.previous_start else None,
        "eventAttendanceMode": f"https://schema.org/{_MODE[item.attendance_mode]}" if item.attendance_mode else None,
        "location": _location(item),
        "doorTime": iso(item.door_time) if item.door_time else None,
        "eventSchedule": _schedule(item),
        "isAccessibleForFree": item.is_free,
        "offers": _offers(item),
        "organizer": _named("Organization", item.organizer),
        "performer": [_named("Person", name) for name in item.performers],
        "sameAs": web_address(item.url),
        "superEvent": _named("Event", item.super_event),
        "subEvent": [_part(part) for part in item.sub_events],
    }


def _part(part: SubEvent) -> Facts:
    end = last_moment(part)
    return {
        "@type": "Event",
        "name": one_line(part.title),
        "description": one_line(part.summary or "") or None,
        "startDate": iso(part.start) if part.start else None,
        "endDate": iso(end) if part.start and end else None,
        "location": _named("Place", part.location),
        "performer": [_named("Person", name) for name in part.performers],
    }


def _schedule(item: Event) -> Facts | None:
    """Say how an event repeats; days that are counted keep iCalendar's form, as schema.org has it."""
    if item.recurrence_rule is None or (item.start is None and item.schedule is None):
        return None
    rule, start, end, told = recurrence.read(item.recurrence_rule), item.start, item.end, item.schedule or Schedule()
    # Clocks do not wait for a day that nobody knows.
    begin_at = start.time() if isinstance(start, datetime) else told.start_time
    end_at = end.time() if isinstance(end, datetime) else told.end_time
    until = recurrence.until_day(rule.until, item.timezone) if rule.until else None
    return {
        "@type": "Schedule",
        "repeatFrequency": f"P{rule.interval}{rule.frequency[0]}",
        "repeatCount": rule.count,
        "byDay": [_DAYS[day] if not number else f"{number}{recurrence.WEEKDAYS[day]}" for day, number in rule.days],
        "byMonth": list(rule.months),
        "byMonthDay": list(rule.month_days),
        "startDate": iso(day_of(start)) if start else None,
        "endDate": iso(until) if until else None,
        "startTime": f"{begin_at:%H:%M:%S}" if begin_at else None,
        "endTime": f"{end_at:%H:%M:%S}" if end_at else None,
        "scheduleTimezone": (item.timezone or told.timezone) if begin_at else None,
        "exceptDate": [iso(day) for day in item.excluded_dates],
    }


def _status(item: Event) -> str:
    # schema.org has a day from which an event moved only where it says that it did.
    return _STATUS["rescheduled" if item.previous_start and not item.status else item.status]


def _location(item: Event) -> Json:
    place: Facts | None = _named("Place", item.location)
    if place:
        place["address"] = one_line(item.location or "")
    if item.attendance_mode not in ("online", "mixed"):
        return place
    online: Facts = {"@type": "VirtualLocation", "url": web_address(item.url)}
    if item.attendance_mode == "online":
        return online | {"name": one_line(item.location or "")}
    return [place, online] if place else online


def _offers(item: Event) -> Json:
    if not item.offers:
        return _offer(item)
    url = web_address(item.url)
    return [
        {"@type": "Offer", "name": one_line(one.name), "description": one_line(one.price or ""), "url": url}
        for one in item.offers
    ]


def _offer(item: Event) -> Facts | None:
    """Price as a number only where it is certain: an amount in "kr." names no currency."""
    if not item.price and not item.is_free:
        return None
    return {
        "@type": "Offer",
        "price": 0 if item.is_free else None,
        "description": item.price,
        "url": web_address(item.url),
    }


def _article(item: Article, record: Record, language: Language) -> Facts:
    return {
        "@type": "NewsArticle",
        "headline": one_line(item.title or "") or headline(item, language),
        "datePublished": iso(record.published),
        "dateModified": iso(record.last_changed),
        "author": [_named("Person", name) for name in item.authors],
        "publisher": _named("Organization", item.publication),
        "isBasedOn": web_address(item.url),
    }


def _posting(item: JobPosting, record: Record, site: Site, language: Language) -> Facts:
    address: Facts = {"@type": "PostalAddress", "addressLocality": one_line(item.job_location or "")}
    return {
        "@type": "JobPosting",
        "title": headline(item, language),
        # Google demands one, in HTML: what the feeds have, which is never empty.
        "description": entry_facts(site, record, None).html,
        "datePosted": iso(record.published),
        "validThrough": iso(item.valid_through) if item.valid_through else None,
        "employmentType": list(employment_types(item, language)),
        "hiringOrganization": _named("Organization", item.hiring_organization),
        "jobLocation": {"@type": "Place", "address": address} if names_place(item, language) else None,
        "jobLocationType": "TELECOMMUTE" if is_remote(item, language) else None,
    }


def _person(item: PersonnelNotice, record: Record, site: Site, language: Language) -> Facts:
    """Describe the person and the role; never a vacancy (a JobPosting), which a notice is not."""
    leaving = item.change in ("departed", "retired")
    role: Facts = {
        "@type": "EmployeeRole",
        "roleName": item.role_name or item.current_role_name,
        "endDate" if leaving else "startDate": str(item.effective) if item.effective else None,
        "worksFor": _named("Organization", item.organization),
    }
    known = item.change != "graduated" and (item.role_name or item.organization)
    return {
        "@type": "Person",
        "name": one_line(item.person.name),
        "worksFor": role if known else None,
        # schema.org has no notices: the uid is that of what is written about the person, and its text tells the rest.
        "subjectOf": {
            "@type": "CreativeWork",
            "identifier": record.uid,
            "headline": headline(item, language),
            "text": entry_facts(site, record, None).html,
            "inLanguage": language_tag(item.language),
            "url": site.address(record.page_path) if site.base_url else None,
        },
    }


def _named(kind: str, name: str | None) -> Facts | None:
    return {"@type": kind, "name": one_line(name)} if name else None


def _known(value: Json) -> Json:
    """Leave out what is not known, at every depth."""
    if isinstance(value, dict):
        return {key: _known(fact) for key, fact in value.items() if fact not in (None, "", [])}
    return [_known(fact) for fact in value] if isinstance(value, list) else value
