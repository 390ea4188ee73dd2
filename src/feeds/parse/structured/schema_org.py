"""The one mapping from schema.org to our items, whatever syntax told it: which nodes are items, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, TypeAlias, get_args

from feeds.model import (
    Article,
    Change,
    Item,
    JobPosting,
    Kind,
    PartialDate,
    Person,
    PersonnelNotice,
    When,
    YearMonth,
)
from feeds.parse import own_entries
from feeds.parse.structured.events import event
from feeds.parse.structured.thing import Thing
from feeds.parse.structured.values import (
    Reader,
    Shared,
    decoded,
    name_of,
    names,
    paragraphs,
    plain,
    raw,
    text,
    things_of,
    town_of,
    values_of,
)
from feeds.text import one_line, paragraph, safe_html

#: Event and what is one. Left out is what nobody attends: DeliveryEvent, OnDemandEvent, UserInteraction.
EVENTS = frozenset(
    {"Event", "BusinessEvent", "ChildrensEvent", "ComedyEvent", "ConferenceEvent", "CourseInstance", "DanceEvent"}
    | {"EducationEvent", "EventSeries", "ExhibitionEvent", "Festival", "FoodEvent", "Hackathon", "LiteraryEvent"}
    | {"MusicEvent", "PerformingArtsEvent", "PublicationEvent", "BroadcastEvent", "SaleEvent", "ScreeningEvent"}
    | {"SocialEvent", "SportsEvent", "TheaterEvent", "VisualArtsEvent"}
)
#: Article and what is one. Left out are advertisements, comments of a forum, and the reference of a program.
ARTICLES = frozenset(
    {"Article", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle"}
    | {"OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle", "BlogPosting", "LiveBlogPosting"}
    | {"SocialMediaPosting", "Report", "SatiricalArticle", "ScholarlyArticle", "MedicalScholarlyArticle"}
    | {"TechArticle"}
)
_ROLES = frozenset({"Role", "EmployeeRole", "OrganizationRole"})
#: Where nodes that are no items themselves keep those that are.
_HOLDING = (
    *("mainEntity", "itemListElement", "item", "dataFeedElement", "hasPart", "event", "events", "blogPost"),
    *("blogPosts", "hasCourseInstance", "performerIn"),
)
#: What an occasion of a series has from the series where it says nothing itself.
_INHERITED = (
    *("name", "description", "url", "location", "organizer", "performer", "offers", "inLanguage", "keywords"),
    *("isAccessibleForFree", "eventAttendanceMode", "provider"),
)
#: Facts without which a node only points to what is told elsewhere.
_TELLING = (
    *("name", "headline", "title", "startDate", "description", "articleBody", "text", "datePublished", "datePosted"),
    *("worksFor", "hasOccupation", "memberOf", "subjectOf"),
)
PART = "subEvent"
OWN_NOTICE = "PersonnelNotice"  # schema.org has no word for it
BEYOND = "its dates lie at the end of the calendar"
_DEEPEST = 12
_MOST_CATEGORIES = 20
_LONGEST_CATEGORY = 80
_LONGEST_ID = 400
_URI = re.compile(r"(?:https?|urn|tag|uuid):[^\s\x00-\x1f]+", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]{1,30})?")
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_TERM = re.compile(r"[A-Z][A-Z_]+")
_UUID = re.compile(r"urn:uuid:[0-9a-f-]{36}")
_LAST_MINUTE = re.compile(r"[T ](?:00:00|23:59)(?::\d\d)?", re.ASCII)
_REMOTE = "Remote"


class Told(NamedTuple):
    """What a node became: an item, or the reason why it is none."""

    thing: Thing
    kind: Kind
    item: Item | None
    reason: str = ""


Node: TypeAlias = tuple[Kind, Thing]


def told(things: Sequence[Thing], reader: Reader, *, has_parts: bool = True) -> Iterator[Told]:
    """Give what nodes and those that they hold say of items, in their order; `has_parts` if any has a programme."""
    for kind, thing in _Walk(things, has_parts=has_parts).nodes():
        try:
            yield Told(thing, kind, _item(kind, thing, reader))
        except ValueError as error:
            yield Told(thing, kind, None, one_line(str(error)))
        except OverflowError:
            yield Told(thing, kind, None, BEYOND)


def title_of(thing: Thing) -> str | None:
    """Give the title of a node as its text has it, to find it on the page."""
    return raw(thing, "name", "headline", "title")


class _Walk:
    """Finds the nodes that are items; each counts once, and the points of a programme belong to their event."""

    def __init__(self, things: Sequence[Thing], *, has_parts: bool) -> None:
        self._things = things
        self._seen: set[int] = set()
        self._points = _points(things) if has_parts else set()

    def nodes(self) -> Iterator[Node]:
        for thing in self._things:
            yield from self._below(thing, 0)

    def _below(self, thing: Thing, depth: int) -> Iterator[Node]:
        if depth > _DEEPEST or id(thing) in self._seen or id(thing) in self._points:
            return
        self._seen.add(id(thing))
        kind = kind_of(thing)
        if kind == "event" and (occasions := _occasions(thing)):
            yield from (("event", _occasion(one, thing)) for one in occasions if id(one) not in self._seen)
            self._seen |= {id(one) for one in occasions}
        elif kind is not None:
            if _is_told(thing):
                yield kind, thing
        else:
            for one in _held(thing):
                yield from self._below(one, depth + 1)


def _points(things: Sequence[Thing]) -> set[int]:
    """Tell which nodes are points of the programme of another; in a circle, all but the first."""
    events = [thing for thing in _reachable(things) if kind_of(thing) == "event" and not _occasions(thing)]
    parts = {id(one) for thing in events for one in _parts(thing)}
    points: set[int] = set()
    for is_point in (False, True):
        for thing in events:
            if (id(thing) in parts) is is_point and id(thing) not in points:
                points |= {id(one) for one in _reachable([thing], "subEvent", "subEvents")} - {id(thing)}
    return points


def _reachable(things: Sequence[Thing], *names: str) -> list[Thing]:
    """List nodes and those that they lead to, by some facts or by any, each once and in order."""
    found: dict[int, Thing] = {}
    waiting = list(reversed(things))
    while waiting:
        thing = waiting.pop()
        if id(thing) not in found:
            found[id(thing)] = thing
            waiting += reversed(things_of(thing, *(names or thing.facts)))
    return list(found.values())


def _parts(thing: Thing) -> list[Thing]:
    return [one for one in things_of(thing, "subEvent", "subEvents") if one is not thing]


def _occasions(thing: Thing) -> list[Thing]:
    """List the dated parts of a series, or of what has no day but in its parts: these are what one attends."""
    dated = [one for one in _parts(thing) if raw(one, "startDate")]
    return dated if "EventSeries" in thing.types or raw(thing, "startDate") is None else []


def _occasion(part: Thing, series: Thing) -> Thing:
    inherited = {name: series.facts[name] for name in _INHERITED if name in series.facts}
    facts = inherited | {name: values for name, values in part.facts.items() if values}
    facts.setdefault("superEvent", [series])
    return Thing(types=part.types or ("Event",), facts=facts, id=part.id, place=part.place)


def _held(thing: Thing) -> list[Thing]:
    if "BreadcrumbList" in thing.types:
        return []
    if "Course" in thing.types:
        return [_occasion(one, _course(thing)) for one in things_of(thing, "hasCourseInstance")]
    held = [one for name in _HOLDING for one in things_of(thing, name)]
    if "ItemList" in thing.types and all(_position(one) is not None for one in held):
        held.sort(key=lambda one: _position(one) or 0)
    return held


def _course(thing: Thing) -> Thing:
    facts = dict(thing.facts)
    if "provider" in facts:
        facts.setdefault("organizer", facts["provider"])
    return Thing(facts={name: values for name, values in facts.items() if name != "hasCourseInstance"})


def _position(thing: Thing) -> int | None:
    told = raw(thing, "position") or ""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else None


def kind_of(thing: Thing) -> Kind | None:
    """Tell what kind of item a node is, if any."""
    types = thing.types
    if not types:
        return None
    if not EVENTS.isdisjoint(types):
        return "event"
    if "JobPosting" in types:
        return "job_posting"
    if not ARTICLES.isdisjoint(types):
        return "article"
    if OWN_NOTICE in types:
        return "personnel_notice"
    if "Person" in types and (_role(thing) is not None or _own_notice(thing) is not None):
        return "personnel_notice"
    return None


def _is_told(thing: Thing) -> bool:
    """Tell whether a node says anything: one of a list that has an address alone is told elsewhere."""
    return any(name in thing.facts for name in _TELLING)


def _item(kind: Kind, thing: Thing, reader: Reader) -> Item:
    shared = _shared(thing, reader)
    if kind == "event":
        return event(thing, reader, shared)
    if kind == "job_posting":
        return _posting(thing, reader, shared)
    if kind == "article":
        return _article(thing, reader, shared)
    return _notice(thing, reader, shared)


def _shared(thing: Thing, reader: Reader) -> Shared:
    return Shared(
        url=_address(thing, reader),
        identifier=_identifier(thing),
        published=reader.moment(raw(thing, "datePublished", "datePosted")),
        updated=reader.moment(raw(thing, "dateModified")),
        categories=_categories(thing),
        language=_language(thing),
    )


def _address(thing: Thing, reader: Reader) -> str | None:
    pages = things_of(thing, "mainEntityOfPage")
    told = [*values_of(thing, "url"), *(address for page in pages for address in values_of(page, "url"))]
    told += [one for one in values_of(thing, "mainEntityOfPage") if isinstance(one, str)]
    # An id may have a mark behind the address of the page, which leads nowhere on it.
    told += [page.id.partition("#")[0] for page in pages if page.id]
    ids = [thing.id] if thing.id and "#" not in thing.id and not thing.id.startswith("_:") else []
    return reader.address(*told, *ids)


def _identifier(thing: Thing) -> str | None:
    """Give an id that is told to be one; an address only in full, for the same `#event` is on every page."""
    for value in values_of(thing, "identifier"):
        known = raw(value, "value", "propertyID") or value.id if isinstance(value, Thing) else value
        known = (known or "").strip()
        if known and len(known) <= _LONGEST_ID and not _SPACE.search(known) and known[0] not in "/#.":
            return known
    known = thing.id
    return known if known and len(known) <= _LONGEST_ID and _URI.fullmatch(known) else None


def _categories(thing: Thing) -> tuple[str, ...]:
    """List sections and keywords, which are often one text with commas."""
    told = values_of(thing, "articleSection") + values_of(thing, "keywords") + values_of(thing, "occupationalCategory")
    words = [name_of(one) or "" if isinstance(one, Thing) else decoded(one) for one in told[:200]]
    parts = (one_line(part) for word in words for part in word[:2_000].split(","))
    found = dict.fromkeys(part for part in parts if part and len(part) <= _LONGEST_CATEGORY)
    return tuple(found)[:_MOST_CATEGORIES]


def _language(thing: Thing) -> str | None:
    inner = things_of(thing, "inLanguage")
    known = raw(thing, "inLanguage") or next((raw(one, "alternateName", "name") for one in inner), None)
    found = _TAG.fullmatch((known or "").strip())
    return found[1].lower() if found else None


def _article(thing: Thing, reader: Reader, shared: Shared) -> Article:
    title = text(thing, "headline", "name", "title", "alternativeHeadline")
    body = raw(thing, "articleBody") or raw(thing, "text")
    summary = raw(thing, "description", "abstract")
    if title is None and not body and not summary:
        raise ValueError("it has no `headline`")
    return Article(
        **shared,
        title=title,
        summary=paragraphs(summary) if summary else None,
        content=_content(body, reader),
        authors=names(thing, "author", "authors", "creator"),
        publication=next(iter(names(thing, "publisher")), None),
    )


def _content(body: str | None, reader: Reader) -> str | None:
    if not body:
        return None
    words, html = reader.described(body)
    if html is not None:
        return html
    return "\n".join(paragraph(line) for line in (words or "").split("\n") if line) or None


def _posting(thing: Thing, reader: Reader, shared: Shared) -> JobPosting:
    title = text(thing, "title", "name", "headline")
    firm = next(iter(names(thing, "hiringOrganization", "organization")), None)
    if title is None:
        raise ValueError("it has no `title`")
    summary, content = reader.described(raw(thing, "description"))
    place, terms = _work(thing)
    return JobPosting(
        **shared,
        title=title,
        summary=summary,
        content=content,
        hiring_organization=firm,
        job_location=place,
        employment_type=terms,
        valid_through=_last_day(raw(thing, "validThrough"), reader),
    )


def _work(thing: Thing) -> tuple[str | None, str | None]:
    """Tell where and on what terms one works; work from anywhere is a place where there is no other."""
    told = values_of(thing, "jobLocation")
    towns = [town_of(one) if isinstance(one, Thing) else plain(one) for one in told]
    place = " / ".join(dict.fromkeys(town for town in towns[:20] if town)) or None
    terms = [_term(one) for value in _texts(thing, "employmentType") for one in value.split(",")]
    if "TELECOMMUTE" in {value.strip().upper() for value in _texts(thing, "jobLocationType")}:
        if place is None:
            within = [name for one in things_of(thing, "applicantLocationRequirements") if (name := name_of(one))]
            place = f"{_REMOTE} ({', '.join(within[:5])})" if within else _REMOTE
        else:
            terms.append(_REMOTE.lower())
    return place, ", ".join(dict.fromkeys(term for term in terms if term)) or None


def _texts(thing: Thing, name: str) -> list[str]:
    return [value for value in values_of(thing, name) if isinstance(value, str)][:20]


def _term(told: str) -> str:
    """Write a term as words: "FULL_TIME" is "Full time", and what is none of schema.org's stays."""
    told = one_line(decoded(told))
    if told in ("OTHER", "PER_DIEM"):
        return ""
    return told.replace("_", " ").capitalize() if _TERM.fullmatch(told) else told[:_LONGEST_CATEGORY]


def _last_day(told: str | None, reader: Reader) -> When | None:
    """Read until when one may apply; midnight and the last minute of a day mean the day."""
    found = reader.moment(told)
    if isinstance(found, datetime) and told and _LAST_MINUTE.search(told):
        written = reader.moment(told.strip()[:10])
        return written or found.date()
    return found


def _role(thing: Thing) -> Thing | None:
    """Give the role of a person that begins or ends: without either, nothing has changed."""
    roles = (one for one in things_of(thing, "worksFor", "hasOccupation", "memberOf") if _ROLES & set(one.types))
    return next((one for one in roles if raw(one, "startDate") or raw(one, "endDate")), None)


def _own_notice(thing: Thing) -> Thing | None:
    """Give the notice of ours that a person is the subject of, known by its uid."""
    written = (one for one in things_of(thing, "subjectOf") if raw(one, "text"))
    return next((one for one in written if _UUID.fullmatch(raw(one, "identifier") or "")), None)


def _read_again(own: Thing, reader: Reader, shared: Shared) -> PersonnelNotice | None:
    """Read a notice of ours from its own text, which tells more than schema.org can."""
    common = shared | {"identifier": raw(own, "identifier"), "language": _language(own), "url": _address(own, reader)}
    headline = text(own, "headline") or ""
    content = safe_html(raw(own, "text") or "")
    item = own_entries.read(
        Article(**common, title=headline, content=content), headline, common["language"], reader.zone
    )
    return item if isinstance(item, PersonnelNotice) else None


def _whole_notice(thing: Thing, reader: Reader, shared: Shared) -> PersonnelNotice:
    """Read a notice that is told in our own words."""
    person, change = text(thing, "person"), raw(thing, "change")
    if person is None:
        raise ValueError("it has no `person`")
    return PersonnelNotice(
        **shared,
        title=text(thing, "name"),
        change=next((known for known in get_args(Change) if known == change), "other"),
        person=Person(name=person),
        role_name=text(thing, "roleName"),
        organization=text(thing, "organization"),
        previous_role_name=text(thing, "formerRole"),
        previous_organization=text(thing, "formerOrganization"),
        location=text(thing, "location"),
        effective=_effective(raw(thing, "startDate"), reader),
    )


def _notice(thing: Thing, reader: Reader, shared: Shared) -> PersonnelNotice:
    if OWN_NOTICE in thing.types:
        return _whole_notice(thing, reader, shared)
    own = _own_notice(thing)
    if own is not None and (again := _read_again(own, reader, shared)) is not None:
        return again
    role, name = _role(thing) or Thing(), name_of(thing)
    if name is None:
        raise ValueError("the person has no `name`")
    ended = raw(role, "endDate")
    change: Change = "departed" if ended else "appointed"
    return PersonnelNotice(
        **shared,
        change=change,
        person=Person(name=name),
        organization=next(iter(names(role, "worksFor", "memberOf", "organization")), None),
        role_name=text(role, "roleName", "namedPosition", "jobTitle") or text(thing, "jobTitle"),
        effective=_effective(ended or raw(role, "startDate"), reader),
    )


def _effective(told: str | None, reader: Reader) -> PartialDate | None:
    month = _MONTH.fullmatch((told or "").strip())
    if month is not None and 1 <= int(month[2]) <= 12 and int(month[1]):
        return YearMonth(int(month[1]), int(month[2]))
    found = reader.moment(told)
    return found.date() if isinstance(found, datetime) else found
