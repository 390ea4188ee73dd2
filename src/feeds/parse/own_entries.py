"""Entries that Feeds wrote itself, taken apart again: the facts that a body lists, what a headline says of a notice."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from html import unescape
from itertools import product
from typing import Any, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from feeds import wording
from feeds.lang import Language, available
from feeds.model import Article, Change, Event, Item, JobPosting, Offer, Person, PersonnelNotice, YearMonth
from feeds.parse.moments import grammar, moment, span
from feeds.text import one_line

# A body begins with its facts, that of an article ends with them.
_FACTS = re.compile(
    r"<p><strong>[^<>]*:</strong>(?:(?!</?p>|<strong>).)*(?:<br>\n<strong>(?:(?!</?p>).)*)?</p>", re.DOTALL
)
_FACT = re.compile(r"<strong>([^<>]*):</strong>(.*?)(?=<br>\n<strong>|$)", re.DOTALL)
_POSTING = frozenset({"employer", "workplace", "employment", "apply_by"})
_NOTICE = frozenset({"role", "organization", "effective", "place", "focus", "previous", "education", "age"})
_ARTICLE = frozenset({"publication", "credit"})
_CHANGES: tuple[Change, ...] = ("appointed", "promoted", "departed", "retired", "graduated", "elected", "other")
_Names: TypeAlias = dict[str, tuple[str, ...]]
COMMON = (
    *("title", "url", "summary", "content", "authors", "published", "updated", "categories", "language"),
    "identifier",
)


def language_of(html: str) -> str | None:
    """Tell in which language a body of ours lists its facts."""
    labelled, _ = _labelled(html)
    return next((code for code in available() if labelled and set(labelled) <= set(_names_in(code))), None)


def read(item: Event | Article, headline: str, code: str | None, zone: ZoneInfo) -> Item:
    """Make of an entry what it was when it was written; `headline` is its title there."""
    words = wording.language_for(code)
    labelled, rest = _labelled(item.content or "")
    names = _names(words)
    facts = _Facts({label: value for label, value in labelled.items() if label in names}, names, words, zone, rest)
    if not facts.labelled:
        return item
    kinds: tuple[Item | None, ...] = ()
    if not isinstance(item, Event):
        kinds = (_notice(item, headline, facts), _posting(item, facts), _article(item, facts))
    made = next((one for one in kinds if one is not None), None) or _event(item, facts)
    return bare(made, words)


class _Facts(NamedTuple):
    """What a body lists under our labels in `words`, and the `rest` of it; a label can stand for more than one fact."""

    labelled: dict[str, str]
    names: _Names
    words: Language
    zone: ZoneInfo
    rest: str

    def of(self, wanted: frozenset[str] | None = None) -> dict[str, str]:
        """Give the facts by their names."""
        named = ((name, value) for label, value in self.labelled.items() for name in self.names[label])
        return {name: value for name, value in named if wanted is None or name in wanted}


def with_facts(facts: Item, common: dict[str, Any]) -> Item:
    """Put what every entry says to the facts that only ours have, and take away what was made of them."""
    item = msgspec.structs.replace(facts, **{name: common[name] for name in COMMON})
    words = wording.language_for(item.language)
    labelled, rest = _labelled(item.content or "")
    if labelled and set(labelled) <= set(_names(words)):
        item = msgspec.structs.replace(item, content=rest or None)
    if isinstance(item, PersonnelNotice):
        item = msgspec.structs.replace(item, text=one_line(_words(item.content or "")) or None, content=None)
    return bare(item, words)


def bare(item: Item, words: Language) -> Item:
    """Take out of title and summary what the facts say already."""
    summary = item.summary or ""
    without = msgspec.structs.replace(item, summary=None, content=None)
    if isinstance(item, Event | JobPosting):
        leading = wording.summary(without, words) or ""
        summary = summary.removeprefix(leading).removeprefix(" \u2014 ") if leading else summary
    content = _without_programme(item.content or "", words) if isinstance(item, Event) else item.content or ""
    if one_line(_words(content)) == one_line(summary):
        content = ""
    title = item.title
    if isinstance(item, Event) and item.status not in (None, "scheduled"):
        title = (title or "").removeprefix(f"{words.ui[f'status_{item.status}']}: ")
    if isinstance(item, PersonnelNotice):
        untitled = msgspec.structs.replace(without, title=None)
        title = None if title == wording.headline(untitled, words) else title
        text = one_line(item.text or "")
        is_made = summary in (text, wording.summary(untitled, words)) or text.startswith(summary.rstrip("\u2026"))
        summary = "" if is_made else summary
    return msgspec.structs.replace(item, title=title or None, summary=summary or None, content=content or None)


def _labelled(html: str) -> tuple[dict[str, str], str]:
    """Part a body into its labelled facts and all else."""
    found = _FACTS.match(html)
    if found is None:
        last = html.rfind("<p><strong>")
        found = _FACTS.fullmatch(html, last) if last >= 0 else None
    if found is None:
        return {}, html
    facts = {unescape(one[1]): one_line(_value(one[2])) for one in _FACT.finditer(found[0][3:-4])}
    return facts, (html[: found.start()] + html[found.end() :]).strip()


def _value(html: str) -> str:
    return unescape(html) if "<" not in html else _words(html)


def _words(html: str) -> str:
    return html if "<" not in html and "&" not in html else wording.html_to_text(html)


def _names(words: Language) -> _Names:
    return _names_in(words.code)


@cache
def _names_in(code: str) -> _Names:
    words = wording.language_for(code)
    names: _Names = {}
    for key, label in words.ui.items():
        if key.startswith("fact_"):
            names[label] = (*names.get(label, ()), key.removeprefix("fact_"))
    return names


def _common(item: Item) -> dict[str, Any]:
    return {name: getattr(item, name) for name in COMMON}


def _article(item: Article, facts: _Facts) -> Article | None:
    told = facts.of(_ARTICLE)
    if len(told) < len(facts.labelled):
        return None
    publication = told.get("publication") or item.publication
    content = facts.rest or None
    return msgspec.structs.replace(item, publication=publication, credit=told.get("credit"), content=content)


def _posting(item: Article, facts: _Facts) -> JobPosting | None:
    told = facts.of(_POSTING)
    if len(told) < len(facts.labelled) or set(told) == {"apply_by"}:
        return None
    return JobPosting(
        **_common(item) | {"content": facts.rest or None},
        hiring_organization=told.get("employer"),
        job_location=told.get("workplace"),
        employment_type=told.get("employment"),
        valid_through=moment(told.get("apply_by", ""), facts.zone, facts.words.code),
    )


def _event(item: Event | Article, facts: _Facts) -> Event:
    told, words, zone = facts.of(), facts.words, facts.zone
    event = item if isinstance(item, Event) else Event(**_common(item))
    event = msgspec.structs.replace(event, content=facts.rest or None)
    when = span(told.get("when", ""), zone, words.code) if event.start is None else None
    if when is not None:
        timed = zone.key if isinstance(when.start, datetime) else None
        event = msgspec.structs.replace(event, start=when.start, end=when.end, timezone=timed)

    def day(name: str) -> Any:
        return moment(told[name], zone, words.code) if name in told else None

    offers = (one.partition(": ") for one in told.get("tickets", "").split(" \u00b7 ") if one)
    return msgspec.structs.replace(
        event,
        location=event.location or told.get("where"),
        organizer=event.organizer or told.get("organizer"),
        price=told.get("price") if told.get("price") != words.ui["free"] else None,
        is_free=True if told.get("price") == words.ui["free"] else None,
        status=_key(words, "status_", told.get("status")),
        attendance_mode=_key(words, "attendance_", told.get("attendance")),
        previous_start=day("moved_from"),
        recurrence_text=told.get("recurrence"),
        registration_deadline=day("deadline"),
        early_bird_deadline=day("early_bird"),
        application_deadline=day("application"),
        performers=tuple(filter(None, told.get("performers", "").split(", "))),
        offers=tuple(Offer(name=name, price=price or None) for name, _, price in offers),
        super_event=told.get("part_of"),
    )


def _key(words: Language, prefix: str, said: str | None) -> Any:
    """Give the value of ours that a phrase stands for."""
    keys = (key.removeprefix(prefix) for key, value in words.ui.items() if key.startswith(prefix) and value == said)
    return next(keys, None) if said else None


def _notice(item: Article, headline: str, facts: _Facts) -> PersonnelNotice | None:
    """Read a notice back from a headline of ours: it says what its body lists, and besides of whom and which change."""
    known, ui = facts.of(_NOTICE), facts.words.ui
    for previous, change in product(_previous(known.get("previous"), facts.words), _CHANGES):
        person = _person(headline, ui, change, _said(change, known, previous))
        if person is not None:
            return PersonnelNotice(
                **_common(item) | {"content": None},
                change=change,
                person=Person(name=person, age=_age(known.get("age"))),
                organization=known.get("organization"),
                role_name=known.get("role"),
                effective=_effective(known.get("effective"), facts.words),
                location=known.get("place"),
                focus=known.get("focus"),
                education=known.get("education"),
                **previous,
                text=one_line(_words(facts.rest)) or None,
            )
    return None


def _said(change: Change, known: dict[str, str], previous: dict[str, Any]) -> dict[str, str]:
    """Give the role and the organization that a headline tells."""
    role, organization = known.get("role"), known.get("organization")
    if change in ("departed", "retired"):
        role = role or previous.get("previous_role_name")
        organization = organization or previous.get("previous_organization")
    if change == "graduated":
        role = known.get("education")
    return {name: value for name, value in (("role", role), ("organization", organization)) if value}


def _person(headline: str, ui: dict[str, str], change: Change, said: dict[str, str]) -> str | None:
    shape = ui[f"{change}_{'_'.join(said) or 'alone'}"]
    before, slot, after = shape.format(person="\0", **said).partition("\0")
    line = one_line(headline)
    is_such = slot and line.startswith(before) and line.endswith(after) and len(line) > len(before) + len(after)
    return line[len(before) : len(line) - len(after)] if is_such else None


def _age(text: str | None) -> int | None:
    found = re.search(r"\d{1,3}", text or "")
    return int(found[0]) if found else None


def _effective(text: str | None, words: Language) -> Any:
    if not text:
        return None
    dates = grammar(words.code)
    found = moment(text, ZoneInfo("UTC"), words.code)
    if found is not None:
        return found.date() if isinstance(found, datetime) else found
    month = dates.find_month(text)
    return YearMonth(month[1], month[0]) if month is not None and month[1] is not None else None


def _previous(text: str | None, words: Language) -> list[dict[str, Any]]:
    """Give what a former place can mean: a role at an organization, or one of the two alone."""
    if not text:
        return [{}]
    pattern = re.escape(words.ui["role_at"])
    for slot in ("role", "organization"):
        pattern = pattern.replace(re.escape(f"{{{slot}}}"), f"(?P<{slot}>.+)")
    found = re.fullmatch(pattern, text)
    both = {"previous_role_name": found["role"], "previous_organization": found["organization"]} if found else None
    alone = [{"previous_role_name": text}, {"previous_organization": text}]
    return [both, *alone] if both is not None else alone


def _without_programme(html: str, words: Language) -> str:
    place = html.find(f"<p><strong>{words.ui['programme']}:</strong></p>")
    return html[:place].strip() if place >= 0 else html
